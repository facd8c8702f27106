"""Figures, reasons and risks of a portfolio, as a note, a workbook and a page say them."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from voortgang.dutch import MISSING, decimal, listing, number, percent, plural
from voortgang.methods.portfolio.comparing import RISKS, Unit, Value
from voortgang.methods.portfolio.risks import Risk
from voortgang.methods.portfolio.summary import IN, OUT, Line

UNITS: Mapping[Unit, str] = MappingProxyType(
    {"days": "IV-dagen", "points": "gewogen dagen", "share": "aandeel", "count": "aantal", "yes": "ja/nee"}
)
LONGEST_NAME = 36
"""signs of a project or a measure: one line of a table, or a part of a sentence"""
CRITERIA = {"ground": "toetsingskader", "citizens": "burgers", "businesses": "bedrijven", "continuity": "continuïteit"}


def days(value: Fraction) -> str:
    """Days as people read them: 1.000 or 62,5."""
    whole, _, part = decimal(value, 2).partition(",")
    return f"{whole},{part.rstrip('0')}" if part.strip("0") else whole


def more(value: Fraction) -> str:
    """A difference in days with its sign; a real minus, which a screen reader reads."""
    if not value:
        return "0"
    return f"+{days(value)}" if value > 0 else f"−{days(-value)}"


def shown(value: Value, unit: Unit) -> str:
    """A figure of a comparison in its unit."""
    if value is None:
        return MISSING
    if unit == "yes":
        return "ja" if value else "nee"
    if unit == "share":
        return percent(value)
    if unit == "points":
        return decimal(value, 1)
    return days(Fraction(value)) if unit == "days" else number(value)


def labelled(label: str, unit: Unit) -> str:
    """What a row of figures is called; a number alone or a yes needs no unit."""
    return f"{label} ({UNITS[unit]})" if unit in ("days", "points") else label


def reason(line: Line) -> str:
    """Why a project is in or out, as far as that needs saying."""
    if line.days:
        return {IN: "erin gezet"}.get(line.pinned, "verplicht" if line.is_mandatory else "")
    if line.pinned == OUT:
        return "eruit gezet"
    told = {"needs": f"wacht op {listing(list(line.needs))}", "days": "te weinig dagen", "worth": "weegt niets"}
    return told.get(line.why, "niet gekozen")


def risk(found: Risk, most: int) -> str:
    """A risk as a sentence, naming at most so many projects."""
    told = RISKS[found.kind]
    if found.codes:
        told += f": {named(found.codes, most)}"
    return f"{told} ({days(found.days)} {'dag' if found.days == 1 else 'dagen'} te kort)." if found.days else f"{told}."


def named(codes: Sequence[str], most: int) -> str:
    """Codes as a list, with how many are left out."""
    left = len(codes) - most
    return listing([*codes[:most], plural(left, "ander", "andere")] if left > 0 else list(codes))


def short(text: str, most: int = LONGEST_NAME) -> str:
    """The text, cut off where there is no room."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
