"""The quadrant: prosperity against inclusion for every place of a set, by level or by change."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Any

import numpy as np

from evidence import wording
from evidence.errors import EvidenceError
from evidence.growth import titles, words
from evidence.growth.association import FEWEST_PAIRS
from evidence.growth.framework import THEMES
from evidence.growth.monitor import Monitor
from evidence.growth.walk import Walk
from evidence.indicators.base import EvidenceBase
from evidence.show import theme
from evidence.show.chart_parts import Chart, drawn, layer, letters, scale_of
from evidence.show.chart_svg import Layer
from evidence.show.growth_tables import quadrant_table, sources_of

HEIGHT, TOP, CORNER, FOOT = 360, 24, 38, 40  # the plot, the axis's name, a line of corners, ticks and the other name
NEAREST, MOST_NAMES, APART = 3, 9, 17  # places named beside the chosen one; pixels between two names
NARROW = 290  # pixels of the narrowest chart, where only the chosen place is named
DOT_HIGH = 11  # pixels: half a name and half a dot, one above the other
COSTS = 100  # dots that a name may cover before it is set where it would be cut
HALVES = ("lower half", "upper half")
WHAT = {"level": "latest scores", "change": "changes of scores"}
Record = dict[str, Any]


def quadrant_chart(
    base: EvidenceBase,
    monitor: Monitor,
    what: str,
    walk: Walk | None = None,
    *,
    width: int | None = None,
    scale: float = 1.0,
) -> Chart:
    """Prosperity across, inclusion up, for "level" or "change", with the set's medians as lines and corners in words.

    The place of `walk` is named, and those nearest to it and farthest out. Raises EvidenceError where fewer than four
    places have both scores.
    """
    scores = (monitor.level if what == "level" else monitor.change).themes
    x, y = scores["prosperity"], scores["inclusion"]
    both = [i for i in range(len(monitor.among.codes)) if not (np.isnan(x[i]) or np.isnan(y[i]))]
    if len(both) < FEWEST_PAIRS:
        raise EvidenceError(
            f"Only {len(both)} of {len(monitor.among.codes)} {monitor.among.name} have both scores; a quadrant needs at least {FEWEST_PAIRS}."
        )
    places = [_place(base, monitor, what, i) | {"across": float(x[i]), "up": float(y[i])} for i in both]
    plot = _Quadrant(places, what, monitor.options.method, scale)
    chosen = walk.area.code if walk else ""
    alt_text = titles.quadrant_alt(monitor, what, walk, len(places))
    absent = len(monitor.among.codes) - len(places)
    lacking = f" {wording.counted(absent, 'place')} without a score left out." if absent else ""
    return Chart(
        plot=drawn(plot.layers(chosen), height=plot.height, alt_text=alt_text, width=width),
        title=titles.quadrant_title(monitor, what, walk),
        subtitle=f"{len(places)} {monitor.among.name}: {WHAT[what]}. Dashed: median.{lacking}",
        alt=alt_text,
        source=f"{sources_of(base, monitor)} {titles.options_short(monitor)}",
        table=quadrant_table(base, monitor, what),
    )


def _place(base: EvidenceBase, monitor: Monitor, what: str, i: int) -> Record:
    """A place with what its tooltip says."""
    ranges = monitor.level_ranges if what == "level" else monitor.change_ranges
    scores = (monitor.level if what == "level" else monitor.change).themes
    signed = what == "change" and monitor.options.method != "progress"
    variant = monitor.options.variant if what == "level" else "min-max"
    said = {
        key: f"{f'{words.signed(float(scores[key][i]))} points' if signed else words.score(float(scores[key][i]), variant)}, "
        f"{wording.ordinal(found.rank or 0)} of {found.of}; rank {titles.range_cell(found)}"
        for key in THEMES
        for found in [ranges[key][i]]
    }
    code = monitor.among.codes[i]
    return {
        "code": code,
        "name": wording.label(base.areas[code]),
        "said_x": said["prosperity"],
        "said_y": said["inclusion"],
    }


class _Quadrant:
    """Where axes, medians, corners and places stand."""

    def __init__(self, places: Sequence[Record], what: str, method: str, scale: float) -> None:
        self.what, self.scale = what, scale
        self.across, self.up = (scale_of([p[side] for p in places], zero=False) for side in ("across", "up"))
        self.signed = what == "change" and method != "progress"
        self.left = max(letters(self._tick(t), theme.CHART_SMALL * scale) for t in self.up.ticks) + 14 * scale
        self.top, self.bottom = (TOP + CORNER) * scale, (TOP + CORNER + HEIGHT) * scale
        self.height = self.bottom + (CORNER + FOOT) * scale
        self.places = [p | {"x": self.across.at(p["across"]), "y": self.at_y(p["up"])} for p in places]

    def at_x(self, column: str = "x") -> str:
        """Pixels across."""
        return f"{self.left} + datum.{column} * (width - {self.left} - {10 * self.scale})"

    def at_y(self, value: float) -> float:
        """Pixels down."""
        return self.bottom - HEIGHT * self.scale * self.up.at(value)

    def layers(self, chosen: str) -> list[Layer]:
        """Everything that the quadrant draws; `chosen` is the code of the place to name first, or empty."""
        return [*self._grid(), *self._middles(), *self._corners(), *self._dots(chosen), *self._names(chosen)]

    def _tick(self, value: float) -> str:
        return f"{value:{'+' if self.signed and value else ''}g}".replace("-", "−")

    def _grid(self) -> list[Layer]:
        s, last = self.scale, len(self.across.ticks) - 1
        style: Record = {"fields": {"text": "text"}, "fontSize": theme.CHART_SMALL * s, "color": theme.MUTED}
        rows = [{"y": self.at_y(t), "text": self._tick(t)} for t in self.up.ticks]
        cols = [
            {"x": self.across.at(t), "text": self._tick(t), "kept": i in (0, last)}
            for i, t in enumerate(self.across.ticks)
        ]
        wide, below = f"width >= {theme.WIDE * s} || datum.kept", self.bottom + CORNER * s
        line: Record = {"stroke": theme.BAND, "strokeWidth": 0.8}
        layers = [
            layer(rows, "rule", f"{self.left}", "datum.y", x2="width", **line),
            layer(rows, "text", f"{self.left - 8 * s}", "datum.y", align="right", **style),
            layer(cols, "rule", self.at_x(), f"{self.top}", y2=f"{self.bottom}", **line),
            layer(cols, "text", self.at_x(), f"{below + 10 * s}", where=wide, **style),
            layer([{"text": "↑ Inclusion"}], "text", "0", f"{9 * s}", align="left", fontWeight=600, **style),
            layer(
                [{"text": "Prosperity →"}], "text", "width", f"{below + 28 * s}", align="right", fontWeight=600, **style
            ),
        ]
        return layers + (self._zero() if self.signed else [])

    def _zero(self) -> list[Layer]:
        """Where nothing changed, where that lies inside the plot."""
        line: Record = {"stroke": theme.HAIRLINE, "strokeWidth": 1.3}
        layers = []
        if self.up.low < 0 < self.up.high:
            layers.append(layer([{"y": self.at_y(0.0)}], "rule", f"{self.left}", "datum.y", x2="width", **line))
        if self.across.low < 0 < self.across.high:
            at = [{"x": self.across.at(0.0)}]
            layers.append(layer(at, "rule", self.at_x(), f"{self.top}", y2=f"{self.bottom}", **line))
        return layers

    def _middles(self) -> list[Layer]:
        at = [{"x": median(p["x"] for p in self.places), "y": median(p["y"] for p in self.places)}]
        dashed: Record = {"stroke": theme.COMPARATOR, "strokeDash": [5, 3], "strokeWidth": 1.3}
        return [
            layer(at, "rule", f"{self.left}", "datum.y", x2="width", **dashed),
            layer(at, "rule", self.at_x(), f"{self.top}", y2=f"{self.bottom}", **dashed),
        ]

    def _corners(self) -> list[Layer]:
        """Two short lines at each corner, outside the plot so that no place lies under them."""
        s, rows = self.scale, []
        for i, across in enumerate(HALVES):
            for j, up in enumerate(HALVES):
                start = self.bottom + 12 * s if j == 0 else TOP * s + 6 * s
                for line, text in enumerate(titles.corner(self.what, across, up)):
                    rows.append({"text": text, "side": i, "y": start + 15 * s * line})
        style: Record = {
            "fields": {"text": "text"},
            "fontSize": theme.CHART_SMALL * s,
            "color": theme.INK,
            "fontWeight": 600,
        }
        left, right = ([r for r in rows if r["side"] == side] for side in (0, 1))
        return [
            layer(left, "text", f"{self.left + 4 * s}", "datum.y", align="left", **style),
            layer(right, "text", f"width - {4 * s}", "datum.y", align="right", **style),
        ]

    def _dots(self, chosen: str) -> list[Layer]:
        tips = {"Place": "name", "Prosperity": "said_x", "Inclusion": "said_y"}
        rest, own = ([p for p in self.places if (p["code"] == chosen) == is_own] for is_own in (False, True))
        look: Record = {"tips": tips, "stroke": "#FFFFFF"}
        at, s = (self.at_x(), "datum.y"), self.scale**2
        layers = [layer(rest, "point", *at, fill=theme.MUTED, strokeWidth=0.8, size=62 * s, opacity=0.75, **look)]
        if own:
            layers.append(
                layer(own, "point", *at, fill=theme.THIS_PLACE, strokeWidth=1.5, size=200 * s, opacity=1, **look)
            )
        return layers

    def _names(self, chosen: str) -> list[Layer]:
        layers, wide = [], f"width >= {theme.WIDE * self.scale}"
        named = named_places(self.places, chosen, APART * self.scale, HEIGHT * self.scale)
        sided = [(place, self._side(place, place["code"] == chosen)) for place in named]
        for own in (False, True):
            for side, sign in (("left", 1), ("right", -1)):
                rows = [place for place, align in sided if (place["code"] == chosen) == own and align == side]
                if rows:
                    x = f"{self.at_x()} + {sign * (12 if own else 9) * self.scale}"
                    layers += self._name(rows, x, side, own, "" if own else wide)
        return layers

    def _side(self, place: Record, own: bool) -> str:
        """How a name is aligned to its dot: on the side where it fits and covers fewer dots, on the narrowest chart."""
        narrowest = NARROW if own else theme.WIDE * self.scale
        room = letters(place["name"], theme.CHART_TEXT * self.scale) / (narrowest - self.left)
        near = [p["x"] for p in self.places if p is not place and abs(p["y"] - place["y"]) < DOT_HIGH * self.scale]
        covered = {
            "left": sum(place["x"] < x < place["x"] + room for x in near) + COSTS * (place["x"] + room > 1),
            "right": sum(place["x"] - room < x < place["x"] for x in near) + COSTS * (place["x"] - room < 0),
        }
        outward = "right" if place["x"] > 0.5 else "left"
        return min(covered, key=lambda align: (covered[align], align != outward))

    def _name(self, rows: Sequence[Record], x: str, side: str, own: bool, where: str) -> list[Layer]:
        """Names with a white edge below them, so that they stay readable over other places' dots."""
        style: Record = {
            "align": side,
            "fontSize": theme.CHART_TEXT * self.scale * (1.08 if own else 0.95),
            "fontWeight": 700 if own else 400,
            "limit": {"expr": "width * 0.45"},
            "fields": {"text": "name"},
            "where": where,
        }
        return [
            layer(rows, "text", x, "datum.y", stroke="#FFFFFF", strokeWidth=4, color="#FFFFFF", **style),
            layer(rows, "text", x, "datum.y", color=theme.THIS_PLACE if own else theme.INK, **style),
        ]


def named_places(places: Sequence[Record], chosen: str, apart: float, height: float) -> list[Record]:
    """The chosen place, those nearest to it and those farthest out, as long as their names keep apart in height.

    Names that are that far apart never cover each other, however wide the chart is.
    """
    own = next((p for p in places if p["code"] == chosen), None)
    others = [p for p in places if p is not own]

    def distance(a: Record, b: Record) -> float:
        return float((a["x"] - b["x"]) ** 2 + ((a["y"] - b["y"]) / height) ** 2)

    middle: Record = {"x": median(p["x"] for p in places), "y": median(p["y"] for p in places)}
    far = sorted(others, key=lambda p: -distance(p, middle))
    near = sorted(others, key=lambda p: distance(p, own))[:NEAREST] if own else []
    kept: list[Record] = [own] if own else []
    for place in (*far[: MOST_NAMES - NEAREST], *near):
        if place not in kept and all(abs(place["y"] - other["y"]) >= apart for other in kept):
            kept.append(place)
    return kept
