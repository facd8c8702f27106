"""What a verdict says: numbers in Dutch notation, and causal words for an effect only."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voortgang.impact_words import Topic, conclusion, letter_sentence
from voortgang.methods.verdict import Estimate, Placebo, verdict

TASK_FORCE = Topic("de taskforce", "besluiten per week")
SAVED = Topic("de taskforce", "openstaande verzoeken", rose="minder", fell="meer")
CAUSAL = re.compile(
    r"\b(door|dankzij|doordat|waardoor|vanwege|gevolg|leidde|zorgde|effect|veroorza\w+)\b", re.IGNORECASE
)


@pytest.mark.parametrize(
    ("found", "topic", "told", "letter"),
    [
        (
            verdict(Estimate(42.4, 30.2, 54.5)),
            TASK_FORCE,
            "Effect: 42 meer besluiten per week (95%-interval 30 tot 55) dan zonder de taskforce.",
            "Door de taskforce waren er naar schatting 42 meer besluiten per week (95%-interval 30 tot 55).",
        ),
        (
            verdict(Estimate(-1234.5, -2000, -500)),
            TASK_FORCE,
            "Effect: 1.235 minder besluiten per week (95%-interval 500 tot 2.000) dan zonder de taskforce.",
            "Door de taskforce waren er naar schatting 1.235 minder besluiten per week (95%-interval 500 tot 2.000).",
        ),
        (
            verdict(Estimate(5200, 4100, 6300)),
            SAVED,
            "Effect: 5.200 minder openstaande verzoeken (95%-interval 4.100 tot 6.300) dan zonder de taskforce.",
            "Door de taskforce waren er naar schatting 5.200 minder openstaande verzoeken (95%-interval "
            "4.100 tot 6.300).",
        ),
        (
            verdict(Estimate(1.25, -2.5, 5), 10),
            TASK_FORCE,
            "Geen relevant effect: 1,3 meer besluiten per week (95%-interval -2,5 tot 5,0); pas vanaf 10,0 "
            "is het relevant.",
            "Na de start van de taskforce was er geen relevant verschil in het aantal besluiten per week.",
        ),
        (
            verdict(Estimate(-12, -32, 8)),
            TASK_FORCE,
            "Niet vast te stellen: 12 minder besluiten per week (95%-interval -8 tot 32). Een effect is met 80% kans "
            "pas zichtbaar vanaf 29, naar boven of naar beneden.",
            "Of de taskforce verschil maakte voor het aantal besluiten per week, is uit de cijfers niet "
            "vast te stellen.",
        ),
        (
            verdict(Estimate(42, 30, 54), 0, Placebo(29, 4)),
            TASK_FORCE,
            "Niet vast te stellen: 42 meer besluiten per week (95%-interval 30 tot 54), maar 4 van 29 verzonnen "
            "startdata (14%) in de tijd ervoor laten een minstens zo sterk verschil zien.",
            "Of de taskforce verschil maakte voor het aantal besluiten per week, is uit de cijfers niet "
            "vast te stellen.",
        ),
        (
            verdict(None),
            TASK_FORCE,
            "Te weinig gegevens: vóór of na de start zijn er te weinig punten om een effect te schatten.",
            "Sinds de start van de taskforce is er nog te weinig tijd verstreken voor een uitspraak.",
        ),
        (
            verdict(Estimate(0, -1, 1)),
            TASK_FORCE,
            "Niet vast te stellen: 0,0 meer besluiten per week (95%-interval -1,0 tot 1,0). Een effect is met 80% kans "
            "pas zichtbaar vanaf 1,4, naar boven of naar beneden.",
            "Of de taskforce verschil maakte voor het aantal besluiten per week, is uit de cijfers niet "
            "vast te stellen.",
        ),
    ],
)
def test_sentences(found, topic, told, letter) -> None:
    assert (conclusion(found, topic), letter_sentence(found, topic)) == (told, letter)


numbers = st.floats(-1e6, 1e6)
intervals = st.tuples(numbers, numbers, numbers).map(sorted).map(lambda three: Estimate(three[1], three[0], three[2]))
verdicts = st.builds(verdict, st.none() | intervals, st.floats(0, 1e6), st.none() | st.just(Placebo(20, 8)))


@given(verdicts, st.sampled_from([TASK_FORCE, SAVED]))
def test_causal_words_belong_to_an_effect(found, topic) -> None:
    letter = letter_sentence(found, topic)
    assert bool(CAUSAL.search(letter)) == (found.code == "effect")
    assert letter.endswith(".") and topic.cause in letter
    assert conclusion(found, topic).startswith(("Effect:", "Geen relevant", "Niet vast", "Te weinig"))


@pytest.mark.parametrize(
    ("estimate", "shown"),
    [
        (Estimate(0.0123, 0.0041, 0.0205), "0,012"),
        (Estimate(0.5, 0.5, 0.5), "0,5000"),
        (Estimate(3.14, 2.6, 3.9), "3,1"),
    ],
)
def test_no_more_digits_than_the_interval_bears(estimate: Estimate, shown: str) -> None:
    assert conclusion(verdict(estimate), TASK_FORCE).startswith(f"Effect: {shown} meer")
