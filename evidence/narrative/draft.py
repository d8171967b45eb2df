"""A draft to start from: claims made of a place's own findings, every sentence bound, both sides chosen by one rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles

from evidence import wording
from evidence.analysis.comparators import containing, peers
from evidence.analysis.findings import NO_TEST, Finding
from evidence.analysis.profile import Profile, Row, profile_of, spread_of
from evidence.analysis.sides import gap_to, is_old, sides_of
from evidence.analysis.young_people import NEET, TOGETHER
from evidence.analysis.young_people import NOT_KNOWN as UNKNOWN
from evidence.indicators.base import EvidenceBase
from evidence.narrative.answers import ask
from evidence.narrative.records import SECTIONS
from evidence.narrative.references import GAP, NEIGHBOURS, NOT_KNOWN, RANK, TREND, Reference, reference_text
from evidence.narrative.who_we_are import bound, who_we_are
from evidence.productivity.level import PER_HOUR

MOST = 5  # strengths or challenges
MOST_FIT = 2  # claims about the region
FEWEST = 5  # places that a spread needs
SIDES = {"strengths": "better", "challenges": "worse"}


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """A claim to start from: its section, its text with references, and why it was chosen."""

    section: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The claims in the order of the narrative, and by section what the same rule found and no claim says.

    `left_out` holds the text of one reference for each such indicator, so their number says how many further strengths or
    challenges there are. Where we can go, offers and asks are left to the team: figures know of no intention.
    """

    claims: tuple[DraftClaim, ...]
    left_out: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Candidate:
    theme: str
    reference: Reference
    why: str


def draft_of(base: EvidenceBase, place_code: str) -> Draft:
    """The draft of a place's narrative; a place with few figures has a shorter one.

    Raises EvidenceError for an unknown area and for one that has been succeeded by another.
    """
    profile = profile_of(base, place_code)
    found = {section: _of_side(base, profile, side) for section, side in SIDES.items()}
    chosen = {section: _chosen(kinds) for section, kinds in found.items()}
    claims = [DraftClaim("who-we-are", text, why) for text, why in who_we_are(base, place_code)]
    chosen["fit"] = _of_region(base, profile)
    claims += [DraftClaim(section, bound(one.reference), one.why) for section, ones in chosen.items() for one in ones]
    claims += _not_known(base, profile, chosen)
    order = tuple(SECTIONS)
    return Draft(
        tuple(sorted(claims, key=lambda claim: order.index(claim.section))),
        {section: _left_out(kinds, chosen[section]) for section, kinds in found.items()},
    )


def _of_side(base: EvidenceBase, profile: Profile, side: str) -> tuple[list[_Candidate], ...]:
    """What puts a place on one side: output an hour, gaps told by a test, gaps without one, trends, neighbours, ranks.

    Not said as a claim of its own: how many young people's activity is not known, which stands beside NEET; and a trend of
    money in the prices of each year, which rises with inflation.
    """
    rows = [row for row in profile.rows if not is_old(base, row) and row.indicator.slug != UNKNOWN]
    gaps = [gap for gap in getattr(sides_of(base, profile), side) if gap.indicator != UNKNOWN]
    alone = [row for row in rows if not (row.indicator.slug == NEET and profile.young_people.judgement)]
    trends = [row.trend for row in alone if row.trend.good == side and row.indicator.prices != "current"]
    near = [row.neighbours for row in alone if row.neighbours and row.neighbours.good == side]
    ranks = [row.rank for row in alone if row.rank and _in_the_fifth(row, row.rank, side)]
    first = [gap for gap in gaps if gap.indicator == PER_HOUR]
    by_gap = (first, [gap for gap in gaps if gap.tested], [gap for gap in gaps if not gap.tested])
    return (
        *(_candidates(base, profile, kind, headlines=True) for kind in by_gap),
        *(_candidates(base, profile, kind) for kind in (trends, near, ranks)),
    )


def _in_the_fifth(row: Row, ranked: Finding, side: str) -> bool:
    """Whether a rank lies in the fifth of its set at the better or the worse end."""
    from_top = row.indicator.polarity == (1 if side == "better" else -1)
    count = (ranked.value or 0.0) if from_top else ranked.numbers["from_lowest"]
    return row.indicator.polarity != 0 and 5 * count <= ranked.numbers["of"]


def _candidates(
    base: EvidenceBase, profile: Profile, found: Iterable[Finding], *, headlines: bool = False
) -> list[_Candidate]:
    """Findings as candidates, the largest first in widths of the middle half of places; where asked, headlines before."""
    sized = [
        (finding, row, *_apart(base, row, finding)) for finding in found if (row := profile.row(finding.indicator))
    ]
    sized.sort(
        key=lambda one: (
            headlines and one[1].indicator.role != "headline",
            one[2] is None,
            -(one[2] or 0.0),
            one[0].indicator,
        )
    )
    return [
        _Candidate(row.indicator.theme, reference, _why(finding, size, among))
        for finding, row, size, among in sized
        if ask(base, profile.area.code, reference := _reference(base, finding)).known
    ]


def _reference(base: EvidenceBase, finding: Finding) -> Reference:
    """The reference that asks for a finding of the profile, at the latest period."""
    if finding.kind == "gap":
        return Reference(
            GAP, finding.indicator, against=finding.against if finding.against in base.areas else NEIGHBOURS
        )
    return Reference({"trend": TREND, "rank": RANK}[finding.kind], finding.indicator)


def _apart(base: EvidenceBase, row: Row, finding: Finding) -> tuple[float | None, str]:
    """How far a finding lies from nothing, in widths of the middle half of places, and of which; None without a spread.

    For a gap the difference, for a trend the movement over its points, for a rank the distance from the middle place.
    """
    among, spread = row.rank.against if row.rank else "", row.spread
    if len(spread) < FEWEST or not among:
        others = peers(base, row.level.area_code, row.indicator.parts)
        among, spread = others.name, spread_of(base, row.indicator.slug, row.level.area_code, others, row.level.period)
    if len(spread) < FEWEST:
        return None, among
    low, middle, high = quantiles(spread, n=4, method="inclusive")
    moved = {"gap": finding.value, "trend": _moved(finding), "rank": (row.level.value or 0.0) - middle}[finding.kind]
    return (abs(moved or 0.0) / (high - low) if high > low else None), among


def _moved(trend: Finding) -> float:
    first, last = (point.value or 0.0 for point in (trend.figures[0], trend.figures[-1]))
    return last - first


def _why(finding: Finding, size: float | None, among: str) -> str:
    """Why a finding was chosen: what it is, how wide, and whether a test stands behind it."""
    times = wording.plain_number(size, 1) if size and size >= 0.05 else "less than 0.1"
    wide = f" of {times} times the width of the middle half of {among}" if size is not None else ""
    if finding.kind == "rank":
        return f"A rank in the fifth of {among} at this end."
    if finding.kind == "trend":
        return f"A movement{wide}, more than chance would explain."
    if finding.tested:
        return f"A difference{wide}, told by its 95% interval."
    middle = finding.against == "statistical neighbours"
    return f"A difference{wide}. {'No test is made against a middle of places.' if middle else NO_TEST}"


def _chosen(kinds: Sequence[Sequence[_Candidate]]) -> list[_Candidate]:
    """The first of each kind in turn, no two of one theme: so that what no test can tell has its place as well."""
    productivity, tested, untested, trends, near, ranks = kinds
    chosen: list[_Candidate] = []
    for kind in (productivity, tested, tested, untested, trends, near, ranks, *[(*tested, *untested)] * MOST):
        fresh = _first_of_a_new_theme(kind, chosen)
        if fresh and len(chosen) < MOST:
            chosen.append(fresh)
    return chosen


def _first_of_a_new_theme(candidates: Iterable[_Candidate], chosen: Sequence[_Candidate]) -> _Candidate | None:
    themes = {one.theme for one in chosen}
    return next((one for one in candidates if one.theme not in themes), None)


def _left_out(kinds: Iterable[Sequence[_Candidate]], chosen: Sequence[_Candidate]) -> tuple[str, ...]:
    """The first candidate of each indicator that no chosen one names."""
    first: dict[str, str] = {}
    for one in (one for kind in kinds for one in kind):
        first.setdefault(one.reference.indicator, reference_text(one.reference))
    named = {one.reference.indicator for one in chosen}
    return tuple(text for slug, text in first.items() if slug not in named)


def _of_region(base: EvidenceBase, profile: Profile) -> list[_Candidate]:
    """The largest differences of headlines from the region that holds the place, whichever their side."""
    region = containing(base, profile.area.code, "region")
    rows = [row for row in profile.rows if row.indicator.role == "headline" and not is_old(base, row)]
    gaps = [gap for row in rows if (gap := gap_to(row, region, profile.young_people))]
    told = [gap for gap in gaps if gap.judgement not in ("similar", "same")]
    chosen: list[_Candidate] = []
    for _ in range(MOST_FIT):
        fresh = _first_of_a_new_theme(_candidates(base, profile, told), chosen)
        chosen += [fresh] if fresh else []
    return chosen


def _not_known(
    base: EvidenceBase, profile: Profile, chosen: Mapping[str, Sequence[_Candidate]]
) -> tuple[DraftClaim, ...]:
    """How many are NEET at least and at most: beside the claims on young people, for no NEET rate may stand alone."""
    row, reference = profile.row(TOGETHER), Reference(NOT_KNOWN, TOGETHER)
    if profile.young_people.value is None or row is None or is_old(base, row):
        return ()
    beside = [section for section, ones in chosen.items() if any(one.reference.indicator == NEET for one in ones)]
    both = [section for section, ones in chosen.items() if any(one.reference.indicator == TOGETHER for one in ones)]
    good = next((gap.good for gap in row.gaps if gap.value is not None), "")
    side = [section for section, side in SIDES.items() if side == good] or ["who-we-are"]
    why = "How many are NEET is not known exactly, so the least and the most are said."
    return tuple(DraftClaim(section, bound(reference), why) for section in beside or both[:1] or side)
