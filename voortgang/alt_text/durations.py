"""How long requests took: throughput time, fast track, suspension and extension, and what a change consists of."""

from fractions import Fraction

from voortgang import dutch
from voortgang.alt_text.telling import (
    NORM_DAYS,
    NORM_WEEKS,
    NOTHING_TO_SHOW,
    is_split,
    now_and_before,
    number_or_hidden,
    share_or_none,
    side_by_side,
    unseen,
    weeks,
    weeks_or_none,
)
from voortgang.methods.clearing import conclusion
from voortgang.methods.disclosure import HIDDEN_TEXT, Protected, Row

FINEST = 10**7
"""largest denominator of a number of days that was an exact fraction before it became binary"""


def throughput(shown: Protected) -> str:
    """Median and P90 of the last complete period, against the norm."""
    median = weeks_or_none("median_days")
    if is_split(shown):
        return side_by_side(shown, f"De norm is {NORM_WEEKS} weken. Mediaan", median)
    return now_and_before(shown, _throughput_now, lambda row: f"was de mediaan {median(row) or unseen(row)}")


def _throughput_now(row: Row) -> str | None:
    if not row.has("median_days", "p90_days", "decided"):
        return None
    side = "boven" if row["median_days"] > NORM_DAYS else "binnen"
    return (
        f"duurde de helft van {dutch.plural(row['decided'], 'verzoek', 'verzoeken')} hooguit "
        f"{weeks(row['median_days'])} en negen op de tien hooguit {weeks(row['p90_days'])}; "
        f"de mediaan ligt {side} de norm van {NORM_WEEKS} weken"
    )


def distribution(shown: Protected) -> str:
    """How much of the decided requests lies on either side of the norm, as far as the bars may be shown."""
    seen = [row for row in shown.rows if row.has("decided")]
    total = sum(row["decided"] for row in seen)
    if not total:
        return NOTHING_TO_SHOW
    within = sum(row["decided"] for row in seen if row["weeks"] <= NORM_WEEKS)
    most = max(seen, key=lambda row: row["decided"])
    part = " getoonde" if shown.hidden_cells else ""
    return (
        f"Van de {dutch.number(total)}{part} besloten verzoeken is {dutch.share_text(within, total)} binnen acht weken "
        f"besloten. De meeste besluiten, {dutch.number(most['decided'])}, vielen in week {most['weeks']} na ontvangst."
    )


def ladder(shown: Protected) -> str:
    """The share that was decided within each number of weeks."""
    steps = [row for row in shown.rows if row.has("decided", "decided_within")]
    if not steps:
        return "Er zijn geen aandelen die getoond mogen worden."
    told = [f"{dutch.share_text(row['decided_within'], row['decided'])} binnen {row['weeks']} weken" for row in steps]
    decided = dutch.plural(steps[0]["decided"], "besloten verzoek", "besloten verzoeken")
    return f"Van {decided} is {dutch.listing(told)} besloten."


def fast_track(shown: Protected) -> str:
    """The share of the fast track, and the medians of fast track and regular apart."""
    share = share_or_none("fast_track", "decided")
    if is_split(shown):
        return side_by_side(shown, "Aandeel versneld", share)
    return now_and_before(shown, _fast_track_now, lambda row: f"was {share(row) or unseen(row)} versneld")


def _fast_track_now(row: Row) -> str | None:
    share = share_or_none("fast_track", "decided")(row)
    if share is None:
        return None
    fast, regular = (weeks_or_none(f"median_{way}_days")(row) or unseen(row) for way in ("fast_track", "regular"))
    return (
        f"is {share} van {_decided(row)} versneld afgehandeld; de mediaan was {fast} voor versneld en {regular} voor "
        "regulier"
    )


def suspension(shown: Protected) -> str:
    """The share whose term was suspended, and the mean duration with and without the suspended days."""
    share = share_or_none("suspended", "decided")
    if is_split(shown):
        return side_by_side(shown, "Aandeel opgeschort", share)
    return now_and_before(shown, _suspension_now, lambda row: f"was {share(row) or unseen(row)} opgeschort")


def _suspension_now(row: Row) -> str | None:
    share = share_or_none("suspended", "decided")(row)
    if share is None:
        return None
    gross, net = (weeks_or_none(column)(row) or unseen(row) for column in ("gross_days", "net_days"))
    return (
        f"is van {_decided(row)} bij {share} de termijn opgeschort; gemiddeld duurde een verzoek bruto {gross} en "
        f"netto {net}"
    )


def extension(shown: Protected) -> str:
    """The share of what was open after eight weeks that got a letter with a later date."""
    share = share_or_none("extended", "undecided")
    if is_split(shown):
        return side_by_side(shown, "Aandeel verdaagd van wat na acht weken nog open was", share)
    return now_and_before(
        shown,
        lambda row: (
            f"waren {number_or_hidden(row, 'undecided')} verzoeken na acht weken nog open; daarvan is {share(row)} "
            "verdaagd"
            if share(row)
            else None
        ),
        lambda row: f"was {share(row) or unseen(row)} verdaagd",
    )


def clearing(shown: Protected) -> str:
    """What the change of the mean adds up to; the rows are before, mix, rate and after, in that order."""
    if len(shown.rows) != 4:
        return "In een van beide perioden is niets besloten: er is geen verandering om te splitsen."
    if not all(row.has("days") for row in shown.rows):
        return f"De verandering van de gemiddelde doorlooptijd is {HIDDEN_TEXT}."
    return conclusion(*parts_of_change(shown))


def parts_of_change(shown: Protected) -> tuple[Fraction, Fraction]:
    """Mix and rate in days, as the exact fractions that they were."""
    _, mix, rate, _ = (Fraction(float(row["days"])).limit_denominator(FINEST) for row in shown.rows)
    return mix, rate


def _decided(row: Row) -> str:
    return dutch.plural(row["decided"], "besloten verzoek", "besloten verzoeken")
