"""Drafts of changes to measures, and how each ended: approved, returned, withdrawn or replaced."""

import sqlalchemy as sa
from alembic import op

from voortgang.register.migrations.only_grow import only_grow

revision = "0004"
down_revision = "0003"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """From a register in which every change was in force at once."""
    op.create_table(
        "measure_drafts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("row_id", sa.Integer, sa.ForeignKey("measure_rows.id")),
        sa.Column("new_row", sa.JSON(none_as_null=True)),
        sa.Column("based_on", sa.Integer, sa.ForeignKey("measure_statuses.id")),
        sa.Column("seen_draft", sa.Integer, sa.ForeignKey("measure_drafts.id"), unique=True),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("change_reason", sa.Text, nullable=False),
        sa.Column("target_reason", sa.Text, nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("written_by", sa.Text, nullable=False),
    )
    op.create_index("measure_drafts_by_row", "measure_drafts", ["row_id", "id"])
    op.create_table(
        "measure_draft_ends",
        sa.Column("draft_id", sa.Integer, sa.ForeignKey("measure_drafts.id"), primary_key=True, autoincrement=False),
        sa.Column("how", sa.Text, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=False),
        sa.Column("ended_by", sa.Text, nullable=False),
        sa.Column("end_reason", sa.Text, nullable=False),
        sa.Column("status_id", sa.Integer, sa.ForeignKey("measure_statuses.id"), unique=True),
    )
    only_grow("measure_drafts", "measure_draft_ends")
