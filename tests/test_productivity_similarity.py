"""How alike districts are: Krugman's index by hand, its properties, and the matrices of real places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import EvidenceError
from evidence.productivity.similarity import krugman, similarity
from tests.industries import industry_world
from tests.worked import ASHBY, AUTHORITY, BECKTON, CORLEY, COUNTY, DUNMOUTH, FENLAND, cases, copy_of_world

MANCHESTER, OLDHAM, SOUTH_WEST, CORNWALL_LEP = "E47000001", "E08000004", "E12000009", "E37000005"
mixes = st.lists(st.integers(0, 1000), min_size=5, max_size=5).filter(any)


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    return industry_world(copy_of_world(tmp_path_factory.mktemp("similarity")))


def shares(counts):
    return [n / sum(counts) for n in counts]


@pytest.mark.parametrize("case", cases("industry", "krugman"))
def test_the_index(case):
    assert krugman(case["first"], case["second"]) == pytest.approx(case["value"])


def test_five_industries_of_sweden_against_its_neighbours():
    """The example of REAT's krugman.spec2() after Farhauer and Kroell: 0.1595, on a scale from 0 to 2."""
    neighbours = [
        (35000, 12000, 30000, 8000, 22000),
        (40000, 10000, 25000, 9000, 18000),
        (30000, 11000, 18000, 3000, 13000),
        (40000, 6000, 11000, 2000, 12000),
    ]
    middle = [sum(column) / 4 for column in zip(*map(shares, neighbours), strict=True)]
    assert 2 * krugman(shares((45000, 15000, 32000, 10000, 30000)), middle) == pytest.approx(0.1595, abs=5e-5)


@given(mixes, mixes, mixes)
def test_the_index_is_a_distance_between_0_and_1(a, b, c):
    one, two, three = shares(a), shares(b), shares(c)
    assert 0 <= krugman(one, two) <= 1 + 1e-9
    assert krugman(one, two) == krugman(two, one)
    assert krugman(one, one) == 0
    assert krugman(one, three) <= krugman(one, two) + krugman(two, three) + 1e-9


def test_shares_must_add_up_to_1():
    with pytest.raises(EvidenceError, match=r"add up to 0\.9"):
        krugman([0.4, 0.5], [0.5, 0.5])


def test_the_districts_of_a_place(county):
    """Ashby .1 .4 .1 .2 .2 and Beckton .3 .2 .2 .1 .2: 1 - 0.3; Dunmouth 0 .25 .125 .5 .125.

    Ashby and Dunmouth 1 - (.1 + .15 + .025 + .3 + .075) / 2 = 0.675; Beckton and Dunmouth
    1 - (.3 + .05 + .075 + .4 + .075) / 2 = 0.55. Corley's industries are not all available.
    """
    found = similarity(county, FENLAND)
    assert found.districts == (DUNMOUTH, ASHBY, BECKTON)
    assert found.left_out == (CORLEY,)
    assert found.matrix[0] == pytest.approx((1, 0.675, 0.55))
    assert found.matrix[1] == pytest.approx((0.675, 1, 0.7))
    assert [(p.first, p.second) for p in found.pairs] == [(ASHBY, BECKTON), (DUNMOUTH, ASHBY), (DUNMOUTH, BECKTON)]
    assert found.most_alike.similarity == pytest.approx(0.7)
    assert found.least_alike.similarity == pytest.approx(0.55)
    assert [s.area_code for s in found.structures] == list(found.districts)


def test_without_imputed_rental_districts_are_otherwise_alike(county):
    """Ashby 10 40 10 20 8 of 88, Beckton 30 20 20 10 10 of 90: half the differences of shares."""
    one, two = (10, 40, 10, 20, 8), (30, 20, 20, 10, 10)
    expected = 1 - sum(abs(a / 88 - b / 90) for a, b in zip(one, two, strict=True)) / 2
    found = similarity(county, COUNTY, imputed=False)
    assert found.most_alike.similarity == pytest.approx(expected)


def test_a_place_of_one_district_is_refused(county):
    with pytest.raises(EvidenceError, match="Ashby is one district"):
        similarity(county, ASHBY)


def test_a_place_with_fewer_than_two_whole_districts_is_refused(county):
    base = county.with_group("Two", (ASHBY, CORLEY))
    code = next(a.code for a in base.areas.values() if "group" in a.geographies)
    with pytest.raises(EvidenceError, match="not all industries are available for Corley"):
        similarity(base, code)


def test_two_districts_make_one_pair(county):
    found = similarity(county, AUTHORITY)
    assert found.pairs == (found.most_alike,)
    assert found.most_alike == found.least_alike


def test_the_boroughs_of_greater_manchester(base):
    found = similarity(base, MANCHESTER)
    assert found.districts == base.members[MANCHESTER]
    assert not found.left_out
    assert len(found.pairs) == 45
    for i, row in enumerate(found.matrix):
        assert row[i] == 1
        assert all(0 < value <= 1 and value == found.matrix[j][i] for j, value in enumerate(row))


def test_the_south_west_leaves_two_districts_out_by_name(base):
    found = similarity(base, SOUTH_WEST)
    assert [base.areas[code].name for code in found.left_out] == ["Cornwall", "Isles of Scilly"]
    assert len(found.districts) == len(base.members[SOUTH_WEST]) - 2


def test_cornwall_and_the_isles_of_scilly_cannot_be_compared(base):
    assert {base.areas[c].name for c in base.members[CORNWALL_LEP]} == {"Cornwall", "Isles of Scilly"}
    with pytest.raises(EvidenceError, match="Fewer than two districts of Cornwall and Isles of Scilly"):
        similarity(base, CORNWALL_LEP)
