"""Where a place is ahead of its benchmark, behind it, not told apart, or neither: the one choice that pack and narrative make."""

from __future__ import annotations

from dataclasses import dataclass, replace

from evidence.analysis.comparators import ENGLAND
from evidence.analysis.findings import Finding
from evidence.analysis.profile import Profile, Row
from evidence.analysis.young_people import NEET
from evidence.indicators.aggregate import periods_of
from evidence.indicators.base import EvidenceBase
from evidence.indicators.periods import years_between


@dataclass(frozen=True, slots=True)
class Sides:
    """The gaps of a place to its benchmark, in the order of the profile; indicators that are old here are in none."""

    benchmark: str | None
    better: tuple[Finding, ...] = ()
    worse: tuple[Finding, ...] = ()
    alike: tuple[Finding, ...] = ()
    neither: tuple[Finding, ...] = ()  # told apart, and neither way is better

    @property
    def compared(self) -> int:
        """How many indicators can be compared."""
        return len(self.better) + len(self.worse) + len(self.alike) + len(self.neither)


def sides_of(base: EvidenceBase, profile: Profile) -> Sides:
    """The gaps of a profile to its benchmark by side."""
    against, groups = benchmark_of(profile), dict[str, list[Finding]](better=[], worse=[], alike=[], neither=[])
    for row in profile.rows:
        gap = gap_to(row, against, profile.young_people)
        if gap and not is_old(base, row):
            alike = gap.judgement in ("similar", "same")
            groups["alike" if alike else gap.good or "neither"].append(gap)
    return Sides(against, **{side: tuple(gaps) for side, gaps in groups.items()})


def benchmark_of(profile: Profile) -> str | None:
    """The comparator that a profile's dots are judged against: England, or else the first; None where there is none."""
    return ENGLAND if ENGLAND in profile.comparators else next(iter(profile.comparators), None)


def gap_to(row: Row, comparator: str | None, young_people: Finding) -> Finding | None:
    """A row's gap to a comparator, None where either has no figure.

    Where so many are not known that a NEET rate must not be compared alone, its gap is neither better nor worse.
    """
    found = next((gap for gap in row.gaps if gap.against == comparator and gap.value is not None), None)
    return replace(found, good="") if found and row.indicator.slug == NEET and young_people.judgement else found


def is_old(base: EvidenceBase, row: Row) -> bool:
    """Whether newer figures than the place's own are held of other places, by more than a year."""
    return years_between(row.level.period, periods_of(base, row.indicator.slug)[-1]) > 1
