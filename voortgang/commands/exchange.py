"""`voortgang measures-export` and `measures-import`: the register of measures as a file, and back."""

from datetime import date, datetime, time
from pathlib import Path

from voortgang.dutch import HERE, date_long, plural
from voortgang.errors import VoortgangError
from voortgang.register import store
from voortgang.register.exchange.comparing import Comparison, bring_in, compare
from voortgang.register.exchange.csv_files import history_csv, register_csv
from voortgang.register.exchange.extract import extract
from voortgang.register.exchange.uploaded import MOST_BYTES
from voortgang.register.exchange.verdicts import CHANGED, NEW, REFUSED, UNCHANGED
from voortgang.register.exchange.workbook import workbook


def exported(target: Path, as_of: date | None, known_on: date | None, with_history: bool) -> str:
    """Write the register to a new file and tell what is in it; without a day: as of today.

    Raises VoortgangError when the file is there already, or is neither .xlsx nor .csv.
    """
    form = target.suffix.lower()
    if form not in (".xlsx", ".csv"):
        raise VoortgangError(
            f"Aan '{target.name}' is niet te zien wat het worden moet. Laat de naam op .xlsx of .csv eindigen."
        )
    if form == ".xlsx" and with_history:
        raise VoortgangError("In een werkmap staat de geschiedenis altijd. Laat --history weg, of kies .csv.")
    day = as_of or _today()
    found = extract(day, datetime.combine(known_on, time.max, HERE) if known_on else None)
    content = workbook(found) if form == ".xlsx" else (history_csv if with_history else register_csv)(found)
    try:
        with target.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise VoortgangError(f"{target} bestaat al. Kies een andere naam, zodat er geen werk verloren gaat.") from None
    except OSError as error:
        raise VoortgangError(f"{target} is niet te schrijven: {error.strerror}. Kies een andere plaats.") from error
    known = f", zoals bekend op {date_long(known_on)}" if known_on else ""
    rows, entries = plural(len(found.states), "rij", "rijen"), plural(len(found.log), "stand", "standen")
    what = f"de geschiedenis ({entries})" if with_history else f"het register ({rows}) op {date_long(day)}"
    return f"In {target} staat {what}{known}."


def imported(source: Path, by: str, is_written: bool) -> tuple[str, bool]:
    """What a file would change in the register, or has changed when written; and whether every line could go in.

    Raises VoortgangError when the file cannot be read, and for writing without a name.
    """
    if is_written and not by.strip():
        raise VoortgangError("Noem met --by wie deze voorstellen schrijft.")
    found = compare(_content(source), source.name, _today())
    told = [_line(each.number, each.outcome, each.name, each.told) for each in found.of(CHANGED, NEW, REFUSED)]
    told += [_line(each.number, each.outcome, each.name, each.told) for each in found.of(UNCHANGED) if each.told]
    told += [f"Niet in het bestand, blijft staan: rij {row.id} ({row.measure})" for row in found.missing]
    return "\n".join([*told, _counted(found), _written(found, by, is_written)]), not found.of(REFUSED)


def _content(source: Path) -> bytes:
    try:
        with source.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise VoortgangError(f"{source} is niet te lezen: {error.strerror}. Controleer de naam.") from error


def _line(number: int, outcome: str, name: str, told: tuple[str, ...]) -> str:
    return "\n".join([f"Regel {number}, {outcome}: {name}", *(f"  - {each}" for each in told)])


def _counted(found: Comparison) -> str:
    counts = [f"{len(found.of(outcome))} {outcome}" for outcome in (UNCHANGED, CHANGED, NEW, REFUSED)]
    return f"{plural(len(found.verdicts), 'regel', 'regels')}: {', '.join(counts)}."


def _written(found: Comparison, by: str, is_written: bool) -> str:
    can_go_in = [each.number for each in found.can_go_in]
    if not can_go_in:
        return "Er is niets om vast te leggen."
    if not is_written:
        return "Er is niets geschreven. Met --write worden de regels die kunnen, als voorstel vastgelegd."
    drafts = bring_in(found, can_go_in, by=by)
    return f"Vastgelegd: {plural(len(drafts), 'voorstel', 'voorstellen')}, te beoordelen door een tweede persoon."


def _today() -> date:
    return store.now().astimezone(HERE).date()
