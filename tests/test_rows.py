"""Plain rows: what JSON and CSV rely on."""

from evidence.indicators.aggregate import figure_of
from evidence.rows import area_row, figure_row, indicator_row


def test_an_ended_area_says_when_and_what_followed(base):
    row = area_row(base.areas["E10000006"])
    assert (row["area_name"], row["end"], row["successors"]) == ("Cumbria", "2023-03-31", ["E06000063", "E06000064"])


def test_an_indicator_row_names_its_source_and_rule(base):
    row = indicator_row(base, base.indicators["gdhi-per-head"])
    assert row["combines"] == "weighted population"
    assert (row["first_period"], row["last_period"]) == ("1997-01-01/P1Y", "2023-01-01/P1Y")


def test_a_modelled_figure_says_so_and_a_known_one_has_no_reason(base):
    row = figure_row(base, figure_of(base, "employment-rate", "E37000001", period="2023-01-01/P1Y"), "lep")
    assert row["origin"] == "derived"
    assert row["note"].startswith("Modelled.")
    assert "reason" not in row


def test_a_figure_published_for_the_same_districts_says_whose_it_is(base):
    # The Greater Manchester LEP had exactly the districts of the combined authority.
    row = figure_row(base, figure_of(base, "gva-per-hour-worked", "E37000015", period="2023-01-01/P1Y"), "lep")
    assert (row["value"], row["origin"]) == (39.77, "published")
    assert "Greater Manchester (combined authority, E47000001), which has exactly the same districts" in row["note"]
