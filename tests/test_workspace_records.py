"""Records: stamps that sort as text, names on one line, and what a field can hold."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import EvidenceError
from evidence.workspace.records import NOBODY, By, Item, Saved, check_content, clean, clean_name, read_stamp
from tests.workspaces import HOSTILE


def test_a_stamp_is_universal_time_with_microseconds():
    summer = datetime(2026, 7, 1, 9, 5, 7, 42, tzinfo=timezone(timedelta(hours=1)))
    assert By("Ann", summer).stamp == "2026-07-01T08:05:07.000042Z"


@given(st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC)))
def test_a_stamp_read_back_is_the_same_time(at):
    assert read_stamp(By("", at).stamp) == at


@given(*[st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))] * 2)
def test_stamps_sort_as_the_times_do(one, other):
    assert (By("", one).stamp < By("", other).stamp) == (one < other)


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2026-11-26", "2026-11-26T14:30:00Z", "2026-11-26T14:30:00.000000+00:00", "2026-02-30T00:00:00.000000Z",
     "2026-11-26T14:30:00.000000", "2026-1-6T14:30:00.000000Z", None, 20261126, ["2026"], "x" * 1000],
)  # fmt: skip
def test_what_is_no_stamp_is_refused_in_a_short_sentence(text):
    with pytest.raises(EvidenceError, match=r"is not a time such as 2026-11-26T14:30:00\.000000Z\.$") as refused:
        read_stamp(text)
    assert len(str(refused.value)) < 120


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Ann", "Ann"),
        (" Ann \n of\tthe team ", "Ann of the team"),
        ("", NOBODY),
        (" \x00 ", NOBODY),
        ("é" * 90, "é" * 80),
    ],
)
def test_a_name_is_one_line_of_up_to_80_characters_or_someone_with_the_link(given_name, kept):
    assert clean_name(given_name) == kept


@given(st.text())
def test_a_clean_name_stays_as_it_is(name):
    assert clean_name(clean_name(name)) == clean_name(name)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_kept_to_the_letter(text):
    assert check_content("claim", {"text": text}) == {"text": text}


def test_only_nul_and_halves_of_letters_are_left_out():
    halves = {"a\x00b": ["c\ud800d", ("\udfff",)], "n": 1.5}
    assert clean(halves) == {"ab": ["cd", [""]], "n": 1.5}


def test_an_empty_field_is_not_kept_but_false_nought_and_empty_text_are():
    given_content = {"text": None, "quotable": False, "size": 0, "said": ""}
    assert check_content("evidence", given_content) == {"quotable": False, "size": 0, "said": ""}


def deep(levels):
    value = "x"
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("kind", "content", "sentence"),
    [
        ("song", {}, "A workspace holds no 'song'; it holds: about, claim"),
        ("claim", {"text": "x" * 20_001}, "The text has 20,001 characters; a field holds up to 20,000"),
        ("claim", {"accepted": {"level": {"words": "x" * 20_001}}}, "20,001 characters"),
        ("claim", {"accepted": {"value": float("nan")}}, "not one that can be kept: nan"),
        ("claim", {"accepted": [float("-inf")]}, "not one that can be kept: -inf"),
        ("claim", {"accepted": deep(21)}, "values within values, more than 20 deep"),
        ("claim", {"accepted": deep(100_000)}, "values within values, more than 20 deep"),
        ("claim", {"position": 1}, "'position' is no name of a field"),
        ("claim", {"": "x"}, "'' is no name of a field"),
        ("claim", {"Text": "x"}, "'Text' is no name of a field"),
        ("claim", {"a" * 41: "x"}, "is no name of a field"),
        ("claim", {"text\n": "x"}, "is no name of a field"),
    ],
)
def test_what_a_field_cannot_hold_is_refused_in_a_sentence(kind, content, sentence):
    with pytest.raises(EvidenceError) as refused:
        check_content(kind, content)
    assert sentence in str(refused.value)
    assert len(str(refused.value)) < 300


def test_20_levels_of_values_are_kept():
    assert check_content("claim", {"accepted": deep(20)}) == {"accepted": deep(20)}


def test_the_changes_of_a_save_are_its_last_ones_the_newest_first():
    item = Item("0" * 32, "claim", 0.0, {})
    assert Saved(item, 7, 3).changes == (7, 6, 5)
    assert Saved(item, 0, 0).changes == ()
