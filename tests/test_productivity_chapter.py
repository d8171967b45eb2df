"""The chapter on productivity evidence of a pack, on the figures that the project carries."""

from datetime import date

import pytest

from evidence.indicators.base import EvidenceBase
from evidence.pack.blocks import Chapter, EvidencePack, Findings, Heading, Note, Table
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
