"""What every model starts from: the history and the calendar of one build and reference date, read once.

The rows of the mart `model_input` are of two kinds: counts of work, and with `working_days` the weeks of the calendar.
They are the same for every model, so what one finds another need not compute again.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from voortgang.errors import VoortgangError
from voortgang.methods.history import WITHDRAWN, History
from voortgang.methods.impact.in_force import measures_in_force
from voortgang.methods.impact.spans import Measure
from voortgang.pipeline.histories import history

if TYPE_CHECKING:
    import pandas as pd

    from voortgang.methods.queue.counterfactual import Counterfactual
    from voortgang.methods.queue.work_rate import WorkRate
    from voortgang.pipeline.selection import Without

KEPT = 16
LAST_WEEKS, FEWEST_A_WEEK = 26, 1
OF_STOCK = ("stock", "age_median_days", "age_p90_days")
"""figures of what is open; the others are of what was decided"""
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class KnownWork:
    """Equal when made of the same rows and reference date, so that results can be kept by it."""

    key: str
    history: History = field(compare=False)
    working_days: Floats = field(compare=False)
    """of every week from the first of the history on, as far as the calendar goes"""
    planned: tuple[tuple[float, float], ...] = field(compare=False)
    """planned full-time days of the weeks after the history, as far as they were delivered: regular, task force"""
    measures: dict[int, Measure] = field(compare=False)

    def counted_in(self, figure: str) -> NDArray[np.int64]:
        """(W,) the requests on which a figure of each week rests: those that are open, or those that were decided."""
        if figure in OF_STOCK:
            return self.history.stock.sum(axis=1)
        return self.history.by_desk[:, :WITHDRAWN].sum(axis=1)


def known_work(frame: "pd.DataFrame", as_of: date) -> KnownWork:
    """What is known on `as_of`; raises VoortgangError when not one whole week is."""
    import pandas as pd

    known = history(frame[frame["working_days"].isna()], as_of)
    if not known.weeks:
        raise VoortgangError("Er is op deze peildatum nog geen hele week bekend. Kies een latere peildatum.")
    _refuse_few(known)
    key = hashlib.sha256(pd.util.hash_pandas_object(frame, index=False).to_numpy().tobytes() + str(as_of).encode())
    weeks = frame[frame["working_days"].notna()]
    weeks = weeks[weeks["week_on"].to_numpy(dtype="datetime64[D]") >= known.weeks_on[0]]
    days = weeks["working_days"].to_numpy(dtype=float)
    planned = weeks[["planned_regular_days", "planned_task_force_days"]].to_numpy(dtype=float)[known.weeks :]
    return KnownWork(key.hexdigest(), known, days, _without_gaps(planned), measures_in_force(known))


def _refuse_few(known: History) -> None:
    """A model of a queue in which next to nothing happens would be a made-up number."""
    decided = known.by_desk[-LAST_WEEKS:, :WITHDRAWN].sum()
    if decided < min(known.weeks, LAST_WEEKS) * FEWEST_A_WEEK:
        raise VoortgangError(
            f"Te weinig gegevens voor een rekenmodel: in de laatste {min(known.weeks, LAST_WEEKS)} weken is op "
            f"{decided} verzoeken besloten. Nodig is gemiddeld ten minste één besluit per week."
        )


def _without_gaps(planned: Floats) -> tuple[tuple[float, float], ...]:
    """The plan up to the first week of which nothing is planned."""
    gaps = np.flatnonzero(np.isnan(planned).any(axis=1))
    return tuple((float(one), float(other)) for one, other in planned[: gaps[0] if len(gaps) else len(planned)])


@lru_cache(maxsize=KEPT)
def rate_of(known: KnownWork) -> "WorkRate":
    """What a full-time day of the regular teams decides; raises VoortgangError without capacity."""
    from voortgang.methods.queue.work_rate import work_rate

    return work_rate(known.history)


@lru_cache(maxsize=KEPT)
def without(known: KnownWork, measure: "Without") -> "Counterfactual | None":
    """The queue without a measure; None when it decided nothing."""
    from voortgang.methods.queue.counterfactual import DESKS, counterfactual

    if not known.history.by_desk[:, DESKS[measure]].any():
        return None
    return counterfactual(known.history, measure, rate_of(known))
