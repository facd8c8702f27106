"""What the second section rests on: who decided how many requests, and what the analysis says of the difference."""

from collections.abc import Iterator
from datetime import date, timedelta

from voortgang.errors import VoortgangError
from voortgang.impact_words import digits
from voortgang.labels import SHOWN_AS
from voortgang.letter.gather.asking import Asked
from voortgang.letter.gather.kinds import DAYS, REQUESTS, WORSE, Kind, fact, facts, number
from voortgang.letter.model import DAY, SHARE, Fact, LeftOut
from voortgang.methods.disclosure import HIDDEN_TEXT, Protected, Row
from voortgang.methods.verdict import Estimate

VERDICTS, ABSENT = "impact_verdicts", "without_measures"
STOCK, EFFECT = "outcome_stock", "effect"
STOCK_FIGURE = "figure_stock"
JUDGEMENT = "Oordeel over taskforce en versnelde regel"
KINDS = (
    Kind("work_by_desk.regular", "besloten door de reguliere teams", REQUESTS, "regular", "", "decided"),
    Kind("work_by_desk.task_force", "besloten door de taskforce", REQUESTS, "task_force", "", "decided"),
    Kind("work_by_desk.fast_track", "besloten volgens de versnelde regel", REQUESTS, "fast_track", "", "decided"),
    Kind("work_by_desk.share_task_force", "aandeel besloten door de taskforce", SHARE, "task_force", "decided"),
    Kind(
        "work_by_desk.share_fast_track", "aandeel besloten volgens de versnelde regel", SHARE, "fast_track", "decided"
    ),
    Kind(
        "fast_track_share.share", "aandeel van de besluiten volgens de versnelde regel", SHARE, "fast_track", "decided"
    ),
    Kind(
        "fast_track_share.median_fast_track_days",
        "mediaan van de versnelde verzoeken",
        DAYS,
        "median_fast_track_days",
        "",
        "fast_track",
        WORSE,
    ),
    Kind(
        "fast_track_share.median_regular_days",
        "mediaan van de reguliere verzoeken",
        DAYS,
        "median_regular_days",
        "",
        "regular",
        WORSE,
    ),
)
SAVED = {
    "task_force": "open verzoeken minder door de taskforce",
    "fast_track": "open verzoeken minder door de versnelde regel",
    "both": "open verzoeken minder door taskforce en versnelde regel samen",
}
LIMITS = {"": "", "_low": "ondergrens van ", "_high": "bovengrens van "}
STOCK_ON = Kind(f"{VERDICTS}.stock_on", "dag waarvoor het oordeel over de werkvoorraad geldt", DAY, "")


def desks(asked: Asked) -> tuple[list[Fact], list[LeftOut]]:
    """Every fact of the second section, and what the model could not say."""
    counted = list(facts(asked, KINDS))
    try:
        shown = asked.result(VERDICTS)
        judged = list(_judged(asked, shown))
    except VoortgangError as reason:
        return counted, [LeftOut(JUDGEMENT, str(reason))]
    if not judged:
        return counted, [LeftOut(JUDGEMENT, "De analyse zegt niets over de werkvoorraad in deze levering.")]
    return [*counted, *judged], []


def _judged(asked: Asked, shown: Protected) -> Iterator[Fact]:
    """How many open requests fewer there were, only when the verdict is an effect."""
    stock = SHOWN_AS[STOCK]
    verdicts = {row["measure"]: row["verdict"] for row in shown.rows if row["outcome"] == stock}
    days: set[date] = set()
    for measure, label in SAVED.items():
        verdict = verdicts.get(SHOWN_AS[measure])
        last = _last_week(asked, measure) if verdict == SHOWN_AS[EFFECT] else None
        if last and last.has("actual"):
            days.add(_day(last))
            yield from _saved(shown, measure, last)
        elif verdict is not None:
            why = HIDDEN_TEXT if last else verdict
            yield from (fact(_kind(measure, limit, f"{of}{label}"), shown, None, why) for limit, of in LIMITS.items())
    yield from (fact(STOCK_ON, shown, day) for day in sorted(days)[-1:])


def _last_week(asked: Asked, measure: str) -> Row:
    rows = asked.result(ABSENT, without=measure).rows
    return [row for row in rows if row["figure"] == SHOWN_AS[STOCK_FIGURE]][-1]


def _saved(shown: Protected, measure: str, last: Row) -> Iterator[Fact]:
    """The stock without the measure, less the stock as it was."""
    low, middle, high = (float(last[name]) - float(last["actual"]) for name in ("low95", "middle", "high95"))
    places = digits(Estimate(middle, low, high))
    for limit, value in zip(LIMITS, (middle, low, high), strict=True):
        kind = _kind(measure, limit, f"{LIMITS[limit]}{SAVED[measure]}", places)
        yield fact(kind, shown, number(value))


def _kind(measure: str, limit: str, label: str, places: int = 0) -> Kind:
    return Kind(f"{VERDICTS}.{measure}{limit}", label, REQUESTS, "", decimals=places)


def _day(last: Row) -> date:
    """The Sunday of the last week that was counted."""
    day: date = last["week_on"].date() + timedelta(days=6)
    return day
