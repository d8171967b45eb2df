"""The words of a workshop's step as fields: before it is opened, in one that is on, and of a new one."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

import streamlit as st

from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.workshop.agendas import LONGEST, MOST_DOTS, MOST_MINUTES, listed
from evidence.workshop.looks import open_views, read_view, view_words
from evidence.workshop.records import AGREE, COLLECT, DOTS, GROUP, LISTED, LOOK, NOTES, RATING, THEMES, VOTE, Step

ONE_A_LINE = "One a line."
COPIED = (
    "Choose a view, or paste the address of any view that you have open in this app: its place and links are left out."
)
NO_NOTES_BEFORE = "No step before it collects notes, so there is nothing to group. Add a collecting step first."
# The steps that can be added: their names, and a step of the kind with the minutes that it usually takes.
NEW = {
    "Look at a view": Step("new", LOOK, "", minutes=10),
    "Collect notes": Step("new", COLLECT, "", minutes=15),
    "Group notes": Step("new", GROUP, "", minutes=10),
    "Vote with dots": Step("new", VOTE, "", minutes=5, way=DOTS, dots=3),
    "Vote with ratings from 1 to 5": Step("new", VOTE, "", minutes=5, way=RATING),
    "Agree on a statement": Step("new", AGREE, "", minutes=15),
}


def new_step(before: Sequence[Step], key: str) -> Step | None:
    """Choose what kind of step it is and what it is about; None where that is not there among the steps before it."""
    step = NEW[st.selectbox("Kind of step", list(NEW), key=f"{key}-kind")]
    collecting = {one.key: one.title for one in before if one.kind == COLLECT}
    if step.kind == GROUP:
        if not collecting:
            st.info(NO_NOTES_BEFORE)
            return None
        of = st.selectbox("Notes of", list(collecting), format_func=collecting.__getitem__, key=f"{key}-of")
        return replace(step, of=of)
    if step.kind == VOTE:
        about = {(LISTED, ""): "Choices that I list"}
        about |= {(THEMES, of): f"Themes of the notes of {title}" for of, title in collecting.items()}
        about |= {(NOTES, of): f"The notes of {title}" for of, title in collecting.items()}
        chosen = st.selectbox("What is voted on", list(about), format_func=about.__getitem__, key=f"{key}-about")
        return replace(step, choose=chosen[0], of=chosen[1])
    return step


def step_fields(base: EvidenceBase, step: Step, key: str) -> Step:
    """Fields for everything that can be put otherwise in a step; the step as the fields say it."""
    left, right = st.columns([4, 1])
    with left:
        title = st.text_input("Title", step.title, max_chars=LONGEST, key=f"{key}-title")
    with right:
        minutes = st.number_input("Minutes (0: none)", 0, MOST_MINUTES, step.minutes, key=f"{key}-minutes")
    prompt = st.text_area("Question", step.prompt, max_chars=LONGEST, height=80, key=f"{key}-prompt")
    changed = replace(step, title=title.strip(), minutes=int(minutes), prompt=prompt.strip())
    if step.kind == LOOK:
        address = _view(base, step, f"{key}-at")
        return replace(changed, address=address, title=changed.title or view_words(base, address))
    if step.kind == GROUP:
        return replace(changed, themes=_lines("Themes to start from", step.themes, key))
    if step.kind == AGREE:
        return replace(changed, statement=_statement(step, key))
    if step.kind == VOTE:
        return _vote(changed, key)
    return changed


def _view(base: EvidenceBase, step: Step, key: str) -> str:
    views = open_views(base)
    known = list(views) if not step.address or step.address in views else [step.address, *views]
    index = known.index(step.address) if step.address else 0
    chosen = st.selectbox(
        "What is looked at",
        known,
        index,
        format_func=lambda address: view_words(base, address),
        accept_new_options=True,
        key=key,
        help=COPIED,
    )
    with suppress(EvidenceError):  # what is no view stays as it was typed: saving it says what is wrong
        return read_view(str(chosen or ""))
    return str(chosen or "")


def _vote(step: Step, key: str) -> Step:
    if step.way == DOTS:
        dots = st.number_input("Dots for each person", 1, MOST_DOTS, step.dots, key=f"{key}-dots")
        step = replace(step, dots=int(dots))
    if step.choose != LISTED:
        return step
    return replace(step, options=listed(_lines("Choices", [option.text for option in step.options], key)))


def _statement(step: Step, key: str) -> str:
    return st.text_area(
        "Statement (it can be written in the workshop)",
        step.statement,
        max_chars=LONGEST,
        height=80,
        key=f"{key}-statement",
    ).strip()


def _lines(label: str, texts: tuple[str, ...] | list[str], key: str) -> tuple[str, ...]:
    given = st.text_area(label, "\n".join(texts), help=ONE_A_LINE, key=f"{key}-{label}")
    return tuple(" ".join(line.split()) for line in given.splitlines() if line.strip())
