"""NEET is never shown without those whose activity is not known."""

import pytest

from evidence.analysis.young_people import MUCH_NOT_KNOWN, not_known_bounds
from tests.worked import COUNTY, DUNMOUTH, EASTHOLM, SPLIT, WINTER, cases


@pytest.mark.parametrize("case", cases("not_known", "world"))
def test_bounds_are_what_the_hand_works_out(world, case):
    found = not_known_bounds(world, case["place"])
    assert found.value == pytest.approx(case["ceiling"])
    for key in ("floor", "ceiling", "not_known", "proportional"):
        assert found.numbers[key] == pytest.approx(case[key], abs=1e-8), key
    assert (found.judgement == "much not known") is case["much"]


@pytest.mark.parametrize("case", cases("not_known", "published"))
def test_bounds_are_the_published_figures(base, case):
    found = not_known_bounds(base, case["place"], period=WINTER)
    assert {key: round(found.numbers[key], 1) for key in ("floor", "ceiling", "not_known", "proportional")} == {
        key: case[key] for key in ("floor", "ceiling", "not_known", "proportional")
    }
    assert (found.judgement == "much not known") is case["much"]


def test_the_ceiling_is_published_even_where_the_rounded_rates_add_up_to_less(world):
    numbers = not_known_bounds(world, DUNMOUTH).numbers
    assert numbers["ceiling"] > numbers["floor"] + numbers["not_known"]


def test_many_not_known_is_the_first_caveat(world):
    assert (
        not_known_bounds(world, EASTHOLM).caveats[0]
        == "More than 5% are not known: do not compare the NEET rate alone."
    )
    assert "More than" not in not_known_bounds(world, COUNTY).caveats[0]


def test_a_place_that_splits_a_county_gives_the_reason(world):
    found = not_known_bounds(world, SPLIT)
    assert found.value is None
    assert "holds only part of Fenshire" in found.reason


def test_an_earlier_winter_without_the_combined_figure_gives_the_reason(world):
    found = not_known_bounds(world, DUNMOUTH, period="2023-12-01/P3M")
    assert found.value is None
    assert (
        found.reason
        == "Young people: NEET or activity not known has no figures for Dec 2023 to Feb 2024; it has Dec 2024 to Feb 2025."
    )


def test_floor_proportional_and_ceiling_stand_in_this_order_for_every_authority(base):
    seen = 0
    for area in base.areas_of("county-or-unitary"):
        found = not_known_bounds(base, area.code, period=WINTER)
        if found.value is not None:
            seen += 1
            numbers = found.numbers
            assert numbers["floor"] <= numbers["proportional"] <= numbers["ceiling"] + 0.05  # published to one decimal
            assert (numbers["not_known"] > MUCH_NOT_KNOWN) is (found.judgement == "much not known")
    assert seen == 151  # 153 authorities without the City of London and the Isles of Scilly
