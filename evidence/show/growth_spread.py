"""The districts of a place on one measure: how far they lie apart, the highest and the lowest named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from evidence import wording
from evidence.analysis.compare import figure_for, figures_over
from evidence.analysis.intervals import interval_of
from evidence.errors import EvidenceError
from evidence.growth import titles
from evidence.growth.inside import FEWEST_DISTRICTS, Spread
from evidence.growth.walk import DEPRIVED
from evidence.indicators.aggregate import Figure
from evidence.indicators.base import EvidenceBase
from evidence.indicators.catalogue import Indicator
from evidence.indicators.periods import period_text
from evidence.show import theme
from evidence.show.chart_parts import Chart, Scale, drawn, layer, scale_of
from evidence.show.chart_svg import Layer
from evidence.show.place_charts import NOT_FROM_ZERO, Rows
from evidence.show.tables import figures_table

MOST_ROWS = 40  # districts that are each drawn; of more the highest and the lowest
ENDS = 15
Record = dict[str, Any]


def districts_chart(
    base: EvidenceBase, found: Spread, *, width: int | None = None, scale: float = 1.0, most: int = MOST_ROWS
) -> Chart:
    """The districts of a place as dots, highest first, with 95 % intervals, and the place itself as a line.

    Of more districts than `most` only the highest and the lowest are drawn, which is said.
    """
    return _chart(
        base,
        found.indicator,
        found.area_code,
        found.figures,
        found.period,
        titles.spread_title(base, found),
        (width, scale, most),
    )


def deprived_chart(
    base: EvidenceBase, area_code: str, *, width: int | None = None, scale: float = 1.0, most: int = MOST_ROWS
) -> Chart:
    """The share of neighbourhoods in the most deprived tenth, of a place and of its districts, as `districts_chart`.

    Raises EvidenceError where the place is one district, or where fewer than two districts have a figure.
    """
    slug = DEPRIVED
    own, districts = figure_for(base, slug, area_code, None), base.members.get(area_code, ())
    if own.value is None:
        raise EvidenceError(own.reason)
    known = [f for f in figures_over(base, slug, districts, own.period) if f.value is not None]
    if len(known) < FEWEST_DISTRICTS:
        raise EvidenceError(f"{base.area(area_code).name} is one district, so nothing can be said of its parts.")
    figures = tuple(sorted(known, key=lambda f: (-(f.value or 0.0), f.area_code)))
    return _chart(base, slug, area_code, figures, own.period, titles.deprived_title(own.value), (width, scale, most))


def _chart(
    base: EvidenceBase,
    slug: str,
    area_code: str,
    figures: tuple[Figure, ...],
    period: str,
    title: str,
    size: tuple[int | None, float, int],
) -> Chart:
    width, scale, most = size
    ends = ENDS if most == MOST_ROWS else most // 2
    indicator, area = base.indicator(slug), base.areas[area_code]
    if slug == DEPRIVED:
        indicator = replace(
            indicator, decimals=2
        )  # whole percent of neighbourhoods, of which a district has few hundred
    own = figure_for(base, slug, area_code, period)
    shown = figures if len(figures) <= most else (*figures[:ends], *figures[-ends:])
    axis = _axis(indicator, shown, own)
    rows = [_row(base, indicator, figure, axis) for figure in shown]
    places = Rows([r["name"] for r in rows], [r["text"] for r in rows], axis, scale)
    rows = [row | {"y": places.y(i)} for i, row in enumerate(rows)]
    alt_text = _alt(base, indicator, area_code, figures, own)
    cut = (
        f" The {ends} highest and {ends} lowest of {len(figures)}; the table has all."
        if len(figures) > len(shown)
        else ""
    )
    sure = " Bars: 95% intervals." if any(row["lower"] is not None for row in rows) else ""
    zero = "" if axis.from_zero else f" {NOT_FROM_ZERO}"
    return Chart(
        plot=drawn(_layers(base, indicator, places, rows, own), height=places.height, alt_text=alt_text, width=width),
        title=title,
        subtitle=f"Districts of {wording.place(area)}: {indicator.name}, {wording.unit_words(indicator)}, {period_text(period)}.{sure}{cut}{zero}",
        alt=alt_text,
        source=indicator.source.line,
        table=figures_table(base, slug, base.members.get(area_code, ()), period),
    )


def _axis(indicator: Indicator, figures: Sequence[Figure], own: Figure) -> Scale:
    intervals = [found for f in figures if (found := interval_of(f, indicator.unit))]
    values = [f.value for f in (*figures, own) if f.value is not None]
    return scale_of([*values, *(end for i in intervals for end in (i.lower, i.upper))])


def _row(base: EvidenceBase, indicator: Indicator, figure: Figure, axis: Scale) -> Record:
    interval = interval_of(figure, indicator.unit)
    said = (
        f" (95% interval {wording.cell(interval.lower, indicator)} to {wording.cell(interval.upper, indicator)})"
        if interval
        else ""
    )
    name = base.areas[figure.area_code].name
    return {
        "name": name,
        "text": wording.cell(figure.value, indicator),
        "said": f"{name}: {wording.number(figure.value, indicator)}{said}",
        "chosen": False,
        "x": axis.at(figure.value or 0.0),
        "lower": axis.at(interval.lower) if interval else None,
        "upper": axis.at(interval.upper) if interval else None,
    }


def _layers(base: EvidenceBase, indicator: Indicator, places: Rows, rows: Sequence[Record], own: Figure) -> list[Layer]:
    s, layers = places.scale, places.grid(indicator)
    if own.value is not None:
        layers += places.line(own.value, f"{base.areas[own.area_code].name} {wording.cell(own.value, indicator)}")
    if sure := [row for row in rows if row["lower"] is not None]:
        bar: Record = {"stroke": theme.HAIRLINE, "strokeWidth": 2 * s}
        layers.append(layer(sure, "rule", places.x("lower"), "datum.y", x2=places.x("upper"), **bar))
    ends = [rows[0], rows[-1]]
    look: Record = {"stroke": "#FFFFFF", "strokeWidth": 1.2, "opacity": 1}
    layers.append(layer(rows, "point", places.x("x"), "datum.y", fill=theme.MUTED, size=90 * s * s, **look))
    layers.append(layer(ends, "point", places.x("x"), "datum.y", fill=theme.THIS_PLACE, size=150 * s * s, **look))
    return layers + places.columns(rows)


def _alt(base: EvidenceBase, indicator: Indicator, area_code: str, figures: Sequence[Figure], own: Figure) -> str:
    high, low = figures[0], figures[-1]
    name = wording.place(base.areas[area_code])
    middle = (
        f" {name[0].upper()}{name[1:]} as a whole: {wording.number(own.value, indicator)}."
        if own.value is not None
        else ""
    )
    return (
        f"Dot chart of {len(figures)} districts of {name}, {indicator.name}: from {wording.number(low.value, indicator)} in "
        f"{base.areas[low.area_code].name} to {wording.number(high.value, indicator)} in {base.areas[high.area_code].name}.{middle}"
    )
