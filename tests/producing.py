"""A small base for the tests of productivity: output, hours, jobs and people of the invented county, worked by hand.

| area      | output, £ million | £ an hour | £ a job | people  |
|-----------|-------------------|-----------|---------|---------|
| Ashby     | 12,000            | 40        | 60,000  | 400,000 |
| Beckton   | 3,000             | 30        | 50,000  | 150,000 |
| Corley    | 1,500             | 25        | 50,000  | 100,000 |
| Dunmouth  | 6,000             | 30        | 50,000  | 250,000 |
| Eastholm  | 2,000             | 25        | 50,000  | 100,000 |
| Farcastle | 10,000            | 40        | 50,000  | 300,000 |
| Gull      | 500               | 25        | 50,000  | 20,000  |
| Strathmore| 8,000             | 40        | 50,000  | 280,000 |
| UK        | 43,000 (the sum)  | 38        | 57,000  | 1.6 m   |

Published for Fen Estuary (Dunmouth and Eastholm): £28.60 an hour, £50,000 a job, 5 million hours a week, 160,000 jobs.
"""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from evidence.indicators.base import EvidenceBase
from evidence.indicators.catalogue import Indicator
from tests.worked import (
    ASHBY,
    AUTHORITY,
    BECKTON,
    CORLEY,
    DUNMOUTH,
    EASTHOLM,
    FARCASTLE,
    GULL,
    STRATHMORE,
    UK,
    Y2022,
    base_of,
    invented,
    table_of,
)

Y2012 = "2012-01-01/P1Y"
DISTRICTS = (ASHBY, BECKTON, CORLEY, DUNMOUTH, EASTHOLM, FARCASTLE, GULL, STRATHMORE)
GVA = (12000.0, 3000, 1500, 6000, 2000, 10000, 500, 8000)
PER_HOUR = (40.0, 30, 25, 30, 25, 40, 25, 40)
PER_JOB = (60000.0, *[50000] * 7)
PEOPLE = (400e3, 150e3, 100e3, 250e3, 100e3, 300e3, 20e3, 280e3)


def by_area(values: tuple[float, ...], **more: float) -> dict[str, float]:
    """Values of the districts in their order, and of further areas by their codes."""
    return dict(zip(DISTRICTS, values, strict=True)) | more


def pounds(slug: str, rule: str, decimals: int = 2) -> Indicator:
    """An indicator in £."""
    return invented(rule, slug=slug, unit="£", decimals=decimals)


def tables() -> dict[str, tuple[Indicator, pd.DataFrame]]:
    """Every table that productivity asks for, with two years of output an hour and one of the rest."""
    hours = by_area(PER_HOUR, **{UK: 38.0, AUTHORITY: 28.6})
    earlier = table_of({ASHBY: 32.0, UK: 32.0, AUTHORITY: 26.0}, Y2012)
    implied = replace(
        invented("sum", slug="implied-hours-worked"), computed_from="gva-total-current / gva-per-hour-worked"
    )
    return {
        "gva-per-hour-worked": (
            pounds("gva-per-hour-worked", "weighted by implied-hours-worked"),
            pd.concat([earlier, table_of(hours)], ignore_index=True),
        ),
        "gva-per-hour-worked-unsmoothed": (
            pounds("gva-per-hour-worked-unsmoothed", "never"),
            pd.concat([table_of({AUTHORITY: 24.0}, Y2012), table_of({AUTHORITY: 30.0})], ignore_index=True),
        ),
        "gva-per-filled-job": (
            pounds("gva-per-filled-job", "weighted by implied-jobs", 0),
            table_of(by_area(PER_JOB, **{UK: 57000.0, AUTHORITY: 50000.0})),
        ),
        "gva-total-current": (
            invented("sum", slug="gva-total-current", unit="£ million", decimals=0),
            table_of(by_area(GVA)),
        ),
        "population": (invented("sum", slug="population", unit="people", decimals=0), table_of(by_area(PEOPLE))),
        "hours-worked-per-week": (
            invented("never", slug="hours-worked-per-week", unit="hours a week", decimals=0),
            table_of({AUTHORITY: 5e6}),
        ),
        "productivity-jobs": (
            invented("never", slug="productivity-jobs", unit="jobs", decimals=0),
            table_of({AUTHORITY: 160e3}),
        ),
        "implied-hours-worked": (implied, pd.DataFrame()),
        "implied-jobs": (
            replace(invented("sum", slug="implied-jobs"), computed_from="gva-total-current / gva-per-filled-job"),
            pd.DataFrame(),
        ),
    }


def producing(
    world: EvidenceBase, change: Mapping[str, Mapping[str, float]] | None = None, without: tuple[str, str] | None = None
) -> EvidenceBase:
    """The base above; `change` sets values of 2022 by indicator and area, `without` leaves out an indicator of an area."""
    made = tables()
    for slug, values in (change or {}).items():
        indicator, table = made[slug]
        kept = table[~((table["period"] == Y2022) & table["area_code"].isin(list(values)))]
        made[slug] = indicator, pd.concat([kept, table_of(values)], ignore_index=True)
    if without:
        indicator, table = made[without[0]]
        made[without[0]] = indicator, table[table["area_code"] != without[1]]
    with_tables = {slug: found for slug, found in made.items() if not found[0].computed_from}
    base = base_of(world, with_tables)
    return replace(base, indicators={slug: indicator for slug, (indicator, _) in made.items()})
