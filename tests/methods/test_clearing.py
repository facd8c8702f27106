"""The clearing guard adds up exactly, blames the right half, and says so in whole days that add up as well."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voortgang.errors import VoortgangError
from voortgang.methods.clearing import Closed, Part, conclusion, shown_days, split_change

closed = st.builds(lambda requests, mean: Closed(requests, requests * mean), st.integers(0, 9), st.integers(0, 200))
periods = st.dictionaries(st.sampled_from(["nieuw", "0-4", "4-8", ">8"]), closed).filter(
    lambda period: any(each.requests for each in period.values())
)
unhurried = settings(deadline=None)  # a busy machine is no mistake
parts = st.fractions(-20, 20, max_denominator=60)


def mean(period: dict[str, Closed]) -> Fraction:
    """Request by request."""
    durations = [Fraction(each.days, each.requests) for each in period.values() for _ in range(each.requests)]
    return sum(durations, Fraction()) / len(durations)


def test_clearing_old_stock_raises_the_mean_though_work_goes_faster() -> None:
    before = {"nieuw": Closed(90, 90 * 40), "oud": Closed(10, 10 * 100)}
    after = {"nieuw": Closed(60, 60 * 36), "oud": Closed(40, 40 * 98)}
    split = split_change(before, after)
    assert (split.before_mean, split.after_mean) == (46, Fraction("60.8"))
    # mix: ½·0,3·(100+98) − ½·0,3·(40+36) = 18,3; rate: ½·1,5·(−4) + ½·0,5·(−2) = −3,5
    assert (split.change, split.mix, split.rate) == (Fraction("14.8"), Fraction("18.3"), Fraction("-3.5"))
    assert conclusion(split.mix, split.rate) == (
        "De gemiddelde doorlooptijd steeg met 15 dagen: +18 dagen doordat meer oude verzoeken zijn afgerond, "
        "−3 dagen doordat verzoeken van gelijke leeftijd korter duurden."
    )


@unhurried
@given(periods, periods)
def test_mix_and_rate_add_up_exactly(before: dict[str, Closed], after: dict[str, Closed]) -> None:
    split = split_change(before, after)
    assert split.mix + split.rate == split.change == mean(after) - mean(before)


@unhurried
@given(periods, periods)
def test_totals_are_those_of_the_formula(before: dict[str, Closed], after: dict[str, Closed]) -> None:
    n0, n1 = (sum(each.requests for each in period.values()) for period in (before, after))
    mix = rate = Fraction()
    for stratum in {*before, *after}:
        old, new = before.get(stratum, Closed(0, 0)), after.get(stratum, Closed(0, 0))
        m0 = Fraction(old.days, old.requests) if old.requests else None
        m1 = Fraction(new.days, new.requests) if new.requests else None
        m0, m1 = (m1 if m0 is None else m0) or Fraction(), (m0 if m1 is None else m1) or Fraction()
        w0, w1 = Fraction(old.requests, n0), Fraction(new.requests, n1)
        mix += (w1 - w0) * (m0 + m1) / 2
        rate += (w1 + w0) * (m1 - m0) / 2
    split = split_change(before, after)
    assert (split.mix, split.rate) == (mix, rate)


@unhurried
@given(periods, periods)
def test_backwards_in_time_turns_every_sign(before: dict[str, Closed], after: dict[str, Closed]) -> None:
    there, back = split_change(before, after), split_change(after, before)
    assert (there.mix, there.rate) == (-back.mix, -back.rate)


@unhurried
@given(periods)
def test_nothing_changes_between_equal_periods(period: dict[str, Closed]) -> None:
    split = split_change(period, {name: Closed(each.requests * 3, each.days * 3) for name, each in period.items()})
    assert all(part == Part(Fraction(), Fraction()) for part in split.parts.values())


def test_a_stratum_of_one_period_is_all_mix() -> None:
    split = split_change(
        {"nieuw": Closed(4, 40)}, {"nieuw": Closed(4, 40), "oud": Closed(4, 400), "leeg": Closed(0, 0)}
    )
    assert (split.change, split.mix, split.rate) == (45, 45, 0)
    assert split.parts["oud"].rate == 0
    assert set(split.parts) == {"nieuw", "oud"}


def test_more_young_requests_pull_down_in_their_own_stratum() -> None:
    split = split_change({"jong": Closed(1, 10), "oud": Closed(1, 90)}, {"jong": Closed(3, 30), "oud": Closed(1, 90)})
    assert split.parts["jong"].mix < 0
    assert split.parts["oud"].mix < 0
    assert split.mix == split.change == -20


@unhurried
@given(parts, parts)
def test_shown_parts_add_up_and_stay_close(mix: Fraction, rate: Fraction) -> None:
    shown = shown_days(Fraction(mix), Fraction(rate))
    assert shown[0] == shown[1] + shown[2]
    assert abs(shown[0] - (mix + rate)) <= Fraction(1, 2)
    for days, exact in zip(shown[1:], (mix, rate), strict=True):
        assert abs(days - exact) < 1
        assert days * exact >= 0


@unhurried
@given(parts, parts, st.integers(1, 3))
def test_shown_parts_add_up_in_decimals_too(mix: Fraction, rate: Fraction, digits: int) -> None:
    change, of_mix, of_rate = shown_days(mix, rate, digits)
    assert change == of_mix + of_rate
    assert all((each * 10**digits).denominator == 1 for each in (change, of_mix, of_rate))
    assert abs(change - (mix + rate)) <= Fraction(1, 2 * 10**digits)


@pytest.mark.parametrize(
    ("mix", "rate", "shown"),
    [
        (9, -3, (6, 9, -3)),
        ("2.5", 0, (3, 3, 0)),
        ("-2.5", 0, (-3, -3, 0)),
        ("0.4", "0.3", (1, 1, 0)),  # 0,7: the larger remainder takes the day
        ("0.3", "0.4", (1, 0, 1)),
        ("1.6", "1.7", (3, 1, 2)),  # 3,3: the one nearest to its lower number gives it back
        ("-0.4", "-0.3", (-1, -1, 0)),
        ("18.3", "-3.5", (15, 18, -3)),
    ],
)
def test_rounding_half_up(mix: int | str, rate: int | str, shown: tuple[int, int, int]) -> None:
    assert shown_days(Fraction(mix), Fraction(rate)) == shown


OLDER, YOUNGER = "doordat meer oude verzoeken zijn afgerond", "doordat minder oude verzoeken zijn afgerond"
SLOWER = "doordat verzoeken van gelijke leeftijd langer duurden"
FASTER = "doordat verzoeken van gelijke leeftijd korter duurden"


@pytest.mark.parametrize(
    ("mix", "rate", "sentence"),
    [
        (9, -3, f"steeg met 6 dagen: +9 dagen {OLDER}, −3 dagen {FASTER}"),
        (-3, 9, f"steeg met 6 dagen: −3 dagen {YOUNGER}, +9 dagen {SLOWER}"),
        (4, 2, f"steeg met 6 dagen: +4 dagen {OLDER}, +2 dagen {SLOWER}"),
        (3, -9, f"daalde met 6 dagen: +3 dagen {OLDER}, −9 dagen {FASTER}"),
        (-9, 3, f"daalde met 6 dagen: −9 dagen {YOUNGER}, +3 dagen {SLOWER}"),
        (-4, -2, f"daalde met 6 dagen: −4 dagen {YOUNGER}, −2 dagen {FASTER}"),
        (1, 0, f"steeg met 1 dag: vrijwel geheel {OLDER}"),
        (-2, "0.2", f"daalde met 2 dagen: vrijwel geheel {YOUNGER}"),
        (0, 6, f"steeg met 6 dagen: vrijwel geheel {SLOWER}"),
        (0, -1, f"daalde met 1 dag: vrijwel geheel {FASTER}"),
        (5, -5, f"bleef gelijk: +5 dagen {OLDER}, −5 dagen {FASTER}"),
        (-5, "5.2", f"bleef vrijwel gelijk: −5 dagen {YOUNGER}, +5 dagen {SLOWER}"),
        (0, 0, "bleef gelijk"),
        ("0.2", "0.2", "bleef vrijwel gelijk"),
    ],
)
def test_conclusion_in_every_combination_of_signs(mix: int | str, rate: int | str, sentence: str) -> None:
    assert conclusion(Fraction(mix), Fraction(rate)) == f"De gemiddelde doorlooptijd {sentence}."


@pytest.mark.parametrize("nothing", [{}, {"oud": Closed(0, 0)}])
def test_a_period_without_closed_requests_is_refused_by_name(nothing: dict[str, Closed]) -> None:
    some = {"oud": Closed(1, 60)}
    with pytest.raises(VoortgangError, match="eerste periode"):
        split_change(nothing, some)
    with pytest.raises(VoortgangError, match="tweede periode"):
        split_change(some, nothing)


@pytest.mark.parametrize("impossible", [Closed(-1, 5), Closed(1, -5), Closed(0, 5)])
def test_impossible_counts_are_refused(impossible: Closed) -> None:
    with pytest.raises(VoortgangError, match="tweede periode"):
        split_change({"oud": Closed(1, 60)}, {"oud": Closed(1, 60), "nieuw": impossible})
