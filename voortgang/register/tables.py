"""The tables as the code uses them; how they are made stands in `migrations`, and a test compares the two.

Rows are only ever added. What ends or replaces something is a row of its own, so that the past can still be asked for.
"""

from datetime import UTC, datetime

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, ForeignKey, Index, Integer, MetaData, Table, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """An instant, with its zone in Python and in UTC in every database (SQLite keeps no zones)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database; an instant without a zone could be any of twenty-four and is a bug of the caller."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database."""
        return value and (value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC))


metadata = MetaData()

events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("happened_on", Date, nullable=False),
    Column("title", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("is_break", Boolean, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("recorded_by", Text, nullable=False),
)

event_withdrawals = Table(
    "event_withdrawals",
    metadata,
    # the key: an event is withdrawn once, also when two try at the same time
    Column("event_id", Integer, ForeignKey("events.id"), primary_key=True, autoincrement=False),
    Column("withdrawn_at", Moment, nullable=False),
    Column("withdrawn_by", Text, nullable=False),
    Column("withdrawal_reason", Text, nullable=False),
)

scenarios = Table(
    "scenarios",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    # what the last row of a name says counts; empty: taken away
    Column("settings", JSON(none_as_null=True)),
    Column("recorded_at", Moment, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Index("scenarios_by_name", "name", "id"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("recorded_at", Moment, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("subject_id", Integer, nullable=False),
    Column("before", JSON(none_as_null=True)),
    Column("after", JSON(none_as_null=True)),
    Index("audit_of_subject", "subject", "subject_id"),
)

measures = Table(
    "measures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("recorded_at", Moment, nullable=False),
    Column("recorded_by", Text, nullable=False),
)

measure_numbers = Table(
    "measure_numbers",
    metadata,
    # the key: a VM number belongs to one measure
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("measure_id", Integer, ForeignKey("measures.id"), nullable=False),
)

measure_rows = Table(
    "measure_rows",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("measure_id", Integer, ForeignKey("measures.id"), nullable=False),
    Column("section", Text, nullable=False),
    Column("ambition", Text, nullable=False),
    Column("page", Text, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("recorded_by", Text, nullable=False),
)

measure_statuses = Table(
    "measure_statuses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("row_id", Integer, ForeignKey("measure_rows.id"), nullable=False),
    # unique: no two can follow the same status, whatever goes wrong in the code
    Column("based_on", Integer, ForeignKey("measure_statuses.id"), unique=True),
    Column("valid_from", Date, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("recorded_by", Text, nullable=False),
    *(Column(name, Text, nullable=False) for name in ("change_reason", "target_reason", "phase", "phase_basis")),
    *(
        Column(name, Boolean, nullable=False)
        for name in ("is_delayed", "is_on_hold", "is_partly_live", "is_transferred", "is_ended")
    ),
    Column("reasons", JSON, nullable=False),
    Column("depends_on", JSON, nullable=False),
    *(Column(name, Date) for name in ("target_on", "first_promised_on", "review_on")),
    *(
        Column(name, Text, nullable=False)
        for name in ("owner", "partial_results", "explanation", "evidence", "outcome")
    ),
    Column("informed", JSON, nullable=False),
    Index("measure_statuses_by_row", "row_id", "id"),
)

measure_drafts = Table(
    "measure_drafts",
    metadata,
    Column("id", Integer, primary_key=True),
    # empty: a row that does not exist yet, and then `new_row` says which
    Column("row_id", Integer, ForeignKey("measure_rows.id")),
    Column("new_row", JSON(none_as_null=True)),
    Column("based_on", Integer, ForeignKey("measure_statuses.id")),
    # unique: no two can replace the same draft
    Column("seen_draft", Integer, ForeignKey("measure_drafts.id"), unique=True),
    Column("valid_from", Date, nullable=False),
    Column("change_reason", Text, nullable=False),
    Column("target_reason", Text, nullable=False),
    Column("content", JSON, nullable=False),
    Column("written_at", Moment, nullable=False),
    Column("written_by", Text, nullable=False),
    Index("measure_drafts_by_row", "row_id", "id"),
)

measure_draft_ends = Table(
    "measure_draft_ends",
    metadata,
    # the key: a draft ends once, also when two try at the same time
    Column("draft_id", Integer, ForeignKey("measure_drafts.id"), primary_key=True, autoincrement=False),
    Column("how", Text, nullable=False),
    Column("ended_at", Moment, nullable=False),
    Column("ended_by", Text, nullable=False),
    Column("end_reason", Text, nullable=False),
    Column("status_id", Integer, ForeignKey("measure_statuses.id"), unique=True),
)
