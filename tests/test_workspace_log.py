"""The log: every change of an item has its line, numbered from 1 without gaps, and says what was before and after."""

import pytest

from evidence.errors import EvidenceError
from evidence.workspace.database import reading, writing
from evidence.workspace.items import add_items, changes_of, move_item, read_items, remove_item, save_fields
from evidence.workspace.log import last_touch, lock, value_of, with_field
from evidence.workspace.records import POSITION, WHOLE, By, Item
from tests.workspaces import ABOUT, ANN, AT, BEN, begin, claim

ONE = Item("a" * 32, "claim", 2.0, {"text": "Pay is low."})


def test_each_change_is_a_line_with_who_when_before_and_after(engine):
    room = begin(engine)
    one = claim(engine, room)
    claim(engine, room, "Skills are scarce.")
    save_fields(engine, room.id, one.id, {"text": "Pay is high."}, BEN, seen={})
    save_fields(engine, room.id, one.id, {"by_whom": "The council"}, BEN, seen={})
    save_fields(engine, room.id, one.id, {"by_whom": None}, ANN, seen={})
    move_item(engine, room.id, one.id, ANN, before=None)
    remove_item(engine, room.id, one.id, BEN)
    whole = {"position": 0.0, "content": {"text": "Pay is low."}}
    assert [(c.seq, c.field, c.before, c.after, c.by.name) for c in changes_of(engine, room.id)] == [
        (1, WHOLE, None, {"position": 0.0, "content": ABOUT}, ANN.name),
        (2, WHOLE, None, whole, ANN.name),
        (3, WHOLE, None, {"position": 1.0, "content": {"text": "Skills are scarce."}}, ANN.name),
        (4, "text", "Pay is low.", "Pay is high.", BEN.name),
        (5, "by_whom", None, "The council", BEN.name),
        (6, "by_whom", "The council", None, ANN.name),
        (7, POSITION, 0.0, 2.0, ANN.name),
        (8, WHOLE, {"position": 2.0, "content": {"text": "Pay is high."}}, None, BEN.name),
    ]
    assert {change.by.at for change in changes_of(engine, room.id)} == {AT}
    assert [change.seq for change in changes_of(engine, room.id, since=6)] == [7, 8]


@pytest.mark.parametrize("number", [0, 1, 1.0, -0.5, 1e22, 10**22, 2**63, 2**70 + 1, 0.1 + 0.2, 1e-300, "1e5", "007"])
def test_numbers_are_kept_to_the_last_digit_and_text_that_looks_like_one_is_text(engine, number):
    room = begin(engine)
    one = claim(engine, room)
    save_fields(engine, room.id, one.id, {"value": number}, BEN, seen={})
    found = [changes_of(engine, room.id)[-1].after, read_items(engine, room.id)[1].content["value"]]
    assert [(value, type(value)) for value in found] == [(number, type(number))] * 2


def test_who_gives_no_name_is_on_record_as_someone_with_the_link(engine):
    room = begin(engine)
    add_items(engine, room.id, (("claim", {"text": "x"}),), By(" ", AT))
    assert changes_of(engine, room.id)[-1].by.name == "Someone with the edit link"


def test_a_workspace_that_is_gone_cannot_be_locked(engine):
    with pytest.raises(EvidenceError, match="This workspace is no longer there"), writing(engine) as connection:
        lock(connection, "f" * 32)


def test_each_workspace_has_numbers_of_its_own(engine):
    first, second = begin(engine), begin(engine)
    claim(engine, first)
    claim(engine, second)
    assert [c.seq for c in changes_of(engine, first.id)] == [c.seq for c in changes_of(engine, second.id)] == [1, 2]


def test_who_last_changed_a_field_is_who_changed_it_or_the_whole_item(engine):
    room = begin(engine)
    one = claim(engine, room)
    save_fields(engine, room.id, one.id, {"text": "Pay is high."}, BEN, seen={})
    with reading(engine) as connection:
        assert last_touch(connection, room.id, one.id, "text") == BEN
        assert last_touch(connection, room.id, one.id, "by_whom") == ANN
        assert last_touch(connection, room.id, "e" * 32, "text") is None


def test_a_value_is_of_a_field_a_position_or_the_whole():
    assert value_of(ONE, "text") == "Pay is low."
    assert value_of(ONE, "by_whom") is None
    assert value_of(ONE, POSITION) == 2.0
    assert value_of(ONE, WHOLE) == {"position": 2.0, "content": {"text": "Pay is low."}}
    assert value_of(None, "text") is value_of(None, WHOLE) is None


def test_a_field_that_is_emptied_is_no_longer_there():
    assert with_field(ONE, "text", None).content == {}
    assert with_field(ONE, POSITION, 5).position == 5.0
    assert with_field(ONE, "by_whom", "Us").content == {"text": "Pay is low.", "by_whom": "Us"}
