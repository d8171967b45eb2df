"""Importing a folder: everything or nothing, and the same again changes nothing."""

import shutil
import subprocess
import sys

import pytest

from evidence.errors import EvidenceError
from evidence.indicators.base import open_evidence
from evidence.sources.__main__ import import_folder, main
from tests.raw_geography import write_raw, write_squares
from tests.worked import ASHBY, HERE, WORLD, Y2022, bytes_in, copy_of_world, spoil


@pytest.fixture
def incoming(tmp_path):
    """A folder with every table of figures that the invented county holds."""
    return shutil.copytree(WORLD / "observations", tmp_path / "incoming")


# Figures


def test_figures_that_are_held_already_change_nothing(data, incoming):
    before = bytes_in(data)
    assert import_folder(incoming, data) == ["Figures: nothing changed."]
    assert bytes_in(data) == before


def test_a_new_edition_says_what_changed_and_the_same_again_says_nothing_changed(data, incoming):
    spoil(incoming, "output.csv", f"{ASHBY},{Y2022},12000,", f"{ASHBY},{Y2022},12100,\n{ASHBY},2023-01-01/P1Y,12500,")
    assert import_folder(incoming, data) == [
        "output: new periods: 2023.",
        f"output: 1 revised: {ASHBY} 2022 12000 -> 12100.",
    ]
    assert open_evidence(data).observed("output")["2023-01-01/P1Y"][ASHBY].value == 12500
    assert import_folder(incoming, data) == ["Figures: nothing changed."]


def test_a_changed_interval_is_not_called_nothing(data, incoming):
    spoil(incoming, "employment-rate.csv", f"{ASHBY},{Y2022},75,73,77,", f"{ASHBY},{Y2022},75,72,78,")
    assert import_folder(incoming, data) == [
        "employment-rate: 1 figure keeps its value but not the interval, number of people or status."
    ]


def test_a_dry_run_says_the_same_and_writes_nothing(data, incoming):
    spoil(incoming, "output.csv", f"{ASHBY},{Y2022},12000,", f"{ASHBY},{Y2022},12100,")
    before = bytes_in(data)
    said = import_folder(incoming, data, dry_run=True)
    assert bytes_in(data) == before
    assert import_folder(incoming, data) == said == [f"output: 1 revised: {ASHBY} 2022 12000 -> 12100."]
    assert bytes_in(data) != before


def test_two_bad_tables_list_every_problem_and_write_nothing(data, incoming):
    """One good change, two bad tables with three faults: the folder stays the same to the byte."""
    spoil(incoming, "output.csv", f"{ASHBY},{Y2022},12000,", f"{ASHBY},{Y2022},12100,")
    spoil(
        incoming,
        "neet-16-17.csv",
        "E92000001,2024-12-01/P3M,4.8,20000,",
        "E92000001,2024-12-01/P3M,48,20000,\nE99,2024-12-01/P3M,4,10,",
    )
    spoil(incoming, "deprivation-score.csv", "E06000003,2025-01-01/P1Y,25,", "E06000003,2025-01-01/P1Y,,")
    before = bytes_in(data)
    with pytest.raises(EvidenceError) as refused:
        import_folder(incoming, data)
    assert refused.value.problems == (
        "deprivation-score.csv: E06000003, 2025-01-01/P1Y is empty without the status x.",
        "neet-16-17.csv: the area 'E99' is not known.",
        "neet-16-17.csv: E92000001, 2024-12-01/P3M is 48, outside the plausible range 0 to 30.",
    )
    assert str(refused.value).startswith("incoming was not imported: 3 problems.\n- ")
    assert bytes_in(data) == before


def test_a_folder_that_cannot_be_written_is_said_and_stays_as_it_was(data, incoming):
    """Not by permission, which a superuser does not feel, but by a file that stands where the folder should."""
    shutil.rmtree(data / "observations")
    (data / "observations").write_bytes(b"")
    before = bytes_in(data)
    with pytest.raises(EvidenceError, match=r"Could not write .*observations.*; nothing was changed"):
        import_folder(incoming, data)
    assert bytes_in(data) == before


def test_a_table_that_nothing_describes_is_left_out_and_said(data, incoming):
    (incoming / "CATALOGUE.csv").write_text("slug,unit\noutput,£ million\n", encoding="utf-8")
    assert import_folder(incoming, data) == [
        "CATALOGUE.csv: left out, because it is neither figures by area and period nor a table described in breakdowns."
    ]
    assert not list(data.rglob("CATALOGUE.csv"))


def test_counts_by_category_come_in_with_the_figures(data, incoming):
    (incoming / "output-by-industry.csv").write_text(
        f"area_code,year,industry,count\n{ASHBY},2022,Farming,7\n", encoding="utf-8"
    )
    assert import_folder(incoming, data) == ["output-by-industry: revised."]
    assert (data / "breakdowns" / "output-by-industry.csv").read_text(
        encoding="utf-8"
    ) == f"area_code,category,2022\n{ASHBY},Farming,7\n"
    assert import_folder(incoming, data) == ["Figures: nothing changed."]


def test_an_empty_folder_an_absent_one_and_one_before_geography_are_told_what_to_do(data, incoming, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(EvidenceError, match="holds no table in the column contract"):
        import_folder(tmp_path / "empty", data)
    with pytest.raises(EvidenceError, match="There is no folder"):
        import_folder(tmp_path / "absent", data)
    with pytest.raises(EvidenceError, match="No areas are known yet: import a folder of geography first"):
        import_folder(incoming, tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()


# Geography


def test_geography_makes_the_places_of_the_invented_county_and_the_same_again_changes_nothing(tmp_path):
    raw, into = write_raw(tmp_path / "raw"), tmp_path / "into"
    tables = ("areas.csv", "membership.csv", "code-changes.csv", "neighbours.csv")
    assert import_folder(raw, into) == [f"places/{name}: changed." for name in tables]
    assert bytes_in(into / "places") == bytes_in(WORLD / "places")
    assert import_folder(raw, into) == ["Geography: nothing changed."]


def test_a_dry_run_of_geography_writes_nothing(tmp_path):
    raw, into = write_raw(tmp_path / "raw"), tmp_path / "into"
    assert len(import_folder(raw, into, dry_run=True)) == 4
    assert not into.exists()


def test_geography_with_two_faults_lists_both_and_writes_nothing(data, tmp_path):
    raw = write_raw(tmp_path / "raw")
    spoil(raw, "areas.csv", "E12000002,Far West,region,", "E12000002,Far West,reigon,")
    spoil(raw, "membership.csv", "E06000003,E12000002,region", "E06000099,E12000002,region")
    before = bytes_in(data)
    with pytest.raises(EvidenceError) as refused:
        import_folder(raw, data)
    assert len(refused.value.problems) == 2
    assert bytes_in(data) == before


def test_outlines_come_with_geography_and_replace_earlier_ones(tmp_path):
    raw, into = write_raw(tmp_path / "raw"), tmp_path / "into"
    write_squares(raw / "outlines.topojson")
    (into / "places" / "outlines").mkdir(parents=True)
    (into / "places" / "outlines" / "lep.0123456789.geojson").write_text("{}", encoding="utf-8")
    said = import_folder(raw, into)
    drawn = sorted(path.name.split(".")[0] for path in (into / "places" / "outlines").iterdir())
    assert drawn == ["combined-authority", "country", "county-or-unitary", "district", "lep", "region"]
    assert len(said) == 4 + 6
    assert not (into / "places" / "outlines" / "lep.0123456789.geojson").exists()
    assert import_folder(raw, into) == ["Geography: nothing changed."]


def test_outlines_that_lack_a_district_write_no_table_either(data, tmp_path):
    raw = write_raw(tmp_path / "raw")
    spoil(raw, "areas.csv", "Gull Island", "Gull Isle")
    write_squares(raw / "outlines.topojson", leave_out="E06000004")
    before = bytes_in(data)
    with pytest.raises(EvidenceError, match="E06000004 has no outline"):
        import_folder(raw, data)
    assert bytes_in(data) == before


# The command line


def test_the_command_says_what_changed_and_ends_well(data, incoming, capsys):
    assert main(["import", str(incoming), "--into", str(data), "--dry-run"]) == 0
    assert capsys.readouterr().out == "Figures: nothing changed.\n"


def test_the_command_prints_problems_to_the_error_stream_and_ends_with_one(data, incoming, capsys):
    spoil(incoming, "output.csv", f"{ASHBY},{Y2022},12000,", f"{ASHBY},{Y2022},-5,")
    assert main(["import", str(incoming), "--into", str(data)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert (
        printed.err
        == f"incoming was not imported: 1 problem.\n- output.csv: {ASHBY}, 2022-01-01/P1Y is -5, outside the plausible range 1 to 100000.\n"
    )


def test_the_command_runs_as_a_module(tmp_path):
    data = copy_of_world(tmp_path)
    command = [sys.executable, "-m", "evidence.sources", "import", str(data / "observations"), "--into", str(data)]
    done = subprocess.run(command, cwd=HERE.parent, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "Figures: nothing changed.\n", "")
