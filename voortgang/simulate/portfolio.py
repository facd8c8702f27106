"""A fictional portfolio of IV projects: what asks for days in the chain Innen & Betalen, in a year of 1,000 days.

No source gives days per project. Codes, names, days, scores and dependencies are made up; that it is about collection,
which kinds of work there are and in which order they are weighed, is in the letter of 21 May 2025.
"""

from dataclasses import dataclass

CHAIN = "Innen & Betalen"
MAINTENANCE, MODERNISING = "instandhouding", "modernisering"
LAW, OTHER = "nieuwe_wetgeving", "overige_vernieuwing"
CONTINUITY, OWED, RENEWAL = "1_continuiteit", "2_verplichting", "3_vernieuwing"
TAX, TOESLAGEN = "belastingdienst", "dienst_toeslagen"


LEAST_SCALABLE, LEAST_WHOLE, MOST = 0.5, 0.8, 1.25
"""of the days in the list: with less a project makes no sense, more it cannot use in a year"""


@dataclass(frozen=True)
class Project:
    """One project; `days` is what it asks of a chain of 1,000 days, scores run from 0 to 5."""

    code: str
    name: str
    category: str | None
    """None for the hersteloperatie: the letter does not say"""
    ground: str | None
    organisation: str
    days: float
    scores: tuple[int, int, int]
    """citizens, businesses, continuity"""
    is_mandatory: bool = False
    is_recovery: bool = False
    is_scalable: bool = True
    measures: str = ""
    unlocks: str = ""
    depends_on: str = ""

    @property
    def min_days(self) -> int:
        """The fewest days in a year that make sense."""
        return round(self.days * (LEAST_SCALABLE if self.is_scalable else LEAST_WHOLE))

    @property
    def max_days(self) -> int:
        """The most days that it can use in a year."""
        return round(self.days * MOST)


PROJECTS = (
    Project("IB-01", "Beheer inningssystemen", MAINTENANCE, None, TAX, 210, (3, 3, 5), is_mandatory=True),
    Project("IB-02", "Beheer betaalverkeer", MAINTENANCE, None, TAX, 140, (3, 3, 5), is_mandatory=True),
    Project("IB-03", "Beheer gegevensuitwisseling", MAINTENANCE, None, TAX, 90, (2, 2, 5), is_mandatory=True),
    Project("IB-04", "Beheer portalen en brieven", MAINTENANCE, None, TOESLAGEN, 85, (4, 2, 4), is_mandatory=True),
    Project("IB-05", "Beveiliging en herstelvermogen", MAINTENANCE, None, TAX, 75, (2, 2, 5), is_mandatory=True),
    Project("HO-01", "Hersteloperatie: kwijtschelden", None, OWED, TOESLAGEN, 95, (5, 0, 1), True, True),
    Project("HO-02", "Hersteloperatie: uitbetalen", None, OWED, TOESLAGEN, 70, (5, 0, 1), True, True),
    Project("HO-03", "Hersteloperatie: gegevenslevering", None, OWED, TOESLAGEN, 35, (4, 0, 1), True, True),
    Project(
        "MO-01", "Uitfasering oud inningsplatform deel 1", MODERNISING, CONTINUITY, TAX, 35, (2, 2, 5), unlocks="43"
    ),
    Project(
        "MO-02",
        "Uitfasering oud inningsplatform deel 2",
        MODERNISING,
        CONTINUITY,
        TAX,
        28,
        (3, 2, 5),
        unlocks="1|15|32|42",
        depends_on="MO-01",
    ),
    Project(
        "MO-03",
        "Nieuw register van vorderingen",
        MODERNISING,
        CONTINUITY,
        TAX,
        20,
        (3, 2, 4),
        is_scalable=False,
        unlocks="8|9|31",
        depends_on="MO-01",
    ),
    Project("MO-04", "Vervangen koppeling met de bank", MODERNISING, CONTINUITY, TAX, 10, (2, 2, 4), is_scalable=False),
    Project("WG-01", "Overgang naar een nieuwe huisbankier", LAW, OWED, TAX, 30, (2, 3, 4), True, is_scalable=False),
    Project("WG-02", "Aanpassing beslagvrije voet", LAW, OWED, TOESLAGEN, 18, (5, 0, 1), True, measures="33"),
    Project("WG-03", "Gevolgen van een uitspraak over rente", LAW, OWED, TAX, 12, (3, 2, 1), True, is_scalable=False),
    Project(
        "OV-01",
        "Eén betalingsregeling voor alle toeslagschulden",
        OTHER,
        RENEWAL,
        TOESLAGEN,
        35,
        (5, 0, 1),
        is_scalable=False,
        measures="1|15",
        depends_on="MO-02|MO-03",
    ),
    Project("OV-02", "Makkelijker betalen", OTHER, RENEWAL, TOESLAGEN, 24, (5, 1, 1), measures="5"),
    Project(
        "OV-03", "Looptijd naar keuze", OTHER, RENEWAL, TOESLAGEN, 20, (4, 0, 1), measures="8|9", depends_on="MO-03"
    ),
    Project("OV-04", "Brieven en portaal op maat", OTHER, RENEWAL, TOESLAGEN, 26, (5, 1, 0), measures="23|24|27"),
    Project("OV-05", "Stoppen met stuiten", OTHER, RENEWAL, TAX, 18, (4, 1, 1), measures="43|30", depends_on="MO-01"),
    Project(
        "OV-06",
        "Maandelijks verrekenen",
        OTHER,
        RENEWAL,
        TOESLAGEN,
        20,
        (4, 0, 1),
        measures="31|32",
        depends_on="MO-02",
    ),
    Project("OV-07", "Dwanginvordering pas bij zekere schuld", OTHER, RENEWAL, TAX, 16, (4, 0, 1), measures="42"),
    Project("OV-08", "Pauze in de invordering", OTHER, RENEWAL, TOESLAGEN, 14, (5, 0, 0), measures="38"),
    Project("OV-09", "Stuurinformatie voor teams", OTHER, RENEWAL, TAX, 16, (1, 1, 2)),
    Project("OV-10", "Digitale post voor bedrijven", OTHER, RENEWAL, TAX, 12, (0, 4, 1), is_scalable=False),
)
