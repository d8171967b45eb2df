"""The workshops of a workspace, and opening a new one from a ready agenda, every word of which can be changed."""

from __future__ import annotations

from datetime import date

import streamlit as st

from evidence import wording
from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.show.plain import plain
from evidence.show.workshop_cards import KINDS, people_words
from evidence.workshop.agendas import Agenda, open_agendas
from evidence.workshop.records import Step, Workshop
from evidence.workshop.sessions import LONGEST_TITLE, close_left_open, open_workshop, workshops_of
from pages._saving import said_last, say
from pages._shared import hold, sentences
from pages._workshop_fields import step_fields
from pages._workshop_live import now
from pages._workspace import Room, writer

WHICH = "workshop"  # in the address
CODE = "code"  # in the address as what is shown large: the way to join


def overview(base: EvidenceBase, room: Room) -> None:
    """The workshops that were opened here, and the form to open one."""
    said_last(room)
    close_left_open(room.engine, at=now())
    held = workshops_of(room.engine, room.workspace.id)
    if held:
        st.header("Workshops of this workspace")
    for workshop in held:
        _line(workshop)
    st.header("Open a workshop")
    agenda = _pick(base)
    if agenda is not None:
        _form(base, room, agenda)


def enter_workshop(workshop_id: str | None) -> None:
    """Go to a workshop, or to all of them."""
    st.session_state.setdefault("written", {})[WHICH] = workshop_id
    if workshop_id is None:
        st.query_params.pop(WHICH, None)
    else:
        st.query_params[WHICH] = workshop_id


def _line(workshop: Workshop) -> None:
    day = wording.day(date.fromisoformat(workshop.opened[:10]))
    state = "closed" if workshop.closed else f"open, at: {workshop.step.title}"
    with st.container(horizontal=True, vertical_alignment="center", key=f"workshop-{workshop.id}"):
        st.markdown(
            f"**{plain(workshop.title)}** · {day} · {people_words(workshop.people)} · {plain(state)}", width="stretch"
        )
        st.button(
            "Record" if workshop.closed else "Go on",
            key=f"enter-{workshop.id}",
            on_click=enter_workshop,
            args=(workshop.id,),
        )


def _pick(base: EvidenceBase) -> Agenda | None:
    offered = open_agendas(base)
    by_key = {agenda.key: agenda for agenda in offered.agendas}
    chosen = st.radio(
        "Agenda",
        list(by_key),
        format_func=lambda key: by_key[key].name,
        captions=[f"About {agenda.minutes} minutes. {agenda.what}" for agenda in offered.agendas],
        key="agenda",
    )
    st.caption(offered.source)
    return by_key.get(str(chosen))


def _form(base: EvidenceBase, room: Room, agenda: Agenda) -> None:
    """Title and steps; the form sends them together, so that nothing is half changed."""
    key = f"agenda-{agenda.key}"
    with st.form(key, border=True):
        title = st.text_input("Title, as people will see it", agenda.name, max_chars=LONGEST_TITLE, key=f"{key}-named")
        st.caption(
            "Every step can be put in your own words. Once it is open, steps can be added and moved, and one that nobody has answered can be changed."
        )
        steps = [_step(base, step, number, f"{key}-{step.key}") for number, step in enumerate(agenda.steps, start=1)]
        if st.form_submit_button("Open the workshop", type="primary", icon=":material/groups:"):
            _open(room, title, [step for step in steps if step is not None])


def _step(base: EvidenceBase, step: Step, number: int, key: str) -> Step | None:
    with st.expander(f"{number}. {KINDS[step.kind]}: {plain(step.title)}"):
        left_out = st.checkbox("Leave this step out", key=f"{key}-out")
        changed = step_fields(base, step, key)
    return None if left_out else changed


def _open(room: Room, title: str, steps: list[Step]) -> None:
    place = room.about.place
    try:
        writer(room)
        made = open_workshop(room.engine, room.workspace.id, title=title, place=place, steps=steps, at=now())
    except EvidenceError as error:
        st.error(plain(str(error).splitlines()[0]), icon=":material/error:")
        sentences(error.problems)
        return
    enter_workshop(made.id)
    hold("show", CODE)
    say("The workshop is open. Let people join; then begin with the first step.")
    st.rerun()
