"""Tables of geography: areas, dated memberships, recodings, statistical neighbours and outlines."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from evidence.errors import EvidenceError
from evidence.places import areas as area_table
from evidence.places import membership as membership_table
from evidence.places import neighbours as neighbour_table
from evidence.places.areas import GEOGRAPHIES, areas_of, read_areas
from evidence.places.membership import districts_by_area, read_membership
from evidence.places.outlines import build_outlines
from evidence.places.tables import read_day, read_rows
from evidence.sources.files import csv_text

CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{2,9}")
MAPPED = ("district", "county-or-unitary", "combined-authority", "lep", "lsip", "region", "country", "itl3")
TABLES = {
    "areas.csv": ("code", "name", "geographies", "start", "end", "note"),
    "membership.csv": ("member_code", "area_code", "geography", "from", "to"),
    "code-changes.csv": ("oldcd", "oldnm", "newcd", "type", "start"),
    "statistical-neighbours.csv": ("area_code", "model", "rank", "neighbour_code"),
}


def is_geography(folder: Path) -> bool:
    """Whether a folder holds the tables of geography."""
    return (folder / "areas.csv").is_file() and (folder / "membership.csv").is_file()


def geography_texts(folder: Path) -> tuple[dict[str, str], list[str]]:
    """The tables of geography as the project stores them, by file name, and every problem found."""
    if absent := [name for name in TABLES if not (folder / name).is_file()]:
        return {}, [f"{folder.name}: {', '.join(absent)} is missing."]
    raw: dict[str, list[dict[str, str]]] = {}
    unreadable = []
    for name, columns in TABLES.items():
        try:
            raw[name] = read_rows(folder / name, columns)
        except EvidenceError as error:
            unreadable.append(str(error))
    if unreadable:
        return {}, unreadable
    successors = _successors(raw["areas.csv"], raw["code-changes.csv"])
    known = {row["code"] for row in raw["areas.csv"]}
    if problems := _problems(raw, known, successors):
        return {}, problems
    texts = {
        "areas.csv": csv_text(area_table.COLUMNS, (_area_row(row, successors) for row in raw["areas.csv"])),
        "membership.csv": csv_text(
            membership_table.COLUMNS,
            ((r["member_code"], r["area_code"], r["geography"], r["from"], r["to"]) for r in raw["membership.csv"]),
        ),
        "code-changes.csv": csv_text(
            ("old_code", "old_name", "new_code", "year"),
            (
                (r["oldcd"], r["oldnm"], r["newcd"], r["start"])
                for r in raw["code-changes.csv"]
                if r["newcd"] and r["type"] != "new_geo"
            ),
        ),
        "neighbours.csv": csv_text(neighbour_table.COLUMNS, _neighbour_rows(raw["statistical-neighbours.csv"])),
    }
    return texts, []


def outline_texts(topojson: Path, tables: Mapping[str, str]) -> dict[str, str]:
    """The outline file of each mapped geography by its name, from the district outlines and these tables of geography.

    Raises EvidenceError where the file is not TopoJSON or lacks a district.
    """
    check_outlines(topojson)
    with TemporaryDirectory() as name:
        folder = Path(name)
        for table in ("areas.csv", "membership.csv"):
            (folder / table).write_text(tables[table], encoding="utf-8", newline="")
        areas = read_areas(folder / "areas.csv")
        members = districts_by_area(read_membership(folder / "membership.csv"))
        mapped = {
            geography: {area.code: members.get(area.code, (area.code,)) for area in found}
            for geography in MAPPED
            if (found := areas_of(areas, geography))
        }
        written = build_outlines(
            topojson, mapped, {code: area.name for code, area in areas.items()}, folder / "outlines"
        )
        return {path.name: path.read_text(encoding="utf-8") for path in written.values()}


def _successors(areas: list[dict[str, str]], changes: list[dict[str, str]]) -> dict[str, list[str]]:
    """What followed each ended area: as the areas table notes it, otherwise as the table of recodings says."""
    followed: dict[str, list[str]] = defaultdict(list)
    for row in areas:
        _, said, codes = row["note"].partition("successor ")
        if said:
            followed[row["code"]] = CODE.findall(codes)
    ended = {row["code"] for row in areas if row["end"]}
    for row in changes:
        if row["type"] != "new_geo" and row["newcd"] and row["oldcd"] in ended - followed.keys():
            followed[row["oldcd"]] = [row["newcd"]]
    return followed


def _area_row(row: dict[str, str], successors: dict[str, list[str]]) -> tuple[str, ...]:
    note = re.sub(r"[;,]?\s*successor .*$", "", row["note"]).strip()
    return (
        row["code"],
        row["name"],
        row["geographies"],
        row["start"],
        row["end"],
        ";".join(successors.get(row["code"], ())),
        note,
    )


def _neighbour_rows(rows: list[dict[str, str]]) -> list[tuple[str, str, str]]:
    lists: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for row in rows:
        lists[row["area_code"], row["model"]].append((int(row["rank"]), row["neighbour_code"]))
    return [
        (area, model, " ".join(code for _, code in sorted(ranked))) for (area, model), ranked in sorted(lists.items())
    ]


def _problems(raw: dict[str, list[dict[str, str]]], known: set[str], successors: dict[str, list[str]]) -> list[str]:
    problems = []
    seen: set[str] = set()
    for row in raw["areas.csv"]:
        if row["code"] in seen:
            problems.append(f"areas.csv: the code {row['code']} stands there more than once.")
        seen.add(row["code"])
        unknown = set(row["geographies"].split(";")) - GEOGRAPHIES.keys()
        problems += [
            f"areas.csv: {row['code']} belongs to {g!r}, which is not a known geography." for g in sorted(unknown)
        ]
        for day in (row["start"], row["end"]):
            problems += _date_problem(day, f"areas.csv: {row['code']}")
    for row in raw["membership.csv"]:
        for day in (row["from"], row["to"]):
            problems += _date_problem(day, f"membership.csv: {row['member_code']} in {row['area_code']}")
    problems += [
        f"statistical-neighbours.csv: {row['area_code']} has the rank {row['rank']!r}, which is not a whole number."
        for row in raw["statistical-neighbours.csv"]
        if not row["rank"].isdecimal()
    ]
    named = {(r[key], "membership.csv") for r in raw["membership.csv"] for key in ("member_code", "area_code")}
    named |= {
        (r[key], "statistical-neighbours.csv")
        for r in raw["statistical-neighbours.csv"]
        for key in ("area_code", "neighbour_code")
    }
    named |= {(code, "areas.csv") for codes in successors.values() for code in codes}
    return problems + [
        f"{table}: the area {code!r} is not known." for code, table in sorted(named) if code not in known
    ]


def _date_problem(day: str, where: str) -> list[str]:
    try:
        read_day(day, where)
    except EvidenceError as error:
        return [str(error)]
    return []


def check_outlines(topojson: Path) -> None:
    """Raise EvidenceError where a file of outlines is not TopoJSON."""
    import json

    try:
        kind = json.loads(topojson.read_text(encoding="utf-8")).get("type")
    except (ValueError, AttributeError) as error:
        raise EvidenceError(f"{topojson.name}: not readable as TopoJSON ({error}).") from None
    if kind != "Topology":
        raise EvidenceError(f"{topojson.name}: not TopoJSON (its type is {kind!r}).")
