"""Questions: the finding that a reference asks for, as the Place profile would ask for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from evidence.analysis.comparators import KINDS, neighbours_of, peer_geography, peers
from evidence.analysis.compare import gap, gap_to_neighbours, level, rank
from evidence.analysis.findings import AreaSet, Finding
from evidence.analysis.trend import change, history, trend, usual_start
from evidence.analysis.young_people import NEET, TOGETHER, not_known_bounds
from evidence.errors import EvidenceError
from evidence.indicators.aggregate import periods_of
from evidence.indicators.base import EvidenceBase
from evidence.indicators.periods import find_period, period_text
from evidence.narrative.references import CHANGE, GAP, LEVEL, NEIGHBOURS, NOT_KNOWN, RANK, TREND, Reference

WITH_NEIGHBOURS = "places (itself and its statistical neighbours)"


def finding_of(base: EvidenceBase, area_code: str, reference: Reference) -> Finding:
    """The finding that a reference, other than of a specialism, asks for of this area; raises EvidenceError with the reason."""
    if reference.kind not in _FINDERS:
        raise EvidenceError(f"{reference.kind!r} is not a kind of finding; known: {', '.join(_FINDERS)}.")
    base.indicator(reference.indicator)
    base.area(area_code)
    found = _FINDERS[reference.kind](base, area_code, reference)
    return _with_not_known(base, found) if found.indicator == NEET and found.value is not None else found


def _with_not_known(base: EvidenceBase, found: Finding) -> Finding:
    """A finding on NEET with those whose activity is not known, in the same period, among its numbers and figures."""
    if TOGETHER not in base.indicators:
        return found
    bounds = not_known_bounds(base, found.area_code, period=found.period)
    if bounds.value is None:
        return found
    numbers = {**found.numbers, "not_known": bounds.numbers["not_known"]}
    return replace(found, numbers=numbers, figures=(*found.figures, bounds.figures[-1]))


def _level(base: EvidenceBase, area_code: str, reference: Reference) -> Finding:
    return level(base, reference.indicator, area_code, period=_period(base, reference, reference.period))


def _gap(base: EvidenceBase, area_code: str, reference: Reference) -> Finding:
    slug, period = reference.indicator, _period(base, reference, reference.period)
    if reference.against == NEIGHBOURS:
        return gap_to_neighbours(base, slug, area_code, neighbours_of(base, area_code), period=period)
    if reference.against == area_code:
        raise EvidenceError(f"{base.area(area_code).name} has no gap to itself; name another area.")
    return gap(base, slug, area_code, base.area(reference.against).code, period=period)


def _rank(base: EvidenceBase, area_code: str, reference: Reference) -> Finding:
    among = _among(base, area_code, reference)
    return rank(base, reference.indicator, area_code, among, period=_period(base, reference, reference.period))


def _among(base: EvidenceBase, area_code: str, reference: Reference) -> AreaSet:
    """The set that a place is ranked in: its neighbours, the areas of a geography, or its peers as in its profile."""
    area, indicator = base.area(area_code), base.indicator(reference.indicator)
    if reference.against == NEIGHBOURS:
        return replace(neighbours_of(base, area_code), name=WITH_NEIGHBOURS)
    geography = reference.against or peer_geography(base, area_code, indicator)
    if geography is None:
        raise EvidenceError(
            f"{area.name} is one of no kind of place, so it has no rank; compare it with an area instead."
        )
    among = peers(base, area_code, geography)
    if area_code not in among.codes:
        kind = KINDS.get(geography, geography)
        raise EvidenceError(f"{area.name} is not one of the {kind} held, so it has no rank among them.")
    return among


def _change(base: EvidenceBase, area_code: str, reference: Reference) -> Finding:
    slug, until = reference.indicator, _period(base, reference, reference.period)
    known = [f.period for f in history(base, slug, area_code) if until is None or f.period <= until]
    since = _period(base, reference, reference.against) or usual_start(known)
    last = until or (known[-1] if known else None)
    if since and last and since >= last:
        raise EvidenceError(
            f"A change needs a later period than {period_text(since)}; the one asked for is {period_text(last)}."
        )
    return change(base, slug, area_code, since=since, until=last)


def _trend(base: EvidenceBase, area_code: str, reference: Reference) -> Finding:
    return trend(base, reference.indicator, area_code)


def _not_known(base: EvidenceBase, area_code: str, reference: Reference) -> Finding:
    if reference.indicator != TOGETHER:
        raise EvidenceError(
            f"Those whose activity is not known are told for {TOGETHER} only; write not-known {TOGETHER}."
        )
    return not_known_bounds(base, area_code, period=_period(base, reference, reference.period))


_FINDERS: Mapping[str, Callable[[EvidenceBase, str, Reference], Finding]] = {
    LEVEL: _level,
    GAP: _gap,
    RANK: _rank,
    CHANGE: _change,
    TREND: _trend,
    NOT_KNOWN: _not_known,
}


def _period(base: EvidenceBase, reference: Reference, wanted: str) -> str | None:
    """The period that a text asks for; None for the latest."""
    if not wanted:
        return None
    indicator, known = base.indicator(reference.indicator), periods_of(base, reference.indicator)
    if not known:
        raise EvidenceError(f"{indicator.name} has no figures.")
    return find_period(wanted, known, indicator.name)
