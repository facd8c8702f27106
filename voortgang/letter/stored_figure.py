"""What the custom XML part of a draft holds: about the letter as a whole, and three elements per fact."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from voortgang.letter import binding
from voortgang.letter.model import Fact, Freeze

KEY, FROZEN, PREVIOUS = "sleutel", "bevroren", "vorige"


class Held(NamedTuple):
    """An element of the part."""

    name: str
    attributes: dict[str, str]
    text: str


def letter_attributes(freeze: Freeze, filled_at: datetime) -> dict[str, str]:
    """The attributes of the root: which letter, and when the draft was filled with it."""
    return {
        "brief": freeze.id,
        "bouw": freeze.provenance.build,
        "code": freeze.provenance.code_version,
        "peildatum": freeze.reference_on.isoformat(),
        "stempel": filled_at.isoformat(),
    }


def held_figures(freeze: Freeze) -> Iterator[Held]:
    """The elements of every fact, in the order of the part."""
    for at, fact in enumerate(freeze.facts):
        yield Held(binding.element_name(at), {}, fact.text)
        yield Held(binding.previous_name(at), {}, previous_text(fact.key, freeze))
        yield Held(binding.about_name(at), fact_attributes(fact, freeze), "")


def fact_attributes(fact: Fact, freeze: Freeze) -> dict[str, str]:
    """What is told of a fact, in the order of `binding.ATTRIBUTES`."""
    return {
        KEY: fact.key,
        "eenheid": fact.unit,
        "waarde": "" if fact.value is None else str(fact.value),
        "decimalen": str(fact.decimals),
        "definitie": fact.definition,
        "cijfer": fact.metric,
        "parameters": json.dumps(dict(fact.parameters), ensure_ascii=False, sort_keys=True),
        "bouw": freeze.provenance.build,
        "n": "" if fact.n is None else str(fact.n),
        FROZEN: fact.text,
        PREVIOUS: previous_text(fact.key, freeze),
    }


def previous_text(key: str, freeze: Freeze) -> str:
    """What the previous letter printed for a fact; empty when there was none."""
    published = freeze.previous.figures.get(key) if freeze.previous else None
    return published.text if published else ""
