"""Tables as they are printed."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

CONSOLE = Console(width=120)


def show(title: str, header: Sequence[str], rows: Iterable[Sequence[str]], caption: str = "") -> None:
    """Print one table: text to the left in the first column, numbers to the right in the others."""
    table = Table(title=title, title_justify="left", caption=caption or None, caption_justify="left")
    for number, column in enumerate(header):
        table.add_column(column, justify="right" if number else "left", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    CONSOLE.print(table)


def build_row(size: int, megabytes: float, builds: dict[str, Any]) -> list[str]:
    """Bare and ours side by side."""
    bare, ours = builds["bare"], builds["ours"]
    return [
        f"{size:,}",
        f"{megabytes:,.0f}",
        f"{bare['seconds']:.2f}",
        f"{ours['seconds']:.2f}",
        times(ours["seconds"], bare["seconds"]),
        times(ours["cpu_seconds"], bare["cpu_seconds"]),
        f"{bare['peak_mib']:,.0f}",
        f"{ours['peak_mib']:,.0f}",
    ]


def step_rows(steps: dict[int, dict[str, float]]) -> list[list[str]]:
    """One row per step of a build, a column per size."""
    names = next(iter(steps.values()))
    return [[name, *[f"{seconds[name]:.2f}" for seconds in steps.values()]] for name in names]


def expectations_row(size: int, step: dict[str, Any]) -> list[str]:
    """Great Expectations on every row."""
    return [
        f"{size:,}",
        f"{step['rows']:,}",
        f"{step['seconds']:.1f}",
        f"{step['rows'] / step['seconds']:,.0f}",
        f"{step['before_mib']:,.0f}",
        f"{step['peak_mib']:,.0f}",
    ]


def metric_row(name: str, milliseconds: dict[int, float]) -> list[str]:
    """One metric at every size, and the largest against the smallest."""
    sizes = sorted(milliseconds)
    growth = times(milliseconds[sizes[-1]], milliseconds[sizes[0]])
    return [name, *[f"{milliseconds[size]:.1f}" for size in sizes], growth]


def figure_row(figure: str, milliseconds: dict[str, float]) -> list[str]:
    """One figure by every tool, the plain tools with their ratio to ours."""
    plain = [tool for tool in milliseconds if tool != "ours"]
    ratios = [f"{milliseconds[tool]:,.1f} ({times(milliseconds[tool], milliseconds['ours'])})" for tool in plain]
    return [figure, f"{milliseconds['ours']:.1f}", *ratios]


def times(measured: float, reference: float) -> str:
    """A ratio, e.g. 2.31x."""
    return f"{measured / reference:.2f}x"
