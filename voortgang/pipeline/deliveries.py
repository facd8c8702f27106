"""A delivery: a folder with extracts as received, and proof that it stayed what it was while it was read."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from voortgang.errors import DeliveryRefused
from voortgang.pipeline.about import Event, read_about
from voortgang.pipeline.contracts import IV_EXTRACTS, REQUIRED
from voortgang.pipeline.mappings import Mapping
from voortgang.pipeline.problems import explained

SUFFIXES = (".csv", ".xlsx", ".parquet")
HASH_CHUNK_BYTES = 1 << 22
SHOWN_FILES = 10
FIRST_YEAR, LAST_YEAR = 2000, 2099

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
    closed_since: date | None
    """requests that were closed before this day are not in the delivery, says the deliverer"""
    events: tuple[Event, ...]


def find_delivery(folder: Path, mapping: Mapping | None = None, delivered_on: date | None = None) -> Delivery:
    """The delivery in `folder`; raises DeliveryRefused when a file or the delivery date is missing.

    The delivery date is, in this order: the argument, the mapping, delivery.toml, the name of the folder.
    """
    with explained(folder):
        if not folder.is_dir():
            raise DeliveryRefused(
                f"De map {folder} bestaat niet. Geef met --delivery de map waarin de extracten staan."
            )
        about = read_about(folder)
        stated = delivered_on or (mapping.delivered_on if mapping else None) or about.delivered_on
        return Delivery(
            folder=folder,
            delivered_on=_credible(stated or _date_in_name(folder)),
            is_fictional=about.fictional,
            description=mapping.title if mapping else about.description,
            files=_mapped_files(folder, mapping) if mapping else _own_files(folder),
            announced_rows={str(extract): count for extract, count in about.rows.items()},
            closed_since=(mapping.closed_since if mapping else None) or about.closed_since,
            events=about.events,
        )


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
    with_iv = IV_EXTRACTS if any(path.stem in IV_EXTRACTS for path in delivered) else ()
    return {extract: _file(folder, extract, delivered) for extract in (*REQUIRED, *with_iv)}


def _file(folder: Path, extract: str, delivered: list[Path]) -> Path:
    found = [path for path in delivered if path.stem == extract]
    if not found:
        present = ", ".join(path.name for path in delivered[:SHOWN_FILES]) or "geen enkel extract"
        wanted = f"Lever alle extracten: {', '.join(REQUIRED)}."
        if extract in IV_EXTRACTS:
            wanted = f"IV-extracten horen bij elkaar; lever ze alle vier of geen van alle: {', '.join(IV_EXTRACTS)}."
        raise DeliveryRefused(
            f"In {folder} ontbreekt {extract} (.csv, .xlsx of .parquet). Aangetroffen: {present}. {wanted}"
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
