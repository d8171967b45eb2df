"""What a map shows for a choice of indicator, geography, period and classes: figures, classes, texts, key and words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from evidence import wording
from evidence.analysis.classes import METHODS, Classes, TwoWay, classify, classify_two
from evidence.analysis.comparators import KINDS, UK
from evidence.analysis.compare import figures_over, latest_for_geography
from evidence.coordination.place import NOT_EMPTY
from evidence.errors import EvidenceError
from evidence.indicators.aggregate import Figure, figure_of
from evidence.indicators.base import EvidenceBase
from evidence.indicators.catalogue import COORDINATION, Indicator
from evidence.indicators.periods import period_text
from evidence.show import theme


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One line of a map's key: colour ("" for no data), words, and how many areas are in it."""

    colour: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class MapView:
    """Everything that one map shows; `classes` and `values` are by area code, `key` from the lowest class up."""

    indicators: tuple[Indicator, ...]
    geography: str
    periods: tuple[str, ...]
    figures: tuple[tuple[Figure, ...], ...]  # one tuple of areas' figures an indicator
    classes: dict[str, int]
    values: dict[str, str]
    colours: tuple[str, ...]
    key: tuple[KeyEntry, ...]
    title: str
    subtitle: str
    source: str
    note: str
    breaks: Classes | TwoWay

    @property
    def codes(self) -> tuple[str, ...]:
        """The areas of the map, in the order of the figures."""
        return tuple(figure.area_code for figure in self.figures[0])


@lru_cache(maxsize=2048)
def map_view(
    base: EvidenceBase, slug: str, geography: str, period: str | None, *, method: str = "quantiles"
) -> MapView:
    """The map of one indicator over a geography; the latest period where none is given.

    Raises EvidenceError where the indicator has no figure for any area of the geography in that period, with the reason.
    """
    indicator = base.indicator(slug)
    when = period or latest_for_geography(base, slug, geography)
    codes = tuple(area.code for area in base.areas_of(geography))
    figures = figures_over(base, slug, codes, when)
    known = [figure for figure in figures if figure.known]
    if not known:
        raise EvidenceError(_nothing_to_map(indicator, geography, when, figures[0].reason))
    uk = figure_of(base, slug, UK, period=when).value if method == "around-uk" else None
    cut = classify([figure.value for figure in figures], method, comparator=uk)
    return MapView(
        indicators=(indicator,),
        geography=geography,
        periods=(when,),
        figures=(figures,),
        classes={f.area_code: k for f, k in zip(figures, cut.of, strict=True) if k is not None},
        values={f.area_code: text_of(f, indicator) for f in figures},
        colours=_colours(len(cut.edges) - 1, method),
        key=_key(cut, indicator, method, len(figures) - len(known)),
        title=_title(base, indicator, known),
        subtitle=f"{indicator.name} ({wording.unit_words(indicator)}), {KINDS[geography]}, {period_text(when)}",
        source=indicator.source.line,
        note=" ".join(filter(None, (_note(figures, cut, method, geography), _register_note(indicator)))),
        breaks=cut,
    )


def _nothing_to_map(indicator: Indicator, geography: str, period: str, example: str) -> str:
    """Why a map would be empty: for the whole geography where one reason holds for all, otherwise by an example."""
    kinds = KINDS[geography]
    if indicator.combines.rule == "never":
        publisher = indicator.source.publisher
        return (
            f"The table held from {publisher} has no figure of {indicator.name} for {kinds} ({period_text(period)}), and it "
            "cannot be worked out from their parts. Choose other areas or another indicator."
        )
    return f"None of the {kinds} has a figure. For example: {example} Choose another period or other areas."


@lru_cache(maxsize=512)
def two_way_view(base: EvidenceBase, first: str, second: str, geography: str, period: str | None = None) -> MapView:
    """The map of two indicators at once, in thirds of each; the dark corner is where both are worse.

    The first indicator has the period asked for, the second its latest for the geography; both are said. Raises
    EvidenceError where fewer than nine areas have both figures.
    """
    a, b = base.indicator(first), base.indicator(second)
    when = (period or latest_for_geography(base, first, geography), latest_for_geography(base, second, geography))
    codes = tuple(area.code for area in base.areas_of(geography))
    figures = tuple(figures_over(base, slug, codes, p) for slug, p in zip((first, second), when, strict=True))
    signed = [
        [None if f.value is None else -_turn(i) * f.value for f in row] for i, row in zip((a, b), figures, strict=True)
    ]
    cut = classify_two(signed[0], signed[1])
    words = tuple(_cell_words(a, b, cell) for cell in range(9))
    key = tuple(KeyEntry(theme.BIVARIATE[c], words[c], n) for c, n in enumerate(cut.counts))
    missing = len(codes) - cut.both
    return MapView(
        indicators=(a, b),
        geography=geography,
        periods=when,
        figures=figures,
        classes={code: cell for code, cell in zip(codes, cut.cells, strict=True) if cell is not None},
        values={
            code: f"{a.short_name} {text_of(x, a)}; {b.short_name} {text_of(y, b)}"
            for code, x, y in zip(codes, *figures, strict=True)
        },
        colours=theme.BIVARIATE,
        key=(*key, KeyEntry("", "one figure or both not available", missing)) if missing else key,
        title=f"{a.short_name} and {b.short_name} together",
        subtitle=f"{a.name} ({period_text(when[0])}) by {b.name} ({period_text(when[1])}), thirds of {cut.both} {KINDS[geography]}",
        source=" ".join(dict.fromkeys((a.source.line, b.source.line))),
        note=f"{words[8][0].upper()}{words[8][1:]}: {cut.counts[8]} areas. An area's size on the map is not its number of people."
        + "".join(f" {said}" for said in dict.fromkeys(map(_register_note, (a, b))) if said),
        breaks=cut,
    )


def _turn(indicator: Indicator) -> int:
    """1 where high is better or neither way is, so that a falling value darkens; -1 where low is better."""
    return -1 if indicator.polarity <= 0 else 1


def _cell_words(a: Indicator, b: Indicator, cell: int) -> str:
    return f"{_third(a, cell % 3)} {a.short_name}, {_third(b, cell // 3)} {b.short_name}"


def _third(indicator: Indicator, third: int) -> str:
    order = ("high", "middle", "low") if indicator.polarity > 0 else ("low", "middle", "high")
    return order[third]


def text_of(figure: Figure, indicator: Indicator) -> str:
    """A figure as read at an area of the map: the value, how it came about where it matters, or the reason for none."""
    if not figure.known:
        return figure.reason
    how = " (modelled)" if figure.modelled else " (derived)" if figure.origin == "derived" else ""
    return wording.number(figure.value, indicator) + how


def _colours(classes: int, method: str) -> tuple[str, ...]:
    ramp = theme.AROUND_MIDDLE if method == "around-uk" else theme.AMOUNT
    if classes >= len(ramp):
        return ramp
    spread = {1: (2,), 2: (1, 4), 3: (0, 2, 4), 4: (0, 1, 3, 4)}[max(classes, 1)]
    return tuple(ramp[i] for i in spread)


def _key(cut: Classes, indicator: Indicator, method: str, missing: int) -> tuple[KeyEntry, ...]:
    entries = tuple(
        KeyEntry(colour, words, count)
        for colour, words, count in zip(
            _colours(len(cut.counts), method), class_words(cut, indicator), cut.counts, strict=False
        )
    )
    return (*entries, KeyEntry("", "no figure", missing)) if missing else entries


def class_words(cut: Classes, indicator: Indicator) -> tuple[str, ...]:
    """Each class in words, lowest first: "£26.12 to £31.40"; fixed steps also say their share of the UK."""
    edges = [wording.number(edge, indicator) for edge in cut.edges]
    words = [f"{'over ' if place else ''}{low} to {high}" for place, (low, high) in enumerate(pairwise(edges))]
    if cut.method == "around-uk":
        steps = ("under 80% of the UK", "80% to 90%", "90% to 110%, near the UK", "110% to 120%", "over 120% of the UK")
        return tuple(f"{step} ({word})" for step, word in zip(steps, words, strict=True))
    return tuple(words)


def _title(base: EvidenceBase, indicator: Indicator, known: list[Figure]) -> str:
    """The message in about ten words: where it is highest and lowest."""
    ordered = sorted(known, key=lambda figure: figure.value or 0.0)
    low, high = base.areas[ordered[0].area_code].name, base.areas[ordered[-1].area_code].name
    return (
        f"{indicator.short_name}: highest in {high}, lowest in {low}"
        if len(known) > 1
        else f"{indicator.short_name}: {high} only"
    )


OVERLAP = "Seven districts belong to two LEPs: where LEPs overlap the smaller is drawn on top, and their figures must not be added up."


def _register_note(indicator: Indicator) -> str:
    """What must stand beside every count of the register; empty for other indicators."""
    return NOT_EMPTY if indicator.theme == COORDINATION else ""


def _note(figures: tuple[Figure, ...], cut: Classes, method: str, geography: str) -> str:
    derived = sum(f.known and f.origin == "derived" for f in figures)
    modelled = sum(f.modelled for f in figures)
    parts = [f"Classes: {METHODS[method][0].lower()}{METHODS[method][1:]}.", cut.note]
    if derived:
        parts.append(
            f"{derived} of {sum(f.known for f in figures)} figures are derived from districts or authorities"
            + (f", {modelled} of them modelled." if modelled else ".")
        )
    if geography == "lep":
        parts.append(OVERLAP)
    return " ".join(part for part in parts if part)
