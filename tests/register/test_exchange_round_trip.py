"""What an export holds can be read back as exactly what it was made from, whatever people typed."""

import shutil
import subprocess
import zipfile
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from edited_exports import csv_lines, workbook_lines
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voortgang.errors import VoortgangError
from voortgang.register.exchange.comparing import compare
from voortgang.register.exchange.csv_files import history_csv, register_csv
from voortgang.register.exchange.extract import Extract, extract, row_in, status_in
from voortgang.register.exchange.fields import HISTORY, MEASURES
from voortgang.register.exchange.lines import parsed
from voortgang.register.exchange.uploaded import lines_of
from voortgang.register.exchange.verdicts import UNCHANGED
from voortgang.register.exchange.workbook import HISTORY_SHEET, SHEET, workbook
from voortgang.register.measures import checks
from voortgang.register.measures.drafts import Proposal, approve, open_drafts, save_draft
from voortgang.register.measures.model import (
    FLAGS,
    OUTCOMES,
    PHASES,
    REASONS,
    Because,
    Content,
    Informed,
    MeasureRow,
    State,
    Status,
)
from voortgang.register.measures.reading import statuses, trail

JULY = date(2025, 7, 2)
NASTY = (
    "=1+1",
    "+31",
    "-",
    "@SOM(A1)",
    "'=1+1",
    "''=1+1",
    "'s avonds",
    "'",
    '=HYPERLINK("http://example.test","klik")',
    "=cmd|' /C calc'!A0",
    '"aangehaald"; met, tekens\\',
    "a | b \\| c \\",
    "<b>vet</b> & **vet** [link](http://example.test)",
    "_x000D_ en _x005F_ en _xD83D_",
    "007",
    "1e5",
    "12-05-2025",
    "3-4",
    "2025-05-21",
    "WAAR",
    "é \u00a0 ünï 😀 עברית",
    "VM 43",
    "＝1+1",
    "–",
    "x" * 4000,
)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31)) | st.sampled_from((date(2024, 2, 29), date(2000, 1, 1)))
signs = st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
typed = st.sampled_from(NASTY) | st.text(signs, max_size=60)
NO_NUMBER = Content(PHASES[0])


def as_kept(content: Content) -> Content | None:
    """As the register would keep it; None when it would not."""
    try:
        return checks.checked(content)
    except VoortgangError:
        return None


def lines_typed(shortest: int = 0) -> st.SearchStrategy[str]:
    """One line, as the register keeps it."""
    return (
        typed.map(lambda text: as_kept(replace(NO_NUMBER, owner=text[:200])))
        .filter(bool)
        .map(lambda content: content.owner)
        .filter(lambda text: len(text) >= shortest)
    )


letters = st.builds(
    Informed,
    days,
    st.sampled_from(("2023/24", "2024/25")),
    lines_typed(1),
    lines_typed(1),
    lines_typed(),
    st.sampled_from(("literal", "inferred")),
)
paragraphs = st.lists(typed, max_size=3).map("\n".join)


@st.composite
def contents(draw: st.DrawFn) -> Content:
    content = Content(
        phase=draw(st.sampled_from(PHASES)),
        phase_basis=draw(st.sampled_from(("literal", "inferred"))),
        **{name: draw(st.booleans()) for name in FLAGS},
        reasons=tuple(draw(st.lists(st.sampled_from(REASONS), unique=True, max_size=3))),
        depends_on=tuple(draw(st.lists(lines_typed(1), unique=True, max_size=3))),
        **{name: draw(st.none() | days) for name in ("target_on", "first_promised_on", "review_on")},
        owner=draw(lines_typed()),
        partial_results=draw(paragraphs),
        explanation=draw(paragraphs)[:4000],
        evidence=draw(lines_typed()),
        outcome=draw(st.sampled_from(("", *OUTCOMES))),
        informed=tuple(draw(st.lists(letters, unique=True, max_size=3))),
    )
    return as_kept(content) or replace(content, partial_results="", explanation="")


@st.composite
def entries(draw: st.DrawFn) -> tuple[MeasureRow, Status]:
    numbers = tuple(sorted(draw(st.sets(st.integers(1, 9999), max_size=4))))
    named = (draw(lines_typed(1)) for _ in range(3))
    row = MeasureRow(draw(st.integers(1, 99999)), draw(st.integers(1, 999)), next(named), numbers, *named, page="13")
    at = draw(st.datetimes(datetime(2020, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)))
    reasons = draw(lines_typed()), draw(st.sampled_from(("", *REASONS)))
    ids = draw(st.integers(1, 10**6)), row.id, draw(st.none() | st.integers(1, 10**6))
    return row, Status(*ids, draw(days), at, draw(lines_typed(1)), *reasons, draw(contents()))


extracts = st.lists(entries(), max_size=4).map(
    lambda log: Extract(
        JULY,
        None,
        datetime(2025, 7, 2, tzinfo=UTC),
        tuple(State(*each, each[1].id + 5) for each in log),
        {},
        tuple(log),
    )
)


def states_in(content: bytes) -> tuple[State, ...]:
    found = parsed(lines_of(content, "export", SHEET, MEASURES), MEASURES)
    assert [line.refusals for line in found] == [()] * len(found)
    return tuple(State(row_in(each.values), status_in(each.values), each.values["latest_id"]) for each in found)


def log_in(content: bytes) -> tuple[tuple[MeasureRow, Status], ...]:
    found = parsed(lines_of(content, "export", HISTORY_SHEET, HISTORY), HISTORY)
    assert [line.refusals for line in found] == [()] * len(found)
    return tuple((row_in(each.values), status_in(each.values)) for each in found)


def assert_same(found: Extract) -> None:
    book = workbook(found)
    assert states_in(book) == states_in(register_csv(found)) == found.states
    assert log_in(book) == log_in(history_csv(found)) == found.log


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(found=extracts)
def test_what_is_read_back_is_what_was_exported(found: Extract) -> None:
    assert_same(found)


def nasty(text: str) -> Extract:
    line = " ".join(text.split())[:200]
    letter = Informed(date(2025, 5, 21), "2024/25", line[:20].strip(), line[-20:].strip(), line)
    content = Content(PHASES[0], depends_on=(line, "tweede"), owner=line, explanation=text, informed=(letter,) * 1)
    row = MeasureRow(1, 1, line, (), line, line, "13-14")
    status = Status(1, 1, None, date(2024, 2, 29), datetime(2025, 1, 1, 1, 2, 3, 4, UTC), line, line, "", content)
    return Extract(JULY, None, datetime(2025, 7, 2, tzinfo=UTC), (State(row, status, 1),), {}, ((row, status),))


@pytest.mark.parametrize("text", [*NASTY, "een\n=2+2\n\n'drie"], ids=lambda text: text[:12])
def test_a_nasty_text_comes_back_whole(text: str) -> None:
    found = nasty(text)
    assert_same(found)
    assert workbook_lines(workbook(found))[1][1] == found.states[0].row.measure  # without any sign of ours
    assert (
        csv_lines(register_csv(found))[0]["Eigenaar"].lstrip("'")[:1] == found.log[0][1].content.owner.lstrip("'")[:1]
    )


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "'=1", "＝1"])
def test_no_cell_of_a_csv_file_begins_like_a_formula(text: str) -> None:
    for content in (register_csv(nasty(text)), history_csv(nasty(text))):
        cells = [cell for line in csv_lines(content) for cell in line.values()]
        assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "＝"))] == []
        assert f"'{text}" in cells


@pytest.mark.parametrize("text", NASTY[:10])
def test_a_workbook_has_no_formula(text: str) -> None:
    with zipfile.ZipFile(BytesIO(workbook(nasty(text)))) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 3
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)


def test_an_office_program_computes_nothing_and_saves_what_comes_back(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is niet gevonden.")
    found = nasty("=1+1")
    (tmp_path / "m.xlsx").write_bytes(workbook(found))
    (tmp_path / "m.csv").write_bytes(register_csv(found))
    opened = ["--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
    as_text = "csv:Text - txt - csv (StarCalc):59,34,76,1"
    for arguments in (["--convert-to", "xlsx"], ["--infilter=CSV:59,34,76,1", "--convert-to", as_text]):
        name = "m.csv" if as_text in arguments else "m.xlsx"
        subprocess.run([office, *opened, *arguments, "--outdir", "out", name], cwd=tmp_path, check=True)
    assert states_in((tmp_path / "out" / "m.xlsx").read_bytes()) == found.states
    assert states_in((tmp_path / "out" / "m.csv").read_bytes()) == found.states


@pytest.mark.parametrize("text", ["x" * 32_768, "😀" * 16_384, "a\uffffb"], ids=["long", "wide", "no-sign"])
def test_what_no_workbook_can_hold_is_refused_and_goes_into_csv(text: str) -> None:
    found = nasty(text)
    with pytest.raises(VoortgangError, match="past niet in een cel van Excel"):
        workbook(found)
    assert states_in(register_csv(found)) == found.states


@pytest.mark.usefixtures("database")
def test_the_shipped_register_comes_back_whole() -> None:
    found = extract(JULY)
    assert (len(found.states), len(found.log)) == (37, 37)
    assert found.states == statuses(JULY)
    assert_same(found)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(wishes=st.lists(st.tuples(st.sampled_from((2, 3, 14, 20)), days, contents()), min_size=1, max_size=5), on=days)
@pytest.mark.usefixtures("database")
def test_a_generated_history_comes_back_whole(wishes: list[tuple[int, date, Content]], on: date) -> None:
    """One register that keeps growing: what was refused is not in it, and what was kept is."""
    for row, valid_from, wished in wishes:
        content = replace(wished, is_on_hold=False, evidence="Bewijs", outcome="volledig", informed=(), depends_on=())
        because = Because("Een reden", "prioriteit")
        proposal = Proposal(row, content, valid_from, because, based_on=trail(row)[-1].id)
        with suppress(VoortgangError):
            approve(save_draft(proposal, by="Anna").id, by="Bram")
    found = extract(on)
    assert found.states == statuses(on)
    assert_same(found)
    assert all(log[-1] in [status for _, status in found.log] for log in map(trail, (2, 3, 14, 20)))
    if found.states:
        told = compare(register_csv(found), "m.csv", on)
        assert {each.outcome for each in told.verdicts} == {UNCHANGED}


@pytest.mark.usefixtures("database")
def test_an_export_of_an_earlier_day_or_moment_holds_what_was_known() -> None:
    before = statuses(JULY)
    assert extract(date(2025, 5, 20)).states == ()
    assert_same(extract(date(2025, 5, 20)))
    row = before[2]
    content = replace(row.status.content, explanation="Anders")
    draft = save_draft(Proposal(row.row.id, content, JULY, based_on=row.latest_id), by="Anna")
    known_on = draft.written_at - timedelta(microseconds=1)
    assert set(extract(JULY).drafts) == {row.row.id}
    assert extract(JULY, known_on).drafts == {}
    (line,) = [each for each in csv_lines(register_csv(extract(JULY))) if each["Open voorstel"]]
    assert line["Open voorstel"] == str(open_drafts()[0].id)
    assert line["Inhoud open voorstel"].startswith("Anna op ") and "toelichting van" in line["Inhoud open voorstel"]


@pytest.mark.usefixtures("database")
def test_the_sheets_explain_themselves() -> None:
    book = workbook(extract(JULY))
    head, *lines = workbook_lines(book)
    assert head == [field.head for field in MEASURES] and len(set(head)) == len(head)
    assert [type(lines[13][head.index(name)]) for name in ("Rij", "Streefdatum")] == [float, date]
    told = {line[0]: line[1] for line in workbook_lines(book, "Uitleg")}
    assert told["Stand op"] == "2 juli 2025"
    assert {field.head for field in (*MEASURES, *HISTORY)} <= set(told)
