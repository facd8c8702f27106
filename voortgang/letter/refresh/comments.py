"""The changes of a refresh as comments in the document, beside those that are there already."""

import posixpath
from collections.abc import Iterator, Sequence
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from voortgang.letter.markup import Edit, Element, closing, opened
from voortgang.letter.package import CONTENT_TYPES, Package
from voortgang.letter.refresh.changes import Change

OFFICE = "http://schemas.openxmlformats.org"
WORDS = f'xmlns:w="{OFFICE}/wordprocessingml/2006/main"'
KIND = f"{OFFICE}/officeDocument/2006/relationships/comments"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
HEADER = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
AUTHOR, INITIALS = "Voortgangsmonitor", "VM"


def comment_edits(package: Package, changes: Sequence[Change], at: datetime) -> Iterator[tuple[str, Edit]]:
    """The edits, each with its part, that put a comment at every change in the document itself.

    Word knows no comments in headers, footers and text boxes: changes there are in the printed list only.
    """
    told = [each for each in changes if each.control.part == package.document and not _is_in_text_box(each)]
    if not told:
        return
    part = next(iter(package.related(package.document, "comments")), "")
    first = _next_id(package, part)
    for number, each in enumerate(told, first):
        for edit in _marks(package.parts[package.document], each.control.element, number):
            yield package.document, edit
    comments = "".join(_comment(number, each.sentence, at) for number, each in enumerate(told, first)).encode()
    if part:
        yield part, inserted(package.parts[part], package.tree(part), comments)
    else:
        yield from _new_part(package, comments)


def inserted(data: bytes, root: Element, content: bytes) -> Edit:
    """What adds content as the last of a root, also when it was written as one tag without content."""
    if root.inside != root.end:
        return Edit(root.until, root.until, content)
    return Edit(root.start, root.end, opened(data, root) + content + closing(data, root))


def _is_in_text_box(change: Change) -> bool:
    return any(each.name == "w:txbxContent" for each in change.control.element.above())


def _next_id(package: Package, part: str) -> int:
    ids = (each.attributes.get("w:id", "") for each in package.tree(part).children) if part else iter(())
    return max((int(each) for each in ids if each.isdigit()), default=-1) + 1


def _marks(data: bytes, control: Element, number: int) -> list[Edit]:
    """Around a control in a sentence; in the first paragraph of one around paragraphs or cells."""
    space = "" if WORDS.encode() in data else f" {WORDS}"
    start = f'<w:commentRangeStart{space} w:id="{number}"/>'.encode()
    stop = (
        f'<w:commentRangeEnd{space} w:id="{number}"/><w:r{space}><w:commentReference w:id="{number}"/></w:r>'
    ).encode()
    if any(each.name == "w:p" for each in control.above()):
        return [Edit(control.start, control.start, start), Edit(control.end, control.end, stop)]
    paragraph = next((each for each in control.all("w:p") if each.inside != each.end), None)
    if paragraph is None:
        return []
    properties = paragraph.first("w:pPr")
    at = properties.end if properties else paragraph.inside
    return [Edit(at, at, start), Edit(paragraph.until, paragraph.until, stop)]


def _comment(number: int, sentence: str, at: datetime) -> str:
    return (
        f'<w:comment {WORDS} w:id="{number}" w:author={quoteattr(AUTHOR)} w:date="{at:%Y-%m-%dT%H:%M:%S}Z" '
        f'w:initials="{INITIALS}"><w:p><w:r><w:t xml:space="preserve">{escape(sentence)}</w:t></w:r></w:p></w:comment>'
    )


def _new_part(package: Package, comments: bytes) -> Iterator[tuple[str, Edit]]:
    """The part itself, its type, and that the document has it."""
    folder, name = posixpath.split(package.document)
    part = next(path for n in range(1000) if (path := f"{folder}/comments{n or ''}.xml") not in package.parts)
    yield part, Edit(0, 0, HEADER + f"<w:comments {WORDS}>".encode() + comments + b"</w:comments>")
    types = package.tree(CONTENT_TYPES)
    override = (
        f'<Override xmlns="{OFFICE}/package/2006/content-types" PartName="/{part}" ContentType="{CONTENT_TYPE}"/>'
    )
    yield CONTENT_TYPES, inserted(package.parts[CONTENT_TYPES], types, override.encode())
    relations = f"{folder}/_rels/{name}.rels"
    space = f'xmlns="{OFFICE}/package/2006/relationships"'
    target = posixpath.basename(part)
    if relations not in package.parts:
        entry = f'<Relationship Id="rId1" Type="{KIND}" Target="{target}"/>'
        yield relations, Edit(0, 0, HEADER + f"<Relationships {space}>{entry}</Relationships>".encode())
        return
    root = package.tree(relations)
    used = {each.attributes.get("Id") for each in root.children}
    free = next(each for n in range(1, len(used) + 2) if (each := f"rId{n}") not in used)
    entry = f'<Relationship {space} Id="{free}" Type="{KIND}" Target="{target}"/>'
    yield relations, inserted(package.parts[relations], root, entry.encode())
