"""Slow and obvious twins: every metric computed request by request in plain Python."""

from collections.abc import Callable

from tests.reference import cohorts, desks, outflow, single, stock
from tests.reference.counting import NORM_DAYS, Case, Known, Row, known
from tests.reference.outflow import step_of
from voortgang.pipeline.selection import Selection

__all__ = ["NORM_DAYS", "NO_OUTCOME_YET", "TWINS", "Case", "Known", "known", "step_of"]

TWINS: dict[str, Callable[[Known, Selection], list[Row]]] = {
    twin.__name__: twin
    for twin in (
        cohorts.cohort_on_time,
        cohorts.extension,
        cohorts.survival,
        cohorts.survival_chances,
        cohorts.survival_compared,
        desks.closed_age_by_desk,
        desks.closed_age_summary,
        desks.fast_track_selection,
        desks.fast_track_strata,
        desks.productivity_by_desk,
        desks.stock_account,
        desks.work_by_desk,
        outflow.clearing,
        outflow.decided_on_time,
        outflow.decided_within_weeks,
        outflow.fast_track_share,
        outflow.longest_recent,
        outflow.on_time_rules,
        outflow.suspension,
        outflow.throughput_distribution,
        outflow.throughput_time,
        single.one_request,
        single.open_requests,
        single.request_extensions,
        single.request_suspensions,
        stock.backlog,
        stock.backlog_age,
        stock.backlog_age_summary,
        stock.clearance,
        stock.falling_due,
        stock.flow,
        stock.periods,
        stock.weekly_flow,
    )
}
NO_OUTCOME_YET = {
    "backlog",
    "clearance",
    "cohort_on_time",
    "extension",
    "flow",
    "survival",
    "survival_chances",
    "survival_compared",
}
"""figures with open requests in them, so that a split by outcome would use what is known only later"""
