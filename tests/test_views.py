"""What a map shows: classes, texts, key, words."""

import pytest

from evidence.coordination.place import NOT_EMPTY
from evidence.errors import EvidenceError
from evidence.show import theme
from evidence.show.views import map_view, two_way_view

GVA, NEET = "gva-per-hour-worked", "neet-or-not-known-16-17"


def test_a_map_of_leps_shows_all_38_and_says_which_are_derived(base):
    view = map_view(base, GVA, "lep", None)
    assert len(view.codes) == 38
    assert sum(entry.count for entry in view.key) == 38
    assert view.values["E37000015"] == "£39.77"
    assert view.values["E37000001"].endswith("(derived)")
    assert "25 of 38 figures are derived" in view.note
    assert "must not be added up" in view.note
    assert view.subtitle.endswith("LEPs, 2023")


def test_fixed_steps_are_shares_of_the_uk(base):
    view = map_view(base, GVA, "combined-authority", "2023-01-01/P1Y", method="around-uk")
    # ONS, June 2025: UK £41.87; 80 % is 33.496 and 90 % is 37.683.
    assert view.breaks.edges[1:5] == pytest.approx((33.496, 37.683, 46.057, 50.244))
    assert view.colours == theme.AROUND_MIDDLE
    assert "near the UK" in view.key[2].words


def test_an_area_without_a_figure_has_its_reason_and_no_class(base):
    view = map_view(base, NEET, "lep", None)
    assert "E37000044" not in view.classes
    assert "Coast to Capital holds only part of Surrey" in view.values["E37000044"]
    assert view.key[-1].words == "no figure"
    assert view.key[-1].count == 4


def test_a_geography_without_any_figure_is_refused_with_the_reason(base):
    with pytest.raises(
        EvidenceError, match=r"^The table held from .* has no figure of .* for regions .* cannot be worked out"
    ):
        map_view(base, "imd-average-score", "region", None)


def test_the_dark_corner_of_two_indicators_is_low_productivity_and_high_neet(base):
    view = two_way_view(base, GVA, NEET, "county-or-unitary")
    assert view.key[8].words == "low GVA per hour, high NEET or not known, 16 to 17"
    dark = [code for code, cell in view.classes.items() if cell == 8]
    assert "E08000027" in dark  # Dudley: £31.91 an hour and 21.5 % NEET or not known
    light = {code for code, cell in view.classes.items() if cell == 0}
    by_code = {figure.area_code: figure.value for figure in view.figures[0]}
    assert min(by_code[code] for code in light) > max(by_code[code] for code in dark)
    assert sum(entry.count for entry in view.key) == 218


def test_two_indicators_need_nine_areas_with_both(base):
    with pytest.raises(EvidenceError, match="at least nine areas"):
        two_way_view(base, GVA, NEET, "country")


def test_both_periods_of_two_indicators_are_said(base):
    assert "(2023)" in (subtitle := two_way_view(base, GVA, NEET, "region").subtitle)
    assert "(Dec 2024 to Feb 2025)" in subtitle


def test_a_map_of_the_register_says_that_an_empty_register_is_not_an_empty_place(base):
    assert NOT_EMPTY in map_view(base, "coordination-bodies", "county-or-unitary", None).note
    assert NOT_EMPTY in two_way_view(base, "gva-per-hour-worked", "neighbourhood-boards", "district").note
    assert NOT_EMPTY not in map_view(base, "gva-per-hour-worked", "county-or-unitary", None).note
