"""Tables of activities: read whole or not at all, each fault with its row, and written so that they read back the same."""

import csv
import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.coordination.activities import (
    BASES,
    COST_OF,
    FUNCTIONS,
    KINDS,
    MEASURES,
    ORIGINS,
    PILLARS,
    QUALIFIERS,
    Activity,
    ActivityFigure,
)
from evidence.coordination.tables import COLUMNS, activities_csv, match_key, read_activities, slug_of
from evidence.indicators.catalogue import Source
from tests.recorded import COST, GOOD, JOBS, PLAIN, SOURCE, table, with_
from tests.worked import ASHBY, BECKTON, COUNTY, FENLAND, OLD_EASTHOLM

PARKED = "name,kind,area_codes,source_title\nSkills Club,charter,E07000001,Ten cases\n"


def read(world, content, **more):
    return read_activities(
        content if isinstance(content, bytes) else content.encode(), world.areas, world.recoded, **more
    )


def fault(world, content):
    """The one thing that is wrong with a table, which then gives no activities."""
    found, problems = read(world, content)
    assert found == ()
    assert len(problems) == 1, problems
    return problems[0]


def one(world, **cells):
    """The activity of a table of one row that is right but for these cells."""
    [activity], problems = read(world, table(GOOD | cells))
    assert problems == []
    return activity


def test_a_row_is_an_activity(world):
    assert read(world, PARKED) == (
        (
            Activity(
                slug="skills-club",
                layer="own",
                name="Skills Club",
                kind="charter",
                lead_body="",
                area_codes=(ASHBY,),
                areas_as_stated="",
                functions=(),
                pillars=(),
                source=Source("", "Ten cases", "", "", ""),
            ),
        ),
        [],
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff", "\r\n", ",,,\r\n"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_a_table_reads_the_same_however_a_spreadsheet_saves_it(world, delimiter, start, ends):
    rows = GOOD | {"partners": "College; Chamber", "story": "One, two; three\tfour."}
    text = table(rows, delimiter=delimiter).decode().replace("\r\n", ends)
    [activity], problems = read(world, start.replace(",", delimiter) + text)
    assert problems == []
    assert (activity.name, activity.partners) == ("Skills Club", ("College", "Chamber"))
    assert activity.story == "One, two; three\tfour."


def test_columns_that_were_emptied_in_a_spreadsheet_do_no_harm(world):
    assert read(world, PARKED.replace("title\n", "title,,\n").replace("cases\n", "cases,,\n"))[1] == []
    assert fault(world, PARKED.replace("title\n", "title,,\n").replace("cases\n", "cases,,x\n")) == (
        "Column 6 has no name."
    )


def test_rows_of_one_name_are_one_activity_with_several_figures_in_their_order(world):
    figure = {"what": "people in work", "unit": "people"}
    first, second = GOOD | figure | {"value": "1,250"}, {"name": "Skills Club"} | figure | {"value": "12.5"}
    found, problems = read(world, table(first, GOOD | {"name": "Other"}, second))
    assert ([a.name for a in found], problems) == (["Skills Club", "Other"], [])
    activity = found[0]
    assert [f.value for f in activity.figures] == [1250.0, 12.5]
    assert [f.measures for f in activity.figures] == ["outcome", "outcome"]
    assert [f.origin for f in activity.figures] == ["as entered", "as entered"]


def test_a_list_prints_its_figures_and_a_team_enters_them_unless_the_table_says_other(world):
    figure = GOOD | {"what": "people in work", "unit": "people", "value": "5", "origin": ""}
    said = figure | {"name": "Other", "origin": "worked out from the source"}
    both = table(figure, said)
    own, _ = read(world, both)
    listed, _ = read_activities(both, world.areas, world.recoded, layer="growth-hubs")
    assert [a.figures[0].origin for a in own] == ["as entered", "worked out from the source"]
    assert [a.figures[0].origin for a in listed] == ["as printed", "worked out from the source"]


def test_a_fault_of_a_figure_names_the_row_of_that_figure(world):
    figure = {"what": "people in work", "unit": "people", "value": "5", "year": ""}
    second = {"name": "Skills Club"} | figure | {"year": "lately"}
    assert fault(world, table(GOOD | figure, GOOD | figure | {"name": "Other"}, second)) == (
        "Row 4 (Skills Club): The figure 'people in work' has the year 'lately'; write 2014 or 2009-10."
    )


def test_rows_of_one_name_that_say_different_things_are_a_fault(world):
    assert fault(world, table(GOOD, GOOD | {"kind": "freeport"})) == (
        "Rows 2 and 3: they are one activity (Skills Club) but differ in kind; "
        "make them the same, or give the activities different names."
    )


def test_names_that_an_address_could_not_tell_apart_are_a_fault(world):
    assert fault(world, table(GOOD, GOOD | {"name": "skills club!"})) == (
        "Rows 2 and 3: the names 'Skills Club' and 'skills club!' are too much alike; change one."
    )


def test_a_name_with_and_without_its_article_is_the_same_name(world):
    assert fault(world, table(GOOD, GOOD | {"name": "The Skills Club"})).startswith("Rows 2 and 3: the names")
    assert match_key("The  Growth Hub") == match_key("growth hub") != match_key("Theatre hub")


def test_no_fault_of_a_row_hides_another_and_they_come_row_by_row(world):
    """A wrong number beside a wrong kind, area and function; a missing name; a row that is too long."""
    content = (
        "name,kind,area_codes,functions,latitude,longitude,source_title,value,what,unit,price_year\n"
        f"A,chartr,E99,singing,north,-2,x,lots,,£,\n,charter,{ASHBY},singing,,,,,,,\n"
        f"B,charter,{ASHBY},voice,,,x,1,jobs,jobs,,,more\nC,charter,{ASHBY},voice,,,x,1,jobs,£,soon\n"
        f"A,,,,,,,-,jobs,jobs,\n,,,,,,,5,jobs,,\n"
    ).encode()
    found, problems = read(world, content)
    assert found == ()
    expected = [
        "Row 2 (A): There is no kind 'chartr'",
        "Row 2 (A): There is no function 'singing'",
        "Row 2 (A): ",  # the area
        "Row 2 (A): latitude is 'north', not a number",
        "Row 2 (A): value is 'lots', not a number",
        "Row 2 (A): A figure does not say what it counts",
        "Row 2 (A): A figure is money without a price year",
        "Row 3: The name is missing.",
        "Row 3: The source_title is missing.",
        "Row 3: There is no function 'singing'",
        "Row 4: it has 13 cells, the header 11",
        "Row 5 (C): price_year is 'soon', not a number",
        "Row 6 (A): value is '-', not a number",
        "Row 7: The name is missing.",
        "Row 7: The figure 'jobs' has no unit",
    ]
    assert [problem for problem, start in zip(problems, expected, strict=True) if not problem.startswith(start)] == []


def test_what_the_table_leaves_out_is_filled_from_the_lists_own_words(world):
    usual = {"kind": "growth-hub", "functions": "data; voice", "source_title": "A list", "source_publisher": "A body"}
    needed = ("name", "area_codes")
    rows = table(
        {"name": "A", "area_codes": ASHBY, "kind": "", "source_title": ""},
        {"name": "B", "area_codes": ASHBY, "kind": "charter", "source_title": "A page"},
    )
    (a, b), problems = read(world, rows, layer="hubs", defaults=usual, needed=needed)
    assert problems == []
    assert (a.kind, a.functions, a.source.title, a.source.publisher, a.layer) == (
        "growth-hub",
        ("data", "voice"),
        "A list",
        "A body",
        "hubs",
    )
    assert (b.kind, b.source.title, b.source.publisher) == ("charter", "A page", "")


WORKBOOK = io.BytesIO()
with zipfile.ZipFile(WORKBOOK, "w") as archive:
    archive.writestr("xl/workbook.xml", "<workbook/>")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty."),
        (b"\n\n", "The file is empty."),
        (b"\xef\xbb\xbf,,,\n \n", "The file is empty."),
        (b"name,kind,area_codes,source_title\n", "The file has a header but no rows."),
        (b"name,kind,area_codes,source_title\n,,,\n  ,,,\n", "The file has a header but no rows."),
        (
            "Café".encode("latin-1"),
            'The file is not in UTF-8. Save it as "CSV UTF-8 (comma delimited)" and choose it again.',
        ),
        (
            PARKED.encode("utf-16"),
            'The file is not in UTF-8. Save it as "CSV UTF-8 (comma delimited)" and choose it again.',
        ),
        (
            PARKED.encode("utf-16-le"),
            "The file holds characters that no table has. Save it as CSV, not as a workbook.",
        ),
        (PARKED.encode() + b"\x00", "The file holds characters that no table has. Save it as CSV, not as a workbook."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            'The file is not in UTF-8. Save it as "CSV UTF-8 (comma delimited)" and choose it again.',
        ),
        (
            (PARKED + '"A,charter,E07000001,x\n').encode(),
            "The file is not readable as a table (unexpected end of data). Look for a quotation mark without its partner.",
        ),
        (
            PARKED.replace("source_title", "title").encode(),
            "The column 'source_title' is missing; needed are name, kind, area_codes, source_title.",
        ),
        (PARKED.replace("kind,", "kind,colour,").encode(), "The column 'colour' is not known; known are name, kind, "),
        (PARKED.replace("kind,", "kind,Kind,").encode(), "The column 'kind' is there twice."),
        (
            (PARKED + "B,charter,E07000001,T,more\n").encode(),
            "Row 3: it has 5 cells, the header 4; put a text with commas in quotes.",
        ),
        (
            b"name,kind,area_codes,source_title\n" + b"A,charter,E07000001,T\n" * 3000,
            "The file has 3,000 rows; at most 2,000 are read. Split it.",
        ),
        (b"x" * 3_000_000, "The file has 3,000,000 bytes; at most 2,000,000 are read. Split it."),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_with_what_to_do(world, content, says):
    found, problems = read(world, content)
    assert found == ()
    assert problems[0].startswith(says)


def test_a_workbook_saved_under_the_name_of_a_table_is_refused(world):
    found, [problem] = read(world, WORKBOOK.getvalue())
    assert found == ()
    assert problem.startswith("The file")


def test_a_table_of_something_else_is_answered_in_a_few_lines(world):
    wide = ",".join(f"column {n}" for n in range(300)) + "\n" + ",".join("1" for _ in range(300)) + "\n"
    _, problems = read(world, wide)
    assert len(problems) == 5
    assert "'column 9' and others are not known" in problems[-1]
    assert sum(map(len, problems)) < 2000


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"name": "N" * 10_000}, "Row 3: name has 10,000 characters; at most 5,000 are kept."),
        ({"name": ""}, "Row 3: The name is missing."),
        ({"kind": ""}, "Row 3 (Second): The kind is missing."),
        ({"source_title": ""}, "Row 3 (Second): The source_title is missing."),
        ({"area_codes": ";"}, "Row 3 (Second): The area_codes is missing."),
        ({"area_codes": "E07000099"}, "Row 3 (Second): No area has the code 'E07000099'; nearest codes: "),
        (
            {"area_codes": "E08000001"},
            "Row 3 (Second): The code E08000001 is no longer used: it was replaced by E06000001",
        ),
        ({"functions": "data; song"}, "Row 3 (Second): There is no function 'song'; known are: data, learning, "),
        ({"pillars": "trust"}, "Row 3 (Second): There is no pillar 'trust'; known are: "),
        ({"kind": "choir"}, "Row 3 (Second): There is no kind 'choir'; known are: "),
        ({"start": "2020", "end": "2019"}, "Row 3 (Second): The end 2019 is before the start 2020."),
        ({"start": "05/09/2018"}, "Row 3 (Second): The start is '05/09/2018'; write 2018, "),
        ({"latitude": "53.4"}, "Row 3 (Second): A point needs both latitude and longitude; "),
        ({"latitude": "0", "longitude": "0"}, "Row 3 (Second): The point 0.0, 0.0 is not in the United Kingdom; "),
        (
            {"latitude": "60", "longitude": "-20"},
            "Row 3 (Second): The point 60.0, -20.0 is not in the United Kingdom; ",
        ),
        ({"latitude": "53°28'"}, 'Row 3 (Second): latitude is "53°28\'", not a number; '),
        (
            {"what": "jobs", "unit": "jobs"},
            "Row 3 (Second): the figure has no value; fill in the column value, or empty its other columns.",
        ),
        (
            {"value": "12", "unit": "jobs"},
            "Row 3 (Second): A figure does not say what it counts; fill in the column what.",
        ),
        ({"value": "12", "what": "jobs"}, "Row 3 (Second): The figure 'jobs' has no unit; "),
        (
            {"value": "12", "what": "jobs", "unit": "£"},
            "Row 3 (Second): The figure 'jobs' is money without a price year; ",
        ),
        (
            {"value": "12", "what": "cost", "unit": "£", "price_year": "2014.5"},
            "Row 3 (Second): price_year is 2014.5; write a year such as 2014.",
        ),
        (
            {"value": "12", "to": "11", "what": "jobs", "unit": "jobs"},
            "Row 3 (Second): The figure 'jobs' runs from 12 to 11; the upper end must be the larger.",
        ),
    ],
)
def test_one_fault_keeps_everything_out_and_names_its_row(world, cells, says):
    second = GOOD | {"name": "Second"} | cells
    columns = list(dict.fromkeys([*GOOD, *cells]))
    rows = [dict.fromkeys(columns, "") | row for row in (GOOD, second)]
    if len(cells.get("name", "x")) < 10_000:
        assert fault(world, table(*rows)).startswith(says)
    else:
        assert fault(world, table(*rows)) == says


@pytest.mark.parametrize(
    "text",
    [
        "1.03m",
        "£60",
        "nan",
        "NaN",
        "1e400",
        "1e5",
        "inf",
        "-inf",
        "60%",
        "1,03",
        "12,5",
        "1 000",
        "0x10",
        "1_000",
        "+5",
        ".5",
        "5.",
        "--5",
        "٣",
        "9" * 400,
        "=1+1",
        "about 5",
    ],
)
def test_what_is_no_plain_number_is_refused(world, text):
    said = fault(world, table(GOOD | {"value": text, "what": "jobs", "unit": "jobs"}))
    assert said.startswith("Row 2 (Skills Club): value is ")
    assert said.endswith("not a number; write 1250 or 12.5, and the unit in its own column.")
    assert len(said) < 200


@pytest.mark.parametrize(
    ("text", "value"), [("1250", 1250.0), ("1,250", 1250.0), ("1,250,000.5", 1250000.5), ("-3", -3.0), (" 7 ", 7.0)]
)
def test_a_plain_number_is_read(world, text, value):
    [figure] = one(world, value=text, what="jobs", unit="jobs").figures
    assert figure.value == value


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "<b>bold</b> & more", "{{ 7*7 }}", "**stars** _lines_ [a](javascript:b)", "$x$ `y`"],
)
def test_texts_of_other_languages_stay_what_they_are(world, text):
    activity = one(world, lead_body=text, story=text, caveats=text)
    assert (activity.lead_body, activity.story, activity.caveats) == (text, text, (text,))


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+44 20 7946 0000", "-x", "'=1", "''=1", "=cmd|' /C calc'!A0"])
def test_what_a_spreadsheet_would_compute_is_written_as_text_and_read_as_it_was(world, text):
    written = activities_csv([with_(lead_body=text, name=text + " name")])
    cells = next(csv.DictReader(io.StringIO(written)))
    assert cells["lead_body"] == f"'{text}"
    [activity], problems = read(world, written)
    assert problems == []
    assert (activity.lead_body, activity.name) == (text, text + " name")


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("a\x07b", "a b"),
        ("a\x1bb", "a b"),
        ("a\x85b", "a b"),
        ("a\nb", "a b"),
        ("  a\t\tb ", "a b"),
        ("ab\u202edc", "abdc"),
        ("gro\u200bwth\ufeff", "growth"),
    ],
)
def test_characters_that_hide_or_break_are_taken_out_of_a_name(world, given_, kept):
    assert one(world, name=given_).name == kept


def test_a_story_keeps_its_lines(world):
    assert one(world, story="First.\r\n\r\nSecond.\x07").story == "First.\n\nSecond."


def test_a_text_with_line_ends_of_any_kind_is_written_so_that_it_can_be_read(world):
    written = activities_csv([with_(story="One.\rTwo.\r\nThree.")])
    [activity], problems = read(world, written)
    assert problems == []
    assert activity.story == "One.\nTwo.\nThree."


def test_a_hundred_faults_are_told_and_the_rest_announced_in_reasonable_time(world):
    rows = [GOOD | {"name": f"Activity {n}", "area_codes": f"X{n:08d}"} for n in range(2000)]
    began = time.perf_counter()
    found, problems = read(world, table(*rows))
    assert found == ()
    assert len(problems) == 101
    assert problems[-1] == "There are more faults; put these right first and read the file again."
    assert time.perf_counter() - began < 5


def test_two_thousand_rows_are_read_in_reasonable_time(base):
    rows = [GOOD | {"name": f"Activity {n}", "area_codes": "E08000003"} for n in range(2000)]
    began = time.perf_counter()
    found, problems = read(base, table(*rows))
    assert (len(found), problems) == (2000, [])
    assert time.perf_counter() - began < 3


@pytest.mark.parametrize(
    ("name", "slug"), [("Skills Club", "skills-club"), ("  A & B (2015)! ", "a-b-2015"), ("???", "unnamed")]
)
def test_a_name_stands_in_an_address_in_small_letters_and_hyphens(name, slug):
    assert slug_of(name) == slug


def test_the_table_has_a_row_a_figure_and_says_the_rest_once():
    written = activities_csv([with_(figures=(JOBS, COST), story="Long."), with_(name="Other")])
    rows = list(csv.DictReader(io.StringIO(written)))
    assert tuple(rows[0]) == COLUMNS
    assert [(row["name"], row["story"], row["value"]) for row in rows] == [
        ("Skills Club", "Long.", "300"),
        ("Skills Club", "", "60"),
        ("Other", "", ""),
    ]
    assert rows[1]["price_year"] == "2012"
    assert rows[0]["source_title"] == "Ten cases"


def test_no_activities_are_a_header():
    assert activities_csv([]) == ",".join(COLUMNS) + "\n"


words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Cn", "Co")), max_size=20)
lines = words.map(lambda text: " ".join(text.split()))
needed = lines.filter(bool)
items = needed.map(lambda text: text.replace(";", ",").replace("|", ","))
formulas = st.sampled_from(
    ["=1+1", "-5", "+x", "@a", "'=1", "-1,234.5", "'a", '"quoted"', "a,b;c\tand d".replace("\t", " ")]
)
amounts = st.floats(-1e15, 1e15, allow_nan=False) | st.integers(-(10**9), 10**9).map(float)


@st.composite
def figures(draw):
    """Any figure that is sound."""
    unit = draw(st.sampled_from(["£", "£ per job", "%", "people", "times the cost"]))
    value = draw(amounts)
    upper = draw(st.none() | amounts.map(abs).filter(bool).map(lambda more: value + more))
    return ActivityFigure(
        measures=draw(st.sampled_from(list(MEASURES))),
        what=draw(needed | formulas),
        value=value,
        unit=unit,
        year=draw(st.sampled_from(["", "2014", "2009-10", "2009/10", "2001-2015"])),
        to=upper if upper is None or upper > value else None,
        qualifier=draw(st.sampled_from(QUALIFIERS)),
        price_year=draw(st.integers(1900, 2100)) if unit.startswith("£") else None,
        cost_of=draw(st.sampled_from(list(COST_OF))),
        basis=draw(st.sampled_from(list(BASES))),
        duration=draw(lines),
        origin=draw(st.sampled_from(ORIGINS)),
        where=draw(lines | formulas),
        note=draw(lines | formulas),
    )


@st.composite
def activities(draw):
    """Any activity that is sound."""
    name = draw(needed | formulas)
    point = draw(st.booleans())
    return Activity(
        slug=slug_of(name),
        layer="own",
        name=name,
        kind=draw(st.sampled_from(list(KINDS))),
        lead_body=draw(lines | formulas),
        area_codes=tuple(
            draw(st.permutations([ASHBY, BECKTON, COUNTY, FENLAND, OLD_EASTHOLM]))[: draw(st.integers(1, 5))]
        ),
        areas_as_stated=draw(lines),
        functions=tuple(draw(st.lists(st.sampled_from(list(FUNCTIONS)), unique=True))),
        pillars=tuple(draw(st.lists(st.sampled_from(list(PILLARS)), unique=True))),
        source=Source(draw(lines), draw(needed), draw(lines), draw(lines), draw(lines | formulas)),
        where=draw(lines),
        partners=tuple(draw(st.lists(items.map(str.strip).filter(bool), max_size=4))),
        latitude=draw(st.floats(51.5, 53.0)) if point else None,
        longitude=draw(st.floats(-5.0, 1.5)) if point else None,
        start=draw(st.sampled_from(["", "2011", "2012-03", "2013-01-31"])),
        end=draw(st.sampled_from(["", "2014", "2014-12", "2024-02-29"])),
        story=draw(lines | st.just("First.\n\nSecond.")),
        caveats=tuple(draw(st.lists(items.map(str.strip).filter(bool), max_size=3))),
        figures=tuple(draw(st.lists(figures(), max_size=4))),
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(activities(), max_size=4, unique_by=lambda a: a.slug))
def test_what_is_written_reads_back_the_same_in_the_same_order(world, written):
    assert read(world, activities_csv(written)) == (
        (tuple(written), []) if written else ((), ["The file has a header but no rows."])
    )


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: PARKED.encode() + text.encode(errors="ignore")))
def test_any_bytes_are_read_or_refused_in_sentences(world, content):
    found, problems = read(world, content)
    assert bool(found) != bool(problems)
    assert all(problem.endswith((".", "...")) for problem in problems)


def test_a_name_that_means_the_same_source_keeps_its_edition(world):
    [activity], _ = read(world, activities_csv([PLAIN]))
    assert activity.source == SOURCE
