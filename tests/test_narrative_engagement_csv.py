"""The engagement log as a table: out and in is the same, faults are told by row, and nobody's name comes in or goes out."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.narrative.engagement import FIELDS, LINES, LONGEST
from evidence.narrative.engagement_csv import (
    EXAMPLE,
    SHARED,
    engagement_csv,
    nothing_loaded,
    read_engagement,
    shared_csv,
    template_csv,
)
from evidence.narrative.prompts import open_engagement
from evidence.narrative.records import EvidenceItem
from tests.engaged import BOLTON, GOOD, SPOKEN, TODAY, entry

HEADER = "theme,said\n"
FORMULAS = ["=1+1", "+44 jobs", "-cut", "@SUM(A1)", "'=quoted", "''@twice", "'plain", "-5", '=HYPERLINK("x")\n+next']


def read(base, text):
    return read_engagement(text if isinstance(text, bytes) else text.encode(), base, TODAY)


def problems(base, text):
    """What is wrong with a table, which then gives no entries."""
    found = read(base, text)
    assert found.entries == ()
    assert found.problems
    return list(found.problems)


def written(row, delimiter=","):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([list(row), list(row.values())])
    return out.getvalue()


def test_a_row_is_an_entry_with_every_field(base):
    [found] = read(base, HEADER + "skills,We cannot find welders.\n").entries
    assert found == entry(EvidenceItem(id="", **GOOD))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_a_table_reads_the_same_however_a_spreadsheet_saves_it(base, delimiter, start, ends):
    row = GOOD | {"said": "One, two; three. £5 – é", "quotable": "TRUE", "date": "31/5/2026"}
    [found] = read(base, start + written(row, delimiter).replace("\r\n", ends)).entries
    assert (found["said"], found["quotable"], found["date"]) == ("One, two; three. £5 – é", True, "2026-05-31")


def test_a_table_in_another_encoding_is_refused_with_what_to_do(base):
    for encoding in ("windows-1252", "utf-16"):
        assert problems(base, (HEADER + "skills,£5\n").encode(encoding)) == [
            'The file is not in UTF-8. Save it as "CSV UTF-8 (comma delimited)" and choose it again.'
        ]


def test_a_workbook_is_no_table(base):
    assert len(problems(base, b"PK\x03\x04\x00\x00")) == 1


def test_what_can_be_chosen_is_read_by_its_name_too(base):
    row = GOOD | {
        "theme": "Skills and Labour",
        "method": "visit",
        "sector": "Hotels, restaurants and pubs",
        "size": "Micro (0 to 9 people)",
    }
    [found] = read(base, written(row)).entries
    assert [found[c] for c in ("theme", "method", "sector", "size")] == ["skills", "visit", "hospitality", "micro"]


def test_every_fault_is_told_at_once_by_row_and_nothing_is_loaded(base):
    text = (
        "theme,said,date,quotable\nskills,Good,,\nweather,,2026-13-01,perhaps\n\nskills,Late,1/12/2026,no\nskills,,,\n"
    )
    assert problems(base, text) == [
        "Row 3: quotable is 'perhaps'; write yes or no.",
        "Row 3: Nothing was said: write down what you heard, or what the report says.",
        "Row 3: There is no theme 'weather'; known are growth, supply-chains, skills, finance, innovation, other.",
        "Row 3: The date is '2026-13-01'; write it as 2026-05-31, or leave it empty.",
        "Row 5: The date 1 December 2026 is in the future; today is 26 November 2026.",
        "Row 6: Nothing was said: write down what you heard, or what the report says.",
    ]
    assert nothing_loaded(problems(base, text)) == "Nothing was loaded: 6 problems."


def test_a_day_that_is_none_is_said_as_it_stands(base):
    assert problems(base, written(GOOD | {"date": "5/31/2026"})) == [
        "Row 2: The date is '5/31/2026'; write it as 2026-05-31, or leave it empty."
    ]


def test_a_text_that_is_too_long_is_told_once(base):
    assert problems(base, written(GOOD | {"said": "a" * 6000})) == [
        "Row 2: What was said has 6,000 characters; at most 5,000 are kept."
    ]


def test_of_very_many_faults_the_first_hundred_are_told(base):
    told = problems(base, HEADER + "weather,Rain\n" * 150)
    assert len(told) == 101
    assert told[-1] == "There are more faults; put these right first and read the file again."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The file is empty."),
        (HEADER, "The file has a header but no rows."),
        ("theme\nskills\n", "The column 'said' is missing; needed are theme, said."),
        ("theme,said,said\nskills,a,b\n", "The column 'said' is there twice."),
        (HEADER + "skills,one,two\n", "Row 2: it has 3 cells, the header 2; put a text with commas in quotes."),
        (
            HEADER + 'skills,"one\n',
            "The file is not readable as a table (unexpected end of data). Look for a quotation mark without its partner.",
        ),
    ],
)
def test_a_file_that_is_no_table_of_entries_is_refused(base, text, said):
    assert problems(base, text) == [said]


@pytest.mark.parametrize(
    "column",
    [
        "Name",
        "contact",
        "Email",
        "e-mail address",
        "phone",
        "Telephone no.",
        "interviewee",
        "contact_name",
        "job title",
    ],
)
def test_a_column_of_names_of_people_is_refused_with_why_and_where_names_go(base, column):
    [said] = problems(base, f"theme,said,{column}\nskills,Welders,Ann Lee\n")
    assert said == (
        f"The column {column.casefold()!r} looks like names of people or ways to reach them. Names of people are not taken from "
        "a file, because they are kept apart from what was said, each with a lawful basis and a day to erase it. Take the "
        "column out; where a name is needed, add it to the entry itself, under names of people."
    )
    assert "Ann Lee" not in said


@pytest.mark.parametrize("column", ["organisation name", "company", "weight"])
def test_another_column_that_is_not_known_is_refused_as_such(base, column):
    [said] = problems(base, f"theme,said,{column}\nskills,Welders,x\n")
    assert said.startswith(f"The column {column!r} is not known; known are theme, ")


def test_columns_of_people_are_told_with_what_else_is_wrong_with_the_header(base):
    told = problems(base, "theme,phone,email,weight\nskills,1,2,3\n")
    assert [said[:40] for said in told] == [
        "The columns 'phone' and 'email' look lik",
        "The column 'said' is missing; needed are",
        "The column 'weight' is not known; known ",
    ]


def test_what_looks_like_personal_data_is_a_warning_with_its_row(base):
    found = read(base, HEADER + "skills,Fine\nskills,Mrs Lee said so\n")
    assert len(found.entries) == 2
    assert found.warnings == (
        "Row 3: What was said looks as if it holds personal data: 'Mrs Lee'. "
        "Leave it out, or keep it under names of people, apart from what was said.",
    )


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_begins_like_a_formula_is_kept_and_written_so_that_none_comes_of_it(base, text):
    item = replace(SPOKEN, said=text, organisation=text.split("\n")[0])
    out = engagement_csv([item])
    [found] = read(base, out).entries
    assert (found["said"], found["organisation"]) == (item.said, item.organisation)
    cells = list(csv.reader(io.StringIO(out)))[1]
    assert all(cell == "-5" or cell[:1] not in ("=", "+", "-", "@") for cell in cells)


def one_line(most):
    """A text as it is kept: trimmed, one line, no control or hidden characters."""
    letters = st.characters(exclude_categories=("C", "Z"))
    starts = st.sampled_from(["", "=", "+", "-", "@", "'", "''=", '"', ",", ";"])
    words = st.lists(st.text(letters, min_size=1, max_size=8), max_size=4)
    return st.builds(lambda start, parts: (start + " ".join(parts))[:most].strip(), starts, words)


def lines(most):
    return st.lists(one_line(60), min_size=1, max_size=4).map(lambda parts: "\n".join(parts).strip()[:most])


@st.composite
def items(draw, offered):
    theme = draw(st.sampled_from(list(offered.themes.values())))
    prompts = [p.key for p in theme.prompts]
    return EvidenceItem(
        id="",
        theme=theme.key,
        prompt=draw(st.sampled_from(["", *prompts, "Where do you find welders?"])),
        method=draw(st.sampled_from(["", "visit", "survey"])),
        organisation=draw(one_line(200)),
        sector=draw(st.sampled_from(["", *offered.sectors])),
        size=draw(st.sampled_from(["", *offered.sizes])),
        area=draw(st.sampled_from(["", BOLTON])),
        date=draw(st.dates(min_value=TODAY.replace(year=1900, day=1), max_value=TODAY).map(str) | st.just("")),
        said=draw(lines(5000).filter(bool)),
        quotable=draw(st.booleans()),
        follow_up=draw(lines(1000)),
        follow_up_done=draw(st.booleans()),
        source_title=draw(one_line(300)),
        source_url=draw(st.sampled_from(["", "https://example.org/a?b=c,d;e"])),
    )


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_out_then_in_is_the_same(base, data):
    log = data.draw(st.lists(items(open_engagement(base)), min_size=1, max_size=4))
    found = read(base, engagement_csv(log))
    assert found.problems == ()
    assert [dict(e) for e in found.entries] == [entry(item) for item in log]


def test_an_empty_log_is_a_header():
    assert engagement_csv([]) == ",".join(FIELDS) + "\n"
    assert set(LINES) < set(LONGEST)


def test_the_template_has_every_column_and_a_row_that_must_be_written_over(base):
    text = template_csv(base, BOLTON)
    header, row = list(csv.reader(io.StringIO(text)))
    assert (header, row[header.index("organisation")], row[header.index("area")]) == (list(FIELDS), EXAMPLE, BOLTON)
    assert problems(base, text) == ["Row 2: the row of the example is still there; write over it, or delete it."]
    [found] = read(base, text.replace(EXAMPLE, "A firm")).entries
    assert found["organisation"] == "A firm"


def test_the_template_of_a_group_leaves_the_area_empty(base):
    group = base.with_group("Two towns", (BOLTON, "E08000002"))
    header, row = list(csv.reader(io.StringIO(template_csv(group, "group:Two towns"))))
    assert row[header.index("area")] == ""


def test_others_get_no_words_and_no_names_that_are_not_quotable(base):
    secret = replace(SPOKEN, said="We will close.", follow_up="Ring back", source_title="Castings plan", prompt="")
    quoted = replace(SPOKEN, organisation="=Bakery", quotable=True, follow_up="Ring back", date="", method="")
    out = shared_csv([secret, quoted], base)
    header, first, second = list(csv.reader(io.StringIO(out)))
    assert header == list(SHARED)
    assert first == [
        "Skills and labour",
        "",
        "One-to-one conversation",
        "May 2026",
        "a business in manufacturing, Bolton",
        "Not for quotation",
        "",
        "",
    ]
    assert second == [
        "Skills and labour",
        "Do you find people with those skills, and at the level you need?",
        "",
        "",
        "'=Bakery",
        "We cannot find welders.",
        "",
        "",
    ]
    assert not [text for text in ("close", "Castings", "Ring back", "small") if text in out]
