"""Any delimited file as rows of named columns, with a place to name when a value cannot be used."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from voortgang.errors import VoortgangError
from voortgang.pipeline.text_files import TextTable, open_text_table

NUMBER = re.compile("[+-]?[0-9]+([.,][0-9]+)?")


def read_rows(path: Path, columns: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The named columns of a delimited file, with a place to name in a message; raises VoortgangError."""
    if not path.is_file():
        raise VoortgangError(f"Het bestand {path} is er niet. Geef het pad van een bestaand CSV-bestand.")
    with TemporaryDirectory() as work:
        table = open_text_table(path, Path(work))
        for column in columns:
            if column not in table.header:
                known = ", ".join(table.header)
                raise VoortgangError(f"{path.name} heeft geen kolom '{column}'. Kies uit: {known}.")
        places = [table.header.index(column) for column in columns]
        for where, cells in _filled_rows(table, path.name):
            if len(cells) != len(table.header):
                raise VoortgangError(
                    f"In {where} staan {len(cells)} waarden onder {len(table.header)} kolommen. Verbeter die regel."
                )
            yield where, [cells[place].strip() for place in places]


def as_number(text: str, column: str, where: str) -> float:
    """A number written with a point or a comma; raises VoortgangError that names column and row."""
    if not NUMBER.fullmatch(text):
        what = f"'{text}' geen getal" if text else "niets ingevuld"
        raise VoortgangError(f"In {where} is bij {column} {what}. Vul een getal in, bijvoorbeeld 56 of 12.5.")
    return float(text.replace(",", "."))


def plain(value: float) -> int | float:
    """A whole number without decimals: 54 instead of 54.0."""
    return int(value) if value == int(value) else value


def _filled_rows(table: TextTable, name: str) -> Iterator[tuple[str, list[str]]]:
    with table.path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=table.separator, strict=True)
        next(reader)
        try:
            for row, cells in enumerate(filter(None, reader), 1):
                yield f"rij {row} (regel {reader.line_num} van {name})", cells
        except csv.Error as problem:
            raise VoortgangError(
                f"{name} is bij regel {reader.line_num} niet te lezen. Controleer de aanhalingstekens daar en erboven."
            ) from problem
