"""The agenda of a workshop that is on: going to any step, putting one otherwise, adding, moving and removing steps."""

from __future__ import annotations

import streamlit as st

from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.show.workshop_cards import KINDS
from evidence.workshop.records import Step, Workshop
from evidence.workshop.steering import add_step, move, remove_step, shift_step, write_step
from pages._saving import carry_out, say
from pages._shared import hold
from pages._workshop_fields import new_step, step_fields
from pages._workshop_live import now
from pages._workspace import Room, writer

MOVED_ON = "Somebody else moved on meanwhile, so nothing was skipped: this is where the workshop is now."
REMOVED = "workshop-removed"  # the step that was removed last, and behind which it stood


def go(room: Room, workshop: Workshop, to: str) -> None:
    """Move everybody to a step, "" for none; where somebody else moved on meanwhile that is said."""
    if not to:
        return
    try:
        writer(room)
        stands = move(room.engine, room.workspace.id, workshop.id, to, seen=workshop.at, at=now())
    except EvidenceError as error:
        say(str(error), failed=True)
        return
    hold("show", None)
    hold("result", None)
    if stands.at != to:
        say(MOVED_ON)


def go_to_step(room: Room, workshop: Workshop) -> None:
    """Any step, to go to."""
    titles = _titles(workshop)
    with st.form("go-to", border=False):
        chosen = st.selectbox("Go to any step", list(titles), index=workshop.index, format_func=titles.__getitem__)
        if st.form_submit_button("Go", icon=":material/arrow_forward:"):
            go(room, workshop, str(chosen))
            st.rerun()


def change_step(base: EvidenceBase, room: Room, workshop: Workshop) -> None:
    """The words of the current step, as long as nobody has answered it."""
    here = (room.engine, room.workspace.id, workshop.id)
    with (
        st.expander("Change this step", icon=":material/edit:"),
        st.form(f"change-{workshop.at}", border=False),
    ):
        changed = step_fields(base, workshop.step, f"change-{workshop.at}")
        if st.form_submit_button("Save the step", icon=":material/check:"):
            carry_out(room, lambda: write_step(*here, changed), "The step is changed.")
            st.rerun()


def change_agenda(base: EvidenceBase, room: Room, workshop: Workshop) -> None:
    """The order of the steps, taking one out, and putting a new one in."""
    with st.expander("Change the agenda", icon=":material/list_alt:", key="agenda-fold", on_change="rerun") as fold:
        if not fold.open:
            return
        _order(room, workshop)
        st.divider()
        _add(base, room, workshop)


def _order(room: Room, workshop: Workshop) -> None:
    titles = _titles(workshop)
    if st.session_state.get("agenda-step") not in titles:
        st.session_state["agenda-step"] = workshop.at
    chosen = st.selectbox("Step to move or remove", list(titles), format_func=titles.__getitem__, key="agenda-step")
    with st.container(horizontal=True):
        for label, icon, by in (("Earlier", ":material/arrow_upward:", -1), ("Later", ":material/arrow_downward:", 1)):
            st.button(label, icon=icon, on_click=_shift, args=(room, workshop, chosen, by))
        st.button("Remove", icon=":material/delete:", on_click=_remove, args=(room, workshop, chosen))
        if st.session_state.get(REMOVED):
            st.button("Put it back", icon=":material/undo:", on_click=_put_back, args=(room, workshop))


def _shift(room: Room, workshop: Workshop, key: str, by: int) -> None:
    step = _step(workshop, key)
    where = "later" if by > 0 else "earlier"
    here = (room.engine, room.workspace.id, workshop.id)
    carry_out(room, lambda: shift_step(*here, key, by), f"{step.title}: moved one place {where}.")


def _remove(room: Room, workshop: Workshop, key: str) -> None:
    step, at = _step(workshop, key), [one.key for one in workshop.steps].index(key)
    here = (room.engine, room.workspace.id, workshop.id)
    if carry_out(room, lambda: remove_step(*here, key), f"{step.title}: removed from the agenda."):
        st.session_state[REMOVED] = (step, workshop.steps[max(at - 1, 0)].key if at else "")


def _put_back(room: Room, workshop: Workshop) -> None:
    step, after = st.session_state[REMOVED]
    here = (room.engine, room.workspace.id, workshop.id)
    if carry_out(room, lambda: add_step(*here, step, after=after), f"{step.title}: in the agenda again."):
        st.session_state[REMOVED] = None


def _add(base: EvidenceBase, room: Room, workshop: Workshop) -> None:
    titles = _titles(workshop)
    st.markdown("**Add a step**")
    after = st.selectbox("After", list(titles), index=workshop.index, format_func=titles.__getitem__)
    turn = len(workshop.steps)
    step = new_step(workshop.steps[: list(titles).index(after) + 1], f"new-{turn}")
    if step is None:
        return
    with st.form(f"new-step-{turn}-{step.kind}", border=False):
        step = step_fields(base, step, f"new-{turn}-{step.kind}-{step.way}")
        if st.form_submit_button("Add the step", icon=":material/add:"):
            here = (room.engine, room.workspace.id, workshop.id)
            carry_out(room, lambda: add_step(*here, step, after=after), f"{step.title}: added to the agenda.")
            st.rerun()


def _titles(workshop: Workshop) -> dict[str, str]:
    return {step.key: f"{n}. {KINDS[step.kind]}: {step.title}" for n, step in enumerate(workshop.steps, start=1)}


def _step(workshop: Workshop, key: str) -> Step:
    return next(step for step in workshop.steps if step.key == key)
