"""Tables in a PDF: header rows over pages, figures of pictures at the end, and what is too large for paper."""

import re
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from evidence.errors import EvidenceError
from evidence.pack.blocks import Note
from evidence.pack.pdf.document import pdf
from tests.opened_pdf import (
    CONTENTS,
    bare,
    bare_lines,
    bookmarks,
    elements,
    sample_pdf,
    texts_of,
    with_blocks,
    without_artifacts,
)
from tests.packs import picture, table


@pytest.fixture(scope="module")
def made():
    return sample_pdf()


@pytest.fixture(scope="module")
def document():
    with pikepdf.open(BytesIO(sample_pdf())) as opened:
        yield opened


@pytest.fixture(scope="module")
def texts():
    return texts_of(sample_pdf())


def test_the_header_row_is_repeated_where_a_table_runs_over_a_page(made, texts):
    parts = [text for text in texts if re.search(r"^Place\s(8|58)\b", text, re.MULTILINE)]
    assert len(parts) == 2
    header = "Area Value (£, current prices) 95% interval, lower How it came about"
    assert all(bare(header) in bare(text) for text in parts)
    # Its repetition is decoration; a screen reader knows the headers already.
    second = next(text for text in without_artifacts(made) if re.search(r"^Place\s58\b", text, re.MULTILINE))
    assert "95% interval, lower" not in bare_lines(second).split("Place 60")[0]


def test_a_picture_says_on_which_page_its_figures_are(document, texts):
    appendix = next(page for _, title, page in bookmarks(document) if title.startswith("The figures behind"))
    work = bare_lines("".join(texts[CONTENTS + 1 : appendix]))
    assert work.count(f"The figures are on page {appendix + 1}.") == 2
    assert "Figures of Figure 2. Output per hour: 11% below England (trend)" in bare_lines(texts[appendix])


def test_figures_too_many_for_paper_are_in_the_workbook_and_the_document_says_so():
    drawn = picture("map", "map", 300)
    rows = tuple((f"Far place {n}", "1", "2", "published") for n in range(61))
    long = replace(drawn, twin=replace(table("far", "Far"), rows=rows))
    many = tuple(f"Column-that-is-long {n}" for n in range(30))
    wide = replace(
        drawn, key="wide", twin=replace(table("w", "Wide"), columns=many, rows=(many,), numeric=(False,) * 30)
    )
    whole = bare_lines("".join(texts_of(pdf(with_blocks(long, wide)))))
    assert whole.count("Its figures, 61 rows, are in the workbook of this pack, as those of Figure 2.") == 2
    assert whole.count("Its figures, 30 columns, are in the workbook of this pack, as those of Figure 3.") == 2
    assert "Far place" not in whole


def test_a_wide_table_stands_on_a_page_on_its_side():
    names = tuple(f"Measurement{n}" for n in range(9))
    wide = replace(table("wide", "Wide"), columns=names, rows=(names,), numeric=(False,) * 9)
    with pikepdf.open(BytesIO(pdf(with_blocks(wide)))) as document:
        shapes = [[round(float(edge)) for edge in page.mediabox[2:]] for page in document.pages]
    assert shapes.count([842, 595]) == 1
    assert shapes.count([595, 842]) == len(shapes) - 1


def test_a_table_that_no_page_can_hold_is_refused():
    names = tuple(f"Measurement{n}" for n in range(40))
    with pytest.raises(EvidenceError, match="Table 1, 'Wide', has 40 columns, too many for paper"):
        pdf(with_blocks(replace(table("wide", "Wide"), columns=names, rows=(names,), numeric=(False,) * 40)))


def rows_on(text):
    """Numbers of the places whose rows a page has."""
    return [int(number) for number in re.findall(r"^Place\s(\d+)\b", text, re.MULTILINE)]


@pytest.mark.parametrize("rows", range(31, 47, 3))
def test_no_page_has_fewer_than_three_rows_of_a_table_and_its_source_is_with_the_last(rows):
    long = replace(table("long", "Long", rows=rows), note="All of it is invented.")
    texts = texts_of(pdf(with_blocks(*[Note("First. ")] * 3, long)))
    appendix = next(n for n, text in enumerate(texts) if text.startswith("The figures behind"))
    parts = [text for text in texts[CONTENTS + 1 : appendix] if rows_on(text)]
    assert sum(len(rows_on(text)) for text in parts) == rows - 2  # the first two have other names
    assert all(len(rows_on(text)) >= 3 or "Llŷn =HYPER" in text for text in parts)
    assert "All of it is invented." in bare_lines(parts[-1])


def test_a_narrow_table_has_its_halves_side_by_side_and_is_one_table_for_a_screen_reader():
    names = tuple((f"Place {n}", "36.40") for n in range(1, 41))
    narrow = replace(table("narrow", "Narrow"), columns=("Area", "Value"), rows=names, numeric=(False, True))
    made = pdf(with_blocks(narrow))
    with pikepdf.open(BytesIO(made)) as document:
        found = next(elements(document.Root.StructTreeRoot, "/Table"))
        assert len(list(elements(found, "/TR"))) == 41
    text = bare_lines(next(text for text in texts_of(made) if "Place\xa040" in text))
    assert text.count("Area Value") == 2
    assert re.search(r"Place 1 36.40.*Place 21 36.40", text)


def test_short_cells_are_not_broken_between_words():
    ranks = replace(table("ranks", "Ranks"), rows=(("Llŷn", "6th of 19", "64.4% to 67.8%", "taken as published"),))
    whole = "".join(texts_of(pdf(with_blocks(ranks))))
    assert "6th\xa0of\xa019" in whole
    assert "64.4%\xa0to\xa067.8%" in whole
    assert "taken as published" in bare_lines(whole)
    assert "taken\xa0as" not in whole


def test_a_table_without_a_source_names_none():
    unsourced = replace(table("short", "A few"), source="", note="")
    made = pdf(with_blocks(unsourced))
    work = texts_of(made)[CONTENTS + 1]
    assert "How it came about" in bare_lines(work)
    assert "Source" not in work
