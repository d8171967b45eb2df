"""Areas: places that official statistics are published for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

from evidence.errors import EvidenceError
from evidence.places.tables import read_day, read_rows

GEOGRAPHIES = {
    "uk": "United Kingdom",
    "group-of-countries": "Groups of countries",
    "country": "Countries",
    "region": "Regions of England",
    "combined-authority": "Combined authorities",
    "lep": "Local Enterprise Partnerships (to March 2024)",
    "lsip": "Local skills improvement plan areas (to September 2025)",
    "county-or-unitary": "Counties and unitary authorities",
    "district": "Local authority districts",
    "itl1": "International territorial level 1",
    "itl2": "International territorial level 2",
    "itl3": "International territorial level 3",
    "group": "Groups of your own",
}
# What an area is called by when it belongs to several: the most specific role that a reader would name first.
PRECEDENCE = tuple(GEOGRAPHIES)
COLUMNS = ("code", "name", "geographies", "start", "end", "successors", "note")


@dataclass(frozen=True, slots=True)
class Area:
    """A place that statistics are published for, or a group of districts that a user drew together."""

    code: str
    name: str
    geographies: frozenset[str]
    start: date | None = None  # None: exists since before our figures
    end: date | None = None  # None: still exists
    successors: tuple[str, ...] = ()
    note: str = ""

    @property
    def geography(self) -> str:
        """The one geography that names this area best, e.g. "county-or-unitary" for a unitary that is also a district."""
        return next(g for g in PRECEDENCE if g in self.geographies)


def read_areas(path: Path) -> dict[str, Area]:
    """Every area of an areas table by its code, in the order of the file."""
    return {row["code"]: _area(row) for row in read_rows(path, COLUMNS)}


def _area(row: Mapping[str, str]) -> Area:
    return Area(
        code=row["code"],
        name=row["name"],
        geographies=frozenset(row["geographies"].split(";")),
        start=read_day(row["start"], f"areas.csv: {row['code']}"),
        end=read_day(row["end"], f"areas.csv: {row['code']}"),
        successors=tuple(code for code in row["successors"].split(";") if code),
        note=row["note"],
    )


def find_area(areas: Mapping[str, Area], code: str, recoded: Mapping[str, str] | None = None) -> Area:
    """The area with this code.

    Raises EvidenceError that names the areas of that name, the code's successor, or the codes most like it.
    """
    if code in areas:
        return areas[code]
    if successor := (recoded or {}).get(code):
        raise EvidenceError(
            f"The code {code} is no longer used: it was replaced by {successor} ({areas[successor].name}). Use {successor}."
        )
    raise EvidenceError(f"No area has the code {code!r}; {_nearest(areas, code)}")


def _nearest(areas: Mapping[str, Area], code: str) -> str:
    wanted = code.casefold()
    named = [area for area in areas.values() if area.name.casefold() == wanted] or [
        area for area in areas.values() if wanted in area.name.casefold() and len(wanted) > 3
    ]
    if named:
        listed = ", ".join(f"{area.code} ({area.name}, {area.geography})" for area in named[:4])
        return f"areas of that name: {listed}. Give the code."
    likeness = {known: SequenceMatcher(None, code.upper(), known).ratio() for known in areas}
    close = [known for known in sorted(areas, key=lambda k: (-likeness[k], k)) if likeness[known] >= 0.5][:3]
    listed = ", ".join(f"{match} ({areas[match].name})" for match in close) or "none"
    return f"nearest codes: {listed}. `python -m evidence areas` lists them all."


def areas_of(areas: Mapping[str, Area], geography: str) -> tuple[Area, ...]:
    """The areas of a geography as it stands, or as it last stood where the whole geography has ended (LEPs), by name."""
    if geography not in GEOGRAPHIES:
        known = ", ".join(GEOGRAPHIES)
        raise EvidenceError(f"There is no geography called {geography!r}; choose one of: {known}.")
    found = [area for area in areas.values() if geography in area.geographies]
    ends = {area.end for area in found}
    last = None if None in ends else max((end for end in ends if end), default=None)
    return tuple(sorted((a for a in found if a.end == last), key=lambda a: (a.name, a.code)))


def group_area(name: str, codes: Iterable[str]) -> Area:
    """An area for a group that a user drew together; its code is "group:" and the name."""
    if not name.strip():
        raise EvidenceError('A group needs a name, as in "Our places=E08000003,E08000006".')
    return Area(f"group:{name.strip()}", name.strip(), frozenset({"group"}), note="; ".join(codes))
