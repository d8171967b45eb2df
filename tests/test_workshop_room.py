"""What the screens read: everything of the current step, and nothing again while nothing has changed."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import event

from evidence.errors import EvidenceError
from evidence.workshop.hands import raise_hand
from evidence.workshop.notes import add_note
from evidence.workshop.room import Rooms, read_room
from evidence.workshop.sessions import erase_workshop, pulse
from evidence.workshop.steering import stop
from evidence.workshop.voting import cast
from tests.workshopping import NOW, device, lead_workshop


def test_each_step_has_what_belongs_to_it(engine):
    led = lead_workshop(engine, people=1)
    look = read_room(engine, led.id)
    assert (look.workshop.at, look.answered, look.notes, look.tally, look.show) == ("look", 0, (), None, None)
    led.go("know")
    add_note(engine, led.id, device(1), "know", "Skills", submission="1", at=NOW)
    know = read_room(engine, led.id)
    assert ([note.text for note in know.notes], know.answered) == (["Skills"], 1)
    led.go("themes")
    themes = read_room(engine, led.id)
    assert ([note.text for note in themes.notes], themes.answered) == (["Skills"], 0)
    led.go("dots")
    cast(engine, led.id, device(1), "dots", {"1": 3}, at=NOW)
    assert [result.dots for result in read_room(engine, led.id).tally.results] == [3, 0, 0]
    led.go("agree")
    raise_hand(engine, led.id, device(1), "agree", "agree", at=NOW)
    assert read_room(engine, led.id).show.people == 1


def test_a_room_that_has_not_changed_is_the_same_after_one_read(engine):
    led = lead_workshop(engine, step="dots", people=1)
    known = read_room(engine, led.id)
    asked = []
    event.listen(engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    assert read_room(engine, led.id, known=known) is known
    assert len([sql for sql in asked if sql.startswith("SELECT")]) == 1
    cast(engine, led.id, device(1), "dots", {"1": 3}, at=NOW)
    assert read_room(engine, led.id, known=known).answered == 1


def test_the_pulse_is_one_read_by_the_primary_key(engine):
    led = lead_workshop(engine)
    asked = []
    event.listen(engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    pulse(engine, led.id)
    (select,) = [sql for sql in asked if sql.startswith("SELECT")]
    assert " ".join(select.split()).startswith("SELECT workshops.pulse FROM workshops WHERE workshops.id = ")


def test_screens_of_one_process_read_the_room_once_for_all_of_them_after_each_change(engine):
    led = lead_workshop(engine, step="dots", people=1)
    rooms, asked = Rooms(engine), []
    first = rooms.read(led.id)
    cast(engine, led.id, device(1), "dots", {"1": 3}, at=NOW)
    event.listen(engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    with ThreadPoolExecutor(8) as pool:
        read = list(pool.map(lambda _: rooms.read(led.id), range(40)))
    assert (first.answered, {room.answered for room in read}) == (0, {1})
    assert len({id(room) for room in read}) == 1
    assert len([sql for sql in asked if "FROM slips" in sql]) == 1


def test_each_workshop_has_its_own_room_and_one_that_is_gone_is_said_to_be(engine):
    led, other = lead_workshop(engine, step="dots"), lead_workshop(engine, step="know")
    rooms = Rooms(engine)
    assert [rooms.read(one.id).workshop.at for one in (led, other, led)] == ["dots", "know", "dots"]
    erase_workshop(*led.here)
    with pytest.raises(EvidenceError, match="no longer there"):
        rooms.read(led.id)


def test_a_room_is_of_one_moment(engine):
    led = lead_workshop(engine, step="dots", people=1)
    known = read_room(engine, led.id)
    stop(*led.here, seen="dots")
    assert (known.workshop.taking, read_room(engine, led.id, known=known).workshop.taking) == (True, False)
