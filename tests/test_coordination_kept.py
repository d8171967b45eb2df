"""Activities as a workspace keeps them: each reads back the same, and what cannot be read is left out."""

from evidence.coordination.activities import Activity
from evidence.coordination.kept import activities_of, entry_of
from evidence.indicators.catalogue import Source
from evidence.workspace.items import add_item, read_items
from tests.test_coordination_own import CLUB
from tests.worked import ASHBY
from tests.workspaces import ANN, HOSTILE, begin


def test_an_activity_reads_back_the_same(world):
    assert activities_of(world, [entry_of(CLUB)]) == (CLUB,)


def test_an_activity_is_kept_in_a_database_under_its_name(engine, world):
    room = begin(engine)
    add_item(engine, room.id, "activity", entry_of(CLUB), ANN)
    [item] = [one for one in read_items(engine, room.id) if one.kind == "activity"]
    assert item.content["name"] == "Quay jobs club"
    assert activities_of(world, [item.content]) == (CLUB,)


def test_one_that_cannot_be_read_does_not_take_the_others_away(world):
    other = Activity(
        slug="a-board", layer="own", name="A board", kind="board", area_codes=(ASHBY,), lead_body="", areas_as_stated="",
        functions=(), pillars=(), source=Source("", "Minutes", "", "", ""), where="",
    )  # fmt: skip
    entries = [entry_of(CLUB), {"table": "nonsense"}, {}, {"table": 3}]
    assert activities_of(world, entries) == (CLUB,)
    assert [one.name for one in activities_of(world, [entry_of(other), entry_of(CLUB)])][-1] == "Quay jobs club"


def test_what_people_paste_is_read_back_as_text_or_left_out(world):
    for text in HOSTILE:
        assert activities_of(world, [{"name": text, "table": text}]) == ()
