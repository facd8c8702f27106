"""Delivered text files: which encoding, which separator, which columns; never loaded whole."""

import codecs
import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from voortgang.errors import DeliveryRefused

CHUNK_BYTES = 1 << 20
HEADER_CHARACTERS = 1 << 17
SEPARATORS = {",": "komma", ";": "puntkomma"}
OTHER_SEPARATORS = {"\t": "tab", "|": "verticale streep", ":": "dubbele punt"}
BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
MOJIBAKE = re.compile("[A-Za-z][‚ƒ„†‡ˆ‰Š‹ŒŽ‘“”•˜™š›œžŸ¡¢£¤¥][A-Za-z]")
"""what an accented letter of DOS or an old Mac looks like when it is read as Windows-1252"""


@dataclass(frozen=True)
class TextTable:
    """A delimited file that DuckDB can read as it stands: UTF-8, known separator and header."""

    path: Path
    separator: str
    header: tuple[str, ...]
    doubts: tuple[str, ...] = ()
    """what is odd about the file without being wrong, in Dutch"""


def open_text_table(path: Path, work: Path, delivered_name: str = "") -> TextTable:
    """Find out how `path` is written; a file that is not UTF-8 is copied to folder `work` as UTF-8.

    `delivered_name` is what the deliverer calls it, if not the name of `path`. Raises DeliveryRefused for an empty
    file, a web page, an unknown encoding or separator, or a broken header.
    """
    name = delivered_name or path.name
    _refuse_what_is_no_text(path, name)
    encoding = _encoding(path, name)
    doubts = [] if _ends_with_newline(path) else [_no_last_newline(name)]
    readable = path
    if encoding != "utf-8":
        readable, looks_odd = _transcode(path, encoding, work)
        doubts += [_odd_letters(name)] if encoding == "cp1252" and looks_odd else []
    separator, header = _header(readable, name)
    return TextTable(readable, separator, header, tuple(doubts))


def is_web_page(start: bytes) -> bool:
    """True when the first bytes of a file are those of an HTML page."""
    text = start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return text.startswith((b"<!", b"<html", b"<table", b"<head", b"<body", b"<?xml"))


def _refuse_what_is_no_text(path: Path, name: str) -> None:
    with path.open("rb") as file:
        start = file.read(512)
    if not start.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise DeliveryRefused(f"{name} is leeg. Lever het bestand opnieuw, met kopregel en gegevens.")
    if is_web_page(start):
        raise DeliveryRefused(
            f"{name} is een webpagina (HTML) en geen tabel. Sla de gegevens op als CSV, XLSX of Parquet."
        )
    if start.startswith((b"PK\x03\x04", b"PAR1", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"%PDF")):
        raise DeliveryRefused(
            f"{name} heet een tekstbestand, maar is dat niet. "
            "Pak het uit of geef het de juiste extensie (.xlsx of .parquet)."
        )


def _encoding(path: Path, name: str) -> str:
    with path.open("rb") as file:
        start = file.read(CHUNK_BYTES)
    for encoding in _candidates(start):
        # each candidate is checked over the whole file: a byte order mark is a promise, not a proof
        if _is_written_in(path, encoding):
            return encoding
    raise DeliveryRefused(
        f"De tekens in {name} zijn niet te lezen. "
        "Sla het bestand op als UTF-8 (of als Windows-1252 of UTF-16) en lever het opnieuw."
    )


def _candidates(start: bytes) -> list[str]:
    if start.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return []
    marked = [encoding for mark, encoding in BYTE_ORDER_MARKS.items() if start.startswith(mark)]
    if marked:
        return marked
    # every second byte of Dutch in UTF-16 is zero; fewer zeros are damage
    if start.count(0) * 3 > len(start):
        return ["utf-16-le" if start[1:2] == b"\0" else "utf-16-be"]
    return ["utf-8", "cp1252"]


def _is_written_in(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK_BYTES):
                text = decoder.decode(chunk)
                if "\0" in text:
                    return False
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _transcode(path: Path, encoding: str, work: Path) -> tuple[Path, bool]:
    """The file as UTF-8, and whether letters look as if another encoding was meant."""
    target = work / f"{path.stem}.utf-8.csv"
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    looks_odd = False
    with path.open("rb") as source, target.open("w", encoding="utf-8", newline="") as sink:
        while chunk := source.read(CHUNK_BYTES):
            text = decoder.decode(chunk)
            looks_odd = looks_odd or MOJIBAKE.search(text) is not None
            sink.write(text)
    return target, looks_odd


def _header(path: Path, name: str) -> tuple[str, tuple[str, ...]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        start = file.read(HEADER_CHARACTERS)
    line = re.split("[\r\n]", start, maxsplit=1)[0]
    if not line.strip() or line.startswith("sep=") or len(line) == HEADER_CHARACTERS:
        raise DeliveryRefused(f"De eerste regel van {name} is geen kopregel. Begin het bestand met de kolomnamen.")
    separator = max(SEPARATORS, key=line.count)
    if line.count(separator) == 0:
        _refuse_other_separator(line, name)
    try:
        header = next(csv.reader(io.StringIO(start, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise DeliveryRefused(f"De kopregel van {name} is niet te lezen. Controleer de aanhalingstekens.") from error
    return separator, _sound_header(tuple(column.strip() for column in header), name)


def _sound_header(header: tuple[str, ...], name: str) -> tuple[str, ...]:
    nameless = [str(place) for place, column in enumerate(header, 1) if not column]
    if nameless:
        # an export with a title above it looks like this as well
        raise DeliveryRefused(
            f"In de eerste regel van {name} heeft kolom {', '.join(nameless[:5])} geen naam. "
            "Begin het bestand met de kolomnamen, zonder titel erboven en zonder lege kolommen."
        )
    # DuckDB does not tell capitals from small letters
    times = Counter(column.casefold() for column in header)
    twice = [column for column in header if times[column.casefold()] > 1]
    if twice:
        raise DeliveryRefused(f"De kopregel van {name} noemt een kolom twee keer: {', '.join(twice[:5])}.")
    return header


def _refuse_other_separator(line: str, name: str) -> None:
    for separator, word in OTHER_SEPARATORS.items():
        if separator in line:
            raise DeliveryRefused(
                f"{name} heeft een {word} als scheidingsteken. Lever het bestand met een komma of een puntkomma."
            )


def _ends_with_newline(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 2))
        # in UTF-16 a line break takes two bytes, in either order
        return file.read(2).strip(b"\0")[-1:] in (b"\r", b"\n")


def _no_last_newline(name: str) -> str:
    return f"De laatste regel van {name} heeft geen regeleinde. Controleer of het bestand niet is afgekapt."


def _odd_letters(name: str) -> str:
    return (
        f"{name} is gelezen als Windows-1252, maar letters met een accent lijken anders bedoeld. Lever het als UTF-8."
    )
