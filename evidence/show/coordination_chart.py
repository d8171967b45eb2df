"""Functions by pillars as a chart: a tile for each pair, with how many activities of the place serve both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evidence import wording
from evidence.coordination.activities import FUNCTIONS, PILLARS, Activity
from evidence.coordination.listing import ADDED, name_of
from evidence.coordination.place import NOT_EMPTY, Coordination
from evidence.coordination.register import CASES
from evidence.coordination.tables import OWN
from evidence.show import theme
from evidence.show.chart_parts import Chart, drawn, layer
from evidence.show.chart_svg import Layer
from evidence.show.coordination_tables import matrix_table
from evidence.show.letter_widths import in_lines

TOP, ROW, GAP = 42, 66, 6  # pixels: the pillars' names, a tile, the space between two
KEY = 30  # pixels below the tiles
APART = 8  # more space before the last pillar, which is the foundation of the others
ROOMY = 900  # from this width on a tile has room for names
HEAD = 118  # pixels of a pillar's name; a longer one is broken
ALONE = 150  # pixels of a name that stands alone in its tile
NAMED = 12  # names in a tooltip, before "and 3 more"
SHORT = {
    "relational-partnerships": "Relations",
    "shared-purpose": "Purpose",
    "rich-data": "Rich data",
    "finance": "Finance",
}
PAIR = (
    "A pair means that an activity serves the function and stands on the pillar, not that its source says the two go "
    "together; an activity can stand in several. Which ones it serves is our reading where its source does not say."
)
ON_LISTS = "lists only"
DESCRIBED, LISTED = (
    theme.AMOUNT[1],
    theme.AMOUNT[0],
)  # a tile with a described case or the team's own activity; one of lists alone
PUBLISHERS = 5  # named under the chart, before "and others"
Record = dict[str, Any]


def matrix_chart(
    coordination: Coordination,
    *,
    year: int | None = None,
    width: int | None = None,
    scale: float = 1.0,
    brief: bool = False,
) -> Chart:
    """What is on record for a place by function (rows) and pillar (columns); national and ended activities are left out.

    `year` is that of the coordination, where it was asked for one; `brief` leaves out of the subtitle what a slide has no
    room for. A pair without an activity is an open ring with its words, and one that rests on entries of lists alone says
    so, so that colour is never the only sign.
    """
    tiles = [_tile(coordination, i, j, scale) for i in range(len(FUNCTIONS)) for j in range(len(PILLARS))]
    alt = _alt(coordination)
    place = wording.place(coordination.area)
    then = f" that were there in {year}, or give no dates" if year else ""
    subtitle = f"{place}: activities on record{then}, by function and pillar. {'' if brief else f'{PAIR} '}{NOT_EMPTY}"
    return Chart(
        plot=drawn(_layers(tiles, scale), height=_height(scale), alt_text=alt, width=width),
        title=matrix_title(coordination),
        subtitle=subtitle[0].upper() + subtitle[1:],
        alt=alt,
        source=_source([held.activity for held in coordination.own]),
        table=matrix_table(coordination),
    )


def matrix_title(coordination: Coordination) -> str:
    """What the matrix rests on: how many described cases, entries of lists and activities of the team; no verdict."""
    layers = [held.activity.layer for held in coordination.own]
    cases, own = layers.count(CASES), layers.count(OWN)
    counts = (
        (cases, "described case", "described cases"),
        (len(layers) - cases - own, "entry of lists", "entries of lists"),
        (own, f"activity {ADDED}", f"activities {ADDED}"),
    )
    said = wording.listed([f"{n:,} {one if n == 1 else many}" for n, one, many in counts if n])
    if not said:
        return "Nothing that still runs is on record" if coordination.ended else "Nothing is on record yet"
    placed = any(coordination.matrix.values())
    return f"{said} on record" + ("" if placed else ", none of them with both a function and a pillar")


def rests_on_lists(activities: Sequence[Activity]) -> bool:
    """Whether all of these are entries of lists: none is a described case, and none was added by the team."""
    return all(activity.layer not in (CASES, OWN) for activity in activities)


def _alt(coordination: Coordination) -> str:
    """Every row in words, for those who do not see the tiles."""
    rows = []
    for function, (name, _) in FUNCTIONS.items():
        pairs = [
            f"{PILLARS[pillar][0].lower()} {_in_words(coordination.matrix[function, pillar])}" for pillar in PILLARS
        ]
        rows.append(f"{name}: {', '.join(pairs)}.")
    return f"Grid of functions by pillars for {wording.place(coordination.area)}. {' '.join(rows)} {NOT_EMPTY}"


def _in_words(activities: Sequence[Activity]) -> str:
    if not activities:
        return "nothing on record"
    return f"{len(activities):,}, {ON_LISTS}" if rests_on_lists(activities) else f"{len(activities):,}"


def _source(activities: Sequence[Activity]) -> str:
    publishers = sorted({a.source.publisher or "this team" for a in activities})
    named = publishers[:PUBLISHERS] + (["others"] if len(publishers) > PUBLISHERS else [])
    return f"register of coordination activity{f', from {wording.listed(named)}' if named else ''}."


def _tile(coordination: Coordination, row: int, column: int, scale: float) -> Record:
    function, pillar = tuple(FUNCTIONS)[row], tuple(PILLARS)[column]
    # Those that are told of come first: of many, a tile has room for two names.
    found = sorted(coordination.matrix[function, pillar], key=lambda a: rests_on_lists([a]))
    pair = f"{FUNCTIONS[function][0]} with {PILLARS[pillar][0].lower()}"
    names = "; ".join(map(name_of, found[:NAMED])) + (f" and {len(found) - NAMED} more" if len(found) > NAMED else "")
    listed = rests_on_lists(found)
    return {
        "col": column,
        "shift": APART * scale if column == len(PILLARS) - 1 else 0,
        "top": (TOP + row * (ROW + GAP)) * scale,
        "y": (TOP + row * (ROW + GAP) + ROW / 2) * scale,
        "n": len(found),
        "text": f"{len(found):,}",
        "names": _lines([name_of(a) for a in found]),
        "listed": listed,
        "said": f"{pair}{f' ({ON_LISTS})' if listed else ''}: {names}" if found else f"{pair}: nothing on record",
    }


def _lines(names: Sequence[str]) -> list[str]:
    """At most three lines: the names, or two of them and how many more there are; a single one may be broken."""
    if len(names) == 1:
        return list(in_lines(names[0], ALONE, theme.CHART_SMALL))
    return list(names) if len(names) <= 3 else [*names[:2], f"and {len(names) - 2:,} more"]


def _height(scale: float) -> float:
    return (TOP + len(FUNCTIONS) * (ROW + GAP) + KEY) * scale


class _Grid:
    """Where things stand, as expressions of the chart's width; `s` is the scale of the projector's view."""

    def __init__(self, s: float) -> None:
        self.s = s
        self.wide, self.roomy = f"width >= {theme.WIDE * s}", f"width >= {ROOMY * s}"
        self.left = f"({self.wide} ? {92 * s} : {60 * s})"
        gaps = (GAP * (len(PILLARS) - 1) + APART) * s
        self.tile = f"((width - {self.left} - {gaps} - 1) / {len(PILLARS)})"
        self.x = f"({self.left} + datum.col * ({self.tile} + {GAP * s}) + datum.shift)"
        self.middle = f"({self.x} + {self.tile} / 2)"

    def between(self, more: str = "") -> str:
        """Wide enough for words beside a number, not for names."""
        return f"{self.wide} && width < {ROOMY * self.s}{more}"


def _layers(tiles: Sequence[Record], s: float) -> list[Layer]:
    grid = _Grid(s)
    held, empty = [t for t in tiles if t["n"]], [t for t in tiles if not t["n"]]
    layers = _heads(grid)
    if held:
        layers += _filled(grid, held) + _key(grid)
    if empty:
        layers += _open(grid, empty)
    layers.append(
        layer(
            tiles,
            "rect",
            grid.x,
            "datum.top",
            x2=f"{grid.x} + {grid.tile}",
            y2=f"datum.top + {ROW * s}",
            tips={"": "said"},
            opacity=0,
        )
    )
    return layers


def _heads(grid: _Grid) -> list[Layer]:
    """Functions at the left, pillars above: in full, in two lines, or in one word each."""
    s = grid.s
    text: Record = {"fields": {"text": "text"}, "fontSize": theme.CHART_TEXT * s, "fontWeight": 700}
    functions = [
        {"text": name, "y": (TOP + i * (ROW + GAP) + ROW / 2) * s} for i, (name, _) in enumerate(FUNCTIONS.values())
    ]
    columns: list[Record] = [
        {"key": key, "name": name, "col": i, "shift": APART * s if i == len(PILLARS) - 1 else 0}
        for i, (key, (name, _)) in enumerate(PILLARS.items())
    ]
    full = [c | {"text": c["name"]} for c in columns]
    broken = [
        c | {"text": line, "y": (TOP - 14 - 15 * (len(lines) - 1 - i)) * s}
        for c in columns
        for lines in [in_lines(c["name"], HEAD, theme.CHART_TEXT, 700)]
        for i, line in enumerate(lines)
    ]
    short = [c | {"text": SHORT[c["key"]]} for c in columns]
    return [
        layer(functions, "text", "0", "datum.y", align="left", **text),
        layer(full, "text", grid.x, f"{(TOP - 14) * s}", where=grid.roomy, align="left", **text),
        layer(broken, "text", grid.x, "datum.y", where=grid.between(), align="left", **text),
        layer(
            short,
            "text",
            grid.middle,
            f"{(TOP - 14) * s}",
            where=f"width < {theme.WIDE * s}",
            **(text | {"fontSize": theme.CHART_SMALL * s}),
        ),
    ]


def _box(grid: _Grid, tiles: Sequence[Record], **style: Any) -> Layer:
    right, bottom = f"{grid.x} + {grid.tile}", f"datum.top + {ROW * grid.s}"
    return layer(tiles, "rect", grid.x, "datum.top", x2=right, y2=bottom, strokeWidth=1, **style)


def _filled(grid: _Grid, tiles: Sequence[Record]) -> list[Layer]:
    """Tiles with a number, whether it is of lists only, and as many names as there is room for."""
    s = grid.s
    number: Record = {"fields": {"text": "text"}, "fontSize": 22 * s, "fontWeight": 700, "color": theme.THIS_PLACE}
    small: Record = {"fields": {"text": "text"}, "fontSize": theme.CHART_SMALL * s, "align": "left"}
    tiny: Record = {"fields": {"text": "text"}, "fontSize": 11 * s}
    named = [line for t in tiles for line in _name_lines(t, s)]
    beside = [{**t, "text": ON_LISTS if t["listed"] else "on record"} for t in tiles]
    below = [
        {**t, "text": word, "y": t["y"] + (7 + 13 * i) * s}
        for t in tiles
        if t["listed"]
        for i, word in enumerate(ON_LISTS.split())
    ]
    raised = [{**t, "y": t["y"] - (13 * s if t["listed"] else 0)} for t in tiles]
    room, narrow = {"expr": f"{grid.tile} - {60 * s}"}, f"width < {theme.WIDE * s}"
    at = f"{grid.x} + {28 * s}"
    layers = [
        _box(grid, [t for t in tiles if t["listed"] == listed], fill=fill, stroke=stroke)
        for listed, fill, stroke in ((True, LISTED, theme.AMOUNT[2]), (False, DESCRIBED, theme.AMOUNT[3]))
        if any(t["listed"] == listed for t in tiles)
    ]
    layers += [
        layer(raised, "text", at, "datum.y", where=grid.roomy, **number),
        layer(tiles, "text", at, "datum.y", where=grid.between(), **number),
        layer(raised, "text", grid.middle, "datum.y", where=narrow, **number),
        layer(named, "text", f"{grid.x} + {54 * s}", "datum.y", where=grid.roomy, limit=room, **small),
        layer(beside, "text", f"{grid.x} + {54 * s}", "datum.y", where=grid.between(), **small),
    ]
    if below:
        layers += [
            layer(below, "text", at, "datum.y", where=grid.roomy, **tiny),
            layer(below, "text", grid.middle, "datum.y", where=narrow, **tiny),
        ]
    return layers


def _key(grid: _Grid) -> list[Layer]:
    """Below the tiles: what the darker and the lighter ones rest on, in a few words on a narrow screen."""
    s = grid.s
    y = (TOP + len(FUNCTIONS) * (ROW + GAP) + 12) * s
    rows: list[Record] = [
        {"i": 0, "long": f"with a described case, or one {ADDED}", "short": "described, or your own"},
        {"i": 1, "long": f"{ON_LISTS}: nothing described", "short": ON_LISTS},
    ]
    left = f"(datum.i * ({grid.wide} ? {320 * s} : {165 * s}))"
    text: Record = {"fontSize": theme.CHART_SMALL * s, "align": "left"}
    looks = ((DESCRIBED, theme.AMOUNT[3]), (LISTED, theme.AMOUNT[2]))
    swatches = [
        layer([row], "rect", f"{left} + 0.5", f"{y - 7 * s}", x2=f"{left} + {18 * s}", y2=f"{y + 7 * s}", strokeWidth=1,
              fill=fill, stroke=stroke)
        for row, (fill, stroke) in zip(rows, looks, strict=True)
    ]  # fmt: skip
    return [
        *swatches,
        layer(rows, "text", f"{left} + {25 * s}", f"{y}", where=grid.wide, fields={"text": "long"}, **text),
        layer(
            rows,
            "text",
            f"{left} + {25 * s}",
            f"{y}",
            where=f"width < {theme.WIDE * s}",
            fields={"text": "short"},
            **text,
        ),
    ]


def _name_lines(tile: Record, s: float) -> list[Record]:
    """A row for each line of names, around the middle of its tile."""
    lines = tile["names"]
    return [
        {"col": tile["col"], "shift": tile["shift"], "text": line, "y": tile["y"] + (i - (len(lines) - 1) / 2) * 17 * s}
        for i, line in enumerate(lines)
    ]


def _open(grid: _Grid, tiles: Sequence[Record]) -> list[Layer]:
    """Tiles without an activity: a broken edge, an open ring and the words."""
    s, narrow = grid.s, f"width < {theme.WIDE * grid.s}"
    small: Record = {"fields": {"text": "text"}, "fontSize": theme.CHART_SMALL * s, "color": theme.MUTED}
    ring: Record = {"size": 150 * s * s, "fill": "transparent", "stroke": theme.MUTED, "strokeWidth": 1.5 * s}
    one = [{**t, "text": "nothing on record"} for t in tiles]
    two = [
        {**t, "text": word, "dy": (i - 0.5) * 15 * s} for t in tiles for i, word in enumerate(("nothing", "on record"))
    ]
    return [
        _box(grid, tiles, fill="#FFFFFF", stroke=theme.HAIRLINE, strokeDash=[4, 3]),
        layer(tiles, "point", f"{grid.x} + {28 * s}", "datum.y", where=grid.wide, opacity=1, **ring),
        layer(tiles, "point", grid.middle, f"datum.y - {17 * s}", where=narrow, opacity=1, **ring),
        layer(one, "text", f"{grid.x} + {54 * s}", "datum.y", where=grid.roomy, align="left", **small),
        layer(two, "text", f"{grid.x} + {54 * s}", "datum.y + datum.dy", where=grid.between(), align="left", **small),
        layer(
            two,
            "text",
            grid.middle,
            f"datum.y + datum.dy + {11 * s}",
            where=narrow,
            **(small | {"fontSize": 11 * s}),
        ),
    ]
