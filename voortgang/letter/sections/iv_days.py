"""Section 3: how the IV days are divided, and what waits for them."""

from voortgang.letter.model import Freeze
from voortgang.letter.prose import Section
from voortgang.letter.sections.comparing import moved
from voortgang.letter.sections.telling import Sentences, number, paragraph, plain, told

KEY, TITLE = "iv", "Prioritering van IV-dagen"
EXHIBITS = ("iv_capacity",)
ORDER = (
    "De verdeling kent een vaste volgorde: eerst wat nodig is om de systemen op korte termijn te laten werken, dan "
    "wat volgt uit wet, rechterlijke uitspraak of afspraak met anderen, en daarna overige vernieuwing. De meeste "
    "verbetermaatregelen horen bij dat laatste."
)


def iv_days(freeze: Freeze) -> Section:
    """Capacity, demand, what was moved, and the measures that wait."""
    paragraphs = (*paragraph(_divided(freeze)), *paragraph(_moved(freeze), _waiting(freeze)))
    exhibits = tuple(each for each in EXHIBITS if each in freeze.exhibit)
    order = paragraph(plain("order", ORDER)) if paragraphs or exhibits else ()
    return Section(KEY, TITLE, (*order, *paragraphs), exhibits)


def _divided(freeze: Freeze) -> Sentences:
    words = "Er zijn dit jaar {iv_capacity.capacity} IV-dagen voor de keten; gevraagd zijn er {iv_capacity.requested}."
    return (
        told(freeze, "count", words)
        + _side(freeze, "iv_capacity.requested", "gevraagd")
        + told(freeze, "count", "Toegekend zijn {iv_capacity.allocated} IV-dagen.")
        + _side(freeze, "iv_capacity.allocated", "toegekend")
    )


def _side(freeze: Freeze, key: str, verb: str) -> Sentences:
    """On which side of the capacity a number of days lies."""
    days, capacity = number(freeze, key), number(freeze, "iv_capacity.capacity")
    if days is None or capacity is None:
        return ()
    return plain("limit", f"Er is dus {'meer' if days > capacity else 'niet meer'} {verb} dan er dagen zijn.")


def _moved(freeze: Freeze) -> Sentences:
    if number(freeze, "iv_moves.revisions") == 0:
        return plain("count", "In de periode zijn bij geen enkele herijking IV-dagen verschoven.")
    words = (
        "Bij herijkingen in de periode kregen projecten er {iv_moves.added} IV-dagen bij en gingen er "
        "{iv_moves.cut} IV-dagen af."
    )
    return told(freeze, "count", words)


def _waiting(freeze: Freeze) -> Sentences:
    return moved(freeze, "Het aantal maatregelen dat op IV wacht,", "iv_waiting_measures.measures")
