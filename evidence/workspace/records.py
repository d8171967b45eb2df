"""The records of a workspace: items, who changed them and when, versions, and the two answers that saving can have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from evidence.errors import EvidenceError

# What a workspace can hold; what the fields of each kind are is for the rooms above to say.
KINDS = ("about", "claim", "evidence", "priority", "principle", "sign-off", "reading", "activity", "pack", "record")
LONGEST_FIELD = 20_000  # characters of one text; a longer one is a document, not a field
LONGEST_NAME = 80
NOBODY = "Someone with the edit link"
WHOLE = ""  # the field of a change by which an item came or went
POSITION = "position"  # the field of a change that moved an item


@dataclass(frozen=True, slots=True)
class By:
    """Who did something, as they call themselves, and when (with a time zone)."""

    name: str
    at: datetime

    @property
    def stamp(self) -> str:
        """The time in UTC as ISO 8601 with microseconds, which sorts as text."""
        return self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


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
    """What was typed is in the database; `seq` is the number of the last change (0 where nothing differed)."""

    item: Item
    seq: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody changed the same field meanwhile, so nothing was saved: what was typed, what stands there now, by whom.

    `theirs` is None where the whole item was removed. `seen` is what to save against to put `yours` in its place.
    """

    item_id: str
    field: str
    yours: Any
    theirs: Any
    by: By | None

    @property
    def removed(self) -> bool:
        """Whether the item is gone."""
        return self.theirs is None


def read_stamp(text: str) -> datetime:
    """The time of a stamp; raises EvidenceError for anything else."""
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    except (TypeError, ValueError):
        raise EvidenceError(f"{text!r} is not a time such as 2026-11-26T14:30:00.000000Z.") from None


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

    Raises EvidenceError for an unknown kind and for a text that is too long.
    """
    if kind not in KINDS:
        raise EvidenceError(f"A workspace holds no {kind!r}; it holds: {', '.join(KINDS)}.")
    cleaned: dict[str, Any] = {name: value for name, value in clean(content).items() if value is not None}
    for name, value in cleaned.items():
        if isinstance(value, str) and len(value) > LONGEST_FIELD:
            raise EvidenceError(
                f"The text has {len(value):,} characters; a field holds up to {LONGEST_FIELD:,}. "
                f"Shorten it or split it in two. Nothing of {name.replace('_', ' ')!r} was saved."
            )
    return cleaned
