"""The plain twin of the table of weekly counts: straight from the files of a delivery, without the warehouse."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from tests.reference.counting import is_office_day
from voortgang.methods.history import FAST_TRACK, REGULAR, TASK_FORCE, WITHDRAWN, History
from voortgang.settings import REFERENCE

WEEK = np.timedelta64(7, "D")


def history_of(folder: Path, until: date | None = None) -> History:
    """What the CSV files of a delivery tell as of the end of the last whole week up to `until` (its own date)."""
    about = tomllib.loads((folder / "delivery.toml").read_text(encoding="utf-8"))
    last = until or about["delivered_on"]
    end = last - timedelta(days=last.isoweekday() % 7)
    counted = _counted(pd.read_csv(folder / "requests.csv", dtype=str, keep_default_na=False))
    counted = counted[counted["received"] <= np.datetime64(end)]
    first = _first_monday(counted, about.get("closed_since"))
    weeks_on = np.arange(first, np.datetime64(end), WEEK) if first is not None else np.array([], "datetime64[D]")
    if not len(weeks_on):
        return History(weeks_on, np.zeros((0, 2), int), np.zeros((0, 0, 2, 4), int), np.zeros((0, 2)))
    received, closed = _counts(counted, weeks_on)
    return History(weeks_on, received, closed, _fte_days(folder / "capacity.csv", weeks_on))


def _counted(delivered: pd.DataFrame) -> pd.DataFrame:
    """One row per request that counts: received, stopped (or none), class and desk."""
    rows = delivered[delivered["dubbel_van"] == ""]
    day = {name: pd.to_datetime(rows[name], format="%Y-%m-%d") for name in rows if name.endswith("_op")}
    is_withdrawn = rows["uitkomst"] == "ingetrokken"
    stopped = day["verzonden_op"].where(~is_withdrawn, day["ingetrokken_op"].fillna(day["verzonden_op"]))
    stopped = stopped.mask(day["heropend_op"] >= stopped)
    desk = pd.Series(REGULAR, index=rows.index)
    desk[rows["team"].isin(_reference("task_force_teams", "team"))] = TASK_FORCE
    desk[rows["versneld"] == "ja"] = FAST_TRACK
    desk[is_withdrawn] = WITHDRAWN
    income = rows["inkomensklasse"].isin(_reference("fast_track_incomes", "income_class")).astype(int)
    return pd.DataFrame({"received": day["ontvangen_op"], "stopped": stopped, "kind": income, "desk": desk})


def _reference(name: str, column: str) -> list[str]:
    return pd.read_csv(REFERENCE / f"{name}.csv")[column].tolist()


def _first_monday(counted: pd.DataFrame, closed_since: date | None) -> np.datetime64 | None:
    """The week of the first receipt; or the first that began when the delivery held everything that was closed.

    What was closed before that week does not count, so without anything else weeks begin with what came later.
    """
    since = closed_since and pd.Timestamp(closed_since + timedelta(days=-closed_since.weekday() % 7))
    received = counted["received"][~(counted["stopped"] < since)] if since else counted["received"]
    if received.empty:
        return None
    first = received.min()
    monday = first - timedelta(days=first.weekday())
    return np.datetime64((max(monday, since) if since else monday).date())


def _counts(counted: pd.DataFrame, weeks_on: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    weeks = len(weeks_on)
    received, closed = np.zeros((weeks, 2), int), np.zeros((weeks, weeks, 2, 4), int)
    days = {name: counted[name].to_numpy().astype("datetime64[D]") for name in ("received", "stopped")}
    week = {name: np.floor((value - weeks_on[0]) / WEEK) for name, value in days.items()}
    kind, desk = counted["kind"].to_numpy(), counted["desk"].to_numpy()
    counts = ~(week["stopped"] < 0)  # closed before the first week: never in stock
    came = np.maximum(week["received"], 0).astype(int)
    np.add.at(received, (came[counts], kind[counts]), 1)
    known = counts & (week["stopped"] < weeks)  # not so for a stop later on, or for none
    np.add.at(closed, (came[known], week["stopped"][known].astype(int), kind[known], desk[known]), 1)
    return received, closed


def _fte_days(path: Path, weeks_on: np.ndarray) -> np.ndarray:
    """Present FTE times the working days of the week; no task force is none, unless nobody was counted at all."""
    rows = pd.read_csv(path) if path.exists() else pd.DataFrame(columns=["week_van", "team", "fte_aanwezig"])
    temporary = _reference("task_force_teams", "team")
    days = np.full((len(weeks_on), 2), np.nan)
    for at, monday in enumerate(weeks_on.astype(object)):
        present = rows[rows["week_van"].astype(str) == str(monday)]
        is_temporary = present["team"].isin(temporary)
        regular, task_force = present[~is_temporary], present[is_temporary]
        working = sum(is_office_day(monday + timedelta(days=step)) for step in range(7))
        if len(regular):
            days[at, 0] = regular["fte_aanwezig"].sum(skipna=False) * working
        if len(present):
            days[at, 1] = task_force["fte_aanwezig"].sum(skipna=False) * working
    return days
