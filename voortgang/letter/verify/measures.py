"""Improvement measures that the draft names by a number that the annex does not have."""

import re
from collections.abc import Iterator

from voortgang.letter.verify.finding import Finding
from voortgang.letter.verify.reading import Draft

NAMED = re.compile(
    r"\b(?:VM|verbetermaatregel(?:en)?|maatregel(?:en)?)(?:\s?[-–]\s?|\s)?(?P<list>\d+(?:\s?(?:[-–,/&]|,?\sen|,?\sof|tot\sen\smet|t/m)\s?(?:VM\s?)?\d+\b)*)",
    re.IGNORECASE,
)
RANGE = re.compile(r"(\d+)(?:\s?(?:[-–]|tot\sen\smet|t/m)\s?(?:VM\s?)?(\d+))?", re.IGNORECASE)
MOST = 100
"""a range that is longer is no range of measures"""


def measures(draft: Draft) -> Iterator[Finding]:
    """Each number of a measure that is not in the annex of the letter; without an annex nothing can be told."""
    known = {number for row in draft.freeze.annex for number in row.numbers}
    if not known:
        return
    for passage in draft.passages:
        for each in NAMED.finditer(passage.text):
            for number in _numbers(each["list"]):
                if number not in known:
                    told = f"VM {number} staat niet in de bijlage van brief {draft.freeze.id}. Controleer het nummer."
                    yield Finding(passage.place, "maatregel", f"VM {number}", "een nummer uit de bijlage", told)


def _numbers(text: str) -> list[int]:
    found: list[int] = []
    for each in RANGE.finditer(text):
        first = int(each[1])
        last = int(each[2] or first)
        found += range(first, last + 1) if first <= last < first + MOST else [first, last]
    return found
