"""The inclusive-growth walk: its first answer from a warm evidence base, the ranges of ranks draw by draw, and its page."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import numpy as np

from benchmarks.measures import Row, refuse_errors, timed
from benchmarks.person import Person
from benchmarks.server import Server, serving
from evidence.growth.framework import THEMES
from evidence.growth.monitor import Options, geography_set, monitor_of, usual_options
from evidence.growth.scores import level_scores, values_of
from evidence.growth.sureness import DRAWS, level_ranges, ranks_of
from evidence.growth.walk import walk_of
from evidence.indicators.base import EvidenceBase, open_evidence


def growth() -> list[Row]:
    """The walk of a LEP among all 38, nothing of it asked before; ranges by whole arrays against a loop over draws."""
    base = open_evidence()
    for slug in base.tables:
        base.observed(slug)  # a warm base has looked its tables through once
    among, options = geography_set(base, "lep"), usual_options(base)
    first = timed(lambda: walk_of(base, monitor_of(base, among, options), among.codes[0], comparator="E92000001"))
    other = timed(lambda: monitor_of(base, among, Options((2013, 2018))))
    monitor = monitor_of(base, among, options)
    ours = timed(lambda: level_ranges(monitor.framework, monitor.columns))
    values = values_of(monitor.columns)

    def by_draw() -> None:
        for draw in range(DRAWS):
            moved = {key: column + 1e-9 * draw for key, column in values.items()}
            scores = level_scores(monitor.framework, moved)
            for theme in THEMES:
                assert np.isfinite(ranks_of(scores.themes[theme])).any()

    return [
        Row("Inclusive-growth walk of a LEP, first answer from a warm base", "ms", first * 1000, None, 300),
        Row("The same over another span of years", "ms", other * 1000),
        Row(f"All {len(among.codes)} LEPs scored with {DRAWS:,} draws", "s", ours, timed(by_draw), 2),
    ]


def growth_page(count: int) -> list[Row]:
    """The page of places not asked before, from the request to the end of its answer, by a person new to the server."""
    base = open_evidence()
    kinds = {"a LEP": "lep", "a county": "county-or-unitary", "a district": "district"}
    with serving() as server:
        asyncio.run(_arrivals(server, ["E47000001"]))  # what a process does once is not what a page costs
        waits = {
            kind: asyncio.run(_arrivals(server, _english(base, geography)[:count])) for kind, geography in kinds.items()
        }
    return [
        Row(f"Inclusive-growth page of {kind}, first answer: longest of {count}", "ms", max(found), None, 300)
        for kind, found in waits.items()
    ]


def _english(base: EvidenceBase, geography: str) -> list[str]:
    return [area.code for area in base.areas_of(geography) if area.code.startswith("E")]


async def _arrivals(server: Server, codes: Iterable[str]) -> list[float]:
    """Milliseconds until the walk of each place had arrived."""
    waits = []
    for code in codes:
        async with Person(server.socket_address, "inclusive_growth", f"place={code}") as person:
            waits.append((await person.arrive()).milliseconds)
        refuse_errors([person])
    return waits
