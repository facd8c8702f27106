"""The sentences of a letter: words and figures agree, whatever the figures are, and nothing is claimed too much."""

import random
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from frozen_letters import KINDS, first_half, second_half, with_value, without_facts
from hypothesis import given, settings
from hypothesis import strategies as st

from voortgang.letter.model import DAY, SHARE, Freeze, LeftOut, Published, shown
from voortgang.letter.prose import Figure, Sentence
from voortgang.letter.sections import sections
from voortgang.letter.sections.framing import FICTIONAL
from voortgang.methods.disclosure import HIDDEN_TEXT

CAUSAL = re.compile(
    r"\b(door|dankzij|doordat|daardoor|hierdoor|waardoor|vanwege|wegens|omdat|gevolg|leid\w*|zorgde\w*|effect|"
    r"veroorza\w+|hielp\w*)\b",
    re.IGNORECASE,
)
QUOTED = re.compile("‘[^’]*’")
"""the label of a figure: "besloten door de taskforce" says who decided"""
TYPED = ("changes", "next", "left_out", "absent", "hidden")
"""rules whose sentences hold what people typed: names with VM numbers, labels, reasons"""
VERDICTS = (HIDDEN_TEXT, "niet vast te stellen", "te weinig gegevens", "geen relevant effect")
ON_TIME = "decided_on_time.share_within_norm"


def said(letter: Freeze) -> list[Sentence]:
    return [each for section in sections(letter) for part in section.paragraphs for each in part.sentences]


def text_of(sentence: Sentence, letter: Freeze) -> str:
    return "".join(each if isinstance(each, str) else figure_text(each, letter) for each in sentence.parts)


def figure_text(figure: Figure, letter: Freeze) -> str:
    if figure.is_previous:
        assert letter.previous
        return letter.previous.figures[figure.key].text
    return letter.fact[figure.key].text


def texts(letter: Freeze, rule: str = "") -> list[str]:
    return [text_of(each, letter) for each in said(letter) if rule in ("", each.rule)]


def about(letter: Freeze, words: str) -> str:
    """The sentences of the paragraph in which these words stand."""
    paragraphs = [part for section in sections(letter) for part in section.paragraphs]
    told = (" ".join(text_of(each, letter) for each in part.sentences) for part in paragraphs)
    return next((each for each in told if words in each), "")


def published(letter: Freeze, key: str, **changes: object) -> Freeze:
    """The letter after another one, in which the previous letter printed something else for a fact."""
    assert letter.previous
    figures = dict(letter.previous.figures)
    figures[key] = replace(figures[key], **changes)  # type: ignore[arg-type]
    return replace(letter, previous=replace(letter.previous, figures=figures))


def drawn(seed: int) -> Freeze:
    """A second letter in which every figure, now and then, is anything, hidden, or missing."""
    chance, letter = random.Random(seed), second_half()
    facts, figures = [], {}
    for fact in letter.facts:
        now, then = (_value(chance, fact.unit) for _ in range(2))
        why = chance.choice(VERDICTS) if fact.metric == "impact_verdicts" else HIDDEN_TEXT
        if fact.unit == DAY:
            facts.append(fact)
        elif chance.random() < 0.9:
            facts.append(replace(fact, value=now, why_absent=why if now is None else ""))
        definition = fact.definition if chance.random() < 0.9 else "een andere definitie"
        if chance.random() < 0.9 and fact.unit != DAY:
            text = HIDDEN_TEXT if then is None else shown(then, fact.unit, fact.decimals)
            figures[fact.key] = Published(text, then, definition)
    assert letter.previous
    return replace(letter, facts=tuple(facts), previous=replace(letter.previous, figures=figures))


def _value(chance: random.Random, unit: str) -> Decimal | None:
    if chance.random() < 0.1:
        return None
    return Decimal(chance.randint(0, 30)) / 30 if unit == SHARE else Decimal(chance.randint(0, 70))


def number_in(text: str) -> Decimal:
    return Decimal(text.rstrip("%").replace(".", "").replace(",", "."))


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_words_agree_with_figures_and_every_number_is_a_figure(seed: int) -> None:
    letter = drawn(seed)
    for sentence in said(letter):
        figures = [each for each in sentence.parts if isinstance(each, Figure)]
        words = "".join(each for each in sentence.parts if isinstance(each, str))
        assert all(letter.fact[each.key].value is not None for each in figures if not each.is_previous)
        assert sentence.rule in TYPED or not re.search(r"\d", words), words
        assert sentence.rule == "effect" or not CAUSAL.search(QUOTED.sub("", words)), words
        if sentence.rule == "direction" and figures:
            _check_direction(words, figures, letter)
        if sentence.rule == "effect":
            low, high = (letter.fact[f"{figures[-3].key}{end}"].value for end in ("_low", "_high"))
            assert isinstance(low, Decimal) and isinstance(high, Decimal) and low * high > 0


def _check_direction(words: str, figures: list[Figure], letter: Freeze) -> None:
    """The obvious twin: read the numbers back from the text and compare them."""
    now = number_in(figure_text(figures[-1], letter))
    assert letter.previous
    then = number_in(letter.previous.figures[figures[-1].key].text)
    assert (" steeg van " in words) == (now > then)
    assert (" daalde van " in words) == (now < then)
    assert (" bleef gelijk op " in words) == (now == then)
    assert len(figures) == (1 if now == then else 2)
    if "verbetering" in words or "verslechtering" in words:
        good = (now > then) == (letter.fact[figures[-1].key].more_is == "beter")
        assert good == ("verbetering" in words)


def test_two_letters_in_a_row() -> None:
    first, second = first_half(), second_half()
    assert [each.key for each in sections(second)] == [
        "inleiding", "doorlooptijden", "taskforce", "iv", "maatregelen", "vervolg"
    ]  # fmt: skip
    assert not texts(first, "direction")
    assert "Het aandeel besluiten binnen acht weken is 6%." in texts(first)
    assert "Het aandeel besluiten binnen acht weken steeg van 6% naar 25%." in texts(second)
    assert "De mediaan van de doorlooptijd steeg van 65 naar 70 dagen." in texts(second)
    assert "De mediaan ligt boven de norm van acht weken." in texts(second, "norm")
    worked = "De werkvoorraad aan het eind van de periode daalde van 5.886 naar 4.162 verzoeken, een verbetering."
    assert worked in texts(second)
    assert texts(second)[0] == FICTIONAL
    assert FICTIONAL not in texts(replace(second, provenance=replace(second.provenance, is_fictional=False)))


@pytest.mark.parametrize(
    ("days", "told"),
    [("55.6", "precies op"), ("56.4", "precies op"), ("56.5", "boven"), ("55.4", "onder")],
)
def test_the_norm_is_compared_with_what_the_reader_sees(days: str, told: str) -> None:
    letter = with_value(second_half(), "throughput_time.median_days", Decimal(days))
    assert f"De mediaan ligt {told} de norm van acht weken." in texts(letter, "norm")


@pytest.mark.parametrize(
    ("decided", "in_time", "told"),
    [
        ("8", "8", "Daarmee is de norm van acht weken bij elk besluit gehaald."),
        ("8", "0", "De norm van acht weken is bij geen enkel besluit gehaald."),
        ("8", "4", "De norm van acht weken is gehaald bij de helft van de besluiten."),
        ("8", "5", "De norm van acht weken is gehaald bij de meeste van de besluiten."),
        ("0", "0", ""),
    ],
)
def test_the_norm_for_all_decisions(decided: str, in_time: str, told: str) -> None:
    letter = with_value(second_half(), "decided_on_time.decided", Decimal(decided))
    letter = with_value(letter, "decided_on_time.within_norm", Decimal(in_time))
    found = [each for each in texts(letter, "norm") if "besluit" in each and "mediaan" not in each]
    assert found == ([told] if told else [])


def test_what_cannot_be_compared_is_not_compared() -> None:
    other = published(second_half(), ON_TIME, definition="anders geteld")
    assert "is 25%. Met de vorige brief is dit cijfer niet te vergelijken: de definitie is gewijzigd." in about(
        other, "besluiten binnen acht weken"
    )
    hidden = published(second_half(), ON_TIME, value=None, text=HIDDEN_TEXT)
    assert "is 25%. De vorige brief gaf dit cijfer niet." in about(hidden, "besluiten binnen acht weken")
    now = with_value(second_half(), ON_TIME, None, HIDDEN_TEXT)
    assert f"‘aandeel besloten binnen acht weken’ wordt niet getoond: het is {HIDDEN_TEXT}" in about(
        now, "niet getoond"
    )
    same = published(second_half(), ON_TIME, value=Decimal("0.2549"), text="25%")
    assert "binnen acht weken bleef gelijk op 25%." in about(same, "besluiten binnen acht weken")


def test_an_estimate_moved_only_when_the_intervals_lie_apart() -> None:
    key = "survival_chances.within_norm"
    assert "meegeteld, steeg van 11% naar 41%." in about(second_half(), "geschatte kans")
    near = published(second_half(), f"{key}_high", value=Decimal("0.406"), text="41%")
    told = about(near, "geschatte kans")
    assert "meegeteld, steeg" not in told and "Het verschil met de 11% van de vorige brief valt binnen" in told
    unknown = published(second_half(), f"{key}_low", value=None, text=HIDDEN_TEXT)
    assert "valt binnen de onzekerheidsmarge" in about(unknown, "geschatte kans")


def test_only_an_effect_is_told_with_a_causal_word() -> None:
    letter = second_half()
    told = about(letter, "Door de taskforce")
    assert "naar schatting 1.894 open verzoeken minder" in told and "Aangenomen is dat" in told
    assert "Of de versnelde regel verschil maakte voor de werkvoorraad, is uit de cijfers niet vast te stellen." in told
    holds_zero = with_value(letter, "impact_verdicts.task_force_low", Decimal(-5))
    assert not texts(holds_zero, "effect") and not CAUSAL.search(" ".join(texts(holds_zero)))
    for why, words in (
        ("geen relevant effect", "is in de werkvoorraad geen relevant verschil gevonden"),
        ("te weinig gegevens", "is te weinig tijd verstreken voor een uitspraak"),
        (HIDDEN_TEXT, HIDDEN_TEXT),
    ):
        absent = with_value(letter, "impact_verdicts.task_force", None, why)
        assert words in about(absent, "de versnelde regel verschil maakte") and not texts(absent, "effect")
    worse = letter
    for end, value in (("", -10), ("_low", -20), ("_high", -5)):
        worse = with_value(worse, f"impact_verdicts.task_force{end}", Decimal(value))
    assert "niet minder maar meer open verzoeken; de vermindering is -10 (de" in " ".join(texts(worse, "effect"))


def test_a_number_of_rows_that_other_things_lower_is_no_improvement() -> None:
    """A hold lapses and a date is planned anew without anything getting better."""
    letter = published(
        with_value(second_half(), "register.on_hold", Decimal(2)), "register.overdue", value=Decimal(3), text="3"
    )
    told = texts(letter, "direction")
    assert "Het aantal rijen dat on hold staat, daalde van 4 naar 2." in told
    assert "Het aantal rijen met een verstreken streefdatum daalde van 3 naar 1." in told


def test_one_is_singular_and_what_is_hidden_is_not_said_to_be_little() -> None:
    letter = with_value(second_half(), "throughput_time.median_days", Decimal(1))
    assert "De mediaan van de doorlooptijd daalde van 65 naar 1 dag." in texts(letter)
    hidden = with_value(second_half(), "decided_on_time.within_norm", None, HIDDEN_TEXT)
    assert "te weinig verzoeken" not in " ".join(texts(hidden, "hidden"))


def test_a_section_without_figures_is_left_out_by_name() -> None:
    letter = without_facts(second_half(), "iv_capacity", "iv_waiting_measures")
    assert "iv" not in [each.key for each in sections(letter)]
    assert "Niet in deze brief: Prioritering van IV-dagen, want daarover zijn geen cijfers." in texts(letter)
    named = replace(letter, left_out=(LeftOut("Prioritering van IV-dagen", "Er is geen levering."),))
    assert texts(named, "left_out") == ["Niet in deze brief: Prioritering van IV-dagen. Er is geen levering."]
    bare = replace(second_half(), facts=(), exhibits=(), previous=None, annex=(), changes=())
    assert [each.key for each in sections(bare)] == ["inleiding", "vervolg"]


def test_unripe_cohorts_and_dates_that_fall_due_are_told() -> None:
    letter = second_half()
    assert "Van nog 5.034 verzoeken uit de periode waren de acht weken" in about(
        letter, "tellen in dit aandeel niet mee"
    )
    assert "streefdatum van: Aanvragen via het portaal (VM 17)." in " ".join(texts(letter, "next"))
    ripe = with_value(letter, "cohort_on_time.unripe", Decimal(0))
    assert not about(ripe, "tellen in dit aandeel niet mee") and len(texts(ripe, "next")) == 2
    done = replace(letter, annex=tuple(replace(row, phase="geïmplementeerd") for row in letter.annex))
    assert "streefdatum" not in " ".join(texts(done, "next"))


def test_changes_of_measures_are_named_as_typed_and_not_too_many() -> None:
    letter = second_half()
    change = replace(letter.changes[0], measure="{backlog.open} & <b>")
    told = texts(replace(letter, changes=(change,)), "changes")
    assert told[-1] == "Verbeterd: {backlog.open} & <b>, bij Persoonsgerichte invordering."
    many = replace(letter, changes=(change,) * 9)
    assert texts(many, "changes")[-1] == "Verbeterd: meer rijen dan hier passen; zij staan in de bijlage."
    none = replace(letter, changes=(replace(change, verdict="ongewijzigd"),))
    assert texts(none, "changes") == ["Sinds de vorige brief is de stand van geen enkele rij gewijzigd."]


def test_every_fact_of_the_second_letter_is_said_somewhere() -> None:
    letter = second_half()
    used = {part.key for each in said(letter) for part in each.parts if isinstance(part, Figure)}
    told = " ".join(texts(letter))
    absent = {each.key for each in letter.facts if each.value is None}
    assert {kind[0] for kind in KINDS} - used == absent
    assert "{" not in told and "  " not in told
