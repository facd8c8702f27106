"""What a letter tells is what the metrics and the KPIs say, protected as what leaves the building."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from letter_home import PERIOD, REFERENCE_ON

from voortgang.letter.cell_text import cell_text
from voortgang.letter.gather.asking import Asked
from voortgang.letter.gather.iv_days import iv_days
from voortgang.letter.gather.throughput import last_ripe, throughput
from voortgang.letter.model import Freeze
from voortgang.letter.periods import Period, period_of
from voortgang.methods.disclosure import HIDDEN_TEXT, Protected
from voortgang.pipeline.kpi import kpis
from voortgang.pipeline.metrics import metric
from voortgang.pipeline.warehouse import Result, Warehouse

KPIS = {
    "decided_on_time.within_norm": ("K1", "numerator"),
    "decided_on_time.decided": ("K1", "denominator"),
    "decided_on_time.share_within_norm": ("K1", "value"),
    "decided_on_time.within_legal": ("K2", "numerator"),
    "decided_on_time.share_within_legal": ("K2", "value"),
    "cohort_on_time.share": ("K3", "value"),
    "throughput_time.median_days": ("K4", "median_days"),
    "throughput_time.p90_days": ("K4", "p90_days"),
    "backlog.open": ("K5", "value"),
    "backlog.past_norm": ("K6a", "value"),
    "backlog.past_legal": ("K6b", "value"),
    "backlog_age_summary.oldest_days": ("K7", "oldest_days"),
    "survival_chances.within_norm": ("K8", "within_8_weeks", "chance"),
    "survival_chances.within_norm_low": ("K8", "within_8_weeks", "low"),
    "survival_chances.within_norm_high": ("K8", "within_8_weeks", "high"),
    "flow.received": ("K9", "inflow"),
    "flow.withdrawn": ("K9", "withdrawn"),
    "flow.backlog_start": ("K9", "backlog_start"),
    "clearance.clearance_weeks": ("K10", "weeks"),
    "fast_track_share.share": ("K11", "value"),
    "fast_track_share.median_fast_track_days": ("K11", "median_fast_track_days"),
    "fast_track_share.median_regular_days": ("K11", "median_regular_days"),
    "longest_recent.p95_weeks": ("K14", "p95_weeks"),
    "longest_recent.longest_weeks": ("K14", "max_weeks"),
}


def test_facts_are_the_kpis(frozen: Freeze, asked: Asked):
    known = kpis(asked.warehouse, asked.selection())
    for key, path in KPIS.items():
        expected = known
        for name in path:
            expected = expected[name]
        value = frozen.fact[key].value
        assert isinstance(value, Decimal), key
        assert float(value) == pytest.approx(expected, rel=1e-12), key


def test_a_fact_tells_where_it_comes_from(frozen: Freeze):
    fact = frozen.fact["decided_on_time.share_within_norm"]
    assert fact.parameters == {
        "as_of": "2025-12-31",
        "counting": "strict",
        "period": "all",
        "since": "2025-05-01",
        "split": "none",
        "until": "2025-10-31",
    }
    assert fact.definition == metric("decided_on_time").definition
    assert len(fact.query) == 64
    assert fact.n == frozen.fact["decided_on_time.decided"].value
    assert all(each.n is None or each.n >= 10 for each in frozen.facts)
    assert len({each.key for each in frozen.facts}) == len(frozen.facts)


def test_months_add_up_to_the_period(frozen: Freeze):
    shown = frozen.exhibit["decided_on_time"]
    at = [column.label for column in shown.columns].index("Besloten")
    assert sum(row[at] for row in shown.rows) == frozen.fact["decided_on_time.decided"].value
    assert [row[0] for row in shown.rows][::5] == ["mei 2025", "oktober 2025"]
    assert "fictieve gegevens" in shown.trust


def test_charts_draw_what_the_tables_say(frozen: Freeze):
    shown = frozen.exhibit["backlog"]
    (chart,) = shown.charts
    assert chart.categories == tuple(row[0] for row in shown.rows)
    at = [column.label for column in shown.columns].index("Werkvoorraad")
    assert chart.series[0].values == tuple(float(row[at]) for row in shown.rows)
    every = [series for exhibit in frozen.exhibits for spec in exhibit.charts for series in spec.series]
    assert HIDDEN_TEXT not in {series.name for series in every}
    assert all(any(value is not None for value in series.values) for series in every)


def test_the_verdict_is_the_sentence_that_the_analysis_supports(frozen: Freeze):
    """The figures of a sentence are facts, so that nobody types them."""
    shown = frozen.exhibit["impact_verdicts"]
    sentences = {(row[0], row[1]): row for row in shown.rows}
    row = sentences["taskforce", "werkvoorraad, laatste week"]
    texts = [frozen.fact[f"impact_verdicts.task_force{limit}"].text for limit in ("", "_low", "_high")]
    assert row[2] == "effect"
    for text in [*texts, frozen.fact["impact_verdicts.stock_on"].text]:
        assert f" {text}" in row[3]


def test_iv_days_are_those_of_the_last_baseline(frozen: Freeze):
    shown = frozen.exhibit["iv_capacity"]
    heads = [column.label for column in shown.columns]
    assert frozen.fact["iv_capacity.capacity"].value == shown.rows[-1][heads.index("Capaciteit")]
    moves = frozen.exhibit["iv_moves"]
    at = {column.label: place for place, column in enumerate(moves.columns)}
    within = [row for row in moves.rows if date(2025, 5, 1) <= row[at["Vastgesteld"]] <= date(2025, 10, 31)]
    assert 0 < len(within) < len(moves.rows)
    assert frozen.fact["iv_moves.cut"].value == sum(row[at["Eraf"]] for row in within)
    waiting = {row[0] for row in frozen.exhibit["iv_waiting_measures"].rows}
    assert frozen.fact["iv_waiting_measures.measures"].value == len(waiting)


def test_moves_of_a_winter_stand_in_two_years(asked: Asked):
    """The last revision of a year is often in its last weeks, when the year of the reference date has not begun."""

    class Spring(Asked):
        def result(self, name: str, **changes: object) -> Protected:
            return super().result(name, **({} if name == "iv_moves" else {"year": 2025}) | changes)

    period = Period(date(2025, 1, 1), date(2026, 2, 28))
    spring = Spring(asked.warehouse, period, date(2026, 3, 1), asked.at, 10, 100)
    assert not spring.result("iv_moves").rows
    moved = spring.result("iv_moves", year=2025).rows
    found = {each.key: each.value for each in iv_days(spring)[0]}
    assert found["iv_moves.added"] == sum(int(row["added"]) for row in moved) > 0


def test_what_is_too_small_is_hidden_everywhere(asked: Asked):
    found = {each.key: each for each in throughput(replace(asked, smallest_count=10**6))}
    kept = {key for key, each in found.items() if each.value is not None}
    assert kept == {"cohort_on_time.until", "cohort_on_time.unripe"}
    assert found["decided_on_time.share_within_norm"].text == HIDDEN_TEXT
    assert all(each.n is None for each in found.values())


def test_a_median_of_a_small_group_does_not_leave(asked: Asked):
    """A hundred versneld besloten verzoeken in the period is what it takes."""
    shown = asked.result("fast_track_share", period="month")
    for row in shown.rows:
        assert row.has("median_fast_track_days") == (row.has("fast_track") and row["fast_track"] >= 100)
    assert any(row.has("fast_track") and not row.has("median_fast_track_days") for row in shown.rows)


class Counted:
    """A warehouse of six months with five decisions of the task force in one and six withdrawals in another."""

    labels: dict[str, str] = {}  # noqa: RUF012

    def run(self, name: str, parameters: dict[str, object]) -> Result:
        months = pd.date_range("2025-05-01", periods=6, freq="MS")
        task_force, fast_track, withdrawn = [np.nan, 5, 110, 120, 130, 140], 150, [60, 61, 6, 62, 63, 64]
        known = {
            "period_on": months,
            "split_value": "alle",
            "is_complete": True,
            "received": 1000,
            "fast_track": fast_track,
        }
        desks = pd.DataFrame(known | {"regular": 700, "task_force": task_force, "withdrawn": withdrawn})
        desks["decided"] = desks[["regular", "task_force", "fast_track"]].sum(axis=1)
        net = desks["received"] - desks["decided"] - desks["withdrawn"]
        desks["balance"], desks["backlog_end"] = net, 4000 + net.cumsum()
        desks["backlog_start"] = desks["backlog_end"] - net
        if name == "fast_track_share":
            desks["regular"] = desks["decided"] - desks["fast_track"]
            desks[["median_fast_track_days", "median_regular_days"]] = 20, 70
        asked_for = metric(name)
        return Result(asked_for, desks[list(asked_for.columns)], parameters, None)  # type: ignore[arg-type]


def test_tables_together_do_not_give_away_what_one_hides():
    """Another table holds the same count, or all others of the sum that it stands in."""
    days = PERIOD, REFERENCE_ON, datetime.now(UTC)
    asked = Asked(Counted(), *days, smallest_count=10, smallest_denominator=100)  # type: ignore[arg-type]
    desks, flow, fast = (
        asked.result(name, period="month").rows for name in ("work_by_desk", "flow", "fast_track_share")
    )
    assert not desks[1].has("task_force") and not desks[2].has("withdrawn")
    assert sum(not row.has("withdrawn") for row in desks) >= 2
    for desk, in_flow, of_rule in zip(desks, flow, fast, strict=True):
        if desk.hidden["task_force"] or desk.hidden["fast_track"]:
            assert not any(of_rule.has(name) for name in ("fast_track", "regular", "median_fast_track_days"))
        if desk.hidden["withdrawn"]:
            assert not any(row.has(name) for row in (desk, in_flow) for name in ("withdrawn", "received"))
    assert any(row.has("fast_track", "median_fast_track_days") for row in fast)
    assert any(row.has("received", "withdrawn") for row in flow)


@pytest.mark.parametrize(
    ("as_of", "until"), [("2025-12-26", "2025-10-31"), ("2025-12-25", "2025-10-30"), ("2025-06-25", None)]
)
def test_only_ripe_cohorts_have_a_share(asked: Asked, as_of: str, until: str | None):
    early = replace(asked, reference_on=date.fromisoformat(as_of))
    assert last_ripe(early) == (until and date.fromisoformat(until))
    found = {each.key: each for each in throughput(early)}
    assert found["cohort_on_time.until"].value == last_ripe(early)
    assert (found["cohort_on_time.share"].value is None) == (until is None)
    # of the last day of October fewer than ten came in, and a number as small as that is not told
    unripe = {"2025-10-31": "0", "2025-10-30": HIDDEN_TEXT, None: found["flow.received"].text}
    assert found["cohort_on_time.unripe"].text == unripe[until]


def test_without_iv_and_task_force_a_letter_says_what_is_not_in_it(small_letter: tuple[Freeze, Warehouse, Path]):
    letter = small_letter[0]
    titles = {each.title: each.reason for each in letter.left_out}
    assert titles["Prioritering van IV-dagen"] == "Geen IV-gegevens in deze levering."
    assert titles.keys() == {
        "Prioritering van IV-dagen",
        "Oordeel over taskforce en versnelde regel",
        "Wijzigingen sinds de vorige brief",
    }
    assert not [key for key in letter.fact if key.startswith(("iv_", "impact_"))]
    assert letter.fact["work_by_desk.task_force"].text == "geen"
    assert letter.fact["flow.received"].text == "240"
    assert not letter.exhibit.keys() & {"iv_capacity", "impact_verdicts"}


def test_every_cell_can_be_written(frozen: Freeze):
    for exhibit in frozen.exhibits:
        for row in exhibit.rows:
            assert len(row) == len(exhibit.columns)
            assert all(cell_text(cell, column) for cell, column in zip(row, exhibit.columns, strict=True))


def test_the_letter_is_about_its_period(frozen: Freeze):
    assert (frozen.id, frozen.since, frozen.until) == ("2025-11-v1", PERIOD.since, PERIOD.until)
    assert frozen.reference_on == REFERENCE_ON
    assert frozen.provenance.is_fictional
    assert set(frozen.provenance.files) >= {"requests.csv", "iv_capacity.csv"}
    assert period_of("2024-11..2025-04") == PERIOD.before
