"""Names of people, apart from what they said: kept only with a lawful basis and a date, erased at once and for good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine, delete, insert, select

from evidence.errors import EvidenceError
from evidence.workspace.database import overwrite_erased, reading, writing
from evidence.workspace.log import item_at, lock
from evidence.workspace.records import clean
from evidence.workspace.tables import PEOPLE

LONGEST = 200  # characters of a name or a contact


@dataclass(frozen=True, slots=True)
class Named:
    """Who said an entry: name, how to reach them, why that may be kept (a key of up to 40 letters) and until when."""

    name: str
    contact: str
    lawful_basis: str
    keep_until: date


def keep_name(engine: Engine, workspace_id: str, item_id: str, named: Named) -> None:
    """Keep who said an entry, in place of what was kept before; no log has it.

    Raises EvidenceError where a name, a lawful basis or the entry is missing.
    """
    name, contact = clean(named.name).strip(), clean(named.contact).strip()
    if not name or not named.lawful_basis:
        raise EvidenceError("A name is kept only with a lawful basis: give both, or neither.")
    if len(name) > LONGEST or len(contact) > LONGEST:
        raise EvidenceError(f"A name and a contact have up to {LONGEST} characters each; nothing was kept.")
    here = (PEOPLE.c.workspace_id == workspace_id) & (PEOPLE.c.item_id == item_id)
    with writing(engine) as connection:
        lock(connection, workspace_id)
        if item_at(connection, workspace_id, item_id) is None:
            raise EvidenceError("This entry is no longer there, so no name can be kept with it.")
        connection.execute(delete(PEOPLE).where(here))
        connection.execute(
            insert(PEOPLE).values(
                workspace_id=workspace_id,
                item_id=item_id,
                name=name,
                contact=contact,
                lawful_basis=named.lawful_basis,
                keep_until=named.keep_until.isoformat(),
            )
        )


def names_of(engine: Engine, workspace_id: str) -> Mapping[str, Named]:
    """Who said what, by the id of the entry; only for the editors' own page, never for a pack or an export."""
    with reading(engine) as connection:
        rows = connection.execute(select(PEOPLE).where(PEOPLE.c.workspace_id == workspace_id)).all()
    return {
        row.item_id: Named(row.name, row.contact, row.lawful_basis, date.fromisoformat(row.keep_until)) for row in rows
    }


def erase_name(engine: Engine, workspace_id: str, item_id: str) -> None:
    """Erase who said an entry; the entry stays."""
    erase_names(engine, workspace_id, (item_id,))


def erase_names(engine: Engine, workspace_id: str, item_ids: tuple[str, ...]) -> int:
    """Erase who said these entries; returns how many names were erased."""
    here = (PEOPLE.c.workspace_id == workspace_id) & PEOPLE.c.item_id.in_(item_ids)
    with writing(engine) as connection:
        erased = connection.execute(delete(PEOPLE).where(here)).rowcount
    overwrite_erased(engine)
    return erased
