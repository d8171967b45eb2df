"""Composite scores over a comparison set: level and change, dimension by dimension.

Min-max across the areas of the set, dimensions and themes as plain means: the usual reading of the monitor by the Joseph
Rowntree Foundation and Sheffield Hallam University (2016), whose own tables and technical notes are not public. A score
is relative: 0 is the lowest of the set, not nothing, and a change of the set changes every score.

Arrays have the areas of the set along their last axis; a first axis, where there is one, has draws.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from evidence.errors import EvidenceError
from evidence.growth.framework import FEWEST, THEMES, Dimension, Framework
from evidence.growth.values import Column

VARIANTS = {
    "min-max": "from the lowest to the highest of the set",
    "winsorised": "as min-max, with values beyond the 5th and 95th percentile drawn in",
    "z-score": "standard scores: distance from the set's mean in standard deviations",
}
CHANGES = {
    "pooled": "score at the end less score at the start, on one scale from the lowest to the highest of both years",
    "progress": "the change itself, from the smallest to the largest gain of the set: 0 is not a decline",
}
WINSORISED = (5.0, 95.0)
NO_SCALE = "no area has a figure for it, or all have the same"
NO_MEASURE = "none of its measures is left that tells these areas apart"
NONE_LISTED = "the framework lists no measure of it"
Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of a set of areas, 0 to 100 (standard scores: around 0), in the order of the areas; nan where not known.

    `measures` has each measure's own score, `dimensions` and `themes` their means. `left_out` names measures and
    dimensions that no area could be scored on, with the reason.
    """

    measures: Mapping[str, Array]
    dimensions: Mapping[str, Array]
    themes: Mapping[str, Array]
    left_out: Mapping[str, str]


def normalised(values: Array, polarity: int, variant: str = "min-max") -> Array:
    """Values of a set of areas as scores from 0 to 1, 1 the best; nan stays nan, and all are nan where all are equal.

    "winsorised" first draws in what lies beyond the 5th and 95th percentile; "z-score" gives standard scores (population
    standard deviation) instead.
    """
    known = ~np.isnan(values)
    if not known.any(axis=-1).all():
        return np.full(values.shape, np.nan)
    if variant == "z-score":
        low, span = np.nanmean(values, axis=-1, keepdims=True), np.nanstd(values, axis=-1, keepdims=True)
        # Equal values can differ by rounding from their own mean, which is no spread.
        flat = np.nanmin(values, axis=-1, keepdims=True) == np.nanmax(values, axis=-1, keepdims=True)
        span = np.where(flat, 0.0, span)
    else:
        if variant == "winsorised":
            values = np.clip(values, *(_percentile(values, percent) for percent in WINSORISED))
        low = np.nanmin(values, axis=-1, keepdims=True)
        span = np.nanmax(values, axis=-1, keepdims=True) - low
    shares: Array = (values - low) / np.where(span > 0, span, np.nan)
    if polarity > 0:
        return shares
    turned: Array = -shares if variant == "z-score" else 1 - shares
    return turned


def level_scores(
    framework: Framework, values: Mapping[str, Array], *, variant: str = "min-max", without: str = ""
) -> Scores:
    """Scores of the level set from its measures' values; `without` leaves one measure out, for the same areas.

    Raises EvidenceError for an unknown variant.
    """
    _check(variant, VARIANTS, "variant")
    used = framework.used("level")
    found = {key: normalised(values[key], framework.measures[key].polarity, variant) for key in used}
    return _together(framework, found, "level", scale=1.0 if variant == "z-score" else 100.0, without=without)


def _percentile(values: Array, percent: float) -> Array:
    """A percentile along the last axis of what is known, between its neighbours where it falls between two.

    As numpy's nanpercentile, which goes through draws one by one.
    """
    ordered = np.sort(values, axis=-1)  # what is not known stands last
    at = percent / 100 * ((~np.isnan(values)).sum(axis=-1, keepdims=True) - 1)
    below = np.floor(at).astype(int)
    low, high = (np.take_along_axis(ordered, places, axis=-1) for places in (below, np.ceil(at).astype(int)))
    found: Array = low + (high - low) * (at - below)
    return found


def change_scores(
    framework: Framework,
    first: Mapping[str, Array],
    last: Mapping[str, Array],
    *,
    method: str = "pooled",
    without: str = "",
) -> Scores:
    """Scores of the change set from its measures' values in two years, money already in one year's prices.

    "pooled": the lowest and highest of both years span the scale, and the change is the difference of two scores, so that
    a fall is below 0. "progress": the change itself on a scale from the smallest to the largest of the set.
    """
    _check(method, CHANGES, "method")
    found = {}
    for key in framework.used("change"):
        polarity = framework.measures[key].polarity
        both = ~(np.isnan(first[key]) | np.isnan(last[key]))
        start, end = np.where(both, first[key], np.nan), np.where(both, last[key], np.nan)
        if method == "progress":
            found[key] = normalised(end - start, polarity)
        else:
            pooled = normalised(np.concatenate([start, end], axis=-1), polarity)
            areas = start.shape[-1]
            found[key] = pooled[..., areas:] - pooled[..., :areas]
    return _together(framework, found, "change", scale=100.0, without=without)


def values_of(columns: Mapping[str, Column]) -> dict[str, Array]:
    """The values of columns as arrays, nan where there is none."""
    return {
        key: np.array([np.nan if v.value is None else v.value for v in column.values], dtype=float)
        for key, column in columns.items()
    }


def fewest(dimension: Dimension, what: str, held: int, *, dropped: bool = False) -> int:
    """How many measures an area must have for a dimension's score: two of two or three, one of one.

    A measure that is left out, to see what rests on it, lowers by one what its dimension needs: otherwise areas that lack
    another measure would drop out, and the ranks of the rest would move for that reason alone.
    """
    needed = min(FEWEST, len(getattr(dimension, what))) - dropped
    return max(1, min(needed, held))


def _check(given: str, known: Mapping[str, str], what: str) -> None:
    if given not in known:
        raise EvidenceError(f"There is no {what} {given!r}; choose one of: {', '.join(known)}.")


def _together(framework: Framework, found: Mapping[str, Array], what: str, *, scale: float, without: str) -> Scores:
    """Scores from measures; without one of them, for the areas that have a score with all."""
    whole = _composed(framework, found, what, scale)
    if not without:
        return whole
    fewer = _composed(framework, {k: v for k, v in found.items() if k != without}, what, scale, dropped=without)
    dimensions = {key: _where_known(whole.dimensions[key], scores) for key, scores in fewer.dimensions.items()}
    themes = {key: _where_known(whole.themes[key], scores) for key, scores in fewer.themes.items()}
    return Scores(fewer.measures, dimensions, themes, fewer.left_out)


def _where_known(whole: Array, fewer: Array) -> Array:
    known: Array = np.where(np.isnan(whole), np.nan, fewer)
    return known


def _composed(
    framework: Framework, found: Mapping[str, Array], what: str, scale: float, *, dropped: str = ""
) -> Scores:
    """Measures to dimensions to themes, by plain means of what is known."""
    shape = next(iter(found.values())).shape
    left_out = {key: NO_SCALE for key, scores in found.items() if np.isnan(scores).all()}
    dimensions: dict[str, Array] = {}
    for dimension in framework.dimensions:
        keys = [key for key in getattr(dimension, what) if key in found and key not in left_out]
        if keys:
            least = fewest(dimension, what, len(keys), dropped=dropped in getattr(dimension, what))
            dimensions[dimension.key] = scale * _mean([found[k] for k in keys], least)
        else:
            left_out[dimension.key] = NO_MEASURE if getattr(dimension, what) else NONE_LISTED
    themes = {}
    for theme in THEMES:
        parts = [dimensions[d.key] for d in framework.of_theme(theme) if d.key in dimensions]
        themes[theme] = _mean(parts, len(parts)) if parts else np.full(shape, np.nan)
    return Scores({key: scale * scores for key, scores in found.items()}, dimensions, themes, left_out)


def _mean(parts: Sequence[Array], least: int) -> Array:
    """The mean of what is known, nan where fewer than `least` are."""
    known = [~np.isnan(part) for part in parts]
    total = np.sum([np.where(held, part, 0.0) for held, part in zip(known, parts, strict=True)], axis=0)
    count = np.sum(known, axis=0)
    mean: Array = np.where(count >= max(1, least), total / np.maximum(count, 1), np.nan)
    return mean
