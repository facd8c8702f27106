"""The KPIs of the overview: now, the period before, the letter before, and which way it went."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from voortgang import dutch
from voortgang.alt_text import NORM_DAYS
from voortgang.methods.disclosure import HIDDEN_TEXT, Row
from voortgang.pipeline.selection import Selection
from voortgang.web.run import current_build, run, side_by_side

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Figure:
    """One KPI: where it comes from and how to read it from a row."""

    kpi: str
    title: str
    metric: str
    needs: tuple[str, ...]
    value: Callable[[Row], Decimal]
    """rounded as shown, so that two figures that read the same are the same"""
    text: Callable[[Row], str]
    better: int
    """1 when higher is better, -1 when lower is, 0 when neither"""
    norm: str = ""
    is_total: bool = False
    """a number over the whole period: not to be compared with that of a longer one"""
    has_periods: bool = True
    """False for a figure as of one day, which has no period of its own"""
    is_ready: Callable[[Row], bool] = lambda row: bool(row["is_complete"])
    """may this period be shown beside others?"""


@dataclass(frozen=True)
class Reading:
    """A figure in one period."""

    when: str
    text: str
    value: Decimal | None


@dataclass(frozen=True)
class Tile:
    """What one tile shows; `trend` holds the value per period, None where it may not be shown."""

    figure: Figure
    now: Reading
    before: Reading | None
    letter: Reading | None
    trend: tuple[Decimal | None, ...]


def tiles(chosen: Selection) -> list[Tile]:
    """Every figure of the overview for this choice, in the order in which they are read."""
    whole = replace(chosen, split="none", period="month" if chosen.period in ("all", "day") else chosen.period)
    letters = replace(whole, period="letter", since=_letters_since(whole.as_of))
    days = [_on_day(whole, day) for day in (whole.as_of, whole.as_of - 28 * DAY, letter_end(whole.as_of))]
    asked = [(figure.metric, each) for figure in FIGURES for each in _asked(figure, whole, letters, days)]
    side_by_side(lambda question: run(*question), list(dict.fromkeys(asked)))  # from here on they are known
    return [_per_period(figure, whole, letters) if figure.has_periods else _per_day(figure, days) for figure in FIGURES]


def _asked(figure: Figure, whole: Selection, letters: Selection, days: list[Selection]) -> list[Selection]:
    """What a figure is asked for."""
    if not figure.has_periods:
        return [day for day in days if _is_held(day)]
    return [whole] if figure.is_total else [whole, letters]


def _per_period(figure: Figure, chosen: Selection, letters: Selection) -> Tile:
    rows = [row for row in run(figure.metric, chosen).rows if figure.is_ready(row)]
    told = [] if figure.is_total else [row for row in run(figure.metric, letters).rows if figure.is_ready(row)]
    readings = [_reading(figure, row, chosen.period) for row in rows]
    now = readings[-1] if readings else Reading("geen volledige periode in deze keuze", dutch.MISSING, None)
    return Tile(
        figure,
        now,
        readings[-2] if len(readings) > 1 else None,
        _reading(figure, told[-1], "letter") if told else None,
        tuple(reading.value for reading in readings),
    )


def _per_day(figure: Figure, days: list[Selection]) -> Tile:
    """A figure as of the reference date, four weeks earlier, and at the end of the letter period before."""
    now, before, letter = (_reading_on(figure, day) for day in days)
    return Tile(figure, now or Reading("nog geen cijfer", dutch.MISSING, None), before, letter, ())


def _on_day(chosen: Selection, day: date) -> Selection:
    """The whole of the delivery, as of `day`."""
    return replace(chosen, as_of=day, since=current_build().first_received_on or day, until=day, period="all")


def _is_held(day: Selection) -> bool:
    return current_build().first_received_on is not None and day.since <= day.as_of


def _reading_on(figure: Figure, day: Selection) -> Reading | None:
    rows = run(figure.metric, day).rows if _is_held(day) else []
    return replace(_reading(figure, rows[0], "day"), when=f"op {dutch.date_long(day.as_of)}") if rows else None


def letter_end(day: date) -> date:
    """The last day of the letter period before the one that `day` lies in."""
    return _letter_starts(day)[-1] - DAY


def _letters_since(day: date) -> date:
    """The start of the last letter period that is over, and of the one before: a cohort may still have to ripen.

    Not before the first receipt: a period that the delivery holds in part is no complete one.
    """
    start = _letter_starts(day)[-3:][0]
    return max(start, current_build().first_received_on or start)


def _letter_starts(day: date) -> list[date]:
    """The first days of the letter periods that have begun on `day`."""
    starts = (row["begins_on"].date() for row in run("letter_periods").rows)
    return [start for start in starts if start <= day]


def _reading(figure: Figure, row: Row, period: str) -> Reading:
    when = dutch.period(row["period_on"], period) if "period_on" in row.values else ""
    if any(row.hidden[name] for name in figure.needs):
        return Reading(when, HIDDEN_TEXT, None)
    if not row.has(*figure.needs):
        return Reading(when, "geen gegevens", None)
    text = figure.text(row)
    return Reading(when, text, None if text == dutch.MISSING else figure.value(row))


def _share(numerator: str, denominator: str) -> tuple[Callable[[Row], Decimal], Callable[[Row], str]]:
    def value(row: Row) -> Decimal:
        return dutch.half_up(Fraction(100 * int(row[numerator]), int(row[denominator])))

    return value, lambda row: dutch.share_text(row[numerator], row[denominator])


def _count(name: str) -> tuple[Callable[[Row], Decimal], Callable[[Row], str]]:
    return lambda row: dutch.half_up(row[name]), lambda row: dutch.number(row[name])


def _weeks(name: str, unit: int = dutch.DAYS_PER_WEEK) -> tuple[Callable[[Row], Decimal], Callable[[Row], str]]:
    def value(row: Row) -> Decimal:
        return dutch.half_up(dutch.exact(row[name]) / unit, 1)

    return value, lambda row: f"{dutch.decimal(value(row))} weken"


def _whole_weeks(name: str) -> tuple[Callable[[Row], Decimal], Callable[[Row], str]]:
    return lambda row: dutch.half_up(row[name]), lambda row: dutch.plural(row[name], "week", "weken")


NORM = f"norm: {NORM_DAYS // dutch.DAYS_PER_WEEK} weken"
FIGURES = (
    Figure("K1", "Binnen acht weken besloten", "decided_on_time", ("within_norm", "decided"),
           *_share("within_norm", "decided"), 1, "van wat is besloten"),
    Figure("K3", "Cohort: binnen acht weken besloten", "cohort_on_time", ("decided_within_norm", "received"),
           *_share("decided_within_norm", "received"), 1, "van wat is ontvangen, laatste rijpe periode",
           is_ready=lambda row: bool(row["is_ripe"] and row["is_usable"])),
    Figure("K4", "Mediaan doorlooptijd", "throughput_time", ("median_days",), *_weeks("median_days"), -1, NORM),
    Figure("K14", "Kan oplopen tot", "longest_recent", ("p95_weeks",), *_whole_weeks("p95_weeks"), -1,
           f"P95 van vier weken; {NORM}", has_periods=False),
    Figure("K5", "Werkvoorraad", "backlog", ("backlog",), *_count("backlog"), -1, "open aan het eind van de periode"),
    Figure("K6a", "Over de acht weken", "backlog", ("past_norm",), *_count("past_norm"), -1, "open en voorbij de norm"),
    Figure("K6b", "Over de wettelijke termijn", "backlog", ("past_legal",), *_count("past_legal"), -1,
           "open en voorbij de wettelijke datum"),
    Figure("K10", "Wegwerktijd", "clearance", ("clearance_weeks",), *_weeks("clearance_weeks", 1), -1,
           "voorraad gedeeld door uitstroom per week", has_periods=False),
    Figure("K9", "Saldo", "flow", ("balance",), *_count("balance"), -1, "instroom min uitstroom",
           is_total=True),
    Figure("K11", "Aandeel versneld", "fast_track_share", ("fast_track", "decided"), *_share("fast_track", "decided"),
           0, "drukt de mediaan, niet de wachttijd van anderen"),
    Figure("K12", "Aandeel opgeschort", "suspension", ("suspended", "decided"), *_share("suspended", "decided"), 0,
           "van wat is besloten"),
    Figure("K13", "Aandeel verdaagd", "extension", ("extended", "undecided"), *_share("extended", "undecided"), 0,
           "van wat na acht weken open was"),
)  # fmt: skip
