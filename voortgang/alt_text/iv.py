"""What the figures about IV days say: how they are divided, what moved, and how far the work is."""

from collections import defaultdict

from voortgang.alt_text.desks import signed
from voortgang.dutch import decimal, listing, month, percent
from voortgang.labels import SHOWN_AS
from voortgang.methods.disclosure import Protected, Row

FREE, OVER_COMMITTED = SHOWN_AS["iv_free"], SHOWN_AS["iv_over_committed"]
NOTHING = "Er zijn geen IV-dagen in deze keuze."
MOST_PARTS = 12
"""that a figure with bars has room for"""


def amount(days: float) -> str:
    """Days as a number: whole ones without a decimal."""
    return decimal(days, 0 if float(days).is_integer() else 1)


def iv_amount(days: float) -> str:
    """The same with the unit."""
    return f"{amount(days)} {'IV-dag' if days == 1 else 'IV-dagen'}"


def change(days: float) -> str:
    """Days more (+) or fewer (−)."""
    return signed(days, 0 if float(days).is_integer() else 1)


def left_over(*days: float) -> str:
    """12 IV-dagen vrij, or 3 IV-dagen te veel toegezegd, or both: of different chains."""
    told = [f"{iv_amount(abs(each))} {OVER_COMMITTED if each < 0 else FREE}" for each in days if each]
    return listing(told) or f"niets is {FREE}"


def baseline(name: object) -> str:
    """As it stands in a sentence: de begroting, herijking 2, de eerste stand."""
    told = str(name).lower()
    return told if told.startswith("herijking") else f"de {told}"


def name_of(row: Row) -> str:
    """The name of a project, or of another part."""
    return str(row["name"] if isinstance(row["name"], str) else row["part"])


def is_left_over(part: object) -> bool:
    """True for the row that makes the others add up to the capacity."""
    return part in (FREE, OVER_COMMITTED)


def iv_division(shown: Protected) -> str:
    """The capacity, the days per category, and what is left."""
    if not shown.rows:
        return NOTHING
    sizes: dict[str, float] = defaultdict(float)
    for row in shown.rows:
        sizes[str(row["category"])] += float(row["days"])
    rest = [sizes.pop(name, 0) for name in (FREE, OVER_COMMITTED)]
    told = [f"{iv_amount(size)} voor {name.lower()}" for name, size in sorted(sizes.items(), key=lambda each: -each[1])]
    given = f"{listing(told)}; " if told else ""
    capacity = iv_amount(sum(sizes.values()) + sum(rest))
    return f"Van de capaciteit van {capacity} gaan {given}{left_over(*rest)}."


def iv_capacity_by_part(shown: Protected) -> str:
    """The capacity in the first and the last baseline, and what is left in the last."""
    if not shown.rows:
        return NOTHING
    capacity: dict[str, float] = defaultdict(float)
    for row in shown.rows:
        capacity[str(row["baseline"])] += float(row["days"])
    first, last = next(iter(capacity)), next(reversed(capacity))
    rows = [row for row in shown.rows if row["baseline"] == last]
    rest = [sum(float(row["days"]) for row in rows if row["part"] == name) for name in (FREE, OVER_COMMITTED)]
    allocated = iv_amount(capacity[last] - sum(rest))
    before = "" if first == last else f"; in {baseline(first)} was de capaciteit {amount(capacity[first])}"
    return f"In {baseline(last)} zijn {allocated} toegekend van {amount(capacity[last])}: {left_over(*rest)}{before}."


def iv_course(shown: Protected) -> str:
    """From the first baseline to the last, and what is expected."""
    if not shown.rows:
        return NOTHING
    first, *moves, last, difference, forecast = shown.rows
    told = [f"{str(row['step']).lower()} {change(row['days'])}" for row in moves]
    through = f" ({listing(told)})" if told else ""
    worked = f", waarvan {amount(forecast['realised'])} gewerkt" if forecast.has("realised") else ""
    return (
        f"Van {iv_amount(first['days'])} in {baseline(first['step'])} naar {amount(last['days'])} in de laatste "
        f"stand{through}. Verwacht in het jaar: {amount(forecast['days'])}{worked}, dat is "
        f"{change(difference['days'])} tegen de laatste stand en "
        f"{change(float(forecast['days']) - float(first['days']))} tegen de eerste."
    )


def iv_moves(shown: Protected) -> str:
    """How much was added and taken off in all, and the largest reason to take off."""
    if not shown.rows:
        return "Geen herijking veranderde in deze keuze een toekenning."
    added, cut = (sum(float(row[name]) for row in shown.rows) for name in ("added", "cut"))
    most = max(shown.rows, key=lambda row: float(row["cut"]))
    why = (
        f" Het meest ging eraf in {baseline(most['baseline'])}: {amount(most['cut'])}, om de reden "
        f"'{str(most['reason']).lower()}'."
        if most["cut"]
        else ""
    )
    return f"De herijkingen voegden {iv_amount(added)} toe en haalden er {amount(cut)} af.{why}"


def iv_variances(shown: Protected) -> str:
    """The forecast against both baselines, and where it differs most from the first."""
    if not shown.rows:
        return NOTHING
    first, last = (sum(float(row[name]) for row in shown.rows) for name in ("variance_first", "variance_last"))
    most = max(shown.rows, key=lambda row: abs(float(row["variance_first"])))
    return (
        f"De verwachting voor het jaar is {change(first)} IV-dagen tegen de eerste stand en {change(last)} tegen "
        f"de laatste. Het verst van de eerste stand zit {name_of(most)}: {change(most['variance_first'])}."
        f"{_not_all(shown)}"
    )


def iv_progress(shown: Protected) -> str:
    """Requested, allocated and worked in all, and what is short."""
    if not shown.rows:
        return NOTHING
    names = ("requested", "allocated", "realised", "unmet")
    requested, allocated, realised, unmet = (sum(float(row[name]) for row in shown.rows) for name in names)
    return (
        f"Gevraagd zijn {iv_amount(requested)}, toegekend {amount(allocated)} en gewerkt {amount(realised)}. "
        f"Niet toegekend is {amount(unmet)}.{_not_all(shown)}"
    )


def _not_all(shown: Protected) -> str:
    """That the figure leaves parts out, when it does."""
    parts = len(shown.rows)
    return f" De figuur toont de {MOST_PARTS} grootste, de tabel alle {parts}." if parts > MOST_PARTS else ""


def iv_burn_up(shown: Protected) -> str:
    """What was worked by the last month that was booked, against both baselines and what is expected."""
    if not shown.rows:
        return NOTHING
    ends = [row for row in shown.rows if row["month_on"].month == 12]
    first, allocated, forecast = (
        sum(float(row[name]) for row in ends) for name in ("first_allocated", "allocated", "forecast_so_far")
    )
    booked = [row for row in shown.rows if row.has("realised_so_far")]
    last_on = max((row["month_on"] for row in booked), default=None)
    done = sum(float(row["realised_so_far"]) for row in booked if row["month_on"] == last_on)
    so_far = f"Tot en met {month(last_on)} zijn {iv_amount(done)} gewerkt" if last_on else "Er is nog niets geboekt"
    return (
        f"{so_far}. Toegekend voor het jaar: {amount(allocated)} in de laatste stand en {amount(first)} in de eerste; "
        f"verwacht: {amount(forecast)}."
    )


def iv_citizens(shown: Protected) -> str:
    """The share that serves citizens in the first and the last baseline of each chain."""
    by_chain: dict[str, list[Row]] = defaultdict(list)
    for row in shown.rows:
        by_chain[str(row["chain"])].append(row)
    if not by_chain:
        return NOTHING
    return " ".join(_for_citizens(chain, rows) for chain, rows in by_chain.items())


def _for_citizens(chain: str, rows: list[Row]) -> str:
    first, last = rows[0], rows[-1]
    if not last.has("share_citizens"):
        return f"In {baseline(last['baseline'])} heeft {chain} geen vrije ruimte."
    began = f"; in {baseline(first['baseline'])} was dat {percent(first['share_citizens'])}"
    before = began if first is not last and first.has("share_citizens") else ""
    return (
        f"In {baseline(last['baseline'])} van {chain} gaat {percent(last['share_citizens'])} van de vrije ruimte "
        f"van {iv_amount(last['to_choose'])} naar werk waar burgers iets aan hebben{before}."
    )


def iv_by_assumption(shown: Protected) -> str:
    """Where the assumed days count, and what the other assumption expects of maintenance."""
    if not shown.rows:
        return NOTHING
    assumed = [row for row in shown.rows if row["assumed"]]
    told = [f"{iv_amount(row['assumed'])} bij {str(row['category']).lower()}" for row in assumed]
    counted = f"Door de aanname tellen {listing(told)}." if told else "Van elk project is de categorie geleverd."
    kept = next((row for row in shown.rows if row.has("expected")), None)
    if kept is None:
        return counted
    return (
        f"{counted} Voor {str(kept['category']).lower()} zijn {iv_amount(kept['allocated'])} toegekend; volgens de "
        f"aanname zouden het er {amount(kept['expected'])} zijn."
    )
