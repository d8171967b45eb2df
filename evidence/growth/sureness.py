"""How sure a rank is: from leaving out each measure, and from moving every figure within its published interval."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
from scipy.special import ndtri
from scipy.stats import norm, qmc

from evidence.growth.framework import THEMES, Framework
from evidence.growth.scores import Array, Scores, change_scores, level_scores, values_of
from evidence.growth.values import Column

DRAWS = 1024  # a power of two, as Sobol's sequence needs
Z95 = float(norm.ppf(0.975))
Scoring = Callable[[str], Scores]  # scores without a measure


@dataclass(frozen=True, slots=True)
class RankRange:
    """A place among a set: its rank (1 is the highest score), and the lowest and highest it takes.

    `without` leaves out each measure in turn; `draws` moves every figure that has an interval within it (95 % of draws).
    None where the place has no score; `without` where its only measure would be left out, `draws` where no figure that
    the score rests on has an interval.
    """

    rank: int | None
    of: int
    without: tuple[int, int] | None
    draws: tuple[int, int] | None

    @property
    def widest(self) -> tuple[int, int] | None:
        """The best and the worst rank of both, and of the rank itself."""
        ends = [end for span in (self.without, self.draws) if span for end in span]
        return (min(self.rank, *ends), max(self.rank, *ends)) if ends and self.rank is not None else None


def level_ranges(
    framework: Framework, columns: Mapping[str, Column], *, variant: str = "min-max", draws: int = DRAWS
) -> Mapping[str, tuple[RankRange, ...]]:
    """How sure each area's ranks on the level of every theme and dimension are, in the order of the areas.

    The draws are quasi-random (Sobol's sequence with a fixed scramble), so that the same figures give the same ranges;
    figures are taken as independent and normal within their intervals.
    """
    values = values_of(columns)
    drawn = _drawn({("", key): c for key, c in columns.items()}, draws)
    moved = {key: drawn["", key] for key in columns} if drawn else None
    score = partial(level_scores, framework, values, variant=variant)
    return _ranges(
        _resting_on(framework, "level"),
        lambda key: score(without=key),
        level_scores(framework, moved, variant=variant) if moved else None,
        _moving(columns),
    )


def change_ranges(
    framework: Framework,
    first: Mapping[str, Column],
    last: Mapping[str, Column],
    *,
    method: str = "pooled",
    draws: int = DRAWS,
) -> Mapping[str, tuple[RankRange, ...]]:
    """How sure each area's ranks on the change of every theme and dimension are, as `level_ranges`; both years' figures move."""
    start, end = values_of(first), values_of(last)
    drawn = _drawn({("first", k): c for k, c in first.items()} | {("last", k): c for k, c in last.items()}, draws)
    moved = drawn and change_scores(
        framework, {k: drawn["first", k] for k in first}, {k: drawn["last", k] for k in last}, method=method
    )
    return _ranges(
        _resting_on(framework, "change"),
        lambda key: change_scores(framework, start, end, method=method, without=key),
        moved or None,
        _moving(first) | _moving(last),
    )


def measure_range(column: Column, place: int, *, draws: int = DRAWS) -> RankRange:
    """How sure the rank of an area, the one at `place`, on one measure is, 1 the best: figures move as in `level_ranges`.

    Nothing can be left out of one measure, so `without` is None; `draws` is None where the area's own figure has no
    interval. Not ranked are areas without a figure, and any where all figures are the same.
    """
    measure, here = column.measure, column.values[place]
    values = measure.polarity * values_of({"": column})[""]
    of = int((~np.isnan(values)).sum())
    if here.value is None or np.nanmin(values) == np.nanmax(values):
        return RankRange(None, of, None, None)
    rank = 1 + int((values > values[place]).sum())
    drawn = _drawn({("", ""): column}, draws) if here.half is not None else {}
    if not drawn:
        return RankRange(rank, of, None, None)
    moved = measure.polarity * drawn["", ""]
    ranks = 1.0 + (moved > moved[:, [place]]).sum(axis=1, keepdims=True)
    return RankRange(rank, of, None, _span(ranks, 0.025, 0.975)[0])


def _resting_on(framework: Framework, what: str) -> dict[str, tuple[str, ...]]:
    """The measures that each theme, and each dimension with any, rests on."""
    dimensions = {d.key: tuple(getattr(d, what)) for d in framework.dimensions}
    themes = {t: tuple(k for d in framework.of_theme(t) for k in dimensions[d.key]) for t in THEMES}
    return themes | {key: keys for key, keys in dimensions.items() if keys}


def _moving(columns: Mapping[str, Column]) -> set[str]:
    """The measures of which any figure has an interval."""
    return {key for key, column in columns.items() if any(v.half for v in column.values)}


def ranks_of(scores: Array) -> Array:
    """Ranks from the highest score along the last axis, ties share the better rank; nan where there is no score."""
    # As scipy's rankdata(method="min"), which takes five times as long over many draws.
    order = np.argsort(-scores, axis=-1)  # what is not known stands last
    ordered = np.take_along_axis(scores, order, axis=-1)
    tied = np.zeros(scores.shape, dtype=bool)
    tied[..., 1:] = ordered[..., 1:] == ordered[..., :-1]
    places = np.arange(1.0, scores.shape[-1] + 1)
    ranks = np.empty(scores.shape)
    np.put_along_axis(ranks, order, np.maximum.accumulate(np.where(tied, 0.0, places), axis=-1), axis=-1)
    return np.where(np.isnan(scores), np.nan, ranks)


def _ranges(
    resting_on: Mapping[str, tuple[str, ...]], scoring: Scoring, moved: Scores | None, moving: set[str]
) -> dict[str, tuple[RankRange, ...]]:
    whole = scoring("")
    without = {key: scoring(key) for key in dict.fromkeys(k for keys in resting_on.values() for k in keys)}
    return {
        name: _spans(
            _of(whole, name),
            [_of(without[key], name) for key in keys],
            _of(moved, name) if moved and not moving.isdisjoint(keys) else None,
        )
        for name, keys in resting_on.items()
    }


def _of(scores: Scores, name: str) -> Array:
    """The scores of a theme or dimension; nan for a dimension whose only measure was left out."""
    found = scores.themes.get(name, scores.dimensions.get(name))
    return np.full(next(iter(scores.themes.values())).shape, np.nan) if found is None else found


def _spans(scores: Array, dropped: list[Array], moved: Array | None) -> tuple[RankRange, ...]:
    ranks = ranks_of(scores)
    others = np.array([ranks_of(found) for found in dropped], dtype=float).reshape(len(dropped), len(ranks))
    without = _span(others, 0, 1)
    drawn = [None] * len(ranks) if moved is None else _span(ranks_of(moved), 0.025, 0.975)
    of = int((~np.isnan(ranks)).sum())
    return tuple(
        RankRange(None, of, None, None) if np.isnan(rank) else RankRange(int(rank), of, left, within)
        for rank, left, within in zip(ranks, without, drawn, strict=True)
    )


def _span(ranks: Array, low: float, high: float) -> list[tuple[int, int] | None]:
    """For each column the ranks nearest to two quantiles of those known; None where none is."""
    known = (~np.isnan(ranks)).sum(axis=0)
    if not known.any():
        return [None] * len(known)
    ordered = np.sort(ranks, axis=0)  # what is not known stands last
    places = np.rint(np.outer((low, high), np.maximum(known - 1, 0))).astype(int)
    first, last = np.take_along_axis(ordered, places, axis=0).tolist()
    return [(int(a), int(b)) if count else None for a, b, count in zip(first, last, known, strict=True)]


@lru_cache(maxsize=4)
def _normal(figures: int, draws: int) -> Array:
    """Standard normal values, quasi-random and always the same (draws by figures)."""
    found: Array = ndtri(qmc.Sobol(figures, scramble=True, rng=1).random(draws))
    found.flags.writeable = False
    return found


def _drawn(columns: Mapping[tuple[str, str], Column], draws: int) -> dict[tuple[str, str], Array]:
    """The values of columns in every draw (draws by areas); empty where no figure has an interval."""
    values = {key: values_of({key[1]: column})[key[1]] for key, column in columns.items()}
    errors = {
        key: np.array([0.0 if v.half is None else v.half / Z95 for v in column.values])
        for key, column in columns.items()
    }
    moving = [key for key in columns if errors[key].any()]
    if not moving:
        return {}
    areas = len(values[moving[0]])
    normal = _normal(areas * len(moving), draws)
    shifts = {key: normal[:, i * areas : (i + 1) * areas] * errors[key] for i, key in enumerate(moving)}
    still = np.zeros((draws, areas))
    return {key: values[key] + shifts.get(key, still) for key in columns}
