"""The current step as a participant has it; it follows whoever leads by itself."""

from __future__ import annotations

from html import escape

import streamlit as st
from sqlalchemy import Engine

from evidence.show.plain import plain
from evidence.show.workshop_cards import question_html
from evidence.workshop.looks import look_address
from evidence.workshop.records import AGREE, COLLECT, GROUP, LOOK, VOTE, Person
from evidence.workshop.room import Room as Live
from evidence.workshop.sessions import LONGEST_NAME, LONGEST_ORGANISATION, call_me
from pages._join_answers import agree, vote
from pages._join_here import Here
from pages._join_notes import collect
from pages._workshop_live import follow_for_participant, now

CLOSED_STEP = "Answers are no longer taken. Thank you; please wait, the next step comes by itself."


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


def _look(here: Here) -> None:
    st.info("Look at the screen in the room.", icon=":material/visibility:")
    root = (st.context.url or "").rpartition("/")[0]
    address = look_address(here.step.address, here.workshop.place)
    st.link_button("See it on this device", f"{root}/{address}", icon=":material/open_in_new:", width="stretch")


def _group(_here: Here) -> None:
    st.info("Look at the screen in the room: your notes are being put together there. Say what belongs where.")


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


SHOWN = {LOOK: _look, GROUP: _group, COLLECT: collect, VOTE: vote, AGREE: agree}
