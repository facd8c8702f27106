"""Events, their withdrawals and the audit of both."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

REFUSE_CHANGE = """
create function refuse_change() returns trigger language plpgsql as
$$ begin raise exception 'append only: % on %', tg_op, tg_table_name; end $$
"""


def upgrade() -> None:
    """From an empty database."""
    op.create_table(
        "events",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("happened_on", sa.Date, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("is_break", sa.Boolean, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text, nullable=False),
    )
    op.create_table(
        "event_withdrawals",
        sa.Column("event_id", sa.Integer, sa.ForeignKey("events.id"), primary_key=True, autoincrement=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by", sa.Text, nullable=False),
        sa.Column("withdrawal_reason", sa.Text, nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("subject_id", sa.Integer, nullable=False),
        sa.Column("before", sa.JSON),
        sa.Column("after", sa.JSON),
    )
    op.create_index("audit_of_subject", "audit", ["subject", "subject_id"])
    _make_append_only("events", "event_withdrawals", "audit")


def _make_append_only(*tables: str) -> None:
    """The database itself refuses to change or remove what was written, whoever asks."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(REFUSE_CHANGE)
        statement = (
            "create trigger {0}_stay before update or delete or truncate on {0} execute function refuse_change()"
        )
        statements = [statement.format(table) for table in tables]
    else:
        statement = "create trigger {0}_{1} before {1} on {0} begin select raise(abort, 'append only: {1} on {0}'); end"
        statements = [statement.format(table, verb) for table in tables for verb in ("update", "delete")]
    for statement in statements:
        op.execute(statement)
