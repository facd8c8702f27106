"""Bad deliveries: each is refused in words, nothing is published, and what was published stays."""

import codecs
import csv
import gzip
import os
import random
import re
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
import xlsxwriter

from tests.small_delivery import (
    Bench,
    answers,
    build_small,
    rubbish,
    write_delivery,
    write_extract,
    write_sound_delivery,
)
from voortgang.__main__ import main
from voortgang.pipeline.contracts import REQUIRED
from voortgang.settings import settings

Change = Callable[[bytes], bytes]
MARCH_3 = date(2025, 3, 3)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which a sound delivery has been published."""
    home = tmp_path_factory.mktemp("home")
    build_small(write_sound_delivery(tmp_path_factory.mktemp("sound")), home / "warehouse.duckdb").close()
    return home


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    bench = Bench(tmp_path_factory.mktemp("bench"))
    yield bench
    bench.connection.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound delivery, to be spoiled."""
    return write_sound_delivery(tmp_path / "levering")


@pytest.fixture
def refused(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Any]:
    """What `voortgang build` says when it refuses a delivery; nothing else may have changed."""
    monkeypatch.setenv("VOORTGANG_HOME", str(home))
    settings.cache_clear()
    before = answers(home / "warehouse.duckdb")

    def refuse(folder: Path, *options: str) -> str:
        monkeypatch.setattr(sys, "argv", ["voortgang", "build", "--delivery", str(folder), *options])
        with pytest.raises(SystemExit) as left:
            main()
        assert left.value.code == 1
        told = capsys.readouterr()
        assert "Gepubliceerd" not in told.out
        return told.err

    yield refuse
    settings.cache_clear()
    assert answers(home / "warehouse.duckdb") == before
    assert rubbish(home / "warehouse.duckdb") == []


def spoil(path: Path, change: Change) -> None:
    path.write_bytes(change(path.read_bytes()))


def lines(change: Callable[[int, str], str]) -> Change:
    """A change per line, given its number (the header is 0) and its text."""

    def changed(content: bytes) -> bytes:
        texts = content.decode().splitlines()
        return "".join(change(number, text) + "\n" for number, text in enumerate(texts)).encode()

    return changed


def replace(old: str, new: str, times: int = -1) -> Change:
    def changed(content: bytes) -> bytes:
        assert old.encode() in content
        return content.replace(old.encode(), new.encode(), times)

    return changed


def encoded(encoding: str) -> Change:
    return lambda content: content.decode().replace("regulier_1", "régulier_ü").encode(encoding)


def empty(content: bytes) -> bytes:
    return b""


def header_only(content: bytes) -> bytes:
    return content.splitlines(keepends=True)[0]


def cut_off(content: bytes) -> bytes:
    return content[:-40]


def twice(content: bytes) -> bytes:
    return content + content.splitlines(keepends=True)[3]


def noise(content: bytes) -> bytes:
    return random.Random(1).randbytes(len(content))


def with_column(name: str, values: list[str]) -> Change:
    def changed(content: bytes) -> bytes:
        header, *rows = content.decode().splitlines()
        return "\n".join([f"{header},{name}", *map(",".join, zip(rows, values, strict=True)), ""]).encode()

    return changed


def bsns(count: int) -> list[str]:
    """Numbers that pass the eleven-test; the first half has eight digits."""
    starts = [12_345_670 + 1000 * step for step in range(count // 2)]
    starts += [123_456_780 + 1_000_000 * step for step in range(count - count // 2)]
    return [str(next(number for number in range(start, start + 99) if passes(number))) for start in starts]


def passes(number: int) -> bool:
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, f"{number:09d}", strict=True)) % 11 == 0


# through the command line, each kind of bad input once


@pytest.mark.parametrize(
    "name, change, words",
    [
        pytest.param("requests", empty, ["requests.csv is leeg", "opnieuw"], id="empty file"),
        pytest.param("requests", header_only, ["kopregel maar geen gegevens", "volledig"], id="header only"),
        pytest.param("capacity", header_only, ["capacity.csv heeft een kopregel maar"], id="header only, capacity"),
        pytest.param("extensions", replace(",nieuwe_datum", ""), ["ontbreekt: nieuwe_datum."], id="missing column"),
        pytest.param(
            "requests",
            replace("ontvangen_op", "datum_ontvangst"),
            ["requests.csv ontbreekt: ontvangen_op (heet die nu datum_ontvangst?)", "kopregel"],
            id="renamed column",
        ),
        pytest.param("requests", cut_off, ["te weinig waarden", "regel 13", "afgekapt"], id="truncated"),
        pytest.param("requests", replace(",", "\t"), ["een tab als scheidingsteken", "puntkomma"], id="delimiter"),
        pytest.param("requests", encoded("utf-32"), ["tekens in requests.csv", "UTF-8"], id="encoding"),
        pytest.param("requests", twice, ["meer dan eens", "rij 3, rij 13"], id="duplicate requests"),
        pytest.param(
            "requests",
            replace("2025-03-03", "31-02-2025"),
            ["ontvangen_op", "rij 1: '31-02-2025'", "een dag die bestaat"],
            id="31 February",
        ),
        pytest.param("requests", replace("portaal", "fax"), ["kanaal", "rij 1: 'fax'", "codelijst"], id="code"),
        pytest.param("requests", with_column("klant", bsns(12)), ["klant doorstaan de elfproef"], id="BSNs"),
    ],
)
def test_a_bad_file_is_refused_and_nothing_is_published(folder, refused, name, change, words):
    spoil(folder / f"{name}.csv", change)
    told = refused(folder)
    assert "er is niets gepubliceerd" in told
    assert [word for word in words if word not in told] == []


@pytest.mark.parametrize("extract", REQUIRED)
def test_a_missing_file_is_named(folder, refused, extract):
    (folder / f"{extract}.csv").rename(folder / "anders.csv")
    told = refused(folder)
    assert f"ontbreekt {extract} (.csv, .xlsx of .parquet). Aangetroffen: anders.csv" in told


def test_a_folder_that_is_not_there(tmp_path, refused):
    assert "bestaat niet. Geef met --delivery de map" in refused(tmp_path / "weg")


def test_an_extract_that_is_there_twice(folder, refused):
    (folder / "requests.CSV").write_bytes((folder / "requests.csv").read_bytes())
    assert "staat requests twee keer: requests.CSV en requests.csv" in refused(folder)


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("weg")])
def test_what_is_no_file_is_refused_without_waiting_for_it(folder, refused, make):
    (folder / "requests.csv").unlink()
    make(folder / "requests.csv")
    assert "requests.csv is geen gewoon bestand" in refused(folder)


def test_all_files_are_looked_at_before_the_delivery_goes_back(folder, refused):
    spoil(folder / "requests.csv", replace("portaal", "fax", 1))
    spoil(folder / "extensions.csv", replace(",", "\t"))
    spoil(folder / "capacity.csv", header_only)
    told = refused(folder)
    assert all(word in told for word in ("'fax'", "extensions.csv heeft een tab", "capacity.csv heeft een kopregel"))


def test_a_broken_line_is_reported_for_its_own_file_only(folder, refused):
    """The file is read again to look for BSNs, and what does not fit is met again then."""
    extra = lines(lambda number, text: text + (",opmerking" if number == 0 else ",x" if number > 2 else ""))
    spoil(folder / "requests.csv", extra)
    told = refused(folder)
    assert "requests: In requests.csv hebben regels" in told
    assert "suspensions" not in told


def test_what_can_be_read_but_cannot_be_is_refused_by_row(folder, refused):
    spoil(folder / "requests.csv", replace("V0001,", ",", 1))
    spoil(folder / "requests.csv", replace("2025-03-05,", "31-12-1999,", 1))
    spoil(folder / "requests.csv", replace("2025-03-06,", "2125-03-06,", 1))
    spoil(folder / "requests.csv", replace("2025-03-07,", "9999-12-31,", 1))
    spoil(folder / "requests.csv", replace("2025-04-07,", "2025-03-01,", 1))
    spoil(folder / "requests.csv", replace("portaal,,,,regulier_1", "portaal,,,," + "t" * 1_000_000, 1))
    spoil(folder / "requests.csv", lambda content: content + b"," * 16 + b"\n")
    spoil(folder / "suspensions.csv", replace("2025-03-22", "9999-12-31"))
    told = refused(folder)
    assert re.search("Zonder kenmerk .* rij 2, rij 13", told)
    assert re.search(r"Een datum vóór 2000 .* rij 3\.", told)
    assert re.search(r"Een datum na de levering \(30 juni 2025\) .* rij 4, rij 5\.", told)
    assert re.search(r"niet vóór ontvangst zijn verzonden.* rij 4, rij 6\.", told)
    assert re.search("meer dan 40 tekens .* rij 1", told)
    assert re.search("meer dan vijf jaar na de levering .* rij 1", told)


@pytest.mark.parametrize(
    "content, words",
    [
        ("delivered_on =", "delivery.toml in"),
        ("delivered_on = 2025-06-30\xff", "delivery.toml in"),
        ('delivered_on = "2025-06-30"', "klopt niet bij: delivered_on"),
        ("delivered_on = 2025-06-30T12:00:00", "klopt niet bij: delivered_on"),
        ("delivered_on = 9999-12-31", "De leverdatum 9999-12-31 ligt niet tussen"),
        ('delivered_on = 2025-06-30\nfictional = "nee"', "klopt niet bij: fictional"),
        ("delivered_on = 2025-06-30\nfictonal = true", "klopt niet bij: fictonal"),
        ("delivered_on = 2025-06-30\n[rows]\nrequests = true", "klopt niet bij: rows"),
        ("delivered_on = 2025-06-30\n[rows]\nverzoeken = 12", "klopt niet bij: rows"),
        ("fictional = true", "De leverdatum van"),
    ],
)
def test_a_description_that_is_wrong(folder, refused, content, words):
    (folder / "delivery.toml").write_bytes(content.encode("latin-1"))
    assert words in refused(folder)


def test_another_number_of_rows_than_was_announced(folder, refused):
    with (folder / "delivery.toml").open("a") as file:
        file.write("[rows]\nrequests = 14\nsuspensions = 3\n")
    told = refused(folder)
    assert "requests: Volgens delivery.toml telt dit extract 14 rijen, in het bestand staan er 12" in told
    assert "suspensions" not in told


@pytest.mark.parametrize("name", ["2025-*", "2025-0[56]", "wat?", os.fsdecode(b"map\xff")])
def test_a_name_that_is_a_pattern_does_not_read_the_neighbours(folder, refused, name):
    """DuckDB takes these for patterns, and would read two deliveries as one."""
    write_sound_delivery(folder.with_name("2025-06"))
    told = refused(folder.rename(folder.with_name(name)))
    assert "Geef de map of het bestand een andere naam" in told


@pytest.mark.parametrize(
    "options, words",
    [
        (["--mapping", "zelfbedacht"], "De vertaling 'zelfbedacht' bestaat niet. Kies uit: building_permits"),
        (["--mapping", "building_permits"], "ontbreekt permits_m1_applications.csv, dat de vertaling"),
        (["--delivered-on", "2025-02-30"], "'2025-02-30' is geen bestaande datum"),
        (["--delivered-on", "2125-06-30"], "De leverdatum 2125-06-30 ligt niet tussen 2000 en 2099"),
    ],
)
def test_options_that_are_wrong(folder, refused, options, words):
    assert words in refused(folder, *options)


# the words for each file, without the rest of the build


@pytest.mark.parametrize(
    "extract, change, words",
    [
        pytest.param("suspensions", empty, ["suspensions.csv is leeg"], id="empty suspensions"),
        pytest.param("requests", lambda content: b"\r\n \n", ["requests.csv is leeg"], id="only white space"),
        pytest.param("requests", replace("ontvangen_op", "Ontvangen op"), ["nu Ontvangen op?"], id="other capitals"),
        pytest.param(
            "requests", lambda content: b"\n" + content, ["eerste regel", "kolomnamen"], id="blank line first"
        ),
        pytest.param("requests", lambda content: b"sep=,\n" + content, ["eerste regel"], id="hint for Excel"),
        pytest.param(
            "requests", lambda content: content.split(b"\n", 1)[1], ["kolom 3, 5, 6, 7, 10 geen naam"], id="no header"
        ),
        pytest.param(
            "capacity",
            lambda content: content.split(b"\n", 1)[1],
            ["geen kopregel met de verwachte kolommen: week_van, team"],
            id="no header, capacity",
        ),
        pytest.param("requests", replace("huishouden", "Team"), ["noemt een kolom twee keer: Team, team"], id="twice"),
        pytest.param("requests", replace("kanaal", '"kanaal'), ["kopregel", "aanhalingstekens"], id="quote in header"),
        pytest.param("requests", lambda content: b"x" * 200_000 + content, ["geen kopregel"], id="endless header"),
        pytest.param("requests", replace(",", "|"), ["verticale streep als scheidingsteken"], id="pipes"),
        pytest.param("capacity", replace(".", ","), ["capacity.csv", "regel 2"], id="decimal commas without quotes"),
        pytest.param(
            "requests",
            lines(lambda number, text: "\n".join([text.replace(",", ";")] * 3) if number else text),
            ["te veel of te weinig waarden", "regel 2, regel 3", "Alleen de eerste fouten zijn geteld"],
            id="two separators",
        ),
        pytest.param("requests", encoded("cp437"), ["tekens", "UTF-8"], id="dos"),
        pytest.param("requests", encoded("cp500"), ["tekens", "UTF-8"], id="ebcdic"),
        pytest.param("requests", noise, ["tekens", "UTF-8"], id="noise"),
        pytest.param("requests", replace("toegekend", "toe\0kend", 1), ["tekens", "UTF-8"], id="zero byte"),
        pytest.param("requests", lambda content: content + b"\0" * 512, ["tekens"], id="zeros at the end"),
        pytest.param("requests", lambda content: codecs.BOM_UTF8 + b"\xff" + content, ["tekens"], id="false mark"),
        pytest.param("requests", lambda content: codecs.BOM_UTF32_BE + content, ["tekens"], id="another mark"),
        pytest.param("requests", gzip.compress, ["heet een tekstbestand"], id="gzip"),
        pytest.param("requests", lambda content: b"PAR1" + content, ["heet een tekstbestand"], id="parquet"),
        pytest.param("requests", lambda content: b"<!-- x --><html><table>", ["webpagina (HTML)", "CSV"], id="html"),
        pytest.param("requests", replace("regulier_1", '"regulier_1', 1), ["aanhalingsteken", "regel 2"], id="quote"),
        pytest.param("requests", replace("regulier_1", '"regu"lier_1', 1), ["aanhalingsteken"], id="quote inside"),
        pytest.param("requests", replace("regulier_1", "regu\rlier", 1), ["als tabel niet te lezen"], id="return"),
        pytest.param("requests", replace("regulier_1,", "", 1), ["te weinig waarden", "regel 2"], id="ragged"),
        pytest.param("requests", lambda content: content + b"   \n", ["te weinig waarden", "regel 14"], id="spaces"),
        pytest.param(
            "requests",
            lines(lambda number, text: text + (",x" if number != 2 else "," + "x" * (3 << 20))),
            ["2 MB", "regel 3"],
            id="line of three million",
        ),
        pytest.param("requests", replace("portaal", "Portaal", 1), ["rij 1: 'Portaal'"], id="code in capitals"),
        pytest.param("requests", replace("nee", "misschien", 1), ["versneld", "ja of nee"], id="neither yes nor no"),
        pytest.param("capacity", replace("1.5", '"1,234.5"'), ["fte_gepland", "getal"], id="ambiguous number"),
        pytest.param("requests", replace("2025-03-03", "Jan de Vries"), ["rij 1: (niet getoond)"], id="name"),
        pytest.param("requests", replace("2025-03-03", "123.456.782"), ["rij 1: (niet getoond)"], id="BSN not shown"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(folder, bench, extract, change, words):
    spoil(folder / f"{extract}.csv", change)
    (told,) = bench.stage(folder, extract).refused
    assert [word for word in words if word not in told] == []


WRITTEN: dict[str, Callable[[str], str]] = {
    "plain": str,
    "dotted": lambda number: f"{number[:-5]}.{number[-5:-3]}.{number[-3:]}",
    "dashed": lambda number: f"{number[:-6]}-{number[-6:-3]}-{number[-3:]}",
    "spaced": lambda number: f" {number[:-6]} {number[-6:-3]} {number[-3:]}",
    "with zeros": lambda number: number.rjust(10, "0"),
    "by a spreadsheet": lambda number: f"{number}.0",
}


@pytest.mark.parametrize("written", WRITTEN)
def test_an_extra_column_of_bsns_is_refused_although_it_is_not_kept(folder, bench, written):
    spoil(folder / "requests.csv", with_column("klant", [WRITTEN[written](number) for number in bsns(12)]))
    (told,) = bench.stage(folder).refused
    assert "kolom klant: 12 van 12 waarden in klant doorstaan de elfproef" in told
    assert not any(number in told for number in bsns(12))


@pytest.mark.parametrize(
    "values",
    [
        pytest.param([str(20_250_301 + day) for day in range(11)] + bsns(1), id="dates, and one that happens to pass"),
        pytest.param([str(number) for number in range(123456700, 123456800) if not passes(number)][:12], id="others"),
        pytest.param([f"{number[:-2]}.{number[-2:]}" for number in bsns(12)], id="amounts"),
        pytest.param([f"{number[:-4]}.{number[-4:]}" for number in bsns(12)], id="amounts with four decimals"),
        pytest.param([f"{day:02d}-03-2025" for day in range(1, 13)], id="Dutch dates"),
        pytest.param(["000000000"] * 12, id="zeros"),
        pytest.param(["1"] * 12, id="short"),
        pytest.param([number + "123456" for number in bsns(12)], id="long"),
    ],
)
def test_other_numbers_are_no_bsns(folder, bench, values):
    spoil(folder / "requests.csv", with_column("nummer", values))
    assert bench.stage(folder).refused == []


def test_bsns_in_columns_that_are_kept_are_refused(tmp_path, refused):
    names = ["request_id", "team", "duplicate_of"]
    rows = [{"received_on": MARCH_3} | dict.fromkeys(names, number) for number in bsns(20)]
    folder = write_delivery(tmp_path / "levering", rows)
    weeks = [{"week_on": MARCH_3 + timedelta(weeks=row), "planned_fte": number} for row, number in enumerate(bsns(10))]
    write_extract(folder, "capacity", weeks)
    told = refused(folder)
    assert "doorstaan de elfproef" in told
    assert "Bijvoorbeeld: capaciteit: fte_gepland, dubbel_van, team, verzoek_id." in told


# workbooks and Parquet


def as_workbook(folder: Path, **cells: Any) -> Path:
    """The requests as .xlsx instead of .csv; `cells` overwrites, as in B2=5."""
    source, path = folder / "requests.csv", folder / "requests.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook, source.open(encoding="utf-8", newline="") as file:
        sheet = workbook.add_worksheet("gegevens")
        for number, row in enumerate(csv.reader(file)):
            sheet.write_row(number, 0, row)
        for cell, value in cells.items():
            sheet.write(cell, *(value if isinstance(value, tuple) else (value,)))
    source.unlink()
    return path


@pytest.mark.parametrize(
    "content, words",
    [
        (b"", "requests.xlsx is leeg"),
        (b"\xef\xbb\xbf\r\n<HTML><table>", "webpagina (HTML)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "wachtwoord beveiligd of een oud .xls-bestand"),
        (b"verzoek_id,ontvangen_op\n", "als Excel-bestand niet te lezen"),
        (b"PK\x03\x04" + bytes(100), "als Excel-bestand niet te lezen"),
    ],
)
def test_what_only_has_the_name_of_a_workbook(folder, bench, content, words):
    (folder / "requests.csv").unlink()
    (folder / "requests.xlsx").write_bytes(content)
    assert words in bench.stage(folder).refused[0]


def test_a_web_page_saved_as_a_workbook_through_the_command_line(folder, refused):
    (folder / "requests.csv").unlink()
    (folder / "requests.xlsx").write_bytes(b"<!DOCTYPE html><html><body><table><tr><td>verzoek_id</td></tr></table>")
    assert "Open het in Excel en sla het op als Excel-werkmap (.xlsx)" in refused(folder)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.99])
def test_a_workbook_that_was_cut_off(folder, bench, part):
    path = as_workbook(folder)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * part)])
    assert "als Excel-bestand niet te lezen" in bench.stage(folder).refused[0]


@pytest.mark.parametrize(
    "cells, words",
    [
        ({"L3": ("=NA()", None, "#N/A")}, "bevat L3 een foutwaarde"),
        ({"B2": ("=1/0", None, "#DIV/0!"), "B3": ("=1/0", None, "#DIV/0!")}, "bevat B2, B3 een foutwaarde"),
        ({"L3": ("=B3+30", None, "")}, "bevat L3 een formule zonder uitkomst"),
        ({"A2": 123456789012345678}, "meer dan vijftien cijfers"),
        ({"B2": 45719}, "rij 1: '45719'"),
        ({"A1": "Verzoeken in juni"}, "ontbreekt: verzoek_id"),
        ({"A1": " "}, "kolom 1 geen naam"),
    ],
)
def test_a_workbook_with_lost_values(folder, bench, cells, words):
    as_workbook(folder, **cells)
    assert words in bench.stage(folder).refused[0]


def test_an_empty_sheet(folder, bench):
    (folder / "requests.csv").unlink()
    xlsxwriter.Workbook(str(folder / "requests.xlsx")).close()
    assert "requests.xlsx is leeg" in bench.stage(folder).refused[0]


def as_parquet(folder: Path, select: str = "from delivered") -> Path:
    path = folder / "requests.parquet"
    with duckdb.connect() as connection:
        connection.read_csv(str(folder / "requests.csv"), all_varchar=True).create_view("delivered")
        connection.sql(select).write_parquet(str(path))
    (folder / "requests.csv").unlink()
    return path


@pytest.mark.parametrize(
    "spoiled",
    [
        pytest.param(empty, id="empty"),
        pytest.param(lambda content: b"verzoek_id,ontvangen_op\n", id="text"),
        pytest.param(lambda content: content[:-1], id="a byte short"),
        pytest.param(lambda content: content[: len(content) // 2], id="half"),
        pytest.param(lambda content: content[:100] + noise(content[100:300]) + content[300:], id="noise in a page"),
        pytest.param(lambda content: content[:-200] + noise(content[-200:-8]) + content[-8:], id="noise in the footer"),
    ],
)
def test_unreadable_parquet(folder, bench, spoiled):
    spoil(as_parquet(folder), spoiled)
    assert "requests.parquet is als Parquet-bestand niet te lezen" in bench.stage(folder).refused[0]


def test_unreadable_parquet_through_the_command_line(folder, refused):
    spoil(as_parquet(folder), cut_off)
    assert "Maak het opnieuw aan en lever het nog eens" in refused(folder)


@pytest.mark.parametrize(
    "select, words",
    [
        ("select * exclude (ontvangen_op) from delivered", "ontbreekt: ontvangen_op"),
        ("from delivered where false", "geen gegevens"),
        ("select * replace (45719 as ontvangen_op) from delivered", "'45719'"),
        ("select * replace ('infinity'::date as ontvangen_op) from delivered", "'infinity'"),
        ("select * replace (time '12:00' as ontvangen_op) from delivered", "'12:00:00'"),
        ("select *, 123456782.0::double as klant from delivered", "klant doorstaan de elfproef"),
    ],
)
def test_parquet_with_the_wrong_content(folder, bench, select, words):
    as_parquet(folder, select)
    assert words in bench.stage(folder).refused[0]
