"""A narrative as it is read: its statements in order, numbered, each with how it stands and the evidence it cites."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from evidence.indicators.base import EvidenceBase
from evidence.indicators.breakdowns import Breakdown, read_breakdowns
from evidence.indicators.catalogue import Source
from evidence.narrative.answers import Answer, ask
from evidence.narrative.records import SECTIONS, Claim, EvidenceItem, claim_of, evidence_of
from evidence.narrative.references import parse_reference, reference_text, references_in
from evidence.narrative.standing import Part, Standing, standing_of
from evidence.narrative.text import Block, plain_of, read_text
from evidence.workspace.records import Item

STATUSES = {
    "current": "Current: the evidence says what it said when this was accepted.",
    "changed": "Changed: the evidence reads differently now.",
    "unsupported": "Unsupported: nothing on record carries this.",
    "intention": "An intention: a statement about the future that no evidence is cited for.",
}


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of the narrative: its number, how it stands, its text as it reads now, and what it cites by number."""

    number: int
    claim: Claim
    standing: Standing
    blocks: tuple[Block, ...]
    cites: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """One piece of evidence of the narrative, by its number, and the numbers of the statements that rest on it.

    `answer` is what the evidence base says to a reference, None for what people said.
    """

    number: int
    part: Part
    answer: Answer | None
    item: EvidenceItem | None
    statements: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Narrative:
    """A narrative: its sections with their statements, and the evidence that these cite, in the order of citing."""

    sections: Mapping[str, tuple[Statement, ...]]
    cited: tuple[Cited, ...]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements, in order."""
        return tuple(statement for listed in self.sections.values() for statement in listed)

    def counts(self) -> Mapping[str, int]:
        """How many statements stand how."""
        return {status: sum(s.standing.status == status for s in self.statements) for status in STATUSES}


def narrative_of(base: EvidenceBase, place_code: str, items: Iterable[Item]) -> Narrative:
    """The narrative that the items of a workspace make, as the evidence stands now."""
    held = tuple(items)
    evidence = {item.id: evidence_of(item) for item in held if item.kind == "evidence"}
    claims = [claim_of(item) for item in held if item.kind == "claim"]
    ordered = [c for key in SECTIONS for c in sorted(claims, key=lambda c: (c.position, c.id)) if c.section == key]
    numbers: dict[str, int] = {}
    made = []
    for number, claim in enumerate(ordered, start=1):
        standing = standing_of(base, place_code, claim, evidence)
        # Brackets with nothing in them are unfinished writing, and no piece of evidence.
        named = [part.key for part in standing.parts if part.key]
        for key in named:
            numbers.setdefault(key, len(numbers) + 1)
        cites = tuple(numbers[key] for key in named)
        made.append(Statement(number, claim, standing, blocks_of(base, place_code, claim), cites))
    return Narrative(
        {key: tuple(s for s in made if s.claim.section == key) for key in SECTIONS},
        tuple(_cited(base, place_code, number, key, made, evidence) for key, number in numbers.items()),
    )


def blocks_of(base: EvidenceBase, place_code: str, claim: Claim) -> tuple[Block, ...]:
    """The text of a claim as it reads now, as paragraphs and lists whose references are runs of their own."""
    found = references_in(claim.text)
    alone = len(found) == 1 and claim.text.strip() == claim.text[found[0].start : found[0].end]

    def words(text: str) -> str:
        answer = ask(base, place_code, parse_reference(text))
        return answer.sentence if alone else answer.words

    return read_text(claim.text, words)


def reads(base: EvidenceBase, place_code: str, markdown: str) -> str:
    """A text as it reads now, without marks."""
    return plain_of(blocks_of(base, place_code, Claim("", text=markdown)))


def key_of(text: str) -> str:
    """The key that a reference is cited by, from its text as it was typed."""
    return reference_text(parse_reference(text))


def sources_of(base: EvidenceBase, answer: Answer) -> tuple[tuple[Source, str], ...]:
    """The sources that an answer rests on, each with the name of what is taken from it."""
    taken = [(base.indicators[slug].source, base.indicators[slug].name) for slug in answer.indicators]
    described = _described(base)
    return (*taken, *((described[slug].source, described[slug].name) for slug in answer.tables))


def source_words(base: EvidenceBase, cited: Cited) -> str:
    """Where a piece of evidence comes from, in one line: publisher, title, edition and licence; or who said it when."""
    if cited.answer is not None:
        taken = dict.fromkeys(source for source, _ in sources_of(base, cited.answer))
        return "; ".join(f"{s.publisher}, {s.title}, {s.edition} ({s.licence})" for s in taken)
    return cited.part.label


def publishers_of(base: EvidenceBase, narrative: Narrative, section: str) -> str:
    """Who published the figures of a section, and whether people were heard, in one line; "" where it cites nothing."""
    numbers = {number for statement in narrative.sections[section] for number in statement.cites}
    cited = [one for one in narrative.cited if one.number in numbers]
    names = [source.publisher for one in cited if one.answer for source, _ in sources_of(base, one.answer)]
    names += ["what people said" for one in cited if one.item]
    return "; ".join(dict.fromkeys(names))


@lru_cache(maxsize=8)
def _described(base: EvidenceBase) -> Mapping[str, Breakdown]:
    return read_breakdowns(base.folder / "breakdowns")[0]


def _cited(
    base: EvidenceBase,
    place_code: str,
    number: int,
    key: str,
    made: Sequence[Statement],
    evidence: Mapping[str, EvidenceItem],
) -> Cited:
    parts = [(s.number, part) for s in made for part in s.standing.parts if part.key == key]
    worst = max((part for _, part in parts), key=lambda part: list(STATUSES).index(part.status))
    known = key not in evidence and readable(key)
    answer = ask(base, place_code, parse_reference(key)) if known else None
    return Cited(number, worst, answer, evidence.get(key), tuple(dict.fromkeys(n for n, _ in parts)))


def readable(key: str) -> bool:
    """Whether a text is a reference, as it stands between brackets."""
    found = references_in(f"[[{key}]]")
    return len(found) == 1 and found[0].reference is not None
