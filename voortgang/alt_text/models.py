"""What the models say: the course without a measure, the forecast, how good it was before, and scenarios."""

from voortgang import dutch
from voortgang.methods.disclosure import HIDDEN_TEXT, Protected, Row

STOCK = "werkvoorraad (verzoeken)"
WITHOUT = {"task_force": "de taskforce", "fast_track": "de versnelde regel", "both": "taskforce en versnelde regel"}
COUNTED = {"received": ("verzoek", "verzoeken", "ontvangen"), "decided": ("besluit", "besluiten", "genomen")}
BANDS = (50, 80, 95)
"""percent that a band promises to hold"""
NOT_BEGUN = "Er is nog geen hele week met een maatregel: er is niets om mee te vergelijken."
NO_WITHOUT = "Er is geen doorrekening zonder de maatregel."
NO_FORECAST = "Er is geen prognose."
NEVER_LOOKED = "Er zijn nog geen eerdere prognoses om te toetsen."
NO_SCENARIOS = "Er zijn geen scenario's om naast elkaar te zetten."


def impact_course(shown: Protected) -> str:
    """What was counted in the last week that has an expectation, and what that was."""
    expected = [row for row in shown.rows if row.has("without")]
    if not expected:
        return NOT_BEGUN
    row = expected[-1]
    limits = f" (95%-interval {from_to(row, 'low', 'high')})" if row.has("low", "high") else ""
    return (
        f"In {week(row)} {_counted(shown, row)}; zonder de maatregelen verwacht de tijdreeks er naar schatting "
        f"{dutch.number(row['without'])}{limits}. Losse weken schommelen meer dan het interval laat zien."
    )


def _counted(shown: Protected, row: Row) -> str:
    if not row.has("counted"):
        return f"is het getelde aantal {HIDDEN_TEXT if row.hidden['counted'] else 'onbekend'}"
    one, many, done = COUNTED[shown.parameters["flow"]]
    return f"{'is' if row['counted'] == 1 else 'zijn'} {dutch.plural(row['counted'], one, many)} {done}"


def without_measures(shown: Protected) -> str:
    """The stock at the end of the last week without the measure, as it was, and whether that lies in the band."""
    rows = [row for row in figures(shown).get(STOCK, []) if row.has("middle")]
    if not rows:
        return NO_WITHOUT
    row = rows[-1]
    what = WITHOUT.get(shown.parameters.get("without", ""), "de maatregel")
    actual = f", tegen {dutch.number(row['actual'])} in werkelijkheid" if row.has("actual") else ""
    stock = f"{dutch.number(row['middle'])} verzoeken open{_eighty(row)}"
    return f"Zonder {what} waren er eind {week(row)} naar schatting {stock}{actual}.{_in_band(row)}"


def _in_band(row: Row) -> str:
    if not row.has("actual", "low95", "high95"):
        return ""
    is_within = row["low95"] <= row["actual"] <= row["high95"]
    return f" De werkelijke stand ligt {'binnen' if is_within else 'buiten'} de 95%-band."


def forecast(shown: Protected) -> str:
    """The stock halfway and at the end of the forecast, with 80%, and what it was before."""
    rows = figures(shown).get(STOCK, [])
    future = [row for row in rows if row.has("middle")]
    if not future:
        return NO_FORECAST
    halfway, end = future[(len(future) - 1) // 2], future[-1]
    told = [
        f"{dutch.number(row['middle'])}{unit}{_eighty(row)} eind {week(row)}"
        for row, unit in zip([halfway, end] if halfway is not end else [end], (" verzoeken", ""), strict=False)
    ]
    counted = [f", tegen {dutch.number(row['actual'])} eind {week(row)}" for row in rows if row.has("actual")]
    return f"Prognose van de werkvoorraad: naar schatting {dutch.listing(told)}{''.join(counted[-1:])}."


def calibration(shown: Protected) -> str:
    """How often each band held, and the judgement; the last row is of all looks together."""
    if not shown.rows:
        return NEVER_LOOKED
    row = shown.rows[-1]
    judgement = str(row["judgement"]) if row.has("judgement") else ""
    held = [
        f"in {dutch.number(row[f'within{band}'])}% binnen de {band}%-band" for band in BANDS if row.has(f"within{band}")
    ]
    if not held:
        return judgement or NEVER_LOOKED
    return f"Bij {looks(row)} lag de werkvoorraad {dutch.listing(held)}. {judgement}".rstrip()


def looks(row: Row) -> str:
    """12 keer terugkijken."""
    return f"{dutch.number(row['looks'])} keer terugkijken" if row.has("looks") else "terugkijken"


def scenarios(shown: Protected) -> str:
    """The scenario with the lowest stock over a year, and the one with the highest."""
    told = sorted((row for row in shown.rows if row.has("stock_year")), key=lambda row: float(row["stock_year"]))
    if not told:
        return NO_SCENARIOS
    lowest, highest = told[0], told[-1]
    stock = f"{dutch.number(lowest['stock_year'])} verzoeken open{_eighty(lowest, 'stock_year_')}"
    first = f"Over een jaar zijn er naar schatting {stock} in het scenario ‘{lowest['scenario']}’"
    if len(told) == 1:
        return f"{first}."
    stock = f"{dutch.number(highest['stock_year'])}{_eighty(highest, 'stock_year_')}"
    between = {2: "", 3: "; het andere scenario ligt daartussen"}.get(len(told), "; de andere liggen daartussen")
    return f"{first}, en {stock} in ‘{highest['scenario']}’{between}."


def figures(shown: Protected) -> dict[str, list[Row]]:
    """The rows per figure, in order of appearance."""
    found: dict[str, list[Row]] = {}
    for row in shown.rows:
        found.setdefault(row["figure"], []).append(row)
    return found


def week(row: Row) -> str:
    """Week 52 van 2025."""
    year, number, _ = row["week_on"].isocalendar()
    return f"week {number} van {year}"


def from_to(row: Row, low: str, high: str) -> str:
    """5.463 tot 5.501."""
    return f"{dutch.number(row[low])} tot {dutch.number(row[high])}"


def _eighty(row: Row, of: str = "") -> str:
    low, high = (f"{of}low", f"{of}high") if of else ("low80", "high80")
    return f" (80%: {from_to(row, low, high)})" if row.has(low, high) else ""
