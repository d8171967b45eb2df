"""Entries as HTML: everything for the team, for others only what they may read, and never anything active."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from evidence.narrative.heard import summary_of
from evidence.show.engagement_cards import AT_ONCE, entry_html, name_html, others_html, unheard_html
from evidence.workspace.people import Named
from tests.engaged import BOLTON, SPOKEN

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
TEXTS = ("theme", "prompt", "method", "organisation", "sector", "size", "area", "date", "said", "follow_up")
TODAY = date(2026, 11, 26)


def test_the_team_reads_who_what_when_and_what_is_to_do(base):
    item = replace(SPOKEN, follow_up="Send the list", quotable=True)
    html = entry_html(base, item, number=3, statements=1, named=True)
    for said in (
        "Bolton Castings Ltd",
        "Manufacturing · Small (10 to 49 people) · Bolton · 31 May 2026 · One-to-one conversation",
        "Skills and labour: Do you find people with those skills, and at the level you need?",
        "We cannot find welders.",
        "May be quoted",
        "Follow-up open: Send the list",
        "A name is kept apart",
        "1 statement of the narrative rests on it",
    ):
        assert said in html
    assert "Follow-up done: Send the list" in entry_html(base, replace(item, follow_up_done=True), number=3)


def test_others_read_no_words_no_name_no_day_and_no_size_of_what_is_not_quotable(base):
    html = others_html(base, replace(SPOKEN, follow_up="Send the list"), number=1)
    assert "A business in manufacturing, Bolton" in html and "May 2026" in html and "Not for quotation" in html
    for secret in ("Castings", "welders", "31 May", "Small", "Send the list"):
        assert secret not in html


def test_an_entry_without_a_date_or_organisation_says_so(base):
    html = entry_html(base, replace(SPOKEN, organisation="", date=""), number=1)
    assert "Organisation not named" in html and "date not known" in html


def test_a_long_text_is_folded_at_the_end_of_a_word_and_nothing_of_it_is_lost(base):
    said = " ".join(f"word{n}" for n in range(200))
    html = entry_html(base, replace(SPOKEN, said=said), number=1)
    first, rest = html.split('<details class="rest">')
    shown = first.rpartition('<p class="said">')[2].removesuffix(" …</p>")
    hidden = rest.partition('<p class="said">')[2].partition("</p>")[0]
    assert f"{shown} {hidden}" == said and len(shown) <= AT_ONCE


def test_only_the_address_of_a_web_page_becomes_a_link(base):
    report = replace(SPOKEN, source_title="Report", source_url="https://a.example/?a=1&b=2")
    assert 'href="https://a.example/?a=1&amp;b=2"' in entry_html(base, report, number=1)
    for address in ("javascript:alert(1)", 'https://a.example/" onclick="x', "file:///etc/passwd"):
        assert "<a " not in entry_html(base, replace(report, source_url=address), number=1)


@given(st.sampled_from(TEXTS))
def test_no_field_can_bring_in_an_element(base, field):
    item = replace(SPOKEN, quotable=True, **{field: HOSTILE})
    for html in (entry_html(base, item, number=1), others_html(base, item, number=1)):
        assert "<script" not in html and "<img" not in html


def test_a_name_says_until_when_and_why_and_whether_it_is_due():
    kept = name_html(Named("Amina <b>", "a@b.example", "consent", date(2026, 11, 26)), TODAY, item=SPOKEN, number=2)
    assert "Kept until 26 November 2026" in kept and "Consent" in kept and "due" not in kept
    assert "Amina &lt;b&gt;" in kept and "Entry 2: Bolton Castings Ltd, 31 May 2026" in kept
    assert "due for erasure" in name_html(Named("A", "", "consent", date(2026, 11, 25)), TODAY)


def test_who_was_not_heard_stands_in_lists_with_shares_of_enterprises(base):
    html = unheard_html(summary_of([SPOKEN], base, BOLTON))
    # 2,290 of 10,560 enterprises in Bolton, 2025.
    assert 'Wholesale, retail and motor trades <span class="share">21.7% of enterprises</span>' in html
    assert "<h3>Areas</h3>" not in html  # Bolton is a district: there is nothing to miss in it
    assert "Manufacturing" not in html
