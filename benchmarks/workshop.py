"""Forty people in a workshop at once: `python -m benchmarks --only workshops`.

Each writes notes, changes and takes them back, votes and changes the vote, raises a hand, sends some of it twice, and
reads the room as a phone does. Afterwards every count is compared with what each of them was told had been saved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from random import Random
from statistics import quantiles
from time import monotonic, perf_counter, sleep
from typing import TypeVar

from sqlalchemy import Engine

from benchmarks.databases import databases
from benchmarks.measures import Row
from evidence.errors import EvidenceError
from evidence.workshop.agendas import listed
from evidence.workshop.blind import new_secret
from evidence.workshop.hands import ANSWERS, lower_hand, raise_hand, show_of_hands
from evidence.workshop.notes import add_note, edit_note, read_notes, take_back
from evidence.workshop.records import AGREE, COLLECT, VOTE, Person, Step
from evidence.workshop.room import Rooms
from evidence.workshop.sessions import join, open_workshop, read_workshop
from evidence.workshop.steering import move
from evidence.workshop.voting import cast, tally
from evidence.workspace.database import open_database
from evidence.workspace.records import By
from evidence.workspace.workspaces import create_workspace, new_link

Told = TypeVar("Told")
PEOPLE = 40
TARGET = 500  # milliseconds that 95 of 100 changes take at most
NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
CHOICES = ("Skills", "Premises", "Transport", "Finance", "Research")
STEPS = (
    Step("know", COLLECT, "What you know", "What keeps firms here from growing?"),
    Step(
        "dots",
        VOTE,
        "What matters",
        "What matters most?",
        way="dots",
        dots=3,
        choose="options",
        options=listed(CHOICES),
    ),
    Step(
        "rate", VOTE, "How much", "How much would it change?", way="rating", choose="options", options=listed(CHOICES)
    ),
    Step("agree", AGREE, "What we say", "Can you stand behind this?", statement="Skills come first."),
)


@dataclass
class Phone:
    """One participant: what it was told is saved, and how long each change and each look took."""

    number: int
    secret: str
    notes: dict[str, str] = field(default_factory=dict)  # by id
    ballots: dict[str, dict[str, int]] = field(default_factory=dict)  # by step
    hand: str | None = None
    changes: list[float] = field(default_factory=list)
    looks: list[float] = field(default_factory=list)
    refused: int = 0  # because the workshop had moved on


@dataclass(frozen=True)
class Outcome:
    """What a simulated workshop came to. `differences` names every count that is not what people were told."""

    phones: tuple[Phone, ...]
    differences: tuple[str, ...]

    @property
    def changes(self) -> list[float]:
        """Seconds that each change took."""
        return [seconds for phone in self.phones for seconds in phone.changes]

    @property
    def looks(self) -> list[float]:
        """Seconds that each look at the room took."""
        return [seconds for phone in self.phones for seconds in phone.looks]


def simulate(engine: Engine, *, people: int, seconds: float, pause: float) -> Outcome:
    """A workshop that `people` threads use for so many seconds, each doing something every `pause` seconds or so."""
    made = create_workspace(engine, {"title": "Simulated"}, By("Leader", NOW), link=new_link())
    workshop = open_workshop(engine, made.id, title="Simulated", place="E92000001", steps=STEPS, at=NOW)
    phones = tuple(Phone(number, new_secret()) for number in range(people))
    rooms, until = Rooms(engine), monotonic() + seconds
    with ThreadPoolExecutor(people) as pool:
        using = [
            pool.submit(_use, engine, rooms, str(workshop.code), workshop.id, phone, until, pause) for phone in phones
        ]
        for before, step in pairwise(STEPS):
            sleep(seconds / len(STEPS))
            move(engine, made.id, workshop.id, step.key, seen=before.key, at=NOW)
        for phone in using:
            phone.result()  # raises what went wrong there
    return Outcome(phones, tuple(_differences(engine, workshop.id, phones)))


def _use(engine: Engine, rooms: Rooms, code: str, workshop_id: str, phone: Phone, until: float, pause: float) -> None:
    chance = Random(phone.number)
    join(engine, code, phone.secret, Person(f"Person {phone.number}", ""), address="127.0.0.1", at=NOW)
    sleep(chance.uniform(0, pause))  # nobody is told when to begin
    while monotonic() < until:
        start = perf_counter()
        room = rooms.read(workshop_id)
        phone.looks.append(perf_counter() - start)
        try:
            _act(engine, workshop_id, phone, room.workshop.at, chance)
        except EvidenceError as error:
            if "moved on" not in str(error):
                raise
            phone.refused += 1
        sleep(chance.uniform(0.5, 1.5) * pause)


def _act(engine: Engine, workshop_id: str, phone: Phone, step: str, chance: Random) -> None:
    act = {"know": _write, "dots": _vote, "rate": _vote, "agree": _hand}[step]
    act(engine, workshop_id, phone, step, chance)


def _send(phone: Phone, change: Callable[[], Told], told: Callable[[Told], object], chance: Random) -> None:
    """Send a change, one in ten times twice, as a phone does that has lost the answer; `told` remembers each answer."""
    for _ in range(2 if chance.random() < 0.1 else 1):
        start = perf_counter()
        answer = change()
        phone.changes.append(perf_counter() - start)
        told(answer)


def _write(engine: Engine, workshop_id: str, phone: Phone, step: str, chance: Random) -> None:
    here = (engine, workshop_id, phone.secret)
    words = f"Note {chance.random()} of {phone.number}"
    if (phone.notes and chance.random() < 0.2) or len(phone.notes) == 40:
        note = chance.choice(list(phone.notes))
        _send(phone, lambda: edit_note(*here, note, words, at=NOW), lambda _: phone.notes.update({note: words}), chance)
    elif phone.notes and chance.random() < 0.1:
        note = chance.choice(list(phone.notes))
        start = perf_counter()
        take_back(*here, note, at=NOW)
        phone.changes.append(perf_counter() - start)
        del phone.notes[note]
    else:
        _send(
            phone,
            lambda: add_note(*here, step, words, submission=words, at=NOW),
            lambda made: phone.notes.update({made.id: words}),
            chance,
        )


def _vote(engine: Engine, workshop_id: str, phone: Phone, step: str, chance: Random) -> None:
    chosen = chance.sample([str(n) for n in range(1, len(CHOICES) + 1)], 3)
    ballot = {choice: 1 if step == "dots" else chance.randint(1, 5) for choice in chosen}
    _send(
        phone,
        lambda: cast(engine, workshop_id, phone.secret, step, ballot, at=NOW),
        lambda _: phone.ballots.update({step: ballot}),
        chance,
    )


def _hand(engine: Engine, workshop_id: str, phone: Phone, step: str, chance: Random) -> None:
    given = chance.choice([*ANSWERS, None])
    here = (engine, workshop_id, phone.secret, step)
    _send(
        phone,
        lambda: raise_hand(*here, given, "But", at=NOW) if given else lower_hand(*here, at=NOW),
        lambda _: setattr(phone, "hand", given),
        chance,
    )


def _differences(engine: Engine, workshop_id: str, phones: tuple[Phone, ...]) -> Iterator[str]:
    found = {note.id: note.text for note in read_notes(engine, workshop_id, "know")}
    if found != {note: text for phone in phones for note, text in phone.notes.items()}:
        yield "notes"
    for step in ("dots", "rate"):
        ballots = [phone.ballots[step] for phone in phones if step in phone.ballots]
        votes = tally(engine, workshop_id, step)
        if votes.voters != len(ballots):
            yield f"{step}: voters"
        for result in votes.results:
            given = Counter(ballot[result.option.key] for ballot in ballots if result.option.key in ballot)
            if dict(given) != dict(result.counts):
                yield f"{step}: {result.option.text}"
    hands = Counter(phone.hand for phone in phones if phone.hand)
    if dict(show_of_hands(engine, workshop_id, STEPS[-1]).counts) != {answer: hands[answer] for answer in ANSWERS}:
        yield "hands"
    if read_workshop(engine, workshop_id).people != len(phones):
        yield "people"


def workshop(seconds: float) -> list[Row]:
    """How long a change takes 95 times in 100 when 40 people use a workshop for so many seconds, on both databases.

    Raises RuntimeError where a count is not what people were told had been saved.
    """
    with databases() as held:
        return [_row(name, address, seconds) for name, address in held.items()]


def _row(name: str, address: str, seconds: float) -> Row:
    engine = open_database(address)
    outcome = simulate(engine, people=PEOPLE, seconds=seconds, pause=2.0)
    engine.dispose()
    if outcome.differences:
        raise RuntimeError(f"{name}: counts that differ from what people were told: {', '.join(outcome.differences)}")
    what = (
        f"{PEOPLE} people in a workshop for {seconds:.0f} s, {name}: 95 in 100 of {len(outcome.changes):,} changes take"
    )
    return Row(what, "ms", 1000 * quantiles(outcome.changes, n=100)[94], target=TARGET)
