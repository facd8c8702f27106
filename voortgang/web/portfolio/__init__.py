"""Composing a portfolio of IV projects: what is chosen, what it leaves out and why, and what is kept of it."""

from collections.abc import Callable

from voortgang.web.portfolio.choice import the_choice
from voortgang.web.portfolio.composing import Composed, compose
from voortgang.web.portfolio.explaining import how_far_it_hangs_on_weights, what_more_days_buy, why_projects_are_out


def kept_scenarios(composed: Composed) -> None:
    """What is kept by name; with it come writers of documents, which no other tab waits for."""
    from voortgang.web.portfolio.scenarios import show_scenarios

    show_scenarios(composed)


PARTS: dict[str, Callable[[Composed], None]] = {
    "Keuze": the_choice,
    "Waarom eruit": why_projects_are_out,
    "Meer dagen": what_more_days_buy,
    "Gevoeligheid": how_far_it_hangs_on_weights,
    "Scenario's": kept_scenarios,
}
"""tabs of the page"""

__all__ = ["PARTS", "compose"]
