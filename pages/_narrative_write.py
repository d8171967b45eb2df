"""Writing the narrative: the statements of a part, one of them open at a time, with figures found by search."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.narrative.draft import Draft, draft_of
from evidence.narrative.records import INTENTIONS, SECTIONS, Claim, evidence_of
from evidence.narrative.references import reference_text
from evidence.narrative.review import review_of
from evidence.narrative.search import suggestions
from evidence.narrative.shape import open_shape
from evidence.narrative.standing import CHANGED, accepted_of
from evidence.narrative.whole import Narrative, Statement, reads
from evidence.show.narrative_cards import statement_html
from evidence.show.plain import plain
from evidence.workspace.items import add_items, move_item
from pages._narrative_checks import check
from pages._shared import pick, sentences
from pages._workspace import Room, add, conflict_in, conflict_of, follow, remove, save, save_field, say, writer

OPEN = "open-statement"
HERE = "[[]]"  # where a figure is to stand
LONGEST = 5000


def pick_part() -> str:
    """The part of the narrative that is written."""
    first = next(iter(SECTIONS))
    return pick("Part of the narrative", "part", tuple(SECTIONS), SECTIONS.__getitem__, default=first) or first


def write(base: EvidenceBase, place: str, room: Room, narrative: Narrative, section: str) -> None:
    """What a part is for, and its statements."""
    shape = next(one for one in open_shape(base).sections if one.key == section)
    st.header(shape.name)
    st.write(shape.what)
    with st.expander("Questions to ask yourselves", key=f"questions-{section}"):
        sentences(shape.questions)
    statements = narrative.sections[section]
    cited = {one.part.key: one.number for one in narrative.cited}
    if not narrative.statements and room.may_edit:
        _offer_draft(base, place, room)
    for at in range(len(statements)):
        _statement(base, place, room, statements, at, cited)
    if room.may_edit:
        st.button(
            "Add a statement",
            icon=":material/add:",
            key=f"add-{section}",
            on_click=_add,
            args=(room, section),
            type="primary" if statements else "secondary",
        )
    elif not statements:
        st.info("Nothing is written in this part yet.")


# ---- a statement ----------------------------------------------------------------------------------------------------


def _statement(
    base: EvidenceBase,
    place: str,
    room: Room,
    statements: tuple[Statement, ...],
    at: int,
    cited: Mapping[str, int],
) -> None:
    """A statement as it reads, and what can be done with it."""
    statement = statements[at]
    item_id = statement.claim.id
    is_open = st.session_state.get(OPEN) == item_id and room.may_edit
    with st.container(border=True, key=f"statement-{item_id}"):
        with st.container(horizontal=True, key=f"head-{item_id}"):
            review = review_of(base, place, statement.claim, _evidence(room))
            st.html(statement_html(statement, cited, review=review), width="stretch")
            if room.may_edit:
                _open_button(statement, is_open)
        if room.may_edit and (is_open or statement.standing.status == CHANGED):
            _buttons(base, place, room, statements, at, is_open)
        if is_open:
            _editor(base, place, room, statement)


def _open_button(statement: Statement, is_open: bool) -> None:
    """The way into a statement and out again."""
    item_id = statement.claim.id
    label = f"Close {statement.number}" if is_open else f"Edit {statement.number}"
    icon = ":material/close:" if is_open else ":material/edit:"
    st.button(label, icon=icon, key=f"edit-{item_id}", on_click=_toggle, args=(item_id,))


def _buttons(
    base: EvidenceBase, place: str, room: Room, statements: tuple[Statement, ...], at: int, is_open: bool
) -> None:
    statement = statements[at]
    item_id = statement.claim.id
    with st.container(horizontal=True, key=f"do-{item_id}"):
        if statement.standing.status == CHANGED:
            st.button(
                "Accept how it reads now",
                icon=":material/check:",
                key=f"accept-{item_id}",
                on_click=_accept,
                args=(base, place, room, statement.claim),
                help="The figures of today then count as the ones that you wrote about.",
            )
        if is_open:
            above = statements[at - 1].claim.id if at else None
            below = statements[at + 2].claim.id if at + 2 < len(statements) else None
            _move(room, item_id, "Move up", ":material/arrow_upward:", above, at > 0)
            _move(room, item_id, "Move down", ":material/arrow_downward:", below, at + 1 < len(statements))
            st.button(
                "Remove", icon=":material/delete:", key=f"remove-{item_id}", on_click=_remove, args=(room, item_id)
            )


def _move(room: Room, item_id: str, label: str, icon: str, before: str | None, able: bool) -> None:
    st.button(
        label,
        icon=icon,
        key=f"{label}-{item_id}",
        disabled=not able,
        on_click=_moved,
        args=(room, item_id, before),
    )


def _moved(room: Room, item_id: str, before: str | None) -> None:
    try:
        move_item(room.engine, room.workspace.id, item_id, writer(), before=before)
    except EvidenceError as error:
        say(str(error), failed=True)


def _toggle(item_id: str) -> None:
    st.session_state[OPEN] = None if st.session_state.get(OPEN) == item_id else item_id


def _remove(room: Room, item_id: str) -> None:
    st.session_state[OPEN] = None
    remove(room, item_id, "The statement was removed.")


def _add(room: Room, section: str) -> None:
    made = add(room, "claim", {"section": section, "text": ""}, "A new statement is open below.")
    if made:
        st.session_state[OPEN] = made


def _accept(base: EvidenceBase, place: str, room: Room, claim: Claim) -> None:
    now = accepted_of(base, place, claim, _evidence(room), keep={})
    save(room, claim.id, {"accepted": now}, seen={}, said="Accepted as it reads now.")


# ---- the editor -----------------------------------------------------------------------------------------------------


def _editor(base: EvidenceBase, place: str, room: Room, statement: Statement) -> None:
    """The fields of a statement; each is saved as soon as it is left."""
    claim = statement.claim
    key = f"text-{claim.id}"
    follow(key, claim.text)
    conflict_of(claim.id, "text", lambda text: _keep_text(base, place, room, claim, text), key)
    st.text_area(
        f"Statement {statement.number}",
        key=key,
        height=130,
        max_chars=LONGEST,
        on_change=_save_text,
        args=(base, place, room, claim, key),
        help="Saved when you leave the field. *Italic*, **bold**, and lines that begin with - make a list.",
    )
    _find(base, place, room, claim, key)
    _rests_on(base, place, room, claim)
    if claim.section in INTENTIONS:
        _by_whom(room, claim)

    def put(text: str) -> None:
        _put_in(base, place, room, claim, key, text)

    check(base, place, claim, _evidence(room), put)


def _save_text(base: EvidenceBase, place: str, room: Room, claim: Claim, key: str) -> None:
    typed = st.session_state[key]
    seen = st.session_state.get(f"{key}-seen", claim.text)
    if _write_text(base, place, room, claim, typed, seen):
        st.session_state[f"{key}-seen"] = typed


def _keep_text(base: EvidenceBase, place: str, room: Room, claim: Claim, text: str) -> None:
    """After a conflict: write a text over what stands there now."""
    if _write_text(base, place, room, claim, text, claim.text):
        key = f"text-{claim.id}"
        st.session_state[key] = st.session_state[f"{key}-seen"] = text


def _write_text(base: EvidenceBase, place: str, room: Room, claim: Claim, text: str, seen: str) -> bool:
    """Save a text with the evidence that it is accepted with: what was accepted before stays, what is new is as it is now."""
    changed = _with(claim, text=text)
    accepted = accepted_of(base, place, changed, _evidence(room), keep=claim.accepted)
    return save(room, claim.id, {"text": text, "accepted": accepted}, seen={"text": seen}, said="Saved.")


def _find(base: EvidenceBase, place: str, room: Room, claim: Claim, key: str) -> None:
    """The search for a figure, and what it found, each with the button that puts it in."""
    query = st.text_input(
        "Find a figure to put in",
        key=f"find-{claim.id}",
        placeholder="for example: gva hour gap england",
        help=f"It is put where you typed {HERE}, otherwise at the end.",
    )
    if not query.strip():
        return
    found = suggestions(base, place, query)
    if not found:
        st.caption("Nothing was found. Try fewer words: an indicator, and level, gap, rank, change or trend.")
    for n, answer in enumerate(found):
        with st.container(horizontal=True, vertical_alignment="center", key=f"found-{claim.id}-{n}"):
            st.button(
                "Put in",
                icon=":material/add:",
                key=f"put-{claim.id}-{n}",
                help=plain(answer.label),
                on_click=_put_in,
                args=(base, place, room, claim, key, reference_text(answer.reference)),
            )
            st.markdown(f"**{plain(answer.label)}**: {plain(answer.words)}", width="stretch")


def _put_in(base: EvidenceBase, place: str, room: Room, claim: Claim, key: str, reference: str) -> None:
    typed = str(st.session_state.get(key, claim.text))
    mark = f"[[{reference}]]"
    text = typed.replace(HERE, mark, 1) if HERE in typed else f"{typed.rstrip()} {mark}".strip()
    st.session_state[key] = text
    _save_text(base, place, room, claim, key)


def _rests_on(base: EvidenceBase, place: str, room: Room, claim: Claim) -> None:
    """What people said that carries the statement."""
    offered = {item.id: _entry_label(evidence_of(item)) for item in room.of("evidence")}
    key = f"rests-{claim.id}"
    if st.session_state.get(f"{key}-seen") != claim.evidence:
        st.session_state[key] = [one for one in claim.evidence if one in offered]
        st.session_state[f"{key}-seen"] = claim.evidence
    st.multiselect(
        "Rests on what people said",
        list(offered),
        key=key,
        format_func=lambda one: plain(offered[one]),
        placeholder="Choose entries" if offered else "Nothing is on record yet: see the page What people said",
        disabled=not offered,
        on_change=_save_rests,
        args=(base, place, room, claim, key),
    )


def _entry_label(entry: Any) -> str:
    said = " ".join(entry.said.split())
    short = said if len(said) <= 60 else f"{said[:59]}…"
    return ", ".join(part for part in (short, entry.organisation or entry.source_title, entry.date) if part)


def _save_rests(base: EvidenceBase, place: str, room: Room, claim: Claim, key: str) -> None:
    chosen = list(st.session_state[key])
    accepted = accepted_of(base, place, _with(claim, evidence=tuple(chosen)), _evidence(room), keep=claim.accepted)
    fields = {"evidence": chosen, "accepted": accepted}
    save(room, claim.id, fields, seen={"evidence": list(claim.evidence)}, said="Saved.")


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


def _evidence(room: Room) -> dict[str, Any]:
    return {item.id: evidence_of(item) for item in room.of("evidence")}


def _with(claim: Claim, **changed: Any) -> Claim:
    """The claim with some fields changed."""
    return Claim(**{name: changed.get(name, getattr(claim, name)) for name in Claim.__dataclass_fields__})


# ---- the draft ------------------------------------------------------------------------------------------------------


def _offer_draft(base: EvidenceBase, place: str, room: Room) -> None:
    """Where nothing is written yet: a draft of the place's own findings, shown before it is put in."""
    with st.container(border=True, key="draft"):
        st.markdown("**Nothing is written yet.** Start with an empty statement below, or with a draft.")
        st.write(
            "The draft is made of this place's own findings, strengths and challenges by the same rule, and every figure "
            "in it is tied to its evidence. It is a first text to argue with, not a narrative."
        )
        draft = draft_of(base, place)
        with st.expander("Look at the draft", key="draft-fold"):
            for key, name in SECTIONS.items():
                drafted = [one for one in draft.claims if one.section == key]
                if drafted:
                    st.markdown(f"**{name}**")
                    sentences([reads(base, place, one.text) for one in drafted])
        st.button(
            f"Put the draft in ({len(draft.claims)} statements)",
            icon=":material/auto_stories:",
            type="primary",
            key="draft-in",
            disabled=not draft.claims,
            on_click=_draft_in,
            args=(base, place, room, draft),
        )


def _draft_in(base: EvidenceBase, place: str, room: Room, draft: Draft) -> None:
    given = []
    for one in draft.claims:
        claim = Claim("", section=one.section, text=one.text)
        accepted = accepted_of(base, place, claim, {}, keep={})
        given.append(("claim", {"section": one.section, "text": one.text, "accepted": accepted}))
    try:
        saved = add_items(room.engine, room.workspace.id, tuple(given), writer())
    except EvidenceError as error:
        say(str(error), failed=True)
        return
    changes = tuple(one.seq for one in reversed(saved))
    say(f"{len(saved)} statements were put in. Change them, move them, remove what does not belong.", undo=changes)
