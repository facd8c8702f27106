"""The columns of the files: what stands in them, who fills them in, and what they mean."""

from dataclasses import dataclass

from voortgang.register.exchange import notation
from voortgang.register.exchange.notation import Kind
from voortgang.register.measures.model import FLAGS, OUTCOMES, PHASES, REASONS

EDITOR, NEW_ROW, REGISTER, IGNORED = (
    "uzelf",
    "uzelf, voor een nieuwe rij",
    "het register",
    "het register (wordt niet gelezen)",
)
"""who fills in a column"""


@dataclass(frozen=True)
class Field:
    """One column; `name` is the key of its value in a line."""

    name: str
    head: str
    kind: Kind
    meaning: str
    width: int = 14
    """in Excel, about this many signs"""
    by: str = EDITOR
    may_be_empty: bool = True

    @property
    def is_kept(self) -> bool:
        """Filled in by the register, not by who works in the file."""
        return self.by in (REGISTER, IGNORED)


def _codes(codes: tuple[str, ...], may_be_empty: bool = False) -> Kind:
    return notation.coded({code: code for code in codes}, may_be_empty)


ROW = Field(
    "row_id", "Rij", notation.NUMBER, "Nummer van de rij (ambitie × maatregel). Leeg: een nieuwe rij.", 6, NEW_ROW
)
IDENTITY = (
    ROW,
    Field("measure", "Maatregel", notation.TEXT, "Naam van de maatregel.", 34, NEW_ROW, False),
    Field("numbers", "VM-nummers", notation.NUMBERS, "Nummers van de maatregel, zoals 1; 15.", 12, NEW_ROW),
    Field("section", "Onderdeel", notation.TEXT, "Deel van de bijlage.", 24, NEW_ROW, False),
    Field("ambition", "Ambitie", notation.TEXT, "Ambitie waaronder de maatregel hier staat.", 30, NEW_ROW, False),
    Field("page", "Pagina", notation.TEXT, "Bladzijde van de strategie.", 8, NEW_ROW),
)
VALID_FROM = Field(
    "valid_from",
    "Geldig vanaf",
    notation.DAY,
    "Eerste dag waarvoor dit geldt. Laat u deze dag staan, dan verbetert u de stand van die dag; voor iets wat "
    "later veranderde, vult u hier die latere dag in.",
    may_be_empty=False,
)
CONTENT = (
    Field("phase", "Fase", _codes(PHASES), "Hoe ver de maatregel is.", 20, may_be_empty=False),
    Field("phase_basis", "Herkomst fase", notation.BASIS, "Noemt de bron de fase, of is zij eruit opgemaakt?"),
    *(Field(name, label.capitalize(), notation.SWITCH, "Naast de fase.", 12) for name, label in FLAGS.items()),
    Field("reasons", "Redenen", notation.several(REASONS), "Waarom vertraagd of on hold; één per regel.", 20),
    Field(
        "depends_on",
        "Afhankelijk van",
        notation.LISTED,
        "Eén per regel; VM 43 is een maatregel, al het andere een systeem, een project of een groep.",
        22,
    ),
    Field("target_on", "Streefdatum", notation.DAY, "Dag waarop de maatregel zou moeten werken."),
    Field(
        "first_promised_on",
        "Eerst beloofde datum",
        notation.DAY,
        "De eerste streefdatum; het register houdt die vast, ook als u haar hier weghaalt.",
    ),
    Field("review_on", "Herbeoordelen op", notation.DAY, "Tot wanneer de rij on hold mag staan."),
    Field("owner", "Eigenaar", notation.TEXT, "Wie de maatregel uitvoert: een afdeling, geen persoon.", 20),
    Field("partial_results", "Deelresultaten", notation.TEXT, "Wat er al werkt.", 40),
    Field("explanation", "Toelichting", notation.TEXT, "Wat de maatregel inhoudt en hoe het ermee staat.", 60),
    Field("evidence", "Bewijs", notation.TEXT, "Waaruit blijkt dat de maatregel werkt.", 24),
    Field("outcome", "Uitkomst", _codes(OUTCOMES, may_be_empty=True), "Ingevoerd zoals bedoeld, of anders.", 12),
    Field(
        "informed",
        "Kamer geïnformeerd",
        notation.LETTERS,
        f"Per regel een brief: {notation.LETTER}. Een streep in een veld zelf krijgt een backslash ervoor: \\|.",
        44,
    ),
)
WISHES = (
    Field(
        "change",
        "Reden van uw wijziging",
        notation.TEXT,
        "Alleen nodig als de fase teruggaat, de maatregel eindigt of wordt opgepakt, of een eerdere belofte opduikt.",
        24,
    ),
    Field(
        "target",
        "Reden nieuwe streefdatum",
        _codes(REASONS, may_be_empty=True),
        "Alleen nodig als een streefdatum verschuift of vervalt.",
        18,
    ),
)
STATUS = Field("status_id", "Stand", notation.NUMBER, "Nummer van de stand die u hier ziet.", 8, REGISTER)
LATEST = Field(
    "latest_id",
    "Laatste stand",
    notation.NUMBER,
    "Nummer van wat het laatst over de rij is vastgelegd; hieraan ziet de import of iemand u voor was.",
    8,
    REGISTER,
)
DRAFT = Field(
    "draft_id", "Open voorstel", notation.NUMBER, "Nummer van het voorstel dat op beoordeling wacht.", 9, REGISTER
)
DRAFT_TOLD = Field(
    "draft_told",
    "Inhoud open voorstel",
    notation.TEXT,
    "Wat dat voorstel wijzigt. Neemt u uw wijziging op in dit bestand, dan vervangt die het voorstel.",
    30,
    IGNORED,
)
BOOKED = (
    Field("based_on", "Volgt op stand", notation.NUMBER, "De stand die hiervoor werd vastgelegd.", 9, REGISTER),
    Field("change_reason", "Reden bij deze stand", notation.TEXT, "Waarom deze stand kwam.", 24, REGISTER),
    Field(
        "target_reason",
        "Reden streefdatum bij deze stand",
        _codes(REASONS, may_be_empty=True),
        "Waarom de streefdatum toen verschoof.",
        18,
        REGISTER,
    ),
    Field("recorded_at", "Vastgelegd op", notation.MOMENT_UTC, "Wanneer deze stand werd vastgelegd.", 32, REGISTER),
    Field("recorded_by", "Vastgelegd door", notation.TEXT, "Wie deze stand vastlegde.", 22, REGISTER),
    Field("measure_id", "Maatregel-id", notation.NUMBER, "Nummer van de maatregel in het register.", 10, REGISTER),
)
MEASURES = (*IDENTITY, VALID_FROM, *CONTENT, *WISHES, STATUS, LATEST, DRAFT, DRAFT_TOLD, *BOOKED)
"""one line per row of the register"""
HISTORY = (STATUS, *IDENTITY, VALID_FROM, *CONTENT, *BOOKED)
"""one line per entry that was ever written"""
