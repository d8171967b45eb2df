"""Notes: written once however often they are sent, changed and taken back by their author only, kept letter by letter."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from evidence.errors import EvidenceError
from evidence.workshop.grouping import hide_note
from evidence.workshop.notes import LOST, NOT_YOURS, add_note, edit_note, own_notes, read_notes, take_back
from evidence.workshop.room import read_room
from evidence.workshop.tables import NOTES
from evidence.workshop.turns import MOST_NOTES
from tests.workshopping import NOW, device, lead_workshop

HOSTILE = (
    "<script>alert(1)</script>",
    "'; DROP TABLE notes; --",
    '=HYPERLINK("http://x")',
    "[link](javascript:alert(1)) **bold** $x^2$ :material/home:",
    "{{7*7}} ${7*7} %s %(name)s",
    "\u202egnp.exe",
    "👩🏽‍🏫 ŵŷ e\u0301 \u200b",
)


def write(led, number, text="Skills", *, submission="1", signed=False):
    return add_note(led.engine, led.id, device(number), "know", text, submission=submission, signed=signed, at=NOW)


def texts(led):
    return [note.text for note in read_notes(led.engine, led.id, "know")]


def test_notes_are_read_in_the_order_in_which_they_were_written(engine):
    led = lead_workshop(engine, step="know", people=2)
    for number, text in ((1, "Skills"), (2, "Rents"), (1, "Banks")):
        write(led, number, text, submission=text)
    assert texts(led) == ["Skills", "Rents", "Banks"]


def test_the_same_submission_twice_counts_once_and_another_with_the_same_words_is_another(engine):
    led = lead_workshop(engine, step="know", people=2)
    first = write(led, 1)
    assert write(led, 1) == first
    write(led, 1, submission="2")
    write(led, 2)
    assert texts(led) == ["Skills"] * 3


def test_a_submission_that_arrives_again_after_it_was_taken_back_does_not_return(engine):
    led = lead_workshop(engine, step="know", people=1)
    take_back(engine, led.id, device(1), write(led, 1).id, at=NOW)
    write(led, 1)
    assert texts(led) == []


def test_the_same_submission_at_the_same_moment_counts_once(engine):
    led = lead_workshop(engine, step="know", people=1)
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: write(led, 1), range(16)))
    assert len({note.id for note in made}) == 1
    assert texts(led) == ["Skills"]
    assert read_room(engine, led.id).answered == 1


def test_people_are_counted_who_wrote_not_notes(engine):
    led = lead_workshop(engine, step="know", people=3)
    mine = [write(led, 1, submission=str(n)) for n in range(3)]
    write(led, 2)
    assert read_room(engine, led.id).answered == 2
    for note in mine[:2]:
        take_back(engine, led.id, device(1), note.id, at=NOW)
    assert read_room(engine, led.id).answered == 2
    take_back(engine, led.id, device(1), mine[2].id, at=NOW)
    assert read_room(engine, led.id).answered == 1


def test_a_note_has_no_name_unless_its_author_puts_it_there_and_takes_it_away_again(engine):
    led = lead_workshop(engine, step="know")
    led.join(1, "Ann", "Chamber")
    assert write(led, 1).name == ""
    signed = write(led, 1, submission="2", signed=True)
    assert (signed.name, signed.organisation) == ("Ann", "Chamber")
    unsigned = edit_note(engine, led.id, device(1), signed.id, "Skills", at=NOW)
    assert (unsigned.name, unsigned.organisation) == ("", "")


def test_its_author_can_change_a_note_and_nobody_else_can(engine):
    led = lead_workshop(engine, step="know", people=2)
    note = write(led, 1)
    for act in (
        lambda: edit_note(engine, led.id, device(2), note.id, "Mine", at=NOW),
        lambda: take_back(engine, led.id, device(2), note.id, at=NOW),
    ):
        with pytest.raises(EvidenceError, match=NOT_YOURS):
            act()
    assert edit_note(engine, led.id, device(1), note.id, "Skills of welders", at=NOW).text == "Skills of welders"
    assert texts(led) == ["Skills of welders"]


def test_a_device_knows_its_own_notes_again(engine):
    led = lead_workshop(engine, step="know", people=2)
    mine, _ = write(led, 1), write(led, 2)
    assert own_notes(led.id, device(1), read_notes(engine, led.id, "know")) == (mine,)


def test_notes_are_changed_only_while_their_step_takes_notes(engine):
    led = lead_workshop(engine, step="know", people=1)
    note = write(led, 1)
    led.go("themes")
    for act in (
        lambda: edit_note(engine, led.id, device(1), note.id, "Late", at=NOW),
        lambda: take_back(engine, led.id, device(1), note.id, at=NOW),
        lambda: write(led, 1, "Late", submission="2"),
    ):
        with pytest.raises(EvidenceError, match="moved on from 'What you know'"):
            act()
    assert texts(led) == ["Skills"]


def test_a_note_taken_back_leaves_no_words_and_cannot_be_changed(engine):
    led = lead_workshop(engine, step="know", people=1)
    note = write(led, 1, "Xylophones")
    take_back(engine, led.id, device(1), note.id, at=NOW)
    with engine.connect() as connection:
        assert "Xylophones" not in str(connection.execute(select(NOTES)).all())
    with pytest.raises(EvidenceError, match=LOST):
        edit_note(engine, led.id, device(1), note.id, "Again", at=NOW)


def test_a_hidden_note_can_still_be_taken_back_by_its_author(engine):
    led = lead_workshop(engine, step="know", people=1)
    note = write(led, 1)
    hide_note(*led.here, note.id, hidden=True)
    take_back(engine, led.id, device(1), note.id, at=NOW)
    assert texts(led) == []


@pytest.mark.parametrize("text", ["", "  \n ", "\x00"])
def test_an_empty_note_is_refused(engine, text):
    led = lead_workshop(engine, step="know", people=1)
    with pytest.raises(EvidenceError, match="The note is empty"):
        write(led, 1, text)


def test_a_note_that_is_too_long_is_refused_with_its_length(engine):
    led = lead_workshop(engine, step="know", people=1)
    assert len(write(led, 1, "x" * 500).text) == 500
    with pytest.raises(EvidenceError, match="up to 500 characters, this one 501"):
        write(led, 1, "x" * 501, submission="2")


def test_one_person_cannot_flood_a_question(engine):
    led = lead_workshop(engine, step="know", people=2)
    for number in range(MOST_NOTES):
        write(led, 1, submission=str(number))
    with pytest.raises(EvidenceError, match="One person can write 50 notes"):
        write(led, 1, submission="more")
    write(led, 2)
    assert len(texts(led)) == MOST_NOTES + 1


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_stored_and_returned_letter_by_letter(engine, text):
    led = lead_workshop(engine, step="know", people=1)
    write(led, 1, text)
    assert texts(led) == [text]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=200))
def test_any_text_comes_back_as_it_was_written_without_what_no_database_holds(sqlite, text):
    kept = text.replace("\x00", "").encode("utf-8", "ignore").decode().strip()
    led = lead_workshop(sqlite, step="know", people=1)
    if kept:
        assert write(led, 1, text).text == kept
        assert texts(led) == [kept]
    else:
        with pytest.raises(EvidenceError, match="empty"):
            write(led, 1, text)
