"""docs/metrics.md, written from the headers of the metric files: `python -m voortgang.commands.metric_docs`."""

import sys

from voortgang.pipeline.metrics import Metric, metrics

OPENING = """# Cijfers

Gemaakt uit de koppen van `queries/metrics/*.sql` met `make docs`; wijzig die koppen, niet deze tekst.
"""


def metric_docs() -> str:
    """Every metric with its definition, grain and columns, as Markdown."""
    return "\n".join([OPENING, *(_section(metric) for metric in metrics().values())])


def _section(metric: Metric) -> str:
    kpi = f" ({', '.join(metric.kpi)})" if metric.kpi else ""
    columns = [
        f"| {name} | {column.label} | {column.unit} | {column.meaning} |" for name, column in metric.columns.items()
    ]
    shares = [
        f"| {share.name} | {share.label} | aandeel | {share.numerator} / {share.denominator} |"
        for share in metric.shares
    ]
    return "\n".join(
        [
            f"## {metric.title}{kpi}",
            "",
            f"`{metric.name}`: {metric.definition}",
            "",
            f"Korrel: {metric.grain}.",
            "",
            "| kolom | op het scherm | eenheid | betekenis |",
            "|---|---|---|---|",
            *columns,
            *shares,
            "",
        ]
    )


if __name__ == "__main__":
    sys.stdout.write(metric_docs())
