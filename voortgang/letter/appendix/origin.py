"""The sheet that says where everything comes from: deliveries, build, code, conditions, and who froze it."""

from collections.abc import Iterator

from voortgang.dutch import HERE, date_short, moment
from voortgang.letter.appendix.sheet import Sheet, Written
from voortgang.letter.model import Freeze, Gate

ORIGIN = "Herkomst"


def write_origin(sheet: Sheet, freeze: Freeze, label: str) -> None:
    """Everything that is needed to make these figures again."""
    sheet.title("Waar deze cijfers vandaan komen", label)
    sheet.table(("Wat", "Waarde"), [*_facts(freeze)])
    sheet.heading("Geleverde bestanden")
    sheet.table(("Bestand", "SHA-256"), [*freeze.provenance.files.items()])
    sheet.heading("Voorwaarden voor het vastleggen")
    sheet.table(("Voorwaarde", "Gevonden", "Voldaan", "Waarom toch vastgelegd"), [_gate(each) for each in freeze.gates])
    if freeze.left_out:
        sheet.heading("Niet in deze brief")
        sheet.table(("Onderdeel", "Waarom"), [(each.title, each.reason) for each in freeze.left_out])


def _facts(freeze: Freeze) -> Iterator[tuple[str, Written]]:
    origin = freeze.provenance
    yield "Brief", freeze.id
    yield "Titel", freeze.title
    yield "Versie", str(freeze.version)
    if freeze.reason:
        yield "Waarom een nieuwe versie", freeze.reason
    yield "Briefperiode", f"{date_short(freeze.since)} tot en met {date_short(freeze.until)}"
    yield "Peildatum", freeze.reference_on
    yield "Vastgelegd", moment(freeze.frozen_at.astimezone(HERE))
    yield "Vastgelegd door", freeze.frozen_by
    yield "Vorige brief", freeze.previous.id if freeze.previous else "geen"
    yield "Bouw", origin.build
    yield "Levering van", origin.delivered_on
    yield "Fictieve gegevens", "ja" if origin.is_fictional else "nee"
    yield "Programma", origin.code_version
    yield "Waarschuwingen bij de bouw", origin.warnings
    yield "Kleinste aantal dat wordt getoond", origin.smallest_count
    yield "Kleinste noemer van een percentage per groep", origin.smallest_denominator


def _gate(gate: Gate) -> tuple[Written, ...]:
    return gate.title, gate.found, "ja" if gate.is_passed else "nee", gate.overruled or None
