"""Votes: every dot and rating counted exactly, a vote changed counted once, the spread of ratings by hand."""

from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence.errors import EvidenceError
from evidence.workshop.grouping import hide_note, place_note
from evidence.workshop.notes import add_note
from evidence.workshop.records import Option
from evidence.workshop.room import read_room
from evidence.workshop.sessions import read_workshop
from evidence.workshop.steering import stop
from evidence.workshop.voting import GONE, Result, cast, own_ballot, tally
from tests.workshopping import NOW, STEPS, device, lead_workshop

PEOPLE = 5


def vote(led, number, step, ballot):
    cast(led.engine, led.id, device(number), step, ballot, at=NOW)


def dots(led, step="dots"):
    return [result.dots for result in tally(led.engine, led.id, step).results]


def rated(*ratings):
    """A result of these ratings, in any order."""
    return Result(Option("1", "A"), {rating: ratings.count(rating) for rating in sorted(set(ratings))})


def test_dots_are_counted_with_the_people_who_gave_them(engine):
    led = lead_workshop(engine, step="dots", people=3)
    vote(led, 1, "dots", {"1": 2, "2": 1})
    vote(led, 2, "dots", {"1": 3})
    vote(led, 3, "dots", {"2": 1, "3": 0})
    found = tally(engine, led.id, "dots")
    assert [(r.option.text, r.dots, r.people) for r in found.results] == [("A", 5, 2), ("B", 2, 2), ("C", 0, 0)]
    assert found.voters == read_room(engine, led.id).answered == 3


def test_a_vote_changed_counts_once_and_can_be_taken_back(engine):
    led = lead_workshop(engine, step="dots", people=1)
    vote(led, 1, "dots", {"1": 2, "2": 1})
    vote(led, 1, "dots", {"3": 3})
    assert (dots(led), tally(engine, led.id, "dots").voters) == ([0, 0, 3], 1)
    assert own_ballot(engine, led.id, device(1), STEPS[3]) == {"3": 3}
    vote(led, 1, "dots", {})
    assert (dots(led), tally(engine, led.id, "dots").voters) == ([0, 0, 0], 0)
    assert own_ballot(engine, led.id, device(1), STEPS[3]) == {}


@pytest.mark.parametrize(
    ("step", "ballot", "said"),
    [
        ("dots", {"1": 2, "2": 2}, "There are 3 dots to give and 4 were given"),
        ("dots", {"1": 4, "2": -1}, "There are 3 dots to give"),
        ("dots", {"4": 1}, "no longer there"),
        ("dots", {"1": True}, "no longer there"),
        ("dots", {"1": 1.5}, "no longer there"),
        ("rate", {"1": 6}, "whole number from 1 to 5"),
        ("rate", {"1": -1}, "whole number from 1 to 5"),
        ("know", {"1": 1}, "no longer what it was"),
        ("lunch", {"1": 1}, "no longer what it was"),
    ],
)
def test_a_vote_against_the_rules_is_refused_and_the_one_before_stands(engine, step, ballot, said):
    led = lead_workshop(engine, step="rate" if step == "rate" else "dots", people=1)
    vote(led, 1, led_step := "rate" if step == "rate" else "dots", {"1": 2})
    with pytest.raises(EvidenceError, match=said):
        vote(led, 1, step, ballot)
    assert own_ballot(engine, led.id, device(1), read_workshop(engine, led.id).find(led_step)) == {"1": 2}


def test_the_spread_of_ratings_is_counts_median_and_quartiles(engine):
    led = lead_workshop(engine, step="rate", people=5)
    for number, rating in enumerate((5, 1, 4, 5, 2), start=1):
        vote(led, number, "rate", {"1": rating})
    first, second = tally(engine, led.id, "rate").results
    assert first.counts == {1: 1, 2: 1, 4: 1, 5: 2}
    assert [first.quartile(n) for n in (1, 2, 3)] == [2, 4, 5]
    assert (second.counts, second.people, second.quartile(2)) == ({}, 0, None)


@pytest.mark.parametrize(
    ("ratings", "quartiles"),
    [
        ((3,), (3, 3, 3)),
        ((1, 2), (1, Fraction(3, 2), 2)),
        ((1, 2, 3, 4), (Fraction(3, 2), Fraction(5, 2), Fraction(7, 2))),
        ((1, 1, 5, 5), (1, 3, 5)),
        ((5, 4, 3, 2, 1), (2, 3, 4)),
        ((1, 1, 1, 1, 1, 1, 5), (1, 1, 1)),
    ],
)
def test_quartiles_are_of_type_2_worked_by_hand(ratings, quartiles):
    assert tuple(rated(*ratings).quartile(n) for n in (1, 2, 3)) == quartiles


@given(st.lists(st.integers(1, 5), min_size=1, max_size=60))
def test_at_least_half_of_the_ratings_lie_on_either_side_of_the_median(ratings):
    low, middle, high = (rated(*ratings).quartile(n) for n in (1, 2, 3))
    assert low <= middle <= high
    assert 2 * sum(rating <= middle for rating in ratings) >= len(ratings)
    assert 2 * sum(rating >= middle for rating in ratings) >= len(ratings)
    assert 4 * sum(rating <= low for rating in ratings) >= len(ratings)
    assert 4 * sum(rating >= high for rating in ratings) >= len(ratings)


ballots = st.dictionaries(st.sampled_from(["1", "2", "3"]), st.integers(0, 1), max_size=3)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(1, PEOPLE), ballots), max_size=12))
def test_counts_are_those_of_each_persons_last_vote_whatever_the_order(engine, votes):
    led = lead_workshop(engine, step="dots", people=PEOPLE)
    last = {}
    for number, ballot in votes:
        vote(led, number, "dots", ballot)
        last[number] = {choice: value for choice, value in ballot.items() if value}
    found = tally(engine, led.id, "dots")
    assert found.voters == sum(bool(ballot) for ballot in last.values())
    for result in found.results:
        assert result.dots == sum(ballot.get(result.option.key, 0) for ballot in last.values())


def test_the_same_vote_at_the_same_moment_counts_once(engine):
    led = lead_workshop(engine, step="dots", people=1)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: vote(led, 1, "dots", {"1": 1, "2": 2}), range(16)))
    assert (dots(led), tally(engine, led.id, "dots").voters) == ([1, 2, 0], 1)


def test_a_vote_that_loses_the_race_against_its_end_is_refused_and_not_counted(engine):
    led = lead_workshop(engine, step="dots", people=20)

    def try_to_vote(number):
        try:
            vote(led, number, "dots", {"1": 1})
        except EvidenceError:
            return 0
        return 1

    with ThreadPoolExecutor(21) as pool:
        answers = [pool.submit(try_to_vote, number) for number in range(1, 21)]
        stopped = pool.submit(stop, *led.here, seen="dots")
        counted = sum(answer.result() for answer in answers)
    assert not stopped.result().taking
    assert dots(led)[0] == tally(engine, led.id, "dots").voters == counted


def test_a_vote_on_notes_shows_their_words_and_keeps_counting_when_one_is_hidden(engine):
    led = lead_workshop(engine, step="know", people=1)
    first, second = (
        add_note(engine, led.id, device(1), "know", text, submission=text, at=NOW) for text in ("Skills", "Rude")
    )
    led.go("on-notes")
    vote(led, 1, "on-notes", {"1": 1, "2": 2})
    hide_note(*led.here, second.id, hidden=True)
    found = tally(engine, led.id, "on-notes").results
    assert [(r.option.text, r.option.note, r.dots) for r in found] == [("Skills", first.id, 1), (GONE, second.id, 2)]


def test_a_vote_on_themes_is_counted_by_theme(engine):
    led = lead_workshop(engine, step="know", people=2)
    for text in ("Skills", "Banks"):
        note = add_note(engine, led.id, device(1), "know", text, submission=text, at=NOW)
        place_note(*led.here, note.id, theme=f"On {text}")
    led.go("on-themes")
    vote(led, 1, "on-themes", {"1": 3})
    vote(led, 2, "on-themes", {"1": 1, "2": 2})
    assert [(r.option.text, r.dots, r.people) for r in tally(engine, led.id, "on-themes").results] == [
        ("On Skills", 4, 2),
        ("On Banks", 2, 1),
    ]


def test_only_a_vote_has_a_tally(engine):
    led = lead_workshop(engine)
    for step in ("know", "lunch"):
        with pytest.raises(EvidenceError, match="no vote"):
            tally(engine, led.id, step)
