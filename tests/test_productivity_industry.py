"""What a place's economy is made of: sums worked by hand in the invented county, and the tables that the project carries."""

import csv

import pytest

from evidence.errors import EvidenceError
from evidence.productivity.industry import (
    ALL,
    CONSTRUCTION,
    ENTERPRISES,
    GVA,
    IMPUTED,
    PRODUCTION,
    REAL_ESTATE,
    SECTIONS,
    SERVICES,
    enterprise_industries,
    enterprise_structure,
    gva_industries,
    gva_structure,
    years_of,
)
from tests.industries import BUILDING, ESTATE, FARMING, FINANCE, MAKING, industry_world
from tests.worked import (
    ASHBY,
    AUTHORITY,
    BECKTON,
    CORLEY,
    COUNTY,
    ENGLAND,
    FENLAND,
    OLD_EASTHOLM,
    UK,
    copy_of_world,
    spoil,
)

MANCHESTER, OLDHAM, CORNWALL, SCILLY, STEVENAGE = "E47000001", "E08000004", "E06000052", "E06000053", "E07000243"
NOT_WHOLE = {CORNWALL, SCILLY, "E07000095", STEVENAGE, "S12000021", "S12000035"}


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    return industry_world(copy_of_world(tmp_path_factory.mktemp("industry")))


def values(structure):
    return {i.code: i.figure.value for i in structure.industries}


def read(base, table):
    with (base.folder / "breakdowns" / f"{table}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_a_district_is_as_published(county):
    """Ashby: 10, 40, 10, 20 and 20 of 100."""
    found = gva_structure(county, ASHBY)
    assert found.year == 2022
    assert values(found) == {FARMING: 10, MAKING: 40, BUILDING: 10, FINANCE: 20, ESTATE: 20}
    assert [i.share for i in found.industries] == pytest.approx([0.1, 0.4, 0.1, 0.2, 0.2])
    assert found.total.value == 100
    assert {i.figure.origin for i in found.industries} == {"published"}
    assert found.complete and not found.missing and not found.together
    assert found.industry(FARMING).name == "Farming; mining"
    assert found.imputed_rental.value == 12


def test_a_place_is_its_districts_added_up(county):
    """Dunmouth and Eastholm: 0 + 0, 100 + 20, 50 + 20, 200 + 40, 50 + 20."""
    found = gva_structure(county, AUTHORITY)
    assert values(found) == {FARMING: 0, MAKING: 120, BUILDING: 70, FINANCE: 240, ESTATE: 70}
    assert found.total.value == 500
    assert {i.figure.origin for i in found.industries} == {"derived"}
    assert [i.code for i in found.largest] == [FINANCE, MAKING, BUILDING, ESTATE, FARMING]


def test_a_district_counts_once_in_a_group_that_names_it_twice(county):
    base = county.with_group("Twice", (COUNTY, ASHBY, BECKTON))
    code = next(a.code for a in base.areas.values() if "group" in a.geographies)
    assert gva_structure(base, code).industry(MAKING).figure.value == 90


def test_a_cell_that_is_not_available_is_not_known_for_the_place_and_is_named(county):
    """Corley's production is 45, of which making is 30; its services are 60, of which real estate is 30."""
    found = gva_structure(county, COUNTY)
    farming = found.industry(FARMING).figure
    assert (farming.value, farming.missing, farming.status) == (None, (CORLEY,), "x")
    assert farming.reason == "Farming; mining is not available for Corley."
    assert found.industry(FARMING).share is None
    assert not found.complete and found.missing == (CORLEY,)
    # The whole is told by the totals: 100 + 100 + 45 + 10 + 60.
    assert found.total.value == 315
    assert found.industry(MAKING).share == pytest.approx(90 / 315)
    # 10 + 30 + 15 of farming, 20 + 10 + 30 of finance.
    assert [(t.codes, t.value) for t in found.together] == [((FARMING,), 55), ((FINANCE,), 60)]
    assert found.together[1].share == pytest.approx(60 / 315)
    assert found.hidden == pytest.approx(45 / 315)
    assert found.imputed_rental.value is None


def test_the_uk_is_added_up_without_a_cell_that_is_not_available_and_says_how_much_that_is(county):
    """Farming 10 + 30 + 60 + 100 + 200; Corley's 15 of it and 30 of finance are 45 of 7,015."""
    found = gva_structure(county, UK)
    farming = found.industry(FARMING)
    assert farming.figure.value == 400
    assert farming.figure.missing == (CORLEY,)
    assert farming.at_most == 15
    assert farming.figure.coverage == pytest.approx(400 / 415)
    assert found.industry(MAKING).at_most == 0
    assert found.total.value == 7015
    assert found.hidden == pytest.approx(45 / 7015)
    assert found.complete and found.missing == (CORLEY,) and not found.together
    assert sum(i.share for i in found.industries) == pytest.approx(1 - found.hidden)
    # Rental of the others: 12 + 10 + 20 + 10 + 5 + 0 + 1000; Corley's is at most its real estate, 30.
    assert found.imputed_rental.value == 1057
    assert found.imputed_rental.coverage == pytest.approx(1057 / 1087)


def test_a_country_where_such_cells_are_more_than_a_hundredth_is_not_added_up_without_them(county):
    """45 of England's 1,015."""
    found = gva_structure(county, ENGLAND)
    assert found.hidden == pytest.approx(45 / 1015)
    assert found.industry(FARMING).figure.value is None


def test_imputed_rental_can_be_taken_out(county):
    """Ashby: real estate 20 less 12 of 100 less 12."""
    found = gva_structure(county, ASHBY, imputed=False)
    assert found.industry(ESTATE).figure.value == 8
    assert found.total.value == 88
    assert found.industry(MAKING).share == pytest.approx(40 / 88)
    assert not found.imputed


def test_imputed_rental_that_is_not_available_cannot_be_taken_out(county):
    with pytest.raises(
        EvidenceError, match="imputed rental is not available for Corley, so the industries of Fenshire"
    ):
        gva_structure(county, COUNTY, imputed=False)


def test_the_uk_keeps_the_rental_that_it_cannot_tell(county):
    """1,650 of real estate less 1,057."""
    found = gva_structure(county, UK, imputed=False)
    assert found.industry(ESTATE).figure.value == 593
    assert found.total.value == 7015 - 1057


def test_enterprises_are_published_or_added_up(county):
    """Fenshire 60 + 30 + 40, 20 + 100 + 40, 120 + 70 + 20 of 200 + 200 + 100; three counts rounded to 5."""
    one, three = enterprise_structure(county, ASHBY), enterprise_structure(county, COUNTY)
    assert [i.figure.value for i in three.industries] == [130, 160, 210]
    assert three.total.value == 500
    assert [i.share for i in one.industries] == pytest.approx([0.3, 0.1, 0.6])
    assert (one.total.origin, one.rounding) == ("published", 2.5)
    assert (three.total.origin, three.rounding) == ("derived", 7.5)
    assert [i.name for i in one.industries] == ["Farming", "Production", "Construction"]
    assert enterprise_structure(county, UK).total.origin == "published"


def test_enterprises_of_a_place_without_rows_are_refused_by_name(county):
    with pytest.raises(EvidenceError, match="enterprises-by-industry has no row for Dunmouth, Eastholm"):
        enterprise_structure(county, AUTHORITY)


@pytest.mark.parametrize("structure", [gva_structure, enterprise_structure])
def test_a_year_that_is_not_held_is_refused_with_those_that_are(county, structure):
    with pytest.raises(EvidenceError, match=r"holds the years .* 1999 was asked for"):
        structure(county, ASHBY, 1999)


def test_an_area_that_has_ended_is_refused_with_its_successor(county):
    with pytest.raises(EvidenceError, match="followed by Eastholm"):
        gva_structure(county, OLD_EASTHOLM)


def test_a_place_without_districts_is_refused(county):
    with pytest.raises(EvidenceError, match="districts of Lost Parish are not on record"):
        gva_structure(county, "TLX01")


def test_a_total_that_is_not_available_leaves_no_whole(data):
    base = industry_world(data)
    spoil(data, "breakdowns/gva-by-industry.csv", f"{ASHBY},A-E,48,50", f"{ASHBY},A-E,48,")
    with pytest.raises(EvidenceError, match="totals of Ashby are not available"):
        gva_structure(base, FENLAND)


def test_an_unknown_industry_is_refused_with_the_known_ones(county):
    with pytest.raises(EvidenceError, match=r"no industry 'Z'.*AB"):
        gva_structure(county, ASHBY).industry("Z")


# --- the tables that the project carries


def test_the_industries_partition_every_district_in_every_year(base):
    """Eighteen industries add up to production, construction and services, but for rounding to £1 million."""
    codes = gva_industries(base)
    assert len(codes) == 18
    assert not {PRODUCTION, SERVICES, IMPUTED} & codes.keys()
    rows = {}
    for row in read(base, GVA):
        rows.setdefault(row["area_code"], {})[row["category"]] = row
    assert rows.keys() >= set(base.members[UK])
    compared = 0
    for area, cells in rows.items():
        assert cells.keys() == codes.keys() | SECTIONS.keys() | {IMPUTED}
        for year in map(str, years_of(base)):
            known = {code: cell[year] for code, cell in cells.items()}
            if area in NOT_WHOLE:
                assert "" in {known[code] for code in codes}
                continue
            number = {code: float(value) for code, value in known.items()}
            whole = number[PRODUCTION] + number[CONSTRUCTION] + number[SERVICES]
            assert abs(sum(number[code] for code in codes) - whole) <= 0.5 * (18 + 3)
            made = sum(number[code] for code in codes if code[0] in SECTIONS[PRODUCTION])
            assert abs(made - number[PRODUCTION]) <= 0.5 * 4
            assert number[IMPUTED] <= number[REAL_ESTATE]
            compared += 1
    assert compared == 355 * 16


def test_the_same_cells_are_unavailable_in_every_year(base):
    """So that growth between any two years compares like with like."""
    for row in read(base, GVA):
        gone = [row[str(year)] == "" for year in years_of(base)]
        assert all(gone) or not any(gone)
        assert not any(gone) or row["area_code"] in NOT_WHOLE


def test_enterprises_partition_every_area(base):
    """Seventeen groups add up to the total but for rounding to 5."""
    codes = enterprise_industries(base)
    assert len(codes) == 17
    totals, sums = {}, {}
    for row in read(base, ENTERPRISES):
        into = totals if row["category"] == ALL else sums
        into[row["area_code"]] = into.get(row["area_code"], 0) + int(row["2025"])
    assert totals.keys() == sums.keys()
    assert all(abs(sums[area] - totals[area]) <= 2.5 * 18 for area in totals)


def test_greater_manchester_is_the_sum_of_its_ten_boroughs(base):
    cells = [
        float(row["2023"])
        for row in read(base, GVA)
        if row["area_code"] in base.members[MANCHESTER] and row["category"] == "C (10-33)"
    ]
    assert len(cells) == 10
    assert gva_structure(base, MANCHESTER).industry("C (10-33)").figure.value == sum(cells)


def test_the_whole_of_every_district_is_the_published_gva_but_for_rounding(base):
    for code in base.members[UK]:
        published = base.observed("gva-total-current")["2023-01-01/P1Y"][code].value
        assert abs(gva_structure(base, code).total.value - published) <= 0.5 * 19


@pytest.mark.parametrize("code", [UK, "E92000001"])
def test_the_benchmarks_leave_out_less_than_a_hundredth(base, code):
    found = gva_structure(base, code)
    assert set(found.missing) == NOT_WHOLE & set(base.members[code])
    assert 0 < found.hidden < 0.01
    assert found.complete


@pytest.mark.parametrize("geography", ["lep", "combined-authority", "county-or-unitary", "region"])
def test_every_place_has_a_structure_that_adds_up(base, geography):
    for area in base.areas_of(geography):
        if area.successors or not base.members.get(area.code):
            continue
        found = gva_structure(base, area.code)
        assert bool(found.missing) == bool(NOT_WHOLE & set(base.members[area.code]))
        parts = sum(i.share or 0.0 for i in found.industries) + sum(t.share for t in found.together)
        # Each of up to 21 cells of a district is rounded to £1 million.
        rounding = 0.5 * 21 * len(base.members[area.code]) / found.total.value
        assert parts == pytest.approx(1, abs=rounding)
        if not found.missing:
            assert parts == pytest.approx(1, abs=1e-12)
        enterprises = enterprise_structure(base, area.code)
        assert sum(i.share for i in enterprises.industries) == pytest.approx(1, abs=0.02)


def test_cornwall_says_what_its_hidden_industries_come_to(base):
    """Production 1,931 less manufacturing 1,088; services 11,232 less the 8,907 that are known."""
    found = gva_structure(base, CORNWALL)
    assert [t.value for t in found.together] == [1931 - 1088, 11232 - 8907]
    assert found.total.value == 1931 + 1221 + 11232
