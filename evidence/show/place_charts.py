"""Charts of places side by side: a place among its neighbours, and the bounds of what is not known about NEET."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from evidence import wording
from evidence.analysis.comparators import ENGLAND, default_comparators
from evidence.analysis.compare import figure_for, gap, level, rank
from evidence.analysis.findings import AreaSet, Finding
from evidence.analysis.young_people import NEET, TOGETHER, not_known_bounds
from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.indicators.catalogue import Indicator
from evidence.indicators.periods import period_text
from evidence.show import theme
from evidence.show.chart_parts import Chart, Scale, drawn, layer, letters, scale_of
from evidence.show.chart_svg import Layer
from evidence.show.letter_widths import in_lines
from evidence.show.tables import figures_table

ROW, TOP, FOOT = 26, 30, 26
NAME = 200  # pixels of a name at the left of its row; a longer one is broken
NOT_FROM_ZERO = "The axis does not start at zero."
ROOM_FOR_NEET = 0.12  # of the plot, for the word above the bars
HATCH = 18  # strokes of the hatch over the widest part that is not known
Record = dict[str, Any]


def unknown_note(base: EvidenceBase, indicator: Indicator, area_code: str, period: str) -> str:
    """For NEET: how many more are not known, because a NEET rate is never shown without them; else empty."""
    if indicator.slug != NEET or TOGETHER not in base.indicators:
        return ""
    return wording.not_known_note(not_known_bounds(base, area_code, period=period), indicator)


class Rows:
    """Where names, plot and values of a chart with a row for each place stand, in pixels of its width."""

    def __init__(self, names: Sequence[str], values: Sequence[str], axis: Scale, scale: float) -> None:
        size = theme.CHART_TEXT * scale
        lines = [line for name in names for line in in_lines(name, NAME, theme.CHART_TEXT, 700)]
        wanted = max(letters(line, size) for line in lines) + 14 * scale
        self.axis, self.scale, self.size = axis, scale, size
        self.left = f"min({wanted}, width * 0.36)"
        self.right = f"{max(letters(value, size) for value in values) + 18 * scale}"
        self.height = (TOP + ROW * len(names) + FOOT) * scale

    def y(self, i: int) -> float:
        """The middle of the row with this number."""
        return (TOP + ROW * (i + 0.5)) * self.scale

    def x(self, column: str) -> str:
        """Pixels across of a value that `Scale.at` has placed between 0 and 1."""
        return f"{self.left} + datum.{column} * (width - {self.left} - {self.right})"

    def grid(self, indicator: Indicator) -> list[Layer]:
        """Vertical hairlines with their values below."""
        texts = wording.axis_texts(self.axis.ticks, indicator)
        last = len(texts) - 1
        ticks = [
            {"x": self.axis.at(t), "text": text, "kept": i in (0, last)}
            for i, (t, text) in enumerate(zip(self.axis.ticks, texts, strict=True))
        ]
        bottom, small = self.height - FOOT * self.scale, theme.CHART_SMALL * self.scale
        where = f"width >= {theme.WIDE * self.scale} || datum.kept"
        return [
            layer(ticks, "rule", self.x("x"), f"{TOP * self.scale}", y2=f"{bottom}", stroke=theme.BAND, strokeWidth=1),
            layer(
                ticks,
                "text",
                self.x("x"),
                f"{bottom + 13 * self.scale}",
                where=where,
                fields={"text": "text"},
                fontSize=small,
                color=theme.MUTED,
            ),
        ]

    def columns(self, rows: Sequence[Record]) -> list[Layer]:
        """Names at the left, values at the right, the chosen place in bold; the tooltip's band over each row."""
        layers = []
        for chosen in (True, False):
            some = [row for row in rows if row["chosen"] == chosen]
            lines = [line for row in some for line in self._name_lines(row)]
            if some:
                style: Record = {
                    "fontSize": self.size,
                    "fontWeight": 700 if chosen else 400,
                    "color": theme.THIS_PLACE if chosen else theme.INK,
                }
                limit = {"expr": f"{self.left} - {10 * self.scale}"}
                layers.append(
                    layer(lines, "text", "0", "datum.y", fields={"text": "text"}, align="left", limit=limit, **style)
                )
                layers.append(layer(some, "text", "width", "datum.y", fields={"text": "text"}, align="right", **style))
        half = ROW * self.scale / 2
        return [
            *layers,
            layer(
                rows, "rect", "0", f"datum.y - {half}", x2="width", y2=f"datum.y + {half}", tips={"": "said"}, opacity=0
            ),
        ]

    def _name_lines(self, row: Record) -> list[Record]:
        """A row for each line of the name, around the middle of the place's row."""
        lines = in_lines(row["name"], NAME, theme.CHART_TEXT, 700)
        leading = 0.95 * self.size  # two lines stay inside their row
        return [{"text": line, "y": row["y"] + (i - (len(lines) - 1) / 2) * leading} for i, line in enumerate(lines)]

    def line(self, value: float, text: str) -> list[Layer]:
        """A dashed vertical line through all rows, named above them."""
        at = [{"x": self.axis.at(value), "text": text}]
        bottom = self.height - FOOT * self.scale
        anchor = "right" if self.axis.at(value) > 0.6 else "left" if self.axis.at(value) < 0.4 else "center"
        return [
            layer(
                at,
                "rule",
                self.x("x"),
                f"{(TOP - 6) * self.scale}",
                y2=f"{bottom}",
                stroke=theme.COMPARATOR,
                strokeWidth=1.5,
                strokeDash=[5, 3],
            ),
            layer(
                at,
                "text",
                self.x("x"),
                f"{(TOP - 15) * self.scale}",
                fields={"text": "text"},
                align=anchor,
                fontSize=theme.CHART_SMALL * self.scale,
                color=theme.COMPARATOR,
            ),
        ]


def neighbours_chart(
    base: EvidenceBase,
    slug: str,
    area_code: str,
    among: AreaSet,
    *,
    period: str | None = None,
    width: int | None = None,
    scale: float = 1.0,
) -> Chart:
    """A place among the areas of a set, highest first, as dots with 95 % intervals and England as a line.

    Areas without a figure are in the table with their reasons and counted in the subtitle. Raises EvidenceError with
    the reason where the place has no figure.
    """
    indicator, own = base.indicator(slug), figure_for(base, slug, area_code, period)
    if own.value is None:
        raise EvidenceError(own.reason)
    codes = tuple(dict.fromkeys((area_code, *among.codes)))
    levels = [level(base, slug, code, period=own.period) for code in codes]
    known = sorted((f for f in levels if f.value is not None), key=lambda f: (-(f.value or 0.0), f.area_code))
    england = (
        None if area_code == ENGLAND or ENGLAND not in base.areas else level(base, slug, ENGLAND, period=own.period)
    )
    england = england if england and england.value is not None else None
    title, alt_text = _among_words(base, indicator, area_code, among, known, england)
    axis = _axis_of(known, england)
    rows = _dot_rows(base, indicator, known, area_code, axis)
    places = Rows([r["name"] for r in rows], [r["text"] for r in rows], axis, scale)
    for i, row in enumerate(rows):
        row["y"] = places.y(i)
    return Chart(
        plot=drawn(
            _dot_layers(base, indicator, places, rows, england), height=places.height, alt_text=alt_text, width=width
        ),
        title=title,
        subtitle=_among_subtitle(base, indicator, own.period, area_code, among, axis, rows, len(codes) - len(known)),
        alt=alt_text,
        source=indicator.source.line,
        table=figures_table(base, slug, codes, own.period),
    )


def _axis_of(known: Sequence[Finding], england: Finding | None) -> Scale:
    values = [f.value for f in (*known, *((england,) if england else ())) if f.value is not None]
    return scale_of([*values, *(v for f in known if f.interval for v in (f.interval.lower, f.interval.upper))])


def _dot_rows(
    base: EvidenceBase, indicator: Indicator, known: Sequence[Finding], area_code: str, axis: Scale
) -> list[Record]:
    return [
        {
            "name": wording.label(base.areas[f.area_code]),
            "text": wording.cell(f.value, indicator),
            "said": wording.figure_words(base, f),
            "chosen": f.area_code == area_code,
            "x": axis.at(f.value or 0.0),
            "lower": axis.at(f.interval.lower) if f.interval else None,
            "upper": axis.at(f.interval.upper) if f.interval else None,
            "colour": theme.THIS_PLACE if f.area_code == area_code else theme.HAIRLINE,
            "fill": "#FFFFFF"
            if f.figures[0].origin == "derived"
            else theme.THIS_PLACE
            if f.area_code == area_code
            else theme.HAIRLINE,
            "size": 130 if f.area_code == area_code else 75,
        }
        for f in known
    ]


def _dot_layers(
    base: EvidenceBase, indicator: Indicator, places: Rows, rows: Sequence[Record], england: Finding | None
) -> list[Layer]:
    layers, sure = places.grid(indicator), [row for row in rows if row["lower"] is not None]
    if england and england.value is not None:
        layers += places.line(england.value, f"{base.areas[ENGLAND].name} {wording.cell(england.value, indicator)}")
    if sure:
        layers.append(
            layer(
                sure,
                "rule",
                places.x("lower"),
                "datum.y",
                x2=places.x("upper"),
                fields={"stroke": "colour"},
                strokeWidth=2 * places.scale,
            )
        )
    sized = [row | {"size": row["size"] * places.scale**2} for row in rows]
    fields = {"fill": "fill", "stroke": "colour", "size": "size"}
    layers.append(layer(sized, "point", places.x("x"), "datum.y", fields=fields, strokeWidth=2, opacity=1))
    return layers + places.columns(rows)


def _among_words(
    base: EvidenceBase,
    indicator: Indicator,
    area_code: str,
    among: AreaSet,
    known: Sequence[Finding],
    england: Finding | None,
) -> tuple[str, str]:
    """Title and text alternative: rank, range, England, and areas that cannot be told apart."""
    period = known[0].period
    ranked = rank(base, indicator.slug, area_code, among, period=period)
    against = gap(base, indicator.slug, area_code, ENGLAND, period=period) if england else None
    name = base.areas[area_code].name
    if against and (among.name == "comparators" or ranked.value is None):
        title = wording.gap_title(base, against)
    else:
        title = (
            wording.rank_title(base, ranked)
            if ranked.value is not None
            else f"{indicator.short_name}: {name} alone has a figure"
        )
    highest, lowest = (base.areas[known[i].area_code].name for i in (0, -1))
    text = f"Dot chart. {wording.sentence(base, ranked)} From {wording.number(known[-1].value, indicator)} in {lowest} to {wording.number(known[0].value, indicator)} in {highest}"
    text += f"; {name} is {wording.gap_short(base, against)}." if against else "."
    unknown = unknown_note(base, indicator, area_code, period)
    return title, f"{text} {unknown}" if unknown else text


def _among_subtitle(
    base: EvidenceBase,
    indicator: Indicator,
    period: str,
    area_code: str,
    among: AreaSet,
    axis: Scale,
    rows: Sequence[Record],
    absent: int,
) -> str:
    notes = [
        "Bars: 95% intervals." if any(row["lower"] is not None for row in rows) else "",
        "Hollow dots are derived." if any(row["fill"] == "#FFFFFF" for row in rows) else "",
        "" if axis.from_zero else NOT_FROM_ZERO,
        f"{wording.counted(absent, 'area')} without a figure left out." if absent else "",
        unknown_note(base, indicator, area_code, period),
    ]
    head = f"{base.areas[area_code].name} among {among.name}: {indicator.name}, {wording.unit_words(indicator)}, {period_text(period)}."
    return " ".join([head, *(note for note in notes if note)])


def bounds_chart(
    base: EvidenceBase,
    area_code: str,
    others: Sequence[str] = (),
    *,
    period: str | None = None,
    width: int | None = None,
    scale: float = 1.0,
) -> Chart:
    """Young people who are NEET at least (solid) and at most (hatched: not known) in a place and others, from zero.

    The place comes first, then England and its region, then the others in the order given. Raises EvidenceError with
    the reason where the place has no figure.
    """
    own = not_known_bounds(base, area_code, period=period)
    if own.value is None:
        raise EvidenceError(own.reason)
    indicator = base.indicator(TOGETHER)
    codes = tuple(dict.fromkeys((area_code, *default_comparators(base, area_code), *others)))
    bounds = [own, *(not_known_bounds(base, code, period=own.period) for code in codes[1:])]
    known = [f for f in bounds if f.value is not None]
    axis = scale_of([f.value for f in known if f.value is not None], zero=True)
    rows = [_bounds_row(base, indicator, f, area_code, axis) for f in known]
    places = Rows([r["name"] for r in rows], [r["text"] for r in rows], axis, scale)
    for i, row in enumerate(rows):
        row["y"] = places.y(i)
    title, alt_text = wording.bounds_title(base, own), _bounds_words(base, indicator, own, known)
    head = f"{wording.place(base.areas[area_code])}: young people aged 16 and 17, % of the cohort, {period_text(own.period)}."
    return Chart(
        plot=drawn(_bounds_layers(indicator, places, rows), height=places.height, alt_text=alt_text, width=width),
        title=title,
        subtitle=f"{head[0].upper()}{head[1:]} Solid: known to be NEET. Hatched: activity not known, so NEET or not.",
        alt=alt_text,
        source=indicator.source.line,
        table=_bounds_table(base, indicator, bounds),
    )


def _bounds_row(base: EvidenceBase, indicator: Indicator, bounds: Finding, area_code: str, axis: Scale) -> Record:
    floor, ceiling = bounds.numbers["floor"], bounds.numbers["ceiling"]
    return {
        "name": wording.label(base.areas[bounds.area_code]),
        "text": wording.bounds_range(bounds, indicator),
        "said": wording.sentence(base, bounds),
        "chosen": bounds.area_code == area_code,
        "zero": axis.at(0.0),
        "floor": axis.at(floor),
        "ceiling": axis.at(max(floor, ceiling)),
        "colour": theme.THIS_PLACE if bounds.area_code == area_code else theme.MUTED,
    }


def _bounds_layers(indicator: Indicator, places: Rows, rows: Sequence[Record]) -> list[Layer]:
    half = 7 * places.scale
    top, bottom = f"datum.y - {half}", f"datum.y + {half}"
    hatch = _hatch(rows)
    layers = places.grid(indicator)
    layers.append(
        layer(
            rows,
            "rect",
            places.x("floor"),
            top,
            x2=places.x("ceiling"),
            y2=bottom,
            fields={"stroke": "colour"},
            fill="#FFFFFF",
            strokeWidth=1,
        )
    )
    if hatch:
        layers.append(
            layer(
                hatch,
                "rule",
                places.x("a"),
                bottom,
                x2=places.x("b"),
                y2=top,
                fields={"stroke": "colour"},
                strokeWidth=0.9,
            )
        )
    layers.append(
        layer(rows, "rect", places.x("zero"), top, x2=places.x("floor"), y2=bottom, fields={"fill": "colour"})
    )
    first, wide = (
        rows[0],
        f"width >= {theme.WIDE * places.scale}",
    )  # where narrow, the subtitle alone says which is which
    heads = [{"x": first["zero"], "text": "NEET"}, {"x": max(first["floor"], ROOM_FOR_NEET), "text": "not known"}]
    style: Record = {"align": "left", "fontSize": theme.CHART_SMALL * places.scale, "color": theme.MUTED}
    layers.append(
        layer(
            heads,
            "text",
            f"{places.x('x')} + 2",
            f"{(TOP - 8) * places.scale}",
            where=wide,
            fields={"text": "text"},
            **style,
        )
    )
    return [*layers, *places.columns(rows)]


def _hatch(rows: Sequence[Record]) -> list[Record]:
    """Slanted strokes over each part that is not known, equally far apart in every row."""
    widest = max(row["ceiling"] - row["floor"] for row in rows)
    step = max(widest / HATCH, 0.01)
    strokes = []
    for row in rows:
        at = row["floor"]
        while at < row["ceiling"] - step / 4:
            strokes.append({"y": row["y"], "a": at, "b": min(at + step, row["ceiling"]), "colour": row["colour"]})
            at += step
    return strokes


def _bounds_words(base: EvidenceBase, indicator: Indicator, own: Finding, known: Sequence[Finding]) -> str:
    beside = [f"{base.areas[f.area_code].name} {wording.bounds_range(f, indicator)}" for f in known[1:]]
    compared = f" Compared with {wording.listed(beside)}." if beside else ""
    return f"Bar chart. {wording.sentence(base, own)}{compared}"


def _bounds_table(base: EvidenceBase, indicator: Indicator, bounds: Sequence[Finding]) -> pd.DataFrame:
    keys = {"NEET (%)": "floor", "Not known (%)": "not_known", "NEET or not known (%)": "ceiling"}
    rows = [
        {"Area": base.areas[f.area_code].name}
        | {
            head: wording.plain_number(f.numbers.get(key), indicator.decimals) or "not available"
            for head, key in keys.items()
        }
        | {
            "NEET lies between": wording.bounds_range(f, indicator),
            "Note": f.reason or " ".join(f.caveats[:1] if f.judgement else ()),
        }
        for f in bounds
    ]
    return pd.DataFrame(rows, index=pd.Index([f.area_code for f in bounds], name="Area code"))
