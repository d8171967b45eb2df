"""Arranging notes: tick some, then put them under a theme, merge or hide them; and what is hidden or merged."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st
from sqlalchemy import Engine

from evidence.errors import EvidenceError
from evidence.show.plain import plain
from evidence.show.workshop_cards import NO_THEME, short, themes_of
from evidence.workshop.grouping import (
    LONGEST_THEME,
    erase_note,
    hide_note,
    merge_notes,
    part_note,
    place_note,
    rename_theme,
)
from evidence.workshop.notes import Note, uppermost
from evidence.workshop.records import GROUP, Workshop
from evidence.workshop.room import Room as Live
from pages._saving import carry_out, say
from pages._workspace import Room

TICK_FIRST = "Tick the notes first."
THEME = "arrange-theme"
Where = tuple[Engine, str, str]


def arrange(room: Room, live: Live) -> None:
    """The notes to tick with what can be done with them; then those that are hidden or stand under another."""
    seen = uppermost(live.notes)
    if seen:
        with st.form("arrange", border=True):
            st.markdown("**Tick notes, then choose what to do with them**")
            for note in seen:
                st.checkbox(plain(_line(note)), key=f"pick-{note.id}")
            _what_to_do(room, live, seen)
    _renamed(room, live)
    _put_away(room, live)


def _line(note: Note) -> str:
    return f"{short(note.text)} ({note.theme})" if note.theme else short(note.text)


def _what_to_do(room: Room, live: Live, seen: Sequence[Note]) -> None:
    themes = _themes(live)
    st.selectbox(
        "Theme",
        ["", *themes],
        key=THEME,
        format_func=lambda theme: theme or NO_THEME,
        accept_new_options=True,
        help="Choose one, or type a new one.",
    )
    with st.container(horizontal=True):
        for label, icon, act in (
            ("Put under the theme", ":material/label:", _place),
            ("Merge into the first", ":material/merge:", _merge),
            ("Hide", ":material/visibility_off:", _hide),
        ):
            st.form_submit_button(label, icon=icon, on_click=_with_ticked, args=(room, live, seen, act))


def _themes(live: Live) -> tuple[str, ...]:
    """The themes of the grouping step that is on, or of the one that groups these notes later."""
    workshop = live.workshop
    step = workshop.step if workshop.step.kind == GROUP else _grouping(workshop)
    return themes_of(step or workshop.step, live.notes)


def _grouping(workshop: Workshop) -> object:
    return next((step for step in workshop.steps if step.kind == GROUP and step.of == workshop.at), None)


def _with_ticked(room: Room, live: Live, seen: Sequence[Note], act: Callable[[Where, list[str]], str]) -> None:
    ticked = [note.id for note in seen if st.session_state.get(f"pick-{note.id}")]
    if not ticked:
        say(TICK_FIRST, failed=True)
        return
    if carry_out(room, lambda: act(_here(room, live), ticked)):
        for note in ticked:
            st.session_state[f"pick-{note}"] = False


def _here(room: Room, live: Live) -> Where:
    """What the functions of whoever leads begin with."""
    return room.engine, room.workspace.id, live.workshop.id


def _place(here: Where, notes: list[str]) -> str:
    theme = str(st.session_state.get(THEME) or "")
    for note in notes:
        place_note(*here, note, theme=theme)
    return f"Moved: {theme or NO_THEME}."


def _merge(here: Where, notes: list[str]) -> str:
    first, *others = notes
    if not others:
        raise EvidenceError("Tick at least two notes to merge them.")
    merge_notes(*here, others, into=first)
    return "Merged: the first of them stands for the others."


def _hide(here: Where, notes: list[str]) -> str:
    for note in notes:
        hide_note(*here, note, hidden=True)
    return "Hidden from all screens."


# ---- what is put away -----------------------------------------------------------------------------------------------


def _renamed(room: Room, live: Live) -> None:
    used = sorted({note.theme for note in live.notes if note.theme})
    if not used:
        return
    with st.popover("Rename a theme", icon=":material/edit:"), st.form("rename-theme", border=False):
        old = st.selectbox("Theme", used, key="rename-old")
        new = st.text_input("New name", max_chars=LONGEST_THEME, key="rename-new")
        step = live.notes[0].step
        if st.form_submit_button("Rename"):
            carry_out(room, lambda: rename_theme(*_here(room, live), step, old, new), "The theme has its new name.")
            st.rerun()


def _put_away(room: Room, live: Live) -> None:
    hidden = [note for note in live.notes if note.hidden]
    merged = [note for note in live.notes if note.merged_into and not note.hidden]
    if not hidden and not merged:
        return
    with st.expander(f"Hidden and merged notes: {len(hidden) + len(merged)}"):
        for number, note in enumerate(hidden, start=1):
            _row(room, live, note, number, "hidden", [("Show", _shown), ("Erase for good", _erased)])
        for number, note in enumerate(merged, start=len(hidden) + 1):
            _row(room, live, note, number, "merged", [("Part", _parted)])


def _row(
    room: Room, live: Live, note: Note, number: int, state: str, ways: Sequence[tuple[str, Callable[[Where, str], str]]]
) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"away-{note.id}"):
        st.markdown(f"{number}. {plain(short(note.text))} ({state})", width="stretch")
        for label, act in ways:
            st.button(f"{label} {number}", key=f"{label}-{note.id}", on_click=_one, args=(room, live, note.id, act))


def _one(room: Room, live: Live, note: str, act: Callable[[Where, str], str]) -> None:
    carry_out(room, lambda: act(_here(room, live), note))


def _shown(here: Where, note: str) -> str:
    hide_note(*here, note, hidden=False)
    return "The note is shown again."


def _parted(here: Where, note: str) -> str:
    part_note(*here, note)
    return "The note stands for itself again."


def _erased(here: Where, note: str) -> str:
    erase_note(*here, note)
    return "The words of the note are erased."
