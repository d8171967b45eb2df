"""Opening a workshop, joining it by its code, seeing where it stands, and closing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import Connection, Engine, delete, insert, select, update

from evidence.errors import EvidenceError, refuse_if_any
from evidence.workshop.agendas import problems_of
from evidence.workshop.blind import participant_id
from evidence.workshop.codes import count_guess, forget_addresses, new_code, not_a_guess, read_code
from evidence.workshop.floor import GONE, lead, stamp, take_part, workshop_at
from evidence.workshop.records import Person, Step, Workshop, step_row, workshop_of
from evidence.workshop.sealing import forget
from evidence.workshop.tables import PARTICIPANTS, WORKSHOPS
from evidence.workspace.database import overwrite_erased, reading, writing
from evidence.workspace.records import clean

LASTS = timedelta(hours=12)  # from opening, and from each extension
LEFT_OPEN = timedelta(days=7)  # after which a workshop that nobody closed is closed
MOST_PEOPLE = 500
LONGEST_TITLE, LONGEST_NAME, LONGEST_ORGANISATION = 200, 80, 120
NOT_OPEN = "No workshop is open under this code: read it again from the screen, or ask whoever leads the workshop."
TOO_MANY = "Too many codes that open nothing were tried. Wait ten minutes, then read the code again from the screen."


def open_workshop(
    engine: Engine,
    workspace_id: str,
    *,
    title: str,
    place: str,
    steps: Sequence[Step],
    at: datetime,
    code: Callable[[], str] = new_code,
) -> Workshop:
    """A new workshop at its first step, open to whoever has its code for twelve hours.

    Raises EvidenceError that lists everything wrong with the agenda.
    """
    named = " ".join(clean(title).split())
    if not named or len(named) > LONGEST_TITLE:
        raise EvidenceError(f"Give the workshop a title of up to {LONGEST_TITLE} characters.")
    refuse_if_any(problems_of(steps), "The agenda is not sound")
    made = Workshop(
        id=uuid4().hex,
        workspace_id=workspace_id,
        title=named,
        place=place,
        code=None,
        steps=tuple(steps),
        at=steps[0].key,
        taking=True,
        ends=box_end(steps[0].minutes, at),
        opened=stamp(at),
        expires=stamp(at + LASTS),
        closed=None,
        pulse=1,
        people=0,
        organisations=0,
    )
    with writing(engine) as connection:
        made = replace(made, code=_free_code(connection, code))
        connection.execute(insert(WORKSHOPS).values(**_columns(made)))
    return made


def workshops_of(engine: Engine, workspace_id: str) -> tuple[Workshop, ...]:
    """The workshops of a workspace, the newest first."""
    wanted = select(WORKSHOPS).where(WORKSHOPS.c.workspace_id == workspace_id)
    with reading(engine) as connection:
        rows = connection.execute(wanted.order_by(WORKSHOPS.c.opened.desc(), WORKSHOPS.c.id)).all()
    return tuple(workshop_of(row) for row in rows)


def read_workshop(engine: Engine, workshop_id: str) -> Workshop:
    """A workshop as it stands; raises EvidenceError where there is none."""
    with reading(engine) as connection:
        return workshop_at(connection, workshop_id)


def pulse(engine: Engine, workshop_id: str) -> int:
    """A number that is another one whenever anything that people see has changed; 0 where the workshop is gone."""
    with reading(engine) as connection:
        found = connection.execute(select(WORKSHOPS.c.pulse).where(WORKSHOPS.c.id == workshop_id))
        return int(found.scalar_one_or_none() or 0)


def join(engine: Engine, typed: str, secret: str, person: Person, *, address: str, at: datetime) -> Workshop:
    """Take part by a code, as often as wanted: a device that joins again stays one participant.

    Raises EvidenceError for a code that opens nothing, and for any code after too many such from this `address` or from
    everywhere.
    """
    code, known = read_code(typed), _checked(person)
    with writing(engine) as connection:
        if not count_guess(connection, address, at):
            refused = TOO_MANY
        elif (found := _open_under(connection, code, at)) is None:
            refused = NOT_OPEN
        else:
            not_a_guess(connection, address)
            take = lead(connection, found.workspace_id, found.id)
            return _seat(connection, take, participant_id(secret, take.id), known)
    raise EvidenceError(refused)  # after the change, so that the guess stays counted


def person_of(engine: Engine, workshop_id: str, secret: str) -> Person | None:
    """How a device calls itself in a workshop; None where it has not joined (or everybody there was forgotten)."""
    here = (PARTICIPANTS.c.workshop_id == workshop_id) & (PARTICIPANTS.c.id == participant_id(secret, workshop_id))
    with reading(engine) as connection:
        row = connection.execute(select(PARTICIPANTS).where(here)).one_or_none()
    return Person(row.name, row.organisation) if row else None


def call_me(engine: Engine, workshop_id: str, secret: str, person: Person, *, at: datetime) -> None:
    """Change or take away how a device calls itself."""
    known = _checked(person)
    with writing(engine) as connection:
        _seat(connection, take_part(connection, workshop_id, secret, at), participant_id(secret, workshop_id), known)


def people_in(engine: Engine, workspace_id: str, workshop_id: str) -> tuple[Person, ...]:
    """Who takes part, by organisation and name: for whoever leads the workshop, for no page of others and no export."""
    here = (WORKSHOPS.c.workspace_id == workspace_id) & (PARTICIPANTS.c.workshop_id == workshop_id)
    with reading(engine) as connection:
        rows = connection.execute(select(PARTICIPANTS).join(WORKSHOPS).where(here)).all()
    people = (Person(row.name, row.organisation) for row in rows)
    return tuple(sorted(people, key=lambda one: (one.organisation.casefold(), one.name.casefold())))


def close(engine: Engine, workspace_id: str, workshop_id: str, *, at: datetime) -> Workshop:
    """End a workshop for good and forget who took part; notes and counts stay.

    Raises EvidenceError where a SQLite file is in use and cannot be written anew; the workshop is closed all the same.
    """
    with writing(engine) as connection:
        forget_addresses(connection, at)
        closed = _close(connection, lead(connection, workspace_id, workshop_id), at)
    overwrite_erased(engine)
    return closed


def close_left_open(engine: Engine, *, at: datetime) -> int:
    """Close every workshop whose time was over a week ago, as its leader would have; returns how many."""
    late = WORKSHOPS.c.closed.is_(None) & (WORKSHOPS.c.expires < stamp(at - LEFT_OPEN))
    with reading(engine) as connection:
        found = connection.execute(select(WORKSHOPS.c.id, WORKSHOPS.c.workspace_id).where(late)).all()
    for row in found:
        close(engine, row.workspace_id, row.id, at=at)
    return len(found)


def erase_workshop(engine: Engine, workspace_id: str, workshop_id: str) -> None:
    """Remove a workshop with everything in it; evidence that was made of it stays in the workspace."""
    here = (WORKSHOPS.c.id == workshop_id) & (WORKSHOPS.c.workspace_id == workspace_id)
    with writing(engine) as connection:
        if not connection.execute(delete(WORKSHOPS).where(here)).rowcount:
            raise EvidenceError(GONE)
    overwrite_erased(engine)


def box_end(minutes: int, at: datetime) -> str | None:
    """When a time box of so many minutes ends; None where there is none."""
    return stamp(at + timedelta(minutes=minutes)) if minutes else None


def _close(connection: Connection, workshop: Workshop, at: datetime) -> Workshop:
    forget(connection, workshop.id)
    values = {"code": None, "closed": stamp(at), "taking": False, "ends": None}
    here = WORKSHOPS.c.id == workshop.id
    row = connection.execute(update(WORKSHOPS).where(here).values(**values).returning(WORKSHOPS)).one()
    return workshop_of(row)


def _free_code(connection: Connection, code: Callable[[], str]) -> str:
    for _ in range(20):
        tried = code()
        if not connection.execute(select(WORKSHOPS.c.id).where(WORKSHOPS.c.code == tried)).first():
            return tried
    raise EvidenceError("No free code was found; try again.")


def _open_under(connection: Connection, code: str, at: datetime) -> Workshop | None:
    wanted = (WORKSHOPS.c.code == code) & WORKSHOPS.c.closed.is_(None) & (WORKSHOPS.c.expires > stamp(at))
    row = connection.execute(select(WORKSHOPS).where(wanted)).one_or_none()
    return workshop_of(row) if row else None


def _checked(person: Person) -> Person:
    name, organisation = (" ".join(clean(text).split()) for text in (person.name, person.organisation))
    if len(name) > LONGEST_NAME or len(organisation) > LONGEST_ORGANISATION:
        raise EvidenceError(
            f"A name has up to {LONGEST_NAME} characters and an organisation up to {LONGEST_ORGANISATION}; shorten it."
        )
    return Person(name, organisation)


def _seat(connection: Connection, workshop: Workshop, who: str, person: Person) -> Workshop:
    """Put a participant there, or change how they call themselves, and count everybody again."""
    here = (PARTICIPANTS.c.workshop_id == workshop.id) & (PARTICIPANTS.c.id == who)
    given = {"name": person.name, "organisation": person.organisation}
    if not connection.execute(update(PARTICIPANTS).where(here).values(**given)).rowcount:
        if workshop.people >= MOST_PEOPLE:
            raise EvidenceError(f"A workshop has room for {MOST_PEOPLE} people, and this one is full.")
        connection.execute(insert(PARTICIPANTS).values(workshop_id=workshop.id, id=who, **given))
    everybody = select(PARTICIPANTS.c.organisation).where(PARTICIPANTS.c.workshop_id == workshop.id)
    named = connection.execute(everybody).scalars().all()
    values = {"people": len(named), "organisations": len({one.casefold() for one in named if one})}
    row = connection.execute(
        update(WORKSHOPS).where(WORKSHOPS.c.id == workshop.id).values(**values).returning(WORKSHOPS)
    ).one()
    return workshop_of(row)


def _columns(workshop: Workshop) -> dict[str, object]:
    return {
        "id": workshop.id,
        "workspace_id": workshop.workspace_id,
        "title": workshop.title,
        "place": workshop.place,
        "code": workshop.code,
        "agenda": [step_row(step) for step in workshop.steps],
        "current_step": workshop.at,
        "taking": workshop.taking,
        "ends": workshop.ends,
        "opened": workshop.opened,
        "expires": workshop.expires,
        "closed": workshop.closed,
        "pulse": workshop.pulse,
        "people": workshop.people,
        "organisations": workshop.organisations,
    }
