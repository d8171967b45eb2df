"""A person at the app without a browser: a websocket that speaks Streamlit's own protocol and counts what it is sent."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

ANSWER_SECONDS = 60.0


class CountingConnection(ClientConnection):
    """A connection that counts the bytes that arrive, as they were on the wire."""

    arrived = 0

    def data_received(self, data: bytes) -> None:
        self.arrived += len(data)
        super().data_received(data)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for one request: how long until the script had finished, and how much was sent."""

    milliseconds: float
    bytes_sent: int
    frames: int
    largest: tuple[tuple[str, int], ...]  # what the largest frames held, with their bytes


@dataclass
class Person:
    """One session at one page; `widgets` holds what a browser would send back, by the widget's label."""

    address: str
    page: str = ""
    query: str = ""
    widgets: dict[str, WidgetState] = field(default_factory=dict)
    options: dict[str, tuple[str, ...]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    _socket: CountingConnection | None = None
    _kept: set[str] = field(default_factory=set)
    _fragment: str = ""
    _script: str = ""

    async def __aenter__(self) -> Person:
        # Compression is offered as browsers offer it; the server decides.
        socket = await connect(
            self.address,
            create_connection=CountingConnection,
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            open_timeout=30,
        )
        assert isinstance(socket, CountingConnection)
        self._socket = socket
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._socket is not None:
            await self._socket.close()

    async def arrive(self) -> Answer:
        """Open the page, as a browser does first."""
        return await self._ask(fragment=False)

    async def choose(self, label: str, value: str) -> Answer:
        """Choose an option of the list with this label."""
        self.widgets[label].string_value = value
        return await self._ask(fragment=True)

    async def _ask(self, *, fragment: bool) -> Answer:
        message = BackMsg()
        message.rerun_script.query_string = self.query
        message.rerun_script.page_name = self.page
        message.rerun_script.page_script_hash = self._script
        message.rerun_script.widget_states.widgets.extend(self.widgets.values())
        message.rerun_script.cached_message_hashes.extend(self._kept)
        if fragment:
            message.rerun_script.fragment_id = self._fragment
        assert self._socket is not None
        before, start = self._socket.arrived, time.perf_counter()
        await self._socket.send(message.SerializeToString())
        return await self._receive(self._socket, before, start)

    async def _receive(self, socket: CountingConnection, before: int, start: float) -> Answer:
        parts = []
        while True:
            data = await asyncio.wait_for(socket.recv(), ANSWER_SECONDS)
            took = time.perf_counter() - start
            assert isinstance(data, bytes)
            message = ForwardMsg.FromString(data)
            parts.append((self._note(message), len(data)))
            # A page may ask for another run at once (st.rerun): only a run that went to its end counts.
            if (
                message.WhichOneof("type") == "script_finished"
                and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
            ):
                largest = sorted(parts, key=lambda part: -part[1])[:5]
                return Answer(took * 1000, socket.arrived - before, len(parts), tuple(largest))

    def _note(self, message: ForwardMsg) -> str:
        """Keep what a browser keeps of a message; what it held, in a word."""
        kind = str(message.WhichOneof("type"))
        if message.metadata.cacheable:
            self._kept.add(message.hash)
        if kind == "new_session":
            self._script = message.new_session.page_script_hash
        if kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        if kind != "delta":
            return kind
        self._fragment = message.delta.fragment_id or self._fragment
        if message.delta.WhichOneof("type") != "new_element":
            return "block"
        element = message.delta.new_element
        name = str(element.WhichOneof("type"))
        self._note_element(name, getattr(element, name, None))
        return name

    def _note_element(self, name: str, element: Any) -> None:
        if name == "exception":
            self.errors.append(str(element.message))
        if name == "selectbox":
            self.options[element.label] = tuple(element.options)
            state = WidgetState(id=element.id)
            if element.set_value or element.HasField("default"):
                state.string_value = element.raw_value if element.set_value else element.options[element.default]
            self.widgets[element.label] = state
