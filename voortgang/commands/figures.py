"""`voortgang metrics`, `metric` and `kpi`: the same figures as on the pages, for people and machines."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from voortgang.commands.output import as_csv_text, as_json_text, as_table_text
from voortgang.errors import VoortgangError
from voortgang.pipeline.kpi import kpis
from voortgang.pipeline.metrics import metrics
from voortgang.pipeline.selection import Selection, parse_value
from voortgang.pipeline.warehouse import Result, Warehouse, open_warehouse, published

SYNONYMS = {"kanaal": "channel", "versneld": "fast_track"}
"""the words a Dutch reader uses for a filter"""


def listed_metrics() -> str:
    """One line per metric: name, KPI and title."""
    rows = [[name, ", ".join(found.kpi), found.title] for name, found in metrics().items()]
    return as_table_text(["cijfer", "kpi", "titel"], rows)


def computed_metric(name: str, settings: Iterable[str], output: str, path: Path | None) -> str:
    """Metric `name` with its shares, as table, json or csv; raises VoortgangError for an unknown name or parameter."""
    warehouse = open_warehouse(published(path))
    chosen = _chosen(warehouse, dict(_pair(text) for text in settings))
    result = warehouse.run(name, chosen.parameters())
    header, rows = _with_shares(result)
    if output == "json":
        return as_json_text([dict(zip(header, row, strict=True)) for row in rows])
    return (as_csv_text if output == "csv" else as_table_text)(header, rows)


def computed_kpis(texts: dict[str, str], where: Iterable[str], output: str, path: Path | None) -> str:
    """The KPIs as table or json; raises VoortgangError for an unknown filter or a date that is none."""
    warehouse = open_warehouse(published(path))
    found = kpis(warehouse, _chosen(warehouse, texts | dict(_pair(text) for text in where)))
    if output == "json":
        return as_json_text(found)
    rows = [[f"{key}.{name}" if name else key, value] for key, item in found.items() for name, value in _flat(item)]
    return as_table_text(["kpi", "waarde"], rows)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise VoortgangError(f"'{text}' is geen parameter=waarde, bijvoorbeeld team=regulier_1.")
    return SYNONYMS.get(name, name), value


def _chosen(warehouse: Warehouse, texts: dict[str, str]) -> Selection:
    values: dict[str, Any] = {name: parse_value(name, text) for name, text in texts.items()}
    if "as_of" in values:
        values.setdefault("until", values["as_of"])
    choices = warehouse.choices | ({"chain": warehouse.chains} if warehouse.chains else {})
    for name, known in choices.items():
        if name in values and values[name] not in known:
            raise VoortgangError(f"'{values[name]}' komt niet voor bij {name}. Kies uit: {', '.join(known)}.")
    return replace(warehouse.selection(), **values)


def _with_shares(result: Result) -> tuple[list[str], list[list[Any]]]:
    shares = result.metric.shares
    header = [*result.metric.columns, *(share.name for share in shares)]
    rows = []
    for record in result.frame.astype(object).where(result.frame.notna(), None).to_dict("records"):
        cells = [_plain(record[name]) for name in result.metric.columns]
        rows.append(cells + [_share(record[share.numerator], record[share.denominator]) for share in shares])
    return header, rows


def _share(numerator: Any, denominator: Any) -> float | None:
    return numerator / denominator if denominator and numerator is not None else None


def _plain(value: Any) -> Any:
    if hasattr(value, "date"):
        return value.date().isoformat()
    return value.item() if hasattr(value, "item") else value


def _flat(item: Any) -> list[tuple[str, Any]]:
    if not isinstance(item, dict):
        return [("", item)]
    return [(f"{name}.{rest}" if rest else name, value) for name, inner in item.items() for rest, value in _flat(inner)]
