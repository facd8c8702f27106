"""Letters as they were frozen, with their documents and who approved them."""

import sqlalchemy as sa
from alembic import op

from voortgang.register.migrations.only_grow import only_grow

revision = "0007"
down_revision = "0006"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """From a register without letters."""
    op.create_table(
        "letters",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("letter", sa.Text, nullable=False, unique=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("reference_on", sa.Date, nullable=False),
        sa.Column("frozen_at", MOMENT, nullable=False),
        sa.Column("frozen_by", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
    )
    op.create_table(
        "letter_documents",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("letter_id", sa.Integer, sa.ForeignKey("letters.id"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.UniqueConstraint("letter_id", "name", name="letter_documents_by_name"),
    )
    op.create_table(
        "letter_approvals",
        sa.Column("letter_id", sa.Integer, sa.ForeignKey("letters.id"), primary_key=True, autoincrement=False),
        sa.Column("approved_at", MOMENT, nullable=False),
        sa.Column("approved_by", sa.Text, nullable=False),
    )
    only_grow("letters", "letter_documents", "letter_approvals")
