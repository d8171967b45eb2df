"""Tables of a Word document: Word's own header rows, widths that break no word, headlines in reading order."""

import xml.etree.ElementTree as ET

import pytest

from evidence.pack.blocks import Table
from evidence.pack.word.document import word
from tests.opened_word import PACK, Opened, W, text_of, with_blocks
from tests.packs import NASTY


@pytest.fixture(scope="module")
def opened() -> Opened:
    return Opened(word(PACK))


def widths_of(grid: ET.Element) -> list[int]:
    """Widths of a table's columns in twips."""
    return [int(column.get(f"{W}w", "0")) for column in grid.iter(f"{W}gridCol")]


def test_every_table_repeats_its_header_row_breaks_no_row_and_is_described(opened):
    tables = list(opened.body.iter(f"{W}tbl"))
    assert len(tables) == 5  # the tiles, two tables, two tables of figures
    for grid in tables:
        first, *others = grid.findall(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in others)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (first, *others))
        look = grid.find(f"{W}tblPr/{W}tblLook").attrib
        assert (look[f"{W}firstRow"], look[f"{W}firstColumn"]) == ("1", "1")
    titles = [grid.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") for grid in tables]
    assert titles[:3] == ["Headlines", f"Table 1. Every district {NASTY[0]}", "Table 2. A few"]
    assert len(set(titles)) == 5
    described = tables[2].find(f"{W}tblPr/{W}tblDescription").get(f"{W}val")
    assert described == "Columns: Area, Value (£, current prices), 95% interval, lower, How it came about."


def test_a_table_fills_the_text_and_aligns_numbers_right(opened):
    grid = list(opened.body.iter(f"{W}tbl"))[2]
    widths = widths_of(grid)
    assert sum(widths) == 9071 and min(widths) > 500  # 160 mm in twentieths of a point
    for row in grid.iter(f"{W}tr"):
        sides = [p.find(f"{W}pPr/{W}jc") for p in row.iter(f"{W}p")]
        assert [side is not None and side.get(f"{W}val") for side in sides] == [False, "right", "right", False]


def test_no_word_of_a_crowded_table_is_broken_where_there_is_room():
    crowded = Table(
        "crowded",
        "T",
        ("Indicator", "Value", "England", "Compared", "Rank", "Change", "Source"),
        (
            (
                "Young people who are NEET or whose activity is not known " * 3,
                "£39.77",
                "£42.39",
                "below",
                "6th",
                "up",
                "1",
            ),
        ),
        (False, True, True, False, False, False, False),
        "S",
    )
    widths = widths_of(list(Opened(word(with_blocks(crowded))).body.iter(f"{W}tbl"))[3])
    # "England" in bold Arial of 8 points is 31 points wide, "Compared" 40, "Source" 28: 620, 800 and 560 twips.
    assert widths[2] > 620 and widths[3] > 800 and widths[6] > 560
    assert widths[0] == max(widths)


def test_a_short_period_stays_on_one_line_in_a_crowded_table():
    names = ("Period", *(f"Greater Manchester and around {n}" for n in range(5)), "How it came about")
    grid = Table("periods", "T", names, (("Apr 2025", *("1",) * 5, "published"),), (False, *(True,) * 5, False), "S")
    made = list(Opened(word(with_blocks(grid))).body.iter(f"{W}tbl"))[3]
    # "Apr 2025" in Arial of 8 points is 34 points wide, 680 twips, and 150 are its margins.
    assert widths_of(made)[0] >= 830


def test_tiles_are_read_row_by_row_with_their_name_first(opened):
    rows = [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in next(opened.body.iter(f"{W}tbl")).iter(f"{W}tr")]
    assert rows == [
        ["Headline", "Figure", "How it compares"],
        ["Output per hour, 2023", "£36.40", "11% below England.\u00a0[1]"],
        ["NEET, Dec 2024 to Feb 2025", "5.6%", "Similar to England.\u00a0[2]"],
        ["Employment rate", "No figure", "Not published for districts."],
    ]


def test_word_finds_a_paragraph_after_every_table(opened):
    tags = [element.tag for element in opened.body]
    assert all(tags[i + 1] == f"{W}p" for i, tag in enumerate(tags) if tag == f"{W}tbl")
    assert tags[-1] == f"{W}sectPr"
