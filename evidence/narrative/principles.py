"""The eight principles of a good narrative as tests: facts beside their thresholds, and what the team answers; never a score."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from evidence.indicators.base import EvidenceBase
from evidence.narrative.principle_facts import Told, Written
from evidence.narrative.principles_by_claims import long_term, make_it_real, suitable, within_the_region
from evidence.narrative.principles_by_people import additive, not_one_institution, open_and_inclusive, wide_ownership
from evidence.narrative.records import About, Claim, EvidenceItem, PrincipleAnswer, Priority, SignOff
from evidence.narrative.standing import Standing

FACTS: Mapping[str, Callable[[Written], Told]] = {
    "make-it-real": make_it_real,
    "suitable": suitable,
    "long-term": long_term,
    "open": open_and_inclusive,
    "ownership": wide_ownership,
    "additive": additive,
    "institutions": not_one_institution,
    "region": within_the_region,
}
SAYS_NO = {"yes": False, "partly": None, "no": True}


@dataclass(frozen=True, slots=True)
class Tested:
    """One principle: what can be computed, a fact a line with its threshold; what the team answers, and its reasons.

    `concern` is whether a threshold is passed, so that it should be looked at; None where nothing can be computed. It is
    no verdict: the principle is the team's to judge.
    """

    key: str
    lines: tuple[str, ...]
    concern: bool | None
    answer: str  # "yes", "partly", "no" or "" where the team has not answered
    reasons: str

    @property
    def differs(self) -> bool:
        """Whether the team answers otherwise than the facts suggest; both then stand."""
        said = SAYS_NO.get(self.answer)
        return said is not None and self.concern is not None and said != self.concern


def principles_of(
    base: EvidenceBase,
    place_code: str,
    claims: Sequence[Claim],
    standings: Sequence[Standing],
    evidence: Mapping[str, EvidenceItem],
    about: About,
    sign_offs: Sequence[SignOff],
    answers: Sequence[PrincipleAnswer],
    *,
    year: int,
    priorities: Sequence[Priority] = (),
    overclaims: int = 0,
) -> tuple[Tested, ...]:
    """The eight principles in order. `year` is today's; `overclaims` counts the words that claim more than their evidence.

    Standings of other claims than these are not counted. Of several answers to one principle the last one counts.
    """
    known = {claim.id for claim in claims}
    written = Written(
        base=base,
        place_code=place_code,
        claims=tuple(claims),
        standings=tuple(standing for standing in standings if standing.claim.id in known),
        evidence=tuple(evidence.values()),
        about=about,
        sign_offs=tuple(sign_offs),
        priorities=tuple(priorities),
        year=year,
        overclaims=overclaims,
    )
    answered = {answer.key: answer for answer in answers}
    return tuple(_tested(key, facts(written), answered.get(key)) for key, facts in FACTS.items())


def _tested(key: str, told: Told, answer: PrincipleAnswer | None) -> Tested:
    return Tested(key, told.lines, told.concern, answer.answer if answer else "", answer.reasons if answer else "")
