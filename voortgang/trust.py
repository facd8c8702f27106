"""What a reader must know to trust a figure: which delivery, how it was checked, how many requests, which definition.

One list of facts per result: the line under the figure, and the lines in every file that is made of it.
"""

import re
from collections.abc import Iterator
from datetime import date

from voortgang import dutch
from voortgang.methods.disclosure import HIDDEN_TEXT, Protected, Row
from voortgang.pipeline.metrics import Column
from voortgang.pipeline.warehouse import Build

ROLE_IN_BRACKETS = re.compile(r" \((n|noemer)\)$")
FICTIONAL = "fictieve gegevens"
FAST_TRACK = {True: "alleen versneld", False: "alleen regulier"}
FILTERS = {"team": "team", "channel": "kanaal", "household": "huishouden", "outcome": "uitkomst"} | {
    "year": "jaar",
    "chain": "keten",
    "citizens_score_from": "aanname: score voor burgers vanaf",
    "recovery_category": "aanname: hersteloperatie bij",
}
MAINTENANCE = {True: "aanname: instandhouding binnen deze dagen", False: "aanname: instandhouding naast deze dagen"}


def trust_line(shown: Protected, today: date) -> str:
    """The facts as one line, for under a figure."""
    return " · ".join(facts(shown, today))


def facts(shown: Protected, today: date | None) -> list[str]:
    """Where the numbers come from and how far they carry, one fact a line.

    `today` is the day of showing or saving; None: for what is read for years, so that the delivery gets no age.
    """
    first, *others = _facts(shown, today)
    return [first[0].upper() + first[1:], *others]


def _facts(shown: Protected, today: date | None) -> Iterator[str]:
    build, metric = shown.build, shown.metric
    if "as_of" in shown.parameters:
        yield f"peildatum {dutch.date_long(shown.parameters['as_of'])}"
    yield from _choice(shown)
    old = f" ({age(build.delivered_on, today)})" if today else ""
    yield f"levering van {dutch.date_long(build.delivered_on)}{old}"
    yield quality(build)
    if denominator(shown) is not None:
        yield f"n = {counted(shown)}"
        yield suppressed(shown)
    if shown.remark:
        yield shown.remark.rstrip(".")
    yield f"definitie {metric.name}, versie {metric.version}"
    yield f"bouw {build.id}"
    yield f"programma {build.code_version}"
    if build.is_fictional:
        yield FICTIONAL


def _choice(shown: Protected) -> Iterator[str]:
    """The period and the filters: a file that was saved stands without the page on which they were chosen."""
    chosen = shown.parameters
    if "since" in chosen and "until" in chosen:
        yield f"periode {dutch.date_long(chosen['since'])} tot en met {dutch.date_long(chosen['until'])}"
    yield from (f"{word} {chosen[name]}" for name, word in FILTERS.items() if chosen.get(name) is not None)
    if chosen.get("fast_track") is not None:
        yield FAST_TRACK[chosen["fast_track"]]
    if chosen.get("maintenance_within") is not None:
        yield MAINTENANCE[chosen["maintenance_within"]]


def age(delivered_on: date, today: date) -> str:
    """How old a delivery is on the day of reading."""
    days = (today - delivered_on).days
    if days < 0:
        return "gedateerd in de toekomst"
    return f"{dutch.plural(days, 'dag', 'dagen')} oud" if days else "van vandaag"


def quality(build: Build) -> str:
    """The verdict of the checks in a few words; a delivery with a critical finding is never published."""
    if not build.warnings:
        return "alle controles doorstaan"
    return f"controles doorstaan, met {dutch.plural(build.warnings, 'waarschuwing', 'waarschuwingen')}"


def suppressed(shown: Protected) -> str:
    """How many cells were hidden, and why."""
    if not shown.hidden_cells:
        return "geen cellen verborgen"
    cells = dutch.plural(shown.hidden_cells, "cel", "cellen")
    groups = shown.smallest_denominator
    small = f", een percentage of mediaan van een groep onder {groups}" if groups else ""
    return f"{cells} {HIDDEN_TEXT} (een aantal onder {shown.smallest_count}{small}, of daaruit af te leiden)"


def counted(shown: Protected) -> str:
    """How many requests the figures rest on, as far as those counts are shown; empty for a result without counts."""
    column = denominator(shown)
    if column is None:
        return ""
    if not shown.metric.adds_up:
        return "zie de tabel, per rij"
    rows, when = _rows_that_add_up(shown)
    seen = [int(row[column.name]) for row in rows if row.has(column.name)]
    is_hidden = any(row.hidden[column.name] for row in rows)
    if is_hidden and not seen:
        return HIDDEN_TEXT
    is_repeated = "period_on" not in shown.frame and len(set(seen)) == 1
    total = seen[0] if is_repeated else sum(seen)
    part = "; verborgen aantallen niet meegeteld" if is_hidden else ""
    return f"{dutch.number(total)} {ROLE_IN_BRACKETS.sub('', column.meaning)}{when}{part}"


def _rows_that_add_up(shown: Protected) -> tuple[list[Row], str]:
    """Every row, or those of the last period when periods do not add up: a request may be in stock in each of them."""
    rows = shown.rows
    if "period_on" not in shown.frame or "period_on" in shown.metric.margin or not rows:
        return rows, ""
    last_on = max(row["period_on"] for row in rows)
    # a group that has several rows in one period has the same n in each of them
    last = {row.values.get("split_value"): row for row in rows if row["period_on"] == last_on}
    return list(last.values()), f" ({dutch.period(last_on, shown.parameters.get('period', 'day'))})"


def denominator(shown: Protected) -> Column | None:
    """The count that shares and statistics of this metric are about."""
    metric = shown.metric
    named = [*(share.denominator for share in metric.shares), *(column.n for column in metric.columns.values())]
    counts = [*filter(None, named), *(name for name, column in metric.columns.items() if column.is_count)]
    return metric.columns[counts[0]] if counts else None
