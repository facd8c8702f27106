"""Commands around a delivery: make one, process one, show it."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from voortgang.cli.app import WarehouseOption, app, day


@app.command()
def simulate(
    requests: Annotated[int, typer.Option(help="aantal verzoeken")],
    out: Annotated[Path, typer.Option(help="map voor de fictieve levering")],
    seed: Annotated[int, typer.Option(help="zelfde getal, zelfde wereld")] = 1,
    since: Annotated[str, typer.Option("--from", help="eerste dag van ontvangst")] = "2024-01-01",
    until: Annotated[str, typer.Option(help="laatste dag, tevens leverdatum")] = "2025-12-31",
    file_format: Annotated[Literal["csv", "parquet", "xlsx"], typer.Option("--format", help="bestandsformaat")] = "csv",
) -> None:
    """Maak een fictieve levering, met truth.json: dezelfde wereld zonder de tijdelijke maatregelen."""
    from voortgang.simulate import simulate as simulate_world

    simulate_world(requests, seed, day(since), day(until), out, file_format)
    typer.echo(f"Fictieve levering met {requests} verzoeken geschreven naar {out}.")


@app.command()
def build(
    delivery: Annotated[Path, typer.Option(help="map met de extracten", readable=False)],
    mapping: Annotated[str | None, typer.Option(help="naam van een vertaling in data/mappings")] = None,
    delivered_on: Annotated[str | None, typer.Option(help="leverdatum, als die nergens staat")] = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Verwerk een levering: lees, controleer, bereken en publiceer; of weiger en verander niets."""
    from voortgang.commands.build import build_delivery

    typer.echo(build_delivery(delivery, mapping, day(delivered_on) if delivered_on else None, warehouse))


@app.command()
def serve(port: Annotated[int, typer.Option(help="poort op deze computer")] = 8501) -> None:
    """Start de pagina's op deze computer."""
    from voortgang.web.serve import serve as serve_pages

    serve_pages(port)
