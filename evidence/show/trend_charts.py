"""The trend chart: a place over time beside its comparators, with gaps left as gaps and intervals as a band."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import pandas as pd

from evidence import wording
from evidence.analysis.compare import gap, level
from evidence.analysis.findings import AreaSet, Finding
from evidence.analysis.trend import change, history, usual_start
from evidence.errors import EvidenceError
from evidence.indicators.aggregate import periods_of
from evidence.indicators.base import EvidenceBase
from evidence.indicators.catalogue import Indicator
from evidence.indicators.periods import parse_period, period_text, span_text, years_between
from evidence.show import theme
from evidence.show.chart_parts import Chart, Scale, drawn, kept_apart, layer, letters, scale_of
from evidence.show.chart_svg import Layer
from evidence.show.letter_widths import in_lines
from evidence.show.place_charts import NOT_FROM_ZERO, neighbours_chart, unknown_note
from evidence.show.tables import LOWER, UPPER

MOST_LINES = 4
TREND_HEIGHT, TOP, FOOT = 300, 18, 30
LABEL = 190  # pixels of a label at the right of its line; a longer one is broken
DASHES = {"country": [], "region": [7, 4]}
DOTTED = [2, 3]
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one area over time, cut into stretches without a gap."""

    area_code: str
    stretches: tuple[tuple[Finding, ...], ...]

    @property
    def points(self) -> tuple[Finding, ...]:
        """Every figure, oldest first."""
        return tuple(point for stretch in self.stretches for point in stretch)


@lru_cache(maxsize=1024)  # a place's comparators are those of many places
def series_of(base: EvidenceBase, slug: str, area_code: str) -> Series:
    """An area's known figures over time; a new stretch begins after every missing period or longer step than usual."""
    periods = periods_of(base, slug)
    usual = min((years_between(a, b) for a, b in pairwise(periods)), default=1.0)
    stretches: list[list[Finding]] = []
    for figure in history(base, slug, area_code):
        point = level(base, slug, area_code, period=figure.period)
        if stretches and years_between(stretches[-1][-1].period, point.period) <= usual * 1.01:
            stretches[-1].append(point)
        else:
            stretches.append([point])
    return Series(area_code, tuple(tuple(stretch) for stretch in stretches))


def trend_chart(
    base: EvidenceBase,
    slug: str,
    area_code: str,
    comparators: Sequence[str],
    *,
    width: int | None = None,
    tall: int = TREND_HEIGHT,
    scale: float = 1.0,
) -> Chart:
    """A place over time beside at most four comparators; for an indicator of one period, their dots instead.

    Lines break where a period is missing. `width` in pixels, or as wide as its container; the lines have `tall` pixels
    of height. Raises EvidenceError with
    the reason where the place has no figure at all.
    """
    own = series_of(base, slug, area_code)
    if not own.points:
        raise EvidenceError(level(base, slug, area_code).reason)
    others = [series_of(base, slug, code) for code in comparators if code != area_code][:MOST_LINES]
    if len(periods_of(base, slug)) == 1:
        codes = tuple(series.area_code for series in others)
        return neighbours_chart(
            base, slug, area_code, AreaSet("comparators", codes), period=own.points[-1].period, width=width, scale=scale
        )
    shown = [own, *(series for series in others if series.points)]
    return _trend(base, base.indicator(slug), shown, width, (tall, scale))


def _trend(
    base: EvidenceBase, indicator: Indicator, shown: Sequence[Series], width: int | None, size: tuple[int, float]
) -> Chart:
    own, (tall, scale) = shown[0], size
    ends = [v for p in own.points if p.interval for v in (p.interval.lower, p.interval.upper)]
    axis = scale_of([*ends, *(p.value for series in shown for p in series.points if p.value is not None)])
    plot = _TrendPlot(base, indicator, axis, tuple(shown), tall, scale)
    title = _trend_title(base, indicator, shown)
    alt_text = _trend_words(base, indicator, shown, title)
    height = (TOP + tall + FOOT) * scale
    codes = [series.area_code for series in shown]
    return Chart(
        plot=drawn(plot.layers(), height=height, alt_text=alt_text, width=width),
        title=title,
        subtitle=_trend_subtitle(base, indicator, own, axis),
        alt=alt_text,
        source=indicator.source.line,
        table=_over_time(base, indicator, codes, shown),
    )


@dataclass(frozen=True)
class _TrendPlot:
    """Where the lines, bands, axes and labels of a trend chart stand."""

    base: EvidenceBase
    indicator: Indicator
    axis: Scale
    shown: tuple[Series, ...]
    tall: int
    scale: float

    def layers(self) -> list[Layer]:
        bands, dots = self._bands(), self._dots()
        return [*self._grid(), *bands, *self._lines(), *dots, *self._labels()]

    def _y(self, value: float) -> float:
        return (TOP + self.tall * (1 - self.axis.at(value))) * self.scale

    @property
    def _times(self) -> tuple[float, float]:
        moments = [_moment(p.period) for series in self.shown for p in series.points]
        return min(moments), max(moments)

    def _x(self, column: str = "t") -> str:
        """Pixels across of a moment in years, between the axis labels and the lines' labels."""
        first, last = self._times
        left, right = self._margins()
        return f"{left} + (datum.{column} - {first}) / {max(last - first, 1)} * (width - {left} - {right})"

    def _margins(self) -> tuple[float, str]:
        left = max(letters(text, theme.CHART_SMALL * self.scale) for text in self._tick_texts()) + 16 * self.scale
        texts = [line for label in self._label_lines() for line in label]
        room = max(letters(text, theme.CHART_TEXT * self.scale) for text in texts) + 22 * self.scale
        return left, f"(width >= {theme.WIDE * self.scale} ? {room} : {min(room, 124 * self.scale)})"

    def _tick_texts(self) -> list[str]:
        return wording.axis_texts(self.axis.ticks, self.indicator)

    def _label_lines(self) -> list[tuple[str, ...]]:
        """What stands at the right of each line: its last value and its name, a long one in two lines."""
        texts = [
            f"{wording.cell(s.points[-1].value, self.indicator)} {wording.label(self.base.areas[s.area_code])}"
            for s in self.shown
        ]
        return [in_lines(text, LABEL, theme.CHART_TEXT, 400 if n else 700) for n, text in enumerate(texts)]

    def _grid(self) -> list[Layer]:
        small, (left, right) = theme.CHART_SMALL * self.scale, self._margins()
        ticks = [{"y": self._y(t), "text": text} for t, text in zip(self.axis.ticks, self._tick_texts(), strict=True)]
        bottom = (TOP + self.tall) * self.scale
        times = _time_ticks([p.period for s in self.shown for p in s.points])
        edge = theme.WIDE * self.scale
        return [
            layer(
                ticks,
                "rule",
                f"{left - 6 * self.scale}",
                "datum.y",
                x2=f"width - {right}",
                stroke=theme.BAND,
                strokeWidth=1,
            ),
            layer(
                ticks,
                "text",
                f"{left - 10 * self.scale}",
                "datum.y",
                fields={"text": "text"},
                align="right",
                fontSize=small,
                color=theme.MUTED,
            ),
            layer(
                times,
                "rule",
                self._x(),
                f"{bottom}",
                y2=f"{bottom + 5 * self.scale}",
                stroke=theme.HAIRLINE,
                strokeWidth=1,
            ),
            layer(
                times,
                "text",
                self._x(),
                f"{bottom + 16 * self.scale}",
                where=f"width >= {edge} || datum.kept",
                fields={"text": "text"},
                fontSize=small,
                color=theme.MUTED,
            ),
        ]

    def _bands(self) -> list[Layer]:
        """The place's intervals: a band along each stretch, a bar where a point stands alone."""
        own = self.shown[0]
        rows: list[Record] = []
        bars: list[Record] = []
        for k, stretch in enumerate(_with_interval(own)):
            drawn_points = [
                {"t": _moment(p.period), "lower": self._y(p.interval.lower), "upper": self._y(p.interval.upper), "k": k}
                for p in stretch
                if p.interval
            ]
            (rows if len(drawn_points) > 1 else bars).extend(drawn_points)
        layers = []
        if rows:
            layers.append(
                layer(
                    rows,
                    "area",
                    self._x(),
                    "datum.upper",
                    y2="datum.lower",
                    fields={"detail": "k"},
                    fill=theme.AMOUNT[1],
                    opacity=0.55,
                )
            )
        if bars:
            layers.append(
                layer(
                    bars, "rule", self._x(), "datum.upper", y2="datum.lower", stroke=theme.THIS_PLACE, strokeWidth=1.5
                )
            )
        return layers

    def _lines(self) -> list[Layer]:
        """One line for each stretch without a gap; the place's last, so that it lies on top."""
        layers = []
        for n, series in reversed(list(enumerate(self.shown))):
            area = self.base.areas[series.area_code]
            rows = [
                {"t": _moment(p.period), "y": self._y(p.value or 0.0), "k": k}
                for k, s in enumerate(series.stretches)
                if len(s) > 1
                for p in s
            ]
            if rows:
                look: Record = {
                    "stroke": theme.COMPARATOR if n and area.geography == "country" else theme.MUTED,
                    "strokeWidth": 1.6,
                }
                look |= {"strokeDash": DASHES.get(area.geography, DOTTED)}
                look = look if n else {"stroke": theme.THIS_PLACE, "strokeWidth": 3.2}
                fields = {"detail": "k", "order": "t"}
                layers.append(
                    layer(
                        rows, "line", self._x(), "datum.y", fields=fields, strokeCap="round", strokeJoin="round", **look
                    )
                )
        return layers

    def _dots(self) -> list[Layer]:
        """Every point of the place, hollow where derived; points of others that stand alone; unseen ones for tooltips."""
        own = [self._dot(p, theme.THIS_PLACE) for p in self.shown[0].points]
        alone = [self._dot(s[0], theme.MUTED) for series in self.shown[1:] for s in series.stretches if len(s) == 1]
        every = [self._dot(p, theme.MUTED) for series in reversed(self.shown) for p in series.points]
        looks: Record = {"fields": {"fill": "fill", "stroke": "stroke"}, "strokeWidth": 1.6, "opacity": 1}
        layers = [layer(own, "point", self._x(), "datum.y", size=34 * self.scale**2, **looks)]
        if alone:
            layers.append(layer(alone, "point", self._x(), "datum.y", size=26 * self.scale**2, **looks))
        return [
            *layers,
            layer(
                every,
                "point",
                self._x(),
                "datum.y",
                tips={"": "said"},
                filled=True,
                opacity=0,
                size=260 * self.scale**2,
            ),
        ]

    def _dot(self, point: Finding, colour: str) -> Record:
        fill = colour if point.figures[0].origin == "published" else "#FFFFFF"
        said = wording.figure_words(self.base, point)
        return {
            "t": _moment(point.period),
            "y": self._y(point.value or 0.0),
            "fill": fill,
            "stroke": colour,
            "said": said,
        }

    def _labels(self) -> list[Layer]:
        """The name and last value of each line at its right, kept apart, and joined to their line where they moved."""
        last = [series.points[-1] for series in self.shown]
        wanted = [self._y(p.value or 0.0) for p in last]
        size, labels = theme.CHART_TEXT * self.scale, self._label_lines()
        leading = 1.15 * size
        taller = [leading * (len(label) - 1) for label in labels]
        spots = kept_apart(wanted, size * 1.3, size, (TOP + self.tall) * self.scale, taller)
        rows: list[Record] = [
            {"y": spot, "from": at, "t": _moment(p.period), "label": label, "said": wording.figure_words(self.base, p)}
            for spot, at, p, label in zip(spots, wanted, last, labels, strict=True)
        ]
        lines = [
            row
            | {
                "y": row["y"] + (i - (len(row["label"]) - 1) / 2) * leading,
                "text": text,
                "colour": theme.MUTED if n else theme.THIS_PLACE,
                "first": not n,
            }
            for n, row in enumerate(rows)
            for i, text in enumerate(row["label"])
        ]
        _, right = self._margins()
        limit = {"expr": f"{right} - {16 * self.scale}"}
        style: Record = {
            "align": "left",
            "fontSize": size,
            "limit": limit,
            "fields": {"text": "text", "color": "colour"},
            "tips": {"": "said"},
        }
        x = f"width - {right} + {14 * self.scale}"
        joins = layer(
            rows,
            "rule",
            f"{self._x()} + {5 * self.scale}",
            "datum.from",
            x2=f"{x} - {3 * self.scale}",
            y2="datum.y",
            stroke=theme.HAIRLINE,
            strokeWidth=0.8,
        )
        own, others = ([line for line in lines if line["first"] == first] for first in (True, False))
        named = [layer(others, "text", x, "datum.y", **style)] if others else []
        return [joins, *named, layer(own, "text", x, "datum.y", fontWeight=700, **style)]


def _moment(period: str) -> float:
    """The middle of a period in years."""
    parsed = parse_period(period)
    return parsed.start.year + (parsed.start.month - 1 + parsed.months / 2) / 12


def _time_ticks(periods: Sequence[str], most: int = 7) -> list[Record]:
    """At most so many periods to label, counted back from the latest; every other one, and the latest, kept where narrow."""
    known = sorted(set(periods))
    step = -(-len(known) // most)
    chosen = known[::-1][::step][::-1]
    odd = len(chosen) % 2
    few = len(wording.short_period(chosen[-1])) < 8
    return [
        {
            "t": _moment(p),
            "text": wording.short_period(p),
            "kept": i == len(chosen) - 1 or (few and (i + odd) % 2 == 1) or (not few and i == 0),
        }
        for i, p in enumerate(chosen)
    ]


def _with_interval(series: Series) -> list[list[Finding]]:
    """The stretches of points that have an interval."""
    found: list[list[Finding]] = []
    for stretch in series.stretches:
        found.append([])
        for point in stretch:
            if point.interval:
                found[-1].append(point)
            else:
                found.append([])
    return [stretch for stretch in found if stretch]


def _trend_subtitle(base: EvidenceBase, indicator: Indicator, own: Series, axis: Scale) -> str:
    points = own.points
    text = f"{wording.place(base.areas[own.area_code])}: {indicator.name}, {wording.unit_words(indicator)}, {span_text(points[0].period, points[-1].period)}."
    origins = {p.figures[0].origin for p in points}
    how = wording.origin_words(
        indicator, next((p.figures[0] for p in points if p.figures[0].origin == "derived"), points[0].figures[0])
    )
    shapes = {"Band" if len(stretch) > 1 else "Bars" for stretch in _with_interval(own)}
    notes = [
        f"{' and '.join(sorted(shapes)).capitalize()}: 95% interval." if shapes else "",
        f"All points are {how}." if origins == {"derived"} else "",
        f"Hollow points are {how}." if len(origins) == 2 else "",
        "" if axis.from_zero else NOT_FROM_ZERO,
        unknown_note(base, indicator, own.area_code, points[-1].period),
    ]
    return " ".join([text[0].upper() + text[1:], *(note for note in notes if note)])


def _trend_title(base: EvidenceBase, indicator: Indicator, shown: Sequence[Series]) -> str:
    """The message: the change that is also said in words; the gap to the first comparator for money of each year's prices."""
    own = shown[0]
    known = [point.period for point in own.points]
    moved = change(base, indicator.slug, own.area_code, since=usual_start(known), until=known[-1])
    if len(shown) > 1 and (indicator.prices == "current" or moved.value is None):
        compared = gap(base, indicator.slug, own.area_code, shown[1].area_code, period=own.points[-1].period)
        if compared.value is not None:
            return wording.gap_title(base, compared)
    return wording.change_title(base, moved)


def _trend_words(base: EvidenceBase, indicator: Indicator, shown: Sequence[Series], title: str) -> str:
    """The text alternative: message, range, the place's latest beside the comparators' of that period, and breaks."""
    own = shown[0]
    points, name = own.points, wording.place(base.areas[own.area_code])
    low, high = min(points, key=lambda p: p.value or 0.0), max(points, key=lambda p: p.value or 0.0)
    latest = period_text(points[-1].period)
    others = [
        f"{base.areas[series.area_code].name} {wording.number(point.value, indicator)}"
        for series in shown[1:]
        for point in series.points
        if point.period == points[-1].period
    ]
    beside = (
        f" Latest, {latest}: {wording.number(points[-1].value, indicator)}; {wording.listed(others)}." if others else ""
    )
    gaps = (
        f" The line has gaps: figures exist for {wording.counted(len(points), 'period')} only."
        if len(own.stretches) > 1
        else ""
    )
    text = (
        f"Line chart of {name}. {title}. Lowest {wording.number(low.value, indicator)} {wording.when(low.period)}, "
        f"highest {wording.number(high.value, indicator)} {wording.when(high.period)}.{beside}{gaps}"
    )
    unknown = unknown_note(base, indicator, own.area_code, points[-1].period)
    return f"{text} {unknown}" if unknown else text


def _over_time(base: EvidenceBase, indicator: Indicator, codes: Sequence[str], shown: Sequence[Series]) -> pd.DataFrame:
    """The chart's table: periods down, areas across, the place's interval beside it."""
    by_code = {s.area_code: {p.period: p for p in s.points} for s in shown}
    periods = sorted({period for points in by_code.values() for period in points})
    own, decimals = by_code[codes[0]], indicator.decimals
    table = pd.DataFrame(index=pd.Index([period_text(p) for p in periods], name="Period"))
    for code in codes:
        values = [by_code[code][p].value if p in by_code[code] else None for p in periods]
        table[f"{base.areas[code].name} ({wording.unit_words(indicator)})"] = [
            wording.plain_number(v, decimals) or "not available" for v in values
        ]
    limits = [own[p].interval if p in own else None for p in periods]
    if any(limits):
        table[LOWER] = [wording.plain_number(i.lower, decimals) if i else "" for i in limits]
        table[UPPER] = [wording.plain_number(i.upper, decimals) if i else "" for i in limits]
    table["How it came about"] = [
        wording.origin_words(indicator, own[p].figures[0]) if p in own else "not available" for p in periods
    ]
    return table
