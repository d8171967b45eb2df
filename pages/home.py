"""Home: choose the place; what the evidence base holds for it, how fresh, and what is missing."""

from __future__ import annotations

from html import escape

import streamlit as st

from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.places.areas import Area
from evidence.show.overview import Fact, about, facts, freshness, missing
from evidence.show.plain import plain, plain_table
from pages._shared import current_evidence, head, keep, pick_place, place_label, sentences, through_app

through_app()
base = current_evidence()


def cards(found: tuple[Fact, ...]) -> None:
    """Headlines side by side, each with its comparison and source."""
    items = "".join(
        f'<li><div class="name">{escape(f.name)}</div><div class="figure">{escape(f.figure)}</div>'
        f'<div class="how">{escape(f.how)}</div><div class="source-line">Source: {escape(f.source)}</div></li>'
        for f in found
    )
    st.html(f'<ul class="facts">{items}</ul>')


def welcome() -> None:
    """What this is, for someone who has not chosen a place."""
    st.write(
        "Official statistics on productivity, work, young people, skills, incomes and more for every district, county, "
        "combined authority and Local Enterprise Partnership, with how sure each figure is. Choose a place to begin, or open the map."
    )
    st.page_link("pages/map.py", label="Open the map", icon=":material/map:")


def of_place(area: Area) -> None:
    """The place in four figures, what kind of place it is, and where to go on."""
    cards(facts(base, area))
    with st.container(horizontal=True):
        st.page_link("pages/map.py", label="See it on the map", icon=":material/map:")
        st.page_link("pages/place_profile.py", label="Everything on this place", icon=":material/monitoring:")
        st.page_link("pages/coordination.py", label="Who does what together", icon=":material/hub:")
    st.header("What kind of place this is")
    sentences(about(base, area))


def holdings(area: Area | None) -> None:
    """What is held, how fresh, what is missing."""
    st.header("What the evidence base holds" + (f" for {plain(area.name)}" if area else ""))
    st.table(plain_table(freshness(base, area)), alt="Indicators held by theme, with their latest periods")
    if area is None:
        return
    gaps = missing(base, area)
    st.header(f"What is missing for {plain(area.name)}")
    if gaps.empty:
        st.write("Nothing: every indicator has a figure for this place.")
        return
    st.write(
        f"{len(gaps)} indicators have no figure here. Nothing is estimated to fill the gap; these are the reasons."
    )
    with st.expander("Indicators without a figure, and why", key="missing"):
        st.table(plain_table(gaps), alt="Indicators without a figure for this place, with the reason")


def draw_group(base: EvidenceBase) -> None:
    """A group of one's own: any areas taken together, as if they were one place."""
    with st.expander("Put together a group of your own", key="draw-group"), st.form("group-form", border=False):
        st.write(
            "Choose districts or larger areas; the app combines their figures by each indicator's own rule. The group is kept in the address, so a link shares it."
        )
        name = st.text_input("Name of the group", max_chars=60)
        offered = [
            a.code for g in ("district", "county-or-unitary", "combined-authority", "lep") for a in base.areas_of(g)
        ]
        codes = st.multiselect(
            "Areas in the group",
            list(dict.fromkeys(offered)),
            format_func=lambda code: place_label(base, code),
            filter_mode="contains",
        )
        if st.form_submit_button("Use this group", type="primary"):
            take_group(base, name, codes)


def take_group(base: EvidenceBase, name: str, codes: list[str]) -> None:
    """Make the group the chosen place, or say what is missing."""
    if not name.strip() or not codes:
        st.warning("A group needs a name and at least one area.")
        return
    try:
        base.with_group(name.replace("=", " "), tuple(codes))
    except EvidenceError as error:
        st.warning(plain(str(error)))
        return
    keep("group", f"{name.replace('=', ' ').strip()}={','.join(codes)}")
    keep("place", None)
    st.query_params["place"] = f"group:{name.replace('=', ' ').strip()}"
    st.rerun()


heading = st.container()
place = pick_place(base)
with heading:
    head("Home" if place else "Place evidence", place)
if place:
    of_place(place)
else:
    welcome()
holdings(place)
draw_group(base)
