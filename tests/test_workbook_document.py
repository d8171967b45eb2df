"""The workbook of an evidence pack: the rules of a spreadsheet that all can read, and the same bytes every time."""

import re
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from evidence.errors import EvidenceError
from evidence.pack.blocks import INTERNAL
from evidence.pack.workbook.document import workbook
from tests.another_process import sample_elsewhere
from tests.opened_workbook import TABS, cells, marked, opened, parts_of, with_figures
from tests.packs import FIGURES, YOUNG, sample_pack

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def file() -> bytes:
    return workbook(sample_pack())


@pytest.fixture(scope="module")
def book(file):
    return opened(file)


@pytest.fixture(scope="module")
def parts(file) -> dict[str, str]:
    return parts_of(file)


def test_the_sheets_are_cover_contents_notes_and_then_the_evidence(book):
    assert book.sheetnames == TABS
    assert all(len(name) <= 31 and re.fullmatch(r"[A-Z][A-Za-z0-9_]*", name) for name in TABS)


def test_every_sheet_but_the_cover_has_one_named_table_at_the_left_edge(book):
    assert not book["Cover"].tables
    for page in book.worksheets[1:]:
        assert list(page.tables) == [page.title]
        assert re.match(r"A[3-5]:", page.tables[page.title].ref)
        assert page.tables[page.title].headerRowCount == 1


def test_a_table_ends_where_its_sheet_ends(book):
    for page in book.worksheets[1:]:
        assert page.tables[page.title].ref.split(":")[1] == page.dimensions.split(":")[1]


def test_no_cell_of_a_table_is_empty(book):
    for page in book.worksheets[1:]:
        _, rows = marked(page)
        assert rows
        assert [c.coordinate for row in rows for c in row if c.value is None or not str(c.value).strip()] == []


def test_headers_differ_within_a_table_and_are_texts(book):
    for page in book.worksheets[1:]:
        header, _ = marked(page)
        assert len({str(name).lower() for name in header}) == len(header)
        assert all(isinstance(name, str) and name for name in header)


def test_nothing_is_merged_frozen_filtered_hidden_or_filled(book):
    for page in book:
        assert not page.merged_cells.ranges
        assert page.freeze_panes is None
        assert page.auto_filter.ref is None
        assert page.sheet_state == "visible"
        assert all(found.autoFilter is None for found in page.tables.values())
        assert not any(d.hidden for d in (*page.column_dimensions.values(), *page.row_dimensions.values()))
        assert not page.conditional_formatting
        assert not page.oddHeader.center.text
        assert not page.oddFooter.center.text
    assert {cell.fill.fill_type for cell in cells(book)} == {None}


def test_the_title_of_each_sheet_is_a_heading_in_its_first_cell(book):
    assert [page["A1"].value for page in book.worksheets[:5]] == [
        sample_pack().title, "Contents", "Notes", "Indicators", "Findings",
    ]  # fmt: skip
    for page in book:
        assert page["A1"].style == "Heading 1"
        assert page["A1"].font.b
        assert page["A1"].font.sz == 16
    sections = [cell for cell in cells(book) if cell.style == "Heading 2"]
    assert [cell.value for cell in sections] == ["How to read this workbook", "Licence and attribution"]
    assert all(cell.font.b and cell.font.sz == 14 for cell in sections)


def test_the_line_under_the_title_says_how_many_tables_and_what_they_show(book):
    for page in book.worksheets[1:]:
        assert str(page["A2"].value).startswith("This sheet has one table of ")
    assert book["Figures_work"]["A2"].value == (
        'This sheet has one table of 5 rows. Every figure that "Work" shows or rests on, in the order of first showing.'
    )
    assert book["Figures_work"]["A3"].value == (
        "Source: Office of Invention; Department of Made-up Things. "
        "The sheet Sources gives titles, editions and licences by number."
    )


def test_an_internal_edition_is_marked_on_every_sheet():
    book = opened(workbook(sample_pack(edition=INTERNAL)))
    assert "Edition: Internal: not for publication" in [row[0].value for row in book["Cover"].iter_rows()]
    assert all(str(page["A2"].value).startswith("Internal: not for publication.") for page in book.worksheets[1:])
    public = opened(workbook(sample_pack()))
    assert not any("Internal" in str(cell.value) for cell in cells(public))


def test_the_document_says_its_title_author_language_and_the_day_it_is_of(book):
    told = book.properties
    assert told.title == "Llŷn & <script>alert(1)</script>: evidence pack"
    assert told.creator == "Place evidence"
    assert told.created == told.modified == datetime(2026, 11, 22)
    assert told.language == "en-GB"
    assert told.subject == "For the local growth plan workshop"


def test_it_opens_on_the_first_cell_of_the_cover(book):
    assert book.active.title == "Cover"
    assert {page.sheet_view.selection[0].activeCell for page in book} == {"A1"}
    assert [page.sheet_view.tabSelected for page in book] == [True] + [None] * 8


def test_tables_have_alternative_texts(parts):
    tables = [text for name, text in parts.items() if name.startswith("xl/tables/")]
    assert len(tables) == 8
    assert all(re.search(r'altText="[^"]+" altTextSummary="[^"]+"', text) for text in tables)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_is_none_is_refused(value):
    with pytest.raises(EvidenceError, match="A number of E1 for output-per-hour, 2023-01-01/P1Y, is not finite"):
        workbook(with_figures(sample_pack(), (replace(FIGURES[0], value=value),)))


def test_a_pack_that_does_not_say_what_its_figures_are_is_refused_with_every_reason():
    pack = with_figures(sample_pack(), (*FIGURES, *YOUNG, replace(FIGURES[0], indicator="other", area_code="E9")))
    with pytest.raises(EvidenceError) as refused:
        workbook(replace(pack, sources=pack.sources[:1]))
    assert refused.value.problems == (
        "The indicator 'other' is not among the pack's.",
        "The area 'E9' has no name in the pack.",
        "The source of 'neet' has no number in the pack.",
    )


def test_the_same_pack_gives_the_same_bytes_in_this_process_and_in_another(file, tmp_path):
    assert workbook(sample_pack()) == file
    assert sample_elsewhere("evidence.pack.workbook.document", "workbook", tmp_path) == sha256(file).hexdigest()


def test_nothing_of_the_machine_or_the_clock_is_in_the_file(file, parts):
    text = "".join(parts.values())
    assert str(ROOT) not in text
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", text)) == {"2026-11-22T00:00:00Z"}
    with ZipFile(BytesIO(file)) as archive:
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_sheet_is_printed_on_its_side_one_page_wide_with_its_header_on_every_page(book):
    for page in book.worksheets:
        assert page.page_setup.orientation == "landscape"
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.page_setup.fitToHeight == 0
        assert page.page_setup.fitToWidth in (None, 1)  # 1 is what a file that does not say it means
    for page in book.worksheets[1:]:
        header = int(re.match(r"A(\d+):", page.tables[page.title].ref)[1])
        assert page.print_title_rows == f"${header}:${header}"


def test_a_wide_table_is_printed_on_a3_and_a_narrow_one_on_a4(book):
    assert {name: book[name].page_setup.paperSize for name in ("Cover", "Notes", "Findings", "Figures_work")} == {
        "Cover": 9,
        "Notes": 9,
        "Findings": 8,
        "Figures_work": 8,
    }
