"""The engagement log as tables and sentences for a page and a pack."""

from dataclasses import replace

from evidence.narrative.engagement_tables import (
    count_tables,
    heard_sentence,
    quotes_table,
    shares_note,
    speakers_table,
    unheard_sentence,
    unheard_table,
)
from evidence.narrative.heard import summary_of
from tests.engaged import BOLTON, SPOKEN

QUOTED = replace(SPOKEN, id="2", organisation="Bakery", theme="growth", prompt="", quotable=True, date="2026-06-01")


def test_counts_are_a_table_for_each_way_of_counting(base):
    tables = count_tables(summary_of([SPOKEN, QUOTED], base))
    assert list(tables) == ["Theme", "Sector", "Size", "Area", "How it was heard", "Month"]
    assert tables["Theme"].reset_index().to_dict("records") == [
        {"Theme": "Market and growth", "Entries": 1, "Organisations named": 1},
        {"Theme": "Skills and labour", "Entries": 1, "Organisations named": 1},
    ]
    assert tables["Area"].reset_index().to_dict("records") == [
        {"Area": "Bolton", "Entries": 2, "Organisations named": 2}
    ]


def test_speakers_and_quotations_name_only_who_may_be_named(base):
    summary = summary_of([SPOKEN, QUOTED], base)
    assert speakers_table(summary)["How many"].to_dict() == {"Bakery": 1, "a business in manufacturing, Bolton": 1}
    assert quotes_table(base, summary).reset_index().to_dict("records") == [
        {
            "Theme": "Market and growth",
            "What was said": "We cannot find welders.",
            "Who said it": "Bakery",
            "When": "June 2026",
        }
    ]


def test_who_was_not_heard_is_said_with_the_share_of_enterprises(base):
    table = unheard_table(summary_of([SPOKEN], base, BOLTON))
    # 2,290 and 190 of 10,560 enterprises in Bolton, 2025.
    assert table.loc["Wholesale, retail and motor trades"].to_list() == ["Sector", "21.7%"]
    assert table.loc[["Finance and insurance"], "Share of enterprises here"].to_list() == ["1.8%"]
    assert table.loc["Voluntary and community sector"].to_list() == ["Sector", ""]
    assert table.loc["Innovation"].to_list() == ["Theme", ""]


def test_shares_carry_their_year_and_source(base):
    note = shares_note(base)
    assert "in 2025" in note
    assert note.endswith(
        "Source: Office for National Statistics, UK business: activity, size and location, September 2025; "
        "Open Government Licence v3.0."
    )


def test_one_sentence_says_how_many_were_heard_and_when(base):
    def said(*items):
        return heard_sentence(summary_of(items, base))

    report = replace(SPOKEN, id="3", method="document")
    nobody = replace(SPOKEN, id="4", organisation="", date="")
    assert said() == "Nobody is on record as heard yet."
    assert said(SPOKEN) == "On record: 1 conversation, with 1 named organisation, on 31 May 2026."
    assert said(SPOKEN, QUOTED, nobody, report) == (
        "On record: 3 conversations and 1 report or plan, with 2 named organisations (1 conversation without a name), "
        "31 May 2026 to 1 June 2026."
    )
    assert said(nobody) == "On record: 1 conversation."
    assert said(report, replace(report, id="5")) == "On record: 2 reports or plans."


def test_one_sentence_says_who_is_lacking(base):
    summary = summary_of([SPOKEN], base, BOLTON)
    assert unheard_sentence(summary) == (
        "Not heard yet, sectors with most enterprises: Wholesale, retail and motor trades (21.7% of enterprises), "
        "Construction (13.2% of enterprises), Professional, scientific and technical services (12.1% of enterprises) "
        "and 9 more; sizes: Micro (0 to 9 people), Medium (50 to 249 people) and Large (250 people or more); "
        "themes: Market and growth, Supply chains, Finance and 2 more."
    )
