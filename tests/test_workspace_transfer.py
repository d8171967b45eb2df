"""A workspace as a file and back; a file that is not sound is refused whole, with what is wrong."""

import json
from copy import deepcopy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence.errors import EvidenceError
from evidence.workspace.history import erase, keep_version, restore
from evidence.workspace.items import add_item, move_item, read_items, remove_item, save_fields
from evidence.workspace.transfer import LARGEST, export_workspace, import_workspace
from evidence.workspace.workspaces import list_workspaces, new_link, open_workspace
from tests.workspaces import ABOUT, ANN, BEN, HOSTILE, begin, claim

LEADS_NOWHERE = "Its history does not lead to what it holds: it was changed by hand or cut short."
NOT_SO = "it does not have the fields that it should have, or not as they should be."


def worked_in(engine):
    """A workspace with a bit of everything."""
    room = begin(engine)
    one, two = claim(engine, room, "One.", rests_on=["[[level neet-16-17]]"]), claim(engine, room, "Two.")
    gone = add_item(engine, room.id, "evidence", {"said": "Goes."}, BEN).item
    save_fields(engine, room.id, one.id, {"text": HOSTILE[5], "accepted": {"level": {"value": 1e-7}}}, BEN, seen={})
    move_item(engine, room.id, two.id, ANN, before=one.id)
    keep_version(engine, room.id, "Draft", ANN)
    remove_item(engine, room.id, two.id, BEN)
    erase(engine, room.id, gone.id, ANN)
    restore(engine, room.id, 6, ANN)
    keep_version(engine, room.id, "Agreed", BEN)
    return room


def document(engine):
    return json.loads(export_workspace(engine, worked_in(engine).id))


def refused(engine, content) -> str:
    """Why a file is refused; nothing is there afterwards that was not before."""
    before = list_workspaces(engine)
    with pytest.raises(EvidenceError) as refusal:
        import_workspace(
            engine, content if isinstance(content, bytes) else json.dumps(content).encode(), link=new_link()
        )
    assert list_workspaces(engine) == before
    assert str(refusal.value).startswith("Nothing was imported: ")
    assert len(str(refusal.value)) < 6_000
    return str(refusal.value)


def test_a_copy_is_exact_and_has_a_link_of_its_own(engine):
    room, link = worked_in(engine), new_link()
    file = export_workspace(engine, room.id)
    copy = import_workspace(engine, file, link=link)
    assert export_workspace(engine, copy.id) == file == export_workspace(engine, room.id)
    assert copy.id != room.id
    assert open_workspace(engine, link) == copy
    claim(engine, copy, "Only in the copy.")
    assert export_workspace(engine, room.id) == file


def test_a_file_of_one_database_is_the_same_in_the_other(sqlite, postgresql):
    file = export_workspace(sqlite, worked_in(sqlite).id)
    copy = import_workspace(postgresql, file, link=new_link())
    assert export_workspace(postgresql, copy.id) == file
    back = import_workspace(sqlite, export_workspace(postgresql, copy.id), link=new_link())
    assert export_workspace(sqlite, back.id) == file


def test_a_file_is_plain_json_of_what_was_made(engine):
    file = document(engine)
    assert (file["format"], file["edition"], file["created"]) == (
        "place-evidence workspace", 1, "2026-11-26T14:30:00.000000Z",
    )  # fmt: skip
    assert file["items"][0]["content"] == ABOUT
    assert [version["name"] for version in sorted(file["versions"], key=lambda v: v["seq"])] == ["Draft", "Agreed"]
    assert set(file) == {"format", "edition", "created", "items", "changes", "versions"}


def test_a_workspace_that_is_gone_cannot_be_exported(engine):
    with pytest.raises(EvidenceError, match="no longer there"):
        export_workspace(engine, "f" * 32)


# ---- files that are not sound -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is not a workspace (it is not JSON)"),
        (b"name,kind\nA,b\n", "it is not JSON"),
        (b"\x00\xff\xfe", "it is not JSON"),
        (b"[" * 100_000, "it is not JSON"),
        (b'{"format": NaN}', "it is not JSON"),
        (b'{"format": ' + b"9" * 5_000 + b"}", "it is not JSON"),
        (b"[]", "is not a workspace. Choose a file that this app exported."),
        (b"null", "is not a workspace."),
        (b'{"type": "FeatureCollection"}', "is not a workspace."),
        (b'{"format": "place-evidence workspace", "edition": 2}', "is of edition 2, this app reads 1. Use the version"),
        (b'{"format": "place-evidence workspace"}', "is of edition None"),
        (b'{"format": "place-evidence workspace", "edition": 1}', "It has no list of items."),
        (b"x" * (LARGEST + 1), "the file has 50,000,001 bytes; a workspace has up to 50,000,000."),
    ],
    ids=range(13),
)
def test_what_is_no_workspace_is_refused_in_one_sentence(sqlite, content, sentence):
    assert sentence in refused(sqlite, content)


def test_a_file_cut_short_anywhere_is_refused(sqlite):
    file = export_workspace(sqlite, worked_in(sqlite).id)
    for length in range(0, len(file) - 2, 97):
        refused(sqlite, file[:length])


def put(path, value):
    """A change of one value of a file, by its path."""

    def change(file):
        *way, last = path
        for step in way:
            file = file[step]
        file[last] = value

    return change


def drop(part, place):
    def change(file):
        del file[part][place]

    return change


def twice(part):
    def change(file):
        file[part].append(deepcopy(file[part][-1]))

    return change


def nested(levels):
    value = 1
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (put(["items", 1, "content", "text"], "By hand."), LEADS_NOWHERE),
        (put(["items", 1, "position"], 77), LEADS_NOWHERE),
        (put(["changes", 4, "after"], "By hand."), LEADS_NOWHERE),
        (put(["changes", 4, "before"], "By hand."), LEADS_NOWHERE),
        (drop("changes", 2), LEADS_NOWHERE),
        (drop("changes", -1), LEADS_NOWHERE),
        (drop("items", 1), LEADS_NOWHERE),
        (drop("items", 0), "It does not say once what the workspace is about."),
        (twice("items"), "Two of its items have the same id."),
        (twice("versions"), "Two of its versions have the same id."),
        (twice("changes"), "Its changes are not numbered in order."),
        (put(["versions", 0, "seq"], 99), "One of its versions is of a change that it does not hold."),
        (put(["versions", 0, "seq"], -1), "One of its versions is of a change that it does not hold."),
        (put(["items", 1, "kind"], "song"), "Items, entry 2: A workspace holds no 'song'; it holds: about, claim"),
        (put(["changes", 1, "kind"], "song"), "Changes, entry 2: A workspace holds no 'song'"),
        (put(["items", 1, "kind"], ["claim"]), f"Items, entry 2: {NOT_SO}"),
        (put(["items", 1, "id"], "1"), f"Items, entry 2: {NOT_SO}"),
        (put(["items", 1, "id"], None), f"Items, entry 2: {NOT_SO}"),
        (put(["items", 1, "position"], "first"), f"Items, entry 2: {NOT_SO}"),
        (put(["items", 1, "position"], True), f"Items, entry 2: {NOT_SO}"),
        (put(["items", 1, "position"], 10**400), f"Items, entry 2: {NOT_SO}"),
        (put(["items", 1, "content"], [1]), f"Items, entry 2: {NOT_SO}"),
        (put(["items", 1, "extra"], 1), f"Items, entry 2: {NOT_SO}"),
        (put(["items", 1], "x"), f"Items, entry 2: {NOT_SO}"),
        (put(["items", 1, "content", "text"], None), "Items, entry 2: it has empty fields"),
        (put(["items", 1, "content", "text"], "a\x00b"), "letters that cannot be kept"),
        (put(["items", 1, "content", "text"], "a\ud800"), "letters that cannot be kept"),
        (put(["items", 1, "content", "text"], "x" * 20_001), "The text has 20,001 characters"),
        (put(["items", 1, "content", "accepted"], nested(50)), "values within values, more than 20 deep"),
        (put(["items", 1, "content", "Position!"], 1), "'Position!' is no name of a field"),
        (put(["changes", 1, "seq"], 2**53 + 1), f"Changes, entry 2: {NOT_SO}"),
        (put(["changes", 1, "seq"], "2"), f"Changes, entry 2: {NOT_SO}"),
        (put(["changes", 1, "seq"], 2.0), f"Changes, entry 2: {NOT_SO}"),
        (put(["changes", 0, "seq"], 0), f"Changes, entry 1: {NOT_SO}"),
        (put(["changes", 1, "field"], 3), f"Changes, entry 2: {NOT_SO}"),
        (put(["changes", 1, "field"], "TEXT"), "'TEXT' is no name of a field"),
        (put(["changes", 1, "after"], {"position": 0.0}), f"Changes, entry 2: {NOT_SO}"),
        (put(["changes", 1, "after", "position"], "x"), f"Changes, entry 2: {NOT_SO}"),
        (put(["changes", 1, "who"], ""), f"Changes, entry 2: {NOT_SO}"),
        (put(["changes", 1, "who"], " Ann "), f"Changes, entry 2: {NOT_SO}"),
        (put(["changes", 1, "who"], 7), f"Changes, entry 2: {NOT_SO}"),
        (put(["changes", 1, "at"], "yesterday"), "Changes, entry 2: 'yesterday' is not a time such as"),
        (put(["versions", 0, "name"], ""), f"Versions, entry 1: {NOT_SO}"),
        (put(["versions", 0, "name"], "x" * 201), f"Versions, entry 1: {NOT_SO}"),
        (put(["versions", 0, "name"], "a\x00"), f"Versions, entry 1: {NOT_SO}"),
        (put(["created"], "2026"), "'2026' is not a time such as"),
        (put(["created"], None), "'None' is not a time such as"),
        (put(["items"], {}), "It has no list of items."),
        (put(["changes"], []), LEADS_NOWHERE),
    ],
)
def test_a_file_that_is_not_sound_is_refused_whole_and_says_why(sqlite, change, sentence):
    file = document(sqlite)
    change(file)
    assert sentence in refused(sqlite, file)


def test_a_number_too_large_for_any_computer_is_refused(sqlite):
    file = export_workspace(sqlite, worked_in(sqlite).id)
    assert b"1e-07" in file
    assert "not one that can be kept: inf" in refused(sqlite, file.replace(b"1e-07", b"1e999"))


def test_every_fault_is_listed_and_many_are_counted(sqlite):
    file = document(sqlite)
    put(["items", 0, "id"], "1")(file)
    put(["changes", 1, "at"], "never")(file)
    said = refused(sqlite, file)
    assert "the file is not sound: 2 problems." in said
    assert "- Items, entry 1: " in said and "- Changes, entry 2: 'never' is not a time" in said
    file["items"] = [1] * 1_000
    said = refused(sqlite, file)
    assert "51 problems" in said and said.endswith("- And 951 more.")


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=4)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=5,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), value=json_values)
def test_whatever_stands_in_place_of_a_value_the_file_is_taken_exactly_or_refused_in_words(sqlite, data, value):
    file = FILE or FILE.update(document(sqlite)) or FILE
    spoilt, path = deepcopy(file), []
    part = spoilt
    while isinstance(part, list | dict) and part and (not path or data.draw(st.booleans())):
        path.append(data.draw(st.sampled_from(sorted(part) if isinstance(part, dict) else range(len(part)))))
        part = part[path[-1]]
    put(path, value)(spoilt)
    content = json.dumps(spoilt).encode()
    try:
        copy = import_workspace(sqlite, content, link=new_link())
    except EvidenceError as error:
        assert str(error).startswith("Nothing was imported: ")
    else:
        assert json.loads(export_workspace(sqlite, copy.id)) == spoilt
        assert read_items(sqlite, copy.id)


FILE: dict = {}
