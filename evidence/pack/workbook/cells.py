"""Cells of a workbook as Excel takes them: exact numbers, safe links and texts, and rows high enough for their texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from textwrap import wrap

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from evidence.pack.workbook.rows import NOT_APPLICABLE, Cell, Link, Number
from evidence.show.theme import INK
from evidence.show.theme import THIS_PLACE as LINK

MOST_LETTERS, MOST_URL = 32_767, 2_079  # what Excel holds in a cell and in a link
CUT = " [shortened: a cell holds no more]"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
LETTERS_PER_WIDTH = 1.2  # a column's width counts digits, and letters are a little narrower
LINE_POINTS, MOST_POINTS = 15.0, 409.0  # of a row


class _Exact(float):
    """A number that is written with every digit it has: XlsxWriter's own 16 digits do not always give it back."""

    def __format__(self, _: str) -> str:
        return repr(float(self)).removesuffix(".0")


def cell_formats(book: Workbook) -> dict[str, Format]:
    """The formats of a workbook's cells by the kind of cell."""
    text: dict[str, object] = {"text_wrap": True, "valign": "top", "font_color": INK}
    kinds: dict[str, dict[str, object]] = {
        "title": {"bold": True, "font_size": 16, "font_color": INK},
        "section": {"bold": True, "font_size": 14, "font_color": INK},
        "line": {"font_color": INK},
        "header": {**text, "bold": True, "valign": "bottom", "bottom": 1},
        "numeric header": {**text, "bold": True, "valign": "bottom", "bottom": 1, "align": "right", "indent": 1},
        "text": text,
        "guarded": {**text, "quote_prefix": True},
        "mark": {"align": "right", "indent": 1, "valign": "top", "font_color": INK},
        "link": {**text, "font_color": LINK, "underline": 1},
        "line link": {"font_color": LINK, "underline": 1},
    }
    for properties in kinds.values():
        properties["font_scheme"] = ""  # or else Excel takes the theme's own font instead
    kinds |= {f"number {d}": {**kinds["mark"], "num_format": "#,##0" + ("." + "0" * d if d else "")} for d in range(7)}
    formats = {name: book.add_format(properties) for name, properties in kinds.items()}
    formats["title"].xf_id, formats["section"].xf_id = 1, 2  # the cell styles that the workbook adds
    return formats


def write_cell(page: Worksheet, row: int, at: int, cell: Cell, formats: Mapping[str, Format]) -> None:
    """Put a cell of a table in its place, or its mark where there is nothing to say."""
    match cell:
        case Number(None):
            page.write_string(row, at, cell.absent, formats["mark"])
        case Number(value):
            page.write_number(row, at, _Exact(value or 0.0), formats[f"number {cell.decimals}"])
        case Link(target, text) if _leads(target):
            page.write_url(row, at, target, formats["link"], held_text(text))
        case Link(_, text) | str(text):
            write_text(page, row, at, text if text.strip() else NOT_APPLICABLE, formats, "text")


def write_text(page: Worksheet, row: int, at: int, text: str, formats: Mapping[str, Format], kind: str) -> None:
    """Put a text into a cell in the format of that kind."""
    # The prefix keeps Excel from reading the text as a formula when someone edits the cell.
    guarded = kind == "text" and text.startswith(FORMULA_STARTS)
    page.write_string(row, at, held_text(text), formats["guarded" if guarded else kind])


def _leads(target: str) -> bool:
    """Whether a target is a place in this workbook or an address of the web that Excel can hold, however it is escaped."""
    within = target.startswith("https://") and 3 * len(target.encode()) <= MOST_URL and not re.search(r"\s", target)
    return within or target.startswith("internal:'")


def held_text(text: str) -> str:
    """A text as long as a cell holds, which counts letters outside the basic plane twice."""
    wide = text.encode("utf-16-le")
    if len(wide) <= 2 * MOST_LETTERS:
        return text
    return wide[: 2 * (MOST_LETTERS - len(CUT))].decode("utf-16-le", errors="ignore") + CUT


def shown_text(cell: Cell) -> str:
    """What a cell shows that may need several lines."""
    return "" if isinstance(cell, Number) else cell.text if isinstance(cell, Link) else cell


def height(cells: Iterable[tuple[str, int]]) -> float:
    """The height of a row in points whose texts wrap in columns of those widths: only Excel works it out by itself."""
    lines = max(_lines(text, width) for text, width in cells)
    return min(LINE_POINTS * lines, MOST_POINTS)


@lru_cache(maxsize=4096)
def _lines(text: str, width: int) -> int:
    letters = int(LETTERS_PER_WIDTH * width)
    return 1 if len(text) <= letters else len(wrap(text, letters))
