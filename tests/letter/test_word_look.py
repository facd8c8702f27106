"""Tables of our Word documents: a header row for readers, room where it is needed, and any text that people typed."""

import pytest
from docx.oxml.ns import qn

from voortgang.letter.word.look import add_row, empty_table, table
from voortgang.letter.word.styles import house_document


def widths(made):
    return [each.w for each in made._tbl.tblGrid.gridCol_lst]


def test_a_table_is_as_wide_as_the_text_and_its_numbers_stand_to_the_right():
    document = house_document()
    made = table(document, ("Maand", "Besloten"), [("mei 2025", "1.400")], numeric={1}, widths=(3, 1))
    section = document.sections[0]
    assert sum(widths(made)) == pytest.approx(section.page_width - section.left_margin - section.right_margin, abs=1300)
    assert widths(made)[0] == pytest.approx(3 * widths(made)[1], rel=0.01)
    aligned = [[cell.paragraphs[0].alignment is not None for cell in row.cells] for row in made.rows]
    assert aligned == [[False, True]] * 2
    assert [cell.paragraphs[0].style.name for cell in made.rows[0].cells] == ["Tabelkop"] * 2


def test_a_column_has_room_for_the_longest_word_of_its_head_and_for_short_cells():
    made = table(house_document(), ("Toegekend", "n", "Reden"), [("1", "2", "x" * 200)])
    heads = widths(made)
    assert heads[0] > heads[1]
    assert heads[2] == pytest.approx(heads[0] * 30 / 11, rel=0.01)


def test_signs_that_xml_cannot_hold_are_left_out_and_lines_become_paragraphs():
    made = table(house_document(), ("Tekst",), [("een\x0b\x00 & <b>\ntwee\ud800",)])
    assert [each.text for each in made.rows[1].cells[0].paragraphs] == ["een & <b>", "twee"]


def test_a_row_of_one_cell_goes_over_all_columns_of_the_table():
    made = empty_table(house_document(), ("a", "b", "c"))
    row = add_row(made, [[["Rubriek"]]])
    (cell,) = row.tc_lst
    assert cell.grid_span == 3
    assert cell.width == sum(widths(made))


def test_a_table_without_rows_is_its_header():
    made = table(house_document(), ("a", "b"), [])
    assert len(made.rows) == 1
    assert made.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
