"""The evidence base: opened whole or not at all."""

import shutil

import pytest

from evidence.errors import EvidenceError
from evidence.indicators.base import open_evidence
from tests.worked import ASHBY, CORLEY, DUNMOUTH, EASTHOLM, ESTUARY, FENLAND, cases, spoil


@pytest.mark.parametrize("case", cases("bad_data", "places"))
def test_a_wrong_table_of_places_is_named_in_a_sentence(data, case):
    spoil(data, case["file"], case["old"], case["new"])
    with pytest.raises(EvidenceError) as refused:
        open_evidence(data)
    assert case["says"] in str(refused.value)


@pytest.mark.parametrize("file", ["membership.csv", "neighbours.csv", "code-changes.csv"])
def test_a_missing_table_of_places_is_named(data, file):
    (data / "places" / file).unlink()
    with pytest.raises(EvidenceError, match=f"{file}: the file is missing"):
        open_evidence(data)


def test_a_folder_without_a_base_is_told_what_to_run(tmp_path):
    with pytest.raises(
        EvidenceError, match=r"places/areas\.csv is missing\. Run `python -m evidence\.sources import FOLDER`"
    ):
        open_evidence(tmp_path)


def test_every_problem_is_listed_a_line_each(data):
    spoil(data, "indicators/output.toml", 'better = "higher"', 'better = "up"')
    spoil(
        data, "observations/neet-16-17.csv", "E92000001,2024-12-01/P3M,4.8,20000,", "E92000001,2024-12-01/P3M,48,20000,"
    )
    spoil(data, "places/membership.csv", "E06000003,E12000002,region,,", "E06000099,E12000002,region,,")
    with pytest.raises(EvidenceError) as refused:
        open_evidence(data)
    assert len(refused.value.problems) > 3  # what rests on the output table has lost its footing too
    assert str(refused.value).startswith(f"The evidence base is not sound: {len(refused.value.problems)} problems.\n- ")
    for part in (
        "output.toml: better is 'up'",
        "neet-16-17.csv: E92000001, 2024-12-01/P3M is 48",
        "membership.csv: the area 'E06000099'",
    ):
        assert part in str(refused.value)


def test_one_problem_is_counted_as_one(data):
    spoil(data, "observations/output.csv", "E06000003,2022-01-01/P1Y,10000,", "E06000003,2022-01-01/P1Y,1000000,")
    with pytest.raises(EvidenceError, match=r"The evidence base is not sound: 1 problem\.\n- output\.csv"):
        open_evidence(data)


def test_a_table_that_nothing_describes_is_a_problem(data):
    shutil.copy(data / "observations/output.csv", data / "observations/stray.csv")
    with pytest.raises(EvidenceError, match=r"stray\.csv: no TOML file says what these figures are"):
        open_evidence(data)


def test_a_description_without_its_table_is_a_problem(data):
    (data / "observations/output.csv").unlink()
    with pytest.raises(EvidenceError, match=r"output\.toml: its table output\.csv is missing"):
        open_evidence(data)


def test_a_computed_indicator_must_have_no_table(data):
    shutil.copy(data / "observations/output.csv", data / "observations/hours.csv")
    with pytest.raises(EvidenceError, match=r"hours\.csv: the indicator is computed, yet it has a table"):
        open_evidence(data)


def test_an_unknown_indicator_is_answered_with_the_nearest(world):
    with pytest.raises(EvidenceError, match=r"There is no indicator called 'neet'; nearest: neet-16-17"):
        world.indicator("neet")


def test_a_computed_indicator_has_no_published_figures(world):
    assert world.observed("hours") == {}


def test_a_group_takes_the_districts_of_its_areas_each_once(world):
    larger = world.with_group("Both", (FENLAND, ESTUARY, DUNMOUTH))
    assert larger.members["group:Both"] == (DUNMOUTH, EASTHOLM, "E07000001", "E07000002", "E07000003")
    assert "group:Both" not in world.areas  # the base itself is never changed


def test_two_groups_stand_side_by_side(world):
    both = world.with_group("One", (ASHBY,)).with_group("Two", (CORLEY,))
    assert {"group:One", "group:Two"} <= both.areas.keys()


def test_a_group_of_nothing_of_an_unknown_code_or_of_a_place_without_districts_is_refused(world):
    with pytest.raises(EvidenceError, match="The group 'Empty' names no areas; write it as NAME=CODE,CODE"):
        world.with_group("Empty", ())
    with pytest.raises(EvidenceError, match="No area has the code"):
        world.with_group("Typo", ("E0600001",))
    with pytest.raises(EvidenceError, match=r"Lost Parish \(TLX01\) has no districts on record"):
        world.with_group("Lost", ("TLX01",))


def test_the_project_opens_with_its_indicators_and_figures(base):
    assert len(base.indicators) >= 50
    assert base.observed("neet-or-not-known-16-17")["2024-12-01/P3M"]["E92000001"].value == 5.6  # DfE, July 2025
