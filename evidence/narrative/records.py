"""What a narrative is made of: claims, evidence, priorities, principles, sign-offs, and what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from evidence.workspace.records import Item

Facts = Mapping[str, Any]  # a JSON object: what decided how a piece of evidence read

# The parts of a narrative, in the order in which they are read.
SECTIONS = {
    "who-we-are": "Who we are",
    "strengths": "Our strengths",
    "challenges": "Our challenges",
    "where-we-can-go": "Where we can go",
    "offers": "What we offer",
    "asks": "What we ask for",
    "fit": "How this fits the region and the country",
}
# Sections of statements about the future: one without evidence is an intention, not an unsupported claim.
INTENTIONS = frozenset({"where-we-can-go", "offers", "asks"})
# How far a narrative has come.
STEPS = {
    "evidence-base": "Evidence base",
    "emerging": "Emerging narrative",
    "tested": "Tested with partners",
    "agreed": "Agreed",
    "shared": "Shared",
}
DOCUMENT = "document"  # the method of an evidence item that is a report or a plan instead of a conversation


@dataclass(frozen=True, slots=True)
class About:
    """What a workspace is about. `place` is an area code, or "group:NAME=CODE,CODE" for a group of one's own."""

    id: str
    title: str = ""
    place: str = ""
    purpose: str = ""
    step: str = ""  # one of STEPS
    horizon: str = ""  # a year; "" where not known
    partners: tuple[str, ...] = ()  # organisations


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement of the narrative in Markdown with references, and what it rests on beyond them.

    `accepted` holds, by reference text or evidence id, the facts that the claim was last accepted with.
    """

    id: str
    position: float = 0.0
    section: str = ""  # one of SECTIONS
    text: str = ""
    evidence: tuple[str, ...] = ()  # ids of evidence items
    rests_on: tuple[str, ...] = ()  # reference texts
    accepted: Mapping[str, Facts] = field(default_factory=dict)
    by_whom: str = ""  # offers and asks only
    by_when: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """What an organisation said, or what a document says."""

    id: str
    position: float = 0.0
    theme: str = ""
    prompt: str = ""
    method: str = ""  # DOCUMENT for a report or plan
    organisation: str = ""
    sector: str = ""
    size: str = ""
    area: str = ""
    date: str = ""  # ISO
    said: str = ""
    quotable: bool = False
    follow_up: str = ""
    follow_up_done: bool = False
    source_title: str = ""
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class Priority:
    """A priority of the region or the country, how the place contributes to it, and by which claims."""

    id: str
    position: float = 0.0
    group: str = ""
    name: str = ""
    source: str = ""
    fit: str = ""
    claims: tuple[str, ...] = ()  # claim ids


@dataclass(frozen=True, slots=True)
class PrincipleAnswer:
    """The team's answer to one principle of a good narrative: "yes", "partly", "no", or "" where not answered."""

    id: str
    key: str = ""
    answer: str = ""
    reasons: str = ""


@dataclass(frozen=True, slots=True)
class SignOff:
    """What a partner said of a version: agreed or not, and with what reservations."""

    id: str
    position: float = 0.0
    organisation: str = ""
    role: str = ""
    version: str = ""  # Version.id
    date: str = ""  # ISO
    reservations: str = ""
    agreed: bool = False


def about_of(item: Item) -> About:
    """What a workspace is about, from its item."""
    names = ("title", "place", "purpose", "step", "horizon")
    partners = tuple(line.strip() for line in _text(item, "partners").splitlines() if line.strip())
    return About(item.id, partners=partners, **_texts(item, *names))


def claim_of(item: Item) -> Claim:
    """The claim that an item holds."""
    return Claim(
        item.id,
        item.position,
        evidence=_list(item, "evidence"),
        rests_on=_list(item, "rests_on"),
        accepted=_accepted(item),
        **_texts(item, "section", "text", "by_whom", "by_when"),
    )


def evidence_of(item: Item) -> EvidenceItem:
    """The evidence item that an item holds."""
    names = ("theme", "prompt", "method", "organisation", "sector", "size", "area", "date", "said", "follow_up")
    return EvidenceItem(
        item.id,
        item.position,
        quotable=_flag(item, "quotable"),
        follow_up_done=_flag(item, "follow_up_done"),
        **_texts(item, *names, "source_title", "source_url"),
    )


def priority_of(item: Item) -> Priority:
    """The priority that an item holds."""
    return Priority(
        item.id, item.position, claims=_list(item, "claims"), **_texts(item, "group", "name", "source", "fit")
    )


def principle_of(item: Item) -> PrincipleAnswer:
    """The answer to a principle that an item holds."""
    return PrincipleAnswer(item.id, **_texts(item, "key", "answer", "reasons"))


def sign_off_of(item: Item) -> SignOff:
    """The sign-off that an item holds."""
    texts = _texts(item, "organisation", "role", "version", "date", "reservations")
    return SignOff(item.id, item.position, agreed=_flag(item, "agreed"), **texts)


def _text(item: Item, name: str) -> str:
    """A text of the content; "" where it is missing or no text (an item may come from an imported file)."""
    value = item.content.get(name)
    return value if isinstance(value, str) else ""


def _texts(item: Item, *names: str) -> dict[str, Any]:
    return {name: _text(item, name) for name in names}


def _flag(item: Item, name: str) -> bool:
    return item.content.get(name) is True


def _list(item: Item, name: str) -> tuple[str, ...]:
    value = item.content.get(name)
    return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list | tuple) else ()


def _accepted(item: Item) -> dict[str, Facts]:
    value = item.content.get("accepted")
    entries = value.items() if isinstance(value, Mapping) else ()
    return {name: facts for name, facts in entries if isinstance(name, str) and isinstance(facts, Mapping)}
