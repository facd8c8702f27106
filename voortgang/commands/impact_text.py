"""What `voortgang impact` found, as Dutch text for a terminal."""

from textwrap import fill
from typing import Any

from voortgang.commands.output import as_table_text
from voortgang.dutch import date_long, decimal, number, plural
from voortgang.methods.impact.spans import ENOUGH
from voortgang.methods.verdict import PLACEBO_ENOUGH

WIDTH = 100
RATIO_DIGITS = 3
LEAST_P = 0.001
STEPS = {"week": ("week", "weken"), "month": ("maand", "maanden")}
ROWS = {
    "level": "niveau bij de start",
    "slope": "helling vanaf de start, per {step}",
    "end_level": "niveau bij het einde",
    "end_slope": "helling vanaf het einde, per {step}",
}


def render(report: dict[str, Any]) -> str:
    """The report as Dutch text: per measure a table and its verdict, then how sure the numbers are."""
    blocks = [_measure(report, measure) for measure in report["measures"]]
    return "\n\n".join([*blocks, *([fill(_checks(report), WIDTH)] if report["enough"] else [])])


def _measure(report: dict[str, Any], measure: dict[str, Any]) -> str:
    verdict = measure["verdict"]
    told = [_heading(report, measure)]
    if report["enough"]:
        told += [as_table_text(["", "schatting", "95%-interval"], _rows(report, measure)), _placebo(measure["placebo"])]
        told += [verdict["text"], f"Voor een brief: {verdict['letter']}"]
    else:
        many = STEPS[report["step"]][1]
        told.append(
            f"Te weinig gegevens: nodig zijn minstens {ENOUGH} {many} vóór de start van elke maatregel en {ENOUGH} "
            f"{many} waarin hij gold. Er is niets geschat."
        )
    return "\n".join(part if "\n" in part else fill(part, WIDTH) for part in told)


def _heading(report: dict[str, Any], measure: dict[str, Any]) -> str:
    words = STEPS[report["step"]]
    until = f" tot en met {date_long(measure['end'])}" if measure["end"] else ""
    before, in_force, after = (plural(measure[n], *words) for n in ("n_before", "n_in_force", "n_after_end"))
    name = f"{measure['name'][0].upper()}{measure['name'][1:]}"
    later = f", {after} na het einde" if measure["n_after_end"] else ""
    return f"{name} vanaf {date_long(measure['start'])}{until}: {before} vóór de start, {in_force} in werking{later}."


def _rows(report: dict[str, Any], measure: dict[str, Any]) -> list[list[str]]:
    unit, kind = ("ratio", "verhouding") if report["kind"] == "count" else ("difference", "verschil")
    step = STEPS[report["step"]][0]
    found = [
        (f"{label.format(step=step)} ({kind})", measure[f"{change}_{unit}"], RATIO_DIGITS)
        for change, label in ROWS.items()
    ]
    found += [(f"effect per {step} in werking (verschil)", measure["effect_per_period"], 1)]
    found += [("effect in de hele looptijd (verschil)", measure["cumulative_effect"], 0)]
    return [
        [
            label,
            decimal(each["estimate"], digits),
            f"{decimal(each['low'], digits)} tot {decimal(each['high'], digits)}",
        ]
        for label, each, digits in found
        if each
    ]


def _placebo(placebo: dict[str, int] | None) -> str:
    if placebo is None or placebo["tried"] < PLACEBO_ENOUGH:
        return "Verzonnen startdata: niet te toetsen, de tijd vóór de start is daarvoor te kort."
    tried = plural(placebo["tried"], "startdatum", "startdata")
    return (
        f"Verzonnen startdata: van {tried} in de tijd ervoor laten er {number(placebo['as_strong'])} een minstens zo "
        "sterk verschil zien."
    )


def _checks(report: dict[str, Any]) -> str:
    p = report["ljung_box_p"]
    chance = f"kleiner dan {decimal(LEAST_P, 3)}" if p < LEAST_P else decimal(p, 3)
    spread = "dispersie (1 is zuiver toeval)" if report["kind"] == "count" else "variantie van de afwijkingen"
    season = f"{plural(report['harmonics'], 'harmonische', 'harmonischen')}, " if report["harmonics"] else ""
    return (
        f"Methode: {season}{report['method']}. {spread[0].upper()}{spread[1:]}: {decimal(report['dispersion'], 2)}. "
        f"Autocorrelatie van de afwijkingen: {decimal(report['autocorrelation'], 2)} (Ljung-Box: p {chance})."
    )
