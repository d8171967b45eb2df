"""The spine chart: every indicator of a place on one page, each on the track of the areas that it is ranked among."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from evidence import wording
from evidence.analysis.findings import Finding
from evidence.analysis.profile import Profile, Row
from evidence.analysis.sides import benchmark_of, gap_to
from evidence.analysis.young_people import NEET
from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.show import theme
from evidence.show.chart_parts import Chart, drawn, layer
from evidence.show.chart_svg import Layer
from evidence.show.letter_widths import text_width
from evidence.show.place_charts import unknown_note
from evidence.show.tables import profile_table

ROW, THEME_ROW = 34, 34
LINE = 14  # of pixels that a third line of text adds to a row
KEY_ROW, HEADS = 18, 42  # of the key, and of the columns' headings below it
KEY_TEXT = 126  # pixels of a sign's words, so that four signs stand beside each other; of longer words three
FAR_OUT = 3.0  # interquartile ranges beyond the quartiles: Tukey's outer fences, where a track is cut
# Where columns stand side by side: shares of the width, then pixels from its right edge, as wide as what they hold.
LIMITS = {"name": 0.27, "value": 0.375, "left": 0.395}
FROM_RIGHT = {"right": 262, "rank": 176, "change": 165}
SIDE_BY_SIDE = 600  # pixels from which on they do
NARROW_RIGHT = 0.52
FEW = 3  # indicators that the text alternative names
MOST_SOURCES = 3  # named in full with their editions; of more, the table names them
TIPS = {
    "Indicator": "head",
    "Level": "level",
    "Compared": "gap",
    "Rank": "rank_said",
    "Change": "change_said",
    "Trend": "trend_said",
    "Track": "track",
}
SIDES = {1: "", -1: " · ← higher", 0: " · neither side is better"}
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Track:
    """One row's set on a scale from 0 (left) to 1 (right, good): ends, middle half, and where values stand on it."""

    low: float
    high: float
    middle: tuple[float, float]
    flipped: bool
    beyond: int  # how many areas lie outside the track, which is cut at the outer fences

    def at(self, value: float) -> float:
        """Where a value is drawn: 0 to 1, values beyond an end at that end."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return 1 - share if self.flipped else share

    def outside(self, value: float) -> bool:
        """Whether a value lies beyond the ends of the track."""
        return not self.low <= value <= self.high


def track_of(row: Row, comparator: Finding | None) -> Track:
    """The track of a row: all values of its set, the comparator and the interval, cut at the outer fences of the set.

    The fences are the quartiles of the set less and plus three times the distance between them; a set whose quartiles
    coincide is not cut. Flipped where lower is better, so that good is always to the right.
    """
    spread = np.array(row.spread)
    q1, q3 = (float(q) for q in np.quantile(spread, (0.25, 0.75)))
    interval = row.level.interval
    shown = [*row.spread, *((interval.lower, interval.upper) if interval else ())]
    shown += [comparator.numbers["comparator"]] if comparator else []
    low, high = min(shown), max(shown)
    if q3 > q1:
        low, high = max(low, q1 - FAR_OUT * (q3 - q1)), min(high, q3 + FAR_OUT * (q3 - q1))
    if high == low:
        low, high = low - 1, high + 1
    beyond = int(((spread < low) | (spread > high)).sum())
    return Track(low, high, (q1, q3), row.indicator.polarity < 0, beyond)


def spine_chart(
    base: EvidenceBase,
    profile: Profile,
    *,
    theme: str | None = None,
    slugs: Sequence[str] | None = None,
    width: int | None = None,
    scale: float = 1.0,
    by_theme: bool = True,
) -> Chart:
    """A place on the tracks of its peers, a row an indicator, by theme; of one theme or of the indicators named.

    Without `by_theme` the rows stand closely, in the order of `slugs`, without the themes' headings. `width` in pixels, or as wide as its container. Raises EvidenceError where no row is left.
    """
    rows = [
        r for r in profile.rows if theme in (None, r.indicator.theme) and (slugs is None or r.indicator.slug in slugs)
    ]
    if not rows:
        asked = "; ".join(base.indicators[slug].name if slug in base.indicators else slug for slug in slugs or ())
        wanted = theme or asked or "any indicator"
        raise EvidenceError(
            f"{profile.area.name} has no figure for {wanted}; the profile's table says why for each indicator."
        )
    if slugs and not by_theme:
        rows = sorted(rows, key=lambda row: list(slugs).index(row.indicator.slug))
    comparator = benchmark_of(profile)
    records = [_record(base, row, gap_to(row, comparator, profile.young_people), profile.young_people) for row in rows]
    items = _key_items(base, records, comparator)
    top = KEY_ROW * -(-len(items) // _across(items)) + HEADS
    headings, height = _placed(rows, records, top, scale, by_theme)
    title, alt_text = _message(base, profile, rows, comparator)
    layers = [*_frame(records, headings, scale), *_marks(records, scale), *_texts(records, scale)]
    layers += [*_key(items, scale), *_column_heads((top - 14) * scale, scale), _touch(records)]
    return Chart(
        plot=drawn(layers, height=height, alt_text=alt_text, width=width),
        title=title,
        subtitle=_subtitle(profile, rows, comparator),
        alt=alt_text,
        source=_sources(rows),
        table=profile_table(base, profile, rows),
    )


def _placed(
    rows: Sequence[Row], records: Sequence[Record], header: float, scale: float, by_theme: bool
) -> tuple[list[Record], float]:
    """The themes' headings with their heights, and where the chart ends; each record is given those of its row."""
    y, headings, current = header * scale, [], ""
    for row, record in zip(rows, records, strict=True):
        if by_theme and row.indicator.theme != current:
            current = row.indicator.theme
            headings.append({"text": current, "y": y + 0.62 * THEME_ROW * scale})
            y += THEME_ROW * scale
        half = (ROW + LINE * (record["lines"] > 2)) * scale / 2
        record |= {"y": y + half, "half": half}
        y += 2 * half
    return headings, y + 2


def _record(base: EvidenceBase, row: Row, gap: Finding | None, young_people: Finding) -> Record:
    """Everything one row draws: positions 0 to 1 on its track, the texts of its columns, and its tooltip's sentences."""
    indicator, track, value, interval = row.indicator, track_of(row, gap), row.level.value, row.level.interval
    assert value is not None  # rows of a profile have a level
    ends = sorted((track.at(interval.lower), track.at(interval.upper))) if interval else [None, None]
    middle = sorted(track.at(q) for q in track.middle)
    place, outside = track.at(value), track.outside(value)
    rank = wording.rank_short(row.rank) if row.rank else "not ranked"
    unknown = (
        wording.not_known_cell(young_people, indicator)
        if indicator.slug == NEET and young_people.value is not None
        else ""
    )
    texts = {
        "name": indicator.short_name,
        "note": wording.row_note(indicator, row.level.period) + SIDES[indicator.polarity],
        "unknown": unknown,
        "value": wording.cell(value, indicator),
        "value_long": wording.number(value, indicator),
        "rank": rank,
        "rank_long": f"← higher · {rank}" if track.flipped else rank,
    } | _change_lines(wording.change_short(row.change, indicator), _trend_note(row))
    texts |= _left_lines(unknown)
    texts["lines"] = max(texts["left_lines"], texts["right_lines"])
    positions = {"q1": middle[0], "q3": middle[1], "low": ends[0], "high": ends[1], "place": place}
    positions["england"] = track.at(gap.numbers["comparator"]) if gap else None
    return texts | positions | _look(gap, outside, place) | _sentences(base, row, gap, track)


def _left_lines(unknown: str) -> Record:
    """Steps from a row's middle to its name, note and what is not known, where there are two lines and where three."""
    steps = (-14, 1, 15) if unknown else (-7, 8, 0)
    return dict(zip(("name_y", "note_y", "unknown_y"), steps, strict=True)) | {
        "left_lines": 3 if unknown else 2,
        "up": 7 if unknown else 0,  # of its two lines, where narrow, to leave room for a third
    }


def _change_lines(change: str, trend: str) -> Record:
    """The change, what it is since where both are too long for a line, and the trend, with steps from a row's middle."""
    since = ""
    if text_width(change, theme.CHART_TEXT) > FROM_RIGHT["change"] and " since " in change:
        change, since = change.split(" since ")
        since = f"since {since}"
    texts = {"change": change, "since": since, "trend": trend}
    shown = [name for name, text in texts.items() if text]
    steps = dict(zip(shown, {1: (0,), 2: (-7, 8), 3: (-14, 1, 15)}[len(shown)], strict=True))
    return texts | {f"{name}_y": steps.get(name, 0) for name in texts} | {"right_lines": len(shown)}


def _trend_note(row: Row) -> str:
    """The trend where it was tested, else whether a tested change is for the better; money of each year is said to be so."""
    if row.trend.tested:
        return wording.trend_words(row.trend)
    if row.indicator.prices == "current" and row.change.value is not None:
        return "in each year’s prices"
    return f"getting {row.change.good}" if row.change.tested and row.change.good else ""


def _look(gap: Finding | None, outside: bool, place: float) -> Record:
    """Shape and colour of a place's dot, by how it compares: told by shape and position first, by colour second."""
    if gap and gap.judgement in ("similar", "same"):
        kind, fill, stroke, shape = "similar", "transparent", theme.THIS_PLACE, "circle"
    elif gap and gap.good == "better":
        kind, fill, stroke, shape = "better", theme.BETTER, theme.BETTER, "circle"
    elif gap and gap.good == "worse":
        kind, fill, stroke, shape = "worse", theme.WORSE, "#9C3A06", "square"
    else:
        kind, fill, stroke, shape = "neither", theme.HAIRLINE, theme.MUTED, "circle"
    if outside:
        shape = "triangle-right" if place > 0.5 else "triangle-left"
    return {"kind": kind, "fill": fill, "stroke": stroke, "shape": shape}


def _sentences(base: EvidenceBase, row: Row, gap: Finding | None, track: Track) -> Record:
    flipped = "Flipped: lower is better, so lower is to the right. " if track.flipped else ""
    cut = f"Cut at its ends: {wording.counted(track.beyond, 'area')} beyond." if track.beyond else ""
    return {
        "head": row.indicator.name,
        "level": " ".join(
            filter(
                None,
                (
                    wording.figure_words(base, row.level),
                    unknown_note(base, row.indicator, row.level.area_code, row.level.period),
                ),
            )
        ),
        "gap": wording.sentence(base, gap) if gap else "No figure to compare with.",
        "rank_said": wording.sentence(base, row.rank) if row.rank else "Not ranked.",
        "change_said": wording.sentence(base, row.change),
        "trend_said": wording.sentence(base, row.trend),
        "track": (flipped + cut).strip() or "All areas of the set.",
    }


def _modes(scale: float) -> tuple[str, str]:
    """The conditions for columns side by side and for rows folded into two lines."""
    edge = SIDE_BY_SIDE * scale
    return f"width >= {edge}", f"width < {edge}"


def _on_track(column: str, scale: float) -> str:
    wide, _ = _modes(scale)
    left, right = f"width * {LIMITS['left']}", _from_right("right", scale)
    narrow = f"{8 * scale} + datum.{column} * (width * {NARROW_RIGHT} - {8 * scale})"
    return f"({wide}) ? {left} + datum.{column} * ({right} - {left}) : {narrow}"


def _from_right(column: str, scale: float) -> str:
    return f"(width - {FROM_RIGHT[column] * scale})"


def _track_y(scale: float) -> str:
    wide, _ = _modes(scale)
    return f"datum.y + (({wide}) ? 0 : {scale} * (8 - datum.up))"


def _frame(records: Sequence[Record], headings: Sequence[Record], scale: float) -> list[Layer]:
    """Hairlines between rows and the themes' headings."""
    below = "datum.y + datum.half"
    return [
        layer(records, "rule", "0", below, x2="width", stroke=theme.BAND, strokeWidth=0.7),
        layer(
            headings, "text", "0", "datum.y", fields={"text": "text"}, align="left", fontWeight=700, fontSize=15 * scale
        ),
        layer(
            headings,
            "rule",
            "0",
            f"datum.y + {0.38 * THEME_ROW * scale}",
            x2="width",
            stroke=theme.HAIRLINE,
            strokeWidth=1,
        ),
    ]


def _marks(records: Sequence[Record], scale: float) -> list[Layer]:
    """Whole range, middle half, interval, comparator and place."""
    y, ends = _track_y(scale), [r | {"zero": 0.0, "one": 1.0} for r in records]
    sure = [r for r in records if r["low"] is not None]
    caps = [r | {"cap": r[side]} for r in sure for side in ("low", "high")]
    known = [r for r in records if r["england"] is not None]
    layers = [
        layer(
            ends,
            "rule",
            _on_track("zero", scale),
            y,
            x2=_on_track("one", scale),
            stroke=theme.HAIRLINE,
            strokeWidth=1.2,
        ),
        layer(
            records,
            "rule",
            _on_track("q1", scale),
            y,
            x2=_on_track("q3", scale),
            stroke=theme.BAND,
            strokeWidth=13 * scale,
        ),
    ]
    if sure:
        half = 4.5 * scale
        layers.append(
            layer(
                sure, "rule", _on_track("low", scale), y, x2=_on_track("high", scale), stroke=theme.INK, strokeWidth=1.5
            )
        )
        layers.append(
            layer(
                caps,
                "rule",
                _on_track("cap", scale),
                f"{y} - {half}",
                y2=f"{y} + {half}",
                stroke=theme.INK,
                strokeWidth=1.5,
            )
        )
    if known:
        size = 95 * scale**2
        layers.append(
            layer(
                known,
                "point",
                _on_track("england", scale),
                y,
                shape="diamond",
                filled=True,
                fill=theme.COMPARATOR,
                stroke="#FFFFFF",
                strokeWidth=1,
                size=size,
                opacity=1,
            )
        )
    fields = {"fill": "fill", "stroke": "stroke", "shape": "shape"}
    layers.append(
        layer(
            records, "point", _on_track("place", scale), y, fields=fields, size=115 * scale**2, strokeWidth=2, opacity=1
        )
    )
    return layers


def _texts(records: Sequence[Record], scale: float) -> list[Layer]:
    """The columns of text: side by side where wide, name and value above the track where narrow."""
    (wide, narrow), size, small = _modes(scale), theme.CHART_TEXT * scale, theme.CHART_SMALL * scale
    narrow_high, narrow_low = (f"datum.y + {scale} * ({step} - datum.up)" for step in (-9, 8))
    change, room = _from_right("change", scale), {"expr": f"{FROM_RIGHT['change'] * scale}"}

    def step(line: str) -> str:
        return f"datum.y + {scale} * datum.{line}_y"

    def column(
        text: str, x: str, y: str, where: str, *, align: str = "left", muted: bool = False, **style: Any
    ) -> Layer:
        type_style: Record = {"fontSize": small if muted else size, "color": theme.MUTED if muted else theme.INK}
        return layer(records, "text", x, y, where=where, fields={"text": text}, align=align, **(type_style | style))

    name_limit, half = {"expr": f"width * {LIMITS['name'] + 0.02}"}, {"expr": "width * 0.55"}
    return [
        column("name", "0", step("name"), wide, limit=name_limit, fontWeight=600),
        column("note", "0", step("note"), wide, muted=True, limit=name_limit),
        column("unknown", "0", step("unknown"), f"{wide} && datum.unknown != ''", muted=True, limit=name_limit),
        column(
            "value", f"width * {LIMITS['value']}", "datum.y", wide, align="right", fontWeight=700, fontSize=15 * scale
        ),
        column("rank", _from_right("rank", scale), "datum.y", wide, align="right"),
        column("change", change, step("change"), wide, limit=room),
        column("since", change, step("since"), f"{wide} && datum.since != ''", limit=room),
        column("trend", change, step("trend"), f"{wide} && datum.trend != ''", muted=True, limit=room),
        column("name", "0", narrow_high, narrow, limit=half, fontWeight=600),
        column("value_long", "width", narrow_high, narrow, align="right", limit={"expr": "width * 0.44"}),
        column("unknown", "0", f"datum.y + {16 * scale}", f"{narrow} && datum.unknown != ''", muted=True, limit=half),
        column("rank_long", "width", narrow_low, narrow, align="right", muted=True, limit={"expr": "width * 0.46"}),
    ]


def _key(items: Sequence[Record], scale: float) -> list[Layer]:
    """The key above the rows."""
    wide, _ = _modes(scale)
    across, size = _across(items), theme.CHART_SMALL * scale
    spots = [item | {"i": i} for i, item in enumerate(items)]
    x = f"(({wide}) ? (datum.i % {across}) / {across} : (datum.i % 2) / 2) * width + {9 * scale}"
    y = f"{9 * scale} + {KEY_ROW * scale} * (({wide}) ? floor(datum.i / {across}) : floor(datum.i / 2))"
    points, bars = [s for s in spots if s["shape"]], [s for s in spots if not s["shape"]]
    half = 8 * scale
    layers = [
        layer(bars, "rule", f"{x} - {half}", y, x2=f"{x} + {half}", fields={"stroke": "stroke"}, strokeWidth=1.5),
        layer(
            [b for b in bars if b["thick"]],
            "rule",
            f"{x} - {half / 2}",
            y,
            x2=f"{x} + {half / 2}",
            stroke=theme.BAND,
            strokeWidth=11 * scale,
        ),
    ]
    if whiskers := [b | {"side": side} for b in bars if not b["thick"] for side in (-1, 1)]:
        cap = f"{x} + datum.side * {half}"
        layers.append(
            layer(
                whiskers, "rule", cap, f"{y} - {4 * scale}", y2=f"{y} + {4 * scale}", stroke=theme.INK, strokeWidth=1.5
            )
        )
    fields = {"fill": "fill", "stroke": "stroke", "shape": "shape"}
    layers.append(layer(points, "point", x, y, fields=fields, size=95 * scale**2, strokeWidth=2, opacity=1))
    limit = {"expr": f"(({wide}) ? width / {across} : width / 2) - {26 * scale}"}
    layers.append(
        layer(
            spots,
            "text",
            f"{x} + {14 * scale}",
            y,
            fields={"text": "text"},
            align="left",
            fontSize=size,
            color=theme.MUTED,
            limit=limit,
        )
    )
    return layers


def _across(items: Sequence[Record]) -> int:
    """How many signs of the key stand beside each other, where wide."""
    return 4 if max(text_width(item["text"], theme.CHART_SMALL) for item in items) <= KEY_TEXT else 3


def _key_items(base: EvidenceBase, records: Sequence[Record], comparator: str | None) -> list[Record]:
    """The signs that occur, with what they mean."""
    against = wording.place(base.areas[comparator]) if comparator else ""
    kinds = {r["kind"] for r in records}
    sides = [("better", theme.BETTER, theme.BETTER, "circle", f"better than {against}")]
    sides += [("worse", theme.WORSE, "#9C3A06", "square", f"worse than {against}")]
    sides += [("similar", "transparent", theme.THIS_PLACE, "circle", f"similar to {against}")]
    sides += [("neither", theme.HAIRLINE, theme.MUTED, "circle", "not judged")]
    items = [
        _item(text, shape=shape, fill=fill, stroke=stroke) for kind, fill, stroke, shape, text in sides if kind in kinds
    ]
    if any(r["england"] is not None for r in records):
        items.append(_item(against[0].upper() + against[1:], shape="diamond", fill=theme.COMPARATOR, stroke="#FFFFFF"))
    items.append(_item("all, middle half grey", stroke=theme.HAIRLINE, thick=True))
    if any(r["low"] is not None for r in records):
        items.append(_item("95% interval", stroke=theme.INK))
    if any(r["shape"].startswith("triangle") for r in records):
        items.append(_item("beyond the track", shape="triangle-right", fill=theme.HAIRLINE, stroke=theme.MUTED))
    return items


def _item(text: str, *, shape: str = "", fill: str = "", stroke: str = "", thick: bool = False) -> Record:
    return {"text": text, "shape": shape, "fill": fill, "stroke": stroke, "thick": thick}


def _column_heads(y: float, scale: float) -> list[Layer]:
    """The headings of the columns, where these stand side by side."""
    wide, _ = _modes(scale)
    right, rank, change = (_from_right(column, scale) for column in ("right", "rank", "change"))
    heads = [
        ("← worse", f"width * {LIMITS['left']}", "left"),
        ("better →", right, "right"),
        ("Rank", rank, "right"),
        ("Value", f"width * {LIMITS['value']}", "right"),
        ("Change", change, "left"),
        ("Indicator", "0", "left"),
    ]
    return [
        layer(
            [{"text": text}],
            "text",
            x,
            f"{y}",
            where=wide,
            fields={"text": "text"},
            align=align,
            fontSize=theme.CHART_SMALL * scale,
            color=theme.MUTED,
        )
        for text, x, align in heads
    ]


def _touch(records: Sequence[Record]) -> Layer:
    """An unseen band over each row that carries its sentences."""
    above, below = "datum.y - datum.half", "datum.y + datum.half"
    return layer(records, "rect", "0", above, x2="width", y2=below, tips=TIPS, opacity=0)


def _message(base: EvidenceBase, profile: Profile, rows: Sequence[Row], comparator: str | None) -> tuple[str, str]:
    """Title and text alternative: how many are better and worse, the range of ranks, the best and the worst."""
    gaps = [gap for row in rows if (gap := gap_to(row, comparator, profile.young_people))]
    better, worse = (sum(gap.good == side for gap in gaps) for side in ("better", "worse"))
    where = wording.place(profile.area)
    count = wording.counted(len(rows), "indicator")
    if comparator is None or not gaps:
        return f"{profile.area.name} on {count}", f"{profile.area.name}: {count}, each on the range of its peers."
    title = wording.standing_title(base.areas[comparator], better, worse)
    named = f" ({wording.listed([row.indicator.short_name for row in rows])})" if len(rows) <= FEW else ""
    said = (
        f"{count} of {where}{named}. Better than {wording.place(base.areas[comparator])}: {wording.plain_number(better, 0)}; "
        f"worse: {wording.plain_number(worse, 0)}; similar or not judged: {wording.plain_number(len(rows) - better - worse, 0)}."
    )
    return title, f"{said} {_extremes(rows)}".strip()


def _extremes(rows: Sequence[Row]) -> str:
    """The best and the worst rank among rows that have a direction."""
    ranked = [(row.from_best, row) for row in rows if row.from_best is not None]
    if len(ranked) < 2:
        return ""
    ranked.sort(key=lambda pair: pair[0])
    best, worst = ranked[0][1], ranked[-1][1]
    said = [f"{row.indicator.short_name} ({wording.rank_words(row.rank)})" for row in (best, worst) if row.rank]
    return f"Best placed: {said[0]}; worst placed: {said[1]}."


def _subtitle(profile: Profile, rows: Sequence[Row], comparator: str | None) -> str:
    sets = sorted({row.rank.against for row in rows if row.rank})
    among = f" among {wording.listed(sets)}" if sets else ""
    flipped = (
        " Rows marked “← higher” are flipped: lower is better." if any(r.indicator.polarity < 0 for r in rows) else ""
    )
    cut = (
        " Tracks leave out far outliers."
        if any(track_of(r, gap_to(r, comparator, profile.young_people)).beyond for r in rows)
        else ""
    )
    return f"{profile.area.name}{among}, latest period of each, ranked from the highest value. Right is better.{flipped}{cut}"


def _sources(rows: Sequence[Row]) -> str:
    """The source line: one indicator's own; of several, their publishers, with where their editions are."""
    sources = list(dict.fromkeys(row.indicator.source for row in rows))
    if len(sources) <= MOST_SOURCES:
        return " ".join(source.line for source in sources)
    publishers = wording.listed(list(dict.fromkeys(source.publisher for source in sources)))
    licences = wording.listed(list(dict.fromkeys(source.licence for source in sources)))
    return f"{publishers}; the edition of each figure is in the table. {licences}."
