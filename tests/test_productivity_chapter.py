"""The chapter on productivity evidence of a pack, on the figures that the project carries."""

from datetime import date

import pytest

from evidence.indicators.base import EvidenceBase
from evidence.pack.blocks import Chapter, EvidencePack, Findings, Heading, Note, Picture, Table
from evidence.pack.contents import make_pack

AS_OF = date(2026, 11, 22)


def pack_of(base: EvidenceBase, code: str) -> EvidencePack:
    return make_pack(base, code, as_of=AS_OF, chapters=("productivity-evidence",))


def chapter_in(pack: EvidencePack) -> Chapter:
    return next(c for c in pack.chapters if c.key == "productivity-evidence")


@pytest.fixture(scope="module")
def pack(base: EvidenceBase) -> EvidencePack:
    return pack_of(base, "E47000001")


def headings(chapter: Chapter) -> list[str]:
    return [b.text for b in chapter.blocks if isinstance(b, Heading) and b.level == 2]


def test_the_chapter_goes_from_the_level_to_the_country(pack):
    assert headings(chapter_in(pack)) == [
        "Level and gap",
        "Where output per head comes from",
        "Industries",
        "Growth by industry",
        "How alike its districts are",
        "Firms",
        "What drives productivity",
        "From school to work",
        "The country, for context",
    ]


def test_the_prize_is_the_gap_times_the_published_hours(pack):
    said = " ".join(chapter_in(pack).summary)
    # ONS, June 2025: £39.77 against the UK's £41.87; 44.6 million hours a week x 52 = 2,320 million hours a year.
    assert "£39.77" in said
    assert "£4.87\N{NO-BREAK SPACE}billion" in said  # 2.10 x 2,320 million


def test_every_sentence_names_a_source_of_the_list(pack):
    numbers = {entry.number for entry in pack.sources}
    said = [s for b in chapter_in(pack).blocks if isinstance(b, Findings) for s in b.statements]
    assert len(said) > 20
    assert all(s.sources and set(s.sources) <= numbers for s in said)


def test_productivity_is_not_split_by_industry_and_why_is_said(pack):
    notes = " ".join(b.text for b in chapter_in(pack).blocks if isinstance(b, Note))
    assert "Productivity is not split by industry here" in notes


def test_a_place_with_hidden_cells_says_so_and_refuses_growth_by_industry(base):
    chapter = chapter_in(pack_of(base, "E06000052"))
    at = next(i for i, b in enumerate(chapter.blocks) if isinstance(b, Heading) and b.text == "Growth by industry")
    reason = chapter.blocks[at + 1]
    assert isinstance(reason, Note)
    assert "Cornwall" in reason.text


def test_a_place_of_one_district_has_no_pairs_of_districts(base):
    chapter = chapter_in(pack_of(base, "E08000004"))
    assert "How alike its districts are" not in headings(chapter)
    assert not [b for b in chapter.blocks if isinstance(b, Table) and b.key == "productivity-similarity"]


def test_an_area_too_large_is_not_set_out_district_by_district(base):
    chapter = chapter_in(pack_of(base, "E92000001"))
    assert "How alike its districts are" not in headings(chapter)


CHARTS = {
    "productivity-level": "Level and gap",
    "productivity-parts-chart": "Where output per head comes from",
    "productivity-enterprises-chart": "Industries",
    "productivity-gva-chart": "Industries",
    "productivity-growth-chart": "Growth by industry",
    "productivity-growth-by-industry-chart": "Growth by industry",
    "productivity-similarity-chart": "How alike its districts are",
    "productivity-enterprises-by-size-chart": "Firms",
    "productivity-workplaces-by-size-chart": "Firms",
    "productivity-drivers-spine": "What drives productivity",
    "productivity-school-spine": "From school to work",
}


def test_the_chapter_has_the_charts_of_the_page_under_their_headings(pack):
    found, at = {}, ""
    for block in chapter_in(pack).blocks:
        if isinstance(block, Heading) and block.level == 2:
            at = block.text
        if isinstance(block, Picture):
            found[block.key] = at
    assert found == CHARTS


def test_every_chart_has_its_own_words_and_the_figures_that_it_draws(pack):
    pictures = [b for b in chapter_in(pack).blocks if isinstance(b, Picture)]
    tables = {b.key: b for b in chapter_in(pack).blocks if isinstance(b, Table)}
    assert len({p.alt for p in pictures}) == len(pictures)
    for picture in pictures:
        twin = tables[picture.twin] if isinstance(picture.twin, str) else picture.twin
        assert len(twin.rows) > 1, picture.key
        assert "Open Government Licence" in picture.source, picture.key
    sizes = next(p.twin for p in pictures if p.key == "productivity-enterprises-by-size-chart")
    assert isinstance(sizes, Table)
    # ONS, UK business 2025: the ten districts' counts of enterprises with 0 to 4 people, added up.
    assert sizes.rows[0][:2] == ("0 to 4", "81,880")


def test_from_school_to_work_stands_in_the_order_of_ages(pack):
    spine = next(b for b in chapter_in(pack).blocks if isinstance(b, Picture) and b.key == "productivity-school-spine")
    assert isinstance(spine.twin, Table)
    assert [row[0].split(" (")[0] for row in spine.twin.rows] == [
        "Average Attainment 8 score",
        "Young people aged 16 and 17 NEET or not known",
        "Qualified to level 3 by age 19",
        "Apprenticeship starts",
    ]


def test_neet_is_said_with_its_bounds_and_drawn_once_in_the_pack(base, pack):
    said = " ".join(s.text for b in chapter_in(pack).blocks if isinstance(b, Findings) for s in b.statements)
    assert "between 4.3% and 5.8% are NEET" in said
    whole = make_pack(base, "E06000053", as_of=AS_OF)
    assert [b.key for _, b in whole.blocks if isinstance(b, Picture) and "bounds" in b.key] == ["neet-bounds"]


def test_the_prize_is_said_with_what_it_is_not(pack):
    notes = " ".join(b.text for b in chapter_in(pack).blocks if isinstance(b, Note))
    assert "it is a size, not a forecast" in notes and "not income of residents" in notes


def test_a_chart_that_cannot_be_drawn_gives_its_reason_and_the_rest_stands(base):
    chapter = chapter_in(pack_of(base, "K02000001"))
    notes = [b.text for b in chapter.blocks if isinstance(b, Note)]
    assert any("is what places are compared with" in text for text in notes)
    assert any(isinstance(b, Picture) and b.key == "productivity-gva-chart" for b in chapter.blocks)


def test_more_districts_than_can_be_drawn_are_told_by_the_ends_of_their_pairs(base):
    """London has 33 boroughs and so 528 pairs."""
    blocks = chapter_in(pack_of(base, "E12000007")).blocks
    assert not [b for b in blocks if isinstance(b, Picture) and b.key == "productivity-similarity-chart"]
    ends = next(b for b in blocks if isinstance(b, Table) and b.key == "productivity-similarity")
    assert len(ends.rows) == 20 and "528 pairs" in ends.title
    alike = [float(row[-1]) for row in ends.rows]
    assert alike == sorted(alike, reverse=True)
