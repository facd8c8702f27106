"""Commands around the choice of projects for the IV days that there are."""

from pathlib import Path
from typing import Annotated

import typer

from voortgang.cli.app import app

portfolio = typer.Typer(no_args_is_help=True, help="De keuze van projecten binnen de IV-dagen die er zijn.")
app.add_typer(portfolio, name="portfolio")


@portfolio.command()
def solve(
    problem: Annotated[Path, typer.Argument(help="JSON-bestand met capaciteit en projecten")],
    explain: Annotated[
        bool, typer.Option("--explain", help="ook waarom de rest niet, en wat meer dagen geven")
    ] = False,
    output_json: Annotated[bool, typer.Option("--json", help="als JSON")] = False,
) -> None:
    """Zoek de keuze met de hoogste waarde binnen de dagen die er zijn."""
    from voortgang.commands.portfolio import as_json, portfolio_report, render

    report = portfolio_report(problem, explain)
    typer.echo(as_json(report) if output_json else render(report))
