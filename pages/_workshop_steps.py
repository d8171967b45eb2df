"""What a step of a workshop has so far, as all can see it on the projector."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from evidence import wording
from evidence.show.workshop_cards import (
    count_html,
    hands_html,
    notes_html,
    statement_html,
    themes_html,
    themes_of,
)
from evidence.show.workshop_charts import vote_chart
from evidence.workshop.agendas import LONGEST
from evidence.workshop.looks import look_address
from evidence.workshop.notes import uppermost
from evidence.workshop.records import AGREE, COLLECT, GROUP, LOOK, Step
from evidence.workshop.room import Room as Live
from evidence.workshop.steering import start_again, write_step
from pages._saving import carry_out
from pages._shared import hold, show_chart
from pages._workshop_notes import arrange
from pages._workspace import Room

TALL = 760  # pixels of the view that a step looks at
NO_NOTES = "Notes appear here as they are written."
NOTHING_TO_VOTE_ON = (
    "There is nothing to vote on: no note was written, or none stands under a theme. Go back to the notes."
)
AFTERWARDS = "The result stays hidden until you show it, so that nobody votes with the others."


def show_step(room: Room, live: Live, scale: float) -> None:
    """What the current step has so far; `scale` is that of charts, more than 1 on the projector."""
    step = live.workshop.step
    if step.kind == LOOK:
        _look(live, large=scale > 1)
    elif step.kind == COLLECT:
        _collect(room, live, large=scale > 1)
    elif step.kind == GROUP:
        _group(room, live, large=scale > 1)
    elif step.kind == AGREE:
        _agree(room, live)
    else:
        _vote(room, live, scale)


def _look(live: Live, *, large: bool) -> None:
    """The view that the step looks at, as the app's own page shows it."""
    address = look_address(live.workshop.step.address, live.workshop.place)
    root = (st.context.url or "").rpartition("/")[0]
    st.link_button("Open it in a tab of its own", f"{root}/{address}", icon=":material/open_in_new:")
    if large:
        shown = f"{root}/{address}&view=projector&embed=true"
        st.iframe(shown, height=TALL, alt=f"What is looked at: {live.workshop.step.title}")


def _collect(room: Room, live: Live, *, large: bool) -> None:
    seen = len(uppermost(live.notes))
    st.html(count_html(live.answered, f"{'person has' if live.answered == 1 else 'people have'} written"))
    if not seen:
        st.html(f'<p class="waiting">{NO_NOTES}</p>')
    st.html(notes_html(live.notes))
    if not large:
        arrange(room, live)


def _group(room: Room, live: Live, *, large: bool) -> None:
    if not live.notes:
        st.html('<p class="waiting">There are no notes to group yet.</p>')
    st.html(themes_html(live.notes, themes_of(live.workshop.step, live.notes)))
    if not large:
        arrange(room, live)


def _vote(room: Room, live: Live, scale: float) -> None:
    step, tally = live.workshop.step, live.tally
    if tally is None or not step.options:
        st.info(NOTHING_TO_VOTE_ON)
        return
    shown = st.query_params.get("result") == step.key
    have = "has" if tally.voters == 1 else "have"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(count_html(tally.voters, f"of {live.workshop.people} in the room {have} voted"))
        st.button(
            "Hide the result" if shown else "Show the result",
            icon=":material/visibility_off:" if shown else ":material/visibility:",
            shortcut="S",
            on_click=hold,
            args=("result", None if shown else step.key),
        )
        _start_again(room, live)
    if shown:
        opened = wording.day(date.fromisoformat(live.workshop.opened[:10]))
        show_chart(vote_chart(tally, opened, scale=scale), f"vote-{step.key}")
    else:
        st.html(f'<p class="waiting">{AFTERWARDS}</p>')


def _agree(room: Room, live: Live) -> None:
    step = live.workshop.step
    if not step.statement:
        _write_statement(room, live, step)
        return
    st.html(statement_html(step))
    if live.show is not None:
        st.html(hands_html(live.show))
    _start_again(room, live)


def _write_statement(room: Room, live: Live, step: Step) -> None:
    with st.form(f"statement-{step.key}", border=False):
        words = st.text_area(
            "The statement, as all agree on its words", max_chars=LONGEST, key=f"statement-of-{step.key}"
        )
        if st.form_submit_button("Put it to everybody", type="primary", icon=":material/record_voice_over:"):
            if not words.strip():
                st.error("Write the statement first.", icon=":material/error:")
                return
            changed = replace(step, statement=words.strip())
            here = (room.engine, room.workspace.id, live.workshop.id)
            carry_out(room, lambda: write_step(*here, changed), "The statement is put to everybody.")
            st.rerun()


def _start_again(room: Room, live: Live) -> None:
    """Take every answer away, so that other words or choices can be put."""
    if not live.answered:
        return
    with st.popover("Ask again", icon=":material/restart_alt:"):
        st.write("Every answer to this step is taken away, and people answer anew.")
        st.button("Take the answers away", key="start-again", on_click=_again, args=(room, live))


def _again(room: Room, live: Live) -> None:
    here = (room.engine, room.workspace.id, live.workshop.id, live.workshop.at)
    if carry_out(room, lambda: start_again(*here), "The answers are taken away; people can answer anew."):
        hold("result", None)
