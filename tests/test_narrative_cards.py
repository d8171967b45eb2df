"""Statements as HTML: how each stands by word and sign, what it was and is, and never anything active."""

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.narrative.compare import compare
from evidence.narrative.records import Priority, SignOff
from evidence.narrative.review import review_of
from evidence.narrative.whole import narrative_of
from evidence.show.narrative_cards import (
    MISSING,
    comparison_html,
    counts_html,
    evidence_html,
    priorities_html,
    progress_html,
    sign_off_html,
    statement_html,
)
from evidence.workspace.records import Item
from tests.worked import COUNTY, ENGLAND
from tests.workspaces import HOSTILE

LEVEL, GAP = "level employment-rate", f"gap employment-rate to {ENGLAND}"
OLD = {LEVEL: {"kind": "level", "value": 50.0, "words": "50.0% in 2021", "sentence": "It was 50.0%."}}
TAGS = {
    *("article", "p", "span", "div", "ul", "ol", "li", "strong", "em", "sup", "mark", "del", "ins"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd"),
}


class Seen(HTMLParser):
    """The tags, their attributes and the text of a piece of HTML."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.text = set(), set(), ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.text += data


def claim(number, section, text="Words.", **more):
    return Item(f"{number:032x}", "claim", float(number), {"section": section, "text": text} | more)


def card(world, item, *others, **how):
    """The first statement of a narrative, as HTML that was read."""
    narrative = narrative_of(world, COUNTY, [item, *others])
    statement = narrative.statements[0]
    evidence = {one.part.key: one.number for one in narrative.cited}
    review = review_of(world, COUNTY, statement.claim, {})
    return Seen(statement_html(statement, evidence, review=review, **how))


@pytest.mark.parametrize(
    ("item", "word"),
    [
        (claim(1, "strengths", f"[[{LEVEL}]]"), "✓ Current"),
        (claim(1, "strengths", f"At [[{LEVEL}]].", accepted=OLD), "△ Changed"),
        (claim(1, "strengths"), "○ Unsupported"),
        (claim(1, "offers"), "→ Intention"),
    ],
)
def test_how_a_statement_stands_is_said_by_word_and_sign(world, item, word):
    assert word in card(world, item).text
    assert word not in card(world, item, marks=False).text


def test_a_changed_statement_says_what_it_was_and_is(world):
    text = card(world, claim(1, "strengths", f"At [[{LEVEL}]].", accepted=OLD)).text
    assert "Was: 50.0% in 2021 Now: 73.0%" in text.replace("\u00a0", " ")


def test_numbers_without_evidence_and_words_that_claim_more_are_marked_and_listed(world):
    item = claim(1, "strengths", "Significantly, 45% of us.")
    seen = card(world, item)
    assert "mark" in seen.tags
    assert "No evidence here for: 45%" in seen.text
    assert "More than the evidence says: Significantly" in seen.text
    folded = card(world, item, notes=False)
    assert "mark" in folded.tags and "No evidence here for" not in folded.text
    assert "mark" not in card(world, item, marks=False).tags


def test_evidence_in_the_text_is_numbered_there_and_evidence_beside_it_below(world):
    seen = card(world, claim(1, "offers", f"At [[{LEVEL}]].", rests_on=[GAP], by_whom="The county", by_when="2030"))
    assert "evidence 1" in " ".join(seen.text.split())
    assert "Evidence 2; The county; by 2030" in seen.text


def test_where_a_figure_is_still_missing_that_is_said_and_it_is_no_evidence(world):
    item = claim(1, "strengths", "We are at [[]].")
    narrative = narrative_of(world, COUNTY, [item])
    seen = card(world, item)
    assert MISSING in seen.text and "Evidence 1" not in seen.text
    assert "[[]]" not in Seen(evidence_html(world, narrative.cited)).text


def test_an_empty_statement_says_so(world):
    assert "Nothing is written yet." in card(world, claim(1, "strengths", "")).text


def test_how_many_sources_of_what_people_said_carry_it(world):
    heard = [Item(f"{n:032x}", "evidence", 1.0, {"organisation": f"Firm {n}", "said": "Busy."}) for n in (100, 101)]
    item = claim(1, "strengths", "Busy.", evidence=[one.id for one in heard])
    assert "rests on 2 sources of what people said" in card(world, item, *heard).text


def test_the_counts_name_what_occurs_and_always_what_is_current(world):
    empty, mixed = (narrative_of(world, COUNTY, items) for items in ([], [claim(1, "offers"), claim(2, "strengths")]))
    assert Seen(counts_html(empty)).text == "✓ Current 0"
    assert Seen(counts_html(mixed)).text == "✓ Current 0○ Unsupported 1→ Intention 1"


def test_the_progress_line_says_what_is_done_now_and_ahead():
    seen = Seen(progress_html("tested"))
    assert "done: Emerging narrative" in seen.text
    assert "now: Tested with partners" in seen.text
    assert "still ahead: Agreed" in seen.text
    assert "aria-current" in seen.attributes
    assert "now:" not in Seen(progress_html("nonsense")).text


def test_the_evidence_stands_by_number_with_its_source_and_statements(world):
    narrative = narrative_of(
        world, COUNTY, [claim(1, "strengths", f"[[{LEVEL}]]"), claim(2, "asks", f"At [[{LEVEL}]]")]
    )
    text = Seen(evidence_html(world, narrative.cited)).text
    assert world.indicators["employment-rate"].source.publisher in text
    assert text.endswith("1 and 2")


def test_priorities_say_how_the_place_serves_them_and_by_which_statements():
    served = Priority("p", name="Skills", source="A plan", fit="We train.", claims=("a", "gone", "b"))
    text = Seen(priorities_html([served, Priority("q", name="Rail")], {"a": 3, "b": 5})).text
    assert "Skills A plan" in text and "We train. Shown by statement 3 and statement 5." in text
    assert "RailHow the place serves it is not written yet." in text


def test_two_versions_show_what_came_what_went_and_what_was_reworded():
    before = [claim(1, "strengths", "Pay is low."), claim(2, "asks", "A tram.")]
    after = [claim(1, "strengths", "Pay is high."), claim(3, "offers", "A bus.")]
    text = Seen(comparison_html(compare(before, after))).text
    assert "Added in What we offer: A bus." in text
    assert "Removed in What we ask for: A tram." in text
    assert "Reworded in Our strengths: " in text
    assert "No statement differs." in Seen(comparison_html(compare(before, before))).text


def test_a_sign_off_says_who_what_and_with_which_reservations():
    signed = SignOff(
        "s", organisation="A college", role="Chair", date="2026-11-26", reservations="Too small.", agreed=True
    )
    text = Seen(sign_off_html(signed, "Draft")).text
    assert text == "A college (Chair) agrees with Draft, 26 November 2026.Reservations: Too small."
    refused = SignOff("s", organisation="A college", date="soon")
    assert Seen(sign_off_html(refused, "Draft")).text == "A college does not agree with Draft, soon."


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_paste_is_text_in_every_place(world, text):
    heard = Item("e" * 32, "evidence", 1.0, {"organisation": text, "said": text, "theme": text, "date": text})
    fields = {"evidence": [heard.id], "rests_on": [text], "by_whom": text, "by_when": text}
    narrative = narrative_of(world, COUNTY, [heard, claim(1, "offers", text, **fields)])
    cited = {one.part.key: one.number for one in narrative.cited}
    other = claim(1, "offers", f"{text} more")
    made = [
        *(statement_html(s, cited, review=review_of(world, COUNTY, s.claim, {})) for s in narrative.statements),
        evidence_html(world, narrative.cited),
        comparison_html(compare([claim(1, "offers", text)], [other, claim(2, text, text)])),
        sign_off_html(SignOff("s", organisation=text, role=text, date=text, reservations=text), text),
        priorities_html([Priority("p", name=text, source=text, fit=text)], {}),
        progress_html(text),
    ]
    for html in made:
        seen = Seen(html)
        assert seen.tags <= TAGS
        assert seen.attributes <= {"class", "style", "aria-label", "aria-hidden", "aria-current", "scope"}


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80))
def test_no_text_becomes_markup(world, text):
    item = claim(1, "offers", text, by_whom=text)
    seen = card(world, item)
    assert seen.tags <= TAGS
