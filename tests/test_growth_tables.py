"""Tables of the walk, the choices it offers, and the file of a team's readings."""

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence import wording
from evidence.errors import EvidenceError
from evidence.growth import titles
from evidence.growth.choices import CHANGE_NAMES, OWN, SCORE_NAMES, beside, monitor_for, other_sets, sets_for, spans
from evidence.growth.framework import open_framework
from evidence.growth.inside import spread
from evidence.growth.monitor import Options, comparison_set, monitor_of, usual_options
from evidence.growth.readings import as_text, count_words, read_text, what_it_brings
from evidence.growth.scores import CHANGES, VARIANTS
from evidence.growth.sureness import RankRange
from evidence.growth.walk import walk_of
from evidence.show.growth_tables import (
    THEIL,
    dimensions_table,
    measures_table,
    places_csv,
    places_json,
    places_table,
    quadrant_table,
    spreads_table,
    walk_json,
)

MANCHESTER, SCILLY, LEEDS, ENGLAND = "E47000001", "E06000053", "E37000062", "E92000001"


@pytest.fixture(scope="module")
def walk(base):
    return walk_of(
        base, monitor_of(base, comparison_set(base, MANCHESTER), usual_options(base)), MANCHESTER, comparator=ENGLAND
    )


@pytest.fixture(scope="module")
def islands(base):
    return walk_of(base, monitor_of(base, comparison_set(base, SCILLY), usual_options(base)), SCILLY, comparator=None)


# ---- tables -----------------------------------------------------------------------------------------------------------


def test_the_table_of_dimensions_says_what_is_not_scored(walk):
    table = dimensions_table(walk)
    assert list(table.index)[:2] == ["Output", "Employment"]
    assert table.loc["Human capital", ["Change", "Rank by change"]].tolist() == ["not scored", "not ranked"]
    assert "Gross value added per hour worked, 2023" in table.loc["Output", "Measures"]


def test_the_table_of_measures_has_the_published_figures(base, walk):
    table = measures_table(base, walk, walk.steps[1])
    row = table.loc["Employment rate, aged 16 to 64"]
    # ONS, Annual Population Survey, 2023: 71.9 % (70.3 to 73.5) in Greater Manchester.
    assert row[["Period", "Greater Manchester", "95% interval"]].tolist() == ["2023", "71.9%", "70.3 to 73.5"]
    assert "England" in table.columns
    assert row["How it came about"] == "published"
    assert "Annual Population Survey" in row["Source"]


def test_a_rank_on_one_measure_stands_with_how_far_it_moves_or_that_no_interval_says_it(base, walk):
    table = measures_table(base, walk, walk.steps[1])
    column = table["Rank moves within 95% intervals"]
    best, worst = walk.steps[1].stands[0].ranked.draws
    assert best < walk.steps[1].stands[0].ranked.rank < worst  # 19 rates of 65 to 81 % with intervals of 3 points
    assert column.tolist() == [f"{wording.ordinal(best)} to {wording.ordinal(worst)}", "no interval"]


def test_a_place_without_a_figure_has_no_rank_that_could_move(base, islands):
    table = measures_table(base, islands, islands.steps[1])
    assert table.loc["Employment rate, aged 16 to 64", "Rank moves within 95% intervals"] == "not ranked"


def test_nobody_beside_the_place_leaves_the_column_out(base, islands):
    table = measures_table(base, islands, islands.steps[1])
    assert "England" not in table.columns
    assert table.loc["Employment rate, aged 16 to 64", "Isles of Scilly"] == "no figure"


def test_all_places_stand_by_name_with_ones_own_first(base, islands):
    monitor = islands.monitor
    for table in (places_table(base, monitor, SCILLY), quadrant_table(base, monitor, "level", SCILLY)):
        assert table.index[0] == "Isles of Scilly"
        assert list(table.index[1:]) == sorted(table.index[1:])
        assert len(table) == 153
    assert list(places_table(base, monitor).index) == sorted(base.areas[code].name for code in monitor.among.codes)
    table = places_table(base, monitor, SCILLY)
    assert table.loc["Isles of Scilly", "Inclusion score"] == "no score"
    assert table["Prosperity rank"].iloc[0] == "not ranked"
    assert (
        quadrant_table(base, islands.monitor, "level").loc["Isles of Scilly", "Both together"] == "a score is missing"
    )


def test_ranks_of_dimensions_stand_with_how_far_they_move(walk):
    table = dimensions_table(walk)
    found = walk.steps[0].level_range
    assert table.loc["Output", "Rank"] == f"{wording.ordinal(found.rank)} of 19"
    assert table.loc["Output", "Rank moves"] == titles.range_cell(found)
    assert table.loc["Human capital", "Rank by change moves"] == "not known"


def test_the_csv_of_all_places_is_unrounded_and_carries_what_it_depends_on(base, walk):
    rows = list(csv.DictReader(io.StringIO(places_csv(base, walk.monitor))))
    assert len(rows) == 19
    own = next(row for row in rows if row["area_code"] == MANCHESTER)
    assert float(own["level_theme_prosperity"]) == walk.themes["prosperity"].level
    assert int(own["level_rank_prosperity"]) == walk.themes["prosperity"].level_range.rank
    assert all("Scored among 19 combined authorities" in row["options"] for row in rows)
    assert all("Office for National Statistics" in row["sources"] for row in rows)


def test_json_says_the_same_as_the_walk(base, walk):
    assert len(json.loads(places_json(base, walk.monitor))["places"]) == 19
    assert json.loads(walk_json(walk))["area_code"] == MANCHESTER


def test_the_table_of_spreads_names_both_ends(base, walk):
    table = spreads_table(base, walk)
    row = table.loc["Gross disposable household income per head"]
    assert row[["Highest", "Lowest"]].tolist() == ["£28,557, Trafford", "£18,084, Oldham"]
    assert table.loc["Business births", THEIL] == "–"
    assert THEIL.endswith("(–: only for amounts per head)")


# ---- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("without", "draws", "said"),
    [
        ((5, 9), (6, 8), "5th to 9th"),
        ((7, 7), None, "always 7th"),
        (None, None, "not known"),
        ((8, 9), None, "7th to 9th"),
    ],
)
def test_how_far_a_rank_moves(without, draws, said):
    assert titles.range_cell(RankRange(7, 19, without, draws)) == said


def test_a_place_without_a_rank_has_no_range():
    assert titles.range_cell(RankRange(None, 19, None, None)) == "not known"


def test_what_stands_above_a_sentence_is_not_said_again():
    assert titles.rest("Prosperity: 46 of 100, 7th of 19.", "Prosperity", "46 of 100") == "7th of 19."
    assert titles.rest("Incomes: no score.", "Incomes") == "No score."


def test_titles_of_a_spread_compare_or_give_both_values(base):
    assert titles.spread_title(base, spread(base, "gdhi-per-head", MANCHESTER)).startswith(
        "Highest in Trafford: 1.6 times"
    )
    # 83.5 % in West Devon is 1.146 times 72.9 % in Plymouth: both values say more.
    assert (
        titles.spread_title(base, spread(base, "employment-rate", "E37000016"))
        == "From 72.9% in Plymouth to 83.5% in West Devon"
    )


def test_wide_intervals_of_a_survey_are_said_to_hold_noise(base):
    # Employment from 65.6 % to 76.4 %: intervals of 11 points and more beside a gap of 10.8.
    assert "part of the differences between them is noise" in titles.noise_sentence(
        base, spread(base, "employment-rate", MANCHESTER)
    )
    assert titles.spread_title(base, spread(base, "employment-rate", MANCHESTER)).startswith("From 65.6% in Bolton")
    assert titles.noise_sentence(base, spread(base, "gdhi-per-head", MANCHESTER)) == ""


def test_deprived_neighbourhoods_are_said_in_whole_per_cent(walk, islands):
    assert titles.deprived_sentence(walk.area, walk.deprived) == (
        "23% of the neighbourhoods of Greater Manchester are among England's most deprived tenth (2025); an even spread "
        "would give 10%."
    )
    assert titles.deprived_sentence(islands.area, islands.deprived).startswith("0% of the neighbourhoods of the Isles")
    unknown = replace(walk.deprived, value=None, reason="Not held.")
    assert titles.deprived_sentence(walk.area, unknown) == "Not held."


def test_what_scores_are_made_of_is_said_once_with_what_the_set_does_not_hold(walk):
    said = " ".join(titles.made_of(walk.monitor))
    for text in (
        *walk.monitor.unheld.values(),
        "relative to the set",
        "look surer",
        "cored among 19",
        "Joseph Rowntree",
    ):
        assert said.count(text) == 1


def test_theil_is_said_of_amounts_per_head_only(base):
    assert "0.010" in titles.theil_sentence(spread(base, "gdhi-per-head", MANCHESTER))
    assert titles.theil_sentence(spread(base, "employment-rate", MANCHESTER)) == ""


# ---- choices ----------------------------------------------------------------------------------------------------------


def test_a_place_is_scored_among_its_own_kind_first(base):
    assert list(sets_for(base.areas[LEEDS])) == [OWN, "combined-authority", "county-or-unitary", "district"]
    assert sets_for(base.areas[LEEDS])[OWN] == "LEPs, as the place is one"
    assert list(sets_for(None)) == ["lep", "combined-authority", "county-or-unitary", "district"]
    assert sets_for(base.areas["E12000002"])[OWN] == "Regions, as the place is one"


def test_who_may_stand_beside_a_place(base):
    found = beside(base, base.areas[MANCHESTER])
    assert {key: area and area.name for key, area in found.items()} == {
        "country": "England",
        "region": "North West",
        "none": None,
    }
    assert list(beside(base, base.areas[ENGLAND])) == ["none"]


def test_a_refused_place_is_led_to_sets_that_can_score_it(base):
    options = usual_options(base)
    assert other_sets(base, base.areas[ENGLAND], OWN, options) == {}
    with pytest.raises(EvidenceError, match="needs at least 5 areas"):
        monitor_for(base, base.areas[ENGLAND], OWN, options)
    # Its districts and counties lie inside it, so it is not scored among them.
    assert list(other_sets(base, base.areas[MANCHESTER], "district", options)) == [OWN, "lep"]


def test_options_have_short_names_for_all_that_can_be_chosen():
    assert set(SCORE_NAMES) == set(VARIANTS) and set(CHANGE_NAMES) == set(CHANGES)
    assert max(map(len, (*SCORE_NAMES.values(), *CHANGE_NAMES.values()))) < 20


def test_every_span_that_is_offered_can_be_scored(base):
    years = spans(base)
    among = comparison_set(base, MANCHESTER)
    assert monitor_of(base, among, Options((int(years[0]), int(years[-1])))).change.themes["prosperity"].size == 19


# ---- readings ---------------------------------------------------------------------------------------------------------

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), include_characters="\n"), max_size=200)
KEYS = st.tuples(st.sampled_from([MANCHESTER, SCILLY]), st.sampled_from(["incomes", "employment", "output-growth"]))


@given(st.dictionaries(KEYS, TEXT, min_size=1))
def test_readings_are_read_back_as_they_were_written(base, readings):
    framework = open_framework(base)
    found, faults = read_text(base, framework, as_text(base, framework, readings).encode())
    known = {key: text.strip() for key, text in readings.items() if text.strip()}
    assert found == known
    assert faults == ([] if known else ["The file holds no readings."])


@pytest.mark.parametrize("text", ["# a\n## B (E47000001)\n### Incomes", "\\# kept", "\\\\ kept", "> quote\n- list"])
def test_headings_inside_a_reading_stay_text(base, text):
    framework = open_framework(base)
    readings = {(MANCHESTER, "incomes"): text}
    assert read_text(base, framework, as_text(base, framework, readings).encode()) == (readings, [])


def test_readings_of_a_group_of_ones_own_are_read_back(base):
    grouped, framework = base.with_group("Severn (both sides)", ("E06000023", "E06000025")), open_framework(base)
    readings = {("group:Severn (both sides)", "incomes"): "Two banks of one river."}
    assert read_text(grouped, framework, as_text(grouped, framework, readings).encode()) == (readings, [])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe", "not text in UTF-8"),
        (b"", "holds no readings"),
        (b"hello", "Line 1: 'hello' belongs to no dimension."),
        (b"### Incomes\n\nx", "Line 1: 'Incomes' stands before any place"),
        (b"## Nowhere (E99999999)\n### Incomes\nx", "Line 1: there is no place with the code E99999999."),
        (
            b"## GM (E47000001)\n### Happiness\nx",
            "Line 2: there is no dimension 'Happiness'; dimensions are: Output, Employment",
        ),
        (b"x" * 1_000_001, "a file of readings has at most 1,000,000"),
    ],
)
def test_a_wrong_file_is_answered_and_nothing_of_it_is_taken(base, content, said):
    found, faults = read_text(base, open_framework(base), content)
    assert found == {}
    assert said in faults[0]


def test_one_fault_keeps_the_whole_file_out(base):
    content = b"## GM (E47000001)\n### Incomes\nfine\n### Happiness\nnot\n"
    assert read_text(base, open_framework(base), content)[0] == {}


def test_what_a_file_would_replace_is_named(base):
    framework = open_framework(base)
    found = {(MANCHESTER, "incomes"): "new", (SCILLY, "incomes"): "other"}
    assert what_it_brings(base, framework, {}, found) == (
        "2 readings for Greater Manchester and Isles of Scilly; nothing that is written here is replaced."
    )
    said = what_it_brings(base, framework, {(MANCHESTER, "incomes"): "old"}, found)
    assert said.endswith("what is written here is replaced for: Incomes (Greater Manchester).")
    assert "nothing" in what_it_brings(base, framework, {(MANCHESTER, "incomes"): "new "}, found)


def test_how_much_is_written():
    assert count_words({}) == "Nothing is written yet."
    assert count_words({("a", "x"): " "}) == "Nothing is written yet."
    assert count_words({("a", "x"): "1", ("a", "y"): "2"}) == "2 readings so far, for 1 place."
