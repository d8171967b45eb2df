"""Charts of productivity evidence: where a gap comes from, industries, growth by industry, districts, firms by size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evidence import wording
from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.indicators.periods import period_text
from evidence.productivity import industry_words, words
from evidence.productivity.firms import WORKPLACES, Band, Sizes
from evidence.productivity.industry import Industry, Structure
from evidence.productivity.parts import Parts
from evidence.productivity.quotients import SIMILAR, SPECIALISED, Quotient, Quotients
from evidence.productivity.shift_share import ShiftShare
from evidence.productivity.similarity import Similarity
from evidence.show import theme
from evidence.show.chart_parts import Chart, Scale, drawn, layer, letters, scale_of
from evidence.show.chart_svg import Layer
from evidence.show.productivity_tables import (
    firm_share,
    parts_table,
    people,
    quotients_table,
    shift_table,
    similarity_table,
    sizes_table,
    source_of,
    source_of_figures,
)

ROW, TOP, FOOT = 36, 26, 26
PART = theme.AMOUNT[2]  # a part of a whole; the whole is dark blue
HALF = 8  # of the height of a bar
DEFLATOR = "gdp-deflator"
MOST_TILES = 20  # districts that are drawn beside each other
TILE, HEADS, MOST_WIDE = 38, 22, 72  # pixels: a row of tiles, the numbers above them, the widest tile
# Names that fit beside a bar; the tables have the names in full.
SHORT = {
    "AB (1-9)": "Farming, fishing and mining",
    "DE (35-39)": "Energy, water and waste",
    "G (45-47)": "Trade and motor repair",
    "H (49-53)": "Transport and storage",
    "I (55-56)": "Accommodation and food",
    "J (58-63)": "Information, communication",
    "K (64-66)": "Finance and insurance",
    "L (68)": "Real estate",
    "M (69-75)": "Professional and scientific",
    "N (77-82)": "Administration and support",
    "O (84)": "Public administration",
    "Q (86-88)": "Health and social work",
    "R (90-93)": "Arts and recreation",
    "S (94-96)": "Other services",
    "T (97-98)": "Households as employers",
    "01-03": "Farming, forestry and fishing",
    "49-53": "Transport and storage",
    "55-56": "Accommodation and food",
    "58-63": "Information, communication",
    "64-66": "Finance and insurance",
    "69-75": "Professional and scientific",
    "77-82": "Administration and support",
    "84": "Public administration",
    "90-99": "Arts and other services",
}
Record = dict[str, Any]


class Ladder:
    """Rows with a name and a value over one scale: side by side where wide, both above the mark where narrow."""

    def __init__(self, rows: Sequence[Record], axis: Scale, ticks: Sequence[str], scale: float) -> None:
        size = theme.CHART_TEXT * scale
        self.axis, self.ticks, self.scale, self.size = axis, ticks, scale, size
        self.rows = [row | {"y": (TOP + ROW * (i + 0.5)) * scale} for i, row in enumerate(rows)]
        self.left = max(letters(row["name"], size) for row in rows) + 16 * scale
        self.right = max(letters(row["text"], size) for row in rows) + 16 * scale
        self.height = (TOP + ROW * len(rows) + FOOT) * scale
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
        half = ROW * self.scale / 2
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


# ---- where the gap comes from ---------------------------------------------------------------------------------------


def parts_chart(base: EvidenceBase, found: Parts, *, width: int | None = None, scale: float = 1.0) -> Chart:
    """The three parts of the gap in output per head in logarithms times 100, each from where the last one ended.

    Raises EvidenceError where there is no gap to split.
    """
    if any(part.share is None for part in found.parts):
        name = _start(wording.place(found.area))
        raise EvidenceError(f"{name} is level with the UK in output per head, so there is no gap to split.")
    steps, at = [], 0.0
    for part in found.parts:
        name = _start(words.PART_NAMES[part.key])
        steps.append(_step(name, at, at + part.log, words.points(part.log), words.part_line(part)))
        at += part.log
    steps.append(
        _step("Output per head", 0.0, found.log, words.points(found.log), words.parts_sentences(found)[0], True)
    )
    axis = scale_of([100 * row[key] for row in steps for key in ("from", "to")], zero=True)
    ladder = _falling(steps, axis, _plain_ticks(axis), scale, 100.0)
    alt = f"Bar chart. {' '.join(words.parts_sentences(found)[:3])}"
    name = _start(wording.place(found.area))
    return Chart(
        plot=drawn(_waterfall(ladder, "UK"), height=ladder.height, alt_text=alt, width=width),
        title=words.parts_sentences(found)[1].removesuffix("."),
        subtitle=f"{name} against the UK, {period_text(found.period)}, in logarithms times 100: three parts that add up to output per head.",
        alt=alt,
        source=source_of_figures(base, found.figures),
        table=parts_table(found),
    )


def _step(name: str, start: float, end: float, text: str, said: str, whole: bool = False) -> Record:
    return {"name": name, "from": start, "to": end, "text": text, "said": said, "chosen": whole}


def _falling(rows: Sequence[Record], axis: Scale, ticks: Sequence[str], scale: float, times: float) -> Ladder:
    """Rows with a bar from one value to another."""
    placed = [
        row
        | {"start": axis.at(times * row["from"]), "end": axis.at(times * row["to"])}
        | {"colour": theme.THIS_PLACE if row["chosen"] else PART}
        for row in rows
    ]
    return Ladder(placed, axis, ticks, scale)


def _waterfall(ladder: Ladder, zero: str) -> list[Layer]:
    """Bars that each begin where the last one ended, with a line between them."""
    joins = [row | {"next": after["y"]} for row, after in zip(ladder.rows, ladder.rows[1:], strict=False)]
    down = f"datum.next + (({ladder.wide}) ? 0 : {7 * ladder.scale}) - {HALF * ladder.scale}"
    line: Record = {"stroke": theme.MUTED, "strokeWidth": 1}
    joined = layer(joins, "rule", ladder.x("end"), ladder.y(HALF), y2=down, where=ladder.wide, **line)
    return [*ladder.grid(0.0, zero), joined, ladder.bars(), *ladder.texts()]


# ---- industries -----------------------------------------------------------------------------------------------------


def quotients_chart(base: EvidenceBase, found: Quotients, *, width: int | None = None, scale: float = 1.0) -> Chart:
    """The quotients of enterprises with their intervals and sizes, the highest first.

    Raises EvidenceError for the reference itself, and where no industry has a quotient.
    """
    place, reference = base.areas[found.place.area_code], base.areas[found.reference.area_code]
    if place.code == reference.code:
        raise EvidenceError(f"{place.name} is what places are compared with, so it is specialised in nothing.")
    known = found.highest
    if not known:
        raise EvidenceError(f"No industry of {place.name} has enough enterprises for a quotient.")
    ends = [
        end
        for row in known
        for end in (row.value or 0.0, *((row.interval.lower, row.interval.upper) if row.interval else ()))
    ]
    axis = scale_of([*ends, 1.0], zero=True)
    ladder = Ladder([_quotient_row(base, found, row, axis) for row in known], axis, _plain_ticks(axis), scale)
    absent = len(found.rows) - len(known)
    left = f" Too few enterprises for one: {_industries(absent)}." if absent else ""
    names = [_short(row.here) for row in found.specialised]
    alt = f"Dot chart of {len(known)} industries. {industry_words.specialised_sentence(base, found)}"
    look: Record = {"stroke": theme.THIS_PLACE, "strokeWidth": 2, "opacity": 1, "size": 110 * scale**2}
    dots = layer(ladder.rows, "point", ladder.x("x"), ladder.y(), fields={"fill": "colour"}, shape="circle", **look)
    layers = [*ladder.grid(1.0, "UK = 1"), *ladder.whiskers(), dots, *ladder.texts()]
    return Chart(
        plot=drawn(layers, height=ladder.height, alt_text=alt, width=width),
        title=_specialised_title(names),
        subtitle=(
            f"{_start(wording.place(place))}, {found.place.year}: an industry's share of enterprises over its share in "
            f"{wording.place(reference)}, and enterprises. Bars: 95% intervals. Dark: specialised; light: above or below, "
            f"but not specialised; hollow: not told apart from the UK's share.{left}"
        ),
        alt=alt,
        source=source_of(base, found.place.table),
        table=quotients_table(base, found),
    )


def _specialised_title(names: Sequence[str]) -> str:
    if not names:
        return "Specialised in no industry, by enterprises"
    said = [_lower(name) for name in names]
    more = f"{'; '.join(said[:3])}; and {len(said) - 3} more" if len(said) > 3 else "; ".join(said)
    return f"Specialised by enterprises: {more}"


def _quotient_row(base: EvidenceBase, found: Quotients, row: Quotient, axis: Scale) -> Record:
    colours = {SPECIALISED: theme.THIS_PLACE, SIMILAR: "#FFFFFF"}
    return {
        "name": _short(row.here),
        "text": f"{wording.plain_number(row.value, 2)} · {wording.plain_number(row.here.figure.value, 0)}",
        "said": industry_words.quotient_sentence(base, found, row),
        "chosen": row.judgement == SPECIALISED,
        "x": axis.at(row.value or 0.0),
        "lower": axis.at(row.interval.lower) if row.interval else None,
        "upper": axis.at(row.interval.upper) if row.interval else None,
        "colour": colours.get(row.judgement, theme.AMOUNT[1]),
    }


def shares_chart(base: EvidenceBase, found: Quotients, *, width: int | None = None, scale: float = 1.0) -> Chart:
    """The shares of industries in gross value added here (bars) and in the UK (diamonds), the largest first.

    Industries that are not available here are counted and left out.
    """
    place, reference = base.areas[found.place.area_code], base.areas[found.reference.area_code]
    there = {row.here.code: row.there.share for row in found.rows} if place.code != reference.code else {}
    known = found.place.largest
    axis = scale_of([100 * s for s in (*(i.share for i in known), *there.values()) if s is not None], zero=True)
    rows = [_share_row(found.place, i, there.get(i.code), axis) for i in known]
    ladder = Ladder(rows, axis, [f"{tick:g}%" for tick in axis.ticks], scale)
    first, beside = known[0], there.get(known[0].code)
    against = f"; {industry_words.percent(beside)} in the UK" if beside is not None else ""
    absent = len(found.place.industries) - len(known)
    left = f" {_industries(absent)} not available here and left out." if absent else ""
    rental = " Real estate includes imputed rental." if found.place.imputed else ""
    alt = (
        f"Bar chart of {len(known)} industries. {industry_words.structure_sentence(base, found.place, found.reference)}"
    )
    return Chart(
        plot=drawn(
            [*ladder.grid(), ladder.bars("zero", "x"), *ladder.diamonds("uk"), *ladder.texts()],
            height=ladder.height,
            alt_text=alt,
            width=width,
        ),
        title=f"{_short(first)} is largest: {industry_words.percent(first.share)}{against}",
        subtitle=f"{_start(wording.place(place))}, {found.place.year}: share of gross value added{'. Diamonds: the UK' if there else ''}.{rental}{left}",
        alt=alt,
        source=source_of(base, found.place.table),
        table=quotients_table(base, found),
    )


def _share_row(place: Structure, here: Industry, uk: float | None, axis: Scale) -> Record:
    beside = f"; UK {industry_words.percent(uk)}" if uk is not None else ""
    said = f"{here.name}: {industry_words.size(place, here.figure.value)}, {industry_words.percent(here.share)}{beside}"
    return {
        "name": _short(here),
        "text": industry_words.percent(here.share),
        "said": said,
        "chosen": False,
        "zero": axis.at(0.0),
        "x": axis.at(100 * (here.share or 0.0)),
        "uk": None if uk is None else axis.at(100 * uk),
        "colour": theme.THIS_PLACE,
    }


# ---- growth ---------------------------------------------------------------------------------------------------------


def shift_chart(base: EvidenceBase, found: ShiftShare, *, width: int | None = None, scale: float = 1.0) -> Chart:
    """The parts of growth: at the UK's rate, with the mix of industries, and what is left, adding up to the change."""
    steps, at = [], 0.0
    parts = {"At the UK’s rate": found.national, "With the mix": found.mix, "Left: local": found.regional}
    for name, value in parts.items():
        steps.append(_step(name, at, at + value, money(value), f"{name}: {money(value)}"))
        at += value
    change = money(found.change)
    steps.append(_step("The change", 0.0, found.change, change, f"The change: {change}", True))
    axis = scale_of([row[key] for row in steps for key in ("from", "to")], zero=True)
    ladder = _falling(steps, axis, money_ticks(axis), scale, 1.0)
    alt = f"Bar chart. {industry_words.shift_sentence(base, found)}"
    grew = "Grew" if found.change >= 0 else "Fell"
    uk = "grew" if found.reference_growth >= 0 else "fell"
    return Chart(
        plot=drawn(_waterfall(ladder, ""), height=ladder.height, alt_text=alt, width=width),
        title=f"{grew} by {wording.relative(found.growth)}, while the UK {uk} by {wording.relative(found.reference_growth)}",
        subtitle=f"{_span(base, found)}: the three parts of the change add up to it.",
        alt=alt,
        source=source_of(base, found.place[0].table, DEFLATOR),
        table=shift_table(found),
    )


def regional_chart(base: EvidenceBase, found: ShiftShare, *, width: int | None = None, scale: float = 1.0) -> Chart:
    """What is left of each industry's growth beyond the UK's growth of the same industry, the largest first."""
    ordered = sorted(found.rows, key=lambda row: (-row.regional, row.code))
    axis = scale_of([row.regional for row in ordered], zero=True)
    rows = [
        {
            "name": SHORT.get(row.code, row.name),
            "text": money(row.regional),
            "said": f"{row.name}: {money(row.regional)}",
            "chosen": False,
            "zero": axis.at(0.0),
            "x": axis.at(row.regional),
            "colour": theme.THIS_PLACE if row.regional > 0 else theme.WORSE,
        }
        for row in ordered
    ]
    ladder = Ladder(rows, axis, money_ticks(axis), scale)
    alt = f"Bar chart of {len(rows)} industries. {industry_words.shift_rows_sentence(found)}"
    return Chart(
        plot=drawn(
            [*ladder.grid(0.0, "grew like the UK’s"), ladder.bars("zero", "x"), *ladder.texts()],
            height=ladder.height,
            alt_text=alt,
            width=width,
        ),
        title=_regional_title(rows),
        subtitle=f"{_span(base, found)}: what each industry added beyond its growth in the UK.",
        alt=alt,
        source=source_of(base, found.place[0].table, DEFLATOR),
        table=shift_table(found),
    )


def _regional_title(rows: Sequence[Record]) -> str:
    best, worst = rows[0], rows[-1]
    return f"Most ahead of the UK: {_lower(best['name'])}; furthest behind: {_lower(worst['name'])}"


def _span(base: EvidenceBase, found: ShiftShare) -> str:
    name = _start(wording.place(base.areas[found.area_code]))
    return f"{name}, gross value added from {found.first} to {found.last}, £ million in prices of {found.last}"


def money(millions: float) -> str:
    """An amount in £ million with its sign: "+£9,483m", "−£433m", "£0m"."""
    text = f"£{wording.plain_number(abs(millions), 0)}m"
    return f"+{text}" if round(millions) > 0 else f"{wording.MINUS}{text}" if round(millions) < 0 else text


def money_ticks(axis: Scale) -> list[str]:
    """Ticks in £ million, with decimals only where they need them."""
    decimals = 0 if all(abs(t - round(t)) < 1e-9 for t in axis.ticks) else 1
    return [f"{wording.MINUS if t < 0 else ''}£{wording.plain_number(abs(t), decimals)}m" for t in axis.ticks]


# ---- districts ------------------------------------------------------------------------------------------------------


def similarity_chart(base: EvidenceBase, found: Similarity, *, width: int | None = None, scale: float = 1.0) -> Chart:
    """How alike every two districts are, a tile for each pair; raises EvidenceError for more than 20 districts."""
    count, area = len(found.districts), base.areas[found.area_code]
    if count > MOST_TILES:
        raise EvidenceError(
            f"{area.name} has {count} districts to compare: too many to draw, so the table alone has every pair."
        )
    names = [base.areas[code].name for code in found.districts]
    tiles = [_tile(names, i, j, found.matrix[i][j], found, scale) for i in range(count) for j in range(count) if i != j]
    most, least = found.most_alike, found.least_alike
    alt = f"Grid of {count} by {count} districts. {industry_words.similarity_sentence(base, found)}"
    left = f" Left out: {wording.listed([base.areas[code].name for code in found.left_out])}." if found.left_out else ""
    return Chart(
        plot=drawn(_tile_layers(names, tiles, scale), height=_tiles_height(count, scale), alt_text=alt, width=width),
        title=(
            f"Most alike: {base.areas[most.first].name} and {base.areas[most.second].name}; "
            f"least: {base.areas[least.first].name} and {base.areas[least.second].name}"
            if count > 2
            else f"{names[0]} and {names[1]}: {wording.plain_number(most.similarity, 2)} of 1"
        ),
        subtitle=(
            f"Districts of {wording.place(area)}, {found.year}: similarity of what they produce, 1 is the same mix of "
            f"industries and 0 none in common. Darker is more alike. Columns have the numbers of the rows.{left}"
        ),
        alt=alt,
        source=source_of(base, found.structures[0].table),
        table=similarity_table(base, found),
    )


def _tile(names: Sequence[str], i: int, j: int, value: float, found: Similarity, scale: float) -> Record:
    low, high = found.least_alike.similarity, found.most_alike.similarity
    step = min(4, int(5 * (value - low) / (high - low))) if high > low else 2
    said = wording.plain_number(value, 2)
    return {
        "col": j,
        "y": (HEADS + TILE * (i + 0.5)) * scale,
        "text": said,
        "said": f"{names[i]} and {names[j]}: {said}",
        "colour": theme.AMOUNT[step],
        "ink": "#FFFFFF" if step > 2 else theme.INK,
    }


def _tiles_height(count: int, scale: float) -> float:
    return (HEADS + TILE * count + 4) * scale


def _tile_layers(names: Sequence[str], tiles: Sequence[Record], scale: float) -> list[Layer]:
    """Numbered names at the left (above their tiles where narrow), a tile for each pair, its number where it has room."""
    count, size, small = len(names), theme.CHART_TEXT * scale, theme.CHART_SMALL * scale
    rows: list[Record] = [
        {"text": f"{i + 1}  {name}", "head": f"{i + 1}", "col": i, "y": (HEADS + TILE * (i + 0.5)) * scale}
        for i, name in enumerate(names)
    ]
    wide, slim = f"width >= {theme.WIDE * scale}", f"width < {theme.WIDE * scale}"
    left = max(letters(row["text"], size) for row in rows) + 12 * scale
    start = f"(({wide}) ? {left} : 0)"
    wide_tile = f"min((width - {start}) / {count}, {MOST_WIDE * scale})"
    x, middle = f"{start} + datum.col * {wide_tile}", f"{start} + (datum.col + 0.5) * {wide_tile}"
    top, bottom = f"datum.y - (({wide}) ? {16 * scale} : 0)", f"datum.y + {16 * scale}"
    room = f"({wide}) && ({wide_tile}) >= {30 * scale}"
    text: Record = {"fields": {"text": "text"}}
    return [
        layer(rows, "text", "0", "datum.y", where=wide, align="left", fontSize=size, **text),
        layer(rows, "text", "0", f"datum.y - {8 * scale}", where=slim, align="left", fontSize=small, **text),
        layer(rows, "text", middle, f"{HEADS * scale / 2}", fields={"text": "head"}, fontSize=small, color=theme.MUTED),
        layer(
            tiles,
            "rect",
            f"{x} + 1",
            top,
            x2=f"{x} + {wide_tile} - 1",
            y2=bottom,
            fields={"fill": "colour"},
            tips={"": "said"},
            opacity=1,
        ),
        layer(tiles, "text", middle, "datum.y", where=room, fields={"text": "text", "color": "ink"}, fontSize=small),
        layer(
            tiles,
            "text",
            middle,
            f"datum.y + {8 * scale}",
            where=f"({slim}) && ({wide_tile}) >= {26 * scale}",
            fields={"text": "text", "color": "ink"},
            fontSize=small,
        ),
    ]


# ---- firms ----------------------------------------------------------------------------------------------------------


def sizes_chart(
    base: EvidenceBase, found: Sizes, area_code: str, *, width: int | None = None, scale: float = 1.0
) -> Chart:
    """The shares of firms by size here (bars) and in England (diamonds); raises EvidenceError where there are no counts."""
    if not found.total:
        raise EvidenceError(found.reason or f"{base.area(area_code).name} has no firms in {found.year}.")
    noun = "workplaces" if found.slug == WORKPLACES else "enterprises"
    shares = [100 * s for band in found.bands for s in (band.share or 0.0, band.england)]
    axis = scale_of(shares, zero=True)
    ladder = Ladder([_size_row(band, noun, axis) for band in found.bands], axis, [f"{t:g}%" for t in axis.ticks], scale)
    small = found.bands[0]
    name = _start(wording.place(base.area(area_code)))
    alt = (
        f"Bar chart. {name}: "
        + "; ".join(
            f"{people(b.band)} people, {firm_share(b.share or 0.0)} (England {firm_share(b.england)})"
            for b in found.bands
        )
        + "."
    )
    layers = [*ladder.grid(), ladder.bars("zero", "x"), *ladder.diamonds("england"), *ladder.texts()]
    return Chart(
        plot=drawn(layers, height=ladder.height, alt_text=alt, width=width),
        title=f"{firm_share(small.share or 0.0)} of {noun} employ fewer than 5; England {firm_share(small.england)}",
        subtitle=f"{name}, {found.year}: share of {noun} by the number of people employed, and {noun}. Diamonds: England.",
        alt=alt,
        source=source_of(base, found.slug),
        table=sizes_table(base, found, area_code),
    )


def _size_row(band: Band, noun: str, axis: Scale) -> Record:
    count = wording.plain_number(band.count, 0)
    return {
        "name": f"{people(band.band)} people",
        "text": f"{firm_share(band.share or 0.0)} · {count}",
        "said": f"{people(band.band)} people: {count} {noun}, {firm_share(band.share or 0.0)}; England {firm_share(band.england)}",
        "chosen": False,
        "zero": axis.at(0.0),
        "x": axis.at(100 * (band.share or 0.0)),
        "england": axis.at(100 * band.england),
        "colour": theme.THIS_PLACE,
    }


# ---- words ----------------------------------------------------------------------------------------------------------


def _plain_ticks(axis: Scale) -> list[str]:
    return [f"{tick:g}".replace("-", wording.MINUS) for tick in axis.ticks]


def _short(industry: Industry) -> str:
    """An industry's name that fits beside a bar."""
    code = industry.code.split(" : ")[0]
    return SHORT.get(code, industry.name)


def _industries(count: int) -> str:
    return f"{count} {'industry' if count == 1 else 'industries'}"


def _start(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
