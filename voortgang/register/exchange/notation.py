"""How a value of the register stands in a cell, and back: lists one per line, letters as fields between bars."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from voortgang.errors import VoortgangError
from voortgang.register.measures import changes
from voortgang.register.measures.model import INFERRED, LITERAL, Informed

Cell = str | int | date
"""what we write; nothing is the empty text"""
SHOWN_BASIS = {LITERAL: "letterlijk", INFERRED: "afgeleid"}
YES_NO = {True: "ja", False: "nee"}
DAYS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", re.ASCII),
    re.compile(r"(?P<day>\d{1,2})-(?P<month>\d{1,2})-(?P<year>\d{4})", re.ASCII),
)
HOW_DAY = "Schrijf dd-mm-jjjj of jjjj-mm-dd, bijvoorbeeld 21-05-2025."
MOMENT = "%Y-%m-%d %H:%M:%S.%f UTC"
"""with its zone in words: a spreadsheet would take it for a day and drop the fraction"""
EXCEL_DIGITS = 10**15
"""Excel keeps fifteen digits: a longer number arrives with zeros at its end"""
HIGHEST = 2**31 - 1
"""of a number that the database holds"""
LETTER = "dd-mm-jjjj | vergaderjaar | dossier | nummer | letterlijk of afgeleid | titel van de brief (mag ontbreken)"
BAR = re.compile(r"(?<!\\)((?:\\\\)*)\|")


@dataclass(frozen=True)
class Odd:
    """A cell of a workbook that holds no value of its own, and what it holds instead: `een formule`."""

    what: str


@dataclass(frozen=True)
class Kind:
    """Both ways between a value and its cell; `read` raises VoortgangError with what was found and what to do."""

    write: Callable[[Any], Cell]
    read: Callable[[Any], Any]
    choices: tuple[str, ...] = ()
    """when only these can be filled in"""


def shown(text: str) -> str:
    """A text from a file in a sentence: short, and without signs that would do something to a screen."""
    return "".join(sign if sign.isprintable() else "�" for sign in changes.shown(text))


def text_in(raw: Any) -> str:
    """The text of a cell; a whole number is the text of its digits."""
    if isinstance(raw, str):
        return unicodedata.normalize("NFC", raw.replace("\r\n", "\n")).strip()
    if isinstance(raw, int | float) and not isinstance(raw, bool) and abs(raw) < EXCEL_DIGITS and raw == int(raw):
        return str(int(raw))
    raise VoortgangError(f"hier staat {_what(raw)}. Maak van de cel tekst en typ de inhoud opnieuw.")


def _what(raw: Any) -> str:
    if isinstance(raw, Odd):
        return f"{raw.what} en geen tekst"
    if isinstance(raw, bool):
        return "WAAR of ONWAAR"
    if isinstance(raw, date | time):
        return f"de datum of tijd {raw}"
    return f"het getal {str(raw).replace('.', ',')}"


def day_in(raw: Any) -> date | None:
    """The day of a cell, None when it is empty."""
    if isinstance(raw, datetime) and raw.time() == time():
        return raw.date()
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw
    if not isinstance(raw, str):
        raise VoortgangError(f"hier staat {_what(raw)}. {HOW_DAY}")
    return _day_of(raw.strip()) if raw.strip() else None


def _day_of(text: str) -> date:
    for notation in DAYS:
        if found := notation.fullmatch(text):
            with suppress(ValueError):
                return date(**{name: int(digits) for name, digits in found.groupdict().items()})
    raise VoortgangError(f"'{shown(text)}' is geen bestaande datum. {HOW_DAY}")


def _number_in(raw: Any) -> int | None:
    if isinstance(raw, float) and not raw.is_integer():
        raise VoortgangError(f"'{str(raw).replace('.', ',')}' is geen heel getal. Vul een heel getal in.")
    text = text_in(raw)
    return whole(text) if text else None


def whole(text: str) -> int:
    """The whole number that a text is; raises VoortgangError when it is none, or too high to be one of ours."""
    if not re.fullmatch(r"\d{1,10}", text, re.ASCII) or int(text) > HIGHEST:
        raise VoortgangError(f"'{shown(text)}' is geen heel getal. Vul een heel getal in.")
    return int(text)


def _numbers_in(raw: Any) -> tuple[int, ...]:
    if isinstance(raw, float) and not raw.is_integer():
        raise VoortgangError(f"'{str(raw).replace('.', ',')}' is geen heel getal. Scheid nummers met een puntkomma.")
    parts = [part.strip() for part in re.split(r"[;\n]", text_in(raw))]
    try:
        return tuple(sorted(whole(part) for part in parts if part))
    except VoortgangError as error:
        raise VoortgangError(f"{error} Scheid nummers met een puntkomma, zoals 1; 15.") from None


def _moment_in(raw: Any) -> datetime | None:
    text = text_in(raw)
    try:
        return datetime.strptime(text, MOMENT).replace(tzinfo=UTC) if text else None
    except ValueError:
        raise VoortgangError(f"'{shown(text)}' is niet het tijdstip dat het register schreef. Zet het terug.") from None


def _lines(raw: Any) -> list[str]:
    return [line.strip() for line in text_in(raw).split("\n") if line.strip()]


def coded(codes: Mapping[Any, str], may_be_empty: bool = False, empty: Any = "") -> Kind:
    """One code, shown in words; `empty` is the value of an empty cell, where that may be."""
    values = {shown_as.casefold(): code for code, shown_as in codes.items()}

    def read(raw: Any) -> Any:
        if isinstance(raw, bool) and raw in codes:
            return raw
        text = text_in(raw)
        if not text and may_be_empty:
            return empty
        if text.casefold() not in values:
            what = f"'{shown(text)}' bestaat hier niet" if text else "is leeg"
            raise VoortgangError(f"{what}. Kies uit: {', '.join(codes.values())}.")
        return values[text.casefold()]

    return Kind(lambda value: codes.get(value, ""), read, tuple(codes.values()))


def several(codes: Iterable[str]) -> Kind:
    """Codes from a list, one per line."""
    known = {code.casefold(): code for code in codes}

    def read(raw: Any) -> tuple[str, ...]:
        found = _lines(raw)
        for line in found:
            if line.casefold() not in known:
                raise VoortgangError(f"'{shown(line)}' bestaat hier niet. Kies uit: {', '.join(known.values())}.")
        return tuple(known[line.casefold()] for line in found)

    return Kind("\n".join, read)


def _letter(told: Informed) -> str:
    parts = (told.session, told.dossier, told.number, SHOWN_BASIS[told.basis], *([told.letter] * bool(told.letter)))
    plain = [part.replace("\\", r"\\").replace("|", r"\|") for part in parts]
    return " | ".join([f"{told.informed_on:%d-%m-%Y}", *plain])


def _letter_in(line: str) -> Informed:
    parts = [part.strip() for part in BAR.sub(r"\1" + "\n", line).split("\n")]
    if len(parts) not in (5, 6):
        raise VoortgangError(f"'{shown(line)}' is geen brief. Schrijf per regel: {LETTER}.")
    day, session, dossier, paper, basis, title = (re.sub(r"\\(.)", r"\1", part) for part in [*parts, ""][:6])
    return Informed(_day_of(day), session, dossier, paper, title, coded(SHOWN_BASIS).read(basis))


TEXT = Kind(str, text_in)
NUMBER = Kind(lambda value: "" if value is None else value, _number_in)
NUMBERS = Kind(lambda value: "; ".join(map(str, value)), _numbers_in)
DAY = Kind(lambda value: "" if value is None else value, day_in)
MOMENT_UTC = Kind(lambda value: value.astimezone(UTC).strftime(MOMENT) if value else "", _moment_in)
SWITCH = coded(YES_NO, may_be_empty=True, empty=False)
BASIS = coded(SHOWN_BASIS)
LISTED = Kind("\n".join, lambda raw: tuple(_lines(raw)))
LETTERS = Kind(lambda value: "\n".join(map(_letter, value)), lambda raw: tuple(map(_letter_in, _lines(raw))))
