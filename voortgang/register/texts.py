"""What people may type: short, visible on one line, and nothing by which a citizen can be found."""

import re
import unicodedata
from datetime import date

from voortgang.dutch import number, plural
from voortgang.errors import VoortgangError

FIRST_YEAR, LAST_YEAR = 2000, 2099
LONGEST_LINE = 200
NO_SIGNS = frozenset("\ufffe\uffff")
"""which Unicode keeps out of text for ever, and XML with it: a workbook could not hold them"""
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Unicode's control and format signs, halves of signs, private signs, and separators of lines and paragraphs"""

# as is_bsn_like in queries/setup/parsing.sql, but anywhere in a text; the lookahead also finds what overlaps
CANDIDATE = re.compile(
    r"(?<![0-9])(?=(0{0,2}[0-9]{8,9}(?![0-9])|[0-9]{2,4}[-. ][0-9]{2,3}[-. ][0-9]{3}(?![0-9])))", re.ASCII
)
NO_CANDIDATE = re.compile(r"0+|(19|20)[0-9]{2}(0[1-9]|1[0-2])([0-2][0-9]|3[01])")
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def day(value: date, what: str) -> date:
    """The day itself; raises VoortgangError when it is centuries away."""
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise VoortgangError(f"{what} ligt in {value.year}. Kies een dag van {FIRST_YEAR} tot en met {LAST_YEAR}.")
    return value


def line(text: str, what: str, shortest: int = 0) -> str:
    """One line about no person, or nothing where that may be; raises VoortgangError when it is no such line."""
    if not shortest and not text.strip():
        return ""
    return impersonal(checked_line(text, what, max(shortest, 1), LONGEST_LINE), what)


def checked_line(text: str, what: str, shortest: int, longest: int) -> str:
    """The text without spaces around it, its signs in one notation; raises VoortgangError when it is no such line."""
    line = unicodedata.normalize("NFC", text).strip()
    if not line:
        raise VoortgangError(f"{what} is niet ingevuld. Schrijf {shortest} tot {plural(longest, 'teken', 'tekens')}.")
    if not shortest <= len(line) <= longest:
        raise VoortgangError(
            f"{what} telt {plural(len(line), 'teken', 'tekens')}. Schrijf er {shortest} tot {number(longest)}."
        )
    if any(sign in NO_SIGNS or unicodedata.category(sign) in INVISIBLE for sign in line):
        raise VoortgangError(
            f"{what} bevat een regeleinde, een tab of een ander onzichtbaar teken. Typ de tekst opnieuw, op één regel."
        )
    return line


def impersonal(text: str, what: str) -> str:
    """The text itself; raises VoortgangError, without repeating it, when it holds what can be a citizen's number."""
    if has_citizen_number(text):
        raise VoortgangError(
            f"{what} bevat een getal dat een burgerservicenummer kan zijn: het doorstaat de elfproef. "
            "Laat nummers en namen van personen weg."
        )
    return text


def has_citizen_number(text: str) -> bool:
    """True when a number in the text passes the eleven-test and is no date written as jjjjmmdd."""
    plain = unicodedata.normalize("NFKC", text)
    return any(_passes(re.sub("[-. ]", "", found)) for found in CANDIDATE.findall(plain))


def _passes(digits: str) -> bool:
    if NO_CANDIDATE.fullmatch(digits):
        return False
    last_nine = digits[-9:].rjust(9, "0")
    return sum(weight * int(digit) for weight, digit in zip(WEIGHTS, last_nine, strict=True)) % 11 == 0
