"""Hands on a statement: each counted once, changed and lowered, reservations with their words and without a name."""

import pytest

from evidence.errors import EvidenceError
from evidence.workshop.hands import Hand, lower_hand, own_hand, raise_hand, show_of_hands
from evidence.workshop.room import read_room
from evidence.workshop.steering import write_step
from tests.workshopping import NOW, STEPS, device, lead_workshop

AGREE = STEPS[-1]


def hand(led, number, answer, words="", *, signed=False):
    raise_hand(led.engine, led.id, device(number), "agree", answer, words, signed=signed, at=NOW)


def counts(led):
    return show_of_hands(led.engine, led.id, AGREE).counts


def test_hands_are_counted_by_answer_and_reservations_are_kept_with_their_words(engine):
    led = lead_workshop(engine, step="agree", people=5)
    for number, answer, words in (
        (1, "agree", ""),
        (2, "agree", ""),
        (3, "reservation", "Name the college"),
        (4, "disagree", "Transport comes first"),
        (5, "disagree", ""),
    ):
        hand(led, number, answer, words)
    show = show_of_hands(engine, led.id, AGREE)
    assert show.counts == {"agree": 2, "reservation": 1, "disagree": 2}
    assert show.people == read_room(engine, led.id).answered == 5
    assert set(show.said) == {
        Hand("reservation", "Name the college", ""),
        Hand("disagree", "Transport comes first", ""),
    }


def test_an_answer_changed_counts_once_and_the_reservation_goes_with_it(engine):
    led = lead_workshop(engine, step="agree", people=1)
    hand(led, 1, "reservation", "Name the college")
    hand(led, 1, "agree", "Name the college")
    assert counts(led) == {"agree": 1, "reservation": 0, "disagree": 0}
    assert show_of_hands(engine, led.id, AGREE).said == ()
    assert own_hand(engine, led.id, device(1), "agree") == Hand("agree", "", "")


def test_a_hand_can_be_lowered_again(engine):
    led = lead_workshop(engine, step="agree", people=2)
    hand(led, 1, "agree")
    lower_hand(engine, led.id, device(1), "agree", at=NOW)
    lower_hand(engine, led.id, device(2), "agree", at=NOW)
    assert counts(led) == {"agree": 0, "reservation": 0, "disagree": 0}
    assert own_hand(engine, led.id, device(1), "agree") is None
    assert read_room(engine, led.id).answered == 0


def test_only_the_organisation_is_put_to_an_answer_and_only_where_asked(engine):
    led = lead_workshop(engine, step="agree")
    led.join(1, "Ann", "Chamber")
    led.join(2, "Ben", "College")
    hand(led, 1, "reservation", "Name the college", signed=True)
    hand(led, 2, "reservation", "Name the firms")
    assert set(show_of_hands(engine, led.id, AGREE).said) == {
        Hand("reservation", "Name the college", "Chamber"),
        Hand("reservation", "Name the firms", ""),
    }


@pytest.mark.parametrize(
    ("answer", "words", "said"),
    [
        ("maybe", "", "The answers are"),
        ("reservation", " ", "Say in a few words"),
        ("disagree", "x" * 501, "up to 500"),
    ],
)
def test_an_answer_that_says_nothing_or_too_much_is_refused(engine, answer, words, said):
    led = lead_workshop(engine, step="agree", people=1)
    with pytest.raises(EvidenceError, match=said):
        hand(led, 1, answer, words)
    assert counts(led) == {"agree": 0, "reservation": 0, "disagree": 0}


def test_nobody_agrees_to_a_statement_that_is_not_written(engine):
    led = lead_workshop(engine, step="agree", people=1)
    unwritten = {name: getattr(AGREE, name) for name in ("key", "kind", "title", "prompt")}
    write_step(*led.here, type(AGREE)(**unwritten))
    with pytest.raises(EvidenceError, match="not written yet"):
        hand(led, 1, "agree")
