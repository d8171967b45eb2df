"""Every page, run without a browser: for each kind of place, for bad addresses, for every indicator of the map."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Markdown

from evidence.analysis.classes import METHODS
from evidence.analysis.compare import latest_for_geography
from evidence.coordination import words
from evidence.coordination.activities import FUNCTIONS
from evidence.coordination.place import NOT_EMPTY, coordination_of
from evidence.coordination.register import open_register
from evidence.show.answers import area_answers, mapped_indicators
from evidence.sources.geography import MAPPED

WHY_EMPTY = re.compile("^The table held from .* has no figure of .* cannot be worked out|^None of the .* has a figure")
APP = str(Path(__file__).parent.parent / "app.py")
PAGES = (
    "home",
    "map",
    "place_profile",
    "productivity",
    "inclusive_growth",
    "coordination",
    "what_people_said",
    "evidence_pack",
    "data_and_methods",
)
# A page about everything, and one whose place is that of the workspace that is open.
WITHOUT_PLACE = {"data_and_methods": "Data and methods", "what_people_said": "What people said"}
GREATER_MANCHESTER = "E47000001"
GROUP = "Severn side=E06000023,E06000025"
PLACES = {
    "a combined authority": GREATER_MANCHESTER,
    "a rural LEP": "E37000036",
    "a London borough": "E09000007",
    "a county": "E10000008",
    "City of London": "E09000001",
    "Isles of Scilly": "E06000053",
    "an authority without a code of its own": "X47-CUM",
    "a group": "group:Severn side",
    "a region": "E12000002",
    "England": "E92000001",
    "the UK": "K02000001",
    "a country of the UK": "S92000003",
}


def opened(page: str, query: str = "") -> AppTest:
    """The page as an address `page?query` opens it."""
    app = AppTest.from_file(APP, default_timeout=60)
    app.run()
    for key, values in parse_qs(query).items():
        app.query_params[key] = values[0]
    return (app if page == "home" else app.switch_page(f"pages/{page}.py")).run()


def choose(app: AppTest, label: str, value: object) -> AppTest:
    """The page after an option of the list with this label was chosen."""
    return chooser(app, label).set_value(value).run()


def chooser(app: AppTest, label: str):
    """The list with this label."""
    return next(box for box in app.selectbox if box.label == label)


def press(app: AppTest, label: str) -> AppTest:
    """The page after the button with this label was pressed."""
    return next(button for button in app.button if button.label == label).click().run()


def says(app: AppTest) -> str:
    """Everything that the page says, as one text."""
    html = (unescape(re.sub(r"<[^>]+>", " ", element.proto.body)) for element in app.get("html"))
    kinds = (app.title, app.header, app.subheader, written(app), app.caption, app.info, app.warning, app.error)
    return "\n".join([*(str(element.value) for kind in kinds for element in kind), *html])


def written(app: AppTest) -> list[Markdown]:
    """The page's Markdown without its style sheets, which are no words."""
    return [element for element in app.markdown if not element.value.startswith("<style>")]


def warnings(app: AppTest) -> list[str]:
    """The sentences of the page's warnings."""
    return [warning.value for warning in app.warning]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("code", PLACES.values(), ids=PLACES.keys())
def test_every_page_runs_for_every_kind_of_place(page, code, base):
    app = opened(page, f"place={code}" + (f"&group={GROUP}" if code.startswith("group:") else ""))
    assert not app.exception
    assert not app.error
    assert warnings(app) == []
    name = (
        WITHOUT_PLACE[page]
        if page in WITHOUT_PLACE
        else "Severn side"
        if code.startswith("group:")
        else base.areas[code].name
    )
    assert app.title[0].value == name


@pytest.mark.parametrize(
    ("page", "title"),
    list(
        zip(
            PAGES,
            (
                "Place evidence",
                "Map",
                "Place profile",
                "Productivity",
                "Inclusive growth",
                "Coordination",
                "What people said",
                "Evidence pack",
                "Data and methods",
            ),
            strict=True,
        )
    ),
)
def test_every_page_without_a_place_says_how_to_begin(page, title):
    app = opened(page)
    assert not app.exception
    assert app.title[0].value == title
    if page in ("map", "place_profile", "productivity", "inclusive_growth", "coordination", "evidence_pack", "home"):
        assert chooser(app, "Place").value is None
        assert "hoose a place" in says(app)


def test_the_map_panel_says_what_the_findings_say(base):
    app = opened("map", f"place={GREATER_MANCHESTER}")
    period = latest_for_geography(base, "gva-per-hour-worked", "county-or-unitary")
    place = base.areas[GREATER_MANCHESTER]
    answers = area_answers(base, "gva-per-hour-worked", place, period, "country", "county-or-unitary")
    assert answers.figure == "£39.77"
    assert all(line in says(app) for line in (answers.figure, *answers.lines))
    assert "Source: Office for National Statistics" in says(app)


@pytest.mark.parametrize("geography", MAPPED)
def test_every_indicator_can_be_chosen_over_every_geography(geography, base):
    """No exception, and either a map or the one sentence that says why there is none."""
    app = opened("map", f"geography={geography}&place={GREATER_MANCHESTER}")
    for slug in mapped_indicators(base):
        choose(app, "Indicator", slug)
        assert not app.exception, slug
        assert warnings(app) == [], slug
        drawn = len(app.get("component_instance"))
        assert drawn == 1 or (len(app.info) == 1 and WHY_EMPTY.search(app.info[0].value)), slug


@pytest.mark.parametrize(("method", "words"), list(METHODS.items()))
def test_every_way_of_making_classes(method, words):
    app = opened("map", f"geography=lep&method={method}")
    assert not app.exception
    assert warnings(app) == []
    assert f"Classes: {words[0].lower()}{words[1:]}" in says(app)


def test_two_indicators_at_once_name_the_corners():
    app = opened("map", f"second=neet-or-not-known-16-17&place={GREATER_MANCHESTER}")
    assert not app.exception
    assert "GVA per hour and NEET or not known, 16 to 17 together" in says(app)
    assert "low GVA per hour, high NEET or not known, 16 to 17" in says(app)


def test_the_table_of_the_map_has_every_area_of_the_map():
    app = opened("map", "geography=lep")
    next(toggle for toggle in app.toggle if "table" in toggle.label).set_value(True).run()
    table = app.dataframe[0].value
    assert len(table) == 38
    assert "Greater Manchester" in table.to_string()


# ---- bad addresses ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES[:6])
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("place=E47000091", ("E47000091", "nearest")),
        ("place=E06000028", ("Bournemouth (E06000028) has ended", "Bournemouth, Christchurch and Poole (E06000058)")),
        ("group=Nowhere=E99999999", ("E99999999",)),
        ("group=Nothing", ("names no areas",)),
    ],
)
def test_a_bad_place_or_group_gets_one_sentence(page, query, said):
    app = opened(page, query)
    assert not app.exception
    assert len(app.warning) == 1
    assert all(words in app.warning[0].value for words in said)
    assert "Traceback" not in says(app)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("indicator=happiness", "happiness"),
        ("geography=parish", "parish"),
        ("method=magic", "magic"),
        ("second=happiness", "happiness"),
        ("compare=mars", "mars"),
        ("period=1850-01-01/P1Y", "1850"),
    ],
)
def test_a_bad_choice_for_the_map_gets_one_sentence_and_the_usual_map(query, said):
    app = opened("map", query)
    assert not app.exception
    assert len(app.warning) == 1
    assert said in app.warning[0].value
    assert len(app.get("component_instance")) == 1


def test_an_indicator_that_a_geography_does_not_have_says_why():
    app = opened("map", "indicator=imd-average-score&geography=region")
    assert not app.exception
    assert not app.get("component_instance")
    assert WHY_EMPTY.search(app.info[0].value)


# ---- home, data, projector -----------------------------------------------------------------------------------------


def test_a_group_drawn_on_home_becomes_the_place():
    app = opened("home")
    app.text_input[0].set_value("Severn side")
    app.multiselect[0].set_value(["E06000023", "E06000025"])
    press(app, "Use this group")
    assert not app.exception
    assert app.title[0].value == "Severn side"
    assert "E06000023,E06000025" in str(app.query_params["group"])


def test_a_group_without_a_name_is_refused():
    app = opened("home")
    app.multiselect[0].set_value(["E06000023"])
    press(app, "Use this group")
    assert warnings(app) == ["A group needs a name and at least one area."]


@pytest.mark.parametrize("view", ["Catalogue", "One indicator", "Methods", "Sources and licences", "Check a table"])
def test_every_view_of_data_and_methods(view):
    app = opened("data_and_methods", f"show={view}")
    assert not app.exception
    assert warnings(app) == []


def test_every_indicator_has_its_own_account(base):
    app = opened("data_and_methods", "show=One indicator")
    for slug, indicator in base.indicators.items():
        choose(app, "Indicator", slug)
        assert not app.exception, slug
        assert indicator.definition in says(app)
        assert "Source:" in says(app)


def test_the_projector_steps_through_indicators_and_leaves():
    app = opened("map", f"view=projector&place={GREATER_MANCHESTER}")
    first = app.query_params["indicator"]
    press(app, "Next")
    assert not app.exception
    assert app.query_params["indicator"] != first
    press(app, "Previous")
    assert app.query_params["indicator"] == first
    assert not app.get("download_button")
    press(app, "Leave the projector view")
    assert "view" not in app.query_params
    assert app.get("download_button")


def test_the_projector_shows_the_profile_one_thing_at_a_time():
    app = opened("place_profile", f"view=projector&place={GREATER_MANCHESTER}")
    seen = [app.query_params["slide"]]
    while True:
        press(app, "Next")
        assert not app.exception
        assert app.title[0].value == "Greater Manchester"
        assert "Source:" in says(app)
        if app.query_params["slide"] in seen:
            break
        seen.append(app.query_params["slide"])
    assert app.query_params["slide"] == seen[0]
    assert len(seen) > 5


# ---- the evidence pack ------------------------------------------------------------------------------------------


def downloads(app: AppTest) -> list[str]:
    """The labels of the page's downloads."""
    return [element.proto.label for element in app.get("download_button")]


def test_a_pack_is_made_when_asked_for_and_comes_in_four_formats():
    app = opened("evidence_pack", "place=E06000053&chapters=work")
    assert downloads(app) == []
    press(app, "Make the evidence pack")
    assert not app.exception
    assert [label.split(" (")[0] for label in downloads(app)] == ["PDF", "Word document", "Workbook", "Web page"]
    assert "Make the evidence pack" not in [button.label for button in app.button]
    assert "How it looks" in says(app)


def test_other_choices_ask_for_the_pack_anew():
    app = press(opened("evidence_pack", "place=E06000053&chapters=work"), "Make the evidence pack")
    choose(app, "Edition", "internal")
    assert downloads(app) == []
    press(app, "Make the evidence pack")
    assert "internal edition" in warnings(app)[0]
    assert "internal" in app.query_params["edition"]


def test_what_will_be_in_a_pack_is_said_before_it_is_made(base):
    app = opened("evidence_pack", f"place={GREATER_MANCHESTER}")
    table = app.table[0].value
    assert list(table.index)[:2] == ["The place on a page", "What the evidence says"]
    assert list(table.index)[-2:] == ["Methods in plain words", "Sources"]
    held = sum(int(n) for n in table["Indicators with a figure"] if n)
    absent = sum(int(n) for n in table["Indicators without"] if n)
    assert held + absent == sum(i.role in ("headline", "profile") for i in base.indicators.values())


def test_chapters_that_are_left_out_stay_out_and_are_in_the_address():
    app = opened("evidence_pack", f"place={GREATER_MANCHESTER}&chapters=work young-people")
    [box] = [box for box in app.multiselect if box.label == "Chapters"]
    assert box.value == ["work", "young-people"]
    box.set_value(["work"]).run()
    assert app.query_params["chapters"] in ("work", ["work"])
    assert list(app.table[0].value.index) == [
        "The place on a page", "What the evidence says", "Work", "Methods in plain words", "Sources",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "said"),
    [("yesterday", "The date 'yesterday' is not understood"), ("2001-01-01", "cannot be dated 1 January 2001")],
)
def test_a_date_that_no_pack_can_have_is_said_in_a_sentence(typed, said):
    app = opened("evidence_pack", "place=E06000053&chapters=work")
    next(box for box in app.text_input if box.label == "Date of the pack").set_value(typed).run()
    if not app.info:
        press(app, "Make the evidence pack")
    assert not app.exception
    assert said in app.info[0].value
    assert downloads(app) == []


def test_making_a_pack_can_be_stopped():
    app = press(opened("evidence_pack", "place=E06000053&chapters=work"), "Make the evidence pack")
    app.session_state["asked-pack"] = None  # what the Stop button does while the pack is being made
    app.run()
    assert downloads(app) == []
    assert "Make the evidence pack" in [button.label for button in app.button]


def test_an_address_without_chapters_or_with_unknown_ones_is_understood():
    app = opened("evidence_pack", f"place={GREATER_MANCHESTER}&chapters=none")
    assert next(box for box in app.multiselect if box.label == "Chapters").value == []
    assert warnings(app) == []
    app = opened("evidence_pack", f"place={GREATER_MANCHESTER}&chapters=work+wrok")
    assert next(box for box in app.multiselect if box.label == "Chapters").value == ["work"]
    assert "wrok" in warnings(app)[0]


# ---- coordination -----------------------------------------------------------------------------------------------

SCILLY = "place=E06000053"


def field(app: AppTest, label: str, i: int = 0):
    """The field of the form with this label; of figures, the one of this place."""
    return [
        box
        for kind in (app.text_input, app.text_area, app.selectbox, app.multiselect)
        for box in kind
        if box.label == label
    ][i]


def unfolded(app: AppTest, key: str) -> AppTest:
    """The page with the fold of this key open."""
    app.session_state[key] = True
    return app.run()


def with_form(query: str = SCILLY) -> AppTest:
    """The page with its form open."""
    return unfolded(opened("coordination", query), "own-form-fold")


def add(app: AppTest, name: str, **fields: object) -> AppTest:
    """The page after a small activity was put on record."""
    for label, value in (
        {"Name (needed)": name, "Kind (needed)": "charter", "Source: title, or who told you (needed)": "Minutes"}
        | fields
    ).items():
        field(app, label).set_value(value)
    return press(app, "Add to the register")


def own(app: AppTest) -> list[str]:
    """The names of what was added."""
    return [a.name for a in app.session_state["own_activities"]] if "own_activities" in app.session_state else []


def errors(app: AppTest) -> list[str]:
    """The sentences of the page's errors."""
    return [error.value for error in app.error]


@pytest.mark.parametrize("query", [SCILLY, f"place={GREATER_MANCHESTER}", "place=E37000025", "place=E92000001"])
def test_the_page_always_says_that_an_empty_register_is_not_an_empty_place(query):
    assert says(opened("coordination", query)).count(NOT_EMPTY) >= 2


def test_the_matrix_the_gaps_and_the_summary_say_the_same(base):
    app = opened("coordination", SCILLY)
    found = coordination_of(base, open_register(base), "E06000053")
    assert all(line in says(app) for line in words.summary(found))
    for function, name in FUNCTIONS.items():
        absent = any(f == function for f, _ in found.gaps)
        assert (f"Nothing is on record for {name[0].lower()}" in says(app)) == absent


def test_a_function_that_is_asked_for_narrows_the_list_and_never_the_matrix():
    whole = opened("coordination", f"place={GREATER_MANCHESTER}")
    app = opened("coordination", f"place={GREATER_MANCHESTER}&function=voice&kind=chamber-of-commerce")
    assert [fold.label for fold in app.expander if "Chamber" in fold.label]
    assert len(app.expander) < len(whole.expander)
    assert "narrowed by the filters" in says(app)
    first = re.compile(r"On record for Greater Manchester: .* entries of national lists\.")
    assert first.search(says(app))[0] == first.search(says(whole))[0]


def test_the_year_holds_for_the_whole_page_and_is_said():
    app = opened("coordination", f"place={GREATER_MANCHESTER}&year=2015")
    assert not app.exception and warnings(app) == []
    assert "Only what was there in 2015, or gives no dates, is taken." in says(app)
    assert "activities on record that were there in 2015, or give no dates" in says(app)


def test_a_wrong_filter_in_the_address_gets_one_sentence():
    app = opened("coordination", f"{SCILLY}&function=singing")
    assert not app.exception
    assert len(app.warning) == 1 and "singing" in app.warning[0].value


def test_cases_are_those_of_the_functions_asked_for_and_show_whose_prices():
    app = opened("coordination", f"{SCILLY}&cases=voice")
    assert "from elsewhere, with figures, for voice." in says(app)
    assert "in prices of 2024" in says(app)
    assert "never ranked" in says(app)


def test_where_ons_publishes_no_neighbours_the_reason_is_said():
    assert "ONS publishes statistical neighbours for" in says(opened("coordination", "place=E37000036"))


def test_what_is_added_is_on_record_at_once_and_can_be_undone():
    app = with_form()
    assert "entry of your own" not in says(app)
    add(app, "Boat *school*", **{"Functions that it serves": ["voice"], "Pillars that it stands on": ["finance"]})
    assert not app.exception and own(app) == ["Boat *school*"]
    assert "and 1 entry of your own." in says(app)
    assert "Boat *school* was added; the form is empty again" in next(
        box.value.replace("\\", "") for box in app.success
    )
    assert any("added by your team" in fold.label for fold in app.expander)
    assert field(app, "Name (needed)").value == ""
    press(app, "Undo")
    assert own(app) == []
    assert "entry of your own" not in says(app)


def test_what_serves_no_function_is_said_to_be_in_no_tile_of_the_matrix():
    app = add(with_form(), "Boat school")
    assert "No function or pillar was chosen, so it does not appear in the matrix" in app.success[0].value


def test_what_has_ended_is_folded_and_in_no_tile(base):
    app = unfolded(opened("coordination", SCILLY), "ended")
    found = coordination_of(base, open_register(base), "E06000053").ended
    assert found
    assert any(fold.label == f"Ended: {words.activities(len(found))}" for fold in app.expander)
    assert all(any(fold.label.startswith(held.activity.name) for fold in app.expander) for held in found)


def test_the_projector_shows_the_year_that_was_chosen():
    for part, said in (("answer", "Only what was there in 2015"), ("pairs", "that were there in 2015")):
        assert said in says(opened("coordination", f"place={GREATER_MANCHESTER}&year=2015&view=projector&part={part}"))


def test_how_a_figure_was_counted_is_asked_and_it_is_said_to_be_entered():
    counted = {"What is counted": "cost of it", "How much": "around 400", "Unit": "£", "Prices of": "2024"}
    app = add(with_form(), "Boat school", **counted, **{"It measures": "cost", "Gross or net": "gross",
        "Whose cost (of a cost only)": "public", "Over what time it came about": "three years",
        "Caveats: what it must be read with": "Estimated."})  # fmt: skip
    [figure] = app.session_state["own_activities"][0].figures
    assert (figure.qualifier, figure.basis, figure.cost_of, figure.note) == ("about", "gross", "public", "Estimated.")
    assert figure.origin == "as entered"


def test_a_refused_form_says_every_fault_and_loses_nothing():
    app = with_form()
    field(app, "Name (needed)").set_value("Boat school")
    field(app, "Start").set_value("May 2018")
    field(app, "How much").set_value("1.2m")
    press(app, "Add to the register")
    assert own(app) == []
    [said] = errors(app)
    for fault in ("Choose what kind", "Name the source", "'May 2018'", "'1.2m'"):
        assert fault in said
    assert [field(app, label).value for label in ("Name (needed)", "Start", "How much")] == [
        "Boat school",
        "May 2018",
        "1.2m",
    ]


def test_one_more_figure_keeps_what_was_typed():
    app = with_form()
    field(app, "Name (needed)").set_value("Boat school")
    field(app, "What is counted").set_value("boats")
    press(app, "One more figure")
    assert [field(app, "Name (needed)").value, field(app, "What is counted").value] == ["Boat school", "boats"]
    assert field(app, "What is counted", 1).value == ""


def test_an_activity_is_changed_and_removed():
    app = add(with_form(), "Boat school")
    press(app, "Edit")
    assert field(app, "Name (needed)").value == "Boat school"
    field(app, "Led by").set_value("The harbour")
    press(app, "Save the change")
    assert app.session_state["own_activities"][0].lead_body == "The harbour"
    press(app, "Remove")
    assert own(app) == []
    press(app, "Undo")
    assert own(app) == ["Boat school"]


def test_what_is_added_stays_when_another_page_was_looked_at():
    app = add(with_form(), "Boat school")
    app.switch_page("pages/home.py").run()
    app.switch_page("pages/coordination.py").run()
    assert own(app) == ["Boat school"]
    assert "Added by your team: 1 activity" in says(app)


# ---- inclusive growth -------------------------------------------------------------------------------------------

STEPS = ("overview", "output-growth", "employment", "human-capital", "incomes", "living-costs", "labour-market-inclusion",
         "all-places", "inside")  # fmt: skip


def reading(app: AppTest):
    """The field for the team's reading."""
    return next(area for area in app.text_area if area.label.startswith("Your team"))


@pytest.mark.parametrize(
    "code", [GREATER_MANCHESTER, "E37000062", "E06000053", "E09000001", "E10000008", "group:Severn side"]
)
def test_every_step_of_the_walk_runs_and_prints_the_set_and_the_options(code):
    for step in STEPS:
        app = opened("inclusive_growth", f"place={code}&step={step}" + (f"&group={GROUP}" if "group" in code else ""))
        assert not app.exception, step
        assert not app.error and warnings(app) == [], step
        if step != "inside":
            assert "cored among" in says(app) and "2018 to 2023" in says(app), step


def test_the_walk_goes_on_and_back_and_the_address_follows():
    app = opened("inclusive_growth", f"place={GREATER_MANCHESTER}")
    seen = ["overview"]
    for _ in STEPS:
        press(app, "Next")
        assert not app.exception
        seen.append(
            app.query_params["step"] if isinstance(app.query_params["step"], str) else app.query_params["step"][0]
        )
    assert tuple(seen) == (*STEPS, "overview")
    press(app, "Previous")
    assert "inside" in app.query_params["step"]


def test_another_set_gives_other_ranks_and_is_in_the_address():
    app = opened("inclusive_growth", f"place={GREATER_MANCHESTER}")
    assert (
        "Greater Manchester is 7th of 19 on prosperity and 18th of 19 on inclusion among combined authorities."
        in says(app)
    )
    choose(app, "Scored among", "lep")
    assert not app.exception
    assert "of 38 on prosperity" in says(app)
    assert "lep" in app.query_params["among"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("scores=z-score", "standard scores"),
        ("scores=winsorised", "drawn in"),
        ("moved=progress", "as progress"),
        ("from=2010&to=2020", "from 2010 to 2020"),
    ],
)
def test_options_of_the_address_are_taken_and_printed(query, said):
    app = opened("inclusive_growth", f"place={GREATER_MANCHESTER}&{query}")
    assert not app.exception and warnings(app) == []
    assert said in says(app)


@pytest.mark.parametrize("query", ["scores=magic", "moved=magic", "from=1850", "to=2199", "among=mars", "step=magic"])
def test_a_bad_choice_for_the_walk_gets_one_sentence_and_the_usual_walk(query):
    app = opened("inclusive_growth", f"place={GREATER_MANCHESTER}&{query}")
    assert not app.exception
    assert len(app.warning) == 1
    assert query.split("=")[1] in app.warning[0].value
    assert "7th of 19 on prosperity" in says(app)


def test_years_the_wrong_way_round_are_said_in_a_sentence():
    app = opened("inclusive_growth", f"place={GREATER_MANCHESTER}&from=2015&to=2010")
    assert not app.exception
    assert "A change from 2015 to 2010 cannot be scored" in app.info[0].value


def test_a_place_that_cannot_be_scored_is_refused_once_and_led_on():
    app = opened("inclusive_growth", "place=E07000106&among=combined-authority&from=2015&to=2010")
    press(app, "Use the usual years")
    assert not app.exception and not app.info
    app = opened("inclusive_growth", "place=E92000001&step=incomes")
    assert len(app.info) == 1 and "needs at least 5 areas" in app.info[0].value
    assert "Choose another place above." in says(app)
    assert not [button for button in app.button if button.label == "Next"]
    app = opened("inclusive_growth", f"place={GREATER_MANCHESTER}&among=district")
    assert len(app.info) == 1 and "its own parts" in app.info[0].value
    press(app, "LEPs")
    assert not app.exception and not app.info
    assert "of 38 on prosperity" in says(app)


def test_a_step_that_the_walk_has_not_is_said_with_the_steps_it_has():
    said = opened("inclusive_growth", f"place={GREATER_MANCHESTER}&step=bar").warning[0].value
    assert said.startswith(
        "The address asks for the step 'bar', which is not a step of this walk, so it begins with the overview."
    )
    assert "labour-market-inclusion, all-places, inside." in said


def test_a_score_says_what_it_is_relative_to_and_the_notes_stand_once():
    for step in ("overview", "all-places"):
        text = says(opened("inclusive_growth", f"place={GREATER_MANCHESTER}&step={step}"))
        assert ("relative to 19 combined authorities" in text) == (step == "overview")
        for note in (
            "These are not scores of the Joseph Rowntree Foundation",
            "measures count alike in a dimension",
            "look surer",
        ):
            assert text.count(note) == 1, (step, note)


def test_a_dimension_says_what_the_publishers_say_and_what_a_reload_loses():
    text = says(opened("inclusive_growth", f"place={GREATER_MANCHESTER}&step=labour-market-inclusion"))
    assert "Economic inactivity: " in text
    assert "reloading the page or closing the tab loses it" in text


def test_noise_between_districts_is_said_where_intervals_are_wide():
    app = opened("inclusive_growth", f"place={GREATER_MANCHESTER}&step=inside&inside=employment-rate")
    assert "part of the differences between them is noise" in says(app)
    assert "23% of the neighbourhoods" in says(app) and "23.03%" not in says(app)
    choose(app, "Measure", "gdhi-per-head")
    assert "noise" not in says(app)


def test_one_district_has_no_parts_but_its_deprivation_is_said():
    app = opened("inclusive_growth", "place=E06000053&step=inside")
    assert "Isles of Scilly is one district" in app.info[0].value
    assert "0% of the neighbourhoods of the Isles of Scilly are among England's most deprived tenth" in says(app)


def test_what_the_spread_is_stands_inside_the_place():
    app = opened("inclusive_growth", f"place={GREATER_MANCHESTER}&step=inside&inside=gdhi-per-head")
    text = says(app)
    assert "from £18,084 in Oldham to £28,557 in Trafford" in text
    assert "Coefficient of variation: 14%" in text
    assert "of the inequality between the districts of England lies within its regions" in text
    choose(app, "Measure", "employment-rate")
    assert "within its regions" not in says(app)


def test_a_reading_stays_with_its_place_and_its_dimension():
    app = opened("inclusive_growth", f"place={GREATER_MANCHESTER}&step=incomes")
    reading(app).set_value("Pay is not the whole story.").run()
    press(app, "Next")
    assert reading(app).value == ""
    choose(app, "Place", "E37000062")
    press(app, "Previous")
    assert reading(app).value == ""
    choose(app, "Place", GREATER_MANCHESTER)
    assert reading(app).value == "Pay is not the whole story."
    assert app.session_state["readings"] == {(GREATER_MANCHESTER, "incomes"): "Pay is not the whole story."}
    assert "Download all readings" in downloads(app)
    app.query_params["step"] = "overview"
    app.run()
    assert "Pay is not the whole story." in says(app)


def test_the_projector_walks_one_part_of_a_step_at_a_time():
    app = opened("inclusive_growth", f"view=projector&place={GREATER_MANCHESTER}")
    assert "1 of 28" in says(app)
    found = [("overview", "six", "made-of"), *((step, "measures", "limits") for step in STEPS[1:-2])]
    found += [("all-places", "change", "together", "lipsit"), ("inside", "numbers", "deprived"), ("overview",)]
    parts = [".".join((step, *part)) for step, *rest in found for part in ((), *((p,) for p in rest))]
    assert len(parts) == 29
    for part in parts[1:]:
        press(app, "Next")
        assert not app.exception
        assert app.query_params["step"] in (part, [part])
        assert app.title[0].value == "Greater Manchester"


def test_leaving_the_projector_in_a_part_of_a_step_shows_the_step():
    app = opened("inclusive_growth", f"view=projector&place={GREATER_MANCHESTER}&step=incomes.limits")
    press(app, "Leave the projector view")
    assert warnings(app) == []
    assert app.query_params["step"] in ("incomes", ["incomes"])
    assert app.header[0].value == "Incomes"


def test_without_a_place_the_walk_offers_leps_and_combined_authorities():
    app = opened("inclusive_growth")
    assert "All 38 LEPs" in says(app)
    choose(app, "A combined authority", GREATER_MANCHESTER)
    assert app.title[0].value == "Greater Manchester"


def test_names_that_a_team_typed_are_shown_letter_by_letter():
    name = "![x](http://elsewhere.example/x.png)"
    app = opened("inclusive_growth", f"place=group:{name}&group={name}=E06000023,E06000025&step=all-places")
    assert not app.exception
    assert not [h.value for h in app.header if "![x](" in h.value]


# ---- productivity -----------------------------------------------------------------------------------------------

QUESTIONS = ("level", "parts", "industries", "districts", "firms", "drivers", "school", "country")


@pytest.mark.parametrize(
    "code",
    [
        GREATER_MANCHESTER,
        "E37000062",
        "E06000053",
        "E06000052",
        "E92000001",
        "K02000001",
        "E10000008",
        "group:Severn side",
    ],
)
def test_every_question_of_productivity_gets_an_answer_or_a_reason(code):
    for step in QUESTIONS:
        app = opened("productivity", f"place={code}&step={step}" + (f"&group={GROUP}" if "group" in code else ""))
        assert not app.exception, step
        assert not app.error and warnings(app) == [], step
        assert "All productivity evidence (JSON)" in downloads(app), step


def test_productivity_goes_on_and_back_and_the_address_follows():
    app = opened("productivity", f"place={GREATER_MANCHESTER}")
    seen = []
    for _ in QUESTIONS:
        press(app, "Next")
        assert not app.exception
        seen.append(
            app.query_params["step"][0] if isinstance(app.query_params["step"], list) else app.query_params["step"]
        )
    assert tuple(seen) == (*QUESTIONS[1:], QUESTIONS[0])
    press(app, "Previous")
    assert "country" in app.query_params["step"]


def test_the_projector_asks_one_thing_about_industries_at_a_time():
    app = opened("productivity", f"view=projector&place={GREATER_MANCHESTER}&step=industries")
    for heading in ("What its output is made of", "What grew"):
        press(app, "Next")
        assert [h.value for h in app.header] == [heading]
    assert "All productivity evidence (JSON)" not in downloads(app)
    press(app, "Leave the projector view")
    assert not app.exception and warnings(app) == []


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("place=E47000001&step=level", "The prize is £4.87 billion a year"),
        ("place=E06000052&step=industries", "The growth of Cornwall cannot be split by industry"),
        ("place=E47000001&step=industries", "Productivity is not split by industry here"),
        ("place=E08000004&step=districts", "Oldham is one district"),
        ("place=E92000001&step=districts", "with at most 60: choose a smaller place"),
        ("place=S92000003&step=districts", "too many to draw, so the table alone has every pair"),
        ("place=E47000001&step=drivers", "We hold no open figure, by area, of how good local institutions are"),
        ("place=E47000001&step=school", "between 4.3% and 5.8% are NEET"),
        ("place=E47000001&step=country", "Greater Manchester has no trend from before 2008"),
    ],
)
def test_what_is_known_and_what_is_refused_is_said(query, said):
    app = opened("productivity", query)
    assert not app.exception
    assert said in says(app).replace("\xa0", " ").replace("\\", "")


def test_growth_is_over_the_years_of_the_address():
    app = opened("productivity", f"place={GREATER_MANCHESTER}&step=industries&first=2013&last=2018")
    assert "from 2013 to 2018 in prices of 2018" in says(app)
    choose(app, "Growth from", "2020")
    assert "Shift-share needs a first year before the last; given 2020 and 2018." in says(app)


def test_industries_are_set_beside_the_uk_or_england():
    app = opened("productivity", f"place={GREATER_MANCHESTER}&step=industries")
    assert "against the UK, Greater Manchester is specialised in wholesale (1.38" in says(app)
    choose(app, "Industries beside", "E92000001")
    assert "against England, Greater Manchester is specialised in wholesale (1.36" in says(app)
    assert "Diamonds: England" in says(app)
    assert app.query_params["whole"] == "E92000001"


@pytest.mark.parametrize("query", ["step=magic", "step=industries&first=1850", "step=industries&last=2199"])
def test_a_bad_choice_on_productivity_gets_one_sentence(query):
    app = opened("productivity", f"place={GREATER_MANCHESTER}&{query}")
    assert not app.exception
    assert len(app.warning) == 1 and query.rsplit("=", 1)[1] in app.warning[0].value


def test_a_group_that_a_team_named_is_shown_letter_by_letter():
    name = "![x](http://elsewhere.example/x.png)"
    for step in QUESTIONS:
        app = opened("productivity", f"place=group:{name}&group={name}=E06000023,E06000025&step={step}")
        assert not app.exception
        shown = [element.value for kind in (app.header, app.subheader, written(app), app.info) for element in kind]
        shown += [fold.label for fold in app.expander]
        assert not [text for text in shown if "![x](" in text], step


# ---- what people type ---------------------------------------------------------------------------------------------

TYPED = "![x](http://elsewhere.example/x.png) *a* `b` $c$"


def read_as_markdown(app: AppTest) -> list[str]:
    """Every text of a page that Streamlit reads as Markdown: what is said, labels, cells of tables."""
    kinds = (app.title, app.header, app.subheader, written(app), app.caption, app.info, app.warning, app.error)
    labelled = (app.expander, app.button, app.selectbox, app.multiselect, app.tabs, app.toggle, app.radio)
    tables = [
        str(value)
        for table in app.table
        for value in (*table.value.index, *table.value.columns, *table.value.to_numpy().ravel())
    ]
    return [
        *(str(element.value) for kind in kinds for element in kind),
        *(element.label for kind in labelled for element in kind),
        *tables,
    ]


@pytest.mark.parametrize("view", ["", "&view=projector"])
@pytest.mark.parametrize("page", [page for page in PAGES if page not in WITHOUT_PLACE])
def test_a_groups_name_is_shown_letter_by_letter_on_every_page(page, view):
    app = opened(page, f"place=group:{TYPED}&group={TYPED}=E06000023,E06000025{view}")
    assert not app.exception
    assert any("elsewhere" in text for text in read_as_markdown(app))
    assert not [text for text in read_as_markdown(app) if "![x](" in text or " *a* " in text or "$c$" in text]


@pytest.mark.parametrize("page", [page for page in PAGES if page != "what_people_said"])
def test_what_an_address_asks_for_in_vain_is_shown_letter_by_letter(page):
    asked = ("indicator", "geography", "model", "edition", "step", "among", "part", "show", "slide", "kind", "one")
    query = "&".join(f"{key}={TYPED}" for key in (*asked, "chapters", "period", "first", "group"))
    app = opened(page, f"place={GREATER_MANCHESTER}&{query}&activity=1")
    assert not app.exception
    assert warnings(app)
    assert not [text for text in read_as_markdown(app) if "![x](" in text]
    app = opened(page, f"place={TYPED}")
    assert not app.exception
    assert not [text for text in read_as_markdown(app) if "![x](" in text]
