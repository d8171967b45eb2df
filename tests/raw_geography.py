"""The invented county's places in the columns that published tables of geography come in."""

import csv
import json
from pathlib import Path

from evidence.sources.files import csv_text
from tests.worked import WORLD

# Where the publisher's note names what followed; the other ended areas are followed by the table of recodings.
SAID_IN_NOTE = {"E37000004"}


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of one of the invented county's tables of places."""
    with (WORLD / "places" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_raw(folder: Path) -> Path:
    """A folder of raw tables that make exactly the places of the invented county."""
    folder.mkdir(parents=True)
    areas = [
        (
            r["code"],
            r["name"],
            r["geographies"],
            r["start"],
            r["end"],
            f"successor {r['successors']}" if r["code"] in SAID_IN_NOTE else r["note"],
        )
        for r in rows_of("areas.csv")
    ]
    changes = [
        (r["old_code"], r["old_name"], r["new_code"], "New name", "recode", r["year"])
        for r in rows_of("code-changes.csv")
    ]
    changes.append(
        ("E06000001", "Dunmouth", "E47000001", "Fen Estuary", "new_geo", "2018")
    )  # a new geography is no recoding
    near = [
        (r["area_code"], r["model"], rank, code)
        for r in rows_of("neighbours.csv")
        for rank, code in enumerate(r["neighbour_codes"].split(), 1)
    ]
    tables = {
        "areas.csv": (("code", "name", "geographies", "start", "end", "note"), areas),
        "membership.csv": (
            ("member_code", "area_code", "geography", "from", "to"),
            [tuple(r.values()) for r in rows_of("membership.csv")],
        ),
        "code-changes.csv": (("oldcd", "oldnm", "newcd", "newnm", "type", "start"), changes),
        "statistical-neighbours.csv": (("area_code", "model", "rank", "neighbour_code"), near[::-1]),
    }
    for name, (columns, rows) in tables.items():
        (folder / name).write_text(csv_text(columns, rows), encoding="utf-8")
    return folder


def write_squares(path: Path, *, leave_out: str = "") -> Path:
    """Outlines of the eight districts as a row of touching squares, in TopoJSON."""
    codes = [
        r["code"]
        for r in rows_of("areas.csv")
        if "district" in r["geographies"] and not r["end"] and r["code"] != leave_out
    ]
    arcs = [[[n, 50], [n, 51], [n + 1, 51], [n + 1, 50], [n, 50]] for n in range(len(codes))]
    shapes = [{"type": "Polygon", "arcs": [[n]], "properties": {"code": code}} for n, code in enumerate(codes)]
    topology = {
        "type": "Topology",
        "objects": {"districts": {"type": "GeometryCollection", "geometries": shapes}},
        "arcs": arcs,
    }
    path.write_text(json.dumps(topology), encoding="utf-8")
    return path
