"""Votes: dots from a budget, or a rating of each choice from 1 to 5; anonymous in the database (see blind.py)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from sqlalchemy import Connection, Engine, delete, func, insert, select

from evidence.errors import EvidenceError
from evidence.workshop.blind import slip_id
from evidence.workshop.floor import answer, workshop_at
from evidence.workshop.notes import notes_at
from evidence.workshop.records import DOTS, RATINGS, VOTE, Option, Step
from evidence.workshop.tables import SLIPS
from evidence.workshop.turns import give_back, take_turn, turns_at
from evidence.workspace.database import reading, writing

Ballot = Mapping[str, int]  # dots or a rating, by the key of the choice
GONE = "(a note that was taken back or hidden)"


@dataclass(frozen=True, slots=True)
class Result:
    """What people gave to one choice: how many of them gave each number of dots, or each rating."""

    option: Option
    counts: Mapping[int, int]

    @property
    def people(self) -> int:
        """How many gave it a dot or a rating."""
        return sum(self.counts.values())

    @property
    def dots(self) -> int:
        """All dots together."""
        return sum(value * people for value, people in self.counts.items())

    def quartile(self, which: int) -> Fraction | None:
        """A quartile of the ratings (2 is the median); None where nobody rated.

        The inverse of the distribution, with the mean of the two values where it is flat: type 2 of Hyndman and Fan
        (1996), so that a quartile is a rating that somebody gave, or half-way between two.
        """
        ranked = sorted(value for value, people in self.counts.items() for _ in range(people))
        if not ranked:
            return None
        place, rest = divmod(len(ranked) * which, 4)
        return Fraction(ranked[place]) if rest else Fraction(ranked[place - 1] + ranked[place], 2)


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes of a step, choice by choice in the order of the agenda, and how many people voted."""

    step: Step
    voters: int
    results: tuple[Result, ...]


def cast(engine: Engine, workshop_id: str, secret: str, step: str, ballot: Ballot, *, at: datetime) -> None:
    """Vote, in place of what the same device voted on this step before; an empty ballot takes the vote back.

    A choice that is left out, or has 0, gets nothing. Raises EvidenceError for more dots than there are to give, for
    ratings outside 1 to 5, and for a step that is not voted on (any more).
    """
    with writing(engine) as connection:
        voted = answer(connection, workshop_id, secret, step, VOTE, at)
        given = _checked(voted, ballot)
        slips = {option.key: slip_id(secret, workshop_id, step, option.key) for option in voted.options}
        here = (SLIPS.c.workshop_id == workshop_id) & (SLIPS.c.step == step) & SLIPS.c.slip.in_(slips.values())
        connection.execute(delete(SLIPS).where(here))
        if not given:
            give_back(connection, workshop_id, secret, step)
        else:
            take_turn(connection, workshop_id, secret, step)
            row = {"workshop_id": workshop_id, "step": step}
            rows = [row | {"slip": slips[choice], "choice": choice, "value": value} for choice, value in given.items()]
            connection.execute(insert(SLIPS), sorted(rows, key=lambda one: str(one["slip"])))


def own_ballot(engine: Engine, workshop_id: str, secret: str, step: Step) -> dict[str, int]:
    """How a device has voted on a step, which nobody without its secret can find out."""
    slips = {slip_id(secret, workshop_id, step.key, option.key) for option in step.options}
    here = (SLIPS.c.workshop_id == workshop_id) & (SLIPS.c.step == step.key) & SLIPS.c.slip.in_(slips)
    with reading(engine) as connection:
        return {row.choice: row.value for row in connection.execute(select(SLIPS).where(here))}


def tally(engine: Engine, workshop_id: str, step: str) -> Tally:
    """The votes of a step as they stand; raises EvidenceError where there is no such step."""
    with reading(engine) as connection:
        found = workshop_at(connection, workshop_id).find(step)
        if found is None or found.kind != VOTE:
            raise EvidenceError("This step of the workshop is no vote.")
        return tally_at(connection, workshop_id, found)


def tally_at(connection: Connection, workshop_id: str, step: Step) -> Tally:
    """`tally` inside a view of the database that the caller began."""
    here = (SLIPS.c.workshop_id == workshop_id) & (SLIPS.c.step == step.key)
    counted = select(SLIPS.c.choice, SLIPS.c.value, func.count().label("people")).where(here)
    counts: dict[str, Counter[int]] = {option.key: Counter() for option in step.options}
    for row in connection.execute(counted.group_by(SLIPS.c.choice, SLIPS.c.value)):
        if row.choice in counts:
            counts[row.choice][row.value] = row.people
    voters = turns_at(connection, workshop_id, step.key)
    options = options_at(connection, workshop_id, step)
    return Tally(step, voters, tuple(Result(option, dict(sorted(counts[option.key].items()))) for option in options))


def options_at(connection: Connection, workshop_id: str, step: Step) -> tuple[Option, ...]:
    """What is voted on, with the words of notes as they are now."""
    if not any(option.note for option in step.options):
        return step.options
    words = {note.id: note.text for note in notes_at(connection, workshop_id, step.of) if not note.hidden}
    return tuple(replace(o, text=words.get(o.note, GONE)) if o.note else o for o in step.options)


def _checked(step: Step, ballot: Ballot) -> dict[str, int]:
    """What a ballot gives, without choices that get nothing."""
    unknown = [choice for choice in ballot if choice not in {option.key for option in step.options}]
    if unknown or any(type(value) is not int for value in ballot.values()):
        raise EvidenceError("The vote is on choices that are no longer there; look at the step again.")
    given = {choice: value for choice, value in ballot.items() if value != 0}
    if step.way == DOTS:
        used = sum(given.values())
        if min(given.values(), default=0) < 0 or used > step.dots:
            raise EvidenceError(f"There are {step.dots} dots to give and {used} were given; nothing was changed.")
    elif not set(given.values()) <= set(RATINGS):
        raise EvidenceError("A rating is a whole number from 1 to 5; nothing was changed.")
    return given
