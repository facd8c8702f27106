"""Terms and figures: complete, found by any of their words, and text that a screen reader and a printer can handle."""

import re
from html.parser import HTMLParser

import pytest
from streamlit.testing.v1 import AppTest

from voortgang import glossary
from voortgang.errors import VoortgangError
from voortgang.glossary import ABBREVIATIONS, GLOSSARY, PERIODS, UNITS, Term, has_all, letter_periods, terms
from voortgang.pipeline.metrics import metrics
from voortgang.settings import ROOT
from voortgang.web import definitions
from voortgang.web.definitions import NOTHING, as_html, find, found_text

TABLE = """# Begrippen
Inleiding met | een streep.

## Verzoek

| Nederlands | English | Betekenis |
|---|---|---|
| verzoek | request (`request_id`) | wat <b>telt</b> |

## Cijfers
| Nederlands | English | Betekenis |
| :-- | --- | --- |
| één | one | eerste |
"""


class Tags(HTMLParser):
    """The tags in a piece of HTML, and whether each is closed in order."""

    def __init__(self, html):
        super().__init__()
        self.seen, self.open = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def names(words: str) -> tuple[list[str], list[str]]:
    found, figures = find(words)
    return [term.dutch for term in found], [metric.name for metric in figures]


def test_every_row_of_the_glossary_is_a_term():
    rows = re.findall(r"^\| (.+?) \| (.+?) \| (.+) \|$", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE)
    expected = [row for row in rows if row[0] != "Nederlands"]
    found = [(term.dutch, term.english, term.meaning) for term in terms() if term.english]
    assert found == expected and len(found) > 50


def test_a_glossary_is_read_by_section(tmp_path):
    path = tmp_path / "GLOSSARY.md"
    path.write_text(TABLE, encoding="utf-8")
    first, second, *_ = terms(path)
    assert first == Term("Verzoek", "verzoek", "request (`request_id`)", "wat <b>telt</b>")
    assert second == Term("Cijfers", "één", "one", "eerste")
    html = as_html([first], [])
    assert "<code>request_id</code>" in html and "<b>telt" not in html and "&lt;b&gt;telt" in html


def test_a_glossary_that_is_gone_or_broken_is_told(tmp_path):
    with pytest.raises(VoortgangError, match="niet te lezen"):
        terms(tmp_path / "GLOSSARY.md")
    path = tmp_path / "broken.md"
    path.write_text("## A\n|---|---|\n| een | twee |\n", encoding="utf-8")
    with pytest.raises(VoortgangError, match="geen 3 kolommen"):
        terms(path)


def test_every_unit_of_a_figure_is_explained_and_no_other():
    used = {column.unit for metric in metrics().values() for column in metric.columns.values()}
    assert used <= set(UNITS) and set(UNITS) - used <= {"aandeel"}


def test_periods_and_abbreviations_are_terms_and_letters_are_a_choice_with_a_reason():
    by_section = {}
    for term in terms():
        by_section.setdefault(term.section, []).append(term)
    assert {term.dutch for term in by_section["Periodes"]} == {*PERIODS, "briefperiode"}
    assert len(by_section["Afkortingen"]) == len(ABBREVIATIONS)
    assert [months for months, _ in letter_periods()] == ["mei tot en met oktober", "november tot en met april"]
    (letter,) = [term for term in by_section["Periodes"] if term.dutch == "briefperiode"]
    assert "november tot en met april" in letter.meaning and "keuze" in letter.meaning


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("opschorting", "De OPSCHORTING duurt"),
        ("een", "Eén rij per"),
        ("één", "een rij"),
        ("  rij  een ", "één rij"),
        ("schort", "opschorting"),
        ("k1", "K1, K2"),
        ("", "alles"),
        ("(", "een (haakje"),
    ],
)
def test_words_are_found_without_capitals_and_accents(words, text):
    assert has_all(words, text)


@pytest.mark.parametrize(("words", "text"), [("k1", "K10, K14"), ("norm besluit", "norm"), (".*", "alles")])
def test_every_word_must_be_there(words, text):
    assert not has_all(words, text)


def test_a_search_finds_terms_and_figures():
    found, figures = names("werkvoorraad")
    assert "werkvoorraad" in found and "backlog" in figures
    assert names("suspension")[0] == ["opschorting"]
    assert names("K5")[1] and names("K5 verborgen onzin") == ([], [])
    assert names("") == ([term.dutch for term in terms()], [m.name for m in find("")[1]])
    assert {m.name for m in find("")[1]} == set(metrics())


def test_what_is_found_is_counted_in_dutch():
    found, figures = find("")
    assert found_text(found[:12], figures[:3]) == "12 begrippen en 3 cijfers gevonden."
    assert found_text(found[:1], figures[:1]) == "1 begrip en 1 cijfer gevonden."
    assert found_text([], figures[:2]) == "0 begrippen en 2 cijfers gevonden."
    assert found_text([], []) == NOTHING


def test_every_figure_tells_all_that_its_header_does():
    html = as_html([], find("")[1])
    for metric in metrics().values():
        section = html[html.index(f'<section id="{metric.name}">') :].split("</section>")[0]
        assert metric.version in section and all(kpi in section for kpi in metric.kpi)
        assert section.count("<dt>") == len(metric.columns) + len(metric.shares)
    assert "Alleen voor de rol analist." in html
    assert "<dt>Aandeel over de acht weken (aandeel)</dt><dd>Over de acht weken gedeeld door Werkvoorraad</dd>" in html


def test_the_page_is_headings_and_lists():
    tags = Tags(as_html(*find("")))
    assert tags.open == []
    assert set(tags.seen) == {"div", "h2", "h3", "dl", "dt", "dd", "span", "code", "section", "p", "details", "summary"}


def visit(query: str = "") -> AppTest:
    script = f"""
import runpy
from voortgang.web.access import Principal, Role, signed_in

with signed_in(Principal("Lezer", frozenset({{Role.READER}}))):
    runpy.run_path({str(ROOT / "pages" / "definitions.py")!r})
"""
    visitor = AppTest.from_string(script, default_timeout=240)
    visitor.query_params["zoek"] = query
    visitor.run()
    assert not visitor.exception
    return visitor


def words(visitor: AppTest) -> str:
    return " ".join(each.proto.body for each in visitor.get("html"))


def test_every_reader_may_search(at_home):
    visitor = visit("opschorting")
    assert "begrippen en" in words(visitor) and "<dt>opschorting" in words(visitor)
    assert 'data-metric="events"' not in words(visitor)
    visitor.text_input(key="zoek").set_value("").run()
    assert 'data-metric="events"' in words(visitor) and 'id="one_request"' in words(visitor)


def test_a_search_without_result_says_what_to_try(at_home):
    said = words(visit("<script>alert(1)</script>"))
    assert "Niets gevonden. Probeer" in said and "<script>alert" not in said


def test_a_long_search_is_cut_off(at_home):
    assert "gevonden" in words(visit("e " * definitions.LONGEST_SEARCH + "onzin"))


def test_the_glossary_lies_where_the_page_looks_for_it():
    assert glossary.GLOSSARY.parent == ROOT
