"""Scenarios that were kept by name: which there are, what is in them, and what can be done with them."""

from collections.abc import Sequence
from fractions import Fraction

import streamlit as st

from voortgang.dutch import HERE, MISSING, date_short, half_up, moment
from voortgang.errors import VoortgangError
from voortgang.methods.portfolio.problem import NOTHING
from voortgang.register.portfolios.changes import differences
from voortgang.register.portfolios.model import Entry, Scenario
from voortgang.register.portfolios.reading import scenarios, trail
from voortgang.register.portfolios.rules import ADOPTED, PROPOSED, REPLACED, WITHDRAWN, latest_adoption, standing
from voortgang.web import access, table
from voortgang.web.access import Role
from voortgang.web.notices import literal
from voortgang.web.portfolio import opened
from voortgang.web.portfolio.composing import Composed
from voortgang.web.portfolio.figures import Cell, as_html
from voortgang.web.portfolio.kept import subject_of
from voortgang.web.portfolio.scenario_comparing import compared
from voortgang.web.portfolio.scenario_deciding import decide
from voortgang.web.portfolio.scenario_files import note_files
from voortgang.web.portfolio.scenario_saving import save
from voortgang.web.writer import writer

ICONS = {PROPOSED: "○", ADOPTED: "✓", REPLACED: "◐", WITHDRAWN: "×"}
HEADS = (
    "Scenario",
    "Stand",
    "Uitgegaan van",
    "Verdeeld",
    "Waarde",
    "Maatregelen die door kunnen",
    "Bewaard door",
    "Op",
)
LOG = ["Op", "Door", "Wat"]
NONE = "geen"


def show_scenarios(composed: Composed) -> None:
    """Keep what is composed as a scenario; list, compare, open, save as a file, adopt and withdraw what was kept."""
    opened.tell()
    found = scenarios()
    by = _writer()
    if by is not None:
        save(composed, found, by)
    if not found:
        st.info("Er is nog geen scenario bewaard.")
        return
    st.header("Bewaarde scenario's", anchor=False)
    st.html(as_html("portfolio_scenarios", "Bewaarde scenario's", HEADS, _rows(found)))
    compared(found)
    _one(found, by)


def _writer() -> str | None:
    """The name of who may keep scenarios, empty where it is still to be given; None for who may only read."""
    if access.require().has(Role.PORTFOLIO_MANAGER):
        return writer()
    st.caption("Scenario's bewaren, aannemen en intrekken kan met de rol portfoliobeheerder.")
    return None


def _rows(found: Sequence[Scenario]) -> list[tuple[Cell, ...]]:
    return [_row(each, standing(each, latest_adoption(found, each))) for each in found]


def _row(each: Scenario, stands: str) -> tuple[Cell, ...]:
    entry = each.entry
    about = (each.name, f"{ICONS[stands]}\u00a0{stands}", entry.content.basis.baseline)
    try:
        summary = subject_of(each, None).side.summary
    except VoortgangError:
        figures: tuple[Cell, ...] = (None, None, None)
    else:
        figures = (summary.used, Fraction(half_up(summary.value, 1)), len(summary.unlocked))
    return (*about, *figures, entry.recorded_by, moment(entry.recorded_at.astimezone(HERE)))


def _one(found: Sequence[Scenario], by: str | None) -> None:
    """One scenario: what it holds, its files, its log, and what may be decided about it."""
    st.header("Bekijken en besluiten", anchor=False)
    known = {each.name: each for each in found}
    asked = st.query_params.get("scenario")
    if asked is not None and asked not in (NONE, *known):
        st.warning(literal(f"Het scenario '{asked}' uit de link is er niet. Kies een ander."))
    name = st.selectbox("Scenario", [NONE, *known], key="scenario", filter_mode=None, bind="query-params", width=420)
    if name not in known:
        return
    chosen = known[name]
    st.subheader(literal(chosen.name), anchor=False)
    try:
        st.html(table.html_list(_facts(chosen, found)))
        note_files(chosen, found)
        opened.offer(chosen)
        if by is not None:
            decide(chosen, latest_adoption(found, chosen), by)
    except VoortgangError as error:
        st.error(literal(str(error)))
    st.html(table.plain_table(f"Logboek van scenario {chosen.name}", LOG, _log(chosen)))


def _facts(chosen: Scenario, found: Sequence[Scenario]) -> dict[str, str]:
    subject = subject_of(chosen, latest_adoption(found, chosen))
    decided, origin, lines = subject.decided, subject.origin, subject.side.summary.lines
    told = f"{decided.meeting}, {date_short(decided.met_on)}: {decided.text}" if decided else ""
    return {
        "Stand": f"{ICONS[subject.standing]} {subject.standing}",
        "Besluit": told,
        "Ingetrokken": subject.withdrawal,
        "Uitgegaan van": f"{origin.baseline}, levering van {date_short(origin.delivered_on)}, bouw {origin.build_id}",
        "Erin": ", ".join(line.code for line in lines if line.days) or MISSING,
        "Eruit": ", ".join(line.code for line in lines if line.asked > NOTHING and not line.days) or MISSING,
        "Gegevens": "fictief" if origin.is_fictional else "",
    }


def _log(chosen: Scenario) -> list[list[str]]:
    entries = trail(chosen.id)
    rows = [_log_row(before, after) for before, after in zip([None, *entries], entries, strict=False)]
    if adoption := chosen.adoption:
        told = f"aangenomen: {adoption.decision.meeting}, {date_short(adoption.decision.met_on)}"
        rows.append([moment(adoption.adopted_at.astimezone(HERE)), adoption.adopted_by, told])
    return rows


def _log_row(before: Entry | None, after: Entry) -> list[str]:
    what = "; ".join(differences(before.content, after.content)) if before else "bewaard"
    return [moment(after.recorded_at.astimezone(HERE)), after.recorded_by, what or "opnieuw bewaard zonder verschil"]
