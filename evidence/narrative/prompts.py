"""What an engagement log is kept by: themes with ready questions, methods, sectors and sizes, read from a TOML file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from evidence.errors import refuse_if_any
from evidence.files import read_toml
from evidence.indicators.base import EvidenceBase


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question that is ready to be asked, and the theme that it belongs to."""

    key: str
    theme: str
    question: str


@dataclass(frozen=True, slots=True)
class Theme:
    """What one asks about: its name, what it is, and its ready questions."""

    key: str
    name: str
    what: str
    prompts: tuple[Prompt, ...]


@dataclass(frozen=True, slots=True)
class Method:
    """How one heard of it."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Sector:
    """Who spoke: a name for lists, the sections of SIC 2007 that it covers, and what one is called who is not named.

    `firms` are the groups of the table of enterprises by industry that count it; `many` says that there are enough of them
    anywhere.
    """

    key: str
    name: str
    sections: str
    speaker: str
    firms: tuple[str, ...] = ()
    many: bool = False


@dataclass(frozen=True, slots=True)
class Size:
    """How many people an organisation employs: the bands of the table of enterprises by size that it covers."""

    key: str
    name: str
    bands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Engagement:
    """Everything that an engagement log offers to choose from, by key and in order, and where it is taken from."""

    source: str
    themes: Mapping[str, Theme]
    methods: Mapping[str, Method]
    sectors: Mapping[str, Sector]
    sizes: Mapping[str, Size]
    hints: tuple[str, ...]

    @property
    def prompts(self) -> Mapping[str, Prompt]:
        """Every ready question by its key."""
        return {prompt.key: prompt for theme in self.themes.values() for prompt in theme.prompts}

    def question(self, prompt: str) -> str:
        """What was asked: the ready question of this key, or the text itself where the team asked in its own words."""
        found = self.prompts.get(prompt)
        return found.question if found else prompt


TEXTS = {
    "themes": ("key", "name", "what"),
    "prompts": ("key", "question"),
    "methods": ("key", "name"),
    "sectors": ("key", "name", "sections", "speaker"),
    "sizes": ("key", "name"),
    "hints": ("hint",),
}
MORE = {"themes": {"prompts"}, "sectors": {"firms", "many"}, "sizes": {"bands"}}


def open_engagement(base: EvidenceBase) -> Engagement:
    """What an evidence base's folder offers to choose from, read once; raises one EvidenceError that lists every problem."""
    return _read(base.folder / "narrative" / "engagement.toml")


@lru_cache(maxsize=8)
def _read(path: Path) -> Engagement:
    read = read_toml(path, f"There is nothing to ask by: narrative/{path.name} is missing from {path.parent}.")
    problems = [] if isinstance(read.get("source"), str) else ["The key 'source' is missing."]
    for what in ("themes", "methods", "sectors", "sizes", "hints"):
        problems += _problems(what, read.get(what, []))
    if not problems:
        problems = _problems("prompts", [row for theme in read["themes"] for row in theme.get("prompts", [])])
    refuse_if_any(problems, f"{path.name} is not sound")
    return _engagement(read)


def _problems(what: str, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """What is wrong with the entries of one kind: none, a key that is missing or not known, a key that stands twice."""
    if not rows:
        return [f"There are no {what}."]
    texts, more = TEXTS[what], MORE.get(what, set())
    problems = []
    for number, row in enumerate(rows, start=1):
        at = f"{what} {row.get('key', number)}"
        problems += [f"{at}: {name!r} is missing or no text." for name in texts if not isinstance(row.get(name), str)]
        problems += [f"{at}: the key {name!r} is not known." for name in sorted(row.keys() - {*texts, *more})]
    keys = [str(row.get(texts[0])) for row in rows]
    return problems + [f"{what}: {key!r} stands twice." for key in sorted(set(keys)) if keys.count(key) > 1]


def _engagement(read: Mapping[str, Any]) -> Engagement:
    return Engagement(
        source=read["source"],
        themes={row["key"]: _theme(row) for row in read["themes"]},
        methods={row["key"]: Method(**row) for row in read["methods"]},
        sectors={row["key"]: Sector(**row | {"firms": tuple(row.get("firms", ()))}) for row in read["sectors"]},
        sizes={row["key"]: Size(row["key"], row["name"], tuple(row.get("bands", ()))) for row in read["sizes"]},
        hints=tuple(row["hint"] for row in read["hints"]),
    )


def _theme(row: Mapping[str, Any]) -> Theme:
    prompts = tuple(Prompt(p["key"], row["key"], p["question"]) for p in row.get("prompts", ()))
    return Theme(row["key"], row["name"], row["what"], prompts)
