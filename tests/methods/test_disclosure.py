"""Disclosure control against an attacker who knows every total: slow, exact and obvious."""

from collections import defaultdict
from datetime import date
from fractions import Fraction
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voortgang.methods.disclosure import protect
from voortgang.pipeline.metrics import Column, Metric, Share

TEAMS = ("Noord", "Oost", "Zuid", "West")
MONTHS = (date(2025, 3, 1), date(2025, 4, 1), date(2025, 5, 1))


def a_metric(columns, shares=(), sums=(), margin=()):
    """Columns as name: (unit, n) or (unit, n, of)."""
    known = {name: Column(name, name, unit, "", *others) for name, (unit, *others) in columns.items()}
    return Metric(
        name="test",
        title="Test",
        definition="",
        grain="",
        columns=known,
        shares=tuple(Share(f"share_{top}", top, top, bottom) for top, bottom in shares),
        sums=sums,
        margin=margin,
        adds_up=True,
        is_model=False,
        kpi=(),
        method=None,
        needs=None,
        role=None,
        unsplit={},
        method_parameters=(),
        sql_parameters=(),
        sql="",
        version="0" * 8,
    )


def a_result(metric, rows, **parameters):
    frame = pd.DataFrame(rows, columns=list(metric.columns))
    for name, column in metric.columns.items():
        if column.is_count or (column.n and column.unit != "kans"):
            frame[name] = frame[name].astype("Int64")
    return SimpleNamespace(metric=metric, frame=frame, parameters=parameters, build=None)


COUNTS = a_metric({"team": ("code", None), "decided": ("verzoeken", None)}, margin=("team",))
SHARES = a_metric(
    {"team": ("code", None), "decided": ("verzoeken", None), "within": ("verzoeken", None)},
    shares=[("within", "decided")],
    margin=("team",),
)
FLOW = a_metric(
    {
        "month_on": ("datum", None),
        "team": ("code", None),
        "start": ("verzoeken", None),
        "received": ("verzoeken", None),
        "decided": ("verzoeken", None),
        "end": ("verzoeken", None),
    },
    sums=(("start", "received", "decided", "end"),),
    margin=("team", "month_on"),
)


GROUPS = a_metric(
    {
        "month_on": ("datum", None),
        "team": ("code", None),
        "decided": ("verzoeken", None),
        "within": ("verzoeken", None),
        "median_days": ("dagen", "decided"),
    },
    shares=[("within", "decided")],
    margin=("team", "month_on"),
)
CHANCES = a_metric(
    {
        "team": ("code", None),
        "requests": ("verzoeken", None),
        "low": ("kans", "requests", "chance"),
        "chance": ("kans", "requests"),
    }
)


def hidden_teams(values, smallest_count=10):
    shown = protect(a_result(COUNTS, list(zip(TEAMS, values, strict=False))), smallest_count)
    return [team for team, is_hidden in zip(TEAMS, shown.hidden["decided"], strict=False) if is_hidden]


def test_counts_below_the_threshold_are_hidden_zero_included():
    assert hidden_teams([9, 100, 0, 10]) == ["Noord", "Zuid", "West"]
    assert hidden_teams([10, 100, 11, 12]) == []


def test_the_threshold_is_a_parameter():
    assert hidden_teams([9, 100, 50, 10], smallest_count=5) == []
    assert hidden_teams([19, 100, 12, 30], smallest_count=20) == ["Noord", "Zuid"]


def test_one_hidden_cell_takes_the_next_smallest_with_it():
    assert hidden_teams([3, 100, 80, 90]) == ["Noord", "Zuid"]


def test_hidden_cells_that_together_stay_below_the_threshold_need_another():
    assert hidden_teams([2, 100, 3, 90]) == ["Noord", "Zuid", "West"]


def test_a_total_of_one_row_takes_nothing_with_it():
    shown = protect(a_result(COUNTS, [("Noord", 50)]), 10)
    assert shown.hidden_cells == 0


def test_a_numerator_that_leaves_few_over_is_hidden():
    shown = protect(a_result(SHARES, [("Noord", 100, 97)]), 10)
    assert shown.hidden.loc[0].to_dict() == {"team": False, "decided": False, "within": True}


def test_a_step_of_a_ladder_that_adds_few_is_hidden():
    metric = a_metric(
        {"weeks": ("weken", None), "decided_within": ("verzoeken", None), "decided": ("verzoeken", None)},
        shares=[("decided_within", "decided")],
    )
    shown = protect(
        a_result(metric, [(8, 100, 500), (11, 109, 500), (12, 110, 500), (16, 300, 500), (26, 491, 500)]), 10
    )
    assert shown.hidden["decided_within"].tolist() == [False, True, False, False, True]


def test_a_hidden_cell_is_not_the_same_as_no_data():
    shown = protect(a_result(SHARES, [("Noord", 100, None), ("Oost", 100, 5), ("Zuid", 100, 60)]), 10)
    assert shown.frame["within"].isna().tolist() == [True, True, True]
    assert shown.hidden["within"].tolist() == [False, True, True]


def test_a_statistic_is_hidden_with_its_n():
    metric = a_metric({"decided": ("verzoeken", None), "median_days": ("dagen", "decided")})
    shown = protect(a_result(metric, [(9, 70), (10, 71)]), 10)
    assert shown.hidden["median_days"].tolist() == [True, False]
    assert shown.frame["median_days"].tolist() == [pd.NA, 71]


def test_whole_numbers_stay_whole_when_a_cell_is_hidden():
    metric = a_metric({"decided": ("verzoeken", None), "median_days": ("dagen", "decided"), "mean": ("dagen", None)})
    result = a_result(metric, [(9, 70, 70.5), (100, 71, 71.0)])
    result.frame = result.frame.astype({"decided": "int64", "median_days": "float64"})
    shown = protect(result, 10).frame
    assert [str(shown[name].iloc[1]) for name in shown] == ["100", "71", "71.0"]


@pytest.mark.parametrize(
    ("requests", "chance", "is_hidden"),
    [(100, 0.5, False), (100, 0.9, False), (100, 0.91, True), (100, 0.1, False), (100, 0.09, True), (9, 0.5, True)],
)
def test_a_chance_that_comes_down_to_few_requests_is_hidden_with_its_interval(requests, chance, is_hidden):
    row = protect(a_result(CHANCES, [("Noord", requests, 0.4, chance)]), 10).hidden.loc[0]
    assert row[["low", "chance"]].tolist() == [is_hidden, is_hidden]


def test_no_chance_is_not_a_hidden_one():
    assert protect(a_result(CHANCES, [("Noord", 100, None, None)]), 10).hidden_cells == 0


ROWS = [(MONTHS[0], "Noord", 99, 40, 70), (MONTHS[0], "Oost", 99, 40, 70), (MONTHS[0], "Zuid", 100, 40, 70)]


@pytest.mark.parametrize("about", [{"split": "team"}, {"split": "none", "team": "Noord"}, {"fast_track": False}])
def test_what_leaves_the_building_needs_a_hundred_for_a_percentage_or_median_of_a_group(about):
    hidden = protect(a_result(GROUPS, ROWS, **about), 10, 100).hidden
    assert hidden["within"].tolist() == hidden["median_days"].tolist() == [True, True, False]
    assert not hidden["decided"].any()


@pytest.mark.parametrize("about", [{}, {"split": "none", "team": None, "fast_track": None}])
def test_all_requests_together_are_no_group(about):
    shown = protect(a_result(GROUPS, ROWS, **about), 10, 100)
    assert shown.hidden_cells == 0 and shown.smallest_denominator is None


def test_inside_the_building_a_hundred_is_not_needed():
    assert protect(a_result(GROUPS, ROWS, split="team"), 10).hidden_cells == 0


def test_a_balance_is_no_statistic():
    metric = a_metric({"received": ("verzoeken", None), "balance": ("saldo", "received")})
    hidden = protect(a_result(metric, [(50, -3), (9, -3)], split="team"), 10, 100).hidden
    assert hidden["balance"].tolist() == [False, True]


def test_one_hidden_term_of_a_sum_takes_the_smallest_other_with_it():
    shown = protect(a_result(FLOW, [(MONTHS[0], "Noord", 100, 40, 5, 135)]), 10)
    assert shown.hidden.loc[0, ["start", "received", "decided", "end"]].tolist() == [False, True, True, False]


def test_a_header_whose_sum_does_not_hold_is_refused():
    with pytest.raises(ValueError, match="do not add up"):
        protect(a_result(FLOW, [(MONTHS[0], "Noord", 100, 40, 5, 999)]), 10)


def test_a_key_that_follows_from_another_does_not_split_a_total():
    columns = {"band_order": ("volgnummer", None), "band": ("klasse", None), "backlog": ("verzoeken", None)}
    metric = a_metric(columns, margin=("band_order",))
    shown = protect(a_result(metric, [(1, "0-4", 500), (2, "4-8", 40), (3, "8-11", 3)]), 10)
    assert shown.hidden["backlog"].tolist() == [False, True, True]


def test_a_flag_does_not_split_a_total():
    columns = {"month_on": ("datum", None), "is_complete": ("ja/nee", None), "decided": ("verzoeken", None)}
    metric = a_metric(columns, margin=("month_on",))
    rows = [(MONTHS[0], False, 3), (MONTHS[1], True, 60), (MONTHS[2], True, 50)]
    assert protect(a_result(metric, rows), 10).hidden["decided"].tolist() == [True, False, True]


def test_rows_and_columns_together_give_nothing_away():
    """Two squares of hidden cells joined by one more: every line has two hidden cells, yet the joint follows."""
    metric = a_metric(
        {"month_on": ("datum", None), "team": ("code", None), "decided": ("verzoeken", None)},
        margin=("team", "month_on"),
    )
    small = {(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 2), (2, 3), (3, 2), (3, 3)}
    months = [*MONTHS, date(2025, 6, 1)]
    rows = [
        (months[m], TEAMS[t], 6 if (m, t) in small else 50 + 7 * m + t) for m in range(len(months)) for t in range(4)
    ]
    result = a_result(metric, rows)
    shown = protect(result, 10)
    assert shown.hidden_cells > len(small)
    assert computable(result, shown) == []


def computable(result, shown):
    """The hidden cells that follow from the shown ones and every total, by Gaussian elimination in exact fractions."""
    equations = [*sums_of_rows(result, shown), *totals_of_margins(result, shown)]
    unknown = sorted({cell for equation in equations for cell in equation})
    rows = [[Fraction(equation.get(cell, 0)) for cell in unknown] for equation in equations]
    reduced = reduced_echelon(rows)
    return [unknown[row.index(1)] for row in reduced if sum(value != 0 for value in row) == 1]


def sums_of_rows(result, shown):
    signs = {"start": 1, "received": 1, "decided": -1, "end": -1}
    for names in result.metric.sums:
        for row in range(len(result.frame)):
            yield {(row, name): signs[name] for name in names if shown.hidden.loc[row, name]}


def totals_of_margins(result, shown):
    keys = [name for name, column in result.metric.columns.items() if not column.is_count and column.n is None]
    for across in result.metric.margin:
        for name in (name for name, column in result.metric.columns.items() if column.is_count):
            lines = defaultdict(list)
            for row in range(len(result.frame)):
                lines[tuple(result.frame.loc[row, key] for key in keys if key != across)].append(row)
            for rows in lines.values():
                if len(rows) > 1:
                    yield {(row, name): 1 for row in rows if shown.hidden.loc[row, name]}


def reduced_echelon(rows):
    rows, done = [list(row) for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((at for at in range(done, len(rows)) if rows[at][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        rows[done] = [value / rows[done][column] for value in rows[done]]
        for at, row in enumerate(rows):
            if at != done and row[column]:
                rows[at] = [
                    value - row[column] * pivot_value for value, pivot_value in zip(row, rows[done], strict=True)
                ]
        done += 1
    return rows[:done]


counts = st.one_of(st.integers(0, 12), st.integers(0, 200))


@st.composite
def flows(draw):
    months, teams = draw(st.integers(1, 3)), draw(st.integers(1, 4))
    rows = []
    for month in MONTHS[:months]:
        for team in TEAMS[:teams]:
            if draw(st.integers(0, 9)):
                start, received = draw(counts), draw(counts)
                decided = draw(st.integers(0, start + received))
                rows.append((month, team, start, received, decided, start + received - decided))
    return a_result(FLOW, rows)


@settings(max_examples=100, deadline=None)
@given(flows(), st.integers(2, 15))
def test_no_hidden_cell_follows_from_row_sums_and_totals(result, smallest_count):
    shown = protect(result, smallest_count)
    everything_is_hidden = bool(shown.hidden[["start", "received", "decided", "end"]].all(axis=None))
    assert everything_is_hidden or computable(result, shown) == []


@settings(max_examples=100, deadline=None)
@given(flows(), st.integers(2, 15))
def test_nothing_small_is_shown_and_what_is_shown_is_true(result, smallest_count):
    shown = protect(result, smallest_count)
    for name in ("start", "received", "decided", "end"):
        visible = ~shown.hidden[name]
        assert (shown.frame.loc[visible, name] >= smallest_count).all()
        assert (shown.frame.loc[visible, name] == result.frame.loc[visible, name]).all()


@settings(max_examples=100, deadline=None)
@given(st.lists(counts, min_size=2, max_size=8), st.integers(2, 15))
def test_a_hidden_group_is_never_known_to_be_small_while_something_is_left_to_hide(values, smallest_count):
    result = a_result(COUNTS, [(str(at), value) for at, value in enumerate(values)])
    is_hidden = protect(result, smallest_count).hidden["decided"]
    unseen = result.frame.loc[is_hidden, "decided"]
    assert len(unseen) == 0 or is_hidden.all() or (len(unseen) > 1 and unseen.sum() >= smallest_count)


@st.composite
def groups(draw):
    rows = []
    for month in MONTHS[: draw(st.integers(1, 3))]:
        for team in TEAMS[: draw(st.integers(1, 4))]:
            decided = draw(st.one_of(st.integers(0, 130), st.integers(80, 400)))
            rows.append((month, team, decided, draw(st.integers(0, decided)), draw(st.integers(1, 200))))
    return a_result(GROUPS, rows, split="team")


@settings(max_examples=100, deadline=None)
@given(groups(), st.integers(2, 15), st.integers(50, 150))
def test_no_percentage_or_median_of_a_small_group_leaves_the_building(result, smallest_count, least):
    exported = protect(result, smallest_count, least)
    for row in exported.rows:
        for name in ("within", "median_days"):
            assert not row.has(name, "decided") or row["decided"] >= least
    small = result.frame["decided"] < least
    assert exported.hidden.loc[small, ["within", "median_days"]].all(axis=None)


@settings(max_examples=100, deadline=None)
@given(groups(), st.integers(2, 15))
def test_totals_do_not_give_away_what_may_not_leave_the_building(result, smallest_count):
    exported = protect(result, smallest_count, 100)
    followed = {name for _, name in computable(result, exported)}
    assert all(exported.hidden[name].all() for name in followed)


@settings(max_examples=100, deadline=None)
@given(groups(), st.integers(2, 15))
def test_an_image_shows_no_percentage_that_a_file_would_hide(result, smallest_count):
    page, exported = protect(result, smallest_count), protect(result, smallest_count, 100)
    is_small = (result.frame["decided"] < 100) & ~page.hidden["median_days"]
    assert exported.hides_more_than(page) or not is_small.any()
    assert not page.hides_more_than(page)
