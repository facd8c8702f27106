"""delivery.toml: what a deliverer says about the delivery, and how a slip in it is told."""

import re
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tests.small_delivery import build_small, write_delivery
from voortgang.errors import DeliveryRefused
from voortgang.pipeline.about import About, Event, read_about
from voortgang.pipeline.deliveries import find_delivery

EVENT = """
[[events]]
happened_on = 2025-03-31
title = "Start taskforce"
kind = "maatregel"
is_break = true
"""
REQUESTS = [{"request_id": "r0", "received_on": date(2025, 1, 6)}]


def about(folder: Path, content: str) -> About:
    (folder / "delivery.toml").write_text(content, encoding="utf-8")
    return read_about(folder)


def test_no_file_says_nothing(tmp_path: Path) -> None:
    assert read_about(tmp_path) == About()


def test_the_keys_of_before_are_still_read(tmp_path: Path) -> None:
    found = about(tmp_path, 'delivered_on = 2025-06-30\nfictional = true\ndescription = "x"\n[rows]\nrequests = 12\n')
    assert (found.delivered_on, found.fictional, found.description) == (date(2025, 6, 30), True, "x")
    assert found.rows == {"requests": 12}
    assert (found.closed_since, found.events) == (None, ())


def test_events_and_closed_since(tmp_path: Path) -> None:
    storing = '[[events]]\nhappened_on = 2025-02-01\ntitle = "Storing portaal"\nkind = "storing"\n'
    found = about(tmp_path, f"closed_since = 2025-03-01\n{EVENT}\n{storing}")
    assert found.closed_since == date(2025, 3, 1)
    assert found.events == (
        Event(happened_on=date(2025, 3, 31), title="Start taskforce", kind="maatregel", is_break=True),
        Event(happened_on=date(2025, 2, 1), title="Storing portaal", kind="storing", is_break=False),
    )


@pytest.mark.parametrize(
    "old, new, place",
    [
        pytest.param('"maatregel"', '"feest"', "events: 1: kind", id="unknown kind"),
        pytest.param('title = "Start taskforce"\n', "", "events: 1: title", id="no title"),
        pytest.param('"Start taskforce"', '"x"', "events: 1: title", id="a title that says nothing"),
        pytest.param("2025-03-31", '"2025-03-31"', "events: 1: happened_on", id="a date as text"),
        pytest.param("2025-03-31", "2025-03-31T09:00:00", "events: 1: happened_on", id="a moment"),
        pytest.param("is_break", "isbreak", "events: 1: isbreak", id="a misspelled key"),
        pytest.param("is_break = true", 'is_break = "ja"', "events: 1: is_break", id="yes as text"),
        pytest.param("[[events]]", f"{EVENT}\n[[events]]\nhappend_on = 2025-01-01", "events: 2: ", id="the second"),
        pytest.param("[[events]]", "[events]", "events", id="one table for a list"),
        pytest.param("[[events]]", "[[event]]", "event", id="a misspelled list"),
        pytest.param("\n[[events]]", 'closed_since = "2025-01-01"\n[[events]]', "closed_since", id="closed: text"),
        pytest.param("\n[[events]]", "closed_since = 2025-01-01T00:00:00\n[[events]]", "closed_since", id="moment"),
        pytest.param("\n[[events]]", "closed_since = 2025\n[[events]]", "closed_since", id="closed: a year"),
        pytest.param("\n[[events]]", "closed_sinse = 2025-01-01\n[[events]]", "closed_sinse", id="closed: misspelled"),
    ],
)
def test_what_is_wrong_is_named_in_dutch(tmp_path: Path, old: str, new: str, place: str) -> None:
    assert old in EVENT
    with pytest.raises(DeliveryRefused, match=re.escape(f"klopt niet bij: {place}")) as refusal:
        about(tmp_path, EVENT.replace(old, new))
    told = str(refusal.value)
    assert "Bekend zijn delivered_on en closed_since" in told
    assert "Input should" not in told and "validation error" not in told


def test_events_are_shown_in_order_and_say_where_they_come_from(tmp_path: Path) -> None:
    delivery = write_delivery(tmp_path / "delivery", REQUESTS, about=EVENT)
    with closing(build_small(delivery, tmp_path / "warehouse.duckdb")) as warehouse:
        events = warehouse.run("events", {}).frame
        letters = warehouse.run("letter_periods", {}).frame
    days = [day.date() for day in events["happened_on"]]
    assert days == sorted(days)
    (ours,) = events[events["source"] == "levering"].itertuples(index=False, name=None)
    assert (ours[0].date(), *ours[1:4]) == (date(2025, 3, 31), "Start taskforce", "maatregel", True)
    assert "Kamerbrief stand van zaken" in set(events["title"])
    assert {(day.month, day.day) for day in letters["begins_on"]} == {(5, 1), (11, 1)}


def test_closed_since_of_a_delivery_reaches_the_build(tmp_path: Path) -> None:
    delivery = write_delivery(tmp_path / "delivery", REQUESTS, about="closed_since = 2025-01-01\n")
    assert find_delivery(delivery).closed_since == date(2025, 1, 1)
    with closing(build_small(delivery, tmp_path / "warehouse.duckdb")) as warehouse:
        assert warehouse.build.closed_since == date(2025, 1, 1)
