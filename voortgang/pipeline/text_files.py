"""Delivered text files: which encoding, which separator, which columns; never loaded whole."""

import codecs
import csv
from dataclasses import dataclass
from pathlib import Path

from voortgang.errors import DeliveryRefused

CHUNK_BYTES = 1 << 20
SEPARATORS = {",": "komma", ";": "puntkomma"}
OTHER_SEPARATORS = {"\t": "tab", "|": "verticale streep", ":": "dubbele punt"}
BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


@dataclass(frozen=True)
class TextTable:
    """A delimited file that DuckDB can read as it stands: UTF-8, known separator and header."""

    path: Path
    separator: str
    header: tuple[str, ...]
    ends_with_newline: bool


def open_text_table(path: Path, work: Path) -> TextTable:
    """Find out how `path` is written; a file that is not UTF-8 is copied to folder `work` as UTF-8.

    Raises DeliveryRefused for an empty file, a web page, an unknown encoding or separator, or a broken header.
    """
    _refuse_what_is_no_text(path)
    encoding = _encoding(path)
    readable = path if encoding == "utf-8" else _transcode(path, encoding, work)
    separator, header = _header(readable, path.name)
    return TextTable(readable, separator, header, _ends_with_newline(readable))


def is_web_page(start: bytes) -> bool:
    """True when the first bytes of a file are those of an HTML page."""
    text = start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return text.startswith((b"<!doctype", b"<html", b"<table", b"<head", b"<?xml"))


def _refuse_what_is_no_text(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(512)
    if not start.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise DeliveryRefused(f"{path.name} is leeg. Lever het bestand opnieuw, met kopregel en gegevens.")
    if is_web_page(start):
        raise DeliveryRefused(f"{path.name} is een webpagina (HTML) en geen tabel. Sla de gegevens op als CSV, XLSX of Parquet.")
    if start.startswith((b"PK\x03\x04", b"PAR1", b"\xd0\xcf\x11\xe0")):
        raise DeliveryRefused(f"{path.name} heet een tekstbestand, maar is dat niet. Geef het de juiste extensie (.xlsx of .parquet).")


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(CHUNK_BYTES)
    if start.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise _unreadable(path)
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if start.startswith(mark):
            # a byte order mark is a promise, which _is_written_in checks over the whole file
            return encoding if _is_written_in(path, encoding) else _refuse_encoding(path)
    if b"\0" in start:
        candidates = ["utf-16-le" if start[1:2] == b"\0" else "utf-16-be"]
    else:
        candidates = ["utf-8", "cp1252"]
    for encoding in candidates:
        if _is_written_in(path, encoding):
            return encoding
    return _refuse_encoding(path)


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


def _refuse_encoding(path: Path) -> str:
    raise _unreadable(path)


def _unreadable(path: Path) -> DeliveryRefused:
    return DeliveryRefused(
        f"De tekens in {path.name} zijn niet te lezen. Sla het bestand op als UTF-8 (of als Windows-1252 of UTF-16) en lever het opnieuw."
    )


def _transcode(path: Path, encoding: str, work: Path) -> Path:
    target = work / f"{path.stem}.utf-8.csv"
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    with path.open("rb") as source, target.open("w", encoding="utf-8", newline="") as sink:
        while chunk := source.read(CHUNK_BYTES):
            sink.write(decoder.decode(chunk))
    return target


def _header(path: Path, delivered_name: str) -> tuple[str, tuple[str, ...]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        line = file.readline(CHUNK_BYTES)
    separator = max(SEPARATORS, key=line.count)
    if line.count(separator) == 0:
        _refuse_other_separator(line, delivered_name)
    header = tuple(name.strip() for name in next(csv.reader([line], delimiter=separator)))
    if len(set(header)) < len(header) or not all(header):
        raise DeliveryRefused(f"De kopregel van {delivered_name} heeft een lege of dubbele kolomnaam: {', '.join(header)}.")
    return separator, header


def _refuse_other_separator(line: str, delivered_name: str) -> None:
    for separator, name in OTHER_SEPARATORS.items():
        if separator in line:
            raise DeliveryRefused(
                f"{delivered_name} heeft een {name} als scheidingsteken. Lever het bestand met een komma of een puntkomma."
            )


def _ends_with_newline(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) in b"\r\n"
