"""The texts of data files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.sources.files import csv_text, number_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"),
        (18.560, "18.56"),
        (0.1 + 0.2, "0.3"),
        (73.60000000000001, "73.6"),
        (-0.0, "0"),
        (-2.5, "-2.5"),
        (1e9, "1000000000"),
        (1e-9, "0.000000001"),
        (None, ""),
        (float("nan"), ""),
    ],
)
def test_a_number_has_its_shortest_text(value, text):
    assert number_text(value) == text


@given(st.floats(-1e6, 1e6).map(lambda x: round(x, 6)))
def test_a_number_read_back_is_the_number(value):
    assert float(number_text(value)) == pytest.approx(value, abs=1e-9)


def test_a_table_has_unix_line_ends_and_quotes_only_what_needs_them():
    assert csv_text(("a", "b"), [("1", "x, y"), ("2", "z")]) == 'a,b\n1,"x, y"\n2,z\n'
