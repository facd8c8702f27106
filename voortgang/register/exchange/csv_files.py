"""The register as text for a spreadsheet: UTF-8 with a byte order mark, semicolons, days as jjjj-mm-dd."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date

from voortgang.errors import VoortgangError
from voortgang.register.exchange.extract import Extract, Values, entry_line, line_of
from voortgang.register.exchange.fields import HISTORY, MEASURES, Field
from voortgang.register.exchange.notation import Cell

BYTE_ORDER_MARK = "\ufeff"
DELIMITERS = ";,\t"
QUOTE = "'"
COMPUTED = re.compile(r"'*(?:[=+\-@\t\r＝＋－＠]|(?!(?:0|[1-9]\d{0,14})$)\d[\d.,:/\-eE ]*$)")
"""what a spreadsheet takes for a formula (the wide signs in an Asian edition), or for a number or day that it would
write in another way, such as 007"""


def register_csv(found: Extract) -> bytes:
    """One line per row of the register."""
    return _file(MEASURES, (line_of(state, found.drafts.get(state.row.id)) for state in found.states))


def history_csv(found: Extract) -> bytes:
    """One line per entry that was ever written."""
    return _file(HISTORY, (entry_line(row, status) for row, status in found.log))


def _file(columns: Sequence[Field], lines: Iterable[Values]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=DELIMITERS[0], lineterminator="\r\n")
    writer.writerow([field.head for field in columns])
    for line in lines:
        writer.writerow([_written(field.kind.write(line[field.name])) for field in columns])
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def _written(cell: Cell) -> str:
    return cell.isoformat() if isinstance(cell, date) else harmless(str(cell))


def harmless(text: str) -> str:
    """The text, with one apostrophe more in front when a spreadsheet would make something else of it."""
    return QUOTE + text if COMPUTED.match(text) else text


def unguarded(text: str) -> str:
    """The text that `harmless` was given; anything else as it is."""
    return text[1:] if text.startswith(QUOTE) and COMPUTED.match(text) else text


def csv_lines(content: bytes, name: str) -> list[list[str]]:
    """The cells of every line, head included; raises VoortgangError for what is no text of ours.

    A spreadsheet may have saved it with commas or tabs.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise VoortgangError(
            f"{name} is geen werkmap en geen tekst in UTF-8. Sla het in Excel op als 'CSV UTF-8' of als .xlsx."
        ) from None
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        return [[unguarded(cell) for cell in line] for line in reader]
    except csv.Error:
        raise VoortgangError(
            f"{name} is na regel {reader.line_num} niet te lezen: een aanhalingsteken staat verkeerd, of een cel is te "
            "groot. Open het bestand in een rekenblad, herstel die regel en sla het opnieuw op."
        ) from None


def _delimiter(text: str) -> str:
    """The sign that splits the first line in most cells; our heads hold none of them."""
    first, _, _ = text.partition("\n")
    return max(DELIMITERS, key=first.count)
