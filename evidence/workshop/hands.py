"""Hands: whether people can stand behind a statement, and what reservations they have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, delete, insert, select

from evidence.errors import EvidenceError
from evidence.workshop.blind import hand_id, participant_id
from evidence.workshop.floor import answer
from evidence.workshop.records import AGREE, Step
from evidence.workshop.tables import HANDS, PARTICIPANTS
from evidence.workshop.turns import give_back, take_turn
from evidence.workspace.database import reading, writing
from evidence.workspace.records import clean

YES, RESERVED, NO = ANSWERS = ("agree", "reservation", "disagree")
NAMES = {YES: "I agree", RESERVED: "I agree, with a reservation", NO: "I do not agree"}
LONGEST = 500  # characters of a reservation


@dataclass(frozen=True, slots=True)
class Hand:
    """One answer to a statement. `organisation` is there only where somebody put theirs to it."""

    answer: str
    reservation: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Show:
    """The show of hands on a statement: how many gave each answer, and what they said, in no order."""

    step: Step
    counts: Mapping[str, int]
    said: tuple[Hand, ...]  # those with words

    @property
    def people(self) -> int:
        """How many answered."""
        return sum(self.counts.values())


def raise_hand(
    engine: Engine,
    workshop_id: str,
    secret: str,
    step: str,
    given: str,
    reservation: str = "",
    *,
    signed: bool = False,
    at: datetime,
) -> None:
    """Answer a statement, in place of what the same device answered before; `signed` puts one's organisation to it.

    Raises EvidenceError for a reservation without words: it could not be met.
    """
    words = clean(reservation).strip()
    _check(given, words)
    with writing(engine) as connection:
        _statement(connection, workshop_id, secret, step, at)
        _take_down(connection, workshop_id, secret, step)
        take_turn(connection, workshop_id, secret, step)
        row = {"workshop_id": workshop_id, "step": step}
        values = {
            "hand": hand_id(secret, workshop_id, step),
            "answer": given,
            "reservation": "" if given == YES else words,
            "organisation": _organisation(connection, workshop_id, secret) if signed else "",
        }
        connection.execute(insert(HANDS).values(**row, **values))


def lower_hand(engine: Engine, workshop_id: str, secret: str, step: str, *, at: datetime) -> None:
    """Take one's answer back."""
    with writing(engine) as connection:
        _statement(connection, workshop_id, secret, step, at)
        _take_down(connection, workshop_id, secret, step)


def own_hand(engine: Engine, workshop_id: str, secret: str, step: str) -> Hand | None:
    """How a device has answered; None where it has not."""
    here = (HANDS.c.workshop_id == workshop_id) & (HANDS.c.step == step)
    wanted = select(HANDS).where(here & (HANDS.c.hand == hand_id(secret, workshop_id, step)))
    with reading(engine) as connection:
        row = connection.execute(wanted).one_or_none()
    return Hand(row.answer, row.reservation, row.organisation) if row else None


def show_of_hands(engine: Engine, workshop_id: str, step: Step) -> Show:
    """The answers to a statement as they stand."""
    with reading(engine) as connection:
        return show_at(connection, workshop_id, step)


def show_at(connection: Connection, workshop_id: str, step: Step) -> Show:
    """`show_of_hands` inside a view of the database that the caller began."""
    here = (HANDS.c.workshop_id == workshop_id) & (HANDS.c.step == step.key)
    rows = connection.execute(select(HANDS).where(here).order_by(HANDS.c.hand)).all()
    hands = [Hand(row.answer, row.reservation, row.organisation) for row in rows]
    counts = {answer: sum(hand.answer == answer for hand in hands) for answer in ANSWERS}
    return Show(step, counts, tuple(hand for hand in hands if hand.reservation))


def _check(given: str, words: str) -> None:
    if given not in ANSWERS:
        raise EvidenceError(f"The answers are: {'; '.join(NAMES.values())}.")
    if given == RESERVED and not words:
        raise EvidenceError("Say in a few words what the reservation is, so that it can be met.")
    if len(words) > LONGEST:
        raise EvidenceError(f"A reservation has up to {LONGEST} characters, this one {len(words):,}; shorten it.")


def _statement(connection: Connection, workshop_id: str, secret: str, step: str, at: datetime) -> None:
    if not answer(connection, workshop_id, secret, step, AGREE, at).statement:
        raise EvidenceError("The statement is not written yet, so there is nothing to agree to.")


def _take_down(connection: Connection, workshop_id: str, secret: str, step: str) -> None:
    give_back(connection, workshop_id, secret, step)
    here = (HANDS.c.workshop_id == workshop_id) & (HANDS.c.step == step)
    connection.execute(delete(HANDS).where(here & (HANDS.c.hand == hand_id(secret, workshop_id, step))))


def _organisation(connection: Connection, workshop_id: str, secret: str) -> str:
    here = (PARTICIPANTS.c.workshop_id == workshop_id) & (PARTICIPANTS.c.id == participant_id(secret, workshop_id))
    return str(connection.execute(select(PARTICIPANTS.c.organisation).where(here)).scalar_one())
