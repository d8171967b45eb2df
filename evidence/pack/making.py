"""What chapters are made with: sentences with their sources, pictures with their figures, tables from frames."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd

from evidence import wording
from evidence.analysis.findings import Finding
from evidence.analysis.profile import Profile, Row
from evidence.analysis.sides import benchmark_of, gap_to, is_old
from evidence.analysis.trend import history
from evidence.coordination.activities import Activity
from evidence.coordination.register import Register, register_with
from evidence.errors import EvidenceError
from evidence.indicators.aggregate import Figure
from evidence.indicators.base import EvidenceBase
from evidence.indicators.catalogue import Indicator, Source
from evidence.indicators.periods import period_text, span_text
from evidence.narrative.whole import Narrative
from evidence.pack.blocks import Block, Findings, Picture, SourceEntry, Statement, Table
from evidence.pack.written import Written
from evidence.places.areas import Area
from evidence.show.charts import Chart, trend_chart
from evidence.show.document_maps import PlaceMap, indicator_map
from evidence.show.spine import spine_chart
from evidence.show.tables import attribution, value_header

OLDER = "Newer figures are published, but not for this place."
WIDTH = 640  # of drawings, in pixels; printed 160 mm wide, so that 13 pixels are 9 points
TALL = 190  # of the lines of a trend, so that two indicators go on a page with what is said of them
NUMERIC = re.compile(r"^[£+\u2212-]?[£\d][\d,.]*%?( to [£+\u2212-]?[£\d][\d,.]*%?)?$")
NOTHING_WRITTEN, NOTHING_TOLD = Written("", 0), Narrative({}, ())
NO_NUMBER = ("", "not available", "not known", "not ranked", "none")


@dataclass(slots=True)
class Citations:
    """Sources, numbered in the order in which a pack first cites them, with what is taken from each."""

    used: dict[Source, dict[str, Indicator]] = field(default_factory=dict)
    named: dict[Source, dict[str, None]] = field(default_factory=dict)  # what is taken that is no indicator

    def of(self, *indicators: Indicator) -> tuple[int, ...]:
        """The numbers of the sources of these indicators, which are from now on cited."""
        for indicator in indicators:
            self.used.setdefault(indicator.source, {})[indicator.slug] = indicator
        return self._numbers(indicator.source for indicator in indicators)

    def of_named(self, *taken: tuple[Source, str]) -> tuple[int, ...]:
        """The numbers of these sources, each with the name of what is taken from it, which are from now on cited."""
        for source, name in taken:
            self.used.setdefault(source, {})
            self.named.setdefault(source, {})[name] = None
        return self._numbers(source for source, _ in taken)

    def _numbers(self, sources: Iterable[Source]) -> tuple[int, ...]:
        numbers = {source: n for n, source in enumerate(self.used, start=1)}
        return tuple(sorted({numbers[source] for source in sources}))

    def entries(self, figures: Iterable[Figure]) -> tuple[SourceEntry, ...]:
        """The list of sources, each with the periods that are taken from it."""
        periods: dict[str, set[str]] = {}
        for figure in figures:
            periods.setdefault(figure.indicator, set()).add(figure.period)
        return tuple(
            SourceEntry(
                number=n,
                source=_stated(source),
                attribution=attribution(source),
                indicators=(*(indicator.name for indicator in taken.values()), *self.named.get(source, ())),
                periods=_span([p for slug in taken for p in periods.get(slug, ())]),
            )
            for n, (source, taken) in enumerate(self.used.items(), start=1)
        )


def _stated(source: Source) -> Source:
    """A source whose gaps are said: a team's own minutes may have no publisher, edition or licence."""
    return replace(
        source,
        publisher=source.publisher or "Publisher not stated",
        edition=source.edition or "undated",
        licence=source.licence or "No licence stated",
    )


def _span(periods: Sequence[str]) -> str:
    ordered = sorted(p for p in periods if p)
    if not ordered:
        return ""
    return span_text(ordered[0], ordered[-1]) if len(set(ordered)) > 1 else period_text(ordered[0])


@dataclass(frozen=True, slots=True)
class Asked:
    """What a chapter is made from: the evidence base, the place's profile, and the reader's choices."""

    base: EvidenceBase
    profile: Profile
    model: str
    as_of: date
    edition: str
    cited: Citations
    own: tuple[Activity, ...] = ()  # activities that the place added itself
    readings: tuple[tuple[str, tuple[str, ...]], ...] = ()  # what the team makes of a dimension of the walk: key, lines
    # What the team wrote, its narrative as the evidence stands now, and the code of the place that it is about: without
    # one, no chapter of a narrative is made.
    written: Written = NOTHING_WRITTEN
    told: Narrative = NOTHING_TOLD
    told_of: str = ""

    @property
    def register(self) -> Register:
        """The register of coordination activity with the place's own."""
        return register_with(self.base, self.own)

    @property
    def area(self) -> Area:
        """The place."""
        return self.profile.area

    @property
    def benchmark(self) -> str | None:
        """The comparator that the place is judged against: England, or else the first."""
        return benchmark_of(self.profile)

    @property
    def benchmark_name(self) -> str:
        """The benchmark as it stands at the head of a column."""
        return wording.label(self.base.areas[self.benchmark]) if self.benchmark else "Comparator"

    def gap_of(self, row: Row) -> Finding | None:
        """A row's gap to the benchmark, None where either has no figure."""
        return gap_to(row, self.benchmark, self.profile.young_people)

    def rows_of(self, theme: str) -> tuple[Row, ...]:
        """The profile's rows of a theme, headlines first."""
        return tuple(row for row in self.profile.rows if row.indicator.theme == theme)

    def is_old(self, row: Row) -> bool:
        """Whether newer figures than the place's own are held of other places, by more than a year."""
        return is_old(self.base, row)

    def say(self, finding: Finding, text: str) -> Statement:
        """A sentence with the sources of its finding."""
        return Statement(text, finding, self.cited.of(self.base.indicator(finding.indicator)))


def numbered(numbers: Sequence[int]) -> str:
    """Sources by their numbers: "number 4 in the list of sources at the end."."""
    which = wording.listed([str(n) for n in numbers])
    return f"{'number' if len(numbers) == 1 else 'numbers'} {which} in the list of sources at the end."


def findings(statements: Iterable[Statement]) -> tuple[Block, ...]:
    """The sentences as one block; none where there are none."""
    listed = tuple(statements)
    return (Findings(listed),) if listed else ()


def table_of(
    frame: pd.DataFrame,
    *,
    key: str,
    title: str,
    source: str,
    figures: tuple[Figure, ...] = (),
    note: str = "",
) -> Table:
    """A frame of texts as a table: its index is the column of row headers; columns of numbers align right."""
    columns = (str(frame.index.name or "Row"), *map(str, frame.columns))
    rows = tuple((str(name), *map(str, row)) for name, row in zip(frame.index, frame.to_numpy(), strict=True))
    numeric = tuple(_is_numeric([row[i] for row in rows]) and i > 0 for i in range(len(columns)))
    return Table(key, title, columns, rows, numeric, source, figures, note)


def _is_numeric(cells: Sequence[str]) -> bool:
    said = [cell for cell in cells if cell not in NO_NUMBER]
    return bool(said) and all(NUMERIC.match(cell) for cell in said)


def chart_picture(
    asked: Asked, chart: Chart, key: str, figures: Iterable[Figure], *, twin: Table | str = ""
) -> Picture:
    """A chart as a block, with the figures that it draws; `twin` is a table of the same figures, or the key of one in the pack."""
    shown = tuple(figures)
    asked.cited.of(*(asked.base.indicator(figure.indicator) for figure in shown))
    own = table_of(chart.table, key=f"{key}-figures", title=chart.title, source=chart.source, figures=shown)
    return Picture(
        kind="chart",
        key=key,
        title=chart.title,
        subtitle=chart.subtitle,
        alt=chart.alt,
        svg=chart.drawing(WIDTH),
        source=chart.source,
        twin=twin or own,
    )


def spine_picture(asked: Asked, key: str, slugs: Sequence[str], *, twin: Table | str) -> Picture:
    """The spine chart of these indicators."""
    chart = spine_chart(asked.base, asked.profile, slugs=slugs, width=WIDTH, by_theme=False)
    return chart_picture(asked, chart, key, (), twin=twin)


def trend_picture(asked: Asked, row: Row) -> Picture:
    """An indicator over time beside the comparators."""
    slug, codes = row.indicator.slug, asked.profile.comparators
    chart = trend_chart(asked.base, slug, asked.area.code, codes, width=WIDTH, tall=TALL)
    figures = [f for code in (asked.area.code, *codes) for f in history(asked.base, slug, code)]
    return chart_picture(asked, chart, f"trend-{slug}", figures)


def map_picture(asked: Asked, rows: Sequence[Row]) -> Picture | None:
    """The first of these indicators that can be mapped around the place; None where none can."""
    for row in rows:
        try:
            return _map_block(asked, row, indicator_map(asked.base, row.indicator.slug, asked.area))
        except EvidenceError:
            continue
    return None


def _map_block(asked: Asked, row: Row, drawn: PlaceMap) -> Picture:
    asked.cited.of(row.indicator)
    key, gap = f"map-{row.indicator.slug}", asked.gap_of(row)
    # A place that is one area of the map has no range inside it to tell: how it stands is the message.
    title = wording.gap_title(asked.base, gap) if gap and len(drawn.own) < 2 else drawn.title
    source = f"{row.indicator.source.line} {BOUNDARY_LINE}"
    twin = _map_table(asked, row.indicator, drawn, key, source)
    alt = drawn.alt.replace(drawn.title, title, 1)
    return Picture("map", key, title, drawn.view.subtitle, alt, drawn.svg, source, twin, drawn.note)


def _map_table(asked: Asked, indicator: Indicator, drawn: PlaceMap, key: str, source: str) -> Table:
    """The areas on a map with their figures: those of the place first, each part from the highest value."""
    ordered = sorted(
        drawn.figures, key=lambda f: (f.area_code not in drawn.own, f.value is None, -(f.value or 0.0), f.area_code)
    )
    how = [wording.origin_words(indicator, figure) for figure in ordered]
    plain = set(how) == {"published"}
    rows = tuple(
        (
            asked.base.areas[f.area_code].name,
            wording.plain_number(f.value, indicator.decimals) or "not available",
            *(() if plain else (words,)),
        )
        for f, words in zip(ordered, how, strict=True)
    )
    columns = ("Area", value_header(indicator), *(() if plain else ("How it came about",)))
    note = f"{asked.area.name} comes first, then areas around it." if drawn.own else ""
    return Table(
        f"{key}-figures",
        drawn.title,
        columns,
        rows,
        (False, True, False)[: len(columns)],
        source,
        tuple(ordered),
        note + (" All figures are published." if plain else ""),
    )


BOUNDARY_LINE = "Boundaries: Office for National Statistics, December 2024; contains OS data © Crown copyright and database right 2025."
