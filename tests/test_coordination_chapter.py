"""The chapter on coordination of a pack, on the register that the project carries and with a place's own activities."""

from dataclasses import replace
from datetime import date

import pytest

from evidence.coordination.activities import Activity
from evidence.coordination.place import NOT_EMPTY
from evidence.indicators.base import EvidenceBase
from evidence.indicators.catalogue import Source
from evidence.pack.blocks import Chapter, EvidencePack, Findings, Heading, Note, Paragraph, Picture, Table
from evidence.pack.contents import make_pack

AS_OF = date(2026, 11, 22)
OWN = Activity(
    slug="saddleworth-skills-breakfast",
    layer="own",
    name="Saddleworth skills breakfast",
    kind="sector-partnership",
    lead_body="Oldham Council",
    area_codes=("E08000004",),
    areas_as_stated="Saddleworth",
    functions=("voice",),
    pillars=("rich-data",),
    source=Source("Oldham Council", "Minutes of the breakfast", "May 2026", "", ""),
    story='Firms & colleges meet <script>alert("x")</script> twice a year.',
)


def pack_of(base: EvidenceBase, code: str, **choices) -> EvidencePack:
    return make_pack(base, code, as_of=AS_OF, chapters=("coordination",), **choices)


def chapter_in(pack: EvidencePack) -> Chapter:
    return next(c for c in pack.chapters if c.key == "coordination")


def headings(chapter: Chapter) -> list[str]:
    return [b.text for b in chapter.blocks if isinstance(b, Heading)]


@pytest.fixture(scope="module")
def bradford(base: EvidenceBase) -> Chapter:
    return chapter_in(pack_of(base, "E08000032"))


def test_the_first_thing_said_is_that_an_empty_register_is_not_an_empty_place(bradford):
    assert bradford.blocks[0] == Note(NOT_EMPTY)


def test_a_case_is_told_with_its_figures_as_printed(bradford):
    said = [s.text for b in bradford.blocks if isinstance(b, Findings) for s in b.statements]
    # Demos, Economies of coordination, case study Bradford SkillsHouse: 3,853 work experience placements in 2023/24.
    assert any("3,853" in text and "2023-24" in text and "as printed" in text for text in said)


def test_every_sentence_names_a_source_of_the_list(base):
    pack = pack_of(base, "E08000032")
    numbers = {entry.number for entry in pack.sources}
    said = [s for b in chapter_in(pack).blocks if isinstance(b, Findings) for s in b.statements]
    assert said
    assert all(s.sources and set(s.sources) <= numbers for s in said)


def test_neighbours_are_counted_on_complete_lists_only(bradford):
    table = next(b for b in bradford.blocks if isinstance(b, Table) and b.key == "coordination-neighbours")
    assert table.columns[1:3] == ("Growth hubs", "Neighbourhood boards")
    assert len(table.rows) == 21  # Bradford and ONS's twenty


def test_a_place_for_which_no_neighbours_are_published_gets_the_reason(base):
    chapter = chapter_in(pack_of(base, "E37000007"))
    at = headings(chapter).index("What statistical neighbours have")
    notes = [b.text for b in chapter.blocks if isinstance(b, Note)]
    assert at >= 0
    assert any("ONS publishes statistical neighbours for" in text for text in notes)


def test_a_figure_that_most_boards_share_is_said_once(base):
    chapter = chapter_in(pack_of(base, "E47000001"))
    said = [s.text for b in chapter.blocks if isinstance(b, Findings) for s in b.statements]
    assert sum("£20 million" in text for text in said) == 1


def test_cases_elsewhere_are_in_order_of_their_names_within_a_kind_and_never_of_size(bradford):
    table = next(b for b in bradford.blocks if isinstance(b, Table) and b.key == "coordination-cases")
    club = [row for row in table.rows if row[0] == "Plymouth 1000 Club" and "project for each job" in row[1]]
    [row] = club
    # £60 a job, undated and read as 2014 prices: 60 x 100 / 74.6524 = 80.37 (HM Treasury's deflator, 2024 = 100).
    assert "£60 per job" in row[2]
    assert "£80 per job" in row
    assert any("not ranked" in b.text for b in bradford.blocks if isinstance(b, Paragraph))


def test_a_places_own_activity_is_told_literally_and_drawn_in_the_matrix(base):
    before = chapter_in(pack_of(base, "E08000004"))
    after = chapter_in(pack_of(base, "E08000004", own=(OWN,)))
    assert OWN.story in [b.text for b in after.blocks if isinstance(b, Paragraph)]
    assert OWN.story not in [b.text for b in before.blocks if isinstance(b, Paragraph)]

    def cell(chapter: Chapter) -> str:
        twin = next(b for b in chapter.blocks if isinstance(b, Picture)).twin
        row = next(r for r in twin.rows if r[0] == "Voice")
        return row[list(twin.columns).index("Rich data")]

    assert OWN.name not in cell(before)
    assert OWN.name in cell(after)


def test_the_same_own_activities_give_the_same_pack_and_others_another(base):
    one, same = (pack_of(base, "E08000004", own=(OWN,)) for _ in range(2))
    other = pack_of(base, "E08000004", own=(replace(OWN, name="Saddleworth skills supper"),))
    assert chapter_in(one) == chapter_in(same)
    assert chapter_in(one) != chapter_in(other)


def test_a_place_outside_england_has_the_chapter_and_no_counts_of_english_lists(base):
    chapter = chapter_in(pack_of(base, "W06000015"))
    assert "Who does what" in headings(chapter)
