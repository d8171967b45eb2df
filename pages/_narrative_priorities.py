"""National and regional priorities: a list that the team edits, each with how the place serves it and by which statements."""

from __future__ import annotations

import streamlit as st

from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.narrative.records import Priority, priority_of
from evidence.narrative.shape import StartingPriority, open_shape
from evidence.narrative.whole import Narrative
from evidence.show.plain import plain
from evidence.workspace.items import add_items
from pages._conflicts import conflict_in
from pages._saving import add, follow, remove, save, save_field, say
from pages._workspace import Room, writer

OWN = "Our own"


def priorities(base: EvidenceBase, room: Room, narrative: Narrative) -> None:
    """The priorities in their groups, and what can be added."""
    st.header("Priorities of the region and the country")
    held = [priority_of(item) for item in room.of("priority")]
    if not held:
        st.write(
            "Choose the priorities that this place serves, and say how. Nothing is in the list until you put it there."
        )
    for group in dict.fromkeys(one.group for one in held):
        st.subheader(plain(group))
        for one in (p for p in held if p.group == group):
            _priority(room, one, narrative)
    if room.may_edit:
        _add_known(base, room, held)
        _add_own(room)


def _priority(room: Room, one: Priority, narrative: Narrative) -> None:
    with st.container(border=True, key=f"priority-{one.id}"):
        st.markdown(f"**{plain(one.name)}**")
        if one.source:
            st.caption(plain(one.source))
        if not room.may_edit:
            st.text(one.fit or "Nothing is written yet.")
            return
        key = f"fit-{one.id}"
        follow(key, one.fit)
        conflict_in(room, one.id, "fit", key)
        st.text_area(
            f"How this place serves it: {plain(one.name)}",
            key=key,
            height=90,
            max_chars=5000,
            on_change=save_field,
            args=(room, one.id, "fit", key),
        )
        _shown_by(room, one, narrative)
        st.button(
            f"Take {plain(one.name)} off the list",
            icon=":material/delete:",
            key=f"priority-off-{one.id}",
            on_click=remove,
            args=(room, one.id, f"{one.name} was taken off the list."),
        )


def _shown_by(room: Room, one: Priority, narrative: Narrative) -> None:
    """The statements that show how the place serves it."""
    offered = {s.claim.id: f"{s.number}. {s.standing.reads[:80]}" for s in narrative.statements}
    key = f"shown-{one.id}"
    follow(key, [claim for claim in one.claims if claim in offered])
    st.multiselect(
        f"Statements that show it: {plain(one.name)}",
        list(offered),
        key=key,
        format_func=lambda claim: offered.get(claim, claim),
        disabled=not offered,
        on_change=_save_shown,
        args=(room, one, key),
    )


def _save_shown(room: Room, one: Priority, key: str) -> None:
    chosen = list(st.session_state[key])
    if save(room, one.id, {"claims": chosen}, seen={"claims": list(one.claims)}):
        st.session_state[f"{key}-seen"] = chosen


def _add_known(base: EvidenceBase, room: Room, held: list[Priority]) -> None:
    """Priorities to start from, those that are not in the list yet."""
    names = {(one.group, one.name) for one in held}
    offered = {
        f"{known.group}: {known.name}": known
        for known in open_shape(base).priorities
        if (known.group, known.name) not in names
    }
    chosen = st.multiselect(
        "Add national priorities",
        list(offered),
        key="priorities-known",
        placeholder="Choose from the government's lists",
    )
    st.button(
        "Add to the list",
        icon=":material/add:",
        key="priorities-add",
        disabled=not chosen,
        on_click=_add_chosen,
        args=(room, [offered[name] for name in chosen]),
    )


def _add_chosen(room: Room, chosen: list[StartingPriority]) -> None:
    given = tuple(("priority", {"group": one.group, "name": one.name, "source": one.source}) for one in chosen)
    try:
        saved = add_items(room.engine, room.workspace.id, given, writer(room))
    except EvidenceError as error:
        say(str(error), failed=True)
        return
    st.session_state["priorities-known"] = []
    say("Added to the list.", undo=tuple(one.seq for one in reversed(saved)))


def _add_own(room: Room) -> None:
    with st.form("priority-own", border=False, clear_on_submit=True):
        left, right = st.columns([3, 2])
        with left:
            name = st.text_input("A priority of your own or of the region", max_chars=200)
        with right:
            source = st.text_input("Where it is written (optional)", max_chars=300)
        if st.form_submit_button("Add it", icon=":material/add:") and name.strip():
            content = {"group": OWN, "name": name.strip(), "source": source.strip()}
            add(room, "priority", content, "Added to the list.")
            st.rerun()
