"""Activities as a workspace keeps them: each as the table of one activity, which reads back the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from evidence.coordination.activities import Activity
from evidence.coordination.own import read_own
from evidence.coordination.tables import activities_csv
from evidence.indicators.base import EvidenceBase

KEY = "name"  # activities of a place are told apart by it


def entry_of(activity: Activity) -> dict[str, Any]:
    """An activity as the content of an item of kind "activity"."""
    return {KEY: activity.name, "table": activities_csv((activity,))}


def activities_of(base: EvidenceBase, entries: Iterable[Mapping[str, Any]]) -> tuple[Activity, ...]:
    """The activities of such contents, in order; one that can no longer be read is left out."""
    found: list[Activity] = []
    for entry in entries:
        read, faults = read_own(str(entry.get("table", "")).encode(), base)
        found += () if faults else read
    return tuple(found)
