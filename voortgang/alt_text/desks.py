"""Who closed what: the regular teams, the task force, the fast-track rule, and the applicants themselves."""

from fractions import Fraction

from voortgang import dutch
from voortgang.alt_text.telling import (
    NO_COMPLETE_PERIOD,
    NOTHING_TO_SHOW,
    in_period,
    now_and_before,
    number_or_hidden,
    of_last_period,
)
from voortgang.methods.disclosure import HIDDEN_TEXT, Protected, Row
from voortgang.methods.selection_effect import rounded_parts

DESKS = {"regular": "regulier", "task_force": "taskforce", "fast_track": "versneld", "withdrawn": "ingetrokken"}
"""the columns, as a reader calls them"""
BY_DESK = {"regular": "door de reguliere teams", "task_force": "door de taskforce", "fast_track": "versneld"}
TOO_LITTLE = (
    "Te weinig gegevens: vóór en vanaf het eerste versnelde besluit zijn ten minste twaalf weken met besluiten nodig, "
    "en daarna ten minste dertig versnelde besluiten."
)


def work_by_desk(shown: Protected) -> str:
    """The decisions of the last complete period by who took them, and how many there were in the one before."""
    return now_and_before(shown, _work_now, lambda row: f"waren het er {number_or_hidden(row, 'decided')}")


def _work_now(row: Row) -> str | None:
    if not row.has("decided"):
        return None
    decided = dutch.plural(row["decided"], "besluit", "besluiten")
    return f"{'is' if row['decided'] == 1 else 'zijn'} {decided} genomen: {_by_desk(row)}"


def _by_desk(row: Row) -> str:
    return dutch.listing(
        [f"{number_or_hidden(row, desk)} {told}" for desk, told in BY_DESK.items() if is_there(row, desk)]
    )


def is_there(row: Row, desk: str) -> bool:
    """False for a desk that closed nothing: it was not there, or not yet."""
    return row.hidden[desk] or row.has(desk)


def stock_account(shown: Protected) -> str:
    """From what to what the stock went, and by how much each desk lowered it."""
    if not shown.rows:
        return NOTHING_TO_SHOW
    (row,) = shown.rows
    if row.hidden["backlog_start"] or not row.has("received", "backlog_end"):
        return f"De rekening van de werkvoorraad is {HIDDEN_TEXT}."
    start = dutch.number(row["backlog_start"] if row.has("backlog_start") else 0)
    end, received, withdrawn = (number_or_hidden(row, column) for column in ("backlog_end", "received", "withdrawn"))
    return (
        f"De werkvoorraad ging van {start} naar {end} verzoeken: {received} ontvangen en {withdrawn} ingetrokken; "
        f"besloten zijn er {_by_desk(row)}."
    )


def closed_ages(shown: Protected) -> str:
    """The band of age in which each desk closed most; a hidden band is never the largest."""
    most = {name: band for desk, name in DESKS.items() if (band := _most(shown, desk))}
    told = [f"{name} {band}" for name, band in most.items()]
    return f"Meest voorkomende leeftijd bij afronding: {dutch.listing(told)}." if told else NOTHING_TO_SHOW


def _most(shown: Protected, desk: str) -> str | None:
    seen = [row for row in shown.rows if row.has(desk) and row[desk]]
    return str(max(seen, key=lambda row: int(row[desk]))["band"]) if seen else None


def productivity(shown: Protected) -> str:
    """Decisions per full-time week in the last complete period, of each kind of team."""
    complete = [row for row in shown.rows if row["is_complete"]]
    if not complete:
        return NO_COMPLETE_PERIOD
    last = of_last_period(complete)
    told = [f"{row['desk']} {_per_week(row)}" for row in last]
    return f"Besluiten per aanwezige voltijdsweek {in_period(shown, last[0], False)}: {dutch.listing(told)}."


def _per_week(row: Row) -> str:
    if row.hidden["per_fte_week"]:
        return HIDDEN_TEXT
    return dutch.decimal(row["per_fte_week"]) if row.has("per_fte_week") else "niet te berekenen"


def fast_track_selection(shown: Protected) -> str:
    """The mean before and since the rule, and the two parts that people ask about; rows stand in the order of parts."""
    if not shown.rows:
        return TOO_LITTLE
    if not all(row.has("days") for row in shown.rows):
        return f"De verandering van de gemiddelde doorlooptijd is {HIDDEN_TEXT}."
    before, _, direct, _, displaced, after = parts_as_written(shown)
    _, _, of_direct, _, of_displaced, _ = shown.rows
    return (
        f"De gemiddelde doorlooptijd ging van {dutch.decimal(before)} dagen vóór de regel naar {dutch.decimal(after)} "
        f"met de regel. Versneld besloten verzoeken droegen {signed(direct)} dagen bij ({_interval(of_direct)}), "
        f"groepen die niet in aanmerking kwamen {signed(displaced)} dagen ({_interval(of_displaced)})."
    )


def parts_as_written(shown: Protected) -> list[Fraction]:
    """The steps in days with one decimal; the parts add up as they are written."""
    return rounded_parts([Fraction(float(row["days"])) for row in shown.rows], digits=1)


def _interval(row: Row) -> str:
    return f"95%-interval {signed(row['low_days'])} tot {signed(row['high_days'])}"


def signed(amount: float | Fraction, digits: int = 1) -> str:
    """+9,1 or −3,0: the sign says what colour alone would; what rounds to nothing has none."""
    rounded = dutch.half_up(amount, digits)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return f"{sign}{dutch.decimal(abs(rounded), digits)}"
