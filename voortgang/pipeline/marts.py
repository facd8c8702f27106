"""The marts: one table per thing that is counted, computed in order from staging."""

from collections.abc import Iterator, Mapping

import duckdb

from voortgang.pipeline.engines import setup_script
from voortgang.settings import QUERIES, REFERENCE

MARTS = (
    "period_days",
    "suspension_periods",
    "suspended_terms",
    "extended_terms",
    "groups",
    "requests",
    "request_days",
    "daily_flow",
    "decided_days",
    "undecided_at_norm",
    "due_days",
    "capacity",
    "suspension_letters",
    "extension_letters",
    "work_weeks",
    "weekly_work",
    "model_input",
    "decided_strata",
    "iv_capacity",
    "iv_projects",
    "iv_parts",
    "iv_measures",
    "iv_dependencies",
    "iv_links",
    "iv_allocations",
    "iv_realised",
)
"""each reads staging and the marts before it"""


def compute_marts(connection: duckdb.DuckDBPyConnection, known: Mapping[str, object]) -> Iterator[str]:
    """Load the reference data and compute every mart; yields the name of each that is done.

    `known` holds what a statement may ask for: `delivered_on`, `closed_since` and `counting`.
    """
    # rows of a mart have no order of their own; keeping one would cost memory and a processor
    connection.execute("set preserve_insertion_order = false")
    connection.execute("set variable reference = $folder", {"folder": str(REFERENCE)})
    connection.execute(setup_script("reference"))
    connection.execute(setup_script("types"))
    for mart in MARTS:
        statement = (QUERIES / "marts" / f"{mart}.sql").read_text(encoding="utf-8")
        used = {name: value for name, value in known.items() if f"${name}" in statement}
        connection.execute(f"create table {mart} as {statement}", used)
        yield mart
