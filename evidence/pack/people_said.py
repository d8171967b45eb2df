"""The chapter on what people said: who was heard and who was not, counted, and the words that may be quoted; no names of people."""

from __future__ import annotations

from evidence import wording
from evidence.indicators.base import EvidenceBase
from evidence.indicators.breakdowns import read_breakdowns
from evidence.narrative.engagement_tables import (
    NOT_A_SAMPLE,
    WHO_COUNTS,
    count_tables,
    heard_sentence,
    quotes_table,
    shares_note,
    speakers_table,
    unheard_sentence,
    unheard_table,
)
from evidence.narrative.heard import Summary, summary_of
from evidence.narrative.records import evidence_of
from evidence.narrative.speakers import has_firms
from evidence.pack.blocks import Block, Chapter, Heading, Note, Paragraph, Table
from evidence.pack.making import Asked, numbered, table_of
from evidence.pack.narrative_words import LONGEST_CELL, one_line, quoted
from evidence.productivity.industry import ENTERPRISES

TITLE, KEY = "What people said", "people-said"
OUR_LOG = "the team's log of conversations and reports."


def people_said(asked: Asked) -> Chapter:
    """Who was heard on what, who was not, and what may be quoted."""
    items = [evidence_of(item) for item in asked.written.of("evidence")]
    summary = summary_of(items, asked.base, asked.told_of)
    if not items:
        return Chapter(KEY, TITLE, (heard_sentence(summary),), ())
    blocks = [Note(f"{NOT_A_SAMPLE} {WHO_COUNTS}"), *_heard(summary), *_unheard(asked, summary)]
    return Chapter(KEY, TITLE, (heard_sentence(summary),), (*blocks, *_quotes(asked.base, summary)))


def _heard(summary: Summary) -> list[Block]:
    blocks: list[Block] = [Heading("Who was heard")]
    if summary.speakers:
        title = "Organisations by name where they may be quoted, the others without"
        blocks.append(_table("said-speakers", title, speakers_table(summary)))
    for heading, frame in count_tables(summary).items():
        if len(frame):
            words = heading[:1].lower() + heading[1:]
            blocks.append(_table(f"said-by-{words.replace(' ', '-')}", f"Entries by {words}", frame))
    return blocks


def _table(key: str, title: str, frame: object) -> Table:
    made = table_of(frame, key=key, title=title, source=OUR_LOG)  # type: ignore[arg-type]
    rows = tuple(tuple(one_line(cell, LONGEST_CELL) for cell in row) for row in made.rows)
    return Table(key, title, made.columns, rows, made.numeric, OUR_LOG)


def _unheard(asked: Asked, summary: Summary) -> list[Block]:
    frame = unheard_table(summary)
    if frame.empty:
        return []
    source, note = OUR_LOG, ""
    if has_firms(asked.base):
        described = read_breakdowns(asked.base.folder / "breakdowns")[0][ENTERPRISES]
        source = f"{OUR_LOG.rstrip('.')}; shares: {numbered(asked.cited.of_named((described.source, described.name)))}"
        note = shares_note(asked.base).split(" Source: ")[0]
    title = "Whom no conversation is on record with or about"
    table = table_of(frame, key="said-unheard", title=title, source=source, note=note)
    lacking = unheard_sentence(summary)
    return [Heading("Not heard yet"), *([Paragraph(lacking)] if lacking else []), table]


def _quotes(base: EvidenceBase, summary: Summary) -> list[Block]:
    """What may be quoted, by theme, and how much may not."""
    kept = wording.counted(summary.not_quotable, "entry").replace("entrys", "entries")
    verb = "is" if summary.not_quotable == 1 else "are"
    note = f"{kept} {verb} not for quotation: counted above, and the words stay with the team."
    blocks: list[Block] = []
    theme = None
    for name, row in quotes_table(base, summary).iterrows():
        if name != theme:
            theme = name
            blocks.append(Heading(one_line(str(name), LONGEST_CELL), 3))
        said, who, when = (one_line(str(row[column])) for column in ("What was said", "Who said it", "When"))
        blocks.append(Paragraph(f"{quoted(said)} {who[:1].upper()}{who[1:]}{f', {when}' if when else ''}."))
    told: list[Block] = [Heading("In their words"), *blocks] if blocks else []
    return [*told, *([Note(note)] if summary.not_quotable else [])]
