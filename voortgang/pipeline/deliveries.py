"""A delivery: a folder with extracts as received, and proof that it stayed what it was while it was read."""

import hashlib
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from voortgang.errors import DeliveryRefused
from voortgang.pipeline.contracts import EXTRACTS
from voortgang.pipeline.mappings import Mapping

SUFFIXES = (".csv", ".xlsx", ".parquet")
HASH_CHUNK_BYTES = 1 << 22


@dataclass(frozen=True)
class Delivery:
    """Where the extracts are, as of which day they hold, and what they are."""

    folder: Path
    delivered_on: date
    is_fictional: bool
    description: str
    files: dict[str, Path]


def find_delivery(folder: Path, mapping: Mapping | None = None, delivered_on: date | None = None) -> Delivery:
    """The delivery in `folder`; raises DeliveryRefused when a file or the delivery date is missing.

    The delivery date is, in this order: the argument, the mapping, delivery.toml, the name of the folder.
    """
    if not folder.is_dir():
        raise DeliveryRefused(f"De map {folder} bestaat niet. Geef met --delivery de map waarin de extracten staan.")
    about = _about(folder)
    stated = delivered_on or (mapping.delivered_on if mapping else None) or about.get("delivered_on")
    return Delivery(
        folder=folder,
        delivered_on=stated or _date_in_name(folder),
        is_fictional=bool(about.get("fictional", False)),
        description=mapping.title if mapping else str(about.get("description", "")),
        files=_mapped_files(folder, mapping) if mapping else {extract: _file(folder, extract) for extract in EXTRACTS},
    )


def _about(folder: Path) -> dict[str, Any]:
    path = folder / "delivery.toml"
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DeliveryRefused(f"delivery.toml in {folder} is niet te lezen: {error}.") from error


def _date_in_name(folder: Path) -> date:
    try:
        return date.fromisoformat(folder.resolve().name)
    except ValueError:
        raise DeliveryRefused(
            f"De leverdatum van {folder} is onbekend. Noem de map naar de datum (jjjj-mm-dd) of geef --delivered-on jjjj-mm-dd."
        ) from None


def _file(folder: Path, extract: str) -> Path:
    found = [folder / f"{extract}{suffix}" for suffix in SUFFIXES if (folder / f"{extract}{suffix}").exists()]
    if not found:
        raise DeliveryRefused(
            f"In {folder} ontbreekt {extract} (.csv, .xlsx of .parquet). Lever alle extracten: {', '.join(EXTRACTS)}."
        )
    if len(found) > 1:
        names = " en ".join(path.name for path in found)
        raise DeliveryRefused(f"In {folder} staat {extract} twee keer: {names}. Laat er één staan.")
    return found[0]


def _mapped_files(folder: Path, mapping: Mapping) -> dict[str, Path]:
    files = {extract: folder / shape.file for extract, shape in mapping.extracts.items()}
    for path in files.values():
        if not path.exists():
            raise DeliveryRefused(f"In {folder} ontbreekt {path.name}, dat de vertaling '{mapping.name}' verwacht.")
    return files


def fingerprint(delivery: Delivery) -> dict[str, tuple[int, int, int]]:
    """Per extract size, modification time and inode: equal before and after reading means not replaced meanwhile."""
    stats = {extract: path.stat() for extract, path in delivery.files.items()}
    return {extract: (stat.st_size, stat.st_mtime_ns, stat.st_ino) for extract, stat in stats.items()}


def sha256(path: Path) -> str:
    """The SHA-256 of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(HASH_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()
