"""The chapters on a narrative of a pack: every statement with how it stands and what it rests on, and a row for each piece of evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.errors import EvidenceError
from evidence.pack.blocks import Findings, Heading, Note, Paragraph, Statements, Table, figures_in
from evidence.pack.contents import make_pack, outline
from evidence.workspace.records import Item
from tests.narrating import MANCHESTER, SECRET, TODAY, item, narrated, written


@pytest.fixture(scope="module")
def pack(base):
    return narrated(base)


@pytest.fixture(scope="module")
def chapter(pack):
    return next(c for c in pack.chapters if c.key == "narrative")


@pytest.fixture(scope="module")
def statements(chapter):
    return [s for b in chapter.blocks if isinstance(b, Statements) for s in b.statements]


@pytest.fixture(scope="module")
def table(pack):
    return next(b for _, b in pack.blocks if isinstance(b, Table) and b.key == "claims-evidence")


def one(statements, begins):
    return next(s for s in statements if said(s).startswith(begins))


def said(statement):
    return "\n".join("".join(run.text for run in line) for block in statement.prose for line in block.lines)


def row_of(table, begins):
    return next(row for row in table.rows if row[1].startswith(begins))


def with_claim(base, **content):
    """A workspace of one statement."""
    items = (item(500, "about", title="T", place=MANCHESTER), item(1, "claim", **content))
    return narrated(base, written=replace(written(base, last=False), items=items, kept=()))


def test_the_narrative_comes_first_after_the_place_on_a_page_and_its_evidence_last_before_the_sources(pack):
    assert [c.title for c in pack.chapters] == [
        "Greater Manchester on a page",
        "The place narrative",
        "What people said",
        "What the evidence says",
        "Methods in plain words",
        "Claims and their evidence",
        "What changed since the last pack",
        "Sources",
    ]


def test_the_principles_are_for_the_team_alone(base):
    titles = [c.title for c in narrated(base, edition="internal", chapters=("checks",)).chapters]
    at = titles.index("For the team: how the narrative stands by the eight principles")
    assert titles[at - 1] == "For the team: what to check"


def test_a_pack_without_a_narrative_has_none_of_its_chapters_and_one_without_an_earlier_pack_no_comparison(base):
    plain = make_pack(base, MANCHESTER, as_of=TODAY, chapters=())
    assert [c.key for c in plain.chapters] == ["on-a-page", "summary", "methods", "sources"]
    first = narrated(base, last=False)
    assert "since-last-pack" not in [c.key for c in first.chapters]
    with_it = outline(base, MANCHESTER, chapters=(), edition="public", written=written(base))
    without = outline(base, MANCHESTER, chapters=(), edition="public")
    assert set(with_it.index) - set(without.index) == {
        "The place narrative",
        "What people said",
        "Claims and their evidence",
        "What changed since the last pack",
    }


def test_a_chapter_of_the_narrative_is_not_one_to_choose(base):
    with pytest.raises(EvidenceError, match="There is no chapter 'narrative'") as caught:
        make_pack(base, MANCHESTER, as_of=TODAY, chapters=("narrative",), written=written(base))
    assert "claims" not in str(caught.value)


def test_statements_are_numbered_through_the_sections_in_their_order(chapter, statements):
    assert [s.number for s in statements] == list(range(1, len(statements) + 1))
    sections = [b.text for b in chapter.blocks if isinstance(b, Heading) and b.level == 2][:7]
    assert list(dict.fromkeys(s.section for s in statements)) == sections
    assert sections[:3] == ["Who we are", "Our strengths", "Our challenges"]


def test_a_reference_reads_as_words_and_figures_with_the_number_of_its_evidence(statements, table):
    found = one(statements, "Employment stands at")
    # ONS, Labour Force Survey, LI01, April 2024: 71.9% in 2023.
    assert "Employment stands at 71.9% in 2023" in said(found)
    (run,) = [r for block in found.prose for line in block.lines for r in line if r.number]
    assert row_of(table, "Employment rate, aged 16 to 64, 2023")[0] == f"E{run.number}"
    assert len(found.evidence) == 2
    assert all(n != run.number for n in found.evidence)


def test_strong_and_emphasised_words_and_lists_are_kept(statements):
    found = one(statements, "Ten districts")
    first, items = found.prose
    assert [(r.text, r.strong, r.emphasis) for r in first.lines[0]] == [
        ("Ten districts", True, False),
        (", one economy: ", False, False),
        ("from Wigan to Oldham", False, True),
        (".", False, False),
    ]
    assert (items.kind, len(items.lines)) == ("bullets", 2)


def test_what_changed_is_said_with_how_it_read_and_how_it_reads_now(statements):
    notes = one(statements, "An hour's work").notes
    # ONS, Subregional productivity, June 2025: £39.77 in Greater Manchester and £42.39 in England; 39.77 / 42.39 = 0.938.
    assert (
        notes[0]
        == "The evidence has changed since this was agreed: Gross value added per hour worked, gap to England, 2023. Was: 20% below "
        "England in 2021. Now: 6.2% below England (£39.77 against £42.39) in 2023. Figures for 2023 were revised."
    )


def test_a_statement_without_evidence_is_unsupported_and_one_on_the_future_an_intention(statements):
    assert one(statements, "Ten districts").notes == ("Unsupported: no evidence is cited for it.",)
    hope = one(statements, "By 2040")
    assert hope.status == "An intention"
    assert hope.notes == ("An intention: no evidence is cited for it.",)


def test_evidence_that_cannot_be_read_is_said_with_the_reason_and_without_what_is_for_a_terminal(statements):
    (note,) = one(statements, "Too many young people").notes
    assert note.startswith("Unsupported: no-such-thing. There is no indicator called 'no-such-thing'")
    assert "python" not in note


def test_an_offer_says_who_does_it_by_when(statements):
    said_of = one(statements, "A guarantee").notes[0]
    assert said_of == "Who: Greater Manchester Combined Authority. By when: September 2028."


def test_the_number_of_sources_of_what_people_said_is_shown(statements):
    assert one(statements, "Employment stands at").notes == ("Rests on 2 sources of what people said and wrote.",)


def test_the_first_lines_say_title_step_and_how_the_statements_stand(chapter, statements):
    assert chapter.summary[:2] == (
        "Greater Manchester, local growth plan 2026",
        "Step 3 of 5: Tested with partners. Still ahead: Agreed and Shared.",
    )
    current = sum(s.status == "Current" for s in statements)
    assert chapter.summary[2] == f"{len(statements)} statements: {current} current, 3 unsupported and 2 intentions."


def test_priorities_say_how_the_place_serves_them_and_by_which_statements(chapter):
    at = [isinstance(b, Heading) and b.text == "Advanced manufacturing" for b in chapter.blocks].index(True)
    assert chapter.blocks[at + 1] == Paragraph("Castings and coatings are made here.")
    assert chapter.blocks[at + 2] == Note("Growth sectors 2025. Invest 2035. Shown by statement 1.")


def test_sign_offs_name_the_organisation_the_version_its_reservations_and_what_changed_since(chapter):
    at = [isinstance(b, Heading) and b.text == "Signed off by partners" for b in chapter.blocks].index(True)
    first, reserved, since, changes, second = chapter.blocks[at + 1 : at + 6]
    assert (
        first.text
        == "University of Salford (Provost), 21 November 2026: agrees with the version Evidence pack of 20 November 2026 (20 November 2026)."
    )
    assert reserved.text == "Reservations: The ask is too small."
    assert since.text == "Since University of Salford signed on 21 November 2026:"
    assert isinstance(changes, Findings)
    assert "1 claim added (Who we are 1)." in [s.text for s in changes.statements]
    assert second.text == "GM Chamber: does not agree with a version that is no longer kept."


def test_every_piece_of_evidence_has_a_row_and_every_statement_cites_rows_that_there_are(statements, table):
    assert [row[0] for row in table.rows] == [f"E{n}" for n in range(1, len(table.rows) + 1)]
    cited = {(f"E{n}", s.number) for s in statements for n in s.evidence}
    cited |= {(f"E{r.number}", s.number) for s in statements for b in s.prose for li in b.lines for r in li if r.number}
    assert cited == {(row[0], int(n)) for row in table.rows for n in row[5].split(", ")}


def test_evidence_that_changed_for_one_statement_of_two_says_for_which(statements, table):
    row = row_of(table, "Gross value added per hour worked, gap to England")
    changed, other = one(statements, "An hour's work").number, one(statements, "Gross value added per hour").number
    assert row[3] == f"Changed for {changed}"
    assert row[5] == f"{other}, {changed}"
    assert "It read: 20% below England in 2021." in row[2]


def test_words_that_are_not_quotable_and_their_organisation_are_nowhere_in_the_pack(pack):
    texts = repr(pack)
    assert SECRET not in texts
    assert "Leigh Foods" not in texts
    assert "Call about the site" not in texts
    row = row_of(next(b for _, b in pack.blocks if isinstance(b, Table) and b.key == "claims-evidence"), "A business")
    assert row[1:5] == (
        "A business in manufacturing, Wigan, Market and growth, June 2026",
        "Not for quotation: the words stay with the team.",
        "Current",
        "team's log",
    )


def test_words_that_are_quotable_stand_with_the_organisation(table):
    assert row_of(table, "Bolton Castings Ltd")[2] == "“We cannot find welders, and train our own.”"


def test_words_that_were_edited_since_are_changed_and_their_earlier_wording_is_not_shown(base):
    heard = item(
        100, "evidence", theme="skills", method="visit", said="New words.", quotable=True, organisation="A Ltd"
    )
    claim = item(1, "claim", section="strengths", text="Firms train.", evidence=[heard.id])
    claim = Item(
        claim.id,
        "claim",
        1.0,
        {**claim.content, "accepted": {heard.id: {"who": "A Ltd", "said": "Old, in confidence."}}},
    )
    items = (item(500, "about", title="T", place=MANCHESTER), claim, heard)
    made = narrated(base, written=replace(written(base, last=False), items=items, kept=()))
    assert "Old, in confidence" not in repr(made)
    (statement,) = [s for _, b in made.blocks if isinstance(b, Statements) for s in b.statements]
    assert statement.status == "Changed"
    assert statement.notes[0].endswith("What was recorded has been edited since this was agreed.")


def test_every_source_of_the_evidence_is_in_the_list_by_its_number(pack, table):
    entries = {str(e.number): e.source for e in pack.sources}
    for row in table.rows:
        assert set(row[4].split(", ")) - {"none", "team's log"} <= set(entries)
    assert (
        entries[row_of(table, "Employment rate, aged 16 to 64, 2023")[4]].publisher == "Office for National Statistics"
    )
    # A specialism rests on a table by industry, a report on itself.
    assert "enterprises" in " ".join(
        e.indicators[0].lower() for e in pack.sources if str(e.number) == row_of(table, "Retail, share")[4]
    )
    plan = entries[row_of(table, "Learning and Work Board")[4]]
    assert (plan.title, plan.edition, plan.url) == (
        "Local Skills Improvement Plan",
        "2026-03-01",
        "https://example.org/lsip",
    )


def test_the_figures_behind_the_references_are_figures_of_the_pack(base, chapter, table):
    published = base.observed("employment-rate")["2023-01-01/P1Y"][MANCHESTER].value
    for block in (table, *(b for b in chapter.blocks if isinstance(b, Statements))):
        assert all(f.indicator in base.indicators for f in figures_in(block))
    of_text = [f for b in chapter.blocks if isinstance(b, Statements) for f in figures_in(b)]
    for figures in (of_text, table.figures):
        shown = {f.value for f in figures if f.indicator == "employment-rate" and f.period == "2023-01-01/P1Y"}
        assert shown == {published} == {71.9}


def test_a_narrative_without_a_statement_says_so_and_has_no_table(base):
    items = (item(500, "about", title="T", place=MANCHESTER),)
    made = narrated(base, written=replace(written(base, last=False), items=items, kept=()))
    by_key = {c.key: c for c in made.chapters}
    assert by_key["narrative"].summary == ("T", "No statement is written yet.")
    assert by_key["narrative"].blocks == ()
    assert by_key["claims"].summary == ("No statement of the narrative cites evidence yet.",)
    assert by_key["people-said"].summary == ("Nobody is on record as heard yet.",)


def test_a_statement_that_is_still_empty_says_so(base):
    made = with_claim(base, section="offers", text="")
    (statement,) = [s for _, b in made.blocks if isinstance(b, Statements) for s in b.statements]
    assert statement.notes[0] == "Nothing is written yet."


def test_a_narrative_of_another_place_says_which_and_answers_for_that_place(base):
    made = make_pack(base, "E08000001", as_of=TODAY, chapters=(), written=written(base))
    told = next(c for c in made.chapters if c.key == "narrative")
    assert Paragraph("This narrative is about Greater Manchester.") in told.blocks
    found = [s for b in told.blocks if isinstance(b, Statements) for s in b.statements]
    assert "71.9%" in said(one(found, "Employment stands at"))


def test_a_narrative_of_a_group_brings_its_group_with_it(base):
    place = "group:Two cities=E08000003,E08000006"
    items = (
        item(500, "about", title="T", place=place),
        item(1, "claim", section="who-we-are", text="Here live [[level population]]."),
    )
    made = make_pack(
        base, MANCHESTER, as_of=TODAY, chapters=(), written=replace(written(base), items=items, last=None, kept=())
    )
    (found,) = [s for _, b in made.blocks if isinstance(b, Statements) for s in b.statements]
    (period,) = [f.period for f in found.rests_on[0].finding.figures]
    both = sum(base.observed("population")[period][code].value for code in ("E08000003", "E08000006"))
    assert f"Here live {both:,.0f}\u00a0people in 2023" in said(found)
    assert "group:Two cities" in made.names


def test_the_same_workspace_gives_the_same_pack(base, pack):
    assert narrated(base) == pack
