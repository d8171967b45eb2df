"""The register: lists and cases read once and checked, a place's own activities added, and the real one sound."""

from collections import Counter
from dataclasses import replace

import pytest

from evidence.coordination.activities import FUNCTIONS, KINDS, PILLARS
from evidence.coordination.coverage import present_districts
from evidence.coordination.place import coordination_of
from evidence.coordination.register import open_register, register_with
from evidence.coordination.tables import activities_csv, read_activities
from evidence.errors import EvidenceError
from evidence.indicators.base import open_evidence
from tests.recorded import PLAIN, with_
from tests.worked import COUNTY, DUNMOUTH, FENLAND, spoil

ON_RECORD = [
    "fenland-growth-hub",
    "estuary-growth-hub",
    "far-west-growth-hub",
    "ashby-town-board",
    "old-eastholm-board",
    "far-west-charter",
    "fenshire-works",
    "national-scheme",
]


def opened(folder):
    return open_register(open_evidence(folder))


def refused(folder):
    """What is said of a folder whose register is not sound."""
    with pytest.raises(EvidenceError) as error:
        opened(folder)
    assert str(error.value).startswith("The register of coordination activity is not sound: ")
    return list(error.value.problems)


def test_the_register_holds_the_lists_in_their_order_and_then_the_cases(world):
    register = open_register(world)
    assert list(register.activities) == ON_RECORD
    assert list(register.layers) == ["growth-hubs", "neighbourhood-boards"]
    assert [(layer.slug, n) for layer, n in register.entries_by_layer()] == [
        ("growth-hubs", 3),
        ("neighbourhood-boards", 2),
    ]
    assert [a.slug for a in register.counted] == ON_RECORD[:3]


def test_an_entry_of_a_list_has_its_own_cells_and_the_lists_words(world):
    hub = open_register(world).activity("fenland-growth-hub")
    assert (hub.layer, hub.kind, hub.lead_body) == ("growth-hubs", "growth-hub", "Fenland LEP")
    assert (hub.functions, hub.pillars) == (("learning", "capacity"), ("relational-partnerships",))
    assert (hub.area_codes, hub.start, hub.end) == ((FENLAND,), "2012", "")
    assert hub.caveats == ("The source gives no end.",)
    assert (hub.source.title, hub.source.edition) == ("Growth hubs", "2025")


def test_a_case_is_read_with_its_story_in_one_line_and_its_figures(world):
    case = open_register(world).activity("fenshire-works")
    assert (
        case.story
        == "Invented: the council and the college went to firms together, and each firm gave somebody a start."
    )
    assert case.layer == "cases"
    assert [(f.measures, f.value, f.unit) for f in case.figures] == [
        ("outcome", 300.0, "people"),
        ("cost", 60.0, "£ per job"),
        ("scale", 40.0, "firms"),
    ]
    assert (case.figures[1].price_year, case.figures[1].where) == (2012, "Page 8")


def test_an_unknown_activity_is_refused(world):
    with pytest.raises(EvidenceError, match=r"The register holds no activity 'choir'"):
        open_register(world).activity("choir")


def test_a_folder_without_a_register_has_an_empty_one(data):
    for path in sorted((data / "coordination").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    register = opened(data)
    assert (dict(register.activities), dict(register.layers), register.own) == ({}, {}, ())


def test_a_case_named_as_an_entry_of_a_list_takes_its_place(data):
    spoil(data, "coordination/cases/fenshire-works.toml", '"Fenshire Works"', '"Ashby Town Board"')
    register = opened(data)
    assert "ashby-town-board" not in register.activities
    assert register.activity("fenshire-works").name == "Ashby Town Board"
    assert [n for _, n in register.entries_by_layer()] == [3, 2]


def test_a_case_whose_file_is_named_after_an_entry_takes_its_place(data):
    folder = data / "coordination" / "cases"
    (folder / "fenshire-works.toml").rename(folder / "ashby-town-board.toml")
    register = opened(data)
    assert register.activity("ashby-town-board").name == "Fenshire Works"
    assert len(register.activities) == 7


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (
            "layers/growth-hubs.toml",
            'kind = "growth-hub"\n',
            "",
            "growth-hubs.toml: the key 'kind' is missing.",
        ),
        (
            "layers/growth-hubs.toml",
            "counted = true",
            'counted = true\ncolour = "red"',
            "growth-hubs.toml: the key 'colour' is not known.",
        ),
        (
            "layers/growth-hubs.toml",
            "counted = true",
            'counted = "yes"',
            "growth-hubs.toml: counted is 'yes'; write true or false.",
        ),
        (
            "layers/growth-hubs.toml",
            'functions = ["learning", "capacity"]',
            'functions = "learning"',
            'growth-hubs.toml: functions is \'learning\'; write a list of texts in quotes, as in ["a", "b"].',
        ),
        (
            "layers/growth-hubs.toml",
            'functions = ["learning", "capacity"]',
            'functions = ["song"]',
            "growth-hubs.toml: there is no function 'song'.",
        ),
        (
            "layers/growth-hubs.toml",
            'as_of = "2025-05"',
            'as_of = "May 2025"',
            "growth-hubs.toml: as_of is 'May 2025'; write 2025-05-27 or 2025.",
        ),
        (
            "layers/growth-hubs.toml",
            'edition = "2025"\n',
            "",
            "growth-hubs.toml: [source] needs exactly edition, licence, publisher, title, url.",
        ),
        ("layers/growth-hubs.toml", "[source]", "[source", "growth-hubs.toml: not readable as TOML"),
        (
            "layers/growth-hubs.csv",
            "E47000001",
            "E47000099",
            "growth-hubs.csv: Row 3 (Estuary Growth Hub): No area has the code 'E47000099'; ",
        ),
        (
            "layers/neighbourhood-boards.csv",
            "Ashby Town Board",
            "Fenland growth hub",
            "neighbourhood-boards.csv: the name 'Fenland growth hub' stands in growth-hubs.csv too.",
        ),
        (
            "cases/fenshire-works.toml",
            '"employment-programme"',
            '"choir"',
            "fenshire-works.toml: There is no kind 'choir'; ",
        ),
        (
            "cases/fenshire-works.toml",
            '"Page 7"',
            "7",
            "fenshire-works.toml: a figure's where is 7; write a text in quotes.",
        ),
        (
            "cases/fenshire-works.toml",
            "value = 300",
            'value = "300"',
            "fenshire-works.toml: a figure's value is '300'; write a number without quotes.",
        ),
        (
            "cases/fenshire-works.toml",
            "value = 300",
            "value = nan",
            "fenshire-works.toml: The figure 'people who found work' is not a number that can be counted.",
        ),
        (
            "cases/fenshire-works.toml",
            "value = 300",
            "value = true",
            "fenshire-works.toml: a figure's value is True; write a number without quotes.",
        ),
        (
            "cases/fenshire-works.toml",
            "value = 300\n",
            "",
            "fenshire-works.toml: a figure lacks the key 'value'.",
        ),
        (
            "cases/fenshire-works.toml",
            'basis = "gross"',
            'base = "gross"',
            "fenshire-works.toml: a figure has the unknown key 'base'.",
        ),
        (
            "cases/fenshire-works.toml",
            "price_year = 2012",
            "price_year = 2012.5",
            "fenshire-works.toml: a figure's price_year is 2012.5; write a year without quotes.",
        ),
        (
            "cases/fenshire-works.toml",
            'start = "2012"',
            "start = 2012",
            "fenshire-works.toml: start is 2012; write a text in quotes.",
        ),
        (
            "cases/fenshire-works.toml",
            'start = "2012"',
            "start = 2012-01-31",
            "fenshire-works.toml: start is datetime.date(2012, 1, 31); write a text in quotes.",
        ),
        (
            "cases/fenshire-works.toml",
            'area_codes = ["E10000001"]',
            'area_codes = "E10000001"',
            "fenshire-works.toml: area_codes is 'E10000001'; write a list of texts in quotes",
        ),
        (
            "cases/far-west-charter.toml",
            "latitude = 53.5",
            'latitude = "53.5"',
            "far-west-charter.toml: latitude is '53.5'; write a number without quotes.",
        ),
        (
            "cases/fenshire-works.toml",
            'title = "Ten cases"',
            "title = 10",
            "fenshire-works.toml: the source's title is 10; write a text in quotes.",
        ),
    ],
)
def test_one_fault_in_the_folder_is_one_sentence(data, file, old, new, says):
    spoil(data, f"coordination/{file}", old, new)
    [problem] = refused(data)
    assert problem.startswith(says)


def test_figures_that_are_no_tables_are_refused(data):
    path = data / "coordination" / "cases" / "national-scheme.toml"
    text = path.read_text(encoding="utf-8").split("[[figures]]")[0]
    path.write_text('figures = "many"\n' + text, encoding="utf-8")
    assert refused(data) == ["national-scheme.toml: figures is 'many'; write each figure under [[figures]]."]


def test_a_list_without_a_table_and_a_table_without_a_description_are_refused(data):
    folder = data / "coordination" / "layers"
    (folder / "growth-hubs.csv").rename(folder / "hubs.csv")
    assert refused(data) == [
        "hubs.csv: no TOML file says what this list is.",
        "growth-hubs.csv: the table is missing.",
    ]


@pytest.mark.parametrize("name", ["own", "cases"])
def test_a_list_cannot_take_the_name_of_own_activities_or_of_cases(data, name):
    folder = data / "coordination" / "layers"
    for ending in (".toml", ".csv"):
        (folder / f"growth-hubs{ending}").rename(folder / f"{name}{ending}")
    assert refused(data) == [f"{name}.toml: a list cannot be called {name}; rename its files."]


def test_every_problem_of_the_folder_is_told_at_once(data):
    spoil(data, "coordination/layers/growth-hubs.csv", "E47000001", "E47000099")
    spoil(data, "coordination/cases/fenshire-works.toml", '"employment-programme"', '"choir"')
    assert len(refused(data)) == 2


def test_own_activities_are_added_after_the_others_and_told_apart(world):
    own = (PLAIN, with_(slug="second", name="Second"))
    register = register_with(world, own)
    assert list(register.activities) == [*ON_RECORD, "skills-club", "second"]
    assert register.own == own
    assert register_with(world, own) is register
    assert register_with(world, ()) is open_register(world)


def test_own_activities_read_back_from_a_download_replace_what_was_downloaded(world):
    """A case's file is not always named after it, so that the name tells what is the same."""
    register = open_register(world)
    case = replace(register.activity("fenshire-works"), name="The Fenshire Works Scheme")
    before = replace(register, activities={**register.activities, case.slug: case})
    own, problems = read_activities(activities_csv([case]).encode(), world.areas, world.recoded)
    assert problems == []
    after = before.with_own(own)
    assert len(after.activities) == len(before.activities)
    assert Counter(a.name for a in after.activities.values())["The Fenshire Works Scheme"] == 1


def test_retelling_a_listed_body_as_ones_own_does_not_uncount_it(world):
    register = open_register(world)
    own = tuple(replace(a, layer="own") for a in register.activities.values())
    retold = register_with(world, own)
    assert coordination_of(world, retold, DUNMOUTH).counts == {"growth-hub": 2}
    assert [n.counts for n in coordination_of(world, retold, COUNTY).neighbours] == [
        {"growth-hub": 0},  # Farcastle's hub ended in 2020
        {"growth-hub": 2},
        {"growth-hub": 1},
    ]
    assert [n for _, n in retold.entries_by_layer()] == [3, 2]


# The register that the project carries.


@pytest.fixture(scope="module")
def real(base):
    return open_register(base)


def test_the_real_register_opens_and_holds_lists_and_cases(real):
    assert len(real.layers) >= 10
    assert sum(a.layer == "cases" for a in real.activities.values()) >= 40
    assert len(real.activities) >= 400


def test_every_word_of_the_real_register_is_known(real):
    for activity in real.activities.values():
        assert activity.kind in KINDS
        assert set(activity.functions) <= FUNCTIONS.keys()
        assert set(activity.pillars) <= PILLARS.keys()
        assert activity.functions or activity.pillars, activity.slug


def test_every_activity_of_the_real_register_is_found_somewhere(base, real):
    lost = [a.slug for a in real.activities.values() if not any(present_districts(base, code) for code in a.area_codes)]
    assert lost == []


def test_every_figure_of_the_real_register_has_a_unit_a_source_and_says_what_it_counts(real):
    for activity in real.activities.values():
        assert activity.source.title, activity.slug
        for figure in activity.figures:
            assert figure.what and figure.unit, activity.slug
            assert figure.where or activity.where or activity.layer != "cases", (activity.slug, figure.what)


def test_no_two_activities_of_the_real_register_have_the_same_name(real):
    names = Counter(a.name.casefold() for a in real.activities.values())
    assert [name for name, n in names.items() if n > 1] == []


def test_every_story_of_the_real_cases_has_forty_to_a_hundred_and_sixty_words(real):
    lengths = {a.slug: len(a.story.split()) for a in real.activities.values() if a.layer == "cases"}
    assert {slug: n for slug, n in lengths.items() if not 40 <= n <= 160} == {}


def test_only_complete_lists_of_the_real_register_are_counted(real):
    counted = [layer for layer in real.layers.values() if layer.counted]
    assert counted
    assert all(layer.complete for layer in counted)


def test_every_list_says_how_far_it_goes_and_whose_reading_it_is(real):
    for layer in real.layers.values():
        texts = (layer.name, layer.definition, layer.reading, layer.completeness, layer.done_to_the_rows)
        assert all(text.strip() for text in texts), layer.slug
        assert layer.source.publisher and layer.source.title and layer.source.licence


def test_no_text_of_the_register_names_a_folder_of_a_workplace(base):
    for path in sorted((base.folder / "coordination").rglob("*.*")):
        text = path.read_text(encoding="utf-8")
        for word in ("/work", "/tmp", "/root", "../", "shared/", "seeds/", "local: ", "stored copy", "research/"):
            assert word not in text, f"{path.name} holds {word!r}"


def test_the_real_register_reads_back_the_same_from_its_own_table(base, real):
    everything = tuple(real.activities.values())
    found, problems = read_activities(activities_csv(everything).encode(), base.areas, base.recoded)
    assert problems == []
    assert [replace(a, slug="", layer="") for a in found] == [
        replace(a, slug="", layer="", figures=a.figures) for a in everything
    ]
