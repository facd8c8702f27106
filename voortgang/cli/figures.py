"""Commands that compute the figures of a warehouse."""

from typing import Annotated, Literal

import typer

from voortgang.cli.app import Form, WarehouseOption, app


@app.command()
def metrics() -> None:
    """Toon alle cijfers met hun titel."""
    from voortgang.commands.figures import listed_metrics

    typer.echo(listed_metrics())


@app.command()
def metric(
    name: Annotated[str, typer.Argument(help="naam van het cijfer, zie voortgang metrics")],
    settings: Annotated[list[str] | None, typer.Option("--set", help="parameter=waarde")] = None,
    output: Annotated[Form, typer.Option("--format", help="vorm van de uitvoer")] = "table",
    warehouse: WarehouseOption = None,
) -> None:
    """Bereken één cijfer. Kleine aantallen zijn hier niet afgeschermd."""
    from voortgang.commands.figures import computed_metric

    typer.echo(computed_metric(name, settings or [], output, warehouse))


@app.command()
def kpi(
    as_of: Annotated[str | None, typer.Option(help="peildatum; standaard de leverdatum")] = None,
    since: Annotated[str | None, typer.Option(help="begin van de periode; standaard alles")] = None,
    until: Annotated[str | None, typer.Option(help="eind van de periode; standaard de peildatum")] = None,
    where: Annotated[list[str] | None, typer.Option(help="team=…, channel=… of fast_track=ja/nee")] = None,
    output: Annotated[Literal["table", "json"], typer.Option("--format", help="vorm van de uitvoer")] = "table",
    warehouse: WarehouseOption = None,
) -> None:
    """Toon de kerncijfers op een peildatum. Kleine aantallen zijn hier niet afgeschermd."""
    from voortgang.commands.figures import computed_kpis

    chosen = {"as_of": as_of, "since": since, "until": until}
    typer.echo(computed_kpis({name: text for name, text in chosen.items() if text}, where or [], output, warehouse))
