"""Section 1: did people get an answer in time, how long did it take, and how many still wait?"""

from voortgang.letter.model import Freeze
from voortgang.letter.prose import Section
from voortgang.letter.sections.comparing import against_norm, moved, within_margin
from voortgang.letter.sections.telling import Sentences, number, paragraph, plain, told

KEY, TITLE = "doorlooptijden", "Doorlooptijden"
EXHIBITS = ("decided_on_time", "throughput_time", "cohort_on_time", "backlog")
MIDDLE = "De helft van de besluiten duurde zo lang of korter."
DECIDED, IN_TIME = "decided_on_time.decided", "decided_on_time.within_norm"


def throughput(freeze: Freeze) -> Section:
    """On time, duration, what is known of recent receipts, and the stock."""
    paragraphs = (
        *paragraph(_counted(freeze), _on_time(freeze), _caution(freeze)),
        *paragraph(_duration(freeze)),
        *paragraph(_received(freeze)),
        *paragraph(_stock(freeze)),
    )
    return Section(KEY, TITLE, paragraphs, tuple(each for each in EXHIBITS if each in freeze.exhibit))


def _counted(freeze: Freeze) -> Sentences:
    words = "In deze periode is op {decided_on_time.decided} verzoeken besloten."
    in_time = "Van deze besluiten vielen er {decided_on_time.within_norm} binnen acht weken na ontvangst."
    return told(freeze, "count", words) + told(freeze, "count", in_time) + _norm(freeze)


def _norm(freeze: Freeze) -> Sentences:
    decided, in_time = number(freeze, DECIDED), number(freeze, IN_TIME)
    if not decided or in_time is None:
        return ()
    if in_time == decided:
        return plain("norm", "Daarmee is de norm van acht weken bij elk besluit gehaald.")
    if not in_time:
        return plain("norm", "De norm van acht weken is bij geen enkel besluit gehaald.")
    share = "de helft" if 2 * in_time == decided else "de meeste" if 2 * in_time > decided else "minder dan de helft"
    return plain("norm", f"De norm van acht weken is gehaald bij {share} van de besluiten.")


def _on_time(freeze: Freeze) -> Sentences:
    norm, legal = "decided_on_time.share_within_norm", "decided_on_time.share_within_legal"
    return moved(freeze, "Het aandeel besluiten binnen acht weken", norm) + moved(
        freeze, "Het aandeel besluiten binnen de wettelijke termijn", legal
    )


def _caution(freeze: Freeze) -> Sentences:
    """Clearing old stock makes every figure over decisions look worse, while things improve."""
    if DECIDED not in freeze.fact:
        return ()
    words = "Deze cijfers gaan over afgeronde verzoeken en hangen dus ook af van hoe oud die verzoeken waren."
    return plain("caution", words)


def _duration(freeze: Freeze) -> Sentences:
    median, ninety = "throughput_time.median_days", "throughput_time.p90_days"
    recent = (
        "Van de besluiten in de laatste vier weken voor de peildatum vielen negentien van de twintig binnen afgerond "
        "{longest_recent.p95_weeks} weken; het langste verzoek duurde afgerond {longest_recent.longest_weeks} weken."
    )
    return (
        moved(freeze, "De mediaan van de doorlooptijd", median, "dagen")
        + (plain("definition", MIDDLE) if number(freeze, median) is not None else ())
        + against_norm(freeze, "De mediaan", median)
        + moved(freeze, "De tijd waarbinnen negen van de tien besluiten vielen,", ninety, "dagen")
        + told(freeze, "count", recent)
    )


def _received(freeze: Freeze) -> Sentences:
    """By receipt: the figure that clearing cannot flatter or spoil, and how far it is known."""
    ripe = "Van verzoeken uit de periode, ontvangen tot en met {cohort_on_time.until}, zijn de acht weken voorbij."
    unripe = (
        "Van nog {cohort_on_time.unripe} verzoeken uit de periode waren de acht weken op de peildatum niet voorbij: "
        "zij tellen in dit aandeel niet mee."
    )
    return (
        told(freeze, "count", ripe)
        + moved(freeze, "Het aandeel daarvan met een besluit binnen acht weken", "cohort_on_time.share")
        + (told(freeze, "uncertainty", unripe) if number(freeze, "cohort_on_time.unripe") != 0 else ())
        + within_margin(
            freeze,
            "De geschatte kans op een besluit binnen acht weken, open verzoeken meegeteld,",
            "survival_chances.within_norm",
        )
    )


def _stock(freeze: Freeze) -> Sentences:
    flow = "In de periode zijn {flow.received} verzoeken ontvangen en {flow.withdrawn} verzoeken ingetrokken."
    return (
        told(freeze, "count", flow)
        + moved(freeze, "De werkvoorraad aan het eind van de periode", "backlog.open", "verzoeken")
        + moved(freeze, "Het aantal open verzoeken ouder dan acht weken", "backlog.past_norm")
        + moved(freeze, "Het aantal open verzoeken voorbij de wettelijke termijn", "backlog.past_legal")
    )
