"""Scenarios of the IV portfolio, the log of what they held, and which of them a meeting adopted."""

import sqlalchemy as sa
from alembic import op

from voortgang.register.migrations.only_grow import only_grow

revision = "0006"
down_revision = "0005"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """From a register without scenarios of the portfolio."""
    op.create_table(
        "portfolio_scenarios",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("folded_name", sa.Text, nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("recorded_by", sa.Text, nullable=False),
    )
    op.create_table(
        "portfolio_entries",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("scenario_id", sa.Integer, sa.ForeignKey("portfolio_scenarios.id"), nullable=False),
        sa.Column("based_on", sa.Integer, sa.ForeignKey("portfolio_entries.id"), unique=True),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("recorded_by", sa.Text, nullable=False),
        sa.Column("build_id", sa.Text, nullable=False),
        sa.Column("baseline", sa.Text, nullable=False),
        sa.Column("composition", sa.JSON, nullable=False),
        sa.Column("outcome", sa.JSON, nullable=False),
        sa.Column("withdrawal", sa.Text, nullable=False),
    )
    op.create_index("portfolio_entries_by_scenario", "portfolio_entries", ["scenario_id", "id"])
    op.create_table(
        "portfolio_adoptions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("scenario_id", sa.Integer, sa.ForeignKey("portfolio_scenarios.id"), nullable=False, unique=True),
        sa.Column("entry_id", sa.Integer, sa.ForeignKey("portfolio_entries.id"), nullable=False, unique=True),
        sa.Column("follows", sa.Integer, sa.ForeignKey("portfolio_adoptions.id"), unique=True),
        sa.Column("meeting", sa.Text, nullable=False),
        sa.Column("met_on", sa.Date, nullable=False),
        sa.Column("decision", sa.Text, nullable=False),
        sa.Column("adopted_at", MOMENT, nullable=False),
        sa.Column("adopted_by", sa.Text, nullable=False),
    )
    only_grow("portfolio_scenarios", "portfolio_entries", "portfolio_adoptions")
