"""The choices about IV days, each in the address: the reference date, the year, the chain, and the split."""

from dataclasses import replace
from typing import get_args

import streamlit as st

from voortgang.errors import VoortgangError
from voortgang.methods.disclosure import Row
from voortgang.pipeline.selection import IvCategory, Selection
from voortgang.web import filters
from voortgang.web.run import run, warehouse

NO_IV = (
    "Geen IV-gegevens in deze levering. Deze pagina toont iets zodra een levering ook capaciteit, projecten, "
    "toekenningen en gewerkte dagen van IV bevat; de vier extracten horen bij elkaar."
)
SPLITS = {
    "categorie": "category",
    "project": "project",
    "toetsingskader": "ground",
    "organisatie": "organisation",
    "keten": "chain",
}
KEYS = ("peildatum", "jaar", "keten", "iv_uitsplitsing")
"""of the widgets in the sidebar, and so in the address"""
ALL_CHAINS, TOGETHER = "alle ketens", "alles samen"
AS_ASSUMED = "zoals aangenomen"
SCORES = range(1, 6)


def choose() -> Selection:
    """Draw the choices in the sidebar and return them; raises VoortgangError when no IV days were delivered."""
    opened = warehouse()
    if not opened.iv_years:
        raise VoortgangError(NO_IV)
    with st.sidebar:
        st.header("Keuze", anchor=False)
        as_of = filters.choose_reference_date()
        first = as_of.year if as_of.year in opened.iv_years else opened.iv_years[0]
        years = {str(year): year for year in dict.fromkeys((first, *opened.iv_years))}
        chains = {ALL_CHAINS: None, **{chain: chain for chain in opened.chains}}
        chosen = replace(
            filters.default_selection(),
            as_of=as_of,
            until=as_of,
            year=filters.option("Jaar", "jaar", years),
            chain=filters.option("Keten", "keten", chains),
            iv_split=filters.option("Uitsplitsen naar", "iv_uitsplitsing", SPLITS),
        )
        filters.fixed_link(KEYS)
    return chosen


def one_part(chosen: Selection) -> Selection:
    """One part of the split to look at, or all of them together."""
    codes = warehouse().run("iv_days", chosen.parameters()).frame["part"]
    parts = {_named(row): code for row, code in zip(run("iv_days", chosen).rows, codes, strict=True)}
    part = filters.option("Onderdeel", "wat", {TOGETHER: None, **parts})
    return replace(chosen, iv_part=part) if part else replace(chosen, iv_split="chain")


def _named(row: Row) -> str:
    """Projects by their code too, for two may have one name."""
    return f"{row['part']} {row['name']}" if isinstance(row["name"], str) else str(row["part"])


def assumptions(chosen: Selection) -> Selection:
    """Other assumptions than those of the build: only for what is shown with them."""
    categories = {warehouse().labels.get(code, code): code for code in get_args(IvCategory)}
    with st.container(horizontal=True):
        category = filters.option("Hersteloperatie telt bij", "hersteloperatie", {AS_ASSUMED: None, **categories})
        is_within = filters.option(
            "60% instandhouding geldt voor deze dagen", "instandhouding", {AS_ASSUMED: None, "ja": True, "nee": False}
        )
        score = filters.option(
            "Voor burgers vanaf score", "burgerscore", {AS_ASSUMED: None, **{str(each): each for each in SCORES}}
        )
    return replace(chosen, recovery_category=category, maintenance_within=is_within, citizens_score_from=score)
