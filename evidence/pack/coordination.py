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
from evidence.coordination.listing import several
from evidence.coordination.place import NOT_EMPTY, Coordination, coordination_of, similar_cases
from evidence.coordination.tables import OWN
from evidence.indicators.catalogue import COORDINATION
from evidence.pack.blocks import Block, Chapter, Heading, Note, Paragraph, Statement, Table
from evidence.pack.making import WIDTH, Asked, chart_picture, findings, numbered, table_of
from evidence.show.coordination_chart import matrix_chart
from evidence.show.coordination_tables import cases_table, neighbours_table

MANY = 4  # entries that stand in one row
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
    """Who does what: a row an activity, and one for all entries of a list that differ in nothing but their names."""
    blocks: list[Block] = []
    if found.own:
        rows = tuple(_row(group) for group in _alike(found.own))
        columns = ("Activity", "Kind", "Reach", "When", "Functions", "Pillars")
        title = f"Coordination activity on record in {asked.area.name}"
        table = Table("coordination-who", title, columns, rows, (False,) * 6, _listed(asked, found.own), (), NOT_EMPTY)
        blocks = [Heading("Who does what"), table, *_caveats(asked, found)]
    if found.ended:
        cite(asked, [held.activity for held in found.ended])
        names = "; ".join(f"{h.activity.name} ({words.life(h.activity)})" for h in found.ended)
        blocks.append(Paragraph(f"Ended, and in none of the tables: {names}."))
    if found.national:
        names = "; ".join(held.activity.name for held in found.national)
        blocks.append(Paragraph(f"Covering a whole country, and not counted here: {names}."))
    return blocks


def _alike(held: Sequence[Held]) -> list[list[Held]]:
    """Activities one by one, and entries of lists together where more than a few differ in nothing but their names."""
    groups: dict[tuple[str, ...], list[Held]] = {}
    for h in held:
        a = h.activity
        alike = (a.layer, a.kind, words.reach(h), words.life(a), *a.functions, "|", *a.pillars)
        groups.setdefault((a.slug,) if a.story or a.layer == OWN else alike, []).append(h)
    return [part for group in groups.values() for part in ([group] if len(group) >= MANY else [[h] for h in group])]


def _row(group: Sequence[Held]) -> tuple[str, ...]:
    first, names = group[0].activity, "; ".join(_named(h.activity) for h in group)
    return (
        names,
        words.kind(first) if len(group) == 1 else f"{len(group)} {several(first.kind)}",
        words.reach(group[0]),
        words.life(first),
        words.function_names(first.functions),
        words.pillar_names(first.pillars),
    )


def _named(activity: Activity) -> str:
    """A name, without the kind that the row says already; what the team added is marked."""
    ending = f" {KINDS[activity.kind]}"
    short = activity.name[: -len(ending)] if activity.name.casefold().endswith(ending) else activity.name
    return f"{short} (added by the team)" if activity.layer == OWN else short


def _caveats(asked: Asked, found: Coordination) -> list[Block]:
    """What entries of lists are to be read with: a caveat that several of a kind share stands once."""
    told: dict[tuple[str, str], list[Activity]] = {}
    listed = [h for h in found.own if h.activity.caveats and not h.activity.story]
    for activity in (h.activity for h in listed):
        for caveat in activity.caveats:
            told.setdefault((caveat, activity.kind), []).append(activity)
    if not told:
        return []
    rows = tuple(
        (f"{len(named)} {several(kind)}" if len(named) >= MANY else "; ".join(a.name for a in named), caveat)
        for (caveat, kind), named in told.items()
    )
    title = "What entries of the lists are to be read with"
    return [
        Table("coordination-caveats", title, ("Entry", "Read with this"), rows, (False, False), _listed(asked, listed))
    ]


def _listed(asked: Asked, held: Sequence[Held]) -> str:
    """The sources of these activities by their numbers."""
    numbers = cite(asked, [h.activity for h in held])
    return numbered(numbers)


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
        who = named[0].name if count == 1 else f"{count} {several(named[0].kind)}, each"
        said.append(Statement(f"{who}. {line}", None, cite(asked, named)))
    return [Heading("Figures that the lists give"), *findings(said)] if said else []


def _gaps(found: Coordination) -> list[Block]:
    """Where nothing is on record, a sentence a function."""
    lines = words.gap_lines(found)
    if not lines:
        return []
    return [Heading("Where nothing is on record"), *map(Paragraph, lines)]


def _neighbours(asked: Asked, found: Coordination) -> list[Block]:
    heading = Heading("What statistical neighbours have")
    if not found.neighbours:
        return [heading, Note(found.no_neighbours)]
    if not any(n.counts for n in found.neighbours):
        return []
    counted = [layer for layer in asked.register.layers.values() if layer.counted]
    numbers = asked.cited.of_named(*((layer.source, layer.name) for layer in counted))
    dated = wording.listed([f"{layer.name} ({words.moment(layer.as_of)})" for layer in counted])
    source = f"{numbered(numbers)} Counted: {dated}, which cover England only. {NOT_EMPTY}"
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
    more = len(cases) - len(both)
    rest = f" {more} more {'case is' if more == 1 else 'cases are'} in the register without both." if more else ""
    return [
        Heading("What similar work achieved and cost elsewhere"),
        Paragraph(f"Cases with both an outcome and a cost on record. {NOT_RANKED}{rest}"),
        table_of(
            cases_table(figures),
            key="coordination-cases",
            title="Outcomes and costs of cases elsewhere, as printed and uprated by the GDP deflator",
            source=f"{numbered(numbers).rstrip('.')}; HM Treasury, GDP deflators.",
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
