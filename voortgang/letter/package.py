"""A Word file as its parts: opened with care, for it comes from anybody's desk, and written whole or not at all."""

import io
import os
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from voortgang.errors import VoortgangError
from voortgang.exports.packing import EPOCH
from voortgang.letter.markup import Element, MalformedError, parse

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_PARTS, MOST_BYTES = 5000, 200_000_000
"""of one file, unpacked; a letter of thirty pages with charts is a hundred times smaller"""
CONTENT_TYPES, RELATIONSHIPS = "[Content_Types].xml", "_rels/.rels"
STRICT = "http://purl.oclc.org/ooxml/"
AGAIN = "Open het in Word, kies Opslaan als en daarna 'Word-document (.docx)', en probeer het opnieuw."
UNTOUCHED = "Het bestand is niet gewijzigd."
DAMAGED = f"Het bestand is beschadigd of geen Word-document (.docx). {AGAIN} {UNTOUCHED}"
LOCKED = (
    "Het bestand is met een wachtwoord beveiligd. Haal het wachtwoord er in Word af (Bestand, Info, Document "
    f"beveiligen) en probeer het opnieuw. {UNTOUCHED}"
)


@dataclass(frozen=True)
class Package:
    """The parts of a Word file by name, in the order of the archive."""

    infos: tuple[zipfile.ZipInfo, ...]
    parts: Mapping[str, bytes]
    document: str
    """the name of the part with the text"""
    trees: dict[str, Element] = field(default_factory=dict, repr=False)

    def tree(self, name: str) -> Element:
        """The elements of a part; raises VoortgangError when it is damaged."""
        if name not in self.trees:
            try:
                self.trees[name] = parse(self.parts[name])
            except (MalformedError, KeyError) as error:
                raise VoortgangError(f"{DAMAGED} (onderdeel {name})") from error
        return self.trees[name]

    def related(self, part: str, kind: str) -> tuple[str, ...]:
        """The names of the parts that this part refers to with a relationship whose type ends in `/kind`."""
        found = (each for each in self._relations(part) if each.get("Type", "").endswith(f"/{kind}"))
        return tuple(name for each in found if (name := self._target(part, each)))

    def referred(self, part: str, id_: str) -> str:
        """The name of the part that this part refers to by an id; empty when there is none."""
        return next((self._target(part, each) for each in self._relations(part) if each.get("Id") == id_), "")

    def _relations(self, part: str) -> tuple[Mapping[str, str], ...]:
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels") if part else RELATIONSHIPS
        return tuple(each.attributes for each in self.tree(relations).children) if relations in self.parts else ()

    def _target(self, part: str, relation: Mapping[str, str]) -> str:
        folder = posixpath.dirname(part)
        target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))[1:]
        return target if relation.get("TargetMode") != "External" and target in self.parts else ""

    def with_parts(self, changed: Mapping[str, bytes]) -> bytes:
        """The file with other bytes for these parts (new ones at the end); all others are as they were."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
            for info in self.infos:
                made.writestr(_entry(info), changed.get(info.filename, self.parts.get(info.filename, b"")))
            for name in (each for each in changed if each not in self.parts):
                made.writestr(zipfile.ZipInfo(name, EPOCH), changed[name], zipfile.ZIP_DEFLATED)
        return packed.getvalue()


def open_package(content: bytes) -> Package:
    """The parts of a Word file; raises VoortgangError that says why it cannot be used and what to do."""
    _refuse_other_files(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = tuple(archive.infolist())
            _refuse_unsafe(infos)
            parts = {info.filename: archive.read(info) for info in infos if not info.is_dir()}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise VoortgangError(DAMAGED) from error
    if parts.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument"):
        raise VoortgangError(f"Het bestand is een OpenDocument-bestand (.odt). {AGAIN} {UNTOUCHED}")
    package = Package(infos, parts, "")
    if CONTENT_TYPES not in parts or not (found := package.related("", "officeDocument")):
        raise VoortgangError(DAMAGED)
    _refuse_other_documents(package.tree(found[0]))
    return Package(infos, parts, found[0], package.trees)


def read(path: Path) -> bytes:
    """The bytes of a file; raises VoortgangError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise VoortgangError(f"{path} is niet te lezen. Geef een bestaand Word-bestand (.docx).") from error


def save(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; raises VoortgangError when that is not possible."""
    made = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        made.write_bytes(content)
        if path.exists():
            made.chmod(path.stat().st_mode)
        made.replace(path)
    except OSError as error:
        raise VoortgangError(
            f"{path} is niet te schrijven. Sluit het bestand in Word, of kies een andere plaats. {UNTOUCHED}"
        ) from error
    finally:
        made.unlink(missing_ok=True)


def _refuse_other_files(content: bytes) -> None:
    if content.startswith(OLD_OFFICE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise VoortgangError(LOCKED)
        raise VoortgangError(f"Het bestand is van een oude Office-versie (.doc). {AGAIN} {UNTOUCHED}")
    if not content.startswith(b"PK"):
        raise VoortgangError(DAMAGED)


def _refuse_unsafe(infos: tuple[zipfile.ZipInfo, ...]) -> None:
    if any(info.flag_bits & 1 for info in infos):
        raise VoortgangError(LOCKED)
    if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > MOST_BYTES:
        raise VoortgangError(
            f"Het bestand is uitgepakt groter dan {MOST_BYTES // 1_000_000} MB en wordt daarom niet geopend. Haal "
            f"grote afbeeldingen eruit en probeer het opnieuw. {UNTOUCHED}"
        )
    if len({info.filename for info in infos}) != len(infos):
        raise VoortgangError(DAMAGED)


def _refuse_other_documents(root: Element) -> None:
    if root.name.startswith(STRICT):
        raise VoortgangError(f"Het bestand is een 'Strict Open XML-document'. {AGAIN} {UNTOUCHED}")
    if root.name != "w:document" or root.first("w:body") is None:
        raise VoortgangError(DAMAGED)


def _entry(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(info.filename, info.date_time)
    made.compress_type = zipfile.ZIP_STORED if info.compress_type == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED
    made.external_attr, made.create_system = info.external_attr, info.create_system
    return made
