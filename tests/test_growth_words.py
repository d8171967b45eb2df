"""What is said of the walk: exact sentences of places made up, and sound ones of real places."""

import re
from dataclasses import replace

import pytest

from evidence import wording
from evidence.growth import words
from evidence.growth.association import Association, Correlation
from evidence.growth.framework import open_framework
from evidence.growth.inside import Decomposed, spread
from evidence.growth.monitor import Options, comparison_set, geography_set, monitor_of, usual_options
from evidence.growth.sureness import RankRange
from evidence.growth.values import Valued
from evidence.growth.walk import CLOSE, Stand, walk_of
from evidence.indicators.aggregate import Figure
from tests.growing import Y2023, measure

MANCHESTER, WEST_MIDLANDS, LEEDS, NORTH_WEST = "E47000001", "E47000007", "E37000062", "E12000002"
SCILLY, LONDON_CITY, STOCKPORT, ENGLAND = "E06000053", "E09000001", "E08000007", "E92000001"
LONDON = "E12000007"
RANGES = "when a measure is left out or figures move within their intervals"


def walked(base, code, geography=None, **options):
    chosen = replace(usual_options(base), **options)
    return walk_of(base, monitor_of(base, comparison_set(base, code, geography), chosen), code, comparator=ENGLAND)


@pytest.fixture(scope="module")
def walk(base):
    return walked(base, MANCHESTER)


def told(walk, key="prosperity", **changes):
    """A walk of which one theme has other answers."""
    theme = replace(walk.themes[key], **changes)
    return replace(walk, themes={**walk.themes, key: theme}), theme


def ranged(rank, without=None, draws=None, of=19):
    return RankRange(rank, of, without, draws)


@pytest.mark.parametrize(
    ("value", "variant", "said"),
    [
        (62.4, "min-max", "62 of 100"),
        (0.2, "winsorised", "0 of 100"),
        (100.0, "min-max", "100 of 100"),
        (0.44, "z-score", "+0.4"),
        (-1.25, "z-score", "\u22121.2"),
        (-0.04, "z-score", "0.0"),
        (None, "min-max", "no score"),
        (None, "z-score", "no score"),
    ],
)
def test_a_score_is_said_by_its_way_of_scoring(value, variant, said):
    assert words.score(value, variant) == said


def test_signs_ranks_and_values():
    assert [words.signed(v) for v in (4.2, -1.2, 0.3, -0.3)] == ["+4", "\u22121", "0", "0"]
    assert words.rank((1, 38), "LEPs") == "1st of 38 LEPs"
    assert words.rank((22, 38)) == "22nd of 38"
    assert words.rank(None, "LEPs") == "not ranked"
    assert words.value(39.77, measure("a", unit="£", decimals=2)) == "£39.77"
    assert words.value(37357.4, measure("a", unit="£", decimals=0)) == "£37,357"
    assert words.value(71.94, measure("a")) == "71.9%"
    assert words.value(54.4, measure("a", unit="jobs per 100 residents")) == "54.4 jobs per 100 residents"
    assert words.value(None, measure("a")) == "no figure"


@pytest.mark.parametrize(
    ("ranges", "said"),
    [
        (ranged(7, (5, 9), (6, 8)), f"between 5th and 9th {RANGES}"),
        (ranged(7, (6, 8), (2, 8)), f"between 2nd and 8th {RANGES}"),
        (ranged(3, (5, 9), (5, 8)), f"between 3rd and 9th {RANGES}"),
        (ranged(7, (5, 9)), "between 5th and 9th when a measure is left out"),
        (
            ranged(7, (7, 7), (7, 7)),
            "whichever measure is left out, and within the intervals of its figures, it keeps this rank",
        ),
        (ranged(7, (7, 7)), "whichever measure is left out, it keeps this rank"),
        (ranged(7), "how far its rank would move is not known"),
        (ranged(None), "how far its rank would move is not known"),
    ],
)
def test_how_far_a_rank_moves(ranges, said):
    assert words.rank_range(ranges) == said


def test_a_theme_says_score_rank_and_how_sure(walk):
    one, theme = told(walk, level=46.2, level_range=ranged(7, (5, 9), (6, 8)))
    assert (
        words.theme_sentence(one, theme)
        == f"Prosperity: 46 of 100, 7th of 19 combined authorities; between 5th and 9th {RANGES}."
    )


def test_a_theme_without_a_score_names_what_lacks(base):
    scilly = walked(base, SCILLY)
    said = [words.theme_sentence(scilly, theme) for theme in scilly.themes.values()]
    assert said == [
        "Prosperity: the Isles of Scilly has no score, because Employment and Human capital lack figures.",
        "Inclusion: the Isles of Scilly has no score, because Labour-market inclusion lacks figures.",
    ]
    assert [words.change_sentence(scilly, theme) for theme in scilly.themes.values()] == [
        "Prosperity: no change can be scored between 2018 and 2023.",
        "Inclusion: no change can be scored between 2018 and 2023.",
    ]


@pytest.mark.parametrize(
    ("change", "moved"),
    [
        (7.3, "rose by 7 points"),
        (-9.4, "fell by 9 points"),
        (1.2, "rose by 1 point"),
        (0.96, "rose by 1 point"),
        (-0.8, "fell by 0.8 points"),
        (0.4, "rose by 0.4 points"),
        (-0.4, "fell by 0.4 points"),
        (0.06, "rose by 0.1 points"),
        (0.04, "did not move"),
        (-0.04, "did not move"),
        (0.0, "did not move"),
    ],
)
def test_a_change_is_said_with_its_direction(walk, change, moved):
    one, theme = told(walk, change=change, change_range=ranged(5, (2, 9), (2, 8)))
    assert words.change_sentence(one, theme) == (
        f"Prosperity: its score {moved} from 2018 to 2023, 5th of 19 combined authorities by change; between 2nd and 9th {RANGES}."
    )
    step = replace(walk.steps[0], change=change, change_range=ranged(5, (2, 9), (2, 8)))
    assert (
        words.step_change(walk, step)
        == f"Its score {moved} from 2018 to 2023, 5th of 19 combined authorities, between 2nd and 9th by change."
    )


@pytest.mark.parametrize("method", ["pooled", "progress"])
@pytest.mark.parametrize(("rank", "without", "draws"), [(5, (2, 10), (2, 8)), (5, None, (4, 12)), (14, (9, 15), None)])
def test_a_change_whose_rank_reaches_over_the_middle_is_said_without_a_rank(base, method, rank, without, draws):
    """The middle of 19 is the 10th."""
    ranges = ranged(rank, without, draws)
    one, theme = told(walked(base, MANCHESTER, method=method), change=3.2, change_range=ranges, change_side=CLOSE)
    said = words.change_sentence(one, theme)
    close = "; how that ranks among combined authorities is too close to call: between "
    if method == "pooled":
        assert said.startswith(f"Prosperity: its score rose by 3 points from 2018 to 2023{close}")
    else:
        scale = "3 of 100 on the scale from the smallest to the largest gain"
        assert said.startswith(f"Prosperity, change from 2018 to 2023: {scale}{close}")
    assert said.endswith(f"{close}{words.rank_range(ranges).removeprefix('between ')}.")
    step = words.step_change(one, replace(one.steps[0], change=3.2, change_range=ranges))
    assert step == (
        "Its score rose by 3 points from 2018 to 2023; how that ranks is too close to call."
        if method == "pooled"
        else "Its change from 2018 to 2023 is too close to call."
    )
    for text in (said, step):
        assert "of 19" not in text


@pytest.mark.parametrize(
    ("ranges", "how_sure"),
    [
        (ranged(10, (10, 10)), "whichever measure is left out, it keeps this rank"),
        (ranged(10), "how far its rank would move is not known"),
    ],
)
def test_a_rank_that_is_the_very_middle_and_does_not_move_is_said(walk, ranges, how_sure):
    one, theme = told(walk, change=3.2, change_range=ranges, change_side=CLOSE)
    assert words.change_sentence(one, theme) == (
        f"Prosperity: its score rose by 3 points from 2018 to 2023, 10th of 19 combined authorities by change; {how_sure}."
    )
    assert words.step_change(walk, replace(walk.steps[0], change=3.2, change_range=ranges)) == (
        "Its score rose by 3 points from 2018 to 2023, 10th of 19 combined authorities by change."
    )


@pytest.mark.parametrize(
    ("ranges", "said"),
    [
        (ranged(5, (2, 9), (3, 8)), ", between 2nd and 9th"),
        (ranged(1, (3, 4)), ", between 1st and 4th"),
        (ranged(5, (5, 5), (5, 5)), ""),
        (ranged(5), ""),
        (ranged(None), ""),
        (None, ""),
    ],
)
def test_how_far_a_rank_moves_stands_after_it(ranges, said):
    assert words.between(ranges) == said


def test_progress_is_no_rise_or_fall(base):
    other = walked(base, MANCHESTER, method="progress")
    one, theme = told(other, change=27.4, change_range=ranged(19, (11, 19), (14, 19)))
    assert words.change_sentence(one, theme) == (
        "Prosperity, change from 2018 to 2023: 27 of 100 on the scale from the smallest to the largest gain, "
        f"19th of 19 combined authorities; between 11th and 19th {RANGES}."
    )
    step = replace(other.steps[0], change=27.4, change_range=ranged(18, (17, 19)))
    assert words.step_change(other, step) == (
        "Its change from 2018 to 2023 is 18th of 19 combined authorities, between 17th and 19th."
    )


def test_a_step_says_its_score_or_why_there_is_none(base, walk):
    step = replace(walk.steps[1], level=31.4, level_range=ranged(7, (4, 9), (2, 8)))
    assert words.step_sentence(walk, step) == (
        "Employment: 31 of 100, 7th of 19 combined authorities, between 2nd and 9th."
    )
    step = replace(step, level_range=ranged(7, (7, 7)))
    assert words.step_sentence(walk, step) == "Employment: 31 of 100, 7th of 19 combined authorities."
    scilly = walked(base, SCILLY)
    assert words.step_sentence(scilly, scilly.steps[1]) == (
        "Employment: no score, because fewer than two of its measures have a figure for the Isles of Scilly."
    )
    assert words.step_change(scilly, scilly.steps[1]) == "No change can be scored for it from 2018 to 2023."
    assert words.step_change(walk, walk.steps[2]) == ""
    assert words.dimension_line(walk.steps[1].dimension).count(".") == 2


def test_the_nearest_are_named(base, walk):
    step = replace(walk.steps[0], nearest=(LEEDS, NORTH_WEST, STOCKPORT))
    assert words.nearest(base, step) == "Nearest by score: Leeds City Region LEP, the North West and Stockport."
    assert words.nearest(base, replace(step, nearest=())) == ""


def test_the_headline_has_both_themes(walk):
    one, _ = told(walk, level=46.0, level_range=ranged(7))
    one, _ = told(one, "inclusion", level=37.0, level_range=ranged(18))
    assert (
        words.headline(one)
        == "Greater Manchester is 7th of 19 on prosperity and 18th of 19 on inclusion among combined authorities."
    )
    part, _ = told(one, "inclusion", level=None, level_range=ranged(None))
    assert (
        words.headline(part)
        == "Greater Manchester is 7th of 19 on prosperity among combined authorities; it has no score on inclusion."
    )
    none, _ = told(part, level=None, level_range=ranged(None))
    assert words.headline(none) == "Greater Manchester has no score among combined authorities."


def test_the_headline_of_a_region_begins_with_a_capital(base):
    assert words.headline(walked(base, NORTH_WEST)).startswith("The North West is ")


def sided(walk, prosperity, inclusion, what):
    one, _ = told(walk, **{f"{what}_side": prosperity})
    return told(one, "inclusion", **{f"{what}_side": inclusion})[0]


def test_the_typology_says_sides_and_the_threshold(walk):
    one = sided(sided(walk, "upper half", "lower half", "level"), CLOSE, "upper half", "change")
    threshold = "The middle rank of the set (10th of 19) is the threshold; too close to call means that a place's ranks reach over it."
    assert words.typology(one) == (
        "By level: prosperity in the upper half, inclusion in the lower half. "
        f"By change: prosperity too close to call, inclusion in the upper half. {threshold}"
    )
    assert words.typology(sided(one, "", "upper half", "change")) == (
        f"By level: prosperity in the upper half, inclusion in the lower half. {threshold}"
    )
    assert (
        words.typology(sided(sided(one, "", "", "change"), "", "", "level"))
        == "No side can be told, because scores are missing."
    )


def stand(before, after, *, prices_of=None, here=None, moves=None, **about):
    value = here or Valued(after, None, ())
    return Stand(
        measure("a", **about), Y2023, value, None, RankRange(1, 19, None, None), before, after, prices_of, moves
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (stand(38.7018, 39.77, prices_of=2023, unit="£", decimals=2), "up £1.07 (2.8%), prices of 2023"),
        (stand(45014, 33377, prices_of=2023, unit="£", decimals=0), "down £11,637 (26%), prices of 2023"),
        (stand(72.8, 71.9), "down 0.9 percentage points"),
        (stand(2.9, 4.7), "up 1.8 percentage points"),
        (stand(71.92, 71.9), "no change"),
        (stand(50.6, 54.4, unit="jobs per 100 residents"), "up 3.8 jobs per 100 residents"),
        (stand(72.8, 71.9, moves=1.8), "no clear change"),
        (stand(70.4, 72.8, moves=1.8), "up 2.4 percentage points"),
        (stand(50.0, 52.0, moves=2.0), "no clear change"),
        (stand(50.0, 52.25, moves=2.0), "up 2.2 percentage points"),
        (stand(71.92, 71.9, moves=1.8), "no change"),
        (stand(38.7, 39.7, prices_of=2023, unit="£", decimals=2, moves=1.5), "no clear change"),
        (stand(None, 71.9, moves=1.8), "not scored"),
        (stand(None, 71.9), "not scored"),
        (stand(71.9, None), "not scored"),
    ],
)
def test_how_a_measure_changed(given, said):
    assert words.change_cell(given) == said


def test_an_interval_is_the_published_one_or_none():
    """Rutland's share of 1.3 % has the interval 0.68 to 2.43, not 0.4 to 2.2."""
    figure = Figure("a", "E06000017", Y2023, 1.3, lower=0.68, upper=2.43)
    assert words.interval(stand(None, 1.3, here=Valued(1.3, 0.875, (figure,)))) == "0.7 to 2.4"
    assert words.interval(stand(None, 1.3, here=Valued(1.3, None, (figure,)))) == "none"
    assert words.interval(stand(None, None, here=Valued(None, None, (figure,)))) == "none"


def correlation(value, limit=0.32, pairs=38):
    return Correlation(value, value - 0.2, value + 0.1, pairs, limit)


@pytest.mark.parametrize(
    ("pearson", "spearman", "verdict"),
    [
        (0.68, 0.62, "go together"),
        (-0.68, -0.62, "run against each other"),
        (0.1, -0.2, "show no correlation that can be told apart from none"),
        (0.32, 0.2, "show no correlation that can be told apart from none"),
        (0.2, 0.4, "go together by only one of two coefficients"),
        (-0.4, -0.1, "run against each other by only one of two coefficients"),
    ],
)
def test_whether_two_scores_go_together(base, pearson, spearman, verdict):
    monitor = monitor_of(base, geography_set(base, "lep"), usual_options(base))
    found = Association(correlation(pearson), correlation(spearman))
    said = words.association_sentence(monitor, "change", found)
    assert said.startswith(f"Changes from 2018 to 2023 in prosperity and inclusion {verdict} across 38 LEPs: Pearson ")
    assert said.endswith("; nearer to 0 than 0.32 a coefficient is not told apart from none.")
    assert words.association_sentence(monitor, "level", found).startswith(
        f"Levels of prosperity and inclusion {verdict} across 38 LEPs: Pearson "
    )


def test_a_coefficient_has_its_interval_beside_it():
    assert words.correlation_words(correlation(-0.1)) == "\u22120.10 (95% interval \u22120.30 to 0.00)"


def test_which_measure_a_correlation_rests_on(base):
    monitor = monitor_of(base, geography_set(base, "lep"), usual_options(base))
    found = {
        key: Association(correlation(value), correlation(value))
        for key, value in (("gdhi-per-head", 0.73), ("economic-inactivity-rate", 0.2), ("employment-rate", 0.02))
    }
    assert words.without_sentence(monitor, "level", {}) == ""
    runs = (
        "With one measure left out at a time, Pearson runs from 0.02 (without employment rate, aged 16 to 64) to 0.73."
    )
    assert words.without_sentence(monitor, "level", found) == runs
    assert words.without_sentence(monitor, "change", found) == (
        f"{runs} {words.MIRRORED}: without the first Pearson is 0.02, without the second 0.20."
    )
    del found["economic-inactivity-rate"]
    assert words.without_sentence(monitor, "change", found) == runs


@pytest.mark.parametrize("geography", ["lep", "combined-authority", "region", "district"])
def test_the_mirror_of_employment_and_inactivity_is_said_of_every_change(base, geography):
    """Whether or not the coefficient is told apart from none, and whichever measure it rests on."""
    monitor = monitor_of(base, geography_set(base, geography), usual_options(base))
    found = monitor.association_without("change")
    said = words.without_sentence(monitor, "change", found)
    first, second = (
        f"{found[key].pearson.value:.2f}".replace("-", "\u2212")
        for key in ("employment-rate", "economic-inactivity-rate")
    )
    assert said.endswith(f" {words.MIRRORED}: without the first Pearson is {first}, without the second {second}.")
    assert words.MIRRORED not in words.without_sentence(monitor, "level", monitor.association_without("level"))


def test_both_cases_of_the_mirror_are_among_the_sets(base):
    told_apart = {
        g: monitor_of(base, geography_set(base, g), usual_options(base)).association("change").pearson.told_apart
        for g in ("lep", "region")
    }
    assert told_apart == {"lep": True, "region": False}


def test_options_are_printed_with_every_score(base, walk):
    assert words.options_line(walk.monitor) == (
        "Scored among 19 combined authorities, from the lowest to the highest of the set; measures count alike in a "
        "dimension, dimensions in a theme. Change from 2018 to 2023: score at the end less score at the start, on one "
        "scale from the lowest to the highest of both years; money in prices of 2023."
    )
    other = walked(base, MANCHESTER, "lep", variant="z-score", method="progress", years=(2013, 2018)).monitor
    line = words.options_line(other)
    assert line.startswith(
        "Scored among 38 areas (LEPs, with Greater Manchester in the place of Greater Manchester LEP), standard scores: "
    )
    ended = "Local Enterprise Partnerships ended in March 2024 and are shown as they last stood."
    assert line.endswith(f"0 is not a decline; money in prices of 2018. {ended}")
    for code, geography, leps in ((LEEDS, None, True), (SCILLY, "lep", True), (STOCKPORT, "district", False)):
        said = words.options_line(walked(base, code, geography).monitor)
        assert said.endswith(f". {ended}" if leps else "money in prices of 2023."), said
        assert said.count(ended) == leps


def test_what_a_score_is_relative_to_is_true_of_each_way_of_scoring():
    assert words.relative("min-max") == words.RELATIVE
    assert "0 is its lowest and 100 its highest" in words.RELATIVE
    assert "0 is its 5th percentile and 100 its 95th" in words.relative("winsorised")
    assert "0 is its mean and 1 a standard deviation better" in words.relative("z-score")


def test_the_spread_names_both_ends(base, world):
    found = spread(world, "output-per-hour", "E10000001")
    assert (
        words.spread_sentence(world, found) == "Output per hour worked, 2022: from £25.00 in Corley to £40.00 in Ashby."
    )
    assert words.within_sentence("Income", base.area(ENGLAND), Decomposed(0.02, 0.005, 0.015)) == (
        "Income: 75% of the inequality between the districts of England lies within its regions, 25% between them (Theil's T)."
    )


def everything(base, walk):
    """Every sentence of a walk."""
    monitor = walk.monitor
    yield words.headline(walk)
    for theme in walk.themes.values():
        yield words.theme_sentence(walk, theme)
        yield words.change_sentence(walk, theme)
    yield words.typology(walk)
    yield words.options_line(monitor)
    yield words.relative(monitor.options.variant)
    for step in walk.steps:
        yield words.step_sentence(walk, step)
        yield from filter(None, (words.step_change(walk, step), words.nearest(base, step)))
        yield words.dimension_line(step.dimension)
        yield from step.cannot
        yield from step.caveats
    yield from (words.spread_sentence(base, found) for found in walk.spreads)


BAD = re.compile(
    r"\bnan\b|\bNone\b|\binf\b|  | ,| \.|\.\.|;;|(?<!\.)\b1 points|\b0 points|\(\)|the the|\bby 0(?!\.[1-9])\b|[a-z]-?_[a-z]|\bE\d{8}\b"
)


def check(base, walk):
    for text in everything(base, walk):
        assert text[0].isupper(), text
        assert text.endswith("."), text
        assert not BAD.search(text), text
    for stand_ in (s for step in walk.steps for s in step.stands):
        cells = [words.value(stand_.here.value, stand_.measure), words.interval(stand_), words.change_cell(stand_)]
        assert not any(BAD.search(cell) for cell in cells), cells
        assert all(cells)


@pytest.mark.parametrize("geography", ["lep", "combined-authority", "region"])
def test_every_sentence_of_every_place_is_sound(base, geography):
    for area in base.areas_of(geography):
        check(base, walked(base, area.code))


@pytest.mark.parametrize(
    ("code", "geography"),
    [
        (SCILLY, None),
        (LONDON_CITY, "district"),
        (STOCKPORT, "district"),
        (MANCHESTER, "lep"),
        (LONDON, "lep"),
        (SCILLY, "lep"),
    ],
)
@pytest.mark.parametrize("variant", ["winsorised", "z-score"])
def test_sentences_are_sound_for_other_sets_and_ways(base, code, geography, variant):
    check(base, walked(base, code, geography, variant=variant, method="progress", years=(2013, 2018)))


def test_sentences_of_a_group_are_sound(base):
    grouped = base.with_group("Our places", ("E08000003", "E08000006"))
    walk = walked(grouped, "group:Our places")
    check(grouped, walk)
    assert words.headline(walk).startswith("Our places is ")
    assert words.headline(walk).endswith(" among areas (combined authorities and Our places).")


def test_what_is_said_of_a_place_is_what_its_walk_has(base):
    """The figures in the sentences, read back, for a sample of LEPs."""
    for area in base.areas_of("lep")[::7]:
        walk = walked(base, area.code)
        for theme in walk.themes.values():
            said = words.theme_sentence(walk, theme)
            score, rank, of = map(int, re.search(r": (\d+) of 100, (\d+)\w\w of (\d+) LEPs", said).groups())
            assert (score, rank, of) == (round(theme.level), theme.level_range.rank, 38)
        assert wording.place(area) in words.headline(walk)


def test_the_files_own_texts_are_sentences(base):
    assert open_framework(base).after.endswith(".")
    assert words.NOT_JRF.endswith(".")
    assert Options((2018, 2023)) == usual_options(base)
