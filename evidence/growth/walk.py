"""The walk of a place: for each dimension how it stands, how it changed, who is nearest, what cannot be said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import hypot

import numpy as np

from evidence.analysis.compare import figure_for
from evidence.growth.framework import THEMES, Dimension, Measure
from evidence.growth.inside import Spread, spread
from evidence.growth.monitor import Monitor
from evidence.growth.scores import Array
from evidence.growth.sureness import RankRange, measure_range
from evidence.growth.values import Column, Valued, column
from evidence.indicators.aggregate import Figure
from evidence.indicators.base import EvidenceBase
from evidence.places.areas import Area

DEPRIVED = "imd-most-deprived-tenth"
CLOSE = "too close to call"


@dataclass(frozen=True, slots=True)
class Stand:
    """How a place stands on one measure: its value, the comparator's, its rank in the set, and how it changed.

    `ranked` is from the better end: 1 is the best; what is known of how far it moves rests on published intervals alone.
    `before` and `after` are in the prices of the last year where
    they are money, and None where the measure is not of the change set.
    """

    measure: Measure
    period: str
    here: Valued
    comparator: float | None
    ranked: RankRange
    before: float | None
    after: float | None
    prices_of: int | None
    moves: float | None = None  # half the interval of the change; None where an end has no interval

    @property
    def rank(self) -> tuple[int, int] | None:
        """The rank and of how many; None where the place has none."""
        return _rank(self.ranked)


@dataclass(frozen=True, slots=True)
class Step:
    """One dimension of a place: its score of level and change with ranks (1 is the best), its measures, who is nearest."""

    dimension: Dimension
    level: float | None
    level_range: RankRange | None  # None where no area has a score
    change: float | None
    change_range: RankRange | None
    stands: tuple[Stand, ...]
    nearest: tuple[str, ...]
    cannot: tuple[str, ...]
    caveats: tuple[str, ...]  # what the publishers say of the figures

    @property
    def level_rank(self) -> tuple[int, int] | None:
        """The rank of the level and of how many."""
        return _rank(self.level_range)

    @property
    def change_rank(self) -> tuple[int, int] | None:
        """The rank of the change and of how many."""
        return _rank(self.change_range)


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of a place: its scores, how sure its ranks are, and on which side of the set's median it lies."""

    key: str
    level: float | None
    level_range: RankRange
    level_side: str  # "upper half", "lower half", CLOSE or "" where it has no score
    change: float | None
    change_range: RankRange
    change_side: str


@dataclass(frozen=True, slots=True)
class Walk:
    """What the walk finds for a place in its comparison set."""

    area: Area
    comparator: Area | None
    monitor: Monitor
    themes: Mapping[str, Theme]
    steps: tuple[Step, ...]
    spreads: tuple[Spread, ...]
    deprived: Figure | None


@lru_cache(maxsize=64)
def walk_of(base: EvidenceBase, monitor: Monitor, area_code: str, *, comparator: str | None) -> Walk:
    """The walk of a place: two themes, six steps, and the spread between its districts.

    `comparator` is an area whose figures stand beside the place's own; it is not scored. Raises EvidenceError where the
    place is not in the comparison set.
    """
    place = monitor.place(area_code)
    steps = tuple(_step(base, monitor, d, area_code, comparator) for d in monitor.framework.dimensions)
    return Walk(
        area=base.area(area_code),
        comparator=base.area(comparator) if comparator else None,
        monitor=monitor,
        themes={theme: _theme(monitor, theme, place) for theme in THEMES},
        steps=steps,
        spreads=_spreads(base, monitor, area_code),
        deprived=_deprived(base, area_code),
    )


def side_of_median(ranges: RankRange) -> str:
    """On which side of a set's median a rank lies; `CLOSE` where its range reaches over it."""
    if ranges.rank is None:
        return ""
    best, worst = ranges.widest or (ranges.rank, ranges.rank)
    middle = (ranges.of + 1) / 2
    if min(best, ranges.rank) <= middle <= max(worst, ranges.rank):
        return CLOSE
    return "upper half" if ranges.rank < middle else "lower half"


def _theme(monitor: Monitor, theme: str, place: int) -> Theme:
    level, change = monitor.level_ranges[theme][place], monitor.change_ranges[theme][place]
    return Theme(
        key=theme,
        level=_known(monitor.level.themes[theme], place),
        level_range=level,
        level_side=side_of_median(level),
        change=_known(monitor.change.themes[theme], place),
        change_range=change,
        change_side=side_of_median(change),
    )


def _step(base: EvidenceBase, monitor: Monitor, dimension: Dimension, area_code: str, comparator: str | None) -> Step:
    place = monitor.place(area_code)
    level, change = monitor.level.dimensions.get(dimension.key), monitor.change.dimensions.get(dimension.key)
    stands = tuple(_stand(base, monitor, key, place, comparator) for key in dimension.level)
    return Step(
        dimension=dimension,
        level=None if level is None else _known(level, place),
        level_range=_range(monitor.level_ranges, dimension.key, place),
        change=None if change is None else _known(change, place),
        change_range=_range(monitor.change_ranges, dimension.key, place),
        stands=stands,
        nearest=() if level is None else monitor.nearest(level, area_code),
        cannot=_cannot(monitor, dimension, stands),
        caveats=_caveats(base, stands),
    )


def _range(ranges: Mapping[str, tuple[RankRange, ...]], key: str, place: int) -> RankRange | None:
    return ranges[key][place] if key in ranges else None


def _rank(found: RankRange | None) -> tuple[int, int] | None:
    return None if found is None or found.rank is None else (found.rank, found.of)


def _caveats(base: EvidenceBase, stands: tuple[Stand, ...]) -> tuple[str, ...]:
    """What the publishers say of the figures of a dimension, each caveat with its indicator's short name."""
    slugs = dict.fromkeys(slug for s in stands for slug in s.measure.indicators)
    return tuple(
        f"{base.indicator(slug).short_name}: {text}" for slug in slugs for text in base.indicator(slug).caveats
    )


def _stand(base: EvidenceBase, monitor: Monitor, key: str, place: int, comparator: str | None) -> Stand:
    found = monitor.columns[key]
    beside = column(base, found.measure, (comparator,), found.period).values[0].value if comparator else None
    first, last = monitor.first.get(key), monitor.last.get(key)
    return Stand(
        measure=found.measure,
        period=found.period,
        here=found.values[place],
        comparator=beside,
        ranked=measure_range(found, place),
        before=_value(first, place),
        after=_value(last, place),
        prices_of=last.prices_of if last else None,
        moves=_moves(first, last, place),
    )


def _moves(first: Column | None, last: Column | None, place: int) -> float | None:
    """Half of the 95 % interval of a change between two independent figures."""
    halves = [c.values[place].half for c in (first, last) if c]
    return hypot(halves[0], halves[1]) if len(halves) == 2 and halves[0] is not None and halves[1] is not None else None


def _cannot(monitor: Monitor, dimension: Dimension, stands: tuple[Stand, ...]) -> tuple[str, ...]:
    """What the evidence cannot say of a dimension: substitutes, missing and modelled figures, no interval, no change."""
    said = [
        f"{s.measure.name}, in place of {_lower(s.measure.stands_for)}. {s.measure.reason}"
        for s in stands
        if s.measure.reason
    ]
    said += [why for key, why in monitor.unheld.items() if key in _listed(monitor, dimension)]
    said += [_why_missing(s) for s in stands if s.here.value is None]
    if modelled := [s.measure.name for s in stands if s.measure.modelled or any(f.modelled for f in s.here.figures)]:
        said.append(f"Modelled, not published: {'; '.join(modelled)}.")
    if bare := [s.measure.name for s in stands if s.here.value is not None and s.here.half is None]:
        said.append(
            f"No interval is known for: {'; '.join(bare)}. How far a rank on such a measure would move is not known, and "
            "ranks that rest on it look surer than they are."
        )
    if not dimension.change:
        said.append("No change is scored: the framework lists no measure of this dimension's change.")
    elif dimension.key in monitor.change.left_out:
        said.append(f"No change is scored: {monitor.change.left_out[dimension.key]}.")
    return tuple(dict.fromkeys(text.strip() for text in said))


def _listed(monitor: Monitor, dimension: Dimension) -> tuple[str, ...]:
    """The measures that the whole framework lists for a dimension, held or not."""
    return tuple(key for key, m in monitor.framework.measures.items() if m.dimension == dimension.key)


def _why_missing(stand: Stand) -> str:
    """Why a measure has no value, with the measure's name: a publisher's reason does not always say which it is about."""
    name, why = stand.measure.name, stand.here.reason
    return why if name in why else f"{name}: {_lower(why) if why.startswith('The ') else why}"


def _spreads(base: EvidenceBase, monitor: Monitor, area_code: str) -> tuple[Spread, ...]:
    """How far the districts of a place lie apart on each single indicator of the level set that they all have."""
    if len(base.members.get(area_code, ())) < 2:
        return ()
    found = []
    for key in monitor.framework.used("level"):
        measure = monitor.framework.measures[key]
        if measure.over or measure.less:
            continue
        spread_here = spread(base, measure.first, area_code)
        if spread_here is not None:
            found.append(spread_here)
    return tuple(found)


def _deprived(base: EvidenceBase, area_code: str) -> Figure | None:
    return figure_for(base, DEPRIVED, area_code, None) if DEPRIVED in base.indicators else None


def _known(scores: Array, place: int) -> float | None:
    return None if np.isnan(scores[place]) else float(scores[place])


def _value(found: Column | None, place: int) -> float | None:
    return found.values[place].value if found else None


def _lower(text: str) -> str:
    """A text inside a sentence: its first letter small, unless it is an abbreviation."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
