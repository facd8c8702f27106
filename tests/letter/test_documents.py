"""All documents of a letter at once: the same bytes whenever they are made, and each a file of its kind."""

import io
import subprocess
import sys
import zipfile

from docx import Document
from docx.oxml.ns import qn
from frozen_letters import first_half, second_half

from voortgang.letter.documents import ANNEX_PDF, ANNEX_WORD, APPENDIX, LETTER, documents
from voortgang.settings import ROOT


def test_four_documents_by_name_the_same_bytes_again():
    made = documents(second_half())
    assert [*made] == [LETTER, ANNEX_WORD, ANNEX_PDF, APPENDIX]
    assert made == documents(second_half())
    other = documents(first_half())
    assert all(made[name] != other[name] for name in made)


def test_every_part_of_the_office_files_is_there_once_and_named():
    for name, content in documents(second_half()).items():
        if name == ANNEX_PDF:
            assert content.startswith(b"%PDF-1.7")
            continue
        kept = zipfile.ZipFile(io.BytesIO(content))
        assert kept.testzip() is None
        assert len(set(kept.namelist())) == len(kept.namelist())
        types = kept.read("[Content_Types].xml").decode()
        assert all(f"/{part}" in types or part.rsplit(".", 1)[-1] in types for part in kept.namelist())


def test_every_figure_of_the_letter_with_a_chart_is_a_native_chart_with_its_words():
    document = Document(io.BytesIO(documents(second_half())[LETTER]))
    drawings = [*document.element.iter(qn("wp:docPr"))]
    assert len({each.get("id") for each in drawings}) == len(drawings) > 0
    assert {each.get("descr") for each in drawings} <= {each.finding for each in second_half().exhibits}
    assert not [*document.element.iter(qn("pic:pic"))]


def test_only_who_makes_documents_loads_word_typst_and_excel():
    script = (
        "import sys, voortgang.letter.documents; "
        "sys.exit(any(name in sys.modules for name in ('docx', 'typst', 'xlsxwriter')))"
    )
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT).returncode == 0
