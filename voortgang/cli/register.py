"""Commands around what people write: the register of improvement measures."""

from pathlib import Path
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


@app.command()
def measures_export(
    file: Annotated[Path, typer.Argument(help="nieuw bestand, .xlsx of .csv", readable=False)],
    as_of: Annotated[str | None, typer.Option(help="stand op deze dag; standaard vandaag")] = None,
    known_on: Annotated[str | None, typer.Option(help="met wat op deze dag bekend was; standaard alles")] = None,
    history: Annotated[bool, typer.Option("--history", help="CSV met alles wat ooit is vastgelegd")] = False,
) -> None:
    """Schrijf het register van maatregelen naar een bestand om in te werken; een werkmap bevat ook de geschiedenis."""
    from voortgang.commands.exchange import exported

    on, known = (day(text) if text else None for text in (as_of, known_on))
    typer.echo(exported(file, on, known, history))


@app.command()
def measures_import(
    file: Annotated[Path, typer.Argument(help="bewerkte export, .xlsx of .csv", readable=False)],
    by: Annotated[str, typer.Option(help="wie de voorstellen schrijft")] = "",
    write: Annotated[bool, typer.Option("--write", help="leg vast wat kan, als voorstellen")] = False,
) -> None:
    """Toon wat een bewerkte export in het register zou wijzigen; met --write worden het voorstellen ter beoordeling."""
    from voortgang.commands.exchange import imported

    told, is_whole = imported(file, by, write)
    typer.echo(told)
    if not is_whole:
        raise typer.Exit(1)
