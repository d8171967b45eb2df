"""What chapters are made with: citations, tables, pictures."""

import pandas as pd
import pytest

from evidence.pack.making import Citations, table_of
from tests.packs import FIGURES, NEET, OUTPUT, YOUNG


def test_sources_are_numbered_in_the_order_in_which_they_are_cited():
    cited = Citations()
    assert cited.of(NEET) == (1,)
    assert cited.of(OUTPUT) == (2,)
    assert cited.of(OUTPUT, NEET) == (1, 2)
    assert cited.of() == ()


def test_a_source_says_what_is_taken_from_it_and_for_which_periods():
    cited = Citations()
    cited.of(OUTPUT, NEET)
    output, neet = cited.entries((*FIGURES, *YOUNG))
    assert (output.number, output.source, output.indicators) == (1, OUTPUT.source, ("Output per hour",))
    assert output.periods == "2022 to 2023"
    assert neet.periods == "Dec 2024 to Feb 2025"
    assert "Open Government Licence v3.0" in output.attribution


def test_a_source_that_no_figure_is_shown_of_has_no_periods():
    cited = Citations()
    cited.of(OUTPUT)
    assert cited.entries(())[0].periods == ""


@pytest.mark.parametrize(
    ("cells", "numeric"),
    [
        (["1.2", "1,204", "−3.0"], True),
        (["£36.40", "not available"], True),
        (["72.1%", ""], True),
        (["72.1% to 74.5%", "70.0% to 71.0%"], True),
        (["published", "1.2"], False),
        (["", "not known"], False),
        (["2023", "6th of 19"], False),
    ],
)
def test_columns_of_numbers_align_right(cells, numeric):
    frame = pd.DataFrame({"x": cells}, index=pd.Index([f"row {i}" for i in range(len(cells))], name="Area"))
    made = table_of(frame, key="k", title="t", source="s")
    assert made.columns == ("Area", "x")
    assert made.rows[0] == ("row 0", cells[0])
    assert made.numeric == (False, numeric)


def test_the_column_of_row_headers_never_aligns_right():
    frame = pd.DataFrame({"x": ["1"]}, index=pd.Index(["2023"], name="Period"))
    assert table_of(frame, key="k", title="t", source="s").numeric == (False, True)
