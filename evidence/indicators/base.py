"""The evidence base: everything that is known, read and checked once, never changed afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

import pandas as pd

from evidence.errors import EvidenceError, refuse_if_any
from evidence.indicators.catalogue import Indicator, read_catalogue
from evidence.indicators.observations import Observation, indexed, problems_in, read_observations
from evidence.places.areas import GEOGRAPHIES, Area, areas_of, find_area, group_area, read_areas
from evidence.places.membership import Membership, districts_by_area, read_membership, same_districts, upper_tier_of
from evidence.places.neighbours import read_neighbours
from evidence.places.tables import read_rows

DATA = Path(__file__).parent.parent.parent / "data"


@dataclass(frozen=True, eq=False)  # compared and hashed by identity, so that answers can be cached by it
class EvidenceBase:
    """Areas, memberships, neighbours, indicators and published figures; immutable and safe to share between sessions."""

    folder: Path
    areas: Mapping[str, Area]
    recoded: Mapping[str, str]  # codes no longer used -> the code that replaced them
    memberships: tuple[Membership, ...]
    members: Mapping[str, tuple[str, ...]]  # area -> its districts
    neighbours: Mapping[tuple[str, str], tuple[str, ...]]
    indicators: Mapping[str, Indicator]
    tables: Mapping[str, pd.DataFrame]
    _indexed: dict[str, dict[str, dict[str, Observation]]] = field(default_factory=dict, repr=False)

    def area(self, code: str) -> Area:
        """The area with this code; raises EvidenceError that names the nearest codes."""
        return find_area(self.areas, code, self.recoded)

    def areas_of(self, geography: str) -> tuple[Area, ...]:
        """The areas of a geography as it stands or last stood, by name."""
        return areas_of(self.areas, geography)

    def indicator(self, slug: str) -> Indicator:
        """The indicator of this name; raises EvidenceError that names the nearest ones."""
        if slug not in self.indicators:
            close = ", ".join(get_close_matches(slug, self.indicators, n=3, cutoff=0.4)) or "none"
            raise EvidenceError(
                f"There is no indicator called {slug!r}; nearest: {close}. `python -m evidence indicators` lists them all."
            )
        return self.indicators[slug]

    def observed(self, slug: str) -> Mapping[str, Mapping[str, Observation]]:
        """The published figures of an indicator by period and then by area; empty for a computed indicator."""
        if slug not in self._indexed:
            self._indexed[slug] = indexed(self.tables[slug]) if slug in self.tables else {}
        return self._indexed[slug]

    @cached_property
    def upper_tier(self) -> Mapping[str, str]:
        """The county or unitary authority of each district."""
        return upper_tier_of(self.memberships)

    @cached_property
    def twins(self) -> Mapping[tuple[str, ...], tuple[str, ...]]:
        """Areas with exactly the same districts: districts -> areas."""
        return same_districts(self.members)

    @cached_property
    def predecessors(self) -> Mapping[str, tuple[str, ...]]:
        """Ended areas by the area that succeeded them."""
        found: dict[str, tuple[str, ...]] = {}
        for area in self.areas.values():
            for successor in area.successors:
                found[successor] = (*found.get(successor, ()), area.code)
        return found

    def with_group(self, name: str, codes: tuple[str, ...]) -> EvidenceBase:
        """This evidence base and one more area, a group of areas that a user drew together.

        The group's districts are those of its areas taken together, each once. Raises EvidenceError for an unknown
        code and for an area whose districts are not known.
        """
        districts: set[str] = set()
        for code in codes:
            own = self.members.get(self.area(code).code, ())
            if not own:
                raise EvidenceError(
                    f"{self.areas[code].name} ({code}) has no districts on record, so it cannot be part of a group."
                )
            districts.update(own)
        if not districts:
            raise EvidenceError(f"The group {name!r} names no areas; write it as NAME=CODE,CODE,...")
        group = group_area(name, codes)
        return replace(
            self,
            areas={**self.areas, group.code: group},
            members={**self.members, group.code: tuple(sorted(districts))},
        )


def open_evidence(folder: Path = DATA) -> EvidenceBase:
    """The evidence base of a data folder, read and checked.

    Raises one EvidenceError that lists every problem found.
    """
    if not (folder / "places" / "areas.csv").is_file():
        raise EvidenceError(
            f"No evidence base in {folder}: places/areas.csv is missing. Run `python -m evidence.sources import FOLDER`."
        )
    areas = read_areas(folder / "places" / "areas.csv")
    memberships = read_membership(folder / "places" / "membership.csv")
    indicators, problems = read_catalogue(folder / "indicators")
    tables, table_problems = _read_tables(folder / "observations", indicators, areas)
    problems += _place_problems(areas, memberships) + table_problems
    refuse_if_any(problems, "The evidence base is not sound")
    return EvidenceBase(
        folder=folder,
        areas=areas,
        recoded=_read_recoded(folder / "places" / "code-changes.csv", areas),
        memberships=memberships,
        members=districts_by_area(memberships),
        neighbours=read_neighbours(folder / "places" / "neighbours.csv"),
        indicators=indicators,
        tables=tables,
    )


def _read_tables(
    folder: Path, indicators: Mapping[str, Indicator], areas: Mapping[str, Area]
) -> tuple[dict[str, pd.DataFrame], list[str]]:
    tables: dict[str, pd.DataFrame] = {}
    problems = [
        f"{path.name}: no TOML file says what these figures are."
        for path in sorted(folder.glob("*.csv"))
        if path.stem not in indicators
    ]
    for slug, indicator in indicators.items():
        path = folder / f"{slug}.csv"
        if indicator.computed_from:
            problems += [f"{slug}.csv: the indicator is computed, yet it has a table."] if path.exists() else []
            continue
        if not path.exists():
            problems.append(f"{slug}.toml: its table {slug}.csv is missing.")
            continue
        try:
            tables[slug] = read_observations(path)
            problems += problems_in(tables[slug], indicator, areas)
        except EvidenceError as error:
            problems.append(str(error))
    return tables, problems


def _place_problems(areas: Mapping[str, Area], memberships: tuple[Membership, ...]) -> list[str]:
    named = {code for row in memberships for code in (row.member_code, row.area_code)}
    problems = [f"membership.csv: the area {code!r} is not known." for code in sorted(named - areas.keys())]
    districts = {row.member_code for row in memberships if row.geography != "uk"}
    without = sorted(districts & areas.keys() - upper_tier_of(memberships).keys())
    problems += [f"membership.csv: the district {code} is in no county or unitary authority." for code in without]
    for area in areas.values():
        unknown = sorted(area.geographies - GEOGRAPHIES.keys())
        problems += [f"areas.csv: {area.code} belongs to {g!r}, which is not a known geography." for g in unknown]
        problems += [
            f"areas.csv: {area.code} is succeeded by {s!r}, which is not known."
            for s in area.successors
            if s not in areas
        ]
    return problems


def _read_recoded(path: Path, areas: Mapping[str, Area]) -> dict[str, str]:
    return {
        row["old_code"]: row["new_code"]
        for row in read_rows(path, ("old_code", "new_code"))
        if row["new_code"] in areas
    }
