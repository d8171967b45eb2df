"""The records of a workshop: its steps, the workshop itself, and who takes part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

LOOK, COLLECT, GROUP, VOTE, AGREE = KINDS = ("look", "collect", "group", "vote", "agree")
DOTS, RATING = WAYS = ("dots", "rating")
RATINGS = (1, 2, 3, 4, 5)
# What is voted on: what the agenda lists, the themes of a step's notes, or the notes themselves.
LISTED, THEMES, NOTES = CHOICES = ("options", "themes", "notes")


@dataclass(frozen=True, slots=True)
class Option:
    """Something to vote on. One that is a note has the note's id, and its words are read from the note."""

    key: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of an agenda; what a kind does not need is empty.

    look: `address` of a view inside the app. collect: `prompt`. group: `of` (a collecting step) and `themes` to start
    from. vote: `way`, `choose` (and `of` where themes or notes are voted on), `dots` to give. agree: `statement`.
    """

    key: str
    kind: str
    title: str
    prompt: str = ""  # the question as it is put to people
    minutes: int = 0  # of its time box; 0 for none
    address: str = ""
    of: str = ""
    themes: tuple[str, ...] = ()
    way: str = ""
    choose: str = ""
    dots: int = 0
    options: tuple[Option, ...] = ()
    statement: str = ""

    @property
    def question(self) -> str:
        """What people answered: the prompt, and for a statement the statement with it."""
        return " ".join(filter(None, (self.prompt, self.statement)))


@dataclass(frozen=True, slots=True)
class Workshop:
    """A workshop as it stands; times are stamps (UTC), None where there is none."""

    id: str
    workspace_id: str
    title: str
    place: str  # an area code, or "group:NAME=CODE,CODE"
    code: str | None
    steps: tuple[Step, ...]
    at: str  # the key of the current step
    taking: bool  # whether answers to the current step are taken
    ends: str | None  # of the time box
    opened: str
    expires: str
    closed: str | None
    pulse: int  # another number whenever anything that people see has changed
    people: int
    organisations: int

    @property
    def step(self) -> Step:
        """The current step."""
        return self.steps[self.index]

    @property
    def index(self) -> int:
        """Which step is the current one, counted from 0."""
        return next(n for n, step in enumerate(self.steps) if step.key == self.at)

    def find(self, key: str) -> Step | None:
        """The step of a key, None where there is none."""
        return next((step for step in self.steps if step.key == key), None)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who takes part, as they call themselves; "" where they do not."""

    name: str
    organisation: str


def step_row(step: Step) -> dict[str, Any]:
    """A step as JSON, without what is empty."""
    return {name: value for name, value in asdict(step).items() if value not in ("", 0, (), [])}


def step_of(row: Mapping[str, Any]) -> Step:
    """A step of JSON."""
    options = tuple(Option(**option) for option in row.get("options", ()))
    step = Step(**{name: value for name, value in row.items() if name not in ("themes", "options")})
    return replace(step, themes=tuple(row.get("themes", ())), options=options)


def workshop_of(row: Any) -> Workshop:
    """A workshop of a row of its table."""
    return Workshop(
        row.id,
        row.workspace_id,
        row.title,
        row.place,
        row.code,
        tuple(step_of(step) for step in row.agenda),
        row.current_step,
        row.taking,
        row.ends,
        row.opened,
        row.expires,
        row.closed,
        row.pulse,
        row.people,
        row.organisations,
    )
