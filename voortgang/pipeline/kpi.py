"""The KPIs as of one reference date, keyed by their id: what letters, bars and people can rely on."""

from typing import Any

from voortgang.pipeline.selection import Selection
from voortgang.pipeline.warehouse import Warehouse


def kpis(warehouse: Warehouse, chosen: Selection) -> dict[str, Any]:
    """Every KPI for the chosen period and filters; a share is 0–1, None where there is nothing to divide.

    K1, K2: decided in the period. K3: ripe cohorts received in it. K4: gross days, nearest rank. K5–K7: as of the
    reference date. K9: flow in the period. K14: the four weeks before the reference date.
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
        "K9": _flow(_row(warehouse, "flow", parameters)),
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
