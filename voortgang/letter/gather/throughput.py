"""What the first section rests on: how long requests take, what came in and what is open."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from voortgang.alt_text import NORM_DAYS, NORM_WEEKS
from voortgang.dutch import DAYS_PER_WEEK
from voortgang.letter.gather.asking import Asked
from voortgang.letter.gather.kinds import (
    BETTER,
    DAYS,
    NONE,
    REQUESTS,
    WEEKS,
    WORSE,
    Kind,
    fact,
    fact_of,
    facts,
)
from voortgang.letter.model import DAY, SHARE, Fact

KINDS = (
    Kind("decided_on_time.decided", "besloten verzoeken", REQUESTS, "decided"),
    Kind("decided_on_time.within_norm", "besloten binnen acht weken", REQUESTS, "within_norm", "", "decided", BETTER),
    Kind(
        "decided_on_time.share_within_norm",
        "aandeel besloten binnen acht weken",
        SHARE,
        "within_norm",
        "decided",
        more_is=BETTER,
    ),
    Kind(
        "decided_on_time.within_legal",
        "besloten binnen de wettelijke termijn",
        REQUESTS,
        "within_legal",
        "",
        "decided",
        BETTER,
    ),
    Kind(
        "decided_on_time.share_within_legal",
        "aandeel besloten binnen de wettelijke termijn",
        SHARE,
        "within_legal",
        "decided",
        more_is=BETTER,
    ),
    Kind("throughput_time.median_days", "mediaan van de doorlooptijd", DAYS, "median_days", "", "decided", WORSE),
    Kind("throughput_time.p90_days", "P90 van de doorlooptijd", DAYS, "p90_days", "", "decided", WORSE),
    Kind(
        "throughput_time.median_weeks",
        "mediaan van de doorlooptijd in weken",
        WEEKS,
        "median_days",
        "",
        "decided",
        WORSE,
        1,
        DAYS_PER_WEEK,
    ),
    Kind(
        "throughput_time.p90_weeks",
        "P90 van de doorlooptijd in weken",
        WEEKS,
        "p90_days",
        "",
        "decided",
        WORSE,
        1,
        DAYS_PER_WEEK,
    ),
    Kind(
        "longest_recent.p95_weeks",
        "doorlooptijd waarbinnen 95% is besloten, laatste vier weken",
        WEEKS,
        "p95_weeks",
        "",
        "decided",
        WORSE,
    ),
    Kind(
        "longest_recent.longest_weeks",
        "langste doorlooptijd in de laatste vier weken",
        WEEKS,
        "longest_weeks",
        "",
        "decided",
        WORSE,
    ),
    Kind("flow.received", "ontvangen verzoeken", REQUESTS, "received"),
    Kind("flow.withdrawn", "ingetrokken verzoeken", REQUESTS, "withdrawn"),
    Kind("flow.backlog_start", "werkvoorraad aan het begin van de periode", REQUESTS, "backlog_start", "", "", WORSE),
    Kind("backlog.open", "werkvoorraad", REQUESTS, "backlog", "", "", WORSE),
    Kind("backlog.past_norm", "open verzoeken over de acht weken", REQUESTS, "past_norm", "", "backlog", WORSE),
    Kind(
        "backlog.share_past_norm",
        "aandeel van de werkvoorraad over de acht weken",
        SHARE,
        "past_norm",
        "backlog",
        more_is=WORSE,
    ),
    Kind(
        "backlog.past_legal",
        "open verzoeken over de wettelijke termijn",
        REQUESTS,
        "past_legal",
        "",
        "backlog",
        WORSE,
    ),
    Kind(
        "backlog_age_summary.oldest_days",
        "leeftijd van het oudste open verzoek",
        DAYS,
        "oldest_days",
        "",
        "backlog",
        WORSE,
    ),
    Kind("clearance.clearance_weeks", "wegwerktijd van de voorraad", WEEKS, "clearance_weeks", "", "outflow", WORSE, 1),
)
"""together per metric"""
COHORT_SHARE = Kind(
    "cohort_on_time.share",
    "aandeel van de rijpe cohorten dat binnen acht weken is besloten",
    SHARE,
    "decided_within_norm",
    "received",
    more_is=BETTER,
)
COHORT_UNTIL = Kind("cohort_on_time.until", "laatste dag van ontvangst in een rijp cohort", DAY, "period_on")
UNRIPE = Kind("cohort_on_time.unripe", "verzoeken in cohorten die nog niet rijp zijn", REQUESTS, "received")
CHANCES = (
    Kind(
        "survival_chances.within_norm", "kans op een besluit binnen acht weken", SHARE, "chance", "", "requests", BETTER
    ),
    Kind("survival_chances.within_norm_low", "ondergrens van die kans", SHARE, "low", "", "requests"),
    Kind("survival_chances.within_norm_high", "bovengrens van die kans", SHARE, "high", "", "requests"),
)


def throughput(asked: Asked) -> Iterator[Fact]:
    """Every fact of the first section."""
    yield from facts(asked, KINDS)
    yield from _cohorts(asked)
    chances = asked.result("survival_chances")
    at_norm = next((row for row in chances.rows if row["weeks"] == NORM_WEEKS), None)
    yield from (fact_of(kind, chances, at_norm) for kind in CHANCES)


def last_ripe(asked: Asked) -> date | None:
    """The last day of the period of which the norm was over at the reference date; None when there is no such day."""
    day = min(asked.period.until, asked.reference_on - timedelta(days=NORM_DAYS))
    return day if day >= asked.period.since else None


def _cohorts(asked: Asked) -> Iterator[Fact]:
    """Only ripe cohorts have a share; of the others it is told how many requests they hold."""
    shown, until = asked.result("cohort_on_time"), last_ripe(asked)
    yield fact_of(COHORT_SHARE, shown, next(iter(shown.rows), None))
    yield fact(COHORT_UNTIL, shown, until, "" if until else NONE)
    if until == asked.period.until:
        yield fact(UNRIPE, shown, Decimal(0))
        return
    since = until + timedelta(days=1) if until else asked.period.since
    later = asked.result("flow", since=since)
    yield fact_of(UNRIPE, later, next(iter(later.rows), None))
