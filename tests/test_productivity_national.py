"""National context: two ways to say a distance from a trend, never confused, and no local trend from before 2008."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import EvidenceError
from evidence.productivity.national import (
    UNITS,
    below_trend,
    contexts,
    counterfactual,
    has_contexts,
    local_trend_before_2008,
    ninety_to_ten,
    trend_above,
    trend_below,
)
from tests.worked import cases

rates = st.floats(-0.2, 0.2)
ONE = """[[context]]
key = "one"
says = "It was 24% below."
value = 24
unit = "per cent below trend"
of = "the country"
when = "2023"
source = "Nobody, 2024"
quoted = ""
not_read = "Not of a place."
"""


@pytest.fixture
def described(world, data):
    """The invented county's base with a file of national context that the test writes."""

    def write(text):
        (data / "productivity").mkdir(exist_ok=True)
        (data / "productivity" / "national.toml").write_text(text, encoding="utf-8")
        return replace(world, folder=data)

    return write


@pytest.mark.parametrize("case", cases("productivity", "trend"))
def test_distances_from_a_trend_worked_by_hand(case):
    found = counterfactual(case["growth"], case["trend"], case["years"])
    assert found.below == pytest.approx(case["below"], abs=5e-5)
    assert found.above == pytest.approx(case["above"], abs=5e-5)


@pytest.mark.parametrize("case", cases("productivity", "sides"))
def test_one_statement_from_the_other(case):
    assert trend_above(case["below"]) == pytest.approx(case["above"], abs=1e-5)
    assert trend_below(case["above"]) == pytest.approx(case["below"], abs=1e-5)


@given(rates, rates, st.floats(0.5, 40))
def test_the_two_are_two_ways_to_say_one_thing(growth, trend, years):
    below = below_trend(growth, trend, years)
    assert (1 - below) * (1 + trend_above(below)) == pytest.approx(1)
    assert trend_below(trend_above(below)) == pytest.approx(below, rel=1e-6, abs=1e-9)
    assert (below > 0) is (trend_above(below) > 0)
    assert below <= trend_above(below) + 1e-12  # never the same number but at the trend


@given(rates, st.floats(0.5, 40))
def test_growth_at_the_trend_is_at_the_trend(rate, years):
    assert below_trend(rate, rate, years) == 0


@pytest.mark.parametrize(
    ("growth", "trend", "years"), [(0.01, 0.02, 0), (0.01, 0.02, -1), (-1, 0.02, 5), (0.01, -1.2, 5)]
)
def test_no_trend_without_years_or_with_nothing_left(growth, trend, years):
    with pytest.raises(EvidenceError, match="A trend needs some years"):
        below_trend(growth, trend, years)


def test_nothing_lies_all_of_itself_below():
    with pytest.raises(EvidenceError, match="nothing would be left"):
        trend_above(1.0)
    with pytest.raises(EvidenceError, match="nothing would be left"):
        trend_below(-1.0)


def test_the_two_halves_of_a_spread_are_multiplied():
    assert ninety_to_ten(2.6, 5.0) == pytest.approx(13)
    with pytest.raises(EvidenceError, match="at least 1"):
        ninety_to_ten(0.9, 5.0)


@pytest.mark.parametrize("code", ["E47000001", "E08000004", "E37000062", "K02000001"])
def test_no_place_has_a_trend_from_before_2008(base, code):
    with pytest.raises(EvidenceError, match=r"has no trend from before 2008 .* leave 4 points \(2004 to 2007\)"):
        local_trend_before_2008(base, code)


def test_every_number_of_the_country_says_what_it_is_and_how_it_must_not_be_read(base):
    assert has_contexts(base)
    found = {c.key: c for c in contexts(base)}
    assert (found["below-trend-2023"].value, found["trend-above-2018"].value, found["ninety-to-ten"].value) == (
        24,
        20,
        13,
    )
    assert {c.unit for c in found.values()} == set(UNITS)
    for one in found.values():
        assert len(one.not_read) > 40
        assert any(year in one.source for year in ("2019", "2024", "2026"))
    assert "13 times as productive" in found["ninety-to-ten"].says
    assert "more" not in found["ninety-to-ten"].says


def test_a_folder_without_context_says_so(world):
    assert not has_contexts(world)
    with pytest.raises(EvidenceError, match=r"national\.toml is missing"):
        contexts(world)


def test_a_sound_file_is_read(described):
    assert [c.value for c in contexts(described(ONE))] == [24.0]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('not_read = "Not of a place."', "", "one: needs exactly the keys"),
        ('not_read = "Not of a place."', 'not_read = ""', "one: not_read is empty"),
        ("per cent below trend", "per cent", ""),
        ("per cent below trend", "per cent under", "the unit 'per cent under' is not known"),
        ("value = 24", "value = 25", "one: the value 25 does not stand in what it says"),
    ],
)
def test_a_fault_is_named(described, old, new, fault):
    changed = described(ONE.replace(old, new))
    if not fault:
        assert contexts(changed)[0].unit == new
        return
    with pytest.raises(EvidenceError, match=fault):
        contexts(changed)


def test_a_number_stands_once(described):
    with pytest.raises(EvidenceError, match="one: stands more than once"):
        contexts(described(ONE + ONE))
