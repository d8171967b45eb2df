"""Writing the narrative: the statements of a part, one of them open at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.narrative.records import SECTIONS, Claim, EvidenceItem, evidence_of
from evidence.narrative.review import review_of
from evidence.narrative.shape import open_shape
from evidence.narrative.standing import CHANGED
from evidence.narrative.whole import Narrative, Statement
from evidence.narrative.writing import as_it_reads, stands_before, to_look_at
from evidence.show.narrative_cards import statement_html
from evidence.workspace.items import move_item
from pages._conflicts import has_conflict
from pages._narrative_draft import offer_draft
from pages._narrative_editor import editor
from pages._saving import add, changed_by, remove, save, say
from pages._shared import pick, sentences
from pages._workspace import Room, writer

OPEN = "open-statement"


def pick_part() -> str:
    """The part of the narrative that is written."""
    first = next(iter(SECTIONS))
    return pick("Part of the narrative", "part", tuple(SECTIONS), SECTIONS.__getitem__, default=first) or first


def look_elsewhere(narrative: Narrative, section: str) -> None:
    """The ways to the other parts in which statements changed or are unsupported."""
    others = {key: words for key, words in to_look_at(narrative).items() if key != section}
    if others:
        with st.container(horizontal=True, vertical_alignment="center", key="look-elsewhere"):
            st.markdown("To look at:")
            for key, words in others.items():
                st.button(words, key=f"look-{key}", type="tertiary", on_click=_turn, args=(key,))


def write(base: EvidenceBase, place: str, room: Room, narrative: Narrative, section: str) -> None:
    """What a part is for, and its statements."""
    shape = next(one for one in open_shape(base).sections if one.key == section)
    st.header(shape.name, anchor=False)
    st.write(shape.what)
    with st.expander("Questions to ask yourselves", key=f"questions-{section}"):
        sentences(shape.questions)
    statements = narrative.sections[section]
    cited = {one.part.key: one.number for one in narrative.cited}
    if not narrative.statements:
        offer_draft(base, place, room)
    evidence = {item.id: evidence_of(item) for item in room.of("evidence")}
    with st.container(key="statements"):
        for at in range(len(statements)):
            _statement(base, place, room, statements, at, cited, evidence)
    _onward(room, section, bool(statements))


def _onward(room: Room, section: str, begun: bool) -> None:
    """After the last statement: another one, or the next part."""
    keys = list(SECTIONS)
    with st.container(horizontal=True):
        st.button(
            "Add a statement",
            icon=":material/add:",
            key=f"add-{section}",
            on_click=_add,
            args=(room, section),
            type="primary" if begun else "secondary",
        )
        for following in keys[keys.index(section) + 1 :][:1]:
            st.button(
                f"Next part: {SECTIONS[following]}",
                icon=":material/arrow_forward:",
                key=f"onward-{section}",
                type="tertiary",
                on_click=_turn,
                args=(following,),
            )


def _turn(section: str) -> None:
    st.session_state["part"] = section


# ---- a statement ----------------------------------------------------------------------------------------------------


def _statement(
    base: EvidenceBase,
    place: str,
    room: Room,
    statements: tuple[Statement, ...],
    at: int,
    cited: Mapping[str, int],
    evidence: Mapping[str, EvidenceItem],
) -> None:
    """A statement as it reads, and what can be done with it."""
    statement = statements[at]
    item_id = statement.claim.id
    is_open = st.session_state.get(OPEN) == item_id or has_conflict(item_id)
    with st.container(border=is_open, key=f"statement-{item_id}"):
        with st.container(horizontal=True, key=f"head-{item_id}"):
            review = review_of(base, place, statement.claim, evidence)
            st.html(statement_html(statement, cited, review=review, notes=not is_open), width="stretch")
            _open_button(statement, is_open)
        if statement.standing.status == CHANGED:
            now = as_it_reads(base, place, statement.claim, evidence)
            _accept_button(room, statement, now)
        if is_open:
            editor(base, place, room, statement, evidence)
            _move_and_remove(room, statements, at)


def _open_button(statement: Statement, is_open: bool) -> None:
    """The way into a statement and out again."""
    item_id = statement.claim.id
    label = f"Close {statement.number}" if is_open else f"Edit {statement.number}"
    icon = ":material/close:" if is_open else ":material/edit:"
    st.button(label, icon=icon, key=f"edit-{item_id}", type="tertiary", on_click=_toggle, args=(item_id,))


def _accept_button(room: Room, statement: Statement, now: Mapping[str, Any]) -> None:
    """What is accepted is what stands on the page: facts that change before the button is pressed are not accepted unseen."""
    item_id = statement.claim.id
    st.button(
        f"Accept how {statement.number} reads now",
        icon=":material/check:",
        key=f"accept-{item_id}",
        on_click=_accept,
        args=(room, statement.claim, now),
        help="The figures of today then count as the ones that you wrote about.",
    )


def _move_and_remove(room: Room, statements: tuple[Statement, ...], at: int) -> None:
    ids = [one.claim.id for one in statements]
    item_id, number = ids[at], statements[at].number
    with st.container(horizontal=True, key=f"do-{item_id}"):
        for up, label, icon in ((True, "Move up", "arrow_upward"), (False, "Move down", "arrow_downward")):
            able, before = stands_before(ids, item_id, up=up)
            st.button(
                label,
                icon=f":material/{icon}:",
                key=f"{label}-{item_id}",
                disabled=not able,
                on_click=_move,
                args=(room, item_id, before),
            )
        st.button(
            f"Remove {number}",
            icon=":material/delete:",
            key=f"remove-{item_id}",
            on_click=_remove,
            args=(room, item_id),
        )


def _move(room: Room, item_id: str, before: str | None) -> None:
    try:
        by = writer(room)
        move_item(room.engine, room.workspace.id, item_id, by, before=before)
    except EvidenceError as error:
        say(str(error), failed=True)
        return
    say("The statement was moved.", undo=changed_by(room, by))


def _toggle(item_id: str) -> None:
    st.session_state[OPEN] = None if st.session_state.get(OPEN) == item_id else item_id


def _remove(room: Room, item_id: str) -> None:
    st.session_state[OPEN] = None
    remove(room, item_id, "The statement was removed.")


def _add(room: Room, section: str) -> None:
    made = add(room, "claim", {"section": section, "text": ""}, "A new statement is open.")
    if made:
        st.session_state[OPEN] = made


def _accept(room: Room, claim: Claim, now: Mapping[str, Any]) -> None:
    save(room, claim.id, now, seen={}, said="Accepted as it reads now.")
