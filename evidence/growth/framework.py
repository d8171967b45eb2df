"""The framework of the inclusive-growth walk: themes, dimensions and what measures them, read from a TOML file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from evidence.errors import refuse_if_any
from evidence.files import read_toml
from evidence.indicators.base import EvidenceBase

THEMES = {"prosperity": "Prosperity", "inclusion": "Inclusion"}
FEWEST = 2  # measures with a figure that a dimension of two or three needs for its level


@dataclass(frozen=True, slots=True)
class Measure:
    """What measures a dimension: an indicator, one over another, or one less another.

    `polarity` is 1 where higher is better, -1 where lower is. `money` is deflated before a change is taken.
    """

    key: str
    name: str
    unit: str
    decimals: int
    polarity: int
    first: str
    over: str = ""
    less: str = ""
    scale: float = 1.0  # of a quotient
    money: bool = False
    modelled: bool = False
    stands_for: str = ""
    reason: str = ""
    dimension: str = ""  # whose level it measures

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators that it rests on."""
        return tuple(slug for slug in (self.first, self.over, self.less) if slug)


@dataclass(frozen=True, slots=True)
class Dimension:
    """A step of the walk: what it is, why it matters, what measures its level and its change."""

    key: str
    theme: str
    name: str
    what: str
    why: str
    level: tuple[str, ...]
    change: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Framework:
    """Two themes of three dimensions each, and the measures of both sets."""

    name: str
    after: str
    change_from: int
    change_to: int
    dimensions: tuple[Dimension, ...]
    measures: Mapping[str, Measure]

    def of_theme(self, theme: str) -> tuple[Dimension, ...]:
        """The dimensions of a theme, in the order of the walk."""
        return tuple(d for d in self.dimensions if d.theme == theme)

    def used(self, what: str) -> tuple[str, ...]:
        """The measures of the set "level" or "change", in the order of the walk."""
        return tuple(key for d in self.dimensions for key in getattr(d, what))


KEYS = {"name", "after", "change_from", "change_to", "dimensions", "measures"}
MEASURE_KEYS = {field.name for field in fields(Measure)} - {"key", "polarity", "dimension"} | {"better"}
DIMENSION_KEYS = {field.name for field in fields(Dimension)}


def has_framework(base: EvidenceBase) -> bool:
    """Whether an evidence base's folder describes the walk."""
    return _file(base).is_file()


@lru_cache(maxsize=8)
def open_framework(base: EvidenceBase) -> Framework:
    """The framework of an evidence base's folder, read and checked; raises one EvidenceError that lists every problem."""
    path = _file(base)
    read = read_toml(path, f"{base.folder} has no framework of inclusive growth: growth/{path.name} is missing.")
    problems = [f"the key {key!r} is missing." for key in sorted(KEYS - read.keys())]
    refuse_if_any(problems, f"{path.name} is not sound")
    measures = {key: m for key, row in read["measures"].items() if (m := _measure(base, key, row, problems))}
    dimensions = tuple(_dimension(row, measures, problems) for row in read["dimensions"])
    whose = {measure: d.key for d in dimensions for measure in d.level}
    measures = {key: replace(m, dimension=whose.get(key, "")) for key, m in measures.items()}
    if tuple(d.theme for d in dimensions) != tuple(theme for theme in THEMES for _ in range(3)):
        problems.append(f"dimensions: each of {', '.join(THEMES)} needs three, in this order.")
    keys = [*THEMES, *(d.key for d in dimensions)]  # ranks are found by either
    twice = sorted({key for key in keys if keys.count(key) > 1})
    problems += [f"dimensions: the key {key!r} stands twice or is a theme's." for key in twice]
    refuse_if_any(problems, f"{path.name} is not sound")
    return Framework(
        read["name"], read["after"], int(read["change_from"]), int(read["change_to"]), dimensions, measures
    )


def _file(base: EvidenceBase) -> Path:
    return base.folder / "growth" / "inclusive-growth.toml"


def _measure(base: EvidenceBase, key: str, row: dict[str, Any], problems: list[str]) -> Measure | None:
    problems += [f"{key}: the key {name!r} is not known." for name in sorted(row.keys() - MEASURE_KEYS)]
    named = [row.get(part, "") for part in ("first", "over", "less")]
    unknown = [slug for slug in named if slug and slug not in base.indicators]
    problems += [f"{key}: there is no indicator {slug!r}." for slug in unknown]
    if not named[0] or unknown or row.keys() - MEASURE_KEYS:
        return None
    indicator = base.indicator(named[0])
    better = row.get("better", indicator.better)
    if better not in ("higher", "lower"):
        problems.append(f"{key}: better is {better!r}; a score needs 'higher' or 'lower'.")
    about = {name: row[name] for name in ("over", "less", "money", "modelled", "stands_for", "reason") if name in row}
    return Measure(
        key=key,
        name=row.get("name", indicator.name),
        unit=row.get("unit", indicator.unit),
        decimals=row.get("decimals", indicator.decimals),
        polarity=1 if better == "higher" else -1,
        first=named[0],
        scale=float(row.get("scale", 1.0)),
        **about,
    )


def _dimension(row: dict[str, Any], measures: Mapping[str, Measure], problems: list[str]) -> Dimension:
    key = row.get("key", "a dimension")
    if row.keys() != DIMENSION_KEYS:
        problems.append(f"{key}: needs exactly the keys {', '.join(sorted(DIMENSION_KEYS))}.")
    found = {name: tuple(row.get(name, ())) for name in ("level", "change")}
    problems += [f"{key}: there is no measure {m!r}." for named in found.values() for m in named if m not in measures]
    if len(found["level"]) not in (2, 3):
        problems.append(f"{key}: its level needs two or three measures.")
    unseen = sorted(set(found["change"]) - set(found["level"]))
    problems += [f"{key}: {m} is of its change and not of its level, so no step would show it." for m in unseen]
    texts = {name: str(row.get(name, "")) for name in ("key", "theme", "name", "what", "why")}
    return Dimension(**texts, level=found["level"], change=found["change"])
