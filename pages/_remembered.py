"""Workspaces that this browser has opened before: kept in the browser alone, listed where none is open."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages._shared import FOLDER

HTML = """
<section id="remembered" hidden aria-labelledby="remembered-title">
  <h2 id="remembered-title">Opened in this browser before</h2>
  <ul></ul>
  <p>Only this browser remembers them. On a computer that others use, forget them when you leave.</p>
</section>
"""
CSS = """
h2 { font-size: 1.4rem; margin: 0.6rem 0 0.3rem; }
ul { list-style: none; margin: 0; padding: 0; }
li { display: flex; flex-wrap: wrap; align-items: center; gap: 0.3rem 1rem; padding: 0.35rem 0; border-bottom: 1px solid #D0D7DE; }
a { color: #12436D; font-weight: 600; overflow-wrap: anywhere; padding: 0.3rem 0; }
span, p { color: #59636E; font-size: 0.9375rem; }
button { font: inherit; font-size: 0.9375rem; min-height: 2rem; padding: 0.2rem 0.7rem; border: 1px solid #8C959F; border-radius: 0.4rem; background: #fff; color: #1F2328; cursor: pointer; }
a:focus-visible, button:focus-visible { outline: 3px solid #12436D; outline-offset: 2px; }
"""


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    """The component, registered once in the process."""
    script = (FOLDER / "remember.js").read_text(encoding="utf-8")
    return st.components.v2.component("place-evidence-remembered", html=HTML, css=CSS, js=script)


def remembered() -> None:
    """The workspaces that this browser opened before, as links; nothing where there are none."""
    _component()(data={}, key="remembered")


def remember(link: str, title: str, place: str, may_edit: bool) -> None:
    """Let this browser remember the workspace that is open."""
    opened = {"link": link, "title": title, "place": place, "edit": may_edit}
    _component()(data={"open": opened}, key="remember", height=1)


def forget(link: str) -> None:
    """Let this browser forget a link that opens nothing any more."""
    _component()(data={"forget": link}, key="forget", height=1)
