"""What is said of one line of a file, for a line of a row that is there and for one of a new row."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from voortgang.dutch import date_long
from voortgang.errors import VoortgangError
from voortgang.register.exchange.differing import told
from voortgang.register.exchange.extract import Values, content_in, line_of
from voortgang.register.exchange.fields import EDITOR, IGNORED, MEASURES, Field
from voortgang.register.exchange.lines import Parsed
from voortgang.register.exchange.notation import shown
from voortgang.register.measures import checks
from voortgang.register.measures.drafts import Draft, NewRow, Proposal
from voortgang.register.measures.model import Because, Content, MeasureRow, State, Status
from voortgang.register.measures.reading import held
from voortgang.register.texts import day

UNCHANGED, CHANGED, NEW, REFUSED = "ongewijzigd", "gewijzigd", "nieuwe rij", "geweigerd"
KEPT = tuple(field for field in MEASURES if field.by not in (EDITOR, IGNORED))
"""what the register knows of a row: its identity, and who wrote what when"""
BOOKED = tuple(field for field in MEASURES if field.is_kept and field.by != IGNORED)


@dataclass(frozen=True)
class Verdict:
    """One line of a file: what it would change, or why it cannot go in."""

    number: int
    """of the line, as a spreadsheet shows it"""
    name: str
    """of the row"""
    outcome: str
    """UNCHANGED, CHANGED, NEW or REFUSED"""
    told: tuple[str, ...] = ()
    """differences of a change, reasons of a refusal, a remark on a line without changes"""
    proposal: Proposal | None = None
    """of what can go in"""


@dataclass(frozen=True)
class Known:
    """What the register holds at the moment of comparing."""

    rows: Mapping[int, MeasureRow]
    entries: Mapping[int, Sequence[Status]]
    drafts: Sequence[Draft]
    """those that wait for a second person"""


def verdict(line: Parsed, known: Known) -> Verdict:
    """Judge one line by itself: not what other lines say, nor the rules of the register, nor who came first."""
    row = known.rows.get(line.values.get("row_id") or 0)
    name = _name(line.values, row)
    if line.refusals:
        return Verdict(line.number, name, REFUSED, line.refusals)
    try:
        found = _of_row(line.values, row, known) if row else _of_new_row(line.values, known)
    except VoortgangError as refusal:
        return Verdict(line.number, name, REFUSED, (str(refusal),))
    return Verdict(line.number, name, *found)


def _name(values: Values, row: MeasureRow | None) -> str:
    if row:
        return f"Rij {row.id}: {row.measure} ({row.ambition})"
    measure, ambition = values.get("measure") or "zonder naam", values.get("ambition") or "zonder ambitie"
    return f"Nieuwe rij: {shown(measure)} ({shown(ambition)})"


Found = tuple[str, tuple[str, ...], Proposal | None]


def _of_row(values: Values, row: MeasureRow, known: Known) -> Found:
    entries = known.entries[row.id]
    seen = _seen(values, row, entries)
    valid_from = values["valid_from"]
    kept = replace(content_in(values), first_promised_on=values["first_promised_on"] or seen.content.first_promised_on)
    if (kept, valid_from) == (seen.content, seen.valid_from):
        return UNCHANGED, ("De reden telt niet: er is niets gewijzigd.",) * _has_reason(values), None
    content = _content(kept, valid_from)
    if remark := _is_there(row, content, valid_from, known):
        return UNCHANGED, (remark,), None
    because, draft = Because(values["change"], values["target"]), values["draft_id"]
    proposal = Proposal(row.id, content, valid_from, because, values["latest_id"], draft)
    phrases = (*told(seen.content, content), _since(seen.valid_from, valid_from), *_replaced(draft, known))
    return CHANGED, phrases, proposal


def _since(before: date, after: date) -> str:
    """From when a change counts: for who leaves the day as it was, that is the past too."""
    if before == after:
        return f"geldt vanaf {date_long(after)}, net als de stand die hierdoor wordt verbeterd"
    return f"geldig vanaf van '{date_long(before)}' naar '{date_long(after)}'"


def _replaced(draft_id: int | None, known: Known) -> Iterator[str]:
    for draft in known.drafts:
        if draft.id == draft_id:
            yield f"vervangt het voorstel van {draft.written_by}"


def _seen(values: Values, row: MeasureRow, entries: Sequence[Status]) -> Status:
    """The entry that the line was made from; raises VoortgangError when it was made from none, or altered."""
    by_id = {status.id: status for status in entries}
    seen = by_id.get(values["status_id"])
    if seen is None or values["latest_id"] not in by_id:
        raise VoortgangError(
            f"De kolommen Stand en Laatste stand horen niet bij rij {row.id}. Begin opnieuw met een export."
        )
    ours = {**line_of(State(row, seen, values["latest_id"])), "draft_id": values["draft_id"]}
    for field in KEPT:
        if values[field.name] != ours[field.name]:
            raise VoortgangError(
                f"Kolom {field.head}: het register heeft '{_shown(field, ours)}' en het bestand "
                f"'{_shown(field, values)}'. Dit is hier niet te wijzigen; zet het terug."
            )
    return seen


def _shown(field: Field, values: Values) -> str:
    return shown(str(field.kind.write(values[field.name])))


def _content(content: Content, valid_from: date) -> Content:
    """The content in the notation of the register, which takes the first target for the first promise."""
    day(valid_from, "De ingangsdatum")
    return checks.checked(replace(content, first_promised_on=content.first_promised_on or content.target_on))


def _has_reason(values: Values) -> bool:
    return bool(values["change"] or values["target"])


def _is_there(row: MeasureRow, content: Content, valid_from: date, known: Known) -> str:
    """Where the same is said already, such as after a first import of the same file."""
    now = held(known.entries[row.id], valid_from)
    if now and (now.content, now.valid_from) == (content, valid_from):
        return f"Dit staat al in het register, vastgelegd door {now.recorded_by}."
    for draft in known.drafts:
        proposed = draft.proposal
        if (proposed.row_id, proposed.content, proposed.valid_from) == (row.id, content, valid_from):
            return f"Dit wacht al op beoordeling, als voorstel van {draft.written_by}."
    return ""


def _of_new_row(values: Values, known: Known) -> Found:
    if values["row_id"] is not None:
        raise VoortgangError(
            f"Rij {values['row_id']} staat niet in het register. Laat de kolom Rij leeg voor een nieuwe rij."
        )
    filled = [field.head for field in BOOKED if values[field.name] not in (None, "")]
    if filled:
        raise VoortgangError(
            f"Een nieuwe rij heeft nog geen gegevens die het register bijhoudt. Maak leeg: {', '.join(filled)}."
        )
    new = NewRow(**{name: values[name] for name in ("measure", "numbers", "section", "ambition", "page")})
    content, valid_from = _content(content_in(values), values["valid_from"]), values["valid_from"]
    for draft in known.drafts:
        if draft.proposal.new_row and _key(draft.proposal.new_row) == _key(new):
            raise VoortgangError(f"Deze rij wacht al op beoordeling, als voorstel van {draft.written_by}.")
    because = Because(values["change"], values["target"])
    phrases = (*told(Content(""), content), f"geldt vanaf {date_long(valid_from)}")
    return NEW, phrases, Proposal(None, content, valid_from, because, new_row=new)


def _key(row: NewRow) -> tuple[str, ...]:
    return row.measure.casefold(), row.ambition.casefold()
