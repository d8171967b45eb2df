"""Making a pack of real places: its chapters, its choices, and that it cites what it shows."""

import re
from datetime import date

import pytest

from evidence.errors import EvidenceError
from evidence.indicators.catalogue import THEMES
from evidence.indicators.periods import parse_period
from evidence.pack.blocks import INTERNAL, Findings, Note, Picture, Sources, Table, Tiles, figures_in
from evidence.pack.contents import (
    LONGEST_PURPOSE,
    PARTS,
    PURPOSE,
    check_choices,
    fingerprint,
    make_pack,
    newest_period,
    outline,
    parts_for,
)
from tests.worked import DUNMOUTH, copy_of_world

TODAY = date(2026, 11, 22)
MANCHESTER, CUMBRIA, CAMDEN, DEVON, SCILLY = "E47000001", "E37000007", "E09000007", "E10000008", "E06000053"


@pytest.fixture(scope="module")
def manchester(base):
    return make_pack(base, MANCHESTER, as_of=TODAY)


def test_the_chapters_are_the_place_the_summary_a_chapter_a_theme_peers_methods_and_sources(base, manchester):
    held = {i.theme for i in base.indicators.values() if i.role != "base"}
    titles = [chapter.title for chapter in manchester.chapters]
    assert titles == [
        "Greater Manchester on a page",
        "What the evidence says",
        "Productivity evidence",
        "Inclusive growth",
        *(theme for theme in THEMES if theme in held),
        "Peers, and why they are peers",
        "Methods in plain words",
        "Sources",
    ]


@pytest.mark.parametrize("code", [MANCHESTER, CUMBRIA, CAMDEN, DEVON, SCILLY])
def test_every_key_is_unique_and_every_picture_has_words_a_source_and_a_twin(base, code):
    pack = make_pack(base, code, as_of=TODAY)
    keys = [block.key for _, block in pack.blocks if isinstance(block, Picture | Table)]
    assert len(keys) == len(set(keys))
    pictures = [block for _, block in pack.blocks if isinstance(block, Picture)]
    assert len({p.alt for p in pictures}) == len(pictures)
    for picture in pictures:
        assert len(picture.alt) > 60
        assert picture.source
        assert picture.svg.startswith("<svg ")
        assert picture.twin in pack.labels if isinstance(picture.twin, str) else picture.twin.rows


@pytest.mark.parametrize("code", [MANCHESTER, CUMBRIA, CAMDEN, DEVON, SCILLY])
def test_every_figure_has_its_indicator_its_area_and_a_listed_source(base, code):
    pack = make_pack(base, code, as_of=TODAY)
    shown = [figure for _, block in pack.blocks for figure in figures_in(block)]
    assert len(shown) > 300
    assert {f.indicator for f in shown} <= set(pack.indicators)
    assert {f.area_code for f in shown} <= set(pack.names)
    listed = {entry.source for entry in pack.sources}
    assert {pack.indicators[f.indicator].source for f in shown} <= listed


def test_every_sentence_and_headline_with_a_figure_names_its_source(manchester):
    numbers = {entry.number for entry in manchester.sources}
    said = [s for _, b in manchester.blocks if isinstance(b, Findings) for s in b.statements]
    said += [t for _, b in manchester.blocks if isinstance(b, Tiles) for t in b.tiles]
    assert len(said) > 60
    assert all(s.sources and set(s.sources) <= numbers for s in said)


def test_sources_are_numbered_from_one_in_the_order_in_which_they_are_cited(manchester):
    assert [e.number for e in manchester.sources] == list(range(1, len(manchester.sources) + 1))
    first = next(t for _, b in manchester.blocks if isinstance(b, Tiles) for t in b.tiles)
    assert first.sources == (1,)
    [block] = [b for _, b in manchester.blocks if isinstance(b, Sources)]
    assert block.entries == manchester.sources
    assert all(e.attribution.endswith(".") and "under ." not in e.attribution for e in block.entries)
    # A study that a case of coordination is told of may print no address; official statistics always have one.
    assert all(e.source.url and e.source.edition for e in block.entries if e.periods)


def test_productivity_of_greater_manchester_is_the_figure_that_ons_publishes(base, manchester):
    # ONS, Subregional productivity, June 2025: GVA per hour worked, Greater Manchester, 2023.
    tile = next(b for _, b in manchester.blocks if isinstance(b, Tiles)).tiles[0]
    published = base.observed("gva-per-hour-worked")["2023-01-01/P1Y"][MANCHESTER].value
    assert tile.figure == f"£{published:.2f}"
    assert tile.finding.figures[0].origin == "published"


def test_a_theme_without_a_figure_says_so_in_its_summary(base):
    pack = make_pack(base, SCILLY, as_of=TODAY)
    health = next(c for c in pack.chapters if c.key == "health-and-wellbeing")
    without = [c for c in pack.chapters if c.summary and c.summary[0].startswith("No indicator of this theme")]
    assert health.blocks
    for chapter in without:
        assert any(isinstance(b, Table) and b.key.endswith("-without") for b in chapter.blocks)


def test_an_area_without_published_neighbours_says_so_instead_of_a_chapter_of_peers(base):
    peers = next(c for c in make_pack(base, "E12000002", as_of=TODAY).chapters if c.key == "peers")
    assert peers.summary[0].startswith("ONS publishes statistical neighbours for districts")
    assert peers.blocks == ()


def test_neet_never_stands_alone(manchester):
    [chapter] = [c for c in manchester.chapters if c.key == "young-people"]
    first = next(b for b in chapter.blocks if isinstance(b, Findings))
    assert "depending on the" in first.statements[0].text
    assert "not known" in first.statements[0].text


def test_only_chosen_chapters_are_made_and_what_always_belongs_stays(base):
    pack = make_pack(base, MANCHESTER, as_of=TODAY, chapters=("work",))
    assert [c.key for c in pack.chapters] == ["on-a-page", "summary", "work", "methods", "sources"]


def test_the_internal_edition_says_what_to_check(base):
    pack = make_pack(base, CUMBRIA, as_of=TODAY, edition=INTERNAL)
    checks = next(c for c in pack.chapters if c.key == "checks")
    [table] = [b for b in checks.blocks if isinstance(b, Table)]
    assert {"Modelled", "No figure"} <= {row[1] for row in table.rows}
    assert "checks" not in {c.key for c in make_pack(base, CUMBRIA, as_of=TODAY).chapters}


def test_progress_goes_from_nothing_upwards_and_names_each_chapter(base):
    told = []
    make_pack(base, CAMDEN, as_of=TODAY, progress=lambda share, doing: told.append((share, doing)))
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] < 1
    assert {"Work", "Young people", "Methods in plain words"} <= {doing for _, doing in told}


def test_the_same_choices_give_the_same_pack(base, manchester):
    assert make_pack(base, MANCHESTER, as_of=TODAY) == manchester


def test_a_date_before_the_evidence_is_refused(base):
    with pytest.raises(EvidenceError, match=r"cannot be dated 1 June 2024: the evidence base holds figures up to"):
        make_pack(base, MANCHESTER, as_of=date(2024, 6, 1))
    check_choices(base, as_of=parse_period(newest_period(base)).end, edition="public", chapters=None)


def test_unknown_chapters_and_editions_are_refused_with_those_that_are_known(base):
    with pytest.raises(EvidenceError, match=r"no chapter 'wrok' in the public edition; chapters are: .*work"):
        make_pack(base, MANCHESTER, as_of=TODAY, chapters=("wrok",))
    with pytest.raises(EvidenceError, match="no chapter 'checks' in the public edition"):
        make_pack(base, MANCHESTER, as_of=TODAY, chapters=("checks",))
    with pytest.raises(EvidenceError, match="no edition 'secret'; editions are: public, internal"):
        make_pack(base, MANCHESTER, as_of=TODAY, edition="secret")


def test_an_area_that_was_succeeded_is_refused_with_its_successor(base):
    ended = next(a for a in base.areas.values() if a.successors and "district" in a.geographies)
    with pytest.raises(EvidenceError, match=re.escape(base.areas[ended.successors[0]].name)):
        make_pack(base, ended.code, as_of=TODAY)


def test_an_area_without_any_figure_is_refused(base):
    bare = (
        next(a.code for a in base.areas.values() if "itl2" in a.geographies and a.code.startswith("X"))
        if any("itl2" in a.geographies and a.code.startswith("X") for a in base.areas.values())
        else None
    )
    if bare:
        with pytest.raises(EvidenceError, match="nothing to put in a pack"):
            make_pack(base, bare, as_of=TODAY)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("For cabinet", "For cabinet"),
        ("  two\n lines\x00\x0b ", "two lines"),
        ("", PURPOSE),
        ("\x07", PURPOSE),
        ("y" * 500, "y" * LONGEST_PURPOSE),
    ],
)
def test_a_purpose_is_one_line_that_every_format_can_hold(base, typed, printed):
    assert make_pack(base, SCILLY, as_of=TODAY, chapters=("work",), purpose=typed).purpose == printed


def test_the_fingerprint_changes_with_any_figure(tmp_path):
    from evidence.indicators.base import open_evidence

    folder = copy_of_world(tmp_path)
    before = fingerprint(open_evidence(folder))
    assert fingerprint(open_evidence(folder)) == before
    path = folder / "observations" / "population.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("2022", "2022"), encoding="utf-8")
    assert fingerprint(open_evidence(folder)) == before
    notes = folder / "places" / "areas.csv"
    notes.write_text(notes.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert fingerprint(open_evidence(folder)) != before


def test_the_outline_counts_indicators_with_and_without_a_figure(base):
    table = outline(base, CUMBRIA, chapters=("work",), edition="public")
    assert list(table.index) == [
        "The place on a page",
        "What the evidence says",
        "Work",
        "Methods in plain words",
        "Sources",
    ]
    held, absent = (int(text) for text in table.loc["Work"])
    assert held + absent == sum(i.theme == "Work" and i.role != "base" for i in base.indicators.values())


def test_themes_without_indicators_are_not_offered(world):
    offered = {part.key for part in parts_for(world, "public")}
    assert "health-and-wellbeing" not in offered
    assert {"work", "young-people", "methods"} <= offered
    assert len({part.key for part in PARTS}) == len(PARTS)


def test_notes_are_never_empty(manchester):
    assert all(block.text.strip() for _, block in manchester.blocks if isinstance(block, Note))


def test_an_evidence_base_without_outlines_still_gives_a_pack_and_says_that_no_map_was_drawn(world):
    pack = make_pack(world, DUNMOUTH, as_of=TODAY)
    assert pack.cover is None
    assert not [b for _, b in pack.blocks if isinstance(b, Picture) and b.kind == "map"]


def test_a_pack_that_is_compared_with_nothing_says_so(base):
    pack = make_pack(base, SCILLY, as_of=TODAY, chapters=("work",), comparators=())
    assert pack.compared_with == "no other area"
