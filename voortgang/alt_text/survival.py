"""Kaplan-Meier: by when is how much decided, with the requests that are still open counted."""

from voortgang import dutch
from voortgang.alt_text.telling import (
    NORM_WEEKS,
    NOTHING_TO_SHOW,
    in_period,
    is_split,
    of_last_period,
    per_series,
    weeks,
    weeks_or_none,
)
from voortgang.methods.disclosure import HIDDEN_TEXT, Protected, Row

NOT_REACHED = "nog niet bereikt"


def chances(shown: Protected) -> str:
    """The chance of a decision within the norm, with its interval, and at the end of the scale."""
    if not shown.rows:
        return NOTHING_TO_SHOW
    last = of_last_period(shown.rows)
    first, *_, longest = sorted({int(row["weeks"]) for row in last}) * 2
    if is_split(shown):
        told = per_series([row for row in last if row["weeks"] == first], _chance)
        return f"Geschatte kans op een besluit binnen {first} weken: {told}."
    by_weeks = {int(row["weeks"]): row for row in last}
    if all(row.hidden["chance"] for row in last):
        return f"De kans op een besluit is {HIDDEN_TEXT}."
    return (
        f"Van wat {in_period(shown, last[0], False)} is ontvangen, is naar schatting {_chance(by_weeks[first])} "
        f"binnen {first} weken besloten{_interval(by_weeks[first])} en {_chance(by_weeks[longest])} binnen "
        f"{longest} weken; open verzoeken tellen mee."
    )


def _chance(row: Row) -> str:
    if row.hidden["chance"]:
        return HIDDEN_TEXT
    return dutch.percent(row["chance"]) if row.has("chance") else "onbekend"


def _interval(row: Row) -> str:
    if not row.has("chance", "low", "high"):
        return ""
    return f" (95%-interval {dutch.percent(row['low'])} tot {dutch.percent(row['high'])})"


def survival_median(shown: Protected) -> str:
    """The median of the last period in which it is reached, with its interval, and whether the last one is there."""
    if not shown.rows:
        return NOTHING_TO_SHOW
    if is_split(shown):
        last = of_last_period(shown.rows)
        return (
            f"De norm is {NORM_WEEKS} weken. Mediaan {in_period(shown, last[0], False)}: {per_series(last, _median)}."
        )
    reached = [row for row in shown.rows if row.has("median_days")]
    sentences = [_half(shown, row) for row in reached[-1:]]
    last_row = shown.rows[-1]
    if not last_row.has("median_days"):
        sentences.append(_not_yet(shown, last_row))
    return " ".join(sentences)


def _half(shown: Protected, row: Row) -> str:
    return (
        f"Van {dutch.plural(row['requests'], 'verzoek', 'verzoeken')} die {in_period(shown, row, False)} zijn "
        f"ontvangen, is naar schatting de helft na {weeks(row['median_days'])} besloten ({_limits(row)}); de norm is "
        f"{NORM_WEEKS} weken."
    )


def _not_yet(shown: Protected, row: Row) -> str:
    what = f"Van wat {in_period(shown, row, False)} is ontvangen, is"
    return f"{what} het cijfer {HIDDEN_TEXT}." if row.hidden["median_days"] else f"{what} nog niet de helft besloten."


def _limits(row: Row) -> str:
    if row.has("median_low_days", "median_high_days"):
        low = dutch.decimal(dutch.weeks_from_days(row["median_low_days"], 1))
        return f"95%-interval {low} tot {weeks(row['median_high_days'])}"
    if row.has("median_low_days"):
        return f"95%-interval vanaf {weeks(row['median_low_days'])}, bovengrens {NOT_REACHED}"
    return "95%-interval nog niet te bepalen"


def _median(row: Row) -> str:
    if row.hidden["median_days"]:
        return HIDDEN_TEXT
    return weeks_or_none("median_days")(row) or NOT_REACHED
