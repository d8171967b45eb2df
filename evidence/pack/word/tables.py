"""Tables of a Word document: headlines and tables of text, their grid and the widths of their columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evidence.pack.blocks import Table, Tiles
from evidence.pack.word.xml import (
    KEEP_NEXT,
    ROOM,
    Writing,
    attribute,
    paragraph,
    plain,
    references,
    run,
    source_and_note,
)
from evidence.pack.words import BREAK

SHORT_TABLE = 12  # rows up to which a table is never split
MANY_COLUMNS = 7  # from which on a table is set smaller
SMALL = 8.0  # points, of wide tables and those of the appendix
CELL_MARGIN = 75  # twips, left and right
PADDING = 2 * CELL_MARGIN + 10  # twips
# Widths of Arial's letters in parts of its size, to break no word of a table; capitals and all others are the rest.
WIDTHS = {
    letter: width
    for letters, width in (("ijl.,:;'|! I", 0.27), ("frt()[]-/", 0.34), ("mMW%", 0.87), ("w", 0.73))
    for letter in letters
}
CAPITAL, OTHER, BOLD = 0.7, 0.56, 1.08
WRAP = 60  # parts of the size, from which on a cell is better set on several lines
UNBROKEN = 5  # parts of the size, up to which a cell is never set on several lines
TILE_COLUMNS = ("Headline", "Figure", "How it compares")
TILE_SHARES = (0.4, 0.2, 0.4)
_RIGHT = '<w:jc w:val="right"/>'


def tiles_table(writing: Writing, tiles: Tiles) -> str:
    """Headlines as a table of one row each: boxes side by side would be read out across, name after name."""
    rows = [
        (
            plain("TableText", tile.name),
            plain("TileFigure", tile.figure),
            paragraph("TableText", run(tile.how), references(writing, tile.sources)),
        )
        for tile in tiles.tiles
    ]
    header = tuple(paragraph("TableText", run(name), more=KEEP_NEXT) for name in TILE_COLUMNS)
    widths = [round(share * ROOM) for share in TILE_SHARES]
    foot = plain("Source", "Numbers in square brackets lead to the list of sources.")
    return _grid((header, *rows), widths, "Headlines", f"Columns: {', '.join(TILE_COLUMNS)}.") + foot


def text_table(table: Table, title: str, *, small: bool = False) -> str:
    """The table with its source and note; a short one is kept on one page, and none ends far from its source."""
    style, size = ("SmallTableText", SMALL) if small or len(table.columns) >= MANY_COLUMNS else ("TableText", 9.0)
    last = len(table.rows)
    rows = (
        tuple(
            paragraph(style, run(text), more=(KEEP_NEXT if kept else "") + (_RIGHT if right else ""))
            for text, right in zip(cells, table.numeric, strict=True)
        )
        for i, cells in enumerate((table.columns, *table.rows))
        for kept in (i == 0 or last <= SHORT_TABLE or i >= last - 1,)
    )
    grid = _grid(rows, _widths(table, size), title, f"Columns: {', '.join(table.columns)}.")
    # Word needs a paragraph between a table and whatever follows.
    return grid + (source_and_note(table.source, table.note) or plain("Source", ""))


def _grid(rows: Iterable[Sequence[str]], widths: Sequence[int], title: str, description: str) -> str:
    """A table of cells that are paragraphs already: the first row heads every page, no row breaks over two."""
    cells = [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>' for width in widths]
    lines = [
        f"<w:tr><w:trPr><w:cantSplit/>{'' if i else '<w:tblHeader/>'}</w:trPr>"
        f"{''.join(f'{cell}{text}</w:tc>' for cell, text in zip(cells, row, strict=True))}</w:tr>"
        for i, row in enumerate(rows)
    ]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="EvidenceTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" '
        f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="{attribute(title)}"/>'
        f'<w:tblDescription w:val="{attribute(description)}"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(lines)}</w:tbl>"
    )


def _widths(table: Table, size: float) -> list[int]:
    """Widths of the columns in twips: by the length of their texts, no word broken where there is room for it.

    The name of a column is taken to be set on two lines.
    """
    least = least_widths(table, size)
    texts = [min(max(_wide(name) / 2, *map(_wide, cells), 0.0), WRAP) for name, *cells in _columns(table)]
    wanted = [max(few, text * size * 20 + PADDING) for few, text in zip(least, texts, strict=True)]
    if sum(least) >= ROOM:
        wanted = least
    elif sum(wanted) > ROOM:
        share = (ROOM - sum(least)) / (sum(wanted) - sum(least))
        wanted = [few + share * (many - few) for few, many in zip(least, wanted, strict=True)]
    widths = [round(one * ROOM / sum(wanted)) for one in wanted]
    return [*widths[:-1], ROOM - sum(widths[:-1])]


def _columns(table: Table) -> list[tuple[str, ...]]:
    """The texts of each column, its name first."""
    return list(zip(table.columns, *table.rows, strict=True))


def least_widths(table: Table, size: float) -> list[float]:
    """Width of each column in twips that its longest word needs; names of columns are bold."""
    return [
        max(BOLD * _longest_word(name), *map(_longest_word, cells), 0.0) * size * 20 + PADDING
        for name, *cells in _columns(table)
    ]


def _longest_word(text: str) -> float:
    """Width of the longest word in parts of the size; a text as short as "Apr 2025" is not to be broken at all."""
    whole = _wide(text)
    return whole if whole <= UNBROKEN else max(map(_wide, text.replace(BREAK, " ").split(" ")))


def _wide(text: str) -> float:
    """About how wide a text is set, in parts of its size."""
    return sum(WIDTHS.get(letter, CAPITAL if letter.isupper() else OTHER) for letter in text)
