"""The engagement log as bars: one for each theme, sector or month, those without an entry too."""

from dataclasses import replace

import pytest

from evidence.errors import EvidenceError
from evidence.narrative.engagement_tables import COUNTED
from evidence.narrative.heard import summary_of
from evidence.show.engagement_chart import heard_chart
from tests.engaged import BOLTON, GREATER_MANCHESTER, SPOKEN

BAKERY = replace(SPOKEN, id="2", organisation="Bakery", size="", area="", date="2026-06-01")
REPORT = replace(SPOKEN, id="3", theme="other", prompt="", method="document", source_title="Report", date="")
LOG = (SPOKEN, BAKERY, REPORT)


def chart(base, heading, items=LOG):
    return heard_chart(summary_of(items, base, GREATER_MANCHESTER), base.areas[GREATER_MANCHESTER], heading)


def test_themes_without_an_entry_are_rows_too(base):
    found = chart(base, "Theme")
    assert found.title == "Skills and labour: 2 of 3 entries"
    assert found.table.reset_index().to_numpy().tolist() == [
        ["Skills and labour", 2, 2],
        ["What else they raised", 1, 1],
        ["Market and growth", 0, 0],
        ["Supply chains", 0, 0],
        ["Finance", 0, 0],
        ["Innovation", 0, 0],
    ]
    assert "Skills and labour: 2 entries, 2 organisations named." in found.alt
    assert "Supply chains: none yet." in found.alt


def test_sectors_and_sizes_count_conversations_and_say_so(base):
    found = chart(base, "Size")
    assert found.title == "Small (10 to 49 people): 1 of 2 conversations"
    assert found.table.index[-1] == "Not known" and len(found.table) == 5
    assert "Greater Manchester: conversations of the engagement log by size." in found.subtitle


def test_where_several_are_level_none_stands_out(base):
    found = chart(base, "Month", (SPOKEN, BAKERY))
    assert found.title == "No month stands out: at most 1 of 2 entries"
    assert list(found.table.index) == ["May 2026", "June 2026"]


@pytest.mark.parametrize("heading", COUNTED.values())
def test_every_count_is_drawn(base, heading):
    assert chart(base, heading).svg().startswith("<svg")


def test_where_nobody_was_heard_the_rows_say_so_and_without_rows_it_is_refused(base):
    assert chart(base, "Sector", ()).title == "No sector is on record yet"
    assert "Construction: none yet." in chart(base, "Sector", ()).alt
    with pytest.raises(EvidenceError, match="No month is on record yet"):
        chart(base, "Month", ())


def test_a_district_has_no_areas_to_miss(base):
    found = heard_chart(summary_of([SPOKEN], base, BOLTON), base.areas[BOLTON], "Area")
    assert list(found.table.index) == ["Bolton"]
