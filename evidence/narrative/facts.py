"""Facts: what decides whether a piece of evidence is still the same, as a JSON object that does not depend on wording."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from math import isfinite
from typing import Any

from evidence.analysis.findings import Finding, Interval
from evidence.indicators.aggregate import Figure
from evidence.narrative.records import EvidenceItem
from evidence.productivity.quotients import Quotient, Quotients

WORDS, SENTENCE = "words", "sentence"
READINGS = (WORDS, SENTENCE)  # how the evidence read then: kept to be shown, never compared
DIGITS = 12  # significant digits: more than any publisher prints, fewer than arithmetic may differ in


def facts_of_finding(finding: Finding, against: str) -> dict[str, Any]:
    """The facts of a finding; `against` is an area code or a period, "" where it is a set of areas."""
    return {
        "kind": finding.kind,
        "indicator": finding.indicator,
        "area": finding.area_code,
        "against": against,
        "period": finding.period,
        "value": _rounded(finding.value),
        "numbers": {name: _rounded(value) for name, value in sorted(finding.numbers.items())},
        "judgement": finding.judgement,
        "interval": _ends(finding.interval),
        "reason": finding.reason,
        "figures": _figures(finding.figures),
    }


def facts_of_quotient(found: Quotients, row: Quotient) -> dict[str, Any]:
    """The facts of a location quotient: itself, its size, and both shares."""
    numbers = {"share": row.here.share, "reference_share": row.there.share, "whole": found.place.total.value}
    return {
        "kind": "specialism",
        "indicator": found.place.table,
        "industry": row.here.code,
        "area": found.place.area_code,
        "against": found.reference.area_code,
        "period": row.here.figure.period,
        "value": _rounded(row.value),
        "numbers": {name: _rounded(value) for name, value in numbers.items()},
        "judgement": row.judgement,
        "interval": _ends(row.interval),
        "reason": row.reason,
        "figures": _figures((row.here.figure, row.there.figure)),
    }


def facts_of_refusal(kind: str, indicator: str, reason: str) -> dict[str, Any]:
    """The facts of a question without an answer."""
    return {"kind": kind, "indicator": indicator, "value": None, "reason": reason, "figures": []}


def facts_of_item(item: EvidenceItem) -> dict[str, Any]:
    """The facts of recorded evidence: a digest of who said what.

    Never the words: what is erased from the log of conversations must not stand on in the statements that rested on it.
    """
    return {"kind": "evidence", "digest": sha256(f"{source_of(item)}\0{item.said}".encode()).hexdigest()}


def source_of(item: EvidenceItem) -> str:
    """Who or what an evidence item comes from; "" where that is not recorded."""
    return item.organisation.strip() or item.source_title.strip()


def same_facts(then: object, now: object) -> bool:
    """Whether facts kept earlier still hold. What they do not name is not compared, so that later facts may say more."""
    if isinstance(then, Mapping) and isinstance(now, Mapping):
        return all(name in READINGS or (name in now and same_facts(then[name], now[name])) for name in then)
    if isinstance(then, list) and isinstance(now, list):
        return len(then) == len(now) and all(map(same_facts, then, now))
    return then == now


def _rounded(value: float | None) -> float | None:
    return float(f"{value:.{DIGITS}g}") if value is not None and isfinite(value) else None


def _ends(interval: Interval | None) -> list[float | None] | None:
    return [_rounded(interval.lower), _rounded(interval.upper)] if interval else None


def _figures(figures: Iterable[Figure]) -> list[dict[str, Any]]:
    return [{"area": f.area_code, "period": f.period, "value": _rounded(f.value)} for f in figures]
