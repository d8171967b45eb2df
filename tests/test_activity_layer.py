"""Activities on a map of the invented county: what each area reads, what is outlined, and what is said of the rest."""

import pytest

from evidence.coordination.activities import KINDS
from evidence.coordination.coverage import Choice, Held
from evidence.coordination.place import NOT_EMPTY
from evidence.coordination.register import Layer, Register
from evidence.errors import EvidenceError
from evidence.show.activity_card import card_html
from evidence.show.activity_layer import (
    activity_layer,
    kind_heading,
    marks_key_html,
    marks_of,
    sentences,
    several,
)
from tests.recorded import COST, SOURCE, with_
from tests.worked import ASHBY, BECKTON, CORLEY, COUNTY, DUNMOUTH, ENGLAND, FARCASTLE, STRATHMORE

DISTRICTS = (ASHBY, BECKTON, CORLEY, DUNMOUTH, FARCASTLE)


def listed(slug, kind, areas, layer, **more):
    return with_(slug=slug, name=slug.replace("-", " ").title(), kind=kind, area_codes=areas, layer=layer, **more)


def a_list(slug, counted):
    return Layer(
        slug, slug.title(), "", "charter", (), (), "Our reading: they share what they know.", counted, "All of 2025.", "2025",
        counted, "", (), SOURCE,
    )  # fmt: skip


ACTIVITIES = (
    listed("east-board", "neighbourhood-board", (ASHBY,), "boards", functions=("voice",), start="2024"),
    listed("west-board", "neighbourhood-board", (ASHBY,), "boards", functions=("voice",), start="2024"),
    listed("beckton-board", "neighbourhood-board", (BECKTON,), "boards", functions=("voice",), start="2025"),
    listed("first-bid", "business-improvement-district", (ASHBY,), "examples", functions=("capacity",)),
    listed("second-bid", "business-improvement-district", (ASHBY,), "examples", functions=("capacity",)),
    listed("county-hub", "growth-hub", (COUNTY,), "boards", functions=("reach",), latitude=52.0, longitude=-1.0),
    listed("national-pact", "charter", (ENGLAND,), "cases", functions=("voice",)),
    listed("northern-club", "charter", (STRATHMORE,), "own"),
)


@pytest.fixture(scope="module")
def register():
    lists = {slug: a_list(slug, counted) for slug, counted in (("boards", True), ("examples", False))}
    return Register({a.slug: a for a in ACTIVITIES}, lists)


@pytest.fixture
def layer(world, register):
    return activity_layer(world, register, "district")


def test_an_area_reads_the_kinds_on_record_and_a_number_only_from_a_complete_list(layer):
    assert layer.text(ASHBY) == "business improvement district, growth hub, 2 neighbourhood boards"
    assert layer.text(BECKTON) == "growth hub, neighbourhood board"


def test_a_national_activity_marks_no_area_and_is_said(layer):
    assert FARCASTLE not in layer.on_record
    assert layer.text(FARCASTLE) == "nothing on record"
    assert layer.national == 1
    assert "8 activities are on record; 1 covers a whole country and is not marked." in sentences(layer)


def test_what_lies_outside_the_map_is_said(world, register):
    layer = activity_layer(world, register, "combined-authority", Choice(kinds=("charter",)))
    assert layer.on_record == {}
    first, *others = sentences(layer)
    assert first == (
        "2 activities match; 1 covers a whole country and is not marked; 1 lies outside the areas of this map."
    )
    assert others == [NOT_EMPTY]


def test_kinds_that_reach_nearly_every_marked_area_are_named_until_a_kind_is_chosen(world, register):
    said = "reach nearly every marked area; choose a kind to see where others are."
    assert f"Growth hubs {said}" in sentences(
        activity_layer(world, register, "district", Choice(functions=("reach", "voice"), layers=("boards",)))
    )
    chosen = activity_layer(world, register, "district", Choice(kinds=("growth-hub", "neighbourhood-board")))
    assert chosen.on_record and not any(said in sentence for sentence in sentences(chosen))


def test_an_empty_register_is_never_an_empty_place(world):
    layer = activity_layer(world, Register({}, {}), "district")
    assert sentences(layer) == ("0 activities are on record.", NOT_EMPTY)
    assert marks_of(layer, DISTRICTS).on_record == ((),) * 5
    assert marks_key_html(marks_of(layer, DISTRICTS)) == ""


@pytest.mark.parametrize(
    ("choice", "marked"),
    [
        (Choice(functions=("capacity",)), {ASHBY}),
        (Choice(functions=("voice",)), {ASHBY, BECKTON}),
        (Choice(kinds=("neighbourhood-board",), year=2024), {ASHBY}),
        (Choice(kinds=("growth-hub",), year=1990), {ASHBY, BECKTON, CORLEY}),  # no start is given: it is not known
        (Choice(pillars=("finance",)), set()),
    ],
)
def test_a_choice_marks_the_areas_of_what_matches(world, register, choice, marked):
    layer = activity_layer(world, register, "district", choice)
    assert set(layer.on_record) == marked
    assert layer.text(FARCASTLE) == "nothing on record for this choice"
    assert sentences(layer)[-1] == NOT_EMPTY


def test_a_chosen_activity_reaches_areas_of_the_map(world, register):
    layer = activity_layer(world, register, "district", slug="county-hub")
    assert set(layer.reached) == {ASHBY, BECKTON, CORLEY}
    assert set(activity_layer(world, register, "county-or-unitary", slug="east-board").reached) == {COUNTY}
    marks = marks_of(layer, DISTRICTS)
    assert (marks.chosen, marks.name, marks.reached) == ("county-hub", "County Hub", (ASHBY, BECKTON, CORLEY))
    assert "a dashed line surrounds what County Hub reaches" in marks.words


@pytest.mark.parametrize(
    ("slug", "geography"), [("national-pact", "district"), ("northern-club", "combined-authority")]
)
def test_why_a_chosen_activity_is_not_outlined_is_said(world, register, slug, geography):
    layer = activity_layer(world, register, geography, slug=slug)
    assert layer.reached == ()
    why = f"{layer.chosen.name} covers a whole country or none of these areas, so nothing is outlined."
    assert why in sentences(layer)


def test_a_chosen_activity_stays_where_the_choice_leaves_it_out(world, register):
    layer = activity_layer(world, register, "district", Choice(functions=("voice",)), "first-bid")
    assert layer.chosen is register.activity("first-bid")
    assert layer.chosen not in layer.matching


def test_an_unknown_activity_is_refused(world, register):
    with pytest.raises(EvidenceError, match="no activity 'nobody'"):
        activity_layer(world, register, "district", slug="nobody")


def test_points_are_of_matching_activities_only(world, register, layer):
    assert [point.name for point in marks_of(layer, DISTRICTS).points] == ["County Hub"]
    narrowed = activity_layer(world, register, "district", Choice(functions=("voice",)))
    assert marks_of(narrowed, DISTRICTS).points == ()


def test_the_key_explains_just_the_marks_that_are_there(world, register, layer):
    key = marks_key_html(marks_of(layer, DISTRICTS))
    assert key.count("<li>") == 2
    assert "Reached by" not in key
    chosen = marks_key_html(marks_of(activity_layer(world, register, "district", slug="east-board"), DISTRICTS))
    assert "Reached by East Board, wholly or in part" in chosen


def test_a_heading_counts_only_what_a_complete_list_has(register):
    held = {a.slug: Held(a, "part") for a in ACTIVITIES}
    boards, bids = (held["east-board"], held["west-board"]), (held["first-bid"], held["second-bid"])
    assert kind_heading(register, boards) == "Neighbourhood boards (2)"
    assert kind_heading(register, bids) == "Business improvement districts"
    assert kind_heading(register, [held["county-hub"]]) == "Growth hub"


def test_a_body_that_the_place_tells_of_itself_is_counted_once(world, register):
    told = with_(slug="east-board-of-ours", name="East Board", kind="neighbourhood-board", area_codes=(ASHBY,))
    layer = activity_layer(world, register.with_own((told,)), "district")
    assert "2 neighbourhood boards" in layer.text(ASHBY)


def test_every_kind_has_words_for_several():
    words = {kind: several(kind) for kind in KINDS}
    assert all(words[kind] != KINDS[kind] for kind in KINDS if kind != "procurement")
    assert words["chamber-of-commerce"] == "chambers of commerce"
    assert words["finance-body"] == "local finance bodies"
    assert words["growth-hub"] == "growth hubs"


def test_a_card_has_facts_story_figures_caveats_and_source(world, register):
    activity = with_(story="It began <small>.", figures=(COST,), caveats=("Told second-hand.",), where="p. 4")
    card = card_html(world, register, activity)
    for text in ("Skills Club</h3>", "Ashby Council", "It began &lt;small&gt;.", "<strong>£60 per job</strong>"):
        assert text in card
    for text in (
        "Told second-hand.",
        "Ten cases, 2015, p. 4",
        "Added by your team; functions and pillars are as you entered them.",
    ):
        assert text in card
    assert "<h3>" not in card_html(world, register, activity, heading=False)


def test_a_card_of_a_list_says_whose_reading_it_is_and_how_far_the_list_goes(world, register):
    card = card_html(world, register, register.activity("east-board"))
    assert "The source names no functions or pillars. Our reading: they share what they know." in card
    assert "List: Boards. All of 2025." in card


@pytest.mark.parametrize(
    ("url", "linked"), [("https://example.org/a", True), ("javascript:alert(1)", False), ("", False)]
)
def test_only_an_address_on_the_web_is_a_link(world, register, url, linked):
    source = type(SOURCE)(SOURCE.publisher, SOURCE.title, SOURCE.edition, url, SOURCE.licence)
    assert ("<a href=" in card_html(world, register, with_(source=source))) is linked
