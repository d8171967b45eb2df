"""How alike every two districts of a place are, a tile for each pair."""

from __future__ import annotations

from collections.abc import Sequence

from evidence import wording
from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.productivity import industry_words
from evidence.productivity.similarity import Similarity
from evidence.show import theme
from evidence.show.chart_parts import Chart, drawn, layer, letters
from evidence.show.chart_svg import Layer
from evidence.show.ladder import Record
from evidence.show.productivity_tables import similarity_table, source_of

MOST_TILES = 20  # districts that are drawn beside each other
# Pixels: a row of tiles that can fold, one of a known width that need not; the numbers above them; the widest tile.
TILE, CLOSE, HEADS, MOST_WIDE = 38, 28, 22, 72


def similarity_chart(base: EvidenceBase, found: Similarity, *, width: int | None = None, scale: float = 1.0) -> Chart:
    """How alike every two districts are, a tile for each pair; raises EvidenceError for more than 20 districts."""
    count, area = len(found.districts), base.areas[found.area_code]
    if count > MOST_TILES:
        raise EvidenceError(
            f"{area.name} has {count} districts to compare: too many to draw, so the table alone has every pair."
        )
    names = [base.areas[code].name for code in found.districts]
    tall = (CLOSE if width and width >= theme.WIDE * scale else TILE) * scale
    pairs = ((i, j) for i in range(count) for j in range(count) if i != j)
    tiles = [_tile(names, i, j, found, scale, tall) for i, j in pairs]
    most, least = found.most_alike, found.least_alike
    alt = f"Grid of {count} by {count} districts. {industry_words.similarity_sentence(base, found)}"
    left = f" Left out: {wording.listed([base.areas[code].name for code in found.left_out])}." if found.left_out else ""
    return Chart(
        plot=drawn(
            _tile_layers(names, tiles, scale, tall),
            height=(HEADS + 4) * scale + tall * count,
            alt_text=alt,
            width=width,
        ),
        title=(
            f"Most alike: {base.areas[most.first].name} and {base.areas[most.second].name}; "
            f"least: {base.areas[least.first].name} and {base.areas[least.second].name}"
            if count > 2
            else f"{names[0]} and {names[1]}: {wording.plain_number(most.similarity, 2)} of 1"
        ),
        subtitle=(
            f"Districts of {wording.place(area)}, {found.year}: similarity of what they produce, 1 is the same mix of "
            f"industries and 0 none in common. Darker is more alike. Columns have the numbers of the rows.{left}"
        ),
        alt=alt,
        source=source_of(base, found.structures[0].table),
        table=similarity_table(base, found),
    )


def _tile(names: Sequence[str], i: int, j: int, found: Similarity, scale: float, tall: float) -> Record:
    value = found.matrix[i][j]
    low, high = found.least_alike.similarity, found.most_alike.similarity
    step = min(4, int(5 * (value - low) / (high - low))) if high > low else 2
    said = wording.plain_number(value, 2)
    return {
        "col": j,
        "y": HEADS * scale + tall * (i + 0.5),
        "text": said,
        "said": f"{names[i]} and {names[j]}: {said}",
        "colour": theme.AMOUNT[step],
        "ink": "#FFFFFF" if step > 2 else theme.INK,
    }


def _tile_layers(names: Sequence[str], tiles: Sequence[Record], scale: float, tall: float) -> list[Layer]:
    """Numbered names at the left (above their tiles where narrow), a tile for each pair, its number where it has room."""
    count, size, small = len(names), theme.CHART_TEXT * scale, theme.CHART_SMALL * scale
    rows: list[Record] = [
        {"text": f"{i + 1}  {name}", "head": f"{i + 1}", "col": i, "y": HEADS * scale + tall * (i + 0.5)}
        for i, name in enumerate(names)
    ]
    wide, slim = f"width >= {theme.WIDE * scale}", f"width < {theme.WIDE * scale}"
    left = max(letters(row["text"], size) for row in rows) + 12 * scale
    start = f"(({wide}) ? {left} : 0)"
    wide_tile = f"min((width - {start}) / {count}, {MOST_WIDE * scale})"
    x, middle = f"{start} + datum.col * {wide_tile}", f"{start} + (datum.col + 0.5) * {wide_tile}"
    half = tall / 2 - 3 * scale
    top, bottom = f"datum.y - (({wide}) ? {half} : 0)", f"datum.y + {half}"
    room = f"({wide}) && ({wide_tile}) >= {30 * scale}"
    text: Record = {"fields": {"text": "text"}}
    return [
        layer(rows, "text", "0", "datum.y", where=wide, align="left", fontSize=size, **text),
        layer(rows, "text", "0", f"datum.y - {8 * scale}", where=slim, align="left", fontSize=small, **text),
        layer(rows, "text", middle, f"{HEADS * scale / 2}", fields={"text": "head"}, fontSize=small, color=theme.MUTED),
        layer(
            tiles,
            "rect",
            f"{x} + 1",
            top,
            x2=f"{x} + {wide_tile} - 1",
            y2=bottom,
            fields={"fill": "colour"},
            tips={"": "said"},
            opacity=1,
        ),
        layer(tiles, "text", middle, "datum.y", where=room, fields={"text": "text", "color": "ink"}, fontSize=small),
        layer(
            tiles,
            "text",
            middle,
            f"datum.y + {8 * scale}",
            where=f"({slim}) && ({wide_tile}) >= {26 * scale}",
            fields={"text": "text", "color": "ink"},
            fontSize=small,
        ),
    ]
