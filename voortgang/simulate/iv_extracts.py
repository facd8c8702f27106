"""The four extracts about IV days as Arrow batches with the Dutch column names of the contracts."""

from datetime import date

import pyarrow as pa

from voortgang.simulate.extracts import Batches
from voortgang.simulate.iv_days import (
    BASELINES,
    FIRST_YEAR,
    allocations,
    capacity,
    known_baselines,
    realised,
    set_on,
    years,
)
from voortgang.simulate.portfolio import CHAIN, PROJECTS

SOURCE = "fictief: berekend uit de aannamen bij de IV-dagen"
SET_BY = ("bestuurlijk_overleg", "portfolio_overleg", "portfolio_overleg", "portfolio_overleg")


def iv_extracts(until: date, seed: int) -> dict[str, Batches]:
    """What is known on `until`, by extract; the same for the same seed."""
    return {
        "iv_capacity": _capacity(until),
        "iv_projects": _projects(until),
        "iv_requests_allocations": _requests_allocations(until, seed),
        "iv_realised": _realised(until, seed),
    }


def _capacity(until: date) -> Batches:
    rows = [(year, place) for year in years(until) for place in known_baselines(year, until)]
    yield pa.RecordBatch.from_pydict(
        {
            "jaar": [year for year, _ in rows],
            "keten": [CHAIN for _ in rows],
            "stand": [BASELINES[place] for _, place in rows],
            "dagen": [capacity(place) for _, place in rows],
            "vastgesteld_op": [set_on(*row) for row in rows],
            "vastgesteld_door": [SET_BY[place] for _, place in rows],
            "bron": [SOURCE for _ in rows],
        }
    )


def _projects(until: date) -> Batches:
    scored_on = date(min(FIRST_YEAR, until.year) - 1, 11, 18)
    yield pa.RecordBatch.from_pydict(
        {
            "project": [each.code for each in PROJECTS],
            "naam": [each.name for each in PROJECTS],
            "categorie": pa.array([each.category for each in PROJECTS], pa.string()),
            "grond": pa.array([each.ground for each in PROJECTS], pa.string()),
            "keten": [CHAIN for _ in PROJECTS],
            "organisatie": [each.organisation for each in PROJECTS],
            "verplicht": [_flag(each.is_mandatory) for each in PROJECTS],
            "hersteloperatie": [_flag(each.is_recovery) for each in PROJECTS],
            "maatregelen": _texts([each.measures for each in PROJECTS]),
            "ontgrendelt": _texts([each.unlocks for each in PROJECTS]),
            "hangt_af_van": _texts([each.depends_on for each in PROJECTS]),
            "schaalbaar": [_flag(each.is_scalable) for each in PROJECTS],
            "min_dagen": [each.min_days for each in PROJECTS],
            "max_dagen": [each.max_days for each in PROJECTS],
            "score_burgers": [each.scores[0] for each in PROJECTS],
            "score_bedrijven": [each.scores[1] for each in PROJECTS],
            "score_continuiteit": [each.scores[2] for each in PROJECTS],
            "gescoord_door": ["keten_overleg" for _ in PROJECTS],
            "gescoord_op": [scored_on for _ in PROJECTS],
        }
    )


def _flag(value: bool) -> str:
    return "ja" if value else "nee"


def _texts(texts: list[str]) -> pa.Array:
    return pa.array([text or None for text in texts], pa.string())


def _requests_allocations(until: date, seed: int) -> Batches:
    rows = [row for year in years(until) for row in allocations(year, until, seed)]
    yield pa.RecordBatch.from_pydict(
        {
            "project": [row.project.code for row in rows],
            "jaar": [row.year for row in rows],
            "stand": [BASELINES[row.baseline] for row in rows],
            "gevraagd": [row.requested for row in rows],
            "toegekend": [row.allocated for row in rows],
            "reden": pa.array([row.reason for row in rows], pa.string()),
        }
    )


def _realised(until: date, seed: int) -> Batches:
    rows = [row for year in years(until) for row in realised(year, until, seed)]
    yield pa.RecordBatch.from_pydict(
        {
            "project": pa.array([project.code for project, _, _ in rows], pa.string()),
            "maand": pa.array([month_on for _, month_on, _ in rows], pa.date32()),
            "dagen": pa.array([days for _, _, days in rows], pa.float64()),
        }
    )
