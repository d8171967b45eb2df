"""How far combined figures lie from published ones: each rule of combination measured on areas that have both."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from evidence.indicators.aggregate import derived_figure, parts_within
from evidence.indicators.base import EvidenceBase


@dataclass(frozen=True, slots=True)
class CombinationError:
    """How far combined figures lie from published ones: relative errors over areas that the publisher does publish."""

    compared: int
    median: float
    largest: float
    worst_area: str
    worst_period: str


@lru_cache(maxsize=512)
def combination_error(
    base: EvidenceBase, slug: str, *, periods: tuple[str, ...] | None = None
) -> CombinationError | None:
    """The error of this indicator's rule of combination, measured on published areas; None where there is none to measure.

    Relative error |combined - published| / |published|, over combined authorities, counties, regions and countries with
    every part present; all periods, or those given.
    """
    indicator = base.indicator(slug)
    errors: list[tuple[float, str, str]] = []
    for period, by_area in base.observed(slug).items():
        if periods is not None and period not in periods:
            continue
        for code, seen in by_area.items():
            parts = parts_within(base, code, indicator.parts)
            if not seen.value or not parts or code in parts or len(parts) < 2 or base.areas[code].successors:
                continue
            derived = derived_figure(base, slug, code, period=period)
            if derived.value is not None and not derived.missing:
                errors.append((abs(derived.value - seen.value) / abs(seen.value), code, period))
    if not errors:
        return None
    errors.sort()
    middle = (errors[(len(errors) - 1) // 2][0] + errors[len(errors) // 2][0]) / 2
    return CombinationError(len(errors), middle, *errors[-1])
