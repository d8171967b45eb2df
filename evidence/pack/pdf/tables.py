"""Tables of a PDF as the values that its template sets: the pack's own, and the figures of its pictures at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from evidence.errors import EvidenceError
from evidence.pack.blocks import Block, EvidencePack, Picture, Table
from evidence.pack.pdf.widths import Columns, columns_of
from evidence.pack.words import APPENDIX, APPENDIX_SUMMARY, LONGEST_TWIN, left_to_workbook, source_line
from evidence.wording import NBSP

BODY, COMPACT = 9.0, 8.5  # pt: type of tables, and of the tables of pictures' figures
UNBROKEN, UNBROKEN_NUMBER = 13, 17  # letters of a cell, and of one in a column of numbers, that stay on one line
KEPT_ROWS = 3  # that never stand alone: at the foot of a page below the header, or at its head above the source
LONGEST_KEPT = 400  # letters of a cell up to which that is so
LONGEST_BENEATH = 1200  # letters of source and note that are kept with the last rows
MOST_WRAPPED = 2.0  # how much wider than the page the table of a picture's figures may want to be
Json = dict[str, Any]


def in_workbook(twin: Table, label: str) -> str:
    """Where the figures of a picture are, in words, when they are too many for paper."""
    size = ""
    if len(twin.rows) > LONGEST_TWIN:
        size = f"{len(twin.rows)} rows"
    elif twin.rows and _columns(twin, COMPACT, MOST_WRAPPED)[0] is None:
        size = f"{len(twin.columns)} columns"
    return left_to_workbook(label, size) if size else ""


def anchor(label: str) -> str:
    """The name of a place in the document that links lead to."""
    return label.lower().replace(" ", "-")


def figures_anchor(label: str) -> str:
    """The name of the place of a picture's figures."""
    return f"figures-of-{anchor(label)}"


def table_values(table: Table, label: str) -> Json:
    """A table of the pack; raises EvidenceError where its columns do not fit even a page on its side."""
    columns, table = _columns(table, BODY)
    if columns is None:
        raise EvidenceError(
            f"{label}, {table.title!r}, has {len(table.columns)} columns, too many for paper. Give it fewer columns."
        )
    return _laid_out(table, columns, label, anchor(label), table.title)


def _columns(table: Table, size: float, most: float = float("inf")) -> tuple[Columns | None, Table]:
    """The widths of a table's columns, and the table with spaces that do not break in its short cells.

    An interval ("64.4% to 67.8%") stays on one line unless the table would need a page on its side for it.
    """
    whole = _unbroken(table, UNBROKEN_NUMBER)
    columns = columns_of(whole, size, most)
    if columns and not columns.wide:
        return columns, whole
    short = _unbroken(table, UNBROKEN)
    return columns_of(short, size, most), short


def _unbroken(table: Table, number: int) -> Table:
    longest = [number if numeric else UNBROKEN for numeric in table.numeric]
    rows = tuple(
        tuple(cell.replace(" ", NBSP) if len(cell) <= most else cell for cell, most in zip(row, longest, strict=True))
        for row in table.rows
    )
    return replace(table, rows=rows)


def _laid_out(table: Table, columns: Columns, label: str, place: str, title: str) -> Json:
    return {
        "label": label,
        "anchor": place,
        "title": title,
        "columns": table.columns,
        "rows": table.rows,
        "numeric": table.numeric,
        "widths": columns.widths,
        "wide": columns.wide,
        "whole": columns.whole,
        "halved": columns.halved,
        "groups": [1] * len(table.rows) if columns.halved else _groups(table),
        "beneath-kept": not columns.halved
        and len(table.columns) > 1
        and len(table.source) + len(table.note) <= LONGEST_BENEATH,
        "source": source_line(table.source),
        "note": table.note,
    }


def _groups(table: Table) -> list[int]:
    """How many rows are kept together, one group after the other: a few at the beginning and at the end."""
    rows = len(table.rows)
    kept = KEPT_ROWS if max((len(cell) for row in table.rows for cell in row), default=0) <= LONGEST_KEPT else 1
    if rows <= 2 * kept:
        return [rows] if rows <= kept else [kept, rows - kept]
    return [kept, *[1] * (rows - 2 * kept), kept]


def appendix_values(pack: EvidencePack, labels: Mapping[str, str]) -> Json:
    """The figures of every picture that has a table of its own, chapter by chapter."""
    parts = [
        {"title": c.title, "tables": [table for b in c.blocks for table in _twin(b, labels)]} for c in pack.chapters
    ]
    return {
        "title": APPENDIX,
        "summary": [APPENDIX_SUMMARY],
        "parts": [part for part in parts if part["tables"]],
    }


def _twin(block: Block, labels: Mapping[str, str]) -> Iterator[Json]:
    """The table of a picture's figures, or where else they are."""
    if not isinstance(block, Picture) or isinstance(block.twin, str) or not block.twin.rows:
        return
    label = labels[block.key]
    name, elsewhere = f"Figures of {label}", in_workbook(block.twin, label)
    columns, twin = _columns(block.twin, COMPACT, MOST_WRAPPED)
    if elsewhere or columns is None:
        yield {"label": name, "title": block.title, "rows": [], "source": elsewhere, "note": ""}
    else:
        yield _laid_out(twin, columns, name, figures_anchor(label), block.title)
