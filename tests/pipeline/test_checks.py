"""Great Expectations is really run here, on small frames."""

import logging
import re
import socket
import subprocess
import sys
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from voortgang.errors import VoortgangError
from voortgang.pipeline import checks
from voortgang.pipeline.checks import check_extract, promises
from voortgang.pipeline.contracts import Contract, ContractColumn, Expectation, contracts

DELIVERED_ON = date(2025, 5, 21)
COLUMNS = (
    ContractColumn("kenmerk", "request_id", "text", "kenmerk"),
    ContractColumn("ontvangen_op", "received_on", "date", "ontvangst"),
    ContractColumn("verzonden_op", "sent_on", "date", "verzending"),
    ContractColumn("termijn_tot", "term_until", "date", "termijn", may_lie_ahead=True),
    ContractColumn("kanaal", "channel", "code", "kanaal", codes="channel"),
    ContractColumn("versneld", "is_fast_track", "flag", "versneld"),
    ContractColumn("fte", "planned_fte", "decimal", "bezetting"),
)
DTYPES = {
    "text": "string",
    "date": "datetime64[us]",
    "code": "string",
    "flag": "boolean",
    "decimal": "float64",
    "whole": "Int64",
}
PAIR = {"column_A": "sent_on", "column_B": "received_on"}


def a_frame(first_row=1, columns=COLUMNS, **values):
    """Staged rows with only the columns that are given."""
    rows = max((len(listed) for listed in values.values()), default=0)
    frame = pd.DataFrame({"row_number": pd.Series(range(first_row, first_row + rows), dtype="int64")})
    for column in columns:
        if column.name in values:
            frame[column.name] = pd.Series(values[column.name], dtype="object").astype(DTYPES[column.type])
    return frame


def check(expectations, *frames, docs=None):
    """The findings on a contract about the columns that the frames have."""
    columns = tuple(column for column in COLUMNS if all(column.name in frame for frame in frames))
    contract = Contract("requests", "Verzoeken", "één rij per verzoek", False, columns, tuple(expectations))
    return check_extract(contract, frames, DELIVERED_ON, docs)


def a_promise(expect, severity="critical", **arguments):
    return Expectation(expect, severity, "Dit hoort niet.", arguments)


NOT_NULL = "expect_column_values_to_not_be_null"
BETWEEN = "expect_column_values_to_be_between"
LENGTHS = "expect_column_value_lengths_to_be_between"
GREATER = "expect_column_pair_values_a_to_be_greater_than_b"
UNIQUE = "expect_compound_columns_to_be_unique"
BOTH = ["received_on", "request_id"]

KINDS = {
    "filled text": (NOT_NULL, {"column": "request_id"}, {"request_id": ["a", None, "b"]}),
    "filled flag": (NOT_NULL, {"column": "is_fast_track"}, {"is_fast_track": [True, None, False]}),
    "filled code": (NOT_NULL, {"column": "channel"}, {"channel": ["post", None, "post"]}),
    "filled date": (NOT_NULL, {"column": "received_on"}, {"received_on": ["2025-01-01", None, "2025-01-02"]}),
    "number from": (BETWEEN, {"column": "planned_fte", "min_value": 0}, {"planned_fte": [0, -0.5, None]}),
    "number up to": (BETWEEN, {"column": "planned_fte", "max_value": 9}, {"planned_fte": [9, 9.5, None]}),
    "date from, written as text": (
        BETWEEN,
        {"column": "received_on", "min_value": "2025-01-01"},
        {"received_on": ["2025-01-01", "2024-12-31", None]},
    ),
    "length": (LENGTHS, {"column": "request_id", "max_value": 4}, {"request_id": ["abcd", "abcde", None]}),
    "pair, later": (GREATER, PAIR, {"sent_on": ["2025-01-02"] * 2, "received_on": ["2025-01-01", "2025-01-02"]}),
    "pair, later or equal": (
        GREATER,
        PAIR | {"or_equal": True},
        {
            "sent_on": ["2025-01-02", "2025-01-01", None, "2025-01-01", None],
            "received_on": ["2025-01-02", "2025-01-02", "2025-01-01", None, None],
        },
    ),
}


@pytest.mark.parametrize(("expect", "arguments", "values"), KINDS.values(), ids=KINDS)
def test_each_kind_finds_row_2_and_nothing_else(expect, arguments, values):
    (finding,) = check([a_promise(expect, **arguments)], a_frame(**values))
    assert (finding.severity, finding.extract, finding.check, finding.rows) == ("critical", "requests", expect, 1)
    assert finding.reason == "Dit hoort niet."
    assert finding.examples == ("rij 2",)


def test_rows_of_which_columns_are_unique_together():
    values = {"received_on": ["2025-01-01"] * 4 + [None] * 2, "request_id": ["a", "b", "a", None, "a", "a"]}
    (finding,) = check([a_promise(UNIQUE, column_list=BOTH)], a_frame(**values))
    assert (finding.rows, finding.examples, finding.column) == (2, ("rij 1", "rij 3"), "ontvangen_op, kenmerk")


def test_what_compares_rows_refuses_a_second_batch():
    uniqueness = [a_promise(UNIQUE, column_list=BOTH)]
    with pytest.raises(VoortgangError, match="VOORTGANG_BATCH_ROWS"):
        check(uniqueness, *[a_frame(row, received_on=["2025-01-01"], request_id=["a"]) for row in (1, 2)])


def test_severity_and_delivered_column_names():
    frame = a_frame(received_on=["2025-01-02"], sent_on=["2025-01-01"])
    (finding,) = check([a_promise(GREATER, "warning", **PAIR)], frame)
    assert (finding.severity, finding.column) == ("warning", "verzonden_op, ontvangen_op")


def test_batches_are_added_up_and_rows_keep_their_number_in_the_delivery():
    frames = [
        a_frame(1, request_id=["a", None, "b"]),
        a_frame(4, request_id=["c"]),
        a_frame(5, request_id=[None] * 7),
    ]
    (finding,) = check([a_promise(NOT_NULL, column="request_id")], *frames)
    assert finding.rows == 8
    assert finding.examples == ("rij 2", "rij 5", "rij 6", "rij 7", "rij 8")


def test_rows_that_were_left_out_do_not_shift_the_numbers():
    frame = a_frame(request_id=["a", None, None])
    frame["row_number"] = [3, 17, 90]
    (finding,) = check([a_promise(NOT_NULL, column="request_id")], frame)
    assert finding.examples == ("rij 17", "rij 90")


def test_an_unknown_code_is_critical():
    (finding,) = check([], a_frame(channel=["post", "postduif", None]))
    assert (finding.severity, finding.column, finding.examples) == ("critical", "kanaal", ("rij 2",))
    assert "codelijst 'channel'" in finding.reason


def test_codes_as_categories():
    frame = a_frame(channel=["post", "postduif", None]).astype({"channel": "category"})
    (finding,) = check([], frame)
    assert finding.examples == ("rij 2",)


@pytest.mark.parametrize("unit", ["s", "us", "ns"])
def test_what_happened_lies_between_2000_and_the_delivery(unit):
    frame = a_frame(received_on=["2000-01-01", "1999-12-31", "2025-05-21", "2025-05-22", None])
    early, late = check([], frame.astype({"received_on": f"datetime64[{unit}]"}))
    assert early.reason == "Een datum vóór 2000 is een tikfout of een vulwaarde."
    assert late.reason == "Een datum na de levering (21 mei 2025) kan nog niet hebben plaatsgevonden."
    assert (early.examples, late.examples) == (("rij 2",), ("rij 4",))
    assert {early.severity, late.severity} == {"critical"}


def test_a_term_may_lie_five_years_ahead_and_no_more():
    (finding,) = check([], a_frame(term_until=["2030-05-21", "2030-05-25", "2025-05-22", None]))
    assert (finding.severity, finding.column, finding.examples) == ("critical", "termijn_tot", ("rij 2",))
    assert (
        finding.reason == "Een datum meer dan vijf jaar na de levering (21 mei 2025) is een tikfout of een vulwaarde."
    )


def test_dates_beyond_nanoseconds_are_found_too():
    frame = a_frame(term_until=["9999-12-31", "2025-06-01", "0001-01-01"], sent_on=["2025-01-01"] * 3)
    late_term = a_promise(GREATER, column_A="term_until", column_B="sent_on")
    found = {(finding.check, finding.examples) for finding in check([late_term], frame)}
    assert found == {(GREATER, ("rij 3",)), (BETWEEN, ("rij 3",)), (BETWEEN, ("rij 1",))}


def test_decimals_as_python_decimals():
    frame = a_frame(planned_fte=[1, 2, 3])
    frame["planned_fte"] = pd.Series([Decimal("1.5"), Decimal("-0.5"), None], dtype="object")
    (finding,) = check([a_promise(BETWEEN, column="planned_fte", min_value=0)], frame)
    assert finding.examples == ("rij 2",)


def test_the_batch_of_the_caller_is_left_as_it_was():
    frame = a_frame(received_on=["2025-01-01"], planned_fte=[1])
    before = frame.copy()
    check([], frame)
    pd.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize("extract", contracts())
@pytest.mark.parametrize("rows", [0, 1])
def test_every_promise_of_every_contract_can_be_run(extract, rows, caplog, capfd):
    contract = contracts()[extract]
    values = {column.name: [None] * rows for column in contract.columns}
    with caplog.at_level(logging.WARNING):
        findings = check_extract(contract, [a_frame(columns=contract.columns, **values)], DELIVERED_ON, None)
    assert {finding.check for finding in findings} == ({NOT_NULL} if rows else set())
    assert not caplog.records
    assert capfd.readouterr() == ("", "")


def test_an_extract_without_batches():
    assert check([a_promise(NOT_NULL, column="request_id")]) == []


def test_contracts_bound_every_date_and_know_every_code():
    for contract in contracts().values():
        implied = promises(contract, DELIVERED_ON)[len(contract.expectations) :]
        dates = [column.name for column in contract.columns if column.type == "date"]
        codes = [column.name for column in contract.columns if column.type == "code"]
        assert sorted(promise.arguments["column"] for promise in implied) == sorted([*dates, *dates, *codes])


def test_only_terms_and_plans_may_lie_ahead():
    ahead = {column.name for contract in contracts().values() for column in contract.columns if column.may_lie_ahead}
    assert ahead == {"term_until", "extended_until", "recorded_due_on", "week_on"}


def test_a_crash_inside_an_expectation_is_never_a_success():
    with pytest.raises(RuntimeError, match=BETWEEN):
        check([a_promise(BETWEEN, column="request_id", min_value=0)], a_frame(request_id=["a"]))


def test_an_expectation_that_cannot_be_used_raises():
    with pytest.raises(Exception, match="colum"):
        check([a_promise(NOT_NULL, colum="request_id", column="request_id")], a_frame(request_id=["a"]))


def test_data_docs_are_one_page_with_counts_and_no_values(tmp_path):
    frame = a_frame(request_id=["geheim<1>", None], received_on=["1998-07-06", "2025-01-01"], channel=["duif", "post"])
    check([a_promise(NOT_NULL, column="request_id")], frame, a_frame(3, request_id=["b"]), docs=tmp_path / "docs")
    page = (tmp_path / "docs" / "requests.html").read_text(encoding="utf-8")
    text = " ".join(re.sub(r"<[^>]*>", " ", page[page.index("<body>") :]).split())
    assert "Controle van verzoeken, levering van 21 mei 2025" in text
    assert "3 rijen gecontroleerd" in text
    assert "niet nagekomen Dit hoort niet. (kritiek; expect_column_values_to_not_be_null) 1 van 3 rijen (33,3%)" in text
    assert not re.search(r"geheim|duif|1998|07-06|rij \d", page)


def test_data_docs_need_nothing_from_outside(tmp_path):
    check([], a_frame(channel=["post"]), docs=tmp_path)
    page = (tmp_path / "requests.html").read_text(encoding="utf-8")
    assert not re.search(r"https?:|//[a-z]|<script|<link|<img|@import|url\(", page)
    assert [path.name for path in tmp_path.iterdir()] == ["requests.html"]


def test_nothing_goes_over_the_network_or_to_the_working_folder(tmp_path, monkeypatch):
    def refuse(*_):
        raise AssertionError("Great Expectations opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.chdir(tmp_path)
    check([a_promise(NOT_NULL, column="request_id")], a_frame(request_id=["a"]))
    assert list(tmp_path.iterdir()) == []


def test_importing_the_module_does_not_import_great_expectations():
    told = f"import sys, {checks.__name__}; sys.exit('great_expectations' in sys.modules or 'pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0
