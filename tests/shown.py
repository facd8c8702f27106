"""Protected results from small tables, for tests of what is made from them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd

from voortgang.methods.disclosure import Protected, protect
from voortgang.pipeline.metrics import metric
from voortgang.pipeline.warehouse import Build, Result

BUILD = Build(
    id="20250701T060000000000-2025-06-30",
    delivered_on=date(2025, 6, 30),
    is_fictional=True,
    description="Fictieve levering",
    built_at=datetime(2025, 7, 1, 6, tzinfo=UTC),
    code_version="0.1.0",
    requests=5000,
    first_received_on=date(2024, 1, 1),
    warnings=1,
    mapping=None,
    counting="strict",
    closed_since=None,
)
MONTHS = [date(2025, month, 1) for month in range(1, 7)]


def result(name: str, rows: list[tuple[Any, ...]], **parameters: Any) -> Result:
    """Rows as the metric `name` would return them."""
    wanted = metric(name)
    frame = pd.DataFrame(rows, columns=list(wanted.columns))
    if "period_on" in frame:
        frame["period_on"] = pd.to_datetime(frame["period_on"])
    chosen = {"as_of": date(2025, 6, 30), "period": "month", "split": "none"} | parameters
    return Result(wanted, frame, chosen, BUILD)


def shown(name: str, rows: list[tuple[Any, ...]], smallest_count: int = 10, **parameters: Any) -> Protected:
    """The same rows after disclosure control."""
    return protect(result(name, rows, **parameters), smallest_count)


def on_real_data(protected: Protected) -> Protected:
    """The same result as if it came from a real delivery."""
    return replace(protected, build=replace(protected.build, is_fictional=False))
