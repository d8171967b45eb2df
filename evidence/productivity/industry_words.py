"""What is said of industries: structure, quotients, shift-share and similarity, and why productivity is not split by them."""

from __future__ import annotations

from collections.abc import Sequence

from evidence import wording
from evidence.indicators.base import EvidenceBase
from evidence.productivity.industry import ENTERPRISES, GVA, REAL_ESTATE, UK, Structure
from evidence.productivity.quotients import FEWEST, HIGHER, LOWER, SIMILAR, SPECIALISED, Quotient, Quotients
from evidence.productivity.shift_share import ShiftShare
from evidence.productivity.similarity import Pair, Similarity

NOT_DECOMPOSED = (
    "Productivity is not split by industry here, because that needs the hours or jobs of each industry in the same districts "
    "and no open table has them: value added by industry says what is produced, not how productive each industry is."
)
NO_GVA_INTERVAL = (
    "Gross value added is published without an interval, so no quotient of it is tested and none is called a specialisation; "
    "read each with its size. It is published in whole £ million, so that of a small industry or place is rough."
)
ENTERPRISE_RULE = (
    f"Specialised means a quotient of at least 1.25 whose 95% interval (Wilson's) lies above 1 even when all rounding goes "
    f"against it; industries with fewer than {FEWEST} enterprises have no quotient. The register counts every enterprise, so "
    "the interval says how much a count of this size moves by chance."
)
ENTERPRISES_NOT_JOBS = "An enterprise counts as one whatever its size, and where its main address is, so this is not a share of jobs or output."
SHIFT_SHARE_MEANING = (
    "The parts add up to the change exactly; they sort growth and do not explain it. One price level, the UK's GDP deflator, "
    "is used for every industry, and the part that is left holds all that is local, good or bad luck included."
)
SIMILARITY_MEANING = (
    "Similarity is 1 less half the sum of the differences between shares of gross value added (Krugman's index): 1 is the same "
    "mix of industries, 0 none in common. It says nothing of how productive either district is."
)
UK_IS_A_SUM = "The UK is the sum of its districts, so it leaves out activity that belongs to none of them, such as offshore oil and gas."

_SIDES = {
    SPECIALISED: "specialised",
    HIGHER: "more than its share, but not specialised",
    SIMILAR: "not told apart from its share",
    LOWER: "less than its share",
}


def structure_sentence(base: EvidenceBase, place: Structure, reference: Structure, *, count: int = 3) -> str:
    """The largest industries of a place, each with its size, its share and the reference's share."""
    same = place.area_code == reference.area_code
    beside = {i.code: "" if same else f"; {short(base, reference)} {percent(i.share)}" for i in reference.industries}
    named = [
        f"{_named(i.name)} ({size(place, i.figure.value)}, {percent(i.share)}{beside[i.code]})"
        for i in place.largest[:count]
    ]
    what = "gross value added" if place.table == GVA else "enterprises"
    known = "" if place.complete else "Of those that are known, the"
    start = f"{known or 'The'} largest industries of {_place(base, place)} by {what} in {place.year} are "
    return f"{start}{_listed(named)}."


def missing_sentence(base: EvidenceBase, structure: Structure) -> str:
    """Which industries are not available, through which districts, and what they come to; empty where all are known."""
    if not structure.missing:
        return ""
    districts = wording.listed([wording.place(base.areas[code]) for code in structure.missing])
    if structure.complete:
        return (
            f"{wording.begun(_place(base, structure))} is added up without the industries that are not available for {districts}: "
            f"{wording.share(structure.hidden)} of its gross value added."
        )
    own = structure.missing == (structure.area_code,)
    so = "" if own else f", and so not known for {_place(base, structure)}"
    said = []
    for found in structure.together:
        many = len(found.names) > 1
        names = wording.begun(_listed([_named(name) for name in found.names]))
        come = "together they come" if many else "it comes"
        said.append(
            f"{names} {'are' if many else 'is'} not available for {districts}{so}; {come} to {size(structure, found.value)} "
            f"({percent(found.share)} of the whole)."
        )
    return " ".join(said)


def rental_sentence(base: EvidenceBase, structure: Structure) -> str:
    """What owner-occupiers' imputed rental is and how much of real estate it makes up, or that it is taken out."""
    if structure.table != GVA:
        return ""
    if not structure.imputed:
        return "Owner-occupiers' imputed rental, the rent that home owners would pay themselves, is taken out."
    rental, estate = structure.imputed_rental, structure.industry(REAL_ESTATE).figure.value
    start = "Real estate includes owner-occupiers' imputed rental, the rent that home owners would pay themselves"
    if rental is None or rental.value is None or not estate:
        return f"{start}; how much is not available here."
    without = f" (without {wording.listed([base.areas[c].name for c in rental.missing])})" if rental.missing else ""
    return (
        f"{start}: {size(structure, rental.value)} of {size(structure, estate)}{without}. It is no one's work or sale."
    )


def quotient_sentence(base: EvidenceBase, found: Quotients, row: Quotient) -> str:
    """One quotient with its interval, its size and what can be said of it."""
    if row.value is None:
        return f"{row.here.name}: no quotient. {row.reason}"
    said = f"{row.here.name}: {wording.plain_number(row.value, 2)} times its share in {_place(base, found.reference)}"
    if row.interval:
        low, high = (wording.plain_number(end, 2) for end in (row.interval.lower, row.interval.upper))
        said += f" (95% interval {low} to {high}); {_SIDES[row.judgement]}"
    return (
        f"{said}; {size(found.place, row.here.figure.value)}, {percent(row.here.share)} of the place.{_too_high(row)}"
    )


def specialised_sentence(base: EvidenceBase, found: Quotients) -> str:
    """What a place is specialised in by enterprises; of GVA, what is concentrated there, which is not a test."""
    of_gva = found.place.table == GVA
    rows = found.concentrated if of_gva else found.specialised
    name, year = _place(base, found.place), found.place.year
    reference = _place(base, found.reference)
    named = [
        f"{_named(r.here.name)} ({wording.plain_number(r.value, 2)}; {size(found.place, r.here.figure.value)})"
        for r in rows
    ]
    if of_gva and rows:
        return f"In {name} these have at least 1.25 times their share of gross value added in {reference} ({year}): {_listed(named)}."
    if of_gva:
        return (
            f"By gross value added in {year}, {name} has no industry with at least 1.25 times its share in {reference}."
        )
    what = _listed(named) if rows else "no industry"
    return f"By enterprises in {year}, and against {reference}, {name} is specialised in {what}."


def shift_sentence(base: EvidenceBase, found: ShiftShare) -> str:
    """How much a place's GVA grew, and what of it goes with the UK, with its mix of industries, and with neither."""
    name = wording.begun(wording.place(base.areas[found.area_code]))
    moved = "grew" if found.change >= 0 else "fell"
    uk = f"{'grew' if found.reference_growth >= 0 else 'fell'} by {wording.relative(found.reference_growth)}"
    return (
        f"{name}: gross value added {moved} by {_money(abs(found.change))} ({wording.relative(found.growth)}) from {found.first} "
        f"to {found.last} in prices of {found.last}, while the UK's {uk}. Of the change, {_money(found.national)} is what growth "
        f"at the UK's rate comes to, {_money(found.mix)} goes with the mix of industries, and {_money(found.regional)} is left: "
        f"on balance its industries {_pace(found.regional)} the UK's."
    )


def esteban_sentence(found: ShiftShare) -> str:
    """The part that is left, split into what would be there with the UK's mix, and what comes from specialisation."""
    said = (
        f"Of the {_money(found.regional)} that is left, {_money(found.competitive)} would be there with the UK's mix of industries "
        f"(competitive effect), and {_money(found.allocation)} comes with having more or less of the industries that did better or "
        "worse here (allocation effect)."
    )
    if not found.left_out:
        return said
    names = _listed([_named(name) for name in found.left_out])
    return f"{said} Not split, because nothing of it was there in {found.first}: {names}."


def shift_rows_sentence(found: ShiftShare) -> str:
    """Which industries add most to what is left of the growth, and which take most off it."""
    ordered = sorted(found.rows, key=lambda row: (-row.regional, row.code))
    best, worst = ordered[0], ordered[-1]
    parts = []
    if round(best.regional) > 0:
        parts.append(f"{_named(best.name)} adds most ({_money(best.regional)})")
    if round(worst.regional) < 0:
        parts.append(f"{_named(worst.name)} takes most off ({_money(worst.regional)})")
    return (
        wording.begun(f"to what is left, {wording.listed(parts)}.")
        if parts
        else "No industry grew otherwise than in the UK."
    )


def similarity_sentence(base: EvidenceBase, found: Similarity) -> str:
    """Which districts of a place are most and least alike, and which could not be compared."""
    most, least = found.most_alike, found.least_alike
    left = wording.listed([base.areas[code].name for code in found.left_out])
    without = f" Not compared, because not all of their industries are available: {left}." if left else ""
    if len(found.pairs) == 1:
        return f"The similarity of {_pair(base, most)} in what they produce in {found.year} is {_two(most)}.{without}"
    return (
        f"By what they produce in {found.year}, {_pair(base, most)} are most alike ({_two(most)} of 1), {_pair(base, least)} least "
        f"({_two(least)}).{without}"
    )


def rounding_sentence(structure: Structure) -> str:
    """How far counts of enterprises can be off; empty for GVA."""
    if structure.table != ENTERPRISES:
        return ""
    most = wording.plain_number(structure.rounding, 1).removesuffix(".0")
    return f"Counts are rounded to 5 before they are added up, so each is within {most} of the truth."


def size(structure: Structure, value: float | None) -> str:
    """How large an industry is: "£710 million", "1,120 enterprises", "not known"."""
    if value is None:
        return "not known"
    return _money(value) if structure.table == GVA else f"{wording.plain_number(value, 0)} enterprises"


def percent(share: float | None) -> str:
    """A share of a place's whole: "11.8%", "not known"."""
    return "not known" if share is None else f"{wording.plain_number(100 * share, 1)}%"


def _money(value: float) -> str:
    text = f"£{wording.plain_number(abs(value), 0)}{wording.NBSP}million"
    return f"{wording.MINUS}{text}" if round(value) < 0 else text


def _named(name: str) -> str:
    """An industry's name inside a sentence: lower case, without the semicolons that would end it early."""
    return (name[:1].lower() + name[1:]).replace(";", ",")


def _listed(names: Sequence[str]) -> str:
    """A list of names that hold commas and "and" themselves."""
    return names[0] if len(names) == 1 else f"{'; '.join(names[:-1])}; and {names[-1]}"


def _place(base: EvidenceBase, structure: Structure) -> str:
    return wording.place(base.areas[structure.area_code])


def short(base: EvidenceBase, structure: Structure) -> str:
    """An area compared with, as briefly as it is said: "UK", "England"."""
    return "UK" if structure.area_code == UK else _place(base, structure)


def _too_high(row: Quotient) -> str:
    """That a quotient is too high by at most this much, because the reference lacks cells."""
    value = row.there.figure.value
    if not row.there.at_most or not value:
        return ""
    off = row.there.at_most / (value + row.there.at_most)
    return (
        f" It may be up to {wording.relative(off)} too high, because cells of some districts are not in the reference."
    )


def _pace(regional: float) -> str:
    return (
        "grew faster than" if round(regional) > 0 else "grew more slowly than" if round(regional) < 0 else "grew like"
    )


def _pair(base: EvidenceBase, pair: Pair) -> str:
    return f"{base.areas[pair.first].name} and {base.areas[pair.second].name}"


def _two(pair: Pair) -> str:
    return wording.plain_number(pair.similarity, 2)
