"""The shape of a place narrative: sections, steps, principles, kinds of institution and priorities to start from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from evidence.errors import refuse_if_any
from evidence.files import read_toml
from evidence.indicators.base import EvidenceBase
from evidence.narrative.records import SECTIONS, STEPS

PRINCIPLES = ("make-it-real", "suitable", "long-term", "open", "ownership", "additive", "institutions", "region")
INSTITUTIONS = ("government", "education", "business", "health", "voluntary")
# The tables of the file, with the keys that each row needs, all of them and no other.
ROWS = {
    "sections": ("key", "what", "questions"),
    "steps": ("key", "when"),
    "principles": ("key", "name", "what", "question"),
    "institutions": ("key", "name", "words"),
    "priorities": ("group", "source", "names"),
}
# The keys that the rows of a table have, in this order.
ORDERS: Mapping[str, tuple[str, ...]] = {
    "sections": tuple(SECTIONS),
    "steps": tuple(STEPS),
    "principles": PRINCIPLES,
    "institutions": INSTITUTIONS,
}
LISTS = ("questions", "words", "names")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a narrative: what it is for, and what a team should ask itself before writing it."""

    key: str
    name: str
    what: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the progress line, and when it is reached."""

    key: str
    name: str
    when: str


@dataclass(frozen=True, slots=True)
class Principle:
    """A principle of a good narrative: what it means, and the question that the team answers."""

    key: str
    name: str
    what: str
    question: str


@dataclass(frozen=True, slots=True)
class Institution:
    """A kind of institution, with the words by which it is recognised in a text."""

    key: str
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StartingPriority:
    """A national priority to start from, with its publisher and date."""

    group: str
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Shape:
    """Everything that gives a narrative its shape, and where it is taken from."""

    source: str
    sections: tuple[Section, ...]
    steps: tuple[Step, ...]
    principles: tuple[Principle, ...]
    institutions: tuple[Institution, ...]
    priorities: tuple[StartingPriority, ...]


@lru_cache(maxsize=8)
def open_shape(base: EvidenceBase) -> Shape:
    """The shape in an evidence base's folder, read and checked; raises one EvidenceError that lists every problem."""
    path = base.folder / "narrative" / "shape.toml"
    read = read_toml(path, f"{base.folder} has no shape of a narrative: narrative/{path.name} is missing.")
    refuse_if_any(_problems_of_keys("", read, {"source", *ROWS}), f"{path.name} is not sound")
    refuse_if_any(_problems(read), f"{path.name} is not sound")
    return _shape(read)


def _problems_of_keys(where: str, found: Collection[str], known: Collection[str]) -> list[str]:
    missing = [f"{where}the key {key!r} is missing." for key in sorted(set(known) - set(found))]
    return missing + [f"{where}the key {key!r} is not known." for key in sorted(set(found) - set(known))]


def _problems(read: dict[str, Any]) -> list[str]:
    problems = [] if _is_text(read["source"]) else ["source is empty or no text."]
    for table in ROWS:
        rows = read[table]
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            problems.append(f"{table} is not a list of tables; write [[{table}]] before each.")
            continue
        problems += [
            problem for number, row in enumerate(rows, start=1) for problem in _problems_in(table, number, row)
        ]
        order = ORDERS.get(table)
        if order and tuple(row.get("key") for row in rows) != order:
            problems.append(f"{table}: needs {', '.join(order)}, in this order.")
    return problems


def _problems_in(table: str, number: int, row: dict[str, Any]) -> list[str]:
    name = row.get("key") or row.get("group") or number
    where = f"{table}, {name}: "
    if problems := _problems_of_keys(where, row, ROWS[table]):
        return problems
    empty = [key for key in row if not (_are_texts(row[key]) if key in LISTS else _is_text(row[key]))]
    return [f"{where}{key} is empty or no {'list of texts' if key in LISTS else 'text'}." for key in empty]


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(_is_text(inner) for inner in value)


def _shape(read: dict[str, Any]) -> Shape:
    priorities = [StartingPriority(r["group"], name, r["source"]) for r in read["priorities"] for name in r["names"]]
    return Shape(
        source=read["source"],
        sections=tuple(
            Section(r["key"], SECTIONS[r["key"]], r["what"], tuple(r["questions"])) for r in read["sections"]
        ),
        steps=tuple(Step(r["key"], STEPS[r["key"]], r["when"]) for r in read["steps"]),
        principles=tuple(Principle(**r) for r in read["principles"]),
        institutions=tuple(Institution(r["key"], r["name"], tuple(r["words"])) for r in read["institutions"]),
        priorities=tuple(priorities),
    )
