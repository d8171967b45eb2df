"""Tables that people save from spreadsheets: rows by their columns, faults by their rows, cells that no formula comes of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.coordination.csv_rows import cleaned, filled_lines, guarded, plain_cell, read_rows, short, wrong_header

COLUMNS = ("name", "story", "note")


def test_rows_have_every_known_column_and_the_number_that_a_spreadsheet_shows():
    rows, whole, faults = read_rows(b'Name, story\n\nAnn,"one\ntwo"\n', COLUMNS, ("name",), long=("story",))
    assert rows == [(3, {"name": "Ann", "story": "one\ntwo", "note": ""})]
    assert (whole, faults) == ([], [])


def test_a_cell_is_one_line_unless_its_column_is_long():
    rows, _, _ = read_rows(b'name,story\n"a\nb","a\nb"\n', COLUMNS, (), long=("story",))
    assert (rows[0][1]["name"], rows[0][1]["story"]) == ("a b", "a\nb")


def test_a_row_that_does_not_fit_the_header_is_left_out_and_told():
    rows, whole, faults = read_rows(b"name\nAnn,Lee\nBen,\n", COLUMNS, ())
    assert [row["name"] for _, row in rows] == ["Ben"]
    assert whole == []
    assert faults == [(2, "Row 2: it has 2 cells, the header 1; put a text with commas in quotes.")]


def test_a_cell_may_be_as_long_as_is_said():
    _, _, faults = read_rows(b"name\nabcdef\n", COLUMNS, (), longest=5)
    assert faults == [(2, "Row 2: name has 6 characters; at most 5 are kept.")]
    assert read_rows(b"name\nabcdef\n", COLUMNS, (), longest=6)[2] == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (b"n\xe9\n", 'The file is not in UTF-8. Save it as "CSV UTF-8 (comma delimited)" and choose it again.'),
        (b"a\x00b\n", "The file holds characters that no table has. Save it as CSV, not as a workbook."),
        (b"a" * 2_000_001, "The file has 2,000,001 bytes; at most 2,000,000 are read. Split it."),
    ],
)
def test_what_is_no_table_says_why(content, said):
    assert filled_lines(content) == ([], [said])


def test_a_header_is_told_what_is_missing_not_known_and_twice_there():
    assert wrong_header(["note", "note", "colour"], COLUMNS, ("name",)) == [
        "The column 'name' is missing; needed are name.",
        "The column 'colour' is not known; known are name, story, note.",
        "The column 'note' is there twice.",
    ]


@pytest.mark.parametrize(("text", "cell"), [("=1", "'=1"), ("'=1", "''=1"), ("-5", "-5"), ("-a", "'-a"), ("'a", "'a")])
def test_a_formula_is_guarded_and_read_back(text, cell):
    assert guarded(text) == cell
    assert plain_cell(cell) == text


@given(st.text())
def test_any_text_reads_back_as_it_was_cleaned(text):
    assert plain_cell(guarded(text), lines=True) == cleaned(text)


def test_a_long_text_is_named_by_its_beginning():
    assert short("a" * 60) == "a" * 60
    assert short("a" * 61) == "a" * 57 + "..."
