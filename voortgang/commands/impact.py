"""`voortgang impact`: an interrupted time series for a delimited file with a row per week or month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from voortgang.commands.series_file import as_number, read_rows
from voortgang.errors import VoortgangError
from voortgang.impact_words import Topic, conclusion, letter_sentence
from voortgang.methods.impact.design import ImpactSettings
from voortgang.methods.impact.effect import Course, Effect
from voortgang.methods.impact.interrupted import Interrupted, interrupted
from voortgang.methods.impact.series import Series, as_series
from voortgang.methods.impact.spans import Measure
from voortgang.methods.verdict import Estimate, Verdict, verdict

NO_END = "-"
DATE_FORMATS = ("%Y-%m-%d", "%d-%m-%Y", "%Y-%m")
USUAL_PERIOD = {"week": 365.25 / 7, "month": 12}
STEP = {"week": "week", "month": "maand"}
METHOD = {
    "count": "quasi-Poisson met log-link; standaardfouten volgens Newey-West, vooraf gewit (AR(1)), HC3",
    "mean": "kleinste kwadraten; standaardfouten volgens Newey-West, vooraf gewit (AR(1)), HC3",
}


@dataclass(frozen=True)
class Columns:
    """The names of the columns of the file."""

    date: str
    value: str
    exposure: str | None = None
    holidays: str | None = None


@dataclass(frozen=True)
class Wish:
    """What the caller chose beforehand; `period` None is a year, `relevant` is in the unit of the series per period."""

    kind: Literal["count", "mean"] = "count"
    harmonics: int = 0
    period: float | None = None
    is_level_only: bool = False
    relevant: float = 0


def impact_report(
    path: Path, columns: Columns, starts: Sequence[str], ends: Sequence[str], wish: Wish
) -> dict[str, Any]:
    """Changes, effect, checks and verdict per measure; numbers are None where there are too few periods.

    `starts` and `ends` are dates as text, paired in order; no ends at all, or "-", is a measure still in force. Raises
    VoortgangError for a file, column, date or value that cannot be used, with its row (the first data row is 1).
    """
    series = _read(path, columns)
    period = wish.period if wish.period is not None else USUAL_PERIOD[series.step]
    settings = ImpactSettings(wish.kind, wish.harmonics, period, not wish.is_level_only)
    outcome = interrupted(series, _measures(starts, ends), settings)
    return {
        "kind": wish.kind,
        "method": METHOD[wish.kind],
        "step": series.step,
        "periods": series.length,
        "first_on": series.starts_on[0],
        "last_on": series.starts_on[-1],
        "value": columns.value,
        "harmonics": wish.harmonics,
        "period": period if wish.harmonics else None,
        "has_slope": settings.has_slope,
        "enough": outcome.is_enough,
        **_checks(outcome),
        "measures": [_measure(outcome, place, columns.value, wish.relevant) for place in range(len(outcome.spans))],
        "course": _course(outcome),
    }


def as_day(text: str, where: str) -> date:
    """2025-05-21, 21-05-2025, 2025-05 or 2025-W21; raises VoortgangError that names the place."""
    for form in DATE_FORMATS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a calendar day has no time zone
        except ValueError:
            continue
    try:
        return date.fromisoformat(text)
    except ValueError:
        told = f"'{text}' geen bestaande datum" if text else "geen datum ingevuld"
        raise VoortgangError(f"In {where} is {told}. Schrijf jjjj-mm-dd of dd-mm-jjjj.") from None


def _read(path: Path, columns: Columns) -> Series:
    names = [name for name in (columns.value, columns.exposure, columns.holidays) if name]
    rows = list(read_rows(path, [columns.date, *names]))
    if not rows:
        raise VoortgangError(f"{path.name} heeft een kopregel maar geen rijen. Lever een bestand met gegevens.")
    days = [as_day(texts[0], f"{where} bij {columns.date}") for where, texts in rows]
    numbers = {
        name: [as_number(texts[place], name, where) for where, texts in rows] for place, name in enumerate(names, 1)
    }
    exposure = numbers[columns.exposure] if columns.exposure else None
    holidays = numbers[columns.holidays] if columns.holidays else None
    return as_series(days, numbers[columns.value], exposure, holidays)


def _measures(starts: Sequence[str], ends: Sequence[str]) -> list[Measure]:
    if ends and len(ends) != len(starts):
        raise VoortgangError(
            f"Er zijn {len(starts)} keer --start en {len(ends)} keer --end. Geef bij elke start een einde, met "
            f"'{NO_END}' voor een maatregel die nog loopt, of geef geen enkel einde."
        )
    found = []
    for number, (start, end) in enumerate(zip(starts, ends or [NO_END] * len(starts), strict=True), 1):
        name = "de maatregel" if len(starts) == 1 else f"maatregel {number}"
        end_on = None if end == NO_END else as_day(end, "--end")
        found.append(Measure(name, as_day(start, "--start"), end_on))
    return found


def _checks(outcome: Interrupted) -> dict[str, float | None]:
    names = ("dispersion", "autocorrelation", "ljung_box_p")
    return {name: getattr(outcome.fit, name) if outcome.fit else None for name in names}


def _measure(outcome: Interrupted, place: int, value: str, relevant: float) -> dict[str, Any]:
    span = outcome.spans[place]
    effect = outcome.effects[place] if outcome.is_enough else None
    per = f"{value} per {STEP[outcome.series.step]}"
    found = verdict(effect.per_period if effect else None, relevant, effect.placebo if effect else None)
    placebo = effect.placebo if effect else None
    return {
        "name": span.measure.name,
        "start": span.measure.start_on,
        "end": span.measure.end_on,
        "n_before": span.before,
        "n_in_force": span.in_force,
        "n_after_end": span.after,
        **_changes(effect, outcome.settings),
        "effect_per_period": _interval(effect.per_period if effect else None),
        "cumulative_effect": _interval(effect.cumulative if effect else None),
        "placebo": {"tried": placebo.tried, "as_strong": placebo.as_strong} if placebo else None,
        "verdict": _verdict(found, Topic(span.measure.name, per)),
    }


def _changes(effect: Effect | None, settings: ImpactSettings) -> dict[str, Any]:
    """Ratios for counts, differences for means; slopes are per period."""
    unit = "ratio" if settings.kind == "count" else "difference"
    found = {
        f"{change}_{unit}": _interval(getattr(effect, change) if effect else None)
        for change in ("level", "slope", "end_level", "end_slope")
    }
    return found | ({"total_ratio": _interval(effect.total_ratio if effect else None)} if unit == "ratio" else {})


def _interval(estimate: Estimate | None) -> dict[str, float] | None:
    return {"estimate": estimate.value, "low": estimate.low, "high": estimate.high} if estimate else None


def _verdict(found: Verdict, topic: Topic) -> dict[str, Any]:
    return {
        "code": found.code,
        "text": conclusion(found, topic),
        "letter": letter_sentence(found, topic),
        "smallest_relevant": found.smallest_relevant,
        "smallest_visible": found.smallest_visible,
    }


def _course(outcome: Interrupted) -> list[dict[str, Any]]:
    """Per period what was counted and, from the model, what was expected with and without the measures."""
    if outcome.fit is None or outcome.without_any is None:
        return []
    fitted, without = outcome.fit.expected(outcome.fit.design.columns), outcome.without_any
    return [
        {
            "on": day,
            "value": float(outcome.series.values[at]),
            "fitted": float(fitted[at]),
            "without": _point(without, at),
        }
        for at, day in enumerate(outcome.series.starts_on)
    ]


def _point(course: Course, at: int) -> dict[str, float | None]:
    numbers = {"estimate": course.value[at], "low": course.low[at], "high": course.high[at]}
    return {name: None if number != number else float(number) for name, number in numbers.items()}
