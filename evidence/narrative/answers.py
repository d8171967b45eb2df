"""Answers: what the evidence base says to a reference, in words, as a sentence and as facts to hold against later ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from evidence.analysis.compare import latest_period
from evidence.analysis.findings import Finding
from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.indicators.periods import period_text
from evidence.narrative import specialisms
from evidence.narrative.facts import SENTENCE, WORDS, facts_of_finding, facts_of_quotient, facts_of_refusal
from evidence.narrative.questions import finding_of
from evidence.narrative.reading import UNANSWERED, finding_sentence, finding_words, label_of
from evidence.narrative.references import SPECIALISM, Reference


@dataclass(frozen=True, slots=True)
class Answer:
    """What the evidence base says to a reference; `reason` says why where it says nothing, and `words` are then "not known".

    `indicators` are those whose sources the answer rests on; a specialism rests on a table by industry instead, named in
    `tables`. `newer` is the latest period held, in words, where the reference asks for an earlier one.
    """

    reference: Reference
    label: str
    words: str
    sentence: str
    facts: Mapping[str, Any]
    indicators: tuple[str, ...] = ()
    finding: Finding | None = None
    reason: str = ""
    tables: tuple[str, ...] = ()
    newer: str = ""

    @property
    def known(self) -> bool:
        """Whether there is an answer."""
        return not self.reason


@lru_cache(maxsize=4096)  # some thousand claims; the same evidence base is asked at each rerun of a page
def ask(base: EvidenceBase, place_code: str, reference: Reference) -> Answer:
    """The answer to a reference in a narrative about this place; where there is none, an answer with the reason."""
    area_code = reference.area or place_code
    try:
        if reference.kind == SPECIALISM:
            return _of_quotient(base, area_code, reference)
        return _of_finding(base, reference, finding_of(base, area_code, reference))
    except EvidenceError as error:
        return _refused(base, reference, str(error))


def _of_finding(base: EvidenceBase, reference: Reference, finding: Finding) -> Answer:
    if finding.value is None:
        raise EvidenceError(finding.reason or "The evidence base has no answer to this.")
    words, sentence = finding_words(base, finding), finding_sentence(base, finding)
    against = finding.against if finding.against in base.areas or finding.kind in ("change", "trend") else ""
    return Answer(
        reference,
        label_of(base, reference, finding),
        words,
        sentence,
        facts_of_finding(finding, against) | {WORDS: words, SENTENCE: sentence},
        tuple(dict.fromkeys((finding.indicator, *(figure.indicator for figure in finding.figures)))),
        finding,
        newer=_newer(base, finding) if reference.period else "",
    )


def _newer(base: EvidenceBase, finding: Finding) -> str:
    latest = latest_period(base, finding.indicator, finding.area_code)
    return period_text(latest) if latest and latest > finding.period else ""


def _of_quotient(base: EvidenceBase, area_code: str, reference: Reference) -> Answer:
    found, row = specialisms.quotient_of(base, area_code, reference)
    year, latest = found.place.year, specialisms.latest_year(base, reference.indicator)
    words = specialisms.quotient_words(base, found, row)
    sentence = specialisms.quotient_sentence(base, found, row, reference.indicator)
    return Answer(
        reference,
        specialisms.quotient_label(base, reference, row.here.name, year),
        words,
        sentence,
        facts_of_quotient(found, row) | {WORDS: words, SENTENCE: sentence},
        tables=(found.place.table,),
        newer=str(latest) if latest > year else "",
    )


def _refused(base: EvidenceBase, reference: Reference, reason: str) -> Answer:
    facts = facts_of_refusal(reference.kind, reference.indicator, reason) | {WORDS: UNANSWERED, SENTENCE: reason}
    of_quotient = reference.kind == SPECIALISM
    label = specialisms.quotient_label(base, reference) if of_quotient else label_of(base, reference, None)
    known = (reference.indicator,) if reference.indicator in base.indicators else ()
    return Answer(reference, label, UNANSWERED, reason, facts, known, reason=reason)
