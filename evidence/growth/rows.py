"""The walk as plain rows: the stable interface that JSON and other programs rely on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from evidence.growth import words
from evidence.growth.association import Association, Correlation
from evidence.growth.monitor import Monitor
from evidence.growth.scores import Array, Scores
from evidence.growth.sureness import RankRange
from evidence.growth.values import limits
from evidence.growth.walk import Stand, Step, Walk
from evidence.indicators.base import EvidenceBase


def monitor_row(base: EvidenceBase, monitor: Monitor) -> dict[str, Any]:
    """Every place of a comparison set with its scores, how sure its ranks are, and what goes together."""
    return {
        "comparison_set": {"name": monitor.among.name, "areas": list(monitor.among.codes)},
        "options": _options(monitor),
        "places": [
            {
                "area_code": code,
                "area_name": base.areas[code].name,
                "level": _scores(monitor.level, place),
                "change": _scores(monitor.change, place),
                "rank_interval": _ranges(monitor.level_ranges, place),
                "change_rank_interval": _ranges(monitor.change_ranges, place),
            }
            for place, code in enumerate(monitor.among.codes)
        ],
        "left_out": dict(monitor.change.left_out),
        "correlation": _association(monitor.association("change")) | {"of": "change"},
        "correlation_without": {
            key: _association(found) for key, found in monitor.association_without("change").items()
        },
        "correlation_of_levels": _association(monitor.association("level")),
    }


def walk_row(walk: Walk) -> dict[str, Any]:
    """The walk of a place: sentences, themes, six steps with their measures, and the spread between its districts."""
    monitor = walk.monitor
    place = monitor.place(walk.area.code)
    return {
        "area_code": walk.area.code,
        "area_name": walk.area.name,
        "comparator": walk.comparator.code if walk.comparator else None,
        "comparison_set": {"name": monitor.among.name, "areas": list(monitor.among.codes)},
        "options": _options(monitor),
        "summary": [
            words.headline(walk),
            *(words.theme_sentence(walk, theme) for theme in walk.themes.values()),
            *(words.change_sentence(walk, theme) for theme in walk.themes.values()),
            words.typology(walk),
            words.relative(monitor.options.variant),
            words.NOT_JRF,
        ],
        "level": _scores(monitor.level, place),
        "change": _scores(monitor.change, place),
        "rank_interval": _ranges(monitor.level_ranges, place),
        "change_rank_interval": _ranges(monitor.change_ranges, place),
        "sides": {key: {"level": t.level_side, "change": t.change_side} for key, t in walk.themes.items()},
        "steps": [_step(step) for step in walk.steps],
        "inside": [
            {
                "indicator": s.indicator,
                "period": s.period,
                "cv": s.cv,
                "theil": s.theil,
                "highest": {"area_code": s.highest.area_code, "value": s.highest.value},
                "lowest": {"area_code": s.lowest.area_code, "value": s.lowest.value},
            }
            for s in walk.spreads
        ],
        "most_deprived_tenth": walk.deprived.value if walk.deprived else None,
    }


def _options(monitor: Monitor) -> dict[str, Any]:
    options = monitor.options
    return {
        "years": list(options.years),
        "scores": options.variant,
        "change": options.method,
        "weights": "equal",
        "printed": words.options_line(monitor),
    }


def _scores(scores: Scores, place: int) -> dict[str, Any]:
    return {
        "themes": _numbers(scores.themes, place),
        "dimensions": _numbers(scores.dimensions, place),
        "measures": _numbers(scores.measures, place),
    }


def _numbers(scores: Mapping[str, Array], place: int) -> dict[str, float | None]:
    return {key: None if np.isnan(found[place]) else float(found[place]) for key, found in scores.items()}


def _ranges(ranges: Mapping[str, tuple[RankRange, ...]], place: int) -> dict[str, Any]:
    return {key: _range(found[place]) for key, found in ranges.items()}


def _range(found: RankRange | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "rank": found.rank,
        "of": found.of,
        "leaving_out_each_measure": found.without,
        "within_published_intervals": found.draws,
    }


def _association(found: Association) -> dict[str, Any]:
    return {"pearson": _correlation(found.pearson), "spearman": _correlation(found.spearman)}


def _correlation(found: Correlation) -> dict[str, Any]:
    return {
        "value": found.value,
        "lower": found.lower,
        "upper": found.upper,
        "pairs": found.pairs,
        "little_below": found.critical,
        "told_apart_from_none": found.told_apart,
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "dimension": step.dimension.key,
        "theme": step.dimension.theme,
        "level": step.level,
        "level_rank": step.level_rank,
        "change": step.change,
        "change_rank": step.change_rank,
        "nearest": list(step.nearest),
        "measures": [_stand(stand) for stand in step.stands],
        "level_rank_interval": _range(step.level_range),
        "change_rank_interval": _range(step.change_range),
        "cannot_say": list(step.cannot),
        "caveats": list(step.caveats),
    }


def _stand(stand: Stand) -> dict[str, Any]:
    here = stand.here
    lower, upper = limits(stand.measure, here) or (None, None)
    return {
        "measure": stand.measure.key,
        "name": stand.measure.name,
        "unit": stand.measure.unit,
        "period": stand.period,
        "value": here.value,
        "lower": lower,
        "upper": upper,
        "reason": here.reason,
        "comparator": stand.comparator,
        "rank": stand.ranked.rank,
        "of": stand.ranked.of,
        "rank_interval": _range(stand.ranked),
        "before": stand.before,
        "after": stand.after,
        "prices_of": stand.prices_of,
        "rests_on": [
            {
                "area_code": f.area_code,
                "indicator": f.indicator,
                "period": f.period,
                "value": f.value,
                "origin": f.origin,
            }
            for f in here.figures
        ],
    }
