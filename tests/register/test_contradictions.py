"""Words beside facts: which sentences claim something, which only seem to, and what is then listed."""

import calendar
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voortgang.register.measures import sayings
from voortgang.register.measures.contradictions import (
    CUT,
    DONE,
    EXPLANATION,
    HOLD,
    NO_REASON,
    NOT_TOLD,
    ON_TRACK,
    OTHER_DATE,
    PARTIAL,
    PHASE,
    REASON,
    CutProject,
    contradictions,
)
from voortgang.register.measures.model import Content, Informed, MeasureRow, State, Status
from voortgang.register.measures.named_days import MONTHS, named_days
from voortgang.register.measures.reading import by_row, log, statuses
from voortgang.register.measures.sayings import claims, sentences

MAY, JULY, TARGET = date(2025, 5, 21), date(2025, 7, 1), date(2026, 1, 1)
PREPARING = "voorbereiden implementatie"
SAYINGS = {
    "op koers": (
        (sayings.ON_TRACK,),
        (
            "De maatregel ligt op koers.",
            "OP KOERS",
            "De invoering loopt nog steeds volgens planning!",
            "Alles verloopt volgens de planning.",
            "De bouw is niet vertraagd en ligt op schema.",
            "Het onderzoek liep uit, maar de maatregel ligt op koers.",
            "Hoewel nog niet alles bekend is, ligt de maatregel op koers.",
            "De uitvoering ligt op\nkoers.",
            "De uitvoering ligt weer op schema (sinds mei).",
        ),
        (
            "De maatregel ligt niet op koers.",
            "De maatregel ligt niet\nop koers.",
            "De maatregel ligt niet, zoals eerder gemeld, op koers.",
            "Op koers is de maatregel niet.",
            "De maatregel is nooit op schema geweest.",
            "Ligt de maatregel op koers?",
            "Als de wet er is, dan pas ligt de maatregel op koers of niet.",
            "De maatregel ligt op koers, mits de wet op tijd is.",
            "Of de maatregel op koers ligt, is nog te bezien.",
            "De maatregel lag eerder op koers.",
            "Er is meer capaciteit om op schema te komen.",
            "De koers is bepaald; het schema volgt.",
            "De planning volgt later.",
            "Volgens de planning begint de bouw in 2026.",
            "Zij moeten weer op koers komen.",
            "Dit loopt op schematische wijze.",
        ),
    ),
    "klaar": (
        (sayings.DONE, sayings.DONE_IN_ONE_WORD),
        (
            "De maatregel is afgerond.",
            "Deze maatregel is sinds mei volledig geïmplementeerd.",
            "De maatregel is sinds mei volledig gei\u0308mplementeerd.",
            "VM 17 is in werking.",
            "Geïmplementeerd.",
            "Volledig afgerond.",
            "De maatregel was vertraagd en is nu ingevoerd.",
        ),
        (
            "Het onderzoek is afgerond.",
            "De beleidsuitwerking van de maatregel is afgerond.",
            "De maatregel is nog niet afgerond.",
            "De maatregel kan pas na de modernisering worden ingevoerd.",
            "De maatregel wordt in 2026 ingevoerd.",
            "Zodra de modernisering is afgerond, begint de maatregel.",
            "De maatregel is deels in werking.",
            "De eerste stap van de maatregel is gerealiseerd.",
            "De maatregel treedt in werking op 1 januari 2026.",
            "32 brieven zijn herschreven en in gebruik.",
            "De maatregel is vertraagd en wordt later geïmplementeerd.",
            "Onderzocht wordt of de maatregel is in te voeren.",
            "Een geïmplementeerde regel van een ander.",
        ),
    ),
    "on hold": (
        (sayings.ON_HOLD, sayings.STOPPED),
        (
            "De maatregel staat on hold.",
            "De implementatie is opgeschort.",
            "De werkzaamheden zijn stilgelegd, want er is geen capaciteit.",
            "De uitwerking ligt stil.",
        ),
        (
            "De maatregel staat niet langer on hold.",
            "De maatregel was on hold geplaatst.",
            "De invordering wordt opgeschort tijdens bezwaar.",
            "De betaling is opgeschort.",
            "De maatregel kan on hold worden geplaatst.",
            "Indien nodig gaat de maatregel on hold.",
            "Na persoonlijk contact is de invordering gepauzeerd.",
        ),
    ),
    "weer opgepakt": (
        (sayings.RESUMED, sayings.NO_LONGER_ON_HOLD),
        ("De maatregel is weer opgepakt.", "De uitwerking is hervat.", "De maatregel staat niet meer on hold."),
        ("De uitwerking is nog niet hervat.", "De maatregel wordt later weer opgepakt.", "Het gesprek is hervat."),
    ),
    "Kamer geïnformeerd": (
        (sayings.PARLIAMENT_TOLD,),
        (
            "De Kamer is hierover geïnformeerd.",
            "Dit is op 9 februari 2024 aan de Tweede Kamer gemeld.",
            "Het parlement werd in mei ingelicht.",
        ),
        (
            "De Kamer is nog niet geïnformeerd.",
            "De Kamer wordt in juni geïnformeerd.",
            "Wij zullen de Kamer op de hoogte brengen; zij is verder nergens over geïnformeerd geraakt, nooit.",
            "Burgers zijn geïnformeerd.",
            "De Kamer van Koophandel is ingelicht.",
            "Zodra de Kamer is geïnformeerd, begint de bouw.",
        ),
    ),
    "streefdatum": (
        (sayings.TARGET,),
        ("De maatregel is in 2026 klaar.", "Streefdatum: 1 januari 2026.", "Invoering volgt in het derde kwartaal."),
        ("Het onderzoek is in 2026 klaar.", "Invoering in 2026 is niet haalbaar.", "In 2026 is er overleg."),
    ),
}
SAID = [(name, told, text) for name, (told, yes, _) in SAYINGS.items() for text in yes]
UNSAID = [(name, told, text) for name, (told, _, no) in SAYINGS.items() for text in no]


@pytest.mark.parametrize(("name", "told", "text"), SAID, ids=[text for *_, text in SAID])
def test_what_says_it(name, told, text):
    assert claims(text, *told) == (text,), name


@pytest.mark.parametrize(("name", "told", "text"), UNSAID, ids=[text for *_, text in UNSAID])
def test_what_does_not_say_it(name, told, text):
    assert claims(text, *told) == (), name


@given(st.sampled_from([text for *_, text in SAID]), st.sampled_from([text for *_, text in UNSAID]))
def test_other_sentences_around_it_change_nothing(said, unsaid):
    first, second = said.rstrip(".!") + ".", unsaid.rstrip(".!?") + ("?" if unsaid.endswith("?") else ".")
    for _, (told, _, _) in SAYINGS.items():
        expected = tuple(each for each in (second, first) if claims(each, *told))
        assert claims(f"{second} {first}", *told) == expected
        assert claims(f"{second}\n\n{first}", *told) == expected


@given(st.text(alphabet="aA .!?\n-•;,é1(d)", max_size=60))
def test_sentences_stand_in_the_text_in_order_and_lose_only_spaces(text):
    found = tuple(sentences(text))
    assert "".join("".join(each.split()) for each in found) == "".join(text.split())
    place = 0
    for each in found:
        place = text.index(each, place) + len(each)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zie nr. 10 van d.d. 1 mei. Dan verder.", ("Zie nr. 10 van d.d. 1 mei.", "Dan verder.")),
        ("Eén.\n- Twee\n- Drie", ("Eén.", "- Twee", "- Drie")),
        ("Kop zonder punt\n\nTekst", ("Kop zonder punt", "Tekst")),
        ("", ()),
        ("  \n ", ()),
        ("Zonder punt", ("Zonder punt",)),
    ],
)
def test_where_a_sentence_ends(text, expected):
    assert tuple(sentences(text)) == expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("op 1 januari 2026", date(2026, 1, 1), date(2026, 1, 1)),
        ("op 1 JANUARI 2026", date(2026, 1, 1), date(2026, 1, 1)),
        ("op 29 februari 2028", date(2028, 2, 29), date(2028, 2, 29)),
        ("op 29 februari 2027", date(2027, 2, 1), date(2027, 2, 28)),
        ("01/07/2026", date(2026, 7, 1), date(2026, 7, 1)),
        ("1-7-2026.", date(2026, 7, 1), date(2026, 7, 1)),
        ("1-17-2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("in februari 2028", date(2028, 2, 1), date(2028, 2, 29)),
        ("eerste kwartaal van 2026", date(2026, 1, 1), date(2026, 3, 31)),
        ("4e kwartaal 2026", date(2026, 10, 1), date(2026, 12, 31)),
        ("Q3 2026", date(2026, 7, 1), date(2026, 9, 30)),
        ("eind 2025", date(2025, 7, 1), date(2025, 12, 31)),
        ("in 2027", date(2027, 1, 1), date(2027, 12, 31)),
    ],
)
def test_days_that_a_text_names(text, first, last):
    (found,) = named_days(text)
    assert (found.first, found.last) == (first, last) and found.words in text


@pytest.mark.parametrize("text", ["", "2024/25", "31066 nr. 2026a", "1.2026", "2026-", "12026", "20261", "mei", "1999"])
def test_numbers_that_are_no_days(text):
    assert [found.words for found in named_days(text)] == (["2026"] if text == "2026-" else [])


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_is_found_however_it_is_written(day):
    month = MONTHS[day.month - 1]
    for text in (f"{day.day} {month} {day.year}", f"{day:%d/%m/%Y}", f"{day:%d-%m-%Y}"):
        assert [(each.first, each.last) for each in named_days(f"Klaar op {text}.")] == [(day, day)]
    (of_month,) = named_days(f"{month} {day.year}")
    assert of_month.means(day) and of_month.last.day == calendar.monthrange(day.year, day.month)[1]
    assert all(each.means(day) for each in named_days(f"{(day.month + 2) // 3}e kwartaal {day.year} of in {day.year}"))


def state(row: int = 1, numbers: tuple[int, ...] = (17,), **content) -> State:
    held = Content(**{"phase": PREPARING} | content)
    status = Status(row, row, None, MAY, datetime(2025, 5, 21, tzinfo=UTC), "iemand", "", "", held)
    return State(MeasureRow(row, row, f"Maatregel {row}", numbers, "Deel", "Ambitie", "1"), status, row)


def found(*states: State, as_of: date = JULY, earlier: tuple[Status, ...] = (), cut=()) -> list[tuple[str, str, str]]:
    logs = by_row([*earlier, *(each.status for each in states)])
    listed = contradictions(states, logs, as_of, cut)
    assert all(each.facts.endswith(".") for each in listed)
    return [(each.kind, each.words, each.place) for each in listed]


ON_COURSE = "De maatregel ligt op koers."


def test_on_track_beside_a_delay_a_hold_or_a_passed_target():
    hit = [(ON_TRACK, ON_COURSE, EXPLANATION)]
    said = {"explanation": f"Eerst dit. {ON_COURSE}", "reasons": ("prioriteit",)}
    assert found(state(**said)) == []
    assert found(state(is_delayed=True, **said)) == hit
    assert found(state(is_on_hold=True, **said)) == hit
    late = state(target_on=TARGET, first_promised_on=TARGET, **said)
    assert found(late, as_of=TARGET) == []
    assert found(late, as_of=date(2026, 1, 2)) == hit
    assert found(state(is_delayed=True, is_ended=True, **said)) == []
    assert found(state(is_delayed=True, partial_results=ON_COURSE, reasons=("prioriteit",))) == [
        (ON_TRACK, ON_COURSE, PARTIAL)
    ]


def test_on_track_beside_a_target_that_moved():
    moved = {"explanation": ON_COURSE, "reasons": ("prioriteit",), "first_promised_on": TARGET}
    assert found(state(target_on=date(2026, 7, 1), **moved)) == [(ON_TRACK, ON_COURSE, EXPLANATION)]
    assert found(state(target_on=date(2025, 12, 1), **moved)) == []
    (gone,) = contradictions([state(**moved)], {}, JULY)
    assert gone.facts == "De streefdatum van 1 januari 2026 is vervallen."


def test_the_log_tells_of_moves_that_the_first_promise_does_not_show():
    now = state(explanation=ON_COURSE, target_on=TARGET, first_promised_on=TARGET, reasons=("wetgeving",))
    before = replace(now.status, id=0, valid_from=date(2025, 5, 1))
    sooner = replace(before, content=replace(before.content, target_on=date(2025, 10, 1)))
    assert found(now, earlier=(before,)) == []
    assert found(now, earlier=(sooner,)) == [(ON_TRACK, ON_COURSE, EXPLANATION)]
    corrected = replace(sooner, valid_from=MAY)
    assert found(now, earlier=(corrected,)) == []  # never held: the later entry for that day took its place
    future = replace(sooner, valid_from=date(2025, 8, 1), id=9)
    assert found(now, earlier=(future,)) == []


def test_implemented_while_something_is_still_to_come():
    done = {"phase": "geïmplementeerd", "evidence": "Werkinstructie", "outcome": "volledig"}
    assert found(state(**done)) == []
    assert found(state(depends_on=("IV-modernisering",), **done)) == [(DONE, "geïmplementeerd", PHASE)]
    needed, open_too = state(2, (43,), **done), state(3, (43,))
    waiting = state(depends_on=("VM 43",), **done)
    assert found(waiting, needed) == []
    shared = replace(open_too, row=replace(open_too.row, measure_id=2))  # the same measure, in a row that is not done
    assert found(waiting, needed, shared) == [(DONE, "geïmplementeerd", PHASE)]
    assert found(state(depends_on=("VM 99",), **done)) == [(DONE, "geïmplementeerd", PHASE)]


def test_a_text_that_says_done_while_the_phase_does_not():
    said = "De maatregel is afgerond."
    (listed,) = contradictions([state(explanation=said, depends_on=("Project X", "VM 43"))], {}, JULY)
    assert (listed.kind, listed.words) == (DONE, said)
    assert listed.facts == (f"De fase is '{PREPARING}'. De rij wacht volgens het register nog op Project X en VM 43.")
    assert found(state(partial_results=said)) == []


def test_a_delay_needs_a_reason():
    assert found(state(is_delayed=True)) == [(NO_REASON, "", REASON)]
    assert found(state(is_delayed=True, reasons=("prioriteit",))) == []
    moved = state(target_on=date(2026, 7, 1), first_promised_on=TARGET)
    assert found(moved) == [(NO_REASON, "", REASON)]
    assert found(replace(moved, status=replace(moved.status, target_reason="wetgeving"))) == []
    assert found(state(target_on=TARGET, first_promised_on=TARGET)) == []


def test_a_cut_project_that_the_text_is_silent_about():
    cut = CutProject("Betalen", (17, 18), 100, 60.5, "herijking 2 van 2025")
    (listed,) = contradictions([state(explanation="Wij werken door.")], {}, JULY, [cut])
    assert (listed.kind, listed.facts) == (
        CUT,
        "Project 'Betalen' ging bij herijking 2 van 2025 van 100 naar 60,5 IV-dagen.",
    )
    assert found(state(numbers=(19,)), cut=[cut]) == found(state(numbers=()), cut=[cut]) == []
    assert found(state(), cut=[replace(cut, days_after=100)]) == []
    for text in ("Er is minder IV.", "Door capaciteitstekort later.", "De IV-dagen gaan elders heen.", "ICT"):
        assert found(state(explanation=text), cut=[cut]) == []
        assert found(state(partial_results=text), cut=[cut]) == []
    assert found(state(explanation="Privé is dit actief in de archiven."), cut=[cut]) == [(CUT, "", EXPLANATION)]


@pytest.mark.parametrize(
    ("text", "is_other"),
    [
        ("De maatregel is op 1 juli 2026 klaar.", True),
        ("De maatregel is op 1 januari 2026 klaar.", False),
        ("Invoering volgt in 2026.", False),
        ("Invoering volgt in 2027.", True),
        ("Invoering volgt in het eerste kwartaal van 2026.", False),
        ("Invoering volgt in het tweede kwartaal van 2026.", True),
        ("De streefdatum ging van 1 juli 2025 naar 1 januari 2026.", False),
        ("In 2024 is een deel ingevoerd.", False),
        ("In 2024 leek invoering nog ver weg.", False),
        ("In 2025 volgt de invoering.", True),
        ("Sinds 2026 gereed.", False),
        ("De wet van 2027 is een ander verhaal.", False),
        ("Zie de brief van 1 juli 2026 over de invoering.", False),
        ("De streefdatum was 1 juli 2024.", True),
    ],
)
def test_another_date_than_the_target(text, is_other):
    listed = found(state(explanation=text, target_on=TARGET, first_promised_on=TARGET))
    assert listed == ([(OTHER_DATE, text, EXPLANATION)] if is_other else [])


def test_a_target_in_the_text_and_none_in_the_register():
    text = "De streefdatum is 1 juli 2026."
    assert found(state(explanation=text)) == [(OTHER_DATE, text, EXPLANATION)]
    assert found(state(explanation="Invoering volgt in 2026.")) == []


def test_on_hold_in_the_text_or_in_the_register():
    hold, goes_on = "De maatregel staat on hold.", "De uitwerking is hervat."
    assert found(state(explanation=hold)) == [(HOLD, hold, EXPLANATION)]
    assert found(state(explanation=hold, is_on_hold=True)) == []
    assert found(state(explanation=goes_on, is_on_hold=True)) == [(HOLD, goes_on, EXPLANATION)]
    assert found(state(explanation=goes_on)) == []


def test_told_to_parliament_without_a_letter():
    text = "De Kamer is geïnformeerd."
    letter = Informed(JULY, "2024/25", "31066", "1433")
    assert found(state(explanation=text)) == [(NOT_TOLD, text, EXPLANATION)]
    assert found(state(explanation=text, is_ended=True)) == []
    assert found(state(explanation=text, informed=(letter,)), as_of=JULY) == []
    assert found(state(explanation=text, informed=(letter,)), as_of=date(2025, 6, 30)) == [
        (NOT_TOLD, text, EXPLANATION)
    ]


def test_nothing_gives_nothing():
    assert contradictions([], {}, JULY) == ()


@pytest.mark.parametrize("as_of", [MAY, date(2026, 11, 22)])
def test_the_register_that_is_shipped_has_no_contradictions(home, as_of):
    from voortgang.register import store

    with store.reading() as connection:
        logs = by_row(log(connection))
    assert contradictions(statuses(as_of), logs, as_of) == ()
