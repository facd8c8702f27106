"""What a figure says, in one or two Dutch sentences: its alt text, and the line above it."""

from collections.abc import Callable

from voortgang import dutch
from voortgang.methods.disclosure import HIDDEN_TEXT, Protected, Row

NORM_DAYS = 56
"""the service norm; a test compares it with data/reference/norms.csv"""
NO_COMPLETE_PERIOD = "Er is geen volledige periode in deze keuze."


def is_split(shown: Protected) -> bool:
    """True when the rows are split by team, channel or fast track."""
    return shown.parameters.get("split", "none") != "none"


def series(shown: Protected) -> dict[str, list[Row]]:
    """The rows per value of the split."""
    found: dict[str, list[Row]] = {}
    for row in shown.rows:
        found.setdefault(row["split_value"], []).append(row)
    return found


def share_on_time(shown: Protected) -> str:
    """How many were decided within eight weeks and within the legal term in the last complete period."""
    if is_split(shown):
        return _side_by_side(shown, "Binnen acht weken besloten", _share_on_time)
    return _now_and_before(shown, _share_now, lambda row: f"was dat {_share_on_time(row) or HIDDEN_TEXT}")


def _share_now(row: Row) -> str | None:
    if not row.has("within_norm", "decided"):
        return None
    decided = dutch.plural(row["decided"], "besloten verzoek", "besloten verzoeken")
    legal = dutch.share_text(row["within_legal"], row["decided"]) if row.has("within_legal") else HIDDEN_TEXT
    return f"is {_share_on_time(row)} van {decided} binnen acht weken besloten, en {legal} binnen de wettelijke termijn"


def _share_on_time(row: Row) -> str | None:
    return dutch.share_text(row["within_norm"], row["decided"]) if row.has("within_norm", "decided") else None


def throughput(shown: Protected) -> str:
    """Median and P90 of the last complete period, against the norm."""
    if is_split(shown):
        return _side_by_side(shown, f"De norm is {NORM_DAYS // 7} weken. Mediaan", _median)
    return _now_and_before(shown, _throughput_now, lambda row: f"was de mediaan {_median(row) or HIDDEN_TEXT}")


def _throughput_now(row: Row) -> str | None:
    if not row.has("median_days", "p90_days", "decided"):
        return None
    side = "boven" if row["median_days"] > NORM_DAYS else "binnen"
    return (
        f"duurde de helft van {dutch.plural(row['decided'], 'verzoek', 'verzoeken')} hooguit {_median(row)} en negen "
        f"op de tien hooguit {_weeks(row['p90_days'])}; de mediaan ligt {side} de norm van {NORM_DAYS // 7} weken"
    )


def _median(row: Row) -> str | None:
    return _weeks(row["median_days"]) if row.has("median_days") else None


def distribution(shown: Protected) -> str:
    """How much of the decided requests lies on either side of the norm, as far as the bars may be shown."""
    seen = [row for row in shown.rows if row.has("decided")]
    total = sum(row["decided"] for row in seen)
    if not total:
        return "Er zijn geen aantallen die getoond mogen worden."
    within = sum(row["decided"] for row in seen if row["weeks"] * 7 <= NORM_DAYS)
    most = max(seen, key=lambda row: row["decided"])
    part = " getoonde" if shown.hidden_cells else ""
    return (
        f"Van de {dutch.number(total)}{part} besloten verzoeken is {dutch.share_text(within, total)} binnen acht weken "
        f"besloten. De meeste besluiten, {dutch.number(most['decided'])}, vielen in week {most['weeks']} na ontvangst."
    )


def ladder(shown: Protected) -> str:
    """The share that was decided within each number of weeks."""
    steps = [row for row in shown.rows if row.has("decided", "decided_within")]
    if not steps:
        return "Er zijn geen aandelen die getoond mogen worden."
    told = [f"{dutch.share_text(row['decided_within'], row['decided'])} binnen {row['weeks']} weken" for row in steps]
    decided = dutch.plural(steps[0]["decided"], "besloten verzoek", "besloten verzoeken")
    return f"Van {decided} is {dutch.listing(told)} besloten."


Told = Callable[[Row], str | None]


def _now_and_before(shown: Protected, now: Told, before: Told) -> str:
    """The last complete period, and the one before it; a partial period is never compared with a full one."""
    complete = [row for row in shown.rows if row["is_complete"]]
    if not complete:
        return NO_COMPLETE_PERIOD
    *earlier, last = complete
    told = now(last)
    if told is None:
        return f"{_in_period(shown, last)} is het cijfer {HIDDEN_TEXT}."
    compared = [f"{_in_period(shown, row).lower()} {before(row)}" for row in earlier[-1:]]
    return f"{_in_period(shown, last)} {'; '.join([told, *compared])}."


def _side_by_side(shown: Protected, what: str, value: Told) -> str:
    """One value per series, in the last period that is complete."""
    complete = [row for row in shown.rows if row["is_complete"]]
    if not complete:
        return NO_COMPLETE_PERIOD
    last_on = max(row["period_on"] for row in complete)
    last = [row for row in complete if row["period_on"] == last_on]
    values = dutch.listing([f"{row['split_value']} {value(row) or HIDDEN_TEXT}" for row in last])
    return f"{what} {_in_period(shown, last[0]).lower()}: {values}."


def _in_period(shown: Protected, row: Row) -> str:
    length = shown.parameters["period"]
    return f"{'Op' if length == 'day' else 'In'} {dutch.period(row['period_on'], length)}"


def _weeks(days: float) -> str:
    return f"{dutch.decimal(dutch.weeks_from_days(days, 1))} weken"
