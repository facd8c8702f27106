"""The tables of portfolio scenarios, as the code uses them: like all others they only grow."""

from sqlalchemy import JSON, Column, Date, ForeignKey, Index, Integer, Table, Text

from voortgang.register import commitment_tables
from voortgang.register.tables import Moment

metadata = commitment_tables.metadata
"""of all tables, from here on with these"""

portfolio_scenarios = Table(
    "portfolio_scenarios",
    metadata,
    Column("id", Integer, primary_key=True),
    # the name without differences in capitals and spaces: no two scenarios are called the same
    Column("folded_name", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("recorded_by", Text, nullable=False),
)

portfolio_entries = Table(
    "portfolio_entries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("scenario_id", Integer, ForeignKey("portfolio_scenarios.id"), nullable=False),
    # unique: no two can follow the same entry, whatever goes wrong in the code
    Column("based_on", Integer, ForeignKey("portfolio_entries.id"), unique=True),
    Column("recorded_at", Moment, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("build_id", Text, nullable=False),
    Column("baseline", Text, nullable=False),
    Column("composition", JSON, nullable=False),
    Column("outcome", JSON, nullable=False),
    Column("withdrawal", Text, nullable=False),
    Index("portfolio_entries_by_scenario", "scenario_id", "id"),
)

portfolio_adoptions = Table(
    "portfolio_adoptions",
    metadata,
    Column("id", Integer, primary_key=True),
    # unique: a scenario is adopted once, also when two try at the same time
    Column("scenario_id", Integer, ForeignKey("portfolio_scenarios.id"), nullable=False, unique=True),
    Column("entry_id", Integer, ForeignKey("portfolio_entries.id"), nullable=False, unique=True),
    # unique: no two can take the place of the same earlier decision
    Column("follows", Integer, ForeignKey("portfolio_adoptions.id"), unique=True),
    Column("meeting", Text, nullable=False),
    Column("met_on", Date, nullable=False),
    Column("decision", Text, nullable=False),
    Column("adopted_at", Moment, nullable=False),
    Column("adopted_by", Text, nullable=False),
)
