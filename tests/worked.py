"""Worked cases read from tests/cases, the invented county in tests/world, and small bases made in a line."""

import shutil
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest

from evidence.indicators.base import EvidenceBase, open_evidence
from evidence.indicators.catalogue import Indicator, Source, parse_combination

HERE = Path(__file__).parent
WORLD = HERE / "world"
UK, ENGLAND, SCOTLAND = "K02000001", "E92000001", "S92000003"
REGION, FAR_WEST = "E12000001", "E12000002"
COUNTY, ASHBY, BECKTON, CORLEY = "E10000001", "E07000001", "E07000002", "E07000003"
DUNMOUTH, EASTHOLM, FARCASTLE, GULL = "E06000001", "E06000002", "E06000003", "E06000004"
STRATHMORE = "S12000001"
OLD_EASTHOLM, HOLM_RURAL = "E07000004", "E07000005"
AUTHORITY, FENLAND, SPLIT, ESTUARY = "E47000001", "E37000001", "E37000002", "E37000003"
Y2020, Y2021, Y2022 = "2020-01-01/P1Y", "2021-01-01/P1Y", "2022-01-01/P1Y"
WINTER = "2024-12-01/P3M"


def cases(name: str, table: str = "case") -> list:
    """The worked cases of tests/cases/NAME.toml as pytest parameters, each called by its `is`."""
    read = tomllib.loads((HERE / "cases" / f"{name}.toml").read_text(encoding="utf-8"))[table]
    assert all(case.get("worked_by") or case.get("source") for case in read), (
        f"{name}.toml: a case says not how it was worked"
    )
    return [pytest.param(case, id=case["is"]) for case in read]


def copy_of_world(to: Path) -> Path:
    """A copy of the invented county that a test may spoil."""
    return Path(shutil.copytree(WORLD, to / "data"))


def spoil(folder: Path, file: str, old: str, new: str) -> None:
    """Replace one text in one file; the text must stand there exactly once."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def bytes_in(folder: Path) -> dict[str, bytes]:
    """Every file under a folder with its bytes, so that two states can be compared."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def invented(
    rule: str,
    *,
    slug: str = "rate",
    unit: str = "%",
    better: str = "higher",
    decimals: int = 1,
    parts: str = "district",
) -> Indicator:
    """An indicator that combines by this rule."""
    combination = parse_combination(rule)
    assert combination
    return Indicator(
        slug=slug,
        name=slug.capitalize(),
        short_name=slug.capitalize(),
        theme="Work",
        role="headline",
        definition="Invented.",
        unit=unit,
        decimals=decimals,
        better=better,
        combines=combination,
        parts=parts,
        plausible=(-1e12, 1e12),
        prices="",
        interval="",
        computed_from="",
        done_to_the_numbers="Invented.",
        caveats=(),
        source=Source("Inventor", "Invention", "2025", "", "None"),
    )


def base_of(world: EvidenceBase, tables: Mapping[str, tuple[Indicator, pd.DataFrame]]) -> EvidenceBase:
    """The places of the invented county with other figures."""
    return EvidenceBase(
        folder=world.folder,
        areas=world.areas,
        recoded=world.recoded,
        memberships=world.memberships,
        members=world.members,
        neighbours=world.neighbours,
        indicators={slug: indicator for slug, (indicator, _) in tables.items()},
        tables={slug: table for slug, (_, table) in tables.items()},
    )


def table_of(values: Mapping[str, float], period: str = Y2022, **columns: Mapping[str, float]) -> pd.DataFrame:
    """Figures of one period in the column contract; `columns` are further columns by area."""
    areas = list(values)
    extra = {name: [column[area] for area in areas] for name, column in columns.items()}
    return pd.DataFrame(
        {"area_code": areas, "period": period, "value": [values[a] for a in areas], **extra, "status": ""}
    )


def rates_in(
    world: EvidenceBase, values: Mapping[str, float], weights: Mapping[str, float], rule: str = "own denominator"
) -> EvidenceBase:
    """A base with one rate, combined by its own denominator or weighted by a table of sizes."""
    if rule == "own denominator":
        return base_of(world, {"rate": (invented(rule), table_of(values, denominator=weights))})
    size = (invented("sum", slug="size", unit="people", decimals=0), table_of(weights))
    return base_of(world, {"rate": (invented(rule), table_of(values)), "size": size})


def open_world() -> EvidenceBase:
    """The invented county."""
    return open_evidence(WORLD)
