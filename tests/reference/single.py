"""Twins of the figures about single requests."""

from datetime import date
from typing import Any

from tests.reference.counting import LAST_DAY, Known, Row
from tests.reference.stock import open_cases
from voortgang.methods.legal_clock import Suspension
from voortgang.pipeline.selection import Selection

DATES = ("sent_on", "term_until", "supplemented_on")


def open_requests(known: Known, chosen: Selection) -> list[Row]:
    today = chosen.as_of
    rows: list[Row] = [
        (
            case.request_id,
            case.received_on,
            (today - case.received_on).days,
            case.norm_due_on,
            (case.norm_due_on - today).days,
            case.legal_due_on,
            (case.legal_due_on - today).days if case.legal_due_on else None,
            case.suspended_days,
            case.team,
            case.channel,
            case.is_fast_track,
        )
        for case in sorted(open_cases(known, chosen), key=lambda case: (case.legal_due_on or date.min, case.request_id))
    ]
    before = chosen.page_rows * (chosen.page - 1)
    return rows[before : before + chosen.page_rows]


def one_request(known: Known, chosen: Selection) -> list[Row]:
    return [
        (
            case.request_id,
            case.received_on,
            case.delivered.get("registered_on"),
            case.team,
            case.channel,
            case.household,
            case.is_fast_track,
            case.outcome,
            case.delivered.get("decided_on"),
            case.delivered.get("dated_on"),
            case.stopped_on,
            case.days if case.stopped_on else None,
            case.net_days,
            case.norm_due_on,
            case.legal_due_on,
            case.recorded_due_on,
        )
        for case in known.cases
        if case.request_id == chosen.request_id
    ]


def _letters(known: Known, letters: list[dict[str, Any]], chosen: Selection) -> list[dict[str, Any]]:
    counted = {case.request_id for case in known.cases}
    return [item for item in letters if item["request_id"] == chosen.request_id and item["request_id"] in counted]


def request_suspensions(known: Known, chosen: Selection) -> list[Row]:
    found = _letters(known, known.world.suspensions, chosen)
    found.sort(key=lambda item: [*(item[name] or LAST_DAY for name in DATES), item["ground"] or "~"])
    return [(*(item[name] for name in DATES), item["ground"], _is_usable(item)) for item in found]


def _is_usable(item: dict[str, Any]) -> bool:
    return bool(item["ground"]) and Suspension(*(item[name] for name in DATES)).fault() is None


def request_extensions(known: Known, chosen: Selection) -> list[Row]:
    return sorted((item["sent_on"], item["extended_until"]) for item in _letters(known, known.world.extensions, chosen))
