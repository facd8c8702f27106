"""The tables of frozen letters, as the code uses them: like all others they only grow."""

from sqlalchemy import Column, Date, ForeignKey, Integer, LargeBinary, Table, Text, UniqueConstraint

from voortgang.register import portfolio_tables
from voortgang.register.tables import Moment

metadata = portfolio_tables.metadata
"""of all tables, from here on with these"""

letters = Table(
    "letters",
    metadata,
    Column("id", Integer, primary_key=True),
    # unique: a version is frozen once, also when two try at the same time
    Column("letter", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("reference_on", Date, nullable=False),
    Column("frozen_at", Moment, nullable=False),
    Column("frozen_by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    # the whole letter as JSON, byte for byte as it was frozen
    Column("content", Text, nullable=False),
    Column("sha256", Text, nullable=False),
)

letter_documents = Table(
    "letter_documents",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("letter_id", Integer, ForeignKey("letters.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("sha256", Text, nullable=False),
    UniqueConstraint("letter_id", "name", name="letter_documents_by_name"),
)

letter_approvals = Table(
    "letter_approvals",
    metadata,
    # the key: a letter is approved once, also when two try at the same time
    Column("letter_id", Integer, ForeignKey("letters.id"), primary_key=True, autoincrement=False),
    Column("approved_at", Moment, nullable=False),
    Column("approved_by", Text, nullable=False),
)
