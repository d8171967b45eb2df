"""Codes: what they look like, how forgivingly they are read, and how guesses are counted and refused."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from evidence.errors import EvidenceError
from evidence.workshop.blind import new_secret
from evidence.workshop.codes import ALPHABET, ALTOGETHER, EVERYWHERE, FROM_ONE_ADDRESS, new_code, read_code
from evidence.workshop.records import Person
from evidence.workshop.sessions import LASTS, NOT_OPEN, TOO_MANY, close, join, pulse
from evidence.workshop.steering import extend, renew_code
from evidence.workshop.tables import GUESSES
from evidence.workspace.database import open_database
from tests.workshopping import LATER, NOW, lead_workshop

NOBODY = Person("", "")


def tried(engine, code, *, address="10.0.0.1", at=NOW):
    """What a try with a code is answered with; "" where it is let in."""
    try:
        join(engine, code, new_secret(), NOBODY, address=address, at=at)
    except EvidenceError as error:
        return str(error)
    return ""


def addresses(engine):
    """How many addresses are on record, each as a digest."""
    with engine.connect() as connection:
        held = connection.execute(select(GUESSES.c.bucket).where(GUESSES.c.bucket != EVERYWHERE)).scalars().all()
    assert all(len(bucket) == 64 for bucket in held)
    return len(held)


def test_a_code_has_six_characters_none_of_which_is_taken_for_another():
    codes = [new_code() for _ in range(200)]
    assert all(len(code) == 6 for code in codes)
    assert set("".join(codes)) <= set(ALPHABET)
    assert not set("ILO01SZB") & set(ALPHABET)
    assert len(set(codes)) == 200


def test_no_code_can_be_a_word():
    assert not set("AEIOU") & set(ALPHABET)


@pytest.mark.parametrize("typed", ["CDF234", "cdf234", " cdf 234 ", "CDF-234", "cdfz34"])
def test_a_code_is_read_as_people_type_it(typed):
    assert read_code(typed) == "CDF234"


@pytest.mark.parametrize("typed", ["", "CDF23", "CDF2345", "AEIOUY", "<b>CDF", "CDF23١", "C" * 5000])
def test_what_can_be_no_code_is_refused_in_one_sentence(typed):
    with pytest.raises(EvidenceError, match=r"^A code has 6 letters and digits"):
        read_code(typed)


def test_a_guessed_code_opens_nothing_and_tells_nothing(engine):
    led = lead_workshop(engine)
    wrong = "CDFGHJ" if led.code != "CDFGHJ" else "CDFGHK"
    assert tried(engine, wrong) == NOT_OPEN
    assert tried(engine, led.code) == ""


def test_an_expired_code_opens_nothing_until_it_is_extended(engine):
    led = lead_workshop(engine)
    assert tried(engine, led.code, at=NOW + LASTS) == NOT_OPEN
    extend(*led.here, at=NOW + LASTS)
    assert tried(engine, led.code, at=NOW + LASTS) == ""


def test_the_code_of_a_closed_workshop_opens_nothing(engine):
    led = lead_workshop(engine)
    close(*led.here, at=LATER)
    assert tried(engine, led.code) == NOT_OPEN


def test_a_renewed_code_replaces_the_one_before(engine):
    led = lead_workshop(engine)
    renewed = renew_code(*led.here)
    assert tried(engine, led.code) == NOT_OPEN
    assert tried(engine, renewed.code) == ""


def test_after_too_many_guesses_an_address_is_refused_even_with_the_right_code(engine):
    led = lead_workshop(engine)
    answers = [tried(engine, "CDFGHJ") for _ in range(FROM_ONE_ADDRESS + 1)]
    assert answers == [NOT_OPEN] * FROM_ONE_ADDRESS + [TOO_MANY]
    assert tried(engine, led.code) == TOO_MANY
    assert tried(engine, led.code, address="10.0.0.2") == ""


def test_an_address_is_let_in_again_after_ten_minutes(engine):
    led = lead_workshop(engine)
    for _ in range(FROM_ONE_ADDRESS + 1):
        tried(engine, "CDFGHJ")
    assert tried(engine, led.code, at=NOW + timedelta(minutes=10)) == ""


def test_guesses_from_many_addresses_are_refused_altogether(engine):
    led = lead_workshop(engine)
    for number in range(ALTOGETHER):
        assert tried(engine, "CDFGHJ", address=f"10.0.{number}.1") == NOT_OPEN
    assert tried(engine, led.code, address="10.9.9.9") == TOO_MANY


def test_a_room_that_shares_one_address_can_join(engine):
    led = lead_workshop(engine)
    assert [tried(engine, led.code) for _ in range(60)] == [""] * 60


def test_guesses_are_counted_together_by_two_processes(address):
    first, second = open_database(address), open_database(address)
    lead_workshop(first)
    answers = [tried(engine, "CDFGHJ") for _ in range(20) for engine in (first, second)]
    assert answers.count(NOT_OPEN) == FROM_ONE_ADDRESS
    assert answers.count(TOO_MANY) == 40 - FROM_ONE_ADDRESS
    first.dispose()
    second.dispose()


def test_guesses_at_the_same_moment_are_each_counted(engine):
    lead_workshop(engine)
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: tried(engine, "CDFGHJ"), range(50)))
    assert answers.count(NOT_OPEN) == FROM_ONE_ADDRESS


def test_no_address_stays_on_record(engine):
    led = lead_workshop(engine)
    tried(engine, "CDFGHJ", address="10.0.0.1")
    tried(engine, led.code, address="10.0.0.2")
    assert addresses(engine) == 1  # whose guess is still counted
    close(*led.here, at=NOW + timedelta(minutes=11))
    assert addresses(engine) == 0


def test_a_guess_changes_nothing_that_people_see(engine):
    led = lead_workshop(engine)
    before = pulse(engine, led.id)
    tried(engine, "CDFGHJ")
    assert pulse(engine, led.id) == before
