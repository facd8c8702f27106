"""How a figure in a Word draft stays tied to its fact: the custom XML part and the path of each figure in it.

The part holds three elements per fact, each with its own name, so that the path of a control names its fact also after
LibreOffice dropped the tag and renumbered the controls: the text that is shown (`c1`), the text that the previous
letter printed (`p1`), and what they are (`a1`). Word and LibreOffice write what people type in a control back into what
it is bound to, and LibreOffice drops the attributes of that element: so nothing is bound to the third.
"""

NAMESPACE = "urn:voortgangsmonitor:cijfers:1"
PREFIX = "v"
ROOT = "cijfers"
"""attributes: brief (id of the freeze), bouw, code, peildatum, stempel (moment of filling, ISO 8601)"""
ATTRIBUTES = (
    "sleutel",
    "eenheid",
    "waarde",
    "decimalen",
    "definitie",
    "cijfer",
    "parameters",
    "bouw",
    "n",
    "bevroren",
    "vorige",
)
"""of the third element; `cijfer` is the metric, `parameters` is JSON, `waarde` is exact; `bevroren` and `vorige` keep
what the draft was filled with, whatever people typed over it"""
TAG = "voortgang:"
"""a control is tagged with this and the key of the fact, for people who look; it is never relied upon"""


def element_name(at: int) -> str:
    """The name of the element with the text of the fact at this place (from 0) in the freeze."""
    return f"c{at + 1}"


def previous_name(at: int) -> str:
    """The name of the element with what the previous letter printed for that fact."""
    return f"p{at + 1}"


def about_name(at: int) -> str:
    """The name of the element that tells what the two are."""
    return f"a{at + 1}"


def path_of(at: int) -> str:
    """The path by which a control is bound to the text of a fact."""
    return _path(element_name(at))


def path_of_previous(at: int) -> str:
    """The path of a control that shows what the previous letter printed for it."""
    return _path(previous_name(at))


def _path(name: str) -> str:
    return f"/{PREFIX}:{ROOT}[1]/{PREFIX}:{name}[1]"


def prefix_mapping() -> str:
    """What Word must know to read the path."""
    return f"xmlns:{PREFIX}='{NAMESPACE}'"
