"""The records of a workspace: items, who changed them and when, versions, and the two answers that saving can have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from math import isfinite
from typing import Any

from evidence.errors import EvidenceError

# What a workspace can hold; what the fields of each kind are is for the rooms above to say.
ABOUT = "about"  # what the workspace is about: there is always exactly one
KINDS = (ABOUT, "claim", "evidence", "priority", "principle", "sign-off", "reading", "activity", "pack", "record")
LONGEST_FIELD = 20_000  # characters of one text; a longer one is a document, not a field
LONGEST_NAME = 80
DEEPEST = 20  # values within values
NOBODY = "Someone with the edit link"
WHOLE = ""  # the field of a change by which an item came or went
POSITION = "position"  # the field of a change that moved an item
FIELD = re.compile(r"(?!position$)[a-z][a-z0-9_]{0,39}")  # the names that the fields of an item can have


@dataclass(frozen=True, slots=True)
class By:
    """Who did something, as they call themselves, and when (with a time zone)."""

    name: str
    at: datetime

    @property
    def stamp(self) -> str:
        """The time in UTC as ISO 8601 with microseconds, which sorts as text."""
        return self.at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class Item:
    """Something that people made: its kind, its place among its kind, and its fields as JSON values."""

    id: str
    kind: str
    position: float
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One change, numbered from 1 within its workspace.

    `field` is "" where the whole item came (`before` is None) or went (`after` is None); the value is then the item's
    position and content. Where both are None, everything that was on record of the item was erased.
    """

    seq: int
    item_id: str
    kind: str
    field: str
    before: Any
    after: Any
    by: By


@dataclass(frozen=True, slots=True)
class Version:
    """A state of a workspace that was given a name: what it was after the change numbered `seq`."""

    id: str
    name: str
    seq: int
    by: By


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace as a link opens it."""

    id: str
    may_edit: bool
    created: str  # a stamp


@dataclass(frozen=True, slots=True)
class Saved:
    """What was typed is in the database, as changes that end with the one numbered `seq` (0 where nothing differed)."""

    item: Item
    seq: int
    count: int = 1  # changes

    @property
    def changes(self) -> tuple[int, ...]:
        """The numbers of the changes, the last first: the order in which they are taken back."""
        return tuple(range(self.seq, self.seq - self.count, -1)) if self.seq else ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody changed the same field meanwhile, so nothing was saved: what was typed, what stands there now, by whom.

    Saving again with `theirs` as what was seen puts `yours` in its place. `removed` says that the whole item is gone.
    """

    item_id: str
    field: str
    yours: Any
    theirs: Any
    by: By | None
    removed: bool = False


def read_stamp(text: Any) -> datetime:
    """The time of a stamp; raises EvidenceError for anything else."""
    try:
        at = datetime.fromisoformat(text)
        if By("", at).stamp == text:
            return at.astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        pass
    raise EvidenceError(f"{str(text)[:40]!r} is not a time such as 2026-11-26T14:30:00.000000Z.")


def clean_name(name: str) -> str:
    """A name as people give it, on one line; who gives none is someone with the edit link."""
    return " ".join(clean(name).split())[:LONGEST_NAME] or NOBODY


def clean(value: Any) -> Any:
    """A JSON value without the characters that no database or document holds: NUL and halves of a letter."""
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
    if isinstance(value, Mapping):
        return {clean(str(key)): clean(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [clean(inner) for inner in value]
    return value


def check_content(kind: str, content: Mapping[str, Any]) -> dict[str, Any]:
    """The content of an item as it is stored, without empty (None) fields.

    Raises EvidenceError for an unknown kind or name of a field, and for a value that cannot be kept.
    """
    if kind not in KINDS:
        raise EvidenceError(f"A workspace holds no {str(kind)[:40]!r}; it holds: {', '.join(KINDS)}.")
    for name, value in content.items():
        if not FIELD.fullmatch(name):
            raise EvidenceError(f"{name[:40]!r} is no name of a field: it has small letters, digits and underscores.")
        _check_value(name.replace("_", " "), value)
    return {name: value for name, value in clean(content).items() if value is not None}


def _check_value(name: str, value: Any, depth: int = 0) -> None:
    if isinstance(value, str) and len(value) > LONGEST_FIELD:
        raise EvidenceError(
            f"The text has {len(value):,} characters; a field holds up to {LONGEST_FIELD:,}. "
            f"Shorten it or split it in two. Nothing of {name!r} was saved."
        )
    if isinstance(value, float) and not isfinite(value):
        raise EvidenceError(f"A number of {name!r} is not one that can be kept: {value}. Nothing of it was saved.")
    if depth > DEEPEST:
        raise EvidenceError(f"{name!r} holds values within values, more than {DEEPEST} deep. Nothing of it was saved.")
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    for one in inner:
        _check_value(name, one, depth + 1)
