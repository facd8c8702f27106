"""Days that a text names, each as the first and the last day that it can mean."""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
QUARTERS = {
    **{"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "laatste": 4},
    **{f"{number}{sign}": number for number in range(1, 5) for sign in ("", "e", "ste", "de")},
}
PARTS = {"begin": (1, 6), "voorjaar": (3, 6), "medio": (4, 9), "zomer": (6, 9), "najaar": (9, 12), "eind": (7, 12)}
"""first and last month that such a word can mean; wide, so that only a real difference is one"""
YEAR = r"(?P<year>20\d\d)"
MONTH = rf"(?P<month>{'|'.join(MONTHS)})"


@dataclass(frozen=True)
class Named:
    """A day, month, quarter or year in a text."""

    words: str
    first: date
    last: date

    def means(self, day: date) -> bool:
        """True when this day can be meant."""
        return self.first <= day <= self.last


def named_days(text: str) -> tuple[Named, ...]:
    """Every day that a text names, in order; a year in a number such as 2024/25 or 31066 is none."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[Named]:
    for found in PATTERN.finditer(text):
        values = {name: value.lower() for name, value in found.groupdict().items() if value}
        for name, spell in SPELLINGS.items():
            if name in values:
                parts = {key.removesuffix(f"_{name}"): value for key, value in values.items()}
                yield Named(found[0], *spell(parts))


def _day(parts: dict[str, str]) -> tuple[date, date]:
    month = int(parts["number"]) if "number" in parts else MONTHS.index(parts["month"]) + 1
    year, day = int(parts["year"]), int(parts["day"])
    if not 1 <= month <= 12:
        return _months(year, 1, 12)
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return _months(year, month, month)  # a day that does not exist: somebody meant the month
    return date(year, month, day), date(year, month, day)


def _month(parts: dict[str, str]) -> tuple[date, date]:
    month = MONTHS.index(parts["month"]) + 1
    return _months(int(parts["year"]), month, month)


def _quarter(parts: dict[str, str]) -> tuple[date, date]:
    last = 3 * QUARTERS[parts["which"]]
    return _months(int(parts["year"]), last - 2, last)


def _part(parts: dict[str, str]) -> tuple[date, date]:
    return _months(int(parts["year"]), *PARTS[parts["which"]])


def _year(parts: dict[str, str]) -> tuple[date, date]:
    return _months(int(parts["year"]), 1, 12)


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


SPELLINGS: dict[str, Callable[[dict[str, str]], tuple[date, date]]] = {
    "long": _day,
    "short": _day,
    "month_year": _month,
    "quarter": _quarter,
    "q": _quarter,
    "part": _part,
    "only_year": _year,
}
FORMS = {
    "long": rf"(?P<day>\d{{1,2}})\s+{MONTH}\s+{YEAR}",
    "short": rf"(?P<day>\d{{1,2}})[-/](?P<number>\d{{1,2}})[-/]{YEAR}",
    "month_year": rf"{MONTH}\s+{YEAR}",
    "quarter": rf"(?P<which>{'|'.join(QUARTERS)})\s+kwartaal\s+(?:van\s+)?{YEAR}",
    "q": rf"Q(?P<which>[1-4])[\s-]+{YEAR}",
    "part": rf"(?P<which>{'|'.join(PARTS)})\s+(?:van\s+)?{YEAR}",
    "only_year": YEAR,
}
"""from the longest to the shortest, so that a day is not taken for its year"""


def _own_groups(name: str, form: str) -> str:
    return re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{name}>", form)


PATTERN = re.compile(
    r"(?<![\w./-])(?:"
    + "|".join(f"(?P<{name}>{_own_groups(name, form)})" for name, form in FORMS.items())
    + r")(?![\w]|[/-]\d|\.\d)",
    re.IGNORECASE,
)
