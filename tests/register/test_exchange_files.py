"""Files that are no export of ours are refused as a whole, in a sentence, whatever is in them."""

import io
import random
import struct
import zipfile
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from edited_exports import csv_file, csv_lines, workbook_file, workbook_lines

from voortgang.errors import VoortgangError
from voortgang.register.exchange.csv_files import register_csv
from voortgang.register.exchange.extract import Extract
from voortgang.register.exchange.fields import MEASURES
from voortgang.register.exchange.lines import parsed
from voortgang.register.exchange.uploaded import MOST_BYTES, Line, lines_of
from voortgang.register.exchange.workbook import SHEET, workbook
from voortgang.register.measures.model import Content, MeasureRow, State, Status

AT = datetime(2025, 5, 21, tzinfo=UTC)
ROW = MeasureRow(1, 1, "Eén maatregel", (1,), "Deel", "Ambitie", "13")
STATUS = Status(1, 1, None, AT.date(), AT, "Anna", "", "", Content("nog te starten", explanation="Tekst; met =1"))
FOUND = Extract(date(2025, 7, 2), None, AT, (State(ROW, STATUS, 1),), {}, ((ROW, STATUS),))
CSV, BOOK = register_csv(FOUND), workbook(FOUND)
HEAD = CSV.split(b"\r\n")[0]


def read(content: bytes) -> tuple[Line, ...]:
    return lines_of(content, "bestand.xlsx", SHEET, MEASURES)


def repacked(content: bytes, **parts: bytes) -> bytes:
    """The same archive with other parts: `sheet1=...`."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            short = name.split("/")[-1].removesuffix(".xml")
            new.writestr(name, parts.get(short, old.read(name)))
    return made.getvalue()


def sheet(content: bytes = BOOK) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


def bomb() -> bytes:
    return repacked(BOOK, sheet1=b"<worksheet>" + b" " * 150_000_000 + b"</worksheet>")


def lying_bomb() -> bytes:
    """An archive that says it is small."""
    content = bytearray(bomb())
    real, small = struct.pack("<I", 150_000_023), struct.pack("<I", 1000)
    assert real in content
    return bytes(content.replace(real, small))


def encrypted() -> bytes:
    content = bytearray(BOOK)
    at = content.rindex(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def far_cell() -> bytes:
    return repacked(
        BOOK,
        sheet1=sheet().replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
    )


def with_entities() -> bytes:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    return repacked(BOOK, sheet1=sheet().replace(b"<worksheet", bomb + b"<worksheet", 1))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is leeg of begint niet met kolomkoppen"),
        (b"\xef\xbb\xbf", "is leeg"),
        (b"\r\n\r\n", "is leeg"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "geen tekst in UTF-8"),
        (CSV.decode("utf-8-sig").encode("cp1252"), "Sla het in Excel op als 'CSV UTF-8' of als .xlsx"),
        (CSV.decode("utf-8-sig").encode("utf-16"), "geen tekst in UTF-8"),
        (b"<html><body>geen werkmap</body></html>", "De kolommen van bestand.xlsx kloppen niet (ontbreekt: Rij,"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "met een wachtwoord beveiligd of een oud .xls-bestand"),
        (bytes(MOST_BYTES + 1), "is groter dan 10 MB"),
        (HEAD + b"\r\n" + b"1;\r\n" * 5001, "heeft meer dan 5.000 regels"),
        (HEAD + b'\r\n1;"half;', "staat verkeerd, of een cel is te groot"),
        (HEAD + b'\r\n1;"' + b"x" * 200_000 + b'";', "of een cel is te groot"),
        (HEAD.replace(b"Fase", b"Phase", 1), "ontbreekt: Fase; is onbekend: Phase"),
        (HEAD + b";Fase", "staat er twee keer: Fase"),
        (HEAD + b";Extra", "is onbekend: Extra"),
        (HEAD.replace(b";Fase", b";", 1), "ontbreekt: Fase; is onbekend: (zonder kop)"),
        (BOOK[: len(BOOK) // 2], "is als werkmap niet te lezen"),
        (b"PK\x03\x04" + bytes(100), "is als werkmap niet te lezen"),
        (encrypted(), "met een wachtwoord beveiligd"),
        (bomb(), "wordt uitgepakt te groot"),
        (lying_bomb(), "is als werkmap niet te lezen"),
        (far_cell(), "een gevulde cel XFD1048576"),
        (with_entities(), "is als werkmap niet te lezen"),
        (workbook_file([["Rij"]], sheet="Blad1"), "heeft geen blad 'Maatregelen', wel: 'Blad1'"),
        (workbook_file([["Rij"]]), "ontbreekt: Maatregel, VM-nummers"),
        (workbook_file([]), "is leeg"),
        (workbook_file([[date(2025, 1, 1), "Maatregel"]]), "staan niet alleen kolomkoppen"),
    ],
    ids=lambda value: str(value)[:40] if isinstance(value, str) else "",
)
def test_a_file_that_is_no_export_is_refused(content: bytes, told: str) -> None:
    with pytest.raises(VoortgangError) as refusal:
        read(content)
    assert told in str(refusal.value)


@pytest.mark.parametrize("content", [CSV, BOOK], ids=["csv", "workbook"])
def test_an_export_is_read_whatever_it_is_called(content: bytes) -> None:
    (line,) = lines_of(content, "naam zonder punt", SHEET, MEASURES)
    assert (line.number, line.surplus) == (2, 0)


@pytest.mark.parametrize("sign", [",", "\t"])
def test_another_delimiter_is_recognised(sign: str) -> None:
    import csv

    text = io.StringIO()
    csv.writer(text, delimiter=sign).writerows(csv.reader(io.StringIO(CSV.decode("utf-8-sig")), delimiter=";"))
    assert read(text.getvalue().encode()) == read(CSV)


def test_the_order_of_the_columns_and_empty_lines_do_not_matter() -> None:
    lines = csv_lines(CSV)
    turned = csv_file([dict(reversed(lines[0].items()))])
    assert read(turned) == read(CSV)
    head, line = workbook_lines(BOOK)
    (only,) = read(workbook_file([[f" {name.upper()} " for name in head], [], ["  "], line]))
    assert (only.number, only.cells) == (4, read(BOOK)[0].cells)


def test_a_line_of_another_length_is_refused_by_itself() -> None:
    first, second = CSV.decode("utf-8-sig").splitlines()
    content = "\r\n".join([first, second, second.rsplit(";", 3)[0], f"{second};en meer", f"{second};;"]).encode()
    told = [line.refusals for line in parsed(read(content), MEASURES)]
    assert told[0] == told[3] == ()
    assert told[1][0].startswith("De regel heeft 3 cellen te weinig.")
    assert told[2][0].startswith("De regel heeft 1 cel zonder kolomkop.")


def test_signs_that_do_something_to_a_screen_are_not_repeated() -> None:
    content = csv_file([csv_lines(CSV)[0] | {"Fase": "klaar\x1b[2J\u202e", "Rij": "\x07"}])
    told = " ".join(parsed(read(content), MEASURES)[0].refusals)
    assert "klaar�[2J�" in told and told.isprintable()


@pytest.mark.parametrize("number", ["1e999", "-1e999", "1e300", "1e10", "-5", "0.5", "2958466", "nan", "", "1e"])
@pytest.mark.parametrize("place", ["A2", "G2", "H2", "Q2"])
def test_a_number_that_is_no_number_of_ours_is_told(number: str, place: str) -> None:
    """Also in a cell that is set as a day."""
    start, _, rest = sheet().partition(f'<c r="{place}" s="'.encode())
    look, _, rest = rest.partition(b'"')
    after = rest[2:] if rest.startswith(b"/>") else rest.split(b"</c>", 1)[1]
    cell = f'<c r="{place}" s="{look.decode()}"><v>{number}</v></c>'.encode()
    try:
        (line,) = parsed(read(repacked(BOOK, sheet1=start + cell + after)), MEASURES)
    except VoortgangError as refusal:
        assert "niet te lezen" in str(refusal)
    else:
        assert line.refusals or place != "H2"


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_workbook_is_read_or_refused(seed: int) -> None:
    """Also with its parts whole as an archive: the reader must not fall over what stands in them."""
    chance = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(BOOK)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(60):
        name = chance.choice(["sheet1", "sharedStrings", "styles", "workbook", "workbook.xml.rels"])
        (part,) = (content for path, content in parts.items() if path.split("/")[-1].removesuffix(".xml") == name)
        damaged = bytearray(part)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(damaged))
            damaged[at : at + chance.randint(0, 9)] = chance.randbytes(chance.randint(0, 4))
        with suppress(VoortgangError):
            read(repacked(BOOK, **{name: bytes(damaged)}))
