"""Firms, drivers and the way from school to work in the chapter on productivity."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.pack.blocks import Block, Heading, Paragraph
from evidence.pack.making import WIDTH, Asked, numbered, spine_picture, table_of
from evidence.pack.productivity_parts import cite, cite_tables, drawn, said
from evidence.pack.theme_tables import theme_table
from evidence.productivity import context_words
from evidence.productivity.drivers import Answer, drivers_of
from evidence.productivity.firms import Sizes, firms
from evidence.productivity.school import STAGES, school_to_work
from evidence.show.productivity_charts import sizes_chart
from evidence.show.productivity_tables import sizes_table


def firms_part(asked: Asked) -> list[Block]:
    """How many firms of each size there are, and how many begin, end, last and grow."""
    found = firms(asked.base, asked.area.code)
    blocks: list[Block] = []
    for sizes, what in ((found.enterprises, "Enterprises"), (found.workplaces, "Workplaces")):
        blocks += _sizes(asked, sizes, what)
    for standing in found.dynamics.values():
        blocks += said([context_words.standing_sentence(asked.base, standing)], cite(asked, standing.figures))
    return blocks


def _sizes(asked: Asked, found: Sizes, what: str) -> list[Block]:
    base, code, key = asked.base, asked.area.code, f"productivity-{what.lower()}-by-size"
    numbers = cite_tables(asked, found.slug)
    lines = said([context_words.sizes_sentence(base, found, code)], numbers)
    if not found.total:
        return lines
    title = f"{what} in {asked.area.name} by the number of people employed, {found.year}"
    frame = sizes_table(base, found, code)
    table = table_of(frame, key=key, title=title, source=numbered(numbers), note=context_words.NOT_A_SAMPLE)
    return [*lines, drawn(asked, lambda: sizes_chart(base, found, code, width=WIDTH), f"{key}-chart", twin=table)]


def drivers_part(asked: Asked) -> list[Block]:
    """Six causes that are named for productivity, each with its figures or the reason for none."""
    found = drivers_of(asked.base, asked.area.code)
    blocks: list[Block] = [Paragraph(found.source)]
    for answer in found.answers:
        blocks += [Heading(answer.driver.name, 3), *_driver(asked, answer)]
    slugs = [slug for answer in found.answers for slug in answer.driver.indicators]
    return [*blocks, *_spine(asked, slugs, "productivity-drivers", f"What drives productivity in {asked.area.name}")]


def _driver(asked: Asked, answer: Answer) -> list[Block]:
    blocks: list[Block] = [Paragraph(answer.driver.what)]
    for standing in answer.standings:
        blocks += said([context_words.standing_sentence(asked.base, standing)], cite(asked, standing.figures))
    return [*blocks, Paragraph(answer.driver.not_covered)]


def school_part(asked: Asked) -> list[Block]:
    """The steps from school to work in order, NEET with its bounds in words; the chapter on young people draws them."""
    base, code = asked.base, asked.area.code
    found = school_to_work(base, code)
    blocks: list[Block] = [Paragraph(context_words.school_sentence(found))]
    for stage in found.stages:
        line = f"{stage.when}. {context_words.stage_sentence(base, stage)}"
        figures = stage.standing.figures
        blocks += said([line], cite(asked, figures) or asked.cited.of(base.indicator(stage.indicator)))
    slugs = [slug for slug, _ in STAGES]
    blocks += _spine(asked, slugs, "productivity-school", f"From school to work in {asked.area.name}")
    return blocks


def _spine(asked: Asked, slugs: Sequence[str], key: str, title: str) -> list[Block]:
    """Indicators beside those of places of the same kind, with their table; nothing where none has a figure."""
    rows = [row for slug in slugs if (row := asked.profile.row(slug))]
    if not rows:
        return []
    return [spine_picture(asked, f"{key}-spine", slugs, twin=theme_table(asked, f"{key}-table", title, rows))]
