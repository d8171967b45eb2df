"""An entry of the engagement log that is open: every field saved as it is left, who said it, and taking the entry away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import streamlit as st

from evidence.errors import EvidenceError
from evidence.narrative.engagement import EARLIEST, LONGEST, day_of
from evidence.narrative.records import DOCUMENT, EvidenceItem
from evidence.workshop.keeping import erase_evidence
from pages._conflicts import conflict_of
from pages._engagement_fields import (
    LOOK_YOURSELF,
    OPEN,
    QUOTABLE,
    Log,
    choices,
    forget,
    questions,
    save_entry_field,
    stored,
    told,
    write_field,
)
from pages._engagement_names import who_said_it
from pages._saving import follow, remove, say
from pages._shared import hold
from pages._workspace import writer

SAVED_AS_YOU_GO = "Each field is saved when you leave it."
ERASING = (
    "Erasing takes the entry away for good: its words, the name of who said it, and everything that the history and the "
    "versions hold of it. Only that something was erased stays on record. It cannot be undone. Statements that rest on it "
    "will say that it is gone. Files that were downloaded before still hold it."
)
REMOVED = "The entry was removed. Undo brings it back, but not the name of a person that was kept with it."


def edit(log: Log, item: EvidenceItem) -> None:
    """The fields of an entry, in the order in which a conversation is told."""
    st.caption(SAVED_AS_YOU_GO)
    _what_it_was_about(log, item)
    _text(log, item, "said", "What was said", lines=150, help=LOOK_YOURSELF)
    _box(log, item, "quotable", "May be quoted, with the name of the organisation", QUOTABLE)
    _who(log, item)
    if item.method == DOCUMENT or item.source_title or item.source_url:
        _source(log, item)
    _text(
        log, item, "follow_up", "Follow-up: what you promised or want to do", lines=80, help="Only your team sees it."
    )
    if item.follow_up:
        _box(log, item, "follow_up_done", "The follow-up is done", "")
    who_said_it(log, item)
    _take_away(log, item)


def _what_it_was_about(log: Log, item: EvidenceItem) -> None:
    left, right = st.columns([2, 3])
    with left:
        _choice(log, item, "theme", "Theme", choices(log, "theme", item.theme))
    with right:
        ready = questions(log, item.theme)
        offered = {**ready, **({item.prompt: log.offered.question(item.prompt)} if item.prompt else {})}
        _choice(log, item, "prompt", "Question (choose a ready one, or type your own)", offered, own=True)


def _who(log: Log, item: EvidenceItem) -> None:
    left, right = st.columns([3, 2])
    with left:
        _text(log, item, "organisation", "Organisation, never a person")
    with right:
        _choice(log, item, "method", "How you heard it", choices(log, "method", item.method))
    columns = st.columns([3, 3, 3, 2])
    for column, (name, label) in zip(columns, (("sector", "Sector"), ("size", "Size"), ("area", "Area")), strict=False):
        with column:
            _choice(log, item, name, label, choices(log, name, getattr(item, name)))
    with columns[3]:
        _day(log, item)


def _source(log: Log, item: EvidenceItem) -> None:
    left, right = st.columns(2)
    with left:
        _text(log, item, "source_title", "Title of the report or plan")
    with right:
        _text(log, item, "source_url", "Its web address (optional)", placeholder="https://")


# ---- one field ------------------------------------------------------------------------------------------------------


def _text(
    log: Log, item: EvidenceItem, name: str, label: str, *, lines: int = 0, help: str = "", placeholder: str = ""
) -> None:
    """A text: of several lines, `lines` pixels high, or of one."""
    key = _field(log, item, name, getattr(item, name))
    if lines:
        st.text_area(
            label,
            key=key,
            height=lines,
            max_chars=LONGEST[name],
            on_change=save_entry_field,
            args=(log, item.id, name, key),
            help=help or None,
        )
    else:
        st.text_input(
            label,
            key=key,
            max_chars=LONGEST[name],
            on_change=save_entry_field,
            args=(log, item.id, name, key),
            placeholder=placeholder or None,
        )
    told(log, item.id, name, key)


def _choice(
    log: Log, item: EvidenceItem, name: str, label: str, offered: Mapping[str, str], *, own: bool = False
) -> None:
    """A choice among what is offered, or, with `own`, a text of one's own."""
    key = _field(log, item, name, getattr(item, name) or None, lambda one: offered.get(one, one or "Not given"))
    st.selectbox(
        label,
        list(offered),
        key=key,
        index=None,
        format_func=lambda one: offered.get(one, one),
        accept_new_options=own,
        placeholder="Not given",
        filter_mode="contains",
        on_change=save_entry_field,
        args=(log, item.id, name, key),
    )
    told(log, item.id, name, key)


def _box(log: Log, item: EvidenceItem, name: str, label: str, help: str) -> None:
    key = _field(log, item, name, getattr(item, name))
    st.checkbox(
        label, key=key, wrap=True, help=help or None, on_change=save_entry_field, args=(log, item.id, name, key)
    )
    told(log, item.id, name, key)


def _day(log: Log, item: EvidenceItem) -> None:
    key = _field(log, item, "date", day_of(item.date), lambda one: one or "Not given")
    st.date_input(
        "Date",
        value=None,
        key=key,
        min_value=date(EARLIEST, 1, 1),
        max_value=date.today(),
        format="DD/MM/YYYY",
        on_change=save_entry_field,
        args=(log, item.id, "date", key),
    )
    told(log, item.id, "date", key)


def _field(log: Log, item: EvidenceItem, name: str, held: object, words: Callable[[str], str] | None = None) -> str:
    """The key of a field, which shows what is kept; above it a conflict with somebody else, if there is one."""
    key = f"{name}-{item.id}"
    follow(key, held)

    def write(value: str) -> None:
        write_field(log, item.id, name, value, key, seen=stored(getattr(item, name)))

    conflict_of(item.id, name, write, key, words=words)
    return key


# ---- taking it away -------------------------------------------------------------------------------------------------


def _take_away(log: Log, item: EvidenceItem) -> None:
    number = log.numbers[item.id]
    with st.container(horizontal=True, key=f"take-away-{item.id}"):
        st.button(
            f"Remove entry {number}",
            icon=":material/delete:",
            key=f"remove-{item.id}",
            on_click=_remove,
            args=(log, item.id),
            help="It can be brought back.",
        )
        with st.popover(f"Erase entry {number} for good", icon=":material/delete_forever:"):
            st.write(ERASING)
            st.button(
                "Yes, erase it for good",
                type="primary",
                key=f"erase-{item.id}",
                on_click=erase_entry,
                args=(log, item.id),
            )


def _remove(log: Log, item_id: str) -> None:
    forget(item_id)
    hold(OPEN, None)
    remove(log.room, item_id, REMOVED)


def erase_entry(log: Log, item_id: str) -> None:
    """Erase an entry with everything that is on record of it, and say so."""
    forget(item_id)
    hold(OPEN, None)
    try:
        erase_evidence(log.room.engine, log.room.workspace.id, item_id, writer(log.room))
    except EvidenceError as error:
        say(str(error), failed=True)
        return
    say("The entry was erased for good, with everything that the history held of it.")
