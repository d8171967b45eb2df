"""The chapter for the team on how its narrative stands by the eight principles of a good one: facts, and the team's answers."""

from __future__ import annotations

from evidence.narrative.principles import Tested, principles_of
from evidence.narrative.records import about_of, evidence_of, principle_of, priority_of
from evidence.narrative.review import overclaims_of
from evidence.narrative.shape import Principle, open_shape
from evidence.pack.blocks import Block, Chapter, Heading, Note, Paragraph, Statement
from evidence.pack.making import Asked, findings
from evidence.pack.narrative_words import one_line

TITLE, KEY = "For the team: how the narrative stands by the eight principles", "principles"
ANSWERS = {"yes": "Yes", "partly": "Partly", "no": "No", "": "Not answered yet"}
DIFFERS = "The answer and what can be counted point different ways. Both stand."


def principles(asked: Asked) -> Chapter:
    """What can be counted of each principle, what the team answers, and why."""
    shape = open_shape(asked.base)
    tested = {one.key: one for one in _tested(asked)}
    blocks = [block for one in shape.principles for block in _principle(one, tested[one.key])]
    lines = ("What can be counted is counted; the answers are the team's. There is no score.",)
    return Chapter(KEY, TITLE, lines, (*blocks, Note(shape.source)))


def _tested(asked: Asked) -> tuple[Tested, ...]:
    written, told = asked.written, asked.told
    claims = [statement.claim for statement in told.statements]
    evidence = {item.id: evidence_of(item) for item in written.of("evidence")}
    return principles_of(
        asked.base,
        asked.told_of,
        claims,
        [statement.standing for statement in told.statements],
        evidence,
        about_of(written.of("about")[0]),
        written.sign_offs,
        [principle_of(item) for item in written.of("principle")],
        year=asked.as_of.year,
        priorities=[priority_of(item) for item in written.of("priority")],
        overclaims=overclaims_of(asked.base, asked.told_of, claims, evidence),
    )


def _principle(principle: Principle, tested: Tested) -> list[Block]:
    said = [f"{principle.question} {ANSWERS.get(tested.answer, ANSWERS[''])}.", one_line(tested.reasons)]
    notes = ["A threshold is passed, so this is worth a look."] if tested.concern else []
    notes += [DIFFERS] if tested.differs else []
    return [
        Heading(principle.name),
        Paragraph(principle.what),
        *findings(Statement(one_line(line), None, ()) for line in tested.lines),
        *(Paragraph(text) for text in said if text),
        *([Note(" ".join(notes))] if notes else []),
    ]
