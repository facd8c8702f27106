"""Files of Office are zip archives that note when each part was written; ours are the same bytes at any time."""

import io
import zipfile

EPOCH = (1980, 1, 1, 0, 0, 0)
"""the earliest moment that a zip archive can hold"""


def without_moments(archive: bytes) -> bytes:
    """The same archive, part by part in the same order, without the moments of writing."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as found, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for part in found.infolist():
            made.writestr(_part(part.filename), found.read(part))
    return packed.getvalue()


def _part(name: str) -> zipfile.ZipInfo:
    part = zipfile.ZipInfo(name, EPOCH)
    part.compress_type, part.create_system = zipfile.ZIP_DEFLATED, 0
    return part
