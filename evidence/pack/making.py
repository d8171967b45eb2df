"""What chapters are made with: sentences with their sources, pictures with their figures, tables from frames."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from evidence import wording
from evidence.analysis.findings import Finding
from evidence.analysis.profile import Profile, Row
from evidence.analysis.trend import history
from evidence.errors import EvidenceError
from evidence.indicators.aggregate import Figure
from evidence.indicators.base import EvidenceBase
from evidence.indicators.catalogue import Indicator, Source
from evidence.indicators.periods import period_text, span_text
from evidence.pack.blocks import Block, Findings, Picture, SourceEntry, Statement, Table
from evidence.places.areas import Area
from evidence.show.charts import Chart, trend_chart
from evidence.show.document_maps import PlaceMap, indicator_map
from evidence.show.spine import spine_chart
from evidence.show.tables import attribution, benchmark_of, gap_to, value_header

WIDTH = 640  # of drawings, in pixels; printed 160 mm wide, so that 13 pixels are 9 points
TALL = 190  # of the lines of a trend, so that two indicators go on a page with what is said of them
NUMERIC = re.compile(r"^[£+\u2212-]?[£\d][\d,.]*%?( to [£+\u2212-]?[£\d][\d,.]*%?)?$")
NO_NUMBER = ("", "not available", "not known", "not ranked", "none")


@dataclass(slots=True)
class Citations:
    """Sources, numbered in the order in which a pack first cites them, with what is taken from each."""

    used: dict[Source, dict[str, Indicator]] = field(default_factory=dict)

    def of(self, *indicators: Indicator) -> tuple[int, ...]:
        """The numbers of the sources of these indicators, which are from now on cited."""
        for indicator in indicators:
            self.used.setdefault(indicator.source, {})[indicator.slug] = indicator
        numbers = {source: n for n, source in enumerate(self.used, start=1)}
        return tuple(sorted({numbers[indicator.source] for indicator in indicators}))

    def entries(self, figures: Iterable[Figure]) -> tuple[SourceEntry, ...]:
        """The list of sources, each with the periods that are taken from it."""
        periods: dict[str, set[str]] = {}
        for figure in figures:
            periods.setdefault(figure.indicator, set()).add(figure.period)
        return tuple(
            SourceEntry(
                number=n,
                source=source,
                attribution=attribution(next(iter(taken.values()))),
                indicators=tuple(indicator.name for indicator in taken.values()),
                periods=_span([p for slug in taken for p in periods.get(slug, ())]),
            )
            for n, (source, taken) in enumerate(self.used.items(), start=1)
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

    def say(self, finding: Finding, text: str) -> Statement:
        """A sentence with the sources of its finding."""
        return Statement(text, finding, self.cited.of(self.base.indicator(finding.indicator)))


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


def chart_picture(asked: Asked, chart: Chart, key: str, figures: Iterable[Figure], *, twin: str = "") -> Picture:
    """A chart as a block, with the figures that it draws; `twin` is the key of a table that holds the same figures."""
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


def spine_picture(asked: Asked, key: str, slugs: Sequence[str], *, twin: str) -> Picture:
    """The spine chart of these indicators."""
    chart = spine_chart(asked.base, asked.profile, slugs=slugs, width=WIDTH)
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
            drawn = indicator_map(asked.base, row.indicator.slug, asked.area)
        except EvidenceError:
            continue
        return _map_block(asked, row.indicator, drawn)
    return None


def _map_block(asked: Asked, indicator: Indicator, drawn: PlaceMap) -> Picture:
    asked.cited.of(indicator)
    base, key = asked.base, f"map-{indicator.slug}"
    ordered = sorted(drawn.figures, key=lambda f: (f.value is None, -(f.value or 0.0), f.area_code))
    header = value_header(indicator)
    rows = tuple(
        (
            base.areas[f.area_code].name,
            wording.plain_number(f.value, indicator.decimals) or "not available",
            wording.origin_words(indicator, f),
        )
        for f in ordered
    )
    source = f"{indicator.source.line} {BOUNDARY_LINE}"
    twin = Table(
        f"{key}-figures",
        drawn.title,
        ("Area", header, "How it came about"),
        rows,
        (False, True, False),
        source,
        tuple(ordered),
    )
    return Picture("map", key, drawn.title, drawn.view.subtitle, drawn.alt, drawn.svg, source, twin, drawn.view.note)


BOUNDARY_LINE = "Boundaries: Office for National Statistics, December 2024; contains OS data © Crown copyright and database right 2025."


def theme_table(asked: Asked, key: str, title: str, rows: Sequence[Row]) -> Table:
    """Every indicator of some rows: figure, interval, benchmark, standing, rank, change and source."""
    name = asked.benchmark_name
    columns = (
        "Indicator",
        "Value",
        "95% interval",
        *((name,) if asked.benchmark else ()),
        "Compared",
        "Rank",
        "Change",
        "Source",
    )
    cells = tuple(_theme_cells(asked, row) for row in rows)
    figures = [
        f for row in rows for finding in (row.level, asked.gap_of(row), row.change) if finding for f in finding.figures
    ]
    numeric = tuple(column in ("Value", "95% interval", name) for column in columns)
    note = f"Compared: with {name}. " if asked.benchmark else ""
    note += "Ranks count from the highest value. None: published without an interval."
    derived = any(row.level.figures[0].origin == "derived" for row in rows)
    note += " * Derived or modelled; the workbook says how each figure came about." if derived else ""
    sources = "each row names its own by number, as in the list of sources at the end."
    return Table(key, title, columns, cells, numeric, sources, tuple(dict.fromkeys(figures)), note.strip())


def _theme_cells(asked: Asked, row: Row) -> tuple[str, ...]:
    indicator, gap = row.indicator, asked.gap_of(row)
    own = row.level.figures[0]
    mark = "*" if own.origin == "derived" else ""
    other = (wording.cell(gap.numbers["comparator"], indicator) if gap else "not known",) if asked.benchmark else ()
    return (
        f"{indicator.name} ({wording.row_note(indicator, row.level.period)})",
        wording.cell(row.level.value, indicator) + mark,
        wording.interval_cell(row.level, indicator) or "none",
        *other,
        wording.gap_cell(gap, indicator),
        wording.rank_short(row.rank) if row.rank else "not ranked",
        wording.change_short(row.change, indicator),
        ", ".join(map(str, asked.cited.of(indicator))),
    )
