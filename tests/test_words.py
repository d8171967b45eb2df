"""Words that every format shares."""

from evidence.pack.words import left_to_workbook, source_line


def test_a_source_is_named_as_one_and_no_source_says_nothing():
    assert source_line("Office of Invention, June 2025.") == "Source: Office of Invention, June 2025."
    assert source_line("") == ""


def test_figures_too_many_for_paper_are_said_to_be_in_the_workbook():
    assert left_to_workbook("Figure 3", "61 rows") == (
        "Its figures, 61 rows, are in the workbook of this pack, as those of Figure 3."
    )
