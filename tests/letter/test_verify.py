"""A draft that people worked on: every planted fault is found at its place, and nothing else."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from frozen_letters import first_half, previous_of, second_half, with_value
from hypothesis import given, settings
from hypothesis import strategies as st
from letter_home import living_in
from small_drafts import control, draft_of, filled, heading, packed, paragraph, parts_of, run, with_part
from typer.testing import CliRunner, Result

from voortgang.cli import app
from voortgang.letter.model import Freeze
from voortgang.letter.refresh import refresh
from voortgang.letter.verify import Finding, check
from voortgang.letter.verify.numbers import figures_in
from voortgang.letter.word import draft
from voortgang.register.letters.writing import keep

THEN, NOW = first_half(), second_half()
DOCUMENT = "word/document.xml"
OPEN, SHARE = "backlog.open", "decided_on_time.share_within_norm"
Found = list[tuple[str, str]]


@cache
def fresh() -> bytes:
    return draft(NOW)


def found_in(text: str, freeze: Freeze = NOW) -> Found:
    blocks = (paragraph(filled(freeze, each)) for each in text.split("<p>"))
    return pairs(check(draft_of(freeze, heading("Kop"), *blocks), freeze))


def pairs(findings: tuple[Finding, ...]) -> Found:
    return [(each.kind, each.found) for each in findings]


@pytest.mark.parametrize("letter", [THEN, NOW, replace(NOW, previous=None)], ids=["first", "second", "alone"])
def test_a_fresh_draft_has_no_findings(letter: Freeze) -> None:
    assert check(draft(letter), letter) == ()


SENTENCES: dict[str, Found] = {
    # direction
    "Het aandeel besluiten binnen acht weken daalde naar {decided_on_time.share_within_norm}.": [
        ("richting", "daalde")
    ],
    "Het aandeel besluiten binnen acht weken daalt.": [("richting", "daalt")],
    "De werkvoorraad nam in deze periode sterk toe tot {backlog.open}.": [
        ("richting", "nam in deze periode sterk toe")
    ],
    "De werkvoorraad daalde van {backlog.open!} naar {backlog.open}, een verslechtering.": [
        ("richting", "verslechtering")
    ],
    "De mediaan bleef gelijk op {throughput_time.median_days} dagen.": [("richting", "bleef gelijk")],
    "De mediaan is niet gestegen: {throughput_time.median_days} dagen.": [("richting", "gestegen")],
    "De werkvoorraad steeg naar {backlog.open}, terwijl de mediaan daalde naar {throughput_time.median_days}.": [
        ("richting", "steeg"),
        ("richting", "daalde"),
    ],
    "De werkvoorraad is hoger dan in de vorige periode: {backlog.open}.": [("richting", "hoger dan in de vorige")],
    "De achterstand is toegenomen.": [("richting", "toegenomen")],
    "De werkvoorraad nam af, maar de mediaan steeg naar {throughput_time.median_days} dagen.": [],
    "De mediaan is niet gedaald: {throughput_time.median_days} dagen.": [],
    "De werkvoorraad daalde van {backlog.open!} naar {backlog.open}, een verbetering.": [],
    "Wij verwachten dat de werkvoorraad stijgt.": [],
    "De werkvoorraad is {backlog.open}; waardoor de instroom stijgt, is niet bekend.": [],
    # the norm
    "De mediaan van {throughput_time.median_days} dagen voldoet aan de norm.": [("norm", "voldoet aan de norm")],
    "De mediaan is {throughput_time.median_days} dagen. Zij ligt onder de norm.": [],
    "De mediaan is {throughput_time.median_days} dagen. Deze mediaan ligt onder de norm.": [("norm", "onder de norm")],
    "De mediaan van {throughput_time.median_days} dagen ligt boven de norm van acht weken.": [],
    "De norm van acht weken is gehaald bij minder dan de helft.": [],
    "De mediaan is {throughput_time.median_days}.<p>Deze mediaan ligt onder de norm.": [],
    # typed figures
    "Binnen acht weken is 25% van de verzoeken besloten.": [("getypt cijfer", "25%")],
    "Binnen acht weken is 31 procent van de verzoeken besloten.": [("strijdig cijfer", "31 procent")],
    "Binnen acht weken is 6% van de verzoeken besloten.": [("vorige brief", "6%")],
    "De vorige brief gaf 6% besluiten binnen acht weken.": [("getypt cijfer", "6%")],
    "De vorige brief gaf 7% besluiten binnen acht weken.": [("vorige brief", "7%")],
    "De werkvoorraad is 4162 verzoeken.": [("getypt cijfer", "4162")],
    "De werkvoorraad is 9.371 verzoeken.": [("strijdig cijfer", "9.371")],
    "De werkvoorraad daalde van 5.886 naar {backlog.open}.": [("getypt cijfer", "5.886")],
    "De werkvoorraad daalde met 1.724 verzoeken tot {backlog.open}.": [],
    "De werkvoorraad daalde met 1.700 verzoeken tot {backlog.open}.": [("strijdig cijfer", "1.700")],
    "Het aandeel op tijd steeg met 19 procentpunten.": [],
    "Het aandeel op tijd steeg met 18 procentpunten.": [("strijdig cijfer", "18 procentpunten")],
    "Er kwamen 123 klachten binnen, 7% meer.": [("zonder bron", "123"), ("zonder bron", "7%")],
    "De vorige minister noemde er 7.": [("zonder bron", "7")],
    # rounding
    "Binnen acht weken is 24% van de verzoeken besloten.": [("afronding", "24%")],
    "Binnen acht weken is 24,6% van de verzoeken besloten.": [("afronding", "24,6%")],
    "Binnen acht weken is 24,5% van de verzoeken besloten.": [("afronding", "24,5%")],
    "De werkvoorraad is ruim 4.000 verzoeken.": [("afronding", "4.000")],
    # causes
    "Dankzij de taskforce is de doorlooptijd korter.": [("oorzaak", "Dankzij")],
    "Door de versnelde regel daalde de werkvoorraad tot {backlog.open}.": [("oorzaak", "Door de versnelde regel")],
    "De versnelde regel heeft ertoe geleid dat er minder open verzoeken zijn.": [("oorzaak", "ertoe geleid")],
    "Door de inzet van de taskforce daalde de werkvoorraad tot {backlog.open}.": [],
    "Er zijn {work_by_desk.task_force} besluiten genomen door de taskforce.": [],
    "Of de versnelde regel verschil maakte, is niet vast te stellen.": [],
    # other letters
    "Ons kenmerk: 2025-05-v1.": [("verwijzing", "2025-05-v1")],
    "Ons kenmerk: 2025-11-v1.": [],
    "Anders dan in brief 2025-05-v1 en brief 2024-11-v2 staat het hier.": [("verwijzing", "2024-11-v2")],
    # measures
    "Zie VM 5, VM 10–12 en VM 45.": [("maatregel", "VM 45")],
    "Zie VM 10, 11 en 13.": [("maatregel", "VM 13")],
    # digits that are no figures
    "Zie Kamerstukken II 2023/24, 31066, nr. 1380 en 31 066, nr. 1339; op 21 mei 2025 en in 2024.": [],
    "Zie paragraaf 3.2, pagina 12, artikel 4:13 van de wet en bijlage 2; bel 070-1234567.": [],
    "De norm is 56 dagen na ontvangst. Het 95%-interval staat in de bijlage.": [],
}


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_gets_its_findings_and_no_others(text: str) -> None:
    assert found_in(text) == SENTENCES[text]


def test_figures_are_told_from_other_digits() -> None:
    text = "In 2025 kwamen 2025 verzoeken; 12,5 procent, −3 en 1.234.567 dagen (week 21, 1e tertaal, brief 2025-11-v1)."
    assert [(each.text, each.value, each.unit) for each in figures_in(text)] == [
        ("2025", Decimal(2025), "verzoeken"),
        ("12,5 procent", Decimal("12.5"), ""),
        ("−3", Decimal(-3), ""),
        ("1.234.567", Decimal(1234567), "dagen"),
    ]


def test_without_a_previous_letter_or_with_another_definition_nothing_is_said_of_directions() -> None:
    text = "De werkvoorraad steeg naar {backlog.open}."
    assert found_in(text, replace(NOW, previous=None)) == []
    other = replace(
        NOW, previous=previous_of(replace(THEN, facts=tuple(replace(f, definition="anders") for f in THEN.facts)))
    )
    assert found_in(text, other) == []
    assert found_in("Van {backlog.open!} naar {backlog.open}.", other) == [("vorige brief", "5.886")]


def test_a_previous_letter_that_was_corrected_is_told() -> None:
    content = draft_of(NOW, heading("Kop"), paragraph(filled(NOW, "Van {backlog.open!} naar {backlog.open}.")))
    corrected = replace(with_value(THEN, OPEN, Decimal(5900)), id="2025-05-v2")
    assert check(content, NOW, THEN) == ()
    assert check(content, NOW, replace(corrected, reference_on=date(2024, 10, 31))) == ()
    (told,) = check(content, NOW, corrected)
    assert (told.kind, told.found, told.expected, told.severity) == ("vorige brief", "5.886", "5.900", "let op")


def test_controls_are_checked_against_the_letter() -> None:
    texts = (
        control(NOW, OPEN, "4.000"),
        control(NOW, SHARE),
        control(NOW, OPEN, is_previous=True),
        control(NOW, "register.rows", ""),
    )
    content = draft_of(NOW, heading("Kop"), *(paragraph(run("Dit is ") + each) for each in texts))
    assert pairs(check(content, NOW)) == [("gewijzigd cijfer", "4.000"), ("gewijzigd cijfer", "(leeg)")]
    later = with_value(NOW, SHARE, Decimal("0.26"))
    (changed, overtaken, _) = check(content, later)
    assert (overtaken.kind, overtaken.found, overtaken.expected) == ("verouderd cijfer", "25%", "26%")
    assert (changed.place, changed.expected) == ("alinea 1, onder ‘Kop’", "4.162")


def test_a_figure_that_word_will_show_otherwise_than_the_text_is_told() -> None:
    content = draft_of(NOW, heading("Kop"), paragraph(control(NOW, OPEN)))
    name = "customXml/item1.xml"
    held = with_part(content, name, parts_of(content)[name].replace(">4.162<", ">4.000<"))
    assert pairs(check(held, NOW)) == [("gewijzigd cijfer", "4.000")]


def test_paragraphs_are_counted_from_their_heading() -> None:
    typed = paragraph(run("Er kwamen 123 klachten."))
    blocks = (typed, heading("A"), paragraph(run("Goed.")), typed, heading("B"), typed)
    assert [each.place for each in check(draft_of(NOW, *blocks), NOW)] == [
        "alinea 1, vóór de eerste kop",
        "alinea 2, onder ‘A’",
        "alinea 1, onder ‘B’",
    ]


def test_what_word_computes_is_no_figure_of_the_writer() -> None:
    marks = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")}
    old = marks["begin"] + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + marks["separate"] + run("123") + marks["end"]
    new = f'<w:fldSimple w:instr="NUMPAGES">{run("456")}</w:fldSimple>'
    content = draft_of(NOW, heading("Kop"), paragraph(run("Zie ") + old + run(" van ") + new + run(" en 789.")))
    assert pairs(check(content, NOW)) == [("zonder bron", "789")]


def test_tracked_changes_are_read_as_if_they_were_accepted() -> None:
    removed = '<w:del w:id="1"><w:r><w:delText>Er zijn 999 klachten.</w:delText></w:r></w:del>'
    added = f'<w:ins w:id="2">{run("Er zijn 998 klachten.")}</w:ins>'
    assert pairs(check(draft_of(NOW, heading("Kop"), paragraph(removed + added)), NOW)) == [("zonder bron", "998")]


DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
TABLE = '<w:tbl><w:tblPr><w:tblLook w:firstRow="1"/></w:tblPr>{}</w:tbl>'
HEAD, ROW = "<w:tr><w:trPr><w:tblHeader/></w:trPr>{}</w:tr>", "<w:tr>{}</w:tr>"
DRAWING = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="a" descr="{}"/></wp:inline></w:drawing></w:r></w:p>'
)


def cells(*texts: str) -> str:
    return "".join(f"<w:tc>{paragraph(run(text))}</w:tc>" for text in texts)


def table(*rows: tuple[str, ...]) -> str:
    return TABLE.format(HEAD.format(cells(*rows[0])) + "".join(ROW.format(cells(*row)) for row in rows[1:]))


def test_what_a_screen_reader_would_miss_is_told() -> None:
    layout = TABLE.format(ROW.format(cells("Den Haag", "Korte Voorhout 7")))
    blocks = (heading("Kop"), DRAWING.format("Werkvoorraad daalt"), table(("a", "b"), ("c", "d")), layout)
    assert check(draft_of(NOW, *blocks), NOW) == ()
    unmarked = table(("a", "b"), ("c", "d")).replace('w:firstRow="1"', 'w:val="0000"')
    assert [each.found for each in check(draft_of(NOW, heading("Kop"), unmarked), NOW)] == ["geen koprij"]
    ornament = f'<a:ext xmlns:a="u"><d:decorative xmlns:d="{DECORATIVE}" val="1"/></a:ext></wp:docPr>'
    drawn = DRAWING.format("").replace('descr=""/>', f'descr="">{ornament}')
    assert check(draft_of(NOW, heading("Kop"), drawn), NOW) == ()
    poor = (heading("Kop"), heading("Diep", 3), DRAWING.format(" "), TABLE.format(2 * ROW.format(cells("a", "b"))))
    findings = check(draft_of(NOW, *poor, language="en-US", title=""), NOW)
    assert [(each.found, each.expected) for each in findings] == [
        ("geen tekst", "alternatieve tekst"),
        ("geen koprij", "een koprij"),
        ("niveau 3", "niveau 2"),
        ("en-US", "nl-NL"),
        ("geen titel", "een titel"),
    ]
    assert [each.found for each in check(draft_of(NOW, paragraph(run("Zonder koppen."))), NOW)] == ["geen koppen"]


def test_tables_are_compared_cell_by_cell_with_those_of_the_letter() -> None:
    right = [
        ("Maand", "Werkvoorraad"),
        *((row[0], f"{row[1]:,}".replace(",", ".")) for row in NOW.exhibit["backlog"].rows),
    ]
    assert check(draft_of(NOW, heading("Kop"), table(*right)), NOW) == ()
    (wrong,) = check(draft_of(NOW, heading("Kop"), table(*right[:-1], ("oktober", "4.126"))), NOW)
    assert (wrong.place, wrong.found, wrong.expected) == ("tabel 1, rij 7, kolom 2, onder ‘Kop’", "4.126", "4.162")
    (other,) = check(draft_of(NOW, heading("Kop"), table(*right[:-2])), NOW)
    assert (other.kind, other.found) == ("tabel", "tabel 1")
    own = table(("Wat", "Hoeveel"), ("klachten", "123"))
    assert pairs(check(draft_of(NOW, heading("Kop"), own), NOW)) == [("tabel", "tabel 1")]


def test_a_draft_that_was_refreshed_to_the_next_letter_keeps_the_charts_of_the_old_one() -> None:
    old = refresh(draft(THEN), NOW, at=NOW.frozen_at).content
    assert Counter(each.kind for each in check(old, NOW)) == {"tabel": 3, "grafiek": 3, "verwijzing": 1}
    part = next(name for name in parts_of(fresh()) if name.startswith("word/charts/chart"))
    drawn = parts_of(fresh())[part]
    edited_chart = with_part(fresh(), part, re.sub(r"(<c:val>.*?<c:v>)[^<]*", r"\g<1>0.5", drawn, count=1, flags=re.S))
    assert pairs(check(edited_chart, NOW)) == [("grafiek", "figuur 1")]


PLANTED: dict[str, Found] = {
    "<p>Het ging goed en dat blijft zo.": [],
    "<p>Zie Kamerstukken II 2024/25, 31066, nr. 1480 van 3 juni 2025.": [],
    "<p>De werkvoorraad is 4.162 verzoeken.": [("getypt cijfer", "4.162")],
    "<p>De werkvoorraad is 4.612 verzoeken.": [("strijdig cijfer", "4.612")],
    "<p>De werkvoorraad is toegenomen.": [("richting", "toegenomen")],
    "<p>Daarnaast kwamen 321 klachten binnen.": [("zonder bron", "321")],
    "<p>Dat lag aan VM 44.": [("maatregel", "VM 44")],
    "<p>Dankzij de versnelde regel gaat alles sneller.": [("oorzaak", "Dankzij")],
    "<r> (zo bleek)": [],
    "<c>777": [("gewijzigd cijfer", "777")],
    "<x>": [],
}


def edited(kind: str, text: str, content: str, place: int) -> str:
    """A paragraph more, words after a figure, a figure that is typed over or deleted; `place` chooses where."""
    if kind == "p":
        places = [found.end() for found in re.finditer(r"</w:p>(?=<w:p>)", content)]
        at = places[place % len(places)]
        return content[:at] + paragraph(run(text)) + content[at:]
    controls = [found.span() for found in re.finditer(r"<w:sdt>.*?</w:sdt>", content) if "777" not in found[0]]
    start, end = controls[place % len(controls)]
    typed_over = re.sub(r"(<w:t[^>]*>)[^<]*", rf"\g<1>{text}", content[start:end])
    after = {"r": content[start:end] + run(text), "c": typed_over, "x": ""}
    return content[:start] + after[kind] + content[end:]


PLACED = st.tuples(st.sampled_from([*PLANTED]), st.integers(0, 999))
CHOICES = st.lists(PLACED, max_size=7, unique_by=lambda each: each[0])


@settings(max_examples=8, deadline=None)
@given(CHOICES)
def test_after_random_edits_exactly_the_planted_faults_are_found(chosen: list[tuple[str, int]]) -> None:
    content = parts_of(fresh())[DOCUMENT]
    for (_, kind, _, *text), place in sorted(chosen):
        content = edited(kind, "".join(text), content, place)
    later = refresh(with_part(fresh(), DOCUMENT, content), NOW, at=NOW.frozen_at).content
    assert Counter(pairs(check(later, NOW))) == Counter(pair for each, _ in chosen for pair in PLANTED[each])


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Path]:
    """A home with both letters in its register, and a draft of each."""
    with living_in(tmp_path):
        for each in (THEN, NOW):
            keep(each, {})
            (tmp_path / f"{each.id}.docx").write_bytes(draft(each))
        yield tmp_path


def voortgang(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["letter", *map(str, arguments)])


def test_the_commands_tell_by_their_exit_code_and_leave_files_alone_when_something_is_wrong(archive: Path) -> None:
    old, new, out = archive / f"{THEN.id}.docx", archive / f"{NOW.id}.docx", archive / "ververst.docx"
    before = old.read_bytes()
    assert (voortgang("check", new).exit_code, voortgang("check", new).output.endswith("niets gevonden.\n")) == (
        0,
        True,
    )
    assert voortgang("refresh", old, "--to", "2031-05-v1").exit_code == 1
    assert voortgang("refresh", old, "--to", NOW.id, "--out", new).exit_code == 1
    assert voortgang("refresh", old, "--to", NOW.id, "--out", out, "--changes", "table").exit_code == 0
    assert (old.read_bytes(), new.read_bytes()) == (before, draft(NOW))
    told = voortgang("check", out, "--json")
    assert (told.exit_code, json.loads(told.output)["letter"]) == (1, NOW.id)
    assert {each["kind"] for each in json.loads(told.output)["findings"]} == {"tabel", "grafiek", "verwijzing"}
    assert "FOUT · grafiek · figuur 1, onder ‘Doorlooptijden’" in voortgang("check", out).output
    done = voortgang("refresh", old, "--to", NOW.id)
    assert "alinea 1, onder ‘Doorlooptijden’" in done.output
    assert old.read_bytes() != before
    out.write_bytes(packed({"a": "b"}))
    for wrong in ((out,), (archive / "weg.docx",), (new, "--to", "2031-05-v1")):
        assert voortgang("check", *wrong).exit_code == 2
