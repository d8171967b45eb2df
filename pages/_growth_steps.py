"""The steps of the walk on the page: overview, six dimensions, all places, inside the place."""

from __future__ import annotations

from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from evidence.analysis.comparators import ENGLAND
from evidence.growth import titles, words
from evidence.growth.framework import THEMES, Framework
from evidence.growth.inside import PER_HEAD, Spread, spread, within_regions
from evidence.growth.lipsit import answers
from evidence.growth.monitor import Monitor
from evidence.growth.walk import DEPRIVED, Step, Walk
from evidence.indicators.base import EvidenceBase
from evidence.show.growth_charts import dimensions_chart, measures_chart
from evidence.show.growth_quadrant import quadrant_chart
from evidence.show.growth_spread import deprived_chart, districts_chart
from evidence.show.growth_tables import places_csv, places_json, places_table, spreads_table, walk_json
from evidence.show.plain import plain, plain_table
from pages._growth_readings import reading_field, readings_file, readings_so_far
from pages._shared import answer, download, pick, reading, said, sentences, show_chart

OVERVIEW, ALL_PLACES, INSIDE = "overview", "all-places", "inside"


def steps_of(framework: Framework) -> dict[str, str]:
    """The steps of the walk with their names, in order."""
    dimensions = {d.key: d.name for d in framework.dimensions}
    return {OVERVIEW: "Overview", **dimensions, ALL_PLACES: "All places", INSIDE: "Inside the place"}


def show_step(base: EvidenceBase, walk: Walk, key: str) -> None:
    """One step of the walk, with what its scores depend on."""
    if key == OVERVIEW:
        overview(base, walk)
    elif key == ALL_PLACES:
        all_places(base, walk.monitor, walk)
    elif key == INSIDE:
        inside(base, walk)
    else:
        dimension(base, walk, step_of(walk, key))


def step_of(walk: Walk, key: str) -> Step:
    """The step of this dimension."""
    return next(step for step in walk.steps if step.dimension.key == key)


def overview(base: EvidenceBase, walk: Walk) -> None:
    """Both themes, level and change, how sure that is, and the six dimensions."""
    answer(words.headline(walk))
    themes(walk)
    st.write(plain(words.typology(walk)))
    show_chart(dimensions_chart(base, walk), "dimensions")
    made_of(walk.monitor)
    readings_so_far(walk.monitor.framework, walk.area)
    name = f"inclusive-growth-{walk.area.code.replace(':', '-')}"
    download(f"{name}.json", lambda: walk_json(walk), "The whole walk (JSON)")


def themes(walk: Walk, more: str = "") -> None:
    """Both themes side by side; `more` is a further class of the list."""
    variant = walk.monitor.options.variant
    items = "".join(
        f"<li><div class='name'>{escape(THEMES[key])}</div>"
        f"<div class='figure'>{escape(words.score(theme.level, variant))}</div>"
        f"<div class='relative'>{escape(f'relative to {set_words(walk.monitor)}')}</div>"
        f"<p>{escape(titles.rest(words.theme_sentence(walk, theme), THEMES[key], words.score(theme.level, variant)))}</p>"
        f"<p class='moved'>{escape(titles.rest(words.change_sentence(walk, theme), THEMES[key]))}</p></li>"
        for key, theme in walk.themes.items()
    )
    st.html(f'<ul class="themes {more}">{items}</ul>')


def dimension(base: EvidenceBase, walk: Walk, step: Step) -> None:
    """What a dimension is, how the place stands and changed, who is nearest, what cannot be said, the team's reading."""
    st.header(step.dimension.name)
    stands(base, walk, step)
    show_chart(measures_chart(base, walk, step), f"measures-{step.dimension.key}")
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("What the evidence cannot say")
        limits(step)
    with right:
        st.subheader("What your team makes of it")
        reading_field(walk.area, step.dimension)
        readings_file(base, walk.monitor.framework)


def stands(base: EvidenceBase, walk: Walk, step: Step) -> None:
    """What a dimension is and why it matters, how the place stands on it and changed, and who is nearest."""
    found = step.dimension
    among = [d.key for d in walk.monitor.framework.of_theme(found.theme)]
    where = f"{THEMES[found.theme]}, {among.index(found.key) + 1} of {len(among)}."
    st.html(f'<p class="walk-what"><strong>{where}</strong> {escape(words.dimension_line(found))}</p>')
    answer(titles.rest(words.step_sentence(walk, step), found.name))
    sentences([line for line in (words.step_change(walk, step), words.nearest(base, step)) if line])


def limits(step: Step) -> None:
    """What the evidence cannot say of a dimension, and folded away what the publishers say."""
    sentences(step.cannot)
    if step.caveats:
        with st.expander("What the publishers say of these figures"):
            sentences(step.caveats)


def all_places(base: EvidenceBase, monitor: Monitor, walk: Walk | None) -> None:
    """The two quadrants, whether prosperity and inclusion go together, LIPSIT's question, and every place in a table."""
    st.header(plain(f"All {set_words(monitor)}"))
    for column, what in zip(st.columns(2, gap="medium"), ("level", "change"), strict=True):
        with column, said():
            show_chart(quadrant_chart(base, monitor, what, walk), f"quadrant-{what}")
            sentences(correlations(monitor, what))
    made_of(monitor)
    st.header("Do prosperity and inclusion grow together?")
    sentences(answers(base))
    with st.expander("Table of all places and downloads", key="places-table", on_change="rerun") as fold:
        if fold.open:
            st.dataframe(
                places_table(base, monitor, walk.area.code if walk else ""),
                alt=f"Scores, ranks and changes of {len(monitor.among.codes)} {monitor.among.name}",
                height=420,
            )
            name = f"inclusive-growth-{len(monitor.among.codes)}-places"
            with st.container(horizontal=True):
                download(f"{name}.csv", lambda: places_csv(base, monitor), "All places (CSV)")
                download(f"{name}.json", lambda: places_json(base, monitor), "All places (JSON)")


def correlations(monitor: Monitor, what: str) -> list[str]:
    """Whether prosperity and inclusion go together in the set, and how far that rests on one measure."""
    found, without = monitor.association(what), dict(monitor.association_without(what))
    lines = (words.association_sentence(monitor, what, found), words.without_sentence(monitor, what, without))
    return [line for line in lines if line]


def inside(base: EvidenceBase, walk: Walk) -> None:
    """How far the place's districts lie apart, measure by measure, and its most deprived neighbourhoods."""
    st.header("Inside the place")
    with said():
        if found := chosen_spread(base, walk, st.container()):
            answer(words.spread_sentence(base, found))
            show_chart(districts_chart(base, found), "districts")
            sentences(spread_lines(base, found))
            spreads(base, walk)
    st.header("Most deprived neighbourhoods")
    with said():
        if walk.deprived:
            st.write(plain(titles.deprived_sentence(walk.area, walk.deprived)))
        sentences(base.indicator(DEPRIVED).caveats)
        if len(base.members.get(walk.area.code, ())) > 1:
            show_chart(deprived_chart(base, walk.area.code), "deprived")


def chosen_spread(base: EvidenceBase, walk: Walk, where: DeltaGenerator) -> Spread | None:
    """How far the districts lie apart on the measure that is chosen in a list there; None, and said, where on none.

    Raises EvidenceError where the place is one district.
    """
    spread(base, PER_HEAD[0], walk.area.code)
    known = {found.indicator: found for found in walk.spreads}
    if not known:
        st.write("No measure has a figure for every district of this place.")
        return None
    usual = PER_HEAD[0] if PER_HEAD[0] in known else next(iter(known))
    with where:
        slug = pick("Measure", "inside", tuple(known), lambda s: base.indicators[s].name, default=usual) or usual
    return known[slug]


def spread_lines(base: EvidenceBase, found: Spread) -> list[str]:
    """What a spread is in numbers, and how much of it may be noise."""
    lines = [titles.noise_sentence(base, found), titles.cv_sentence(found), titles.theil_sentence(found)]
    if found.indicator in PER_HEAD:
        country = within_regions(base, found.indicator, ENGLAND)
        lines.append(words.within_sentence(base.indicator(found.indicator).name, base.areas[ENGLAND], country))
    return [line for line in lines if line]


def spreads(base: EvidenceBase, walk: Walk) -> None:
    """How far the districts lie apart on every measure, folded away."""
    with st.expander("Table of all measures", key="spreads-table", on_change="rerun") as fold:
        if fold.open:
            table = spreads_table(base, walk)
            st.table(plain_table(table), alt=f"How far the districts of {walk.area.name} lie apart on each measure")
            name = f"inside-{walk.area.code.replace(':', '-')}"
            download(f"{name}.csv", lambda: table.to_csv(lineterminator="\n"), "Spread of all measures (CSV)")


def set_words(monitor: Monitor) -> str:
    """The comparison set with how many it has: "19 combined authorities"."""
    return f"{len(monitor.among.codes)} {monitor.among.name}"


def made_of(monitor: Monitor) -> None:
    """What a score is and is not, how sure a rank is, what both depend on."""
    reading(titles.made_of(monitor))
