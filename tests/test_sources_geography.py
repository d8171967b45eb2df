"""Tables of geography on their way in: what followed what, whose neighbours are whose, and every fault by name."""

import json

import pytest

from evidence.errors import EvidenceError
from evidence.sources.geography import TABLES, geography_texts, is_geography, outline_texts
from tests.raw_geography import write_raw, write_squares
from tests.worked import WORLD, spoil

FAULTS = [
    ("areas.csv", "E12000002,Far West,region,", "E12000001,Far West,region,", "areas.csv: the code E12000001 stands there more than once."),
    ("areas.csv", "E12000002,Far West,region,", "E12000002,Far West,reigon,", "areas.csv: E12000002 belongs to 'reigon', which is not a known geography."),
    ("areas.csv", "combined-authority,2018-04-01", "combined-authority,April 2018", "areas.csv: E47000001 has the date 'April 2018'; write it as 2024-03-31."),
    ("areas.csv", "successor E37000001", "successor E37000099", "areas.csv: the area 'E37000099' is not known."),
    ("membership.csv", "E06000003,E12000002,region", "E06000099,E12000002,region", "membership.csv: the area 'E06000099' is not known."),
    ("membership.csv", "E07000001,E37000001,lep,2011-04-01", "E07000001,E37000001,lep,2011-04-31", "membership.csv: E07000001 in E37000001 has the date '2011-04-31'; write it as 2024-03-31."),
    ("statistical-neighbours.csv", "E06000001,economic,2,S12000001", "E06000001,economic,2,S12000099", "statistical-neighbours.csv: the area 'S12000099' is not known."),
    ("statistical-neighbours.csv", "E06000001,economic,2,", "E06000001,economic,second,", "statistical-neighbours.csv: E06000001 has the rank 'second', which is not a whole number."),
    ("statistical-neighbours.csv", "area_code,model,rank,", "area_code,model,place,", "statistical-neighbours.csv: the column rank is missing; it needs area_code, model, rank, neighbour_code."),
    ("code-changes.csv", "oldcd,", "old,", "code-changes.csv: the column oldcd is missing; it needs oldcd, oldnm, newcd, type, start."),
]  # fmt: skip


@pytest.fixture
def raw(tmp_path):
    return write_raw(tmp_path / "geography")


def test_geography_is_recognised_by_its_two_first_tables(raw, tmp_path):
    assert is_geography(raw)
    assert not is_geography(tmp_path)


@pytest.mark.parametrize("name", ["areas.csv", "membership.csv", "code-changes.csv", "neighbours.csv"])
def test_the_raw_tables_make_the_stored_ones(raw, name):
    """Successors come from the publisher's note or from the recodings, neighbours are put into the order of their ranks."""
    texts, problems = geography_texts(raw)
    assert problems == []
    assert texts[name] == (WORLD / "places" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(("file", "old", "new", "says"), FAULTS, ids=[fault[3][:60] for fault in FAULTS])
def test_a_fault_is_named_and_no_table_made(raw, file, old, new, says):
    spoil(raw, file, old, new)
    texts, problems = geography_texts(raw)
    assert texts == {}
    assert says in problems


def test_every_fault_is_found_at_once(raw):
    for file, old, new, _ in FAULTS[3:6]:
        spoil(raw, file, old, new)
    assert set(geography_texts(raw)[1]) >= {fault[3] for fault in FAULTS[3:6]}


@pytest.mark.parametrize("name", TABLES)
def test_a_missing_table_is_named(raw, name):
    (raw / name).unlink()
    assert geography_texts(raw) == ({}, [f"geography: {name} is missing."])


def test_outlines_are_made_for_every_geography_that_has_areas(raw):
    texts, _ = geography_texts(raw)
    found = {
        name.split(".")[0]: json.loads(text)
        for name, text in outline_texts(write_squares(raw / "outlines.topojson"), texts).items()
    }
    assert sorted(found) == ["combined-authority", "country", "county-or-unitary", "district", "lep", "region"]
    assert [feature["id"] for feature in found["lep"]["features"]] == ["E37000001", "E37000002", "E37000003"]
    assert len(found["district"]["features"]) == 8


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "outlines.topojson: not readable as TopoJSON"),
        ("[]", "not readable as TopoJSON"),
        ('{"type": "FeatureCollection"}', "not TopoJSON (its type is 'FeatureCollection')"),
    ],
)
def test_outlines_that_are_not_topojson_are_refused(raw, text, says):
    texts, _ = geography_texts(raw)
    (raw / "outlines.topojson").write_text(text, encoding="utf-8")
    with pytest.raises(EvidenceError) as refused:
        outline_texts(raw / "outlines.topojson", texts)
    assert says in str(refused.value)


def test_a_district_without_an_outline_is_named(raw):
    texts, _ = geography_texts(raw)
    with pytest.raises(EvidenceError, match="E06000004: the district E06000004 has no outline"):
        outline_texts(write_squares(raw / "outlines.topojson", leave_out="E06000004"), texts)
