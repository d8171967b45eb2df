"""Words and limits that every format of an evidence pack shares, so that no two say the same thing differently."""

from __future__ import annotations

INTERNAL_MARK = "Internal: not for publication"
AUTHOR = "Place evidence"  # of every file, by its properties
LANGUAGE = "en-GB"
LONGEST_TWIN = 60  # rows; a longer table of a picture's figures is for the workbook, not for paper
APPENDIX = "The figures behind the charts"  # where a document for paper has the tables of its pictures
APPENDIX_SUMMARY = "The figures that the charts and maps of this pack draw, in the order of the pictures."


def source_line(source: str) -> str:
    """What stands below a picture or table on where it comes from; nothing where no source is named."""
    return f"Source: {source}" if source else ""


def left_to_workbook(label: str, size: str) -> str:
    """Where the figures of "Figure 3" are when they are too many for paper: `size` says how many, "61 rows"."""
    return f"Its figures, {size}, are in the workbook of this pack, as those of {label}."


def evidence_mark(number: int) -> str:
    """What a piece of evidence of the narrative is called, so that it is not taken for a source: "E3"."""
    return f"E{number}"
