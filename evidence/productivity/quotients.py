"""Location quotients: the share of an industry in a place over its share in the UK or England, always with its size."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.analysis.findings import Interval
from evidence.analysis.intervals import WILSON, wilson
from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.productivity.industry import UK, Industry, Structure, enterprise_structure, gva_structure

FEWEST = 30  # enterprises that a quotient needs
SPECIALISED_FROM = 1.25
LEAST_SHARE = 0.005  # of a place's GVA that an industry needs to be named as concentrated
SPECIALISED, HIGHER, SIMILAR, LOWER = "specialised", "higher", "similar", "lower"


@dataclass(frozen=True, slots=True)
class Quotient:
    """One industry's quotient: how large it is here and in the reference, and what the interval says.

    `value` is None, with a reason, where a share is not known or enterprises are too few. `judgement` is empty for GVA,
    which has no interval and is not tested.
    """

    here: Industry
    there: Industry
    value: float | None
    interval: Interval | None = None
    judgement: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Quotients:
    """The quotients of a place's industries, in the order of the classification."""

    place: Structure
    reference: Structure
    rows: tuple[Quotient, ...]

    @property
    def highest(self) -> tuple[Quotient, ...]:
        """Those that are known, the highest first."""
        known = [row for row in self.rows if row.value is not None]
        return tuple(sorted(known, key=lambda row: (-(row.value or 0.0), row.here.code)))

    @property
    def specialised(self) -> tuple[Quotient, ...]:
        """Those of industries that the place is specialised in, the highest first; GVA has none, for it has no interval."""
        return tuple(row for row in self.highest if row.judgement == SPECIALISED)

    @property
    def concentrated(self) -> tuple[Quotient, ...]:
        """Those with a quotient of at least 1.25 and 0.5 % of the place's whole, the highest first; this is not a test."""
        return tuple(
            row
            for row in self.highest
            if (row.value or 0.0) >= SPECIALISED_FROM and (row.here.share or 0.0) >= LEAST_SHARE
        )


def location_quotient(part: float, whole: float, reference_part: float, reference_whole: float) -> float:
    """The share of a part in the whole over its share in the reference: 1 where both are alike.

    Raises EvidenceError where a whole or the reference's part is nothing or less.
    """
    if whole <= 0 or reference_whole <= 0 or reference_part <= 0:
        raise EvidenceError(
            "A location quotient needs a whole, and an industry that the reference has; given "
            f"{part:g} of {whole:g} against {reference_part:g} of {reference_whole:g}."
        )
    return (part / whole) / (reference_part / reference_whole)


def quotient_interval(part: float, whole: float, reference_share: float) -> Interval:
    """The 95 % interval of a quotient of counts: Wilson's of the local share over the reference's, taken as fixed.

    Used for location quotients by Crawley, Beynon and Munday (2013), Urban Studies 50:1854-1869.
    """
    if reference_share <= 0:
        raise EvidenceError("A location quotient needs an industry that the reference has.")
    low, high = wilson(part, whole)
    return Interval(low / reference_share, high / reference_share, WILSON)


def judged(part: float, whole: float, reference_share: float, *, rounding: float = 0.0) -> str:
    """What can be said of a quotient of counts: "specialised", "higher", "similar" or "lower" than the reference.

    Specialised needs a quotient of at least 1.25 and an interval above 1. The count is moved by all of its rounding
    towards the reference first, so rounding alone never makes a difference.
    """
    low = quotient_interval(max(part - rounding, 0.0), whole, reference_share).lower
    high = quotient_interval(min(part + rounding, whole), whole, reference_share).upper
    if low > 1:
        return SPECIALISED if part / whole / reference_share >= SPECIALISED_FROM else HIGHER
    return LOWER if high < 1 else SIMILAR


def gva_quotients(
    base: EvidenceBase, area_code: str, year: int | None = None, *, against: str = UK, imputed: bool = True
) -> Quotients:
    """Quotients of GVA; no interval is published for GVA, so none is tested and none is called specialised."""
    place = gva_structure(base, area_code, year, imputed=imputed)
    reference = gva_structure(base, against, place.year, imputed=imputed)
    rows = [_of_gva(i, reference.industry(i.code)) for i in place.industries]
    return Quotients(place, reference, tuple(rows))


def enterprise_quotients(
    base: EvidenceBase, area_code: str, year: int | None = None, *, against: str = UK
) -> Quotients:
    """Quotients of enterprises with Wilson's interval; of industries with fewer than 30 enterprises none is given."""
    place = enterprise_structure(base, area_code, year)
    reference = enterprise_structure(base, against, place.year)
    rows = [_of_enterprises(place, i, reference.industry(i.code)) for i in place.industries]
    return Quotients(place, reference, tuple(rows))


def _of_gva(here: Industry, there: Industry) -> Quotient:
    if here.share is None or there.share is None:
        return Quotient(here, there, None, reason=here.figure.reason or there.figure.reason)
    if there.share <= 0:
        return Quotient(here, there, None, reason=f"{here.name} has no value added in the area compared with.")
    return Quotient(here, there, here.share / there.share)


def _of_enterprises(place: Structure, here: Industry, there: Industry) -> Quotient:
    count, total = here.figure.value or 0.0, place.total.value or 0.0
    if count < FEWEST:
        reason = f"{here.name} has only {count:.0f} enterprises; a quotient needs at least {FEWEST}."
        return Quotient(here, there, None, reason=reason)
    if not there.share:
        return Quotient(here, there, None, reason=f"{here.name} has no enterprises in the area compared with.")
    return Quotient(
        here,
        there,
        count / total / there.share,
        quotient_interval(count, total, there.share),
        judged(count, total, there.share, rounding=place.rounding),
    )
