"""New values for the figures of a draft: which control gets which text, and what is left and why."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from voortgang.letter.controls import Control, Figures, Stored
from voortgang.letter.markup import Edit, Element, attribute_edits, text_edit
from voortgang.letter.model import Freeze
from voortgang.letter.package import Package
from voortgang.letter.passages import Passage
from voortgang.letter.refresh.changes import EMPTY, Change, What
from voortgang.letter.stored_figure import PREVIOUS, fact_attributes, letter_attributes, previous_text

KEPT: frozenset[What] = frozenset(("met de hand gewijzigd", "genest"))
"""what people did themselves; nothing writes over it"""
NO_VALUE = "geen cijfer"


def changes(controls: Sequence[Control], freeze: Freeze, read: Sequence[Passage]) -> tuple[Change, ...]:
    """What a refresh to this letter does with each control, in the order of the text; unchanged ones are left out."""
    places = {passage.element: passage.place for passage in read}
    found = (_change(each, freeze, _place(each, places)) for each in controls)
    return tuple(each for each in found if each)


def control_edits(package: Package, changed: Sequence[Change]) -> Iterator[tuple[str, Edit]]:
    """The edits, each with its part, that show the new values: the first text of a control holds it all."""
    for each in changed:
        if each.what != "ververst":
            continue
        for at, text in enumerate(each.control.texts):
            data = package.parts[each.control.part]
            yield each.control.part, text_edit(data, text, "" if at else each.new)


def stored_edits(
    package: Package,
    found: Figures,
    freeze: Freeze,
    controls: Sequence[Control],
    changed: Sequence[Change],
    at: datetime,
) -> list[Edit]:
    """The edits of the custom XML part.

    Word shows what the part holds, so a figure of which every control was changed by hand keeps what it held.
    """
    data = package.parts[found.part]
    edits = attribute_edits(data, found.root, letter_attributes(freeze, at))
    typed = {each.control for each in changed if each.what in KEPT}
    for stored in found.stored.values():
        fact = freeze.fact.get(stored.key)
        if fact is None:
            continue
        kept = {each: _is_kept(stored, each, controls, typed) for each in (False, True)}
        values = {name: value for name, value in fact_attributes(fact, freeze).items() if not kept[name == PREVIOUS]}
        edits += attribute_edits(data, stored.about, values)
        texts = {stored.current: (fact.text, kept[False]), stored.previous: (values.get(PREVIOUS, ""), kept[True])}
        for element, (text, is_kept) in texts.items():
            if not is_kept and element.text != text:
                edits.append(text_edit(data, element, text))
    return edits


def _is_kept(stored: Stored, is_previous: bool, controls: Sequence[Control], typed: set[Control]) -> bool:
    its = {each for each in controls if each.stored is stored and each.is_previous == is_previous}
    return bool(its) and its <= typed


def _change(control: Control, freeze: Freeze, place: str) -> Change | None:
    old = control.text or EMPTY
    fact = freeze.fact.get(control.stored.key) if control.stored else None
    if control.stored is None:
        return Change(place, "onbekend cijfer", old, NO_VALUE, "onbekend", control)
    if fact is None or (control.is_previous and not previous_text(fact.key, freeze)):
        label = fact.label if fact else control.stored.key
        return Change(place, label, old, NO_VALUE, "niet in deze brief", control)
    new = previous_text(fact.key, freeze) if control.is_previous else fact.text
    label = f"{fact.label} (vorige brief)" if control.is_previous else fact.label
    if control.is_nested:
        return Change(place, label, old, new, "genest", control)
    if control.text == new:
        return None
    return Change(place, label, old, new, "met de hand gewijzigd" if control.is_changed else "ververst", control)


def _place(control: Control, places: Mapping[Element, str]) -> str:
    paragraphs = [each for each in control.element.above() if each.name == "w:p"] or [*control.element.all("w:p")]
    return next((places[each] for each in paragraphs if each in places), "lege alinea")
