"""The KPIs of the overview: where each comes from, how to read it, and which way is better."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from voortgang import dutch
from voortgang.alt_text import NORM_DAYS
from voortgang.methods.disclosure import Row


@dataclass(frozen=True)
class Figure:
    """One KPI: where it comes from and how to read it from a row."""

    kpi: str
    title: str
    metric: str
    needs: tuple[str, ...]
    value: Callable[[Row], Decimal]
    """rounded as shown, so that two figures that read the same are the same"""
    text: Callable[[Row], str]
    better: int
    """1 when higher is better, -1 when lower is, 0 when neither"""
    norm: str = ""
    is_total: bool = False
    """a number over the whole period: not to be compared with that of a longer one"""
    has_periods: bool = True
    """False for a figure as of one day, which has no period of its own"""
    is_ready: Callable[[Row], bool] = lambda row: bool(row["is_complete"])
    """may this period be shown beside others?"""


def _share(numerator: str, denominator: str) -> tuple[Callable[[Row], Decimal], Callable[[Row], str]]:
    def value(row: Row) -> Decimal:
        return dutch.half_up(Fraction(100 * int(row[numerator]), int(row[denominator])))

    return value, lambda row: dutch.share_text(row[numerator], row[denominator])


def _count(name: str) -> tuple[Callable[[Row], Decimal], Callable[[Row], str]]:
    return lambda row: dutch.half_up(row[name]), lambda row: dutch.number(row[name])


def _weeks(name: str, unit: int = dutch.DAYS_PER_WEEK) -> tuple[Callable[[Row], Decimal], Callable[[Row], str]]:
    def value(row: Row) -> Decimal:
        return dutch.half_up(dutch.exact(row[name]) / unit, 1)

    return value, lambda row: f"{dutch.decimal(value(row))} weken"


def _whole_weeks(name: str) -> tuple[Callable[[Row], Decimal], Callable[[Row], str]]:
    return lambda row: dutch.half_up(row[name]), lambda row: dutch.plural(row[name], "week", "weken")


NORM = f"norm: {NORM_DAYS // dutch.DAYS_PER_WEEK} weken"
FIGURES = (
    Figure("K1", "Binnen acht weken besloten", "decided_on_time", ("within_norm", "decided"),
           *_share("within_norm", "decided"), 1, "van wat is besloten"),
    Figure("K3", "Cohort: binnen acht weken besloten", "cohort_on_time", ("decided_within_norm", "received"),
           *_share("decided_within_norm", "received"), 1, "van wat is ontvangen, laatste rijpe periode",
           is_ready=lambda row: bool(row["is_ripe"] and row["is_usable"])),
    Figure("K4", "Mediaan doorlooptijd", "throughput_time", ("median_days",), *_weeks("median_days"), -1, NORM),
    Figure("K14", "Kan oplopen tot", "longest_recent", ("p95_weeks",), *_whole_weeks("p95_weeks"), -1,
           f"P95 van vier weken; {NORM}", has_periods=False),
    Figure("K5", "Werkvoorraad", "backlog", ("backlog",), *_count("backlog"), -1, "open aan het eind van de periode"),
    Figure("K6a", "Over de acht weken", "backlog", ("past_norm",), *_count("past_norm"), -1, "open en voorbij de norm"),
    Figure("K6b", "Over de wettelijke termijn", "backlog", ("past_legal",), *_count("past_legal"), -1,
           "open en voorbij de wettelijke datum"),
    Figure("K10", "Wegwerktijd", "clearance", ("clearance_weeks",), *_weeks("clearance_weeks", 1), -1,
           "voorraad gedeeld door uitstroom per week", has_periods=False),
    Figure("K9", "Saldo", "flow", ("balance",), *_count("balance"), -1, "instroom min uitstroom",
           is_total=True),
    Figure("K11", "Aandeel versneld", "fast_track_share", ("fast_track", "decided"), *_share("fast_track", "decided"),
           0, "drukt de mediaan, niet de wachttijd van anderen"),
    Figure("K12", "Aandeel opgeschort", "suspension", ("suspended", "decided"), *_share("suspended", "decided"), 0,
           "van wat is besloten"),
    Figure("K13", "Aandeel verdaagd", "extension", ("extended", "undecided"), *_share("extended", "undecided"), 0,
           "van wat na acht weken open was"),
)  # fmt: skip
