"""Commands around what people write: the register of improvement measures."""

from typing import Annotated, Literal

import typer

from voortgang.cli.app import app, day


@app.command()
def measures(
    as_of: Annotated[str | None, typer.Option(help="stand op deze dag; standaard vandaag")] = None,
    known_on: Annotated[str | None, typer.Option(help="met wat op deze dag bekend was; standaard alles")] = None,
    output: Annotated[Literal["table", "json"], typer.Option("--format", help="vorm van de uitvoer")] = "table",
    rows: Annotated[bool, typer.Option("--rows", help="ook het register zelf, rij voor rij")] = False,
) -> None:
    """Toon het register van verbetermaatregelen: aantallen op maatregelen en op rijen."""
    from voortgang.commands.measures import measures_report

    on, known = (day(text) if text else None for text in (as_of, known_on))
    typer.echo(measures_report(on, known, output, rows))
