"""The table of a theme: marks for what is derived or old, and no column that says the same of all."""

import pytest

from evidence.pack.theme_tables import DERIVED, NUMBERED, OLD, theme_table
from tests.test_chapters import MANCHESTER, SCILLY, asked

CUMBRIA = "E37000007"


def table(base, code, theme, **how):
    request = asked(base, code, **how)
    return theme_table(request, "key", "Title", request.rows_of(theme))


def cells(table, indicator):
    row = next(row for row in table.rows if row[0].startswith(indicator))
    return dict(zip(table.columns, row, strict=True))


def test_a_row_says_figure_comparator_standing_rank_change_and_source(base):
    assert cells(table(base, MANCHESTER, "Work"), "Employment rate") == {
        "Indicator": "Employment rate, aged 16 to 64 (%, 2023)",
        "Value": "71.9%",
        "95% interval": "70.3% to 73.5%",
        "England": "76.0%",
        "Compared": "4.1\u00a0pp lower, worse",
        "Rank": "17th of 19",
        "Change": "no clear change since 2018",
        "Source": "1",
    }


def test_intervals_have_a_column_only_where_any_is_published(base):
    assert "95% interval" not in table(base, MANCHESTER, "Productivity and output").columns
    assert "95% interval" in table(base, MANCHESTER, "Work").columns


def test_a_comparator_that_no_publisher_gives_is_marked_as_well_as_a_figure_of_the_place(base):
    # DWP's table of children in poverty has no row for England: ours is combined from its districts.
    made = table(base, MANCHESTER, "Living standards")
    row = cells(made, "Children in relative poverty after housing costs")
    assert (row["Value"], row["England"]) == ("32.6%", f"26.7%{DERIVED}")
    assert f"{DERIVED} Derived or modelled, not published." in made.note
    assert cells(table(base, CUMBRIA, "Work"), "Employment rate")["Value"] == f"82.2%{DERIVED}"


def test_an_old_figure_is_marked_and_not_compared(base):
    made = table(base, SCILLY, "Pay and income")
    row = cells(made, "Median gross weekly pay of residents")
    assert (row["Value"], row["Compared"], row["Rank"]) == (f"£422.3{OLD}", "not compared", "not ranked")
    assert f"{OLD} Newer figures are published, but not for this place." in made.note


def test_without_a_comparator_there_is_no_column_for_one(base):
    made = table(base, MANCHESTER, "Work", comparators=())
    assert made.columns == ("Indicator", "Value", "95% interval", "Rank", "Change", "Source")
    assert "Compared" not in made.note


@pytest.mark.parametrize("code", [MANCHESTER, CUMBRIA, SCILLY])
def test_only_marks_that_occur_are_explained(base, code):
    for theme in ("Work", "Living standards", "Business"):
        request = asked(base, code)
        if not request.rows_of(theme):
            continue
        made = theme_table(request, "key", "Title", request.rows_of(theme))
        text = " ".join(cell for row in made.rows for cell in row[1:])
        assert (OLD in made.note) == (OLD in text)
        assert (f"{DERIVED} Derived" in made.note) == (DERIVED in text)
        assert made.source == NUMBERED
