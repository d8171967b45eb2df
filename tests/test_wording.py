"""Words: the only place where a number becomes text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence import wording
from evidence.analysis.compare import gap, level, rank
from evidence.analysis.findings import AreaSet
from evidence.analysis.trend import change, trend
from evidence.analysis.young_people import not_known_bounds
from evidence.coordination import words as coordination_words
from evidence.coordination.place import coordination_of
from evidence.coordination.register import open_register
from evidence.growth import words as growth_words
from evidence.growth.monitor import comparison_set, monitor_of, usual_options
from evidence.growth.walk import walk_of
from evidence.show.charts import bounds_chart, trend_chart
from evidence.show.coordination_chart import matrix_chart
from evidence.show.growth_charts import dimensions_chart, measures_chart
from evidence.show.overview import about
from tests.worked import (
    ASHBY,
    AUTHORITY,
    BECKTON,
    CORLEY,
    COUNTY,
    DUNMOUTH,
    EASTHOLM,
    FARCASTLE,
    FENLAND,
    GULL,
    UK,
    WINTER,
    Y2022,
    cases,
    invented,
)

ENGLISH = AreaSet("English districts", (ASHBY, BECKTON, CORLEY, DUNMOUTH, EASTHOLM, FARCASTLE, GULL))


def finding(world, case):
    slug, place = case["indicator"], case["place"]
    return {
        "level": lambda: level(world, slug, place),
        "gap": lambda: gap(world, slug, place, case["against"]),
        "rank": lambda: rank(world, slug, place, ENGLISH),
        "change": lambda: change(world, slug, place),
        "trend": lambda: trend(world, slug, place),
        "not known": lambda: not_known_bounds(world, place),
    }[case["kind"]]()


@pytest.mark.parametrize("case", cases("wording", "sentence"))
def test_a_finding_is_one_plain_sentence(world, case):
    assert wording.sentence(world, finding(world, case)) == case["text"].replace("~", wording.NBSP)


@pytest.mark.parametrize("case", cases("wording", "number"))
def test_a_number_stands_with_its_unit(case):
    indicator = invented("never", unit=case["unit"], decimals=case["decimals"])
    assert wording.number(case["value"], indicator) == case["text"].replace("~", wording.NBSP)


def test_no_number_is_not_known_in_a_sentence_and_empty_in_a_table():
    assert wording.number(None, invented("never")) == "not known"
    assert wording.plain_number(None, 1) == ""


def test_a_sign_is_put_before_what_is_not_nothing():
    rate = invented("never")
    assert [wording.number(v, rate, signed=True) for v in (1.0, -1.0, 0.0, 0.01)] == [
        "+1.0%",
        "\u22121.0%",
        "0.0%",
        "0.0%",
    ]


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_a_number_is_never_printed_as_minus_nothing_or_with_a_hyphen(value, decimals):
    text = wording.number(value, invented("never", decimals=decimals))
    assert "-" not in text
    assert not text.startswith("\u2212") or any(digit in text for digit in "123456789")


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (22, "22nd"),
        (101, "101st"),
        (111, "111th"),
        (113, "113th"),
    ],
)
def test_ordinals_end_as_people_say_them(n, text):
    assert wording.ordinal(n) == text


@pytest.mark.parametrize(
    ("names", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_names_are_listed_as_in_a_sentence(names, text):
    assert wording.listed(names) == text


def test_places_have_their_articles(world, base):
    assert wording.place(world.areas[UK]) == "the UK"
    assert wording.place(world.areas[FENLAND]) == "Fenland LEP"
    assert wording.place(world.areas[COUNTY]) == "Fenshire"
    assert wording.place(base.areas["E12000002"]) == "the North West"
    assert wording.place(base.areas["E12000007"]) == "London"
    assert wording.place(base.areas["E12000003"]) == "Yorkshire and The Humber"


ISLES = {
    "E06000046": "the Isle of Wight",
    "E06000053": "the Isles of Scilly",
    "E07000080": "the Forest of Dean",
    "E07000180": "the Vale of White Horse",
    "E09000001": "the City of London",
    "W06000001": "the Isle of Anglesey",
    "W06000014": "the Vale of Glamorgan",
}


@pytest.mark.parametrize(("code", "said"), ISLES.items())
def test_isles_and_vales_have_their_articles_in_a_sentence_and_none_in_a_list(base, code, said):
    assert wording.place(base.areas[code]) == said
    assert wording.label(base.areas[code]) == said.removeprefix("the ")
    assert set(wording.WITH_ARTICLE) == set(ISLES)


def _said_of(base, code):
    """Sentences, titles and alternatives of drawings that are made round a place's name."""
    area, found = base.areas[code], coordination_of(base, open_register(base), code)
    yield from (*coordination_words.summary(found), *coordination_words.gap_lines(found), *about(base, area))
    charts = [matrix_chart(found)]
    for slug in (WORK, PAY):
        if level(base, slug, code).value is not None:
            charts.append(trend_chart(base, slug, code, ()))
    if not_known_bounds(base, code).value is not None:
        charts.append(bounds_chart(base, code))
    if area.code.startswith("E"):
        walk = walk_of(base, monitor_of(base, comparison_set(base, code), usual_options(base)), code, comparator=None)
        charts += [dimensions_chart(base, walk), measures_chart(base, walk, walk.steps[1])]
        yield from (growth_words.headline(walk), *(growth_words.step_sentence(walk, step) for step in walk.steps))
    for chart in charts:
        yield from (chart.title, chart.subtitle, chart.alt)


@pytest.mark.parametrize("code", [*ISLES, "E12000002", "E37000001"])
def test_what_begins_with_a_place_begins_with_a_capital_letter(base, code):
    texts = list(_said_of(base, code))
    assert len(texts) > 8
    for text in texts:
        assert text[0].isupper() or not text[0].isalpha(), text
        assert not re.search(r"\. the |the the |The the ", text), text


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (FENLAND, "Local Enterprise Partnership"),
        (COUNTY, "county"),
        (DUNMOUTH, "unitary authority"),
        (ASHBY, "district"),
        (AUTHORITY, "combined authority"),
    ],
)
def test_kinds_of_place_are_said_in_words(world, code, words):
    assert wording.kind_words(world.areas[code]) == words


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("E06000025", "unitary authority"),  # South Gloucestershire
        ("E07000041", "district"),  # Exeter
        ("E08000027", "metropolitan borough"),  # Dudley
        ("E09000007", "London borough"),  # Camden
        ("E09000001", "London authority"),  # City of London
        ("E10000008", "county"),  # Devon
        ("N09000003", "district"),  # Belfast
        ("S12000036", "council area"),  # City of Edinburgh
        ("W06000015", "unitary authority"),  # Cardiff
        ("E12000002", "region"),
        ("X47-SB", "combined authority, no official code yet"),
        ("E07000004", "district"),  # Aylesbury Vale, ended in 2020
    ],
)
def test_a_council_is_called_by_its_own_kind(base, code, words):
    assert wording.kind_words(base.areas[code]) == words


def test_every_council_on_record_has_a_kind_that_is_one_thing(base):
    kinds = {
        wording.kind_words(area)
        for area in base.areas.values()
        if {"district", "county-or-unitary"} & set(area.geographies)
    }
    assert kinds == {
        "unitary authority",
        "district",
        "metropolitan borough",
        "London borough",
        "London authority",
        "county",
        "council area",
    }


@pytest.mark.parametrize(
    ("better", "worse", "title"),
    [
        (9, 18, "Ahead of England on 9 indicators, behind on 18"),
        (1, 2, "Ahead of England on 1 indicator, behind on 2"),
        (0, 3, "Behind England on 3 indicators"),
        (0, 1, "Behind England on 1 indicator"),
        (3, 0, "Ahead of England on 3 indicators"),
        (0, 0, "Level with England on every indicator compared"),
    ],
)
def test_a_title_of_standing_names_no_side_that_is_empty(base, better, worse, title):
    assert wording.standing_title(base.areas["E92000001"], better, worse) == title


@pytest.mark.parametrize(
    ("share", "text"),
    [(-0.0561, "5.6%"), (0.004, "0.4%"), (0.13, "13%"), (0.0994, "9.9%"), (0.0999, "10%"), (1.5, "150%")],
)
def test_a_relative_difference_is_rounded_as_people_do(share, text):
    assert wording.relative(share) == text


def test_one_percentage_point_is_singular(world):
    found = gap(world, "employment-rate", FARCASTLE, ASHBY, period=Y2022)
    assert wording.difference(found, world.indicators["employment-rate"]) == f"1.0{wording.NBSP}percentage point"


@pytest.mark.parametrize(
    ("period", "text"), [(Y2022, "in 2022"), (WINTER, "from Dec 2024 to Feb 2025"), ("2025-04-01/P1M", "in Apr 2025")]
)
def test_a_period_has_its_preposition(period, text):
    assert wording.when(period) == text


def test_a_rank_in_a_narrow_column(world):
    assert wording.rank_short(rank(world, "deprivation-score", BECKTON, ENGLISH)) == "=4th of 6"
    assert wording.rank_short(rank(world, "deprivation-score", EASTHOLM, ENGLISH)) == "1st of 6"
    assert wording.rank_short(rank(world, "deprivation-score", GULL, ENGLISH)) == ""


def test_a_trend_in_a_narrow_column(world):
    assert wording.trend_words(trend(world, "neet-16-17", DUNMOUTH)) == "rising, getting worse"
    assert wording.trend_words(trend(world, "employment-rate", ASHBY)) == "rising, getting better"
    assert wording.trend_words(trend(world, "neet-16-17", FARCASTLE)) == "no clear trend"
    assert wording.trend_words(trend(world, "neet-16-17", EASTHOLM)) == "cannot be calculated"


def test_every_headline_of_every_region_reads_as_a_sentence(base):
    """No sentence is empty, ends without a stop, or shows a bare float, a None or a NaN."""
    for area in base.areas_of("region"):
        for indicator in (i for i in base.indicators.values() if i.role == "headline"):
            for found in (
                level(base, indicator.slug, area.code),
                gap(base, indicator.slug, area.code, UK),
                change(base, indicator.slug, area.code),
            ):
                text = wording.sentence(base, found)
                assert text.endswith("."), text
                assert not any(wrong in text for wrong in ("None", "nan", "e+", "e-0", "  ", "E12000")), text


@pytest.mark.parametrize(
    ("share", "words"), [(-0.00012, "less than 0.1%"), (0.0, "0.0%"), (0.0618, "6.2%"), (-0.13, "13%")]
)
def test_a_relative_difference_is_rounded_as_people_do_and_never_to_nothing(share, words):
    assert wording.relative(share) == words


# ---- lists and columns of a pack: figures as their publishers print them, words worked by hand -------------------

MANCHESTER, ENGLAND_CODE, NORTH_WEST = "E47000001", "E92000001", "E12000002"
PRODUCTIVITY, WORK, PAY = "gva-per-hour-worked", "employment-rate", "median-weekly-pay"


@pytest.mark.parametrize(
    ("slug", "against", "line", "short", "cell"),
    [
        (
            PRODUCTIVITY,
            ENGLAND_CODE,
            "Gross value added per hour worked: 6.2% below England (£39.77 against £42.39) in 2023.",
            "6.2% below England (£42.39).",
            "6.2% below, worse",
        ),
        (
            WORK,
            ENGLAND_CODE,
            "Employment rate, aged 16 to 64: 4.1~percentage points lower than England (71.9% against 76.0%) in 2023.",
            "4.1~percentage points lower than England (76.0%).",
            "4.1~pp lower, worse",
        ),
        (
            PAY,
            NORTH_WEST,
            "Median gross weekly pay of residents: similar to the North West (£608.3 against £615.9) in Apr 2025.",
            "Similar to the North West (£615.9): the difference is within the interval.",
            "similar",
        ),
        (
            "imd-most-deprived-tenth",  # the ministry publishes 0.2303 and 0.1000
            ENGLAND_CODE,
            "Neighbourhoods among England's most deprived tenth: 13.03~percentage points above England (23.03% against 10.00%, derived) in 2025.",
            "13.03~percentage points above England (10.00%, derived).",
            "13.03~pp above, worse",
        ),
        (
            "life-satisfaction",
            ENGLAND_CODE,
            "Life satisfaction: 0.12~points lower than England (7.32~out of 10 against 7.44~out of 10) from Apr 2022 to Mar 2023.",
            "0.12~points lower than England (7.44~out of 10).",
            "0.12~points lower, worse",
        ),
    ],
)
def test_a_gap_in_a_list_under_a_heading_and_in_a_column(base, slug, against, line, short, cell):
    found = gap(base, slug, MANCHESTER, against)
    assert wording.gap_line(base, found) == line.replace("~", wording.NBSP)
    assert wording.short_sentence(base, found) == short.replace("~", wording.NBSP)
    assert wording.gap_cell(found, base.indicators[slug]) == cell.replace("~", wording.NBSP)


def test_a_gap_that_is_not_known_says_so_in_a_column(base):
    assert wording.gap_cell(None, base.indicators[WORK]) == "not known"


def test_a_level_under_a_heading_says_once_that_no_test_can_be_made(base):
    assert (
        wording.short_sentence(base, level(base, PRODUCTIVITY, MANCHESTER))
        == "£39.77 in 2023; published without an interval, so no test is made."
    )
    assert wording.short_sentence(base, level(base, WORK, MANCHESTER)) == "71.9% in 2023 (95% interval 70.3% to 73.5%)."
    derived = wording.short_sentence(base, level(base, PRODUCTIVITY, "E37000007"))
    assert derived == "£36.28 in 2023; published without an interval, so no test is made. This figure is derived."


def test_a_change_under_a_heading_says_from_what_and_in_which_prices(base):
    found = change(base, PRODUCTIVITY, MANCHESTER, since="2018-01-01/P1Y")
    assert wording.short_sentence(base, found) == "Rose by 25% since 2018 (£31.83; in the prices of each year)."
    assert wording.change_line(base, found).startswith(
        "Gross value added per hour worked: rose by 25% since 2018 (from "
    )


def test_an_interval_in_a_column(base):
    indicator = base.indicators[WORK]
    assert wording.interval_cell(level(base, WORK, MANCHESTER), indicator) == "70.3% to 73.5%"
    assert wording.interval_cell(level(base, PRODUCTIVITY, MANCHESTER), base.indicators[PRODUCTIVITY]) == ""


@pytest.mark.parametrize(
    ("counts", "tested", "text"),
    [
        (
            (9, 21, 1, 1),
            (1, 9),
            "Of 32 indicators that can be compared with England, 9 are better in Ashby (1 by a test), 21 worse (9 by a test), "
            "1 cannot be told apart and on 1 neither side is better.",
        ),
        (
            (1, 0, 0, 0),
            (0, 0),
            "Of 1 indicator that can be compared with England, 1 is better in Ashby (0 by a test), 0 worse (0 by a test) and "
            "0 cannot be told apart.",
        ),
    ],
)
def test_how_a_place_stands_over_all_indicators(base, counts, tested, text):
    assert wording.standing_sentence("Ashby", base.areas[ENGLAND_CODE], counts, tested) == text


@pytest.mark.parametrize(
    ("size", "text"), [(0, "1~kB"), (999, "1~kB"), (84_600, "85~kB"), (1_000_000, "1.0~MB"), (4_736_761, "4.7~MB")]
)
def test_the_size_of_a_file(size, text):
    assert wording.file_size(size) == text.replace("~", wording.NBSP)


def test_a_day_in_words():
    from datetime import date

    assert wording.day(date(2026, 3, 1)) == "1 March 2026"
