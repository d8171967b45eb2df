"""The chapter on coordination: who does what together in the place, where nothing is on record, what it cost elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from evidence import wording
from evidence.analysis.prices import gdp_deflator
from evidence.coordination import words
from evidence.coordination.activities import FUNCTIONS, KINDS, PILLARS, Activity
from evidence.coordination.coverage import Held
from evidence.coordination.figures import compared
from evidence.coordination.place import NOT_EMPTY, Coordination, coordination_of, similar_cases
from evidence.indicators.catalogue import COORDINATION
from evidence.pack.blocks import Block, Chapter, Heading, Note, Paragraph, Statement, Table
from evidence.pack.making import WIDTH, Asked, chart_picture, findings, table_of
from evidence.show.coordination_chart import matrix_chart
from evidence.show.coordination_tables import cases_table, neighbours_table

OUR_READING = (
    "Which of the five functions and of the pillars an activity serves is our reading of its source, after Demos, "
    "Economies of coordination (April 2026)."
)
NOT_RANKED = (
    "These figures count different things over different times, some as gross totals and some as net effects, so they are "
    "listed by kind and name and not ranked."
)


def coordination(asked: Asked) -> Chapter:
    """Coordination in the place: functions by pillars, who does what, gaps, neighbours, comparable cases, the lists."""
    found = coordination_of(asked.base, asked.register, asked.area.code, model=asked.model)
    blocks: list[Block] = [Note(NOT_EMPTY), *_matrix(asked, found), *_who(asked, found), *_gaps(found)]
    told = [block for held in found.own for block in _told(asked, held.activity)]
    blocks += [Heading("What is told of them"), *told] if told else []
    blocks += _figures_of_lists(asked, found)
    blocks += [*_neighbours(asked, found), *_elsewhere(asked, found), *_lists(asked, found)]
    return Chapter("coordination", COORDINATION, words.summary(found), tuple(blocks))


def cite(asked: Asked, activities: Sequence[Activity]) -> tuple[int, ...]:
    """The numbers of the sources of these activities, which are from now on cited: a list by its name, a case by its own."""
    layers = asked.register.layers
    return asked.cited.of_named(
        *((a.source, layers[a.layer].name if a.layer in layers else a.name) for a in activities)
    )


def _matrix(asked: Asked, found: Coordination) -> list[Block]:
    if not found.own:
        return []
    cite(asked, [held.activity for held in found.own])
    meaning = "; ".join(f"{name}: {text}" for name, text in (*FUNCTIONS.values(), *PILLARS.values()))
    picture = chart_picture(asked, matrix_chart(found, width=WIDTH), "coordination-matrix", ())
    return [Heading("Functions by pillars"), Paragraph(f"{OUR_READING} {meaning}."), picture]


def _who(asked: Asked, found: Coordination) -> list[Block]:
    """Who does what, a row a kind of activity: a row each would fill pages with boards of neighbourhoods."""
    blocks: list[Block] = []
    if found.own:
        kinds = dict.fromkeys(held.activity.kind for held in found.own)
        rows = tuple(_kind_row([h for h in found.own if h.activity.kind == kind]) for kind in kinds)
        columns = ("Kind", "On record", "Which", "Functions", "Pillars")
        title = f"Coordination activity on record in {asked.area.name}"
        note = "Where only part of the place is covered, that is said in brackets."
        numeric = (False, True, False, False, False)
        table = Table("coordination-who", title, columns, rows, numeric, _listed(asked, found.own), (), note)
        blocks = [Heading("Who does what"), table]
    if found.national:
        names = "; ".join(held.activity.name for held in found.national)
        blocks.append(Paragraph(f"Covering a whole country, and not counted here: {names}."))
    return blocks


def _kind_row(held: Sequence[Held]) -> tuple[str, ...]:
    activities = [h.activity for h in held]
    functions = [key for key in FUNCTIONS if any(key in a.functions for a in activities)]
    pillars = [key for key in PILLARS if any(key in a.pillars for a in activities)]
    inside = all(h.extent == "part" for h in held)
    names = "; ".join(
        _short_name(a) + (" (part)" if h.extent == "part" and not inside else "")
        for h, a in zip(held, activities, strict=True)
    )
    return (
        words.kind(activities[0]),
        str(len(held)),
        f"{names} (each part of it)" if inside and len(held) > 1 else f"{names} (part)" if inside else names,
        words.function_names(functions),
        words.pillar_names(pillars),
    )


def _short_name(activity: Activity) -> str:
    """A name without the kind that the row says already."""
    ending = f" {KINDS[activity.kind]}"
    return activity.name[: -len(ending)] if activity.name.casefold().endswith(ending) else activity.name


def _listed(asked: Asked, held: Sequence[Held]) -> str:
    """The sources of these activities by their numbers."""
    numbers = cite(asked, [h.activity for h in held])
    return f"numbers {wording.listed([str(n) for n in numbers])} in the list of sources at the end."


def _told(asked: Asked, activity: Activity) -> list[Block]:
    """What is told of an activity: its story, its figures, what to read them with; none where its source only lists it."""
    if not activity.story:
        return []
    numbers = cite(asked, [activity])
    said = [Statement(words.figure_line(figure), None, numbers) for figure in activity.figures]
    return [
        Heading(activity.name, 3),
        Paragraph(activity.story),
        *findings(said),
        *([Note(" ".join(activity.caveats))] if activity.caveats else []),
    ]


def _figures_of_lists(asked: Asked, found: Coordination) -> list[Block]:
    """Figures of bodies that lists name without a story; one that a list gives for most of its bodies is said once."""
    listed = [h.activity for h in found.own if not h.activity.story and h.activity.figures]
    counts = Counter(words.figure_line(figure) for a in listed for figure in a.figures)
    said: list[Statement] = []
    for line, count in counts.items():
        named = [a for a in listed if any(words.figure_line(f) == line for f in a.figures)]
        who = named[0].name if count == 1 else f"{words.activities(count)} of the kind {KINDS[named[0].kind]}, each"
        said.append(Statement(f"{who}. {line}", None, cite(asked, named)))
    return [Heading("Figures that the lists give"), *findings(said)] if said else []


def _gaps(found: Coordination) -> list[Block]:
    """Where nothing is on record, a sentence a function."""
    lines = words.gap_lines(found)
    if not lines:
        return []
    return [Heading("Where nothing is on record"), Paragraph(f"{NOT_EMPTY} {' '.join(lines)}")]


def _neighbours(asked: Asked, found: Coordination) -> list[Block]:
    heading = Heading("What statistical neighbours have")
    if not found.neighbours:
        return [heading, Note(found.no_neighbours)]
    if not found.counts:
        return []
    source = "the lists named at the end of this chapter that are complete; others are not counted."
    title = f"{asked.area.name} and its statistical neighbours on complete national lists"
    return [heading, table_of(neighbours_table(found), key="coordination-neighbours", title=title, source=source)]


def _elsewhere(asked: Asked, found: Coordination) -> list[Block]:
    """Cases from elsewhere that give both an outcome and a cost; how many more there are is said."""
    cases = similar_cases(asked.register, found)
    both = [a for a in cases if {"outcome", "cost"} <= {figure.measures for figure in a.figures}]
    if not both:
        return []
    figures = compared(both, gdp_deflator(asked.base))
    numbers = cite(asked, both)
    rest = (
        f" {words.activities(len(cases) - len(both))} more without both are in the register."
        if len(cases) > len(both)
        else ""
    )
    return [
        Heading("What similar work achieved and cost elsewhere"),
        Paragraph(f"Cases with both an outcome and a cost on record. {NOT_RANKED}{rest}"),
        table_of(
            cases_table(figures),
            key="coordination-cases",
            title="Outcomes and costs of cases elsewhere, as printed and uprated by the GDP deflator",
            source=f"numbers {wording.listed([str(n) for n in numbers])} in the list of sources at the end; HM Treasury, GDP deflators.",
        ),
    ]


def _lists(asked: Asked, found: Coordination) -> list[Block]:
    """How far the lists go that name something here, or that are counted."""
    named = {held.activity.layer for held in found.held}
    layers = [layer for layer in asked.register.layers.values() if layer.counted or layer.slug in named]
    if not layers:
        return []
    rows = tuple((layer.name, layer.completeness, "yes" if layer.counted else "no") for layer in layers)
    columns = ("List", "How far it goes", "Counted by area")
    table = Table(
        "coordination-lists",
        "The lists that name something here, or that are counted",
        columns,
        rows,
        (False, False, False),
        "the lists themselves, as cited above.",
    )
    return [Heading("How far the register goes"), table]
