"""A participant's device in a workshop: what it is at, and doing something with words on what came of it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from sqlalchemy import Engine

from evidence.errors import EvidenceError
from evidence.show.plain import plain
from evidence.workshop.records import Person
from evidence.workshop.room import Room as Live

SAID = "join-said"


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


def said_here() -> None:
    """What was last done: below what it was done with, so that nothing moves from under a thumb."""
    words, failed = st.session_state.pop(SAID, ("", False))
    with st.container():
        if failed:
            st.error(plain(words), icon=":material/error:")
        elif words:
            st.success(plain(words), icon=":material/check:")
