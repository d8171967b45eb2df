"""The walk's answers for a comparison set: level, change, ranks and how sure they are, and what goes together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from evidence import wording
from evidence.analysis.comparators import KINDS, peers
from evidence.analysis.findings import AreaSet
from evidence.errors import EvidenceError
from evidence.growth.association import Association, associated
from evidence.growth.framework import THEMES, Dimension, Framework, open_framework
from evidence.growth.scores import CHANGES, VARIANTS, Array, Scores, change_scores, level_scores, values_of
from evidence.growth.sureness import RankRange, change_ranges, level_ranges, ranks_of
from evidence.growth.values import Column, change_columns, held_framework, latest_columns, years_of
from evidence.indicators.base import EvidenceBase
from evidence.places.areas import Area

Columns = Mapping[str, Column]
Ranges = Mapping[str, tuple[RankRange, ...]]  # by theme and by dimension
FEWEST_AREAS = 5  # a scale from the lowest to the highest of fewer says little


@dataclass(frozen=True, slots=True)
class Options:
    """What every score depends on beside the figures: printed with each."""

    years: tuple[int, int]
    variant: str = "min-max"
    method: str = "pooled"


@dataclass(frozen=True, eq=False)
class Monitor:
    """Scores of a comparison set, in the order of its codes."""

    among: AreaSet
    framework: Framework
    options: Options
    columns: Columns
    first: Columns
    last: Columns
    level: Scores
    change: Scores
    level_ranges: Ranges
    change_ranges: Ranges
    unheld: Mapping[str, str]  # measures of the framework that too few of the set have, with the reason

    def place(self, area_code: str) -> int:
        """Where an area stands in the order of the set; raises EvidenceError where it is not in it."""
        if area_code not in self.among.codes:
            raise EvidenceError(f"The area {area_code} is not among the {len(self.among.codes)} {self.among.name}.")
        return self.among.codes.index(area_code)

    def association(self, what: str) -> Association:
        """How prosperity and inclusion go together: "level" or "change"."""
        scores = self.level if what == "level" else self.change
        return associated(scores.themes["prosperity"], scores.themes["inclusion"])

    def association_without(self, what: str) -> Mapping[str, Association]:
        """As `association`, with each measure left out in turn: whether a single one carries it."""
        found = {}
        for key in self.framework.used(what):
            scores = self._without(what, key)
            if not any(np.isnan(scores.themes[theme]).all() for theme in THEMES):
                found[key] = associated(scores.themes["prosperity"], scores.themes["inclusion"])
        return found

    def _without(self, what: str, key: str) -> Scores:
        if what == "level":
            return level_scores(self.framework, values_of(self.columns), variant=self.options.variant, without=key)
        ends = values_of(self.first), values_of(self.last)
        return change_scores(self.framework, *ends, method=self.options.method, without=key)

    def nearest(self, scores: Array, area_code: str, count: int = 3) -> tuple[str, ...]:
        """The areas whose score lies nearest to a place's own, nearest first; none where it has no score."""
        here = scores[self.place(area_code)]
        if np.isnan(here):
            return ()
        known = [
            (abs(float(score) - float(here)), code)
            for code, score in zip(self.among.codes, scores, strict=True)
            if code != area_code and not np.isnan(score)
        ]
        return tuple(code for _, code in sorted(known)[:count])

    def rank(self, scores: Array, area_code: str) -> tuple[int, int] | None:
        """A place's rank from the highest score, and of how many; None where it has no score."""
        found = ranks_of(scores)[self.place(area_code)]
        return None if np.isnan(found) else (int(found), int((~np.isnan(scores)).sum()))


def comparison_set(base: EvidenceBase, area_code: str, geography: str | None = None) -> AreaSet:
    """The areas that a place is scored among: those of a geography, or of its own; a group is added to the set.

    Raises EvidenceError where the set is too small for a scale.
    """
    area = base.area(area_code)
    own = "combined-authority" if area.geography == "group" else area.geography
    chosen = geography or own
    among = _large_enough(peers(base, area_code, chosen))
    if area_code not in among.codes:
        _refuse_what_holds_them(base, area, among)
        # An area of the same districts under another name would be scored against itself.
        districts, name = base.members.get(area_code, ()), wording.place(area)
        twins = [code for code in among.codes if base.members.get(code) == districts]
        others = tuple(code for code in among.codes if code not in twins)
        named = wording.listed([wording.place(base.areas[code]) for code in twins])
        beside = f"{among.name}, with {name} in the place of {named}" if twins else f"{among.name} and {name}"
        return AreaSet(f"areas ({beside})", (*others, area_code))
    return among


def _refuse_what_holds_them(base: EvidenceBase, area: Area, among: AreaSet) -> None:
    """Refuse to score an area among areas that lie inside it: it would be scored against itself."""
    own = set(base.members.get(area.code, ()))
    inside = [code for code in among.codes if set(base.members.get(code, ())) < own]
    if inside:
        raise EvidenceError(
            f"{base.areas[inside[0]].name} and {len(inside) - 1} more of these {among.name} lie inside {wording.place(area)}, which "
            "would be scored against its own parts. Choose a set of areas of its own kind."
            if len(inside) > 1
            else f"{base.areas[inside[0]].name} lies inside {wording.place(area)}, which would be scored against its own part. "
            "Choose a set of areas of its own kind."
        )


def geography_set(base: EvidenceBase, geography: str) -> AreaSet:
    """All areas of a geography; for districts and counties those of England, for which the figures are held."""
    if geography in ("district", "county-or-unitary"):
        english = next(a for a in base.areas_of(geography) if a.code.startswith("E"))
        return _large_enough(peers(base, english.code, geography))
    return _large_enough(_whole(base, geography))


def _whole(base: EvidenceBase, geography: str) -> AreaSet:
    return AreaSet(KINDS.get(geography, geography), tuple(area.code for area in base.areas_of(geography)))


def _large_enough(among: AreaSet) -> AreaSet:
    if len(among.codes) < FEWEST_AREAS:
        count = len(among.codes)
        raise EvidenceError(
            f"A score needs at least {FEWEST_AREAS} areas of a kind to compare; of the kind chosen there "
            f"{'is' if count == 1 else 'are'} {count}. Choose a geography with more areas."
        )
    return among


def usual_options(base: EvidenceBase) -> Options:
    """The span of the framework, min-max and the pooled change."""
    framework = open_framework(base)
    return Options((framework.change_from, framework.change_to))


def checked_options(base: EvidenceBase, options: Options) -> Options:
    """The options, or an EvidenceError that says what may be chosen."""
    years = years_of(base, open_framework(base))
    first, last = options.years
    if first not in years or last not in years or first >= last:
        raise EvidenceError(
            f"A change from {first} to {last} cannot be scored; choose two years, the earlier first, from {years[0]} to {years[-1]}."
        )
    for what, given, known in (("variant", options.variant, VARIANTS), ("method", options.method, CHANGES)):
        if given not in known:
            raise EvidenceError(f"There is no {what} {given!r}; choose one of: {', '.join(known)}.")
    return options


@lru_cache(maxsize=64)
def monitor_of(base: EvidenceBase, among: AreaSet, options: Options) -> Monitor:
    """Every score of a comparison set, made once for the same set and options."""
    checked_options(base, options)
    framework, unheld = _framework_held(base, among)
    columns, level, sure_of_level = _level(base, among, options.variant)
    first, last, change, sure_of_change = _change(base, among, options.years, options.method)
    return Monitor(
        among=among,
        framework=framework,
        options=options,
        columns=columns,
        first=first,
        last=last,
        level=level,
        change=change,
        level_ranges=sure_of_level,
        change_ranges=sure_of_change,
        unheld=unheld,
    )


@lru_cache(maxsize=64)
def _framework_held(base: EvidenceBase, among: AreaSet) -> tuple[Framework, dict[str, str]]:
    return held_framework(base, open_framework(base), among.codes)


@lru_cache(maxsize=64)
def _level(base: EvidenceBase, among: AreaSet, variant: str) -> tuple[Columns, Scores, Ranges]:
    """The figures of level, their scores and how sure ranks are: the same whatever the years of change."""
    framework, _ = _framework_held(base, among)
    columns = latest_columns(base, framework, among.codes)
    scores = level_scores(framework, values_of(columns), variant=variant)
    return columns, scores, level_ranges(framework, columns, variant=variant)


@lru_cache(maxsize=64)
def _change(
    base: EvidenceBase, among: AreaSet, years: tuple[int, int], method: str
) -> tuple[Columns, Columns, Scores, Ranges]:
    """The figures at both ends of a span, the scores of change and how sure ranks are: the same for every kind of level."""
    framework, _ = _framework_held(base, among)
    first, last = change_columns(base, framework, among.codes, years)
    scores = change_scores(framework, values_of(first), values_of(last), method=method)
    return first, last, scores, change_ranges(framework, first, last, method=method)


def dimension_of(framework: Framework, key: str) -> Dimension:
    """The dimension of this key; raises EvidenceError that names the known ones."""
    for dimension in framework.dimensions:
        if dimension.key == key:
            return dimension
    known = ", ".join(d.key for d in framework.dimensions)
    raise EvidenceError(f"There is no dimension {key!r}; dimensions are: {known}.")
