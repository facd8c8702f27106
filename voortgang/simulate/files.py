"""Writing a delivery: one file per extract, in batches, so that memory stays bounded."""

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Literal, get_args

import pyarrow as pa

from voortgang.errors import VoortgangError

FileFormat = Literal["csv", "parquet", "xlsx"]
IV_EXTRACTS = ("iv_capacity", "iv_projects", "iv_requests_allocations", "iv_realised")
EXTRACTS = ("requests", "suspensions", "extensions", "capacity", *IV_EXTRACTS)
XLSX_ROWS = 1_048_575
"""rows of a worksheet, without the header"""
ISO_DATE = {"num_format": "yyyy-mm-dd"}


def write(batches: Iterator[pa.RecordBatch], path: Path, file_format: FileFormat) -> None:
    """Write one extract; there is always at least one batch, possibly empty."""
    writers = {"csv": _write_csv, "parquet": _write_parquet, "xlsx": _write_xlsx}
    first = next(batches)
    writers[file_format](first, batches, path)


def _write_csv(first: pa.RecordBatch, rest: Iterator[pa.RecordBatch], path: Path) -> None:
    """Nothing in a delivery needs quotes; pyarrow raises an error if that ever changes."""
    from pyarrow import csv

    plain = csv.WriteOptions(quoting_style="none", quoting_header="none", batch_size=8_192)
    with csv.CSVWriter(path, first.schema, write_options=plain) as writer:
        writer.write(first)
        for batch in rest:
            writer.write(batch)


def _write_parquet(first: pa.RecordBatch, rest: Iterator[pa.RecordBatch], path: Path) -> None:
    from pyarrow import parquet

    with parquet.ParquetWriter(path, first.schema) as writer:
        writer.write_batch(first)
        for batch in rest:
            writer.write_batch(batch)


def _write_xlsx(first: pa.RecordBatch, rest: Iterator[pa.RecordBatch], path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet(path.stem)
        formats = [workbook.add_format(ISO_DATE) if pa.types.is_date(kind) else None for kind in first.schema.types]
        sheet.write_row(0, 0, first.schema.names)
        row = 1
        for batch in (first, *rest):
            for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                for position, value in enumerate(values):
                    if value is not None:
                        sheet.write(row, position, value, formats[position])
                row += 1


def refuse_too_many_rows(requests: int, file_format: FileFormat) -> None:
    """A worksheet ends somewhere; better to say so before the work than after it."""
    if file_format == "xlsx" and requests > XLSX_ROWS:
        raise VoortgangError(
            f"Een Excel-werkblad bevat hoogstens {XLSX_ROWS} verzoeken, gevraagd zijn er {requests}. "
            "Kies --format csv of --format parquet."
        )


def make_room(out: Path, until: date, seed: int, events: Sequence[tuple[date, str, str]]) -> None:
    """Leave only delivery.toml in the folder: it says that what comes is fictional, and may be replaced again."""
    delivery = out / "delivery.toml"
    if out.is_dir() and any(out.iterdir()) and not _is_fictional(delivery):
        raise VoortgangError(
            f"De map {out} bevat bestanden die niet van de simulator zijn. Kies een lege of nieuwe map met --out."
        )
    out.mkdir(parents=True, exist_ok=True)
    for extract in EXTRACTS:
        for file_format in get_args(FileFormat):
            (out / f"{extract}.{file_format}").unlink(missing_ok=True)
    description = f"Fictieve levering, gemaakt door de simulator (seed {seed})"
    content = f'delivered_on = {until}\nfictional = true\ndescription = "{description}"\n'
    delivery.write_text(content + "".join(map(_event, events)), encoding="utf-8")


def _event(event: tuple[date, str, str]) -> str:
    """A fictional event from which the process is another one: a new segment in control charts."""
    happened_on, kind, title = event
    return f'\n[[events]]\nhappened_on = {happened_on}\ntitle = "{title}"\nkind = "{kind}"\nis_break = true\n'


def _is_fictional(delivery: Path) -> bool:
    if not delivery.is_file():
        return False
    try:
        return tomllib.loads(delivery.read_text(encoding="utf-8")).get("fictional") is True
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return False
