"""Charts beside a map: two indicators at once, and how the areas of a map spread over its classes."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from statistics import median
from typing import Any

from evidence import wording
from evidence.analysis.classes import Classes
from evidence.analysis.comparators import ENGLAND
from evidence.analysis.compare import figures_over, gap
from evidence.errors import EvidenceError
from evidence.indicators.aggregate import Figure, figure_of
from evidence.indicators.base import EvidenceBase
from evidence.indicators.catalogue import Indicator
from evidence.indicators.periods import period_text
from evidence.show import theme
from evidence.show.chart_parts import Chart, Scale, drawn, kept_apart, layer, letters, scale_of
from evidence.show.chart_svg import Layer
from evidence.show.place_charts import NOT_FROM_ZERO
from evidence.show.tables import figures_table, two_way_table, value_header

SCATTER_HEIGHT, TOP, FOOT = 360, 34, 44
STRIP = {True: (34, 8), False: (22, 12)}  # many areas or few: columns of dots across the strip, and a dot's pixels
MANY = 60
MOST_LABELS = 6
Record = dict[str, Any]


def scatter_chart(
    base: EvidenceBase,
    slug_x: str,
    slug_y: str,
    codes: Sequence[str],
    *,
    period_x: str,
    period_y: str,
    selected: Sequence[str] = (),
    width: int | None = None,
    scale: float = 1.0,
) -> Chart:
    """Areas by two indicators, with England's figures as guides (the middle of the areas where England has none).

    Selected areas are named. Raises EvidenceError where fewer than two areas have both figures.
    """
    x, y = base.indicator(slug_x), base.indicator(slug_y)
    every = tuple(dict.fromkeys((*codes, *selected)))
    pairs = zip(figures_over(base, slug_x, every, period_x), figures_over(base, slug_y, every, period_y), strict=True)
    both = [(a, b) for a, b in pairs if a.value is not None and b.value is not None]
    if len(both) < 2:
        raise EvidenceError(
            f"{x.name} and {y.name} need at least two areas with both figures; {wording.counted(len(both), 'area')} has."
        )
    across, up = (scale_of([f.value for f in column if f.value is not None]) for column in zip(*both, strict=True))
    guides, guide_name = _guides(base, (x, y), (period_x, period_y), both)
    title, alt_text = _scatter_words(base, (x, y), (period_x, period_y), both, selected)
    plot = _ScatterPlot(base, x, y, across, up, scale)
    layers = [*plot.grid(), *plot.guides(guides, guide_name), *plot.dots(both, selected)]
    zero = "" if across.from_zero and up.from_zero else " The axes do not both start at zero."
    shown = {a.area_code for a, _ in both}
    lacking = [base.areas[code].name for code in selected if code not in shown]
    zero += f" Without a figure for both: {wording.listed(lacking)}." if lacking else ""
    return Chart(
        plot=drawn(layers, height=(TOP + SCATTER_HEIGHT + FOOT) * scale, alt_text=alt_text, width=width),
        title=title,
        subtitle=f"Across: {value_header(x)}, {period_text(period_x)}. Up: {value_header(y)}, {period_text(period_y)}. Dashed: {guide_name}.{zero}",
        alt=alt_text,
        source=" ".join(dict.fromkeys((x.source.line, y.source.line))),
        table=two_way_table(base, (slug_x, slug_y), every, (period_x, period_y)),
    )


def _guides(
    base: EvidenceBase,
    indicators: tuple[Indicator, Indicator],
    periods: tuple[str, str],
    both: Sequence[tuple[Figure, Figure]],
) -> tuple[tuple[float, float], str]:
    found = [
        figure_of(base, i.slug, ENGLAND, period=p).value if ENGLAND in base.areas else None
        for i, p in zip(indicators, periods, strict=True)
    ]
    if found[0] is not None and found[1] is not None:
        return (found[0], found[1]), base.areas[ENGLAND].name
    middles = [median(f.value for f in column if f.value is not None) for column in zip(*both, strict=True)]
    return (middles[0], middles[1]), "middle of the areas (median)"


class _ScatterPlot:
    """Where the axes, guides and points of a scatter chart stand."""

    def __init__(self, base: EvidenceBase, x: Indicator, y: Indicator, across: Scale, up: Scale, scale: float) -> None:
        self.base, self.x_of, self.y_of, self.across, self.up, self.scale = base, x, y, across, up, scale
        texts = wording.axis_texts(up.ticks, y)
        self.left = max(letters(text, theme.CHART_SMALL * scale) for text in texts) + 14 * scale
        self.bottom = (TOP + SCATTER_HEIGHT) * scale

    def at_x(self, column: str = "x") -> str:
        inner = f"(width - {self.left} - {14 * self.scale})"
        return f"{self.left} + datum.{column} * {inner}"

    def at_y(self, value: float) -> float:
        return (TOP + SCATTER_HEIGHT * (1 - self.up.at(value))) * self.scale

    def grid(self) -> list[Layer]:
        small = theme.CHART_SMALL * self.scale
        style: Record = {"fields": {"text": "text"}, "fontSize": small, "color": theme.MUTED}
        rows = [
            {"y": self.at_y(t), "text": s}
            for t, s in zip(self.up.ticks, wording.axis_texts(self.up.ticks, self.y_of), strict=True)
        ]
        cols = [
            {"x": self.across.at(t), "text": s, "kept": i % 2 == 0}
            for i, (t, s) in enumerate(
                zip(self.across.ticks, wording.axis_texts(self.across.ticks, self.x_of), strict=True)
            )
        ]
        names = [{"text": f"↑ {self.y_of.short_name}"}], [{"text": f"{self.x_of.short_name} →"}]
        where = f"width >= {theme.WIDE * self.scale} || datum.kept"
        return [
            layer(rows, "rule", f"{self.left}", "datum.y", x2="width", stroke=theme.BAND, strokeWidth=0.8),
            layer(rows, "text", f"{self.left - 8 * self.scale}", "datum.y", align="right", **style),
            layer(
                cols,
                "rule",
                self.at_x(),
                f"{TOP * self.scale}",
                y2=f"{self.bottom}",
                stroke=theme.BAND,
                strokeWidth=0.8,
            ),
            layer(cols, "text", self.at_x(), f"{self.bottom + 14 * self.scale}", where=where, **style),
            layer(names[0], "text", "0", f"{9 * self.scale}", align="left", fontWeight=600, **style),
            layer(
                names[1], "text", "width", f"{self.bottom + 34 * self.scale}", align="right", fontWeight=600, **style
            ),
        ]

    def guides(self, guides: tuple[float, float], name: str) -> list[Layer]:
        at: list[Record] = [{"x": self.across.at(guides[0]), "y": self.at_y(guides[1]), "text": name.split(" (")[0]}]
        dashed: Record = {"stroke": theme.COMPARATOR, "strokeDash": [5, 3], "strokeWidth": 1.3}
        side = "right" if at[0]["x"] > 0.5 else "left"
        return [
            layer(at, "rule", f"{self.left}", "datum.y", x2="width", **dashed),
            layer(at, "rule", self.at_x(), f"{(TOP - 6) * self.scale}", y2=f"{self.bottom}", **dashed),
            layer(
                at,
                "text",
                self.at_x(),
                f"{(TOP - 13) * self.scale}",
                fields={"text": "text"},
                align=side,
                fontSize=theme.CHART_SMALL * self.scale,
                color=theme.COMPARATOR,
            ),
        ]

    def dots(self, both: Sequence[tuple[Figure, Figure]], selected: Sequence[str]) -> list[Layer]:
        rows = [self._row(a, b) for a, b in both]
        chosen = [row for row in rows if row["code"] in selected]
        rest = [row for row in rows if row["code"] not in selected]
        tips = {"Area": "name", "Across": "across", "Up": "up"}
        layers = []
        if rest:
            layers.append(
                layer(
                    rest,
                    "point",
                    self.at_x(),
                    "datum.y",
                    tips=tips,
                    fill=theme.MUTED,
                    stroke="#FFFFFF",
                    strokeWidth=0.8,
                    size=60 * self.scale**2,
                    opacity=0.7,
                )
            )
        if chosen:
            layers.append(
                layer(
                    chosen,
                    "point",
                    self.at_x(),
                    "datum.y",
                    tips=tips,
                    fill=theme.THIS_PLACE,
                    stroke="#FFFFFF",
                    strokeWidth=1.2,
                    size=120 * self.scale**2,
                    opacity=1,
                )
            )
            layers += self._names(chosen[:MOST_LABELS])
        return layers

    def _row(self, a: Figure, b: Figure) -> Record:
        return {
            "code": a.area_code,
            "name": wording.label(self.base.areas[a.area_code]),
            "x": self.across.at(a.value or 0.0),
            "y": self.at_y(b.value or 0.0),
            "across": f"{self.x_of.short_name}: {wording.number(a.value, self.x_of)}",
            "up": f"{self.y_of.short_name}: {wording.number(b.value, self.y_of)}",
        }

    def _names(self, chosen: Sequence[Record]) -> list[Layer]:
        size = theme.CHART_TEXT * self.scale
        spots = kept_apart([row["y"] for row in chosen], size * 1.25, size, self.bottom)
        layers = []
        for side, sign, some in (("left", 1, False), ("right", -1, True)):
            rows = [row | {"label": spot} for row, spot in zip(chosen, spots, strict=True) if (row["x"] > 0.5) == some]
            if rows:
                x = f"{self.at_x()} + {sign * 10 * self.scale}"
                style: Record = {
                    "align": side,
                    "fontSize": size,
                    "fontWeight": 700,
                    "limit": {"expr": "width * 0.49"},
                    "fields": {"text": "name"},
                }
                # A white edge below keeps the name readable over other areas' dots.
                layers += [
                    layer(rows, "text", x, "datum.label", stroke="#FFFFFF", strokeWidth=4, color="#FFFFFF", **style)
                ]
                layers += [layer(rows, "text", x, "datum.label", color=theme.THIS_PLACE, **style)]
        return layers


def _scatter_words(
    base: EvidenceBase,
    indicators: tuple[Indicator, Indicator],
    periods: tuple[str, str],
    both: Sequence[tuple[Figure, Figure]],
    selected: Sequence[str],
) -> tuple[str, str]:
    """Title and text alternative: where the first selected area stands on both, the ranges, and the number of areas."""
    x, y = indicators
    ranges = [
        wording.range_words([f.value for f in column if f.value is not None], i)
        for column, i in zip(zip(*both, strict=True), indicators, strict=True)
    ]
    about = f"Scatter chart of {wording.counted(len(both), 'area')}: {x.short_name} from {ranges[0]}, {y.short_name} from {ranges[1]}."
    shown = {a.area_code for a, _ in both}
    code = next((c for c in selected if c in shown), None)
    if code is None or ENGLAND not in base.areas or code == ENGLAND:
        return f"{x.short_name} and {y.short_name}", about
    gaps = [gap(base, i.slug, code, ENGLAND, period=p) for i, p in zip(indicators, periods, strict=True)]
    if any(g.value is None for g in gaps):
        return f"{x.short_name} and {y.short_name}", about
    said = " ".join(wording.sentence(base, g) for g in gaps)
    names = (x.short_name, y.short_name)
    return wording.two_sides_title(gaps[0], gaps[1], names, base.areas[ENGLAND]), f"{about} {said}"


def distribution_chart(
    base: EvidenceBase,
    slug: str,
    codes: Sequence[str],
    period: str,
    classes: Classes,
    colours: Sequence[str],
    *,
    selected: str | None = None,
    width: int | None = None,
    scale: float = 1.0,
) -> Chart:
    """Every area as a dot over its value, in its map class's colour, with the classes' edges: the map's legend beside it.

    `classes` and `colours` are the map's own, of the same areas in the same order. Raises EvidenceError where they do
    not fit or no area has a figure.
    """
    indicator, figures = base.indicator(slug), figures_over(base, slug, tuple(codes), period)
    _check(classes, colours, len(figures), indicator)
    # The class method may start beyond the values (fixed steps), so the axis is that of the edges.
    axis = (
        Scale(classes.edges[0], classes.edges[-1], classes.edges)
        if classes.edges[-1] > classes.edges[0]
        else scale_of(classes.edges)
    )
    columns, dot = STRIP[len(figures) > MANY]
    dots, tallest = _stacked(base, indicator, figures, classes, colours, axis, columns)
    chosen = next((dot for dot in dots if dot["code"] == selected), None)
    title, alt_text = _spread_words(base, indicator, figures, classes, selected)
    height = (TOP + tallest * dot + FOOT) * scale
    layers = _strip(indicator, dots, chosen, classes, axis, height - FOOT * scale, dot * scale, scale)
    absent = sum(f.value is None for f in figures)
    notes = [
        NOT_FROM_ZERO if not axis.from_zero else "",
        f"{wording.counted(absent, 'area')} without a figure." if absent else "",
        classes.note,
    ]
    head = f"{indicator.name}, {wording.unit_words(indicator)}, {period_text(period)}. Each dot is an area, coloured as on the map."
    return Chart(
        plot=drawn(layers, height=height, alt_text=alt_text, width=width),
        title=title,
        subtitle=" ".join([head, *(note for note in notes if note)]),
        alt=alt_text,
        source=indicator.source.line,
        table=figures_table(base, slug, codes, period, classes),
    )


def _check(classes: Classes, colours: Sequence[str], count: int, indicator: Indicator) -> None:
    if len(classes.of) != count:
        raise EvidenceError(
            f"The classes are of {len(classes.of)} areas and the chart is of {count}; class the same areas in the same order."
        )
    if len(classes.edges) < 2:
        raise EvidenceError(f"No area has a figure for {indicator.name} in this period.")
    if len(colours) < len(classes.edges) - 1:
        raise EvidenceError(f"{len(classes.edges) - 1} classes need as many colours; {len(colours)} are given.")


def _stacked(
    base: EvidenceBase,
    indicator: Indicator,
    figures: Sequence[Figure],
    classes: Classes,
    colours: Sequence[str],
    axis: Scale,
    across: int,
) -> tuple[list[Record], int]:
    """The dots with their place across (0 to 1) and their step up; no column of dots crosses the edge of a class."""
    columns: dict[tuple[int, int], int] = {}
    dots: list[Record] = []
    for figure, k in sorted(zip(figures, classes.of, strict=True), key=lambda pair: pair[0].value or 0.0):
        if figure.value is None or k is None:
            continue
        low, high = axis.at(classes.edges[k]), axis.at(classes.edges[k + 1])
        bins = max(1, ceil((high - low) * across - 1e-9))
        here = min(bins - 1, int((axis.at(figure.value) - low) / (high - low) * bins)) if high > low else 0
        step = columns.get((k, here), 0)
        columns[k, here] = step + 1
        said = f"{base.areas[figure.area_code].name}: {wording.number(figure.value, indicator)}"
        x = low + (here + 0.5) / bins * (high - low)
        dots.append(
            {
                "code": figure.area_code,
                "x": x,
                "step": step,
                "fill": colours[k],
                "said": said,
                "name": base.areas[figure.area_code].name,
            }
        )
    return dots, max(columns.values())


def _strip(
    indicator: Indicator,
    dots: Sequence[Record],
    chosen: Record | None,
    classes: Classes,
    axis: Scale,
    bottom: float,
    dot: float,
    scale: float,
) -> list[Layer]:
    texts = [wording.cell(edge, indicator) for edge in classes.edges]
    size, side = theme.CHART_SMALL * scale, max(letters(text, theme.CHART_SMALL * scale) for text in texts) / 2 + 2
    x = f"{side} + datum.x * (width - {2 * side})"
    edges = [
        {"x": axis.at(edge), "text": text, "kept": kept}
        for edge, text, kept in zip(classes.edges, texts, _roomy(classes, axis, 0.07), strict=True)
    ]
    for edge, narrow in zip(edges, _roomy(classes, axis, 0.17), strict=True):
        edge["narrow"] = narrow
    where = f"width >= {theme.WIDE * scale} ? datum.kept : datum.narrow"
    up = f"{bottom - dot / 2} - datum.step * {dot}"
    round_dot: Record = {"stroke": theme.MUTED, "strokeWidth": 0.5, "opacity": 1, "filled": True}
    layers = [
        layer(
            edges,
            "rule",
            x,
            f"{TOP * scale}",
            y2=f"{bottom + 5 * scale}",
            stroke=theme.HAIRLINE,
            strokeWidth=0.8,
            strokeDash=[3, 3],
        ),
        layer(
            edges,
            "text",
            x,
            f"{bottom + 17 * scale}",
            where=where,
            fields={"text": "text"},
            fontSize=size,
            color=theme.MUTED,
        ),
        layer(dots, "point", x, up, fields={"fill": "fill"}, tips={"": "said"}, size=0.66 * dot**2, **round_dot),
    ]
    if chosen:
        anchor = "left" if chosen["x"] < 0.5 else "right"
        layers.append(
            layer(
                [chosen],
                "point",
                x,
                up,
                fields={"fill": "fill"},
                tips={"": "said"},
                stroke="#000000",
                strokeWidth=2,
                size=1.1 * dot**2,
                opacity=1,
            )
        )
        layers.append(
            layer([chosen], "rule", x, f"{16 * scale}", y2=f"{up} - {6 * scale}", stroke="#000000", strokeWidth=1)
        )
        layers.append(
            layer(
                [chosen],
                "text",
                x,
                f"{8 * scale}",
                fields={"text": "said"},
                align=anchor,
                fontWeight=700,
                fontSize=theme.CHART_TEXT * scale,
                limit={"expr": "width * 0.6"},
            )
        )
    return layers


def _roomy(classes: Classes, axis: Scale, room: float) -> list[bool]:
    """Which edges have room for their label: the ends always, one between only this far from the last and the end."""
    places = [axis.at(edge) for edge in classes.edges]
    kept, last = [], -1.0
    for i, place in enumerate(places):
        fits = i in (0, len(places) - 1) or (place - last >= room and 1 - place >= room)
        kept.append(fits)
        last = place if fits else last
    return kept


def _spread_words(
    base: EvidenceBase, indicator: Indicator, figures: Sequence[Figure], classes: Classes, selected: str | None
) -> tuple[str, str]:
    """Title and text alternative: the range, the selected area's class, and how many areas each class holds."""
    values = [f.value for f in figures if f.value is not None]
    spread = wording.range_words(values, indicator)
    counts = [
        f"{wording.counted(n, 'area')} at {words}"
        for n, words in zip(classes.counts, wording.class_words(classes.edges, indicator), strict=True)
    ]
    own = next((f for f in figures if f.area_code == selected and f.value is not None), None)
    where = f" {base.areas[own.area_code].name} is at {wording.number(own.value, indicator)}." if own else ""
    return (
        f"{indicator.short_name}: from {spread}",
        f"Dot chart of {indicator.short_name}, from {spread}: {wording.listed(counts)}.{where}",
    )
