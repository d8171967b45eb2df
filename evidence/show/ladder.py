"""Rows with a name and a value over one scale, and bars that each begin where the last one ended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evidence import wording
from evidence.show import theme
from evidence.show.chart_parts import Scale, layer, letters
from evidence.show.chart_svg import Layer

ROW, CLOSE, TOP, FOOT = 36, 24, 26, 26  # pixels: a row that can fold, one of a known width that need not
PART = theme.AMOUNT[2]  # a part of a whole; the whole is dark blue
HALF = 8  # of the height of a bar
Record = dict[str, Any]


class Ladder:
    """Rows with a name and a value over one scale: side by side where wide, both above the mark where narrow."""

    def __init__(
        self, rows: Sequence[Record], axis: Scale, ticks: Sequence[str], scale: float, width: int | None = None
    ) -> None:
        size = theme.CHART_TEXT * scale
        self.axis, self.ticks, self.scale, self.size = axis, ticks, scale, size
        self.step = CLOSE if width and width >= theme.WIDE * scale else ROW
        self.rows = [row | {"y": (TOP + self.step * (i + 0.5)) * scale} for i, row in enumerate(rows)]
        self.left = max(letters(row["name"], size) for row in rows) + 16 * scale
        self.right = max(letters(row["text"], size) for row in rows) + 16 * scale
        self.height = (TOP + self.step * len(rows) + FOOT) * scale
        self.wide = f"width >= {theme.WIDE * scale}"

    def at(self, value: float | None) -> float | None:
        """Where a value stands, 0 to 1."""
        return None if value is None else self.axis.at(value)

    def x(self, column: str) -> str:
        """Pixels across of a column that holds parts of the scale."""
        broad = f"{self.left} + datum.{column} * (width - {self.left + self.right})"
        return f"(({self.wide}) ? ({broad}) : ({10 * self.scale} + datum.{column} * (width - {20 * self.scale})))"

    def y(self, step: float = 0.0) -> str:
        """Pixels down of the middle of a mark, and a step from there."""
        return f"datum.y + (({self.wide}) ? 0 : {7 * self.scale}) + {step * self.scale}"

    def grid(self, mark: float | None = None, text: str = "") -> list[Layer]:
        """Hairlines with their values below, and one value marked by a dashed line with its words above.

        Where narrow, names stand above the marks: no line goes through them, and only the ends of the scale are named.
        """
        rows: list[Record] = [
            {"x": self.axis.at(t), "text": said} for t, said in zip(self.axis.ticks, self.ticks, strict=True)
        ]
        top, bottom, small = TOP * self.scale, self.height - FOOT * self.scale, theme.CHART_SMALL * self.scale
        slim, x, below = f"width < {theme.WIDE * self.scale}", self.x("x"), f"{bottom + 13 * self.scale}"
        style: Record = {"fields": {"text": "text"}, "fontSize": small}
        look = style | {"color": theme.MUTED}
        layers = [
            layer(rows, "rule", x, f"{top}", y2=f"{bottom}", where=self.wide, stroke=theme.BAND, strokeWidth=1),
            layer(rows, "text", x, below, where=self.wide, **look),
            layer(rows[:1], "text", "0", below, where=slim, align="left", **look),
            layer(rows[-1:], "text", "width", below, where=slim, align="right", **look),
        ]
        if mark is None:
            return layers
        at: list[Record] = [{"x": self.axis.at(mark), "text": text}]
        side = "left" if at[0]["x"] < 0.3 else "right" if at[0]["x"] > 0.7 else "center"
        line: Record = {"stroke": theme.COMPARATOR, "strokeWidth": 1.5}
        above, short = f"{top - 15 * self.scale}", [{"x": at[0]["x"], "y": row["y"]} for row in self.rows]
        from_, to = self.y(-HALF - 2), self.y(HALF + 2)
        return [
            *layers,
            layer(at, "rule", x, f"{top - 6 * self.scale}", y2=f"{bottom}", where=self.wide, strokeDash=[5, 3], **line),
            layer(short, "rule", x, from_, y2=to, where=slim, **line),
            layer(at, "text", x, above, align=side, color=theme.COMPARATOR, **style),
        ]

    def bars(self, start: str = "start", end: str = "end") -> Layer:
        """A bar in each row, in its own colour."""
        fields = {"fill": "colour"}
        return layer(
            self.rows, "rect", self.x(start), self.y(-HALF), x2=self.x(end), y2=self.y(HALF), fields=fields, opacity=1
        )

    def diamonds(self, column: str) -> list[Layer]:
        """A comparator's sign in each row that has one."""
        rows = [row for row in self.rows if row[column] is not None]
        look: Record = {
            "shape": "diamond",
            "fill": theme.COMPARATOR,
            "stroke": "#FFFFFF",
            "strokeWidth": 1,
            "opacity": 1,
        }
        return [layer(rows, "point", self.x(column), self.y(), size=95 * self.scale**2, **look)] if rows else []

    def whiskers(self) -> list[Layer]:
        """The interval of each row that has one."""
        rows = [row for row in self.rows if row["lower"] is not None]
        style: Record = {"stroke": theme.INK, "strokeWidth": 1.5}
        return [layer(rows, "rule", self.x("lower"), self.y(), x2=self.x("upper"), **style)] if rows else []

    def texts(self) -> list[Layer]:
        """Names at the left, values at the right, and the band that carries each row's sentence."""
        above = f"datum.y - (({self.wide}) ? 0 : {9 * self.scale})"
        half = self.step * self.scale / 2
        layers = []
        for chosen in (True, False):
            rows = [row for row in self.rows if row["chosen"] == chosen]
            look: Record = {"fontSize": self.size, "fontWeight": 700 if chosen else 400}
            look["color"] = theme.THIS_PLACE if chosen else theme.INK
            if rows:
                layers.append(layer(rows, "text", "0", above, fields={"text": "name"}, align="left", **look))
                layers.append(layer(rows, "text", "width", above, fields={"text": "text"}, align="right", **look))
        band = layer(
            self.rows,
            "rect",
            "0",
            f"datum.y - {half}",
            x2="width",
            y2=f"datum.y + {half}",
            tips={"": "said"},
            opacity=0,
        )
        return [*layers, band]


def step(name: str, start: float, end: float, text: str, said: str, whole: bool = False) -> Record:
    """A row whose bar goes from one value to another, with what stands beside it and what it says."""
    return {"name": name, "from": start, "to": end, "text": text, "said": said, "chosen": whole}


def falling(
    rows: Sequence[Record], axis: Scale, ticks: Sequence[str], scale: float, times: float, width: int | None = None
) -> Ladder:
    """Rows with a bar from one value to another."""
    placed = [
        row
        | {"start": axis.at(times * row["from"]), "end": axis.at(times * row["to"])}
        | {"colour": theme.THIS_PLACE if row["chosen"] else PART}
        for row in rows
    ]
    return Ladder(placed, axis, ticks, scale, width)


def waterfall(ladder: Ladder, zero: str) -> list[Layer]:
    """Bars that each begin where the last one ended, with a line between them."""
    joins = [row | {"next": after["y"]} for row, after in zip(ladder.rows, ladder.rows[1:], strict=False)]
    down = f"datum.next + (({ladder.wide}) ? 0 : {7 * ladder.scale}) - {HALF * ladder.scale}"
    line: Record = {"stroke": theme.MUTED, "strokeWidth": 1}
    joined = layer(joins, "rule", ladder.x("end"), ladder.y(HALF), y2=down, where=ladder.wide, **line)
    return [*ladder.grid(0.0, zero), joined, ladder.bars(), *ladder.texts()]


def plain_ticks(axis: Scale) -> list[str]:
    """Ticks as numbers without a unit."""
    return [f"{tick:g}".replace("-", wording.MINUS) for tick in axis.ticks]
