"""The firms of a place: how many of each size there are, and how many begin, end, last and grow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from evidence.analysis.comparators import ENGLAND, UK
from evidence.analysis.findings import Interval
from evidence.analysis.intervals import WILSON, contains, wilson
from evidence.errors import EvidenceError
from evidence.indicators.aggregate import Figure
from evidence.indicators.base import EvidenceBase
from evidence.indicators.breakdowns import read_breakdown
from evidence.places.areas import Area
from evidence.productivity.standing import Standing, standing

ENTERPRISES, WORKPLACES = "enterprises-by-size", "local-units-by-size"
BANDS = ("0-4", "5-9", "10-19", "20-49", "50-99", "100-249", "250+")
TOTAL = "Total"
ROUNDED_TO = 5
FEWEST = 30  # of a size, below which a share is shown without an interval and compared with nothing
DYNAMICS = (
    "active-businesses",
    "business-birth-rate",
    "business-death-rate",
    "five-year-survival-rate",
    "high-growth-businesses",
)


@dataclass(frozen=True, slots=True)
class Band:
    """How many firms of one size there are: the count, its share of all (of 1), and England's and the UK's shares.

    `interval` is Wilson's at 95 %, None for fewer than 30. `judgement` is against England: "higher", "lower" or
    "similar", "" where no test is made.
    """

    band: str
    count: int
    share: float | None
    interval: Interval | None
    england: float
    uk: float
    judgement: str


@dataclass(frozen=True, slots=True)
class Sizes:
    """Enterprises or workplaces of a place by the number of people employed, in one year.

    `rounding` is the most by which a count can be off: each published count is rounded to 5, and so each district's adds
    up to 2.5 more.
    """

    slug: str
    year: int
    published: bool
    districts: int
    total: int
    rounding: float
    bands: tuple[Band, ...]
    reason: str = ""  # why there are no counts


@dataclass(frozen=True, slots=True)
class Firms:
    """The firm base of a place: both counts by size, and births, deaths, survival and high growth by indicator."""

    area: Area
    enterprises: Sizes
    workplaces: Sizes
    dynamics: Mapping[str, Standing]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that births, deaths, survival and growth rest on, each once; counts by size are in a table of their own."""
        return tuple(dict.fromkeys(f for found in self.dynamics.values() for f in found.figures))


def firms(base: EvidenceBase, area_code: str) -> Firms:
    """The firm base of a place, each part at its latest period."""
    return Firms(
        area=base.area(area_code),
        enterprises=sizes(base, ENTERPRISES, area_code),
        workplaces=sizes(base, WORKPLACES, area_code),
        dynamics={slug: standing(base, slug, area_code) for slug in DYNAMICS},
    )


def sizes(base: EvidenceBase, slug: str, area_code: str) -> Sizes:
    """The counts of a place by size: its own row where one is published, otherwise its districts' added up."""
    year, table = counts_by_size(base, slug)
    area = base.area(area_code)
    codes = (area.code,) if area.code in table else base.members.get(area.code, ())
    missing = [code for code in codes if code not in table]
    if missing or not codes:
        named = ", ".join(base.areas[code].name for code in missing)
        reason = f"There are no counts for {named or area.name} in the table of {year}."
        return Sizes(slug, year, False, len(codes), 0, 0.0, (), reason)
    counts = {band: sum(table[code][band] for code in codes) for band in (*BANDS, TOTAL)}
    whole = {code: table[code] for code in (ENGLAND, UK)}
    bands = tuple(
        band_of(
            band,
            counts[band],
            counts[TOTAL],
            *(row[band] / row[TOTAL] for row in whole.values()),
            compared=area.code != ENGLAND,
        )
        for band in BANDS
    )
    published = codes == (area.code,)
    return Sizes(slug, year, published, len(codes), counts[TOTAL], ROUNDED_TO / 2 * len(codes), bands)


def band_of(band: str, count: int, total: int, england: float, uk: float, *, compared: bool = True) -> Band:
    """A size's share of all firms, with Wilson's interval and a judgement against England from 30 firms."""
    if not total:
        return Band(band, count, None, None, england, uk, "")
    share = count / total
    if count < FEWEST:
        return Band(band, count, share, None, england, uk, "")
    interval = Interval(*wilson(min(count, total), total), WILSON)
    judgement = "similar" if contains(interval, england) else "higher" if share > england else "lower"
    return Band(band, count, share, interval, england, uk, judgement if compared else "")


@lru_cache(maxsize=16)
def counts_by_size(base: EvidenceBase, slug: str) -> tuple[int, Mapping[str, Mapping[str, int]]]:
    """The latest year of a table of sizes, and its counts by area and size; only areas with every size."""
    table = read_breakdown(base.folder, slug)
    years = [column for column in table.columns if str(column).isdigit()]
    if not years:
        raise EvidenceError(f"The table {slug} has no column for a year.")
    latest = max(years, key=int)
    known = table[table[latest].notna()]
    found: dict[str, dict[str, int]] = {}
    rows = zip(known["area_code"].astype(str), known["category"].astype(str), known[latest], strict=True)
    for code, category, count in rows:
        found.setdefault(code, {})[category] = int(count)
    return int(latest), {code: row for code, row in found.items() if {*BANDS, TOTAL} <= row.keys()}
