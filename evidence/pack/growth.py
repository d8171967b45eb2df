"""The chapter on inclusive growth: the walk of the place on paper, with what every score depends on."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.analysis.comparators import containing_country
from evidence.errors import EvidenceError
from evidence.growth import words
from evidence.growth.inside import PER_HEAD, within_regions
from evidence.growth.monitor import comparison_set, monitor_of, usual_options
from evidence.growth.walk import Step, Walk, walk_of
from evidence.indicators.aggregate import Figure
from evidence.pack.blocks import Block, Chapter, Heading, Note, Paragraph, Statement
from evidence.pack.making import WIDTH, Asked, chart_picture, findings, numbered, table_of
from evidence.show.growth_charts import dimensions_chart, measures_chart
from evidence.show.growth_quadrant import quadrant_chart
from evidence.show.growth_tables import spreads_table

TITLE = "Inclusive growth"
KEY = "inclusive-growth"
FIELD_NOTE = "What the team makes of it"


def inclusive_growth(asked: Asked) -> Chapter:
    """Prosperity and inclusion, dimension by dimension, beside all places of the same kind; the reason where none can be scored."""
    base = asked.base
    try:
        among = comparison_set(base, asked.area.code)
        monitor = monitor_of(base, among, usual_options(base))
        walk = walk_of(base, monitor, asked.area.code, comparator=asked.benchmark)
    except EvidenceError as error:
        return Chapter(KEY, TITLE, (str(error),), ())
    blocks: list[Block] = [
        Paragraph(f"{monitor.framework.after} {words.options_line(monitor)}"),
        Note(f"{words.relative(monitor.options.variant)} {words.NOT_JRF}"),
        *_themes(asked, walk),
    ]
    for step in walk.steps:
        blocks += _step(asked, walk, step)
    blocks += [*_together(asked, walk), *_inside(asked, walk)]
    return Chapter(KEY, TITLE, (words.headline(walk), words.typology(walk)), tuple(blocks))


def _themes(asked: Asked, walk: Walk) -> list[Block]:
    numbers = _cite(asked, walk.steps)
    said = [
        text(walk, theme) for theme in walk.themes.values() for text in (words.theme_sentence, words.change_sentence)
    ]
    chart = dimensions_chart(asked.base, walk, width=WIDTH)
    picture = chart_picture(asked, chart, "growth-dimensions", _figures(walk.steps))
    return [Heading("Prosperity and inclusion"), *findings(Statement(text, None, numbers) for text in said), picture]


def _step(asked: Asked, walk: Walk, step: Step) -> list[Block]:
    numbers = _cite(asked, [step])
    said = [words.step_sentence(walk, step), words.step_change(walk, step), words.nearest(asked.base, step)]
    chart = measures_chart(asked.base, walk, step, width=WIDTH)
    picture = chart_picture(asked, chart, f"growth-{step.dimension.key}", _figures([step]))
    reading = dict(asked.readings).get(step.dimension.key, ())
    team: list[Block] = [Heading(FIELD_NOTE, 3), *map(Paragraph, reading)] if reading else []
    return [
        Heading(step.dimension.name),
        Paragraph(words.dimension_line(step.dimension)),
        *findings(Statement(text, None, numbers) for text in said if text),
        picture,
        *_read_with(step),
        *team,
    ]


def _read_with(step: Step) -> list[Block]:
    """What the evidence cannot say of a dimension, and what the publishers say of its figures."""
    blocks: list[Block] = [Heading("What the evidence cannot say", 3)] if step.cannot else []
    blocks += [Note(text) for text in step.cannot]
    if step.caveats:
        blocks.append(Note(f"The publishers on these figures. {' '.join(step.caveats)}"))
    return blocks


def _together(asked: Asked, walk: Walk) -> list[Block]:
    """Whether prosperity and inclusion go together across the set, by level and by change."""
    monitor, numbers = walk.monitor, _cite(asked, walk.steps)
    blocks: list[Block] = [Heading("Do prosperity and inclusion go together?")]
    for what in ("level", "change"):
        try:
            said = [
                words.association_sentence(monitor, what, monitor.association(what)),
                words.without_sentence(monitor, what, monitor.association_without(what)),
            ]
        except EvidenceError as error:
            blocks.append(Note(str(error)))
            continue
        blocks += findings(Statement(text, None, numbers) for text in said if text)
        chart = quadrant_chart(asked.base, monitor, what, walk, width=WIDTH)
        blocks.append(chart_picture(asked, chart, f"growth-quadrant-{what}", ()))
    return blocks


def _inside(asked: Asked, walk: Walk) -> list[Block]:
    """How far the place's districts lie apart."""
    if not walk.spreads:
        return []
    base = asked.base
    figures = tuple(f for s in walk.spreads for f in s.figures)
    numbers = asked.cited.of(*(base.indicator(s.indicator) for s in walk.spreads))
    table = table_of(
        spreads_table(base, walk),
        key="growth-inside",
        title=f"How far the districts of {asked.area.name} lie apart",
        source=_source(numbers),
        figures=figures,
    )
    said = []
    country = containing_country(base, asked.area.code)
    if country:
        for slug in PER_HEAD[:1]:
            whole = within_regions(base, slug, country)
            said.append(words.within_sentence(base.indicator(slug).name, base.areas[country], whole))
    return [Heading("Between its districts"), *findings(Statement(text, None, numbers) for text in said), table]


def _cite(asked: Asked, steps: Sequence[Step]) -> tuple[int, ...]:
    slugs = dict.fromkeys(slug for step in steps for stand in step.stands for slug in stand.measure.indicators)
    return asked.cited.of(*(asked.base.indicator(slug) for slug in slugs))


def _figures(steps: Sequence[Step]) -> tuple[Figure, ...]:
    return tuple(dict.fromkeys(f for step in steps for stand in step.stands for f in stand.here.figures))


def _source(numbers: Sequence[int]) -> str:
    return f"{numbered(numbers).rstrip('.')}; scores: worked out by this app."
