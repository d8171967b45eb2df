"""What the parts of the chapter on productivity are made with: sentences with their sources, and pictures or their reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from evidence.errors import EvidenceError
from evidence.indicators.aggregate import Figure
from evidence.indicators.breakdowns import read_breakdowns
from evidence.indicators.catalogue import Source
from evidence.pack.blocks import Block, Note, Statement, Table
from evidence.pack.making import Asked, chart_picture, findings
from evidence.show.charts import Chart


def said(lines: Iterable[str], numbers: tuple[int, ...]) -> list[Block]:
    """Sentences that rest on the same sources; empty ones are left out."""
    return list(findings(Statement(line, None, numbers) for line in lines if line))


def drawn(
    asked: Asked, make: Callable[[], Chart], key: str, *, figures: Iterable[Figure] = (), twin: Table | str = ""
) -> Block:
    """A chart as a picture; the reason as a note where it cannot be drawn."""
    try:
        return chart_picture(asked, make(), key, figures, twin=twin)
    except EvidenceError as error:
        return Note(str(error))


def cite(asked: Asked, figures: Sequence[Figure]) -> tuple[int, ...]:
    """The numbers of the sources of these figures."""
    slugs = dict.fromkeys(f.indicator for f in figures if f.indicator in asked.base.indicators)
    return asked.cited.of(*(asked.base.indicator(slug) for slug in slugs))


def cite_tables(asked: Asked, *slugs: str) -> tuple[int, ...]:
    """The numbers of the sources of tables of another shape."""
    described, _ = read_breakdowns(asked.base.folder / "breakdowns")
    taken: list[tuple[Source, str]] = [(described[slug].source, described[slug].name) for slug in slugs]
    return asked.cited.of_named(*taken)
