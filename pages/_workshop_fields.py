"""The words of a workshop's step as fields: before it is opened, and for a step that nobody has answered."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from evidence.workshop.agendas import LONGEST, MOST_DOTS, MOST_MINUTES, listed
from evidence.workshop.records import AGREE, DOTS, GROUP, LISTED, LOOK, VOTE, Step

ONE_A_LINE = "One a line."


def step_fields(step: Step, key: str) -> Step:
    """Fields for everything that can be put otherwise in a step; the step as the fields say it."""
    left, right = st.columns([4, 1])
    with left:
        title = st.text_input("Title", step.title, max_chars=LONGEST, key=f"{key}-title")
    with right:
        minutes = st.number_input("Minutes (0: none)", 0, MOST_MINUTES, step.minutes, key=f"{key}-minutes")
    prompt = st.text_area("Question", step.prompt, max_chars=LONGEST, height=80, key=f"{key}-prompt")
    changed = replace(step, title=title.strip(), minutes=int(minutes), prompt=prompt.strip())
    if step.kind == LOOK:
        return replace(changed, address=st.text_input("What is looked at", step.address, key=f"{key}-at").strip())
    if step.kind == GROUP:
        return replace(changed, themes=_lines("Themes to start from", step.themes, key))
    if step.kind == AGREE:
        return replace(changed, statement=_statement(step, key))
    if step.kind == VOTE:
        return _vote(changed, key)
    return changed


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
