"""The tables of workshops, beside those of workspaces; the migrations of the workspace make them.

Rows that came from people carry no time and no number of a participant, and in SQLite they lie in the order of their
keys, which are digests: neither what a row holds nor where it lies says who wrote it (see blind.py and sealing.py).
"""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Boolean, Column, Connection, ForeignKey, Index, Integer, String, Table, Text
from sqlalchemy.dialects import postgresql, sqlite

from evidence.workspace.tables import ID, METADATA, STAMP

DIGEST, KEY = String(64), String(40)


def _workshop_id() -> Column[str]:
    return Column("workshop_id", ID, ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True)


WORKSHOPS = Table(
    "workshops",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("workspace_id", ID, ForeignKey("workspaces.id", ondelete="CASCADE"), nullable=False),
    Column("title", String(200), nullable=False),
    Column("place", Text, nullable=False),
    Column("code", String(6), unique=True),  # none once the workshop is closed
    Column("agenda", JSON(none_as_null=True), nullable=False),
    Column("current_step", KEY, nullable=False),
    Column("taking", Boolean, nullable=False),  # whether answers to the current step are taken
    Column("ends", STAMP),  # of the time box; none where there is none
    Column("opened", STAMP, nullable=False),
    Column("expires", STAMP, nullable=False),
    Column("closed", STAMP),
    Column("pulse", BigInteger, nullable=False),
    Column("people", Integer, nullable=False),  # who took part, written down when they are forgotten
    Column("organisations", Integer, nullable=False),
    Index("ix_workshops_workspace_id", "workspace_id"),
)
PARTICIPANTS = Table(
    "participants",
    METADATA,
    _workshop_id(),
    Column("id", DIGEST, primary_key=True),
    Column("name", String(80), nullable=False),
    Column("organisation", String(120), nullable=False),
    sqlite_with_rowid=False,
)
NOTES = Table(
    "notes",
    METADATA,
    _workshop_id(),
    Column("id", ID, primary_key=True),
    Column("step", KEY, nullable=False),
    Column("owner", DIGEST, nullable=False),  # another digest for each note, so that it joins no two of them
    Column("name", String(80), nullable=False),  # of its author, where they put their name to it
    Column("organisation", String(120), nullable=False),
    Column("text", Text, nullable=False),
    Column("theme", String(80), nullable=False),
    Column("position", Integer, nullable=False),
    Column("state", String(10), nullable=False),
    Column("merged_into", ID, nullable=False),
    Index("ix_notes_step", "workshop_id", "step"),
    sqlite_with_rowid=False,
)
# That somebody answered a step, apart from what they answered: counted, and to take one answer of each.
TURNS = Table(
    "turns",
    METADATA,
    _workshop_id(),
    Column("step", KEY, primary_key=True),
    Column("turn", DIGEST, primary_key=True),
    Column("notes", Integer, nullable=False),  # of this person in this step
    sqlite_with_rowid=False,
)
# One choice of one voter; the choices of a voter have different digests.
SLIPS = Table(
    "slips",
    METADATA,
    _workshop_id(),
    Column("step", KEY, primary_key=True),
    Column("slip", DIGEST, primary_key=True),
    Column("choice", KEY, nullable=False),
    Column("value", Integer, nullable=False),  # dots, or a rating from 1 to 5
    sqlite_with_rowid=False,
)
HANDS = Table(
    "hands",
    METADATA,
    _workshop_id(),
    Column("step", KEY, primary_key=True),
    Column("hand", DIGEST, primary_key=True),
    Column("answer", String(20), nullable=False),
    Column("reservation", Text, nullable=False),
    Column("organisation", String(120), nullable=False),  # where the voter put it to their answer
    sqlite_with_rowid=False,
)
# Codes that opened nothing, counted by address (as a digest) and altogether; kept for one span of time only.
GUESSES = Table(
    "guesses",
    METADATA,
    Column("bucket", DIGEST, primary_key=True),
    Column("span", BigInteger, nullable=False),
    Column("tried", Integer, nullable=False),
)


def insert_or_update(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An insertion that can turn into an update where the row is there; both databases say it alike."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
