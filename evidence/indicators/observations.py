"""The column contract of published figures, and the checks that hold a table to it."""

from __future__ import annotations

import warnings
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from evidence.errors import EvidenceError
from evidence.indicators.catalogue import Indicator
from evidence.indicators.periods import parse_period

REQUIRED = ("area_code", "period", "value", "status")
OPTIONAL = ("lower", "upper", "numerator", "denominator")
COLUMNS = ("area_code", "period", "value", "lower", "upper", "numerator", "denominator", "status")
NUMBERS = ("value", *OPTIONAL)
STATUSES = {
    "": "published",
    "x": "suppressed or unavailable",
    "u": "unreliable",
    "p": "provisional",
    "d": "derived by us",
}


class Observation(NamedTuple):
    """One published figure for one area and period."""

    value: float | None
    lower: float | None
    upper: float | None
    numerator: float | None
    denominator: float | None
    status: str


def read_table(path: Path, types: Mapping[str, str] | str) -> pd.DataFrame:
    """A table of comma-separated values; only an empty cell is missing, and a row with more cells than the header is a fault.

    Raises EvidenceError where the file is no such table.
    """
    missing = [] if types == "str" else [""]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)  # pandas would cut longer rows short and go on
            return pd.read_csv(path, dtype=types, na_values=missing, keep_default_na=False, index_col=False)
    except (ValueError, pd.errors.ParserWarning) as error:
        raise EvidenceError(f"{path.name}: not readable as a table of comma-separated values ({error}).") from None


def read_observations(path: Path) -> pd.DataFrame:
    """A table of figures as it stands in the file, unchecked: texts as texts, numbers as numbers.

    Raises EvidenceError where the file is no table or a column of numbers holds something else.
    """
    table = read_table(path, {"area_code": "category", "period": "category", "status": "category"})
    if missing := [column for column in REQUIRED if column not in table]:
        raise EvidenceError(f"{path.name}: the column {', '.join(missing)} is missing; it needs {', '.join(REQUIRED)}.")
    if unknown := [str(column) for column in table if column not in COLUMNS]:
        raise EvidenceError(
            f"{path.name}: the column {', '.join(unknown)} is not known; known are {', '.join(COLUMNS)}."
        )
    for column in NUMBERS:
        if column in table and not pd.api.types.is_numeric_dtype(table[column]):
            numbers = pd.to_numeric(table[column], errors="coerce")
            wrong = table[column].notna() & numbers.isna()
            if wrong.any():
                raise EvidenceError(
                    f"{path.name}: {column} holds {table[column][wrong].iloc[0]!r}, which is not a number; leave it empty with status x."
                )
            table[column] = numbers
    return table


def problems_in(table: pd.DataFrame, indicator: Indicator, areas: Collection[str]) -> list[str]:
    """Every breach of the contract in a table of one indicator's figures, a sentence each."""
    slug = f"{indicator.slug}.csv"
    if table.empty:
        return [f"{slug}: the table holds no figures."]
    codes = pd.Series(table["area_code"].unique())
    problems = [f"{slug}: the area {code!r} is not known." for code in codes[~codes.isin(list(areas))]]
    for period in table["period"].unique():
        try:
            parse_period(str(period))
        except EvidenceError as error:
            problems.append(f"{slug}: {error}")
    for row in table[table.duplicated(["area_code", "period"])].itertuples():
        problems.append(f"{slug}: {row.area_code} has more than one figure for {row.period}.")
    return problems + _problem_values(table, indicator, slug) + _problem_intervals(table, slug)


def _problem_values(table: pd.DataFrame, indicator: Indicator, slug: str) -> list[str]:
    status = table["status"].astype(object).fillna("")
    problems = [
        f"{slug}: the status {s!r} is not known; known are '', 'x', 'u', 'p', 'd'."
        for s in sorted(set(status) - STATUSES.keys())
    ]
    empty = table["value"].isna()
    for row in table[empty & (status != "x")].itertuples():
        problems.append(f"{slug}: {row.area_code}, {row.period} is empty without the status x.")
    for row in table[~empty & (status == "x")].itertuples():
        problems.append(f"{slug}: {row.area_code}, {row.period} has the status x but the value {row.value:g}.")
    low, high = indicator.plausible
    for row in table[(table["value"] < low) | (table["value"] > high)].itertuples():
        problems.append(
            f"{slug}: {row.area_code}, {row.period} is {row.value:g}, outside the plausible range {low:g} to {high:g}."
        )
    return problems


def _problem_intervals(table: pd.DataFrame, slug: str) -> list[str]:
    if ("lower" in table) != ("upper" in table):
        return [f"{slug}: an interval needs both lower and upper."]
    if "lower" not in table:
        return []
    missed = (
        (table["lower"] > table["value"])
        | (table["upper"] < table["value"])
        | (table["lower"].isna() != table["upper"].isna())
    )
    return [
        f"{slug}: {row.area_code}, {row.period}: the interval {row.lower:g} to {row.upper:g} misses its value {row.value:g}."
        for row in table[missed].itertuples()
    ]


def indexed(table: pd.DataFrame) -> dict[str, dict[str, Observation]]:
    """The figures of a checked table by period and then by area."""
    full = table.reindex(columns=list(COLUMNS))
    columns = [[None if x != x else x for x in full[name].astype(float).tolist()] for name in NUMBERS]
    statuses = full["status"].astype(object).fillna("").tolist()
    found: dict[str, dict[str, Observation]] = {}
    rows = zip(full["area_code"], full["period"], zip(*columns, strict=True), statuses, strict=True)
    for area, period, (value, lower, upper, numerator, denominator), status in rows:
        found.setdefault(period, {})[area] = Observation(value, lower, upper, numerator, denominator, status)
    return found
