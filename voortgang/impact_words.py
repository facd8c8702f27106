"""What a verdict says in Dutch: a conclusion for the page, and the sentence that a letter may use.

Causal words stand in the sentence for an effect only.
"""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from voortgang.dutch import decimal, number, percent, plural
from voortgang.methods.verdict import Estimate, Placebo, Verdict

if TYPE_CHECKING:
    from voortgang.methods.impact.fit import Fit

MOST_DIGITS = 4


@dataclass(frozen=True)
class Topic:
    """What an estimate is about: Topic("de taskforce", "besluiten per week").

    `rose` is the word for an estimate above zero: stock that was saved is "minder" open requests. A check is something
    that the measure is not meant to change, such as the inflow: whatever happened to it has another cause.
    """

    cause: str
    quantity: str
    rose: str = "meer"
    fell: str = "minder"
    is_check: bool = False
    given: str = ""
    """what the estimate takes for granted, as the end of a sentence"""

    @property
    def than(self) -> str:
        """What the estimate is compared with."""
        return "de doorgetrokken lijn van ervoor" if self.is_check else f"zonder {self.cause}"


def conclusion(found: Verdict, topic: Topic) -> str:
    """The verdict in one or two sentences, with its interval and, where nothing can be told, what would be seen."""
    if found.estimate is None:
        return "Te weinig gegevens: vóór of na de start zijn er te weinig punten om een effect te schatten."
    difference = _interval(found.estimate, topic)
    if found.code == "effect":
        return f"{'Verschil' if topic.is_check else 'Effect'}: {difference} dan {topic.than}."
    if found.code == "no_relevant_effect":
        limit = _plain(found.smallest_relevant, found.estimate)
        return f"Geen relevant effect: {difference}; pas vanaf {limit} is het relevant."
    if not found.estimate.has_zero and found.placebo:
        return f"Niet vast te stellen: {difference}, maar {_placebo(found.placebo)}."
    return f"Niet vast te stellen: {difference}. {_would_be_seen(found)}"


def letter_sentence(found: Verdict, topic: Topic) -> str:
    """The one sentence that the analysis supports in a letter; no causal words unless the verdict is an effect."""
    if found.code == "effect" and found.estimate is not None:
        if topic.is_check:
            told = _interval(found.estimate, topic)
            return f"Sinds de start van {topic.cause} waren er naar schatting {told}; waardoor is niet onderzocht."
        given = f", {topic.given}" if topic.given else ""
        return f"Door {topic.cause} waren er naar schatting {_interval(found.estimate, topic)}{given}."
    if found.code == "no_relevant_effect":
        return f"Na de start van {topic.cause} was er geen relevant verschil in het aantal {topic.quantity}."
    if found.code == "too_few":
        return f"Sinds de start van {topic.cause} is er nog te weinig tijd verstreken voor een uitspraak."
    return f"Of {topic.cause} verschil maakte voor het aantal {topic.quantity}, is uit de cijfers niet vast te stellen."


def checks_text(fit: "Fit | None", placebo: Placebo | None) -> str | None:
    """How far the series can be trusted, for a table; None when nothing was fitted."""
    if fit is None:
        return None
    tried = f"; {_placebo(placebo)}" if placebo else ""
    return (
        f"dispersie {decimal(fit.dispersion, 2)}; autocorrelatie {decimal(fit.autocorrelation, 2)} "
        f"(Ljung-Box p = {decimal(fit.ljung_box_p, 2)}){tried}"
    )


def _interval(estimate: Estimate, topic: Topic) -> str:
    """42 meer besluiten per week (95%-interval 30 tot 54); signs only where the interval holds zero."""
    if estimate.value == 0:
        size, low, high, word = 0.0, estimate.low, estimate.high, topic.rose
    elif estimate.value > 0:
        size, low, high, word = estimate.value, estimate.low, estimate.high, topic.rose
    else:
        size, low, high, word = -estimate.value, -estimate.high, -estimate.low, topic.fell
    shown = [decimal(each, digits(estimate)) for each in (size, low, high)]
    return f"{shown[0]} {word} {topic.quantity} (95%-interval {shown[1]} tot {shown[2]})"


def _would_be_seen(found: Verdict) -> str:
    assert found.estimate is not None
    assert found.smallest_visible is not None
    size = _plain(found.smallest_visible, found.estimate)
    return f"Een effect is met 80% kans pas zichtbaar vanaf {size}, naar boven of naar beneden."


def _placebo(placebo: Placebo) -> str:
    tried = plural(placebo.tried, "verzonnen startdatum", "verzonnen startdata")
    share = percent(placebo.as_strong / placebo.tried)
    return (
        f"{number(placebo.as_strong)} van {tried} ({share}) in de tijd ervoor laten een minstens zo sterk verschil zien"
    )


def _plain(size: float, estimate: Estimate) -> str:
    return decimal(size, digits(estimate))


def digits(estimate: Estimate) -> int:
    """The places to show of an estimate: two significant digits of the width of its interval, more would be false."""
    width = estimate.high - estimate.low
    return min(MOST_DIGITS, max(0, 1 - math.floor(math.log10(width)))) if width > 0 else MOST_DIGITS
