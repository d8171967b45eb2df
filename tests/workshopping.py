"""Workshops for tests: a workspace, a short agenda with every kind of step, and devices that have joined."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Engine

from evidence.indicators.base import EvidenceBase
from evidence.workshop.agendas import listed
from evidence.workshop.records import AGREE, COLLECT, GROUP, LOOK, VOTE, Person, Step, Workshop
from evidence.workshop.sessions import join, open_workshop, read_workshop
from evidence.workshop.steering import move
from evidence.workspace.records import By
from evidence.workspace.workspaces import create_workspace, new_link

NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
BY = By("Priya", NOW)
LATER = NOW + timedelta(minutes=20)
STEPS = (
    Step("look", LOOK, "What we produce", minutes=10, address="productivity?step=level"),
    Step("know", COLLECT, "What you know", "What keeps firms here from growing?", minutes=15),
    Step(
        "themes", GROUP, "What belongs together", "Which are alike?", of="know", themes=("Skills and labour", "Finance")
    ),
    Step(
        "dots",
        VOTE,
        "What matters",
        "What matters most?",
        way="dots",
        dots=3,
        choose="options",
        options=listed(("A", "B", "C")),
    ),
    Step(
        "rate",
        VOTE,
        "How much",
        "How much would it change?",
        way="rating",
        choose="options",
        options=listed(("A", "B")),
    ),
    Step("on-themes", VOTE, "Which theme", "Which theme first?", way="dots", dots=3, choose="themes", of="know"),
    Step("on-notes", VOTE, "Which note", "Which note first?", way="dots", dots=3, choose="notes", of="know"),
    Step("agree", AGREE, "What we say", "Can you stand behind this?", statement="Skills come first."),
)


def with_own_files(base: EvidenceBase, to: Path) -> EvidenceBase:
    """An evidence base whose files for workshops are copies that a test may spoil."""
    shutil.copytree(base.folder / "workshop", to / "workshop")
    return replace(base, folder=to)


def device(number: int) -> str:
    """The secret of a device, the same for the same number."""
    return sha256(f"device {number}".encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Led:
    """A workshop in a database, as whoever leads it holds it."""

    engine: Engine
    workspace_id: str
    id: str
    code: str

    @property
    def here(self) -> tuple[Engine, str, str]:
        """What the functions of whoever leads begin with."""
        return self.engine, self.workspace_id, self.id

    def go(self, step: str) -> Workshop:
        """Move to a step from whichever is current."""
        return move(*self.here, step, seen=read_workshop(self.engine, self.id).at, at=NOW)

    def join(self, number: int, name: str = "", organisation: str = "") -> str:
        """Let a device join; returns its secret."""
        secret = device(number)
        join(self.engine, self.code, secret, Person(name, organisation), address=f"192.168.0.{number}", at=NOW)
        return secret


def lead_workshop(engine: Engine, *, step: str = "look", steps: Sequence[Step] = STEPS, people: int = 0) -> Led:
    """A workshop at a step, with so many devices (numbered from 1) that have joined."""
    made = create_workspace(engine, {"title": "Our place", "place": "E37000001"}, BY, link=new_link())
    workshop = open_workshop(engine, made.id, title="Our economy", place="E37000001", steps=steps, at=NOW)
    led = Led(engine, made.id, workshop.id, workshop.code)
    for number in range(1, people + 1):
        led.join(number)
    led.go(step)
    return led
