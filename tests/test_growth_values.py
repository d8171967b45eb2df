"""The values of measures: as published, as quotients and differences, and money in the prices of one year."""

import csv
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.analysis.prices import gdp_deflator, uprated
from evidence.errors import EvidenceError
from evidence.growth.framework import open_framework
from evidence.growth.monitor import geography_set
from evidence.growth.values import Valued, change_columns, column, held_framework, latest_columns, limits, years_of
from evidence.indicators.base import open_evidence
from tests.growing import NAN, framework, measure, small_text, write_framework
from tests.growing import column as made
from tests.worked import (
    ASHBY,
    BECKTON,
    CORLEY,
    COUNTY,
    DUNMOUTH,
    EASTHOLM,
    FARCASTLE,
    GULL,
    OLD_EASTHOLM,
    Y2021,
    Y2022,
    base_of,
    cases,
    invented,
    table_of,
)

TRIO = (ASHBY, BECKTON, CORLEY)
TEN, TWENTY = "2012-01-01/P1Y", "2022-01-01/P1Y"


@pytest.fixture
def small(data):
    """The invented county with a framework, and deflators of 80 in 2021 and 100 in 2022."""
    write_framework(data, small_text())
    (data / "breakdowns" / "gdp-deflator.csv").write_text(
        "year,index_2024_100\n2020,75\n2021,80\n2022,100\n", encoding="utf-8"
    )
    return open_evidence(data)


def test_a_value_is_the_published_one_with_half_its_interval(small):
    found = column(small, measure("employment-rate"), TRIO, Y2022)
    assert [v.value for v in found.values] == [75, 70, 72]
    assert [v.half for v in found.values] == [2, 4, 4]
    assert found.prices_of is None


def test_a_value_is_combined_by_its_rule(small):
    """Output per hour of the county is output over hours, 16500 / 460."""
    found = column(small, measure("output-per-hour", unit="£"), (COUNTY,), Y2022).values[0]
    assert found.value == pytest.approx(35.86956522)
    assert found.half is None


def test_a_missing_figure_is_a_missing_value_with_its_reason(small):
    found = column(small, measure("output-per-hour", unit="£"), (GULL,), Y2022).values[0]
    assert (found.value, found.half) == (None, None)
    assert "Gull Island" in found.reason


def test_a_quotient_is_scaled_and_has_no_interval(world):
    jobs = (invented("sum", slug="jobs", unit="thousand"), table_of({ASHBY: 60, BECKTON: 20, CORLEY: 1}))
    people = (invented("sum", slug="people", unit="people"), table_of({ASHBY: 100000, BECKTON: 50000, CORLEY: 0}))
    one = measure("jobs-per-head", first="jobs", over="people", scale=100000.0)
    found = column(base_of(world, {"jobs": jobs, "people": people}), one, TRIO, Y2022).values
    assert [v.value for v in found[:2]] == pytest.approx([60, 40])
    assert found[2].value is None
    assert [v.half for v in found] == [None, None, None]
    assert found[2].reason == "jobs-per-head would divide by nothing."
    assert len(found[0].figures) == 2


def test_a_difference_takes_both_intervals_as_independent(world):
    """Halves of 3 and 4 make 5."""
    tables = {
        "after": (
            invented("own denominator", slug="after"),
            table_of({ASHBY: 30, BECKTON: 20}, lower={ASHBY: 27, BECKTON: 18}, upper={ASHBY: 33, BECKTON: 22}),
        ),
        "before": (
            invented("own denominator", slug="before"),
            table_of({ASHBY: 18, BECKTON: 25}, lower={ASHBY: 14, BECKTON: NAN}, upper={ASHBY: 22, BECKTON: NAN}),
        ),
    }
    one = measure("from-costs", first="after", less="before")
    found = column(base_of(world, tables), one, (ASHBY, BECKTON), Y2022).values
    assert [v.value for v in found] == [12, -5]
    assert [v.half for v in found] == [5, None]
    assert limits(one, found[0]) == (7, 17)


def test_a_difference_of_which_one_part_is_missing_is_missing(world):
    tables = {
        "after": (invented("own denominator", slug="after"), table_of({ASHBY: 30})),
        "before": (invented("own denominator", slug="before"), table_of({BECKTON: 18})),
    }
    found = column(base_of(world, tables), measure("x", first="after", less="before"), (ASHBY, BECKTON), Y2022).values
    assert [v.value for v in found] == [None, None]
    assert all(v.reason for v in found)


def test_limits_are_those_that_are_published_not_the_value_and_half_the_width(world):
    """A share near its end has an interval that is wider on one side: 91.7 with 82.6 to 100."""
    table = table_of({ASHBY: 91.7}, lower={ASHBY: 82.6}, upper={ASHBY: 100})
    one = measure("rate")
    found = column(base_of(world, {"rate": (invented("own denominator"), table)}), one, (ASHBY,), Y2022).values[0]
    assert found.half == pytest.approx(8.7)
    assert limits(one, found) == (82.6, 100)


def test_no_limits_without_an_interval():
    assert limits(measure("a"), Valued(None, None, ())) is None
    assert limits(measure("a"), Valued(3.0, None, ())) is None


def test_limits_never_leave_0_to_100_per_cent(base):
    codes = tuple(a.code for a in base.areas_of("district") if a.code.startswith("E"))
    one = open_framework(base)
    for key, found in latest_columns(base, one, codes).items():
        if found.measure.unit == "%":
            ends = [limits(found.measure, v) for v in found.values]
            assert all(0 <= low <= v.value <= high <= 100 for v, (low, high) in known(found.values, ends)), key


def known(values, ends):
    return [(v, pair) for v, pair in zip(values, ends, strict=True) if pair]


def test_the_latest_period_is_the_last_with_any_figure(small):
    found = latest_columns(small, open_framework(small), (DUNMOUTH, EASTHOLM, FARCASTLE, GULL))
    assert found["output-per-hour"].period == Y2022
    assert found["deprivation-score"].period == "2025-01-01/P1Y"
    assert [v.value for v in found["deprivation-score"].values] == [20, 40, 25, None]


def test_areas_without_any_figure_of_a_measure_are_refused_in_words(small):
    with pytest.raises(EvidenceError) as refused:
        latest_columns(small, open_framework(small), (GULL, OLD_EASTHOLM))
    assert str(refused.value) == ("Output per hour worked: no figure for any of these 2 areas in any recent period.")


SIX = (ASHBY, BECKTON, CORLEY, DUNMOUTH, EASTHOLM, FARCASTLE)


def held_by(world, **count):
    """A base in which measures a, b and c are held for the first so many of six areas."""
    tables = {
        key: (
            invented("own denominator", slug=key),
            table_of({code: 10.0 * i + len(key) for i, code in enumerate(SIX[:n])}),
        )
        for key, n in count.items()
    }
    return base_of(world, tables)


@pytest.mark.parametrize(("held", "left_out"), [(6, False), (4, False), (3, False), (2, True), (1, True), (0, True)])
def test_a_measure_that_fewer_than_half_have_is_left_out_for_all(world, held, left_out):
    """Of six areas three are half; it is left out of every dimension's level and change that lists it."""
    one = framework(("abc", "ab", "ab", "abc", "ab", "ab"), ("ac", "c", "", "b", "", ""), measures={})
    found, unheld = held_framework(held_by(world, a=6, b=6, c=held), one, SIX)
    assert set(unheld) == ({"c"} if left_out else set())
    assert found.used("level") == (*"ab",) * 6 if left_out else found == one
    if left_out:
        assert [d.change for d in found.dimensions] == [("a",), (), (), ("b",), (), ()]
        assert unheld["c"] == (
            "c: not held for at least half of the 6 areas of this set, so it is scored for none of them."
        )
        assert set(found.measures) == set("abc")  # what is left out can still be named


def test_early_figures_of_a_few_do_not_leave_a_measure_out_that_most_had_the_year_before(world):
    """Four of six in 2021, two so far in 2022: half as many as before, but not half of the set."""
    early = pd.concat([table_of(dict.fromkeys(SIX[:n], 5), year) for n, year in ((4, Y2021), (2, Y2022))])
    tables = {key: (invented("own denominator", slug=key), table_of(dict.fromkeys(SIX, 5))) for key in "ab"}
    base = base_of(world, tables | {"c": (invented("own denominator", slug="c"), early.reset_index(drop=True))})
    one = framework(("abc",) * 6)
    assert held_framework(base, one, SIX) == (one, {})
    found = latest_columns(base, one, SIX)
    assert [found[key].period for key in "abc"] == [Y2022, Y2022, Y2021]
    assert latest_columns(base, one, SIX[:3])["c"].period == Y2022


def test_whether_a_measure_is_held_depends_on_the_set(world):
    one = framework(("abc",) * 6)
    base = held_by(world, a=6, b=6, c=2)
    assert set(held_framework(base, one, SIX)[1]) == {"c"}
    assert held_framework(base, one, SIX[:4])[1] == {}
    assert held_framework(base, one, SIX[:3]) == (one, {})


def test_a_dimension_left_with_one_measure_is_refused_with_what_to_do(world):
    base = held_by(world, a=6, b=6, c=2)
    with pytest.raises(EvidenceError) as refused:
        held_framework(base, framework(("ab", "ab", "bc", "ab", "ab", "ab")), SIX)
    assert str(refused.value) == (
        "c: no figure for most of these 6 areas, so dimension 3 cannot be scored among them. "
        "The walk's figures are held for England: choose a place or a set in England."
    )
    assert held_framework(base, framework(("ab", "ab", "abc", "ab", "ab", "ab")), SIX)[1].keys() == {"c"}


@pytest.mark.parametrize(
    ("geography", "left_out"),
    [
        ("lep", {"housing-affordability-ratio"}),
        ("combined-authority", {"housing-affordability-ratio"}),
        ("county-or-unitary", set()),
        ("district", {"neet-or-not-known-16-17"}),
    ],
)
def test_what_is_not_held_for_which_places(base, geography, left_out):
    """A ratio of two medians cannot be combined from districts; NEET is published for counties, not their districts.

    Counted from the rows of the files, for England's areas that are there today.
    """
    codes = geography_set(base, geography).codes
    found, unheld = held_framework(base, open_framework(base), codes)
    assert set(unheld) == left_out
    living = next(d for d in found.dimensions if d.key == "living-costs")
    assert ("housing-affordability-ratio" in living.level) == (geography in ("county-or-unitary", "district"))
    with (base.folder / "observations" / "housing-affordability-ratio.csv").open(encoding="utf-8") as file:
        published = {r["area_code"] for r in csv.DictReader(file) if r["period"] >= "2025" and r["value"]}
    share = sum(code in published for code in codes) / len(codes)
    assert (share < 0.5) == ("housing-affordability-ratio" in unheld)


def test_money_is_in_the_prices_of_the_last_year(small):
    """2021 stands at 80 and 2022 at 100, so that £38 of 2021 are £47.50: a rise to £40 is a fall."""
    first, last = change_columns(small, open_framework(small), TRIO, (2021, 2022))
    assert [v.value for v in first["output-per-hour"].values] == pytest.approx([38 / 0.8, 29 / 0.8, 24 / 0.8])
    assert [v.value for v in last["output-per-hour"].values] == [40, 30, 25]
    assert first["output-per-hour"].prices_of == last["output-per-hour"].prices_of == 2022


def test_what_is_not_money_is_not_deflated(world):
    one = framework(("a",) * 6)
    table = table_of({ASHBY: 50}, TEN, lower={ASHBY: 48}, upper={ASHBY: 52})
    later = table_of({ASHBY: 60}, TWENTY, lower={ASHBY: 58}, upper={ASHBY: 62})
    tables = {"a": (invented("own denominator", slug="a"), pd.concat([table, later], ignore_index=True))}
    first, last = change_columns(base_of(world, tables), one, (ASHBY,), (2012, 2022))
    assert (first["a"].values[0].value, first["a"].values[0].half) == (50, 2)
    assert (last["a"].values[0].value, last["a"].prices_of) == (60, None)
    money = framework(("a",) * 6, measures={"a": measure("a", money=True)})
    first, last = change_columns(base_of(world, tables), money, (ASHBY,), (2012, 2022))
    # The invented deflator: 80 in 2012, 90 in 2022.
    assert first["a"].values[0].value == pytest.approx(50 * 90 / 80)
    assert first["a"].values[0].half == pytest.approx(2 * 90 / 80)
    assert last["a"].values[0].value == 60


def test_a_year_without_figures_is_refused_with_the_years_there_are(small):
    with pytest.raises(EvidenceError) as refused:
        change_columns(small, open_framework(small), TRIO, (2020, 2022))
    assert (
        str(refused.value)
        == "Output per hour worked has no figures for 2020; a change can run between years from 2021 to 2022."
    )


def test_years_are_those_that_all_measures_and_the_deflator_have(small):
    assert years_of(small, open_framework(small)) == (2021, 2022)


def test_no_common_year_is_said(world):
    table = table_of({ASHBY: 1}, "2011-01-01/P1Y")
    base = base_of(world, {"a": (invented("sum", slug="a"), table)})
    with pytest.raises(EvidenceError, match="No year has figures of every measure"):
        years_of(base, framework(("a",) * 6))


@pytest.mark.parametrize("case", cases("growth", "deflated"))
def test_amounts_in_prices_of_another_year_as_worked(base, case):
    found = uprated(case["amount"], gdp_deflator(base), from_year=case["first"], to_year=case["last"])
    assert found == pytest.approx(case["value"], rel=1e-6)


@given(st.sampled_from(range(1990, 2025)), st.sampled_from(range(1990, 2025)), st.sampled_from(range(1990, 2025)))
def test_two_steps_of_prices_are_one(a, b, c):
    deflator = {year: 40.0 + 1.7 * (year - 1990) for year in range(1990, 2025)}
    steps = uprated(uprated(100, deflator, from_year=a, to_year=b), deflator, from_year=b, to_year=c)
    assert math.isclose(steps, uprated(100, deflator, from_year=a, to_year=c))


def test_real_money_is_deflated_from_the_published_rows(base):
    """Greater Manchester's output per hour and income per head, read from the files by another way."""
    rows = {}
    for slug in ("gva-per-hour-worked", "gdhi-per-head"):
        with (base.folder / "observations" / f"{slug}.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                if row["area_code"] == "E47000001":
                    rows[slug, row["period"][:4]] = float(row["value"])
    with (base.folder / "breakdowns" / "gdp-deflator.csv").open(encoding="utf-8") as file:
        index = {row["year"]: float(row["index_2024_100"]) for row in csv.DictReader(file)}
    first, last = change_columns(base, open_framework(base), ("E47000001",), (2013, 2018))
    for slug in ("gva-per-hour-worked", "gdhi-per-head"):
        assert first[slug].values[0].value == pytest.approx(rows[slug, "2013"] * index["2018"] / index["2013"])
        assert last[slug].values[0].value == rows[slug, "2018"]
    assert first["claimant-count-rate"].prices_of is None


def test_a_column_is_made_once(small):
    assert column(small, measure("employment-rate"), TRIO, Y2022) is column(
        small, measure("employment-rate"), TRIO, Y2022
    )


def test_columns_of_the_tests_say_what_is_not_known():
    assert [v.value for v in made("a", [1, NAN]).values] == [1, None]
