"""The register of coordination activity: national lists, cases that were described, and what a place adds itself."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from evidence.coordination.activities import (
    FUNCTIONS,
    KINDS,
    PILLARS,
    Activity,
    ActivityFigure,
    is_moment,
    problems_in_activity,
)
from evidence.coordination.tables import OWN, match_key, read_activities
from evidence.errors import EvidenceError, refuse_if_any
from evidence.indicators.base import EvidenceBase
from evidence.indicators.catalogue import Source

CASES = "cases"


@dataclass(frozen=True, slots=True)
class Layer:
    """A table of the register: what it lists, how far it goes, and whose reading its functions and pillars are.

    `counted`: the list is complete and its source states the areas, so that bodies may be counted by area.
    """

    slug: str
    name: str
    definition: str
    kind: str
    functions: tuple[str, ...]
    pillars: tuple[str, ...]
    reading: str
    complete: bool
    completeness: str
    as_of: str
    counted: bool
    done_to_the_rows: str
    caveats: tuple[str, ...]
    source: Source


KEYS = {field.name for field in fields(Layer)} - {"slug"}
CASE_KEYS = {field.name for field in fields(Activity)} - {"slug", "layer"}
CASE_NEEDED = {"name", "kind", "lead_body", "area_codes", "areas_as_stated", "functions", "pillars", "story", "source"}
FIGURE_KEYS = {field.name for field in fields(ActivityFigure)}
SOURCE_KEYS = {field.name for field in fields(Source)}
LISTS = ("area_codes", "functions", "pillars", "partners", "caveats")


@dataclass(frozen=True, eq=False)  # compared and hashed by identity, so that answers can be cached by it
class Register:
    """Every activity that is on record, by its slug, and the tables that they come from."""

    activities: Mapping[str, Activity]
    layers: Mapping[str, Layer]
    # The lists before cases and own activities took the places of entries, so that retelling a body never uncounts it.
    listed: Mapping[str, Activity] = field(default_factory=dict)

    def activity(self, slug: str) -> Activity:
        """The activity of this name; raises EvidenceError for another."""
        if slug not in self.activities:
            raise EvidenceError(
                f"The register holds no activity {slug!r}. `python -m evidence coordination` lists them."
            )
        return self.activities[slug]

    def with_own(self, own: tuple[Activity, ...]) -> Register:
        """This register and a place's own activities; one of a name that is taken replaces it."""
        names = {match_key(a.name) for a in own}
        kept = {slug: a for slug, a in self.activities.items() if match_key(a.name) not in names}
        return replace(self, activities={**kept, **{a.slug: a for a in own}}, listed=self.listed or self.activities)

    @property
    def counted(self) -> tuple[Activity, ...]:
        """The entries of the lists that may be counted by area, as the lists have them."""
        listed = (self.listed or self.activities).values()
        return tuple(a for a in listed if a.layer in self.layers and self.layers[a.layer].counted)

    def entries_by_layer(self) -> tuple[tuple[Layer, int], ...]:
        """The lists of the register, each with how many activities it holds."""
        held = Counter(activity.layer for activity in (self.listed or self.activities).values())
        return tuple((layer, held[layer.slug]) for layer in self.layers.values())

    @property
    def own(self) -> tuple[Activity, ...]:
        """The activities that a place added itself."""
        return tuple(a for a in self.activities.values() if a.layer == OWN)


@lru_cache(maxsize=8)
def open_register(base: EvidenceBase) -> Register:
    """The register in an evidence base's folder, read and checked; empty where the folder has none.

    Raises one EvidenceError that lists every problem found. A case that tells of a body on a national list takes its
    place: one whose name is the same, or whose file is named after it.
    """
    folder = base.folder / "coordination"
    layers, problems = _layers(folder / "layers")
    activities: dict[str, Activity] = {}
    for layer in layers.values():
        found, faults = _of_layer(base, folder / "layers" / f"{layer.slug}.csv", layer)
        problems += faults + [
            f"{layer.slug}.csv: the name {a.name!r} stands in {activities[a.slug].layer}.csv too."
            for a in found
            if a.slug in activities
        ]
        activities |= {a.slug: a for a in found}
    cases, faults = _cases(base, folder / CASES)
    refuse_if_any(problems + faults, "The register of coordination activity is not sound")
    told = {a.name for a in cases}
    others = {slug: a for slug, a in activities.items() if a.name not in told}
    return Register(others | {a.slug: a for a in cases}, layers, activities)


def register_with(base: EvidenceBase, own: tuple[Activity, ...]) -> Register:
    """The register of an evidence base with a place's own activities."""
    return _with_own(open_register(base), own) if own else open_register(base)


@lru_cache(maxsize=64)
def _with_own(register: Register, own: tuple[Activity, ...]) -> Register:
    return register.with_own(own)


def _layers(folder: Path) -> tuple[dict[str, Layer], list[str]]:
    layers: dict[str, Layer] = {}
    problems = [
        f"{path.name}: no TOML file says what this list is."
        for path in sorted(folder.glob("*.csv"))
        if not path.with_suffix(".toml").is_file()
    ]
    for path in sorted(folder.glob("*.toml")):
        read, faults = _read_toml(path, KEYS, KEYS)
        if path.stem in (CASES, OWN):
            faults.append(f"{path.name}: a list cannot be called {path.stem}; rename its files.")
        faults += [] if faults else _wrong_layer(path.name, read)
        problems += faults
        if not faults:
            lists = {key: tuple(read[key]) for key in ("functions", "pillars", "caveats")}
            layers[path.stem] = Layer(path.stem, **{**read, **lists, "source": Source(**read["source"])})
    return layers, problems


def _wrong_layer(name: str, read: Mapping[str, Any]) -> list[str]:
    """Words of a list's description that the register does not know."""
    given = (
        ("kind", [read["kind"]], KINDS),
        ("function", read["functions"], FUNCTIONS),
        ("pillar", read["pillars"], PILLARS),
    )
    problems = [
        f"{name}: there is no {what} {key!r}." for what, keys, known in given for key in keys if key not in known
    ]
    return problems + (
        [] if is_moment(read["as_of"]) else [f"{name}: as_of is {read['as_of']!r}; write 2025-05-27 or 2025."]
    )


def _of_layer(base: EvidenceBase, path: Path, layer: Layer) -> tuple[tuple[Activity, ...], list[str]]:
    """The activities of a layer's table; what it leaves out, its description says."""
    if not path.is_file():
        return (), [f"{path.name}: the table is missing."]
    source = {f"source_{field.name}": str(getattr(layer.source, field.name)) for field in fields(Source)}
    usual = source | {
        "kind": layer.kind,
        "functions": "; ".join(layer.functions),
        "pillars": "; ".join(layer.pillars),
    }
    found, problems = read_activities(
        path.read_bytes(), base.areas, base.recoded, layer=layer.slug, defaults=usual, needed=("name", "area_codes")
    )
    return found, [f"{path.name}: {problem}" for problem in problems]


def _cases(base: EvidenceBase, folder: Path) -> tuple[list[Activity], list[str]]:
    cases: list[Activity] = []
    problems: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        read, faults = _read_toml(path, CASE_NEEDED, CASE_KEYS)
        for figure in read.get("figures", ()) if not faults else ():
            faults += _wrong_types(f"{path.name}: a figure's", figure)
            faults += [
                f"{path.name}: a figure has the unknown key {key!r}." for key in sorted(figure.keys() - FIGURE_KEYS)
            ]
            faults += [
                f"{path.name}: a figure lacks the key {key!r}."
                for key in sorted({"measures", "what", "value", "unit"} - figure.keys())
            ]
        if not faults:
            cases.append(_case(path.stem, read))
            faults = [f"{path.name}: {fault}" for fault in problems_in_activity(cases[-1], base.areas, base.recoded)]
        problems += faults
    return cases, problems


def _case(slug: str, read: dict[str, Any]) -> Activity:
    lists = {key: tuple(read.get(key, ())) for key in LISTS}
    figures = tuple(
        ActivityFigure(**f | {end: float(f[end]) for end in ("value", "to") if end in f})
        for f in read.get("figures", ())
    )
    told = {"story": " ".join(read["story"].split()), "source": Source(**read["source"]), "figures": figures}
    return Activity(slug=slug, layer=CASES, **{**read, **lists, **told})


def _read_toml(path: Path, needed: set[str], known: set[str]) -> tuple[dict[str, Any], list[str]]:
    """A TOML file, and what is wrong with its keys."""
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return {}, [f"{path.name}: not readable as TOML ({error})."]
    problems = [f"{path.name}: the key {key!r} is missing." for key in sorted(needed - read.keys())]
    problems += [f"{path.name}: the key {key!r} is not known." for key in sorted(read.keys() - known)]
    source = read.get("source")
    if not isinstance(source, dict) or source.keys() != SOURCE_KEYS:
        problems.append(f"{path.name}: [source] needs exactly {', '.join(sorted(SOURCE_KEYS))}.")
        source = {}
    problems += _wrong_types(f"{path.name}:", read) + _wrong_types(f"{path.name}: the source's", source)
    return read, problems


def _wrong_types(where: str, read: Mapping[str, Any]) -> list[str]:
    """Keys whose values are of the wrong kind: a number where a text stands, a single text where a list stands."""
    return [
        f"{where} {key} is {value!r}; write {name}."
        for key, value in read.items()
        for name, right in (_kind_of_value(key),)
        if not right(value)
    ]


def _kind_of_value(key: str) -> tuple[str, Callable[[Any], bool]]:
    """What the value of a key must be, in words and as a test."""
    if key in LISTS:
        return 'a list of texts in quotes, as in ["a", "b"]', lambda v: isinstance(v, list) and _all(v, str)
    if key == "figures":
        return "each figure under [[figures]]", lambda v: isinstance(v, list) and _all(v, dict)
    if key == "source":
        return "the source under [source]", lambda v: isinstance(v, dict)
    if key in ("complete", "counted"):
        return "true or false", lambda v: isinstance(v, bool)
    if key in ("value", "to", "latitude", "longitude"):
        return "a number without quotes", lambda v: isinstance(v, int | float) and not isinstance(v, bool)
    if key == "price_year":
        return "a year without quotes", lambda v: isinstance(v, int) and not isinstance(v, bool)
    return "a text in quotes", lambda v: isinstance(v, str)


def _all(values: list[Any], kind: type) -> bool:
    return all(isinstance(value, kind) for value in values)
