"""The history of a workspace in words: who changed what, and how it read before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from evidence import wording
from evidence.narrative.records import SECTIONS, STEPS
from evidence.workspace.records import POSITION, WHOLE, By, Change, Conflict, Version

NAMES: Mapping[str, str] = {
    "about": "what the workspace is about",
    "claim": "a statement",
    "evidence": "an entry of what people said",
    "priority": "a priority",
    "principle": "an answer to a principle",
    "sign-off": "a sign-off",
    "reading": "a reading of the inclusive-growth walk",
    "activity": "an activity of coordination",
    "pack": "an evidence pack that was made",
    "record": "a workshop",
}
# Fields that are named otherwise than they are called.
FIELDS: Mapping[str, str] = {
    "accepted": "the evidence it was accepted with",
    "evidence": "what it rests on of what people said",
    "rests_on": "the figures it rests on",
    "by_whom": "who does it",
    "by_when": "by when",
    "said": "what was said",
    "follow_up_done": "whether the follow-up is done",
    "source_title": "the title of its source",
    "source_url": "the address of its source",
    "area_code": "its area",
}
LONGEST = 200  # characters of a value that a table shows
ACCEPTED = "accepted"  # told where nothing else of the statement was changed with it
IDS = {"evidence": "entry", "claims": "statement"}  # fields that hold ids, and what each is one of
UNTOLD = ("version", ACCEPTED)  # of a whole item: ids and facts, which nobody reads


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the history, ready to be shown: its number, when and who, what, and the values before and after."""

    seq: int
    when: str
    who: str
    what: str
    before: str
    after: str


def history_lines(changes: Iterable[Change]) -> tuple[Line, ...]:
    """The changes in words, the newest first."""
    held = tuple(changes)
    spoken = {(change.item_id, change.by.at) for change in held if change.field != ACCEPTED}
    told = [c for c in held if c.field != ACCEPTED or (c.item_id, c.by.at) not in spoken]
    return tuple(line_of(change) for change in reversed(told))


def history_table(changes: Iterable[Change]) -> pd.DataFrame:
    """The changes in words as a table, the newest first; index "No."."""
    rows = [(n.seq, n.when, n.who, n.what, n.before, n.after) for n in history_lines(changes)]
    return pd.DataFrame(rows, columns=["No.", "When", "Who", "What", "Before", "After"]).set_index("No.")


def version_label(version: Version) -> str:
    """A version in a list: its name, and when it was kept."""
    return f"{version.name} ({wording.day(version.by.at.date())})"


def line_of(change: Change) -> Line:
    """A change in words."""
    return Line(
        change.seq,
        moment(change),
        change.by.name,
        _what(change),
        _value(change.field, change.before),
        _value(change.field, change.after),
    )


def moment(change: Change) -> str:
    """When a change was made, in universal time: "26 November 2026, 14:40"."""
    at = change.by.at
    return f"{wording.day(at.date())}, {at:%H:%M}"


def conflict_words(conflict: Conflict) -> str:
    """That somebody changed the same field meanwhile: who and when."""
    if conflict.removed:
        return (
            "This entry was removed while you were typing. What you typed is below; the history can put the entry back."
        )
    who = f"{conflict.by.name} changed this on {_at(conflict.by)}" if conflict.by else "Somebody changed this"
    return f"{who}, after you had opened it. Nothing of yours is lost: choose what should stand."


def _at(by: By) -> str:
    return f"{wording.day(by.at.date())} at {by.at:%H:%M} (universal time)"


def _what(change: Change) -> str:
    name = NAMES.get(change.kind, change.kind)
    if change.field != WHOLE:
        return f"moved {name}" if change.field == POSITION else f"changed {_field(change)} of {name}"
    if change.before is None and change.after is None:
        return f"erased {name} for good"
    return f"added {name}" if change.before is None else f"removed {name}"


def _field(change: Change) -> str:
    return FIELDS.get(change.field, f"the {change.field.replace('_', ' ')}")


def _value(field: str, value: Any) -> str:
    """A value as a person reads it, cut where it is long."""
    if field == POSITION or value is None:
        return ""
    if field == WHOLE:
        return _shortened("; ".join(_parts(value.get("content", {}))))
    return _shortened(_words(field, value))


def _parts(content: Mapping[str, Any]) -> list[str]:
    return [text for name, value in content.items() if name not in UNTOLD and (text := _words(name, value))]


def _words(field: str, value: Any) -> str:
    if field == ACCEPTED and isinstance(value, Mapping):
        return "; ".join(_reading(facts) for facts in value.values())
    if field in IDS and isinstance(value, Sequence) and not isinstance(value, str):
        return wording.counted(len(value), IDS[field]).replace("entrys", "entries") if value else ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return {**SECTIONS, **STEPS}.get(value, value) if isinstance(value, str) else str(value)


def _reading(facts: Any) -> str:
    """How a piece of evidence read, from what was kept of it; who said it, of what people said."""
    named = facts if isinstance(facts, Mapping) else {}
    return str(named.get("words") or named.get("who") or "evidence")


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else f"{flat[: LONGEST - 1]}…"
