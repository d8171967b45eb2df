"""The current step as a participant has it: write, vote, raise a hand; change it and take it back while it is open."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from uuid import uuid4

import streamlit as st
from sqlalchemy import Engine

from evidence import wording
from evidence.errors import EvidenceError
from evidence.show.plain import plain
from evidence.show.workshop_cards import question_html, statement_html
from evidence.workshop.agendas import look_address
from evidence.workshop.hands import LONGEST, NAMES, YES, lower_hand, own_hand, raise_hand
from evidence.workshop.notes import LONGEST_NOTE, Note, add_note, edit_note, own_notes, take_back
from evidence.workshop.records import AGREE, COLLECT, DOTS, GROUP, LOOK, RATINGS, VOTE, Option, Person
from evidence.workshop.room import Room as Live
from evidence.workshop.sessions import LONGEST_NAME, LONGEST_ORGANISATION, call_me
from evidence.workshop.voting import Ballot, cast, own_ballot
from pages._workshop_live import follow_for_participant, now

CLOSED_STEP = "Answers are no longer taken. Thank you; please wait, the next step comes by itself."
SAID = "join-said"
ANONYMOUS_VOTE = (
    "Votes are anonymous: the database keeps what was chosen and not by whom, so nobody can look it up, whoever runs "
    "the workshop included."
)
NOTES_UNSIGNED = "Notes are without a name unless you sign them. Everybody in the room can read them."
HANDS_UNSIGNED = "Your answer is counted without your name. Words of yours are read out in the room."
NOTHING_YET = "There is nothing to vote on yet. Please wait."


def take_part(engine: Engine, secret: str, live: Live, person: Person) -> None:
    """The current step, what this device has given to it, and how it calls itself."""
    workshop, step = live.workshop, live.workshop.step
    here = Here(engine, secret, live, person)
    st.title(plain(step.title))
    place = f"{workshop.title} · step {workshop.index + 1} of {len(workshop.steps)}"
    st.html(f'<p class="place-line">{escape(place)}</p>{question_html(step)}')
    follow_for_participant(workshop)
    # A place of its own: what follows stays where it is, with what is typed there.
    with st.container():
        if not workshop.taking and step.kind in (COLLECT, VOTE, AGREE):
            st.info(CLOSED_STEP, icon=":material/hourglass_top:")
    SHOWN[step.kind](here)
    _myself(here)


class Here:
    """A participant's device in a workshop."""

    def __init__(self, engine: Engine, secret: str, live: Live, person: Person) -> None:
        self.engine, self.secret, self.live, self.person = engine, secret, live, person
        self.workshop, self.step = live.workshop, live.workshop.step

    @property
    def key(self) -> str:
        """What tells the widgets of one step from those of another."""
        return f"{self.workshop.id[:8]}-{self.step.key}"

    @property
    def named(self) -> bool:
        """Whether the device has given a name or an organisation that it can sign with."""
        return bool(self.person.name or self.person.organisation)

    def do(self, what: Callable[[], object], said: str) -> bool:
        """Do something, and keep what came of it to be said when the page is drawn next."""
        try:
            what()
        except EvidenceError as error:
            st.session_state[SAID] = (str(error), True)
            return False
        st.session_state[SAID] = (said, False)
        return True


def _said() -> None:
    """What was last done: below what it was done with, so that nothing moves from under a thumb."""
    words, failed = st.session_state.pop(SAID, ("", False))
    with st.container():
        if failed:
            st.error(plain(words), icon=":material/error:")
        elif words:
            st.success(plain(words), icon=":material/check:")


# ---- look, group ----------------------------------------------------------------------------------------------------


def _look(here: Here) -> None:
    st.info("Look at the screen in the room.", icon=":material/visibility:")
    root = (st.context.url or "").rpartition("/")[0]
    address = look_address(here.step, here.workshop.place)
    st.link_button("See it on this device", f"{root}/{address}", icon=":material/open_in_new:", width="stretch")


def _group(_here: Here) -> None:
    st.info("Look at the screen in the room: your notes are being put together there. Say what belongs where.")


# ---- collect --------------------------------------------------------------------------------------------------------


def _collect(here: Here) -> None:
    _note_form(here)
    _said()
    mine = own_notes(here.workshop.id, here.secret, here.live.notes)
    if mine:
        st.subheader("My notes")
    for number, note in enumerate(mine, start=1):
        _own_note(here, note, number)
    st.caption(NOTES_UNSIGNED)


def _turn(here: Here) -> str:
    """What tells one note that is sent from the next: the same for both taps of a double tap."""
    sent = st.session_state.setdefault(f"sent-{here.key}", 0)
    visit = st.session_state.setdefault("visit", uuid4().hex)
    return f"{visit}-{sent}"


def _note_form(here: Here) -> None:
    turn = _turn(here)
    key = f"note-{here.key}-{turn}"
    with st.form(f"form-{key}", border=False):
        st.text_area("Your note", max_chars=LONGEST_NOTE, key=key, height=120)
        _sign(here, f"sign-{here.key}", "Sign this note")
        st.form_submit_button(
            "Send",
            type="primary",
            icon=":material/send:",
            width="stretch",
            disabled=not here.workshop.taking,
            on_click=_send,
            args=(here, key, turn),
        )


def _send(here: Here, key: str, turn: str) -> None:
    text = st.session_state.get(key, "")
    signed = bool(st.session_state.get(f"sign-{here.key}"))
    where = (here.engine, here.workshop.id, here.secret, here.step.key)
    sent = here.do(
        lambda: add_note(*where, text, submission=turn, signed=signed, at=now()), "Your note is on the screen."
    )
    if sent and _turn(here) == turn:
        st.session_state[f"sent-{here.key}"] += 1


def _sign(here: Here, key: str, label: str) -> None:
    """Whether to sign; asked only of those who have given a name."""
    if here.named:
        who = ", ".join(filter(None, (here.person.name, here.person.organisation)))
        st.checkbox(f"{label}: {plain(who)}", key=key)


def _own_note(here: Here, note: Note, number: int) -> None:
    with st.container(border=True, key=f"own-{note.id}"):
        st.text(note.text)
        if note.hidden:
            st.caption("Whoever leads the workshop has hidden this note.")
        if not here.workshop.taking:
            return
        with st.expander(f"Change note {number}"):
            key = f"edit-{note.id}"
            with st.form(f"form-{key}", border=False):
                st.text_area(f"Note {number}", note.text, max_chars=LONGEST_NOTE, key=key)
                st.form_submit_button("Save", on_click=_changed, args=(here, note, key), width="stretch")
            st.button(
                f"Take note {number} back",
                icon=":material/undo:",
                key=f"back-{note.id}",
                on_click=_taken_back,
                args=(here, note),
                width="stretch",
            )


def _changed(here: Here, note: Note, key: str) -> None:
    signed = bool(note.name or note.organisation)
    text = st.session_state[key]
    where = (here.engine, here.workshop.id, here.secret, note.id)
    here.do(lambda: edit_note(*where, text, signed=signed, at=now()), "Your note is changed.")


def _taken_back(here: Here, note: Note) -> None:
    here.do(
        lambda: take_back(here.engine, here.workshop.id, here.secret, note.id, at=now()),
        "Your note is taken back and its words are erased.",
    )


# ---- vote -----------------------------------------------------------------------------------------------------------


def _vote(here: Here) -> None:
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
    _said()
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


# ---- agree ----------------------------------------------------------------------------------------------------------


def _agree(here: Here) -> None:
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
    _said()
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


# ---- how a device calls itself --------------------------------------------------------------------------------------


def _myself(here: Here) -> None:
    with st.expander("My name"), st.form("myself", border=False):
        name = st.text_input("Your name (optional)", here.person.name, max_chars=LONGEST_NAME, key="my-name")
        organisation = st.text_input(
            "Your organisation (optional)",
            here.person.organisation,
            max_chars=LONGEST_ORGANISATION,
            key="my-organisation",
        )
        if st.form_submit_button("Save", width="stretch"):
            known = Person(name, organisation)
            here.do(lambda: call_me(here.engine, here.workshop.id, here.secret, known, at=now()), "It is changed.")
            st.rerun()


SHOWN = {LOOK: _look, GROUP: _group, COLLECT: _collect, VOTE: _vote, AGREE: _agree}
