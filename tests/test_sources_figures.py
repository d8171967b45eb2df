"""Tables of figures on their way in: recognised, checked, compared with what is held."""

import pandas as pd
import pytest

from evidence.indicators.breakdowns import read_breakdowns
from evidence.indicators.catalogue import read_catalogue
from evidence.indicators.observations import read_observations
from evidence.sources.figures import breakdown_text, changes_between, figures_text, is_figures, read_figures
from tests.worked import ASHBY, BECKTON, GULL, WORLD, Y2021, Y2022, table_of

INDICATORS, _ = read_catalogue(WORLD / "indicators")
BREAKDOWNS, _ = read_breakdowns(WORLD / "breakdowns")


def write(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("area_code,period,value,status\n", True),
        ("\ufeffarea_code,period,value,status\n", True),
        ("status,value,period,area_code\n", True),
        ("area_code,year,category,count\n", False),
        ("slug,unit\n", False),
        ("", False),
    ],
)
def test_the_column_contract_is_recognised_by_its_header(tmp_path, text, is_one):
    assert is_figures(write(tmp_path, "x.csv", text)) is is_one


def test_a_table_with_a_byte_order_mark_reads_like_any_other(tmp_path, world):
    path = write(tmp_path, "output.csv", f"\ufeffarea_code,period,value,status\n{ASHBY},{Y2022},12000,\n")
    table, problems = read_figures(path, INDICATORS, world.areas)
    assert problems == []
    assert table is not None
    assert len(table) == 1


def test_figures_of_an_unknown_indicator_are_told_where_to_describe_it(tmp_path, world):
    path = write(tmp_path, "weather.csv", "area_code,period,value,status\n")
    assert read_figures(path, INDICATORS, world.areas) == (
        None,
        ["weather.csv: there is no indicator 'weather'; describe it first in data/indicators/weather.toml."],
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("area_code,period,value,status\n", "output.csv: the table holds no figures."),
        (
            "area_code,period,value\n",
            "output.csv: the column status is missing; it needs area_code, period, value, status.",
        ),
        (
            f"area_code,period,value,status\n{ASHBY},{Y2022},many,\n",
            "output.csv: value holds 'many', which is not a number; leave it empty with status x.",
        ),
        (
            f"area_code,period,value,status\n{ASHBY},2022,12000,\n",
            "output.csv: '2022' is not a period; write an ISO interval such as 2023-01-01/P1Y or 2024-12-01/P3M.",
        ),
        (
            f"area_code,period,value,status\nE07000099,{Y2022},12000,\n",
            "output.csv: the area 'E07000099' is not known.",
        ),
    ],
)
def test_a_bad_table_is_nothing_and_its_problem_a_sentence(tmp_path, world, text, says):
    assert read_figures(write(tmp_path, "output.csv", text), INDICATORS, world.areas) == (None, [says])


def test_bytes_that_are_no_text_are_a_problem_not_a_crash(tmp_path, world):
    path = tmp_path / "output.csv"
    path.write_bytes(b"area_code,period,value,status\n\xff\xfe\x00,2022,1,\n")
    table, problems = read_figures(path, INDICATORS, world.areas)
    assert table is None
    assert problems[0].startswith("output.csv: not readable as a table of comma-separated values")


def test_a_table_is_stored_by_area_and_period_with_its_shortest_numbers():
    table = pd.DataFrame(
        {
            "status": ["", "x", ""],
            "value": [12.50, None, 0.1 + 0.2],
            "period": [Y2022, Y2022, Y2021],
            "area_code": [BECKTON, GULL, BECKTON],
        }
    )
    assert (
        figures_text(table)
        == f"area_code,period,value,status\n{GULL},{Y2022},,x\n{BECKTON},{Y2021},0.3,\n{BECKTON},{Y2022},12.5,\n"
    )


@pytest.mark.parametrize("path", sorted((WORLD / "observations").glob("*.csv")), ids=lambda path: path.stem)
def test_a_stored_table_is_stored_the_same_again(path):
    assert figures_text(read_observations(path)) == path.read_text(encoding="utf-8")


def test_every_table_of_the_project_is_stored_the_same_again(base):
    for slug, table in base.tables.items():
        assert figures_text(table) == (base.folder / "observations" / f"{slug}.csv").read_text(encoding="utf-8"), slug


# What an import would change


def held():
    return pd.concat([table_of({ASHBY: 1.0, BECKTON: 2.0}, Y2021), table_of({ASHBY: 3.0, BECKTON: 4.0}, Y2022)])


def test_the_same_figures_change_nothing():
    assert changes_between("output", held(), held()) == []


def test_the_same_figures_in_another_order_change_nothing():
    assert changes_between("output", held(), held().iloc[::-1]) == []


def test_a_new_table_says_how_much_it_holds():
    assert changes_between("output", None, held()) == ["output: new, 4 figures, 2021 to 2022."]


def test_a_new_period_is_named():
    assert changes_between("output", held(), pd.concat([held(), table_of({ASHBY: 5.0}, "2023-01-01/P1Y")])) == [
        "output: new periods: 2023."
    ]


def test_a_period_that_is_gone_is_named():
    assert changes_between("output", held(), table_of({ASHBY: 3.0, BECKTON: 4.0}, Y2022)) == [
        "output: periods no longer there: 2021."
    ]


def test_an_area_that_is_gone_and_one_that_is_new_are_named():
    new = pd.concat([table_of({ASHBY: 1.0, GULL: 2.0}, Y2021), table_of({ASHBY: 3.0, GULL: 4.0}, Y2022)])
    assert changes_between("output", held(), new) == [
        f"output: areas no longer there: {BECKTON}.",
        f"output: new areas: {GULL}.",
    ]


def test_a_revision_is_shown_before_and_after():
    new = pd.concat([table_of({ASHBY: 1.5, BECKTON: 2.0}, Y2021), table_of({ASHBY: 3.0, BECKTON: None}, Y2022)])
    assert changes_between("output", held(), new) == [
        f"output: 2 revised: {ASHBY} 2021 1 -> 1.5; {BECKTON} 2022 4 -> none."
    ]


def test_of_many_revisions_five_are_shown_and_the_rest_counted():
    old = table_of({f"E0700000{n}": 1.0 for n in range(1, 9)})
    new = table_of({f"E0700000{n}": 2.0 for n in range(1, 9)})
    line = changes_between("output", old, new)[0]
    assert line.startswith("output: 8 revised: E07000001 2022 1 -> 2; ")
    assert line.endswith(" and 3 more.")
    assert line.count("->") == 5


@pytest.mark.parametrize("column", ["lower", "denominator"])
def test_a_changed_interval_or_denominator_is_told_even_where_the_value_stays(column):
    old, new = (table_of({ASHBY: 5.0, BECKTON: 6.0}, **{column: {ASHBY: n, BECKTON: 1.0}}) for n in (3.0, 4.0))
    assert changes_between("rate", old, new) == [
        "rate: 1 figure keeps its value but not the interval, number of people or status."
    ]


# Tables of another shape


def test_counts_by_category_become_a_column_per_year(tmp_path, world):
    text = f"area_code,year,category,count\n{BECKTON},2022,Farming,3\n{ASHBY},2022,Farming,1\n{ASHBY},2021,Farming,\n"
    found, problems = breakdown_text(
        write(tmp_path, "output-by-industry.csv", text), BREAKDOWNS["output-by-industry"], world.areas
    )
    assert problems == []
    assert found == f"area_code,category,2021,2022\n{ASHBY},Farming,,1\n{BECKTON},Farming,,3\n"


def test_a_table_of_reference_keeps_its_shape(tmp_path, world):
    text = "year,index\n2021,95\n2022,100\n"
    assert breakdown_text(write(tmp_path, "prices.csv", text), BREAKDOWNS["prices"], world.areas) == (text, [])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "area_code,year,category,count\nE07000099,2022,Farming,1\n",
            "output-by-industry.csv: the area 'E07000099' is not known.",
        ),
        (
            f"area_code,year,category,count\n{ASHBY},2022,Farming,1\n{ASHBY},2022,Farming,2\n",
            "output-by-industry.csv: an area has more than one figure for the same year and category.",
        ),
        (
            f"area_code,category,count\n{ASHBY},Farming,1\n",
            "output-by-industry.csv: its columns are area_code, category, count; it needs area_code, year, a category and a number.",
        ),
        (
            f"area_code,year,category,count\n{ASHBY},2022,Farming,1,2,3\n",
            "output-by-industry.csv: not readable as a table of comma-separated values",
        ),
        ("", "output-by-industry.csv: not readable as a table of comma-separated values"),
    ],
)
def test_a_bad_table_of_another_shape_is_a_problem(tmp_path, world, text, says):
    _, problems = breakdown_text(
        write(tmp_path, "output-by-industry.csv", text), BREAKDOWNS["output-by-industry"], world.areas
    )
    assert len(problems) == 1
    assert problems[0].startswith(says)
