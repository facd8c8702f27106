"""Commitments to parliament and the log of what became of them; they start empty: nothing is known for certain."""

import sqlalchemy as sa
from alembic import op

from voortgang.register.migrations.only_grow import only_grow

revision = "0005"
down_revision = "0004"

MOMENT = sa.DateTime(timezone=True)
TEXTS = ("change_reason", "kind", "text", "asked_by", "session", "dossier", "number", "owner")


def upgrade() -> None:
    """From a register without commitments."""
    op.create_table(
        "commitments",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("recorded_by", sa.Text, nullable=False),
    )
    op.create_table(
        "commitment_entries",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("commitment_id", sa.Integer, sa.ForeignKey("commitments.id"), nullable=False),
        sa.Column("based_on", sa.Integer, sa.ForeignKey("commitment_entries.id"), unique=True),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("recorded_by", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in TEXTS),
        sa.Column("source_on", sa.Date),
        sa.Column("made_on", sa.Date, nullable=False),
        sa.Column("due_on", sa.Date),
        sa.Column("first_due_on", sa.Date),
        sa.Column("settled", sa.JSON(none_as_null=True)),
        sa.Column("withdrawal", sa.Text, nullable=False),
    )
    op.create_index("commitment_entries_by_commitment", "commitment_entries", ["commitment_id", "id"])
    only_grow("commitments", "commitment_entries")
