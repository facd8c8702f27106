"""One exhibit: table, notes and file say the same, hide the same and say where it came from."""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser

import pytest
from shown import MONTHS, on_real_data, result, shown

from voortgang.methods.disclosure import HIDDEN_TEXT, protect
from voortgang.readable import readable
from voortgang.trust import age, counted, facts, quality, trust_line
from voortgang.web import filters, run, table
from voortgang.web.access import LOCAL, record_export, signed_in
from voortgang.web.downloads import png_button
from voortgang.web.run import for_export

TODAY = date(2025, 7, 2)

ON_TIME = [(MONTHS[0], "alle", True, 1234, 771, 1000), (MONTHS[1], "alle", False, 1234, 1229, 7)]
# two such months, because one hidden cell could be computed from the total of all months
ON_TIME.append((MONTHS[2], "alle", False, 1234, 1229, 7))


class Table(HTMLParser):
    """The cells of the one table in a piece of HTML."""

    def __init__(self, html):
        super().__init__()
        self.rows, self.tags = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data):
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def read_csv(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_the_table_is_dutch_and_ends_with_the_shares():
    found = Table(table.html_table(shown("decided_on_time", ON_TIME)))
    assert found.rows[0] == [
        "Periode",
        "Volledig",
        "Besloten",
        "Binnen acht weken",
        "Binnen wettelijke termijn",
        "Aandeel binnen acht weken",
        "Aandeel binnen wettelijke termijn",
    ]
    assert found.rows[1] == ["januari 2025", "ja", "1.234", "771", "1.000", "62,5%", "81,0%"]


def test_hidden_cells_and_what_rests_on_them_say_so():
    found = Table(table.html_table(shown("decided_on_time", ON_TIME)))
    assert found.rows[2] == ["februari 2025", "nee", "1.234", *[HIDDEN_TEXT] * 4]


def test_a_screen_reader_can_read_the_table():
    tags = Table(table.html_table(shown("decided_on_time", ON_TIME))).tags
    assert [attrs for tag, attrs in tags if tag == "th" and attrs.get("scope") == "row"]
    assert all("scope" in attrs for tag, attrs in tags if tag == "th")
    assert any(tag == "caption" for tag, _ in tags)
    assert tags[0][1]["tabindex"] == "0" and tags[0][1]["role"] == "region"


def test_words_from_a_delivery_are_not_markup():
    rows = [(MONTHS[0], "<script>alert(1)</script>", True, 100, 50, 60)]
    html = table.html_table(shown("decided_on_time", rows, split="team"))
    assert "<script>" not in html and "&lt;script&gt;" in html


def test_the_file_says_first_what_it_is():
    protected = shown("decided_on_time", ON_TIME)
    lines = read_csv(table.csv_file(protected, facts(protected, TODAY)))
    about = [line[0] for line in lines[: lines.index([])]]
    assert about[0] == "Op tijd besloten"
    assert "Peildatum 30 juni 2025" in about
    assert "levering van 30 juni 2025 (2 dagen oud)" in about
    assert "fictieve gegevens" in about
    assert any("4 cellen verborgen" in line for line in about)


def test_the_file_is_for_a_dutch_spreadsheet():
    content = table.csv_file(shown("decided_on_time", ON_TIME), [])
    assert content.startswith(b"\xef\xbb\xbf")
    lines = read_csv(content)
    assert lines[-3] == ["januari 2025", "ja", "1234", "771", "1000", "62,5%", "81,0%"]


def test_the_file_hides_what_the_table_hides():
    protected = shown("decided_on_time", ON_TIME)
    in_file = read_csv(table.csv_file(protected, []))[-1]
    in_table = Table(table.html_table(protected)).rows[-1]
    assert [text.replace(".", "") for text in in_table] == in_file
    assert "1229" not in table.csv_file(protected, []).decode()


@pytest.mark.parametrize("text", ["=1+1", "+31", "-2", "@sum", "\tx"])
def test_a_word_from_a_delivery_is_not_a_formula(text):
    rows = [(MONTHS[0], text, True, 100, 50, 60)]
    last = read_csv(table.csv_file(shown("decided_on_time", rows, split="team"), []))[-1]
    assert last[1] == f"'{text}"


def test_the_trust_line_says_how_far_a_figure_carries():
    protected = shown("decided_on_time", ON_TIME, since=date(2025, 1, 1), until=date(2025, 6, 30))
    assert trust_line(protected, TODAY) == (
        "Peildatum 30 juni 2025 · periode 1 januari 2025 tot en met 30 juni 2025 · "
        "levering van 30 juni 2025 (2 dagen oud) · controles doorstaan, met 1 waarschuwing · "
        "n = 3.702 besloten verzoeken · 4 cellen verborgen (een aantal onder 10, of daaruit af te leiden) · "
        f"definitie decided_on_time, versie {protected.metric.version} · "
        "bouw 20250701T060000000000-2025-06-30 · programma 0.1.0 · fictieve gegevens"
    )


def test_a_filter_is_part_of_the_trust_line():
    line = trust_line(shown("decided_on_time", ON_TIME, team="Noord", channel=None, fast_track=False), TODAY)
    assert "· team Noord · alleen regulier ·" in line and "kanaal" not in line


def test_an_export_of_groups_says_what_groups_need():
    protected = protect(result("decided_on_time", [(MONTHS[0], "a", True, 60, 30, 40)], split="team"), 10, 100)
    assert "een percentage of mediaan van een groep onder 100" in trust_line(protected, TODAY)


def test_what_is_about_the_delivery_has_no_n_and_no_suppression():
    line = trust_line(shown("build_steps", [("lezen", 1.25)]), TODAY)
    assert "n =" not in line and "verborgen" not in line and "definitie build_steps" in line


def test_a_remark_goes_with_the_figure():
    protected = replace(shown("decided_on_time", ON_TIME), remark="Niet uitgesplitst. Er is geen uitkomst.")
    assert "Niet uitgesplitst. Er is geen uitkomst ·" in trust_line(protected, TODAY)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, "van vandaag"), (1, "1 dag oud"), (326, "326 dagen oud"), (-1, "gedateerd in de toekomst")],
)
def test_the_age_is_that_of_the_day_of_reading(days, expected):
    assert age(TODAY, TODAY + timedelta(days)) == expected


def test_without_warnings_the_checks_are_simply_passed():
    build = shown("decided_on_time", ON_TIME).build
    assert quality(replace(build, warnings=0)) == "alle controles doorstaan"
    assert quality(replace(build, warnings=2)) == "controles doorstaan, met 2 waarschuwingen"


def test_real_data_is_not_called_fictional():
    assert "fictieve gegevens" not in facts(on_real_data(shown("decided_on_time", ON_TIME)), TODAY)


def test_the_button_for_an_image_carries_title_and_trust_line_as_text():
    html = png_button(shown("decided_on_time", ON_TIME), 'Levering "x" <b>')
    ((tag, attributes),) = Table(html).tags
    assert tag == "button" and attributes["data-lines"] == 'Levering "x" <b>'
    assert attributes["data-figure"] == "st-key-figure-decided_on_time"
    assert attributes["aria-label"] == "Figuur opslaan als PNG"


def test_n_is_the_sum_of_what_may_be_shown():
    assert counted(shown("decided_on_time", ON_TIME)) == "3.702 besloten verzoeken"
    rows = [*ON_TIME, (MONTHS[3], "alle", True, 9, 4, 5), (MONTHS[4], "alle", True, 9, 4, 5)]
    assert counted(shown("decided_on_time", rows)) == "3.702 besloten verzoeken; verborgen aantallen niet meegeteld"


def test_n_of_a_ladder_is_counted_once():
    rows = [(8, 600, 1000), (11, 800, 1000), (12, 900, 1000)]
    assert counted(shown("decided_within_weeks", rows)) == "1.000 besloten verzoeken"


def test_stock_does_not_add_up_over_periods():
    rows = [(MONTHS[0], "alle", True, 500, 100, 50), (MONTHS[1], "alle", True, 600, 100, 50)]
    assert counted(shown("backlog", rows)) == "600 open verzoeken (februari 2025)"


def test_n_may_be_hidden_altogether():
    assert counted(shown("decided_on_time", [(MONTHS[0], "alle", True, 9, 4, 5)])) == HIDDEN_TEXT


def test_what_is_not_about_requests_has_no_n():
    assert counted(shown("build_steps", [("lezen", 1.25)])) == ""


def test_a_metric_runs_once_per_build_and_choice(at_home):
    with signed_in(LOCAL):
        chosen = filters.default_selection()
        assert run("decided_on_time", chosen) is run("decided_on_time", chosen)


def test_what_is_not_about_a_group_leaves_the_building_as_it_is(at_home):
    with signed_in(LOCAL):
        whole = run("decided_on_time", filters.default_selection())
        assert for_export(whole) is whole


def test_a_small_group_leaves_the_building_without_percentages(at_home):
    with signed_in(LOCAL):
        split = run("decided_on_time", replace(filters.default_selection(), split="channel"))
        exported = for_export(split)
        assert for_export(split) is exported
    assert exported.hidden_cells > split.hidden_cells
    visible = [row for row in exported.rows if row.has("within_norm", "decided")]
    assert visible and all(row["decided"] >= 100 for row in visible)


def test_codes_reach_a_reader_as_words(at_home):
    with signed_in(LOCAL):
        chosen = filters.default_selection()
        by_channel = run("decided_on_time", replace(chosen, period="all", split="channel"))
        by_rule = run("decided_on_time", replace(chosen, period="all", split="fast_track"))
    assert "Portaal" in set(by_channel.frame["split_value"])
    assert set(by_rule.frame["split_value"]) <= {"regulier", "versneld"}


FINDINGS = [("warning", "requests", "unknown_channel", "kanaal", "Het kanaal is onbekend.", 3, "r1, r2")]


@pytest.mark.parametrize(("sees_cases", "expected"), [(True, "r1, r2"), (False, "–")])
def test_examples_of_cases_are_for_who_may_see_cases(sees_cases, expected):
    protected = protect(readable(result("findings", FINDINGS), {}, sees_cases), 10)
    row = Table(table.html_table(protected)).rows[1]
    assert row[0] == "waarschuwing" and row[-1] == expected


def test_a_download_is_logged(caplog):
    with caplog.at_level("INFO", logger="voortgang.audit"):
        record_export(LOCAL, "decided_on_time")
    assert caplog.messages == ["lokale gebruiker saved decided_on_time"]
