"""Widths of a PDF's columns: the whole page, no word broken, room where the text is long."""

import pytest

from evidence.pack.blocks import Table
from evidence.pack.pdf.widths import columns_of
from evidence.show.letter_widths import text_width


def of(names: tuple[str, ...], *rows: tuple[str, ...]) -> Table:
    return Table("key", "Title", names, rows, (False,) * len(names), "Office of Invention")


def test_columns_fill_the_page_upright_or_on_its_side():
    upright = columns_of(of(("Area", "Value"), ("Llŷn", "36.40")), 9.0)
    assert not upright.wide
    assert sum(upright.widths) == pytest.approx(453, abs=0.2)
    flat = columns_of(of(tuple(f"Measurement{n}" for n in range(9)), ("1",) * 9), 9.0)
    assert flat.wide
    assert sum(flat.widths) == pytest.approx(700, abs=0.5)


def test_no_column_is_narrower_than_its_longest_word():
    name = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch"
    found = columns_of(of(("Place", "What is said"), (name, "It is said at length. " * 60)), 9.0)
    assert found.widths[0] >= text_width(name, 9.0)


def test_a_column_of_sentences_has_more_room_than_one_of_numbers():
    found = columns_of(of(("Area", "Value", "Note"), ("Llŷn", "36.40", "It is said at length. " * 9)), 9.0)
    assert found.widths[2] > 3 * found.widths[1]


def test_a_high_table_may_run_over_a_page_and_a_low_one_may_not():
    row = ("Llŷn", "36.40", "added up from its two districts, each of which is published")
    assert columns_of(of(("Area", "Value", "Note"), *[row] * 20), 9.0).whole
    assert not columns_of(of(("Area", "Value", "Note"), *[row] * 30), 9.0).whole


def test_a_high_and_narrow_table_stands_in_halves_side_by_side():
    narrow = columns_of(of(("Area", "Value"), *[("Llŷn", "36.40")] * 30), 9.0)
    assert narrow.halved
    assert narrow.whole
    assert sum(narrow.widths) == pytest.approx(215, abs=0.2)
    assert not columns_of(of(("Area", "Value"), *[("Llŷn", "36.40")] * 9), 9.0).halved
    assert not columns_of(of(("Area", "Value"), *[("Llŷn", "36.40")] * 200), 9.0).halved


def test_the_last_column_is_as_narrow_as_its_texts():
    names = ("Indicator", "Change", "Source")
    wraps = columns_of(
        of(names, ("Young people aged 16 and 17 in education " * 4, "It is said at length. " * 9, "4")), 9.0
    )
    room = columns_of(of(names, ("Young people", "Fell", "4")), 9.0)
    for found in (wraps, room):
        assert found.widths[2] == pytest.approx(5 + 1 + text_width("Source", 9.0, 600), abs=0.1)


def test_there_are_no_widths_where_the_words_do_not_fit_on_any_page():
    assert columns_of(of(tuple(f"Measurement{n}" for n in range(40)), ("1",) * 40), 9.0) is None


def test_a_table_that_wants_many_times_the_page_is_refused_where_that_is_asked():
    long = of(tuple(f"Column {n}" for n in range(6)), ("It is said at length. " * 20,) * 6)
    assert columns_of(long, 8.5) is not None
    assert columns_of(long, 8.5, most=2.0) is None
