"""What a place adds: the form, the file, and the list of both; whatever is refused loses nothing."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.coordination.activities import FUNCTIONS, KINDS, MEASURES, PILLARS, Activity, ActivityFigure
from evidence.coordination.own import (
    EXAMPLE,
    Form,
    FormFigure,
    activity_from,
    codes_of,
    form_of,
    not_in_matrix,
    nothing_loaded,
    read_own,
    stands_on_a_list,
    template_csv,
    what_it_brings,
    with_activity,
    with_all,
    without_activity,
)
from evidence.coordination.register import Register, open_register
from evidence.coordination.tables import COLUMNS, activities_csv, read_activities
from evidence.indicators.catalogue import Source
from tests.worked import ASHBY, BECKTON, COUNTY

NEEDED = Form(name="Quay jobs club", kind="charter", area_codes=(ASHBY,), source_title="Minutes")
CLUB = Activity(
    slug="quay-jobs-club",
    layer="own",
    name="Quay jobs club",
    kind="charter",
    lead_body="Ashby council",
    area_codes=(ASHBY, BECKTON),
    areas_as_stated="the two towns",
    functions=("voice", "data"),
    pillars=("finance",),
    source=Source("Ashby council", "Minutes", "May 2026", "https://ashby.example/minutes", "© Ashby"),
    where="Page 3",
    partners=("A college", "Two firms"),
    latitude=53.5,
    longitude=-2.25,
    start="2018-09",
    end="2024",
    story="They met.\nThen they did it.",
    caveats=("Counted by the club.", "Undated."),
    figures=(
        ActivityFigure("outcome", "people in work", 430.0, "people", "2024", basis="gross", qualifier="about", note="Once."),
        ActivityFigure("cost", "cost per job", 60.5, "£ per job", "2024", to=83.0, price_year=2012, cost_of="all"),
    ),
)  # fmt: skip


def made(form, world, own=(), before=None):
    activity, problems = activity_from(form, world, own, before=before)
    assert problems == []
    return activity


def refused(form, world, own=(), before=None):
    activity, problems = activity_from(form, world, own, before=before)
    assert activity is None
    return problems


def test_four_things_make_an_activity(world):
    club = made(NEEDED, world)
    assert (club.slug, club.layer, club.area_codes, club.figures) == ("quay-jobs-club", "own", (ASHBY,), ())


def test_an_empty_form_is_told_everything_that_is_missing_in_the_words_of_the_form(world):
    assert refused(Form(), world) == [
        "Give the activity a name.",
        "Choose what kind of activity it is.",
        "Choose at least one area where it works.",
        "Name the source: the title of a page or paper, or who told you.",
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"start": "May 2018"}, "The start is 'May 2018'; write 2018, 2018-09 or 2018-09-05, or leave it empty."),
        ({"start": "2020", "end": "2018"}, "The end 2018 is before the start 2020."),
        ({"latitude": "53,5"}, "Latitude is '53,5', not a number; write 1250 or 12.5, without words or units."),
        ({"latitude": "53.5"}, "A point needs both latitude and longitude; give the other one too, or neither."),
        ({"functions": ("singing",)}, "There is no function 'singing'; known are: data, learning, capacity, reach, voice."),
    ],
)  # fmt: skip
def test_a_fault_is_one_sentence(changed, said, world):
    assert refused(replace(NEEDED, **changed), world) == [said]


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (FormFigure(what="jobs"), ("Figure 1 has no amount", "no unit")),
        (FormFigure(amount="12", unit="jobs"), ("Figure 1 does not say what is counted.",)),
        (FormFigure(what="jobs", amount="1.2m", unit="jobs"), ("Figure 1: the amount is '1.2m', not a number",)),
        (FormFigure(what="cost", amount="£60", unit="£"), ("money without a price year",)),
        (FormFigure(what="cost", amount="60", unit="£", price_year="2014.5"), ("write a year such as 2014",)),
        (FormFigure(what="jobs", amount="40 to 25", unit="jobs"), ("the upper end must be the larger",)),
        (FormFigure(what="jobs", amount="1e400", unit="jobs"), ("not a number",)),
        (FormFigure(what="jobs", amount="nan", unit="jobs"), ("not a number",)),
        (FormFigure(what="jobs", amount="about", unit="jobs"), ("give a number, such as 40 or about 40",)),
        (FormFigure(what="jobs", amount="overall 40", unit="jobs"), ("'overall 40', not a number",)),
    ],
)
def test_a_wrong_figure_is_said(figure, said, world):
    problems = refused(replace(NEEDED, figures=(figure,)), world)
    assert any(said[0] in problem for problem in problems)
    assert all("column" not in problem for problem in problems)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("430", ("", 430.0, None)),
        ("about 1,250", ("about", 1250.0, None)),
        ("more than 12.5", ("more than", 12.5, None)),
        ("25% to 40%", ("", 25.0, 40.0)),
        ("£60 to £83", ("", 60.0, 83.0)),
        ("up to 3", ("up to", 3.0, None)),
        ("At least 7", ("at least", 7.0, None)),
        ("around 40", ("about", 40.0, None)),
        ("approx. 1,250", ("about", 1250.0, None)),
        ("approximately 7", ("about", 7.0, None)),
        ("Roughly 7 to 9", ("about", 7.0, 9.0)),
        ("circa 7", ("about", 7.0, None)),
        ("c. 7", ("about", 7.0, None)),
        ("c.7", ("about", 7.0, None)),
        ("~7", ("about", 7.0, None)),
        ("over 40", ("more than", 40.0, None)),
        ("Over £40", ("more than", 40.0, None)),
        ("under 40%", ("less than", 40.0, None)),
        ("fewer than 40", ("less than", 40.0, None)),
        ("almost 40", ("nearly", 40.0, None)),
    ],
)
def test_an_amount_is_read_as_people_write_it(typed, read, world):
    unit = "£" if "£" in typed else "%"
    figure = FormFigure(what="x", amount=typed, unit=unit, price_year="2014" if unit == "£" else "")
    [found] = made(replace(NEEDED, figures=(figure,)), world).figures
    assert (found.qualifier, found.value, found.to) == read


def test_an_empty_figure_is_none_and_keeps_the_places_of_the_others(world):
    second = FormFigure("outcome", "people in work", "431", "people", "2024")
    changed = replace(form_of(CLUB), figures=(FormFigure(), second))
    [figure] = made(changed, world, own=(CLUB,), before=CLUB).figures
    # The second place was the cost's: what the form does not ask for stays with its place.
    assert (figure.value, figure.cost_of, figure.origin) == (431.0, "", "as printed")


def test_what_a_team_types_is_said_to_be_entered_and_how_it_was_counted_is_kept(world):
    typed = FormFigure(
        "cost", "cost of it", "400000", "£", "2024", "2024", "gross", "public", "three years", "Estimated."
    )
    [figure] = made(replace(NEEDED, figures=(typed,)), world).figures
    assert figure == ActivityFigure(
        "cost", "cost of it", 400000.0, "£", "2024", price_year=2024, basis="gross", cost_of="public",
        duration="three years", note="Estimated.", origin="as entered",
    )  # fmt: skip


def test_every_fault_of_a_form_is_said_at_once(world):
    figure = FormFigure(amount="lots", unit="£", price_year="soon", year="lately")
    form = Form(name="x", functions=("singing",), start="May", latitude="53,5", longitude="-2", figures=(figure,))
    said = refused(form, world)
    for fault in (
        "Choose what kind", "Choose at least one area", "Name the source", "'singing'", "The start is 'May'",
        "Latitude is '53,5'", "Figure 1: the amount is 'lots'", "Figure 1: the price year is 'soon'",
        "Figure 1 does not say what is counted", "'lately'",
    ):  # fmt: skip
        assert any(fault in sentence for sentence in said), fault
    assert len(said) == 10


def test_a_form_shows_an_activity_and_makes_the_same_of_it(world):
    assert made(form_of(CLUB), world, own=(CLUB,), before=CLUB) == CLUB


def test_what_the_form_does_not_ask_for_stays_when_an_activity_is_changed(world):
    changed = made(replace(form_of(CLUB), name="Quay club", area_codes=(ASHBY,)), world, own=(CLUB,), before=CLUB)
    assert (changed.caveats, changed.where, changed.source.licence) == (CLUB.caveats, CLUB.where, "© Ashby")
    assert (changed.figures, changed.areas_as_stated) == (CLUB.figures, "")


def test_a_name_that_was_added_already_is_refused_unless_it_is_the_one_being_changed(world):
    [said] = refused(NEEDED, world, own=(CLUB,))
    assert said.startswith("You have added 'Quay jobs club' already")
    assert made(NEEDED, world, own=(CLUB,), before=CLUB)
    [article] = refused(replace(NEEDED, name="THE Quay Jobs Club"), world, own=(CLUB,))
    assert "added 'THE Quay Jobs Club' already" in article


def test_what_serves_no_function_or_pillar_is_said_to_be_in_no_tile():
    assert not_in_matrix(CLUB) == ""
    assert not_in_matrix(replace(CLUB, functions=())).startswith("No function was chosen, so it does not appear")
    assert not_in_matrix(replace(CLUB, functions=(), pillars=())).startswith("No function or pillar was chosen")


NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)


@settings(max_examples=60, deadline=None)
@given(
    name=NAMES, lead=st.text(max_size=20), partners=st.lists(NAMES, max_size=3), story=st.text(max_size=60),
    kind=st.sampled_from(list(KINDS)), functions=st.lists(st.sampled_from(list(FUNCTIONS)), unique=True),
    pillars=st.lists(st.sampled_from(list(PILLARS)), unique=True),
    figures=st.lists(st.tuples(st.sampled_from(list(MEASURES)), NAMES, st.integers(-10**6, 10**9), NAMES), max_size=3),
)  # fmt: skip
def test_whatever_the_form_takes_the_file_gives_back(
    world, name, lead, partners, story, kind, functions, pillars, figures
):
    """A property of any typed text: formulas, semicolons, line breaks, control characters."""
    form = Form(
        name=name, kind=kind, lead_body=lead, partners="\n".join(partners), area_codes=(ASHBY,), source_title="x",
        functions=tuple(functions), pillars=tuple(pillars), story=story,
        figures=tuple(FormFigure(m, what, str(n), unit, "2020", "2020" if unit.strip().startswith("£") else "")
                      for m, what, n, unit in figures),
    )  # fmt: skip
    activity, problems = activity_from(form, world, ())
    if activity is None:
        assert problems
    else:
        assert read_activities(activities_csv([activity]).encode(), world.areas, world.recoded) == ((activity,), [])


# ---- the list ---------------------------------------------------------------------------------------------------


def test_an_activity_takes_its_own_place_or_the_end():
    other = replace(CLUB, slug="b", name="b")
    newer = replace(CLUB, story="newer")
    renamed = replace(CLUB, slug="c", name="c")
    assert with_activity((CLUB, other), newer) == (newer, other)
    assert with_activity((CLUB, other), renamed, CLUB.slug) == (renamed, other)
    assert with_activity((other,), CLUB) == (other, CLUB)
    assert without_activity((CLUB, other), CLUB.slug) == (other,)
    article = replace(CLUB, slug="the-quay-jobs-club", name="The Quay jobs club")
    assert with_activity((other, CLUB), article) == (other, article)
    assert what_it_brings((CLUB,), (article,), Register({}, {})) == ("It replaces 1 activity: The Quay jobs club.",)


def test_a_file_replaces_what_it_names_and_adds_the_rest_and_says_so_before():
    other, newer = replace(CLUB, slug="b", name="b"), replace(CLUB, story="newer")
    same = replace(CLUB, slug="d", name="d")
    assert with_all((CLUB, same), (other, newer)) == (newer, same, other)
    nothing = Register({}, {})
    assert what_it_brings((CLUB, same), (other, newer, same), nothing) == (
        "It adds 1 activity: b.",
        "It replaces 1 activity: Quay jobs club.",
        "1 activity in it is the same as here already.",
    )


def test_many_names_are_not_all_read_out():
    many = tuple(replace(CLUB, slug=str(i), name=f"N{i}") for i in range(7))
    assert what_it_brings((), many, Register({}, {})) == ("It adds 7 activities: N0, N1, N2, N3 and 3 more.",)


def test_an_activity_that_stands_on_a_national_list_is_said_to(base):
    register = open_register(base)
    listed = next(a for a in register.activities.values() if a.layer != "cases")
    own = replace(listed, layer="own")
    assert f"{own.name} stands on the list {register.layers[listed.layer].name!r}" in stands_on_a_list(own, register)
    assert stands_on_a_list(CLUB, register) == ""
    assert stands_on_a_list(own, register.with_own((own,))) == ""


# ---- the file ---------------------------------------------------------------------------------------------------


def test_what_was_downloaded_loads_the_same(world):
    other = replace(CLUB, slug="second", name="=Second", figures=(), story="")
    assert read_own(activities_csv([CLUB, other]).encode(), world)[0] == (CLUB, other)


def test_every_fault_of_a_file_is_told_with_its_row_and_nothing_is_taken(world):
    content = (
        f"name,kind,area_codes,source_title,value,what,unit\nA,charter,{ASHBY},x,1.2m,jobs,jobs\n"
        f"B,charter,{ASHBY},x,,,\nC,chartr,E99,x,,,\n"
    )
    found, problems = read_own(content.encode(), world)
    assert found == ()
    assert [problem.split(":")[0] for problem in problems] == ["Row 2 (A)", "Row 4 (C)", "Row 4 (C)"]
    assert nothing_loaded(problems) == "Nothing was loaded: 3 problems."
    assert not any("python" in problem for problem in problems)


def test_the_template_is_right_but_for_its_example_which_must_be_written_over(world):
    template = template_csv((ASHBY,))
    assert template.split("\n")[0] == ",".join(COLUMNS)
    assert read_activities(template.encode(), world.areas, world.recoded)[1] == []
    assert read_own(template.encode(), world) == (
        (),
        ["The row of the example is still there; write over it, or delete it."],
    )
    [mine] = read_own(template.replace(EXAMPLE, "Mine").encode(), world)[0]
    assert mine.name == "Mine" and mine.figures[0].value == 25


def test_a_group_stands_for_its_districts_because_others_do_not_know_the_group(world):
    with_group = world.with_group("Two", (ASHBY, BECKTON))
    assert set(codes_of(with_group, "group:Two")) == {ASHBY, BECKTON}
    assert codes_of(world, COUNTY) == (COUNTY,)
