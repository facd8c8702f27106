"""A protected result for every kind of figure, in every size and state that a reader meets."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from shown import MONTHS, shown

from voortgang import charts
from voortgang.methods.disclosure import Protected
from voortgang.pipeline.derived import derive
from voortgang.pipeline.metrics import metric

Rows = list[tuple[Any, ...]]
MONTHS_24 = [date(2023 + (6 + at) // 12, (6 + at) % 12 + 1, 1) for at in range(24)]
WEEKS_104 = [date(2023, 7, 3) + timedelta(weeks=at) for at in range(104)]
TERTALEN = [date(2023 + at // 3, 4 * (at % 3) + 1, 1) for at in range(7)]
LETTERS = [date(2023, 5, 1), date(2023, 11, 1), date(2024, 5, 1), date(2024, 11, 1), date(2025, 5, 1)]
TEAMS = ("Noord", "Zuid", "Taskforce")
RULES = (
    "Besloten in de periode, binnen acht weken (K1)",
    "Besloten in de periode, binnen de wettelijke termijn (K2)",
    "Besloten in de periode, binnen de eigen uiterste datum",
    "Ontvangen in de periode, binnen acht weken (K3)",
)
EXCLUSIONS = ("ingetrokken", "ingetrokken", "ingetrokken of zonder uiterste datum", "ingetrokken of nog niet rijp")
STEPS = (
    "gemiddelde in de eerste periode",
    "door de leeftijd van wat is afgerond",
    "door het tempo bij gelijke leeftijd",
    "gemiddelde in de tweede periode",
)
BREAKS = ((date(2024, 3, 4), "start van de taskforce"), (date(2025, 2, 3), "nieuwe regel voor versnelde afhandeling"))
PERIOD = {"since": date(2024, 11, 1), "until": date(2025, 4, 30), "as_of": date(2025, 6, 30)}
LATEST = PERIOD | {"until": date(2025, 6, 15)}


def wave(at: int, size: int = 100) -> int:
    """Up and down without a pattern that rules would see."""
    return (at * 7919 % 101) * size // 100


def over_time(row: Callable[[int, int], tuple[Any, ...]]) -> Callable[..., Rows]:
    """Rows per period and split value; the last period is partial."""

    def rows(days: Sequence[date], groups: Sequence[str], is_partial: bool = True) -> Rows:
        return [
            (day, group, not is_partial or day != days[-1], *row(at, number))
            for at, day in enumerate(days)
            for number, group in enumerate(groups)
        ]

    return rows


def on_time(at: int, number: int) -> tuple[Any, ...]:
    return 2000 + wave(at, 400), 900 + wave(at, 200) + 100 * number, 1200 + wave(at, 200)


def durations(at: int, number: int) -> tuple[Any, ...]:
    return 2000, 76 - at % 12 - 4 * number, 95 - at % 12


def fast_tracks(at: int, number: int) -> tuple[Any, ...]:
    fast = 500 + wave(at, 200) + 50 * number
    return 2000, fast, 2000 - fast, 21 + at % 5, 76 - at % 12 + 3 * number


def suspensions(at: int, number: int) -> tuple[Any, ...]:
    return 2000, 300 + wave(at, 150) + 30 * number, 12.5, 72.5 - at % 10, 70.6 - at % 10, 1.9


def extensions(at: int, number: int) -> tuple[Any, ...]:
    return 700 + wave(at), 150 + wave(at, 90) + 40 * number


def stocks(at: int, number: int) -> tuple[Any, ...]:
    open_now = 6200 - 40 * at + wave(at, 300) - 1500 * number
    return open_now, open_now * 45 // 100, open_now * 38 // 100


def flow(at: int, number: int) -> tuple[Any, ...]:
    received, decided, withdrawn = 1100 + wave(at, 300), 1150 + wave(at + 3, 250), 60 + wave(at, 20)
    start = 6200 - 1500 * number - 30 * at
    return start, received, decided, withdrawn, received - decided - withdrawn, start + received - decided - withdrawn


def cohort_rows(days: Sequence[date], groups: Sequence[str]) -> Rows:
    """The first are not whole, the last two are not ripe."""
    columns = metric("cohort_on_time").columns
    made = [cohort(day, group, at, len(days)) for at, day in enumerate(days) for group in groups]
    return [tuple(row.get(name) for name in columns) for row in made]


def cohort(day: date, group: str, at: int, periods: int) -> dict[str, Any]:
    keys = {"period_on": day, "split_value": group}
    if periods > 2 and at < periods // 5:
        return keys | {"is_ripe": True, "is_usable": False}
    in_time, open_in_time = 600 + wave(at, 200), max(0, (at - periods + 3) * 260 - 100 if periods > 1 else 0)
    late = 1500 - in_time - open_in_time
    return keys | {
        "is_ripe": open_in_time == 0,
        "is_usable": True,
        "received": 1500,
        "decided_within_norm": in_time,
        "open_within_norm": open_in_time or None,
        "achievable": in_time + open_in_time,
        "late": late,
        "decided_late": late - 100,
        "open_late": 100,
    }


def chance_rows(day: date, groups: Sequence[str]) -> Rows:
    ladder = ((8, 0.42), (11, 0.63), (12, 0.7), (16, 0.93))
    return [
        (day, group, weeks, 1200, chance + 0.02 * number, chance + 0.02 * number - 0.04, chance + 0.02 * number + 0.04)
        for number, group in enumerate(groups)
        for weeks, chance in ladder
    ]


def survival_rows(days: Sequence[date], groups: Sequence[str]) -> Rows:
    """The last period is still open: no median; the one before has no upper limit and no P90."""
    rows = []
    for at, day in enumerate(days):
        for number, group in enumerate(groups):
            median = 66 - at % 9 + 5 * number
            limits = [median, median - 3, median + 4, median + 35]
            if at == len(days) - 2:
                limits[2:] = [None, None]
            if at == len(days) - 1 and at:
                limits = [None, 58, None, None]
            rows.append((day, group, 900, 850, *limits))
    return rows


def flow_chart(days: Sequence[date], flow: str = "received", breaks: Any = (), least: int = 280) -> Protected:
    """As the method makes it, from counts per week."""
    import pandas as pd

    of = 900 if flow in ("suspended", "fast_track") else None
    fte = 61.5 if flow == "productivity" else None
    rows = [
        (day, least + wave(at, 90) + (160 if (at in (30, 29) and len(days) < 31) or at == 60 else 0), of, fte, flow)
        for at, day in enumerate(days)
    ]
    frame = pd.DataFrame(rows, columns=["period_on", "counted", "of_requests", "present_fte", "flow"])
    frame["period_on"] = pd.to_datetime(frame["period_on"])
    made = derive(metric("weekly_flow"), frame, {"breaks": breaks})
    return shown("weekly_flow", list(made.itertuples(index=False, name=None)), flow=flow, **PERIOD)


OVER_TIME = {
    "decided_on_time": (charts.share_against_norm, over_time(on_time)),
    "throughput_time": (charts.throughput_against_norm, over_time(durations)),
    "fast_track_share": (charts.fast_track, over_time(fast_tracks)),
    "suspension": (charts.suspension, over_time(suspensions)),
    "extension": (charts.extension, over_time(extensions)),
    "backlog": (charts.stock, over_time(stocks)),
    "flow": (charts.flows, over_time(flow)),
    "cohort_on_time": (charts.cohorts, cohort_rows),
    "survival": (charts.survival_median, survival_rows),
}
BANDS = ("0-4 weken", "4-8 weken", "8-11 weken", "11-12 weken", "12-16 weken", "meer dan 16 weken")
AGES = [(at, band, 2200 - 300 * at) for at, band in enumerate(BANDS, start=1)]
FALLING_DUE = [(1, 5231, 312, 204), (2, 5231, 655, 421), (4, 5231, 1208, 903)]
CLEARANCE = [("alle", 5231, 1850, 520, 1330, 5231 * 4 / 1850, 5231 * 4 / 1330)]
CLEARANCE_SPLIT = [
    ("Portaal", 2100, 700, 200, 500, 12.0, 16.8),
    ("Telefoon", 1900, 640, 180, 460, 11.875, 16.5),
    ("Hulpverlener of vertegenwoordiger", 1231, 520, 140, 380, 9.47, 12.96),
]
COUNTS = ((1458, 2314, 85), (1610, 2314, 85), (1504, 2190, 209), (1630, 2401, 140))
ON_TIME_RULES = [
    (at, rule, *counts, exclusion)
    for at, (rule, counts, exclusion) in enumerate(zip(RULES, COUNTS, EXCLUSIONS, strict=True), start=1)
]
CLEARING = list(zip(STEPS, (72.6, 9.14, -2.36, 79.38), (2314, 2120, 2120, 2120), strict=True))
DESK_AGES = [
    (at, band, 900 - 90 * at, 40 * at, 700 - 110 * at, 120 - 15 * at) for at, band in enumerate(BANDS, start=1)
]
ACCOUNT = [(5231, 14110, 10800, 1512, 1204, 321, 5231 + 14110 - 10800 - 1512 - 1204 - 321)]
SELECTION_STEPS = (
    "gemiddelde vóór de regel",
    "door de samenstelling",
    "versneld besloten",
    "wel in aanmerking, niet versneld",
    "niet in aanmerking",
    "gemiddelde met de regel",
)
SELECTION_DAYS = ((71.24, 70.1, 72.4), (0.84, 0.2, 1.5), (-6.46, -7.2, -5.7), (-0.5, -0.9, -0.1), (1.66, 0.4, 2.9))
SELECTION = [
    (step, *days, 9120) for step, days in zip(SELECTION_STEPS, (*SELECTION_DAYS, (66.78, 65.2, 68.4)), strict=True)
]
AT_ONCE: dict[str, tuple[Any, ...]] = {
    "survival_chances": (charts.chances, chance_rows(MONTHS[0], ["alle"])),
    "backlog_age": (charts.ages, AGES),
    "falling_due": (charts.falling_due, FALLING_DUE),
    "clearance": (charts.clearance, CLEARANCE),
    "on_time_rules": (charts.rules, ON_TIME_RULES),
    "clearing": (charts.clearing, CLEARING),
    "stock_account": (charts.stock_account, ACCOUNT),
    "closed_age_by_desk": (charts.closed_ages, DESK_AGES),
    "fast_track_selection": (charts.fast_track_selection, SELECTION),
}


def work(days: Sequence[date]) -> Rows:
    """Who closed what; no task force in the first period, and the last period is partial."""
    rows: Rows = []
    for at, day in enumerate(days):
        start, received, regular, withdrawn = 6000 - 10 * at, 1200 + wave(at, 300), 900 + wave(at, 90), 60
        force, fast = (130 + wave(at, 40) if at else 0), 200 + wave(at, 60)
        end = start + received - regular - force - fast - withdrawn
        desks = (regular + force + fast, regular, force or None, fast, withdrawn)
        rows.append((day, day != days[-1], start, received, *desks, end))
    return rows


def productivity(days: Sequence[date]) -> Rows:
    return [
        (day, desk, day != days[-1], decided, None, fte, decided / fte, None)
        for at, day in enumerate(days)
        for desk, decided, fte in (
            ("reguliere teams", 900 + wave(at, 90), 85.5),
            ("taskforce", 130 + wave(at, 40), 16.0),
        )
    ]


BY_DESK = {
    "work_by_desk": (charts.work_by_desk, work),
    "productivity_by_desk": (charts.productivity, productivity),
}


FIGURES = {
    "werkvoorraad (verzoeken)": 3588,
    "leeftijd van de voorraad, mediaan (dagen)": 41.5,
    "leeftijd van de voorraad, P90 (dagen)": 88.0,
    "mediaan duur van besluiten (dagen)": 52.3,
    "P90 duur van besluiten (dagen)": 97.1,
    "besloten binnen acht weken (%)": 55.5,
}
COURSE_WEEKS = WEEKS_104[:61]


def impact_course(weeks: Sequence[date], start: int = 30, least: int = 300) -> Rows:
    """Before the start nothing is expected without the measures."""
    rows: Rows = []
    for at, day in enumerate(weeks):
        has_begun = at >= start
        without = (320.0, 307.5, 332.0) if has_begun else (None, None, None)
        rows.append((day, max(least + wave(at, 60) + 30 * has_begun, 0), 320.4 + 40 * has_begun, *without))
    return rows


def without_measures(weeks: Sequence[date]) -> Rows:
    """Ever further from how it went."""
    return [
        (figure, day, level + wave(at, 5), level * up, *(level * (up + step * far) for step in (-1, 1, -2, 2)), 500)
        for figure, level in list(FIGURES.items())[:5]
        for at, day in enumerate(weeks)
        for up, far in [(1 + 0.008 * at, 0.002 * at)]
    ]


def forecast(past: Sequence[date], future: Sequence[date]) -> Rows:
    """Weeks that were counted, and after them ever wider bands; at first nothing to measure of how long it took."""
    rows: Rows = []
    for figure, level in FIGURES.items():
        rows += [(figure, day, level + wave(at, 9) / 3, *[None] * 7, 500) for at, day in enumerate(past)]
        for at, day in enumerate(future, start=1):
            bands = [level * (1 - 0.004 * at + step * 0.003 * at) for step in (-3, -2, -1, 0, 1, 2, 3)]
            is_empty = figure.startswith("P90") and at in (20, 21)
            rows.append((figure, day, None, *(bands if not is_empty else [None] * 7), None))
    return rows


JUDGEMENT = (
    "De prognose zat er gemiddeld 32% minder naast dan de laatste vier weken doortrekken. De 80%-band bevatte de "
    "uitkomst in 79% van 38 keer terugkijken."
)
CALIBRATION = [
    (4, 14, 57.1, 85.7, 100.0, 41.2, 60.1, 120.4, 170.2, None),
    (8, 12, 50.0, 83.3, 91.7, 61.0, 92.3, 181.9, 260.0, None),
    (13, 8, 37.5, 75.0, 87.5, 88.8, 130.2, 240.0, 377.7, None),
    (26, 4, 25.0, 50.0, 75.0, 120.0, 190.0, 350.5, 520.1, None),
    (None, 38, 47.4, 78.9, 92.1, 65.3, 98.0, 190.4, 281.1, JUDGEMENT),
]
NO_LOOKS = [(None, 0, *[None] * 7, "Te weinig gegevens om de prognose te toetsen: 0 keer teruggekeken, 8 is nodig.")]
SCENARIOS = [
    ("Zoals het nu gaat", "in week 30 van 2026", 3320.4, 2841.0, 2290.5, 3391.0, 47.0, 84.0, 71.0, None),
    ("Taskforce stopt per 1 april", "niet binnen een jaar", 3900.0, 5120.5, 4410.0, 5833.0, 61.0, 110.0, 44.0, "x"),
    ("Twintig procent meer instroom en tien fte erbij", None, 3711.0, 4005.0, 3303.0, 4710.2, 55.0, 99.0, 52.0, None),
]
MODELS: dict[str, tuple[Callable[[Protected], charts.Chart], str, Rows, dict[str, Any]]] = {
    "received": (charts.impact_course, "impact_course", impact_course(COURSE_WEEKS), {"flow": "received"}),
    "decided": (charts.impact_course, "impact_course", impact_course(WEEKS_104), {"flow": "decided"}),
    "one": (charts.impact_course, "impact_course", impact_course(COURSE_WEEKS[:1], 0), {"flow": "decided"}),
    "unbegun": (charts.impact_course, "impact_course", impact_course(COURSE_WEEKS[:9]), {"flow": "decided"}),
    "few": (charts.impact_course, "impact_course", impact_course(COURSE_WEEKS, least=-40), {"flow": "received"}),
    "both": (charts.without_measures, "without_measures", without_measures(COURSE_WEEKS), {"without": "both"}),
    "force": (charts.without_measures, "without_measures", without_measures(WEEKS_104), {"without": "task_force"}),
    "week": (
        charts.without_measures,
        "without_measures",
        without_measures(COURSE_WEEKS[:1]),
        {"without": "fast_track"},
    ),
    "year": (charts.forecast, "forecast", forecast(WEEKS_104[:26], WEEKS_104[26:78]), {}),
    "next": (charts.forecast, "forecast", forecast(WEEKS_104[:1], WEEKS_104[1:2]), {}),
    "past": (charts.forecast, "forecast", forecast(WEEKS_104[:9], []), {}),
    "looks": (charts.calibration, "forecast_calibration", CALIBRATION, {}),
    "none": (charts.calibration, "forecast_calibration", NO_LOOKS, {}),
    "three": (charts.scenarios, "forecast_scenarios", SCENARIOS, {}),
    "alone": (charts.scenarios, "forecast_scenarios", SCENARIOS[:1], {}),
}


def hidden(rows: Rows, name: str) -> Rows:
    """The same rows with counts so small that nothing may be shown."""
    counts = [column.is_count for column in metric(name).columns.values()]
    return [
        tuple(0 if is_count and value is not None else value for value, is_count in zip(row, counts, strict=True))
        for row in rows
    ]


def samples() -> dict[str, tuple[Callable[[Protected], charts.Chart], Protected]]:
    """Every figure by the name of its sample."""
    found: dict[str, tuple[Callable[[Protected], charts.Chart], Protected]] = {}
    for name, (chart, rows) in OVER_TIME.items():
        kinds = {
            "normal": (rows(MONTHS, ["alle"]), {}),
            "one": (rows(MONTHS[:1], ["alle"]), {}),
            "partial": (rows(MONTHS[:2], ["alle"]), {}),
            "hidden": (hidden(rows(MONTHS, ["alle"]), name), {}),
            "split": (rows(MONTHS, TEAMS), {"split": "team"}),
            "months24": (rows(MONTHS_24, ["alle"]), {}),
            "weeks104": (rows(WEEKS_104, ["alle"]), {"period": "week"}),
            "tertaal": (rows(TERTALEN, ["alle"]), {"period": "tertaal"}),
            "letter": (rows(LETTERS, ["alle"]), {"period": "letter"}),
            "all": (rows(MONTHS[:1], ["alle"]), {"period": "all"}),
        }
        found |= {f"{name}-{kind}": (chart, shown(name, made, **LATEST | more)) for kind, (made, more) in kinds.items()}
    for name, (chart, made) in AT_ONCE.items():
        more = PERIOD | ({"period": "all"} if name == "survival_chances" else {})
        found[f"{name}-normal"] = chart, shown(name, made, **more)
        found[f"{name}-hidden"] = chart, shown(name, hidden(made, name), **more)
    for name, (chart, rows) in BY_DESK.items():
        found[f"{name}-normal"] = chart, shown(name, rows(MONTHS), **LATEST)
        found[f"{name}-hidden"] = chart, shown(name, hidden(rows(MONTHS), name), **LATEST)
        found[f"{name}-short"] = chart, shown(name, rows(MONTHS[:1]), **LATEST)
        found[f"{name}-weeks104"] = chart, shown(name, rows(WEEKS_104), **LATEST | {"period": "week"})
    for kind, (chart, name, made, more) in MODELS.items():
        found[f"{name}-{kind}"] = chart, shown(name, made, **more)
        found[f"{name}-{kind}-small"] = chart, shown(name, hidden(made, name), **more)
    split = {"split": "team", "period": "all"}
    found["survival_chances-split"] = charts.chances, shown("survival_chances", chance_rows(MONTHS[0], TEAMS), **split)
    found["clearance-split"] = charts.clearance, shown("clearance", CLEARANCE_SPLIT, split="team")
    for name in ("received", "decided", "productivity", "suspended", "fast_track"):
        found[f"weekly_flow-{name}"] = charts.flow_chart, flow_chart(WEEKS_104, name, BREAKS)
    ended = flow_chart([*WEEKS_104[:29], WEEKS_104[30]], "decided", least=300)
    found["weekly_flow-signal"] = charts.flow_chart, ended
    found["weekly_flow-short"] = charts.flow_chart, flow_chart(WEEKS_104[:8])
    found["weekly_flow-one"] = charts.flow_chart, flow_chart(WEEKS_104[:1])
    found["weekly_flow-calm"] = charts.flow_chart, flow_chart(WEEKS_104[:20])
    found["weekly_flow-hidden"] = charts.flow_chart, flow_chart(WEEKS_104[:20], least=-90)
    return found
