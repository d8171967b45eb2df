"""Specialisms: the location quotient that a reference asks for, how it reads and what it is called."""

from __future__ import annotations

from collections.abc import Mapping

from evidence import wording
from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.indicators.periods import find_period
from evidence.narrative.references import ENTERPRISES, GVA, Reference
from evidence.productivity import industry, industry_words
from evidence.productivity.quotients import SIMILAR, Quotient, Quotients, enterprise_quotients, gva_quotients

TABLES = {GVA: industry.GVA, ENTERPRISES: industry.ENTERPRISES}
_MEASURES = {GVA: "gross value added", ENTERPRISES: "enterprises"}


def quotient_of(base: EvidenceBase, area_code: str, reference: Reference) -> tuple[Quotients, Quotient]:
    """The quotients of a place and among them the one asked for; raises EvidenceError with the reason where there is none."""
    known = _years(base, reference.indicator)
    year = known[find_period(reference.period, known, TABLES[reference.indicator])] if reference.period else None
    code = industry_code(base, reference)
    quotients = gva_quotients if reference.indicator == GVA else enterprise_quotients
    found = quotients(base, area_code, year, against=reference.against or industry.UK)
    row = next(row for row in found.rows if row.here.code == code)
    if row.value is None:
        raise EvidenceError(row.reason)
    return found, row


def latest_year(base: EvidenceBase, measure: str) -> int:
    """The latest year that specialisms are told for."""
    return max(_years(base, measure).values())


def _years(base: EvidenceBase, measure: str) -> Mapping[str, int]:
    if measure not in TABLES:
        raise EvidenceError(f"A specialism is told by {GVA} or {ENTERPRISES}, not by {measure!r}.")
    return {f"{year}-01-01/P1Y": year for year in industry.years_of(base, TABLES[measure])}


def industries(base: EvidenceBase, measure: str) -> Mapping[str, str]:
    """The industries that specialisms are told for: code in the table to name. Raises EvidenceError without a table."""
    return industry.gva_industries(base) if measure == GVA else industry.enterprise_industries(base)


def short_code(code: str) -> str:
    """An industry's code as references write it: "C" for "C (10-33)", "49-53" for "49-53 : Transport & storage"."""
    return code.split(" : ", 1)[0].split(" (", 1)[0]


def industry_code(base: EvidenceBase, reference: Reference) -> str:
    """The code in the table that a reference means; raises EvidenceError that lists the short codes."""
    known = industries(base, reference.indicator)
    wanted = reference.industry.casefold()
    for code in known:
        if wanted in (code.casefold(), short_code(code).casefold()):
            return code
    listed = ", ".join(f"{short_code(code)} ({name})" for code, name in known.items())
    raise EvidenceError(f"There is no industry {reference.industry!r} by {reference.indicator}; known: {listed}.")


def quotient_words(base: EvidenceBase, found: Quotients, row: Quotient) -> str:
    """A quotient without its subject: "1.39 times its share in England (£11,200 million, 14.1% of the place) in 2022"."""
    share = f"its share in {wording.place(base.areas[found.reference.area_code])}"
    times = f"{wording.plain_number(row.value, 2)} times"
    notes = f"{industry_words.size(found.place, row.here.figure.value)}, {industry_words.percent(row.here.share)} of the place"
    if row.interval:
        low, high = (wording.plain_number(end, 2) for end in (row.interval.lower, row.interval.upper))
        notes = f"95% interval {low} to {high}; {notes}"
    said = f"not told apart from {share} ({times}; " if row.judgement == SIMILAR else f"{times} {share} ("
    return f"{said}{notes}) in {found.place.year}"


def quotient_sentence(base: EvidenceBase, found: Quotients, row: Quotient, measure: str) -> str:
    """A quotient as a sentence that names industry, measure, place and year."""
    rest = industry_words.quotient_sentence(base, found, row).removeprefix(f"{row.here.name}: ")
    place = wording.place(base.areas[found.place.area_code])
    return f"{row.here.name} by {_MEASURES[measure]} in {place}, {found.place.year}: {rest}"


def quotient_label(base: EvidenceBase, reference: Reference, name: str = "", year: int | None = None) -> str:
    """What a specialism is called in a list: "Manufacturing, share of gross value added against the UK, 2023".

    Without a name and a year, because there is no answer: what was asked for.
    """
    codes = (reference.area, reference.against or industry.UK)
    area, against = (wording.place(base.areas[code]) if code in base.areas else code for code in codes)
    subject = f"{name or reference.industry}{f' in {area}' if area else ''}"
    share = f"share of {_MEASURES.get(reference.indicator, reference.indicator)} against {against}"
    return ", ".join(part for part in (subject, share, str(year or reference.period)) if part)
