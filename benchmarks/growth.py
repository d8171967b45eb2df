"""The inclusive-growth walk: its first answer from a warm evidence base, and the ranges of ranks draw by draw."""

from __future__ import annotations

import numpy as np

from benchmarks.measures import Row, timed
from evidence.growth.framework import THEMES
from evidence.growth.monitor import Options, geography_set, monitor_of, usual_options
from evidence.growth.scores import level_scores, values_of
from evidence.growth.sureness import DRAWS, level_ranges, ranks_of
from evidence.growth.walk import walk_of
from evidence.indicators.base import open_evidence


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
