"""Words of cause about the task force and the fast-track rule, where the analysis found no effect."""

import re
from collections.abc import Iterator

from voortgang.letter.sections.helping import CAUSES, is_effect
from voortgang.letter.verify.finding import Finding
from voortgang.letter.verify.reading import Draft, Sentence

NAMES = {
    "task_force": re.compile(r"\btask\s?force\b", re.IGNORECASE),
    "fast_track": re.compile(r"\bversnelde\s(?:regel|route|afhandeling|procedure)\b", re.IGNORECASE),
}
HELP = (
    r"(?:de\s)?(?:(?:komst|inzet|start|invoering|extra\s\w+)\svan\s)?(?:de\s)?(?:tijdelijke\s)?"
    r"(?:task\s?force|versnelde\s\w+)"
)
CAUSAL = re.compile(
    rf"\bdoor\s{HELP}|\bdankzij\b|\b(?:als\s)?gevolg\s(?:van|hiervan|daarvan)\b|\bten\sgevolge\b|\bvanwege\b|\bwegens\b|"
    r"\b(?:leid(?:t|de|den)|geleid)\s(?:\w+\s){0,3}?tot\b|\btot\s(?:\w+\s){1,4}?geleid\b|"
    r"\bertoe\s(?:ge)?leid\w*\b|\bleid(?:t|de)\sertoe\b|\bzorg(?:t|de|den)\s(?:\w+\s){0,3}?voor\b|\bervoor\sgezorgd\b|\bwaardoor\b|\bhierdoor\b|\bdaardoor\b|"
    r"\bdroeg\b.{0,40}\bbij\b|\bdraagt\b.{0,40}\bbij\b|\bbijgedragen\b|\bbijdrage\b|\beffect(?:en|ief|ieve)?\b|"
    r"\b(?:heeft|hebben)\sgeholpen\b|\bhielp(?:en)?\b|\bhelpt\b|\bveroorza\w+|\bresultaat\svan\b|\bverklaart\b|"
    r"\b(?:maakte|maakt|gemaakt)\s(?:\w+\s)?verschil\b|\bverschil\s(?:\w+\s)?(?:maakte|maakt|gemaakt)\b",
    re.IGNORECASE,
)
ACTED = r"(?:besloten|beslist|afgerond|afgehandeld|behandeld|genomen|verzonden|afgedaan|gedaan|beoordeeld)"
AGENT = re.compile(
    rf"\b{ACTED}\s(?:is\s|zijn\s|waren\s)?door\s{HELP}|\bdoor\s{HELP}\s(?:\S+\s){{0,4}}?{ACTED}\b", re.IGNORECASE
)
"""who did the work, which is a count and no cause"""
CAUTIOUS = re.compile(
    r"niet\svast\ste\sstellen|geen\s(?:relevant\s)?(?:effect|verschil)|te\sweinig|niet\sonderzocht|zeggen\sniet|zegt\sniet|"
    r"niet\s(?:te\szeggen|aangetoond|bekend|duidelijk)|wordt\sonderzocht|onderzoek\snaar",
    re.IGNORECASE,
)
STOCK = re.compile(r"\b(?:werkvoorraad|voorraad|open\s(?:staande\s)?verzoeken|openstaande)\b", re.IGNORECASE)
"""what the analysis is about"""


def causes(draft: Draft) -> Iterator[Finding]:
    """Each causal sentence about the task force or the rule that the verdict in the letter does not support."""
    for sentence in draft.sentences:
        named = [name for name, pattern in NAMES.items() if pattern.search(sentence.text)]
        plain = AGENT.sub(" ", sentence.text)
        word = CAUSAL.search(plain)
        if not named or not word or CAUTIOUS.search(sentence.text) or sentence.passage.level:
            continue
        if not _is_supported(named, draft):
            yield _finding(sentence, word[0], named, "daarvoor is in de analyse geen effect vastgesteld")
        elif not STOCK.search(sentence.text):
            yield _finding(sentence, word[0], named, "de analyse gaat alleen over het aantal open verzoeken")


def _is_supported(named: list[str], draft: Draft) -> bool:
    """An effect of what is named; of the two together, that of both."""
    return all(is_effect(draft.freeze, f"impact_verdicts.{name}") for name in named) or (
        len(named) > 1 and is_effect(draft.freeze, "impact_verdicts.both")
    )


def _finding(sentence: Sentence, word: str, named: list[str], why: str) -> Finding:
    about = " en ".join(CAUSES[name] for name in named)
    told = f"‘{word.strip()}’ noemt {about} als oorzaak, maar {why}. Tel wat er gebeurde, zonder oorzaak te noemen."
    return Finding(sentence.place, "oorzaak", word.strip(), "geen oorzakelijke woorden", told)
