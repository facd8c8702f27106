"""What Word demands of a file and LibreOffice forgives: the order of elements, and parts that refer to each other."""

import io
import posixpath
import zipfile
from collections.abc import Iterator

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RUN = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang"
)
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr",
    "rPr": RUN,
    "numPr": "ilvl numId",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex text",
    "tbl": "tblPr tblGrid tr",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tr": "tblPrEx trPr tc",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "styles": "docDefaults latentStyles style",
}
"""children of an element in the order of the schema (ECMA-376, transitional); some may stand in any number"""
ANY_ORDER = ("headerReference", "footerReference")


def parts(content: bytes) -> dict[str, bytes]:
    """The parts of a file by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def faults(content: bytes) -> list[str]:
    """Everything for which Word would offer to repair the file, as far as it is known here; none is good."""
    found = parts(content)
    trees = {name: etree.fromstring(data) for name, data in found.items() if name.endswith((".xml", ".rels"))}
    written = {name: root for name, root in trees.items() if name.startswith("word/")}
    return [
        *(f"{name}: {fault}" for name, root in written.items() for fault in misplaced(root)),
        *(f"{name}: {fault}" for name, root in written.items() for fault in _bare_cells(root)),
        *_repeated(trees["word/document.xml"]),
        *_lost(found, trees),
    ]


def misplaced(root: etree._Element) -> Iterator[str]:
    """Elements that stand where the schema does not want them."""
    for element in root.iter(f"{{{W}}}*"):
        name = etree.QName(element).localname
        if name not in ORDER:
            continue
        order = ORDER[name].split()
        children = [etree.QName(each) for each in element if isinstance(each.tag, str)]
        known = [each.localname for each in children if each.namespace == W]
        unknown = set(known) - set(order) - {f"{name}Change"}
        if unknown and name not in ("tbl", "tr", "sdtPr"):
            yield f"{name} heeft {sorted(unknown)}"
        places = [order.index(each) for each in known if each in order and each not in ANY_ORDER]
        if places != sorted(places):
            yield f"{name} heeft kinderen in een andere volgorde: {known}"


def _bare_cells(root: etree._Element) -> Iterator[str]:
    for cell in root.iter(f"{{{W}}}tc"):
        if len(cell) == 0 or cell[-1].tag != f"{{{W}}}p":
            yield "een cel eindigt niet met een alinea"


def _repeated(document: etree._Element) -> Iterator[str]:
    numbers = {
        "control": [
            each.get(f"{{{W}}}val") for each in document.iter(f"{{{W}}}id") if each.getparent().tag.endswith("sdtPr")
        ],
        "tekening": [each.get("id") for each in document.iter("{*}docPr")],
    }
    for what, found in numbers.items():
        if len(found) != len(set(found)):
            yield f"twee keer hetzelfde nummer van een {what}"


def _lost(found: dict[str, bytes], trees: dict[str, etree._Element]) -> Iterator[str]:
    """Relationships to parts that are not there, and parts whose kind is not told."""
    for name, root in trees.items():
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        for each in root:
            target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))[1:]
            if each.get("TargetMode") != "External" and target not in found:
                yield f"{name} wijst naar {target}"
    types = trees["[Content_Types].xml"]
    known = {each.get("Extension") for each in types} | {(each.get("PartName") or "")[1:] for each in types}
    for name in found:
        if name != "[Content_Types].xml" and name not in known and name.rpartition(".")[2] not in known:
            yield f"van {name} is de soort niet genoemd"
