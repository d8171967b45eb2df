"""Tables of another shape: described, read, and refused where the description is wrong."""

import math

import pytest

from evidence.errors import EvidenceError
from evidence.indicators.breakdowns import read_breakdown, read_breakdowns
from tests.worked import WORLD, spoil


def test_a_table_by_year_is_described_with_its_source():
    found, problems = read_breakdowns(WORLD / "breakdowns")
    assert problems == []
    assert sorted(found) == ["gdp-deflator", "output-by-industry", "prices"]
    assert found["output-by-industry"].by_year
    assert found["output-by-industry"].source.publisher == "Office of the Invented County"
    assert found["output-by-industry"].caveats == ("Invented.",)


def test_a_cell_that_is_not_available_is_not_a_number():
    table = read_breakdown(WORLD, "output-by-industry").set_index(["area_code", "category"])
    assert table.loc[("E07000001", "Farming"), "2022"] == 500
    assert math.isnan(table.loc[("E07000002", "Farming"), "2021"])


def test_a_table_that_is_not_there_is_named():
    with pytest.raises(EvidenceError, match="There is no table called 'weather' in world/breakdowns"):
        read_breakdown(WORLD, "weather")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("by_year = false\n", "", "prices.toml: keys missing or not known: by_year."),
        ("by_year = false\n", 'by_year = false\ncolour = "red"\n', "prices.toml: keys missing or not known: colour."),
        ('edition = "2025"\n', "", "prices.toml: keys missing or not known: in [source]."),
        ("[source]", "[origin]", "prices.toml: keys missing or not known: origin, source."),
        ('name = "Prices"', "name = Prices", "prices.toml: not readable as TOML"),
        ("[source]\n", 'source = "ONS"\n[other]\n', "prices.toml: keys missing or not known: other."),
    ],
)
def test_a_wrong_description_is_named_and_left_out(data, old, new, says):
    spoil(data, "breakdowns/prices.toml", old, new)
    found, problems = read_breakdowns(data / "breakdowns")
    assert "prices" not in found
    assert len(problems) == 1
    assert problems[0].startswith(says)


def test_a_source_that_is_only_a_name_is_refused(data):
    path = data / "breakdowns" / "prices.toml"
    described, _, _ = path.read_text(encoding="utf-8").partition("[source]")
    path.write_text(f'{described}source = "ONS"\n', encoding="utf-8")
    assert read_breakdowns(data / "breakdowns")[1] == ["prices.toml: keys missing or not known: in [source]."]


def test_every_table_of_the_project_is_described_and_readable(base):
    found, problems = read_breakdowns(base.folder / "breakdowns")
    assert problems == []
    assert sorted(found) == sorted(path.stem for path in (base.folder / "breakdowns").glob("*.csv"))
    for slug, breakdown in found.items():
        table = read_breakdown(base.folder, slug)
        assert len(table)
        assert list(table.columns)[:2] == ["area_code", "category"] or not breakdown.by_year


def test_the_deflator_is_the_published_one(base):
    """HM Treasury, GDP deflators, December 2025 (2024 = 100), as worked in the project's note on methods."""
    prices = read_breakdown(base.folder, "gdp-deflator").set_index("year")["index_2024_100"]
    assert [prices[year] for year in (2009, 2010, 2012, 2014, 2024)] == [68.217, 69.1217, 71.9294, 74.6524, 100]
