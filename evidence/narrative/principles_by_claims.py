"""Principles that the claims themselves tell of: real, suitable for the place, long term, within the region."""

from __future__ import annotations

import re

from evidence import wording
from evidence.analysis.profile import profile_of
from evidence.analysis.sides import sides_of
from evidence.errors import EvidenceError
from evidence.narrative.naming import places_named
from evidence.narrative.principle_facts import Told, Written, fact, names, out_of
from evidence.narrative.references import parse_reference
from evidence.narrative.standing import CHANGED, INTENTION, UNSUPPORTED, Standing

TWICE = 2  # as many strengths as challenges, or the other way round, above which the balance is looked at
OWN_SHARE = 0.5  # of claims that rest on the place's own figures or people
LONG, SOON = 10, 3  # years to the horizon at least, and to the first offer or ask at most
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def make_it_real(written: Written) -> Told:
    """Claims with evidence, changed ones, words that overclaim, and how strengths balance challenges."""
    if not written.claims:
        return Told(("Nothing is written yet.",), None)
    status = [standing.status for standing in written.standings]
    need = len(status) - status.count(INTENTION)
    without, changed = status.count(UNSUPPORTED), status.count(CHANGED)
    good, bad = len(written.of("strengths")), len(written.of("challenges"))
    lopsided = max(good, bad) > TWICE * min(good, bad)
    lines = (
        fact(
            "Claims that rest on evidence",
            f"{out_of(need - without, need)}, intentions not counted",
            "any that does not",
        ),
        fact("Claims whose evidence changed since they were accepted", f"{changed}", "any"),
        fact("Words that claim more than the evidence carries", f"{written.overclaims}", "any"),
        fact(
            "Strengths and challenges claimed",
            f"{good} and {bad}",
            "more than twice as many of one as of the other",
        ),
        *_sides(written),
    )
    return Told(lines, bool(without or changed or written.overclaims or lopsided))


def _sides(written: Written) -> tuple[str, ...]:
    """How many figures of the place are better and worse, to hold against what is claimed; none where it has none."""
    try:
        found = sides_of(written.base, profile_of(written.base, written.place_code))
    except EvidenceError:
        return ()
    if not found.benchmark:
        return ()
    against = wording.place(written.base.areas[found.benchmark])
    return (f"Figures held that are better than in {against}: {len(found.better)}; worse: {len(found.worse)}.",)


def suitable(written: Written) -> Told:
    """How many claims rest on the place's own figures or on people who were heard."""
    if not written.claims:
        return Told(("Nothing is written yet.",), None)
    own, of = sum(_rests_on_its_own(written, standing) for standing in written.standings), len(written.standings)
    what = "Claims that rest on this place's own figures or on people heard"
    return Told((fact(what, out_of(own, of), "fewer than half"),), own < OWN_SHARE * of)


def _rests_on_its_own(written: Written, standing: Standing) -> bool:
    """Whether something that a claim rests on is of the place, of a part of it, or said by people."""
    heard, on_record = {item.id for item in written.heard}, {item.id for item in written.evidence}
    keys = [part.key for part in standing.parts if part.status != UNSUPPORTED]
    areas = [parse_reference(key).area or written.place_code for key in keys if key not in on_record]
    return bool(heard.intersection(keys)) or any(written.holds(area) for area in areas)


def long_term(written: Written) -> Told:
    """How far the horizon lies ahead, and when the nearest and the furthest of offers and asks fall due."""
    promised = written.of("offers", "asks")
    due = sorted(int(year) for claim in promised for year in _YEAR.findall(claim.by_when)[-1:])
    horizon = _YEAR.search(written.about.horizon)
    if not promised and not horizon:
        return Told(("No horizon is set and nothing is offered or asked yet.",), None)
    ahead = int(horizon[0]) - written.year if horizon else None
    passed = sum(year < written.year for year in due)
    coming = [year for year in due if year >= written.year]
    near = f", the nearest {due[0]}, the furthest {due[-1]}" if due else ""
    lines = (
        fact(
            "Horizon",
            "not set" if ahead is None else f"{written.year + ahead}, {_years(ahead)}",
            f"none, or less than {LONG} years ahead",
        ),
        fact(
            "Offers and asks that name a year",
            f"{out_of(len(due), len(promised))}{near}",
            f"none due within {SOON} years",
        ),
        fact("Offers and asks whose year has passed", f"{passed}", "any"),
    )
    return Told(lines, ahead is None or ahead < LONG or passed > 0 or not coming or coming[0] - written.year > SOON)


def _years(ahead: int) -> str:
    return f"{wording.counted(abs(ahead), 'year')} {'ahead' if ahead >= 0 else 'ago'}"


def within_the_region(written: Written) -> Told:
    """Whether the fit is written, which places beyond the boundary are named, and which priorities are served."""
    fit, ids = written.of("fit"), {claim.id for claim in written.claims}
    codes = places_named(written.base, (*written.reads, *written.about.partners))
    beyond = sorted({written.base.areas[code].name for code in codes if not written.holds(code)})
    served = [p.name for p in written.priorities if ids.intersection(p.claims) or p.fit.strip()]
    lines = (
        fact("Claims on how the story fits", f"{len(fit)}", "none"),
        fact("Places beyond the boundary that are named", names(beyond), "none"),
        fact(
            "Priorities with a claim or a text on how the place serves them",
            f"{len(served)} of {len(written.priorities)} ({names(served)})",
            "none",
        ),
    )
    return Told(lines, not (fit and beyond and served))
