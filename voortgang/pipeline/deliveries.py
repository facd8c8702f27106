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
from voortgang.pipeline.problems import explained

SUFFIXES = (".csv", ".xlsx", ".parquet")
HASH_CHUNK_BYTES = 1 << 22
SHOWN_FILES = 10
FIRST_YEAR, LAST_YEAR = 2000, 2099
ABOUT = "delivery.toml"
ABOUT_TYPES = {"delivered_on": date, "fictional": bool, "description": str, "rows": dict}
ABOUT_EXAMPLE = (
    "Bekend zijn delivered_on = 2025-12-31 (zonder aanhalingstekens), fictional = true of false, "
    'description = "…" en, onder [rows], per extract het aantal rijen, zoals requests = 1200.'
)

Fingerprint = dict[str, tuple[int, int, int] | None]


@dataclass(frozen=True)
class Delivery:
    """Where the extracts are, as of which day they hold, and what they are."""

    folder: Path
    delivered_on: date
    is_fictional: bool
    description: str
    files: dict[str, Path]
    announced_rows: dict[str, int]
    """per extract how many rows the deliverer says there are, where delivery.toml says so"""


def find_delivery(folder: Path, mapping: Mapping | None = None, delivered_on: date | None = None) -> Delivery:
    """The delivery in `folder`; raises DeliveryRefused when a file or the delivery date is missing.

    The delivery date is, in this order: the argument, the mapping, delivery.toml, the name of the folder.
    """
    with explained(folder):
        if not folder.is_dir():
            raise DeliveryRefused(
                f"De map {folder} bestaat niet. Geef met --delivery de map waarin de extracten staan."
            )
        about = _about(folder)
        stated = delivered_on or (mapping.delivered_on if mapping else None) or about.get("delivered_on")
        return Delivery(
            folder=folder,
            delivered_on=_credible(stated or _date_in_name(folder)),
            is_fictional=about.get("fictional", False),
            description=mapping.title if mapping else about.get("description", ""),
            files=_mapped_files(folder, mapping) if mapping else _own_files(folder),
            announced_rows=about.get("rows", {}),
        )


def _about(folder: Path) -> dict[str, Any]:
    path = folder / ABOUT
    if not path.exists():
        return {}
    try:
        about = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DeliveryRefused(f"{ABOUT} in {folder} is niet te lezen: {error}.") from error
    rows = about.get("rows", {})
    wrong = [key for key, value in about.items() if type(value) is not ABOUT_TYPES.get(key)]
    if not wrong and not all(extract in EXTRACTS and type(count) is int for extract, count in rows.items()):
        wrong = ["rows"]
    if wrong:
        # a misspelled 'fictional' would show fictional figures as real ones
        raise DeliveryRefused(f"{ABOUT} in {folder} klopt niet bij: {', '.join(wrong)}. {ABOUT_EXAMPLE}")
    return about


def _credible(delivered_on: date) -> date:
    if not FIRST_YEAR <= delivered_on.year <= LAST_YEAR:
        raise DeliveryRefused(
            f"De leverdatum {delivered_on} ligt niet tussen {FIRST_YEAR} en {LAST_YEAR}. Verbeter de datum."
        )
    return delivered_on


def _date_in_name(folder: Path) -> date:
    try:
        return date.fromisoformat(folder.resolve().name)
    except ValueError:
        raise DeliveryRefused(
            f"De leverdatum van {folder} is onbekend. "
            "Noem de map naar de datum (jjjj-mm-dd) of geef --delivered-on jjjj-mm-dd."
        ) from None


def _own_files(folder: Path) -> dict[str, Path]:
    delivered = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
    return {extract: _file(folder, extract, delivered) for extract in EXTRACTS}


def _file(folder: Path, extract: str, delivered: list[Path]) -> Path:
    found = [path for path in delivered if path.stem == extract]
    if not found:
        present = ", ".join(path.name for path in delivered[:SHOWN_FILES]) or "geen enkel extract"
        raise DeliveryRefused(
            f"In {folder} ontbreekt {extract} (.csv, .xlsx of .parquet). "
            f"Aangetroffen: {present}. Lever alle extracten: {', '.join(EXTRACTS)}."
        )
    if len(found) > 1:
        names = " en ".join(path.name for path in found)
        raise DeliveryRefused(f"In {folder} staat {extract} twee keer: {names}. Laat er één staan.")
    return _ordinary(found[0])


def _mapped_files(folder: Path, mapping: Mapping) -> dict[str, Path]:
    files = {extract: folder / shape.file for extract, shape in mapping.extracts.items()}
    for path in files.values():
        if not path.exists():
            raise DeliveryRefused(f"In {folder} ontbreekt {path.name}, dat de vertaling '{mapping.name}' verwacht.")
    return {extract: _ordinary(path) for extract, path in files.items()}


def _ordinary(path: Path) -> Path:
    # a pipe or device would keep the build waiting for ever
    if not path.is_file():
        raise DeliveryRefused(f"{path} is geen gewoon bestand. Zet het bestand zelf in de map van de levering.")
    return path


def fingerprint(delivery: Delivery) -> Fingerprint:
    """Per extract size, time of change and inode: equal before and after reading means not touched meanwhile.

    None for a file that is gone. The time is that of any change, which cannot be set back by the one who copies.
    """
    return {extract: _stamp(path) for extract, path in delivery.files.items()}


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    return stat.st_size, stat.st_ctime_ns, stat.st_ino


def refuse_when_changed(delivery: Delivery, before: Fingerprint) -> None:
    """Raises DeliveryRefused when a file was touched since its fingerprint was taken."""
    after = fingerprint(delivery)
    changed = [delivery.files[extract].name for extract in before if before[extract] != after[extract]]
    if changed:
        raise DeliveryRefused(
            f"Tijdens het lezen is {', '.join(changed)} gewijzigd; er is niets gepubliceerd. "
            "Wacht tot de levering compleet is en probeer het dan opnieuw."
        )


def sha256(path: Path) -> str:
    """The SHA-256 of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(HASH_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()
