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
            *_remarks(metric),
            "| kolom | op het scherm | eenheid | betekenis |",
            "|---|---|---|---|",
            *columns,
            *shares,
            "",
        ]
    )


def _remarks(metric: Metric) -> list[str]:
    """What a reader of the code must know besides: how it is computed, who may see it, what it cannot be split by."""
    splits = [f"Niet uit te splitsen naar `{split}`. {reason}" for split, reason in metric.unsplit.items()]
    told = [
        f"Berekend met `{metric.method}` uit de rijen van de query." if metric.method else "",
        f"Alleen voor de rol {metric.role}." if metric.role else "",
        f"Alleen als de levering `{metric.needs}` bevat." if metric.needs else "",
        *splits,
    ]
    return [line for remark in told if remark for line in (remark, "")]


if __name__ == "__main__":
    sys.stdout.write(metric_docs())
