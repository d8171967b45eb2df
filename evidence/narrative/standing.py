"""Standing: whether what a claim rests on still says what it said when the claim was accepted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.indicators.periods import period_text
from evidence.narrative.answers import Answer, ask
from evidence.narrative.facts import SENTENCE, WORDS, facts_of_item, same_facts, source_of
from evidence.narrative.records import INTENTIONS, Claim, EvidenceItem, Facts
from evidence.narrative.references import Found, Reference, parse_reference, reference_text, references_in

CURRENT, CHANGED, UNSUPPORTED, INTENTION = "current", "changed", "unsupported", "intention"
REVISED = "revised by less than is printed"
EARLIER = "an earlier wording (the history has it)"  # only a digest of it is kept
WITHDRAWN = "This evidence is no longer on record."


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a claim rests on: `key` is a reference text, or the id of an evidence item.

    `was` is how it read when it was accepted, "" where it never was; `now` is how it reads, "" where it cannot be read.
    """

    key: str
    label: str
    status: str
    was: str = ""
    now: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a claim is CURRENT, CHANGED, UNSUPPORTED or an INTENTION, and why, part by part.

    `reads` is the text with its references in words as they are now, `was` as they were accepted. `sources` counts who
    or what its recorded evidence comes from, each once.
    """

    claim: Claim
    status: str
    reads: str
    was: str
    parts: tuple[Part, ...]
    sources: int


def standing_of(base: EvidenceBase, place_code: str, claim: Claim, evidence: Mapping[str, EvidenceItem]) -> Standing:
    """How a claim stands; `evidence` are the items on record by id. Any text can be asked about."""
    found = references_in(claim.text)
    inside = SENTENCE if _alone(claim.text, found) else WORDS
    parts = {part.key: part for part in _of_text(base, place_code, claim, found, inside)}
    for text in claim.rests_on:
        part = _of_typed(base, place_code, claim, text)
        parts.setdefault(part.key, part)
    parts |= {key: _of_item(claim, key, evidence.get(key)) for key in claim.evidence}
    return Standing(
        claim,
        _status(claim, parts.values()),
        _read(claim.text, found, {key: part.now for key, part in parts.items()}),
        _read(claim.text, found, {key: part.was or part.now for key, part in parts.items()}),
        tuple(parts.values()),
        len({source_of(evidence[key]).casefold() or key for key in claim.evidence if key in evidence}),
    )


def accepted_of(
    base: EvidenceBase,
    place_code: str,
    claim: Claim,
    evidence: Mapping[str, EvidenceItem],
    *,
    keep: Mapping[str, Facts],
) -> dict[str, Any]:
    """The facts to store as accepted: what is in `keep` stays as it is, all else that the claim rests on as it is now.

    So a typo that is mended never accepts changed data; to accept them, leave what changed out of `keep`.
    """
    now: dict[str, Any] = {}
    for reference in _references(claim):
        now[reference_text(reference)] = ask(base, place_code, reference).facts
    now |= {key: facts_of_item(evidence[key]) if key in evidence else None for key in claim.evidence}
    kept = {key: keep.get(key, facts) for key, facts in now.items()}
    return {key: deepcopy(dict(facts)) for key, facts in kept.items() if facts is not None}


def _references(claim: Claim) -> list[Reference]:
    """Every reference of a claim that can be read, in its text and beside it."""
    found = [one.reference for one in references_in(claim.text)]
    for text in claim.rests_on:
        try:
            found.append(parse_reference(text))
        except EvidenceError:
            continue
    return [reference for reference in found if reference]


def _alone(text: str, found: tuple[Found, ...]) -> bool:
    """Whether a reference is the whole text, which then reads as its sentence."""
    return len(found) == 1 and text.strip() == text[found[0].start : found[0].end]


def _of_text(base: EvidenceBase, place_code: str, claim: Claim, found: Iterable[Found], reading: str) -> Iterable[Part]:
    for one in found:
        if one.reference is None:
            yield Part(one.text, one.text, UNSUPPORTED, why=one.problem)
        else:
            yield _of_answer(claim, ask(base, place_code, one.reference), reading)


def _of_typed(base: EvidenceBase, place_code: str, claim: Claim, text: str) -> Part:
    try:
        reference = parse_reference(text)
    except EvidenceError as error:
        return Part(text, text, UNSUPPORTED, why=str(error))
    return _of_answer(claim, ask(base, place_code, reference), SENTENCE)


def _of_answer(claim: Claim, answer: Answer, reading: str) -> Part:
    key = reference_text(answer.reference)
    then = claim.accepted.get(key, {})
    was, now = _text(then, reading), answer.sentence if reading == SENTENCE else answer.words
    if not answer.known:
        return Part(key, answer.label, UNSUPPORTED, was, answer.words, answer.reason)
    if then and not same_facts(then, answer.facts):
        if was != now:
            return Part(key, answer.label, CHANGED, was, now, _why(then, answer.facts))
        return Part(key, answer.label, CURRENT, was, now, REVISED)
    why = f"newer figures are held: {answer.newer}" if answer.newer else ""
    return Part(key, answer.label, CURRENT, now if then else "", now, why)


def _why(then: Facts, now: Facts) -> str:
    """Whether figures of another period are held, or those of the same period were revised."""
    before, after = _text(then, "period"), _text(now, "period")
    if not before:
        return "there was no answer to this"
    if before == after:
        return f"figures for {period_text(after)} were revised"
    try:
        return f"the latest figures are for {period_text(after)}, and were for {period_text(before)}"
    except EvidenceError:
        return f"the latest figures are for {period_text(after)}"


def _of_item(claim: Claim, key: str, item: EvidenceItem | None) -> Part:
    if item is None:
        return Part(key, "Withdrawn evidence", UNSUPPORTED, why=WITHDRAWN)
    then, who, said = claim.accepted.get(key, {}), source_of(item), item.said
    label = ", ".join(text for text in (who or "Source not recorded", item.theme, item.date) if text)
    now = f"{who}: {said}" if who and said else who or said
    if then and not same_facts(then, facts_of_item(item)):
        return Part(key, label, CHANGED, EARLIER, now, "the record was edited")
    return Part(key, label, CURRENT, now if then else "", now)


def _text(facts: Facts, name: str) -> str:
    """A text among facts that may come from a file; "" where it is none."""
    value = facts.get(name)
    return value if isinstance(value, str) else ""


def _status(claim: Claim, parts: Iterable[Part]) -> str:
    """The worst of the parts; without any, an intention where the section is about the future."""
    seen = {part.status for part in parts}
    if not seen:
        return INTENTION if claim.section in INTENTIONS else UNSUPPORTED
    return next(status for status in (UNSUPPORTED, CHANGED, CURRENT) if status in seen)


def _read(text: str, found: Iterable[Found], readings: Mapping[str, str]) -> str:
    """The text with each reference in its words; one that cannot be read stays as it was typed."""
    pieces, end = [], 0
    for one in found:
        typed = text[one.start : one.end]
        words = readings.get(reference_text(one.reference), typed) if one.reference else typed
        pieces += [text[end : one.start], words]
        end = one.end
    return "".join((*pieces, text[end:]))
