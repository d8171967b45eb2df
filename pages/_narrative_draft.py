"""A draft of the place's own findings, where nothing is written yet: looked at, and put in."""

from __future__ import annotations

import streamlit as st

from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.narrative.records import SECTIONS
from evidence.narrative.writing import draft_reads, drafted
from evidence.wording import counted
from evidence.workspace.items import add_items
from pages._saving import say
from pages._shared import sentences
from pages._workspace import Room, writer

READING = "Reading the evidence on this place"


def offer_draft(base: EvidenceBase, place: str, room: Room) -> None:
    """What the draft is, a look at it, and the button that puts it in; it is not made before somebody asks for it."""
    with st.container(border=True, key="draft"):
        st.markdown("**Nothing is written yet.** Begin with a draft, or with a statement of your own below.")
        st.write(
            "The draft is made of this place's own findings, strengths and challenges by the same rule, and every figure "
            "in it is tied to its evidence. It is a first text to argue with, not a narrative."
        )
        with st.expander("Look at the draft", key="draft-fold", on_change="rerun") as fold:
            if fold.open:
                _look(base, place)
        if st.button("Put the draft in", icon=":material/auto_stories:", type="primary", key="draft-in"):
            with st.spinner(READING):
                _put_in(base, place, room)
            st.rerun()


def _look(base: EvidenceBase, place: str) -> None:
    with st.spinner(READING):
        read = draft_reads(base, place)
    for key, texts in read.items():
        st.markdown(f"**{SECTIONS[key]}**")
        sentences(texts)
    if not read:
        st.write("The evidence base has no finding on this place that a draft could begin with.")


def _put_in(base: EvidenceBase, place: str, room: Room) -> None:
    given = drafted(base, place)
    if not given:
        say("The evidence base has no finding on this place that a draft could begin with.", failed=True)
        return
    try:
        saved = add_items(room.engine, room.workspace.id, given, writer(room))
    except EvidenceError as error:
        say(str(error), failed=True)
        return
    changes = tuple(one.seq for one in reversed(saved))
    verb = "was" if len(saved) == 1 else "were"
    say(
        f"{counted(len(saved), 'statement')} {verb} put in. Change, move and remove what does not belong.", undo=changes
    )
