"""`voortgang build`: a delivery becomes the published warehouse, or nothing changes."""

from datetime import date
from pathlib import Path

from voortgang.pipeline.build import Published, build
from voortgang.pipeline.deliveries import find_delivery
from voortgang.pipeline.mappings import read_mapping
from voortgang.pipeline.progress import Bars
from voortgang.settings import settings


def build_delivery(folder: Path, mapping_name: str | None, delivered_on: date | None, warehouse: Path | None) -> str:
    """Build with a progress bar per step; returns what was published and found, in Dutch."""
    mapping = read_mapping(mapping_name) if mapping_name else None
    delivery = find_delivery(folder, mapping, delivered_on)
    bars = Bars()
    try:
        published = build(delivery, warehouse or settings().warehouse, settings(), mapping, progress=bars)
    finally:
        bars.close()
    return _report(published)


def _report(published: Published) -> str:
    warnings = [f"- {finding.sentence()}" for finding in published.findings]
    seconds = f"{sum(published.seconds.values()):.1f}".replace(".", ",")
    found = "Geen bevindingen." if not warnings else "Waarschuwingen:\n" + "\n".join(warnings)
    return f"Gepubliceerd als {published.build_id} in {seconds} seconden. {found}"
