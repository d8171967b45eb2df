"""How a place stands on one indicator beside England: the level, and the difference where England has a figure too."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.analysis.comparators import ENGLAND
from evidence.analysis.compare import gap, level
from evidence.analysis.findings import Finding
from evidence.indicators.aggregate import Figure
from evidence.indicators.base import EvidenceBase


@dataclass(frozen=True, slots=True)
class Standing:
    """The latest level of an indicator in a place; `gap` is place minus England.

    No gap for England itself, nor for a count that only says how big a place is. Where the place has no figure, both
    carry the reason.
    """

    level: Finding
    gap: Finding | None

    @property
    def known(self) -> bool:
        """Whether the place has a figure."""
        return self.level.value is not None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that it rests on, each once."""
        return tuple(dict.fromkeys((*self.level.figures, *(self.gap.figures if self.gap else ()))))


def standing(base: EvidenceBase, slug: str, area_code: str) -> Standing:
    """The latest level of an indicator in a place and its difference from England in the same period."""
    here = level(base, slug, area_code)
    if area_code == ENGLAND or base.indicator(slug).combines.rule == "sum":
        return Standing(here, None)
    return Standing(here, gap(base, slug, area_code, ENGLAND, period=here.period))
