"""`voortgang letter freeze`: compose a letter of the published build, make its documents and keep both."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from voortgang.dutch import date_long, plural
from voortgang.errors import VoortgangError
from voortgang.letter.freezing import compose
from voortgang.letter.model import Freeze
from voortgang.letter.periods import Period, ending_on, last_ended, period_of
from voortgang.pipeline.warehouse import open_warehouse, published
from voortgang.register import store
from voortgang.register.letters.model import Kept
from voortgang.register.letters.reading import before, kept
from voortgang.register.letters.writing import keep, next_version


@dataclass(frozen=True)
class Wish:
    """What somebody typed; the period by its months, by its last day, or the last one that the reference date sees."""

    by: str
    period: str | None = None
    until: date | None = None
    reference_on: date | None = None
    """None: the day of the delivery"""
    overruled: tuple[str, ...] = ()
    """gate=reason"""
    correction: str = ""


def freeze_letter(wish: Wish) -> str:
    """Freeze a letter and tell what is in it; raises VoortgangError, with nothing kept, when that cannot be."""
    from voortgang.letter.documents import documents

    warehouse = open_warehouse(published())
    reference_on = wish.reference_on or warehouse.build.delivered_on
    period = _period(wish, reference_on)
    made = compose(
        warehouse,
        period,
        reference_on,
        by=wish.by,
        at=store.now(),
        version=next_version(kept(), period.until, wish.correction),
        reason=wish.correction,
        overruled=_reasons(wish.overruled),
        previous=before(period.since),
    )
    return told(made, keep(made, documents(made)))


def told(letter: Freeze, found: Kept) -> str:
    """What was frozen, for who reads along: gates that were passed with a reason, and what is not in it."""
    lines = [
        f"Brief {letter.id} over {Period(letter.since, letter.until).name} is vastgelegd door {letter.frozen_by}, "
        f"peildatum {date_long(letter.reference_on)}: {plural(len(letter.facts), 'cijfer', 'cijfers')}, "
        f"{plural(len(letter.exhibits), 'tabel', 'tabellen')} en "
        f"{plural(len(letter.annex), 'rij', 'rijen')} in de bijlage.",
        f"Documenten: {', '.join(found.documents)}." if found.documents else "Er zijn geen documenten bij bewaard.",
        *(f"Ondanks '{gate.title}' ({gate.found}): {gate.overruled}" for gate in letter.gates if not gate.is_passed),
        *(f"Niet in de brief: {each.title}. {each.reason}" for each in letter.left_out),
        f"Laat een tweede persoon haar goedkeuren: voortgang letter approve {letter.id} --by NAAM",
    ]
    return "\n".join(lines)


def _period(wish: Wish, reference_on: date) -> Period:
    if wish.period and wish.until:
        raise VoortgangError("Geef de periode met --period of met --until, niet met allebei.")
    if wish.period:
        return period_of(wish.period)
    return ending_on(wish.until) if wish.until else last_ended(reference_on)


def _reasons(typed: Iterable[str]) -> dict[str, str]:
    found = dict.fromkeys(typed)
    parts = [each.partition("=") for each in found]
    if any(not sign for _, sign, _ in parts):
        raise VoortgangError('Schrijf bij --overrule de voorwaarde en de reden, zoals register="beoordeling volgt".')
    return {key.strip(): reason.strip() for key, _, reason in parts}
