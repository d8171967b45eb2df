"""Rows of tracks: a place's dot on the line of a whole set, with its value, rank and change beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from evidence.growth.scores import Array
from evidence.show import theme
from evidence.show.chart_parts import Scale, drawn, layer
from evidence.show.chart_svg import Layer, Plot
from evidence.show.spine import FAR_OUT, Track

ROW, HEADING, FOOT = 40, 34, 24
KEY_ROW, HEADS = 20, 30
SIDE_BY_SIDE = 600  # pixels from which on columns stand side by side
LEFT = {"name": 0.27, "value": 0.37, "track": 0.395}  # shares of the width
FROM_RIGHT = {"track": 274, "rank": 186, "change": 172}  # pixels
NARROW_RIGHT = 0.56
MOST_TICKS = 60  # places of a set that are each drawn; of more only their range and middle half
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TrackRow:
    """A row: its texts, and where things stand on its track, 0 (left) to 1 (right, where good is).

    `ends`, `middle` and `others` are of the whole set; `beyond` is the end that the place lies beyond (-1, 1), else 0.
    """

    name: str
    note: str
    value: str
    rank: str
    moves: str  # how far the rank moves, below it
    slim: str  # both in one line, for a narrow chart
    change: tuple[str, ...]
    ends: tuple[float, float]
    middle: tuple[float, float]
    others: tuple[float, ...]
    place: float | None
    tips: Mapping[str, str]
    interval: tuple[float, float] | None = None
    comparator: float | None = None
    beyond: int = 0
    group: str = ""


def cut_track(values: Array, shown: Sequence[float], *, flipped: bool) -> Track:
    """The track of a set's values and of what else is shown on it, cut at the outer fences as a spine chart's is."""
    q1, q3 = (float(q) for q in np.quantile(values, (0.25, 0.75)))
    low, high = min(*values.tolist(), *shown), max(*values.tolist(), *shown)
    if q3 > q1:
        low, high = max(low, q1 - FAR_OUT * (q3 - q1)), min(high, q3 + FAR_OUT * (q3 - q1))
    if high == low:
        low, high = low - 1, high + 1
    return Track(float(low), float(high), (q1, q3), flipped, int(((values < low) | (values > high)).sum()))


def tracks_plot(
    rows: Sequence[TrackRow],
    *,
    ends: tuple[str, str],
    value: str,
    place: str,
    comparator: str,
    alt_text: str,
    axis: Scale | None = None,
    width: int | None = None,
    scale: float = 1.0,
) -> Plot:
    """Rows as one plot; `ends` are the words at the ends of the tracks, `value` heads the values, `axis` a scale that all rows share."""
    records, headings, height = _placed(rows, scale)
    tips = {heading: f"tip{i}" for i, heading in enumerate(rows[0].tips)}
    layers = [*_frame(headings, records, scale), *(_axis(axis, records, height, scale) if axis else ())]
    layers += [*_tracks(rows, records, scale), *_marks(records, scale), *_texts(records, scale)]
    layers += [*_key(records, place, comparator, scale), *_heads(ends, value, scale), _touch(records, tips)]
    return drawn(layers, height=height + (FOOT * scale if axis else 2), alt_text=alt_text, width=width)


def _placed(rows: Sequence[TrackRow], scale: float) -> tuple[list[Record], list[Record], float]:
    """What each row draws with its middle and half height, the headings of groups, and where the rows end."""
    y, records, headings, group = (KEY_ROW + HEADS) * scale, [], [], ""
    for row in rows:
        if row.group != group:
            group = row.group
            headings.append({"text": group, "y": y + 0.6 * HEADING * scale})
            y += HEADING * scale
        half = ROW * scale / 2
        records.append(_record(row) | {"y": y + half, "half": half})
        y += 2 * half
    return records, headings, y


def _record(row: TrackRow) -> Record:
    shape = {-1: "triangle-left", 0: "circle", 1: "triangle-right"}[row.beyond]
    first, second = (*row.change, "", "")[:2]
    return {
        "name": row.name,
        "note": row.note,
        "value": row.value,
        "rank": row.rank,
        "moves": row.moves,
        "slim": row.slim,
        "first": first,
        "second": second,
        "low": row.ends[0],
        "high": row.ends[1],
        "q1": min(row.middle),
        "q3": max(row.middle),
        "place": row.place,
        "colour": theme.MUTED if row.place is None else theme.THIS_PLACE,
        "lines": 1 if second else 0,  # below the first
        "below": 1 if row.moves else 0,
        "from": row.interval[0] if row.interval else None,
        "to": row.interval[1] if row.interval else None,
        "comparator": row.comparator,
        "shape": shape,
        **{f"tip{i}": text for i, text in enumerate(row.tips.values())},
    }


def _modes(scale: float) -> tuple[str, str]:
    return f"width >= {SIDE_BY_SIDE * scale}", f"width < {SIDE_BY_SIDE * scale}"


def _right(column: str, scale: float) -> str:
    return f"(width - {FROM_RIGHT[column] * scale})"


def _on(column: str, scale: float) -> str:
    """Pixels across of a part of the track."""
    wide, _ = _modes(scale)
    left, right = f"width * {LEFT['track']}", _right("track", scale)
    narrow = f"{8 * scale} + datum.{column} * (width * {NARROW_RIGHT} - {8 * scale})"
    return f"({wide}) ? {left} + datum.{column} * ({right} - {left}) : {narrow}"


def _y(scale: float, step: float = 0.0) -> str:
    """Pixels down of the middle of a track, and a step from there."""
    wide, _ = _modes(scale)
    return f"datum.y + (({wide}) ? 0 : {9 * scale}) + {step}"


def _frame(headings: Sequence[Record], records: Sequence[Record], scale: float) -> list[Layer]:
    below = "datum.y + datum.half"
    style: Record = {"align": "left", "fontWeight": 700, "fontSize": 15 * scale}
    layers = [layer(records, "rule", "0", below, x2="width", stroke=theme.BAND, strokeWidth=0.7)]
    if headings:
        line = f"datum.y + {0.4 * HEADING * scale}"
        layers.append(layer(headings, "text", "0", "datum.y", fields={"text": "text"}, **style))
        layers.append(layer(headings, "rule", "0", line, x2="width", stroke=theme.HAIRLINE, strokeWidth=1))
    return layers


def _axis(axis: Scale, records: Sequence[Record], bottom: float, scale: float) -> list[Layer]:
    """The scale that all rows share: hairlines through them and its numbers below."""
    last = len(axis.ticks) - 1
    ticks = [
        {"at": axis.at(t), "text": f"{t:g}".replace("-", "−"), "kept": i in (0, last)} for i, t in enumerate(axis.ticks)
    ]
    top, wide = records[0]["y"] - records[0]["half"], _modes(scale)[0]
    style: Record = {"fontSize": theme.CHART_SMALL * scale, "color": theme.MUTED}
    return [
        layer(
            ticks, "rule", _on("at", scale), f"{top}", y2=f"{bottom}", where=wide, stroke=theme.BAND, strokeWidth=0.7
        ),
        layer(
            ticks,
            "text",
            _on("at", scale),
            f"{bottom + 12 * scale}",
            where=f"{wide} || datum.kept",
            fields={"text": "text"},
            **style,
        ),
    ]


def _tracks(rows: Sequence[TrackRow], records: Sequence[Record], scale: float) -> list[Layer]:
    """The set: its range, its middle half, and each of its places where they are few enough."""
    y = _y(scale)
    layers = [
        layer(records, "rule", _on("low", scale), y, x2=_on("high", scale), stroke=theme.HAIRLINE, strokeWidth=1.2),
        layer(records, "rule", _on("q1", scale), y, x2=_on("q3", scale), stroke=theme.BAND, strokeWidth=14 * scale),
    ]
    few = [(row, r) for row, r in zip(rows, records, strict=True) if len(row.others) <= MOST_TICKS]
    if ticks := [{"at": at, "y": r["y"]} for row, r in few for at in row.others]:
        up, down = _y(scale, -4.5 * scale), _y(scale, 4.5 * scale)
        layers.append(
            layer(ticks, "rule", _on("at", scale), up, y2=down, stroke=theme.HAIRLINE, strokeWidth=1, opacity=0.9)
        )
    return layers


def _marks(records: Sequence[Record], scale: float) -> list[Layer]:
    """The interval, the comparator and the place."""
    layers, y, half = [], _y(scale), 5 * scale
    if sure := [r for r in records if r["from"] is not None and r["place"] is not None]:
        caps = [{"y": r["y"], "cap": r[end]} for r in sure for end in ("from", "to")]
        stroke: Record = {"stroke": theme.INK, "strokeWidth": 1.6}
        layers.append(layer(sure, "rule", _on("from", scale), y, x2=_on("to", scale), **stroke))
        layers.append(layer(caps, "rule", _on("cap", scale), _y(scale, -half), y2=_y(scale, half), **stroke))
    if known := [r for r in records if r["comparator"] is not None]:
        look: Record = {"shape": "diamond", "fill": theme.COMPARATOR, "stroke": "#FFFFFF", "strokeWidth": 1}
        layers.append(layer(known, "point", _on("comparator", scale), y, size=105 * scale**2, opacity=1, **look))
    if placed := [r for r in records if r["place"] is not None]:
        look = {"fill": theme.THIS_PLACE, "stroke": "#FFFFFF", "strokeWidth": 1.5}
        size = 170 * scale**2
        layers.append(
            layer(placed, "point", _on("place", scale), y, fields={"shape": "shape"}, size=size, opacity=1, **look)
        )
    return layers


def _texts(records: Sequence[Record], scale: float) -> list[Layer]:
    """The columns of text: side by side where wide, name and value above the track where narrow."""
    (wide, narrow), size, small = _modes(scale), theme.CHART_TEXT * scale, theme.CHART_SMALL * scale

    def either(broad: str, slim: str) -> str:
        return f"(({wide}) ? ({broad}) : ({slim}))"

    def column(text: str, x: str, y: str, align: str, limit: str, *, where: str = "", **style: Any) -> Layer:
        look: Record = {"fontSize": size, "align": align, "limit": {"expr": limit}} | style
        fields = {"text": text} | ({} if "color" in style else {"color": "colour"})
        return layer(records, "text", x, f"datum.y + {y}", where=where, fields=fields, **look)

    muted: Record = {"fontSize": small, "color": theme.MUTED, "where": wide}
    name, change = f"width * {LEFT['name'] + 0.01}", f"{FROM_RIGHT['change'] * scale}"
    low, high, below = f"{-7 * scale}", f"{-10 * scale}", f"{9 * scale}"
    value, rank = f"width * {LEFT['value']}", _right("rank", scale)
    room = f"width * {0.98 - NARROW_RIGHT}"
    return [
        column("name", "0", either(low, high), "left", either(name, "width * 0.68"), color=theme.INK, fontWeight=600),
        column("note", "0", below, "left", name, **muted),
        column(
            "value",
            either(value, "width"),
            either("0", high),
            "right",
            "width * 0.3",
            fontSize=15 * scale,
            fontWeight=700,
        ),
        column("rank", rank, f"{low} * datum.below", "right", "width", where=wide, color=theme.INK),
        column("moves", rank, below, "right", "width", **muted),
        column("slim", "width", below, "right", room, where=narrow, color=theme.INK, fontSize=small),
        column("first", _right("change", scale), f"{low} * datum.lines", "left", change, where=wide, color=theme.INK),
        column("second", _right("change", scale), below, "left", change, **muted),
    ]


def _key(records: Sequence[Record], place: str, comparator: str, scale: float) -> list[Layer]:
    """The signs that occur, with their words, in a row above; two to a line where narrow."""
    items: list[Record] = [{"sign": "place", "text": place}]
    if any(r["comparator"] is not None for r in records):
        items.append({"sign": "comparator", "text": comparator})
    if any(r["from"] is not None for r in records):
        items.append({"sign": "interval", "text": "95% interval"})
    items.append({"sign": "set", "text": "all, middle half grey"})
    spots = [item | {"i": i} for i, item in enumerate(items)]
    wide, _ = _modes(scale)
    across = max(3, len(items))
    x = f"(({wide}) ? datum.i / {across} : (datum.i % 2) / 2) * width + {10 * scale}"
    y = f"{10 * scale} + {KEY_ROW * scale} * (({wide}) ? 0 : floor(datum.i / 2))"
    of = {sign: [s for s in spots if s["sign"] == sign] for sign in ("place", "comparator", "interval", "set")}
    half, thick = 8 * scale, 4 * scale
    point: Record = {"size": 105 * scale**2, "opacity": 1, "stroke": "#FFFFFF", "strokeWidth": 1}
    layers = [
        layer(of["set"], "rule", f"{x} - {half}", y, x2=f"{x} + {half}", stroke=theme.HAIRLINE, strokeWidth=1.2),
        layer(of["set"], "rule", f"{x} - {thick}", y, x2=f"{x} + {thick}", stroke=theme.BAND, strokeWidth=12 * scale),
        layer(of["place"], "point", x, y, shape="circle", fill=theme.THIS_PLACE, **point),
    ]
    if of["comparator"]:
        layers.append(layer(of["comparator"], "point", x, y, shape="diamond", fill=theme.COMPARATOR, **point))
    if of["interval"]:
        ends = [s | {"side": side} for s in of["interval"] for side in (-1, 1)]
        cap = f"{x} + datum.side * {half}"
        stroke: Record = {"stroke": theme.INK, "strokeWidth": 1.6}
        layers.append(layer(of["interval"], "rule", f"{x} - {half}", y, x2=f"{x} + {half}", **stroke))
        layers.append(layer(ends, "rule", cap, f"{y} - {thick}", y2=f"{y} + {thick}", **stroke))
    limit = {"expr": f"(({wide}) ? width / {across} : width / 2) - {30 * scale}"}
    style: Record = {"align": "left", "fontSize": theme.CHART_SMALL * scale, "color": theme.MUTED, "limit": limit}
    layers.append(layer(spots, "text", f"{x} + {14 * scale}", y, fields={"text": "text"}, **style))
    return layers


def _heads(ends: tuple[str, str], value: str, scale: float) -> list[Layer]:
    """The headings of the columns, where these stand side by side."""
    sides = {
        "left": [(ends[0], LEFT["track"], 0.0), ("Change", 1.0, FROM_RIGHT["change"] * scale)],
        "right": [
            (value, LEFT["value"], 0.0),
            (ends[1], 1.0, FROM_RIGHT["track"] * scale),
            ("Rank", 1.0, FROM_RIGHT["rank"] * scale),
        ],
    }
    style: Record = {"fontSize": theme.CHART_SMALL * scale, "color": theme.MUTED, "fields": {"text": "text"}}
    x, y = "width * datum.part - datum.less", f"{(KEY_ROW + 16) * scale}"
    return [
        layer(
            [{"text": text, "part": part, "less": less} for text, part, less in heads],
            "text",
            x,
            y,
            where=_modes(scale)[0],
            align=align,
            **style,
        )
        for align, heads in sides.items()
    ]


def _touch(records: Sequence[Record], tips: Mapping[str, str]) -> Layer:
    """An unseen band over each row that carries its sentences."""
    above, below = "datum.y - datum.half", "datum.y + datum.half"
    return layer(records, "rect", "0", above, x2="width", y2=below, tips=tips, opacity=0)
