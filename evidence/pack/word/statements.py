"""Statements of a narrative in a Word document: numbered, with strong and emphasised words, lists, and links to their evidence."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.narrative.text import BULLETS, NUMBERS, Run
from evidence.narrative.text import Block as Prose
from evidence.pack.blocks import NumberedStatement, Statements
from evidence.pack.word.xml import TAB, Writing, anchor, link, paragraph, plain, run
from evidence.pack.words import evidence_mark
from evidence.wording import NBSP

NUMBERED = 3  # the template's numbering of "List Number 2"
_INSIDE = '<w:ind w:left="840" w:hanging="360"/>'
_STRONG, _ITALIC, _BOTH = (
    '<w:rStyle w:val="Strong"/>',
    '<w:rStyle w:val="Emphasis"/>',
    '<w:rStyle w:val="Strong"/><w:i/>',
)


def statements_text(writing: Writing, block: Statements) -> str:
    """The statements in order; the mark of a piece of evidence leads to the table that lists it."""
    labels = writing.pack.labels
    place = anchor(labels[block.table]) if block.table in labels else ""
    return "".join(_statement(writing, statement, place) for statement in block.statements)


def _statement(writing: Writing, statement: NumberedStatement, place: str) -> str:
    number = run(f"{statement.number}", "<w:b/>") + TAB
    begins_with_text = bool(statement.prose) and statement.prose[0].kind not in (BULLETS, NUMBERS)
    paragraphs = [] if begins_with_text else [paragraph("Statement", number)]
    last = len(statement.prose) - 1
    for x, prose in enumerate(statement.prose):
        more = _marks(statement.evidence, place) if x == last else ""
        paragraphs += _prose(writing, prose, place, number if x == 0 and begins_with_text else "", more)
    return "".join((*paragraphs, *(plain("StatementNote", note) for note in statement.notes)))


def _prose(writing: Writing, prose: Prose, place: str, number: str, more: str) -> list[str]:
    """A paragraph or a list of one statement; `number` stands before its first line, `more` after its last."""
    lines = [_line(line, place) for line in prose.lines]
    lines[-1] += more
    if prose.kind == BULLETS:
        return [paragraph("ListBullet2", line, more=_INSIDE) for line in lines]
    if prose.kind == NUMBERS:
        own = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{_new_list(writing)}"/></w:numPr>'
        return [paragraph("ListNumber2", line, more=own + _INSIDE) for line in lines]
    return [paragraph("Statement" if number else "StatementGoesOn", number, line) for line in lines]


def _new_list(writing: Writing) -> int:
    """The number of a list of its own: one that counts on from another would begin with 4."""
    made = writing.part.numbering_part.element.add_num(NUMBERED)
    made.add_lvlOverride(0).add_startOverride(1)
    return int(made.numId)


def _line(runs: Sequence[Run], place: str) -> str:
    return "".join(_run(one) + _marks((one.number,) if one.number else (), place) for one in runs)


def _run(one: Run) -> str:
    return run(
        one.text, _BOTH if one.strong and one.emphasis else _STRONG if one.strong else _ITALIC if one.emphasis else ""
    )


def _marks(numbers: Sequence[int], place: str) -> str:
    """The marks of pieces of evidence in square brackets."""
    if not numbers:
        return ""
    marks = [evidence_mark(n) for n in numbers]
    said = [link(place, mark, "Reference", f"Evidence {mark[1:]}") if place else run(mark) for mark in marks]
    return run(f"{NBSP}[") + run(f",{NBSP}").join(said) + run("]")
