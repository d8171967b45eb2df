"""Coordination as indicators: how many bodies of complete national lists reach each area, and how many functions they serve."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence.analysis.comparators import ENGLAND
from evidence.coordination.coverage import Choice, Held, held_by_area, present_districts
from evidence.coordination.register import Register
from evidence.indicators.base import EvidenceBase
from evidence.sources.files import csv_text

COUNTED_IN = 2025  # the year of the lists
COUNTED_FOR = ("district", "county-or-unitary", "combined-authority", "lep", "lsip", "region")


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted of the bodies that reach an area in a year."""

    bodies: int
    functions: int
    boards: int


def counted_in(base: EvidenceBase, register: Register, year: int = COUNTED_IN) -> Mapping[str, Counted]:
    """Bodies of counted lists by English area: those that were there in the year, and those whose source gives no dates."""
    lists = tuple(layer.slug for layer in register.layers.values() if layer.counted)
    if not lists:
        return {}
    england = present_districts(base, ENGLAND)
    areas = [area.code for geography in COUNTED_FOR for area in base.areas_of(geography)]
    codes = [code for code in dict.fromkeys(areas) if present_districts(base, code) <= england]
    held = held_by_area(base, register, codes, Choice(layers=lists, year=year))
    return {code: _counted(held.get(code, ())) for code in codes}


def counted_texts(base: EvidenceBase, register: Register) -> dict[str, str]:
    """The tables of the indicators of coordination, by indicator; neighbourhood boards by district only, for they add up."""
    found = counted_in(base, register)
    districts = {area.code for area in base.areas_of("district")}
    return {
        "coordination-bodies": _table({code: c.bodies for code, c in found.items()}),
        "coordination-functions": _table({code: c.functions for code, c in found.items()}),
        "neighbourhood-boards": _table({code: c.boards for code, c in found.items() if code in districts}),
    }


def _counted(held: tuple[Held, ...]) -> Counted:
    served = {function for h in held for function in h.activity.functions}
    return Counted(len(held), len(served), sum(h.activity.kind == "neighbourhood-board" for h in held))


def _table(values: Mapping[str, int]) -> str:
    rows = [(code, f"{COUNTED_IN}-01-01/P1Y", value, "d") for code, value in sorted(values.items())]
    return csv_text(("area_code", "period", "value", "status"), rows)
