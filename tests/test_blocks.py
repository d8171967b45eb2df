"""The block model: numbers of figures and tables, what a block rests on, names of files."""

from dataclasses import replace

import pytest

from evidence.pack.blocks import INTERNAL, Note, Paragraph, figures_in, findings_in
from tests.packs import FIGURES, GAP, LEVEL, NEET_LEVEL, YOUNG, sample_pack


def test_pictures_and_tables_are_numbered_in_the_order_of_the_document():
    assert sample_pack().labels == {
        "spine": "Figure 1",
        "trend": "Figure 2",
        "map": "Figure 3",
        "long": "Table 1",
        "short": "Table 2",
    }


def test_a_picture_rests_on_the_figures_of_its_twin_and_a_list_on_those_of_its_findings():
    blocks = [block for _, block in sample_pack().blocks]
    tiles, spine, _, _, said, trend = blocks[:6]
    assert figures_in(tiles) == (FIGURES[0], YOUNG[0])
    assert figures_in(spine) == ()  # its twin is a table of the pack, which holds them
    assert figures_in(said) == (*LEVEL.figures, *GAP.figures, *NEET_LEVEL.figures)
    assert figures_in(trend) == FIGURES


def test_only_sentences_and_headlines_say_findings():
    blocks = [block for _, block in sample_pack().blocks]
    assert [len(findings_in(block)) for block in blocks[:6]] == [3, 0, 0, 0, 3, 0]
    assert findings_in(Note("x")) == figures_in(Paragraph("x")) == ()


def test_the_date_is_said_in_words():
    assert sample_pack().dated == "22 November 2026"


def test_only_the_internal_edition_is_marked():
    assert sample_pack().mark == ""
    assert sample_pack(edition=INTERNAL).mark == "Internal: not for publication"


def test_the_running_foot_names_place_and_date_and_not_the_mark_which_each_format_sets_in_its_own_way():
    assert sample_pack(place="Ashby").running_foot == "Ashby · evidence pack · 22 November 2026"
    assert sample_pack(place="Ashby", edition=INTERNAL).running_foot == "Ashby · evidence pack · 22 November 2026"


def test_only_sources_with_an_entry_in_the_document_are_listed():
    pack = sample_pack()
    assert pack.listed == {1, 2}
    assert replace(pack, chapters=pack.chapters[:-1]).listed == frozenset()


@pytest.mark.parametrize(
    ("kind", "named"),
    [("combined authority", "Combined authority"), ("London borough", "London borough"), ("LEP", "LEP"), ("", "")],
)
def test_a_kind_of_place_that_stands_alone_begins_with_a_capital_and_keeps_its_others(kind, named):
    assert replace(sample_pack(), kind=kind).kind_named == named


@pytest.mark.parametrize(
    ("place", "code", "name"),
    [
        ("Greater Manchester", "E47000001", "greater-manchester-E47000001"),
        ("Ynys Môn and Llŷn", "W1", "ynys-mon-and-llyn-W1"),
        ("../../etc/passwd", "group:../../etc/passwd", "etc-passwd-group"),
        ("   ", "E1", "place-E1"),
        ("x" * 200, "E1", "x" * 60 + "-E1"),
    ],
)
def test_a_file_is_named_after_place_code_and_date_in_letters_that_every_system_takes(place, code, name):
    pack = replace(sample_pack(place=place), area_code=code)
    assert pack.file_name == f"evidence-pack-{name}-2026-11-22"


def test_the_internal_edition_has_another_file_name():
    assert sample_pack(edition=INTERNAL, place="Ashby").file_name == "evidence-pack-ashby-E1-2026-11-22-internal"
