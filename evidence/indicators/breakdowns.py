"""Tables of another shape: counts by category and the references that figures are read with."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

import pandas as pd

from evidence.errors import EvidenceError
from evidence.indicators.catalogue import Source


@dataclass(frozen=True, slots=True)
class Breakdown:
    """What a table of another shape holds. `by_year`: a row per area and category, a column per year."""

    slug: str
    name: str
    definition: str
    unit: str
    by_year: bool
    done_to_the_numbers: str
    caveats: tuple[str, ...]
    source: Source


KEYS = {field.name for field in fields(Breakdown)} - {"slug"}


def read_breakdowns(folder: Path) -> tuple[dict[str, Breakdown], list[str]]:
    """Every table of another shape that a folder describes, by its slug, and every problem found in the descriptions."""
    found: dict[str, Breakdown] = {}
    problems: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            read = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            problems.append(f"{path.name}: not readable as TOML ({error}).")
            continue
        wrong = KEYS ^ read.keys()
        if (
            wrong
            or not isinstance(read["source"], dict)
            or read["source"].keys() != {field.name for field in fields(Source)}
        ):
            problems.append(f"{path.name}: keys missing or not known: {', '.join(sorted(wrong)) or 'in [source]'}.")
            continue
        found[path.stem] = Breakdown(
            path.stem, **{**read, "caveats": tuple(read["caveats"]), "source": Source(**read["source"])}
        )
    return found, problems


def read_breakdown(folder: Path, slug: str) -> pd.DataFrame:
    """A table of another shape; numbers as numbers, an empty cell (not available) as NaN."""
    path = folder / "breakdowns" / f"{slug}.csv"
    if not path.is_file():
        raise EvidenceError(f"There is no table called {slug!r} in {folder.name}/breakdowns.")
    return pd.read_csv(path)
