"""Turns: that somebody has answered a step, apart from what they answered."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from evidence.errors import EvidenceError
from evidence.workshop.blind import turn_id
from evidence.workshop.tables import TURNS, insert_or_update

MOST_NOTES = 50  # of one person in one step


def turns_at(connection: Connection, workshop_id: str, step: str) -> int:
    """How many people have answered a step."""
    wanted = select(func.count()).select_from(TURNS).where(_step(workshop_id, step))
    return int(connection.execute(wanted).scalar_one())


def take_turn(connection: Connection, workshop_id: str, secret: str, step: str, *, notes: int = 0) -> None:
    """Note that a device has answered a step, once however often, and count its notes there."""
    key = {"workshop_id": workshop_id, "step": step, "turn": turn_id(secret, workshop_id, step)}
    first = insert_or_update(connection, TURNS).values(**key, notes=notes)
    counted = first.on_conflict_do_update(index_elements=list(key), set_={"notes": TURNS.c.notes + notes})
    if connection.execute(counted.returning(TURNS.c.notes)).scalar_one() > MOST_NOTES:
        raise EvidenceError(
            f"One person can write {MOST_NOTES} notes under a question; take one back to write another."
        )


def give_back(connection: Connection, workshop_id: str, secret: str, step: str, *, notes: int = 0) -> None:
    """Take a device's answer back, or one of its notes; who has none left did not answer."""
    here = _own(workshop_id, secret, step)
    if notes:
        connection.execute(update(TURNS).where(here).values(notes=TURNS.c.notes - notes))
    connection.execute(delete(TURNS).where(here & (TURNS.c.notes <= 0)))


def _step(workshop_id: str, step: str) -> ColumnElement[bool]:
    return (TURNS.c.workshop_id == workshop_id) & (TURNS.c.step == step)


def _own(workshop_id: str, secret: str, step: str) -> ColumnElement[bool]:
    return _step(workshop_id, step) & (TURNS.c.turn == turn_id(secret, workshop_id, step))
