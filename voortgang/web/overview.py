"""The overview: the KPIs as tiles, what changed since the delivery before, and what needs attention this week."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape
from urllib.parse import quote

import streamlit as st

from voortgang import alt_text, dutch
from voortgang.charts.style import BLUE
from voortgang.pipeline.selection import Selection
from voortgang.web import attention, table, tiles
from voortgang.web.run import made_once, run, side_by_side
from voortgang.web.tiles import Reading, Tile

ANSWERING = ("decided_on_time", "cohort_on_time", "throughput_time", "fast_track_share")
WIDTH, HEIGHT, EDGE = 160, 32, 3
"""of a sparkline, in its own units"""
STROKE = f'fill="none" stroke="{BLUE}" stroke-width="2.5"'


@made_once
def ask_ahead(chosen: Selection) -> None:
    """Ask all that this page shows side by side: from here on it is known."""
    asked = [*((name, chosen) for name in ANSWERING), *tiles.questions(chosen), *attention.questions(chosen)]
    side_by_side(lambda question: run(*question), list(dict.fromkeys(asked)))


def answers(chosen: Selection) -> None:
    """Is the norm met, will it be, and why: the findings of three figures, in their own words."""
    st.html(_answers_html(chosen))


@made_once
def _answers_html(chosen: Selection) -> str:
    on_time, cohorts, durations, by_rule = (run(name, chosen) for name in ANSWERING)
    found = {
        "Halen we de norm?": alt_text.share_on_time(on_time),
        "Gaan we hem halen?": alt_text.cohorts(cohorts),
        "Hoe lang wachten mensen?": alt_text.throughput(durations),
    }
    if any(row.has("fast_track") for row in by_rule.rows):
        found["En zonder de versnelde regel?"] = alt_text.fast_track(by_rule)
    return table.html_list(found)


def kpi_tiles(chosen: Selection) -> None:
    """All tiles as one piece of HTML, which a screen reader reads as a list of headings with text."""
    st.html(_tiles_html(chosen))


@made_once
def _tiles_html(chosen: Selection) -> str:
    return f'<h2>Kerncijfers</h2><div class="tiles">{"".join(map(tile_html, tiles.tiles(chosen)))}</div>'


def tile_html(tile: Tile) -> str:
    """One tile: name, value, period, what it is held against, both comparisons and the course."""
    figure, now = tile.figure, tile.now
    readings = (("vorige", tile.before), ("brief", tile.letter))
    compared = "".join(_compared(name, now, then, figure.better) for name, then in readings if then is not None)
    return (
        f'<article class="tile" data-kpi="{figure.kpi}"><h3>{escape(figure.title)} <small>{figure.kpi}</small></h3>'
        f'<p class="value">{escape(now.text)}</p><p class="when">{escape(now.when)}; {escape(figure.norm)}</p>'
        f"{sparkline(tile.trend)}<ul>{compared}</ul></article>"
    )


def _compared(name: str, now: Reading, then: Reading, better: int) -> str:
    told = escape(f"{name} ({then.when}): {then.text}")
    return f"<li>{told} {direction(now, then, better)}</li>"


def direction(now: Reading, then: Reading, better: int) -> str:
    """Where the figure went, as a sign and a word: meaning never by shape or colour alone."""
    if now.value is None or then.value is None:
        return ""
    if now.value == then.value:
        return '<span class="same">= gelijk</span>'
    rose = 1 if now.value > then.value else -1
    word = {0: "hoger" if rose > 0 else "lager", rose: "beter", -rose: "slechter"}[better]
    look = {0: "same", rose: "good", -rose: "bad"}[better]
    return f'<span class="{look}">{"▲" if rose > 0 else "▼"} {word}</span>'


def sparkline(values: Sequence[Decimal | None]) -> str:
    """The course as a small line; the same numbers stand in the tables of the other pages."""
    known = [float(value) for value in values if value is not None]
    if len(known) < 2:
        return ""
    told = f"verloop van {dutch.decimal(known[0], 0)} naar {dutch.decimal(known[-1], 0)} in {len(values)} perioden"
    lines = "".join(f'<polyline points="{part}"/>' for part in _parts(values, min(known), max(known)))
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" {STROKE}>{lines}</svg>'
    # as an image: the browser's sanitizer drops SVG in HTML
    return f'<img class="sparkline" src="data:image/svg+xml,{quote(drawn)}" alt="{told}">'


def _parts(values: Sequence[Decimal | None], low: float, high: float) -> Iterator[str]:
    """The points of each stretch without gaps."""
    stretch: list[str] = []
    for at, value in enumerate([*values, None]):
        if value is None:
            if stretch:
                yield " ".join(stretch)
            stretch = []
            continue
        x = EDGE + at * (WIDTH - 2 * EDGE) / (len(values) - 1)
        y = EDGE + (high - float(value)) / ((high - low) or 1) * (HEIGHT - 2 * EDGE)
        stretch.append(f"{x:.1f},{y:.1f}")
