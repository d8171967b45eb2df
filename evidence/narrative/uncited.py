"""Numbers in a claim's own words that nothing carries: no finding and no recorded evidence that the claim rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from evidence import wording
from evidence.analysis.findings import Finding
from evidence.analysis.profile import profile_of
from evidence.indicators.base import EvidenceBase
from evidence.indicators.catalogue import PROFILED, Indicator
from evidence.narrative.answers import Answer, ask
from evidence.narrative.numbers_in_text import TIMES, Number, numbers_in
from evidence.narrative.references import GAP, LEVEL, Reference

FARTHEST = 0.5  # of the number written: what lies farther off is not offered
# Gaps and changes that print no size.
_NO_SIZE = ("similar", "same", "no significant change", "unchanged")


@dataclass(frozen=True, slots=True)
class Uncited:
    """A number that nothing carries, where it stands, its size in whole units and its unit ("" where none is known).

    A share in words is in per cent: "half" is 50 %.
    """

    start: int
    end: int
    text: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Near:
    """A finding that a writer may have meant; `distance` is how far its printed number lies off, as a share of the one written."""

    answer: Answer
    distance: float


def uncited_numbers(text: str, carried: Collection[str]) -> tuple[Uncited, ...]:
    """The numbers of a Markdown text outside its references that stand in none of the texts `carried`.

    `carried` are the words and sentences of the findings and what is recorded of the evidence that a claim rests on. A
    number stands there if value and unit are the same and it has no more digits than are printed there.
    """
    known = _finest(number for said in carried for number in numbers_in(said))
    found = (number for number in numbers_in(text) if not _is_carried(number, known))
    return tuple(Uncited(n.start, n.end, n.text, float(n.value), n.unit) for n in found)


def nearest_findings(base: EvidenceBase, place_code: str, uncited: Uncited, limit: int = 3) -> tuple[Near, ...]:
    """The place's levels, gaps to its country and changes that print a number of this unit nearest to the one written.

    Nearest first; of those as near as each other in the order of the profile. Empty where none lies within half of the
    number. Raises EvidenceError for a place that is not known or has ended.
    """
    found = [
        (_distance(float(printed.value), uncited.value), reference)
        for reference, printed, unit in _printed(base, place_code)
        if unit == uncited.unit
    ]
    near = sorted((pair for pair in found if pair[0] <= FARTHEST), key=lambda pair: pair[0])[:limit]
    return tuple(Near(ask(base, place_code, reference), distance) for distance, reference in near)


def _finest(numbers: Iterable[Number]) -> Mapping[tuple[str, Decimal], Decimal]:
    """Each number by unit and value, with the worth of the last digit where it is printed most finely."""
    finest: dict[tuple[str, Decimal], Decimal] = {}
    for number in numbers:
        key = (number.unit, number.value)
        finest[key] = min(number.step, finest.get(key, number.step))
    return finest


def _is_carried(written: Number, known: Mapping[tuple[str, Decimal], Decimal]) -> bool:
    step = known.get((written.unit, written.value))
    if step is not None and (written.spoken or written.step >= min(step, Decimal(1))):
        return True
    # A third is what prints as 33% or 33.3%.
    near = (unit == written.unit and abs(value - written.value) <= last / 2 for (unit, value), last in known.items())
    return written.spoken and any(near)


def _distance(printed: float, written: float) -> float:
    return abs(printed - written) / written if written else float(printed != written)


@lru_cache(maxsize=64)
def _printed(base: EvidenceBase, place_code: str) -> tuple[tuple[Reference, Number, str], ...]:
    """Every reference about the place that prints a number, with that number and its unit: its profile, then other levels."""
    profile = profile_of(base, place_code)
    findings = [f for row in profile.rows for f in (row.level, *row.gaps[:1], row.change)]
    others = [slug for slug, indicator in base.indicators.items() if indicator.role not in PROFILED]
    asked = (ask(base, place_code, Reference(LEVEL, slug)).finding for slug in sorted(others))
    findings += [finding for finding in asked if finding]
    return tuple(found for finding in findings for found in _number_of(finding, base.indicator(finding.indicator)))


def _number_of(finding: Finding, indicator: Indicator) -> Iterator[tuple[Reference, Number, str]]:
    if finding.value is None or finding.judgement in _NO_SIZE:
        return
    if finding.kind == LEVEL:
        reference, said = Reference(LEVEL, indicator.slug), wording.number(finding.value, indicator)
    else:
        reference = Reference(finding.kind, indicator.slug, against=finding.against if finding.kind == GAP else "")
        said = wording.difference(finding, indicator)
    for number in numbers_in(said)[:1]:
        yield reference, number, TIMES if indicator.unit == "ratio" else number.unit
