"""From the rows of the mart `weekly_work` to what models of the queue start from.

The statement of a metric whose method needs it selects `week_on`, `stopped_week_on`, `desk`, `is_low_income`,
`requests` and `fte_days` from `weekly_work`, and names `as_of` among its parameters.
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from voortgang.methods.history import DESKS, REGULAR, TASK_FORCE, History

if TYPE_CHECKING:
    import pandas as pd

DAYS = np.timedelta64(7, "D")


def history(frame: "pd.DataFrame", as_of: date) -> History:
    """Counts per week as known at the end of the last whole week (Monday to Sunday) up to `as_of`.

    What was closed later counts as open then. Without a request by that Sunday there are no weeks.
    """
    counts = frame[frame["requests"] > 0]
    weeks_on = _weeks(counts, as_of)
    return History(weeks_on, *_requests(counts, weeks_on), _fte_days(frame, weeks_on))


def _weeks(counts: "pd.DataFrame", as_of: date) -> NDArray[np.datetime64]:
    """Mondays from the first week with a request through the last whole week."""
    monday_after = np.datetime64(as_of - timedelta(days=as_of.isoweekday() % 7 - 1))
    came = _days(counts, "week_on")
    return np.arange(came.min() if len(came) else monday_after, monday_after, DAYS)


def _days(frame: "pd.DataFrame", column: str) -> NDArray[np.datetime64]:
    return frame[column].to_numpy(dtype="datetime64[D]")


def _requests(counts: "pd.DataFrame", weeks_on: NDArray[np.datetime64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Received (W, 2) and closed (W, W, 2, 4)."""
    weeks = len(weeks_on)
    received, closed = np.zeros((weeks, 2), dtype=np.int64), np.zeros((weeks, weeks, 2, len(DESKS)), dtype=np.int64)
    known = counts[np.isin(_days(counts, "week_on"), weeks_on)]
    np.add.at(received, (_place(known, "week_on", weeks_on), _class(known)), known["requests"])
    ended = known[np.isin(_days(known, "stopped_week_on"), weeks_on)]
    desk = ended["desk"].map(DESKS.index).to_numpy(dtype=np.int64)
    came, went = (_place(ended, column, weeks_on) for column in ("week_on", "stopped_week_on"))
    np.add.at(closed, (came, went, _class(ended), desk), ended["requests"])
    return received, closed


def _place(frame: "pd.DataFrame", column: str, weeks_on: NDArray[np.datetime64]) -> NDArray[np.int64]:
    return np.searchsorted(weeks_on, _days(frame, column))


def _class(frame: "pd.DataFrame") -> NDArray[np.int64]:
    return frame["is_low_income"].to_numpy(dtype=np.int64)


def _fte_days(frame: "pd.DataFrame", weeks_on: NDArray[np.datetime64]) -> NDArray[np.float64]:
    """(W, 2), NaN where nobody says."""
    found = np.full((len(weeks_on), 2), np.nan)
    for column, desk in enumerate((DESKS[REGULAR], DESKS[TASK_FORCE])):
        present = frame[(frame["desk"] == desk) & frame["fte_days"].notna()]
        present = present[np.isin(_days(present, "week_on"), weeks_on)]
        found[_place(present, "week_on", weeks_on), column] = present["fte_days"]
    return found
