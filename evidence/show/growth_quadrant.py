"""The quadrant: prosperity against inclusion for every place of a set, by level or by change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
DOT, DOT_HIGH, OWN_HIGH = (
    5,
    12,
    16,
)  # pixels: half a dot; half a name and half a dot, one above the other, one's own is larger
OVER = 19  # pixels from a dot to a name above or below it
OWN_SIZE, OTHER_SIZE = 1.08, 0.95
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
    tall: float = HEIGHT,
) -> Chart:
    """Prosperity across, inclusion up, for "level" or "change", with the set's medians as lines and corners in words.

    The place of `walk` is named, and those nearest to it and farthest out; `tall` is the plot's height at a scale of 1. Raises EvidenceError where fewer than four
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
    plot = _Quadrant(places, what, monitor.options.method, scale, tall)
    chosen = walk.area.code if walk else ""
    alt_text = titles.quadrant_alt(monitor, what, walk, len(places))
    absent = len(monitor.among.codes) - len(places)
    lacking = f" {wording.counted(absent, 'place')} without a score left out." if absent else ""
    own = f" Dark blue: {wording.place(walk.area)}." if chosen in {p["code"] for p in places} and walk else ""
    nothing = " Solid: no change." if plot.signed else ""
    return Chart(
        plot=drawn(plot.layers(chosen), height=plot.height, alt_text=alt_text, width=width),
        title=titles.quadrant_title(monitor, what, walk),
        subtitle=f"{len(places)} {monitor.among.name}: {WHAT[what]}. Dashed: the middle of the set (median).{nothing}{own}{lacking}",
        alt=alt_text,
        source=f"{sources_of(base, monitor)} {titles.options_short(monitor)}",
        table=quadrant_table(base, monitor, what, chosen),
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

    def __init__(self, places: Sequence[Record], what: str, method: str, scale: float, tall: float) -> None:
        self.what, self.scale, self.tall = what, scale, tall * scale
        self.across, self.up = (scale_of([p[side] for p in places], zero=False) for side in ("across", "up"))
        self.signed = what == "change" and method != "progress"
        self.left = max(letters(self._tick(t), theme.CHART_SMALL * scale) for t in self.up.ticks) + 14 * scale
        self.top, self.bottom = (TOP + CORNER) * scale, (TOP + CORNER) * scale + self.tall
        self.height = self.bottom + (CORNER + FOOT) * scale
        self.wide, self.narrow = f"width >= {theme.WIDE * scale}", f"width < {theme.WIDE * scale}"
        self.places = [p | {"x": self.across.at(p["across"]), "y": self.at_y(p["up"])} for p in places]

    def at_x(self, column: str = "x") -> str:
        """Pixels across."""
        return f"{self.left} + datum.{column} * (width - {self.left} - {10 * self.scale})"

    def at_y(self, value: float) -> float:
        """Pixels down."""
        return self.bottom - self.tall * self.up.at(value)

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
        wide, below = f"{self.wide} || datum.kept", self.bottom + CORNER * s
        up, across = (f"{'change in ' if self.what == 'change' else ''}{name}" for name in ("inclusion", "prosperity"))
        line: Record = {"stroke": theme.BAND, "strokeWidth": 0.8}
        layers = [
            layer(rows, "rule", f"{self.left}", "datum.y", x2="width", **line),
            layer(rows, "text", f"{self.left - 8 * s}", "datum.y", align="right", **style),
            layer(cols, "rule", self.at_x(), f"{self.top}", y2=f"{self.bottom}", **line),
            layer(cols, "text", self.at_x(), f"{below + 10 * s}", where=wide, **style),
            layer([{"text": f"↑ {titles.begun(up)}"}], "text", "0", f"{9 * s}", align="left", fontWeight=600, **style),
            layer(
                [{"text": f"{titles.begun(across)} →"}],
                "text",
                "width",
                f"{below + 28 * s}",
                align="right",
                fontWeight=600,
                **style,
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
        """Two short lines at each corner, outside the plot so that no place lies under them; shorter where narrow."""
        s, rows = self.scale, []
        for i, across in enumerate(HALVES):
            for j, up in enumerate(HALVES):
                start = self.bottom + 12 * s if j == 0 else TOP * s + 6 * s
                for line, text in enumerate((titles.side("prosperity", across), titles.side("inclusion", up))):
                    short = text.removesuffix(" the middle")
                    rows.append({"text": text, "short": short, "side": i, "y": start + 15 * s * line})
        style: Record = {"fontSize": theme.CHART_SMALL * s, "color": theme.INK, "fontWeight": 600}
        left, right = ([r for r in rows if r["side"] == side] for side in (0, 1))
        return [
            layer(some, "text", x, "datum.y", align=align, fields={"text": text}, where=where, **style)
            for text, where in (("text", self.wide), ("short", self.narrow))
            for some, x, align in ((left, f"{self.left + 4 * s}", "left"), (right, f"width - {4 * s}", "right"))
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
        """The names that cover no dot and no other name; on a narrow chart that of the chosen place alone."""
        wide = self.labels(chosen, theme.WIDE * self.scale)
        narrow = [label for label in self.labels(chosen, NARROW) if label["code"] == chosen]
        return [*self._drawn_names(wide, chosen, self.wide), *self._drawn_names(narrow, chosen, self.narrow)]

    def labels(self, chosen: str, width: float) -> list[Record]:
        """The places to name with where their names stand, such that on charts from this width on none covers a dot."""
        spots: dict[str, Record] = {}

        def fits(place: Record) -> bool:
            found = self._spot(place, place["code"] == chosen, width - self.left - 10 * self.scale, chosen)
            if found and all(
                abs(found["label_y"] - other["label_y"]) >= APART * self.scale for other in spots.values()
            ):
                spots[place["code"]] = found
            return place["code"] in spots

        named_places(self.places, chosen, self.tall, fits)
        return list(spots.values())

    def _spot(self, place: Record, own: bool, width: float, chosen: str) -> Record | None:
        """Beside its dot on the outer side or on the other, one's own also above or below; None where all cover a dot."""
        outward = ("right", "left") if place["x"] > 0.5 else ("left", "right")
        spots = [(align, 0.0) for align in outward]
        if own:
            spots += [(align, by) for by in (-OVER, OVER) for align in ("center", *outward)]
        tries = (place | {"align": align, "label_y": place["y"] + by * self.scale} for align, by in spots)
        return next((found for found in tries if self._free(found, own, width, chosen)), None)

    def _free(self, label: Record, own: bool, width: float, chosen: str) -> bool:
        """Whether a name lies inside the plot and over no dot, its own included, where the plot is this wide or wider."""
        s, grown = self.scale, OWN_SIZE if own else OTHER_SIZE
        long = letters(label["name"], theme.CHART_TEXT * s * grown) / width
        gap, dot = (12 if own else 9) * s / width, DOT * s / width
        start = {"left": 0.0, "right": -(long + gap), "center": -long / 2}[label["align"]]
        end = {"left": long + gap, "right": 0.0, "center": long / 2}[label["align"]]
        if label["x"] + start < 0 or label["x"] + end > 1:
            return False
        if not self.top + 8 * s < label["label_y"] < self.bottom - 8 * s:
            return False
        return not any(
            start - dot < other["x"] - label["x"] < end + dot
            and abs(other["y"] - label["label_y"]) < (OWN_HIGH if other["code"] == chosen else DOT_HIGH) * s
            and other["code"] != label["code"]
            for other in self.places
        )

    def _drawn_names(self, labels: Sequence[Record], chosen: str, where: str) -> list[Layer]:
        """Names with a white edge below them, so that lines do not run through them."""
        layers: list[Layer] = []
        for own in (False, True):
            for align, sign in (("left", 1), ("right", -1), ("center", 0)):
                rows = [r for r in labels if (r["code"] == chosen) == own and r["align"] == align]
                if rows:
                    x = f"{self.at_x()} + {sign * (12 if own else 9) * self.scale}"
                    layers += self._name(rows, x, align, own, where)
        return layers

    def _name(self, rows: Sequence[Record], x: str, align: str, own: bool, where: str) -> list[Layer]:
        style: Record = {
            "align": align,
            "fontSize": theme.CHART_TEXT * self.scale * (OWN_SIZE if own else OTHER_SIZE),
            "fontWeight": 700 if own else 400,
            "fields": {"text": "name"},
            "where": where,
        }
        return [
            layer(rows, "text", x, "datum.label_y", stroke="#FFFFFF", strokeWidth=4, color="#FFFFFF", **style),
            layer(rows, "text", x, "datum.label_y", color=theme.THIS_PLACE if own else theme.INK, **style),
        ]


def named_places(places: Sequence[Record], chosen: str, height: float, fits: Callable[[Record], bool]) -> list[Record]:
    """The chosen place, those farthest out and those nearest to it, as long as their names fit."""
    own = next((p for p in places if p["code"] == chosen), None)
    others = [p for p in places if p is not own]

    def distance(a: Record, b: Record) -> float:
        return float((a["x"] - b["x"]) ** 2 + ((a["y"] - b["y"]) / height) ** 2)

    middle: Record = {"x": median(p["x"] for p in places), "y": median(p["y"] for p in places)}
    far = sorted(others, key=lambda p: -distance(p, middle))[: 2 * (MOST_NAMES - NEAREST)]
    near = sorted(others, key=lambda p: distance(p, own))[:NEAREST] if own else []
    kept = [own] if own and fits(own) else []
    for group, most in ((far, MOST_NAMES - NEAREST), (near, MOST_NAMES)):
        for place in group:
            if len(kept) < most and place not in kept and fits(place):
                kept.append(place)
    return kept
