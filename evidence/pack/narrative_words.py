"""Words of the chapters on a narrative: what others may read of a piece of evidence, and how a statement stands."""

from __future__ import annotations

import re

from evidence import wording
from evidence.indicators.base import EvidenceBase
from evidence.narrative.heard import month_of, month_words
from evidence.narrative.prompts import open_engagement
from evidence.narrative.records import DOCUMENT, STEPS
from evidence.narrative.speakers import speaker
from evidence.narrative.standing import CHANGED, CURRENT, INTENTION, UNSUPPORTED, Part, Standing
from evidence.narrative.text import cleaned
from evidence.narrative.whole import Cited, Narrative

STATUS = {CURRENT: "Current", CHANGED: "Changed", UNSUPPORTED: "Unsupported", INTENTION: "An intention"}
MEANS = {
    CHANGED: "Changed: the evidence reads differently than it did when the statement was agreed.",
    UNSUPPORTED: "Unsupported: nothing on record carries the statement, or not all of it.",
    INTENTION: "An intention: a statement about the future that no evidence is cited for.",
}
NOT_QUOTABLE = "Not for quotation: the words stay with the team."
EDITED = "What was recorded has been edited since this was agreed."
FOR_A_TERMINAL = re.compile(r" `python -m evidence[^`]*`[^.]*\.")
NOTHING = "Nothing is written yet."
LONGEST_NAME, LONGEST_CELL = 160, 400  # letters of what stands in a heading or a line, and in a cell of a table


def one_line(text: str, most: int = 0) -> str:
    """A text that someone typed on one line, without controls and turned direction; cut where it is longer than `most`."""
    line = " ".join(cleaned(text).split())
    return line if not most or len(line) <= most else f"{line[: most - 1].rstrip()}…"


def step_line(step: str) -> str:
    """How far a narrative has come; empty where that is not said."""
    if step not in STEPS:
        return ""
    keys = list(STEPS)
    at = keys.index(step)
    ahead = wording.listed([STEPS[key] for key in keys[at + 1 :]])
    still = f" Still ahead: {ahead}." if ahead else ""
    return f"Step {at + 1} of {len(keys)}: {STEPS[step]}.{still}"


def counts_line(narrative: Narrative) -> str:
    """How many statements there are, and how they stand: "24 statements: 20 current, 3 changed and 1 unsupported."."""
    counts, names = narrative.counts(), {INTENTION: "intentions"}
    said = [f"{n} {names.get(status, status)}" for status, n in counts.items() if n]
    if counts[INTENTION] == 1:
        said = [text.replace("1 intentions", "1 intention") for text in said]
    if not said:
        return "No statement is written yet."
    return f"{wording.counted(len(narrative.statements), 'statement')}: {wording.listed(said)}."


def evidence_label(base: EvidenceBase, cited: Cited) -> str:
    """What a piece of evidence is called, as others may read it."""
    if cited.item is None:
        return one_line(cited.part.label, LONGEST_NAME)
    item = cited.item
    title = item.source_title if item.method == DOCUMENT and item.quotable else ""
    theme = open_engagement(base).themes.get(item.theme)
    parts = [speaker(base, item), title, theme.name if theme else "", month_words(month_of(item))]
    text = one_line(", ".join(part for part in parts if part), LONGEST_NAME)
    return text[:1].upper() + text[1:]


def evidence_says(cited: Cited) -> str:
    """What a piece of evidence says now, and what it said before where it changed; words only where they are quotable."""
    part = cited.part
    if cited.item is not None:
        said = quoted(one_line(cited.item.said, LONGEST_CELL)) if cited.item.quotable else NOT_QUOTABLE
        return f"{said} {EDITED}" if part.status == CHANGED else said
    why = _why(part)
    if part.status == UNSUPPORTED:
        return sentence(why)
    was = f" It read: {one_line(part.was, LONGEST_CELL)}." if part.status == CHANGED and part.was else ""
    return f"{sentence(one_line(part.now, LONGEST_CELL))}{was}" + (f" {sentence(why)}" if why else "")


def statement_notes(base: EvidenceBase, standing: Standing, cited: dict[str, Cited]) -> tuple[str, ...]:
    """What a reader must know of a statement: who does it by when, how it stands where it is not current, who was heard."""
    claim = standing.claim
    promised = [
        f"{name}: {one_line(text, LONGEST_CELL)}."
        for name, text in (("Who", claim.by_whom), ("By when", claim.by_when))
        if text.strip()
    ]
    told = [" ".join(promised)] if promised else []
    if standing.status == INTENTION:
        told.append(f"{STATUS[INTENTION]}: no evidence is cited for it.")
    if not standing.parts and standing.status == UNSUPPORTED:
        told.append("Unsupported: no evidence is cited for it.")
    told += [_part_note(base, part, cited[part.key]) for part in standing.parts if part.status != CURRENT]
    if standing.sources:
        told.append(f"Rests on {wording.counted(standing.sources, 'source')} of what people said and wrote.")
    return tuple(told)


def _part_note(base: EvidenceBase, part: Part, cited: Cited) -> str:
    label = evidence_label(base, cited)
    if part.status == UNSUPPORTED:
        return f"Unsupported: {label}. {sentence(_why(part))}"
    if cited.item is not None:
        return f"The evidence has changed since this was agreed: {label}. {EDITED}"
    was, now = (one_line(text, LONGEST_CELL) for text in (part.was, part.now))
    why = f" {sentence(_why(part))}" if part.why else ""
    return (
        f"The evidence has changed since this was agreed: {label}. Was: {was.rstrip('.')}. Now: {now.rstrip('.')}.{why}"
    )


def _why(part: Part) -> str:
    """Why a piece of evidence does not read as it did, without what is said to a terminal alone."""
    return one_line(FOR_A_TERMINAL.sub("", part.why), LONGEST_CELL)


def sentence(text: str) -> str:
    """A text as a sentence: with a capital and a full stop."""
    return text[:1].upper() + text[1:] + ("" if not text or text.endswith((".", "!", "?")) else ".")


def quoted(text: str) -> str:
    """A text in the quotation marks of print."""
    return f"“{text}”"
