"""Items: adding, saving, moving and removing them; two people at the same field; twenty writers at once; a killed one."""

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from evidence.errors import EvidenceError
from evidence.workspace import items as module
from evidence.workspace.database import open_database
from evidence.workspace.history import restore, take_back
from evidence.workspace.items import (
    add_item,
    add_items,
    changes_of,
    last_change,
    move_item,
    read_items,
    remove_item,
    save_fields,
)
from evidence.workspace.records import POSITION, Conflict, Saved
from tests.workspaces import ANN, BEN, HOSTILE, begin, claim, elsewhere, log_leads_to_items, texts

WRITERS, WRITES = 20, 8
WRITER = """
import os, sys
from datetime import UTC, datetime
from evidence.workspace.database import open_database
from evidence.workspace.items import add_item, save_fields
from evidence.workspace.records import By, Saved

def write(address, workspace_id, name, times):
    engine, by = open_database(address), By(name, datetime.now(UTC))
    item = add_item(engine, workspace_id, "claim", {"text": name}, by).item
    print("begun", flush=True)
    for turn in range(times):
        saved = save_fields(engine, workspace_id, item.id, {"text": f"{name} {turn}"}, by, seen=item.content)
        assert isinstance(saved, Saved), saved
        item = saved.item
        print(saved.seq, turn, flush=True)
"""
ONE_WRITER = f"{WRITER}\nwrite(*sys.argv[1:4], 1_000_000)"
MANY_WRITERS = f"""{WRITER}
for number in range({WRITERS}):  # one process that becomes many, so that they all start at once
    if os.fork() == 0:
        write(*sys.argv[1:3], f"writer {{number}}", {WRITES})
        os._exit(0)
sys.exit(any(os.wait()[1] for _ in range({WRITERS})))
"""
ON_UNIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork and no signal that kills at once.")


def test_items_are_read_by_kind_and_in_the_order_in_which_they_were_added(engine):
    room = begin(engine)
    for kind, text in (("claim", "one"), ("evidence", "two"), ("claim", "three")):
        add_item(engine, room.id, kind, {"text": text}, ANN)
    found = read_items(engine, room.id)
    assert [(i.kind, i.position, i.content.get("text")) for i in found] == [
        ("about", 0.0, None), ("claim", 0.0, "one"), ("claim", 1.0, "three"), ("evidence", 0.0, "two"),
    ]  # fmt: skip
    assert last_change(engine, room.id) == 4
    assert last_change(engine, "f" * 32) == 0


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_what_people_type_or_paste_is_kept_and_returned_to_the_letter(engine, number):
    text = HOSTILE[number]
    room = begin(engine, title=text)
    one = claim(engine, room, "Pay is low.")
    saved = save_fields(engine, room.id, one.id, {"text": text, "rests_on": [text]}, BEN, seen={"text": "Pay is low."})
    assert isinstance(saved, Saved)
    about, found = read_items(engine, room.id)
    assert (about.content["title"], found.content) == (text, {"text": text, "rests_on": [text]})
    assert {change.after == text for change in changes_of(engine, room.id) if change.field == "text"} == {True}
    assert log_leads_to_items(engine, room)


def test_nul_and_halves_of_letters_are_left_out_wherever_they_stand(engine):
    room = begin(engine, title="A\x00b\ud83d")
    one = claim(engine, room, "Pay\x00 is low\udc00.")
    assert one.content == {"text": "Pay is low."}
    saved = save_fields(engine, room.id, one.id, {"text": "Pay\x00 is low."}, BEN, seen={"text": "Pay is low\udc00."})
    assert isinstance(saved, Saved) and saved.seq == 0
    assert read_items(engine, room.id)[0].content["title"] == "Ab"


def test_many_items_are_added_all_or_none(engine):
    room = begin(engine)
    with pytest.raises(EvidenceError, match="holds no 'song'"):
        add_items(engine, room.id, (("claim", {"text": "x"}), ("song", {})), ANN)
    assert last_change(engine, room.id) == 1
    saved = add_items(engine, room.id, tuple(("claim", {"text": str(n)}) for n in range(50)), ANN)
    assert [one.seq for one in saved] == list(range(2, 52))
    assert texts(engine, room) == [str(n) for n in range(50)]


def test_more_items_than_a_workspace_holds_are_refused(engine, monkeypatch):
    monkeypatch.setattr(module, "MOST_ITEMS", 3)
    room = begin(engine)
    claim(engine, room)
    with pytest.raises(EvidenceError, match="up to 3 entries; it has 2 and 2 more were given"):
        add_items(engine, room.id, (("claim", {}), ("claim", {})), ANN)
    claim(engine, room)


def test_what_a_workspace_is_about_is_there_exactly_once(engine):
    room = begin(engine)
    (about,) = read_items(engine, room.id)
    with pytest.raises(EvidenceError, match="says once what it is about"):
        add_item(engine, room.id, "about", {"title": "Another"}, ANN)
    with pytest.raises(EvidenceError, match="cannot be taken away"):
        remove_item(engine, room.id, about.id, ANN)
    with pytest.raises(EvidenceError, match="cannot be taken away"):
        take_back(engine, room.id, 1, ANN)
    assert read_items(engine, room.id) == (about,)


def test_nothing_is_added_to_a_workspace_that_is_gone(engine):
    with pytest.raises(EvidenceError, match="no longer there"):
        add_item(engine, "f" * 32, "claim", {}, ANN)


# ---- saving, and two people at once -----------------------------------------------------------------------------


def test_saving_what_is_there_already_is_no_change(engine):
    room = begin(engine)
    one = claim(engine, room)
    for fields in (
        {"text": "Pay is low."},
        {"by_whom": None},
        {"by_whom": ""},
        {"rests_on": []},
        {"agreed": False},
        {},
    ):
        assert save_fields(engine, room.id, one.id, fields, BEN, seen={}) == Saved(one, 0, 0)
    assert last_change(engine, room.id) == 2


def test_fields_saved_together_are_as_many_changes_and_can_be_taken_back(engine):
    room = begin(engine)
    one = claim(engine, room)
    saved = save_fields(engine, room.id, one.id, {"text": "New.", "section": "asks", "by_whom": ""}, BEN, seen={})
    assert isinstance(saved, Saved)
    assert saved.changes == (4, 3)
    for seq in saved.changes:
        assert take_back(engine, room.id, seq, BEN) is None
    assert read_items(engine, room.id)[1] == one


def test_two_people_change_different_fields_of_an_item_and_both_are_kept(engine):
    room = begin(engine)
    one = claim(engine, room, section="asks")
    assert isinstance(save_fields(engine, room.id, one.id, {"text": "Ann's"}, ANN, seen={"text": "Pay is low."}), Saved)
    assert isinstance(save_fields(engine, room.id, one.id, {"section": "offers"}, BEN, seen={"section": "asks"}), Saved)
    assert read_items(engine, room.id)[1].content == {"text": "Ann's", "section": "offers"}


def test_the_second_at_the_same_field_is_told_who_changed_it_to_what_and_loses_nothing(engine):
    room = begin(engine)
    one = claim(engine, room)
    save_fields(engine, room.id, one.id, {"text": "Ann's"}, ANN, seen={"text": "Pay is low."})
    answer = save_fields(
        engine,
        room.id,
        one.id,
        {"section": "asks", "text": "Ben's"},
        BEN,
        seen={"text": "Pay is low.", "section": None},
    )
    assert answer == Conflict(one.id, "text", "Ben's", "Ann's", ANN)
    assert not answer.removed
    assert read_items(engine, room.id)[1].content == {"text": "Ann's"}  # not even the field without a conflict
    again = save_fields(engine, room.id, one.id, {"text": answer.yours}, BEN, seen={"text": answer.theirs})
    assert isinstance(again, Saved)
    assert [c.after for c in changes_of(engine, room.id) if c.field == "text"] == ["Ann's", "Ben's"]


def test_the_same_typed_twice_is_no_conflict(engine):
    room = begin(engine)
    one = claim(engine, room)
    save_fields(engine, room.id, one.id, {"text": "Both."}, ANN, seen={"text": "Pay is low."})
    answer = save_fields(engine, room.id, one.id, {"text": "Both."}, BEN, seen={"text": "Pay is low."})
    assert isinstance(answer, Saved) and answer.seq == 0


def test_a_field_that_somebody_emptied_is_a_conflict_and_not_a_removed_item(engine):
    room = begin(engine)
    one = claim(engine, room)
    save_fields(engine, room.id, one.id, {"text": None}, ANN, seen={"text": "Pay is low."})
    answer = save_fields(engine, room.id, one.id, {"text": "Ben's"}, BEN, seen={"text": "Pay is low."})
    assert answer == Conflict(one.id, "text", "Ben's", None, ANN, removed=False)


def test_a_nought_is_not_an_empty_field(engine):
    room = begin(engine)
    one = claim(engine, room, value=0)
    answer = save_fields(engine, room.id, one.id, {"value": 5}, BEN, seen={"value": None})
    assert answer == Conflict(one.id, "value", 5, 0, ANN)


def test_a_box_without_its_tick_is_as_if_it_had_never_been_ticked(engine):
    room = begin(engine)
    one = claim(engine, room)
    assert isinstance(save_fields(engine, room.id, one.id, {"agreed": True}, BEN, seen={"agreed": False}), Saved)


def test_an_item_that_was_removed_meanwhile_is_said_and_what_was_typed_is_given_back(engine):
    room = begin(engine)
    one = claim(engine, room)
    removed = remove_item(engine, room.id, one.id, BEN)
    answer = save_fields(engine, room.id, one.id, {"text": "Ann's"}, ANN, seen={"text": "Pay is low."})
    assert answer == Conflict(one.id, "text", "Ann's", None, BEN, removed=True)
    assert take_back(engine, room.id, removed.seq, ANN) is None
    again = save_fields(engine, room.id, one.id, {"text": "Ann's"}, ANN, seen={"text": "Pay is low."})
    assert isinstance(again, Saved)
    assert texts(engine, room) == ["Ann's"]


def test_an_item_that_was_removed_and_restored_meanwhile_is_saved_as_if_nothing_had_been(engine):
    room = begin(engine)
    one = claim(engine, room)
    remove_item(engine, room.id, one.id, BEN)
    restore(engine, room.id, 2, BEN)
    assert isinstance(save_fields(engine, room.id, one.id, {"text": "x"}, ANN, seen={"text": "Pay is low."}), Saved)


def test_an_item_is_removed_once(engine):
    room = begin(engine)
    one = claim(engine, room)
    remove_item(engine, room.id, one.id, ANN)
    with pytest.raises(EvidenceError, match="somebody removed it"):
        remove_item(engine, room.id, one.id, BEN)


# ---- order ------------------------------------------------------------------------------------------------------


def moved(engine, order):
    """A workspace of statements a, b, c, d in which one was put before another (or last): their order, and the changes."""
    room = begin(engine)
    ids = {letter: claim(engine, room, letter).id for letter in "abcd"}
    start = last_change(engine, room.id)
    what, before = order
    move_item(engine, room.id, ids[what], ANN, before=ids[before] if before else None)
    assert log_leads_to_items(engine, room)
    return "".join(texts(engine, room)), last_change(engine, room.id) - start


@pytest.mark.parametrize(
    ("order", "after", "changes"),
    [
        (("d", "a"), "dabc", 1),
        (("a", "c"), "bacd", 1),
        (("b", None), "acdb", 1),
        (("c", "b"), "acbd", 1),
        (("a", "b"), "abcd", 0),
        (("d", None), "abcd", 0),
        (("b", "b"), "abcd", 0),
    ],
)
def test_moving_an_item_is_one_change_and_none_where_it_stands_there(engine, order, after, changes):
    assert moved(engine, order) == (after, changes)


def test_items_can_be_moved_to_the_same_place_without_end(engine):
    """Each goes between the second and the one after that, so that halves run out of digits after 53."""
    room = begin(engine)
    first, second, one, other = (claim(engine, room, letter).id for letter in "abcd")
    for turn in range(70):
        last, before = (other, one) if turn % 2 == 0 else (one, other)
        move_item(engine, room.id, last, ANN, before=before)
        assert [item.id for item in read_items(engine, room.id)[1:]] == [first, second, last, before]
    positions = [item.position for item in read_items(engine, room.id)[1:]]
    assert positions == sorted(set(positions))
    assert log_leads_to_items(engine, room)


def test_nothing_is_moved_before_what_is_gone_or_of_another_kind(engine):
    room = begin(engine)
    one, two = claim(engine, room, "a"), claim(engine, room, "b")
    other = add_item(engine, room.id, "evidence", {}, ANN).item
    remove_item(engine, room.id, one.id, BEN)
    for before in (one.id, other.id):
        with pytest.raises(EvidenceError, match="to stand before is no longer there; nothing was moved"):
            move_item(engine, room.id, two.id, ANN, before=before)
    assert POSITION not in {change.field for change in changes_of(engine, room.id)}


def test_an_only_item_stays_where_it_is(engine):
    room = begin(engine)
    move_item(engine, room.id, claim(engine, room).id, ANN, before=None)
    assert last_change(engine, room.id) == 2


# ---- many at once -----------------------------------------------------------------------------------------------


def nothing_was_lost(engine, room, writers, writes):
    """Every writer's last text stands there, and the log has every write, numbered without gaps."""
    changes = changes_of(engine, room.id)
    assert [change.seq for change in changes] == list(range(1, 1 + writers * (1 + writes) + 1))
    assert sorted(texts(engine, room)) == sorted(f"writer {n} {writes - 1}" for n in range(writers))
    for n in range(writers):
        own = [change.after for change in changes if change.by.name == f"writer {n}" and change.field == "text"]
        assert own == [f"writer {n} {turn}" for turn in range(writes)]
    assert log_leads_to_items(engine, room)


def test_twenty_threads_write_at_once_and_nothing_is_lost(engine):
    room, start = begin(engine), Barrier(WRITERS)

    def write(number):
        by = type(ANN)(f"writer {number}", ANN.at)
        item = add_item(engine, room.id, "claim", {"text": "begun"}, by).item
        start.wait()
        for turn in range(WRITES):
            saved = save_fields(engine, room.id, item.id, {"text": f"writer {number} {turn}"}, by, seen=item.content)
            assert isinstance(saved, Saved)
            item = saved.item

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    nothing_was_lost(engine, room, WRITERS, WRITES)


@ON_UNIX
def test_twenty_processes_write_at_once_and_nothing_is_lost(engine, address):
    room = begin(engine)
    writers = elsewhere(MANY_WRITERS, address, room.id)
    assert (writers.communicate(timeout=300)[1], writers.returncode) == ("", 0)
    nothing_was_lost(engine, room, WRITERS, WRITES)


def test_threads_at_one_field_are_told_of_each_other_and_one_of_them_saves(engine):
    room = begin(engine)
    one, start = claim(engine, room), Barrier(8)

    def write(number):
        start.wait()
        return save_fields(engine, room.id, one.id, {"text": f"writer {number}"}, ANN, seen={"text": "Pay is low."})

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(write, range(8)))
    (saved,) = [answer for answer in answers if isinstance(answer, Saved)]
    assert {answer.theirs for answer in answers if isinstance(answer, Conflict)} == {saved.item.content["text"]}
    assert texts(engine, room) == [saved.item.content["text"]]


@ON_UNIX
def test_what_was_acknowledged_survives_the_killing_of_the_process(engine, address):
    room = begin(engine)
    for after in (1, 2, 5, 9, 17):
        writer = elsewhere(ONE_WRITER, address, room.id, f"killed after {after}")
        assert writer.stdout is not None
        acknowledged = [writer.stdout.readline() for _ in range(after + 1)][1:]
        writer.kill()
        acknowledged += writer.communicate(timeout=60)[0].splitlines()
        whole = [line.split() for line in acknowledged if len(line.split()) == 2]
        again = open_database(address)
        log = {change.seq: change.after for change in changes_of(again, room.id)}
        assert {int(seq): f"killed after {after} {turn}" for seq, turn in whole[:-1]}.items() <= log.items()
        assert list(log) == list(range(1, len(log) + 1))
        assert log_leads_to_items(again, room)
        again.dispose()
