"""The walk of a place: themes, six steps with their measures, what cannot be said, and the spread inside."""

from dataclasses import replace

import pytest

from evidence.errors import EvidenceError
from evidence.growth.monitor import comparison_set, geography_set, monitor_of, usual_options
from evidence.growth.sureness import RankRange
from evidence.growth.walk import CLOSE, side_of_median, walk_of
from evidence.indicators.aggregate import figure_of
from tests.worked import cases

MANCHESTER, SCILLY, LONDON_CITY, ENGLAND = "E47000001", "E06000053", "E09000001", "E92000001"
STOCKPORT = "E08000007"


def walked(base, code, geography=None, comparator=ENGLAND):
    monitor = monitor_of(base, comparison_set(base, code, geography), usual_options(base))
    return walk_of(base, monitor, code, comparator=comparator)


def lep_without_neet(base):
    """A LEP that splits a county, for whose part NEET is not published."""
    monitor = monitor_of(base, geography_set(base, "lep"), usual_options(base))
    neet = monitor.columns["neet-or-not-known-16-17"].values
    return next(code for code, v in zip(monitor.among.codes, neet, strict=True) if v.value is None)


@pytest.fixture(scope="module")
def manchester(base):
    return walked(base, MANCHESTER)


@pytest.mark.parametrize("case", cases("growth", "side"))
def test_on_which_side_of_the_middle_a_rank_lies(case):
    ranges = RankRange(case["rank"], case["of"], tuple(case["without"]), tuple(case["draws"]))
    assert side_of_median(ranges) == case["side"]


def test_without_a_range_the_rank_alone_says_the_side():
    assert side_of_median(RankRange(3, 10, None, None)) == "upper half"
    assert side_of_median(RankRange(None, 10, None, None)) == ""
    assert side_of_median(RankRange(3, 10, (2, 9), None)) == CLOSE


def test_sides_are_those_of_the_ranges(base):
    for code in geography_set(base, "lep").codes[:12]:
        for theme in walked(base, code).themes.values():
            assert theme.level_side == side_of_median(theme.level_range)
            assert theme.change_side == side_of_median(theme.change_range)


def test_a_walk_has_six_steps_with_the_measures_of_the_framework(manchester):
    framework = manchester.monitor.framework
    assert [s.dimension for s in manchester.steps] == list(framework.dimensions)
    assert [tuple(t.measure.key for t in s.stands) for s in manchester.steps] == [d.level for d in framework.dimensions]


def test_a_stand_has_the_figures_of_the_evidence_base(base, manchester):
    for stand in (stand for step in manchester.steps for stand in step.stands):
        measure = stand.measure
        if not measure.over and not measure.less:
            assert stand.here.value == figure_of(base, measure.first, MANCHESTER, period=stand.period).value
            assert stand.comparator == figure_of(base, measure.first, ENGLAND, period=stand.period).value


def test_ranks_are_from_the_better_end(manchester):
    monitor = manchester.monitor
    for stand in (stand for step in manchester.steps for stand in step.stands):
        values = [v.value for v in monitor.columns[stand.measure.key].values]
        better = sum((v - stand.here.value) * stand.measure.polarity > 0 for v in values)
        assert stand.rank == (better + 1, 19), stand.measure.key


def test_money_of_the_first_year_is_in_prices_of_the_last(base, manchester):
    """£31.83 of 2018 are £38.70 of 2023: 31.83 x 96.2507 / 79.1606."""
    stand = manchester.steps[0].stands[0]
    published = figure_of(base, "gva-per-hour-worked", MANCHESTER, period="2018-01-01/P1Y").value
    assert stand.before == pytest.approx(published * 96.2507 / 79.1606)
    assert stand.prices_of == 2023
    rate = manchester.steps[1].stands[0]
    assert rate.before == figure_of(base, "employment-rate", MANCHESTER, period="2018-01-01/P1Y").value
    assert rate.prices_of is None


def test_a_measure_that_is_not_of_the_change_has_no_before(manchester):
    births = manchester.steps[0].stands[2]
    assert (births.measure.key, births.before, births.after) == ("business-birth-rate", None, None)


def test_the_nearest_do_not_hold_the_place_itself(manchester):
    for step in manchester.steps:
        assert len(set(step.nearest)) == 3
        assert MANCHESTER not in step.nearest


def test_a_step_has_its_scores_ranks_and_how_far_they_move(manchester):
    monitor = manchester.monitor
    place = monitor.place(MANCHESTER)
    for step in manchester.steps:
        key = step.dimension.key
        assert step.level_range == monitor.level_ranges[key][place]
        assert step.level_rank == monitor.rank(monitor.level.dimensions[key], MANCHESTER)
        if key in monitor.change.left_out:
            assert (step.change, step.change_range, step.change_rank) == (None, None, None)
        else:
            assert step.change_range == monitor.change_ranges[key][place]
            assert step.change_rank == monitor.rank(monitor.change.dimensions[key], MANCHESTER)
    assert {s.dimension.key for s in manchester.steps if s.change_range is None} == {"human-capital", "living-costs"}


def test_a_step_without_a_score_has_no_rank(base):
    employment = walked(base, SCILLY).steps[1]
    assert employment.level_range.rank is None
    assert (employment.level_rank, employment.change_rank) == (None, None)


def test_a_change_moves_by_the_intervals_of_both_ends(base, manchester):
    """The published 95 % intervals of 2018 and of 2023, as of two independent samples."""
    halves = []
    for year in ("2018", "2023"):
        figure = figure_of(base, "employment-rate", MANCHESTER, period=f"{year}-01-01/P1Y")
        halves.append((figure.upper - figure.lower) / 2)
    rate = manchester.steps[1].stands[0]
    assert rate.moves == pytest.approx((halves[0] ** 2 + halves[1] ** 2) ** 0.5)
    assert max(halves) < rate.moves < sum(halves)
    moving = {t.measure.key for s in manchester.steps for t in s.stands if t.moves is not None}
    assert moving == {"employment-rate", "economic-inactivity-rate"}


def test_a_change_moves_by_nothing_known_where_one_end_has_no_interval(base, manchester):
    """As in 3-4-5: halves of 3 and 4 make 5, and a half that is not known makes nothing."""
    monitor, place = manchester.monitor, manchester.monitor.place(MANCHESTER)

    def with_halves(first, last):
        ends = []
        for columns, half in ((monitor.first, first), (monitor.last, last)):
            found = columns["employment-rate"]
            values = list(found.values)
            values[place] = replace(values[place], half=half)
            ends.append({**columns, "employment-rate": replace(found, values=tuple(values))})
        other = replace(monitor, first=ends[0], last=ends[1])
        return walk_of(base, other, MANCHESTER, comparator=None).steps[1].stands[0].moves

    assert with_halves(3.0, 4.0) == pytest.approx(5)
    assert with_halves(None, 4.0) is None
    assert with_halves(3.0, None) is None


def test_a_step_carries_every_caveat_of_its_figures_once(base, manchester):
    for walk in (manchester, walked(base, STOCKPORT, "district")):
        for step in walk.steps:
            slugs = {slug for stand in step.stands for slug in stand.measure.indicators}
            expected = {f"{base.indicator(s).short_name}: {text}" for s in slugs for text in base.indicator(s).caveats}
            assert set(step.caveats) == expected
            assert len(step.caveats) == len(expected)
    costs = manchester.steps[4].caveats
    assert any(text.startswith("Child poverty before housing: ") for text in costs)  # of the subtracted part
    assert not any("House prices" in text for text in costs)  # not scored among combined authorities


def test_what_is_not_held_for_the_set_is_said_at_its_step_and_nowhere_else(base, manchester):
    for walk, key, step in (
        (manchester, "housing-affordability-ratio", 4),
        (walked(base, lep_without_neet(base)), "housing-affordability-ratio", 4),
        (walked(base, STOCKPORT, "district"), "neet-or-not-known-16-17", 5),
    ):
        said = walk.monitor.unheld[key]
        assert [said in s.cannot for s in walk.steps] == [i == step for i in range(6)]
        assert key not in {t.measure.key for t in walk.steps[step].stands}
        assert len(walk.steps[step].stands) == 2
    assert walked(base, STOCKPORT).steps[4].stands[2].measure.key == "housing-affordability-ratio"


def test_what_cannot_be_said_is_said_once_and_in_whole_sentences(base, manchester):
    for walk in (manchester, walked(base, SCILLY), walked(base, lep_without_neet(base))):
        for step in walk.steps:
            assert step.cannot
            assert len(set(step.cannot)) == len(step.cannot)
            for text in step.cannot:
                assert text.endswith("."), text
                assert text[0].isupper(), text
                assert "  " not in text, text


def test_a_dimension_without_a_change_says_why_truly(manchester):
    """Figures of GCSEs are held for both years, so it may not be said that none is."""
    capital = manchester.steps[2]
    assert capital.change is None
    assert capital.cannot[-1] == "No change is scored: the framework lists no measure of this dimension's change."
    assert not any("held for both" in text for text in capital.cannot)


def test_a_substitute_says_what_it_stands_in_for(manchester):
    assert manchester.steps[0].cannot[2] == (
        "Business births, in place of private sector workplaces per 1,000 residents. "
        "Workplaces by area are held for one year only; births show whether businesses are founded."
    )


def test_every_missing_figure_is_named(base):
    employment = walked(base, SCILLY).steps[1]
    assert employment.level is None
    assert (
        "Employment rate, aged 16 to 64: Office for National Statistics marks the figure of Isles of Scilly for 2023 as "
        "suppressed or unavailable."
    ) in employment.cannot
    bare = next(text for text in employment.cannot if text.startswith("No interval is known"))
    assert bare == (
        "No interval is known for: Jobs per 100 residents. How far a rank on such a measure would move is not known, and "
        "ranks that rest on it look surer than they are."
    )
    for step in walked(base, LONDON_CITY).steps:
        for stand in step.stands:
            if stand.here.value is None:
                assert any(text.startswith(stand.measure.name) and "City of London" in text for text in step.cannot)


def test_a_lep_without_neet_has_a_score_and_says_what_is_missing(base):
    code = lep_without_neet(base)
    step = walked(base, code).steps[5]
    assert step.level is not None
    assert step.stands[2].rank is None
    assert step.stands[2].ranked.of < 38
    assert any("counties and unitary authorities" in text for text in step.cannot)


def test_modelled_measures_are_said_to_be(manchester):
    assert "Modelled, not published: Jobs per 100 residents." in manchester.steps[1].cannot


def test_a_place_without_scores_still_has_its_measures(base):
    walk = walked(base, SCILLY)
    assert all(theme.level is None and theme.level_side == "" for theme in walk.themes.values())
    assert walk.steps[0].level is not None
    assert walk.spreads == ()


def test_the_spreads_are_of_the_districts(base, manchester):
    assert {s.indicator for s in manchester.spreads} >= {"gva-per-hour-worked", "gdhi-per-head", "employment-rate"}
    assert len({s.indicator for s in manchester.spreads}) == len(manchester.spreads)
    for found in manchester.spreads:
        values = [f.value for f in found.figures]
        assert {f.area_code for f in found.figures} == set(base.members[MANCHESTER])
        assert values == sorted(values, reverse=True)
        assert (found.theil is not None) == (found.indicator in ("gdhi-per-head", "gdp-per-head"))


def test_without_a_comparator_nothing_stands_beside(base):
    walk = walked(base, MANCHESTER, comparator=None)
    assert walk.comparator is None
    assert all(stand.comparator is None for step in walk.steps for stand in step.stands)


def test_the_comparator_changes_no_score(base, manchester):
    other = walked(base, MANCHESTER, comparator="E12000002")
    assert other.themes == manchester.themes
    assert [s.level for s in other.steps] == [s.level for s in manchester.steps]


def test_a_place_outside_the_set_is_refused(base):
    monitor = monitor_of(base, geography_set(base, "lep"), usual_options(base))
    with pytest.raises(EvidenceError, match="is not among the 38 LEPs"):
        walk_of(base, monitor, MANCHESTER, comparator=None)


def test_a_group_of_one_combined_authoritys_districts_scores_as_it_does(base):
    grouped = base.with_group("Twin", base.members[MANCHESTER])
    walk, own = walked(grouped, "group:Twin"), walked(base, MANCHESTER)
    assert MANCHESTER not in walk.monitor.among.codes
    for key, theme in walk.themes.items():
        assert theme.level == pytest.approx(own.themes[key].level, abs=1.5)
    assert walk.deprived is not None


def test_themes_of_a_walk_are_those_of_its_monitor(manchester):
    place = manchester.monitor.place(MANCHESTER)
    for key, theme in manchester.themes.items():
        assert theme.level == manchester.monitor.level.themes[key][place]
        assert theme.change == manchester.monitor.change.themes[key][place]
        assert replace(theme, key=key) == theme
        assert theme.level == pytest.approx(sum(s.level for s in manchester.steps if s.dimension.theme == key) / 3)
