"""Cells of a workbook: exact numbers, texts that stay text, links that lead only where they may."""

from dataclasses import replace

import pytest

from evidence.pack.blocks import Chapter, Note, SourceEntry
from evidence.pack.workbook.document import workbook
from tests.opened_workbook import TABS, cells, marked, opened, parts_of, records, with_figures
from tests.packs import FIGURES, NASTY, sample_pack


@pytest.fixture(scope="module")
def file() -> bytes:
    return workbook(sample_pack())


@pytest.fixture(scope="module")
def book(file):
    return opened(file)


@pytest.fixture(scope="module")
def parts(file) -> dict[str, str]:
    return parts_of(file)


def test_all_type_is_arial_of_eleven_points_or_more_and_wraps_in_tables(book, parts):
    assert {cell.font.name for cell in cells(book)} == {"Arial"}
    assert min(cell.font.sz for cell in cells(book)) == 11
    assert "<scheme" not in parts["xl/styles.xml"]
    for page in book.worksheets[1:]:
        _, rows = marked(page)
        assert all(c.alignment.wrap_text for row in rows for c in row if len(str(c.value)) > 60)


def test_a_row_is_high_enough_for_its_longest_text(book):
    page = book["Notes"]
    _, rows = marked(page)
    heights = {row[0].value: page.row_dimensions[row[0].row].height for row in rows}
    assert heights["95% interval"] >= 45
    assert heights["[z]"] is None  # one line, as high as any row


def test_links_lead_within_the_workbook_or_to_a_source(book):
    outside = {c.hyperlink.target for c in cells(book) if c.hyperlink and c.hyperlink.target}
    assert outside == {"https://example.org/a?b=1&c=2", "https://example.org/young"}
    inside = {c.hyperlink.location for c in cells(book) if c.hyperlink and not c.hyperlink.target}
    assert inside == {f"'{name}'!A1" for name in TABS}


@pytest.mark.parametrize("url", ["http://example.org", "javascript:alert(1)", "internal:x", "file:///etc/passwd", "https://example.org/" + "a" * 3000, "https://example.org/a b"])  # fmt: skip
def test_an_address_that_is_not_one_of_the_web_is_a_text_only(url):
    pack = sample_pack()
    source = replace(pack.sources[0].source, url=url)
    book = opened(workbook(replace(pack, sources=(*pack.sources, SourceEntry(3, source, "x", (), "")))))
    cell = marked(book["Sources"])[1][2][5]
    assert cell.value == url
    assert cell.hyperlink is None


def test_hostile_texts_are_there_as_texts_and_nothing_is_a_formula(book, parts):
    values = [str(cell.value) for cell in cells(book)]
    assert all(any(text in value for value in values) for text in (*NASTY[:3], *NASTY[4:]))
    assert {cell.data_type for cell in cells(book)} == {"s", "n"}
    pages = [text for name, text in parts.items() if name.startswith("xl/worksheets/sheet")]
    assert len(pages) == len(TABS)
    assert not any("<f" in text.replace("<formula", "<f") for text in pages if "<f>" in text or "<f " in text)
    assert not [name for name in parts if "vba" in name or "external" in name.lower()]


def test_a_text_that_looks_like_a_formula_stays_a_text_when_it_is_edited():
    pack = sample_pack()
    notes = (*(Note(text) for text in NASTY), Note("-1"))
    book = opened(workbook(replace(pack, chapters=(*pack.chapters, Chapter("n", "N", (), notes)))))
    rows = {row[1].value: row[1] for row in marked(book["Notes"])[1]}
    assert [text for text in (*NASTY, "-1") if rows[text].quotePrefix] == [NASTY[1], NASTY[2], NASTY[3], "-1"]
    assert rows["-1"].data_type == "s"


def test_numbers_are_shown_with_the_decimals_of_their_indicator(book):
    header, rows = marked(book["Figures_work"])
    at = header.index("Value")
    assert [row[at].number_format for row in rows] == ["#,##0.00", "#,##0.00", "#,##0.0", "#,##0.00", "General"]
    assert {row[at].alignment.horizontal for row in rows} == {"right"}


@pytest.mark.parametrize("value", [0.1 + 0.2, 1 / 3, 1e-9, 123456789.12345679, -4.6, 0.0, 41.0])
def test_a_number_comes_back_with_every_digit(value):
    pack = with_figures(sample_pack(), (replace(FIGURES[0], value=value),))
    assert records(opened(workbook(pack))["Figures_extra"])[0]["Value"] == value


def test_a_text_longer_than_a_cell_holds_is_cut_and_says_so():
    long = "wörd " * 9000
    pack = sample_pack()
    book = opened(workbook(replace(pack, chapters=(Chapter("a", "A", (), (Note(long), Note("🌍" * 20_000))),))))
    texts = [str(row[1].value) for row in marked(book["Notes"])[1]][-2:]
    assert all(text.endswith(" [shortened: a cell holds no more]") for text in texts)
    assert [len(text.encode("utf-16-le")) // 2 for text in texts] == [32_767, 32_766]
