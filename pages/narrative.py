"""Narrative: what a team says of its place, every figure tied to its evidence, from a first draft to a signed version."""

from __future__ import annotations

import streamlit as st

from evidence.indicators.base import EvidenceBase
from evidence.narrative.records import SECTIONS, STEPS
from evidence.narrative.whole import Narrative, narrative_of
from evidence.show.narrative_cards import counts_html, progress_html
from pages._narrative_priorities import priorities
from pages._narrative_read import read_through
from pages._narrative_test import test
from pages._narrative_versions import versions
from pages._narrative_write import pick_part, write
from pages._remembered import remember
from pages._shared import (
    FOLDER,
    frame,
    head,
    hold,
    next_previous,
    open_cached_evidence,
    projected,
    projector,
    said,
    settle,
    stepper,
    through_app,
)
from pages._workspace import Room, current_room, evidence_of, said_last, save, watch
from pages._workspace_share import share
from pages._workspace_start import start_page

WRITE, READ, TEST, VERSIONS, SHARE = "write", "read", "test", "versions", "share"
VIEWS = {
    WRITE: "Write",
    READ: "Read through",
    TEST: "Test it",
    VERSIONS: "Versions and sign-off",
    SHARE: "Share and keep",
}
WHAT = (
    "A place narrative says who you are, what the evidence shows, where you can go, and what you offer and ask for. Here "
    "every figure in it is tied to its evidence: when the data change, the app says which statements still hold."
)


def page() -> None:
    """Open or start a workspace, then one view of its narrative at a time."""
    st.html(FOLDER / "narrative.css")
    room = current_room()
    if room is None:
        head("Narrative", None)
        start_page(open_cached_evidence(), WHAT)
        return
    with said():
        base, place = evidence_of(room)
        views(base, place, room)


def views(base: EvidenceBase, place: str, room: Room) -> None:
    """The heading with the progress line, and the view that is chosen."""
    large = projector()
    settle("step", tuple(VIEWS), WRITE if room.may_edit else READ)
    heading, body, controls = frame(large)
    narrative = narrative_of(base, place, room.items)
    with heading.container(width="stretch"):
        head("Narrative", base.areas[place], room.about.title)
        if not large:
            st.html(progress_html(room.about.step) + counts_html(narrative))
    if large:
        # On the projector the narrative is read, a part at a time.
        st.session_state["step"] = READ
        parts = tuple(key for key, statements in narrative.sections.items() if statements) or (next(iter(SECTIONS)),)
        settle("part", parts, parts[0])
        next_previous(heading, "part", parts)
        hold("part", st.session_state["part"])
    else:
        with controls:
            stepper("View", VIEWS)
    hold("step", st.session_state["step"])
    remember(room.link, room.about.title, base.areas[place].name, room.may_edit)
    with body:
        said_last(room)
        watch(room)
        view(base, place, room, narrative)


def view(base: EvidenceBase, place: str, room: Room, narrative: Narrative) -> None:
    """The chosen view."""
    match st.session_state["step"]:
        case "read":
            read_through(base, place, room, narrative, only=st.session_state["part"] if projected() else "")
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
                if room.may_edit:
                    step_choice(room)
            write(base, place, room, narrative, section)
            if section == "fit":
                priorities(base, room, narrative)


def step_choice(room: Room) -> None:
    """How far the narrative has come: chosen by the team."""
    key = f"progress-{room.workspace.id}"
    if st.session_state.get(f"{key}-seen") != room.about.step:
        st.session_state[key] = st.session_state[f"{key}-seen"] = room.about.step or None
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
    save(room, room.about_id, {"step": chosen}, seen={"step": room.about.step}, said=f"It is now: {STEPS[chosen]}.")


through_app()
page()
