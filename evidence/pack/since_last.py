"""The chapter on what changed since the last pack: statements that came, went or were reworded, and evidence that reads otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from evidence import wording
from evidence.narrative.answers import ask
from evidence.narrative.compare import PROMISED, Changed, Comparison, Reworded, compare, summary_lines
from evidence.narrative.facts import WORDS
from evidence.narrative.records import SECTIONS, STEPS, Claim, about_of, sign_off_of
from evidence.narrative.references import parse_reference
from evidence.narrative.text import plain_of, read_text
from evidence.narrative.whole import key_of, reads
from evidence.pack.blocks import Block, Chapter, Heading, Paragraph, Statement
from evidence.pack.making import Asked, findings
from evidence.pack.narrative_words import LONGEST_NAME, NOTHING, one_line, quoted
from evidence.pack.written import Kept
from evidence.workspace.records import Item

TITLE, KEY = "What changed since the last pack", "since-last-pack"


def since_last(asked: Asked) -> Chapter:
    """What differs between the state that the last pack was made of and the one that this pack is made of."""
    last = asked.written.last
    assert last is not None
    found = compare(last.items, asked.written.items)
    lines = (f"Compared with: {one_line(last.version.name)}.", *summary_lines(found))
    blocks = [*_step(asked, last), *_reworded(asked, found.reworded)]
    blocks += _listed(asked, "Statements that are new", found.added)
    gone = [Paragraph(f"{_section(claim)}: {quoted(as_accepted(claim))}") for claim in found.removed]
    blocks += [Heading("Statements that are gone"), *gone] if gone else []
    blocks += [*_moved(asked, found), *_reads(asked, found.reads)]
    return Chapter(KEY, TITLE, lines, tuple(blocks))


def _step(asked: Asked, last: Kept) -> list[Block]:
    """How far the narrative has come since, and who has signed it since."""
    before, after = (about_of(_about(items)).step for items in (last.items, asked.written.items))
    names = [STEPS.get(step, "not said") for step in (before, after)]
    said = [f"The narrative was at the step {names[0]} and is at the step {names[1]}."] if before != after else []
    signed = {item.id for item in last.items if item.kind == "sign-off"}
    new = [sign_off_of(item) for item in asked.written.of("sign-off") if item.id not in signed]
    organisations = [one_line(one.organisation, LONGEST_NAME) or "a partner without a name" for one in new]
    said += [f"Signed since: {wording.listed(organisations)}."] if organisations else []
    return list(findings(Statement(line, None, ()) for line in said))


def _about(items: Iterable[Item]) -> Item:
    return next(item for item in items if item.kind == "about")


def _listed(asked: Asked, title: str, claims: Iterable[Claim]) -> list[Block]:
    said = [Paragraph(f"{_name(asked, claim)}: {quoted(_now(asked, claim))}") for claim in claims]
    return [Heading(title), *said] if said else []


def _reworded(asked: Asked, reworded: Iterable[Reworded]) -> list[Block]:
    blocks: list[Block] = []
    for one in reworded:
        was, now = quoted(as_accepted(one.before)), quoted(as_accepted(one.after))
        blocks += [Heading(_name(asked, one.after), 3), Paragraph(f"Before: {was}"), Paragraph(f"Now: {now}")]
    return [Heading("Statements that were reworded"), *blocks] if blocks else []


def _moved(asked: Asked, found: Comparison) -> list[Block]:
    """Statements in another section, offers and asks given to others, and statements that rest on other evidence."""
    said = [f"{_name(asked, c.claim)} stood under {_of(c.before)} before." for c in found.moved]
    said += [
        f"{_name(asked, c.claim)}, {PROMISED[c.what]}: was {_text(c.before)}, is {_text(c.after)}."
        for c in found.promised
    ]
    for one in found.resting:
        counts = [f"{len(keys)} {verb}" for keys, verb in ((one.added, "more"), (one.withdrawn, "no longer")) if keys]
        said.append(f"{_name(asked, one.claim)} rests on other evidence beside its text: {wording.listed(counts)}.")
    return [Heading("Moved, or given to others"), *findings(Statement(t, None, ()) for t in said)] if said else []


def _reads(asked: Asked, changed: Iterable[Changed]) -> list[Block]:
    """Evidence that the team accepted anew because it reads otherwise."""
    said = [
        f"{_name(asked, c.claim)}, {_label(asked, c.what)}: was {_text(c.before)}, is {_text(c.after)}."
        for c in changed
    ]
    title = "Evidence that was agreed anew"
    return [Heading(title), *findings(Statement(t, None, ()) for t in said)] if said else []


def _label(asked: Asked, key: str) -> str:
    return one_line(ask(asked.base, asked.told_of, parse_reference(key)).label, LONGEST_NAME)


def _text(text: str) -> str:
    return quoted(one_line(text, LONGEST_NAME)) if text.strip() else "not said"


def _name(asked: Asked, claim: Claim) -> str:
    """A statement by its number in this pack."""
    number = next((s.number for s in asked.told.statements if s.claim.id == claim.id), None)
    return f"Statement {number}, {_section(claim)}" if number else _section(claim)


def _section(claim: Claim) -> str:
    return _of(claim.section)


def _of(section: str) -> str:
    return SECTIONS.get(section, "no section")


def _now(asked: Asked, claim: Claim) -> str:
    return one_line(reads(asked.base, asked.told_of, claim.text)) or NOTHING


def as_accepted(claim: Claim) -> str:
    """A statement as it read when it was agreed; a reference that never was stands as it was typed."""

    def words(text: str) -> str:
        said = claim.accepted.get(key_of(text), {}).get(WORDS)
        return said if isinstance(said, str) else f"[[{text}]]"

    return one_line(plain_of(read_text(claim.text, words))) or NOTHING
