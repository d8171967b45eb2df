"""What a reader would stumble over in a statement: numbers that no evidence carries, words that claim more than it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from evidence.indicators.base import EvidenceBase
from evidence.narrative.answers import Answer, ask
from evidence.narrative.overclaims import Overclaim, overclaims_in
from evidence.narrative.records import Claim, EvidenceItem
from evidence.narrative.references import parse_reference, references_in
from evidence.narrative.uncited import Uncited, uncited_numbers
from evidence.narrative.whole import readable


@dataclass(frozen=True, slots=True)
class Review:
    """The numbers of a statement that nothing carries, and the words that claim more than what it rests on says."""

    uncited: tuple[Uncited, ...]
    overclaims: tuple[Overclaim, ...]

    @property
    def clear(self) -> bool:
        """Whether there is nothing to say."""
        return not self.uncited and not self.overclaims


def review_of(base: EvidenceBase, place_code: str, claim: Claim, evidence: Mapping[str, EvidenceItem]) -> Review:
    """The review of a statement; `evidence` are the items on record by id."""
    said = tuple(evidence[key].said for key in claim.evidence if key in evidence)
    return _review(base, place_code, claim.text, claim.rests_on, said)


@lru_cache(maxsize=2048)
def _review(base: EvidenceBase, place_code: str, text: str, rests_on: tuple[str, ...], said: tuple[str, ...]) -> Review:
    answers = _answers(base, place_code, text, rests_on)
    carried = [words for answer in answers for words in (answer.words, answer.sentence)]
    overclaims = overclaims_in(base, text, answers, said)
    return Review(uncited_numbers(text, [*carried, *said]), tuple(one for one in overclaims if one.flagged))


def overclaims_of(
    base: EvidenceBase, place_code: str, claims: Iterable[Claim], evidence: Mapping[str, EvidenceItem]
) -> int:
    """How many words of a narrative claim more than their evidence says."""
    return sum(len(review_of(base, place_code, claim, evidence).overclaims) for claim in claims)


def _answers(base: EvidenceBase, place_code: str, text: str, rests_on: tuple[str, ...]) -> tuple[Answer, ...]:
    """What the evidence base says to every reference of a statement, in its text and beside it."""
    named = [one.reference for one in references_in(text) if one.reference]
    beside = [parse_reference(one) for one in rests_on if readable(one)]
    return tuple(ask(base, place_code, reference) for reference in dict.fromkeys([*named, *beside]))
