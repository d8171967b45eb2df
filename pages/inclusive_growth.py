"""Inclusive growth: the walk through prosperity and inclusion, dimension by dimension, with all places and inside the place."""

from __future__ import annotations

from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from evidence.analysis.comparators import ENGLAND
from evidence.errors import EvidenceError
from evidence.growth import titles, words
from evidence.growth.choices import (
    CHANGE_NAMES,
    SCORE_NAMES,
    beside,
    beside_words,
    monitor_for,
    other_sets,
    sets_for,
    spans,
)
from evidence.growth.framework import THEMES, Framework
from evidence.growth.inside import PER_HEAD, spread, within_regions
from evidence.growth.monitor import (
    Monitor,
    Options,
    checked_options,
    geography_set,
    monitor_of,
    usual_options,
)
from evidence.growth.scores import CHANGES, VARIANTS
from evidence.growth.walk import DEPRIVED, Step, Walk, walk_of
from evidence.indicators.base import EvidenceBase
from evidence.places.areas import Area
from evidence.show.growth_charts import dimensions_chart, measures_chart
from evidence.show.growth_quadrant import quadrant_chart
from evidence.show.growth_spread import deprived_chart, districts_chart
from evidence.show.growth_tables import places_csv, places_json, places_table, spreads_table, walk_json
from evidence.show.plain import plain, plain_table
from pages._growth_readings import reading_field, readings_file, readings_so_far
from pages._shared import (
    FOLDER,
    answer,
    current_evidence,
    download,
    frame,
    head,
    hold,
    next_previous,
    pick,
    pick_place,
    projector,
    reading,
    said,
    sentences,
    settle,
    show_chart,
    stepper,
    through_app,
)

OVERVIEW, SIX, ALL_PLACES, INSIDE = "overview", "six", "all-places", "inside"
NAMES = {OVERVIEW: "Overview", SIX: "Six dimensions", ALL_PLACES: "All places", INSIDE: "Inside the place"}
LARGE = 1.25  # of charts on the projector, where a step is to fit a screen
TO_TOP = "<span class='{1}'></span><script data-step='{0}'>document.querySelector('[data-testid=stMain]')?.scrollTo(0, 0)</script>"


@st.fragment
def page() -> None:
    """Choose, then one step of the walk at a time; a fragment, so that a choice sends only what it changes."""
    base = current_evidence()
    large = projector()
    st.html(FOLDER / "growth.css")
    heading, body, controls = frame(large)
    place, among, options, comparator = choices(base, controls, large)
    with body, said():
        monitor = scored(base, place, among, options)
        if place is None or monitor is None:
            with heading.container(width="stretch"):
                head("Inclusive growth", place)
            if place is None and monitor is not None:
                welcome(base, monitor, large)
            return
        walk_through(base, heading, walk_of(base, monitor, place.code, comparator=comparator), large)


def scored(base: EvidenceBase, place: Area | None, among: str, options: Options) -> Monitor | None:
    """The scores of the set that is asked for; None where there are none, with the sentence why and what leads on."""
    try:
        checked_options(base, options)
    except EvidenceError as error:
        st.info(str(error), icon=":material/info:")
        st.button("Use the usual years", on_click=_usual_years, args=(usual_options(base),))
        return None
    try:
        if place is None:
            return monitor_of(base, geography_set(base, among), options)
        return monitor_for(base, place, among, options)
    except EvidenceError as error:
        st.info(str(error), icon=":material/info:")
        others = other_sets(base, place, among, options) if place else {}
        st.write("Score it among another set:" if others else "Choose another place above.")
        with st.container(horizontal=True):
            for key, name in others.items():
                st.button(name, key=f"lead-{key}", on_click=_among, args=(key,))
        return None


def _usual_years(usual: Options) -> None:
    st.session_state["from"], st.session_state["to"] = map(str, usual.years)


def _among(key: str) -> None:
    st.session_state["among"] = key


def walk_through(base: EvidenceBase, heading: DeltaGenerator, walk: Walk, large: bool) -> None:
    """The steps and the one that is chosen; on the projector which of how many it is stands beside the place."""
    steps = steps_of(walk.monitor.framework, large)
    settle("step", tuple(steps), OVERVIEW, lambda asked: no_step(asked, steps))
    at = st.session_state["step"]
    with heading.container(width="stretch"):
        head("Inclusive growth", walk.area, f"{list(steps).index(at) + 1} of {len(steps)}" if large else "")
    if large:
        next_previous(heading, "step", tuple(steps))
    else:
        stepper("Step of the walk", steps)
    at = st.session_state["step"]
    hold("step", at)
    show_step(base, walk, at, large)
    # A step that is reached by keys from the foot of a page would otherwise begin in its middle.
    st.html(TO_TOP.format(at, "walk-large" if large else "walk-page"), unsafe_allow_javascript=True)


def no_step(asked: str, steps: dict[str, str]) -> str:
    """What is said of a step in the address that the walk does not have."""
    return (
        f"The address asks for the step {asked!r}, which is not a step of this walk, so it begins with the overview. "
        f"Steps are: {', '.join(steps)}."
    )


# ---- choices --------------------------------------------------------------------------------------------------------


def choices(base: EvidenceBase, controls: DeltaGenerator, large: bool) -> tuple[Area | None, str, Options, str | None]:
    """The place, the set that it is scored among, what the scores depend on, and who stands beside it."""
    with controls:
        left, middle, right = st.columns([4, 4, 2], vertical_alignment="bottom")
        with left:
            place = pick_place(base)
        sets = sets_for(place)
        with middle:
            among = pick("Scored among", "among", tuple(sets), sets.__getitem__, default=next(iter(sets)))
        settle_options(base)
        with right, st.container() if large else st.popover("Options", icon=":material/tune:"):
            options, comparator = more_choices(base, place)
    return place, among or next(iter(sets)), options, comparator


def settle_options(base: EvidenceBase) -> None:
    """Say what the address asks of the options that cannot be had: before a popover is drawn, which would hide it."""
    written = st.session_state.setdefault("written", {})
    years = spans(base)
    for key, known in (("from", years), ("to", years), ("scores", VARIANTS), ("moved", CHANGES)):
        asked = st.query_params.get(key)
        if asked is not None and asked != written.get(key) and asked not in known:
            st.warning(f"The address asks for {key} {asked!r}, which is not one of the choices here.")
            written[key] = asked


def more_choices(base: EvidenceBase, place: Area | None) -> tuple[Options, str | None]:
    """The span of years, the kinds of score and of change, and who stands beside the place."""
    usual, years = usual_options(base), spans(base)
    left, right = st.columns(2)
    with left:
        first = pick("Change from", "from", years[:-1], str, default=str(usual.years[0]))
    with right:
        last = pick("Change to", "to", years[1:], str, default=str(usual.years[1]))
    variant = pick("Scores", "scores", tuple(VARIANTS), SCORE_NAMES.__getitem__, default=usual.variant)
    st.caption(f"{titles.begun(VARIANTS[variant or usual.variant])}.")
    method = pick("Change", "moved", tuple(CHANGES), CHANGE_NAMES.__getitem__, default=usual.method)
    st.caption(f"{titles.begun(CHANGES[method or usual.method])}.")
    options = Options(
        (int(first or usual.years[0]), int(last or usual.years[1])), variant or usual.variant, method or usual.method
    )
    if place is None:
        return options, None
    found = beside(base, place)
    chosen = pick(
        "Beside the place",
        "beside",
        tuple(found),
        lambda key: titles.begun(beside_words(found[key])),
        default=next(iter(found)),
    )
    area = found[chosen or next(iter(found))]
    return options, area.code if area else None


def steps_of(framework: Framework, large: bool) -> dict[str, str]:
    """The steps of the walk with their names, in order; on the projector the six dimensions have a step of their own."""
    return {
        OVERVIEW: NAMES[OVERVIEW],
        **({SIX: NAMES[SIX]} if large else {}),
        **{d.key: d.name for d in framework.dimensions},
        ALL_PLACES: NAMES[ALL_PLACES],
        INSIDE: NAMES[INSIDE],
    }


# ---- without a place ------------------------------------------------------------------------------------------------


def welcome(base: EvidenceBase, monitor: Monitor, large: bool) -> None:
    """What the walk is, the LEPs and combined authorities to choose from, and how all places of a set stand."""
    st.info("Choose a place above, or one of these, and walk through how it prospers and whom its growth includes.")
    left, right = st.columns(2)
    for column, geography, label in ((left, "combined-authority", "A combined authority"), (right, "lep", "A LEP")):
        codes = [area.code for area in base.areas_of(geography)]
        with column:
            st.selectbox(
                label,
                codes,
                index=None,
                key=f"quick-{geography}",
                format_func=lambda code: base.areas[code].name,
                on_change=_choose,
                args=(f"quick-{geography}",),
                placeholder="Type a name",
            )
    st.write(monitor.framework.after)
    items = "".join(
        f"<li><div class='name'>{escape(name)}</div>"
        + "".join(
            f"<p><strong>{escape(d.name)}.</strong> {escape(d.what)}</p>" for d in monitor.framework.of_theme(key)
        )
        + "</li>"
        for key, name in THEMES.items()
    )
    st.html(f'<ul class="themes">{items}</ul>')
    all_places(base, monitor, None, large)


def _choose(key: str) -> None:
    st.session_state["place"] = st.session_state[key]


# ---- steps ----------------------------------------------------------------------------------------------------------


def show_step(base: EvidenceBase, walk: Walk, key: str, large: bool) -> None:
    """One step of the walk, with what its scores depend on."""
    if key == OVERVIEW:
        overview(base, walk, large)
    elif key == SIX:
        six(base, walk, large)
    elif key == ALL_PLACES:
        all_places(base, walk.monitor, walk, large)
    elif key == INSIDE:
        inside(base, walk, large)
    else:
        dimension(base, walk, next(step for step in walk.steps if step.dimension.key == key), large)


def overview(base: EvidenceBase, walk: Walk, large: bool) -> None:
    """Both themes, level and change, how sure that is, and the six dimensions (on the projector a step of their own)."""
    answer(words.headline(walk))
    variant = walk.monitor.options.variant
    items = "".join(
        f"<li><div class='name'>{escape(THEMES[key])}</div>"
        f"<div class='figure'>{escape(words.score(theme.level, variant))}</div>"
        f"<div class='relative'>{escape(f'relative to {set_words(walk.monitor)}')}</div>"
        f"<p>{escape(titles.rest(words.theme_sentence(walk, theme), THEMES[key], words.score(theme.level, variant)))}</p>"
        f"<p class='moved'>{escape(titles.rest(words.change_sentence(walk, theme), THEMES[key]))}</p></li>"
        for key, theme in walk.themes.items()
    )
    st.html(f'<ul class="themes{" large" if large else ""}">{items}</ul>')
    st.write(plain(words.typology(walk)))
    if large:
        return
    six(base, walk, large)
    made_of(walk.monitor)
    readings_so_far(walk.monitor.framework, walk.area)
    name = f"inclusive-growth-{walk.area.code.replace(':', '-')}"
    download(f"{name}.json", lambda: walk_json(walk), "The whole walk (JSON)")


def six(base: EvidenceBase, walk: Walk, large: bool) -> None:
    """The six dimensions."""
    show_chart(dimensions_chart(base, walk, scale=LARGE if large else 1.0), "dimensions", level=2 if large else 3)


def dimension(base: EvidenceBase, walk: Walk, step: Step, large: bool) -> None:
    """What a dimension is, how the place stands and changed, who is nearest, what cannot be said, the team's reading."""
    found, framework = step.dimension, walk.monitor.framework
    among = [d.key for d in framework.of_theme(found.theme)]
    st.header(found.name)
    where = f"{THEMES[found.theme]}, {among.index(found.key) + 1} of {len(among)}."
    st.html(f'<p class="walk-what"><strong>{where}</strong> {escape(words.dimension_line(found))}</p>')
    answer(titles.rest(words.step_sentence(walk, step), found.name))
    sentences([line for line in (words.step_change(walk, step), words.nearest(base, step)) if line])
    show_chart(measures_chart(base, walk, step, scale=LARGE if large else 1.0), f"measures-{found.key}")
    left, right = st.columns(2, gap="large")
    with left:
        if large:
            with st.expander("What the evidence cannot say"):
                sentences(step.cannot)
        else:
            st.subheader("What the evidence cannot say")
            sentences(step.cannot)
        if step.caveats:
            with st.expander("What the publishers say of these figures"):
                sentences(step.caveats)
    with right:
        if not large:
            st.subheader("What your team makes of it")
        reading_field(walk.area, found)
        if not large:
            readings_file(base, framework)


def all_places(base: EvidenceBase, monitor: Monitor, walk: Walk | None, large: bool) -> None:
    """The two quadrants, whether prosperity and inclusion go together, and every place in a table."""
    st.header(plain(f"All {set_words(monitor)}"))
    for column, what in zip(st.columns(2, gap="medium"), ("level", "change"), strict=True):
        with column, said():
            found = monitor.association(what)
            show_chart(quadrant_chart(base, monitor, what, walk), f"quadrant-{what}")
            sentences(
                [
                    line
                    for line in (
                        words.association_sentence(monitor, what, found),
                        words.without_sentence(monitor, what, dict(monitor.association_without(what))),
                    )
                    if line
                ]
            )
    if large:
        return
    made_of(monitor)
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


def inside(base: EvidenceBase, walk: Walk, large: bool) -> None:
    """How far the place's districts lie apart, measure by measure, and its most deprived neighbourhoods."""
    st.header("Inside the place")
    with said():
        apart(base, walk, large)
    st.header("Most deprived neighbourhoods")
    with said():
        if walk.deprived:
            st.write(plain(titles.deprived_sentence(walk.area, walk.deprived)))
        sentences(base.indicator(DEPRIVED).caveats)
        if len(base.members.get(walk.area.code, ())) > 1:
            show_chart(deprived_chart(base, walk.area.code, scale=LARGE if large else 1.0), "deprived")


def apart(base: EvidenceBase, walk: Walk, large: bool) -> None:
    """The districts on one measure, with what the spread is in numbers; raises EvidenceError where there is one district."""
    spread(base, PER_HEAD[0], walk.area.code)
    known = {found.indicator: found for found in walk.spreads}
    if not known:
        st.write("No measure has a figure for every district of this place.")
        return
    usual = PER_HEAD[0] if PER_HEAD[0] in known else next(iter(known))
    slug = pick("Measure", "inside", tuple(known), lambda s: base.indicators[s].name, default=usual) or usual
    found = known[slug]
    answer(words.spread_sentence(base, found))
    show_chart(districts_chart(base, found, scale=LARGE if large else 1.0), "districts")
    lines = [titles.noise_sentence(base, found), titles.cv_sentence(found), titles.theil_sentence(found)]
    if slug in PER_HEAD:
        country = within_regions(base, slug, ENGLAND)
        lines.append(words.within_sentence(base.indicator(slug).name, base.areas[ENGLAND], country))
    sentences([line for line in lines if line])
    if not large:
        with st.expander("Table of all measures", key="spreads-table", on_change="rerun") as fold:
            if fold.open:
                table = spreads_table(base, walk)
                st.table(plain_table(table), alt=f"How far the districts of {walk.area.name} lie apart on each measure")
                name = f"inside-{walk.area.code.replace(':', '-')}"
                download(f"{name}.csv", lambda: table.to_csv(lineterminator="\n"), "Spread of all measures (CSV)")


# ---- parts ----------------------------------------------------------------------------------------------------------


def set_words(monitor: Monitor) -> str:
    """The comparison set with how many it has: "19 combined authorities"."""
    return f"{len(monitor.among.codes)} {monitor.among.name}"


def made_of(monitor: Monitor) -> None:
    """What a score is and is not, how sure a rank is, what both depend on."""
    reading(titles.made_of(monitor))


through_app()
page()
