"""The KPIs as of one reference date, keyed by their id: what letters, bars and people can rely on."""

from typing import Any

from voortgang.pipeline.selection import Selection
from voortgang.pipeline.warehouse import Warehouse


def kpis(warehouse: Warehouse, chosen: Selection) -> dict[str, Any]:
    """Every KPI for the chosen period and filters; a share is 0–1, None where there is nothing to divide.

    K1, K2: decided in the period. K3: ripe cohorts received in it. K4: gross days, nearest rank. K5–K7: as of the
    reference date. K8: received in the period. K9, K11, K12: in the period. K10: the last four full weeks before the
    reference date. K13: requests whose 56th day lies in the period. K14: the four weeks before the reference date.
    """
    parameters = chosen.parameters() | {"period": "all", "split": "none"}
    on_time = _row(warehouse, "decided_on_time", parameters)
    cohort = _row(warehouse, "cohort_on_time", parameters)
    time = _row(warehouse, "throughput_time", parameters)
    backlog = _row(warehouse, "backlog", parameters)
    return {
        "as_of": chosen.as_of.isoformat(),
        "since": chosen.since.isoformat(),
        "until": chosen.until.isoformat(),
        "K1": _share(on_time.get("within_norm"), on_time.get("decided")),
        "K2": _share(on_time.get("within_legal"), on_time.get("decided")),
        "K3": _share(cohort.get("decided_within_norm"), cohort.get("received")),
        "K4": {"median_days": time.get("median_days"), "p90_days": time.get("p90_days"), "n": time.get("decided", 0)},
        "K5": {"value": backlog.get("backlog", 0)},
        "K6a": {"value": backlog.get("past_norm", 0)},
        "K6b": {"value": backlog.get("past_legal", 0)},
        "K7": _age(warehouse, parameters),
        "K8": _survival(warehouse, parameters),
        "K9": _flow(_row(warehouse, "flow", parameters)),
        "K10": _clearance(_row(warehouse, "clearance", parameters)),
        "K11": _fast_track(_row(warehouse, "fast_track_share", parameters)),
        "K12": _suspension(_row(warehouse, "suspension", parameters)),
        "K13": _share(*_two(_row(warehouse, "extension", parameters), "extended", "undecided")),
        "K14": _longest(_row(warehouse, "longest_recent", parameters)),
    }


def _row(warehouse: Warehouse, name: str, parameters: dict[str, Any]) -> dict[str, Any]:
    """The only row of a metric over the whole period; nothing when no request is in it."""
    frame = warehouse.run(name, parameters).frame
    return {} if frame.empty else {str(key): _plain(value) for key, value in frame.iloc[0].items()}


def _age(warehouse: Warehouse, parameters: dict[str, Any]) -> dict[str, Any]:
    age = _row(warehouse, "backlog_age_summary", parameters)
    bands = warehouse.run("backlog_age", parameters).frame
    counts = {band: int(count) for band, count in zip(bands["band"], bands["backlog"], strict=True)}
    days = {name: age.get(name) for name in ("oldest_days", "median_days", "p90_days")}
    return {"bands": counts, **days, "n": age.get("backlog", 0)}


def _survival(warehouse: Warehouse, parameters: dict[str, Any]) -> dict[str, Any]:
    curve = _row(warehouse, "survival", parameters)
    chances = warehouse.run("survival_chances", parameters).frame
    within = {
        f"within_{row['weeks']}_weeks": {name: _plain(row[name]) for name in ("chance", "low", "high")}
        for row in chances.to_dict("records")
    }
    days = ("median_days", "median_low_days", "median_high_days", "p90_days")
    return {**{name: curve.get(name) for name in days}, "n": curve.get("requests", 0), **within}


def _clearance(row: dict[str, Any]) -> dict[str, Any]:
    same = ("backlog", "outflow", "task_force_outflow")
    weeks = {"weeks": row.get("clearance_weeks"), "weeks_without_task_force": row.get("clearance_weeks_other")}
    return {**weeks, **{name: row.get(name, 0) for name in same}}


def _fast_track(row: dict[str, Any]) -> dict[str, Any]:
    medians = ("median_fast_track_days", "median_regular_days")
    return _share(*_two(row, "fast_track", "decided")) | {name: row.get(name) for name in medians}


def _suspension(row: dict[str, Any]) -> dict[str, Any]:
    means = ("suspended_days", "gross_days", "net_days", "difference_days")
    return _share(*_two(row, "suspended", "decided")) | {name: row.get(name) for name in means}


def _two(row: dict[str, Any], numerator: str, denominator: str) -> tuple[int | None, int | None]:
    return row.get(numerator), row.get(denominator)


def _longest(recent: dict[str, Any]) -> dict[str, Any]:
    return {
        "p95_weeks": recent.get("p95_weeks"),
        "max_weeks": recent.get("longest_weeks"),
        "p95_days": recent.get("p95_days"),
        "max_days": recent.get("longest_days"),
        "n": recent.get("decided", 0),
    }


def _share(numerator: int | None, denominator: int | None) -> dict[str, Any]:
    value = (numerator or 0) / denominator if denominator else None
    return {"numerator": numerator or 0, "denominator": denominator or 0, "value": value}


def _flow(flow: dict[str, Any]) -> dict[str, Any]:
    same = ("decided", "withdrawn", "backlog_start", "backlog_end")
    inflow, balance = flow.get("received", 0), flow.get("balance", 0)
    return {"value": balance, "inflow": inflow, "outflow": inflow - balance} | {
        name: flow.get(name, 0) for name in same
    }


def _plain(value: Any) -> Any:
    import pandas as pd

    if pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value
