"""Improvement measures, their rows in the annex and the log of statuses, with the facts they start with."""

import sqlalchemy as sa
from alembic import op

from voortgang.register.migrations.first_measures import first_measures
from voortgang.register.migrations.only_grow import only_grow

revision = "0003"
down_revision = "0002"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """From events, scenarios and their audit."""
    op.create_table(
        "measures",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("recorded_by", sa.Text, nullable=False),
    )
    op.create_table(
        "measure_numbers",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("measure_id", sa.Integer, sa.ForeignKey("measures.id"), nullable=False),
    )
    op.create_table(
        "measure_rows",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("measure_id", sa.Integer, sa.ForeignKey("measures.id"), nullable=False),
        sa.Column("section", sa.Text, nullable=False),
        sa.Column("ambition", sa.Text, nullable=False),
        sa.Column("page", sa.Text, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("recorded_by", sa.Text, nullable=False),
    )
    _create_statuses()
    op.create_index("measure_statuses_by_row", "measure_statuses", ["row_id", "id"])
    first_measures()
    only_grow("measures", "measure_numbers", "measure_rows", "measure_statuses")


def _create_statuses() -> None:
    texts = ("change_reason", "target_reason", "phase", "phase_basis")
    flags = ("is_delayed", "is_on_hold", "is_partly_live", "is_transferred", "is_ended")
    more_texts = ("owner", "partial_results", "explanation", "evidence", "outcome")
    op.create_table(
        "measure_statuses",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("row_id", sa.Integer, sa.ForeignKey("measure_rows.id"), nullable=False),
        sa.Column("based_on", sa.Integer, sa.ForeignKey("measure_statuses.id"), unique=True),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("recorded_by", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        *(sa.Column(name, sa.Boolean, nullable=False) for name in flags),
        sa.Column("reasons", sa.JSON, nullable=False),
        sa.Column("depends_on", sa.JSON, nullable=False),
        *(sa.Column(name, sa.Date) for name in ("target_on", "first_promised_on", "review_on")),
        *(sa.Column(name, sa.Text, nullable=False) for name in more_texts),
        sa.Column("informed", sa.JSON, nullable=False),
    )
