"""Writing a statement: where a figure is put, what is accepted with a text, and the draft as items of a workspace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from evidence.indicators.base import EvidenceBase
from evidence.narrative.draft import draft_of
from evidence.narrative.records import SECTIONS, Claim, EvidenceItem
from evidence.narrative.standing import CHANGED, UNSUPPORTED, accepted_of
from evidence.narrative.whole import Narrative, reads

HERE = "[[]]"  # where a figure is to stand
LONGEST_LABEL = 70  # letters of what was said in a list to choose from


def put_in(text: str, reference: str) -> str:
    """The text with a reference where it first says "[[]]", otherwise at its end."""
    mark = f"[[{reference}]]"
    return text.replace(HERE, mark, 1) if HERE in text else f"{text.rstrip()} {mark}".strip()


def with_text(
    base: EvidenceBase, place_code: str, claim: Claim, text: str, evidence: Mapping[str, EvidenceItem]
) -> dict[str, Any]:
    """The fields to save where a statement gets another text: what was accepted stays, what is new is as it is now."""
    return {"text": text, "accepted": _accepted(base, place_code, replace(claim, text=text), evidence)}


def with_evidence(
    base: EvidenceBase, place_code: str, claim: Claim, chosen: Sequence[str], evidence: Mapping[str, EvidenceItem]
) -> dict[str, Any]:
    """The fields to save where a statement rests on other entries of what people said."""
    resting = replace(claim, evidence=tuple(chosen))
    return {"evidence": list(chosen), "accepted": _accepted(base, place_code, resting, evidence)}


def as_it_reads(
    base: EvidenceBase, place_code: str, claim: Claim, evidence: Mapping[str, EvidenceItem]
) -> dict[str, Any]:
    """The fields to save where everything that a statement rests on is accepted as it is now."""
    return {"accepted": accepted_of(base, place_code, claim, evidence, keep={})}


def drafted(base: EvidenceBase, place_code: str) -> tuple[tuple[str, Mapping[str, Any]], ...]:
    """The draft of a place as items to add: the kind and content of each statement, accepted as its figures are now."""
    claims = [Claim("", section=one.section, text=one.text) for one in draft_of(base, place_code).claims]
    return tuple(
        ("claim", {"section": one.section, "text": one.text, **as_it_reads(base, place_code, one, {})})
        for one in claims
    )


def draft_reads(base: EvidenceBase, place_code: str) -> Mapping[str, tuple[str, ...]]:
    """How the draft of a place reads, by section; sections without a statement are left out."""
    claims = draft_of(base, place_code).claims
    read = {key: tuple(reads(base, place_code, c.text) for c in claims if c.section == key) for key in SECTIONS}
    return {key: texts for key, texts in read.items() if texts}


def entry_label(item: EvidenceItem) -> str:
    """An entry of what people said in a list to choose from: its first words, who said it, and when."""
    said = " ".join(item.said.split())
    short = said if len(said) <= LONGEST_LABEL else f"{said[: LONGEST_LABEL - 1]}…"
    return ", ".join(part for part in (short, item.organisation or item.source_title, item.date) if part)


def entries_words(chosen: Sequence[str], evidence: Mapping[str, EvidenceItem]) -> str:
    """Entries that were chosen, a line each; one that is gone is said to be withdrawn."""
    listed = [entry_label(evidence[key]) if key in evidence else "Withdrawn evidence" for key in chosen]
    return "\n".join(listed) or "No entry"


def to_look_at(narrative: Narrative) -> Mapping[str, str]:
    """The parts with statements that changed or that nothing supports, each in words: "Our strengths: 2 changed"."""
    found = {}
    for key, statements in narrative.sections.items():
        counts = {status: sum(one.standing.status == status for one in statements) for status in (CHANGED, UNSUPPORTED)}
        if told := [f"{count} {status}" for status, count in counts.items() if count]:
            found[key] = f"{SECTIONS[key]}: {', '.join(told)}"
    return found


def stands_before(ids: Sequence[str], item_id: str, *, up: bool) -> tuple[bool, str | None]:
    """Whether an item can move a place up or down, and before which item it then stands (None: after all others)."""
    at = ids.index(item_id)
    if up:
        return at > 0, ids[at - 1] if at else None
    return at + 1 < len(ids), ids[at + 2] if at + 2 < len(ids) else None


def _accepted(
    base: EvidenceBase, place_code: str, claim: Claim, evidence: Mapping[str, EvidenceItem]
) -> dict[str, Any]:
    return accepted_of(base, place_code, claim, evidence, keep=claim.accepted)
