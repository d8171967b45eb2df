"""The spine chart: where dots stand, which rows are flipped, and what is said beside them."""

import pytest

from evidence.analysis.profile import profile_of
from evidence.errors import EvidenceError
from evidence.show import theme
from evidence.show.spine import spine_chart, track_of
from tests.drawn import drawn_marks, marks, overlapping, rows_with, text_boxes

MANCHESTER, BLACK_COUNTRY, KENT, DUDLEY, CITY = "E47000001", "E37000001", "E10000016", "E08000027", "E09000001"


def row_of(base, code, slug, **settings):
    chart = spine_chart(base, profile_of(base, code), slugs=[slug], **settings)
    return rows_with(chart, "rect", "england")[0]


def test_every_indicator_of_the_profile_has_one_row(base):
    profile = profile_of(base, KENT)
    drawn = rows_with(spine_chart(base, profile), "rect", "england")
    assert [row["name"] for row in drawn] == [row.indicator.short_name for row in profile.rows]
    assert all(0 <= row["place"] <= 1 and 0 <= row["q1"] <= row["q3"] <= 1 for row in drawn)


def test_a_lower_claimant_count_is_to_the_right_because_it_is_better(base):
    # Dudley 4.7 %, England 4.0 % in 2025: higher, so worse, so to the left of England.
    row = row_of(base, DUDLEY, "claimant-count-rate")
    assert row["place"] < row["england"]
    assert row["kind"] == "worse" and row["shape"] == "square"
    assert "← higher" in row["note"]
    assert row["value"] == "4.7%"


def test_a_lower_employment_rate_is_to_the_left_and_says_nothing_of_flipping(base):
    row = row_of(base, MANCHESTER, "employment-rate")  # 71.9 %, England 76.0 %
    assert row["place"] < row["england"]
    assert "higher" not in row["note"]
    assert row["note"] == "%, 2023"


def test_the_interval_of_a_row_stands_around_its_dot(base):
    row = row_of(base, MANCHESTER, "employment-rate")  # 70.3 to 73.5
    assert row["low"] < row["place"] < row["high"]
    assert "70.3% to 73.5%" in row["level"]


def test_a_row_published_without_an_interval_draws_none(base):
    assert row_of(base, MANCHESTER, "gva-per-hour-worked")["low"] is None


def test_a_place_that_cannot_be_told_from_england_is_a_hollow_circle(base):
    row = row_of(base, DUDLEY, "employment-rate")  # 79.7 %, interval includes England's 76.0 %
    assert (row["kind"], row["fill"], row["shape"]) == ("similar", "transparent", "circle")


def test_a_far_outlier_is_drawn_at_the_end_of_its_track_as_a_pointer(base):
    # City of London emits 52.2 tonnes a head, far beyond the other districts.
    row = row_of(base, CITY, "greenhouse-gas-emissions-per-head")
    assert row["place"] == 0
    assert row["shape"] == "triangle-left"
    assert "Cut at its ends" in row["track"]


def test_a_neet_rate_is_not_judged_where_many_are_not_known(base):
    row = row_of(base, DUDLEY, "neet-16-17")  # 2.4 % NEET and 19.1 % not known
    assert row["kind"] == "neither"
    assert row["unknown"] == "19.1% not known"
    assert "A further 19.1% are not known." in row["level"]


def test_a_neet_rate_is_judged_where_few_are_not_known(base):
    assert row_of(base, MANCHESTER, "neet-16-17")["kind"] == "worse"  # 4.3 % against England's 3.4 %


def test_a_flipped_track_mirrors_the_unflipped_one(base):
    row = profile_of(base, DUDLEY).row("claimant-count-rate")
    track = track_of(row, None)
    assert track.flipped
    assert track.at(track.low) == 1 and track.at(track.high) == 0
    assert track.at(track.high + 100) == 0


def test_title_counts_match_the_signs_that_are_drawn(base):
    chart = spine_chart(base, profile_of(base, MANCHESTER))
    kinds = [row["kind"] for row in rows_with(chart, "rect", "kind")]
    assert chart.title == f"Ahead of England on {kinds.count('better')} indicators, behind on {kinds.count('worse')}"


def test_money_in_the_prices_of_each_year_is_not_said_to_get_better(base):
    assert row_of(base, MANCHESTER, "gva-per-hour-worked")["trend"] == "in each year’s prices"


def test_the_key_shows_only_the_signs_that_occur(base):
    profile = profile_of(base, MANCHESTER)
    texts = {
        row["text"]
        for rows in marks(spine_chart(base, profile, slugs=["gva-per-hour-worked"]), "text")
        for row in rows
        if "thick" in row
    }
    assert "worse than England" in texts
    assert "better than England" not in texts and "95% interval" not in texts


def test_one_theme_can_be_shown_alone(base):
    chart = spine_chart(base, profile_of(base, DUDLEY), theme="Work")
    assert set(chart.table["Theme"]) == {"Work"}


def test_a_theme_without_figures_is_refused_in_words(base):
    with pytest.raises(EvidenceError, match="Dudley has no figure for Fishing"):
        spine_chart(base, profile_of(base, DUDLEY), theme="Fishing")


def test_every_place_has_its_own_text_alternative(base):
    texts = [spine_chart(base, profile_of(base, code)).alt for code in (MANCHESTER, BLACK_COUNTRY, KENT, DUDLEY, CITY)]
    assert len(set(texts)) == 5
    assert all("Best placed" in text and "worst placed" in text for text in texts)


def test_a_narrow_chart_folds_its_rows_and_a_wide_one_sets_columns(base):
    profile = profile_of(base, BLACK_COUNTRY)
    chart = spine_chart(base, profile, theme="Work")
    wide, narrow = chart.svg(1000), chart.svg(300)
    assert "better →" in wide and "better →" not in narrow
    assert "Employment rate" in wide and "Employment rate" in narrow


def test_the_projectors_rows_are_half_as_high_again(base):
    profile = profile_of(base, KENT)
    usual, large = (spine_chart(base, profile, theme="Work", scale=s).vega_lite["height"] for s in (1.0, 1.5))
    assert large == pytest.approx(1.5 * usual, abs=2)


@pytest.mark.parametrize("width", [640, 340])
def test_what_is_not_known_of_neet_is_written_inside_its_row(base, width):
    svg = spine_chart(base, profile_of(base, DUDLEY), theme="Young people").drawing(width)
    boxes = text_boxes(svg)
    assert "19.1% not known" in [box[4] for box in boxes]
    assert not overlapping(boxes)


def test_every_track_is_equally_long(base):
    rows = [mark for mark in drawn_marks(spine_chart(base, profile_of(base, DUDLEY)).drawing(340)) if not mark[2]]
    tracks = [points for points, looks, _ in rows if looks["stroke"] == theme.HAIRLINE and points[0][0] == 8]
    assert len(tracks) > 30
    assert {points[1][0] for points in tracks} == {176.8}  # 52% of the width


def test_a_change_too_long_for_its_column_is_written_in_two_lines(base):
    row = row_of(base, MANCHESTER, "healthy-life-expectancy-female")
    assert (row["change"], row["since"], row["trend"]) == ("down 3.2\xa0years", "since 2017 to 2019", "getting worse")
    assert row["change_y"] < row["since_y"] < row["trend_y"]


def test_indicators_without_a_figure_are_refused_by_name_not_by_slug(base):
    slugs = ["high-growth-businesses", "five-year-survival-rate"]
    with pytest.raises(
        EvidenceError, match="has no figure for High-growth businesses; Five-year survival of new"
    ) as said:
        spine_chart(base, profile_of(base, MANCHESTER, slugs=slugs), slugs=slugs)
    assert "-rate" not in str(said.value)


def test_indicators_that_are_named_stand_in_the_order_of_their_names(base):
    slugs = ["level-3-by-19", "attainment-8", "apprenticeship-starts"]
    chart = spine_chart(base, profile_of(base, MANCHESTER, slugs=slugs), slugs=slugs, by_theme=False)
    assert [base.indicator(slug).name for slug in slugs] == [str(name).split(" (")[0] for name in chart.table.index]
