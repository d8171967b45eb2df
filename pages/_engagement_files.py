"""The engagement log as a table: taken away for the team or for others, and brought in whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from evidence import wording
from evidence.coordination.csv_rows import LARGEST_FILE
from evidence.errors import EvidenceError
from evidence.narrative.engagement_csv import (
    COLUMN_HELP,
    engagement_csv,
    nothing_loaded,
    read_engagement,
    shared_csv,
    template_csv,
)
from evidence.narrative.engagement_search import not_held
from evidence.show.plain import plain
from evidence.workspace.items import add_items
from pages._engagement_fields import Log
from pages._saving import say
from pages._shared import download, sentences
from pages._workspace import writer

TURN = "entries-file-turn"


def files(log: Log) -> None:
    """Taking the log away, and, for who may edit, bringing a table in."""
    st.header("Take the log away")
    _take_away(log)
    if log.room.may_edit:
        st.header("Load many entries from a table")
        _bring_in(log)


def _take_away(log: Log) -> None:
    if not log.items:
        st.info("With the first entry there is a table to take away.", icon=":material/info:")
        return
    if log.room.may_edit:
        st.write(
            "For your team: every entry with organisation, words and follow-ups, quotable or not. It loads here again. For "
            "others: who spoke as they may be called, and only words that are quotable. Names of people are in neither."
        )
    else:
        st.write("Who spoke as they may be called, the month, the question, and the words that are quotable.")
    with st.container(horizontal=True):
        if log.room.may_edit:
            download("engagement-log.csv", lambda: engagement_csv(log.items), "For your team (CSV)")
        download("engagement-log-for-others.csv", lambda: shared_csv(log.items, log.base), "For others (CSV)")


def _bring_in(log: Log) -> None:
    """The template, and loading a table: every fault with its row, or what it would bring and the button that does it."""
    st.write(
        "Fill in the template in a spreadsheet, save it as CSV (UTF-8) and choose it here. It is taken whole or not at all. "
        "Names of people are not taken from a file: they are kept apart, entry by entry."
    )
    with st.container(horizontal=True):
        download("engagement-template.csv", lambda: template_csv(log.base, log.place), "Template (CSV)")
        with st.popover("What each column holds"):
            sentences([f"{column}: {text}" for column, text in COLUMN_HELP.items()])
        with st.popover("What can be chosen"):
            _vocabulary(log)
    turn = st.session_state.setdefault(TURN, 0)
    given = st.file_uploader(
        "File with entries (CSV)", type="csv", key=f"entries-file-{turn}", max_upload_size=LARGEST_FILE // 1_000_000
    )
    if given is not None:
        _read(log, given.getvalue())


def _vocabulary(log: Log) -> None:
    for label, known in (
        ("Themes", log.offered.themes),
        ("Methods", log.offered.methods),
        ("Sectors", log.offered.sectors),
        ("Sizes", log.offered.sizes),
    ):
        st.markdown(f"**{label}**")
        sentences([f"{key}: {choice.name}" for key, choice in known.items()])  # type: ignore[attr-defined]


def _read(log: Log, content: bytes) -> None:
    loaded = read_engagement(content, log.base, date.today())
    if loaded.problems:
        st.error(nothing_loaded(loaded.problems), icon=":material/error:")
        sentences(loaded.problems)
        return
    new = not_held(log.items, loaded.entries)
    held = len(loaded.entries) - len(new)
    if held:
        there = (
            "is in the log already, word for word, and is"
            if held == 1
            else "are in the log already, word for word, and are"
        )
        st.info(f"{_entries(held)} {there} left out.", icon=":material/info:")
    if loaded.warnings:
        told = "\n".join(f"- {plain(line)}" for line in loaded.warnings)
        st.warning(f"Please look again before it is kept:\n{told}", icon=":material/visibility:")
    if new:
        st.button(
            f"Load {_entries(len(new))}{' all the same' if loaded.warnings else ''}",
            type="primary",
            key="load-entries",
            on_click=_load,
            args=(log, new),
        )


def _load(log: Log, entries: Sequence[Mapping[str, Any]]) -> None:
    given = tuple(("evidence", {k: v for k, v in entry.items() if v not in ("", False)}) for entry in entries)
    try:
        saved = add_items(log.room.engine, log.room.workspace.id, given, writer(log.room))
    except EvidenceError as error:
        say(str(error), failed=True)
        return
    undo = tuple(seq for one in reversed(saved) for seq in one.changes)
    say(f"{_entries(len(saved))} {'is' if len(saved) == 1 else 'are'} in the log now.", undo=undo)
    st.session_state[TURN] += 1


def _entries(n: int) -> str:
    return wording.counted(n, "entry").replace("entrys", "entries")
