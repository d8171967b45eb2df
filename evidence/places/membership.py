"""Which districts make up each area, and how areas nest in one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evidence.places.tables import read_day, read_rows

COLUMNS = ("member_code", "area_code", "geography", "start", "end")


@dataclass(frozen=True, slots=True)
class Membership:
    """One district's (or country's) belonging to an area, with its dates where they are known."""

    member_code: str
    area_code: str
    geography: str
    start: date | None = None
    end: date | None = None


def read_membership(path: Path) -> tuple[Membership, ...]:
    """Every row of a membership table."""
    return tuple(
        Membership(
            row["member_code"],
            row["area_code"],
            row["geography"],
            read_day(row["start"], f"membership.csv: {row['member_code']} in {row['area_code']}"),
            read_day(row["end"], f"membership.csv: {row['member_code']} in {row['area_code']}"),
        )
        for row in read_rows(path, COLUMNS)
    )


def districts_by_area(rows: Iterable[Membership]) -> dict[str, tuple[str, ...]]:
    """The districts of each area, sorted. A district is its own; areas made of areas (the UK of countries) are opened."""
    direct: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        direct[row.area_code].add(row.member_code)
        if row.geography == "country":
            direct[row.member_code].add(row.member_code)
    opened = {area: {inner for m in members for inner in direct.get(m, {m})} for area, members in direct.items()}
    return {area: tuple(sorted(members)) for area, members in opened.items()}


def upper_tier_of(rows: Iterable[Membership]) -> dict[str, str]:
    """The county or unitary authority of each district."""
    return {row.member_code: row.area_code for row in rows if row.geography == "county-or-unitary"}


def same_districts(members: Mapping[str, tuple[str, ...]]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Areas that have exactly the same districts: sorted districts -> the areas' codes."""
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for area, districts in members.items():
        found[districts].append(area)
    return {districts: tuple(codes) for districts, codes in found.items() if len(codes) > 1}


def overlapping(members: Mapping[str, tuple[str, ...]], codes: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Districts that belong to more than one of these areas, so that the areas must not be added up: district -> areas."""
    owners: dict[str, list[str]] = defaultdict(list)
    for code in codes:
        for district in members.get(code, ()):
            owners[district].append(code)
    return {district: tuple(areas) for district, areas in owners.items() if len(areas) > 1}
