"""Where prosperity per head comes from: output an hour, hours a job and jobs per resident, exactly and in logarithms.

The split against the UK takes every side from ONS's smoothed output an hour and output a job, because the UK has no
others on record: published hours and jobs are of a single year, and a single year over a smoothed one would be read as
productivity. Where a place has published hours and jobs, they are given beside it as a check.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import isclose, log

from evidence.analysis.comparators import UK
from evidence.errors import EvidenceError
from evidence.indicators.aggregate import Figure, figure_of, periods_of
from evidence.indicators.base import EvidenceBase
from evidence.indicators.periods import period_text
from evidence.places.areas import Area
from evidence.productivity.level import MILLION, PER_HOUR, WEEKLY_HOURS, WEEKS

GVA, PER_JOB, JOBS, POPULATION = "gva-total-current", "gva-per-filled-job", "productivity-jobs", "population"
KEYS = ("per_hour", "hours_per_job", "jobs_per_head")
SMOOTHED = (PER_HOUR, PER_JOB, GVA, POPULATION)
PUBLISHED = (WEEKLY_HOURS, JOBS, GVA, POPULATION)


@dataclass(frozen=True, slots=True)
class Factors:
    """Gross value added per head and the three factors whose product it is.

    `per_hour` in £, `hours_per_job` a year, `jobs_per_head` jobs in the area for each resident, `per_head` in £ a year.
    """

    per_hour: float
    hours_per_job: float
    jobs_per_head: float
    figures: tuple[Figure, ...] = ()

    @property
    def per_head(self) -> float:
        """The product of the three."""
        return self.per_hour * self.hours_per_job * self.jobs_per_head


@dataclass(frozen=True, slots=True)
class Part:
    """One factor: the place's and the UK's value, the logarithm of their ratio, and its share of the whole gap.

    The logarithms of the three add up to that of gross value added per head; `share` is None where there is no gap.
    """

    key: str
    place: float
    uk: float
    log: float
    share: float | None


@dataclass(frozen=True, slots=True)
class Parts:
    """Where the difference in gross value added per head between a place and the UK comes from, in one period.

    `published` holds the place's factors from the hours and jobs that ONS publishes (single-year), where it does.
    """

    area: Area
    period: str
    place: Factors
    uk: Factors
    parts: tuple[Part, Part, Part]
    published: Factors | None = None
    check: PartsCheck | None = None
    lacking: tuple[Figure, ...] = ()  # what the next period would need and has not

    @property
    def log(self) -> float:
        """The logarithm of the place's gross value added per head over the UK's."""
        return sum(part.log for part in self.parts)

    def error(self, part: Part) -> float | None:
        """The most by which such a part differs from the published one, in logarithms; None where that is not known."""
        return self.check.largest[part.key] if self.check else None

    @property
    def not_told(self) -> tuple[Part, ...]:
        """The parts that are no larger than their error, so that which way they work is not known."""
        return tuple(
            part for part in self.parts if abs(part.log) <= (self.error(part) or 0.0) and part.share is not None
        )

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that it rests on, each once."""
        more = self.published.figures if self.published else ()
        return tuple(dict.fromkeys((*self.place.figures, *self.uk.figures, *more)))


@dataclass(frozen=True, slots=True)
class PartsCheck:
    """How far split and published split lie apart, where both can be had: each combined authority against all of them.

    `largest` is the largest difference between the two logarithms of each factor, by its key.
    """

    compared: int
    largest: Mapping[str, float]


def prosperity_per_head(base: EvidenceBase, area_code: str, period: str | None = None) -> Parts:
    """The three factors of gross value added per head in a place and the UK, and each one's part in the difference.

    The latest period that has everything for both, or the one given; raises EvidenceError that names what is missing.
    """
    area = base.area(area_code)
    chosen = period or _latest(base, area_code)
    place, uk = smoothed_factors(base, area_code, chosen), smoothed_factors(base, UK, chosen)
    own = None if _missing(base, PUBLISHED, area_code, chosen) else published_factors(base, area_code, chosen)
    return Parts(
        area, chosen, place, uk, split(place, uk), own, parts_check(base, chosen), _lacking(base, area_code, chosen)
    )


def split(place: Factors, uk: Factors) -> tuple[Part, Part, Part]:
    """Each factor's logarithm of place over UK and its share of their sum; no share where the two are level."""
    logs = [log(getattr(place, key) / getattr(uk, key)) for key in KEYS]
    whole = sum(logs)
    level = isclose(place.per_head, uk.per_head, rel_tol=1e-12)
    one, two, three = (
        Part(key, getattr(place, key), getattr(uk, key), value, None if level else value / whole)
        for key, value in zip(KEYS, logs, strict=True)
    )
    return one, two, three


def smoothed_factors(base: EvidenceBase, area_code: str, period: str) -> Factors:
    """The factors from output an hour and output a job, whose ratio is the hours of a job; jobs are output over the latter."""
    per_hour, per_job, gva, people = _values(base, SMOOTHED, area_code, period)
    figures = tuple(figure_of(base, slug, area_code, period=period) for slug in SMOOTHED)
    return Factors(per_hour, per_job / per_hour, gva * MILLION / per_job / people, figures)


def published_factors(base: EvidenceBase, area_code: str, period: str) -> Factors:
    """The factors from the weekly hours and the jobs that ONS publishes, and the districts' output added up."""
    weekly, jobs, gva, people = _values(base, PUBLISHED, area_code, period)
    figures = tuple(figure_of(base, slug, area_code, period=period) for slug in PUBLISHED)
    hours = weekly * WEEKS
    return Factors(gva * MILLION / hours, hours / jobs, jobs / people, figures)


@lru_cache(maxsize=32)
def parts_check(base: EvidenceBase, period: str) -> PartsCheck | None:
    """The split from smoothed figures against the split from published hours and jobs, over the combined authorities.

    Each is measured against all of them together, the only whole that has both; None where fewer than two have.
    """
    codes = [a.code for a in base.areas_of("combined-authority") if not _missing(base, PUBLISHED, a.code, period)]
    codes = [code for code in codes if not _missing(base, SMOOTHED, code, period)]
    if len(codes) < 2:
        return None
    ways = [[way(base, code, period) for code in codes] for way in (smoothed_factors, published_factors)]
    people = [_values(base, (POPULATION,), code, period)[0] for code in codes]
    splits = [[split(one, together(found, people)) for one in found] for found in ways]
    pairs = [(a, b) for ours, theirs in zip(*splits, strict=True) for a, b in zip(ours, theirs, strict=True)]
    return PartsCheck(len(codes), {key: max(abs(a.log - b.log) for a, b in pairs if a.key == key) for key in KEYS})


def together(found: list[Factors], people: list[float]) -> Factors:
    """The factors of several areas taken together: their output, hours, jobs and people added up."""
    jobs = [f.jobs_per_head * p for f, p in zip(found, people, strict=True)]
    hours = [f.hours_per_job * j for f, j in zip(found, jobs, strict=True)]
    gva = [f.per_hour * h for f, h in zip(found, hours, strict=True)]
    return Factors(sum(gva) / sum(hours), sum(hours) / sum(jobs), sum(jobs) / sum(people))


def _shared(base: EvidenceBase) -> list[str]:
    """The periods that every indicator of a split has figures for, the first first."""
    return sorted(set.intersection(*(set(periods_of(base, slug)) for slug in SMOOTHED)))


def _lacking(base: EvidenceBase, area_code: str, chosen: str) -> tuple[Figure, ...]:
    """The figures that are not known in whole for the period after the chosen one; none where there is no later one."""
    later = next((period for period in _shared(base) if period > chosen), None)
    both = dict.fromkeys((area_code, UK))
    return tuple(f for code in both for f in _missing(base, SMOOTHED, code, later)) if later else ()


def _latest(base: EvidenceBase, area_code: str) -> str:
    """The latest period with every figure for a place and the UK; the latest with any where none has."""
    shared = _shared(base)
    if not shared:
        raise EvidenceError("No period has figures of output, hours, jobs and population together.")
    whole = (p for p in reversed(shared) if not any(_missing(base, SMOOTHED, code, p) for code in (area_code, UK)))
    return next(whole, shared[-1])


def _missing(base: EvidenceBase, slugs: tuple[str, ...], area_code: str, period: str) -> list[Figure]:
    """The figures that a split needs and that are not known in whole: it would not add up from one that lacks a part."""
    figures = (figure_of(base, slug, area_code, period=period) for slug in slugs)
    return [f for f in figures if not f.value or f.missing]


def _values(base: EvidenceBase, slugs: tuple[str, ...], area_code: str, period: str) -> tuple[float, ...]:
    """The values of several indicators; raises EvidenceError that names those missing."""
    if lacking := _missing(base, slugs, area_code, period):
        names = "; ".join(base.indicator(f.indicator).name for f in lacking)
        why = next((f.reason for f in lacking if f.reason), "A part of the place has no figure.")
        raise EvidenceError(
            f"Output per head of {base.area(area_code).name} cannot be split into its factors for {period_text(period)}: "
            f"missing is {names}. {why}"
        )
    return tuple(figure_of(base, slug, area_code, period=period).value or 0.0 for slug in slugs)
