"""Reading the parts of a workspace's file, or listing everything that is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, TypeVar

from evidence.errors import EvidenceError, refuse_if_any
from evidence.workspace.history import LONGEST_VERSION, is_unbroken, state_at
from evidence.workspace.items import MOST_ITEMS
from evidence.workspace.records import (
    ABOUT,
    KINDS,
    POSITION,
    WHOLE,
    By,
    Change,
    Item,
    Version,
    check_content,
    clean,
    clean_name,
    read_stamp,
)

ID = re.compile(r"[0-9a-f]{32}")
LAST = 2**53  # the highest number of a change: every program reads it exactly
MOST_FAULTS = 50  # that are listed
NOT_SO = "it does not have the fields that it should have, or not as they should be."
Read = TypeVar("Read", Item, Change, Version)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds, read and checked."""

    created: str
    items: tuple[Item, ...]
    changes: tuple[Change, ...]
    versions: tuple[Version, ...]

    @property
    def last_seq(self) -> int:
        """The number of the last change."""
        return self.changes[-1].seq if self.changes else 0


def read_contents(document: Mapping[str, Any]) -> Contents:
    """The parts of a file; raises one EvidenceError that lists the faults."""
    faults: list[str] = []
    contents = Contents(
        _created(document, faults),
        _each(document, "items", _item, faults),
        _each(document, "changes", _change, faults),
        _each(document, "versions", _version, faults),
    )
    if not faults:
        faults = _faults_between(contents)
    if len(faults) > MOST_FAULTS:
        faults = [*faults[:MOST_FAULTS], f"And {len(faults) - MOST_FAULTS:,} more."]
    refuse_if_any(faults, "Nothing was imported: the file is not sound")
    return contents


def _created(document: Mapping[str, Any], faults: list[str]) -> str:
    created = document.get("created")
    try:
        read_stamp(created)
    except EvidenceError as error:
        faults.append(str(error))
    return str(created)


def _each(document: Mapping[str, Any], part: str, read: Callable[[Any], Read], faults: list[str]) -> tuple[Read, ...]:
    given = document.get(part)
    if not isinstance(given, list):
        faults.append(f"It has no list of {part}.")
        return ()
    found = []
    for place, one in enumerate(given, start=1):
        try:
            found.append(read(one))
        except EvidenceError as error:
            faults.append(f"{part.capitalize()}, entry {place}: {error}")
    return tuple(found)


def _item(row: Any) -> Item:
    _only(row, "id", "kind", "position", "content")
    _demand(_is_id(row["id"]))
    return Item(row["id"], _kind(row), _position(row["position"]), _content(row["kind"], row["content"]))


def _change(row: Any) -> Change:
    _only(row, "seq", "item_id", "kind", "field", "before", "after", "who", "at")
    _demand(_is_id(row["item_id"]) and type(row["seq"]) is int and 1 <= row["seq"] <= LAST)
    kind, field = _kind(row), row["field"]
    _demand(isinstance(field, str))
    before, after = (_value(kind, field, row[name]) for name in ("before", "after"))
    return Change(row["seq"], row["item_id"], kind, field, before, after, _by(row))


def _value(kind: str, field: str, value: Any) -> Any:
    """A value of the log: of a field, a position, or of a whole item."""
    if field == POSITION:
        return _position(value)
    if field != WHOLE:
        return _content(kind, {field: value} if value is not None else {}).get(field)
    if value is not None:
        _only(value, "position", "content")
        return {"position": _position(value["position"]), "content": _content(kind, value["content"])}
    return None


def _version(row: Any) -> Version:
    _only(row, "id", "name", "seq", "who", "at")
    name = row["name"]
    _demand(_is_id(row["id"]) and type(row["seq"]) is int and isinstance(name, str))
    _demand(0 < len(name) <= LONGEST_VERSION and clean(name) == name)
    return Version(row["id"], name, row["seq"], _by(row))


def _by(row: Any) -> By:
    _demand(isinstance(row["who"], str) and clean_name(row["who"]) == row["who"])
    return By(row["who"], read_stamp(row["at"]))


def _kind(row: Any) -> str:
    _demand(isinstance(row["kind"], str))
    if row["kind"] not in KINDS:
        check_content(row["kind"], {})  # which says what there is
    return str(row["kind"])


def _position(value: Any) -> float:
    _demand(type(value) in (int, float) and abs(value) <= LAST and isfinite(value))
    return float(value)


def _content(kind: str, content: Any) -> dict[str, Any]:
    _demand(isinstance(content, dict))
    checked = check_content(kind, content)
    if checked != content:
        raise EvidenceError("it has empty fields, or letters that cannot be kept.")
    return checked


def _faults_between(contents: Contents) -> list[str]:
    """What is wrong with a file whose parts are sound one by one."""
    numbers = [change.seq for change in contents.changes]
    faults = []
    if numbers != sorted(set(numbers)):
        faults.append("Its changes are not numbered in order.")
    for part, ids in (("items", [i.id for i in contents.items]), ("versions", [v.id for v in contents.versions])):
        if len(set(ids)) != len(ids):
            faults.append(f"Two of its {part} have the same id.")
    if any(not 0 <= version.seq <= contents.last_seq for version in contents.versions):
        faults.append("One of its versions is of a change that it does not hold.")
    if sum(item.kind == ABOUT for item in contents.items) != 1:
        faults.append("It does not say once what the workspace is about.")
    if len(contents.items) > MOST_ITEMS:
        faults.append(f"It has {len(contents.items):,} items; a workspace holds up to {MOST_ITEMS:,}.")
    if not is_unbroken(contents.changes) or state_at(contents.changes, contents.last_seq) != contents.items:
        faults.append("Its history does not lead to what it holds: it was changed by hand or cut short.")
    return faults


def _is_id(text: Any) -> bool:
    return isinstance(text, str) and ID.fullmatch(text) is not None


def _only(row: Any, *names: str) -> None:
    _demand(isinstance(row, dict) and {*row} == {*names})


def _demand(so: bool) -> None:
    if not so:
        raise EvidenceError(NOT_SO)
