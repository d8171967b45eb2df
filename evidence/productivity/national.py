"""National context: how far output an hour lies from its old trend, and how far firms lie apart. Never of a place."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

from evidence.analysis.trend import history
from evidence.errors import EvidenceError, refuse_if_any
from evidence.files import read_toml
from evidence.indicators.base import EvidenceBase
from evidence.indicators.periods import parse_period
from evidence.productivity.level import PER_HOUR

BREAK = 2008  # the year in which the old trend ended
BELOW, ABOVE, RATIO, SHARE, GROWTH = (
    "per cent below trend",
    "trend per cent above",
    "times",
    "per cent",
    "per cent a year",
)
UNITS = (BELOW, ABOVE, RATIO, SHARE, GROWTH)


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """Where output would be had it kept to its trend; all are shares of 1.

    `below`: actual output lies this much below the trend. `above`: the trend lies this much above actual output. They
    are two ways to say one thing and never the same number.
    """

    growth: float
    trend: float
    years: float
    below: float
    above: float


@dataclass(frozen=True, slots=True)
class Context:
    """One number of the country: what it says, of what and when, who says so, and how it must not be read."""

    key: str
    says: str
    value: float
    unit: str
    of: str
    when: str
    source: str
    quoted: str  # where we read it, when that is not the source itself
    not_read: str


def counterfactual(growth: float, trend: float, years: float) -> Counterfactual:
    """Where output would be after these years of growth a year, had it grown by the trend; shares of 1."""
    below = below_trend(growth, trend, years)
    return Counterfactual(growth, trend, years, below, trend_above(below))


def below_trend(growth: float, trend: float, years: float) -> float:
    """How far actual output lies below its trend, as a share of the trend: 1 - ((1 + growth) / (1 + trend))^years.

    Below nothing where output grew faster than the trend. Raises EvidenceError for no years or a growth of -100 % or less.
    """
    if years <= 0 or growth <= -1 or trend <= -1:
        raise EvidenceError(
            f"A trend needs some years and growth above -100%; given growth {growth:g}, trend {trend:g}, years {years:g}."
        )
    return float(1 - ((1 + growth) / (1 + trend)) ** years)


def trend_above(below: float) -> float:
    """How far the trend lies above actual output, as a share of actual output, from how far that lies below the trend."""
    if below >= 1:
        raise EvidenceError(f"Output cannot lie {below:.0%} below its trend: nothing would be left.")
    return below / (1 - below)


def trend_below(above: float) -> float:
    """How far actual output lies below its trend, from how far the trend lies above it: the other way round."""
    if above <= -1:
        raise EvidenceError(f"A trend cannot lie {-above:.0%} below what was produced: nothing would be left.")
    return above / (1 + above)


def ninety_to_ten(ninety_to_fifty: float, fifty_to_ten: float) -> float:
    """How many times as productive the firm at the 90th percentile is as that at the 10th: the two halves multiplied."""
    if min(ninety_to_fifty, fifty_to_ten) < 1:
        raise EvidenceError("A higher percentile cannot lie below a lower one: both ratios must be at least 1.")
    return ninety_to_fifty * fifty_to_ten


def local_trend_before_2008(base: EvidenceBase, area_code: str) -> NoReturn:
    """No place has one: raises the EvidenceError that says how few points there are."""
    area = base.area(area_code)
    years = [y for f in history(base, PER_HOUR, area_code) if (y := parse_period(f.period).start.year) < BREAK]
    points = f"{len(years)} points ({years[0]} to {years[-1]})" if len(years) > 1 else f"{len(years) or 'no'} point"
    raise EvidenceError(
        f"{area.name} has no trend from before {BREAK} to be measured against: its figures leave {points}, smoothed "
        "and in the prices of each year. Ask how far it lies from the UK in each year instead."
    )


def has_contexts(base: EvidenceBase) -> bool:
    """Whether an evidence base's folder holds national context."""
    return _file(base).is_file()


@lru_cache(maxsize=8)
def contexts(base: EvidenceBase) -> tuple[Context, ...]:
    """The numbers of the country that an evidence base's folder holds; raises one EvidenceError that lists every problem."""
    path = _file(base)
    absent = f"{base.folder} holds no national context: productivity/{path.name} is missing."
    rows = read_toml(path, absent).get("context", [])
    problems = [problem for row in rows for problem in _problems(row)]
    keys = [row.get("key") for row in rows]
    problems += [f"{key}: stands more than once." for key in sorted({k for k in keys if keys.count(k) > 1}, key=str)]
    refuse_if_any(problems, f"{path.name} is not sound")
    return tuple(Context(**{**row, "value": float(row["value"])}) for row in rows)


def _file(base: EvidenceBase) -> Path:
    return base.folder / "productivity" / "national.toml"


def _problems(row: dict[str, Any]) -> list[str]:
    names = {field.name for field in fields(Context)}
    key = row.get("key", "a context")
    if row.keys() != names:
        return [f"{key}: needs exactly the keys {', '.join(sorted(names))}."]
    empty = [name for name in sorted(names - {"value", "quoted"}) if not row[name]]
    problems = [f"{key}: {name} is empty." for name in empty]
    if f"{abs(row['value']):g}" not in row["says"]:
        problems.append(f"{key}: the value {row['value']:g} does not stand in what it says.")
    if row["unit"] not in UNITS:
        problems.append(f"{key}: the unit {row['unit']!r} is not known; known are {', '.join(UNITS)}.")
    return problems
