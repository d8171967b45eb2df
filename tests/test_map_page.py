"""Activities on the page of the map, run without a browser: chosen by address, listed for a place, told in a card."""

import pytest

from evidence.coordination.coverage import held_in
from evidence.coordination.place import NOT_EMPTY
from evidence.coordination.register import open_register
from tests.test_pages import GREATER_MANCHESTER, opened, press, says, warnings

CASE = "working-well-greater-manchester"


def boxes(app):
    """The labels of all lists that the page offers."""
    return {box.label for box in (*app.selectbox, *app.multiselect)}


def names(app):
    """The names of activities that can be pressed."""
    return [button.label.replace("\\", "").removesuffix(" (part of the place)") for button in app.button]


def test_without_the_layer_the_map_says_nothing_of_activities():
    app = opened("map", f"place={GREATER_MANCHESTER}")
    assert NOT_EMPTY not in says(app)
    assert "Coordination on record" not in says(app)
    assert not boxes(app) & {"Function", "One activity"}


def test_the_layer_says_how_many_match_and_that_empty_is_not_empty(base):
    app = opened("map", "activity=1&kind=neighbourhood-board")
    boards = [a for a in open_register(base).activities.values() if a.kind == "neighbourhood-board"]
    assert f"{len(boards)} activities match" in says(app)
    assert NOT_EMPTY in says(app)
    assert boxes(app) >= {"Function", "Pillar", "Kind", "Year", "One activity"}
    assert warnings(app) == []


def test_the_panel_lists_what_reaches_the_place_and_a_press_shows_its_card(base):
    app = opened("map", f"activity=1&kind=growth-hub&place={GREATER_MANCHESTER}")
    held = held_in(base, open_register(base), GREATER_MANCHESTER)
    hub = next(h.activity for h in held if h.activity.kind == "growth-hub")
    assert hub.name in names(app)
    app = press(app, hub.name)
    assert hub.source.title in says(app)
    assert app.query_params["one"] == hub.slug
    app = press(app, "Close this activity")
    assert hub.source.title not in says(app)
    assert "one" not in app.query_params
    assert not app.exception


def test_an_address_that_names_an_activity_shows_its_card_and_its_figures(base):
    case = open_register(base).activity(CASE)
    app = opened("map", f"one={CASE}")
    assert case.name in says(app)
    assert case.story in says(app)
    assert all(caveat in says(app) for caveat in case.caveats)
    assert app.query_params["activity"] == "1"
    assert warnings(app) == []


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("activity=yes", "asks for activity 'yes'"),
        ("activity=1&function=magic", "asks for function 'magic'"),
        ("activity=1&kind=growth-hub nonsense", "asks for kind 'nonsense'"),
        ("activity=1&year=1066", "asks for year '1066'"),
        ("activity=1&one=nobody", "asks for one 'nobody'"),
    ],
)
def test_a_bad_choice_of_activities_gets_one_sentence(query, said):
    app = opened("map", query)
    assert not app.exception
    (sentence,) = warnings(app)
    assert said in sentence


def test_a_choice_that_leaves_the_chosen_one_out_keeps_its_card(base):
    app = opened("map", f"one={CASE}&kind=growth-hub")
    assert open_register(base).activity(CASE).story in says(app)


@pytest.mark.parametrize("geography", ["district", "county-or-unitary", "lep", "region", "combined-authority"])
@pytest.mark.parametrize("place", [GREATER_MANCHESTER, "E06000053", "E92000001", ""])
def test_the_layer_runs_for_every_kind_of_map_and_place(geography, place):
    app = opened("map", f"activity=1&geography={geography}" + (f"&place={place}" if place else ""))
    assert not app.exception
    assert NOT_EMPTY in says(app)
    assert ("Coordination on record" in [heading.value for heading in app.subheader]) == bool(place)


def test_the_projector_view_has_the_layer():
    app = opened("map", f"view=projector&one={CASE}")
    assert not app.exception
    assert NOT_EMPTY in says(app)
    assert "One activity" in boxes(app)
