"""Leading a workshop: one step at a time, on the projector or on the leader's own screen beside what steers it."""

from __future__ import annotations

import streamlit as st

from evidence import wording
from evidence.indicators.base import EvidenceBase
from evidence.show.plain import plain
from evidence.show.workshop_cards import code_words, joined_html, question_html, steps_html
from evidence.workshop.agendas import MOST_MINUTES
from evidence.workshop.floor import OVER, stamp
from evidence.workshop.records import AGREE, COLLECT, VOTE, Workshop
from evidence.workshop.room import Room as Live
from evidence.workshop.sessions import close, people_in
from evidence.workshop.steering import extend, renew_code, reopen, stop, time_box
from pages._saving import carry_out, said_last
from pages._shared import head, hold, projected, projector_button, sentences, style
from pages._workshop_agenda import change_agenda, change_step, go, go_to_step
from pages._workshop_join_panel import join_address, join_panel, pick_address
from pages._workshop_live import follow_for_leader, now
from pages._workshop_notes import arrange
from pages._workshop_open import CODE, enter_workshop
from pages._workshop_steps import show_step
from pages._workspace import Room

ANSWERED = (COLLECT, VOTE, AGREE)


def lead(base: EvidenceBase, place: str, room: Room, live: Live) -> None:
    """The current step with what steers the workshop: large and alone on the projector, with everything else otherwise."""
    workshop = live.workshop
    if projected():
        style("projector", "workshop_projector")
        _projector(base, place, room, live)
        return
    head("Workshop", base.areas[place], workshop.title)
    _said(room, workshop)
    st.html(steps_html(workshop))
    with st.container(horizontal=True, vertical_alignment="center"):
        _steps(room, workshop)
        projector_button()
        st.button("All workshops", icon=":material/list:", on_click=enter_workshop, args=(None,))
    left, right = st.columns([5, 2], gap="large")
    with left:
        st.header(plain(workshop.step.title))
        _now(room, live)
        change_step(base, room, workshop)
        change_agenda(base, room, workshop)
    with right:
        _beside(room, live)


def _projector(base: EvidenceBase, place: str, room: Room, live: Live) -> None:
    """One thing at a time, large: the way to join, or the current step."""
    workshop = live.workshop
    shows_code = st.query_params.get("show") == CODE and workshop.code is not None
    st.html(joined_html(workshop, base.areas[place].name, join_address()))
    st.title("Join the workshop" if shows_code else plain(workshop.step.title))
    if not shows_code and workshop.step.prompt:
        st.html(question_html(workshop.step))
    with st.container(horizontal=True, vertical_alignment="center", key="projector-row"):
        _steps(room, workshop)
        st.button("Hide the code" if shows_code else "Code", shortcut="J", on_click=_show_code, args=(not shows_code,))
        if not shows_code:
            _time_and_taking(room, workshop)
        if st.button("Leave", icon=":material/close:", shortcut="Esc", help="Leave the projector view"):
            st.query_params.pop("view", None)
            st.rerun()
        follow_for_leader(workshop)
    _said(room, workshop)
    if shows_code:
        join_panel(workshop)
        return
    show_step(room, live, 1.5)
    if live.notes:
        with st.expander("Arrange the notes", key="arrange-fold", on_change="rerun"):
            arrange(room, live)


def _now(room: Room, live: Live) -> None:
    """The question of the step, its time, and what it has so far, on the leader's own screen."""
    workshop = live.workshop
    if workshop.step.prompt:
        st.html(question_html(workshop.step))
    with st.container(horizontal=True, vertical_alignment="center", key="taking"):
        _time_and_taking(room, workshop)
        follow_for_leader(workshop)
    show_step(room, live, 1.0)


def _said(room: Room, workshop: Workshop) -> None:
    """What was last done, in a place of its own: what follows stays where it is, with what is typed and unfolded there."""
    with st.container():
        said_last(room)
        if stamp(now()) >= workshop.expires:
            st.warning(f"{OVER} Code and hours has the button for it.", icon=":material/schedule:")


# ---- steering -------------------------------------------------------------------------------------------------------


def _steps(room: Room, workshop: Workshop) -> None:
    """Back and next, with the arrow keys."""
    for label, icon, shortcut, to in (
        ("Previous", ":material/arrow_back:", "Left", workshop.index - 1),
        ("Next", ":material/arrow_forward:", "Right", workshop.index + 1),
    ):
        there = 0 <= to < len(workshop.steps)
        key = workshop.steps[to].key if there else ""
        st.button(
            label, icon=icon, shortcut=shortcut, disabled=not there, on_click=go, args=(room, workshop, key), key=label
        )


def _time_and_taking(room: Room, workshop: Workshop) -> None:
    here = (room.engine, room.workspace.id, workshop.id)
    if workshop.step.kind in ANSWERED:
        _taking(room, workshop)
    with st.popover("Time", icon=":material/timer:"):
        minutes = st.number_input("Minutes from now (0: no time box)", 0, MOST_MINUTES, 5, key="box-minutes")
        st.button(
            "Set the time box",
            on_click=carry_out,
            args=(room, lambda: time_box(*here, int(minutes), at=now()), "The time is set."),
        )


def _taking(room: Room, workshop: Workshop) -> None:
    here = (room.engine, room.workspace.id, workshop.id)
    label, icon, act, said = (
        ("Stop answers", ":material/lock:", stop, "Answers are no longer taken.")
        if workshop.taking
        else ("Take answers again", ":material/lock_open:", reopen, "Answers are taken again.")
    )
    st.button(
        label,
        icon=icon,
        key="taking-now",
        on_click=carry_out,
        args=(room, lambda: act(*here, seen=workshop.at), said),
    )


def _show_code(on: bool) -> None:
    hold("show", CODE if on else None)


# ---- beside ---------------------------------------------------------------------------------------------------------


def _beside(room: Room, live: Live) -> None:
    """How to join, who is in, any step to go to, and the end of the workshop."""
    workshop = live.workshop
    pick_address()
    join_panel(workshop)
    _people(room, workshop)
    go_to_step(room, workshop)
    _end(room, workshop)


def _people(room: Room, workshop: Workshop) -> None:
    with st.expander(
        f"In the room: {workshop.people}", icon=":material/group:", on_change="rerun", key="people"
    ) as fold:
        if not fold.open:
            return
        people = people_in(room.engine, room.workspace.id, workshop.id)
        named = [", ".join(filter(None, (one.name, one.organisation))) for one in people]
        sentences([one for one in named if one])
        unnamed = sum(not one for one in named)
        if unnamed:
            st.caption(f"{wording.counted(unnamed, 'device')} without a name.")
        st.caption("Names are for whoever leads. They are forgotten when the workshop is closed.")


def _end(room: Room, workshop: Workshop) -> None:
    here = (room.engine, room.workspace.id, workshop.id)
    with st.popover("Close the workshop", icon=":material/flag:"):
        st.write(
            "Nobody can write or vote any more, the code opens nothing, and who took part is forgotten for good. Notes "
            "and counts stay, and can be kept as evidence."
        )
        st.button(
            "Close it for good",
            type="primary",
            on_click=carry_out,
            args=(room, lambda: close(*here, at=now()), "The workshop is closed."),
        )
    with st.popover("Code and hours", icon=":material/key:"):
        if workshop.code:
            st.write(f"The code is {code_words(workshop.code)}.")
        st.button(
            "Give it another code",
            on_click=carry_out,
            args=(room, lambda: renew_code(*here), "The old code opens nothing any more; who has joined stays."),
        )
        st.button(
            "Keep it open for twelve more hours",
            on_click=carry_out,
            args=(room, lambda: extend(*here, at=now()), "The workshop stays open for twelve hours from now."),
        )
