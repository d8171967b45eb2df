"""Adding an entry to the engagement log: what it was about, what was said, who said it, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from evidence.narrative.engagement import EARLIEST, LONGEST, problems_in, tidied, warnings_in
from evidence.narrative.people import problems_in_person
from evidence.narrative.records import DOCUMENT
from evidence.show.plain import plain
from pages._engagement_fields import LOOK_YOURSELF, QUOTABLE, Log, choices, questions, stored
from pages._engagement_names import SWITCH, clear_person, keep_person, person_fields, typed_person
from pages._saving import add
from pages._shared import sentences

OWN = "own"  # a question of one's own
STAYS = (
    "method",
    "organisation",
    "sector",
    "size",
    "area",
    "date",
    "source_title",
    "source_url",
)  # for the next answer
GOES = ("prompt", "own", "said", "quotable", "follow_up")
ADDED = "It is in the log. Who was heard, how and when stays filled in for their next answer."
FAULTS, WARNED = "new-faults", "new-warned"


def add_entry(log: Log) -> None:
    """The form, beside what makes a good conversation."""
    left, right = st.columns([5, 2], gap="large")
    with left:
        _what_it_was_about(log)
        _what_was_said()
        _who(log)
        _next()
        _names()
        _answer(log)
    with right, st.container(border=True, key="hints"):
        st.markdown("**What makes a good conversation**")
        sentences(log.offered.hints)
        st.caption(log.offered.source)


def _key(name: str) -> str:
    return f"new-{name}"


def _value(name: str) -> Any:
    return st.session_state.get(_key(name))


# ---- the fields -----------------------------------------------------------------------------------------------------


def _what_it_was_about(log: Log) -> None:
    st.header("What it was about")
    themes = choices(log, "theme")
    st.pills(
        "Theme (needed)",
        list(themes),
        key=_key("theme"),
        format_func=themes.__getitem__,
        persist_state="session",
        wrap=True,
    )
    theme = _value("theme")
    if not theme:
        st.caption("Choose a theme to see the questions that go with it.")
        return
    st.caption(log.offered.themes[theme].what)
    ready = questions(log, theme)
    if _value("prompt") not in (None, OWN, *ready):
        st.session_state[_key("prompt")] = None
    names = {**ready, OWN: "Another question, in our own words"}
    st.radio(
        "Question (optional)",
        list(names),
        index=None,
        key=_key("prompt"),
        format_func=names.__getitem__,
        persist_state="session",
    )
    if _value("prompt") == OWN:
        _text("The question as you asked it", "own", LONGEST["prompt"])


def _what_was_said() -> None:
    st.header("What was said")
    st.text_area(
        "What you heard, or what the report says (needed)",
        key=_key("said"),
        height=150,
        max_chars=LONGEST["said"],
        placeholder="In a few plain sentences, close to their own words",
        persist_state="session",
    )
    st.caption(LOOK_YOURSELF)
    st.checkbox(
        "May be quoted, with the name of the organisation", key=_key("quotable"), persist_state="session", wrap=True
    )
    st.caption(QUOTABLE)


def _who(log: Log) -> None:
    st.header("Who said it, and when")
    left, right = st.columns([3, 2])
    with left:
        _text("Organisation, never a person", "organisation", LONGEST["organisation"])
    with right:
        _choice(log, "How you heard it", "method")
    if _value("method") == DOCUMENT:
        left, right = st.columns(2)
        with left:
            _text("Title of the report or plan (needed)", "source_title", LONGEST["source_title"])
        with right:
            _text("Its web address (optional)", "source_url", LONGEST["source_url"], placeholder="https://")
    columns = st.columns([3, 3, 3, 2])
    for column, (name, label) in zip(columns, (("sector", "Sector"), ("size", "Size"), ("area", "Area")), strict=False):
        with column:
            _choice(log, label, name)
    with columns[3]:
        st.date_input(
            "Date",
            value=None,
            key=_key("date"),
            min_value=date(EARLIEST, 1, 1),
            max_value=date.today(),
            format="DD/MM/YYYY",
            persist_state="session",
        )


def _next() -> None:
    st.text_area(
        "Follow-up: what you promised or want to do (optional)",
        key=_key("follow_up"),
        height=80,
        max_chars=LONGEST["follow_up"],
        help="Only your team sees it.",
        persist_state="session",
    )


def _names() -> None:
    with st.container(border=True, key="new-person"):
        if st.toggle(SWITCH, key=_key("switch"), help="Off: no name of a person is kept."):
            person_fields("new")


def _text(label: str, name: str, longest: int, *, placeholder: str | None = None) -> None:
    st.text_input(label, key=_key(name), max_chars=longest, placeholder=placeholder, persist_state="session")


def _choice(log: Log, label: str, name: str) -> None:
    offered = choices(log, name)
    st.selectbox(
        label,
        list(offered),
        index=None,
        key=_key(name),
        format_func=offered.__getitem__,
        placeholder="Choose",
        filter_mode="contains",
        persist_state="session",
    )


# ---- adding it ------------------------------------------------------------------------------------------------------


def _answer(log: Log) -> None:
    """What is wrong, what looks like personal data, or what was done; then the buttons."""
    faults, warned = st.session_state.get(FAULTS, ()), st.session_state.get(WARNED, ())
    with st.container(key="new-answer"):
        if faults:
            _listed("Not added yet:", faults, st.error, ":material/error:")
        elif warned:
            _listed("Please look again before it is kept:", warned, st.warning, ":material/visibility:")
    with st.container(horizontal=True):
        st.button(
            "Add to the log", type="primary", icon=":material/add:", key="new-add", on_click=_add, args=(log, False)
        )
        if warned and not faults:
            st.button("Add it all the same", key="new-sure", on_click=_add, args=(log, True))
        st.button("Empty the form", icon=":material/ink_eraser:", key="new-empty", on_click=_empty)


def _listed(head: str, lines: tuple[str, ...], show: Any, icon: str) -> None:
    show("\n".join([head, *(f"- {plain(line)}" for line in lines)]), icon=icon)


def _typed() -> dict[str, Any]:
    """The fields of the entry as they stand in the form."""
    asked = str(_value("own") or "") if _value("prompt") == OWN else _value("prompt")
    names = ("theme", "said", "quotable", "follow_up", *STAYS)
    fields: dict[str, Any] = {name: stored(_value(name)) for name in names}
    if fields["method"] != DOCUMENT:
        fields |= {"source_title": "", "source_url": ""}
    return tidied({**fields, "prompt": stored(asked), "follow_up_done": False})


def _add(log: Log, sure: bool) -> None:
    """Add what was typed and empty what the next answer does not share; with a fault everything typed stays."""
    fields, named = _typed(), typed_person("new")
    faults = problems_in(fields, log.base, date.today())
    faults += problems_in_person(named, date.today()) if named else []
    warned = [] if sure or faults else warnings_in(fields)
    st.session_state[FAULTS], st.session_state[WARNED] = tuple(faults), tuple(warned)
    if faults or warned:
        return
    made = add(log.room, "evidence", _filled(fields), f"{ADDED} The name is kept apart." if named else ADDED)
    if made is None or (named and not keep_person(log.room, made, named)):
        return
    _clear(GOES)


def _filled(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that say something: an entry has no empty ones."""
    return {name: value for name, value in fields.items() if value not in ("", False)}


def _clear(names: tuple[str, ...]) -> None:
    for name in names:
        st.session_state[_key(name)] = {"quotable": False}.get(name, None if name in ("prompt", "date") else "")
    clear_person("new")


def _empty() -> None:
    """Empty the whole form, for another organisation."""
    st.session_state[FAULTS] = st.session_state[WARNED] = ()
    _clear(GOES)
    for name in ("theme", *STAYS):
        text = name in ("organisation", "source_title", "source_url")
        st.session_state[_key(name)] = "" if text else None
