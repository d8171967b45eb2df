"""Two versions of a narrative beside each other: what came, went, was reworded or moved, and what its evidence now says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from difflib import SequenceMatcher

from evidence import wording
from evidence.narrative.facts import SENTENCE, WORDS
from evidence.narrative.records import SECTIONS, Claim, EvidenceItem, SignOff, claim_of, evidence_of
from evidence.narrative.references import Found, reference_text, references_in
from evidence.workspace.records import Item

SAME, ADDED, REMOVED = "same", "added", "removed"
PROMISED = {"by_whom": "by whom", "by_when": "by when"}
_WORDS = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that are the same in both versions, were added, or were removed."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Reworded:
    """A claim whose words changed, with its words in runs: removed ones before those that took their place."""

    before: Claim
    after: Claim
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing of a claim that changed: its section, who answers for it, by when, or how a reference reads."""

    claim: Claim  # as it is afterwards
    what: str  # "section", a key of PROMISED, or the text of a reference
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Resting:
    """What a claim that is in both versions rests on now and did not before, and the other way round.

    Ids of evidence items and texts of references that stand beside the claim.
    """

    claim: Claim
    added: tuple[str, ...]
    withdrawn: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two versions of a narrative, each in the order of the narrative; nothing where they are alike."""

    added: tuple[Claim, ...] = ()
    removed: tuple[Claim, ...] = ()
    reworded: tuple[Reworded, ...] = ()
    moved: tuple[Changed, ...] = ()
    promised: tuple[Changed, ...] = ()
    resting: tuple[Resting, ...] = ()
    reads: tuple[Changed, ...] = ()  # references that say something else than when the claim was accepted before
    evidence_added: tuple[EvidenceItem, ...] = ()
    evidence_withdrawn: tuple[EvidenceItem, ...] = ()
    evidence_reworded: tuple[EvidenceItem, ...] = ()

    @property
    def alike(self) -> bool:
        """Whether nothing differs."""
        return not any(getattr(self, field.name) for field in fields(self))


def compare(before: Sequence[Item], after: Sequence[Item]) -> Comparison:
    """What differs in the claims and the evidence of two versions; other kinds of item are not compared."""
    old, new = _claims(before), _claims(after)
    pairs = [(old[key], claim) for key, claim in new.items() if key in old]
    said_before, said_after = _evidence(before), _evidence(after)
    return Comparison(
        added=tuple(claim for key, claim in new.items() if key not in old),
        removed=tuple(claim for key, claim in old.items() if key not in new),
        reworded=tuple(Reworded(a, b, runs(a, b)) for a, b in pairs if a.text != b.text),
        moved=tuple(Changed(b, "section", a.section, b.section) for a, b in pairs if a.section != b.section),
        promised=tuple(
            Changed(b, what, getattr(a, what), getattr(b, what))
            for a, b in pairs
            for what in PROMISED
            if getattr(a, what) != getattr(b, what)
        ),
        resting=tuple(found for a, b in pairs if (found := _resting(a, b)).added or found.withdrawn),
        reads=tuple(found for a, b in pairs for found in _reads(a, b)),
        evidence_added=tuple(item for key, item in said_after.items() if key not in said_before),
        evidence_withdrawn=tuple(item for key, item in said_before.items() if key not in said_after),
        evidence_reworded=tuple(
            item for key, item in said_after.items() if key in said_before and said_before[key].said != item.said
        ),
    )


def runs(before: Claim, after: Claim) -> tuple[Run, ...]:
    """The words of a claim in runs; a reference is one word, and reads as it did when its version was accepted."""
    a, b = _words(before.text), _words(after.text)
    # difflib finds other blocks the other way round; what one direction adds must be what the other removes.
    swap = a > b
    first, second = (b, a) if swap else (a, b)
    found: list[Run] = []
    for _, i, j, k, m in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        one, other = first[i:j], second[k:m]
        found += _run(other, one, before, after) if swap else _run(one, other, before, after)
    return tuple(found)


def _run(gone: list[str], come: list[str], before: Claim, after: Claim) -> list[Run]:
    if gone == come:
        return [Run(SAME, _read(come, after))]
    said = ((REMOVED, _read(gone, before)), (ADDED, _read(come, after)))
    return [Run(kind, text) for kind, text in said if text]


def _words(text: str) -> list[str]:
    """A text as words and the white space between them; a reference is one word."""
    words, end = [], 0
    for found in references_in(text):
        words += [*_WORDS.findall(text[end : found.start]), text[found.start : found.end]]
        end = found.end
    return words + _WORDS.findall(text[end:])


def _read(words: Sequence[str], claim: Claim) -> str:
    """Words as they read in a claim's version: a reference as it read when accepted, as it was typed before that."""
    return "".join(_reading(claim, found[0]) or word if (found := references_in(word)) else word for word in words)


def _reading(claim: Claim, found: Found) -> str:
    return _said(claim, reference_text(found.reference)) if found.reference else ""


def _said(claim: Claim, key: str) -> str:
    """How something that a claim rests on read when it was accepted; a reference that is all of a claim, as a sentence."""
    alone = claim.text.strip().removeprefix("[[").removesuffix("]]").strip() == key
    said = claim.accepted.get(key, {}).get(SENTENCE if alone else WORDS)
    return said if isinstance(said, str) else ""


def _claims(items: Sequence[Item]) -> dict[str, Claim]:
    """The claims by id, in the order of the narrative."""
    sections = tuple(SECTIONS)
    claims = [claim_of(item) for item in items if item.kind == "claim"]
    claims.sort(key=lambda c: (sections.index(c.section) if c.section in sections else 99, c.position, c.id))
    return {claim.id: claim for claim in claims}


def _evidence(items: Sequence[Item]) -> dict[str, EvidenceItem]:
    found = [evidence_of(item) for item in items if item.kind == "evidence"]
    return {item.id: item for item in sorted(found, key=lambda item: (item.position, item.id))}


def _resting(before: Claim, after: Claim) -> Resting:
    old, new = (*before.evidence, *before.rests_on), (*after.evidence, *after.rests_on)
    return Resting(
        after,
        added=tuple(key for key in dict.fromkeys(new) if key not in old),
        withdrawn=tuple(key for key in dict.fromkeys(old) if key not in new),
    )


def _reads(before: Claim, after: Claim) -> list[Changed]:
    """References of both versions that were accepted with other words."""
    pairs = [(key, _said(before, key), _said(after, key)) for key in before.accepted]
    return [Changed(after, key, was, now) for key, was, now in sorted(pairs) if was and now and was != now]


def summary_lines(found: Comparison) -> tuple[str, ...]:
    """What differs in plain words, a line for each sort of difference; one line where nothing does."""
    if found.alike:
        return ("The two versions have the same claims and the same evidence.",)
    counts = [
        (len(found.added), "claim", "added", _sections(found.added)),
        (len(found.removed), "claim", "removed", _sections(found.removed)),
        (len(found.reworded), "claim", "reworded", _sections([r.after for r in found.reworded])),
        (len(found.moved), "claim", "moved to another section", ""),
        (len({c.claim.id for c in found.promised}), "offer or ask", "given to others or another date", ""),
        (len(found.resting), "claim", "resting on other evidence", ""),
        (len({c.claim.id for c in found.reads}), "claim", "accepted with figures that read differently", ""),
        (len(found.evidence_added), "record of evidence", "added", ""),
        (len(found.evidence_withdrawn), "record of evidence", "withdrawn", ""),
        (len(found.evidence_reworded), "record of evidence", "reworded", ""),
    ]
    return tuple(f"{_counted(n, noun)} {verb}{where}." for n, noun, verb, where in counts if n)


def _counted(n: int, noun: str) -> str:
    plural = {"offer or ask": "offers and asks", "record of evidence": "records of evidence"}.get(noun, f"{noun}s")
    return f"{wording.plain_number(n, 0)} {noun if n == 1 else plural}"


def _sections(claims: Sequence[Claim]) -> str:
    """Where claims stand: " (Our strengths 2, What we offer 1)"."""
    names = {key: sum(claim.section == key for claim in claims) for key in SECTIONS}
    said = [f"{SECTIONS[key]} {wording.plain_number(n, 0)}" for key, n in names.items() if n]
    return f" ({', '.join(said)})" if said else ""


def since_sign_off(signed: SignOff, then: Sequence[Item], now: Sequence[Item]) -> tuple[str, ...]:
    """What changed since a partner signed, in plain words; `then` is the state that the version signed keeps."""
    who = signed.organisation or "A partner whose name is not given"
    verb = "signed" if signed.agreed else "answered without agreeing"
    found = compare(then, now)
    if found.alike:
        return (f"Nothing has changed in claims and evidence since {who} {verb}{_on(signed.date)}.",)
    return (f"Since {who} {verb}{_on(signed.date)}:", *summary_lines(found))


def _on(text: str) -> str:
    """A date with its preposition; nothing where it is not a date."""
    try:
        return f" on {wording.day(date.fromisoformat(text))}"
    except ValueError:
        return ""
