"""Coordination as plain rows: the stable interface that JSON and other programs rely on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from evidence.coordination import words
from evidence.coordination.activities import Activity
from evidence.coordination.coverage import Held
from evidence.coordination.figures import Compared
from evidence.coordination.place import NOT_EMPTY, Coordination
from evidence.coordination.register import Layer, Register


def activity_row(activity: Activity) -> dict[str, Any]:
    """An activity as a plain row, its figures as rows of their own."""
    row = asdict(activity)
    row["activity"] = row.pop("slug")
    row["list"] = row.pop("layer")
    return row


def layer_row(layer: Layer, entries: int) -> dict[str, Any]:
    """A list of the register as a plain row, with how many entries it has."""
    row = asdict(layer)
    row["list"] = row.pop("slug")
    return row | {"entries": entries}


def coordination_row(register: Register, coordination: Coordination, cases: Iterable[Compared]) -> dict[str, Any]:
    """What the register holds for a place: sentences, activities, functions by pillars, gaps, neighbours, cases."""
    return {
        "area_code": coordination.area.code,
        "area_name": coordination.area.name,
        "summary": list(words.summary(coordination)),
        "note": NOT_EMPTY,
        "activities": [_held_row(held) for held in coordination.held],
        "ended": [_held_row(held) for held in coordination.ended],
        "matrix": [
            {"function": function, "pillar": pillar, "activities": [a.slug for a in activities]}
            for (function, pillar), activities in coordination.matrix.items()
        ],
        "gaps": [{"function": function, "pillar": pillar} for function, pillar in coordination.gaps],
        "counts": dict(coordination.counts),
        "neighbours": [
            {
                "area_code": n.area.code,
                "area_name": n.area.name,
                "counts": dict(n.counts),
                "functions": list(n.functions),
            }
            for n in coordination.neighbours
        ],
        "no_neighbours": coordination.no_neighbours,
        "cases": [_case_row(compared) for compared in cases],
        "lists": [layer_row(layer, entries) for layer, entries in register.entries_by_layer()],
    }


def _held_row(held: Held) -> dict[str, Any]:
    return {**activity_row(held.activity), "extent": held.extent}


def _case_row(compared: Compared) -> dict[str, Any]:
    return {
        "activity": compared.activity.slug,
        "name": compared.activity.name,
        **asdict(compared.figure),
        "uprated": compared.uprated,
        "uprated_to": compared.uprated_to,
        "uprated_prices_of": compared.price_year if compared.uprated is not None else None,
        "why_not_uprated": compared.why_not,
    }
