"""The history: any earlier state, versions, ways back that are changes themselves, and erasing for good."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from evidence.errors import EvidenceError
from evidence.workspace.history import (
    erase,
    is_unbroken,
    keep_version,
    restore,
    state_at,
    take_back,
    versions_of,
)
from evidence.workspace.items import (
    add_item,
    changes_of,
    last_change,
    move_item,
    read_items,
    remove_item,
    save_fields,
)
from evidence.workspace.log import value_of
from evidence.workspace.records import WHOLE, Change, Conflict, Saved, clean
from evidence.workspace.transfer import export_workspace, import_workspace
from evidence.workspace.workspaces import new_link
from tests.workspaces import ANN, BEN, HOSTILE, begin, claim, log_leads_to_items, texts

values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(HOSTILE),
    st.text(max_size=30),
    st.lists(st.text(max_size=5), max_size=3),
    st.dictionaries(st.text(max_size=5), st.one_of(st.none(), st.floats(-10, 10), st.text(max_size=5)), max_size=3),
)
contents = st.dictionaries(st.sampled_from(("text", "section", "said", "rests_on", "accepted")), values, max_size=4)
which = st.integers(0, 30)  # of what is there, counted round
steps = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.sampled_from(("claim", "evidence", "sign-off")), contents),
        st.tuples(st.just("save"), which, contents),
        st.tuples(st.just("move"), which, which),
        st.tuples(st.just("remove"), which),
        st.tuples(st.just("restore"), which),
        st.tuples(st.just("take back"), which),
        st.tuples(st.just("keep"), st.sampled_from(("First draft", "Agreed"))),
        st.tuples(st.just("erase"), which),
    ),
    max_size=14,
)


def take(engine, room, step):
    """One step of a team's work."""
    match step:
        case ("add", kind, content):
            add_item(engine, room.id, kind, content, ANN)
        case ("keep", name):
            keep_version(engine, room.id, name, ANN)
        case ("restore", number):
            restore(engine, room.id, 1 + number % last_change(engine, room.id), BEN)
        case ("take back", number):
            log = [c for c in changes_of(engine, room.id) if c.kind != "about" and (c.before, c.after) != (None, None)]
            if log:
                take_back(engine, room.id, log[number % len(log)].seq, BEN)
        case (what, number, *more):
            items = [item for item in read_items(engine, room.id) if item.kind != "about"]
            if items:
                change_one(engine, room, what, items, items[number % len(items)], *more)


def change_one(engine, room, what, items, item, more=None):
    if what == "save":
        assert isinstance(save_fields(engine, room.id, item.id, more, BEN, seen=item.content), Saved)
    elif what == "move":
        alike = [other.id for other in items if other.kind == item.kind]
        move_item(engine, room.id, item.id, BEN, before=alike[more % len(alike)] if more % 3 else None)
    elif what == "remove":
        remove_item(engine, room.id, item.id, ANN)
    else:
        erase(engine, room.id, item.id, ANN)


def whatever_is_done(engine, work):
    """The promises of the history for any work: kept after every step."""
    room = begin(engine)
    for step in work:
        take(engine, room, step)
    now, changes = read_items(engine, room.id), changes_of(engine, room.id)
    assert state_at(changes, changes[-1].seq) == now
    assert state_at(changes, 0) == ()
    assert is_unbroken(changes)
    assert [change.seq for change in changes] == sorted({change.seq for change in changes})
    copied_exactly(engine, room)
    restored_exactly(engine, room, changes)


def copied_exactly(engine, room):
    file = export_workspace(engine, room.id)
    copy = import_workspace(engine, file, link=new_link())
    assert export_workspace(engine, copy.id) == file
    assert read_items(engine, copy.id) == read_items(engine, room.id)
    assert changes_of(engine, copy.id) == changes_of(engine, room.id)
    assert versions_of(engine, copy.id) == versions_of(engine, room.id)
    assert copy.created == room.created


def restored_exactly(engine, room, changes):
    now, last = read_items(engine, room.id), last_change(engine, room.id)
    for seq in {
        changes[0].seq,
        changes[len(changes) // 2].seq,
        *(version.seq for version in versions_of(engine, room.id)),
    }:
        restore(engine, room.id, seq, BEN)
        assert read_items(engine, room.id) == state_at(changes, seq)
        restore(engine, room.id, last, BEN)
        assert read_items(engine, room.id) == now


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(work=steps)
def test_whatever_is_done_the_log_leads_to_it_copies_are_exact_and_restoring_is_exact_and_undone_on_sqlite(
    sqlite, work
):
    whatever_is_done(sqlite, work)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(work=steps)
def test_whatever_is_done_the_log_leads_to_it_copies_are_exact_and_restoring_is_exact_and_undone_on_postgresql(
    postgresql, work
):
    whatever_is_done(postgresql, work)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(work=steps, step=steps.filter(bool).map(lambda taken: taken[-1]))
def test_what_one_step_changed_can_be_taken_back_change_by_change(sqlite: Engine, work, step):
    room = begin(sqlite)
    for one in work:
        take(sqlite, room, one)
    before, last = read_items(sqlite, room.id), last_change(sqlite, room.id)
    if step[0] != "erase":
        take(sqlite, room, step)
    for change in reversed(changes_of(sqlite, room.id, since=last)):
        assert take_back(sqlite, room.id, change.seq, BEN) is None
    assert read_items(sqlite, room.id) == before


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=contents.map(lambda c: c | {"text": "x"}), text=st.text(st.characters(exclude_categories=()), max_size=200)
)
def test_any_text_is_kept_but_for_nul_and_halves_of_letters(sqlite: Engine, content, text):
    room = begin(sqlite)
    item = add_item(sqlite, room.id, "claim", content, ANN).item
    save_fields(sqlite, room.id, item.id, {"text": text}, BEN, seen=content)
    found = next(one for one in read_items(sqlite, room.id) if one.id == item.id)
    kept = "".join(c for c in text if c != "\0" and not "\ud800" <= c <= "\udfff")
    assert found.content.get("text") == kept
    assert {n: v for n, v in found.content.items() if n != "text"} == {
        n: clean(v) for n, v in content.items() if v is not None and n != "text"
    }


# ---- versions and restoring -------------------------------------------------------------------------------------


def test_a_version_is_what_there_was_when_it_got_its_name(engine):
    room = begin(engine)
    one = claim(engine, room)
    kept = keep_version(engine, room.id, "  Draft\n for partners ", ANN)
    assert (kept.name, kept.seq, kept.by) == ("Draft for partners", 2, ANN)
    then = read_items(engine, room.id)
    save_fields(engine, room.id, one.id, {"text": "Pay is high."}, BEN, seen={})
    claim(engine, room, "More.")
    later = keep_version(engine, room.id, "Agreed", BEN)
    assert versions_of(engine, room.id) == tuple(sorted((kept, later), key=lambda version: version.id))
    assert restore(engine, room.id, kept.seq, ANN) == 2  # one statement removed, one text changed
    assert read_items(engine, room.id) == then
    assert texts(engine, room) == ["Pay is low."]
    assert last_change(engine, room.id) == 6
    assert restore(engine, room.id, later.seq, ANN) == 2
    assert texts(engine, room) == ["Pay is high.", "More."]
    assert restore(engine, room.id, later.seq, ANN) == 0


@pytest.mark.parametrize("name", ["", " \n", "\x00", "x" * 201])
def test_a_version_needs_a_name_that_fits(engine, name):
    room = begin(engine)
    with pytest.raises(EvidenceError, match="Give the version a name of up to 200 characters"):
        keep_version(engine, room.id, name, ANN)
    assert versions_of(engine, room.id) == ()


def test_a_versions_name_is_kept_without_what_no_database_holds(engine):
    room = begin(engine)
    assert keep_version(engine, room.id, "Dra\x00ft\ud800", ANN).name == "Draft"
    assert versions_of(engine, room.id)[0].name == "Draft"


@pytest.mark.parametrize("seq", [-1, 0, 3, 2**70])
def test_a_state_that_never_was_cannot_be_restored(engine, seq):
    room = begin(engine)
    claim(engine, room)
    with pytest.raises(EvidenceError, match=f"There is no change numbered {seq} in this workspace; the last is 2"):
        restore(engine, room.id, seq, ANN)
    assert last_change(engine, room.id) == 2


# ---- taking back ------------------------------------------------------------------------------------------------


def test_what_was_changed_again_since_is_not_taken_back(engine):
    room = begin(engine)
    one = claim(engine, room)
    save_fields(engine, room.id, one.id, {"text": "Ann's"}, ANN, seen={})
    save_fields(engine, room.id, one.id, {"text": "Ben's"}, BEN, seen={})
    assert take_back(engine, room.id, 3, ANN) == Conflict(one.id, "text", "Pay is low.", "Ben's", BEN)
    assert take_back(engine, room.id, 2, ANN) == Conflict(
        one.id, WHOLE, None, {"position": 0.0, "content": {"text": "Ben's"}}, ANN
    )  # the coming of a statement that Ben has worked on
    assert texts(engine, room) == ["Ben's"]
    assert take_back(engine, room.id, 4, ANN) is None
    assert texts(engine, room) == ["Ann's"]


def test_a_change_of_what_was_removed_is_not_taken_back(engine):
    room = begin(engine)
    one = claim(engine, room)
    save_fields(engine, room.id, one.id, {"by_whom": None, "section": "asks"}, ANN, seen={})
    remove_item(engine, room.id, one.id, BEN)
    assert take_back(engine, room.id, 3, ANN) == Conflict(one.id, "section", None, None, BEN, removed=True)
    assert take_back(engine, room.id, 4, ANN) is None
    assert value_of(read_items(engine, room.id)[1], "section") == "asks"
    assert isinstance(take_back(engine, room.id, 4, ANN), Conflict)  # it is back already


@pytest.mark.parametrize("seq", [0, 9, -3, 2**63 - 1])
def test_a_change_that_never_was_is_not_taken_back(engine, seq):
    room = begin(engine)
    with pytest.raises(EvidenceError, match=f"There is no change numbered {seq}"):
        take_back(engine, room.id, seq, ANN)


# ---- a log by hand ----------------------------------------------------------------------------------------------


def line(seq, field, before, after, item="a", kind="claim"):
    return Change(seq, item * 32, kind, field, before, after, ANN)


CAME = line(1, WHOLE, None, {"position": 0.0, "content": {"text": "a"}})


@pytest.mark.parametrize(
    ("changes", "unbroken"),
    [
        ([], True),
        ([CAME], True),
        ([CAME, line(2, "text", "a", "b"), line(3, "position", 0.0, 5.0)], True),
        ([CAME, line(2, WHOLE, {"position": 0.0, "content": {"text": "a"}}, None)], True),
        ([line(4, WHOLE, None, None)], True),  # what was erased
        ([CAME, line(2, "text", "z", "b")], False),
        ([CAME, CAME], False),
        ([CAME, line(2, "text", "a", "b", kind="evidence")], False),
        ([line(1, "text", None, "b")], False),
        ([CAME, line(2, WHOLE, None, None)], False),
        ([CAME, line(2, WHOLE, {"position": 0.0, "content": {}}, None)], False),
    ],
)
def test_a_log_is_unbroken_where_each_change_begins_with_what_was_there(changes, unbroken):
    assert is_unbroken(changes) is unbroken


def test_a_state_is_made_of_the_changes_up_to_it():
    changes = [CAME, line(2, "text", "a", "b"), line(3, "text", "b", None), line(4, "position", 0.0, 7)]
    assert [state_at(changes, seq)[0].content for seq in (1, 2, 3, 4)] == [{"text": "a"}, {"text": "b"}, {}, {}]
    assert state_at(changes, 4)[0].position == 7.0


# ---- erasing ----------------------------------------------------------------------------------------------------


def test_what_was_erased_is_nowhere_and_older_versions_do_without_it(engine):
    room = begin(engine)
    one, two = claim(engine, room, "Stays."), add_item(engine, room.id, "evidence", {"said": "Goes."}, ANN).item
    save_fields(engine, room.id, two.id, {"said": "Goes too."}, BEN, seen={})
    version = keep_version(engine, room.id, "Before", ANN)
    claim(engine, room, "Later.")
    erase(engine, room.id, two.id, BEN)
    assert [(c.seq, c.field, c.before, c.after) for c in changes_of(engine, room.id) if c.item_id == two.id] == [
        (6, WHOLE, None, None)
    ]
    assert b"Goes" not in export_workspace(engine, room.id)
    restore(engine, room.id, version.seq, ANN)
    assert [item.kind for item in read_items(engine, room.id)] == ["about", "claim"]
    assert state_at(changes_of(engine, room.id), version.seq)[1] == one
    assert log_leads_to_items(engine, room)
    with pytest.raises(EvidenceError, match="erased for good cannot be put back"):
        take_back(engine, room.id, 6, ANN)
    with pytest.raises(EvidenceError, match="no change numbered 3"):
        take_back(engine, room.id, 3, ANN)


def test_what_was_removed_before_can_be_erased_too(engine):
    room = begin(engine)
    one = claim(engine, room, "Goes.")
    remove_item(engine, room.id, one.id, ANN)
    erase(engine, room.id, one.id, ANN)
    erase(engine, room.id, one.id, ANN)  # twice does no harm
    assert b"Goes" not in export_workspace(engine, room.id)


def test_what_is_not_on_record_or_what_the_workspace_is_about_cannot_be_erased(engine):
    room = begin(engine)
    with pytest.raises(EvidenceError, match="not on record here"):
        erase(engine, room.id, "f" * 32, ANN)
    with pytest.raises(EvidenceError, match="cannot be erased; remove the whole workspace"):
        erase(engine, room.id, read_items(engine, room.id)[0].id, ANN)
