"""How the command line writes what it found."""

import csv
import ctypes
import io
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any


def as_json_text(value: Any) -> str:
    """JSON for machines: dates in ISO form, Dutch letters as they are."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)


def as_csv_text(header: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Comma-separated text for machines, with a header and without a last line break."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().rstrip("\n")


def as_table_text(header: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Aligned columns for people; numbers stand to the right."""
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    widths = [max(len(text) for text in column) for column in zip(header, *cells, strict=True)]
    is_number = [
        all(isinstance(row[place], int | float) or row[place] is None for row in rows) for place in range(len(header))
    ]
    lines = [list(header), *cells]
    return "\n".join(
        "  ".join(
            text.rjust(width) if right else text.ljust(width)
            for text, width, right in zip(line, widths, is_number, strict=True)
        ).rstrip()
        for line in lines
    )


@contextmanager
def libraries_on_stderr() -> Iterator[None]:
    """HiGHS now and then writes a line to the standard output, where JSON has to stay JSON: move it to the other."""
    libc, standard_out, standard_error = ctypes.CDLL(None), 1, 2
    sys.stdout.flush()
    libc.fflush(None)
    kept = os.dup(standard_out)
    os.dup2(standard_error, standard_out)
    try:
        yield
    finally:
        libc.fflush(None)  # what C still holds would come out later, in the wrong place
        os.dup2(kept, standard_out)
        os.close(kept)
