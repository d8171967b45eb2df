"""Charts of a place's walk: its six dimensions on one page, and the measures of one dimension."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evidence import wording
from evidence.growth import titles, words
from evidence.growth.framework import THEMES
from evidence.growth.monitor import Monitor
from evidence.growth.values import limits
from evidence.growth.walk import Stand, Step, Walk
from evidence.indicators.base import EvidenceBase
from evidence.indicators.periods import period_text
from evidence.show.chart_parts import Chart, Scale, scale_of
from evidence.show.growth_tables import dimensions_table, measures_table, sources_of
from evidence.show.growth_tracks import TrackRow, cut_track, tracks_plot

WHOLE = Scale(0.0, 100.0, (0.0, 25.0, 50.0, 75.0, 100.0))


def dimensions_chart(base: EvidenceBase, walk: Walk, *, width: int | None = None, scale: float = 1.0) -> Chart:
    """A place's six dimension scores, each on the scores of the whole set, by theme."""
    monitor, alt_text = walk.monitor, titles.dimensions_alt(walk)
    axis = _axis_of(monitor)
    rows = [_dimension_row(walk, step, axis) for step in walk.steps if step.dimension.key in monitor.level.dimensions]
    return Chart(
        plot=tracks_plot(
            rows,
            ends=("← lower", "higher →"),
            value="Score",
            place=walk.area.name,
            comparator="",
            axis=axis,
            alt_text=alt_text,
            width=width,
            scale=scale,
        ),
        title=titles.dimensions_title(walk),
        subtitle=f"{_start(walk)}: scores by dimension, from the latest period of each measure. Higher is better. Below a rank: how far it moves.",
        alt=alt_text,
        source=_source(sources_of(base, monitor), monitor),
        table=dimensions_table(walk),
    )


def measures_chart(
    base: EvidenceBase, walk: Walk, step: Step, *, width: int | None = None, scale: float = 1.0
) -> Chart:
    """The measures of a dimension: a place on the figures of its set, good to the right, beside its comparator."""
    rows = [_measure_row(base, walk, stand) for stand in step.stands]
    alt_text = titles.measures_alt(base, walk, step)
    turned = any(stand.measure.polarity < 0 for stand in step.stands)
    flipped = " Rows marked “← higher” are flipped: lower is better." if turned else ""
    cut = " Triangles lie beyond a track that leaves out far outliers." if any(row.beyond for row in rows) else ""
    lines = dict.fromkeys(base.indicator(slug).source.line for s in step.stands for slug in s.measure.indicators)
    return Chart(
        plot=tracks_plot(
            rows,
            ends=("← worse", "better →"),
            value="Value",
            place=walk.area.name,
            comparator=wording.label(walk.comparator) if walk.comparator else "",
            alt_text=alt_text,
            width=width,
            scale=scale,
        ),
        title=titles.measures_title(base, walk, step),
        subtitle=f"{_start(walk)}: {titles.inside(step.dimension.name)}. Right is better, and 1st is best; below a rank, how far it moves within 95% intervals.{flipped}{cut}",
        alt=alt_text,
        source=_source(" ".join(lines), walk.monitor),
        table=measures_table(base, walk, step),
    )


def _start(walk: Walk) -> str:
    name = wording.place(walk.area)
    return f"{name[0].upper()}{name[1:]} among {len(walk.monitor.among.codes)} {walk.monitor.among.name}"


def _source(sources: str, monitor: Monitor) -> str:
    """What figures come from, and what every score depends on."""
    return f"{sources} {titles.options_short(monitor)}"


def _axis_of(monitor: Monitor) -> Scale:
    """0 to 100, or for standard scores the range of all of them."""
    if monitor.options.variant != "z-score":
        return WHOLE
    found = np.concatenate(list(monitor.level.dimensions.values()))
    return scale_of([float(score) for score in found[~np.isnan(found)]])


def _dimension_row(walk: Walk, step: Step, axis: Scale) -> TrackRow:
    monitor, dimension = walk.monitor, step.dimension
    scores = monitor.level.dimensions[dimension.key]
    known = scores[~np.isnan(scores)]
    q1, q3 = (axis.at(float(q)) for q in np.quantile(known, (0.25, 0.75)))
    variant = monitor.options.variant
    found = "no score" if step.level is None else words.score(step.level, variant).removesuffix(" of 100")
    return TrackRow(
        name=dimension.name,
        note=wording.counted(len(dimension.level), "measure"),
        value=found,
        rank=words.rank(step.level_rank),
        moves=titles.range_cell(step.level_range) if step.level_rank and step.level_range else "",
        slim=titles.slim_rank(step.level_range),
        change=_dimension_change(walk, step),
        ends=(axis.at(float(known.min())), axis.at(float(known.max()))),
        middle=(q1, q3),
        others=tuple(axis.at(float(score)) for score in known),
        place=None if step.level is None else axis.at(step.level),
        tips={
            "Dimension": dimension.name,
            "Stands": words.step_sentence(walk, step),
            "Rank moves": titles.ranked(step.level_range),
            "Changed": words.step_change(walk, step) or "not scored",
            "Rank by change moves": titles.ranked(step.change_range),
        },
        group=THEMES[dimension.theme],
    )


def _dimension_change(walk: Walk, step: Step) -> tuple[str, ...]:
    """A dimension's change and its rank in two short lines."""
    if step.dimension.key in walk.monitor.change.left_out:
        return ("not scored", "not held for both years")
    if step.change is None:
        return ("not scored",)
    ranked = f"{words.rank(step.change_rank)} by change"
    if walk.monitor.options.method == "progress":
        return (words.score(step.change), ranked)
    points = words.signed(step.change)
    return (f"{points} {'point' if points in ('+1', '−1') else 'points'}", ranked)


def _measure_row(base: EvidenceBase, walk: Walk, stand: Stand) -> TrackRow:
    measure, here, found = stand.measure, stand.here, walk.monitor.columns[stand.measure.key]
    values = np.array([v.value for v in found.values if v.value is not None], dtype=float)
    interval = limits(measure, here) or ()
    shown = [*interval, *([] if stand.comparator is None else [stand.comparator])]
    track = cut_track(values, shown, flipped=measure.polarity < 0)
    outside = here.value is not None and track.outside(here.value)
    place = None if here.value is None else track.at(here.value)
    return TrackRow(
        name=titles.short_name(base, measure),
        note=titles.note(measure, stand.period) + (" · ← higher" if track.flipped else ""),
        value=titles.cell(here.value, measure),
        rank=words.rank(stand.rank),
        moves=titles.measure_moves(stand),
        slim=titles.slim_rank(stand.ranked),
        change=titles.change_lines(walk, stand),
        ends=_sorted([track.at(float(values.min())), track.at(float(values.max()))]),
        middle=_sorted([track.at(q) for q in track.middle]),
        others=tuple(track.at(float(value)) for value in values),
        place=place,
        tips=_tips(walk, stand),
        interval=_sorted([track.at(end) for end in interval]) if interval else None,
        comparator=None if stand.comparator is None else track.at(stand.comparator),
        beyond=0 if not outside or place is None else 1 if place > 0.5 else -1,
    )


def _sorted(ends: Sequence[float]) -> tuple[float, float]:
    return min(ends), max(ends)


def _tips(walk: Walk, stand: Stand) -> dict[str, str]:
    here = words.value(stand.here.value, stand.measure)
    interval = words.interval(stand)
    against = words.value(stand.comparator, stand.measure)
    return {
        "Measure": f"{stand.measure.name}, {period_text(stand.period)}",
        "Here": here if interval == "none" else f"{here} (95% interval {interval})",
        "Beside it": f"{wording.label(walk.comparator)} {against}" if walk.comparator else "nobody",
        "Rank": words.rank(stand.rank, walk.monitor.among.name),
        "Rank moves": titles.measure_moves(stand) or "not ranked",
        "Change": words.change_cell(stand),
    }
