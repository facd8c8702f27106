"""`voortgang measures`: the register of improvement measures, counted or row by row."""

from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any

from voortgang.commands.output import as_json_text, as_table_text
from voortgang.dutch import HERE, date_long, date_short, listing, plural
from voortgang.register import store
from voortgang.register.measures import rules
from voortgang.register.measures.counts import Counts, counts
from voortgang.register.measures.model import FLAGS, State
from voortgang.register.measures.plain import as_json
from voortgang.register.measures.reading import statuses

WIDTH = 48


def measures_report(as_of: date | None, known_on: date | None, output: str, with_rows: bool) -> str:
    """The counts and, when asked for, the rows, as a table or as JSON; without a day: today.

    `known_on` is a whole day in the Netherlands: what was written on it counts.
    """
    as_of = as_of or store.now().astimezone(HERE).date()
    until = datetime.combine(known_on, time.max, HERE) if known_on else None
    found = statuses(as_of, until)
    counted = counts(found, as_of)
    if output == "json":
        return as_json_text(_report(found, counted, as_of, known_on, with_rows))
    parts = [_told(counted, as_of, known_on)]
    if found:
        parts += [_tables(counted)] + [_rows_table(found, as_of)] * with_rows
    return "\n\n".join(parts)


def _report(
    found: tuple[State, ...], counted: Counts, as_of: date, known_on: date | None, with_rows: bool
) -> dict[str, Any]:
    rows = {"register": [_plain(state, as_of) for state in found]} if with_rows else {}
    return {"as_of": as_of, "known_on": known_on, **asdict(counted), **rows}


def _plain(state: State, as_of: date) -> dict[str, Any]:
    """One row: what it is, what was written, and what follows from that on the day."""
    row, content = state.row, state.status.content
    computed = {
        "needs_review": rules.needs_review(content, as_of),
        "is_overdue": rules.is_overdue(content, as_of),
        "is_first_promise_broken": rules.is_first_promise_broken(content, as_of),
        "is_unreported_delay": rules.is_unreported_delay(content, as_of),
        "flaws": list(rules.flaws(content)),
    }
    status = {name: value for name, value in as_json(state.status).items() if name not in ("id", "row_id")}
    named = {name: value for name, value in asdict(row).items() if name not in ("id", "numbers")}
    return {
        "row": row.id,
        "vm_numbers": list(row.numbers),
        **named,
        "status_id": state.status.id,
        "latest_id": state.latest_id,
        **status,
        **computed,
    }


def _told(counted: Counts, as_of: date, known_on: date | None) -> str:
    known = f", zoals bekend op {date_long(known_on)}" if known_on else ""
    if not counted.rows:
        return f"Op {date_long(as_of)}{known} stond er niets in het register van maatregelen."
    return (
        f"Stand op {date_long(as_of)}{known}: {plural(counted.measures, 'maatregel', 'maatregelen')} in "
        f"{plural(counted.rows, 'rij', 'rijen')} (ambitie × maatregel), {counted.vm_numbers} VM-nummers."
    )


def _tables(counted: Counts) -> str:
    by_phase = [(count.name, count.rows, count.measures) for count in counted.phases]
    by_flag = [(count.name, count.rows, count.measures) for count in counted.flags]
    header = ("rijen", "maatregelen")
    return "\n\n".join([as_table_text(("Fase", *header), by_phase), as_table_text(("Bijzonderheid", *header), by_flag)])


def _rows_table(found: tuple[State, ...], as_of: date) -> str:
    header = ("Rij", "VM", "Maatregel", "Ambitie", "Fase", "Herkomst", "Bijzonderheden", "Streefdatum", "Kamer")
    return as_table_text(header, [_cells(state, as_of) for state in found])


def _cells(state: State, as_of: date) -> tuple[Any, ...]:
    row, content = state.row, state.status.content
    is_so = {name: getattr(content, name) for name in FLAGS} | {"is_on_hold": rules.is_on_hold(content, as_of)}
    marks = [label for name, label in FLAGS.items() if is_so[name]]
    marks += ["te herbeoordelen"] * rules.needs_review(content, as_of)
    marks += ["streefdatum voorbij"] * rules.is_overdue(content, as_of)
    told = [date_short(each.informed_on) for each in content.informed if each.informed_on <= as_of]
    return (
        row.id,
        ", ".join(map(str, row.numbers)) or "-",
        _short(row.measure),
        _short(row.ambition),
        content.phase,
        {"literal": "letterlijk", "inferred": "afgeleid"}[content.phase_basis],
        ", ".join(marks) or "-",
        date_short(content.target_on) if content.target_on else "-",
        listing(told) or "-",
    )


def _short(text: str) -> str:
    return text if len(text) <= WIDTH else f"{text[: WIDTH - 1]}…"
