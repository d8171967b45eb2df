"""Two people at the same thing: the second sees what the first wrote beside what they typed, and chooses what stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from evidence.narrative.log_words import conflict_words
from evidence.show.plain import plain
from pages._saving import CONFLICTS, save
from pages._workspace import Room


def conflict_in(room: Room, item_id: str, name: str, key: str, *, words: Callable[[Any], str] | None = None) -> None:
    """The conflict over a field that `save_field` saves, if there is one."""

    def write(value: Any) -> None:
        theirs = item.content.get(name) if (item := room.item(item_id)) else None
        if save(room, item_id, {name: value}, seen={name: theirs}):
            st.session_state[key] = st.session_state[f"{key}-seen"] = value

    conflict_of(item_id, name, write, key, words=words)


def has_conflict(item_id: str) -> bool:
    """Whether somebody else changed something of an item that was being changed here, and it is not settled yet."""
    return any(of == item_id for of, _ in st.session_state.get(CONFLICTS, {}))


def conflict_of(
    item_id: str, field: str, write: Callable[[Any], None], key: str, *, words: Callable[[Any], str] | None = None
) -> None:
    """Where somebody else changed the field meanwhile: both values, who and when, and three ways on; nothing is lost.

    `write` saves a value over what stands there; `key` is that of the field, which still holds what was typed. Of a field
    that is chosen from a list, `words` names a choice, and there is no keeping both.
    """
    conflict = st.session_state.get(CONFLICTS, {}).get((item_id, field))
    if conflict is None or conflict.removed:
        return
    theirs, yours = (v if isinstance(v, bool | list) else str(v or "") for v in (conflict.theirs, conflict.yours))
    with st.container(border=True, key=f"conflict-{item_id}-{field}"):
        st.warning(plain(conflict_words(conflict)), icon=":material/group:")
        left, right = st.columns(2)
        for column, title, value in ((left, "What stands there now", theirs), (right, "What you typed", yours)):
            with column:
                st.markdown(f"**{title}**")
                st.text(words(value) if words else value)
        ways = [("Keep what stands there", theirs), ("Put mine in its place", yours)]
        ways += [] if words else [("Keep both, mine after it", f"{theirs}\n\n{yours}".strip())]
        with st.container(horizontal=True):
            for label, value in ways:
                st.button(
                    label,
                    key=f"{label}-{item_id}-{field}",
                    on_click=_settled,
                    args=(write, value, theirs, key, (item_id, field)),
                )


def _settled(write: Callable[[Any], None], value: Any, theirs: Any, key: str, pending: tuple[str, str]) -> None:
    st.session_state.get(CONFLICTS, {}).pop(pending, None)
    if value == theirs:
        # The field is drawn anew from what stands there.
        for gone in (key, f"{key}-seen"):
            st.session_state.pop(gone, None)
    else:
        write(value)


def removed_meanwhile() -> None:
    """Where somebody removed what was being written: that it is gone, and what was typed, so that it is not lost."""
    pending = st.session_state.get(CONFLICTS, {})
    for (item_id, field), conflict in [one for one in pending.items() if one[1].removed]:
        with st.container(border=True, key=f"removed-{item_id}-{field}"):
            st.warning(plain(conflict_words(conflict)), icon=":material/group:")
            if isinstance(conflict.yours, str):
                st.text(conflict.yours)
            st.button(
                "I have seen it",
                key=f"removed-seen-{item_id}-{field}",
                on_click=pending.pop,
                args=((item_id, field), None),
            )
