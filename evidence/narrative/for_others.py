"""A narrative as others than the team may read it: who spoke as they may be called, and only words that are quotable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from evidence.indicators.base import EvidenceBase
from evidence.narrative.heard import month_of, month_words
from evidence.narrative.prompts import open_engagement
from evidence.narrative.records import EvidenceItem
from evidence.narrative.speakers import speaker
from evidence.narrative.standing import CHANGED, Part
from evidence.narrative.whole import Narrative, Statement


EDITED = "what was recorded has been edited since this was accepted"


def for_others(base: EvidenceBase, narrative: Narrative, evidence: Mapping[str, EvidenceItem]) -> Narrative:
    """The narrative whose recorded evidence names nobody and quotes nothing that is not for others; all else as it is."""

    def opened(part: Part) -> Part:
        return open_part(base, part, evidence[part.key]) if part.key in evidence else part

    def told(statement: Statement) -> Statement:
        parts = tuple(map(opened, statement.standing.parts))
        return replace(statement, standing=replace(statement.standing, parts=parts))

    return Narrative(
        {key: tuple(map(told, statements)) for key, statements in narrative.sections.items()},
        tuple(replace(cited, part=opened(cited.part)) for cited in narrative.cited),
    )


def open_part(base: EvidenceBase, part: Part, item: EvidenceItem) -> Part:
    """A piece of recorded evidence as others may read it."""
    theme = open_engagement(base).themes.get(item.theme)
    label = ", ".join(t for t in (speaker(base, item), theme.name if theme else "", month_words(month_of(item))) if t)
    now = f"“{item.said}”" if item.quotable and item.said else NOT_FOR_QUOTATION
    why = EDITED if part.status == CHANGED else part.why
    return Part(part.key, label[:1].upper() + label[1:], part.status, now=now, why=why)
