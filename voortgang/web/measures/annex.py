"""The register as the annex of the letter sets it out: a section per heading, a line per row, icon and text."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from html import escape
from itertools import groupby

from voortgang.dutch import date_long, date_short
from voortgang.exports.listing import Listing
from voortgang.register.measures import rules
from voortgang.register.measures.model import INFERRED, PHASES, Content, Informed, State
from voortgang.register.measures.naming import vm_numbers
from voortgang.register.measures.redating import REDATE
from voortgang.register.measures.selecting import reported
from voortgang.web.measures.choosing import KEPT, View
from voortgang.web.measures.redating import Redating

HEADS = ("Ambitie", "Maatregel", "Fase", "Toelichting, redenen en afhankelijkheid", "Streefdatum", "Kamer geïnformeerd")
FILE_HEADS = (
    "Rij", "Rubriek", "Ambitie", "Pagina", "VM-nummers", "Maatregel", "Fase", "Herkomst van de fase", "Bijzonderheden",
    "Redenen", "Wacht op", "Streefdatum", "Eerst beloofd", "Herbeoordelen op", "Eigenaar", "Toelichting",
    "Deelresultaten", "Bewijs", "Uitkomst", "Kamer geïnformeerd", "Geldt vanaf",
)  # fmt: skip
ICONS = dict(zip(PHASES, "○◔◑●", strict=True))
NAME, TITLE = "measures_register", "Maatregelen per rubriek, zoals in de bijlage"


def basis(content: Content) -> str:
    """Does the source name this phase, or did we make it out?"""
    return "afgeleid" if content.phase_basis == INFERRED else "letterlijk"


def marks(content: Content, as_of: date) -> tuple[tuple[str, str], ...]:
    """What is noteworthy besides the phase, each as an icon and words."""
    known = (
        ("✕", "beëindigd", content.is_ended),
        ("▲", "vertraagd", content.is_delayed),
        ("‖", "on hold", rules.is_on_hold(content, as_of)),
        ("↻", "herbeoordelen", rules.needs_review(content, as_of)),
        ("⚑", "streefdatum voorbij", rules.is_overdue(content, as_of)),
        ("✉", "nooit aan de Kamer gemeld", not reported(content, as_of)),
        ("◐", "deels in werking", content.is_partly_live),
        ("→", "overgedragen", content.is_transferred),
        ("…", "onvolledig ingevuld", bool(rules.flaws(content))),
    )
    return tuple((icon, word) for icon, word, is_so in known if is_so)


def paper(told: Informed) -> str:
    """Session, dossier and number, which are kept apart, in one style."""
    made_out = " (afgeleid)" if told.basis == INFERRED else ""
    return f"Kamerstukken II {told.session}, {told.dossier}, nr. {told.number}{made_out}"


def informed(content: Content, as_of: date) -> list[str]:
    """Each letter on one line."""
    return [f"{date_short(told.informed_on)}: {paper(told)}" for told in reported(content, as_of)]


@lru_cache(maxsize=KEPT)
def annex(view: View, asked: Redating) -> str:
    """The rows that were asked for as one HTML table; `asked`: which of them have to be dated anew."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in HEADS)
    sections = groupby(view.states, key=lambda state: state.row.section)
    body = "".join(
        f'<tbody><tr class="section"><th colspan="{len(HEADS)}" scope="rowgroup">{escape(section)}</th></tr>'
        f"{''.join(_row(state, view.as_of, asked) for state in states)}</tbody>"
        for section, states in sections
    )
    return (
        f'<div class="table annex" role="region" aria-label="Tabel: {TITLE}" tabindex="0" data-listing="{NAME}">'
        f"<table><caption>{TITLE}; stand op {date_long(view.as_of)}</caption><thead><tr>{head}</tr></thead>{body}"
        "</table></div>"
    )


def _row(state: State, as_of: date, asked: Redating) -> str:
    row, content = state.row, state.status.content
    page = f" (p. {row.page})" if row.page.strip("-") else ""
    cells = (
        _lines([row.ambition + page]),
        _phase(content, (*marks(content, as_of), *asked.marks(row.id))),
        _explained(content, " ".join(asked.told(row.id))),
        _lines(_target(content)),
        _lines(informed(content, as_of) or ["-"]),
    )
    measure = _lines([row.measure, vm_numbers(row.numbers), f"rij {row.id}"])
    return f'<tr data-row="{row.id}"><td>{cells[0]}</td><th scope="row">{measure}</th>' + "".join(
        f"<td>{cell}</td>" for cell in cells[1:]
    ) + "</tr>"  # fmt: skip


def _lines(texts: list[str]) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in texts if text)


def _phase(content: Content, noteworthy: tuple[tuple[str, str], ...]) -> str:
    named = [_icon("phase", ICONS[content.phase], content.phase), f"<p>({basis(content)})</p>"]
    return "".join([*named, *(_icon("mark", *mark) for mark in noteworthy)])


def _icon(kind: str, icon: str, word: str) -> str:
    return f'<p class="{kind}"><span aria-hidden="true">{icon}</span>&nbsp;{escape(word)}</p>'


def _explained(content: Content, why_redate: str) -> str:
    named = {
        "Herdateren": why_redate,
        "Reden": ", ".join(content.reasons),
        "Wacht op": ", ".join(content.depends_on),
        "Al bereikt": content.partial_results,
        "Bewijs": content.evidence,
        "Uitkomst": content.outcome,
    }
    facts = "".join(f"<p><b>{name}:</b> {_text(value)}</p>" for name, value in named.items() if value)
    return (f"<p>{_text(content.explanation)}</p>" if content.explanation else "") + facts


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _target(content: Content) -> list[str]:
    first = f"eerst beloofd: {date_short(content.first_promised_on)}" if content.first_promised_on else ""
    return [date_short(content.target_on) if content.target_on else "-", first]


def files(view: View, asked: Redating) -> Listing:
    """The same rows with every fact in a column of its own; the last one only when IV days were delivered."""
    heads = (*FILE_HEADS, REDATE.capitalize()) if asked.is_known else FILE_HEADS
    rows = (tuple(_cells(state, view.as_of, asked)) for state in view.states)
    return Listing(NAME, TITLE, heads, tuple(rows))


def _cells(state: State, as_of: date, asked: Redating) -> Iterator[str | int | date | None]:
    row, content = state.row, state.status.content
    yield from (row.id, row.section, row.ambition, row.page, vm_numbers(row.numbers), row.measure)
    noteworthy = (*marks(content, as_of), *asked.marks(row.id))
    yield from (content.phase, basis(content), ", ".join(word for _, word in noteworthy))
    yield from (", ".join(content.reasons), ", ".join(content.depends_on))
    yield from (content.target_on, content.first_promised_on, content.review_on, content.owner)
    yield from (content.explanation, content.partial_results, content.evidence, content.outcome)
    yield from ("; ".join(informed(content, as_of)), state.status.valid_from)
    if asked.is_known:
        yield " ".join(asked.told(row.id))
