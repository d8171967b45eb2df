"""Published figures: the column contract, every breach of it, and how figures are looked up."""

import pytest

from evidence.errors import EvidenceError
from evidence.indicators.base import open_evidence
from evidence.indicators.observations import indexed, problems_in, read_observations
from tests.worked import ASHBY, COUNTY, FARCASTLE, GULL, WINTER, Y2022, cases, invented, spoil, table_of


@pytest.mark.parametrize("case", cases("bad_data", "figures"))
def test_a_breach_of_the_contract_is_named_in_a_sentence(data, case):
    if case["old"]:
        spoil(data, case["file"], case["old"], case["new"])
    else:
        (data / case["file"]).write_text(case["new"], encoding="utf-8")
    with pytest.raises(EvidenceError) as refused:
        open_evidence(data)
    assert case["says"] in str(refused.value)


def test_a_figure_is_found_by_period_and_area(world):
    seen = world.observed("employment-rate")[Y2022][ASHBY]
    assert (seen.value, seen.lower, seen.upper, seen.denominator, seen.status) == (75.0, 73.0, 77.0, None, "")


def test_a_figure_carries_the_number_of_people_it_is_based_on(world):
    assert world.observed("neet-16-17")[WINTER][COUNTY].denominator == 4000


def test_a_suppressed_figure_is_there_without_a_value(world):
    seen = world.observed("output")[Y2022][GULL]
    assert (seen.value, seen.status) == (None, "x")


def test_a_sound_table_has_no_problems():
    assert problems_in(table_of({FARCASTLE: 3.0}), invented("sum"), {FARCASTLE}) == []


def test_every_problem_is_found_at_once():
    table = table_of({"A": 1.0, "B": 2.0, "C": 2000.0})
    low = invented("sum", slug="low")
    object.__setattr__(low, "plausible", (0.0, 100.0))
    assert problems_in(table, low, {"B", "C"}) == [
        "low.csv: the area 'A' is not known.",
        "low.csv: C, 2022-01-01/P1Y is 2000, outside the plausible range 0 to 100.",
    ]


def test_the_word_none_and_the_letters_na_are_texts_not_gaps(tmp_path):
    path = tmp_path / "low.csv"
    path.write_text("area_code,period,value,status\nNA,2022-01-01/P1Y,1,\n", encoding="utf-8")
    assert list(indexed(read_observations(path))["2022-01-01/P1Y"]) == ["NA"]


def test_every_table_of_the_project_keeps_the_contract(base):
    for slug, table in base.tables.items():
        assert problems_in(table, base.indicators[slug], base.areas.keys()) == []
        assert len(table)


@pytest.mark.parametrize("tail", [",,", ",7,8"])
def test_rows_with_more_cells_than_the_header_are_refused_not_cut_or_shifted(tmp_path, tail):
    path = tmp_path / "low.csv"
    path.write_text(f"area_code,period,value,status\nA,2022-01-01/P1Y,1,{tail}\n", encoding="utf-8")
    with pytest.raises(EvidenceError, match=r"low\.csv: not readable as a table of comma-separated values"):
        read_observations(path)
