"""Young people: NEET is never shown without the part whose activity is not known."""

from __future__ import annotations

from evidence.analysis.compare import caveats_of, figure_for
from evidence.analysis.findings import Finding
from evidence.indicators.aggregate import figure_of
from evidence.indicators.base import EvidenceBase

NEET, NOT_KNOWN, TOGETHER = "neet-16-17", "activity-not-known-16-17", "neet-or-not-known-16-17"
TRIO = (NEET, NOT_KNOWN, TOGETHER)
MUCH_NOT_KNOWN = 5.0  # per cent; above it a NEET rate alone says more about tracking than about young people
BOUNDS_METHOD = (
    "At least the NEET rate (nobody not known is NEET), at most NEET and not known together (everybody not known is); "
    "in between, NEET / (1 - not known) if those not known are NEET as often as the others."
)


def not_known_bounds(base: EvidenceBase, area_code: str, *, period: str | None = None) -> Finding:
    """How many young people aged 16 and 17 are NEET at least and at most, given those whose activity is not known.

    `value` is NEET or not known together, in per cent of the cohort; numbers: floor, ceiling, not_known, proportional.
    The ceiling is the published figure of both together, not the sum of two rounded rates.
    """
    together = figure_for(base, TOGETHER, area_code, period)
    neet = figure_of(base, NEET, area_code, period=together.period)
    unknown = figure_of(base, NOT_KNOWN, area_code, period=together.period)
    figures = (together, neet, unknown)
    if together.value is None or neet.value is None or unknown.value is None:
        reason = next((f.reason for f in figures if f.reason), "")
        return Finding("not known", TOGETHER, area_code, together.period, None, figures=figures, reason=reason)
    much = unknown.value > MUCH_NOT_KNOWN
    warning = (f"More than {MUCH_NOT_KNOWN:g}% are not known: do not compare the NEET rate alone.",) if much else ()
    return Finding(
        kind="not known",
        indicator=TOGETHER,
        area_code=area_code,
        period=together.period,
        value=together.value,
        judgement="much not known" if much else "",
        numbers={
            "floor": neet.value,
            "ceiling": together.value,
            "not_known": unknown.value,
            "proportional": neet.value / (1 - unknown.value / 100),
        },
        figures=figures,
        method=BOUNDS_METHOD,
        caveats=(*warning, *caveats_of(base.indicator(TOGETHER), *figures)),
    )
