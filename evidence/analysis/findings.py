"""Findings: typed answers to one question each, with the figures, the method and the caveats they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from evidence.indicators.aggregate import Figure

KINDS = ("level", "gap", "rank", "change", "trend", "not known")

# Judgements of a test. "similar" and "no significant change" are answers, not failures.
TESTED = ("higher", "lower", "similar", "increasing", "decreasing", "no significant change")
# Judgements where no interval is published, so that no test is made.
UNTESTED = ("above", "below", "same", "up", "down", "unchanged", "cannot be calculated")
NO_TEST = "Published without an interval, so no test is made."


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval and how it came about: "published", "combined from the parts'" or "Wilson"."""

    lower: float
    upper: float
    kind: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to one question about one indicator of one place.

    `value` is the number the finding is about, in the indicator's unit: the level itself, the difference from `against`,
    the rank, or the change since `against`. None where there is no answer; `reason` then says why.
    """

    kind: str
    indicator: str
    area_code: str
    period: str
    value: float | None
    against: str = ""  # an area code, the name of a set of areas, or an earlier period
    interval: Interval | None = None  # of the level for "level", of the difference for "gap" and "change"
    judgement: str = ""
    good: str = ""  # "better", "worse" or "" where neither or not told apart
    numbers: Mapping[str, float] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()
    method: str = ""
    caveats: tuple[str, ...] = ()
    reason: str = ""

    @property
    def tested(self) -> bool:
        """Whether the judgement is the outcome of a statistical test."""
        return self.judgement in TESTED


@dataclass(frozen=True, slots=True)
class AreaSet:
    """A set of areas that a place is ranked in, with the words for it after "of": "38 LEPs"."""

    name: str
    codes: tuple[str, ...]


def as_json(finding: Finding) -> dict[str, Any]:
    """A finding as plain values for JSON, without the figures it rests on but with their areas and periods."""
    interval = finding.interval
    return {
        "kind": finding.kind,
        "indicator": finding.indicator,
        "area_code": finding.area_code,
        "period": finding.period,
        "value": finding.value,
        "against": finding.against,
        "lower": interval.lower if interval else None,
        "upper": interval.upper if interval else None,
        "interval": interval.kind if interval else "",
        "judgement": finding.judgement,
        "good": finding.good,
        "tested": finding.tested,
        "numbers": dict(finding.numbers),
        "rests_on": [
            {"area_code": f.area_code, "period": f.period, "value": f.value, "origin": f.origin}
            for f in finding.figures
        ],
        "method": finding.method,
        "caveats": list(finding.caveats),
        "reason": finding.reason,
    }


def goodness(polarity: int, direction: int) -> str:
    """Whether a difference in this direction (1 up, -1 down, 0 none) is better, worse, or neither."""
    return {1: "better", -1: "worse", 0: ""}[polarity * direction]
