"""On time, by which rule: what was decided in a period, what was received in it, and how far the rules lie apart."""

from voortgang import dutch
from voortgang.alt_text.telling import (
    in_period,
    is_split,
    last_day,
    now_and_before,
    of_last_period,
    per_series,
    share_or_none,
    side_by_side,
    unseen,
)
from voortgang.methods.disclosure import HIDDEN_TEXT, Protected, Row

RULES = ("outflow_norm", "outflow_legal", "outflow_recorded", "cohort_norm")
"""in the order of `rule_order`, from 1"""
AMONG = (
    "is besloten",
    "is besloten",
    "is besloten en waarvoor een eigen uiterste datum was vastgelegd",
    "zijn ontvangen",
)
IN_TIME = (
    "binnen acht weken na ontvangst besloten",
    "binnen de wettelijke termijn besloten",
    "uiterlijk op die datum besloten",
    "binnen acht weken na ontvangst besloten",
)
NOT_COUNTED = (
    "ingetrokken verzoeken",
    "ingetrokken verzoeken",
    "verzoeken die zijn ingetrokken of waarvoor geen uiterste datum was vastgelegd",
    "verzoeken die binnen acht weken zijn ingetrokken, die op de peildatum nog geen acht weken oud waren of waarvan de "
    "gegevens niet volledig zijn",
)


def share_on_time(shown: Protected) -> str:
    """How many were decided within eight weeks and within the legal term in the last complete period."""
    if is_split(shown):
        return side_by_side(shown, "Binnen acht weken besloten", _within_norm)
    return now_and_before(shown, _share_now, lambda row: f"was dat {_within_norm(row) or unseen(row)}")


def _share_now(row: Row) -> str | None:
    if not row.has("within_norm", "decided"):
        return None
    decided = dutch.plural(row["decided"], "besloten verzoek", "besloten verzoeken")
    legal = share_or_none("within_legal", "decided")(row) or unseen(row)
    return f"is {_within_norm(row)} van {decided} binnen acht weken besloten, en {legal} binnen de wettelijke termijn"


_within_norm = share_or_none("within_norm", "decided")
_secured = share_or_none("decided_within_norm", "received")
_achievable = share_or_none("achievable", "received")


def cohorts(shown: Protected) -> str:
    """The last ripe cohort, and between what the last unripe one still lies."""
    usable = [row for row in shown.rows if row["is_usable"]]
    ripe = [row for row in usable if row["is_ripe"]]
    if not usable:
        return "Er is geen volledig geleverd cohort in deze keuze."
    if is_split(shown):
        return _cohorts_side_by_side(shown, ripe)
    unripe = [row for row in usable if not row["is_ripe"]]
    told = [_ripe(shown, row) for row in ripe[-1:]] or ["Er is nog geen rijp cohort in deze keuze."]
    return " ".join([*told, *(_unripe(shown, row) for row in unripe[-1:])])


def _cohorts_side_by_side(shown: Protected, ripe: list[Row]) -> str:
    if not ripe:
        return "Er is nog geen rijp cohort in deze keuze."
    last = of_last_period(ripe)
    return f"Binnen acht weken besloten van wat {in_period(shown, last[0], False)} is ontvangen: {_shares(last)}."


def _shares(rows: list[Row]) -> str:
    return per_series(rows, _secured)


def _ripe(shown: Protected, row: Row) -> str:
    share = _secured(row)
    if share is None:
        return f"Van wat {in_period(shown, row, False)} is ontvangen, is het cijfer {HIDDEN_TEXT}."
    received = dutch.plural(row["received"], "verzoek", "verzoeken")
    return f"Van {received} die {in_period(shown, row, False)} zijn ontvangen, is {share} binnen acht weken besloten."


def _unripe(shown: Protected, row: Row) -> str:
    secured, achievable = (told(row) or unseen(row) for told in (_secured, _achievable))
    return (
        f"Van wat {in_period(shown, row, False)} is ontvangen, staat dat nog niet vast: zeker {secured}, haalbaar "
        f"{achievable}."
    )


def definition_differences(shown: Protected) -> str:
    """How far the rules lie apart, in percentage points of the percentages as they are shown."""
    seen = [row for row in shown.rows if row.has("in_time", "counted") and row["counted"]]
    if len(seen) < 2:
        return "Er zijn te weinig percentages die getoond mogen worden om de regels te vergelijken."
    lowest, *_, highest = sorted(seen, key=_percents)
    apart = _percents(highest) - _percents(lowest)
    if not apart:
        return f"Volgens alle getoonde regels is {_percents(highest)}% op tijd."
    return (
        f"Hoeveel op tijd is, hangt af van de regel: van {_percents(lowest)}% ({lowest['rule']}) tot "
        f"{_percents(highest)}% ({highest['rule']}), een verschil van "
        f"{dutch.plural(apart, 'procentpunt', 'procentpunten')}."
    )


def _percents(row: Row) -> int:
    return int(dutch.half_up(dutch.exact(row["in_time"]) / dutch.exact(row["counted"]) * 100))


def letter_sentence(shown: Protected, rule: str) -> str:
    """One sentence for a letter by one of `RULES`: the period, the counts, the percentage and what is not counted."""
    at = RULES.index(rule)
    row = next(row for row in shown.rows if row["rule_order"] == at + 1)
    if not row.has("in_time", "counted") or not row["counted"]:
        return "Volgens deze regel is er voor deze keuze geen percentage dat getoond mag worden."
    share = dutch.share_text(row["in_time"], row["counted"])
    among = f"die {_between(shown)} {AMONG[at]}" if rule == "cohort_norm" else f"waarop {_between(shown)} {AMONG[at]}"
    return (
        f"Van de {dutch.number(row['counted'])} verzoeken {among}, zijn er {dutch.number(row['in_time'])} ({share}) "
        f"{IN_TIME[at]}; niet meegeteld zijn {_left_out(row, NOT_COUNTED[at])}."
    )


def _between(shown: Protected) -> str:
    since, until = dutch.date_long(shown.parameters["since"]), dutch.date_long(last_day(shown))
    return f"van {since} tot en met {until}"


def _left_out(row: Row, what: str) -> str:
    return f"{dutch.number(row['left_out'])} {what}" if row.has("left_out") and row["left_out"] > 1 else what
