"""Map: any indicator, geography and period; a click or a search chooses the place, and the panel answers."""

from __future__ import annotations

from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from evidence import wording
from evidence.analysis.classes import METHODS
from evidence.analysis.comparators import KINDS
from evidence.indicators.aggregate import periods_of
from evidence.indicators.base import EvidenceBase
from evidence.indicators.periods import period_text, span_text
from evidence.places.areas import Area
from evidence.rows import ATTRIBUTION
from evidence.show.answers import area_answers, comparator_choices, mapped_indicators, outlined_comparators
from evidence.show.exports import layer_for, spread_of, view_csv, view_geojson, view_svg, view_table
from evidence.show.legend import key_html
from evidence.show.plain import plain
from evidence.show.png import as_png
from evidence.show.views import MapView, map_view, two_way_view
from evidence.sources.geography import MAPPED
from pages._activities import Shown, explain_activities, list_of_place, pick_layer, settle_address, show_chosen
from pages._interactive_map import draw_map, order_of, outlines_of, prepared_of
from pages._shared import (
    current_evidence,
    download,
    frame,
    head,
    hold,
    next_previous,
    pick,
    pick_place,
    projector,
    projector_button,
    said,
    sentences,
    show_chart,
    source_line,
    through_app,
)

# Always the same: a changed label would be a new map, without the reader's zoom. The layer puts its own title before it.
MAP_LABEL = "Map of areas; the same figures are in the table below it. Choose a place in the box Place."


@st.fragment
def page() -> None:
    """The whole page; a fragment, so that a choice sends only what it changes."""
    base = current_evidence()
    large = projector()
    heading, body, controls = frame(large)
    place, slug, geography, second, method, period, compare, tiles, shown = choices(base, heading, controls, large)
    with body, said():
        view = (
            two_way_view(base, slug, second, geography, period)
            if second
            else map_view(base, slug, geography, period, method=method)
        )
        answer(base, view, place, compare, tiles, large, shown)


def choices(
    base: EvidenceBase, heading: DeltaGenerator, controls: DeltaGenerator, large: bool
) -> tuple[Area | None, str, str, str | None, str, str | None, str, bool, Shown | None]:
    """What is chosen to be shown; `heading` takes the title and, on the projector, the steps through indicators."""
    slugs = mapped_indicators(base)
    with controls:
        columns = st.columns([3, 3, 3, 2], vertical_alignment="bottom")
        with columns[0]:
            place = pick_place(base)
        with columns[1]:
            slug = (
                pick(
                    "Indicator",
                    "indicator",
                    slugs,
                    lambda s: base.indicators[s].short_name,
                    default="gva-per-hour-worked",
                )
                or slugs[0]
            )
        with columns[2]:
            geography = (
                pick(
                    "Areas",
                    "geography",
                    MAPPED,
                    lambda g: KINDS[g][0].upper() + KINDS[g][1:],
                    default="county-or-unitary",
                )
                or MAPPED[0]
            )
        with columns[3]:
            compare = (
                pick(
                    "Compare with",
                    "compare",
                    tuple(comparator_choices(base, place)),
                    comparator_choices(base, place).__getitem__,
                    default="country",
                )
                or "country"
            )
        period = pick_period(base, slug)
        settle_address(base)
        more = st.container(horizontal=not large)
        with more.container() if large else more.popover("More choices", icon=":material/tune:"):
            second, method, tiles = more_choices(base, slug)
        with more.container() if large else more.popover("Coordination activity", icon=":material/hub:"):
            shown = pick_layer(base, geography)
    with heading.container(width="stretch"):
        head("Map", place)
    if large:
        next_previous(heading, "indicator", slugs)
    return place, slug, geography, second, method, period, compare, tiles, shown


def more_choices(base: EvidenceBase, slug: str) -> tuple[str | None, str, bool]:
    """A second indicator, the way of making classes, and whether a street map lies behind."""
    others = [s for s in mapped_indicators(base) if s != slug]
    second = pick(
        "A second indicator at the same time",
        "second",
        others,
        lambda s: base.indicators[s].short_name,
        placeholder="None",
    )
    method = pick("Classes", "method", tuple(METHODS), METHODS.__getitem__, default="quantiles") or "quantiles"
    tiles = st.toggle("Street map behind the areas (needs the internet)", key="tiles", persist_state="session")
    return second, method, tiles


def pick_period(base: EvidenceBase, slug: str) -> str | None:
    """A slider over the indicator's periods; nothing to choose where it has one."""
    periods = list(periods_of(base, slug))
    if len(periods) < 2:
        st.caption(f"Period: {period_text(periods[0])}, the only one.")
        return periods[0]
    key = f"period-{slug}"
    settle_period(key, periods)
    chosen: str = st.select_slider("Period", periods, format_func=period_text, key=key, persist_state="session")
    hold("period", chosen)
    return chosen


def settle_period(key: str, periods: list[str]) -> None:
    """The period of the address, or of the indicator before, where this indicator has it; otherwise the latest."""
    before = st.session_state.get("written", {}).get("period")
    asked = st.query_params.get("period", before)
    new = asked is not None and asked != before
    if asked in periods and (new or key not in st.session_state):
        st.session_state[key] = asked
    elif new and asked not in periods:
        held = span_text(periods[0], periods[-1])
        st.warning(
            plain(f"The address asks for the period {asked!r}, for which this indicator has no figures; it has {held}.")
        )
    if st.session_state.get(key) not in periods:
        st.session_state[key] = periods[-1]


def answer(
    base: EvidenceBase, view: MapView, place: Area | None, compare: str, tiles: bool, large: bool, shown: Shown | None
) -> None:
    """The message, the map, its key, and beside it how the chosen place stands and what is on record there."""
    order = order_of(view.geography)
    moved = moved_to(place, shown)
    layer = layer_for(
        base,
        view,
        order,
        place,
        comparators=outlined_comparators(base, place, compare),
        # A place that was searched for is zoomed to; one that was clicked is in view already.
        focus=moved == "place" and place is not None and st.session_state.get("clicked") != place.code,
        activity=shown.layer if shown else None,
        to_activity=moved == "activity",
    )
    st.html(f'<h2 class="message">{escape(view.title)}</h2><p class="measure">{escape(view.subtitle)}</p>')
    left, right = st.columns([5, 3] if not large else [3, 2], gap="medium")
    with left:
        draw_map(layer, view.geography, label=MAP_LABEL, height=500 if large else 560, tiles=tiles)
        if layer.activity:
            explain_activities(layer.activity)
        st.html(key_html(view))
        source_line(f"{view.source} {ATTRIBUTION.removeprefix('Source: ')}")
    with right:
        panel(base, view, place, compare, shown)
    if view.note:
        st.caption(view.note)
    if not large:
        take_away(base, view, place, order, shown)


def moved_to(place: Area | None, shown: Shown | None) -> str:
    """What the map moves to: "place" or "activity", whichever was chosen last; "" where an activity was closed."""
    now = (place.code if place else None, shown.layer.chosen.slug if shown and shown.layer.chosen else None)
    before = st.session_state.get("chosen_on_map", (None, None))
    if now != before:
        st.session_state["chosen_on_map"] = now
        new_activity = now[1] is not None and now[1] != before[1]
        st.session_state["moved_to"] = "activity" if new_activity else "place" if now[0] != before[0] else ""
    moved: str = st.session_state.get("moved_to", "")
    return moved


def panel(base: EvidenceBase, view: MapView, place: Area | None, compare: str, shown: Shown | None) -> None:
    """The activity that is looked at, how the chosen place stands on the map's indicators, and what is on record there."""
    if shown:
        show_chosen(base, shown)
    if place is None:
        st.subheader("Choose a place")
        st.write(
            "Click an area on the map or type its name in the box **Place**. Its figure, rank and change appear here."
        )
    else:
        stand(base, view, place, compare)
    if shown and place:
        list_of_place(base, shown.register, place, shown.choice)


def stand(base: EvidenceBase, view: MapView, place: Area, compare: str) -> None:
    """How a place stands on the map's indicators."""
    st.subheader(plain(wording.place(place)[0].upper() + wording.place(place)[1:]))
    for indicator, period in zip(view.indicators, view.periods, strict=True):
        answers = area_answers(base, indicator.slug, place, period, compare, view.geography)
        st.html(
            f'<p class="big-figure">{escape(answers.figure)}</p><p class="measure">{escape(indicator.name)}, {period_text(period)}</p>'
        )
        sentences(answers.lines)
    st.page_link("pages/place_profile.py", label="Everything on this place", icon=":material/monitoring:")


def take_away(
    base: EvidenceBase, view: MapView, place: Area | None, order: tuple[str, ...], shown: Shown | None
) -> None:
    """The table twin, the downloads and the projector view."""
    activity = shown.layer if shown else None
    if st.toggle("Show the table of these figures", key="table", persist_state="session"):
        st.dataframe(view_table(base, view, activity), alt=f"Table of the map: {view.subtitle}", height=420)
    if st.toggle("Show how the areas are spread", key="spread", persist_state="session"):
        show_chart(spread_of(base, view, place), "spread")
    name = "-".join((*(i.slug for i in view.indicators), view.geography, view.periods[0][:10]))
    with st.container(horizontal=True):
        download(f"{name}.csv", lambda: view_csv(base, view, activity), "Figures (CSV)")
        download(
            f"{name}.geojson", lambda: view_geojson(view, outlines_of(view.geography), activity), "Areas (GeoJSON)"
        )
        layer = layer_for(base, view, order, place, activity=activity)
        download(f"{name}.png", lambda: as_png(view_svg(view, prepared_of(view.geography), layer)), "Picture (PNG)")
        download(f"{name}.svg", lambda: view_svg(view, prepared_of(view.geography), layer), "Picture (SVG)")
        projector_button()


through_app()
page()
