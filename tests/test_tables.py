"""Tables: figures as text for reading, as numbers with their source for taking away."""

import csv
import io

import pytest

from evidence.analysis.classes import classify
from evidence.analysis.profile import profile_of
from evidence.errors import EvidenceError
from evidence.show.tables import figures_csv, figures_table, profile_csv, profile_table, two_way_table

MANCHESTER, BLACK_COUNTRY, DUDLEY, CITY, ENGLAND = "E47000001", "E37000001", "E08000027", "E09000001", "E92000001"
YEAR = "2023-01-01/P1Y"
GVA, WORK = "gva-per-hour-worked", "employment-rate"


def read(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_figures_are_listed_from_the_highest_with_their_unit_in_the_header(base):
    table = figures_table(base, GVA, [MANCHESTER, ENGLAND], YEAR)
    assert table.index.name == "Area code"
    assert list(table.index) == [ENGLAND, MANCHESTER]
    assert list(table["GVA per hour (£, current prices)"]) == ["42.39", "39.77"]
    assert "95% interval, lower" not in table.columns


def test_intervals_stand_beside_the_figures_that_have_them(base):
    row = figures_table(base, WORK, [MANCHESTER], YEAR).loc[MANCHESTER]
    assert (row["95% interval, lower"], row["95% interval, upper"]) == ("70.3", "73.5")


def test_a_figure_that_is_missing_comes_last_with_its_reason(base):
    table = figures_table(base, WORK, [CITY, MANCHESTER], YEAR)
    assert list(table.index) == [MANCHESTER, CITY]
    assert table.loc[CITY, "Employment rate (%)"] == "not available"
    assert table.loc[CITY, "How it came about"].startswith("not available: ")


def test_how_a_figure_came_about_is_said(base):
    origins = figures_table(base, WORK, [MANCHESTER, BLACK_COUNTRY], YEAR)["How it came about"]
    assert origins[MANCHESTER] == "published"
    assert origins[BLACK_COUNTRY].startswith("modelled: ")
    assert figures_table(base, GVA, [BLACK_COUNTRY], YEAR)["How it came about"].iloc[0].startswith("derived: ")


def test_classes_are_said_in_words(base):
    codes = [MANCHESTER, ENGLAND, CITY]
    cut = classify([71.9, 76.0, None], "equal-steps")
    table = figures_table(base, WORK, codes, YEAR, cut)
    assert table.loc[ENGLAND, "Class"].endswith("to 76.0%")
    assert table.loc[CITY, "Class"] == "no figure"


def test_classes_of_another_number_of_areas_are_refused(base):
    with pytest.raises(EvidenceError, match="same areas"):
        figures_table(base, WORK, [MANCHESTER], YEAR, classify([1.0, 2.0], "equal-steps"))


def test_a_profiles_table_has_every_indicator_or_the_reason_why_not(base):
    profile = profile_of(base, BLACK_COUNTRY)
    table = profile_table(base, profile)
    assert table.index.name == "Indicator"
    assert len(table) == len(profile.rows) + len(profile.without)
    assert table["How it came about"].str.startswith("not available").sum() == len(profile.without)
    row = profile_table(base, profile_of(base, MANCHESTER)).loc["Gross value added per hour worked"]
    assert (row["Value"], row["England"], row["Against England"], row["Better or worse"]) == (
        "39.77",
        "42.39",
        "6.2% below England",
        "worse",
    )


def test_a_neet_rate_is_not_judged_where_many_are_not_known(base):
    table = profile_table(base, profile_of(base, DUDLEY))
    name = "Young people aged 16 and 17 not in education, employment or training"
    assert table.loc[name, "Better or worse"] == "not judged: too many are not known"


def test_two_indicators_stand_side_by_side(base):
    codes = tuple(area.code for area in base.areas_of("combined-authority"))
    table = two_way_table(base, (GVA, WORK), codes, (YEAR, YEAR))
    row = table.loc[MANCHESTER]
    assert (row["GVA per hour (£, current prices)"], row["Employment rate (%)"]) == ("39.77", "71.9")


def test_a_csv_of_figures_carries_source_period_and_licence_on_every_row(base):
    rows = read(figures_csv(base, WORK, [MANCHESTER, CITY], [YEAR]))
    assert [row["area_code"] for row in rows] == [MANCHESTER, CITY]
    for row in rows:
        assert row["source"].startswith("Office for National Statistics")
        assert (row["period"], row["edition"], row["licence"]) == (YEAR, "April 2024", "Open Government Licence v3.0")
        assert "Open Government Licence" in row["attribution"]
    assert (float(rows[0]["value"]), float(rows[0]["lower"]), float(rows[0]["upper"])) == (71.9, 70.3, 73.5)
    assert rows[1]["value"] == "" and rows[1]["reason"]


def test_a_csv_of_a_profile_has_a_row_for_each_finding_with_its_sentence(base):
    profile = profile_of(base, MANCHESTER)
    rows = read(profile_csv(base, profile))
    assert len(rows) == len(profile.findings)
    assert all(row["sentence"] and row["licence"] for row in rows)
    first = next(row for row in rows if row["indicator"] == GVA and row["finding"] == "level")
    assert float(first["value"]) == 39.77
