"""Functions by pillars as a chart: what it says, that it says the same everywhere, and that colour is never the only sign."""

import re
from dataclasses import replace

import pytest

from evidence.coordination.activities import FUNCTIONS, PILLARS
from evidence.coordination.place import NOT_EMPTY, coordination_of
from evidence.coordination.register import Register, open_register
from evidence.show.coordination_chart import DESCRIBED, LISTED, matrix_chart, matrix_title
from tests.drawn import (
    assert_paper_shows_the_screen,
    assert_valid_vega_lite,
    drawn_marks,
    marks,
    overlapping,
    text_boxes,
)
from tests.test_coordination_own import CLUB as ENDED_CLUB
from tests.worked import ASHBY

MANCHESTER, SCILLY = "E47000001", "E06000053"
CLUB = replace(ENDED_CLUB, end="")


def of(world, *activities):
    """What is on record for Ashby when the register holds these."""
    return coordination_of(world, Register({a.slug: a for a in activities}, {}), ASHBY)


def serving(slug, functions, pillars, layer="own"):
    """An activity of Ashby that serves these."""
    return replace(CLUB, slug=slug, name=slug, functions=tuple(functions), pillars=tuple(pillars), layer=layer)


def texts(svg):
    return [text for _, _, text in drawn_marks(svg) if text]


@pytest.mark.parametrize(
    ("activities", "title"),
    [
        ([], "Nothing is on record yet"),
        ([ENDED_CLUB], "Nothing that still runs is on record"),
        ([serving("a", ["data"], ["finance"])], "1 activity added by your team on record"),
        (
            [serving("a", [], ["finance"]), serving("b", ["data"], [], "growth-hubs")],
            "1 entry of lists and 1 activity added by your team on record, none of them with both a function and a pillar",
        ),
        (
            [serving(str(i), FUNCTIONS, PILLARS, layer) for i, layer in enumerate(["cases", "hubs", "own", "hubs", "cases"])],
            "2 described cases, 2 entries of lists and 1 activity added by your team on record",
        ),
        ([serving("a", FUNCTIONS, PILLARS), ENDED_CLUB], "1 activity added by your team on record"),
    ],
)  # fmt: skip
def test_the_title_says_what_there_is_and_gives_no_verdict(activities, title, world):
    assert matrix_title(of(world, *activities)) == title
    assert not re.search("lack|all five|nothing for", title)


@pytest.mark.parametrize("width", [320, 640, 1000])
def test_a_tile_of_lists_alone_is_lighter_and_says_so(width, world):
    hub, case = serving("Hub", ["voice"], ["finance"], "growth-hubs"), serving("Case", ["data"], ["finance"], "cases")
    both = serving("Both", ["reach"], ["finance"], "growth-hubs"), serving("Own", ["reach"], ["finance"])
    chart = matrix_chart(of(world, hub, case, *both))
    svg = chart.drawing(width)
    fills = [looks["fill"] for _, looks, text in drawn_marks(svg) if not text]
    assert (fills.count(LISTED), fills.count(DESCRIBED)) == (2, 3)  # one of each in the key
    assert texts(svg).count("lists only") == {320: 1, 640: 1, 1000: 0}[width]  # in the key, or beside a number
    assert texts(svg).count("only") == {320: 1, 640: 0, 1000: 1}[width]
    said = [row["said"] for row in marks(chart, "rect")[-1]]
    assert "Voice with financial coordination (lists only): Hub" in said
    assert "Data with financial coordination: Case" in said
    assert "Reach with financial coordination: Own (added by your team); Both" in said
    assert "financial coordination 1, lists only." in chart.alt


@pytest.mark.parametrize("width", [320, 640, 1000])
def test_every_pair_is_a_tile_with_a_number_or_with_words_and_an_open_ring(width, world):
    svg = matrix_chart(of(world, CLUB)).drawing(width)
    found = drawn_marks(svg)
    assert texts(svg).count("1") == 2  # voice and data, with money; no tile of lists alone
    assert "only" not in texts(svg)
    rings = [looks for _, looks, text in found if not text and looks["fill"] == "none" and looks["stroke"] != "none"]
    assert len(rings) == 18
    words = "nothing on record" if width >= 900 else "nothing"
    assert texts(svg).count(words) == 18
    dashed = [looks for _, looks, _ in found if looks.get("stroke-dasharray")]
    assert len(dashed) == 18


def test_names_stand_in_a_tile_where_there_is_room_and_on_hover_everywhere(world):
    many = [serving(f"Body {i}", ["voice"], ["finance"]) for i in range(15)]
    chart = matrix_chart(of(world, *many))
    assert {"15", "and 13 more"} <= set(texts(chart.drawing(1000)))
    assert [text[:6] for text in texts(chart.drawing(1000)) if text.startswith("Body")] == ["Body 0", "Body 1"]
    assert not any("Body 0" in text for text in texts(chart.drawing(640)))
    said = [row["said"] for row in marks(chart, "rect")[-1]]
    assert len(said) == 20
    assert said[-1].startswith("Voice with financial coordination: Body 0 (added by your team); Body 1 ") and said[
        -1
    ].endswith("and 3 more")
    assert said[0] == "Data with relational partnerships: nothing on record"


def test_the_text_alternative_and_the_table_say_every_pair_and_that_empty_is_not_empty(world):
    chart = matrix_chart(of(world, CLUB))
    assert chart.alt.count("nothing on record") == 18
    assert "Voice: relational partnerships nothing on record, shared purpose nothing on record" in chart.alt
    assert NOT_EMPTY in chart.alt and NOT_EMPTY in chart.subtitle
    assert chart.table.shape == (5, 4)
    assert chart.table.loc["Voice", "Financial coordination"] == "1: Quay jobs club (added by your team)"
    assert chart.source == "register of coordination activity, from Ashby council."


def test_a_year_that_was_asked_for_is_said(world):
    assert "that were there in 2019, or give no dates" in matrix_chart(of(world, CLUB), year=2019).subtitle
    assert "were there" not in matrix_chart(of(world, CLUB)).subtitle


def test_what_a_pair_means_stands_above_the_tiles_and_a_slide_keeps_what_an_empty_register_means(world):
    whole, slide = matrix_chart(of(world, CLUB)), matrix_chart(of(world, CLUB), brief=True)
    assert "not that its source says the two go together" in whole.subtitle
    assert "not that" not in slide.subtitle and NOT_EMPTY in slide.subtitle


@pytest.mark.parametrize("width", [320, 640, 1000])
@pytest.mark.parametrize("code", [MANCHESTER, SCILLY])
def test_paper_shows_what_the_screen_shows(base, code, width):
    assert_paper_shows_the_screen(matrix_chart(coordination_of(base, open_register(base), code)), width)


@pytest.mark.parametrize(("width", "scale"), [(290, 1.0), (560, 1.0), (640, 1.0), (899, 1.0), (1200, 1.0), (1216, 1.5)])
@pytest.mark.parametrize("code", [MANCHESTER, SCILLY])
def test_no_text_covers_another_or_runs_out_of_the_picture(base, code, width, scale):
    chart = matrix_chart(coordination_of(base, open_register(base), code), scale=scale)
    boxes = text_boxes(chart.drawing(width))
    assert not overlapping(boxes)
    assert all(
        box[0] >= -0.5 and box[2] <= width + 0.5 and box[1] >= 0 and box[3] <= chart.plot.height for box in boxes
    )


def test_it_is_valid_vega_lite_and_a_picture_with_title_and_source(base):
    chart = matrix_chart(coordination_of(base, open_register(base), SCILLY))
    assert_valid_vega_lite(chart)
    assert chart.title in chart.svg(1000) and "Source: register of coordination activity" in chart.svg(1000)
