"""The chapter on what people said: counted, with whom the log lacks, and no word or name that may not be shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.pack.blocks import Heading, Note, Paragraph, Table
from tests.narrating import SECRET, item, items_of, narrated, written

SHOWN = ("Who was heard", "Not heard yet", "In their words")


@pytest.fixture(scope="module")
def pack(base):
    return narrated(base)


@pytest.fixture(scope="module")
def chapter(pack):
    return next(c for c in pack.chapters if c.key == "people-said")


def tables(chapter):
    return {b.key: b for b in chapter.blocks if isinstance(b, Table)}


def test_the_answer_stands_first(chapter):
    assert chapter.summary == (
        "On record: 2 conversations and 1 report or plan, with 2 named organisations, 31 May 2026 to 2 June 2026.",
    )
    assert [b.text for b in chapter.blocks if isinstance(b, Heading) and b.level == 2] == list(SHOWN)


def test_entries_are_counted_by_theme_sector_size_area_method_and_month(chapter):
    found = tables(chapter)
    assert found["said-by-theme"].rows == (("Market and growth", "1", "1"), ("Skills and labour", "2", "2"))
    assert found["said-by-area"].rows == (("Bolton", "1", "1"), ("Wigan", "1", "1"), ("Not known", "1", "1"))
    assert [key for key in found if key.startswith("said-by")] == [
        f"said-by-{what}" for what in ("theme", "sector", "size", "area", "how-it-was-heard", "month")
    ]


def test_only_organisations_that_may_be_quoted_are_named(chapter):
    assert tables(chapter)["said-speakers"].rows == (
        ("Bolton Castings Ltd", "1"),
        ("a business in manufacturing, Wigan", "1"),
    )
    assert "Leigh Foods" not in repr(chapter)


def test_only_words_that_may_be_quoted_are_there_and_how_many_are_not(chapter):
    said = [b.text for b in chapter.blocks if isinstance(b, Paragraph) and b.text.startswith("“")]
    assert said == [
        "“We cannot find welders, and train our own.” Bolton Castings Ltd, May 2026.",
        "“Two in three vacancies ask for digital skills.” Learning and Work Board, March 2026.",
    ]
    assert SECRET not in repr(chapter)
    notes = [b.text for b in chapter.blocks if isinstance(b, Note)]
    assert notes[-1] == "1 entry is not for quotation: counted above, and the words stay with the team."
    assert "They are no sample" in notes[0]


def test_whom_the_log_lacks_is_listed_and_the_shares_of_enterprises_are_cited(chapter, pack):
    table = tables(chapter)["said-unheard"]
    assert ("Construction", "Sector", "12.7%") in table.rows
    assert ("Bury", "Area", "") in table.rows
    assert not [row for row in table.rows if row[0] in ("Manufacturing", "Bolton")]
    number = int(table.source.split("number ")[1].split(" ")[0])
    cited = next(e for e in pack.sources if e.number == number)
    assert cited.source.publisher == "Office for National Statistics"


def test_the_internal_edition_keeps_words_that_are_not_quotable_to_itself_too(base):
    assert SECRET not in repr(narrated(base, edition="internal"))


def test_a_report_that_may_not_be_quoted_is_not_named(base):
    report = item(
        150,
        "evidence",
        method="document",
        theme="skills",
        organisation="Secret Board",
        said="x",
        source_title="Secret plan",
    )
    claim = item(151, "claim", section="strengths", text="Firms train.", evidence=[report.id])
    made = narrated(base, written=replace(written(base), items=(*items_of(base), report, claim)))
    assert "Secret" not in repr(made)
    assert "2 entries are not for quotation" in repr(made)
