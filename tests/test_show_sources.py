"""Sources, licences and the measured error of each rule of combination."""

import csv
import io

from evidence.show.sources import combination_words, indicator_csv, licences, new_releases, other_tables


def test_an_exact_rule_states_its_error_on_published_areas(base):
    words = " ".join(combination_words(base, "gdhi-per-head"))
    assert "weighted by population" in words
    assert "combined figures are off by" in words


def test_a_rule_that_nothing_published_can_check_says_so(base):
    assert "cannot be measured" in " ".join(combination_words(base, "imd-most-deprived-tenth"))


def test_medians_cannot_be_combined(base):
    assert "cannot be combined" in " ".join(combination_words(base, "median-weekly-pay"))


def test_every_source_has_a_licence(base):
    table = licences(base)
    assert (table["Licence"].str.len() > 0).all()
    assert "British BIDs" in table.index
    assert len(new_releases(base)) >= 30
    assert len(other_tables(base)) == 7


def test_an_indicators_csv_has_every_published_figure(base):
    rows = list(csv.DictReader(io.StringIO(indicator_csv(base, "five-year-survival-rate"))))
    assert len(rows) == 424  # rows of ONS's table as carried
    assert all(row["source"] for row in rows)
