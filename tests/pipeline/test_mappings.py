"""A foreign delivery through a mapping: what fits, what is left out, and which mappings are refused."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.small_delivery import Bench, Staged, build_small
from voortgang.errors import DeliveryRefused, VoortgangError
from voortgang.pipeline.mappings import Mapping, read_mapping
from voortgang.settings import MAPPINGS

MAPPING = """
title = "Zaken"
source = "systeem X"
delivered_on = 2025-06-30

[extracts.requests]
file = "zaken.csv"

[extracts.requests.columns]
verzoek_id = "zaak"
ontvangen_op = { first_of = ["binnen", "geboekt"] }
kanaal = { from = "ingang", codes = { web = "portaal", brief = "post" }, default = "overig" }
team = "afdeling"
versneld = { constant = "nee" }
verzonden_op = { from = "klaar", when = [{ column = "stand", in = ["besloten", "beslist"] }] }
ingetrokken_op = { from = "klaar", when = [{ column = "stand", in = ["ingetrokken"] }] }
uitkomst = { constant = "besloten", when = [{column = "klaar", filled = true}, {column = "stand", in = ["besloten"]}] }

[[extracts.requests.left_out]]
reason = "proefzaak"
when = [{ column = "afdeling", in = ["proef"] }]

[[extracts.requests.left_out]]
reason = "geboekt na mei zonder afdeling"
when = [{ column = "geboekt", after = 2025-05-31 }, { column = "afdeling", filled = false }]
"""
CASES = """zaak,binnen,geboekt,ingang,afdeling,klaar,stand
A,2025-03-03,2025-03-04,web,noord,2025-04-01,besloten
B,,04-03-2025,brief,noord,2025-04-02,ingetrokken
C,2025-03-05,,,zuid,2025-04-03,open
D,2025-03-06,2025-06-01,web,,,open
E,2025-03-07,2025-05-31,web,,,open
F,2025-03-08,2025-03-08,web,proef,2025-04-01,besloten
"""


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    bench = Bench(tmp_path_factory.mktemp("bench"))
    yield bench
    bench.connection.close()


def a_mapping(tmp_path: Path, text: str = MAPPING) -> Mapping:
    (tmp_path / "zaken.toml").write_text(text, encoding="utf-8")
    return read_mapping("zaken", tmp_path)


@pytest.fixture
def staged(bench: Bench, tmp_path: Path) -> Callable[..., Staged]:
    """The cases as requests, after a replacement in the mapping (old, new) and in the cases."""

    def stage(mapping: tuple[str, str] = ("", ""), cases: tuple[str, str] = ("", "")) -> Staged:
        assert mapping[0] in MAPPING and cases[0] in CASES
        (tmp_path / "zaken.csv").write_text(CASES.replace(*cases) if cases[0] else CASES, encoding="utf-8")
        shape = a_mapping(tmp_path, MAPPING.replace(*mapping) if mapping[0] else MAPPING).extracts["requests"]
        return bench.stage(tmp_path, shape=shape)

    return stage


def test_a_foreign_file_becomes_requests(staged):
    found = staged()
    assert found.refused == found.doubted == []
    assert found.column("request_id") == list("ABCDEF")
    assert found.column("received_on") == [date(2025, 3, day) for day in (3, 4, 5, 6, 7, 8)]
    assert found.column("channel") == ["portaal", "post", "overig", "portaal", "portaal", "portaal"]
    assert found.column("team") == ["noord", "noord", "zuid", None, None, "proef"]
    assert set(found.column("is_fast_track")) == {False}
    assert found.column("sent_on") == [date(2025, 4, 1), None, None, None, None, date(2025, 4, 1)]
    assert found.column("withdrawn_on") == [None, date(2025, 4, 2), None, None, None, None]
    assert found.column("outcome") == ["besloten", None, None, None, None, "besloten"]
    assert set(found.column("household")) == {None}


def test_rows_are_left_out_by_the_first_rule_that_fits(staged):
    reasons = [None, None, None, "geboekt na mei zonder afdeling", None, "proefzaak"]
    assert staged().column("left_out") == reasons
    both = staged(cases=("F,2025-03-08,2025-03-08", "F,2025-03-08,2025-06-08"))
    assert both.column("left_out") == reasons


def test_what_is_left_out_is_counted_and_shown(tmp_path):
    (tmp_path / "zaken.csv").write_text(CASES, encoding="utf-8")
    warehouse = build_small(tmp_path, tmp_path / "w.duckdb", mapping=a_mapping(tmp_path))
    counted = warehouse._cursor.execute("select extract, reason, rows from left_out order by all").fetchall()
    kept = warehouse._cursor.execute("select request_id, team, is_decision from requests order by all").fetchall()
    build = warehouse.build
    warehouse.close()
    assert counted == [("requests", "geboekt na mei zonder afdeling", 1), ("requests", "proefzaak", 1)]
    assert kept == [("A", "noord", True), ("B", "noord", False), ("C", "zuid", False), ("E", "niet toegewezen", False)]
    assert (build.requests, build.description, build.delivered_on) == (4, "Zaken", date(2025, 6, 30))


@pytest.mark.parametrize("column", ["team", "geboekt", "stand"])
def test_a_column_that_the_mapping_names_must_be_there(staged, column):
    """As a source, as the second of two, or only in a condition."""
    name = {"team": "afdeling"}.get(column, column)
    (told,) = staged(cases=(name, f"{name}_oud")).refused
    assert f"zaken.csv ontbreekt: {name} (heet die nu {name}_oud?)" in told
    assert "vertaling" in told


@pytest.mark.parametrize(
    "mapping, cases, words",
    [
        pytest.param(("", ""), (",brief,", ",fax,"), "rij 2: 'fax'", id="code without translation"),
        pytest.param(('brief = "post"', 'brief = "pots"'), ("", ""), "rij 2: 'pots'", id="wrong translation"),
        pytest.param(('"besloten", when', '"klaar", when'), ("", ""), "rij 1: 'klaar'", id="wrong constant"),
        pytest.param(('constant = "nee"', 'constant = "nooit"'), ("", ""), "ja of nee", id="wrong flag"),
        pytest.param(("", ""), ("B,,", "B,straks,"), "rij 2: 'straks'", id="the first that is filled counts"),
        pytest.param(("", ""), ("05-31,web", "06-31,web"), "geboekt zijn niet te lezen", id="date in a condition"),
        pytest.param(("", ""), ("F,2025-03-08", "F,2025-02-30"), "'2025-02-30'", id="in a row that is left out"),
    ],
)
def test_what_does_not_fit_is_refused(staged, mapping, cases, words):
    assert words in staged(mapping, cases).refused[0]


def test_quotes_in_a_mapping_are_text(staged):
    odd = "a'; drop table requests; --"
    found = staged(("proefzaak", odd), ("F,", f'"F{odd}",'))
    assert found.column("left_out")[-1] == odd
    assert found.column("request_id")[-1] == f"F{odd}"


@pytest.mark.parametrize(
    "old, new, words",
    [
        pytest.param(
            'verzoek_id = "zaak"', "", "niet waar deze kolommen vandaan komen: verzoek_id", id="no identifier"
        ),
        pytest.param(
            "ontvangen_op = {", "geregistreerd_op = {", "vandaan komen: ontvangen_op", id="no date of receipt"
        ),
        pytest.param('team = "afdeling"', "", "vandaan komen: team", id="no team"),
        pytest.param('team = "afdeling"', 'temas = "afdeling"', "niet kent: temas", id="unknown column"),
        pytest.param("[extracts.requests", "[extracts.verzoeken", "noemt niet requests", id="unknown extract"),
        pytest.param("[extracts.requests", "[extracts.capacity", "noemt niet requests", id="no requests"),
        pytest.param("default =", "defalt =", "columns.kanaal.defalt is hier onbekend", id="misspelled default"),
        pytest.param("filled = true", "fild = true", "fild is hier onbekend", id="misspelled condition"),
        pytest.param(", filled = true", "", "noemt geen in, filled of after", id="empty condition"),
        pytest.param("filled = true", 'filled = "ja"', "filled heeft een verkeerde vorm", id="not true or false"),
        pytest.param('in = ["proef"]', 'in = "proef"', "in heeft een verkeerde vorm", id="text for a list"),
        pytest.param('in = ["proef"]', "in = [1]", "verkeerde vorm", id="number for a text"),
        pytest.param(
            "after = 2025-05-31", 'after = "2025-05-31"', "after heeft een verkeerde vorm", id="text for a day"
        ),
        pytest.param("after = 2025-05-31", "after = 2025-05-31T00:00:00", "after heeft", id="moment for a day"),
        pytest.param("delivered_on = 2025-06-30", 'delivered_on = "2025-06-30"', "delivered_on heeft", id="delivered"),
        pytest.param(
            "delivered_on = 2025-06-30", 'closed_since = "2025-06-30"', "closed_since heeft", id="closed since"
        ),
        pytest.param('constant = "nee"', "constant = false", "constant heeft een verkeerde vorm", id="no text"),
        pytest.param('constant = "nee"', 'constant = "nee", from = "stand"', "precies één", id="constant and column"),
        pytest.param('constant = "nee"', 'constant = "nee", default = "ja"', "naast constant", id="constant, default"),
        pytest.param('constant = "nee"', 'default = "nee"', "precies één", id="default of nothing"),
        pytest.param('first_of = ["binnen", "geboekt"]', "first_of = []", "first_of heeft", id="first of nothing"),
        pytest.param(
            'first_of = ["binnen", "geboekt"]', 'first_of = "binnen"', "first_of heeft", id="first of letters"
        ),
        pytest.param('when = [{ column = "afdeling", in = ["proef"] }]', "when = []", "verkeerde vorm", id="always"),
        pytest.param('"zaken.csv"', '"../zaken.csv"', "geen bestandsnaam in de map", id="outside the delivery"),
        pytest.param('"zaken.csv"', '"/etc/passwd"', "geen bestandsnaam in de map", id="somewhere else"),
        pytest.param('title = "Zaken"', "", "title ontbreekt", id="no title"),
        pytest.param('title = "Zaken"', "title =", "niet te lezen als TOML", id="no TOML"),
    ],
)
def test_a_mapping_that_is_wrong_is_refused(tmp_path, old, new, words):
    assert old in MAPPING
    with pytest.raises(VoortgangError, match=r"De vertaling zaken\.toml") as refusal:
        a_mapping(tmp_path, MAPPING.replace(old, new))
    assert words in str(refusal.value)


@pytest.mark.parametrize("name", ["onbekend", "../zaken", "map"])
def test_only_the_files_in_the_folder_are_mappings(tmp_path, name):
    a_mapping(tmp_path)
    (tmp_path / "map.toml").mkdir()
    with pytest.raises(VoortgangError, match="Kies uit: zaken"):
        read_mapping(name, tmp_path)


def test_a_mapping_in_another_encoding_is_refused(tmp_path):
    (tmp_path / "zaken.toml").write_bytes(MAPPING.replace("Zaken", "Zäken").encode("latin-1"))
    with pytest.raises(VoortgangError, match="niet te lezen als TOML"):
        read_mapping("zaken", tmp_path)


@pytest.mark.parametrize("path", sorted(MAPPINGS.glob("*.toml")), ids=lambda path: path.stem)
def test_the_mappings_that_are_shipped(path):
    mapping = read_mapping(path.stem)
    assert mapping.name == path.stem
    assert mapping.notes and mapping.source


def test_nothing_left_to_count_is_refused(tmp_path):
    mapping = a_mapping(tmp_path, MAPPING.replace('in = ["proef"]', "filled = true"))
    (tmp_path / "zaken.csv").write_text("".join(CASES.splitlines(keepends=True)[:3]), encoding="utf-8")
    with pytest.raises(DeliveryRefused, match="Elk geleverd verzoek is weggelaten"):
        build_small(tmp_path, tmp_path / "w.duckdb", mapping=mapping)
    assert not (tmp_path / "w.duckdb").exists()
