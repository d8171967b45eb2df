"""The chapter on productivity evidence: level and gap, where it comes from, industries, firms, drivers, from school to work."""

from __future__ import annotations

from collections.abc import Callable

from evidence.analysis.comparators import ENGLAND, UK
from evidence.analysis.trend import history
from evidence.errors import EvidenceError
from evidence.pack.blocks import Block, Chapter, Heading, Note, Paragraph
from evidence.pack.making import TALL, WIDTH, Asked, chart_picture, numbered, table_of
from evidence.pack.productivity_firms import drivers_part, firms_part, school_part
from evidence.pack.productivity_industries import districts_part, growth_part, industries_part
from evidence.pack.productivity_parts import cite, drawn, said
from evidence.productivity import context_words, words
from evidence.productivity.level import PER_HOUR, output
from evidence.productivity.national import contexts
from evidence.productivity.parts import prosperity_per_head
from evidence.show.charts import trend_chart
from evidence.show.productivity_charts import parts_chart
from evidence.show.productivity_tables import parts_table

KEY, TITLE = "productivity-evidence", "Productivity evidence"


def productivity(asked: Asked) -> Chapter:
    """The productivity evidence of the place; a part that cannot be had gives its reason."""
    out = output(asked.base, asked.area.code)
    if out.level.value is None:
        return Chapter(KEY, TITLE, (out.level.reason,), ())
    blocks: list[Block] = []
    for title, make in PARTS:
        try:
            made = make(asked)
        except EvidenceError as error:
            made = [Note(str(error))]
        blocks += [Heading(title), *made] if made else []
    return Chapter(KEY, TITLE, (words.headline(asked.base, out) + ".", words.prize_sentence(out)), tuple(blocks))


def level_part(asked: Asked) -> list[Block]:
    """What an hour of work produces, its rank, origin and change, and what closing the gap would come to."""
    base, code = asked.base, asked.area.code
    out = output(base, code)
    lines = [words.level_sentence(out), words.origin_sentence(out), words.rank_sentence(out)]
    lines += [words.prize_sentence(out), words.hours_sentence(out), *words.change_sentences(out)]
    blocks = said(lines, cite(asked, out.figures))
    # The chapter on output already draws England and the UK beside each other.
    if code not in (UK, ENGLAND):
        figures = [figure for one in (code, UK, ENGLAND) for figure in history(base, PER_HOUR, one)]
        chart = trend_chart(base, PER_HOUR, code, (UK, ENGLAND), width=WIDTH, tall=TALL)
        blocks.append(chart_picture(asked, chart, "productivity-level", figures))
    return [*blocks, Note(" ".join(words.CAVEATS))]


def output_per_head_part(asked: Asked) -> list[Block]:
    """Output per head as the product of three, and which of them makes the difference."""
    found = prosperity_per_head(asked.base, asked.area.code)
    numbers = cite(asked, found.figures)
    key = "productivity-parts"
    table = table_of(
        parts_table(found),
        key=key,
        title=f"Output per head of {asked.area.name} and the UK as the product of three parts",
        source=numbered(numbers),
        figures=found.figures,
    )
    picture = drawn(asked, lambda: parts_chart(asked.base, found, width=WIDTH), f"{key}-chart", twin=key)
    return [*said(words.parts_sentences(asked.base, found), numbers), picture, table]


def country_part(asked: Asked) -> list[Block]:
    """Numbers of the country alone."""
    found = contexts(asked.base)
    return [Paragraph(context_words.NATIONAL_ONLY), *(Paragraph(context_words.context_sentence(c)) for c in found)]


PARTS: tuple[tuple[str, Callable[[Asked], list[Block]]], ...] = (
    ("Level and gap", level_part),
    ("Where output per head comes from", output_per_head_part),
    ("Industries", industries_part),
    ("Growth by industry", growth_part),
    ("How alike its districts are", districts_part),
    ("Firms", firms_part),
    ("What drives productivity", drivers_part),
    ("From school to work", school_part),
    ("The country, for context", country_part),
)
