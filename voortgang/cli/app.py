"""What the commands share: the program they belong to, and how a day and a warehouse are given."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from voortgang.errors import VoortgangError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="De Voortgangsmonitor op de opdrachtregel: een opdracht per taak.",
)
Form = Literal["table", "json", "csv"]
WarehouseOption = Annotated[
    Path | None, typer.Option(help="ander warehouse dan VOORTGANG_HOME/warehouse.duckdb", readable=False)
]


def day(text: str) -> date:
    """The day that was typed; raises VoortgangError when there is no such day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise VoortgangError(
            f"'{text}' is geen bestaande datum. Schrijf jjjj-mm-dd, bijvoorbeeld 2025-05-21."
        ) from None
