"""The parameters of the fictional world: everything a study may want to change stands here, once."""

from dataclasses import dataclass
from datetime import date

Shares = tuple[tuple[str, float], ...]
"""code and its share; the shares need not add up to one"""
Days = tuple[tuple[int, float], ...]
"""number of days and its share"""


def names(shares: Shares) -> list[str]:
    """The codes, in the order by which they are numbered."""
    return [name for name, _ in shares]


@dataclass(frozen=True)
class World:
    """One world. "fact" = stated in the letter to parliament of 21 May 2025; everything else is fictional.

    Fictional values were chosen so that the two stated facts come out: about eleven weeks with a tail to twelve
    around 21 May 2025, and a task force meant to bring it back to eight.
    """

    norm_days: int = 56  # fact: eight weeks

    # inflow: requests a day, relative to what the regular teams can handle
    inflow_rises_from: date = date(2024, 1, 1)
    inflow_rises_until: date = date(2025, 12, 31)
    inflow_rise_per_year: float = 0.09  # fact: it rises; how fast is fictional
    weekday_weights: tuple[float, ...] = (1.25, 1.15, 1.1, 1.05, 0.95, 0.3, 0.2)
    holiday_weight: float = 0.3
    yearly_swing: float = 0.06  # highest in spring, lowest in autumn
    recovery_run_weeks: tuple[int, ...] = (4, 20, 37)  # ISO weeks in which recoveries are sent out
    recovery_run_burst: float = 0.3  # extra inflow in the week after a run
    recovery_run_fades_days: float = 12.0
    daily_noise: float = 0.05  # standard deviation of the log of a day's inflow
    opening_wait_days: int = 49  # wait before handling when the inflow starts to rise

    # who asks, and what arrives
    channel_shares: Shares = (
        ("portaal", 0.52),
        ("post", 0.2),
        ("telefoon", 0.14),
        ("hulpverlener", 0.11),
        ("overig", 0.03),
    )
    household_shares: Shares = (("alleenstaand", 0.61), ("paar", 0.33), ("onbekend", 0.06))
    income_shares: Shares = (("onder_norm", 0.12), ("norm_tot_grens", 0.1), ("vanaf_grens", 0.68), ("onbekend", 0.1))
    complete_share: float = 0.7
    registered_after: Days = ((0, 0.45), (1, 0.35), (2, 0.13), (3, 0.07))
    withdrawn_share: float = 0.03
    withdrawn_after: Days = ((3, 0.2), (8, 0.2), (15, 0.2), (24, 0.2), (36, 0.1), (49, 0.1))
    duplicate_share: float = 0.015
    duplicate_after: Days = ((1, 0.3), (2, 0.2), (4, 0.2), (7, 0.2), (10, 0.1))
    reopened_share: float = 0.004
    reopened_after: Days = ((7, 0.3), (14, 0.3), (28, 0.2), (42, 0.2))
    reopened_handled_days: int = 70  # the extract keeps a reopening while it is being handled

    # requests for information
    asked_when_incomplete: float = 0.7
    asked_when_complete: float = 0.06
    asked_after: Days = ((4, 0.15), (5, 0.2), (6, 0.2), (7, 0.2), (9, 0.15), (11, 0.1))
    term_days: Days = ((14, 0.35), (21, 0.4), (28, 0.25))
    answered_in_time_share: float = 0.78
    answered_late_share: float = 0.08
    late_days: Days = ((1, 0.3), (3, 0.25), (6, 0.2), (10, 0.15), (18, 0.1))
    not_taken_up_share: float = 0.85  # of the unanswered; the others are decided on what is known
    asked_twice_share: float = 0.12
    asked_twice_overlapping: float = 0.25  # of the second requests: sent while the first still runs
    asked_again_after: Days = ((1, 0.2), (2, 0.2), (4, 0.3), (7, 0.3))

    # staff; FTE follow from the number of requests
    decisions_per_fte_day: float = 2.2
    staffing: float = 1.0  # regular capacity relative to the inflow before it started to rise
    team_shares: Shares = (("regulier_1", 0.55), ("regulier_2", 0.45))
    sick_share: float = 0.055
    sick_swing: float = 0.025  # more in winter
    sick_noise: float = 0.015  # standard deviation of a week
    summer_leave_share: float = 0.1
    summer_leave_from: int = 708  # month and day
    summer_leave_until: int = 831
    year_end_leave_share: float = 0.25
    year_end_leave_from: int = 1222
    year_end_leave_until: int = 104

    # handling: from pick-up to the day the decision is sent
    assessed_in: Days = ((1, 0.16), (2, 0.16), (3, 0.16), (5, 0.16), (7, 0.14), (9, 0.1), (12, 0.07), (16, 0.05))
    fast_track_assessed_in: Days = ((0, 0.5), (1, 0.3), (2, 0.2))
    dated_after: Days = ((0, 0.8), (1, 0.2))
    sent_after: Days = ((0, 0.4), (1, 0.4), (2, 0.2))
    not_taken_up_effort: float = 0.25  # of one regular decision
    not_taken_up_capacity: float = 0.08  # share of the regular teams kept free for it
    outcome_shares: tuple[tuple[str, Shares], ...] = (
        ("onder_norm", (("toegekend", 0.3), ("afgewezen", 0.12), ("geen_betaalcapaciteit", 0.58))),
        ("norm_tot_grens", (("toegekend", 0.52), ("afgewezen", 0.16), ("geen_betaalcapaciteit", 0.32))),
        ("vanaf_grens", (("toegekend", 0.68), ("afgewezen", 0.29), ("geen_betaalcapaciteit", 0.03))),
        ("onbekend", (("toegekend", 0.5), ("afgewezen", 0.43), ("geen_betaalcapaciteit", 0.07))),
    )

    # extension letters (Awb 4:14, third paragraph)
    extension_share: float = 0.2
    extension_before_due: Days = ((0, 0.1), (2, 0.2), (4, 0.25), (7, 0.25), (11, 0.2))
    extension_late_share: float = 0.12
    extension_late_days: Days = ((1, 0.3), (3, 0.3), (7, 0.25), (14, 0.15))
    extension_adds: Days = ((28, 0.6), (42, 0.4))

    # the fast-track rule: a fact; date, effort and reserved capacity are fictional
    fast_track_since: date | None = date(2025, 5, 5)
    fast_track_income: tuple[str, ...] = ("onder_norm", "norm_tot_grens")  # fact: below the norm + € 200
    fast_track_effort: float = 0.5
    fast_track_capacity: float = 0.2

    # the task force: a fact; dates, size and learning time are fictional
    task_force_since: date = date(2025, 3, 31)
    task_force_until: date = date(2025, 12, 19)
    task_force_share: float = 0.13  # FTE relative to the regular teams
    task_force_productivity: float = 0.85
    task_force_learning_days: int = 42

    @property
    def events(self) -> tuple[tuple[date, str, str], ...]:
        """Day, kind and title of what changes the work in this world."""
        rule = ((self.fast_track_since, "regel", "Start versnelde regel"),) if self.fast_track_since else ()
        return (
            (self.task_force_since, "maatregel", "Start taskforce"),
            *rule,
            (self.task_force_until, "maatregel", "Einde taskforce"),
        )

    @property
    def effort_per_request(self) -> float:
        """Expected work per received row, in regular decisions: duplicates and withdrawn requests take none."""
        asked = self.complete_share * self.asked_when_complete + (1 - self.complete_share) * self.asked_when_incomplete
        unanswered = 1 - self.answered_in_time_share - self.answered_late_share
        not_taken_up = asked * unanswered * self.not_taken_up_share
        handled = (1 - self.duplicate_share) * (1 - self.withdrawn_share)
        return handled * (1 - not_taken_up * (1 - self.not_taken_up_effort))
