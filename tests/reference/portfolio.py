"""Twins of the figures about IV days: from the delivered rows, project by project, in plain Python."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

from voortgang.pipeline.selection import Selection
from voortgang.settings import REFERENCE

ORDER = ("begroting", "herijking_1", "herijking_2", "herijking_3")
Row = tuple[Any, ...]
Rows = list[dict[str, Any]]


@dataclass
class Days:
    """The delivered rows about IV days, by the contracts' English names."""

    capacity: Rows
    projects: Rows
    divided: Rows
    realised: Rows


@dataclass
class Stand:
    """What one project asked and got in one baseline."""

    baseline: dict[str, Any]
    requested: Fraction | int
    allocated: Fraction | int
    reason: str | None
    before: "Stand | None"

    @property
    def moved(self) -> Fraction | int:
        return self.allocated - self.before.allocated if self.before else 0


def reference(name: str) -> Rows:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def assumed(name: str) -> str:
    return next(row["value"] for row in reference("iv_assumptions") if row["name"] == name)


def vm_numbers() -> dict[int, tuple[str, bool]]:
    """Per VM number the measure and whether one of its rows names IV."""
    found: dict[int, tuple[str, bool]] = {}
    for row in reference("measures"):
        says_iv = "IV-afhankelijkheid" in row["reasons"] or row["depends_on"] == "IV-modernisering"
        for text in filter(None, row["vm_numbers"].split("|")):
            found[int(text)] = (row["measure"], found.get(int(text), ("", False))[1] or says_iv)
    return found


def category(project: dict[str, Any]) -> str:
    if project.get("category"):
        return project["category"]
    return assumed("recovery_category") if project.get("is_recovery") else "onbekend"


def ground(project: dict[str, Any]) -> str:
    if project.get("ground"):
        return project["ground"]
    return "instandhouding" if category(project) == "instandhouding" else "onbekend"


def linked(project: dict[str, Any], name: str) -> list[int]:
    """The VM numbers that exist, each once, in order."""
    texts = (project.get(name) or "").split("|")
    return sorted({int(text) for text in texts if text.strip().isdigit()} & set(vm_numbers()))


def predecessors(days: Days, project: dict[str, Any]) -> list[str]:
    named = {text.strip() for text in (project.get("depends_on") or "").split("|")}
    return sorted(named & {each["project"] for each in days.projects})


def baselines(days: Days, year: int, chain: str) -> Rows:
    found = [row for row in days.capacity if (row["year"], row["chain"]) == (year, chain)]
    return sorted(found, key=lambda row: ORDER.index(row["baseline"]))


def stands(days: Days, project: dict[str, Any], year: int, as_of: date) -> list[Stand]:
    """Of a project that some baseline of the year names: every baseline that was set, in order."""
    rows = [row for row in days.divided if (row["project"], row["year"]) == (project["project"], year)]
    if not rows:
        return []
    found: list[Stand] = []
    for baseline in baselines(days, year, project["chain"]):
        row = next((row for row in rows if row["baseline"] == baseline["baseline"]), {})
        before = found[-1] if found else None
        found.append(Stand(baseline, row.get("requested", 0), row.get("allocated", 0), row.get("reason"), before))
    return [stand for stand in found if stand.baseline["set_on"] <= as_of]


def last_day(month_on: date) -> date:
    return (month_on.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def booked_months(days: Days, year: int, as_of: date) -> int:
    """Whole months of the year, through the last of which anybody booked days."""
    through = max((row["month_on"] for row in days.realised), default=date.min)
    months = [date(year, month, 1) for month in range(1, 13)]
    return sum(month <= through and last_day(month) <= as_of for month in months)


def worked(days: Days, project: dict[str, Any], year: int, as_of: date) -> dict[int, Fraction]:
    return {
        row["month_on"].month: row["days"]
        for row in days.realised
        if row["project"] == project["project"] and row["month_on"].year == year and last_day(row["month_on"]) <= as_of
    }


def year_of(chosen: Selection) -> int:
    return chosen.year or chosen.as_of.year


def in_chain(days: Days, chosen: Selection) -> Rows:
    return [each for each in days.projects if chosen.chain in (None, each["chain"])]


def by_part(rows: Rows, chosen: Selection) -> Iterator[tuple[str, str | None, Rows]]:
    names: dict[str, Callable[[dict[str, Any]], str]] = {
        "project": lambda each: each["project"],
        "category": category,
        "ground": ground,
        "organisation": lambda each: each.get("organisation") or "onbekend",
        "chain": lambda each: each["chain"],
    }
    of = names[chosen.iv_split]
    for part in sorted({of(each) for each in rows}):
        group = [each for each in rows if of(each) == part]
        yield part, group[0]["name"] if chosen.iv_split == "project" else None, group


def busy(days: Days, chosen: Selection) -> Rows:
    """Projects with a baseline, or with work, in the year."""
    year = year_of(chosen)
    return [
        each
        for each in in_chain(days, chosen)
        if stands(days, each, year, chosen.as_of) or sum(worked(days, each, year, chosen.as_of).values()) > 0
    ]


def expected(days: Days, project: dict[str, Any], chosen: Selection) -> Fraction | int:
    year = year_of(chosen)
    months = booked_months(days, year, chosen.as_of)
    if months:
        return Fraction(sum(worked(days, project, year, chosen.as_of).values())) * 12 / months
    return stands(days, project, year, chosen.as_of)[-1].allocated


def iv_days(days: Days, chosen: Selection) -> list[Row]:
    rows, year = [], year_of(chosen)
    for part, name, group in by_part(busy(days, chosen), chosen):
        known = [found for each in group if (found := stands(days, each, year, chosen.as_of))]
        first, last = sum(each[0].allocated for each in known), sum(each[-1].allocated for each in known)
        unmet = sum(max(each[-1].requested - each[-1].allocated, 0) for each in known)
        asked = sum(each[-1].requested for each in known)
        done = sum(sum(worked(days, each, year, chosen.as_of).values()) for each in group)
        ahead = sum(expected(days, each, chosen) for each in group)
        figures = [float(each) for each in (first, asked, last, unmet, done, ahead, ahead - first, ahead - last)]
        rows.append((part, name, len(group), *figures))
    return rows


def iv_days_by_baseline(days: Days, chosen: Selection) -> list[Row]:
    rows, year = [], year_of(chosen)
    for part, name, group in by_part(in_chain(days, chosen), chosen):
        found = [stand for each in group for stand in stands(days, each, year, chosen.as_of)]
        for baseline in ORDER:
            here = [stand for stand in found if stand.baseline["baseline"] == baseline]
            if here:
                asked, got = sum(each.requested for each in here), sum(each.allocated for each in here)
                unmet = sum(max(each.requested - each.allocated, 0) for each in here)
                rows.append((baseline, part, name, len(here), float(asked), float(got), float(unmet)))
    return sorted(rows, key=lambda row: row[:2])


def set_baselines(days: Days, chosen: Selection) -> Iterator[tuple[dict[str, Any], list[tuple[dict[str, Any], Stand]]]]:
    """Every baseline of the year that was set, with each project's stand in it."""
    year = year_of(chosen)
    for chain in sorted({row["chain"] for row in days.capacity}):
        for baseline in baselines(days, year, chain):
            if baseline["set_on"] <= chosen.as_of and chosen.chain in (None, chain):
                yield (
                    baseline,
                    [
                        (each, stand)
                        for each in days.projects
                        if each["chain"] == chain
                        for stand in stands(days, each, year, chosen.as_of)
                        if stand.baseline is baseline
                    ],
                )


def iv_capacity(days: Days, chosen: Selection) -> list[Row]:
    rows = []
    for row, found in set_baselines(days, chosen):
        got, asked = sum(stand.allocated for _, stand in found), sum(stand.requested for _, stand in found)
        projects = sum(stand.allocated > 0 for _, stand in found)
        figures = [float(each) for each in (row["days"], asked, got, row["days"] - got, got - row["days"])]
        told = (row["chain"], row["baseline"], row["set_on"], row["set_by"], projects)
        rows.append((*told, *figures, got > row["days"], row["source"]))
    return rows


def iv_maintenance(days: Days, chosen: Selection) -> list[Row]:
    rows: list[Row] = []
    for row, found in set_baselines(days, chosen):
        got = sum(stand.allocated for _, stand in found)
        kept = sum(stand.allocated for each, stand in found if category(each) == "instandhouding")
        recovery = sum(stand.allocated for each, stand in found if each.get("is_recovery"))
        guessed = sum(s.allocated for each, s in found if each.get("is_recovery") and not each.get("category"))
        shares = (float(kept) / float(got), float(recovery) / float(got)) if got else (None, None)
        projects = sum(stand.allocated > 0 for _, stand in found)
        figures = [float(each) for each in (got, kept, recovery, guessed)]
        if found:
            share = float(assumed("maintenance_share"))
            rows.append((row["chain"], row["baseline"], projects, *figures, *shares, share))
    return rows


def iv_citizens(days: Days, chosen: Selection) -> list[Row]:
    rows: list[Row] = []
    least = chosen.citizens_score_from or int(assumed("citizens_score_from"))
    for row, found in set_baselines(days, chosen):
        kept = sum(stand.allocated for each, stand in found if category(each) == "instandhouding")
        others = [(each, stand) for each, stand in found if category(each) != "instandhouding"]
        owed = sum(stand.allocated for each, stand in others if each.get("is_mandatory"))
        chosen_ones = [
            stand.allocated
            for each, stand in others
            if not each.get("is_mandatory") and (each.get("citizens_score") or 0) >= least
        ]
        room = row["days"] - kept - owed
        share = float(sum(chosen_ones)) / float(room) if room > 0 else None
        figures = [float(each) for each in (row["days"], kept, owed, room, sum(chosen_ones))]
        projects = sum(each > 0 for each in chosen_ones)
        rows.append((row["chain"], row["baseline"], projects, *figures, share, least))
    return rows


def iv_burn_up(days: Days, chosen: Selection) -> list[Row]:
    rows: list[Row] = []
    year = year_of(chosen)
    booked = booked_months(days, year, chosen.as_of)
    for part, name, group in by_part(busy(days, chosen), chosen):
        if chosen.iv_part not in (None, part):
            continue
        known = [found for each in group if (found := stands(days, each, year, chosen.as_of))]
        first, last = (float(sum(each[at].allocated for each in known)) for at in (0, -1))
        done = [worked(days, each, year, chosen.as_of) for each in group]
        per_month = [float(sum(each.get(month, 0) for each in done)) for month in range(1, booked + 1)]
        for month in range(1, 13):
            is_booked = month <= booked
            so_far = sum(per_month[:month])
            ahead = so_far * month / booked if booked else last * month / 12
            told = (per_month[month - 1], so_far) if is_booked else (None, None)
            forecast = float(ahead) if month >= booked else None
            rows.append((part, name, date(year, month, 1), len(group), *told, forecast, first, last))
    return rows


def iv_moves(days: Days, chosen: Selection) -> list[Row]:
    rows: list[Row] = []
    for row, found in set_baselines(days, chosen):
        moved = [stand for _, stand in found if stand.moved]
        for reason in sorted({stand.reason or "onbekend" for stand in moved}):
            sizes = [stand.moved for stand in moved if (stand.reason or "onbekend") == reason]
            added, cut = sum(max(each, 0) for each in sizes), sum(max(-each, 0) for each in sizes)
            told = (row["chain"], row["baseline"], row["set_on"], row["set_by"], reason, len(sizes))
            rows.append((*told, float(added), float(cut), float(sum(sizes))))
    return rows


def _listed(numbers: list[Any]) -> str | None:
    return ", ".join(str(each) for each in numbers) or None


def iv_cut_projects(days: Days, chosen: Selection) -> list[Row]:
    rows: list[Row] = []
    for year in {row["year"] for row in days.divided}:
        for each in in_chain(days, chosen):
            known = stands(days, each, year, chosen.as_of)
            for stand in known:
                if stand.before and stand.moved < 0:
                    row = stand.baseline
                    told = (year, row["baseline"], stand.before.baseline["baseline"], row["set_on"], row["set_by"])
                    after = (stand.before.allocated, stand.allocated, known[-1].allocated, -stand.moved)
                    sizes = tuple(map(float, after))
                    links = _listed(linked(each, "measures")), _listed(linked(each, "unlocks"))
                    who = (each["project"], each["name"], each["chain"])
                    rows.append((*told, *who, *sizes, stand.reason or "onbekend", *links))
    return sorted(rows, key=lambda row: (row[0], row[1], row[5]))


def state(days: Days, project: dict[str, Any], year: int, as_of: date) -> tuple[str, float, float, float]:
    """What became of its request, with the days asked, got and worked in the year."""
    years = {row["year"] for row in days.divided}
    asked = {each: found[-1].requested for each in years if (found := stands(days, project, each, as_of))}
    now = stands(days, project, year, as_of)
    requested, allocated = (now[-1].requested, now[-1].allocated) if now else (0, 0)
    done = sum(worked(days, project, year, as_of).values())
    is_later = any(each > year and asked[each] > 0 for each in asked)
    if requested > 0:
        if done >= requested:
            told = "iv_later" if is_later else "iv_done"
        elif allocated == 0:
            told = "iv_not_allocated"
        else:
            told = "iv_partly_allocated" if allocated < requested else "iv_allocated"
    elif is_later:
        told = "iv_later"
    else:
        told = "iv_done" if any(each < year and asked[each] > 0 for each in asked) else "iv_not_requested"
    return told, float(requested), float(allocated), float(done)


def waits_for(days: Days, number: int) -> dict[str, str]:
    """Every project that this measure waits for, and how it is linked: nearest counts."""
    by_code = {each["project"]: each for each in days.projects}
    executes = {code for code, each in by_code.items() if number in linked(each, "measures")}
    unlocks = {code for code, each in by_code.items() if number in linked(each, "unlocks")}
    reached, todo = set(), [*executes, *unlocks]
    while todo:
        new = set(predecessors(days, by_code[todo.pop()])) - reached
        reached |= new
        todo += new
    return dict.fromkeys(reached, "precedes") | dict.fromkeys(unlocks, "unlocks") | dict.fromkeys(executes, "executes")


def iv_waiting_measures(days: Days, chosen: Selection) -> list[Row]:
    rows: list[Row] = []
    names = {each["project"]: each for each in days.projects}
    for number, (measure, says_iv) in sorted(vm_numbers().items()):
        links = waits_for(days, number)
        for code in sorted(links):
            told, *sizes = state(days, names[code], year_of(chosen), chosen.as_of)
            if told != "iv_done":
                rows.append((number, measure, says_iv, code, names[code]["name"], links[code], told, *sizes))
        if not links and says_iv:
            rows.append((number, measure, says_iv, None, None, None, "iv_no_project", None, None, None))
    return rows


def iv_projects(days: Days, chosen: Selection) -> list[Row]:
    rows = []
    for each in sorted(in_chain(days, chosen), key=lambda each: each["project"]):
        is_recovery = bool(each.get("is_recovery"))
        sizes = [None if (size := each.get(name)) is None else float(size) for name in ("min_days", "max_days")]
        links = _listed(linked(each, "measures")), _listed(linked(each, "unlocks"))
        scores = [each.get(name) for name in ("citizens_score", "businesses_score", "continuity_score")]
        rows.append(
            (
                *(each["project"], each["name"], category(each), is_recovery and not each.get("category")),
                *(ground(each), each["chain"], each.get("organisation") or "onbekend"),
                *(bool(each.get("is_mandatory")), is_recovery, each.get("is_scalable"), *sizes),
                *(_listed(predecessors(days, each)), *links, *scores, each.get("scored_by"), each.get("scored_on")),
            )
        )
    return rows


def iv_assumptions(_days: Days, _chosen: Selection) -> list[Row]:
    labels = {row["code"]: row["label"] for row in reference("code_lists") if row["list"] == "iv_category"}
    return sorted(
        (row["name"], labels.get(row["value"], row["value"].replace(".", ",")), row["explanation"])
        for row in reference("iv_assumptions")
    )


def last_baselines(
    days: Days, chosen: Selection
) -> dict[str, tuple[dict[str, Any], list[tuple[dict[str, Any], Stand]]]]:
    """Per chain the last baseline of the year that was set."""
    return {row["chain"]: (row, found) for row, found in set_baselines(days, chosen)}


def left_over(days: Fraction | int) -> str:
    return "iv_over_committed" if days < 0 else "iv_free"


def iv_division(days: Days, chosen: Selection) -> list[Row]:
    rows: list[Row] = []
    for chain, (row, found) in sorted(last_baselines(days, chosen).items()):
        got = [(each, stand.allocated) for each, stand in found if stand.allocated > 0]
        for each, size in sorted(got, key=lambda pair: (category(pair[0]), pair[0]["project"])):
            is_assumed = bool(each.get("is_recovery")) and not each.get("category")
            told = (chain, row["baseline"], category(each), is_assumed, each["project"], each["name"])
            rows.append((*told, float(size)))
        free = row["days"] - sum(size for _, size in got)
        rows.append((chain, row["baseline"], left_over(free), False, None, None, float(free)))
    return rows


def iv_capacity_by_part(days: Days, chosen: Selection) -> list[Row]:
    rows: list[Row] = []
    baselines_set = list(set_baselines(days, chosen))
    for baseline in ORDER:
        here = [(row, found) for row, found in baselines_set if row["baseline"] == baseline]
        projects = [each for _, found in here for each, _ in found]
        sizes = {each["project"]: stand.allocated for _, found in here for each, stand in found}
        for part, name, group in by_part(projects, chosen):
            got = sum(sizes[each["project"]] for each in group)
            if got > 0:
                rows.append((baseline, part, name, float(got)))
        free = [row["days"] - sum(stand.allocated for _, stand in found) for row, found in here]
        for part in ("iv_free", "iv_over_committed"):
            if of_part := [each for each in free if left_over(each) == part]:
                rows.append((baseline, part, None, float(sum(of_part))))
    return rows


def iv_course(days: Days, chosen: Selection) -> list[Row]:
    found = [(row, pairs) for row, pairs in set_baselines(days, chosen) if pairs]
    if not found:
        return []
    firsts = [(row, pairs) for row, pairs in found if row is baselines(days, row["year"], row["chain"])[0]]
    names = {row["baseline"] for row, _ in firsts}
    sizes = sum(stand.allocated for _, pairs in firsts for _, stand in pairs)
    first = names.pop() if len(names) == 1 else "iv_first"
    rows: list[Row] = [(1, first, max(row["set_on"] for row, _ in firsts), float(sizes), None)]
    for number, baseline in enumerate(ORDER[1:], start=2):
        later = [(row, pairs) for row, pairs in found if row["baseline"] == baseline and (row, pairs) not in firsts]
        if later:
            moved = sum(stand.moved for _, pairs in later for _, stand in pairs)
            rows.append((number, baseline, max(row["set_on"] for row, _ in later), float(moved), None))
    year = year_of(chosen)
    last = sum(stand.allocated for _, pairs in last_baselines(days, chosen).values() for _, stand in pairs)
    done = sum(sum(worked(days, each, year, chosen.as_of).values()) for each in in_chain(days, chosen))
    booked = booked_months(days, year, chosen.as_of)
    ahead = float(Fraction(done) * 12 / booked) if booked else float(last)
    ends = [(10, "iv_last", float(last), None), (11, "iv_to_forecast", ahead - float(last), None)]
    ends.append((12, "iv_forecast", ahead, float(done)))
    return [*rows, *((number, step, None, size, worked_days) for number, step, size, worked_days in ends)]


def iv_by_assumption(days: Days, chosen: Selection) -> list[Row]:
    is_within = chosen.maintenance_within
    if is_within is None:
        is_within = assumed("maintenance_within_chain_days") == "ja"
    last = last_baselines(days, chosen).values()
    share = Fraction(assumed("maintenance_share")) if is_within else 0
    expected = float(sum(row["days"] for row, _ in last) * share)
    counted: dict[str, list[tuple[bool, Fraction | int]]] = {}
    for each, stand in (pair for _, pairs in last for pair in pairs):
        is_assumed = bool(each.get("is_recovery")) and not each.get("category")
        name = (chosen.recovery_category or category(each)) if is_assumed else category(each)
        if stand.allocated > 0:
            counted.setdefault(name, []).append((is_assumed, stand.allocated))
    total = float(sum(size for sizes in counted.values() for _, size in sizes))
    rows: list[Row] = []
    for name, sizes in sorted(counted.items()):
        own, guessed = (float(sum(size for is_it, size in sizes if is_it is kind)) for kind in (False, True))
        wanted = expected if name == "instandhouding" else None
        rows.append((name, len(sizes), own, guessed, own + guessed, (own + guessed) / total, wanted))
    return rows


def differences(days: Days, chosen: Selection) -> dict[tuple[str, str], float]:
    """Per chain and herijking how much more was allocated than in the baseline before, of the totals alone."""
    totals = [
        (row["chain"], row["baseline"], float(sum(stand.allocated for _, stand in found)))
        for row, found in set_baselines(days, chosen)
    ]
    return {
        (chain, baseline): now - before
        for (before_chain, _, before), (chain, baseline, now) in pairwise(totals)
        if before_chain == chain
    }


IV_TWINS: dict[str, Callable[[Days, Selection], list[Row]]] = {
    twin.__name__: twin
    for twin in (
        iv_assumptions,
        iv_burn_up,
        iv_by_assumption,
        iv_capacity,
        iv_capacity_by_part,
        iv_citizens,
        iv_course,
        iv_cut_projects,
        iv_days,
        iv_days_by_baseline,
        iv_division,
        iv_maintenance,
        iv_moves,
        iv_projects,
        iv_waiting_measures,
    )
}
