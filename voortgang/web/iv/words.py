"""What is said first about IV days: too much promised, and measures that wait."""

from voortgang.alt_text.iv import baseline
from voortgang.dutch import decimal, listing, plural
from voortgang.labels import SHOWN_AS
from voortgang.methods.disclosure import Protected

MOST_NAMED = 3
DIGITS = 4
"""of days as they are delivered"""


def over_commitment(shown: Protected) -> str:
    """The alert, when in the last baseline of a chain more was promised than there is; empty when not."""
    last = {str(row["chain"]): row for row in shown.rows}
    over = [row for row in last.values() if row["is_over_committed"]]
    told = [
        f"in {baseline(row['baseline'])} van {row['chain']} {_exactly(row['over_commitment'])} "
        f"{'IV-dag' if row['over_commitment'] == 1 else 'IV-dagen'} "
        f"({_exactly(row['allocated'])} toegekend, {_exactly(row['capacity'])} beschikbaar)"
        for row in over
    ]
    return f"Er is meer toegekend dan er dagen zijn: {listing(told)}." if told else ""


def _exactly(days: float) -> str:
    """Also of a small part of a day, which is too much all the same."""
    needed = (digits for digits in range(DIGITS) if round(days, digits) == round(days, DIGITS))
    return decimal(days, next(needed, DIGITS))


def waiting(shown: Protected) -> str:
    """How many measures wait for a project, and for how many of the projects nothing was allocated."""
    measures = {row["measure_number"] for row in shown.rows}
    if not measures:
        return "Geen maatregel wacht in dit jaar op een IV-project."
    unlinked = {row["measure_number"] for row in shown.rows if not isinstance(row["project"], str)}
    none = sorted({str(row["name"]) for row in shown.rows if row["state"] == SHOWN_AS["iv_not_allocated"]})
    named = listing(none[:MOST_NAMED]) + (f" en {len(none) - MOST_NAMED} andere" if len(none) > MOST_NAMED else "")
    denied = f" Gevraagd en niets gekregen: {named}." if none else ""
    alone = f" Bij {plural(len(unlinked), 'ervan is', 'ervan zijn')} geen project gekoppeld." if unlinked else ""
    one = len(measures) == 1
    return f"{plural(len(measures), 'maatregel', 'maatregelen')} {'wacht' if one else 'wachten'} op IV.{alone}{denied}"
