"""Readings of the walk as a workspace keeps them."""

from evidence.growth.kept import entry_of, readings_in


def test_a_reading_reads_back_the_same():
    entries = [entry_of("E47000001", "incomes", "Pay is low."), entry_of("E47000001", "employment", "Work is near.")]
    assert readings_in(entries) == {
        ("E47000001", "incomes"): "Pay is low.",
        ("E47000001", "employment"): "Work is near.",
    }


def test_entries_are_told_apart_by_place_and_dimension():
    keys = {entry_of(code, key, "")["key"] for code in ("E1", "E2") for key in ("a", "b")}
    assert len(keys) == 4


def test_what_is_no_reading_is_left_out():
    assert (
        readings_in([{}, {"area_code": "E1"}, {"dimension": "a", "text": "x"}, entry_of("E1", "a", "") | {"text": 3}])
        == {}
    )
    assert readings_in([{"area_code": "E1", "dimension": "a"}]) == {("E1", "a"): ""}
