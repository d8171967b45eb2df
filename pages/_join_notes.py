"""Writing notes on a phone: several, each to be changed and taken back while the step takes notes."""

from __future__ import annotations

from uuid import uuid4

import streamlit as st

from evidence.show.plain import plain
from evidence.workshop.notes import LONGEST_NOTE, Note, add_note, edit_note, own_notes, take_back
from pages._join_here import Here, said_here
from pages._workshop_live import now

NOTES_UNSIGNED = "Notes are without a name unless you sign them. Everybody in the room can read them."


def collect(here: Here) -> None:
    """A field for the next note, and the notes of this device."""
    _note_form(here)
    said_here()
    mine = own_notes(here.workshop.id, here.secret, here.live.notes)
    if mine:
        st.subheader("My notes")
    for number, note in enumerate(mine, start=1):
        _own_note(here, note, number)
    st.caption(NOTES_UNSIGNED)


def _turn(here: Here) -> str:
    """What tells one note that is sent from the next: the same for both taps of a double tap."""
    sent = st.session_state.setdefault(f"sent-{here.key}", 0)
    visit = st.session_state.setdefault("visit", uuid4().hex)
    return f"{visit}-{sent}"


def _note_form(here: Here) -> None:
    turn = _turn(here)
    key = f"note-{here.key}-{turn}"
    with st.form(f"form-{key}", border=False):
        st.text_area("Your note", max_chars=LONGEST_NOTE, key=key, height=120)
        _sign(here, f"sign-{here.key}", "Sign this note")
        st.form_submit_button(
            "Send",
            type="primary",
            icon=":material/send:",
            width="stretch",
            disabled=not here.workshop.taking,
            on_click=_send,
            args=(here, key, turn),
        )


def _send(here: Here, key: str, turn: str) -> None:
    text = st.session_state.get(key, "")
    signed = bool(st.session_state.get(f"sign-{here.key}"))
    where = (here.engine, here.workshop.id, here.secret, here.step.key)
    sent = here.do(
        lambda: add_note(*where, text, submission=turn, signed=signed, at=now()), "Your note is on the screen."
    )
    if sent and _turn(here) == turn:
        st.session_state[f"sent-{here.key}"] += 1


def _sign(here: Here, key: str, label: str) -> None:
    """Whether to sign; asked only of those who have given a name."""
    if here.named:
        who = ", ".join(filter(None, (here.person.name, here.person.organisation)))
        st.checkbox(f"{label}: {plain(who)}", key=key)


def _own_note(here: Here, note: Note, number: int) -> None:
    with st.container(border=True, key=f"own-{note.id}"):
        st.text(note.text)
        if note.hidden:
            st.caption("Whoever leads the workshop has hidden this note.")
        if not here.workshop.taking:
            return
        with st.expander(f"Change note {number}"):
            key = f"edit-{note.id}"
            with st.form(f"form-{key}", border=False):
                st.text_area(f"Note {number}", note.text, max_chars=LONGEST_NOTE, key=key)
                st.form_submit_button("Save", on_click=_changed, args=(here, note, key), width="stretch")
            st.button(
                f"Take note {number} back",
                icon=":material/undo:",
                key=f"back-{note.id}",
                on_click=_taken_back,
                args=(here, note),
                width="stretch",
            )


def _changed(here: Here, note: Note, key: str) -> None:
    signed = bool(note.name or note.organisation)
    text = st.session_state[key]
    where = (here.engine, here.workshop.id, here.secret, note.id)
    here.do(lambda: edit_note(*where, text, signed=signed, at=now()), "Your note is changed.")


def _taken_back(here: Here, note: Note) -> None:
    here.do(
        lambda: take_back(here.engine, here.workshop.id, here.secret, note.id, at=now()),
        "Your note is taken back and its words are erased.",
    )
