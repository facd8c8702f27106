"""Living figures that do not show what the letter gives: typed over, overtaken, or of another letter."""

from collections.abc import Iterator

from voortgang.letter.controls import Control
from voortgang.letter.stored_figure import previous_text
from voortgang.letter.verify.finding import Finding
from voortgang.letter.verify.reading import Draft

EMPTY = "(leeg)"


def living_figures(draft: Draft) -> Iterator[Finding]:
    """Each control whose text is not that of its fact; a copy in a text box for old versions of Word is skipped."""
    places = {control: each.place for each in draft.passages for control in each.controls}
    for control in draft.controls:
        if not any(each.name == "mc:Fallback" for each in control.element.above()):
            found = _judged(control, places.get(control, "lege alinea"), draft)
            if found:
                yield found


def _judged(control: Control, place: str, draft: Draft) -> Finding | None:
    fact, text = draft.fact_of(control), _shown(control)
    if control.stored is None or fact is None:
        whose = "een ander document" if control.stored is None else "een cijfer dat deze brief niet heeft"
        told = f"Het gekoppelde cijfer {text} hoort bij {whose}. Haal het weg of neem het over uit het concept."
        return Finding(place, "onbekend cijfer", text, "een cijfer van de brief", told)
    expected = previous_text(fact.key, draft.freeze) if control.is_previous else fact.text
    label = f"{fact.label} in de vorige brief" if control.is_previous else fact.label
    if control.is_nested:
        told = f"Om een gekoppeld cijfer heen staat een tweede, voor ‘{label}’. Haal een van de twee weg."
        return Finding(place, "gewijzigd cijfer", text, expected, told)
    if text == expected:
        return None
    if text != control.stored.was(control.is_previous):
        told = f"Het gekoppelde cijfer voor ‘{label}’ is met de hand gewijzigd in {text}; de brief geeft {expected}."
        return Finding(place, "gewijzigd cijfer", text, expected, told)
    if not expected:
        told = f"Brief {draft.freeze.id} kent geen vorig cijfer voor ‘{fact.label}’; {text} is van een andere brief."
        return Finding(place, "onbekend cijfer", text, "een cijfer van de brief", told)
    told = (
        f"‘{label}’ is {text} in het concept en {expected} in brief {draft.freeze.id}. Ververs het concept met "
        "'voortgang letter refresh'."
    )
    return Finding(place, "verouderd cijfer", text, expected, told)


def _shown(control: Control) -> str:
    """What a reader sees: Word shows what the part holds, other programs what stands in the text."""
    if control.stored is None or control.is_changed:
        return control.text or EMPTY
    return control.stored.held(control.is_previous)
