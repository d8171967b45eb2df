"""Whether a finding carries what a word says of it: a test, an end of a ranking, a direction, a side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from evidence.analysis.findings import Finding
from evidence.indicators.base import EvidenceBase

FIFTH = 0.2  # "among the highest" is the highest fifth


@dataclass(frozen=True, slots=True)
class Said:
    """How an end of a ranking is said: the place in the row from that end; 0 for "among the"; jointly; with who is alike."""

    position: int = 1
    joint: bool = False
    with_alike: bool = False


# The kinds of finding that speak of a need, and the judgements that carry it.
_MOVED, _GAPS = ("change", "trend"), ("gap",)
JUDGED: Mapping[str, tuple[tuple[str, ...], frozenset[str]]] = {
    "tested": ((*_GAPS, *_MOVED), frozenset({"higher", "lower", "increasing", "decreasing"})),
    "rising": (_MOVED, frozenset({"increasing", "up"})),
    "falling": (_MOVED, frozenset({"decreasing", "down"})),
    "improving": (_MOVED, frozenset({"better"})),
    "worsening": (_MOVED, frozenset({"worse"})),
    "higher": (_GAPS, frozenset({"higher", "above"})),
    "lower": (_GAPS, frozenset({"lower", "below"})),
    "better": (_GAPS, frozenset({"better"})),
    "worse": (_GAPS, frozenset({"worse"})),
    "similar": (_GAPS, frozenset({"similar", "same"})),
}
ENDS = {"highest": 1, "lowest": -1}  # of a ranking by value
GOOD_ENDS = {"best": 1, "worst": -1}  # of a ranking by what is better
GAP_MOVES = ("widening", "narrowing")  # by two findings together
NEEDS = (*JUDGED, *ENDS, *GOOD_ENDS, *GAP_MOVES, "nothing")


def carries(base: EvidenceBase, need: str, finding: Finding, said: Said) -> bool | None:
    """Whether a finding carries one of NEEDS; None where it says nothing about it, as a level about a trend."""
    if finding.value is None:
        return None
    if need in ENDS or need in GOOD_ENDS:
        polarity = base.indicator(finding.indicator).polarity
        return _at_end(finding, ENDS.get(need) or GOOD_ENDS[need] * polarity, said)
    kinds, judgements = JUDGED.get(need, ((), frozenset()))
    return bool(judgements & {finding.judgement, finding.good}) if finding.kind in kinds else None


def gap_moved(need: str, findings: Sequence[Finding]) -> bool | None:
    """Whether two or more gaps of one kind, at different times, carry "widening" or "narrowing"; None without two."""
    gaps: dict[tuple[str, str, str], dict[str, float]] = {}
    for f in findings:
        if f.kind == "gap" and f.value is not None:
            gaps.setdefault((f.indicator, f.area_code, f.against), {})[f.period] = abs(f.value)
    moved = [
        (after > before) if need == "widening" else (after < before)
        for values in gaps.values()
        for before, after in pairwise(values[period] for period in sorted(values))
    ]
    return all(moved) if moved else None


def _at_end(finding: Finding, end: int, said: Said) -> bool | None:
    """Whether a rank is the one said, alone or said to be joint, and told apart from every other or said not to be.

    `end` is 1 for the highest values, -1 for the lowest, 0 where neither way is better: no end is then the good one.
    """
    if finding.kind != "rank" or finding.value is None:
        return None
    if not end:
        return False
    place = finding.value if end > 0 else finding.numbers["from_lowest"]
    if not said.position:
        return place <= max(1, FIFTH * finding.numbers["of"])
    alone = said.joint or not finding.numbers["ties"]
    apart = said.with_alike or not finding.numbers.get("similar", 0)
    return place == said.position and alone and apart
