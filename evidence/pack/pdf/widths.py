"""Widths of the columns of a PDF's tables, by the letters in them: no word broken, and as few lines as can be."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from evidence.pack.blocks import Table
from evidence.pack.words import BREAK
from evidence.show.letter_widths import in_lines, text_width

SEMIBOLD = 600  # weight of the names of columns
UPRIGHT, FLAT = 453.0, 700.0  # pt: width of the text on a page, and on a page turned on its side
HALF = 215.0  # pt: width of a table whose halves stand side by side
HALVED = range(13, 91)  # rows of such a table
PAPERS = ((UPRIGHT, 430.0), (FLAT, 270.0))  # with the height up to which a table is kept on one page: 0.6 of the page
LINE, BETWEEN_ROWS = 1.1, 0.85  # em: from line to line in a table, and what a row adds
GAP = 10.0  # pt between columns
POWERS = (
    1.0,
    0.8,
    0.6,
    0.4,
    0.2,
    1.25,
    1.5,
    2.0,
    3.0,
)  # of the width a column wants: the lower, the more do short columns get
RAGGED = 1.12  # how much longer wrapped lines are than their text, because they end between words
SLACK = 1.0  # pt that a text may be wider than the sum of its letters
HALVINGS = 40  # to share the room to a millionth of a point
LONGEST_CELL = 360.0  # pt; a longer text is wrapped rather than given a wider column


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths of a table's columns (pt, with the gaps between them).

    Also whether the table needs a page on its side, whether it is low enough to be kept on one page, and whether it is
    so narrow that its halves stand side by side.
    """

    widths: tuple[float, ...]
    wide: bool
    whole: bool
    halved: bool = False


def columns_of(table: Table, size: float, most: float = float("inf")) -> Columns | None:
    """Columns of a table in type of that size (pt); none where its words do not fit even on a page on its side.

    `most` is how many times the width of the page all columns together may want to fill.
    """
    cells = [[text_width(row[x], size) for row in table.rows] for x in range(len(table.columns))]
    texts = [[text_width(name, size, SEMIBOLD), *widths] for name, widths in zip(table.columns, cells, strict=True)]
    least = [_least(name, [row[x] for row in table.rows], size) for x, name in enumerate(table.columns)]
    wanted = [_wanted(name, widths, size) for name, widths in zip(table.columns, cells, strict=True)]
    if len(table.rows) in HALVED and sum(wanted) + GAP * (len(cells) - 1) <= HALF:
        return Columns(_with_gaps(_shares(HALF - GAP * (len(cells) - 1), least, wanted, wanted)), False, True, True)
    for paper, most_high in PAPERS:
        room = paper - GAP * (len(cells) - 1)
        if sum(least) <= room and sum(wanted) <= most * room:
            most_wide = [max(pair) for pair in zip(least, wanted, strict=True)]
            weighed = ([width**power for width in wanted] for power in POWERS)
            best = min((_shares(room, least, most_wide, w) for w in weighed), key=lambda w: _height(texts, w))
            height = size * (LINE * _height(texts, best) + BETWEEN_ROWS * len(texts[0]))
            return Columns(_with_gaps(best), paper == FLAT, height <= most_high)
    return None


def _with_gaps(widths: list[float]) -> tuple[float, ...]:
    """Each column with half the gap to its neighbours."""
    last = len(widths) - 1
    return tuple(round(w + GAP / 2 * ((x > 0) + (x < last)), 1) for x, w in enumerate(widths))


def _least(header: str, cells: list[str], size: float) -> float:
    """Width of a column's longest word (pt)."""
    words = [text_width(word, size) for text in cells for word in text.replace(BREAK, " ").split(" ")]
    return max(words + [text_width(word, size, SEMIBOLD) for word in header.split(" ")]) + SLACK


def _wanted(header: str, cells: list[float], size: float) -> float:
    """Width of a column (pt) that sets its longest cell in one line and its header in two, up to the longest allowed."""
    lines = (text_width(line, size, SEMIBOLD) for line in in_lines(header, 0, size, SEMIBOLD))
    return min(max([*lines, *cells]), LONGEST_CELL) + SLACK


def _shares(room: float, least: list[float], most: list[float], weights: list[float]) -> list[float]:
    """The room shared in proportion to the weights, but no column has less than its least or more than its most.

    What no column needs goes to all but the last in equal parts, so that the last is as narrow as its texts.
    """
    if sum(most) <= room:
        wider = max(1, len(most) - 1)
        return [width + (room - sum(most)) / wider if x < wider else width for x, width in enumerate(most)]
    low, high = 0.0, max(m / w for m, w in zip(most, weights, strict=True))
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        widths = [min(max(middle * w, few), many) for w, few, many in zip(weights, least, most, strict=True)]
        low, high = (middle, high) if sum(widths) <= room else (low, middle)
    return [min(max(low * w, few), many) for w, few, many in zip(weights, least, most, strict=True)]


def _height(texts: list[list[float]], widths: list[float]) -> int:
    """About how many lines a table has: of each row, those of the text that wraps most."""
    rows = zip(*texts, strict=True)
    return sum(max(_lines(text, width) for text, width in zip(row, widths, strict=True)) for row in rows)


def _lines(text: float, width: float) -> int:
    return 1 if text <= width else ceil(RAGGED * text / width)
