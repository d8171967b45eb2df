"""Arranging notes: tick some, then put them under a theme, merge or hide them; and what is hidden or merged."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

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
from pages._saving import say
from pages._workspace import Room

TICK_FIRST = "Tick the notes first."
THEME = "arrange-theme"
Where = tuple[object, str, str]


def arrange(room: Room, live: Live) -> None:
    """The notes to tick with what can be done with them; then those that are hidden or stand under another."""
    seen = uppermost(live.notes)
    here = (room.engine, room.workspace.id, live.workshop.id)
    if seen:
        with st.form("arrange", border=True):
            st.markdown("**Tick notes, then choose what to do with them**")
            for note in seen:
                st.checkbox(plain(_line(note)), key=f"pick-{note.id}")
            _what_to_do(here, live, seen)
    _renamed(here, live)
    _put_away(here, live)


def _line(note: Note) -> str:
    return f"{short(note.text)} ({note.theme})" if note.theme else short(note.text)


def _what_to_do(here: Where, live: Live, seen: Sequence[Note]) -> None:
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
            st.form_submit_button(label, icon=icon, on_click=_with_ticked, args=(here, seen, act))


def _themes(live: Live) -> tuple[str, ...]:
    """The themes of the grouping step that is on, or of the one that groups these notes later."""
    workshop = live.workshop
    step = workshop.step if workshop.step.kind == GROUP else _grouping(workshop)
    return themes_of(step or workshop.step, live.notes)


def _grouping(workshop: Workshop) -> object:
    return next((step for step in workshop.steps if step.kind == GROUP and step.of == workshop.at), None)


def _with_ticked(here: Where, seen: Sequence[Note], act: Callable[[Where, list[str]], str]) -> None:
    ticked = [note.id for note in seen if st.session_state.get(f"pick-{note.id}")]
    if not ticked:
        say(TICK_FIRST, failed=True)
        return
    try:
        said = act(here, ticked)
    except EvidenceError as error:
        say(str(error), failed=True)
        return
    for note in ticked:
        st.session_state[f"pick-{note}"] = False
    say(said)


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


def _renamed(here: Where, live: Live) -> None:
    used = sorted({note.theme for note in live.notes if note.theme})
    if not used:
        return
    with st.popover("Rename a theme", icon=":material/edit:"), st.form("rename-theme", border=False):
        old = st.selectbox("Theme", used, key="rename-old")
        new = st.text_input("New name", max_chars=LONGEST_THEME, key="rename-new")
        step = live.notes[0].step
        if st.form_submit_button("Rename"):
            _try(lambda: rename_theme(*here, step, old, new), "The theme has its new name.")
            st.rerun()


def _put_away(here: Where, live: Live) -> None:
    hidden = [note for note in live.notes if note.hidden]
    merged = [note for note in live.notes if note.merged_into and not note.hidden]
    if not hidden and not merged:
        return
    with st.expander(f"Hidden and merged notes: {len(hidden) + len(merged)}"):
        for number, note in enumerate(hidden, start=1):
            _row(note, number, "hidden", [("Show", _shown, here), ("Erase for good", _erased, here)])
        for number, note in enumerate(merged, start=len(hidden) + 1):
            _row(note, number, "merged", [("Part", _parted, here)])


def _row(note: Note, number: int, state: str, ways: Sequence[tuple[str, Callable[..., None], Where]]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"away-{note.id}"):
        st.markdown(f"{number}. {plain(short(note.text))} ({state})", width="stretch")
        for label, act, here in ways:
            st.button(f"{label} {number}", key=f"{label}-{note.id}", on_click=act, args=(here, note.id))


def _shown(here: Where, note: str) -> None:
    _try(lambda: hide_note(*here, note, hidden=False), "The note is shown again.")


def _parted(here: Where, note: str) -> None:
    _try(lambda: part_note(*here, note), "The note stands for itself again.")


def _erased(here: Where, note: str) -> None:
    _try(lambda: erase_note(*here, note), "The words of the note are erased.")


def _try(what: Callable[[], object], said: str) -> None:
    try:
        what()
    except EvidenceError as error:
        say(str(error), failed=True)
    else:
        say(said)
