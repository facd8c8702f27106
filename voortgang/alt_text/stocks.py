"""What is open and what flows through: the stock, its age, what falls due, and the signals in a flow."""

from fractions import Fraction

from voortgang import dutch
from voortgang.alt_text.telling import (
    NO_COMPLETE_PERIOD,
    NORM_WEEKS,
    NOTHING_TO_SHOW,
    in_period,
    is_split,
    last_day,
    number_or_hidden,
    of_last_period,
    per_series,
    side_by_side,
)
from voortgang.methods.control_chart import TOLD, Flag, Limits, Point, variation
from voortgang.methods.disclosure import HIDDEN_TEXT, Protected, Row

FLOWS = {
    "received": ("verzoeken ontvangen", 0),
    "decided": ("besluiten", 1),
    "productivity": ("besluiten per aanwezige fte", 1),
    "suspended": ("van de besluiten opgeschort", 0),
    "fast_track": ("van de besluiten versneld", 0),
}
"""what one value of the flow is, and whether higher is better (1), lower (-1) or neither (0)"""
SHARES = ("suspended", "fast_track")
FEW_WEEKS = "Dit segment telt minder dan dertien weken: er zijn nog geen grenzen van gewone schommeling."


def stock(shown: Protected) -> str:
    """The stock at the end of the last period, what of it is past its terms, and the stock one period before."""
    if not shown.rows:
        return NOTHING_TO_SHOW
    if is_split(shown):
        last = of_last_period(shown.rows)
        told = per_series(last, lambda row: number_or_hidden(row, "backlog"))
        return f"Werkvoorraad {_at_end(shown, last[0])}: {told}."
    *earlier, row = shown.rows
    if not row.has("backlog"):
        return f"De werkvoorraad is {_at_end(shown, row)} {HIDDEN_TEXT}."
    before = [f"; {_at_end(shown, each)} waren het er {number_or_hidden(each, 'backlog')}" for each in earlier[-1:]]
    return (
        f"{_capital(_at_end(shown, row))} waren {dutch.plural(row['backlog'], 'verzoek', 'verzoeken')} open, waarvan "
        f"{_part(row, 'past_norm')} over de acht weken en {_part(row, 'past_legal')} over de wettelijke "
        f"termijn{''.join(before)}."
    )


def _part(row: Row, column: str) -> str:
    if not row.has(column):
        return HIDDEN_TEXT
    return f"{dutch.number(row[column])} ({dutch.share_text(row[column], row['backlog'])})"


def _at_end(shown: Protected, row: Row) -> str:
    """A stock has a day: the end of a complete period, or else the last day that was counted."""
    length = shown.parameters["period"]
    if row["is_complete"] and length != "all":
        before = {"tertaal": "aan het eind van het", "letter": "aan het eind van de periode"}.get(length, "eind")
        return f"{before} {dutch.period(row['period_on'], length)}"
    return f"op {dutch.date_long(last_day(shown))}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def flows(shown: Protected) -> str:
    """What came in and went out in the last complete period, and the stock at its beginning and end."""
    if is_split(shown):
        return side_by_side(shown, "Besloten", lambda row: number_or_hidden(row, "decided"))
    complete = [row for row in shown.rows if row["is_complete"]]
    if not complete:
        return NO_COMPLETE_PERIOD
    row = complete[-1]
    if not any(row.has(column) for column in ("received", "decided", "backlog_end")):
        return f"{in_period(shown, row)} zijn de aantallen {HIDDEN_TEXT}."
    received, decided, withdrawn, start, end = (
        number_or_hidden(row, column) for column in ("received", "decided", "withdrawn", "backlog_start", "backlog_end")
    )
    return (
        f"{in_period(shown, row)}: {received} verzoeken ontvangen, {decided} besloten en {withdrawn} ingetrokken. "
        f"De werkvoorraad ging van {start} naar {end}."
    )


def ages(shown: Protected) -> str:
    """How much of the stock is older than the norm, as far as the bands may be shown."""
    seen = [row for row in shown.rows if row.has("backlog")]
    total = sum(int(row["backlog"]) for row in seen)
    if not total:
        return NOTHING_TO_SHOW
    late = sum(int(row["backlog"]) for row in seen if is_past_norm(row))
    part = " getoonde" if shown.hidden_cells else ""
    told = f"Van de {dutch.number(total)}{part} open verzoeken is {dutch.share_text(late, total)} ouder dan acht weken"
    oldest = shown.rows[-1]
    if not oldest.has("backlog"):
        return f"{told}."
    return f"{told}; {dutch.number(oldest['backlog'])} daarvan zijn {oldest['band'].replace('meer dan', 'ouder dan')}."


def is_past_norm(row: Row) -> bool:
    """True for a band of ages that begins at the norm or after it."""
    numbers = "".join(mark if mark.isdigit() else " " for mark in row["band"]).split()
    return int(numbers[0]) >= NORM_WEEKS


def falling_due(shown: Protected) -> str:
    """What passes its terms in the nearest and in the farthest number of weeks, if nothing is decided."""
    if not any(row.has("norm_due") or row.has("legal_due") for row in shown.rows):
        return NOTHING_TO_SHOW
    nearest, *_, farthest = sorted(shown.rows, key=lambda row: int(row["weeks"])) * 2
    return (
        f"Zonder besluit gaan binnen {_weeks(nearest)} {number_or_hidden(nearest, 'norm_due')} open verzoeken over de "
        f"acht weken en {number_or_hidden(nearest, 'legal_due')} over de wettelijke termijn; binnen {_weeks(farthest)} "
        f"zijn dat er {number_or_hidden(farthest, 'norm_due')} en {number_or_hidden(farthest, 'legal_due')}."
    )


def _weeks(row: Row) -> str:
    return "één week" if row["weeks"] == 1 else f"{row['weeks']} weken"


def clearance(shown: Protected) -> str:
    """How many weeks of outflow the stock is, with and without the task force."""
    if not shown.rows:
        return NOTHING_TO_SHOW
    if is_split(shown):
        return f"Wegwerktijd: {per_series(shown.rows, lambda row: _clearance(row, 'clearance_weeks'))}."
    (row, *_) = shown.rows
    if not row.has("backlog", "clearance_weeks"):
        return f"De wegwerktijd is {HIDDEN_TEXT}."
    return (
        f"De werkvoorraad van {number_or_hidden(row, 'backlog')} verzoeken staat gelijk aan "
        f"{_clearance(row, 'clearance_weeks')} uitstroom, naar het gemiddelde van de laatste vier volle weken; zonder "
        f"de uitstroom van de taskforce aan {_clearance(row, 'clearance_weeks_other')}."
    )


def _clearance(row: Row, column: str) -> str:
    if row.hidden[column]:
        return HIDDEN_TEXT
    return f"{dutch.decimal(row[column])} weken" if row.has(column) else "een onbekend aantal weken"


def flow_chart(shown: Protected) -> str:
    """The last week, and whether it is more than the usual ups and downs."""
    measured = [row for row in shown.rows if row.has("value")]
    if not measured:
        return NOTHING_TO_SHOW
    row = measured[-1]
    told, better = FLOWS[shown.parameters["flow"]]
    verdict = variation([_point(row)], better)
    week = dutch.week_label(row["period_on"])
    return f"In {week}: {flow_value(shown, row)} {told}. {verdict.text if verdict else FEW_WEEKS}"


def flow_value(shown: Protected, row: Row, column: str = "value") -> str:
    """A value, mean or limit of a flow as its unit asks: 312, 4,2 or 63%."""
    flow = shown.parameters["flow"]
    if flow in SHARES:
        return f"{dutch.number(row[column])}%"
    return dutch.decimal(row[column], 1 if flow == "productivity" or column != "value" else 0)


def _point(row: Row) -> Point:
    """The last point as the method knew it: its signal is the texts of its flags, weightiest first."""
    if not row.has("mean", "lower", "upper"):
        return Point(Fraction(float(row["value"])), None)
    mean, lower, upper = (Fraction(float(row[name])) for name in ("mean", "lower", "upper"))
    limits = Limits(mean, lower, upper, Fraction())
    texts = str(row["signal"]).split("; ") if row.has("signal") else []
    flags = tuple(Flag(rule, sign, text) for text in texts for (rule, sign), told in TOLD.items() if told == text)
    return Point(Fraction(float(row["value"])), limits, flags)
