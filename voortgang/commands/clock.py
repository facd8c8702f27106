"""`voortgang clock`: both due dates of one request, and why."""

import re
from collections.abc import Sequence
from datetime import date
from textwrap import fill
from typing import Any

from voortgang.dutch import date_long
from voortgang.errors import VoortgangError
from voortgang.methods.legal_clock import Calendar, Extension, Suspension, deadlines
from voortgang.pipeline.calendar import load_calendar
from voortgang.settings import REFERENCE

SUSPENSION_FORM = (
    "verzonden,termijn tot en met,aangevuld (bijvoorbeeld 2025-03-14,2025-03-28,2025-03-28; de derde mag leeg)"
)
EXTENSION_FORM = "verzonden,verdaagd tot en met (bijvoorbeeld 2025-04-20,2025-06-10)"
WIDTH = 100


def clock_report(
    received: str,
    suspensions: Sequence[str] = (),
    extensions: Sequence[str] = (),
    counting: str = "strict",
    reference: str | None = None,
    *,
    calendar: Calendar | None = None,
) -> dict[str, Any]:
    """Due dates (ISO text or None), suspended days and the reasons, from the texts typed on the command line."""
    received_on = _date(received, "--received")
    reference_on = _date(reference, "--reference") if reference else None
    if reference_on and reference_on < received_on:
        raise VoortgangError(
            f"--reference {reference} ligt vóór de ontvangst op {received}. Kies een latere peildatum."
        )
    result = deadlines(
        received_on,
        [_suspension(text, received_on) for text in suspensions],
        [_extension(text, received_on) for text in extensions],
        calendar=calendar or load_calendar(REFERENCE),
        reference_on=reference_on,
        counting=counting,
    )
    return {
        "norm_due_on": result.norm_due_on.isoformat(),
        "legal_due_on": result.legal_due_on and result.legal_due_on.isoformat(),
        "suspended_days": result.suspended_days,
        "steps": list(result.steps),
    }


def render(report: dict[str, Any]) -> str:
    """The report as plain text for a terminal."""
    legal = report["legal_due_on"]
    lines = [
        f"Servicenorm (binnen acht weken)  {date_long(date.fromisoformat(report['norm_due_on']))}",
        f"Wettelijke termijn               {date_long(date.fromisoformat(legal)) if legal else 'niet te bepalen'}",
        f"Dagen opgeschort                 {report['suspended_days']}",
        "",
        "Uitleg",
    ]
    for number, step in enumerate(report["steps"], 1):
        lines.append(fill(step, WIDTH, initial_indent=f"{number:2}. ", subsequent_indent="    "))
    return "\n".join(lines)


def _suspension(text: str, received_on: date) -> Suspension:
    sent, until, *supplemented = _parts(text, "--suspension", SUSPENSION_FORM, (2, 3))
    return Suspension(
        _sent(sent, f"--suspension {text}", received_on),
        _date(until, f"--suspension {text}"),
        _date(supplemented[0], f"--suspension {text}") if supplemented and supplemented[0] else None,
    )


def _extension(text: str, received_on: date) -> Extension:
    sent, until = _parts(text, "--extension", EXTENSION_FORM, (2,))
    return Extension(_sent(sent, f"--extension {text}", received_on), _date(until, f"--extension {text}"))


def _parts(text: str, argument: str, form: str, allowed: tuple[int, ...]) -> list[str]:
    parts = [part.strip() for part in text.split(",")]
    if len(parts) not in allowed:
        raise VoortgangError(f"{argument} {text!r} heeft {len(parts)} delen. Verwacht wordt {form}.")
    return parts


def _sent(text: str, argument: str, received_on: date) -> date:
    sent_on = _date(text, argument)
    if sent_on < received_on:
        raise VoortgangError(
            f"{argument}: verzonden op {text}, maar het verzoek kwam pas op {received_on} binnen. Verbeter de datum."
        )
    return sent_on


def _date(text: str, argument: str) -> date:
    text = text.strip()
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise VoortgangError(f"{argument}: {text!r} is geen datum. Schrijf jjjj-mm-dd, bijvoorbeeld 2025-03-14.")
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise VoortgangError(f"{argument}: de dag {text} bestaat niet. Verbeter de datum (jjjj-mm-dd).") from problem
