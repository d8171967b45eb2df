"""By what a participant's device is known: kept in its browser, and for the time of a visit on the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from evidence.workshop.blind import SECRET, new_secret
from pages._shared import FOLDER

HELD = "device-held"


@dataclass(frozen=True, slots=True)
class Device:
    """A device's secret ("" where it has none yet), and the workshops that it has joined by their codes."""

    secret: str
    joined: Mapping[str, str]


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    """The component, registered once in the process."""
    script = (FOLDER / "device.js").read_text(encoding="utf-8")
    return st.components.v2.component("place-evidence-device", html="<span></span>", js=script)


def this_device() -> Device:
    """The device as its browser knows it, or as this visit does where the browser keeps nothing."""
    kept = st.session_state.get(HELD)
    known = st.session_state.get("device-known")
    answer = _component()(data={"keep": kept, "known": known}, key="device", on_device_change=lambda: None, height=1)
    found = getattr(answer, "device", None)
    st.session_state["device-known"] = found
    browser = _read(found)
    if kept is None:
        return browser
    joined = {**browser.joined, kept["code"]: kept["workshop"]}
    return Device(kept["secret"], joined)


def secret_of(device: Device) -> str:
    """The secret of a device; one that has none gets it now."""
    return device.secret or new_secret()


def keep_joined(secret: str, code: str, workshop: str) -> None:
    """Let the browser keep that this device has joined a workshop."""
    st.session_state[HELD] = {"secret": secret, "code": code, "workshop": workshop}


def _read(found: Any) -> Device:
    """What a browser says, as far as it can be true: it is nobody's word but its own."""
    if not isinstance(found, Mapping):
        return Device("", {})
    secret, joined = found.get("secret"), found.get("joined")
    known = isinstance(secret, str) and SECRET.fullmatch(secret)
    told = joined.items() if isinstance(joined, Mapping) else ()
    return Device(
        str(secret) if known else "", {str(c): str(w) for c, w in told if known and isinstance(w, str) and len(w) == 32}
    )
