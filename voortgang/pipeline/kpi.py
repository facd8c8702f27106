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

    def row(name: str) -> dict[str, Any]:
        frame = warehouse.run(name, parameters).frame
        return {} if frame.empty else {str(key): _plain(value) for key, value in frame.iloc[0].items()}

    on_time, cohort, time = row("decided_on_time"), row("cohort_on_time"), row("throughput_time")
    backlog, flow, recent = row("backlog"), row("flow"), row("longest_recent")
    age = row("backlog_age_summary")
    bands = warehouse.run("backlog_age", parameters).frame
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
        "K7": {
            "bands": {band: int(count) for band, count in zip(bands["band"], bands["backlog"], strict=True)},
            "oldest_days": age.get("oldest_days"),
            "median_days": age.get("median_days"),
            "p90_days": age.get("p90_days"),
            "n": age.get("backlog", 0),
        },
        "K9": _flow(flow),
        "K14": {
            "p95_weeks": recent.get("p95_weeks"),
            "max_weeks": recent.get("longest_weeks"),
            "p95_days": recent.get("p95_days"),
            "max_days": recent.get("longest_days"),
            "n": recent.get("decided", 0),
        },
    }


def _share(numerator: int | None, denominator: int | None) -> dict[str, Any]:
    value = (numerator or 0) / denominator if denominator else None
    return {"numerator": numerator or 0, "denominator": denominator or 0, "value": value}


def _flow(flow: dict[str, Any]) -> dict[str, Any]:
    received, decided, withdrawn = (flow.get(name, 0) for name in ("received", "decided", "withdrawn"))
    return {
        "value": received - decided - withdrawn,
        "inflow": received,
        "outflow": decided + withdrawn,
        "decided": decided,
        "withdrawn": withdrawn,
        "backlog_start": flow.get("backlog_start", 0),
        "backlog_end": flow.get("backlog_end", 0),
    }


def _plain(value: Any) -> Any:
    import pandas as pd

    if pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value
