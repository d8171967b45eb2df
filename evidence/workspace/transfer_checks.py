"""Reading the parts of a workspace's file, or listing everything that is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from evidence.errors import EvidenceError, refuse_if_any
from evidence.workspace.history import LONGEST_VERSION
from evidence.workspace.records import KINDS, LONGEST_NAME, WHOLE, By, Change, Item, Version, check_content, read_stamp

ID = re.compile(r"[0-9a-f]{32}")
Read = TypeVar("Read", Item, Change, Version)
FIELD = re.compile(r"[a-z_]{0,40}")


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds, read and checked one by one."""

    created: str
    items: tuple[Item, ...]
    changes: tuple[Change, ...]
    versions: tuple[Version, ...]

    @property
    def last_seq(self) -> int:
        """The number of the last change."""
        return self.changes[-1].seq if self.changes else 0


def read_contents(document: Mapping[str, Any]) -> Contents:
    """The parts of a file; raises one EvidenceError that lists every fault."""
    faults: list[str] = []
    items = _each(document, "items", _item, faults)
    changes = _each(document, "changes", _change, faults)
    versions = _each(document, "versions", _version, faults)
    if not faults:
        _check_order(items, changes, versions, faults)
    created = document.get("created", "")
    try:
        read_stamp(created)
    except EvidenceError as error:
        faults.append(str(error))
    refuse_if_any(faults, "Nothing was imported: the file is not sound")
    return Contents(created, tuple(items), tuple(changes), tuple(versions))


def _each(document: Mapping[str, Any], part: str, read: Callable[[Any], Read], faults: list[str]) -> list[Read]:
    given = document.get(part)
    if not isinstance(given, list):
        faults.append(f"It has no list of {part}.")
        return []
    found = []
    for place, one in enumerate(given, start=1):
        try:
            found.append(read(one))
        except (EvidenceError, KeyError, TypeError, ValueError, AttributeError) as error:
            said = (
                str(error) if isinstance(error, EvidenceError) else "it does not have the fields that it should have."
            )
            faults.append(f"{part.capitalize()}, entry {place}: {said}")
    return found


def _item(row: Any) -> Item:
    _only(row, ("id", "kind", "position", "content"))
    _matches(ID, row["id"])
    content = check_content(row["kind"], row["content"])
    if content != row["content"]:
        raise EvidenceError("its content has empty fields or letters that cannot be kept.")
    return Item(row["id"], row["kind"], float(row["position"]), content)


def _change(row: Any) -> Change:
    _only(row, ("seq", "item_id", "kind", "field", "before", "after", "who", "at"))
    _matches(ID, row["item_id"])
    _matches(FIELD, row["field"])
    if row["kind"] not in KINDS or type(row["seq"]) is not int:
        raise ValueError
    for value in (row["before"], row["after"]):
        if row["field"] == WHOLE and value is not None:
            _only(value, ("position", "content"))
            check_content(row["kind"], value["content"])
        elif row["field"] != WHOLE:
            check_content(row["kind"], {row["field"]: value})
    return Change(
        row["seq"], row["item_id"], row["kind"], row["field"], row["before"], row["after"], _by(row["who"], row["at"])
    )


def _version(row: Any) -> Version:
    _only(row, ("id", "name", "seq", "who", "at"))
    _matches(ID, row["id"])
    if type(row["seq"]) is not int or not 0 < len(row["name"]) <= LONGEST_VERSION:
        raise ValueError
    return Version(row["id"], row["name"], row["seq"], _by(row["who"], row["at"]))


def _by(who: str, at: str) -> By:
    if not 0 < len(who) <= LONGEST_NAME:
        raise ValueError
    return By(who, read_stamp(at))


def _check_order(
    items: Sequence[Item], changes: Sequence[Change], versions: Sequence[Version], faults: list[str]
) -> None:
    numbers = [change.seq for change in changes]
    if numbers != sorted(set(numbers)) or (numbers and numbers[0] < 1):
        faults.append("Its changes are not numbered in order.")
    for part, ids in (("items", [i.id for i in items]), ("versions", [v.id for v in versions])):
        if len(set(ids)) != len(ids):
            faults.append(f"Two of its {part} have the same id.")
    if any(not 0 <= v.seq <= (numbers[-1] if numbers else 0) for v in versions):
        faults.append("One of its versions is of a change that it does not hold.")


def _only(row: Any, names: tuple[str, ...]) -> None:
    if not isinstance(row, dict) or {*row} != {*names}:
        raise ValueError


def _matches(pattern: re.Pattern[str], text: Any) -> None:
    if not isinstance(text, str) or not pattern.fullmatch(text):
        raise ValueError
