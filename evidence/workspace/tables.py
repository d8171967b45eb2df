"""The tables of the database, the same in SQLite and PostgreSQL; `migrations` makes them."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Dialect,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)


class Json(TypeDecorator[Any]):
    """A JSON value kept as text, exactly: SQLite would turn the numbers of a JSON column into rounded ones of its own."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002 (the same on both)
        """The text of a value; None is no value."""
        return None if value is None else json.dumps(value, ensure_ascii=False, allow_nan=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002 (the same on both)
        """The value of a text."""
        return None if value is None else json.loads(value)


METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)
ID, STAMP = String(32), String(27)

# Links are kept as digests: who reads the database cannot open a workspace by its link.
WORKSPACES = Table(
    "workspaces",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("edit_digest", String(64), nullable=False, unique=True),
    Column("view_digest", String(64), nullable=False, unique=True),
    Column("created", STAMP, nullable=False),
    Column("last_seq", BigInteger, nullable=False),
)
ITEMS = Table(
    "items",
    METADATA,
    Column("workspace_id", ID, ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True),
    Column("id", ID, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("position", Float, nullable=False),
    Column("content", Json, nullable=False),
)
CHANGES = Table(
    "changes",
    METADATA,
    Column("workspace_id", ID, ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("item_id", ID, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("field", String(40), nullable=False),
    Column("before", Json),
    Column("after", Json),
    Column("who", String(80), nullable=False),
    Column("at", STAMP, nullable=False),
    Index("ix_changes_item", "workspace_id", "item_id"),
)
VERSIONS = Table(
    "versions",
    METADATA,
    Column("workspace_id", ID, ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True),
    Column("id", ID, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("who", String(80), nullable=False),
    Column("at", STAMP, nullable=False),
)
# Names of people stand apart from what they said and outside the log of changes, so that erasing one leaves no trace.
PEOPLE = Table(
    "people",
    METADATA,
    Column("workspace_id", ID, primary_key=True),
    Column("item_id", ID, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("contact", String(200), nullable=False),
    Column("lawful_basis", String(40), nullable=False),
    Column("keep_until", String(10), nullable=False),
    ForeignKeyConstraint(["workspace_id", "item_id"], ["items.workspace_id", "items.id"], ondelete="CASCADE"),
)
