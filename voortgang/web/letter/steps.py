"""The way of a letter: frozen, drafted, checked, approved; where it is, and what comes next."""

from dataclasses import dataclass

from voortgang.dutch import HERE, date_long
from voortgang.register.letters.model import Kept

DONE, NOW, LATER = "done", "now", "later"
ICONS = {DONE: "✓", NOW: "▶", LATER: "○"}
FREEZE, DRAFT, CHECK, APPROVE = "Vastleggen", "Concept", "Controle", "Goedkeuren"


@dataclass(frozen=True)
class Step:
    """One step, as its tab is called."""

    name: str
    state: str
    told: str

    @property
    def icon(self) -> str:
        """The sign of its state, beside the words."""
        return ICONS[self.state]


def steps(letter: Kept | None) -> tuple[Step, ...]:
    """Every step of this version; None when none was frozen."""
    if letter is None:
        later = [Step(name, LATER, "daarna") for name in (DRAFT, CHECK, APPROVE)]
        return (Step(FREEZE, NOW, "nu te doen"), *later)
    frozen = Step(FREEZE, DONE, f"{date_long(letter.frozen_at.astimezone(HERE).date())}, {letter.frozen_by}")
    if letter.approved_at is None:
        return (
            frozen,
            Step(DRAFT, NOW, "schrijf verder in Word"),
            Step(CHECK, NOW, "lees elke versie in"),
            Step(APPROVE, LATER, "wacht op een tweede persoon"),
        )
    approved = f"{date_long(letter.approved_at.astimezone(HERE).date())}, {letter.approved_by}"
    return (frozen, Step(DRAFT, DONE, "gereed"), Step(CHECK, DONE, "gereed"), Step(APPROVE, DONE, approved))


def next_thing(letter: Kept | None, *, is_latest: bool, is_editor: bool) -> str:
    """What to do now, in one sentence."""
    if letter is None:
        return (
            f"Nog niet vastgelegd. Begin onder '{FREEZE}': stel de brief samen en ga de voorwaarden na."
            if is_editor
            else "Nog niet vastgelegd. Een briefredacteur legt deze brief vast."
        )
    if not is_latest:
        return f"Brief {letter.id} is een eerdere versie en blijft bewaard. Werk verder in de nieuwste versie."
    if letter.approved_at is None:
        return (
            f"Brief {letter.id} is vastgelegd, nog niet goedgekeurd. Schrijf verder in het concept, lees het in onder "
            f"'{CHECK}', en laat een tweede persoon goedkeuren."
        )
    return (
        f"Brief {letter.id} is definitief. Lees de Word-versie vóór verzending nog eens in onder '{CHECK}'; "
        "een fout in de cijfers vraagt om een nieuwe versie."
    )
