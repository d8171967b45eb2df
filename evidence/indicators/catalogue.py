"""The catalogue: what each number is, from one TOML file per indicator."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

THEMES = (
    "Productivity and output",
    "Work",
    "Pay and income",
    "Young people",
    "Education and skills",
    "Business",
    "Living standards",
    "Health and wellbeing",
    "Connections and environment",
    "Coordination",
    "People",
)
COORDINATION = "Coordination"
ROLES = ("headline", "profile", "map", "base")
PROFILED = ("headline", "profile")  # shown in profiles; "map" is for maps and lists only, "base" for combining others

BETTER = ("higher", "lower", "neither")
PARTS = ("district", "county-or-unitary")
PRICES = ("current", "constant", "")


@dataclass(frozen=True, slots=True)
class Source:
    """Where published figures come from."""

    publisher: str
    title: str
    edition: str
    url: str
    licence: str

    @property
    def line(self) -> str:
        """One line for under a chart: publisher, title, edition and licence."""
        return f"{self.publisher}, {self.title}, {self.edition}. {self.licence}."


@dataclass(frozen=True, slots=True)
class Combination:
    """How figures of parts make the figure of a larger area."""

    rule: str  # "sum", "own denominator", "weighted", "approximate" or "never"
    weight: str = ""  # the indicator that weighs the parts

    @property
    def words(self) -> str:
        """The rule as one plain phrase."""
        weight = re.sub(r"(\d) (\d)", r"\1 to \2", self.weight.replace("-", " "))
        return {
            "sum": "added up",
            "own denominator": "combined by the number of people each figure is based on",
            "weighted": f"weighted by {weight}",
            "approximate": f"weighted by {weight} as an approximation (modelled)",
            "never": "cannot be combined",
        }[self.rule]


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a number is: its definition, unit, direction of good, rule of combination and source."""

    slug: str
    name: str
    short_name: str
    theme: str
    role: str
    definition: str
    unit: str
    decimals: int
    better: str
    combines: Combination
    parts: str
    plausible: tuple[float, float]
    prices: str
    interval: str
    computed_from: str
    done_to_the_numbers: str
    caveats: tuple[str, ...]
    source: Source

    @property
    def polarity(self) -> int:
        """1 where higher is better, -1 where lower is better, 0 where neither is."""
        return {"higher": 1, "lower": -1, "neither": 0}[self.better]


SOURCE_KEYS = {field.name for field in fields(Source)}
KEYS = {field.name for field in fields(Indicator)} - {"slug"}
_TEXTS = KEYS - {"decimals", "plausible", "caveats", "source"}


def parse_combination(text: str) -> Combination | None:
    """The rule that a TOML file's `combines` names, or None where it names none."""
    if text in ("sum", "own denominator", "never"):
        return Combination(text)
    for prefix, rule in (("approximate: weighted by ", "approximate"), ("weighted by ", "weighted")):
        if text.startswith(prefix) and text.removeprefix(prefix):
            return Combination(rule, text.removeprefix(prefix))
    return None


def parse_computed_from(text: str) -> tuple[str, tuple[str, ...]] | None:
    """What a computed indicator is made of: ("quotient", (A, B)) or ("denominator", (A,)); None where it says neither."""
    if text.startswith("denominator of "):
        return "denominator", (text.removeprefix("denominator of "),)
    above, slash, below = text.partition(" / ")
    return ("quotient", (above, below)) if slash and above and below else None


def read_catalogue(folder: Path) -> tuple[dict[str, Indicator], list[str]]:
    """Every indicator described in a folder of TOML files by its slug, and every problem found in them."""
    indicators: dict[str, Indicator] = {}
    problems: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            fields_read = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            problems.append(f"{path.name}: not readable as TOML ({error}).")
            continue
        found = _problems_in(path.name, fields_read)
        problems += found
        if not found:
            indicators[path.stem] = _indicator(path.stem, fields_read)
    return indicators, problems + _problems_between(indicators)


def _problems_in(name: str, read: dict[str, Any]) -> list[str]:
    problems = [f"{name}: the key {key!r} is missing." for key in sorted(KEYS - read.keys())]
    problems += [f"{name}: the key {key!r} is not known." for key in sorted(read.keys() - KEYS)]
    source = read.get("source")
    if not isinstance(source, dict):
        return [*problems, f"{name}: [source] is not a table."]
    problems += [f"{name}: the key source.{key!r} is missing." for key in sorted(SOURCE_KEYS - source.keys())]
    problems += [f"{name}: the key source.{key!r} is not known." for key in sorted(source.keys() - SOURCE_KEYS)]
    return problems or _problem_values(name, read)


def _problem_values(name: str, read: dict[str, Any]) -> list[str]:
    texts = [*((key, read[key]) for key in sorted(_TEXTS)), *((f"source.{k}", v) for k, v in read["source"].items())]
    problems = [f"{name}: {key} is {value!r}, not a text." for key, value in texts if not isinstance(value, str)]
    if problems:
        return problems
    choices = {"theme": THEMES, "role": ROLES, "better": BETTER, "parts": PARTS, "prices": PRICES}
    for key, known in choices.items():
        if read[key] not in known:
            problems.append(f"{name}: {key} is {read[key]!r}; it is one of {', '.join(map(repr, known))}.")
    for key in ("name", "short_name", "definition", "done_to_the_numbers"):
        if not read[key].strip():
            problems.append(f"{name}: {key} is empty.")
    if parse_combination(read["combines"]) is None:
        problems.append(
            f"{name}: combines is {read['combines']!r}; it is 'sum', 'own denominator', 'weighted by INDICATOR', "
            "'approximate: weighted by INDICATOR' or 'never'."
        )
    if read["computed_from"] and parse_computed_from(read["computed_from"]) is None:
        problems.append(f"{name}: computed_from is {read['computed_from']!r}; it is 'A / B' or 'denominator of A'.")
    return problems + _problem_numbers(name, read)


def _problem_numbers(name: str, read: dict[str, Any]) -> list[str]:
    problems = []
    if not isinstance(read["decimals"], int) or not 0 <= read["decimals"] <= 6:
        problems.append(f"{name}: decimals is {read['decimals']!r}, not a whole number from 0 to 6.")
    span = read["plausible"]
    numbers = isinstance(span, list) and len(span) == 2 and all(isinstance(x, int | float) for x in span)
    if not numbers or not span[0] < span[1]:
        problems.append(f"{name}: plausible is {span!r}, not [lowest, highest].")
    if not isinstance(read["caveats"], list) or not all(isinstance(c, str) for c in read["caveats"]):
        problems.append(f"{name}: caveats is not a list of sentences.")
    return problems


def _indicator(slug: str, read: dict[str, Any]) -> Indicator:
    combination = parse_combination(read["combines"])
    assert combination is not None  # checked before
    kept = {key: read[key] for key in KEYS - {"combines", "plausible", "caveats", "source"}}
    return Indicator(
        slug=slug,
        combines=combination,
        plausible=(float(read["plausible"][0]), float(read["plausible"][1])),
        caveats=tuple(read["caveats"]),
        source=Source(**read["source"]),
        **kept,
    )


def _problems_between(indicators: dict[str, Indicator]) -> list[str]:
    problems = []
    for indicator in indicators.values():
        computed = parse_computed_from(indicator.computed_from)
        named = {indicator.combines.weight, *(computed[1] if computed else ())} - {""}
        problems += [
            f"{indicator.slug}.toml: it rests on {slug!r}, which is not an indicator."
            for slug in sorted(named - indicators.keys())
        ]
    return problems
