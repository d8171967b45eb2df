"""The chapter on coordination of a pack, on the register that the project carries and with a place's own activities."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from evidence.coordination.activities import Activity
from evidence.coordination.coverage import Held
from evidence.coordination.place import NOT_EMPTY, coordination_of
from evidence.coordination.register import open_register
from evidence.coordination.words import summary
from evidence.indicators.base import EvidenceBase
from evidence.indicators.catalogue import Source
from evidence.pack.blocks import Chapter, EvidencePack, Findings, Heading, Note, Paragraph, Picture, Table
from evidence.pack.contents import make_pack
from evidence.pack.coordination import _alike
from evidence.pack.making import numbered

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


def test_the_chapter_begins_with_the_sentences_of_the_answer(base, bradford):
    assert bradford.summary == summary(coordination_of(base, open_register(base), "E08000032"))
    assert bradford.summary[0].startswith("On record for Bradford: 2 described cases and ")


def table_in(chapter: Chapter, key: str) -> Table:
    return next(b for b in chapter.blocks if isinstance(b, Table) and b.key == key)


def test_who_does_what_is_a_row_an_activity(bradford):
    table = table_in(bradford, "coordination-who")
    assert table.columns == ("Activity", "Kind", "Reach", "When", "Functions", "Pillars")
    house = next(row for row in table.rows if row[0] == "Bradford SkillsHouse")
    assert house[1:4] == ("Council service", "covers all of it", "dates not stated")
    # Three neighbourhoods of Bradford are named for a board: too few to stand in one row.
    assert {row[0] for row in table.rows if row[1] == "Neighbourhood board"} == {
        "Holme Wood",
        "Keighley",
        "Ravenscliffe",
    }
    chamber = next(row for row in table.rows if row[1] == "Chamber of commerce")
    assert chamber[:3] == ("West & North Yorkshire", "Chamber of commerce", "covers all of it, by its name")
    assert table.note == NOT_EMPTY


@pytest.mark.parametrize("code", ["E08000032", "E47000001", "E37000051"])
def test_entries_that_differ_in_nothing_but_their_names_stand_together_where_there_are_four(base, code):
    found = coordination_of(base, open_register(base), code)
    table = table_in(chapter_in(pack_of(base, code)), "coordination-who")
    numbers = [int(row[1].split()[0]) if row[1][0].isdigit() else 1 for row in table.rows]
    assert sum(numbers) == len(found.own)
    assert all(n == 1 or n >= 4 for n in numbers)
    for row, n in zip(table.rows, numbers, strict=True):
        assert n == 1 or row[0].count("; ") == n - 1, row
    alone = Counter(row[1:] for row, n in zip(table.rows, numbers, strict=True) if n == 1 and "board" in row[1])
    assert all(count < 4 for count in alone.values()), alone


def entry(n: int, **changed: object) -> Activity:
    """An entry of a list that covers Oldham, as a register may hold it."""
    known = {"slug": f"entry-{n}", "name": f"Entry {n}", "layer": "chambers", "story": "", "kind": "freeport"}
    return replace(OWN, **{**known, **changed})


def held(*activities: Activity) -> list[Held]:
    return [Held(activity, "whole") for activity in activities]


@pytest.mark.parametrize(
    ("activities", "sizes"),
    [
        ([entry(n) for n in range(3)], [1, 1, 1]),
        ([entry(n) for n in range(4)], [4]),
        ([entry(0, start="2018"), *(entry(n) for n in range(1, 5))], [1, 4]),
        ([entry(0, functions=("data",)), *(entry(n) for n in range(1, 4))], [1, 1, 1, 1]),
        ([entry(0, pillars=("finance",)), *(entry(n) for n in range(1, 4))], [1, 1, 1, 1]),
        ([entry(0, caveats=("The area is taken from the name.",)), *(entry(n) for n in range(1, 5))], [1, 4]),
        ([entry(n, story="Told.") for n in range(5)], [1, 1, 1, 1, 1]),
        ([entry(n, layer="own") for n in range(5)], [1, 1, 1, 1, 1]),
    ],
)
def test_what_stands_in_one_row(activities, sizes):
    """A case, and what the team added, always stands alone; so does what differs in dates, functions or reach."""
    groups = _alike(held(*activities))
    assert [len(group) for group in groups] == sizes
    assert sorted(h.activity.slug for group in groups for h in group) == sorted(a.slug for a in activities)


def test_what_the_team_added_is_marked(base):
    rows = table_in(chapter_in(pack_of(base, "E08000004", own=(OWN,))), "coordination-who").rows
    assert [row[0] for row in rows if row[0].startswith("Saddleworth")] == [
        "Saddleworth skills breakfast (added by the team)"
    ]


def test_caveats_of_entries_stand_in_a_table_of_their_own(bradford):
    table = table_in(bradford, "coordination-caveats")
    assert table.columns == ("Entry", "Read with this")
    chamber = next(row for row in table.rows if row[0] == "West & North Yorkshire Chamber of Commerce")
    assert chamber[1] == "The area is taken from the name; the source gives only an office."
    # Two of the three neighbourhoods share a caveat, which stands once; cases are told with theirs.
    shared = [row for row in table.rows if row[1] == "Phase 2: board to be settled by 17 July 2026."]
    assert [row[0] for row in shared] == ["Holme Wood Neighbourhood Board; Ravenscliffe Neighbourhood Board"]
    assert "SkillsHouse" not in " ".join(row[0] for row in table.rows)
    assert len({row[1] for row in table.rows}) == len(table.rows)


@pytest.mark.parametrize("code", ["E08000032", "E37000051", "E92000001"])
def test_no_caveat_of_an_entry_is_lost(base, code):
    found = coordination_of(base, open_register(base), code)
    caveats = {c for h in found.own if not h.activity.story for c in h.activity.caveats}
    told = {(h.activity.kind, c) for h in found.own if not h.activity.story for c in h.activity.caveats}
    table = table_in(chapter_in(pack_of(base, code)), "coordination-caveats")
    assert {row[1] for row in table.rows} == caveats
    assert len(table.rows) == len(told)  # a row counts entries of one kind only


def test_caveats_name_the_sources_of_their_entries_and_no_others(base):
    pack = pack_of(base, "E08000032")
    numbers = [int(n) for n in re.findall(r"\d+", table_in(chapter_in(pack), "coordination-caveats").source)]
    named = {entry.source for entry in pack.sources if entry.number in numbers}
    found = coordination_of(base, open_register(base), "E08000032")
    listed = {h.activity.source for h in found.own if h.activity.caveats and not h.activity.story}
    assert {(s.publisher, s.title) for s in named} == {(s.publisher, s.title) for s in listed}


def test_where_no_entry_has_a_caveat_there_is_no_table_of_them(base):
    """The Vale of Glamorgan has the city deal of its region alone, which is told with its caveats."""
    chapter = chapter_in(pack_of(base, "W06000014"))
    assert len(table_in(chapter, "coordination-who").rows) == 1
    assert "coordination-caveats" not in [b.key for b in chapter.blocks if isinstance(b, Table)]


def test_what_has_ended_is_named_with_its_dates_and_in_no_table(bradford):
    """The Department for Education approved the first skills plans on 5 September 2022, to 30 September 2025."""
    [said] = [b.text for b in bradford.blocks if isinstance(b, Paragraph) and b.text.startswith("Ended, ")]
    plan = "West Yorkshire Local Skills Improvement Plan (first cycle)"
    assert f"{plan} (from 5 September 2022 to 30 September 2025)" in said
    cells = [cell for b in bradford.blocks if isinstance(b, Table) for row in b.rows for cell in row]
    assert not any(plan.removesuffix(" (first cycle)") in cell for cell in cells)
    drawn = [cell for b in bradford.blocks if isinstance(b, Picture) for row in b.twin.rows for cell in row]
    assert drawn
    assert not any(plan.removesuffix(" (first cycle)") in cell for cell in drawn)


def test_a_teams_own_that_has_ended_is_named_as_ended(base):
    over = chapter_in(pack_of(base, "E08000004", own=(replace(OWN, start="2020", end="2024"),)))
    [said] = [b.text for b in over.blocks if isinstance(b, Paragraph) and b.text.startswith("Ended, ")]
    assert "Saddleworth skills breakfast (from 2020 to 2024)" in said
    assert not any(row[0].startswith("Saddleworth") for row in table_in(over, "coordination-who").rows)


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((4,), "number 4 in the list of sources at the end."),
        ((4, 7), "numbers 4 and 7 in the list of sources at the end."),
        ((1, 2, 3), "numbers 1, 2 and 3 in the list of sources at the end."),
    ],
)
def test_one_source_is_a_number_and_several_are_numbers(numbers, said):
    assert numbered(numbers) == said


@pytest.mark.parametrize(
    ("source", "publisher", "edition", "licence", "attribution"),
    [
        (
            Source("", "Minutes of the breakfast", "", "", ""),
            "Publisher not stated",
            "undated",
            "No licence stated",
            "Source: Minutes of the breakfast. No licence is stated.",
        ),
        (
            Source("Oldham Council", "Minutes of the breakfast", "May 2026", "", ""),
            "Oldham Council",
            "May 2026",
            "No licence stated",
            "Source: Oldham Council. No licence is stated.",
        ),
        (
            Source("Oldham Council", "Minutes of the breakfast", "", "", "CC BY 4.0"),
            "Oldham Council",
            "undated",
            "CC BY 4.0",
            "Source: Oldham Council, licensed under CC BY 4.0.",
        ),
    ],
)
def test_what_a_source_does_not_state_is_said(base, source, publisher, edition, licence, attribution):
    pack = pack_of(base, "E08000004", own=(replace(OWN, source=source),))
    [entry] = [e for e in pack.sources if e.source.title == "Minutes of the breakfast"]
    assert (entry.source.publisher, entry.source.edition, entry.source.licence) == (publisher, edition, licence)
    assert entry.attribution == attribution
    assert entry.indicators == ("Saddleworth skills breakfast",)


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
    assert table.columns[1:] == ("Growth hubs", "Neighbourhoods named for a board")
    assert len(table.rows) == 21  # Bradford and ONS's twenty
    assert table.source.startswith("numbers ")
    assert table.source.endswith(
        " Counted: Growth hubs (27 May 2025) and Pride in Place neighbourhood boards (20 July 2026), which cover England "
        f"only. {NOT_EMPTY}"
    )


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
    assert chapter.summary[-1] == (
        "Nearly all lists cover England only, so little of them can be on record for Cardiff."
    )
    own, *neighbours = table_in(chapter, "coordination-neighbours").rows
    assert own == ("Cardiff", "not counted", "not counted")
    assert any(row[1] == "1" for row in neighbours)  # English ones


@pytest.mark.parametrize("code", ["E08000032", "W06000015", "E06000053", "E37000007"])
def test_each_function_without_something_has_a_sentence_of_its_own(base, code):
    found = coordination_of(base, open_register(base), code)
    said = [b.text for b in chapter_in(pack_of(base, code)).blocks if isinstance(b, Paragraph)]
    lines = [line for line in said if ": nothing is on record with " in line]
    assert len(lines) == len({function for function, _ in found.gaps})
