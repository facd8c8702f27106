"""The smallest Word files with living figures: for tests that need one paragraph, and say exactly which."""

import io
import re
import zipfile
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from voortgang.letter import binding
from voortgang.letter.model import Freeze
from voortgang.letter.stored_figure import held_figures, letter_attributes, previous_text

OFFICE = "http://schemas.openxmlformats.org"
WORD = f"{OFFICE}/wordprocessingml/2006/main"
DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATIONS = f"{OFFICE}/officeDocument/2006/relationships"
ITEM = "{3F2504E0-4F89-11D3-9A0C-0305E82C3301}"
FILLED = datetime(2025, 11, 13, 9, 5, tzinfo=UTC)


def run(text: str) -> str:
    """A run with this text."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def control(freeze: Freeze, key: str, text: str | None = None, *, is_previous: bool = False, inner: str = "") -> str:
    """A living figure as it stands in a sentence, with another text or with other runs in it when they are given."""
    at = [each.key for each in freeze.facts].index(key)
    path = binding.path_of_previous(at) if is_previous else binding.path_of(at)
    shown = previous_text(key, freeze) if is_previous else freeze.fact[key].text
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="{binding.TAG}{key}"/><w:id w:val="{1000 + at}"/>'
        f'<w:dataBinding w:prefixMappings="{binding.prefix_mapping()}" w:xpath="{path}" w:storeItemID="{ITEM}"/>'
        f"<w:text/></w:sdtPr><w:sdtContent>{inner or run(shown if text is None else text)}</w:sdtContent></w:sdt>"
    )


def filled(freeze: Freeze, text: str) -> str:
    """Runs and living figures: {key} stands for the figure of that fact, {key!} for that of the previous letter."""
    pieces = re.split(r"\{([^}]+)\}", text)
    figures = (control(freeze, each.rstrip("!"), is_previous=each.endswith("!")) for each in pieces[1::2])
    runs = [run(each) if each else "" for each in pieces[::2]]
    return "".join(a + b for a, b in zip(runs, [*figures, ""], strict=True))


def paragraph(content: str, style: str = "") -> str:
    """A paragraph around runs."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{content}</w:p>"


def heading(text: str, level: int = 1) -> str:
    """A heading."""
    return paragraph(run(text), f"Kop{level}")


def draft_of(freeze: Freeze, *blocks: str, language: str = "nl-NL", title: str = "Kamerbrief") -> bytes:
    """A Word file with these paragraphs and tables, and the figures of the letter."""
    return packed(
        {
            "[Content_Types].xml": _types(),
            "_rels/.rels": _relations({"officeDocument": "word/document.xml", "core-properties": "docProps/core.xml"}),
            "word/document.xml": _document("".join(blocks)),
            "word/_rels/document.xml.rels": _relations({"styles": "styles.xml", "customXml": "../customXml/item1.xml"}),
            "word/styles.xml": _styles(language),
            "customXml/item1.xml": _figures(freeze),
            "customXml/_rels/item1.xml.rels": _relations({"customXmlProps": "itemProps1.xml"}),
            "customXml/itemProps1.xml": (
                f'<ds:datastoreItem ds:itemID="{ITEM}" xmlns:ds="{OFFICE}/officeDocument/2006/customXml">'
                f'<ds:schemaRefs><ds:schemaRef ds:uri="{binding.NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
            ),
            "docProps/core.xml": (
                f'<cp:coreProperties xmlns:cp="{OFFICE}/package/2006/metadata/core-properties" '
                f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></cp:coreProperties>'
            ),
        }
    )


def packed(parts: dict[str, str]) -> bytes:
    """These parts as a Word file."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return content.getvalue()


def parts_of(draft: bytes) -> dict[str, str]:
    """The parts of a Word file that are text."""
    with zipfile.ZipFile(io.BytesIO(draft)) as archive:
        return {each: archive.read(each).decode("utf-8", "surrogateescape") for each in archive.namelist()}


def with_part(draft: bytes, name: str, content: str) -> bytes:
    """The same file with one other part."""
    content_bytes = {each: text.encode("utf-8", "surrogateescape") for each, text in parts_of(draft).items()}
    content_bytes[name] = content.encode("utf-8", "surrogateescape")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, data in content_bytes.items():
            archive.writestr(each, data)
    return made.getvalue()


def _document(body: str) -> str:
    content = f"<w:body>{body}<w:sectPr/></w:body>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<w:document xmlns:w="{WORD}">{content}</w:document>'


def _types() -> str:
    return (
        f'<Types xmlns="{OFFICE}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{DOCUMENT_TYPE}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{DOCUMENT_TYPE}.styles+xml"/></Types>'
    )


def _relations(targets: dict[str, str]) -> str:
    kinds = {"core-properties": f"{OFFICE}/package/2006/relationships/metadata/core-properties"}
    entries = "".join(
        f'<Relationship Id="rId{at}" Type="{kinds.get(kind, f"{RELATIONS}/{kind}")}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{OFFICE}/package/2006/relationships">{entries}</Relationships>'


def _styles(language: str) -> str:
    levels = "".join(
        f'<w:style w:type="paragraph" w:styleId="Kop{level}"><w:name w:val="heading {level}"/>'
        f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr></w:style>'
        for level in range(1, 5)
    )
    return (
        f'<w:styles xmlns:w="{WORD}"><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="{language}"/></w:rPr>'
        f"</w:rPrDefault></w:docDefaults>{levels}</w:styles>"
    )


def _figures(freeze: Freeze) -> str:
    def told(values: dict[str, str]) -> str:
        return "".join(f" {name}={quoteattr(value)}" for name, value in values.items())

    figures = "".join(
        f"<v:{name}{told(attributes)}>{escape(text)}</v:{name}>" for name, attributes, text in held_figures(freeze)
    )
    return f'<v:cijfers xmlns:v="{binding.NAMESPACE}"{told(letter_attributes(freeze, FILLED))}>{figures}</v:cijfers>'
