"""What a workshop can look at: the list of views, addresses copied from a browser, and those that are refused."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from evidence.errors import EvidenceError
from evidence.growth.framework import open_framework
from evidence.workshop.looks import LEFT_OUT, PAGES, look_address, open_views, read_view, view_words
from pages._growth_steps import steps_of
from pages._workspace import LINK
from tests.test_pages import opened
from tests.worked import spoil
from tests.workshopping import with_own_files

ROOT = Path(__file__).parents[1]


def test_every_view_is_a_step_of_a_page_of_the_app(base):
    views = open_views(base)
    assert all((ROOT / "pages" / f"{page}.py").is_file() for page in PAGES)
    asked = [(view.path, parse_qs(view.query)) for view in map(urlsplit, views)]
    assert {page for page, _ in asked} == set(PAGES)
    growth = [query["step"][0] for page, query in asked if page == "inclusive_growth"]
    assert growth == list(steps_of(open_framework(base)))
    maps = [query["indicator"][0] for page, query in asked if page == "map"]
    assert set(maps) == {slug for slug in base.indicators if slug in base.tables}


def test_every_view_of_productivity_opens_its_step(base):
    steps = [view.partition("step=")[2] for view in open_views(base) if view.startswith("productivity?")]
    assert len(steps) == len(set(steps)) == 8
    for step in steps:
        app = opened("productivity", f"place=E37000001&step={step}")
        assert not app.exception
        assert app.session_state["step"] == step


@pytest.mark.parametrize(
    ("typed", "view"),
    [
        ("place_profile", "place_profile"),
        (" map?indicator=neet-16-17 ", "map?indicator=neet-16-17"),
        (
            "http://192.168.0.7:8501/map?indicator=neet-16-17&geography=lep&place=E37000001",
            "map?indicator=neet-16-17&geography=lep",
        ),
        ("https://place.example/app/productivity/?step=level&view=projector", "productivity?step=level"),
        ("/inclusive_growth?step=employment.measures&place=E37000001", "inclusive_growth?step=employment.measures"),
        (
            "map?indicator=neet-16-17&workspace=SECRET&workshop=abc&group=A%20%26%20b%3DE08000003",
            "map?indicator=neet-16-17",
        ),
        ("coordination?kind=Growth hubs", "coordination?kind=Growth%20hubs"),
    ],
)
def test_an_address_is_read_without_its_server_its_place_and_its_links(typed, view):
    assert read_view(typed) == view


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "https://example.org/",
        "//example.org",
        "javascript:alert(1)",
        "narrative",
        "data_and_methods",
        "workshop?workshop=abc",
        'map?"><b>=1',
        "http://[::1/map",
    ],
)
def test_what_is_no_view_is_refused_in_a_sentence_that_says_what_to_do(typed):
    with pytest.raises(EvidenceError, match="Choose one from the list, or copy the address") as refused:
        read_view(typed)
    assert str(refused.value).startswith(repr(typed))


def test_the_link_to_a_workspace_is_left_out_under_the_name_that_the_pages_give_it():
    assert LINK in LEFT_OUT


def test_a_view_is_named_and_one_that_is_not_listed_has_its_address(base):
    assert view_words(base, "productivity?step=level") == "Productivity: level and gap"
    assert view_words(base, "map?indicator=neet-16-17").startswith("Map: ")
    assert view_words(base, "productivity?step=made-of") == "productivity?step=made-of"


def test_the_address_of_a_look_has_the_place():
    assert look_address("map?indicator=neet-16-17", "E37000001") == "map?indicator=neet-16-17&place=E37000001"
    assert look_address("place_profile", "E37000001") == "place_profile?place=E37000001"


def test_the_address_of_a_look_draws_a_group_however_it_is_called(base):
    address = look_address("place_profile", "group:Two & more=E08000003,E08000006")
    asked = parse_qs(urlsplit(address).query)
    assert asked == {"group": ["Two & more=E08000003,E08000006"], "place": ["group:Two & more"]}
    name, _, codes = asked["group"][0].partition("=")
    assert asked["place"][0] in base.with_group(name, tuple(codes.split(","))).areas


@pytest.fixture
def spoilt(base, tmp_path):
    """The project's base with a copy of its views that the test may spoil."""
    return with_own_files(base, tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "Place profile"', "", "is no view; a view has an address and a name"),
        ('name = "Place profile"', 'name = " "', "is no view; a view has an address and a name"),
        ('"productivity?step=level"', '"https://example.org"', "'https://example.org' is no view inside the app"),
        ('"productivity?step=parts"', '"productivity?step=level"', "'productivity?step=level' is there twice"),
        (
            '[[views]]\naddress = "place_profile"',
            '[[sights]]\naddress = "place_profile"',
            "views is not a list of tables and nothing else",
        ),
        ('[[views]]\naddress = "place_profile"', "[[views", "not readable as TOML"),
    ],
)
def test_a_file_that_is_not_sound_is_refused_with_the_fault_named(spoilt, old, new, said):
    spoil(spoilt.folder, "workshop/views.toml", old, new)
    with pytest.raises(EvidenceError, match=r"views\.toml") as refused:
        open_views(spoilt)
    assert said in str(refused.value)


def test_a_file_that_is_missing_is_said(base, tmp_path):
    with pytest.raises(EvidenceError, match=r"workshop/views\.toml is missing"):
        open_views(replace(base, folder=tmp_path))
