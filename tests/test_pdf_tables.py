"""Tables in a PDF: header rows over pages, figures of pictures at the end, and what is too large for paper."""

import re
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from evidence.errors import EvidenceError
from evidence.pack.pdf.document import pdf
from tests.opened_pdf import CONTENTS, bare, bare_lines, bookmarks, sample_pdf, texts_of, with_blocks, without_artifacts
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
    parts = [text for text in texts if re.search(r"^Place (8|58)\b", text, re.MULTILINE)]
    assert len(parts) == 2
    header = "Area Value (£, current prices) 95% interval, lower How it came about"
    assert all(bare(header) in bare(text) for text in parts)
    # Its repetition is decoration; a screen reader knows the headers already.
    second = next(text for text in without_artifacts(made) if re.search(r"^Place 58\b", text, re.MULTILINE))
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
