"""From school to work: the steps in the order in which young people meet them, in a place and in England."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.analysis.comparators import ENGLAND
from evidence.analysis.findings import Finding
from evidence.analysis.young_people import TOGETHER, not_known_bounds
from evidence.indicators.aggregate import Figure
from evidence.indicators.base import EvidenceBase
from evidence.places.areas import Area
from evidence.productivity.standing import Standing, standing

# By the age at which each is met; a level 3 and its gap are counted at 19, apprenticeships at any age from 16.
STAGES = (
    ("attainment-8", "GCSEs, at 16"),
    ("ks4-destination-not-sustained", "The year after Year 11"),
    (TOGETHER, "Aged 16 and 17"),
    ("level-3-by-19", "By 19"),
    ("level-3-by-19-fsm-gap", "By 19, the gap for free school meals"),
    ("apprenticeship-starts", "From 16, all ages"),
)


@dataclass(frozen=True, slots=True)
class Stage:
    """A step from school to work: when it is, how the place stands, and for NEET at least and at most.

    `bounds` and `england_bounds` are of the stage of NEET or not known only: NEET is never shown without them.
    """

    indicator: str
    when: str
    standing: Standing
    bounds: Finding | None = None
    england_bounds: Finding | None = None

    @property
    def reason(self) -> str:
        """Why the place has no figure for this step; empty where it has one."""
        return "" if self.standing.known else self.standing.level.reason


@dataclass(frozen=True, slots=True)
class School:
    """The steps from school to work of a place, in order."""

    area: Area
    stages: tuple[Stage, ...]

    @property
    def known(self) -> int:
        """How many of the steps the place has a figure for."""
        return sum(stage.standing.known for stage in self.stages)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that the steps rest on, each once."""
        found: list[Figure] = []
        for stage in self.stages:
            found += stage.standing.figures
            found += [f for b in (stage.bounds, stage.england_bounds) if b for f in b.figures]
        return tuple(dict.fromkeys(found))


def school_to_work(base: EvidenceBase, area_code: str) -> School:
    """The steps from school to work of a place, each at its latest period, with England's figures of the same periods."""
    return School(base.area(area_code), tuple(_stage(base, slug, when, area_code) for slug, when in STAGES))


def _stage(base: EvidenceBase, slug: str, when: str, area_code: str) -> Stage:
    here = standing(base, slug, area_code)
    if slug != TOGETHER:
        return Stage(slug, when, here)
    period = here.level.period
    other = None if area_code == ENGLAND else not_known_bounds(base, ENGLAND, period=period)
    return Stage(slug, when, here, not_known_bounds(base, area_code, period=period), other)
