"""A list that a page changes as a whole: only what differs is written, and nobody's change is lost unseen."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence.errors import EvidenceError
from evidence.workspace.items import changes_of, last_change, read_items
from evidence.workspace.lists import change_list
from tests.workspaces import ANN, BEN, HOSTILE, begin, log_leads_to_items


def entry(name, text="", **more):
    return {"name": name, "text": text, **more}


def change(engine, room, before, after, by=ANN):
    return change_list(engine, room.id, "activity", "name", before, after, by)


def held(engine, room):
    return {item.content["name"]: item.content for item in read_items(engine, room.id) if item.kind == "activity"}


def test_what_is_new_is_added_what_differs_changed_and_what_is_gone_removed(engine):
    room = begin(engine)
    first = [entry("a", "one"), entry("b", "two"), entry("c", "three")]
    assert change(engine, room, [], first) == 3
    after = [entry("a", "one"), entry("b", "2", more=[1]), entry("d", "four")]
    assert change(engine, room, first, after) == 4  # c removed, two fields of b, d added
    assert held(engine, room) == {one["name"]: one for one in after}
    assert log_leads_to_items(engine, room)


def test_the_same_list_is_no_change(engine):
    room = begin(engine)
    first = [entry("a", "one"), entry("b", None)]
    change(engine, room, [], first)
    last = last_change(engine, room.id)
    assert change(engine, room, first, first) == 0
    assert last_change(engine, room.id) == last


def test_what_somebody_else_added_or_changed_elsewhere_stays(engine):
    room = begin(engine)
    seen = [entry("a", "one"), entry("b", "two")]
    change(engine, room, [], seen)
    change(engine, room, seen, [entry("a", "one"), entry("b", "Ben's"), entry("c", "Ben's too")], BEN)
    change(engine, room, seen, [entry("a", "Ann's"), entry("b", "two")])
    assert {name: one["text"] for name, one in held(engine, room).items()} == {
        "a": "Ann's",
        "b": "Ben's",
        "c": "Ben's too",
    }


@pytest.mark.parametrize(
    ("mine", "why"),
    [([entry("a", "Ann's")], "changed"), ([], "removed"), ([entry("a", "one"), entry("c", "Ann's")], "added")],
)
def test_what_somebody_else_changed_meanwhile_is_not_written_over_and_nothing_is_half_done(engine, mine, why):
    room = begin(engine)
    seen = [entry("a", "one")]
    change(engine, room, [], seen)
    theirs = [*seen, entry("c", "Ben's")] if why == "added" else [entry("a", "Ben's")]
    change(engine, room, seen, theirs, BEN)
    before, last = read_items(engine, room.id), last_change(engine, room.id)
    with pytest.raises(EvidenceError, match=r"Somebody else changed '[ac]' meanwhile, so nothing was kept"):
        change(engine, room, seen, [*mine, entry("z", "new")])
    assert (read_items(engine, room.id), last_change(engine, room.id)) == (before, last)


def test_two_who_do_the_same_agree(engine):
    room = begin(engine)
    change(engine, room, [], [entry("a", "one")])
    for by in (ANN, BEN):
        change(engine, room, [entry("a", "one")], [entry("a", "two"), entry("b", "new")], by)
    assert {name: one["text"] for name, one in held(engine, room).items()} == {"a": "two", "b": "new"}
    change(engine, room, [entry("b", "new")], [])
    assert change(engine, room, [entry("b", "new")], []) == 0
    assert [c.by.name for c in changes_of(engine, room.id)][-1] == ANN.name


def test_an_entry_that_cannot_be_kept_is_refused_before_anything_is_written(engine):
    room = begin(engine)
    with pytest.raises(EvidenceError, match="20,000"):
        change(engine, room, [], [entry("a", "fine"), entry("b", "x" * 20_001)])
    assert held(engine, room) == {}


def test_what_people_paste_is_kept_exactly(engine):
    room = begin(engine)
    entries = [entry(f"n{n}", text) for n, text in enumerate(HOSTILE)]
    change(engine, room, [], entries)
    assert [held(engine, room)[one["name"]]["text"] for one in entries] == list(HOSTILE)


lists = st.lists(
    st.builds(entry, st.sampled_from("abc"), st.sampled_from(["one", "two"])), max_size=3, unique_by=lambda e: e["name"]
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(lists, max_size=5))
def test_whatever_is_done_the_list_is_the_last_one_and_the_log_leads_to_it(sqlite, steps):
    room = begin(sqlite)
    before = []
    for after in steps:
        change(sqlite, room, before, after)
        assert held(sqlite, room) == {one["name"]: one for one in after}
        before = after
    assert log_leads_to_items(sqlite, room)
