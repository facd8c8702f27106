"""Commands that use one method, on a request or on any table."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from voortgang.cli.app import app


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
