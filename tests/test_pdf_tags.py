"""Tags of a PDF's tables: which cells head rows and which head columns."""

from io import BytesIO

import pikepdf
import pytest

from tests.opened_pdf import elements, kids, sample_pdf


@pytest.fixture(scope="module")
def document():
    with pikepdf.open(BytesIO(sample_pdf())) as opened:
        yield opened


def scope(cell):
    return next((str(a.Scope) for a in cell.get("/A", ()) if "/Scope" in a), None)


def test_tables_have_column_and_row_headers(document):
    tables = list(elements(document.Root.StructTreeRoot, "/Table"))
    assert [len(list(elements(t, "/TR"))) for t in tables] == [61, 4, 7, 7]  # two of the pack's, two of its pictures'
    for found in tables:
        header, *rows = elements(found, "/TR")
        assert [(str(c.S), scope(c)) for c in kids(header)] == [("/TH", "/Column")] * 4
        for row in rows:
            assert [(str(c.S), scope(c)) for c in kids(row)] == [("/TH", "/Row"), *[("/TD", None)] * 3]


def test_cells_leave_it_to_the_scopes_which_headers_they_have(document):
    cells = list(elements(document.Root.StructTreeRoot, "/TH", "/TD"))
    assert not any("/Headers" in attributes for cell in cells for attributes in cell.get("/A", ()))


def test_a_tables_source_follows_it_and_is_no_cell_of_it(document):
    for found in elements(document.Root.StructTreeRoot, "/Table"):
        siblings = kids(found.P)
        place = [sibling.objgen for sibling in siblings].index(found.objgen)
        assert siblings[place + 1].S == "/Div"
        assert not any(
            "/ColSpan" in a or "/RowSpan" in a for c in elements(found, "/TD", "/TH") for a in c.get("/A", ())
        )
