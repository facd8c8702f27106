"""The command line: `voortgang` with a command per task."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from voortgang.errors import VoortgangError

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)
Format = Literal["table", "json", "csv"]
WarehouseOption = Annotated[
    Path | None, typer.Option(help="ander warehouse dan VOORTGANG_HOME/warehouse.duckdb", readable=False)
]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise VoortgangError(
            f"'{text}' is geen bestaande datum. Schrijf jjjj-mm-dd, bijvoorbeeld 2025-05-21."
        ) from None


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

    simulate_world(requests, seed, _day(since), _day(until), out, file_format)
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

    typer.echo(build_delivery(delivery, mapping, _day(delivered_on) if delivered_on else None, warehouse))


@app.command()
def clock(
    received: Annotated[str, typer.Option(help="ontvangen op")],
    suspension: Annotated[list[str] | None, typer.Option(help="verzonden,termijn tot,aangevuld (mag leeg)")] = None,
    extension: Annotated[list[str] | None, typer.Option(help="verzonden,nieuwe datum")] = None,
    counting: Annotated[str, typer.Option(help="strict of inclusive")] = "strict",
    reference: Annotated[str | None, typer.Option(help="peildatum voor een open opschorting")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="als JSON")] = False,
) -> None:
    """Reken beide uiterste datums van één verzoek uit, met uitleg per stap."""
    from voortgang.commands.clock import clock_report, render
    from voortgang.commands.output import as_json_text

    report = clock_report(received, suspension or (), extension or (), counting, reference)
    typer.echo(as_json_text(report) if as_json else render(report))


@app.command()
def metrics() -> None:
    """Toon alle cijfers met hun titel."""
    from voortgang.commands.figures import listed_metrics

    typer.echo(listed_metrics())


@app.command()
def metric(
    name: Annotated[str, typer.Argument(help="naam van het cijfer, zie voortgang metrics")],
    settings: Annotated[list[str] | None, typer.Option("--set", help="parameter=waarde")] = None,
    output: Annotated[Format, typer.Option("--format", help="vorm van de uitvoer")] = "table",
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


@app.command()
def survival(
    file: Annotated[Path, typer.Argument(help="CSV-bestand met een rij per zaak")],
    days: Annotated[str, typer.Option(help="kolom met het aantal dagen tot besluit of peildatum")],
    event: Annotated[str, typer.Option(help="kolom die zegt of er is besloten (1/0, ja/nee)")],
    group: Annotated[str | None, typer.Option(help="kolom met een groep")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="als JSON")] = False,
) -> None:
    """Kaplan-Meier voor een willekeurige tabel: open zaken tellen mee tot hun laatste bekende dag."""
    from voortgang.commands.output import as_json_text
    from voortgang.commands.survival import render, survival_report

    report = survival_report(file, days, event, group)
    typer.echo(as_json_text(report) if as_json else render(report))


@app.command()
def control_chart(
    file: Annotated[Path, typer.Argument(help="CSV-bestand met een rij per punt, op volgorde van tijd")],
    value: Annotated[str, typer.Option(help="kolom met de waarde")],
    label: Annotated[str | None, typer.Option(help="kolom met een naam per punt")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="als JSON")] = False,
) -> None:
    """Regelkaart (XmR) voor een reeks: alleen voor stromen, niet voor wachttijden."""
    from voortgang.commands.control_chart import control_chart_report, render
    from voortgang.commands.output import as_json_text

    report = control_chart_report(file, value, label)
    typer.echo(as_json_text(report) if as_json else render(report))


@app.command()
def impact(
    file: Annotated[Path, typer.Argument(help="CSV-bestand met een rij per week of maand")],
    day: Annotated[str, typer.Option("--date", help="kolom met de eerste dag van de week of maand")],
    value: Annotated[str, typer.Option(help="kolom met de waarde")],
    start: Annotated[list[str], typer.Option(help="eerste dag van de maatregel; vaker voor meer maatregelen")],
    end: Annotated[list[str] | None, typer.Option(help="laatste dag; '-' als de maatregel nog loopt")] = None,
    exposure: Annotated[str | None, typer.Option(help="kolom met de noemer van een aantal")] = None,
    holidays: Annotated[str | None, typer.Option(help="kolom met het aantal feestdagen")] = None,
    kind: Annotated[Literal["count", "mean"], typer.Option(help="aantal of gemiddelde")] = "count",
    harmonics: Annotated[int, typer.Option(help="paren sinus en cosinus voor het seizoen")] = 0,
    period: Annotated[float | None, typer.Option(help="lengte van het seizoen; standaard een jaar")] = None,
    level_only: Annotated[bool, typer.Option("--level-only", help="alleen het niveau verandert")] = False,
    relevant: Annotated[float, typer.Option(help="kleinste relevante effect per week of maand")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="als JSON")] = False,
) -> None:
    """Onderbroken tijdreeks: wat veranderde een maatregel in een stroom? Niet voor wachttijden."""
    from voortgang.commands.impact import Columns, Wish, impact_report
    from voortgang.commands.impact_text import render
    from voortgang.commands.output import as_json_text

    columns, wish = Columns(day, value, exposure, holidays), Wish(kind, harmonics, period, level_only, relevant)
    report = impact_report(file, columns, start, end or [], wish)
    typer.echo(as_json_text(report) if as_json else render(report))


@app.command()
def measures(
    as_of: Annotated[str | None, typer.Option(help="stand op deze dag; standaard vandaag")] = None,
    known_on: Annotated[str | None, typer.Option(help="met wat op deze dag bekend was; standaard alles")] = None,
    output: Annotated[Literal["table", "json"], typer.Option("--format", help="vorm van de uitvoer")] = "table",
    rows: Annotated[bool, typer.Option("--rows", help="ook het register zelf, rij voor rij")] = False,
) -> None:
    """Toon het register van verbetermaatregelen: aantallen op maatregelen en op rijen."""
    from voortgang.commands.measures import measures_report

    on, known = (_day(text) if text else None for text in (as_of, known_on))
    typer.echo(measures_report(on, known, output, rows))


@app.command()
def serve(port: Annotated[int, typer.Option(help="poort op deze computer")] = 8501) -> None:
    """Start de pagina's op deze computer."""
    from voortgang.web.serve import serve as serve_pages

    serve_pages(port)


def main() -> None:
    """Run a command; a VoortgangError becomes its sentence on standard error and exit code 1."""
    try:
        app()
    except VoortgangError as error:
        typer.echo(str(error), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
