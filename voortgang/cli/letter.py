"""Commands around the twice-yearly letter: freeze it, and what comes of it."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from voortgang.cli.app import app, day
from voortgang.errors import VoortgangError

letter = typer.Typer(no_args_is_help=True, help="De halfjaarlijkse brief: vastleggen, opstellen, bijwerken en nazien.")
app.add_typer(letter, name="letter")


@letter.command()
def freeze(
    by: Annotated[str, typer.Option(help="wie de brief vastlegt")],
    period: Annotated[str | None, typer.Option(help="eerste en laatste maand, zoals 2025-05..2025-10")] = None,
    until: Annotated[str | None, typer.Option(help="of de laatste dag van de periode")] = None,
    as_of: Annotated[str | None, typer.Option(help="peildatum; standaard de leverdatum")] = None,
    overrule: Annotated[
        list[str] | None, typer.Option(help="voorwaarde=reden: ga door hoewel daaraan niet is voldaan")
    ] = None,
    correction: Annotated[str, typer.Option(help="reden van een nieuwe versie van een brief die er al is")] = "",
) -> None:
    """Leg de cijfers en de documenten van een brief voorgoed vast."""
    from voortgang.commands.letter_freeze import Wish, freeze_letter

    on, last = (day(text) if text else None for text in (as_of, until))
    typer.echo(freeze_letter(Wish(by, period, last, on, tuple(overrule or ()), correction)))


@letter.command()
def draft(
    letter_id: Annotated[str, typer.Argument(help="welke brief, zoals 2025-11-v1")],
    out: Annotated[Path, typer.Option(help="nieuw bestand, .docx", readable=False)],
    template: Annotated[
        Path | None, typer.Option(help="eigen Word-sjabloon met plaatsen zoals {{brief}}", readable=False)
    ] = None,
) -> None:
    """Schrijf het concept van een vastgelegde brief als Word-document waarin de cijfers gekoppeld blijven."""
    from voortgang.commands.letter_draft import drafted_letter

    typer.echo(drafted_letter(letter_id, out, template))


@letter.command("list")
def list_letters() -> None:
    """Toon de brieven die zijn vastgelegd, en door wie zij zijn goedgekeurd."""
    from voortgang.commands.letter_archive import listed_letters

    typer.echo(listed_letters())


@letter.command()
def approve(
    letter_id: Annotated[str, typer.Argument(help="welke brief, zoals 2025-11-v1")],
    by: Annotated[str, typer.Option(help="wie de brief goedkeurt: iemand anders dan wie haar vastlegde")],
) -> None:
    """Keur een vastgelegde brief goed, als tweede persoon."""
    from voortgang.commands.letter_archive import approved_letter

    typer.echo(approved_letter(letter_id, by))


@letter.command()
def restate(letter_id: Annotated[str, typer.Argument(help="welke brief, zoals 2025-11-v1")]) -> None:
    """Toon welke cijfers van een brief nu anders zouden zijn, en waardoor."""
    from voortgang.commands.letter_restate import restated_letter

    typer.echo(restated_letter(letter_id))


@letter.command()
def refresh(
    draft: Annotated[Path, typer.Argument(help="concept als Word-bestand (.docx)", readable=False)],
    to: Annotated[str, typer.Option(help="brief waarvan de cijfers worden overgenomen, zoals 2025-11-v1")],
    out: Annotated[Path | None, typer.Option(help="nieuw bestand; standaard het concept zelf", readable=False)] = None,
    changes: Annotated[
        Literal["none", "comments", "table"],
        typer.Option(help="wijzigingen ook in het concept, als opmerking of tabel"),
    ] = "none",
) -> None:
    """Zet de cijfers van een brief in een concept waaraan is gewerkt; verder verandert er niets."""
    from voortgang.commands.letter_refresh import refreshed_letter

    typer.echo(refreshed_letter(draft, to, out, changes))


@letter.command()
def check(
    draft: Annotated[Path, typer.Argument(help="concept als Word-bestand (.docx)", readable=False)],
    to: Annotated[str | None, typer.Option(help="brief; standaard die waarmee het concept is gevuld")] = None,
    output_json: Annotated[bool, typer.Option("--json", help="als JSON")] = False,
) -> None:
    """Kijk na of een concept klopt met zijn brief: 0 als alles klopt, 1 bij bevindingen, 2 als het niet kan."""
    from voortgang.commands.letter_check import as_json, checked_letter, render

    try:
        found = checked_letter(draft, to)
    except VoortgangError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    typer.echo(as_json(found) if output_json else render(found))
    raise typer.Exit(1 if found.findings else 0)
