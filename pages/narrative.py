"""Narrative: what a team says of its place, every figure tied to its evidence, from a first draft to a signed version."""

from __future__ import annotations

import streamlit as st

from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.narrative.records import SECTIONS, STEPS
from evidence.narrative.whole import Narrative
from evidence.show.narrative_cards import counts_html, progress_html
from evidence.show.plain import plain
from pages._conflicts import conflict_in, removed_meanwhile
from pages._narrative_priorities import priorities
from pages._narrative_read import project, read_through
from pages._narrative_test import test
from pages._narrative_versions import versions
from pages._narrative_write import look_elsewhere, pick_part, write
from pages._remembered import remember
from pages._saving import follow, said_last, save
from pages._shared import (
    head,
    hold,
    next_previous,
    open_cached_evidence,
    projector,
    said,
    settle,
    stepper,
    style,
    through_app,
)
from pages._workspace import Room, evidence_of, narrative_in, watch, writing_as
from pages._workspace_share import another_place, share
from pages._workspace_start import room_or_start

WRITE, READ, TEST, VERSIONS, SHARE = "write", "read", "test", "versions", "share"
VIEWS = {
    WRITE: "Write",
    READ: "Read through",
    TEST: "Test it",
    VERSIONS: "Versions and sign-off",
    SHARE: "Share and keep",
}
FOR_READERS = (READ, TEST, VERSIONS)
WHAT = (
    "A place narrative says who you are, what the evidence shows, where you can go, and what you offer and ask for. Here "
    "every figure in it is tied to its evidence: when the data change, the app says which statements still hold."
)


def page() -> None:
    """Open or start a workspace, then one view of its narrative at a time."""
    style("narrative")
    room = room_or_start("Narrative", WHAT)
    if room is None:
        return
    try:
        base, place = evidence_of(room)
    except EvidenceError as error:
        head("Narrative", None, room.about.title)
        st.warning(plain(str(error)))
        another_place(open_cached_evidence(), room)
        return
    with said():
        narrative = narrative_in(base, place, room)
        if projector():
            projected_view(base, place, room, narrative)
        else:
            views(base, place, room, narrative)
        remember(room.link, room.about.title, base.areas[place].name, room.may_edit)


def projected_view(base: EvidenceBase, place: str, room: Room, narrative: Narrative) -> None:
    """On the projector the narrative is read, a part at a time."""
    parts = tuple(key for key, statements in narrative.sections.items() if statements) or (next(iter(SECTIONS)),)
    settle("part", parts, parts[0])
    heading = st.container(horizontal=True, vertical_alignment="center")
    with heading.container(width="stretch"):
        head("Narrative", base.areas[place])
    next_previous(heading, "part", parts)
    hold("part", st.session_state["part"])
    hold("step", READ)
    watch(room)
    project(base, place, room, narrative, st.session_state["part"])


def views(base: EvidenceBase, place: str, room: Room, narrative: Narrative) -> None:
    """The heading with the progress line, and the view that is chosen."""
    known = tuple(VIEWS) if room.may_edit else FOR_READERS
    settle("step", known, known[0])
    head("Narrative", base.areas[place], room.about.title)
    st.html(progress_html(room.about.step) + counts_html(narrative))
    with st.container(horizontal=True, vertical_alignment="center", key="views"):
        stepper("View", {key: VIEWS[key] for key in known}, projected=False)
        if room.may_edit:
            writing_as()
    hold("step", st.session_state["step"])
    body = st.container()
    with st.container(key="notices"):
        removed_meanwhile()
        said_last(room)
        watch(room)
    with body:
        view(base, place, room, narrative)


def view(base: EvidenceBase, place: str, room: Room, narrative: Narrative) -> None:
    """The chosen view."""
    match st.session_state["step"]:
        case "read":
            read_through(base, place, room, narrative)
        case "test":
            test(base, place, room, narrative)
        case "versions":
            versions(room)
        case "share":
            share(room)
        case _:
            left, right = st.columns([3, 2], vertical_alignment="bottom")
            with left:
                section = pick_part()
            with right:
                step_choice(room)
            look_elsewhere(narrative, section)
            write(base, place, room, narrative, section)
            if section == "fit":
                priorities(base, room, narrative)


def step_choice(room: Room) -> None:
    """How far the narrative has come: chosen by the team."""
    key = f"progress-{room.workspace.id}"
    follow(key, room.about.step or None)
    conflict_in(room, room.about_id, "step", key, words=lambda step: STEPS.get(step, "Not chosen"))
    st.selectbox(
        "How far is it?",
        list(STEPS),
        key=key,
        format_func=STEPS.__getitem__,
        on_change=_step,
        args=(room, key),
        placeholder="Choose",
    )


def _step(room: Room, key: str) -> None:
    chosen = st.session_state[key]
    if save(room, room.about_id, {"step": chosen}, seen={"step": room.about.step}, said=f"It is now: {STEPS[chosen]}."):
        st.session_state[f"{key}-seen"] = chosen


through_app()
page()
