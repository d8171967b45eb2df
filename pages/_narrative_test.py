"""Testing the narrative by the eight principles: what can be computed, beside what the team answers and why."""

from __future__ import annotations

from datetime import date

import streamlit as st

from evidence.indicators.base import EvidenceBase
from evidence.narrative.principles import Tested, principles_of
from evidence.narrative.records import evidence_of, principle_of, priority_of, sign_off_of
from evidence.narrative.review import overclaims_of
from evidence.narrative.shape import Principle, open_shape
from evidence.narrative.whole import Narrative
from evidence.show.plain import plain
from evidence.workspace.records import Item
from pages._conflicts import conflict_in
from pages._saving import add, follow, save_field
from pages._shared import sentences
from pages._workspace import Room

ANSWERS = {"yes": "Yes", "partly": "Partly", "no": "No"}


def test(base: EvidenceBase, place: str, room: Room, narrative: Narrative) -> None:
    """What the principles need to know, then each of them."""
    st.write(
        "Eight principles of a good place narrative, after the Local Government Association's guide. What can be counted "
        "is counted; the answer is your team's, and both stay on record. There is no score."
    )
    if room.may_edit:
        _about(room)
    tested = _tested(base, place, room, narrative)
    for principle in open_shape(base).principles:
        _principle(room, principle, next(one for one in tested if one.key == principle.key))


def _tested(base: EvidenceBase, place: str, room: Room, narrative: Narrative) -> tuple[Tested, ...]:
    claims = [statement.claim for statement in narrative.statements]
    evidence = {item.id: evidence_of(item) for item in room.of("evidence")}
    return principles_of(
        base,
        place,
        claims,
        [statement.standing for statement in narrative.statements],
        evidence,
        room.about,
        [sign_off_of(item) for item in room.of("sign-off")],
        [principle_of(item) for item in room.of("principle")],
        year=date.today().year,
        priorities=[priority_of(item) for item in room.of("priority")],
        overclaims=overclaims_of(base, place, claims, evidence),
    )


def _about(room: Room) -> None:
    """How far ahead the narrative looks, and who its partners are."""
    left, right = st.columns([1, 2])
    with left:
        _field(room, "horizon", "Which year does it look ahead to?", "2040")
    with right:
        _field(room, "partners", "Partners, one organisation a line", "", lines=True)


def _field(room: Room, name: str, label: str, hint: str, *, lines: bool = False) -> None:
    key = f"about-{name}"
    held = str((room.item(room.about_id) or room.items[0]).content.get(name, ""))
    follow(key, held)
    conflict_in(room, room.about_id, name, key)
    how = {"key": key, "placeholder": hint, "on_change": save_field, "args": (room, room.about_id, name, key)}
    if lines:
        st.text_area(label, height=90, max_chars=5000, **how)
    else:
        st.text_input(label, max_chars=10, **how)


def _principle(room: Room, principle: Principle, tested: Tested) -> None:
    with st.container(border=True, key=f"principle-{principle.key}"):
        st.subheader(principle.name)
        st.write(principle.what)
        left, right = st.columns(2)
        with left:
            st.markdown("**What can be counted**")
            sentences(tested.lines or ("Nothing of this can be counted.",))
            if tested.concern:
                st.caption("△ Worth a look: a threshold above is passed.")
        with right:
            st.markdown(f"**{plain(principle.question)}**")
            _answer(room, principle, tested)
        if tested.differs:
            st.info("Your answer and what can be counted point different ways. Both stand; say why.")


def _answer(room: Room, principle: Principle, tested: Tested) -> None:
    if not room.may_edit:
        st.write(ANSWERS.get(tested.answer, "Not answered yet."))
        st.text(tested.reasons)
        return
    key = f"answer-{principle.key}"
    follow(key, tested.answer or None)
    st.segmented_control(
        f"Your team's answer: {principle.name}",
        list(ANSWERS),
        key=key,
        format_func=ANSWERS.__getitem__,
        label_visibility="collapsed",
        on_change=_save,
        args=(room, principle.key, "answer", key),
    )
    reasons = f"reasons-{principle.key}"
    follow(reasons, tested.reasons)
    if held := _held(room, principle.key):
        conflict_in(room, held.id, "reasons", reasons)
    st.text_area(
        "Why",
        key=reasons,
        height=90,
        max_chars=5000,
        on_change=_save,
        args=(room, principle.key, "reasons", reasons),
    )


def _save(room: Room, principle: str, name: str, key: str) -> None:
    """Save an answer, which becomes an item when it is first given."""
    value = st.session_state[key] or ""
    held = _held(room, principle)
    if held is None:
        add(room, "principle", {"key": principle, name: value}, "Saved.")
    else:
        save_field(room, held.id, name, key)


def _held(room: Room, principle: str) -> Item | None:
    """The item that holds the team's answer to a principle, None where it has not answered."""
    return next((item for item in room.of("principle") if item.content.get("key") == principle), None)
