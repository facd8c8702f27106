"""Per rule about IV days a portfolio that breaks it once, and the example that is shown."""

from datetime import date
from typing import Any

from tests.small_delivery import SOUND_IV

BEGIN: dict[str, Any] = {"project": "P1"}
NEXT: dict[str, Any] = {"baseline": "herijking_1", "set_on": date(2025, 3, 24)}
NOW: dict[str, Any] = {"project": "P1", "baseline": "herijking_1"}
TWO: dict[str, Any] = {"iv_capacity": [{}, NEXT]}


def projects(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"iv_projects": [{"project": f"P{number}"} | row for number, row in enumerate(rows, start=1)]}


def divided(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"iv_requests_allocations": list(rows)}


def worked(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"iv_realised": [BEGIN | row for row in rows]}


CASES: dict[str, tuple[dict[str, Any], str]] = {
    "iv_baseline_skipped": (
        {"iv_capacity": [{}, NEXT | {"baseline": "herijking_2"}]} | divided(BEGIN, NOW | {"baseline": "herijking_2"}),
        "rij 2",
    ),
    "iv_baseline_states_every_project": (
        TWO | projects({}, {}) | divided(BEGIN, {"project": "P2", "allocated": 0}, NOW),
        "P2, 2025, herijking_1",
    ),
    "iv_baselines_in_order": (
        {"iv_capacity": [{}, NEXT | {"set_on": date(2024, 12, 15)}]} | divided(BEGIN, NOW),
        "rij 2",
    ),
    "iv_change_with_reason": (
        TWO | divided(BEGIN, NOW | {"allocated": 9.5}),
        "P1, 2025, herijking_1",
    ),
    "iv_known_baseline": (divided(BEGIN, NOW), "rij 2"),
    "iv_known_measures": (
        projects({"measures": "1|44", "unlocks": "6"}, {"measures": "7"}, {"unlocks": "1,15"}, {"measures": "45|1"}),
        "maatregelen, rij 2; maatregelen, rij 4; ontgrendelt, rij 3",
    ),
    "iv_known_predecessor": (projects({"depends_on": "P2"}, {"depends_on": "P1x|P9"}), "rij 2"),
    "iv_known_project": (
        divided(BEGIN, {"project": "P9"}) | worked({}, {"project": "p1"}),
        "iv_realised, rij 2; iv_requests_allocations, rij 2",
    ),
    "iv_listed_once": (
        projects({}, {"project": "P1"}) | worked({}, {"month_on": date(2025, 1, 31)}),
        "iv_projects, rij 1; iv_projects, rij 2; iv_realised, rij 1; iv_realised, rij 2",
    ),
    "iv_no_dependency_cycle": (
        projects({"depends_on": "P2"}, {"depends_on": "P3"}, {"depends_on": "P1"}, {"depends_on": "P1"}),
        "P1; P2; P3",
    ),
    "iv_nothing_after_delivery": (
        worked({}, {"month_on": date(2025, 7, 1)}) | projects({"scored_on": date(2025, 7, 1)}),
        "iv_projects, rij 1; iv_realised, rij 2",
    ),
    "iv_project_with_category": (
        projects(
            {},
            {"category": None},
            {"category": None, "is_recovery": True},
            {"ground": None},
            {"category": "instandhouding", "ground": None},
        ),
        "rij 2; rij 4",
    ),
    "iv_realised_with_allocation": (
        projects({}, {}, {})
        | divided(BEGIN, {"project": "P2", "allocated": 0})
        | worked({}, {"month_on": date(2024, 12, 1)}, {"project": "P2"}, {"project": "P3", "days": 0}),
        "rij 2; rij 3",
    ),
    "iv_score_with_source": (
        projects(
            {"citizens_score": 3},
            {"citizens_score": 3, "scored_by": None},
            {"continuity_score": 0, "scored_on": None},
            {"scored_by": None},
        ),
        "rij 2; rij 3",
    ),
    "iv_within_capacity": (
        divided(BEGIN | {"requested": 101, "allocated": "100.25"}),
        "2025, keten A, begroting, 0.25",
    ),
    "iv_within_request": (
        projects({}, {}) | divided(BEGIN, {"project": "P2", "allocated": 10.5}),
        "rij 2",
    ),
}
BROKEN_IV = {name: (SOUND_IV | changed, examples) for name, (changed, examples) in CASES.items()}
