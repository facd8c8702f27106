"""Tables of which the database itself refuses to change or remove what was written, whoever asks."""

from alembic import op

REFUSE_CHANGE = """
create or replace function refuse_change() returns trigger language plpgsql as
$$ begin raise exception 'append only: % on %', tg_op, tg_table_name; end $$
"""


def only_grow(*tables: str) -> None:
    """Make these tables append-only, within a migration."""
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
