"""The numbers that a text states, and those that state no quantity."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence import wording
from evidence.narrative.numbers_in_text import numbers_in
from tests.worked import cases

ANYTHING = st.lists(
    st.sampled_from(
        [
            "1",
            "20",
            "£",
            "%",
            " in ",
            " to ",
            "-",
            ",000",
            ".5",
            "half",
            "one ",
            "hundred ",
            "and ",
            "m",
            "k",
            "times",
            "aged ",
            "2019",
            "Level ",
            "[[level a in 2019]]",
            "\n",
            "½",
            "per 100",
        ]
    )
    | st.text(max_size=6)
).map("".join)


@pytest.mark.parametrize("case", cases("narrative_text", "numbers"))
def test_numbers_are_found_as_worked(case):
    found = [[n.text, float(n.value), n.unit] for n in numbers_in(case["text"])]
    assert found == case["found"]


@pytest.mark.parametrize("case", cases("narrative_text", "no_number"))
def test_what_states_no_quantity_is_no_number(case):
    assert [number.text for number in numbers_in(case["text"])] == []


@given(ANYTHING)
def test_numbers_stand_where_they_are_said_to_one_after_the_other(text):
    end = 0
    for number in numbers_in(text):
        assert end <= number.start < number.end
        assert text[number.start : number.end] == number.text
        assert number.value >= 0
        end = number.end


@given(st.integers(0, 10**12), st.integers(0, 3))
def test_a_number_that_the_app_prints_is_read_back_as_it_was(units, decimals):
    value = units / 10**decimals
    (found,) = numbers_in(f"It is {wording.plain_number(value, decimals)}% now.")
    assert (float(found.value), found.unit) == (value, "%")


def test_every_level_that_the_app_prints_is_a_number_with_its_value(base):
    """Shares of 1 are printed in per cent, and millions are read as what they are worth."""
    for slug, indicator in base.indicators.items():
        size = 1_000_000 if "million" in indicator.unit else 100 if indicator.unit.startswith("share") else 1
        (found, *_) = numbers_in(wording.number(40.25, indicator))
        assert float(found.value) == pytest.approx(round(40.25, indicator.decimals) * size), slug


@pytest.mark.parametrize(
    "piece", ["1", "111,", "1 ", "1-", "half ", "one ", "a.", "a@", "\n", " ", "Level ", "aged 1 to "]
)
def test_100_kilobytes_of_one_thing_are_read(piece):
    assert all(number.text for number in numbers_in(piece * (100_000 // len(piece))))
