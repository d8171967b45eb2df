"""An evidence pack as a workbook: every finding and every figure as a number, with what it is and where it is from.

The layout is that of the Government Analysis Function's "Releasing statistics in spreadsheets": cover, contents and
notes first, then one marked table a sheet against its left edge, no merged or empty cells, no filters, frozen panes,
fills, headers or footers, shorthand in square brackets, and worksheet titles in the cell style of a heading.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from math import isfinite
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from evidence import wording
from evidence.analysis.findings import Finding
from evidence.errors import EvidenceError, refuse_if_any
from evidence.indicators.aggregate import Figure
from evidence.pack.blocks import EvidencePack, figures_in, findings_in
from evidence.pack.words import AUTHOR, LANGUAGE
from evidence.pack.workbook.cells import cell_formats, height, held_text, shown_text, write_cell, write_text
from evidence.pack.workbook.rows import Number
from evidence.pack.workbook.sheets import Sheet, contents_sheet, cover_lines, evidence_sheets, notes_sheet, parts

MOST_ROWS = 1_048_000  # what Excel holds on a sheet
SECTION_GAP = 12.0  # points, above a section of the cover
WIDTHS = {
    "Sheet": 32, "What it holds": 80, "Rows": 12, "Mark or place": 40, "Meaning or note": 100,
    "As it reads now": 90, "Evidence": 38, "How it stands": 16, "In statements": 14, "No.": 8, "Section": 24, "Statement": 11,
    "Status": 14, "What it says now": 70, "What must be known of it": 70,
    "Area code": 14, "Area name": 22, "Attribution": 44, "Better or worse": 12, "Better when": 12, "Caveats": 100,
    "Decimals": 11, "Definition": 80, "Finding as printed": 60, "How it combines": 26, "Indicator": 24,
    "Indicator name": 38, "Indicators": 44, "Kind": 12, "Licence": 18, "Method": 60, "Name": 32, "Notes": 36,
    "Number": 10, "Prices": 12, "Publisher": 28, "Reason for no answer": 28, "Reason for no value": 28,
    "Shown in": 22, "Source number": 11, "Sources": 12, "Tested": 10, "Title": 40, "Unit of the value": 24, "Web address": 40,
    "What was done to the numbers": 40,
}  # fmt: skip
TEXT_WIDTH, NUMBER_WIDTH, COVER_WIDTH = 18, 13, 95
A4, A3 = 9, 8  # papers, by Excel's numbers
PRINTED_WIDTH = 160  # a table no wider than this is still read on A4's width; a wider one is printed on A3
MARGIN = 0.4  # inches, of a printed sheet
BOLD = 0.75  # what bold type and an indent leave of a column's width


def workbook(pack: EvidencePack) -> bytes:
    """The pack as an Office Open XML workbook; the same pack gives the same bytes.

    Raises EvidenceError where a figure's indicator, area or source is not in the pack or a number is not finite.
    """
    refuse_if_any(_gaps(pack), "The pack is not complete, so no workbook is made of it")
    sheets = [sheet for sheet in (notes_sheet(pack), *evidence_sheets(pack)) if sheet.rows]
    file = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_format_properties": {"font_name": "Arial", "font_size": 11},
    }
    with Workbook(file, options) as book:
        book.set_properties(_properties(pack))
        formats = cell_formats(book)
        _write_cover(book, formats, pack)
        for sheet in (contents_sheet(sheets), *sheets):
            _write_sheet(book, formats, sheet, pack.mark)
    return _tagged(file.getvalue())


def _gaps(pack: EvidencePack) -> list[str]:
    """What the pack's figures and findings need and the pack does not hold, a sentence each."""
    named: list[Figure | Finding] = [f for _, _, blocks in parts(pack) for block in blocks for f in figures_in(block)]
    named += [f for _, block in pack.blocks for f in findings_in(block)]
    slugs, areas = {f.indicator for f in named}, {f.area_code for f in named}
    sources = {entry.source for entry in pack.sources}
    used = [pack.indicators[slug] for slug in sorted(slugs & pack.indicators.keys())]
    wrong = [f for f in named if not all(isfinite(x) for x in _numbers(f) if x is not None)]
    return [
        *(f"The indicator {slug!r} is not among the pack's." for slug in sorted(slugs - pack.indicators.keys())),
        *(f"The area {code!r} has no name in the pack." for code in sorted(areas - pack.names.keys())),
        *(f"The source of {i.slug!r} has no number in the pack." for i in used if i.source not in sources),
        *(f"A number of {f.area_code} for {f.indicator}, {f.period}, is not finite." for f in wrong),
    ]


def _numbers(named: Figure | Finding) -> tuple[float | None, ...]:
    if isinstance(named, Figure):
        return named.value, named.lower, named.upper, named.denominator, named.coverage
    interval = (named.interval.lower, named.interval.upper) if named.interval else ()
    return named.value, named.numbers.get("relative"), *interval


def _properties(pack: EvidencePack) -> dict[str, str | datetime]:
    return {
        "title": pack.title,
        "subject": pack.purpose,
        "author": AUTHOR,
        "keywords": f"{pack.area_code}, {pack.edition}",
        "comments": f"Fingerprint of the evidence base: {pack.fingerprint}",
        "created": datetime(pack.as_of.year, pack.as_of.month, pack.as_of.day),
    }


def _write_cover(book: Workbook, formats: Mapping[str, Format], pack: EvidencePack) -> None:
    page = _page(book, "Cover")
    page.set_column(0, 0, COVER_WIDTH)
    page.write_string(0, 0, held_text(pack.title), formats["title"])
    for row, (kind, text) in enumerate(cover_lines(pack), 1):
        write_text(page, row, 0, text, formats, kind)
        page.set_row(row, height([(text, COVER_WIDTH)]) + (SECTION_GAP if kind == "section" else 0))


def _page(book: Workbook, tab: str) -> Worksheet:
    page = book.add_worksheet(tab)
    page.set_landscape()
    page.set_paper(A4)
    page.set_margins(MARGIN, MARGIN, MARGIN, MARGIN)
    page.fit_to_pages(1, 0)
    return page


def _write_sheet(book: Workbook, formats: Mapping[str, Format], sheet: Sheet, mark: str) -> None:
    if len(sheet.rows) > MOST_ROWS:
        raise EvidenceError(
            f"{sheet.title} has {len(sheet.rows)} rows; a sheet holds {MOST_ROWS}. Choose fewer areas or indicators."
        )
    page = _page(book, sheet.tab)
    page.write_string(0, 0, held_text(sheet.title), formats["title"])
    about = f"{mark}. " if mark else ""
    lines = [f"{about}This sheet has one table of {wording.counted(len(sheet.rows), 'row')}. {sheet.holds}"]
    lines += [sheet.source] if sheet.source else []
    for row, text in enumerate(lines, 1):
        write_text(page, row, 0, text, formats, "line")
    top = len(lines) + 1
    if sheet.tab != "Contents":
        page.write_url(top, 0, "internal:'Contents'!A1", formats["line link"], "Back to Contents")
        top += 1
    _write_table(page, formats, sheet, top)


def _write_table(page: Worksheet, formats: Mapping[str, Format], sheet: Sheet, top: int) -> None:
    columns, widths = [], []
    for at, (header, cell) in enumerate(sheet.rows[0].items()):
        numeric = isinstance(cell, Number)
        columns.append({"header": header, "header_format": formats["numeric header" if numeric else "header"]})
        widths.append(WIDTHS.get(header, NUMBER_WIDTH if numeric else TEXT_WIDTH))
        page.set_column(at, at, widths[-1])
    options = {
        "name": sheet.tab,
        "title": sheet.title,
        "description": sheet.holds,
        "columns": columns,
        "style": "Table Style Light 1",
        "banded_rows": False,
        "autofilter": False,
    }
    page.add_table(top, 0, top + len(sheet.rows), len(columns) - 1, options)
    page.repeat_rows(top)
    if sum(widths) > PRINTED_WIDTH:
        page.set_paper(A3)
    page.set_row(top, height((header, round(BOLD * w)) for header, w in zip(sheet.rows[0], widths, strict=True)))
    for row, cells in enumerate(sheet.rows, top + 1):
        page.set_row(row, height((shown_text(cell), width) for cell, width in zip(cells.values(), widths, strict=True)))
        for at, cell in enumerate(cells.values()):
            write_cell(page, row, at, cell, formats)


def _tagged(file: bytes) -> bytes:
    """The workbook with its titles in the cell styles Heading 1 and 2 and its language told: XlsxWriter writes neither."""
    told = BytesIO()
    with ZipFile(BytesIO(file)) as old, ZipFile(told, "w", ZIP_DEFLATED) as new:
        for item in old.infolist():
            text = old.read(item)
            if item.filename == "xl/styles.xml":
                text = _with_heading_styles(text.decode()).encode()
            elif item.filename == "docProps/core.xml":
                text = text.replace(b"</cp:core", f"<dc:language>{LANGUAGE}</dc:language></cp:core".encode())
            new.writestr(item, text)
    return told.getvalue()


def _with_heading_styles(styles: str) -> str:
    levels = (1, 2)
    fonts = {n: re.findall(rf'<xf numFmtId="0" fontId="(\d+)"[^>]* xfId="{n}"', styles)[0] for n in levels}
    looks = "".join(f'<xf numFmtId="0" fontId="{fonts[n]}" fillId="0" borderId="0" applyFont="1"/>' for n in levels)
    names = "".join(f'<cellStyle name="Heading {n}" xfId="{n}" builtinId="{15 + n}"/>' for n in levels)
    styles = styles.replace('<cellStyleXfs count="1">', '<cellStyleXfs count="3">')
    styles = styles.replace("</cellStyleXfs>", f"{looks}</cellStyleXfs>")
    styles = styles.replace('<cellStyles count="1">', '<cellStyles count="3">')
    return styles.replace("</cellStyles>", f"{names}</cellStyles>")
