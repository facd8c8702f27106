"""Section 2: what the task force and the fast-track rule did, and what may be said of the difference they made."""

from collections.abc import Iterator

from voortgang.letter.model import Fact, Freeze
from voortgang.letter.prose import Section
from voortgang.letter.sections.comparing import moved
from voortgang.letter.sections.telling import NO_SMALL_COUNT, Sentences, number, paragraph, plain, told
from voortgang.methods.disclosure import HIDDEN_TEXT

KEY, TITLE = "taskforce", "Taskforce en versnelde regel"
EXHIBITS = ("work_by_desk",)
VERDICT = "impact_verdicts"
CAUSES = {
    "task_force": "de taskforce",
    "fast_track": "de versnelde regel",
    "both": "taskforce en versnelde regel samen",
}
NOTHING = "geen relevant effect"
TOO_FEW = "te weinig gegevens"
GIVEN = "Aangenomen is dat de instroom en de bezetting van de andere teams anders hetzelfde waren geweest."


def helping(freeze: Freeze) -> Section:
    """What was counted, fast and regular apart, and the verdict of the analysis."""
    paragraphs = (
        *paragraph(_counted(freeze)),
        *paragraph(_apart(freeze)),
        *paragraph(*_verdicts(freeze)),
    )
    return Section(KEY, TITLE, paragraphs, tuple(each for each in EXHIBITS if each in freeze.exhibit))


def _counted(freeze: Freeze) -> Sentences:
    counted = (
        told(freeze, "count", "De taskforce besloot op {work_by_desk.task_force} verzoeken.")
        + told(freeze, "count", "Volgens de versnelde regel is op {work_by_desk.fast_track} verzoeken besloten.")
        + told(freeze, "count", "De reguliere teams besloten op {work_by_desk.regular} verzoeken.")
    )
    caution = "Dit zijn tellingen: zij zeggen niet wat er zonder taskforce of versnelde regel was gebeurd."
    return counted + (plain("caution", caution) if counted else ())


def _apart(freeze: Freeze) -> Sentences:
    """A quick group pulls the middle of all down without any gain for the others, so each has its own."""
    fast, regular = "fast_track_share.median_fast_track_days", "fast_track_share.median_regular_days"
    return (
        moved(freeze, "Het aandeel van de versnelde regel in de besluiten", "fast_track_share.share")
        + moved(freeze, "De mediaan van de doorlooptijd van versnelde verzoeken", fast, "dagen")
        + moved(freeze, "De mediaan van reguliere verzoeken", regular, "dagen")
    )


def _verdicts(freeze: Freeze) -> Iterator[Sentences]:
    """The effects with what they take for granted, then what cannot be said; only an effect may be told with "door"."""
    keys = {name: f"{VERDICT}.{name}" for name in CAUSES if f"{VERDICT}.{name}" in freeze.fact}
    found = [name for name, key in keys.items() if is_effect(freeze, key)]
    yield from (_effect(freeze, keys[name], CAUSES[name]) for name in found)
    if found:
        yield plain("uncertainty", GIVEN)
    yield from (_no_effect(freeze.fact[key], CAUSES[name]) for name, key in keys.items() if name not in found)


def _no_effect(fact: Fact, cause: str) -> Sentences:
    if fact.why_absent == HIDDEN_TEXT:
        return plain("hidden", f"Wat {cause} voor de werkvoorraad betekende, is {HIDDEN_TEXT}, opdat {NO_SMALL_COUNT}.")
    if fact.why_absent == NOTHING:
        return plain("verdict", f"Na de start van {cause} is in de werkvoorraad geen relevant verschil gevonden.")
    if fact.why_absent == TOO_FEW:
        return plain("verdict", f"Sinds de start van {cause} is te weinig tijd verstreken voor een uitspraak.")
    return plain("verdict", f"Of {cause} verschil maakte voor de werkvoorraad, is uit de cijfers niet vast te stellen.")


def _effect(freeze: Freeze, key: str, cause: str) -> Sentences:
    low, high = f"{key}_low", f"{key}_high"
    stock_on = freeze.fact.get("impact_verdicts.stock_on")
    day = " op {impact_verdicts.stock_on}" if stock_on and stock_on.value else ""
    margin = f"(de onzekerheidsmarge loopt van {{{low}}} tot {{{high}}})"
    if (number(freeze, key) or 0) > 0:
        words = f"Door {cause} waren er{day} naar schatting {{{key}}} open verzoeken minder {margin}."
    else:
        more = f"Door {cause} waren er{day} naar schatting niet minder maar meer open verzoeken"
        words = f"{more}; de vermindering is {{{key}}} {margin}."
    return told(freeze, "effect", words)


def is_effect(freeze: Freeze, key: str) -> bool:
    """A value with bounds on the same side of zero; what holds zero is no ground for a causal word."""
    low, middle, high = (number(freeze, each) for each in (f"{key}_low", key, f"{key}_high"))
    if low is None or middle is None or high is None:
        return False
    return 0 < low <= middle <= high or low <= middle <= high < 0
