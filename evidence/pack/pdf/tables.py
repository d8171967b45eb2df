"""Tables of a PDF as the values that its template sets: the pack's own, and the figures of its pictures at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from evidence.errors import EvidenceError
from evidence.pack.blocks import Block, EvidencePack, Picture, Table
from evidence.pack.pdf.widths import Columns, columns_of
from evidence.pack.words import APPENDIX, APPENDIX_SUMMARY, LONGEST_TWIN, left_to_workbook, source_line

BODY, COMPACT = 9.0, 8.5  # pt: type of tables, and of the tables of pictures' figures
MOST_WRAPPED = 2.0  # how much wider than the page the table of a picture's figures may want to be
Json = dict[str, Any]


def in_workbook(twin: Table, label: str) -> str:
    """Where the figures of a picture are, in words, when they are too many for paper."""
    size = ""
    if len(twin.rows) > LONGEST_TWIN:
        size = f"{len(twin.rows)} rows"
    elif twin.rows and columns_of(twin, COMPACT, MOST_WRAPPED) is None:
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
    columns = columns_of(table, BODY)
    if columns is None:
        raise EvidenceError(
            f"{label}, {table.title!r}, has {len(table.columns)} columns, too many for paper. Give it fewer columns."
        )
    return _laid_out(table, columns, label, anchor(label), table.title)


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
        "source": source_line(table.source),
        "note": table.note,
    }


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
    columns = None if elsewhere else columns_of(block.twin, COMPACT, MOST_WRAPPED)
    if columns is None:
        yield {"label": name, "title": block.title, "rows": [], "source": elsewhere, "note": ""}
    else:
        yield _laid_out(block.twin, columns, name, figures_anchor(label), block.title)
