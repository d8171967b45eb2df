"""What a place is, for the first section of a draft: its size, its parts, and what its economy has more of than the UK's."""

from __future__ import annotations

import re
from collections.abc import Iterable

from evidence import wording
from evidence.analysis.compare import figures_over, level
from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.narrative.references import ENTERPRISES, GVA, LEVEL, SPECIALISM, Reference, reference_text
from evidence.narrative.specialisms import short_code
from evidence.productivity.industry import REAL_ESTATE, UK
from evidence.productivity.quotients import Quotient, enterprise_quotients, gva_quotients

POPULATION = "population"
OUTPUT = "gva-total-current"
FIRMS = ("active-businesses", "productivity-jobs")  # the first that is known says how much business there is
MANY = 12  # districts, above which they are not named one by one
LEAST_MORE = 0.01  # of the whole by which an industry's share must lie above the UK's, so that a tiny one is not named
BY_GVA = (
    "Of the industries with at least 1.25 times their share of gross value added in the UK, the one that lies furthest above "
    "it, by at least one percentage point. Gross value added has no interval, so this is not tested. Whether it is a strength "
    "is for you to say."
)
BY_ENTERPRISES = (
    "Of the industries that the place is specialised in by enterprises (at least 1.25 times the UK's share, and told apart from "
    "it), the one that lies furthest above it, by at least one percentage point. Whether it is a strength is for you to say."
)


def bound(reference: Reference) -> str:
    """A reference as it stands in a text."""
    return f"[[{reference_text(reference)}]]"


def who_we_are(base: EvidenceBase, place_code: str) -> tuple[tuple[str, str], ...]:
    """Texts with the reason for each: people, output, businesses, parts, and a specialism by output and by enterprises."""
    firms = next((slug for slug in FIRMS if _known(base, slug, place_code)), "")
    sizes = [slug for slug in (POPULATION, OUTPUT, firms) if slug and _known(base, slug, place_code)]
    said = [(bound(Reference(LEVEL, slug)), "How large the place is.") for slug in sizes]
    return (*said, *_parts(base, place_code), *_specialisms(base, place_code))


def _known(base: EvidenceBase, slug: str, place_code: str) -> bool:
    return slug in base.indicators and level(base, slug, place_code).value is not None


def _parts(base: EvidenceBase, place_code: str) -> tuple[tuple[str, str], ...]:
    """The districts of a place, the largest and the smallest with their population; none where there is one, or no figures."""
    districts = base.members.get(place_code, ())
    if len(districts) < 2 or not _known(base, POPULATION, place_code):
        return ()
    period = level(base, POPULATION, place_code).period
    known = [f for f in figures_over(base, POPULATION, districts, period) if f.value is not None]
    if len(known) < len(districts):
        return ()
    ordered = sorted(known, key=lambda f: (f.value or 0.0, f.area_code))
    names = [base.areas[code].name for code in districts]
    named = f"It is made of {wording.listed(names)}. " if len(names) <= MANY else ""
    most, least = (
        f"{base.areas[f.area_code].name} ({bound(Reference(LEVEL, POPULATION, f.area_code))})"
        for f in (ordered[-1], ordered[0])
    )
    # No superlative in the text: a reference to two districts would not notice that a third has overtaken them.
    text = f"{named}Its districts include {most} and {least}."
    return ((text, f"Its parts; the largest and the smallest district by population {wording.when(period)}."),)


def _specialisms(base: EvidenceBase, place_code: str) -> tuple[tuple[str, str], ...]:
    """What the economy has more of than the UK's: by output, and by enterprises where that is another industry."""
    by_gva = by_firms = None
    try:
        by_gva = _furthest(row for row in gva_quotients(base, place_code).concentrated if row.here.code != REAL_ESTATE)
        taken = _divisions(by_gva) if by_gva else frozenset()
        rows = enterprise_quotients(base, place_code).specialised
        by_firms = _furthest(row for row in rows if not _divisions(row) & taken)
    except (EvidenceError, FileNotFoundError):
        pass  # a place without districts, or a base without these tables, has no quotients
    chosen = ((GVA, by_gva, BY_GVA), (ENTERPRISES, by_firms, BY_ENTERPRISES))
    return tuple((bound(_specialism(table, row)), why) for table, row, why in chosen if row)


def _furthest(rows: Iterable[Quotient]) -> Quotient | None:
    """The industry whose share lies furthest above the UK's, in parts of the whole; None where none lies far enough."""
    far = [row for row in rows if _more(row) >= LEAST_MORE]
    return max(far, key=lambda row: (_more(row), row.here.code), default=None)


def _more(row: Quotient) -> float:
    return (row.here.share or 0.0) - (row.there.share or 0.0)


def _divisions(row: Quotient) -> frozenset[int]:
    """The divisions of SIC 2007 that an industry covers, from its code: "C (10-33)", "05-39 : Production"."""
    ends = [int(n) for n in re.findall(r"\d+", row.here.code.split(" : ")[0])]
    return frozenset(range(ends[0], ends[-1] + 1)) if ends else frozenset()


def _specialism(table: str, row: Quotient) -> Reference:
    return Reference(SPECIALISM, table, against=UK, industry=short_code(row.here.code))
