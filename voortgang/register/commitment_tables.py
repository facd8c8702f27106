"""The tables of commitments, as the code uses them: like all others they only grow."""

from sqlalchemy import JSON, Column, Date, ForeignKey, Index, Integer, Table, Text

from voortgang.register import tables
from voortgang.register.tables import Moment

metadata = tables.metadata
"""of all tables, from here on with these"""

commitments = Table(
    "commitments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("recorded_at", Moment, nullable=False),
    Column("recorded_by", Text, nullable=False),
)

commitment_entries = Table(
    "commitment_entries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("commitment_id", Integer, ForeignKey("commitments.id"), nullable=False),
    # unique: no two can follow the same entry, whatever goes wrong in the code
    Column("based_on", Integer, ForeignKey("commitment_entries.id"), unique=True),
    Column("valid_from", Date, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("recorded_by", Text, nullable=False),
    *(
        Column(name, Text, nullable=False)
        for name in ("change_reason", "kind", "text", "asked_by", "session", "dossier", "number", "owner")
    ),
    Column("source_on", Date),
    Column("made_on", Date, nullable=False),
    Column("due_on", Date),
    Column("first_due_on", Date),
    Column("settled", JSON(none_as_null=True)),
    Column("withdrawal", Text, nullable=False),
    Index("commitment_entries_by_commitment", "commitment_id", "id"),
)
