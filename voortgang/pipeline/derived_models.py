"""Figures that a model makes of the rows of a statement; see `derived` for how a metric names its method."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from voortgang.methods.selection_effect import Decided

Rows = list[tuple[Any, ...]]


def fast_track_selection(frame: "pd.DataFrame", _parameters: Mapping[str, Any]) -> Rows:
    """The mean before the rule, the parts of its change, and the mean since; nothing when there is too little."""
    from voortgang.methods.selection_effect import PARTS, is_enough, limits, split

    decisions = list(_decided(frame))
    if not is_enough(decisions):
        return []
    change, within = split(decisions), limits(decisions)
    before, after = (sum(each.requests for each in decisions if each.is_after is phase) for phase in (False, True))
    rests_on = {"before": before, "after": after}
    return [
        (
            f"rule_{part}",
            float(getattr(change, part)),
            within[part].low,
            within[part].high,
            rests_on.get(part, min(before, after)),
        )
        for part in PARTS
    ]


def _decided(frame: "pd.DataFrame") -> Iterator["Decided"]:
    from voortgang.methods.selection_effect import Decided

    for row in frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None):
        is_after, week_on, income, is_complete, is_low, is_fast, requests, days = row
        yield Decided(week_on.date(), is_after, (income, is_complete), is_low, is_fast, int(requests), int(days))


METHODS: dict[str, Callable[["pd.DataFrame", Mapping[str, Any]], Rows]] = {
    "fast_track_selection": fast_track_selection,
}
