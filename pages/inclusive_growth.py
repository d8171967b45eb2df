"""Inclusive growth: the walk through prosperity and inclusion, dimension by dimension, with all places and inside the place."""

from __future__ import annotations

from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from evidence.errors import EvidenceError
from evidence.growth import titles
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
from evidence.growth.framework import THEMES
from evidence.growth.monitor import (
    Monitor,
    Options,
    checked_options,
    geography_set,
    monitor_of,
    usual_options,
)
from evidence.growth.scores import CHANGES, VARIANTS
from evidence.growth.walk import Walk, walk_of
from evidence.indicators.base import EvidenceBase
from evidence.places.areas import Area
from pages._growth_slides import show_slide, slides_of
from pages._growth_steps import OVERVIEW, all_places, show_step, steps_of
from pages._shared import (
    current_evidence,
    frame,
    head,
    hold,
    next_previous,
    pick,
    pick_place,
    projector,
    said,
    settle,
    stepper,
    style,
    through_app,
)

TO_TOP = "<span class='{1}'></span><script data-step='{0}'>document.querySelector('[data-testid=stMain]')?.scrollTo(0, 0)</script>"


@st.fragment
def page() -> None:
    """Choose, then one step of the walk at a time; a fragment, so that a choice sends only what it changes."""
    base = current_evidence()
    large = projector()
    style("growth")
    heading, body, controls = frame(large)
    place, among, options, comparator = choices(base, controls, large)
    with body, said():
        monitor = scored(base, place, among, options)
        if place is None or monitor is None:
            with heading.container(width="stretch"):
                head("Inclusive growth", place)
            if place is None and monitor is not None:
                welcome(base, monitor)
            return
        walk_through(base, heading, controls, walk_of(base, monitor, place.code, comparator=comparator), large)


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


def walk_through(
    base: EvidenceBase, heading: DeltaGenerator, controls: DeltaGenerator, walk: Walk, large: bool
) -> None:
    """The steps and the one that is chosen; on the projector which of how many it is stands beside the place."""
    framework = walk.monitor.framework
    steps = slides_of(framework) if large else steps_of(framework)
    if not large:
        whole_step(steps)
    settle("step", tuple(steps), OVERVIEW, lambda asked: no_step(asked, steps))
    at = st.session_state["step"]
    with heading.container(width="stretch"):
        head("Inclusive growth", walk.area, f"{list(steps).index(at) + 1} of {len(steps)}" if large else "")
    if large:
        next_previous(heading, "step", tuple(steps))
        with controls:
            go_to(steps, at)
    else:
        stepper("Step of the walk", steps)
    at = st.session_state["step"]
    hold("step", at)
    if large:
        show_slide(base, walk, at, controls)
    else:
        show_step(base, walk, at)
    # A step that is reached by keys from the foot of a page would otherwise begin in its middle.
    st.html(TO_TOP.format(at, "walk-large" if large else "walk-page"), unsafe_allow_javascript=True)


def whole_step(steps: dict[str, str]) -> None:
    """Leave a part of a step, which only the projector has, for the step."""
    asked = st.query_params.get("step", "")
    step, _, part = asked.partition(".")
    if part and step in steps:
        hold("step", step)
        st.session_state["step"] = step


def go_to(steps: dict[str, str], at: str) -> None:
    """A list of all parts of all steps, to go to one at once."""
    st.session_state["go-to"] = at
    st.selectbox("Go to", tuple(steps), key="go-to", format_func=steps.__getitem__, on_change=_go)


def _go() -> None:
    st.session_state["step"] = st.session_state["go-to"]


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


# ---- without a place ------------------------------------------------------------------------------------------------


def welcome(base: EvidenceBase, monitor: Monitor) -> None:
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
    all_places(base, monitor, None)


def _choose(key: str) -> None:
    st.session_state["place"] = st.session_state[key]


through_app()
page()
