"""One function per kind of figure: a protected result in, a Plotly figure and what it says out.

The only importer of Plotly. Colours never carry meaning alone: series also differ in dash and marker, bars in pattern.
The Plotly that Streamlit ships knows English only, so ticks and hover texts are written out here.
"""

from voortgang.charts.bands import forecast, impact_course, without_measures
from voortgang.charts.bars import distribution, ladder
from voortgang.charts.calibration import calibration, scenarios
from voortgang.charts.cohorts import cohorts
from voortgang.charts.control import flow_chart
from voortgang.charts.desks import closed_ages, fast_track_selection, productivity, stock_account, work_by_desk
from voortgang.charts.events import Event, events_within, with_events
from voortgang.charts.flows import flows
from voortgang.charts.iv import iv_capacity_by_part
from voortgang.charts.iv_course import iv_course, iv_moves, iv_variances
from voortgang.charts.iv_flow import iv_division
from voortgang.charts.iv_progress import iv_burn_up, iv_by_assumption, iv_citizens, iv_progress
from voortgang.charts.lying import ages, clearance, falling_due, rules
from voortgang.charts.measures import measure_counts, measure_flows
from voortgang.charts.measures_dependencies import measure_dependencies
from voortgang.charts.measures_lanes import measure_timeline, promise_drift
from voortgang.charts.over_time import (
    extension,
    fast_track,
    share_against_norm,
    stock,
    suspension,
    throughput_against_norm,
)
from voortgang.charts.portfolio import capacity_curve, rank_stability
from voortgang.charts.style import Chart
from voortgang.charts.survival import chances, survival_median
from voortgang.charts.waterfall import clearing

__all__ = [
    "Chart",
    "Event",
    "ages",
    "calibration",
    "capacity_curve",
    "chances",
    "clearance",
    "clearing",
    "closed_ages",
    "cohorts",
    "distribution",
    "events_within",
    "extension",
    "falling_due",
    "fast_track",
    "fast_track_selection",
    "flow_chart",
    "flows",
    "forecast",
    "impact_course",
    "iv_burn_up",
    "iv_by_assumption",
    "iv_capacity_by_part",
    "iv_citizens",
    "iv_course",
    "iv_division",
    "iv_moves",
    "iv_progress",
    "iv_variances",
    "ladder",
    "measure_counts",
    "measure_dependencies",
    "measure_flows",
    "measure_timeline",
    "productivity",
    "promise_drift",
    "rank_stability",
    "rules",
    "scenarios",
    "share_against_norm",
    "stock",
    "stock_account",
    "survival_median",
    "suspension",
    "throughput_against_norm",
    "with_events",
    "without_measures",
    "work_by_desk",
]
