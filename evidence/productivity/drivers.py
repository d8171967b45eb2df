"""What drives productivity in a place: six groups of causes, each with the figures held for it or the reason for none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from evidence.errors import refuse_if_any
from evidence.files import read_toml
from evidence.indicators.aggregate import Figure
from evidence.indicators.base import EvidenceBase
from evidence.places.areas import Area
from evidence.productivity.standing import Standing, standing

DRIVERS = ("governance", "infrastructure", "premises", "research-links", "attraction", "skills")
NO_FIGURE = "We hold no open figure"
KEYS = {"key", "name", "what", "indicators", "not_covered"}


@dataclass(frozen=True, slots=True)
class Driver:
    """One of the six: what it is, the indicators that tell something of it, and what no figure here tells."""

    key: str
    name: str
    what: str
    indicators: tuple[str, ...]
    not_covered: str


@dataclass(frozen=True, slots=True)
class Drivers:
    """The six in order, and where they are taken from."""

    source: str
    drivers: tuple[Driver, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the figures say of one driver in a place; no standings where there is no open figure for it."""

    driver: Driver
    standings: tuple[Standing, ...]

    @property
    def open_figure(self) -> bool:
        """Whether any indicator is held for it at all."""
        return bool(self.standings)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that it rests on, each once."""
        return tuple(dict.fromkeys(f for s in self.standings for f in s.figures))


@dataclass(frozen=True, slots=True)
class Driven:
    """What the figures say of all six in a place."""

    area: Area
    source: str
    answers: tuple[Answer, ...]


def drivers_of(base: EvidenceBase, area_code: str) -> Driven:
    """The six drivers of a place, each with the latest figures beside England's."""
    known = open_drivers(base)
    answers = tuple(Answer(d, tuple(standing(base, slug, area_code) for slug in d.indicators)) for d in known.drivers)
    return Driven(base.area(area_code), known.source, answers)


def has_drivers(base: EvidenceBase) -> bool:
    """Whether an evidence base's folder describes the drivers."""
    return _file(base).is_file()


@lru_cache(maxsize=8)
def open_drivers(base: EvidenceBase) -> Drivers:
    """The drivers of an evidence base's folder, read and checked; raises one EvidenceError that lists every problem."""
    path = _file(base)
    absent = f"{base.folder} does not describe the drivers of productivity: productivity/{path.name} is missing."
    read = read_toml(path, absent)
    wrong = {"source", "drivers"} ^ read.keys()
    refuse_if_any([f"the key {key!r} is missing or not known." for key in sorted(wrong)], f"{path.name} is not sound")
    problems = [problem for row in read["drivers"] for problem in _problems(base, row)]
    if tuple(row.get("key") for row in read["drivers"]) != DRIVERS:
        problems.append(f"drivers: needs {', '.join(DRIVERS)}, in this order.")
    refuse_if_any(problems, f"{path.name} is not sound")
    rows = tuple(Driver(**{**row, "indicators": tuple(row["indicators"])}) for row in read["drivers"])
    return Drivers(read["source"], rows)


def _file(base: EvidenceBase) -> Path:
    return base.folder / "productivity" / "drivers.toml"


def _problems(base: EvidenceBase, row: dict[str, Any]) -> list[str]:
    key = row.get("key", "a driver")
    if row.keys() != KEYS:
        return [f"{key}: needs exactly the keys {', '.join(sorted(KEYS))}."]
    problems = [f"{key}: there is no indicator {slug!r}." for slug in row["indicators"] if slug not in base.indicators]
    if not row["indicators"] and not row["not_covered"].startswith(NO_FIGURE):
        problems.append(f"{key}: has no indicator, so not_covered must begin with {NO_FIGURE!r} and say why.")
    return problems
