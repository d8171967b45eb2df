"""Entries are found by words, theme and sector; others find only by what they may read."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from evidence.narrative.engagement_search import Sought, found_in, not_held, statements_on
from evidence.narrative.records import Claim
from tests.engaged import SPOKEN, entry

LATER = replace(SPOKEN, id="2", date="2026-06-01", theme="finance", prompt="", said="Banks say no.", quotable=True)
UNDATED = replace(SPOKEN, id="3", date="", sector="construction", follow_up="Ring the college")
LOG = (SPOKEN, LATER, UNDATED)


def ids(base, sought, *, team=True):
    return [item.id for item in found_in(LOG, base, sought, team=team)]


def test_the_newest_stands_first_and_what_has_no_date_last(base):
    assert ids(base, Sought()) == ["2", SPOKEN.id, "3"]


def test_all_words_must_be_there_in_any_field_whatever_their_capitals(base):
    assert ids(base, Sought("BOLTON welders")) == [SPOKEN.id, "3"]
    assert ids(base, Sought("construction")) == ["3"]
    assert ids(base, Sought("at the level you need")) == [SPOKEN.id, "3"]
    assert ids(base, Sought("welders banks")) == []


def test_theme_sector_and_open_follow_ups_narrow(base):
    assert ids(base, Sought(theme="finance")) == ["2"]
    assert ids(base, Sought(sector="construction")) == ["3"]
    assert ids(base, Sought(open_only=True)) == ["3"]


def test_others_find_by_quotable_words_and_by_who_spoke_as_they_may_be_called(base):
    assert ids(base, Sought("banks"), team=False) == ["2"]
    assert ids(base, Sought("castings"), team=False) == ["2"]
    assert ids(base, Sought("business in manufacturing, bolton"), team=False) == [SPOKEN.id]
    for secret in ("welders", "ring the college", "small"):
        assert ids(base, Sought(secret), team=False) == []


def test_open_follow_ups_are_nothing_that_others_can_ask_for(base):
    assert ids(base, Sought(open_only=True), team=False) == ["2", SPOKEN.id, "3"]


@given(st.text(max_size=30))
def test_any_words_may_be_asked_for(base, text):
    assert set(ids(base, Sought(text))) <= {item.id for item in LOG}


def test_a_statement_counts_once_for_an_entry_that_it_names_twice():
    claims = [Claim("a", evidence=("1", "1", "2")), Claim("b", evidence=("1",)), Claim("c")]
    assert statements_on(claims) == {"1": 2, "2": 1}


def test_entries_of_a_table_are_held_where_every_field_is_the_same():
    same, other = entry(SPOKEN), entry(replace(SPOKEN, said="We cannot find welders"))
    assert not_held([SPOKEN], [same, other]) == (other,)
