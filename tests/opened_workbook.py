"""A workbook opened for tests: its sheets, the table of each, and its rows by their headers."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import openpyxl

from evidence.indicators.aggregate import Figure
from evidence.pack.blocks import Chapter, EvidencePack
from tests.packs import table

TABS = ["Cover", "Contents", "Notes", "Indicators", "Findings", "Figures_cover", "Figures_on_a_page", "Figures_work", "Sources"]  # fmt: skip


def opened(file: bytes):
    return openpyxl.load_workbook(BytesIO(file))


def marked(page):
    """The one table of a sheet: its header and its rows of cells."""
    (found,) = page.tables.values()
    header, *rows = page[found.ref]
    return [cell.value for cell in header], rows


def records(page) -> list[dict[str, object]]:
    header, rows = marked(page)
    return [dict(zip(header, (cell.value for cell in row), strict=True)) for row in rows]


def cells(book) -> Iterator:
    return (cell for page in book for row in page.iter_rows() for cell in row if cell.value is not None)


def with_figures(pack: EvidencePack, figures: tuple[Figure, ...]) -> EvidencePack:
    """The pack with one chapter, of one table of these figures."""
    shown = table("extra-table", "Extra", figures, rows=1)
    return replace(pack, chapters=(Chapter("extra", "Extra", (), (shown,)),))


def parts_of(file: bytes) -> dict[str, str]:
    """The parts of the file as text, by their names."""
    with ZipFile(BytesIO(file)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}
