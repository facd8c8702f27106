"""Promises across rows and extracts: each is broken once, and kept at its boundary."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.broken_iv import BROKEN_IV
from tests.small_delivery import DELIVERED_ON, build_small, write_delivery, write_sound_delivery
from voortgang.errors import DeliveryRefused
from voortgang.pipeline.rules import Rule, broken, rules
from voortgang.settings import CHECKS

JUNE_30 = DELIVERED_ON
MARCH_3, MARCH_4, JULY_1 = date(2025, 3, 3), date(2025, 3, 4), date(2025, 7, 1)
OPEN = {"request_id": "A", "received_on": MARCH_3}
DECIDED = OPEN | {"sent_on": date(2025, 4, 1), "outcome": "toegekend"}
PAUSE = {"request_id": "A", "sent_on": date(2025, 3, 10), "term_until": date(2025, 3, 24)}
LATER = {"request_id": "A", "sent_on": date(2025, 4, 10), "extended_until": date(2025, 6, 1)}


def another(row: dict[str, Any], **values: Any) -> dict[str, Any]:
    return row | {"request_id": "B"} | values


def findings(folder: Path, *requests: dict[str, Any], **extracts: Any) -> dict[str, str]:
    """Per broken rule the examples that are shown, whether the delivery was refused for it or not."""
    write_delivery(folder / "levering", requests, **extracts)
    return built(folder / "levering", folder / "w.duckdb")


def built(folder: Path, published: Path) -> dict[str, str]:
    try:
        warehouse = build_small(folder, published)
    except DeliveryRefused as refusal:
        return {rule.name: _examples(line) for line in str(refusal).splitlines() if (rule := _rule_of(line))}
    names = {rule.name for rule in rules()}
    found = warehouse._cursor.execute("select check_name, examples, severity from findings").fetchall()
    warehouse.close()
    assert {severity for _, _, severity in found} <= {"warning"}
    return {name: examples for name, examples, _ in found if name in names}


def _rule_of(line: str) -> Rule | None:
    found = [rule for rule in rules() if rule.reason in line]
    assert all(rule.severity == "critical" for rule in found)
    return found[0] if found else None


def _examples(line: str) -> str:
    match = re.search(r"Bijvoorbeeld: (.*)\.$", line)
    return match[1] if match else ""


BROKEN = {
    "capacity_starts_on_monday": ([OPEN], {"capacity": [{"week_on": MARCH_3}, {"week_on": MARCH_4}]}, "rij 2"),
    "duplicate_of_known_request": ([OPEN, another(OPEN, duplicate_of="C")], {}, "rij 2"),
    "empty_is_empty": ([OPEN, another(OPEN, team="NULL")], {}, "team, rij 2"),
    "extension_of_known_request": ([OPEN], {"extensions": [LATER, another(LATER)]}, "rij 2"),
    "legal_term_in_known_calendar": ([OPEN, another(OPEN, received_on=date(2022, 10, 1))], {}, "B"),
    "letters_after_delivery": (
        [OPEN],
        {
            "suspensions": [PAUSE, PAUSE | {"supplemented_on": JULY_1}],
            "extensions": [LATER | {"sent_on": JULY_1, "extended_until": date(2025, 8, 1)}],
        },
        "opschorting, rij 2, verdaging, rij 1",
    ),
    "no_bsn": ([OPEN | {"request_id": str(number)} for number in (123456782, 111222333, 900000001)], {}, "verzoek_id"),
    "nothing_after_delivery": ([DECIDED, another(DECIDED, sent_on=JULY_1)], {}, "rij 2"),
    "outcome_has_stop": ([DECIDED, another(DECIDED, sent_on=None)], {}, "rij 2"),
    "plain_names": (
        [OPEN, another(OPEN, team="t\n1"), OPEN | {"request_id": "C\td"}],
        {},
        "team, rij 2, verzoek_id, rij 3",
    ),
    "something_counted": ([OPEN | {"duplicate_of": "B"}], {}, "0"),
    "stop_before_receipt": ([DECIDED, another(DECIDED, sent_on=date(2025, 3, 2))], {}, "rij 2"),
    "stop_has_outcome": ([DECIDED, another(DECIDED, outcome=None)], {}, "rij 2"),
    "suspension_in_time": (
        [OPEN, another(OPEN)],
        {
            "suspensions": [
                PAUSE | {"sent_on": date(2025, 4, 28), "term_until": date(2025, 5, 12)},
                another(PAUSE, sent_on=date(2025, 4, 29), term_until=date(2025, 5, 12)),
            ]
        },
        "A; B",
    ),
    "suspension_inside_request": (
        [DECIDED, another(DECIDED)],
        {
            "suspensions": [
                PAUSE | {"sent_on": date(2025, 4, 1), "term_until": date(2025, 4, 15)},
                another(PAUSE, sent_on=date(2025, 4, 2), term_until=date(2025, 4, 15)),
            ]
        },
        "rij 2",
    ),
    "suspension_of_known_request": ([OPEN], {"suspensions": [PAUSE, another(PAUSE)]}, "rij 2"),
    "suspension_with_ground": (
        [OPEN, another(OPEN)],
        {"suspensions": [PAUSE, another(PAUSE, ground=None), another(PAUSE, term_until=date(2025, 3, 9))]},
        "rij 2; rij 3",
    ),
    "unique_requests": ([OPEN, another(OPEN), OPEN], {}, "rij 1, rij 3"),
    "withdrawal_has_outcome": (
        [OPEN | {"withdrawn_on": MARCH_4, "outcome": "ingetrokken"}, another(OPEN, withdrawn_on=MARCH_4)],
        {},
        "rij 2",
    ),
}
"""per rule a delivery that breaks it, and the examples that are shown"""


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_promise_is_found_by_row(tmp_path, name):
    requests, extracts, examples = BROKEN[name]
    found = findings(tmp_path, *requests, **extracts)
    assert found[name] == examples


def test_every_rule_is_tried():
    elsewhere = {"rows_against_previous", "stock_adds_up"} | set(BROKEN_IV)  # see test_iv_extracts
    assert set(BROKEN) | elsewhere == {path.stem for path in (CHECKS / "rules").glob("*.sql")}


def test_a_sound_delivery_breaks_nothing(tmp_path):
    assert built(write_sound_delivery(tmp_path / "levering"), tmp_path / "w.duckdb") == {}


def test_what_happens_on_the_last_possible_day_is_fine(tmp_path):
    rows = [
        {"request_id": "today", "received_on": JUNE_30, "sent_on": JUNE_30, "outcome": "toegekend"},
        {"request_id": "withdrawn", "received_on": MARCH_3, "withdrawn_on": MARCH_3, "outcome": "ingetrokken"},
        {
            "request_id": "reopened",
            "received_on": MARCH_3,
            "sent_on": MARCH_4,
            "outcome": "toegekend",
            "reopened_on": JUNE_30,
        },
        {"request_id": "twice", "received_on": MARCH_3, "duplicate_of": "today"},
        {"request_id": "TODAY", "received_on": JUNE_30},
    ]
    pause = {"request_id": "today", "sent_on": JUNE_30, "term_until": JULY_1, "supplemented_on": JUNE_30}
    later = {"request_id": "reopened", "sent_on": JUNE_30, "extended_until": date(2025, 9, 1)}
    found = findings(tmp_path, *rows, suspensions=[pause], extensions=[later], capacity=[{"week_on": JUNE_30}])
    assert found == {}


@pytest.mark.parametrize(
    "pointing",
    [
        pytest.param({"B": "B"}, id="to itself"),
        pytest.param({"B": "C", "C": "B"}, id="to each other"),
        pytest.param({"B": "C", "C": "B", "D": "C"}, id="in a circle"),
    ],
)
def test_duplicates_that_count_nowhere(tmp_path, pointing):
    rows = [OPEN, *(OPEN | {"request_id": name, "duplicate_of": original} for name, original in pointing.items())]
    found = findings(tmp_path, *rows)
    assert found == {"duplicate_of_known_request": "; ".join(f"rij {row + 2}" for row in range(len(pointing)))}


@pytest.mark.parametrize("word", ["NULL", "n.v.t.", "-"])
def test_a_word_for_empty_is_not_a_name(tmp_path, word):
    found = findings(tmp_path, OPEN, another(OPEN, duplicate_of=word), capacity=[{"week_on": MARCH_3, "team": word}])
    assert found["empty_is_empty"] == "capaciteit: team, rij 1, dubbel_van, rij 2"


@pytest.mark.parametrize("then, now, expected", [(10, 15, {}), (10, 16, {"16, 10"}), (10, 9, {"9, 10"})])
def test_the_number_of_requests_against_the_previous_delivery(tmp_path, then, now, expected):
    for requests in (then, now):
        found = built(write_sound_delivery(tmp_path / f"{requests}", requests), tmp_path / "w.duckdb")
    assert set(found.values()) == set(expected)
    assert set(found) <= {"rows_against_previous"}


def test_a_stock_that_does_not_add_up_is_found(tmp_path):
    """No delivery can cause this: it guards our own sums, so the sum is spoiled here."""
    warehouse = build_small(write_sound_delivery(tmp_path / "levering"), tmp_path / "w.duckdb")
    warehouse.close()
    (rule,) = (rule for rule in rules() if rule.name == "stock_adds_up")
    with duckdb.connect(str((tmp_path / "w.duckdb").resolve())) as connection:
        parameters = {"delivered_on": JUNE_30}
        assert broken(connection, rule, parameters) == []
        connection.execute("update daily_flow set received = received + 1 where day_on = date '2025-03-12'")
        (finding,) = broken(connection, rule, parameters)
    assert (finding.severity, finding.examples[0]) == ("critical", "2025-03-17")


def test_dates_in_the_wrong_order_are_not_blamed_on_our_sums(tmp_path):
    requests, _, _ = BROKEN["stop_before_receipt"]
    assert set(findings(tmp_path, *requests)) == {"stop_before_receipt"}


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_a_rule_says_what_it_promises_and_why(rule):
    assert rule.title and rule.reason.endswith(".")
    assert rule.severity in ("critical", "warning")


def test_a_staffing_with_decimals_is_no_column_of_citizen_numbers(tmp_path):
    """One in eleven numbers such as 3338.2500 passes the eleven-test when its decimal mark is left out."""
    weeks = [date(2024, 1, 1) + timedelta(days=7 * number) for number in range(60)]
    capacity = [{"week_on": week, "present_fte": f"{3300 + place}.25"} for place, week in enumerate(weeks)]
    delivery = write_delivery(tmp_path / "levering", [{"request_id": "a", "received_on": JUNE_30}], capacity=capacity)
    assert "no_bsn" not in built(delivery, tmp_path / "w.duckdb")
