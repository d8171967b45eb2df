"""Place profile: every indicator of a place against its comparators, its peers and its own past."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from evidence import wording
from evidence.analysis.comparators import neighbours_of
from evidence.analysis.profile import Profile, profile_of
from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.places.areas import Area
from evidence.places.neighbours import MODELS, SOURCE
from evidence.show.answers import headline_rows, how_it_came_about
from evidence.show.charts import bounds_chart, neighbours_chart, trend_chart
from evidence.show.plain import plain, plain_table
from evidence.show.spine import spine_chart
from evidence.show.tables import profile_csv, profile_table
from pages._shared import (
    current_evidence,
    download,
    frame,
    head,
    hold,
    next_previous,
    pick,
    pick_comparators,
    pick_place,
    projector,
    projector_button,
    said,
    sentences,
    settle,
    show_chart,
    source_line,
    through_app,
)


def page() -> None:
    """Choose, then sections that each answer one question."""
    base = current_evidence()
    large = projector()
    heading, body, controls = frame(large)
    with controls:
        left, middle, right = st.columns([3, 3, 2], vertical_alignment="bottom")
        with left:
            place = pick_place(base)
        with middle:
            chosen = pick_comparators(base, place)
        with right:
            model = (
                pick("Neighbours alike in", "model", tuple(MODELS), MODELS.__getitem__, default="global") or "global"
            )
    with heading.container(width="stretch"):
        head("Place profile", place)
    if place is None:
        body.info(
            "Choose a place above. Its profile sets every indicator against England, its region, its statistical neighbours and its own past."
        )
        return
    with body, said():
        profile = profile_of(base, place.code, comparators=chosen, model=model)
        if large:
            slides(base, profile, heading)
        else:
            sections(base, profile, model)


def sections(base: EvidenceBase, profile: Profile, model: str) -> None:
    """The whole profile, one question after another."""
    projector_button()
    at_a_glance(base, profile)
    trends(base, profile)
    young_people(base, profile, model)
    with said():
        peers(base, profile, model)
    every_finding(base, profile)


def at_a_glance(base: EvidenceBase, profile: Profile) -> None:
    """The spine chart, theme by theme."""
    st.header("How does this place stand?")
    show_chart(spine_chart(base, profile), "spine")
    name = f"profile-{profile.area.code.replace(':', '-')}"
    download(f"{name}.csv", lambda: profile_csv(base, profile), "Every finding (CSV)")


def trends(base: EvidenceBase, profile: Profile) -> None:
    """One indicator over time, with its findings in sentences."""
    st.header("How has it moved?")
    slugs = [row.indicator.slug for row in profile.rows]
    slug = pick("Indicator", "indicator", slugs, lambda s: base.indicators[s].name, default=slugs[0])
    row = profile.row(slug or slugs[0])
    if row is None:
        return
    show_chart(trend_chart(base, row.indicator.slug, profile.area.code, profile.comparators), "trend")
    sentences(
        [
            wording.bare_sentence(base, finding)
            for finding in row.findings
            if finding.value is not None or finding.kind == "trend"
        ]
    )
    with st.expander("What to know about this indicator", key="caveats"):
        st.write(row.indicator.definition)
        sentences(
            [*how_it_came_about(base, row.level.figures[0]), *row.level.caveats, row.indicator.done_to_the_numbers]
        )


def young_people(base: EvidenceBase, profile: Profile, model: str) -> None:
    """NEET with its not-known part and bounds, never alone."""
    st.header("How many young people are NEET?")
    if profile.young_people.value is None:
        st.info(plain(profile.young_people.reason))
        return
    st.write(plain(wording.sentence(base, profile.young_people)))
    others = profile.comparators + _neighbours(base, profile.area, model)[:5]
    show_chart(bounds_chart(base, profile.area.code, others), "bounds")
    sentences(profile.young_people.caveats)


def peers(base: EvidenceBase, profile: Profile, model: str) -> None:
    """The statistical neighbours, why they are peers, and how the place stands among them."""
    st.header("Who is this place like?")
    near = neighbours_of(base, profile.area.code, model)
    st.write(
        f"Its nearest statistical neighbours by {MODELS[model]}, nearest first: {wording.listed([base.areas[code].name for code in near.codes])}."
    )
    source_line(SOURCE)
    slugs = [row.indicator.slug for row in profile.rows if row.neighbours]
    settle("peer", slugs, slugs[0])
    slug = st.selectbox(
        "Indicator to compare on",
        slugs,
        key="peer",
        format_func=lambda s: base.indicators[s].name,
        persist_state="session",
    )
    hold("peer", slug)
    show_chart(neighbours_chart(base, slug, profile.area.code, near), "neighbours")


def every_finding(base: EvidenceBase, profile: Profile) -> None:
    """All findings as a table, and the indicators without a figure."""
    st.header("Every finding", anchor="every-finding")
    with st.expander("Table of the profile", key="profile-table"):
        st.table(
            plain_table(profile_table(base, profile)),
            alt=f"Every indicator of {profile.area.name} with comparators, rank, change and trend",
        )
    if profile.without:
        with st.expander(f"{len(profile.without)} indicators without a figure, and why", key="profile-without"):
            sentences([f"{base.indicators[f.indicator].name}: {f.reason}" for f in profile.without])


def slides(base: EvidenceBase, profile: Profile, heading: DeltaGenerator) -> None:
    """The projector view: the spine of headlines, then one headline at a time, then young people."""
    rows = headline_rows(profile)
    stops = ("overview", *(row.indicator.slug for row in rows), "young-people")
    settle("slide", stops, "overview")
    hold("slide", st.session_state["slide"])
    next_previous(heading, "slide", stops)
    stop = st.session_state["slide"]
    if stop == "overview":
        show_chart(
            spine_chart(base, profile, slugs=[row.indicator.slug for row in rows], scale=1.5), "slide-spine", level=2
        )
    elif stop == "young-people":
        st.write(plain(wording.sentence(base, profile.young_people)))
        show_chart(bounds_chart(base, profile.area.code, profile.comparators, scale=1.5), "slide-bounds", level=2)
    else:
        show_chart(trend_chart(base, stop, profile.area.code, profile.comparators, scale=1.5), f"slide-{stop}", level=2)


def _neighbours(base: EvidenceBase, area: Area, model: str) -> tuple[str, ...]:
    try:
        return neighbours_of(base, area.code, model).codes
    except EvidenceError:
        return ()


through_app()
page()
