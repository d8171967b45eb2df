"""The figures that the project carries against the publishers' own files, where those are at hand beside the repository."""

import csv
import re
import zipfile
from collections import Counter
from math import ceil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from evidence.analysis.compare import rank
from evidence.analysis.findings import AreaSet
from evidence.indicators.base import EvidenceBase
from evidence.sources.files import number_text
from tests.worked import HERE, WINTER

SHARED = HERE.parent.parent / "shared"
RECODED = {"E08000016": "E08000038", "E08000019": "E08000039"}  # Barnsley and Sheffield, 1 April 2025
TIED = ("4.3", "5.5")  # rounded rates that stand on both sides of DfE's cuts, which were made on unrounded ones
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def official(*parts: str) -> Path:
    """A publisher's file; the test is skipped where it is not at hand."""
    path = SHARED.joinpath(*parts)
    if not path.is_file():
        pytest.skip(f"The publisher's file {path.name} is not beside the repository (shared/{'/'.join(parts)}).")
    return path


def rows_in(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def now(code: str) -> str:
    return RECODED.get(code, code)


@pytest.fixture(scope="module")
def dfe() -> list[dict[str, str]]:
    """DfE's dashboard data of 2025: England, nine regions, 151 authorities."""
    return rows_in(official("official", "UD_NEETNK_LA_dashboard_2025.csv"))


def code_in(row: dict[str, str]) -> str:
    return now(row["new_la_code"] or row["region_code"] or row["country_code"])


@pytest.mark.parametrize(
    ("slug", "column"),
    [
        ("neet-16-17", "NEET_percent"),
        ("activity-not-known-16-17", "Notknown_percent"),
        ("neet-or-not-known-16-17", "NEET_not_known_percent"),
    ],
)
def test_neet_figures_and_cohorts_are_dfes(base: EvidenceBase, dfe, slug, column):
    seen = base.observed(slug)[WINTER]
    assert len(dfe) == 161
    assert {code_in(row): float(row[column]) for row in dfe} == {
        code: o.value for code, o in seen.items() if o.value is not None
    }
    assert {code_in(row): float(row["Cohort_DJFavg"]) for row in dfe} == {
        code: o.denominator for code, o in seen.items() if o.value is not None
    }


def test_fifths_are_dfes_for_every_authority_that_is_not_tied_on_a_cut(base: EvidenceBase, dfe):
    """DfE cuts unrounded rates; 12 authorities stand on the rounded rates 4.3 and 5.5, where the cuts fall."""
    authorities = {code_in(row): row for row in dfe if row["geographic_level"] == "Local authority"}
    among = AreaSet("authorities", tuple(authorities))
    assert Counter(row["NEET_NK_quintile"] for row in authorities.values()) == {
        "1": 31,
        "2": 30,
        "3": 30,
        "4": 30,
        "5": 30,
    }
    clear = {code: row for code, row in authorities.items() if row["NEET_not_known_percent"] not in TIED}
    assert len(clear) == 139
    ours = {
        code: rank(base, "neet-or-not-known-16-17", code, among, period=WINTER).numbers["quintile"] for code in clear
    }
    assert ours == {code: float(row["NEET_NK_quintile"]) for code, row in clear.items()}


def test_the_fifth_is_the_one_written_in_the_method(base: EvidenceBase, dfe):
    """ceil(5 x rank / n) with the lowest rate first, worked here without the project's ranking."""
    rates = {
        code_in(row): float(row["NEET_not_known_percent"])
        for row in dfe
        if row["geographic_level"] == "Local authority"
    }
    among = AreaSet("authorities", tuple(rates))
    for code in list(rates)[::10]:
        expected = ceil(5 * (1 + sum(rate < rates[code] for rate in rates.values())) / len(rates))
        assert rank(base, "neet-or-not-known-16-17", code, among, period=WINTER).numbers["quintile"] == expected


@pytest.mark.parametrize(
    ("slug", "name"), [("employment-rate", "Employment rate"), ("economic-inactivity-rate", "Economically inactive")]
)
def test_survey_rates_and_their_intervals_are_those_of_ons(base: EvidenceBase, slug, name):
    rows = rows_in(official("official", "ons_els_employment-rate.csv"))
    published = {(now(row["areacd"]), row["period"]): row for row in rows if row["indicator"] == name}
    compared = 0
    for period, by_area in base.observed(slug).items():
        for code, seen in by_area.items():
            row = published[code, period]
            theirs = tuple(
                number_text(float(row[key])) if row[key] else "" for key in ("observation", "lci_95", "uci_95")
            )
            assert tuple(number_text(x) for x in (seen.value, seen.lower, seen.upper)) == theirs, (code, period)
            compared += 1
    assert compared == len(published) == 8040


def test_neighbourhoods_of_each_district_are_those_of_the_lookup(base: EvidenceBase):
    rows = rows_in(official("scale", "lsoa21_to_lad24.csv"))
    counted = Counter(now(row["ltla24_code"]) for row in rows)
    (period,) = base.observed("neighbourhoods")
    assert {code: seen.value for code, seen in base.observed("neighbourhoods")[period].items()} == counted
    assert sum(counted.values()) == 35672  # lower layer super output areas of England and Wales, Census 2021


def sheet_of(path: Path, name: str) -> list[dict[str, str]]:
    """A sheet of a workbook by its header row; read as the XML it is, so that no further package is needed."""
    with zipfile.ZipFile(path) as book:
        texts = [
            "".join(t.text or "" for t in si.iter(f"{SHEET}t"))
            for si in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        ]
        sheets = [
            sheet.get("name") for sheet in ElementTree.fromstring(book.read("xl/workbook.xml")).iter(f"{SHEET}sheet")
        ]
        sheet = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{sheets.index(name) + 1}.xml"))
    rows = [{_column(cell): _text(cell, texts) for cell in row} for row in sheet.iter(f"{SHEET}row")]
    return [{rows[0][column]: text for column, text in row.items() if column in rows[0]} for row in rows[1:]]


def _column(cell: ElementTree.Element) -> str:
    return re.sub(r"\d", "", cell.get("r", ""))


def _text(cell: ElementTree.Element, texts: list[str]) -> str:
    value = cell.findtext(f"{SHEET}v") or ""
    return texts[int(value)] if cell.get("t") == "s" else value


@pytest.mark.parametrize(
    ("slug", "sheet", "column"),
    [
        ("imd-average-score", "IMD", "IMD - Average score"),
        ("imd-rank-of-average-score", "IMD", "IMD - Rank of average score"),
        ("imd-most-deprived-tenth", "IMD", "IMD - Proportion of LSOAs in most deprived 10% nationally"),
        ("imd-extent", "IMD", "IMD25 - Extent"),
        ("imd-income-average-score", "Income", "Income - Average score"),
        ("imd-employment-average-score", "Employment", "Employment - Average score"),
        ("idaci-average-score", "IDACI", "IDACI - Average score"),
    ],
)
def test_deprivation_is_that_of_the_ministrys_workbook(base: EvidenceBase, slug, sheet, column):
    rows = sheet_of(official("official", "File10_IoD2025_LAD.xlsx"), sheet)
    headers = {re.sub(r"\s+", " ", name).strip(): name for name in rows[0]}
    assert column in headers, sorted(headers)
    code = next(name for name in headers.values() if "code" in name.lower())
    (period,) = base.observed(slug)
    seen = {area: o.value for area, o in base.observed(slug)[period].items()}
    theirs = {now(row[code]): float(row[headers[column]]) for row in rows if row.get(code)}
    assert len(theirs) == 296
    # The extent is published to four decimals and carried to three; every other figure is carried as published.
    assert seen == pytest.approx(theirs, rel=0, abs=0.00050001 if slug == "imd-extent" else 1e-9)
