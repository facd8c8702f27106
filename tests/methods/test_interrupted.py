"""Interrupted time series against a published example, a plain twin, and series of which the truth is known."""

import csv
import math
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from statsmodels.stats.sandwich_covariance import S_hac_simple

from voortgang.errors import VoortgangError
from voortgang.methods.impact.design import ImpactSettings, design_of
from voortgang.methods.impact.effect import Effect, effect_of
from voortgang.methods.impact.fit import carried_over, fitted, newey_west
from voortgang.methods.impact.interrupted import Interrupted, interrupted
from voortgang.methods.impact.series import Series, as_series
from voortgang.methods.impact.spans import Measure, span_of
from voortgang.methods.verdict import Estimate, verdict

pytestmark = pytest.mark.filterwarnings("error")

SICILY = Path(__file__).parents[1] / "data" / "sicily.csv"
FIRST_ON = date(2024, 1, 1)
fewer = settings(deadline=None, max_examples=25)  # the first call imports the library, which takes seconds
MEAN, COUNT = ImpactSettings(kind="mean"), ImpactSettings(kind="count")


def week(number: int) -> date:
    return FIRST_ON + timedelta(weeks=number)


def weekly(values: list[float] | np.ndarray, **columns: list[float]) -> Series:
    return as_series([week(number) for number in range(len(values))], list(values), **columns)


def from_week(start: int, end: int | None = None, name: str = "de taskforce") -> Measure:
    """In force from the week with this number up to and including week `end`."""
    return Measure(name, week(start), None if end is None else week(end) + timedelta(days=6))


def one_effect(outcome: Interrupted) -> Effect:
    (effect,) = outcome.effects
    return effect


def noise(seed: int, weeks: int, carried: float = 0.0) -> np.ndarray:
    """Deviations with variance 1 of which a share is left a week later."""
    fresh = np.random.default_rng(seed).normal(size=weeks + 50)
    found = [0.0]
    for each in fresh:
        found.append(carried * found[-1] + each * math.sqrt(1 - carried**2))
    return np.array(found[-weeks:])


# --- the published example -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sicily() -> Series:
    """Admissions for acute coronary events in Sicily per month, 2002-2006, and the standardised population.

    From Bernal, Cummins and Gasparrini (2017), "Interrupted time series regression for the evaluation of public health
    interventions: a tutorial", whose data and R code are public (gasparrini/2017_lopezbernal_IJE_codedata on GitHub).
    """
    with SICILY.open(newline="") as file:
        rows = list(csv.DictReader(file))
    days = [date.fromisoformat(row["month"]) for row in rows]
    return as_series(days, [float(row["aces"]) for row in rows], [float(row["stdpop"]) for row in rows])


BAN = Measure("het rookverbod", date(2005, 1, 1))


def model_based(outcome: Interrupted, dispersion: float) -> list[float]:
    """The level ratio with the interval that the tutorial prints: from the model, ± 1,96 standard errors."""
    fit = outcome.fit
    assert fit is not None
    columns, mean = fit.design.columns, fit.expected(fit.design.columns)
    at = fit.design.place(0, "level")
    error = math.sqrt(dispersion * np.linalg.inv(columns.T @ (columns * mean[:, None]))[at, at])
    return [math.exp(fit.coefficients[at] + side * 1.96 * error) for side in (0, -1, 1)]


def test_published_step_change(sicily: Series) -> None:
    """Poisson, no season: ratio 0,894 (0,864–0,925)."""
    outcome = interrupted(sicily, [BAN], ImpactSettings(has_slope=False))
    assert sicily.step == "month"
    assert model_based(outcome, 1) == pytest.approx([0.894, 0.864, 0.925], abs=1e-3)
    assert one_effect(outcome).level.value == pytest.approx(0.894, abs=5e-4)
    assert (outcome.spans[0].before, outcome.spans[0].in_force, outcome.spans[0].after) == (36, 23, 0)


def test_published_step_change_with_season(sicily: Series) -> None:
    """Quasi-Poisson with two harmonics of twelve months: ratio 0,885 (0,839–0,933)."""
    outcome = interrupted(sicily, [BAN], ImpactSettings(harmonics=2, period=12, has_slope=False))
    assert outcome.fit is not None
    assert model_based(outcome, outcome.fit.dispersion) == pytest.approx([0.885, 0.839, 0.933], abs=1e-3)
    level = one_effect(outcome).level
    assert [level.value, level.low, level.high] == pytest.approx([0.885, 0.839, 0.933], abs=5e-3)
    assert outcome.fit.dispersion == pytest.approx(2.26, abs=5e-3)


def test_published_conclusion_that_the_slope_did_not_change(sicily: Series) -> None:
    effect = one_effect(interrupted(sicily, [BAN], ImpactSettings(harmonics=2, period=12)))
    assert effect.slope is not None
    assert effect.slope.low < 1 < effect.slope.high
    assert effect.level.high < 1


# --- the plain twin --------------------------------------------------------------------------------------------------


def columns_by_hand(weeks: int, changes: list[tuple[int, int]], settings: ImpactSettings) -> list[list[float]]:
    """A row per week; `changes` are first and stop of each measure."""
    rows = []
    for t in range(weeks):
        row = [1.0, float(t)]
        for first, stop in changes:
            row.append(1.0 if t >= first else 0.0)
            if settings.has_slope:
                row.append(float(t - first) if t >= first else 0.0)
            if stop < weeks:
                row.append(1.0 if t >= stop else 0.0)
            if settings.has_slope and weeks - stop >= 12:
                row.append(float(t - stop) if t >= stop else 0.0)
        for k in range(1, settings.harmonics + 1):
            row += [math.sin(2 * math.pi * k * t / settings.period), math.cos(2 * math.pi * k * t / settings.period)]
        rows.append(row)
    return rows


def estimates_by_hand(y: np.ndarray, x: np.ndarray, exposure: np.ndarray, is_count: bool) -> np.ndarray:
    """Normal equations; for counts repeated with the weights and working values of the last estimate."""
    if not is_count:
        return np.linalg.solve(x.T @ x, x.T @ y)
    mean = y + 0.5
    for _ in range(200):
        working = np.log(mean / exposure) + (y - mean) / mean
        beta = np.linalg.solve(x.T @ np.diag(mean) @ x, x.T @ np.diag(mean) @ working)
        mean = exposure * np.exp(x @ beta)
    return beta


def covariance_by_hand(y: np.ndarray, x: np.ndarray, mean: np.ndarray, is_count: bool, lags: int) -> np.ndarray:
    weeks, terms = x.shape
    weights = mean if is_count else np.ones(weeks)
    bread = np.linalg.inv(sum(weights[t] * np.outer(x[t], x[t]) for t in range(weeks)))
    pearson = [(y[t] - mean[t]) / math.sqrt(weights[t]) for t in range(weeks)]
    lag_one = sum(pearson[t] * pearson[t - 1] for t in range(1, weeks)) / sum(each**2 for each in pearson)
    too_low = (2 * lag_one + terms * (1 + lag_one)) / weeks
    carried = min(max(lag_one + too_low + 0.5 * math.sqrt((1 - lag_one**2) / weeks), 0), 0.9)
    scores = []
    for t in range(weeks):
        leverage = weights[t] * x[t] @ bread @ x[t]
        scores.append(x[t] * (y[t] - mean[t]) / (1 - leverage) if leverage < 1 - 1e-9 else 0 * x[t])
    white = [scores[t] - carried * scores[t - 1] for t in range(1, weeks)]
    meat = np.zeros((terms, terms))
    for t in range(len(white)):
        for s in range(len(white)):
            meat += max(0, 1 - abs(t - s) / (lags + 1)) * np.outer(white[t], white[s])
    return bread @ meat @ bread * weeks / (weeks - 1) / (1 - carried) ** 2


@st.composite
def cases(draw: st.DrawFn) -> tuple[Series, list[Measure], list[tuple[int, int]], ImpactSettings]:
    kind = draw(st.sampled_from(["count", "mean"]))
    chosen = ImpactSettings(
        kind, draw(st.integers(0, 2)), draw(st.sampled_from([12, 26.5])), draw(st.booleans()), draw(st.integers(0, 2))
    )
    weeks = draw(st.integers(60, 75))
    first = draw(st.integers(12, 20))
    stop = draw(st.sampled_from([weeks, weeks - 1, weeks - 5, weeks - 14]))
    second = draw(st.sampled_from([None, 12 + first]))
    changes = [(first, stop)] + ([(second, weeks)] if second and abs(second - stop) >= 12 else [])
    values = draw(st.lists(st.integers(2, 60), min_size=weeks, max_size=weeks))
    exposure = draw(st.none() | st.lists(st.integers(1, 3).map(float), min_size=weeks, max_size=weeks))
    measures = [from_week(a, None if b == weeks else b - 1, f"maatregel {a}") for a, b in changes]
    return weekly(values, exposure=exposure if kind == "count" else None), measures, changes, chosen


@fewer
@given(cases())
def test_estimates_and_errors_equal_those_by_hand(case: tuple) -> None:
    series, measures, changes, chosen = case
    assume(all(np.ptp(series.values[a:b]) > 0 for first, stop in changes for a, b in ((0, first), (first, stop))))
    spans = [span_of(measure, series) for measure in measures]
    assert [(span.first, span.stop) for span in spans] == changes
    fit = fitted(series, design_of(series, spans, chosen), chosen)
    x = np.array(columns_by_hand(series.length, changes, chosen))
    exposure = series.exposure if series.exposure is not None else np.ones(series.length)
    is_count = chosen.kind == "count"
    beta = estimates_by_hand(series.values, x, exposure, is_count)
    mean = exposure * np.exp(x @ beta) if is_count else x @ beta
    covariance = covariance_by_hand(series.values, x, mean, is_count, chosen.lags)
    assert fit.coefficients == pytest.approx(beta, rel=1e-5, abs=1e-6)
    assert np.sqrt(np.diag(fit.covariance)) == pytest.approx(np.sqrt(np.diag(covariance)), rel=1e-4)
    pearson = (series.values - mean) / np.sqrt(mean if is_count else 1)
    assert fit.dispersion == pytest.approx((pearson**2).sum() / (series.length - x.shape[1]), rel=1e-5)


@given(st.integers(0, 6), st.integers(0, 100))
def test_newey_west_is_that_of_the_library(lags: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(30, 3))
    assert newey_west(scores, lags) == pytest.approx(S_hac_simple(scores, nlags=lags))


def test_what_is_carried_over_is_bounded() -> None:
    assert carried_over(np.array([1.0, -1.0] * 10), 2) == 0
    assert carried_over(np.ones(20), 2) == 0.9


@fewer
@given(st.integers(0, 1000), st.sampled_from(["count", "mean"]))
def test_a_total_is_counted_minus_expected_without(seed: int, kind: str) -> None:
    series = weekly(np.random.default_rng(seed).poisson(40, size=60))
    chosen = ImpactSettings(kind)  # type: ignore[arg-type]
    effect = one_effect(interrupted(series, [from_week(30)], chosen))
    counted, without = series.values[30:].sum(), effect.without.value[30:].sum()
    assert effect.cumulative.value == pytest.approx(counted - without, rel=1e-6, abs=1e-4)
    assert effect.per_period.value * 30 == pytest.approx(effect.cumulative.value)
    assert effect.cumulative.low < effect.cumulative.value < effect.cumulative.high
    if effect.total_ratio:
        assert effect.total_ratio.value == pytest.approx(counted / without, rel=1e-6)
        assert (effect.total_ratio.low > 1) == (effect.cumulative.low > 0)


# --- what may not matter, and what must ------------------------------------------------------------------------------


@fewer
@given(st.integers(0, 1000), st.floats(-20, 20), st.floats(0.5, 9))
def test_a_mean_moves_and_grows_with_its_series(seed: int, rise: float, factor: float) -> None:
    values = 100 + noise(seed, 60)
    plain = one_effect(interrupted(weekly(values), [from_week(30)], MEAN))
    in_force = np.arange(60) >= 30
    moved = one_effect(
        interrupted(weekly(values * factor + 3 * np.arange(60) + rise * in_force), [from_week(30)], MEAN)
    )
    for each in ("value", "low", "high"):
        expected = getattr(plain.per_period, each) * factor + rise
        assert getattr(moved.per_period, each) == pytest.approx(expected, rel=1e-6, abs=1e-6)
        assert getattr(moved.level, each) == pytest.approx(getattr(plain.level, each) * factor + rise, abs=1e-6)
    assert moved.slope is not None
    assert plain.slope is not None
    assert moved.slope.value == pytest.approx(plain.slope.value * factor, abs=1e-8)


@fewer
@given(st.integers(0, 1000), st.integers(1, 200), st.randoms())
def test_other_dates_and_another_order_change_nothing(seed: int, weeks: int, shuffle: Callable) -> None:
    values = np.random.default_rng(seed).poisson(40, size=50)
    rows = [(week(number + weeks), float(value)) for number, value in enumerate(values)]
    shuffle.shuffle(rows)  # type: ignore[attr-defined]
    moved = interrupted(as_series(*zip(*rows, strict=True)), [from_week(25 + weeks)], COUNT)
    plain = interrupted(weekly(values), [from_week(25)], COUNT)
    assert one_effect(moved).per_period == one_effect(plain).per_period
    assert one_effect(moved).placebo == one_effect(plain).placebo


def test_an_exposure_explains_what_grows_with_it() -> None:
    people = np.where(np.arange(60) >= 30, 2000.0, 1000.0)
    counts = np.random.default_rng(4).poisson(people / 10)
    bare = one_effect(interrupted(weekly(counts), [from_week(30)], COUNT))
    told = one_effect(interrupted(weekly(counts, exposure=list(people)), [from_week(30)], COUNT))
    assert bare.level.low > 1.4
    assert told.level.low < 1 < told.level.high
    doubled = one_effect(interrupted(weekly(counts, exposure=list(2 * people)), [from_week(30)], COUNT))
    assert doubled.per_period.value == pytest.approx(told.per_period.value, rel=1e-6)


def test_holidays_and_season_are_taken_out() -> None:
    time = np.arange(104)
    holidays = (time % 13 == 5) * 2.0
    season = 20 * np.sin(2 * np.pi * time / 52 + 1)
    values = 200 + season - 30 * holidays + 25 * (time >= 60) + noise(5, 104)
    chosen = ImpactSettings("mean", harmonics=1, period=52)
    told = interrupted(weekly(values, holidays=list(holidays)), [from_week(60)], chosen)
    bare = interrupted(weekly(values), [from_week(60)], MEAN)
    assert told.fit is not None
    assert bare.fit is not None
    assert told.fit.dispersion < 1.5 < 100 < bare.fit.dispersion
    assert one_effect(told).per_period.value == pytest.approx(25, abs=1.5)


def test_holidays_that_do_not_differ_are_no_column() -> None:
    values = np.random.default_rng(3).poisson(40, size=50)
    with_zeros = interrupted(weekly(values, holidays=[0.0] * 50), [from_week(25)], COUNT)
    assert one_effect(with_zeros).level == one_effect(interrupted(weekly(values), [from_week(25)], COUNT)).level


def test_three_periods_when_a_measure_ended() -> None:
    time = np.arange(120)
    line = 100 + 0.5 * time + 30 * (time >= 50) + 1.0 * np.maximum(time - 50, 0)
    line += -60 * (time >= 90) - 1.0 * np.maximum(time - 90, 0)
    effect = one_effect(interrupted(weekly(line + 0.5 * noise(1, 120)), [from_week(50, 89)], MEAN))
    assert effect.end_level is not None
    assert effect.end_slope is not None
    assert effect.slope is not None
    found = [each.value for each in (effect.level, effect.slope, effect.end_level, effect.end_slope)]
    assert found == pytest.approx([30, 1, -60, -1], abs=0.9)
    assert effect.per_period.value == pytest.approx(30 + np.arange(40).mean(), abs=1)
    assert effect.without.value == pytest.approx(100 + 0.5 * time, abs=2)
    assert all(effect.without.low < effect.without.value)
    assert all(effect.without.value < effect.without.high)


@pytest.mark.parametrize("tail", [1, 2, 11])
def test_a_short_time_after_the_end_is_no_estimate_but_does_not_disturb(tail: int) -> None:
    values = 100 + 20 * (np.arange(80) >= 40) + noise(8, 80)
    values[-tail:] = 900
    effect = one_effect(interrupted(weekly(values), [from_week(40, 79 - tail)], MEAN))
    assert (effect.span.after, effect.end_level, effect.end_slope) == (tail, None, None)
    assert effect.per_period.value == pytest.approx(20, abs=2)
    assert math.isfinite(effect.per_period.high)


def test_two_measures_are_told_apart() -> None:
    time = np.arange(120)
    values = np.random.default_rng(2).poisson(400 * np.exp(0.3 * (time >= 40) - 0.2 * (time >= 80)))
    outcome = interrupted(weekly(values), [from_week(40, name="a"), from_week(80, name="b")], COUNT)
    a, b = outcome.effects
    assert [a.level.value, b.level.value] == pytest.approx([math.exp(0.3), math.exp(-0.2)], rel=0.08)
    assert outcome.without_any is not None
    assert outcome.without_any.value[:40] == pytest.approx(a.without.value[:40])
    assert outcome.without_any.value[-1] == pytest.approx(400, rel=0.2)
    assert b.without.value[40:80] == pytest.approx(values[40:80].mean(), rel=0.1)


# --- what false starts show ------------------------------------------------------------------------------------------


def test_false_starts_in_a_quiet_time_do_not_look_as_strong() -> None:
    values = 100 + 20 * (np.arange(90) >= 60) + noise(4, 90)
    placebo = one_effect(interrupted(weekly(values), [from_week(60)], MEAN)).placebo
    assert placebo is not None
    assert (placebo.tried, placebo.as_strong) == (60 - 12 - 12 + 1, 0)
    assert not placebo.is_against


def test_false_starts_are_measures_in_the_time_before() -> None:
    values = np.random.default_rng(6).poisson(50, size=70)
    effect = one_effect(interrupted(weekly(values), [from_week(50)], COUNT))
    alone = [one_effect(interrupted(weekly(values[:50]), [from_week(first)], COUNT)) for first in range(12, 39)]
    as_strong = sum(abs(each.strength) >= abs(effect.strength) for each in alone)
    assert effect.placebo is not None
    assert (effect.placebo.tried, effect.placebo.as_strong) == (27, as_strong)
    assert 0 < as_strong < 27


def test_a_series_that_jumps_by_itself_is_found_out() -> None:
    values = 100 + 30 * (np.arange(100) >= 35) + 6 * (np.arange(100) >= 70) + noise(4, 100)
    effect = one_effect(interrupted(weekly(values), [from_week(70)], ImpactSettings("mean", has_slope=False)))
    assert effect.placebo is not None
    assert effect.placebo.is_against
    assert verdict(effect.per_period, 0, effect.placebo).code == "cannot_tell"


def test_false_starts_need_time_and_a_whole_season() -> None:
    values = 100 + noise(4, 60)
    assert one_effect(interrupted(weekly(values), [from_week(23)], MEAN)).placebo is None
    seasonal = ImpactSettings("mean", harmonics=1, period=52)
    assert one_effect(interrupted(weekly(values), [from_week(40)], seasonal)).placebo is None


def test_a_long_time_before_is_sampled() -> None:
    placebo = one_effect(interrupted(weekly(100 + noise(4, 400)), [from_week(300)], MEAN)).placebo
    assert placebo is not None
    assert 50 <= placebo.tried <= 100


# --- series of which the truth is known ------------------------------------------------------------------------------


def estimates(kind: str, carried: float, truth: float, worlds: int = 150) -> list[Estimate]:
    """The effect per week in many worlds of 100 weeks with a level change of `truth` from week 60 on."""
    found = []
    chosen = ImpactSettings(kind)  # type: ignore[arg-type]
    for seed in range(worlds):
        in_force, around = np.arange(100) >= 60, noise(seed, 100, carried)
        if kind == "mean":
            values = 300 + truth * in_force + 30 * around
        else:  # overdispersed: the expected count itself wanders
            expected = (300 + truth * in_force) * np.exp(0.1 * around - 0.005)
            values = np.random.default_rng(seed + 10_000).poisson(expected).astype(float)
        series = weekly(values)
        span = span_of(from_week(60), series)
        found.append(effect_of(fitted(series, design_of(series, [span], chosen), chosen), 0, span, []).per_period)
    return found


@pytest.mark.parametrize("kind", ["mean", "count"])
@pytest.mark.parametrize("carried", [0, 0.4])
def test_the_interval_holds_the_truth_as_often_as_it_says(kind: str, carried: float) -> None:
    found = estimates(kind, carried, 45)
    covered = sum(each.low <= 45 <= each.high for each in found)
    assert 0.91 * len(found) <= covered <= 0.985 * len(found)
    assert np.mean([each.value for each in found]) == pytest.approx(45, abs=10)


@pytest.mark.parametrize("kind", ["mean", "count"])
def test_without_an_effect_an_effect_is_hardly_ever_said(kind: str) -> None:
    found = estimates(kind, 0.4, 0)
    said = [verdict(each).code for each in found]
    assert said.count("effect") <= 0.06 * len(found)


def test_a_strong_effect_is_seen() -> None:
    assert {verdict(each).code for each in estimates("count", 0.2, 200, 20)} == {"effect"}


# --- too little, and what cannot be used -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weeks", "measure", "is_enough"),
    [
        (40, from_week(11), False),
        (40, from_week(12), True),
        (40, from_week(28), True),
        (40, from_week(29), False),
        (60, from_week(20, 30), False),
        (60, from_week(20, 31), True),
    ],
)
def test_fewer_than_twelve_before_or_in_force_gives_no_number(weeks: int, measure: Measure, is_enough: bool) -> None:
    outcome = interrupted(weekly(np.random.default_rng(1).poisson(30, size=weeks)), [measure], COUNT)
    assert outcome.is_enough == is_enough
    assert (outcome.fit is not None, bool(outcome.effects), outcome.without_any is not None) == (is_enough,) * 3


def test_a_week_counts_from_its_first_day() -> None:
    series = weekly([1, 2] * 20)
    from_wednesday = span_of(Measure("m", week(15) + timedelta(days=2), week(30) + timedelta(days=2)), series)
    assert (from_wednesday.first, from_wednesday.stop) == (16, 31)
    assert span_of(Measure("m", week(15), week(30)), series).stop == 31
    assert span_of(Measure("m", week(15), week(99)), series).after == 0


NOISY = list(np.random.default_rng(1).poisson(30, size=60).astype(float))
LATER = [*NOISY[:30], *[0.0] * 30]


@pytest.mark.parametrize(
    ("values", "measures", "chosen", "said"),
    [
        (NOISY, [], COUNT, "geen maatregel"),
        (NOISY, [from_week(0)], COUNT, "buiten de reeks"),
        (NOISY, [from_week(-5)], COUNT, "start 27-11-2023 ligt buiten de reeks, die loopt van 01-01-2024"),
        (NOISY, [from_week(60)], COUNT, "buiten de reeks"),
        (NOISY, [from_week(30, 20)], COUNT, "het einde .* ligt vóór de start"),
        (NOISY, [from_week(30), from_week(30, name="b")], COUNT, "De taskforce en b .* niet uit elkaar te houden"),
        (NOISY, [from_week(20), from_week(31, name="b")], COUNT, "minder dan 12 perioden .* alleen het niveau"),
        (NOISY, [from_week(20, 39), from_week(45, name="b")], COUNT, "minder dan 12 perioden"),
        (NOISY, [from_week(20), from_week(23, name="b")], ImpactSettings(has_slope=False), "minder dan 4 perioden"),
        ([0.0] * 60, [from_week(30)], COUNT, "alleen nullen"),
        ([0.0] * 60, [from_week(30)], MEAN, "alleen nullen"),
        ([7.0] * 60, [from_week(30)], COUNT, "Alle waarden zijn gelijk aan 7"),
        ([0.1] * 60, [from_week(30)], MEAN, "Alle waarden zijn gelijk aan 0,1"),
        (list(range(1, 61)), [from_week(30)], MEAN, "precies op een rechte lijn"),
        ([2**t for t in range(40)], [from_week(20)], COUNT, "rechte lijn|te schatten"),
        (LATER, [from_week(30)], COUNT, "De taskforce: zolang hij gold zijn alle waarden gelijk aan 0"),
        (LATER[::-1], [from_week(30)], MEAN, "De taskforce: vóór de start zijn alle waarden gelijk aan 0"),
        (LATER, [from_week(29)], COUNT, r"\(bijna\) alleen uit nullen"),
        ([*NOISY[:59], -1.0], [from_week(30)], COUNT, "De waarde -1 op 17-02-2025 is geen aantal"),
        ([0.5, *NOISY[:59]], [from_week(30)], COUNT, "De waarde 0,5 op 01-01-2024 is geen aantal"),
        (NOISY, [from_week(30)], ImpactSettings(harmonics=-1), "-1 harmonischen"),
        (NOISY, [from_week(30)], ImpactSettings(harmonics=6, period=12), "minder dan de helft"),
        (NOISY, [from_week(30)], ImpactSettings(harmonics=1, period=math.nan), "harmonischen"),
        (NOISY, [from_week(30)], ImpactSettings(harmonics=1, period=61), "te kort"),
        (NOISY[:30], [from_week(15)], ImpactSettings(harmonics=10, period=30), "te kort voor 24 termen"),
        ([1.0, *[0.0] * 28, 2.0] * 2, [from_week(30)], COUNT, "te grillig|nullen"),
    ],
)
def test_what_cannot_be_estimated_is_told(values: list, measures: list, chosen: ImpactSettings, said: str) -> None:
    with pytest.raises(VoortgangError, match=said):
        interrupted(weekly(values), measures, chosen)


def test_holidays_that_follow_the_measure_cannot_be_told_from_it() -> None:
    with pytest.raises(VoortgangError, match="feestdagen zijn in deze reeks niet uit elkaar"):
        interrupted(weekly(NOISY, holidays=[0.0] * 30 + [1.0] * 30), [from_week(30)], COUNT)


@pytest.mark.parametrize(("base", "said"), [(0.0, "De noemer 0 op 08-01-2024"), (-2.5, "De noemer -2,5 op 08-01-2024")])
def test_an_exposure_of_nothing_is_refused(base: float, said: str) -> None:
    exposure = [1.0, base, *[1.0] * 58]
    with pytest.raises(VoortgangError, match=said):
        interrupted(weekly(NOISY, exposure=exposure), [from_week(30)], COUNT)
    with pytest.raises(VoortgangError, match="hoort bij aantallen"):
        interrupted(weekly(NOISY, exposure=[1.0] * 60), [from_week(30)], MEAN)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([], "minder dan twee"),
        ([week(0)], "minder dan twee"),
        ([week(0), week(1), week(1)], "De datum 08-01-2024 komt twee keer voor"),
        ([week(0), week(1), week(3)], "Tussen 08-01-2024 en 22-01-2024 ontbreekt minstens één week"),
        ([date(2024, 1, 1), date(2024, 3, 1)], "Tussen 01-01-2024 en 01-03-2024 ontbreekt minstens één maand"),
        ([week(0), week(1), week(2) + timedelta(days=1)], "geen heel aantal weken"),
    ],
)
def test_days_that_are_no_series(days: list[date], said: str) -> None:
    with pytest.raises(VoortgangError, match=said):
        as_series(days, [1.0] * len(days))


def test_months_may_be_dated_by_their_last_day() -> None:
    days = [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31)]
    assert as_series(days, [1, 2, 3]).step == "month"
    assert as_series([week(0), week(1)], [1, 2]).step == "week"


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_a_value_that_is_no_number(value: float) -> None:
    with pytest.raises(VoortgangError, match="De waarde op 08-01-2024"):
        weekly([1.0, value, 2.0])
    with pytest.raises(VoortgangError, match="niet even lang"):
        as_series([week(0), week(1)], [1.0])
