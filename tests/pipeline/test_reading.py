"""What a delivered text becomes, and that every way of writing the same delivery gives the same rows."""

import codecs
import csv
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from tests.small_delivery import Bench, write_delivery, write_sound_delivery
from voortgang.settings import ROOT

MARCH_3 = date(2025, 3, 3)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    bench = Bench(tmp_path_factory.mktemp("bench"))
    yield bench
    bench.connection.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_sound_delivery(tmp_path / "levering")


# dates


@pytest.mark.parametrize(
    "text, day",
    [
        ("2025-03-03", MARCH_3),
        ("03-03-2025", MARCH_3),
        ("3-3-2025", MARCH_3),
        ("2024-02-29", date(2024, 2, 29)),
        ("9999-12-31", date(9999, 12, 31)),
        ("2025-03-03T00:00:00", MARCH_3),
        ("2025-03-03 23:59:59.999", MARCH_3),
        ("3-3-2025 0:00", MARCH_3),
        ("03-03-2025 12:30:45", MARCH_3),
        ("2025-03-29T23:30:00Z", date(2025, 3, 30)),
        ("2025-03-29 23:30:00", date(2025, 3, 29)),
        ("2025-03-29 23:30:00+01", date(2025, 3, 29)),
        ("2025-03-30 02:30:00", date(2025, 3, 30)),
        ("2025-10-25T22:30:00+00:00", date(2025, 10, 26)),
        ("2025-03-03 01:00:00+05:30", date(2025, 3, 2)),
    ],
)
def test_a_date_that_is_read(bench, text, day):
    assert bench.value("as_date($text)", text=text) == day


@pytest.mark.parametrize(
    "text",
    [
        *("31-02-2025", "2025-02-29", "2025-02-31", "00-00-0000", "2025-00-03", "2025-13-01", "2025-03-03 25:00:00"),
        *("2025-3-3", "2025-03-3", "2025-03-", "2025-03", "2025", "25-03-03", "3-3-25", "3-3-25 12:00", "-025-03-03"),
        *("20250303", "45719", "2025/03/03", "03/03/2025", "03.03.2025", "3 maart 2025", "2025-W10-1", "2025-062"),
        *("2025-03-03x", "2025-03-03 x", "x2025-03-03", "2025-03-03T", "03-03-2025x", "2025-03-03 12:00:00 UTC"),
        *("2025-03-03 (BC)", "0044-03-15 (BC)", "12025-03-03", "infinity", "-infinity", "epoch", "today", "now"),
        *("NULL", "null", "-", "0", "１０-03-2025", "2025–03–03", "2025-03-03\n", "2025-03-03\0"),
    ],
)
def test_a_date_that_is_not_guessed(bench, text):
    assert bench.value("as_date($text)", text=text) is None


@given(day=st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_in_every_spelling(bench, day):
    spellings = [
        day.isoformat(),
        f"{day:%d-%m-}{day.year:04d}",
        f"{day.day}-{day.month}-{day.year:04d}",
        f"{day} 00:00:00",
    ]
    assert bench.value("list_transform($texts, lambda text: as_date(text))", texts=spellings) == [day] * 4


@given(day=st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), kept=st.integers(1, 9))
def test_a_day_that_was_cut_off_is_never_another_day(bench, day, kept):
    assert bench.value("as_date($text)", text=day.isoformat()[:kept]) is None


@pytest.mark.parametrize("evening", [datetime(2025, 3, 29, 20, tzinfo=UTC), datetime(2025, 10, 25, 20, tzinfo=UTC)])
def test_the_nights_in_which_the_clock_changes(bench, evening, tmp_path):
    moments = [evening + timedelta(minutes=15 * step) for step in range(40)]
    local = [moment.astimezone(AMSTERDAM).date() for moment in moments]
    texts = [moment.strftime("%Y-%m-%dT%H:%M:%SZ") for moment in moments]
    assert bench.value("list_transform($texts, lambda text: as_date(text))", texts=texts) == local
    rows = [{"request_id": f"V{number}", "received_on": text} for number, text in enumerate(texts)]
    as_parquet(
        write_delivery(tmp_path, rows), "select * replace (ontvangen_op::timestamptz as ontvangen_op) from delivered"
    )
    assert bench.stage(tmp_path).column("received_on") == local


# other values


@pytest.mark.parametrize(
    "text, flag",
    [
        *((text, True) for text in ("ja", "JA", "Ja", "j", "true", "True", "1", "waar", "WAAR")),
        *((text, False) for text in ("nee", "NEE", "n", "false", "0", "onwaar")),
        *((text, None) for text in ("misschien", "yes", "x", "2", "ja nee", "1.0", "NULL")),
    ],
)
def test_yes_and_no(bench, text, flag):
    assert bench.value("as_flag($text)", text=text) is flag


@pytest.mark.parametrize(
    "text, number",
    [
        ("12", "12"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("-3,25", "-3.25"),
        ("1.234,5", "1234.5"),
        ("1.234.567,89", "1234567.89"),
        ("1e-07", "0"),
        *(
            (text, None)
            for text in ("1,234.5", "1.234.567", "1 234,5", "12,", ",5", "€ 3", "3%", "1e5", "+3", "--3", "nan")
        ),
        *((text, None) for text in ("99999999999999999", "twaalf", "１２", "12 fte")),
    ],
)
def test_numbers(bench, text, number):
    assert bench.value("as_decimal($text)", text=text) == (None if number is None else Decimal(number))


def test_white_space_around_a_value_is_no_value(bench):
    texts = ["", " ", "\u00a0", " a ", "a b", "\u00a0a"]
    assert bench.value("list_transform($texts, lambda text: as_text(text))", texts=texts) == [
        *(None, None, None),
        *("a", "a b", "a"),
    ]


def test_the_eleven_test(bench):
    """Against the plain rule, for a stretch of numbers of eight and of nine digits."""
    numbers = [*range(11_222_000, 11_223_000), *range(987_654_000, 987_655_000)]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    expected = [
        sum(weight * int(digit) for weight, digit in zip(weights, f"{number:09d}", strict=True)) % 11 == 0
        for number in numbers
    ]
    found = bench.value("list_transform($texts, lambda text: is_bsn_like(text))", texts=list(map(str, numbers)))
    assert found == expected
    assert 150 < sum(expected) < 200


# the same delivery, written otherwise


def spoil(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(change(path.read_bytes()))


def replace(old: str, new: str, times: int = -1) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(old.encode(), new.encode(), times)


def quoted(content: bytes) -> bytes:
    return b"\n".join(b",".join(b'"%s"' % value for value in line.split(b",")) for line in content.splitlines()) + b"\n"


def dutch_dates(content: bytes) -> bytes:
    values = [line.split(",") for line in content.decode().splitlines()]
    turned = [["-".join(reversed(value.split("-"))) if value[:2] == "20" else value for value in row] for row in values]
    return "".join(";".join(row) + "\r\n" for row in turned).encode()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda content: codecs.BOM_UTF8 + content, id="byte order mark"),
        pytest.param(lambda content: content.decode().encode("utf-16"), id="utf-16"),
        pytest.param(lambda content: content.decode().encode("utf-16-le"), id="utf-16 without mark"),
        pytest.param(lambda content: content.decode().encode("utf-16-be"), id="utf-16 from the other end"),
        pytest.param(replace("\n", "\r\n"), id="crlf"),
        pytest.param(replace("\n", "\r"), id="cr"),
        pytest.param(replace("\n", "\n\n"), id="blank lines"),
        pytest.param(lambda content: content + b"\n\n", id="blank lines at the end"),
        pytest.param(replace(",", ";"), id="semicolons"),
        pytest.param(replace(",", " , "), id="spaces"),
        pytest.param(replace("nee", "NEE"), id="capitals"),
        pytest.param(quoted, id="quotes"),
        pytest.param(dutch_dates, id="as a Dutch spreadsheet saves it"),
    ],
)
def test_a_text_file_written_otherwise(folder, bench, change):
    expected = bench.stage(folder)
    spoil(folder / "requests.csv", change)
    assert bench.stage(folder) == expected
    assert len(expected.rows) == 12 and expected.refused == expected.doubted == []


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_letters_with_an_accent(folder, bench, encoding):
    text = (folder / "requests.csv").read_text().replace("regulier_1", "‘t Hoogëind – “één” €")
    (folder / "requests.csv").write_bytes(text.encode(encoding))
    staged = bench.stage(folder)
    assert set(staged.column("team")) == {"‘t Hoogëind – “één” €"}
    assert staged.doubted == []


def test_letters_that_look_as_if_another_encoding_was_meant(folder, bench):
    spoil(folder / "requests.csv", lambda content: content.decode().replace("regulier", "régulier").encode("cp850"))
    (told,) = bench.stage(folder).doubted
    assert "letters met een accent lijken anders bedoeld" in told


def as_workbook(
    folder: Path, dates_as: str = "dd-mm-yyyy", first_cell: tuple[int, int] = (0, 0), **options: object
) -> Path:
    """The requests as .xlsx instead of .csv, with real dates; a second sheet comes with `second=True`."""
    source, (top, left) = folder / "requests.csv", first_cell
    second = options.pop("second", False)
    with xlsxwriter.Workbook(str(source.with_suffix(".xlsx")), options) as workbook, source.open(newline="") as file:
        sheet, form = workbook.add_worksheet("een"), workbook.add_format({"num_format": dates_as})
        for number, row in enumerate(csv.reader(file)):
            for place, value in enumerate(row):
                at = (top + number, left + place)
                if value.startswith("20"):
                    sheet.write_datetime(*at, datetime.fromisoformat(value), form)
                elif value == "nee":
                    sheet.write_boolean(*at, False)
                elif value:
                    sheet.write(*at, value)
        if second:
            workbook.add_worksheet("twee").write(0, 0, "toelichting")
    source.unlink()
    return source.with_suffix(".xlsx")


def as_parquet(folder: Path, select: str = "from delivered") -> Path:
    path = folder / "requests.parquet"
    with duckdb.connect() as connection:
        source = str(folder / "requests.csv")
        connection.read_csv(source, all_varchar=True, hive_partitioning=False).create_view("delivered")
        connection.sql(select).write_parquet(str(path))
    (folder / "requests.csv").unlink()
    return path


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"date_1904": True},
        {"dates_as": "[$-413]d mmmm yyyy"},
        {"dates_as": "dd-mm-yyyy hh:mm"},
        {"first_cell": (2, 1)},
    ],
)
def test_a_workbook_holds_the_same(folder, bench, options):
    expected = bench.stage(folder)
    as_workbook(folder, **options)
    assert bench.stage(folder) == expected


def test_only_the_first_sheet_is_read_and_that_is_said(folder, bench):
    expected = bench.stage(folder)
    as_workbook(folder, second=True)
    staged = bench.stage(folder)
    assert staged.rows == expected.rows
    assert "alleen het eerste werkblad (een) gelezen, niet: twee." in staged.doubted[0]


TYPED = "verzonden_op::{0} as verzonden_op, ontvangen_op::{0} as ontvangen_op, (versneld = 'ja') as versneld"


@pytest.mark.parametrize("kind", ["date", "timestamp", "timestamp_s", "timestamp_ns", "varchar"])
def test_parquet_holds_the_same_with_types(folder, bench, kind):
    expected = bench.stage(folder)
    as_parquet(folder, f"select * replace ({TYPED.format(kind)}, null as heropend_op) from delivered")
    assert bench.stage(folder) == expected


@pytest.mark.parametrize("kind", ["bigint", "integer", "decimal(18, 0)"])
def test_numbers_as_identifiers(folder, bench, kind):
    as_parquet(folder, f"select * replace ((1000 + row_number() over ())::{kind} as verzoek_id) from delivered")
    assert bench.stage(folder).column("request_id") == [str(1001 + row) for row in range(12)]


# names, and what is in the text


def test_five_hundred_columns_with_odd_names(folder, bench):
    names = ['"a""; drop table requests; --"', "😀", '"x,y"', "left_out", "row_number", "rowid", "name", "delivered"]
    header = ",".join(names + [f"c{number}" for number in range(500)])
    values = ",".join(["'", '""""', "=1+1", "$key"] + ["1"] * (len(names) + 496))
    expected = bench.stage(folder)
    texts = (folder / "requests.csv").read_text().splitlines()
    wide = "".join(f"{text},{values if number else header}\n" for number, text in enumerate(texts))
    (folder / "requests.csv").write_text(wide)
    staged = bench.stage(folder)
    assert staged.rows == expected.rows
    assert 'a"; drop table requests; --, 😀, x,y, left_out' in staged.doubted[0]
    assert "en nog 488." in staged.doubted[0]


@pytest.mark.parametrize("name", ["it's; drop table requests", 'a "b" c', "$HOME", "team=anders", "é ü", "-- x"])
def test_folders_with_odd_names(folder, bench, name):
    """A folder such as team=anders would add a column to what DuckDB reads by itself."""
    expected = bench.stage(folder)
    odd = folder.rename(folder.with_name(name))
    assert bench.stage(odd) == expected
    as_parquet(odd)
    assert bench.stage(odd) == expected


def test_text_that_looks_like_a_formula_or_a_statement_stays_text(tmp_path, bench):
    names = [
        "=cmd|'/c calc'!A1",
        "'; drop table requests; --",
        "+1",
        "@sum",
        '"quoted"',
        "a,b",
        "a\nb",
        "\\N",
        "#",
        "$1",
    ]
    rows = [{"request_id": f"V{row}", "received_on": MARCH_3, "team": name} for row, name in enumerate(names)]
    assert bench.stage(write_delivery(tmp_path, rows)).column("team") == names


def test_columns_that_are_not_read_are_named(folder, bench):
    with (folder / "extensions.csv").open() as file:
        wide = "".join(line.rstrip("\n") + (",BSN\n" if number == 0 else ",x\n") for number, line in enumerate(file))
    (folder / "extensions.csv").write_text(wide)
    assert "niet gelezen en niet bewaard: BSN." in bench.stage(folder, "extensions").doubted[0]


# cut off


def test_most_places_where_a_file_is_cut_off_are_noticed(folder, bench):
    """Only a cut between two rows leaves a file that is whole in itself: for that, rows can be announced."""
    path = folder / "requests.csv"
    content = path.read_bytes()
    cuts = [*range(len(content) - 40, len(content)), *range(300, len(content), 151), content.index(b"\n", 600) + 1]
    unnoticed = set()
    for cut in cuts:
        path.write_bytes(content[:cut])
        staged = bench.stage(folder)
        if not staged.refused and not staged.doubted:
            unnoticed.add(cut)
    assert unnoticed == {cut for cut in cuts if content[cut - 1 : cut] == b"\n"}


def test_a_last_line_without_line_break_is_doubted_but_read(folder, bench):
    expected = bench.stage(folder)
    spoil(folder / "requests.csv", lambda content: content.rstrip(b"\n"))
    staged = bench.stage(folder)
    assert staged.rows == expected.rows
    assert "heeft geen regeleinde" in staged.doubted[0] and "afgekapt" in staged.doubted[0]


# large files


def test_line_breaks_inside_quotes_in_a_file_that_is_read_in_parallel(tmp_path, bench):
    """More than DuckDB's buffer of 32 MB, so that threads start in the middle of a value."""
    rows, remark = 60_000, '"' + "een regel,\nnog een regel\n\n" * 30 + '"'
    write_delivery(tmp_path, [])
    path = tmp_path / "requests.csv"
    header = path.read_text().strip()
    values = ",2025-03-03,,portaal,,,,t,nee,,,,,,,,"
    with path.open("w") as file:
        file.write(f"{header},opmerking\n")
        file.writelines(f"V{number}{values},{remark}\n" for number in range(rows))
    assert path.stat().st_size > 40_000_000
    staged = bench.stage(tmp_path)
    assert staged.refused == []
    assert staged.column("request_id") == [f"V{number}" for number in range(rows)]


MEMORY = """
import resource, sys
from pathlib import Path
from voortgang.pipeline.text_files import open_text_table
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
open_text_table(Path(sys.argv[1]), Path(sys.argv[2]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_a_large_file_in_another_encoding_is_rewritten_piece_by_piece(tmp_path):
    path = tmp_path / "groot.csv"
    with path.open("wb") as file:
        file.write(b"verzoek_id,team\n")
        for _ in range(60):
            file.write(b"V0123456789,t\xe9am\n" * 60_000)
    assert path.stat().st_size > 60_000_000
    told = subprocess.run([sys.executable, "-c", MEMORY, path, tmp_path], cwd=ROOT, capture_output=True, check=True)
    kilobytes = int(told.stdout)
    assert kilobytes < 20_000
