"""Voting and agreeing on a phone: dots from a budget, ratings, and a hand with or without reservations."""

from __future__ import annotations

from html import escape

import streamlit as st

from evidence import wording
from evidence.show.plain import plain
from evidence.show.workshop_cards import statement_html
from evidence.workshop.hands import LONGEST, NAMES, YES, lower_hand, own_hand, raise_hand
from evidence.workshop.records import DOTS, RATINGS, Option
from evidence.workshop.voting import Ballot, cast, own_ballot
from pages._join_here import Here, said_here
from pages._workshop_live import now

ANONYMOUS_VOTE = (
    "Votes are anonymous: the database keeps what was chosen and not by whom, so nobody can look it up, whoever runs "
    "the workshop included."
)
HANDS_UNSIGNED = "Your answer is counted without your name. Words of yours are read out in the room."
NOTHING_YET = "There is nothing to vote on yet. Please wait."


def vote(here: Here) -> None:
    """What is voted on, with what this device gives to each."""
    ballot = own_ballot(here.engine, here.workshop.id, here.secret, here.step)
    if not here.live.tally or not here.step.options:
        st.info(NOTHING_YET, icon=":material/hourglass_top:")
        return
    options = [result.option for result in here.live.tally.results]
    if here.step.way == DOTS:
        _dots(here, options, ballot)
    else:
        for option in options:
            _rating(here, option, ballot)
    said_here()
    if ballot:
        st.caption("Your vote is counted. You can change it until answers are no longer taken.")
    st.caption(ANONYMOUS_VOTE)


def _dots(here: Here, options: list[Option], ballot: Ballot) -> None:
    left = here.step.dots - sum(ballot.values())
    st.html(f'<p class="budget"><strong>{left}</strong> of {wording.counted(here.step.dots, "dot")} left to give</p>')
    for number, option in enumerate(options, start=1):
        held = ballot.get(option.key, 0)
        with st.container(border=True, key=f"option-{here.key}-{option.key}"):
            st.html(f'<p class="option">{number}. {escape(option.text)}</p>{_dots_html(held)}')
            with st.container(horizontal=True):
                _dot(here, option, f"Add to {number}", held + 1, ":material/add:", off=left < 1)
                _dot(here, option, f"Take from {number}", held - 1, ":material/remove:", off=held < 1)


def _dots_html(held: int) -> str:
    return f'<p class="dots"><span aria-hidden="true">{"●" * held or "○"}</span> {wording.counted(held, "dot")} from you</p>'


def _dot(here: Here, option: Option, label: str, held: int, icon: str, *, off: bool) -> None:
    st.button(
        label,
        icon=icon,
        key=f"{label}-{here.key}",
        disabled=off or not here.workshop.taking,
        on_click=_cast,
        args=(here, option.key, held),
        width="stretch",
    )


def _rating(here: Here, option: Option, ballot: Ballot) -> None:
    key = f"rate-{here.key}-{option.key}"
    if key not in st.session_state:
        st.session_state[key] = ballot.get(option.key)
    st.segmented_control(
        plain(option.text),
        RATINGS,
        key=key,
        disabled=not here.workshop.taking,
        on_change=lambda: _cast(here, option.key, st.session_state[key] or 0),
        width="stretch",
    )


def _cast(here: Here, choice: str, value: int) -> None:
    """Put one choice of the vote to a value: the second tap of a double tap says the same again."""

    def put() -> None:
        ballot = own_ballot(here.engine, here.workshop.id, here.secret, here.step)
        cast(here.engine, here.workshop.id, here.secret, here.step.key, {**ballot, choice: value}, at=now())

    here.do(put, "")


# ---- agree -----------------------------------------------------------------------------------------------------------


def agree(here: Here) -> None:
    """The statement, and the hand of this device."""
    if not here.step.statement:
        st.info("The statement is being written. Please wait.", icon=":material/hourglass_top:")
        return
    st.html(statement_html(here.step))
    mine = own_hand(here.engine, here.workshop.id, here.secret, here.step.key)
    key = f"hand-{here.key}"
    if mine and key not in st.session_state:
        st.session_state[key], st.session_state[f"{key}-words"] = mine.answer, mine.reservation
    given = st.radio("Your answer", list(NAMES), index=None, format_func=NAMES.__getitem__, key=key)
    if given not in (None, YES):
        st.text_area("Your reservation, in a few words", max_chars=LONGEST, key=f"{key}-words", height=100)
        if here.person.organisation:
            st.checkbox(f"Say that it is from {plain(here.person.organisation)}", key=f"{key}-sign")
    taking = here.workshop.taking
    st.button(
        "Change my answer" if mine else "Raise my hand",
        type="primary",
        icon=":material/front_hand:",
        width="stretch",
        disabled=not taking or given is None,
        on_click=_raise,
        args=(here, key),
    )
    said_here()
    if mine:
        st.caption(f"Your hand is up: {NAMES[mine.answer]}.")
        st.button("Take my hand down", icon=":material/undo:", disabled=not taking, on_click=_lower, args=(here, key))
    st.caption(HANDS_UNSIGNED)


def _raise(here: Here, key: str) -> None:
    given, words = st.session_state[key], st.session_state.get(f"{key}-words") or ""
    signed = bool(st.session_state.get(f"{key}-sign"))
    where = (here.engine, here.workshop.id, here.secret, here.step.key)
    here.do(lambda: raise_hand(*where, given, words, signed=signed, at=now()), "Thank you.")


def _lower(here: Here, key: str) -> None:
    where = (here.engine, here.workshop.id, here.secret, here.step.key)
    if here.do(lambda: lower_hand(*where, at=now()), "Your hand is down."):
        st.session_state[key] = None
