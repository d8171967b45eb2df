"""Forty phones at the app itself: browsers' websockets without browsers, each asking every second as the page tells it to."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from statistics import quantiles
from typing import Any

from sqlalchemy import Engine
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.databases import databases
from benchmarks.measures import Row
from benchmarks.server import Server, serving
from benchmarks.workshop import PEOPLE, STEPS
from evidence.workshop.records import Workshop
from evidence.workshop.sessions import open_workshop, read_workshop
from evidence.workshop.steering import move
from evidence.workshop.voting import tally
from evidence.workspace.database import open_database
from evidence.workspace.records import By
from evidence.workspace.workspaces import create_workspace, new_link

FOLLOWS = 2000  # milliseconds in which every phone follows
ANSWERS = 500  # milliseconds in which 95 of 100 taps are answered
PATIENCE = 60.0  # seconds
TICK, AFTER_A_TOUCH = 1.0, 1.5  # seconds, as in pages/tick.js
DOTS = STEPS[1]  # the step in which every phone gives a dot


@dataclass
class Phone:
    """A participant's page: what it shows, and when that came."""

    socket: ClientConnection
    query: str
    title: str = ""
    since: float = 0.0  # when the title came
    buttons: dict[str, tuple[str, bool]] = field(default_factory=dict)  # ids, and whether each can be pressed
    inputs: dict[str, WidgetState] = field(default_factory=dict)
    part: str = ""  # of the page, which follows whoever leads
    finished: int = 0
    drawing: bool = False  # whether the page is on its way, as far as the phone knows
    touched: float = 0.0  # when a button was pressed last
    _script: str = ""
    _kept: set[str] = field(default_factory=set)

    async def listen(self) -> None:
        """Take in everything that the app sends, until the connection is closed."""
        async for data in self.socket:
            assert isinstance(data, bytes)
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            if message.metadata.cacheable:
                self._kept.add(message.hash)
            if kind == "new_session":
                self.drawing = True
            elif kind == "navigation":
                self._script = message.navigation.page_script_hash
            elif kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "auto_rerun":
                self.part = message.auto_rerun.fragment_id
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                self.finished, self.drawing = self.finished + 1, False
            elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                self._see(message.delta.new_element)

    def _see(self, element: Any) -> None:
        kind = element.WhichOneof("type")
        if kind == "heading" and element.heading.tag == "h1" and element.heading.body != self.title:
            self.title, self.since = element.heading.body, time.perf_counter()
        elif kind == "button":
            self.buttons[element.button.label] = (element.button.id, not element.button.disabled)
        elif kind == "text_input":
            self.inputs[element.text_input.id] = WidgetState(
                id=element.text_input.id, string_value=element.text_input.default
            )
        elif kind == "exception":
            raise RuntimeError(f"The app's page met an error: {element.exception.message}")

    async def ask(self, *, press: str = "", part: str = "") -> None:
        """Ask for the page, or one part of it, with a button pressed."""
        message = BackMsg()
        script = message.rerun_script
        script.query_string, script.page_name, script.page_script_hash = self.query, "join", self._script
        script.widget_states.widgets.extend(self.inputs.values())
        if press:
            script.widget_states.widgets.append(WidgetState(id=press, trigger_value=True))
        script.cached_message_hashes.extend(self._kept)
        script.fragment_id = part
        await self.socket.send(message.SerializeToString())

    async def follow(self) -> None:
        """Ask every second for the part that follows whoever leads, when pages/tick.js would."""
        while True:
            await asyncio.sleep(TICK)
            if self.part and not self.drawing and time.perf_counter() - self.touched > AFTER_A_TOUCH:
                await self.ask(part=self.part)

    async def tap(self, label: str) -> float:
        """Press a button; seconds until the page was drawn anew."""
        await self.until(lambda: self.buttons.get(label, ("", False))[1], f"no button {label!r} to press")
        before, start = self.finished, time.perf_counter()
        self.touched = start
        await self.ask(press=self.buttons[label][0])
        await self.until(lambda: self.finished > before, f"{label!r} was not answered")
        return time.perf_counter() - start

    async def until(self, there: Any, otherwise: str) -> None:
        """Wait until something is so; raises RuntimeError where it does not become so."""
        end = time.monotonic() + PATIENCE
        while not there():
            if time.monotonic() > end:
                raise RuntimeError(f"A phone that shows {self.title!r}: {otherwise}.")
            await asyncio.sleep(0.002)


@dataclass(frozen=True)
class Room:
    """What forty phones met: seconds until each followed each move, and until each tap was answered."""

    followed: list[float]
    tapped: list[float]


def phones(rounds: int) -> list[Row]:
    """How soon forty phones follow whoever leads, over so many rounds through the agenda, and how soon a tap is answered.

    Raises RuntimeError where a phone does not follow, or a vote is not as it was given.
    """
    rows = []
    with databases() as held:
        for name, address in held.items():
            engine = open_database(address)
            made = create_workspace(engine, {"title": "Room"}, By("Leader", datetime.now(UTC)), link=new_link())
            workshop = open_workshop(
                engine, made.id, title="Room", place="E92000001", steps=STEPS, at=datetime.now(UTC)
            )
            with serving(database=address) as server:
                room = asyncio.run(_room(server, engine, workshop, rounds))
            voters = tally(engine, workshop.id, DOTS.key).voters
            engine.dispose()
            if voters != PEOPLE:
                raise RuntimeError(f"{name}: {PEOPLE} phones gave a dot, and {voters} people are counted.")
            what = f"{PEOPLE} phones on one process, {name}:"
            rows += [
                Row(f"{what} the last follows after", "ms", 1000 * max(room.followed), target=FOLLOWS),
                Row(
                    f"{what} 95 in 100 of {len(room.tapped)} taps are answered in",
                    "ms",
                    1000 * quantiles(room.tapped, n=100)[94],
                    target=ANSWERS,
                ),
            ]
    return rows


async def _room(server: Server, engine: Engine, workshop: Workshop, rounds: int) -> Room:
    people: list[Phone] = []
    running: list[asyncio.Task[None]] = []
    followed, tapped = [], []
    try:
        for _ in range(PEOPLE):
            people.append(await _enter(server, workshop))
            running.append(asyncio.create_task(people[-1].listen()))
            await _join(people[-1])
            running.append(asyncio.create_task(people[-1].follow()))
        for _ in range(rounds):
            for step in (*STEPS[1:], STEPS[0]):
                followed += await _lead(engine, workshop, step.key, step.title, people)
                if step is DOTS:
                    tapped += await asyncio.gather(*(_vote(phone, n) for n, phone in enumerate(people)))
        for task in running:
            if task.done():
                task.result()  # raises what went wrong there
    finally:
        for task in running:
            task.cancel()
        for phone in people:
            await phone.socket.close()
    return Room(followed, [seconds for taps in tapped for seconds in taps])


async def _enter(server: Server, workshop: Workshop) -> Phone:
    socket = await connect(
        server.socket_address, subprotocols=[Subprotocol("streamlit")], max_size=None, open_timeout=PATIENCE
    )
    return Phone(socket, f"code={workshop.code}")


async def _join(phone: Phone) -> None:
    await phone.ask()
    await phone.tap("Join")
    await phone.until(lambda: phone.title == STEPS[0].title and phone.part, "it did not join")


async def _lead(engine: Engine, workshop: Workshop, to: str, title: str, people: list[Phone]) -> list[float]:
    """Move everybody to a step; seconds until each phone shows it."""
    seen = (await asyncio.to_thread(read_workshop, engine, workshop.id)).at
    await asyncio.sleep(1.5)  # those who followed last have come to rest
    await asyncio.to_thread(move, engine, workshop.workspace_id, workshop.id, to, seen=seen, at=datetime.now(UTC))
    moved = time.perf_counter()
    for phone in people:
        await phone.until(lambda phone=phone: phone.title == title, f"did not follow to {title!r}")  # type: ignore[misc]
    return [phone.since - moved for phone in people]


async def _vote(phone: Phone, number: int) -> list[float]:
    """Give a dot, take it back and give it again, every four seconds or so, as people do who think."""
    chance, taps = Random(number), []
    for label in ("Add to 1", "Take from 1", "Add to 1"):
        await asyncio.sleep(chance.uniform(2, 6))
        taps.append(await phone.tap(label))
    return taps
