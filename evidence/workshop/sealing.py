"""Sealing answers: after a step, the order in which they came is lost; after the workshop, whose they were is too.

PostgreSQL keeps rows in the order in which they were written and marks each with its transaction. Rewriting the answers
of a step in one change, in the order of their digests, leaves neither. When a workshop is closed, every digest gives
place to a number by chance, so that not even a device with its secret can show how it voted.
"""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, Table, delete, insert, select, update

from evidence.workshop.tables import HANDS, NOTES, PARTICIPANTS, SLIPS, TURNS

ANSWERS: tuple[tuple[Table, str], ...] = ((TURNS, "turn"), (SLIPS, "slip"), (HANDS, "hand"))
REMOVED = "removed"


def seal(connection: Connection, workshop_id: str, step: str) -> None:
    """Lose the order in which the answers to a step came; their digests stay, so that it can be reopened."""
    for table, key in ANSWERS:
        here = (table.c.workshop_id == workshop_id) & (table.c.step == step)
        rows = [dict(row._mapping) for row in connection.execute(select(table).where(here).order_by(table.c[key]))]
        if rows:
            connection.execute(delete(table).where(here))
            connection.execute(insert(table), rows)


def forget(connection: Connection, workshop_id: str) -> None:
    """Lose for good who took part, who wrote what and whose each answer was; answers and notes stay."""
    for table, key in ANSWERS:
        here = table.c.workshop_id == workshop_id
        rows = [
            dict(row._mapping) | {key: secrets.token_hex(32)} for row in connection.execute(select(table).where(here))
        ]
        if rows:
            connection.execute(delete(table).where(here))
            connection.execute(insert(table), sorted(rows, key=lambda row: str(row[key])))
    here = NOTES.c.workshop_id == workshop_id
    connection.execute(delete(NOTES).where(here & (NOTES.c.state == REMOVED)))
    connection.execute(update(NOTES).where(here).values(owner="", name=""))
    connection.execute(delete(PARTICIPANTS).where(PARTICIPANTS.c.workshop_id == workshop_id))
