"""A statement that is open: its text, figures found by search, what it rests on; each is saved as soon as it is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from evidence.indicators.base import EvidenceBase
from evidence.narrative.records import INTENTIONS, Claim, EvidenceItem
from evidence.narrative.search import suggestions
from evidence.narrative.whole import Statement
from evidence.narrative.writing import HERE, entries_words, entry_label, put_in, with_evidence, with_text
from evidence.show.plain import plain
from pages._conflicts import conflict_in, conflict_of
from pages._narrative_checks import check, offer
from pages._saving import follow, save, save_field
from pages._workspace import Room

LONGEST = 5000
HOW = f"Saved when you leave the field. Type {plain(HERE)} where a figure is to stand, then find it below."
IS_A_FIGURE = "What stands in double brackets is a figure: above it reads as words, and follows its evidence."


def editor(
    base: EvidenceBase, place: str, room: Room, statement: Statement, evidence: Mapping[str, EvidenceItem]
) -> None:
    """The fields of a statement."""
    claim = statement.claim
    key = f"text-{claim.id}"

    def keep(text: str, seen: str) -> bool:
        fields = with_text(base, place, claim, text, evidence)
        return save(room, claim.id, fields, seen={"text": seen})

    def settle(text: str) -> None:
        if keep(text, claim.text):
            st.session_state[key] = st.session_state[f"{key}-seen"] = text

    def left() -> None:
        typed = st.session_state[key]
        if keep(typed, st.session_state.get(f"{key}-seen", claim.text)):
            st.session_state[f"{key}-seen"] = typed

    def put(reference: str) -> None:
        st.session_state[key] = put_in(str(st.session_state.get(key, claim.text)), reference)
        left()

    follow(key, claim.text)
    conflict_of(claim.id, "text", settle, key)
    st.text_area(
        f"Statement {statement.number}",
        key=key,
        height="content",
        max_chars=LONGEST,
        on_change=left,
        help="*Italic*, **bold**, and lines that begin with - make a list.",
    )
    st.caption(IS_A_FIGURE if "[[" in claim.text.replace(HERE, "") else HOW)
    _find(base, place, claim, put)
    _rests_on(base, place, room, claim, evidence)
    if claim.section in INTENTIONS:
        _by_whom(room, claim)
    check(base, place, claim, evidence, put)


def _find(base: EvidenceBase, place: str, claim: Claim, put: Callable[[str], None]) -> None:
    """The search for a figure, and what it found."""
    query = st.text_input(
        "Find a figure to put in",
        key=f"find-{claim.id}",
        icon=":material/search:",
        placeholder="for example: gva hour gap england",
    )
    if not query.strip():
        return
    found = suggestions(base, place, query)
    with st.container(key=f"found-{claim.id}"):
        if not found:
            st.caption("Nothing was found. Try fewer words: an indicator, and level, gap, rank, change or trend.")
        for n, answer in enumerate(found):
            offer(answer, f"put-{claim.id}-{n}", put)


def _rests_on(base: EvidenceBase, place: str, room: Room, claim: Claim, evidence: Mapping[str, EvidenceItem]) -> None:
    """What people said that carries the statement."""
    if not evidence and not claim.evidence:
        st.page_link(
            "pages/what_people_said.py",
            label="Put on record what people said, for this statement to rest on",
            icon=":material/forum:",
        )
        return
    key = f"rests-{claim.id}"
    labels = {one: entry_label(item) for one, item in evidence.items()}
    follow(key, [one for one in claim.evidence if one in labels])

    def left() -> None:
        chosen = list(st.session_state[key])
        fields = with_evidence(base, place, claim, chosen, evidence)
        if save(room, claim.id, fields, seen={"evidence": list(claim.evidence)}):
            st.session_state[f"{key}-seen"] = chosen

    def settle(chosen: list[str]) -> None:
        fields = with_evidence(base, place, claim, chosen, evidence)
        if save(room, claim.id, fields, seen={"evidence": list(claim.evidence)}):
            st.session_state.pop(key, None)

    conflict_of(claim.id, "evidence", settle, key, words=lambda chosen: entries_words(chosen, evidence))
    st.multiselect(
        "Rests on what people said",
        list(labels),
        key=key,
        format_func=lambda one: labels.get(one, one),
        placeholder="Choose entries",
        on_change=left,
    )


def _by_whom(room: Room, claim: Claim) -> None:
    left, right = st.columns(2)
    for column, name, label, hint in (
        (left, "by_whom", "Who does it", "the combined authority and the universities"),
        (right, "by_when", "By when", "2030"),
    ):
        with column:
            key, held = f"{name}-{claim.id}", getattr(claim, name)
            follow(key, held)
            conflict_in(room, claim.id, name, key)
            st.text_input(
                label, key=key, max_chars=200, placeholder=hint, on_change=save_field, args=(room, claim.id, name, key)
            )
