"""The choice itself: what is in, what falls off the table, which measures can go ahead, and what are the risks."""

from fractions import Fraction
from html import escape

import streamlit as st

from voortgang.dutch import half_up, percent
from voortgang.methods.portfolio.candidates import Candidate, points
from voortgang.methods.portfolio.outcome import Outcome
from voortgang.web import table
from voortgang.web.portfolio.composing import Composed, allocated
from voortgang.web.portfolio.figures import Cell, as_html, show
from voortgang.web.portfolio.words import days_told, in_short, numbers_told, risk_told, standing, why_out, wish
from voortgang.web.run import warehouse

HEADS = ("Project", "Naam", "Keuze", "Waarom eruit", "Wens", "Gevraagd", "Krijgt")
MORE_HEADS = ("Punten per dag", "Burgers", "Maatregelen")
FORMULA = (
    "De waarde van een project is het aantal dagen dat het krijgt maal zijn punten per dag (0 tot en met 1). De punten "
    "zijn het gewogen gemiddelde van vier criteria: de plaats in het toetsingskader (1 voor continuïteit en voor "
    "instandhouding, ½ voor toezegging, uitspraak en wetgeving, 0 voor overige vernieuwing) en de scores voor "
    "burgers, bedrijven en continuïteit (elk gedeeld door 5; zonder score 0). Met de gebruikelijke wegingen (70, 20, 5 "
    "en 5) is een dag op een hogere plaats altijd meer waard, en wegen binnen een plaats de burgers het zwaarst. Een "
    "project dat geheel of niet gaat, kan toch wijken voor meer dagen op een lagere plaats.",
    "Gekozen wordt wat samen de hoogste waarde heeft en past in de dagen van elk kwartaal, met de ondergrens voor "
    "instandhouding, met wat verplicht is of erin moet, en alleen samen met de projecten die eerst moeten: die het "
    "project noemt, en die een maatregel ontgrendelen die het uitvoert. Wat schaalbaar is, kan minder dagen krijgen "
    "dan het vraagt, maar niet minder dan zijn minste dagen; zijn die niet geleverd, dan is dat één dag: een aanname.",
    "Een maatregel kan door als elk project dat haar uitvoert of ontgrendelt erin is; een project dat geen dagen "
    "vraagt, houdt geen maatregel tegen.",
)


def the_choice(composed: Composed) -> None:
    """What came of the wishes, against before and against the baseline, with a table of every project."""
    outcome, given = composed.outcome, allocated(composed.as_set, composed.candidates)
    told = in_short(composed.composition, composed.candidates, outcome)
    st.html(f'<p class="answer" role="status">{escape(told)}</p>')
    for risk in outcome.risks:
        st.html(f"<p>{escape(risk_told(risk, composed.names))}</p>")
    _changes("Sinds uw vorige keuze", composed, composed.before)
    name = f"{composed.baseline.name.lower()} van {composed.baseline.year}"
    _changes(f"Tegenover de {name}, waarde {days_told(Fraction(half_up(given.value, 1)))}", composed, given)
    heads = (*HEADS, composed.baseline.name, *MORE_HEADS)
    rows = [_row(each, composed, given) for each in sorted(_asking(composed), key=lambda each: _place(each, outcome))]
    show(composed, "portfolio_choice", "Projecten", heads, rows)
    st.html(_quarters(composed))
    st.html(_categories(composed))
    told = "".join(f"<p>{escape(each)}</p>" for each in FORMULA)
    st.html(f"<details><summary>Hoe de keuze wordt gemaakt</summary>{told}</details>")


def _asking(composed: Composed) -> list[Candidate]:
    return [each for each in composed.candidates if each.asked]


def _place(each: Candidate, outcome: Outcome) -> tuple[bool, bool, Fraction, str]:
    """What fell off first, then what was chosen, and last what is mandatory; in part before whole."""
    share = outcome.shares.get(each.code, Fraction(0))
    return share > 0, each.is_mandatory, share, each.code


def _changes(title: str, composed: Composed, before: Outcome | None) -> None:
    """What is in and what fell off, against another outcome; nothing without one."""
    if before is None or before is composed.outcome:
        return
    now, names = composed.outcome, composed.names
    more = {code: now.days_of(code) - before.days_of(code) for code in {**before.shares, **now.shares}}
    told = {
        "▲ Erbij": [f"{names[code]} ({_days(more[code])})" for code in now.shares if code not in before.shares],
        "▼ Eraf": [f"{names[code]} ({_days(-more[code])})" for code in before.shares if code not in now.shares],
        "± Andere dagen": [
            f"{names[code]} ({'+' if more[code] > 0 else '−'}{days_told(abs(more[code]))})"
            for code in now.shares
            if code in before.shares and more[code]
        ],
        "✔ Maatregelen die nu wel doorkunnen": _numbers(now, before),
        "✖ Maatregelen die nu niet doorkunnen": _numbers(before, now),
    }
    listed = {term: "; ".join(each) for term, each in told.items()}
    body = table.html_list(listed) if any(listed.values()) else "<p>Er verandert niets.</p>"
    st.html(f'<section aria-label="{escape(title)}"><p><strong>{escape(title)}</strong></p>{body}</section>')


def _days(days: Fraction) -> str:
    return f"{days_told(days)} {'dag' if days == 1 else 'dagen'}"


def _numbers(wide: Outcome, narrow: Outcome) -> list[str]:
    found = [number for number in wide.unlocked if number not in narrow.unlocked]
    return [numbers_told(found)] if found else []


def _row(each: Candidate, composed: Composed, given: Outcome) -> tuple[Cell, ...]:
    outs = {out.code: out for out in composed.outcome.out}
    return (
        each.code,
        each.name,
        standing(composed.outcome, each.code),
        why_out(outs[each.code]) if each.code in outs else "–",
        wish(composed.composition, each),
        each.asked,
        composed.outcome.days_of(each.code),
        given.days_of(each.code),
        float(points(each, composed.composition.weights)),
        each.citizens,
        numbers_told(sorted({*each.executes, *each.unlocks})),
    )


def _quarters(composed: Composed) -> str:
    outcome = composed.outcome
    rows = [(name, days, outcome.used[name], outcome.free[name]) for name, days in composed.composition.capacity]
    heads = ("Kwartaal", "Capaciteit", "Verdeeld", "Vrij")
    return as_html("portfolio_quarters", "Dagen per kwartaal", heads, [*rows, _sum(rows)])


def _sum(rows: list[tuple[str, Fraction, Fraction, Fraction]]) -> tuple[Cell, ...]:
    return ("Jaar", *(sum((row[at] for row in rows), Fraction(0)) for at in (1, 2, 3)))


def _categories(composed: Composed) -> str:
    """Per category what it asks and gets, and what of that citizens have something of."""
    labels, outcome, least = warehouse().labels, composed.outcome, composed.composition.citizens_from
    rows: list[tuple[Cell, ...]] = []
    for category in dict.fromkeys(each.category for each in _asking(composed)):
        group = [each for each in _asking(composed) if each.category == category]
        got = sum((outcome.days_of(each.code) for each in group), Fraction(0))
        served = [outcome.days_of(each.code) for each in group if (each.citizens or 0) >= least]
        for_citizens = sum(served, Fraction(0))
        chosen = sum(each.code in outcome.shares for each in group)
        asked = sum((each.asked for each in group), Fraction(0))
        share = percent(for_citizens / got) if got else "–"
        rows.append((labels.get(category, category), len(group), chosen, asked, got, for_citizens, share))
    heads = ("Categorie", "Projecten", "Erin", "Gevraagd", "Krijgt", "Voor burgers", "Deel voor burgers")
    return as_html("portfolio_categories", f"Wat burgers ervan merken: score {least} of hoger", heads, rows)
