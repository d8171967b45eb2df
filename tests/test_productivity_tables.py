"""Tables of productivity: what a reader finds beside each chart, and what is taken away."""

import csv
import io
import json

import pytest

from evidence.productivity.drivers import drivers_of
from evidence.productivity.firms import firms
from evidence.productivity.national import contexts
from evidence.productivity.parts import prosperity_per_head
from evidence.productivity.quotients import enterprise_quotients, gva_quotients
from evidence.productivity.school import school_to_work
from evidence.productivity.shift_share import shift_share
from evidence.productivity.similarity import similarity
from evidence.show.plain import plain_table
from evidence.show.productivity_tables import (
    contexts_table,
    drivers_table,
    firm_share,
    pairs_table,
    parts_table,
    people,
    productivity_json,
    quotients_table,
    school_table,
    shift_table,
    signed_percent,
    similarity_table,
    sizes_table,
    source_of,
    standings_table,
)

MANCHESTER, CORNWALL, SCILLY, UK = "E47000001", "E06000052", "E06000053", "K02000001"
OLDHAM = "E08000004"


def test_the_parts_multiply_to_output_per_head_and_say_their_shares(base):
    table = parts_table(prosperity_per_head(base, CORNWALL))
    assert list(table.index)[-1] == "Output per head, the three multiplied"
    # £23,382 against £32,969: 70, 11 and 19 per cent of the difference.
    assert table["Share of the difference"].tolist() == ["70%", "11%", "19%", "100%"]
    assert table.iloc[-1, :2].tolist() == ["£23,382", "£32,969"]


def test_the_uk_has_no_difference_from_itself(base):
    assert "Share of the difference" not in parts_table(prosperity_per_head(base, UK))


def test_shares_of_a_difference_are_given_only_where_all_parts_work_the_same_way(base):
    assert parts_table(prosperity_per_head(base, OLDHAM))["Share of the difference"].tolist() == [
        "44%",
        "4%",
        "52%",
        "100%",
    ]
    # Output per hour lies above the UK and hours per job below it, so that each would be many times the whole.
    assert "Share of the difference" not in parts_table(prosperity_per_head(base, SCILLY))


def test_quotients_of_enterprises_have_intervals_and_a_judgement(base):
    table = quotients_table(base, enterprise_quotients(base, MANCHESTER))
    assert table.loc["Wholesale", ["Size", "Quotient (UK = 1)", "Judged"]].tolist() == [
        "5,385 enterprises",
        "1.38",
        "specialised",
    ]
    assert " to " in table.loc["Wholesale", "95% interval"]
    few = table[table["Quotient (UK = 1)"] == "none"]
    assert len(few) == 1 and "at least 30" in few["Note"].iloc[0]


def test_quotients_of_output_have_no_interval_and_no_judgement(base):
    table = quotients_table(base, gva_quotients(base, CORNWALL))
    assert {"95% interval", "Judged"}.isdisjoint(table.columns)
    hidden = table[table["Cornwall"] == "not known"]
    assert len(hidden) == 6 and all("not available for Cornwall" in note for note in hidden["Note"])
    assert set(hidden["Size"]) == {"not known"}


def test_growth_by_industry_ends_with_all_industries(base):
    table = shift_table(shift_share(base, MANCHESTER, 2008, 2023))
    whole = table.loc["All industries"]
    assert whole[
        ["At the UK's rate, £ million", "With the mix of industries, £ million", "Left, £ million"]
    ].tolist() == [
        "14,802",
        "535",
        "9,483",
    ]
    # £52,492 million in 2008 is 52,492 x 96.2507 / 66.89 = £75,533 million of 2023; 100,353 is 32.9 % more.
    assert whole["Growth"] == "+32.9%"
    # The UK's totals: 1,415,111 x 1.43894 = 2,036,260; 2,434,410 is 19.6 % more, less what hidden cells hold.
    assert float(whole["Growth in the UK"].strip("+%")) == pytest.approx(19.6, abs=0.15)
    first, last = (int(whole[f"£ million, {year}"].replace(",", "")) for year in (2008, 2023))
    assert (first, last) == (75533, 100353)


def test_similarity_reads_the_same_both_ways_and_pairs_hold_each_once(base):
    found = similarity(base, MANCHESTER)
    table, pairs = similarity_table(base, found), pairs_table(base, found)
    assert table.loc["Oldham", "Tameside"] == table.loc["Tameside", "Oldham"] == "0.91"
    assert [table.iloc[i, i] for i in range(10)] == ["same"] * 10
    assert len(pairs) == 45  # 10 x 9 / 2
    assert (pairs.index[0], *pairs.iloc[0]) == ("Oldham", "Tameside", "0.91")


def test_sizes_stand_beside_england_and_the_uk_and_few_are_not_judged(base):
    table = sizes_table(base, firms(base, SCILLY).enterprises, SCILLY)
    assert list(table.index)[0::6] == ["0 to 4", "250 or more"]
    assert table.loc["250 or more", ["Number, 2025", "95% interval", "Beside England"]].tolist() == [
        "0",
        "none",
        "not judged",
    ]
    assert table.loc["0 to 4", ["Isles of Scilly", "England"]].tolist() == ["73.2%", "78.4%"]


def test_births_and_survival_say_a_figure_or_why_there_is_none(base):
    table = standings_table(base, firms(base, MANCHESTER).dynamics.values())
    assert table.loc["Business births", ["Here", "England"]].tolist() == ["12.9%", "11.2%"]
    survival = table.loc["Five-year survival of new businesses"]
    assert survival["Here"] == "not available" and "no figure" in survival["What is said"]
    assert all("Office for National Statistics" in line for line in table["Source"])


def test_every_driver_has_a_row_and_what_it_leaves_out(base):
    table = drivers_table(base, drivers_of(base, MANCHESTER))
    assert list(dict.fromkeys(table.index)) == [
        "Governance",
        "Infrastructure",
        "Business premises",
        "Links to research",
        "Attraction and quality of life",
        "Skills of residents",
    ]
    assert table.loc["Governance", "Indicator"] == "none"
    assert all(table["Not covered"])


def test_neet_is_never_without_its_bounds(base):
    table = school_table(base, school_to_work(base, MANCHESTER))
    neet = table[table["When"] == "Aged 16 and 17"].iloc[0]
    assert "between 4.3% and 5.8% are NEET" in neet["What is said"]


def test_numbers_of_the_country_say_how_not_to_read_them(base):
    table = contexts_table(contexts(base))
    assert all(table["Source"]) and all(table["How it must not be read"])
    # 24 % below is a trend 1 / 0.76 - 1 = 32 % above.
    assert "32% above" in table["The other way round"].iloc[0]


@pytest.mark.parametrize(
    "make",
    [
        lambda base: parts_table(prosperity_per_head(base, MANCHESTER)),
        lambda base: drivers_table(base, drivers_of(base, SCILLY)),
        lambda base: school_table(base, school_to_work(base, SCILLY)),
        lambda base: quotients_table(base, gva_quotients(base, CORNWALL)),
    ],
)
def test_no_cell_is_missing_and_a_page_can_show_each(base, make):
    table = make(base)
    assert not table.isna().any().any()
    assert len(plain_table(table)) == len(table)
    assert len(list(csv.reader(io.StringIO(table.to_csv(lineterminator="\n"))))) == len(table) + 1


def test_everything_is_taken_away_over_the_years_that_are_chosen(base):
    found = json.loads(productivity_json(base, MANCHESTER, (2013, 2018)))
    assert found["area_name"] == "Greater Manchester"
    assert [found["industry"]["shift_share"][end] for end in ("first", "last")] == [2013, 2018]
    assert "reason" in json.loads(productivity_json(base, SCILLY, (2008, 2023)))["industry"]["shift_share"]


def test_each_source_is_named_once(base):
    line = source_of(base, "enterprises-by-size", "local-units-by-size", "gva-per-hour-worked", "nothing-such")
    assert line.count("UK business: activity, size and location") == 1
    assert "Subregional productivity" in line


def test_numbers_are_said_as_people_say_them():
    assert [firm_share(share) for share in (0.774, 0.0045)] == ["77.4%", "0.45%"]
    assert [people(band) for band in ("0-4", "250+")] == ["0 to 4", "250 or more"]
    assert [signed_percent(share) for share in (0.0824, -0.003, 0.0)] == ["+8.2%", "−0.3%", "0.0%"]
