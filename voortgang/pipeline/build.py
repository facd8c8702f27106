"""Build a warehouse from a delivery: read, check, compute, publish; or refuse and change nothing."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import duckdb

from voortgang.errors import DeliveryRefused
from voortgang.pipeline import record
from voortgang.pipeline.contracts import EXTRACTS, Contract, contracts
from voortgang.pipeline.deliveries import Delivery, fingerprint, refuse_when_changed, sha256
from voortgang.pipeline.engines import build_connection
from voortgang.pipeline.findings import Finding, critical
from voortgang.pipeline.mappings import Mapping
from voortgang.pipeline.marts import MARTS, compute_marts
from voortgang.pipeline.problems import explained, require_space
from voortgang.pipeline.progress import Progress, Silent, advancing
from voortgang.pipeline.publishing import building, publish
from voortgang.pipeline.rules import broken, rules
from voortgang.pipeline.staging import as_announced, batches, stage_absent, stage_extract, staged_rows
from voortgang.settings import Settings

REPORT = "controles"
"""folder with the report of Great Expectations per extract"""


@dataclass
class Workshop:
    """What the steps of one build share."""

    connection: duckdb.DuckDBPyConnection
    delivery: Delivery
    mapping: Mapping | None
    settings: Settings
    folder: Path
    progress: Progress
    findings: list[Finding] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str, total: int | None = None) -> Iterator[None]:
        """Time and show one step; critical findings at its end refuse the delivery."""
        self.progress.start(name, total)
        started = perf_counter()
        yield
        self.seconds[name] = perf_counter() - started
        _refuse_when_critical(self.findings)


@dataclass(frozen=True)
class Published:
    """A finished build."""

    build_id: str
    path: Path
    findings: tuple[Finding, ...]
    seconds: dict[str, float]


def build(
    delivery: Delivery,
    published: Path,
    settings: Settings,
    mapping: Mapping | None = None,
    *,
    expectations: bool = True,
    progress: Progress | None = None,
) -> Published:
    """Publish `delivery` as the warehouse behind the link `published`.

    Raises DeliveryRefused, with every critical finding, or VoortgangError for trouble with disk or another build;
    then nothing is published and what was published stays. `expectations=False` leaves Great Expectations out, which
    only the benchmark does.
    """
    build_id = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{delivery.delivered_on}"
    with explained(published), building(published, build_id) as folder, ThreadPoolExecutor(1) as aside:
        require_space(folder, sum(path.stat().st_size for path in delivery.files.values()))
        before = fingerprint(delivery)
        # hashing needs no DuckDB and no lock: it runs beside the reading
        hashes = {extract: aside.submit(sha256, path) for extract, path in delivery.files.items()}
        warehouse = folder / "warehouse.duckdb"
        connection = build_connection(warehouse, folder / "staging.duckdb", settings)
        workshop = Workshop(connection, delivery, mapping, settings, folder, progress or Silent())
        try:
            _fill(workshop, record.previous_requests(published, mapping), expectations)
            wait(hashes.values())
            refuse_when_changed(delivery, before)
            _write_record(workshop, build_id, hashes)
            # here and not in close, which keeps silent when the disk is full
            connection.execute("checkpoint")
        finally:
            connection.close()
        workshop.progress.start("Publiceren", None)
        path = publish(warehouse, folder / REPORT, published, build_id, settings.kept_builds)
    return Published(build_id, path, tuple(workshop.findings), workshop.seconds)


def _fill(workshop: Workshop, previous_requests: int | None, expectations: bool) -> None:
    with workshop.step("Lezen en omzetten", len(EXTRACTS)):
        _stage(workshop)
    if expectations:
        rows = sum(staged_rows(workshop.connection, extract) for extract in EXTRACTS)
        with workshop.step("Controleren per rij", rows):
            _check_rows(workshop)
    with workshop.step("Termijnen en standen berekenen", len(MARTS)):
        about = workshop.delivery
        known = {
            "delivered_on": about.delivered_on,
            "closed_since": about.closed_since,
            "counting": workshop.settings.counting,
        }
        for _mart in compute_marts(workshop.connection, known):
            workshop.progress.advance()
    with workshop.step("Controleren over rijen heen", len(rules())):
        _check_rules(workshop, previous_requests)


def _stage(workshop: Workshop) -> None:
    for contract in contracts().values():
        workshop.findings += _staged(workshop, contract)
        workshop.progress.advance()


def _staged(workshop: Workshop, contract: Contract) -> list[Finding]:
    path = workshop.delivery.files.get(contract.extract)
    shape = workshop.mapping.extracts.get(contract.extract) if workshop.mapping else None
    if path is None:
        stage_absent(workshop.connection, contract, workshop.folder)
        return []
    try:
        found = stage_extract(workshop.connection, contract, path, shape, workshop.folder, workshop.settings)
    except DeliveryRefused as refusal:
        # the other files are still looked at, so that one delivery needs one round of repair
        return [Finding("critical", contract.extract, "leesbaar_bestand", str(refusal), 1)]
    announced = workshop.delivery.announced_rows.get(contract.extract)
    return found + as_announced(workshop.connection, contract, announced)


def _check_rows(workshop: Workshop) -> None:
    from voortgang.pipeline.checks import check_extract  # its import takes seconds and only a build needs it

    for contract in contracts().values():
        rows = batches(workshop.connection, contract, workshop.settings.batch_rows)
        shown = advancing(workshop.progress, rows)
        workshop.findings += check_extract(contract, shown, workshop.delivery.delivered_on, workshop.folder / REPORT)


def _check_rules(workshop: Workshop, previous_requests: int | None) -> None:
    parameters: dict[str, object] = {
        "delivered_on": workshop.delivery.delivered_on,
        "previous_requests": previous_requests,
        "bsn_share": workshop.settings.bsn_share,
    }
    for rule in rules():
        workshop.findings += broken(workshop.connection, rule, parameters)
        workshop.progress.advance()


def _refuse_when_critical(findings: list[Finding]) -> None:
    serious = critical(findings)
    if serious:
        sentences = "\n".join(f"- {finding.sentence()}" for finding in serious)
        raise DeliveryRefused(f"De levering is geweigerd; er is niets gepubliceerd.\n{sentences}")


def _write_record(workshop: Workshop, build_id: str, hashes: dict[str, Future[str]]) -> None:
    record.write(
        workshop.connection,
        build_id,
        workshop.delivery,
        workshop.mapping,
        workshop.settings,
        {extract: digest.result() for extract, digest in hashes.items()},
        workshop.findings,
        workshop.seconds,
    )
