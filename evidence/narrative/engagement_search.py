"""Finding entries of the engagement log by words, theme and sector; others find only by what they may read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence import wording
from evidence.indicators.base import EvidenceBase
from evidence.narrative.engagement import FIELDS, tidied
from evidence.narrative.heard import is_open, month_of, month_words
from evidence.narrative.prompts import open_engagement
from evidence.narrative.records import Claim, EvidenceItem
from evidence.narrative.speakers import speaker


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: words that must all be there, a theme, a sector, and only entries with an open follow-up."""

    text: str = ""
    theme: str = ""
    sector: str = ""
    open_only: bool = False


def found_in(
    items: Sequence[EvidenceItem], base: EvidenceBase, sought: Sought, *, team: bool
) -> tuple[EvidenceItem, ...]:
    """The entries that match, the newest first and those without a date last.

    Others than the team cannot search in what they may not read, nor by follow-ups.
    """
    terms = sought.text.casefold().split()
    found = [
        item
        for item in items
        if sought.theme in ("", item.theme)
        and sought.sector in ("", item.sector)
        and (is_open(item) or not (sought.open_only and team))
        and _has(terms, _words(base, item) if team else _words_for_others(base, item))
    ]
    return tuple(sorted(found, key=lambda item: (item.date, item.position), reverse=True))


def statements_on(claims: Iterable[Claim]) -> Mapping[str, int]:
    """How many statements of the narrative rest on an entry, by the id of the entry."""
    return Counter(item_id for claim in claims for item_id in dict.fromkeys(claim.evidence))


def not_held(items: Sequence[EvidenceItem], entries: Sequence[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    """The entries of a table, every field present, that are not in the log already, word for word."""
    held = {_kept({name: getattr(item, name) for name in FIELDS}) for item in items}
    return tuple(entry for entry in entries if _kept(entry) not in held)


def _kept(fields: Mapping[str, Any]) -> tuple[Any, ...]:
    """The fields of an entry as they are kept, in order."""
    kept = tidied(fields)
    return tuple(kept[name] for name in FIELDS)


def _has(terms: Sequence[str], words: str) -> bool:
    return all(term in words for term in terms)


def _words(base: EvidenceBase, item: EvidenceItem) -> str:
    """What the team can find an entry by."""
    area = base.areas.get(item.area)
    parts = (item.organisation, item.said, item.follow_up, item.source_title, wording.label(area) if area else "")
    return _folded(*_open_words(base, item), *parts)


def _words_for_others(base: EvidenceBase, item: EvidenceItem) -> str:
    """What others can find an entry by: no words that are not quotable, no name that may not be shown."""
    quoted = (item.said, item.source_title) if item.quotable else ()
    return _folded(*_open_words(base, item), speaker(base, item), month_words(month_of(item)), *quoted)


def _open_words(base: EvidenceBase, item: EvidenceItem) -> tuple[str, ...]:
    offered = open_engagement(base)
    theme, sector, method = (
        known[key].name if key in known else ""
        for known, key in (
            (offered.themes, item.theme),
            (offered.sectors, item.sector),
            (offered.methods, item.method),
        )
    )
    return theme, sector, method, offered.question(item.prompt)


def _folded(*parts: str) -> str:
    return " ".join(" ".join(parts).casefold().split())
