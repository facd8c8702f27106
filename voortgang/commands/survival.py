"""`voortgang survival`: Kaplan-Meier for any delimited file with a row per case."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any

from voortgang.commands.output import as_table_text
from voortgang.commands.series_file import as_number, plain, read_rows
from voortgang.dutch import decimal, exact, listing, percent, plural
from voortgang.errors import VoortgangError
from voortgang.methods.survival import Chance, Survival, kaplan_meier, log_rank

if TYPE_CHECKING:
    import pandas as pd

WEEKS = (8, 11, 12, 16)
EVENT_WORDS = {"1": True, "true": True, "ja": True, "waar": True, "0": False, "false": False, "nee": False}
EVENT_WORDS |= {"onwaar": False}  # what a Dutch Excel writes for FALSE
WIDTH = 100
EMPTY_GROUP = "(leeg)"
NOTE = (
    "Rijen zonder besluit tellen mee tot hun laatste bekende dag (Kaplan-Meier). Tussen haakjes het 95%-interval "
    "(log-log, Greenwood); drie puntjes: naar boven onbegrensd. Een streep: uit deze rijen niet te bepalen."
)

Counts = Counter[tuple[float, bool]]


def survival_report(path: Path, days: str, event: str, group: str | None = None) -> dict[str, Any]:
    """Median, P90 and chances in days for all rows, per group, and for exactly two groups the log-rank test.

    Raises VoortgangError for a file, column or value that cannot be used, with its row (the first data row is 1).
    """
    counts = _counts(path, days, event, group)
    tables = {name: _table(found) for name, found in sorted(counts.items())}
    report: dict[str, Any] = {"overall": _described(kaplan_meier(_table(sum(counts.values(), Counter()))))}
    if group is not None:
        report["groups"] = {name: _described(kaplan_meier(table)) for name, table in tables.items()}
    if len(tables) == 2 and (compared := log_rank(*tables.values())):
        report["logrank"] = {
            "statistic": compared.statistic,
            "p_value": compared.p_value,
            "groups": list(tables),
        }
    return report


def render(report: dict[str, Any]) -> str:
    """The report as Dutch text for a terminal."""
    header = ["", "n", "besloten", "mediaan", "P90", *(f"binnen {weeks} weken" for weeks in WEEKS)]
    curves = {"alle rijen": report["overall"], **report.get("groups", {})}
    rows = [_row(name, curve) for name, curve in curves.items()]
    told = ["Mediaan en P90 in dagen. " + NOTE, *_comparison_told(report)]
    return "\n".join([as_table_text(header, rows), "", *(fill(sentence, WIDTH) for sentence in told)])


def _counts(path: Path, days: str, event: str, group: str | None) -> dict[str, Counts]:
    counts: dict[str, Counts] = {}
    for where, (days_text, event_text, *group_text) in read_rows(path, [days, event, *([group] if group else [])]):
        number = as_number(days_text, days, where)
        if number < 0:
            raise VoortgangError(f"In {where} is {days} negatief: {days_text}. Een doorlooptijd is minstens 0 dagen.")
        if event_text.lower() not in EVENT_WORDS:
            allowed = listing(list(EVENT_WORDS))
            raise VoortgangError(f"In {where} is {event} '{event_text}'. Bekend zijn {allowed}.")
        name = (group_text[0] or EMPTY_GROUP) if group else ""
        counts.setdefault(name, Counter())[number, EVENT_WORDS[event_text.lower()]] += 1
    if not counts:
        raise VoortgangError(f"{path.name} heeft een kopregel maar geen rijen. Lever een bestand met gegevens.")
    return counts


def _table(counts: Counts) -> "pd.DataFrame":
    import pandas as pd

    rows = [(days, is_event, requests) for (days, is_event), requests in counts.items()]
    return pd.DataFrame(rows, columns=["days", "is_event", "requests"])


def _described(curve: Survival) -> dict[str, Any]:
    low, high = curve.median_interval
    return {
        "n": curve.n,
        "events": curve.events,
        "median": _plain_or_none(curve.median_days),
        "median_low": _plain_or_none(low),
        "median_high": _plain_or_none(high),
        "p90": _plain_or_none(curve.p90_days),
        "at": {str(weeks * 7): _chance(curve.within(weeks * 7)) for weeks in WEEKS},
    }


def _plain_or_none(days: float | None) -> int | float | None:
    return None if days is None else plain(days)


def _chance(chance: Chance | None) -> dict[str, float | None]:
    if chance is None:
        return dict.fromkeys(("survival", "chance", "low", "high"))
    return {"survival": chance.survival, "chance": chance.chance, "low": chance.low, "high": chance.high}


def _row(name: str, curve: dict[str, Any]) -> list[Any]:
    median = _days_told(curve["median"])
    if curve["median_low"] is not None:
        high = "…" if curve["median_high"] is None else _days_told(curve["median_high"])
        median += f" ({_days_told(curve['median_low'])}–{high})"
    chances = [_chance_told(chance) for chance in curve["at"].values()]
    return [name, curve["n"], curve["events"], median, _days_told(curve["p90"]), *chances]


def _days_told(days: float | None) -> str:
    return decimal(days, 0 if days is None or exact(days).denominator == 1 else 1)


def _chance_told(chance: dict[str, float | None]) -> str:
    if chance["low"] is None or chance["high"] is None:
        return percent(chance["chance"])
    return f"{percent(chance['chance'])} ({percent(chance['low'])}–{percent(chance['high'])})"


def _comparison_told(report: dict[str, Any]) -> Iterator[str]:
    groups = report.get("groups", {})
    if "logrank" in report:
        found = report["logrank"]
        size = "kleiner dan 0,001" if found["p_value"] < 0.001 else decimal(found["p_value"], 3)
        between = listing(found["groups"])
        yield f"Verschil tussen {between} (log-rangtoets): chi-kwadraat {decimal(found['statistic'], 2)}, p {size}."
    elif len(groups) > 2:
        yield f"Er zijn {plural(len(groups), 'groep', 'groepen')}; de log-rangtoets vergelijkt er precies twee."
