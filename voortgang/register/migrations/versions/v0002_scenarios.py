"""Scenarios of the forecast, by name."""

import sqlalchemy as sa
from alembic import op

from voortgang.register.migrations.only_grow import only_grow

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """From events and their audit."""
    op.create_table(
        "scenarios",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("settings", sa.JSON),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text, nullable=False),
    )
    op.create_index("scenarios_by_name", "scenarios", ["name", "id"])
    only_grow("scenarios")
