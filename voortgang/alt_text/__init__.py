"""What a figure says, in one or two Dutch sentences: its alt text, and the line above it."""

from voortgang.alt_text.durations import (
    clearing,
    distribution,
    extension,
    fast_track,
    ladder,
    parts_of_change,
    suspension,
    throughput,
)
from voortgang.alt_text.on_time import RULES, cohorts, definition_differences, letter_sentence, share_on_time
from voortgang.alt_text.stocks import (
    ages,
    clearance,
    falling_due,
    flow_chart,
    flow_value,
    flows,
    is_past_norm,
    stock,
)
from voortgang.alt_text.survival import chances, survival_median
from voortgang.alt_text.telling import NO_COMPLETE_PERIOD, NORM_DAYS, NORM_WEEKS, is_split, series

__all__ = [
    "NORM_DAYS",
    "NORM_WEEKS",
    "NO_COMPLETE_PERIOD",
    "RULES",
    "ages",
    "chances",
    "clearance",
    "clearing",
    "cohorts",
    "definition_differences",
    "distribution",
    "extension",
    "falling_due",
    "fast_track",
    "flow_chart",
    "flow_value",
    "flows",
    "is_past_norm",
    "is_split",
    "ladder",
    "letter_sentence",
    "parts_of_change",
    "series",
    "share_on_time",
    "stock",
    "survival_median",
    "suspension",
    "throughput",
]
