"""Whether everyone can read the document: descriptions, header rows, language, headings and a title."""

from collections.abc import Iterator

from voortgang.letter.markup import Element
from voortgang.letter.verify.finding import WHOLE, Finding
from voortgang.letter.verify.reading import Draft, place_after

DUTCH = "nl-NL"
OFF = ("0", "false", "off")


def accessibility(draft: Draft) -> Iterator[Finding]:
    """What a reader with a screen reader would miss."""
    yield from _drawings(draft)
    yield from _header_rows(draft)
    yield from _headings(draft)
    yield from _language(draft)
    if not _title(draft):
        told = "Het document heeft geen titel. Vul die in bij Bestand, Info, Eigenschappen."
        yield _finding(WHOLE, "geen titel", "een titel", told)


def _drawings(draft: Draft) -> Iterator[Finding]:
    root = draft.package.tree(draft.package.document)
    for number, each in enumerate(root.all("wp:docPr"), 1):
        is_decorative = any(mark.attributes.get("val") not in OFF for mark in each.all("adec:decorative"))
        if not (each.attributes.get("descr", "").strip() or is_decorative):
            told = f"Figuur {number} heeft geen alternatieve tekst. Schrijf daarin wat de figuur laat zien."
            yield _finding(place_after(each, f"figuur {number}", draft), "geen tekst", "alternatieve tekst", told)


def _header_rows(draft: Draft) -> Iterator[Finding]:
    root = draft.package.tree(draft.package.document)
    for number, each in enumerate(root.all("w:tbl"), 1):
        row = next(each.all("w:tr"), None)
        mark = row.first("w:trPr", "w:tblHeader") if row else None
        is_marked = mark is not None and mark.attributes.get("w:val", "1") not in OFF
        is_layout = len([*each.all("w:tr")]) == 1 or all(len([*line.all("w:tc")]) == 1 for line in each.all("w:tr"))
        if not (is_layout or (is_marked and _says_first_row(each))):
            told = f"Tabel {number} heeft geen koprij. Zet in Word ‘Veldnamenrij’ en ‘Veldnamenrijen herhalen’ aan."
            yield _finding(place_after(each, f"tabel {number}", draft), "geen koprij", "een koprij", told)


def _says_first_row(table: Element) -> bool:
    look = table.first("w:tblPr", "w:tblLook")
    if look is None:
        return False
    own = look.attributes.get("w:firstRow")
    return own not in OFF if own is not None else bool(int(look.attributes.get("w:val", "0"), 16) & 0x20)


def _headings(draft: Draft) -> Iterator[Finding]:
    level = 0
    for each in draft.passages:
        if each.level > level + 1:
            told = f"Kop ‘{each.heading}’ heeft niveau {each.level} en volgt op niveau {level}. Sla geen niveau over."
            yield _finding(each.place, f"niveau {each.level}", f"niveau {level + 1}", told)
        level = each.level or level
    if not level:
        told = "Het document heeft geen koppen. Geef titels van paragrafen een kopstijl, geen vette letter."
        yield _finding(WHOLE, "geen koppen", "koppen", told)


def _language(draft: Draft) -> Iterator[Finding]:
    names = draft.package.related(draft.package.document, "styles")
    defaults = (draft.package.tree(name).first("w:docDefaults", "w:rPrDefault") for name in names)
    language = next((each.value("w:rPr", "w:lang") for each in defaults if each), "")
    if language != DUTCH:
        told = f"De taal van het document is {language or 'niet ingesteld'}. Stel in Word Nederlands (Nederland) in."
        yield _finding(WHOLE, language or "geen taal", DUTCH, told)


def _title(draft: Draft) -> str:
    names = draft.package.related("", "core-properties")
    return "".join(each.text.strip() for name in names for each in draft.package.tree(name).all("dc:title"))


def _finding(place: str, found: str, expected: str, told: str) -> Finding:
    return Finding(place, "toegankelijkheid", found, expected, told)
