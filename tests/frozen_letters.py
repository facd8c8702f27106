"""Two fictional letters as they would be frozen, the second after the first: for tests of documents and of checks."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from voortgang import dutch
from voortgang.letter.annex_rows import AnnexChange, AnnexRow
from voortgang.letter.model import DAY, SHARE, Fact, Freeze, Gate, LeftOut, Previous, Provenance, Published
from voortgang.letter.tables import ChartSpec, Column, Exhibit, Series

REQUESTS, DAYS, IV_DAYS, WEEKS = "verzoeken", "dagen", "IV-dagen", "weken"
MEASURES, ROWS = "maatregelen", "rijen"
FIRST_PERIOD = date(2024, 11, 1), date(2025, 4, 30)
SECOND_PERIOD = date(2025, 5, 1), date(2025, 10, 31)
DECIDED_ON_TIME = (
    "Van de verzoeken waarop in de periode is besloten: hoeveel besluiten zijn verzonden binnen acht weken."
)
KINDS: tuple[tuple[str, str, str, int, str], ...] = (
    # key, label, unit, decimals, which way is good news
    ("letter.since", "eerste dag van de briefperiode", DAY, 0, ""),
    ("letter.until", "laatste dag van de briefperiode", DAY, 0, ""),
    ("letter.reference_on", "peildatum", DAY, 0, ""),
    ("letter.previous_on", "peildatum van de vorige brief", DAY, 0, ""),
    ("decided_on_time.decided", "besloten verzoeken", REQUESTS, 0, ""),
    ("decided_on_time.within_norm", "besloten binnen acht weken", REQUESTS, 0, "beter"),
    ("decided_on_time.share_within_norm", "aandeel besloten binnen acht weken", SHARE, 0, "beter"),
    ("decided_on_time.share_within_legal", "aandeel besloten binnen de wettelijke termijn", SHARE, 0, "beter"),
    ("throughput_time.median_days", "mediaan van de doorlooptijd", DAYS, 0, "slechter"),
    ("throughput_time.p90_days", "P90 van de doorlooptijd", DAYS, 0, "slechter"),
    ("longest_recent.p95_weeks", "doorlooptijd waarbinnen 95% is besloten, laatste vier weken", WEEKS, 0, "slechter"),
    ("longest_recent.longest_weeks", "langste doorlooptijd in de laatste vier weken", WEEKS, 0, "slechter"),
    ("cohort_on_time.share", "aandeel van de rijpe cohorten dat binnen acht weken is besloten", SHARE, 0, "beter"),
    ("cohort_on_time.until", "laatste dag van ontvangst in een rijp cohort", DAY, 0, ""),
    ("cohort_on_time.unripe", "verzoeken in cohorten die nog niet rijp zijn", REQUESTS, 0, ""),
    ("survival_chances.within_norm", "kans op een besluit binnen acht weken", SHARE, 0, "beter"),
    ("survival_chances.within_norm_low", "ondergrens van die kans", SHARE, 0, ""),
    ("survival_chances.within_norm_high", "bovengrens van die kans", SHARE, 0, ""),
    ("flow.received", "ontvangen verzoeken", REQUESTS, 0, ""),
    ("flow.withdrawn", "ingetrokken verzoeken", REQUESTS, 0, ""),
    ("backlog.open", "werkvoorraad", REQUESTS, 0, "slechter"),
    ("backlog.past_norm", "open verzoeken over de acht weken", REQUESTS, 0, "slechter"),
    ("backlog.past_legal", "open verzoeken over de wettelijke termijn", REQUESTS, 0, "slechter"),
    ("work_by_desk.regular", "besloten door de reguliere teams", REQUESTS, 0, ""),
    ("work_by_desk.task_force", "besloten door de taskforce", REQUESTS, 0, ""),
    ("work_by_desk.fast_track", "besloten volgens de versnelde regel", REQUESTS, 0, ""),
    ("fast_track_share.share", "aandeel van de besluiten volgens de versnelde regel", SHARE, 0, ""),
    ("fast_track_share.median_fast_track_days", "mediaan van de versnelde verzoeken", DAYS, 0, "slechter"),
    ("fast_track_share.median_regular_days", "mediaan van de reguliere verzoeken", DAYS, 0, "slechter"),
    # open requests that there would have been more; only when the verdict is an effect, otherwise `why_absent` tells
    ("impact_verdicts.task_force", "open verzoeken minder door de taskforce", REQUESTS, 0, ""),
    ("impact_verdicts.task_force_low", "ondergrens daarvan", REQUESTS, 0, ""),
    ("impact_verdicts.task_force_high", "bovengrens daarvan", REQUESTS, 0, ""),
    ("impact_verdicts.fast_track", "open verzoeken minder door de versnelde regel", REQUESTS, 0, ""),
    ("impact_verdicts.fast_track_low", "ondergrens daarvan", REQUESTS, 0, ""),
    ("impact_verdicts.fast_track_high", "bovengrens daarvan", REQUESTS, 0, ""),
    ("iv_capacity.capacity", "IV-capaciteit van de keten", IV_DAYS, 0, ""),
    ("iv_capacity.requested", "gevraagde IV-dagen", IV_DAYS, 0, ""),
    ("iv_capacity.allocated", "toegekende IV-dagen", IV_DAYS, 0, ""),
    ("iv_waiting_measures.measures", "maatregelen die op IV wachten", MEASURES, 0, "slechter"),
    ("register.rows", "rijen in de bijlage", ROWS, 0, ""),
    ("register.measures", "verbetermaatregelen", MEASURES, 0, ""),
    ("register.not_started", "rijen in de fase nog te starten", ROWS, 0, ""),
    ("register.policy", "rijen in de fase beleidsuitwerking", ROWS, 0, ""),
    ("register.preparing", "rijen in de fase voorbereiden implementatie", ROWS, 0, ""),
    ("register.implemented", "rijen in de fase geïmplementeerd", ROWS, 0, "beter"),
    ("register.delayed", "vertraagde rijen", ROWS, 0, "slechter"),
    ("register.on_hold", "rijen die on hold staan", ROWS, 0, "slechter"),
    ("register.overdue", "rijen waarvan de streefdatum voorbij is", ROWS, 0, "slechter"),
)
FIRST_VALUES: Mapping[str, str] = {
    "letter.since": "2024-11-01",
    "letter.until": "2025-04-30",
    "letter.reference_on": "2025-04-30",
    "decided_on_time.decided": "12940",
    "decided_on_time.within_norm": "787",
    "decided_on_time.share_within_norm": "0.0608191653",
    "decided_on_time.share_within_legal": "0.3321483771",
    "throughput_time.median_days": "65",
    "throughput_time.p90_days": "73",
    "longest_recent.p95_weeks": "11",
    "longest_recent.longest_weeks": "14",
    "cohort_on_time.share": "0.1123",
    "cohort_on_time.until": "2025-02-28",
    "cohort_on_time.unripe": "4410",
    "survival_chances.within_norm": "0.105",
    "survival_chances.within_norm_low": "0.099",
    "survival_chances.within_norm_high": "0.112",
    "flow.received": "14810",
    "flow.withdrawn": "601",
    "backlog.open": "5886",
    "backlog.past_norm": "1420",
    "backlog.past_legal": "1015",
    "work_by_desk.regular": "11902",
    "work_by_desk.task_force": "612",
    "work_by_desk.fast_track": "426",
    "fast_track_share.share": "0.0329211747",
    "fast_track_share.median_fast_track_days": "31",
    "fast_track_share.median_regular_days": "65",
    "iv_capacity.capacity": "1000",
    "iv_capacity.requested": "1240",
    "iv_capacity.allocated": "1000",
    "iv_waiting_measures.measures": "9",
    "register.rows": "37",
    "register.measures": "27",
    "register.not_started": "11",
    "register.policy": "11",
    "register.preparing": "14",
    "register.implemented": "1",
    "register.delayed": "8",
    "register.on_hold": "4",
    "register.overdue": "0",
}
SECOND_VALUES: Mapping[str, str] = {
    "letter.since": "2025-05-01",
    "letter.until": "2025-10-31",
    "letter.reference_on": "2025-10-31",
    "letter.previous_on": "2025-04-30",
    "decided_on_time.decided": "16958",
    "decided_on_time.within_norm": "4167",
    "decided_on_time.share_within_norm": "0.2457246917",
    "decided_on_time.share_within_legal": "0.4304163227",
    "throughput_time.median_days": "70",
    "throughput_time.p90_days": "79",
    "longest_recent.p95_weeks": "9",
    "longest_recent.longest_weeks": "14",
    "cohort_on_time.share": "0.3846",
    "cohort_on_time.until": "2025-08-31",
    "cohort_on_time.unripe": "5034",
    "survival_chances.within_norm": "0.412",
    "survival_chances.within_norm_low": "0.405",
    "survival_chances.within_norm_high": "0.418",
    "flow.received": "15902",
    "flow.withdrawn": "668",
    "backlog.open": "4162",
    "backlog.past_norm": "235",
    "backlog.past_legal": "149",
    "work_by_desk.regular": "9371",
    "work_by_desk.task_force": "4310",
    "work_by_desk.fast_track": "3277",
    "fast_track_share.share": "0.1932421276",
    "fast_track_share.median_fast_track_days": "22",
    "fast_track_share.median_regular_days": "72",
    "impact_verdicts.task_force": "1894",
    "impact_verdicts.task_force_low": "1853",
    "impact_verdicts.task_force_high": "1934",
    "iv_capacity.capacity": "1000",
    "iv_capacity.requested": "1180",
    "iv_capacity.allocated": "990",
    "iv_waiting_measures.measures": "9",
    "register.rows": "37",
    "register.measures": "27",
    "register.not_started": "9",
    "register.policy": "10",
    "register.preparing": "16",
    "register.implemented": "2",
    "register.delayed": "7",
    "register.on_hold": "4",
    "register.overdue": "1",
}
OF_REGISTER = ("register", "letter")
WHY_ABSENT = {"impact_verdicts": "niet vast te stellen", "letter": "er is geen vorige brief"}


def first_half() -> Freeze:
    """The letter of May 2025, over November 2024 up to and including April 2025; there was none before it."""
    return _letter("2025-05-v1", FIRST_PERIOD, FIRST_VALUES, datetime(2025, 5, 14, 8, 30, tzinfo=UTC))


def second_half() -> Freeze:
    """The letter of November 2025, over May up to and including October 2025."""
    letter = _letter("2025-11-v1", SECOND_PERIOD, SECOND_VALUES, datetime(2025, 11, 13, 9, 5, tzinfo=UTC))
    return replace(letter, previous=previous_of(first_half()), changes=CHANGES, annex=_annex_later())


def previous_of(letter: Freeze) -> Previous:
    """What the next letter knows of this one."""
    published = {each.key: Published(each.text, each.value, each.definition) for each in letter.facts}
    return Previous(letter.id, letter.reference_on, published)


def with_value(letter: Freeze, key: str, value: Decimal | date | None, why_absent: str = "") -> Freeze:
    """The same letter in which one fact has another value."""
    facts = (replace(each, value=value, why_absent=why_absent) if each.key == key else each for each in letter.facts)
    return replace(letter, facts=tuple(facts))


def without_facts(letter: Freeze, *metrics: str) -> Freeze:
    """The same letter without the facts of these metrics."""
    return replace(letter, facts=tuple(each for each in letter.facts if each.metric not in metrics))


def _letter(id_: str, period: tuple[date, date], values: Mapping[str, str], frozen_at: datetime) -> Freeze:
    return Freeze(
        id=id_,
        version=1,
        title="Stand van zaken persoonlijke betalingsregelingen",
        since=period[0],
        until=period[1],
        reference_on=period[1],
        frozen_at=frozen_at,
        frozen_by="a.redacteur",
        reason="",
        provenance=_provenance(period[1]),
        gates=GATES,
        facts=tuple(_facts(period, values)),
        exhibits=tuple(_exhibits(period)),
        annex=ANNEX,
        changes=(),
        left_out=LEFT_OUT,
    )


def _facts(period: tuple[date, date], values: Mapping[str, str]) -> Iterator[Fact]:
    parameters = {"since": f"{period[0]}", "until": f"{period[1]}", "as_of": f"{period[1]}"}
    for key, label, unit, decimals, more_is in KINDS:
        metric = key.partition(".")[0]
        text = values.get(key, "")
        yield Fact(
            key=key,
            label=label,
            value=(date.fromisoformat(text) if unit == DAY else Decimal(text)) if text else None,
            unit=unit,
            decimals=decimals,
            metric=metric,
            definition=DECIDED_ON_TIME if metric == "decided_on_time" else f"{label[0].upper()}{label[1:]}.",
            query="" if metric in OF_REGISTER else _hash(metric),
            parameters=parameters,
            n=int(values["decided_on_time.decided"]) if metric in ("decided_on_time", "throughput_time") else None,
            why_absent="" if text else WHY_ABSENT[metric],
            more_is=more_is,
        )


def _provenance(delivered_on: date) -> Provenance:
    return Provenance(
        build=f"{delivered_on:%Y%m%d}-3f9a1c",
        delivered_on=delivered_on,
        is_fictional=True,
        code_version="0.7.0",
        files={f"{name}.csv": _hash(name) for name in ("verzoeken", "opschortingen", "verdagingen", "capaciteit")},
        warnings=2,
        smallest_count=10,
        smallest_denominator=100,
    )


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


GATES = (
    Gate("critical", "Geen kritieke bevinding", "geen kritieke bevindingen", True),
    Gate("fresh", "Levering is recent", "levering van de peildatum", True),
    Gate(
        "reviewed",
        "Register is beoordeeld",
        "2 voorstellen wachten",
        False,
        "De voorstellen wijzigen geen fase.",
    ),
    Gate("ripe", "Cohorten zijn rijp", "de laatste twee maanden zijn nog niet rijp", True),
)
LEFT_OUT = (
    LeftOut("Oorzaken van de instroom", "Het onderzoek naar de oorzaken van de instroom staat niet in deze gegevens."),
)
MONTHS = ("november", "december", "januari", "februari", "maart", "april")
LATER_MONTHS = ("mei", "juni", "juli", "augustus", "september", "oktober")


def _exhibits(period: tuple[date, date]) -> Iterator[Exhibit]:
    is_first = period == FIRST_PERIOD
    months = MONTHS if is_first else LATER_MONTHS
    shares = (0.09, 0.08, 0.05, 0.04, 0.05, 0.07) if is_first else (0.09, 0.13, 0.19, 0.26, 0.34, 0.47)
    stock = (3800, 4300, 4900, 5300, 5700, 5886) if is_first else (5710, 5402, 5011, 4720, 4390, 4162)
    regular = (2010, 1990, 2060, 1900, 1970, 1972) if is_first else (1650, 1570, 1530, 1540, 1560, 1521)
    helped = (0, 0, 0, 60, 210, 342) if is_first else (560, 690, 740, 760, 780, 780)
    quick: tuple[str | int, ...] = (
        ("verborgen", "verborgen", 40, 92, 130, 150) if is_first else (380, 470, 540, 590, 640, 657)
    )
    yield _exhibit(
        "decided_on_time",
        "Op tijd besloten",
        f"Aandeel besluiten binnen acht weken per maand: van {shares[0]:.0%} in {months[0]} naar {shares[-1]:.0%} in "
        f"{months[-1]}.",
        (Column("Maand", "tekst", "maand van besluit"), Column("Binnen acht weken", "aandeel", "aandeel op tijd")),
        tuple(zip(months, shares, strict=True)),
        ChartSpec(
            "line",
            months,
            (
                Series("binnen acht weken", shares, is_line=True),
                Series("streven", (0.9,) * 6, True, True),
            ),
            "aandeel van de besluiten",
            is_percent=True,
        ),
    )
    yield _exhibit(
        "backlog",
        "Werkvoorraad en achterstand",
        f"Werkvoorraad aan het eind van de maand: van {dutch.number(stock[0])} in {months[0]} naar "
        f"{dutch.number(stock[-1])} in {months[-1]}.",
        (Column("Maand", "tekst", "eind van de maand"), Column("Werkvoorraad", "verzoeken", "open verzoeken")),
        tuple(zip(months, stock, strict=True)),
        ChartSpec("column", months, (Series("werkvoorraad", tuple(map(float, stock))),), "verzoeken"),
    )
    seen = tuple(float(each) if isinstance(each, int) else None for each in quick)
    yield _exhibit(
        "work_by_desk",
        "Wie rondde wat af?",
        "Besluiten per maand naar wie ze nam; het deel van taskforce en versnelde regel groeide.",
        (
            Column("Maand", "tekst", "maand van besluit"),
            Column("Regulier", "verzoeken", "besloten door de reguliere teams"),
            Column("Taskforce", "verzoeken", "besloten door de taskforce"),
            Column("Versneld", "verzoeken", "besloten volgens de versnelde regel"),
        ),
        tuple(zip(months, regular, helped, quick, strict=True)),
        ChartSpec(
            "bar",
            months,
            (
                Series("regulier", tuple(map(float, regular))),
                Series("taskforce", tuple(map(float, helped))),
                Series("versneld", seen),
            ),
            "besluiten",
            is_stacked=True,
        ),
    )


def _exhibit(
    key: str,
    title: str,
    finding: str,
    columns: tuple[Column, ...],
    rows: tuple[tuple[str | int | float | date | None, ...], ...],
    chart: ChartSpec,
) -> Exhibit:
    trust = ("Peildatum: zie de brief", "n = 12.940", "fictieve gegevens")
    definition = DECIDED_ON_TIME if key == "decided_on_time" else f"{title.rstrip('?')}, per maand geteld."
    return Exhibit(key, title, finding, definition, _hash(key), {"period": "month"}, columns, rows, trust, (chart,))


INFORMED = (date(2024, 2, 9), "Kamerstukken II 2023/24, 31066, nr. 1339")
INFORMED_LATER = (date(2024, 4, 26), "Kamerstukken II 2023/24, 31066, nr. 1380")
PERSONAL, GENERAL = "Persoonsgerichte benadering", "Algemene ambities betalingsregelingen"
ANNEX = (
    AnnexRow(
        1,
        PERSONAL,
        "Integrale klantbehandeling",
        "13",
        "Integrale klantbehandeling (VM 4)",
        (4,),
        "beleidsuitwerking",
        (),
        "Alles wat al bekend is over een burger bij elkaar brengen.",
        "De knelpunten in de uitvoering worden onderzocht.",
        (INFORMED,),
    ),
    AnnexRow(
        2,
        PERSONAL,
        "Persoonsgerichte invordering",
        "13",
        "Eén betalingsregeling voor alle toeslagvorderingen (VM 1, 15)",
        (1, 15),
        "voorbereiden implementatie",
        ("vertraagd", "on hold"),
        "Eén regeling per persoon, waarin nieuwe vorderingen vanzelf meelopen.",
        "Wacht op IV-modernisering.",
        (INFORMED,),
    ),
    AnnexRow(
        3,
        PERSONAL,
        "Persoonsgerichte invordering",
        "13",
        "Versnelde invordering bij lopende dwanginvordering (VM 2)",
        (2,),
        "nog te starten",
        (),
        "Een nieuwe vordering meenemen waar al dwanginvordering loopt.",
        "Nog niet begonnen.",
        (),
    ),
    AnnexRow(
        8,
        GENERAL,
        "Regeling bij fraude",
        "20",
        "Betalingsregeling bij fraude (VM 10, 11, 12)",
        (10, 11, 12),
        "beleidsuitwerking",
        (),
        "Bij fraude geen standaardregeling; wel termijnen naar draagkracht.",
        "Het beleid wordt uitgewerkt.",
        (INFORMED_LATER,),
    ),
    AnnexRow(
        6,
        GENERAL,
        "Makkelijker betalen",
        "19",
        "Eenvoudige betaalmogelijkheden (VM 5)",
        (5,),
        "voorbereiden implementatie",
        ("vertraagd", "deels in werking"),
        "Betalen met iDeal, automatische incasso of QR-code.",
        "Een heel bedrag is met iDeal te betalen.",
        (INFORMED, INFORMED_LATER),
    ),
    AnnexRow(
        20,
        "Persoonlijke betalingsregeling",
        "Betere toegankelijkheid",
        "22",
        "Aanvragen via het portaal (VM 17)",
        (17,),
        "voorbereiden implementatie",
        (),
        "Een verzoek kan ook digitaal.",
        "Streefdatum 01/01/2026.",
        (INFORMED,),
        (date(2026, 1, 1),),
    ),
)
CHANGES = (
    AnnexChange(
        "Versnelde invordering bij lopende dwanginvordering (VM 2)",
        "Persoonsgerichte invordering",
        "verbeterd",
        "nog te starten",
        "beleidsuitwerking",
    ),
    AnnexChange(
        "Eenvoudige betaalmogelijkheden (VM 5)",
        "Makkelijker betalen",
        "verslechterd",
        "voorbereiden implementatie",
        "voorbereiden implementatie, on hold",
    ),
)


def _annex_later() -> tuple[AnnexRow, ...]:
    changed = {3: {"phase": "beleidsuitwerking"}, 6: {"flags": ("vertraagd", "on hold", "deels in werking")}}
    return tuple(replace(each, **changed.get(each.row_id, {})) for each in ANNEX)  # type: ignore[arg-type]
