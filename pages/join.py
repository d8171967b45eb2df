"""Join a workshop: for people in the room, on a phone, by its code; no account, no workspace."""

from __future__ import annotations

import streamlit as st
from sqlalchemy import Engine

from evidence.errors import EvidenceError
from evidence.show.plain import plain
from evidence.workshop.codes import read_code
from evidence.workshop.floor import GONE, OVER, stamp
from evidence.workshop.records import Person
from evidence.workshop.room import Room as Live
from evidence.workshop.sessions import LONGEST_NAME, LONGEST_ORGANISATION, join, person_of
from pages._device import Device, keep_joined, secret_of, this_device
from pages._join_steps import take_part
from pages._shared import style, through_app
from pages._workshop_live import follow_for_participant, live_room, now
from pages._workspace import database

ADDRESS_UNKNOWN = "local"
NO_ACCOUNT = (
    "No account is needed. A name is only for those who want to be named: whoever leads the workshop sees it, others see "
    "it only on notes that you sign, and it is forgotten when the workshop is closed."
)
THANKS = "This workshop is closed. Thank you for taking part. Who took part has been forgotten; notes and counts stay."


def page() -> None:
    """The form to join; once joined the workshop's current step, and nothing else."""
    style("workshop", "join")
    device = this_device()
    try:
        engine = database()
        joined = _joined(device)
        if joined is None:
            _form(engine, device)
        elif joined.workshop.closed:
            st.title("Workshop closed")
            st.info(THANKS, icon=":material/check:")
        elif stamp(now()) >= joined.workshop.expires:
            st.title("Time is over")
            st.info(OVER, icon=":material/schedule:")
            follow_for_participant(joined.workshop)
        else:
            _in(engine, device, joined)
    except EvidenceError as error:
        st.title("Join a workshop")
        st.warning(plain(str(error)))


def _joined(device: Device) -> Live | None:
    """The workshop of the address that this device has joined; None where there is none."""
    code = st.query_params.get("code", "")
    try:
        found = device.joined.get(read_code(code))
    except EvidenceError:
        return None
    try:
        return live_room(found) if found else None
    except EvidenceError as error:
        if str(error) != GONE:
            raise
        return None


def _in(engine: Engine, device: Device, live: Live) -> None:
    person = person_of(engine, live.workshop.id, device.secret)
    if person is None:
        _form(engine, device)
        return
    take_part(engine, device.secret, live, person)


def _form(engine: Engine, device: Device) -> None:
    st.title("Join a workshop")
    asked = st.query_params.get("code", "")
    with st.form("join", border=False):
        code = st.text_input(
            "Code on the screen", asked[:12], max_chars=12, autocomplete="off", placeholder="K7P 2MX", key="join-code"
        )
        name = st.text_input("Your name (optional)", max_chars=LONGEST_NAME, autocomplete="name", key="join-name")
        organisation = st.text_input(
            "Your organisation (optional)",
            max_chars=LONGEST_ORGANISATION,
            autocomplete="organization",
            key="join-organisation",
        )
        if st.form_submit_button("Join", type="primary", icon=":material/login:", width="stretch"):
            _join(engine, device, code, Person(name, organisation))
    st.caption(NO_ACCOUNT)


def _join(engine: Engine, device: Device, typed: str, person: Person) -> None:
    secret = secret_of(device)
    address = st.context.ip_address
    known = address if isinstance(address, str) and address else ADDRESS_UNKNOWN
    try:
        workshop = join(engine, typed, secret, person, address=known, at=now())
    except EvidenceError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    code = read_code(typed)
    keep_joined(secret, code, workshop.id)
    st.query_params["code"] = code
    st.rerun()


through_app()
page()
