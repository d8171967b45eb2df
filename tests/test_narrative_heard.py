"""The engagement log counted by hand: who was heard, who was not, and nothing that may not be shown."""

from dataclasses import astuple, replace
from datetime import date

from evidence.narrative.heard import month_of, organisation_key, summary_of
from tests.engaged import BOLTON, GREATER_MANCHESTER, SPOKEN

SECRET = "We are about to close the Farnworth plant."


def log():
    """Seven entries: six conversations and a report."""
    said = [
        SPOKEN,  # Bolton Castings, not quotable
        replace(SPOKEN, id="2", date="2026-06-01", theme="finance", prompt="", said=SECRET, follow_up="Ring back"),
        replace(SPOKEN, id="3", organisation="THE Hulme Bakery Co.", size="micro", area="E08000003", quotable=True),
        replace(SPOKEN, id="4", organisation="Hulme Bakery Co", size="micro", area="", date="", quotable=True),
        replace(
            SPOKEN, id="5", organisation="", sector="residents", size="", method="workshop", theme="other", prompt=""
        ),
        replace(SPOKEN, id="6", organisation="Bury College", sector="education", size="large", area="E08000002"),
        replace(SPOKEN, id="7", organisation="Think Tank", method="document", sector="", size="", date="2025-01-02"),
    ]
    done = replace(said[2], follow_up="Send the list", follow_up_done=True)
    promised = replace(said[5], follow_up="Invite to the board", date="2026-03-02")
    return [*said[:2], done, *said[3:5], promised, said[6]]


def counted(counts):
    return [(c.name, c.entries, c.organisations) for c in counts]


def test_conversations_documents_and_organisations_are_counted_apart(base):
    found = summary_of(log(), base)
    assert (found.entries, found.conversations, found.documents) == (7, 6, 1)
    assert (found.organisations, found.unnamed) == (3, 1)  # Bolton Castings, Hulme Bakery, Bury College
    assert (found.first, found.last) == (date(2026, 3, 2), date(2026, 6, 1))


def test_entries_are_counted_by_what_they_say_in_the_order_of_what_is_on_offer(base):
    found = summary_of(log(), base)
    assert counted(found.by_theme) == [("Skills and labour", 5, 4), ("Finance", 1, 1), ("What else they raised", 1, 0)]
    assert counted(found.by_sector) == [("Manufacturing", 4, 2), ("Education and training", 1, 1), ("Residents", 1, 0)]
    assert counted(found.by_size) == [
        ("Micro (0 to 9 people)", 2, 1),
        ("Small (10 to 49 people)", 2, 1),
        ("Large (250 people or more)", 1, 1),
        ("Not known", 1, 0),
    ]
    assert counted(found.by_area) == [("Bolton", 4, 2), ("Bury", 1, 1), ("Manchester", 1, 1), ("Not known", 1, 1)]
    assert counted(found.by_method) == [
        ("One-to-one conversation", 5, 3),
        ("Workshop or round table", 1, 0),
        ("Report or plan", 1, 1),
    ]
    assert counted(found.by_month) == [
        ("January 2025", 1, 1),
        ("March 2026", 1, 1),
        ("May 2026", 3, 2),
        ("June 2026", 1, 1),
        ("Not known", 1, 1),
    ]


def test_who_is_not_quotable_is_called_by_sector_and_area(base):
    found = summary_of(log(), base)
    assert [(s.name, s.organisations) for s in found.speakers] == [
        ("Hulme Bakery Co", 1),
        ("a business in manufacturing, Bolton", 1),
        ("an organisation in education or training", 1),
        ("residents, Bolton", 1),
    ]


def test_who_has_not_been_heard_is_said_with_the_largest_sectors_first(base):
    found = summary_of(log(), base, BOLTON)
    assert [u.key for u in found.themes_unheard] == ["growth", "supply-chains", "innovation"]
    assert [u.key for u in found.sizes_unheard] == ["medium"]
    # UK business: activity, size and location, 2025: 10,560 enterprises in Bolton, of them 2,290 in motor trades, wholesale
    # and retail, 1,395 in construction, 1,275 in professional services.
    shares = [(u.key, u.firms) for u in found.sectors_unheard]
    assert shares[:3] == [("trade", 2290 / 10560), ("construction", 1395 / 10560), ("professional", 1275 / 10560)]
    assert [key for key, share in shares if share is None] == [
        "energy-water",
        "public-sector",
        "business-body",
        "voluntary",
    ]
    assert "manufacturing" not in dict(shares)


def test_districts_of_the_place_that_nobody_named_are_not_heard(base):
    found = summary_of(log(), base, GREATER_MANCHESTER)
    assert [u.name for u in found.areas_unheard] == [
        "Oldham",
        "Rochdale",
        "Salford",
        "Stockport",
        "Tameside",
        "Trafford",
        "Wigan",
    ]
    assert summary_of(log(), base, BOLTON).areas_unheard == ()
    assert summary_of(log(), base).areas_unheard == ()


def test_a_report_hears_nobody(base):
    report = replace(SPOKEN, method="document", sector="construction", source_title="A plan")
    found = summary_of([report], base, BOLTON)
    assert "construction" in [u.key for u in found.sectors_unheard]
    assert (found.speakers, found.organisations, found.first) == ((), 0, None)


def test_only_what_is_quotable_is_quoted(base):
    found = summary_of(log(), base)
    assert [(q.item_id, q.speaker, q.month) for q in found.quotes] == [
        ("3", "THE Hulme Bakery Co.", "May 2026"),
        ("4", "Hulme Bakery Co", ""),
    ]
    assert found.quotes[0].question == "Do you find people with those skills, and at the level you need?"
    assert found.not_quotable == 5


def test_nothing_that_is_not_quotable_stands_anywhere_in_the_summary(base):
    found = repr(astuple(summary_of(log(), base, GREATER_MANCHESTER)))
    assert not [text for text in (SECRET, "Castings", "Bury College", "Think Tank", "Ring back") if text in found]


def test_follow_ups_that_are_open_are_told_by_their_entries_the_oldest_first(base):
    found = summary_of(log(), base)
    assert (found.open_follow_ups, found.follow_ups_done) == (("6", "2"), 1)


def test_an_empty_log_has_heard_nobody(base):
    found = summary_of([], base, BOLTON)
    assert (found.entries, found.organisations, found.by_theme, found.quotes) == (0, 0, (), ())
    assert (len(found.themes_unheard), len(found.sectors_unheard), len(found.sizes_unheard)) == (6, 19, 4)


def test_what_is_no_longer_on_offer_counts_under_its_own_key(base):
    found = summary_of([replace(SPOKEN, theme="weather", area="X99999999", date="soon")], base)
    assert counted(found.by_theme) == [("weather", 1, 1)]
    assert counted(found.by_area) == [("X99999999", 1, 1)]
    assert counted(found.by_month) == [("Not known", 1, 1)]


def test_organisations_are_told_apart_by_name_without_capitals_points_and_the():
    keys = {organisation_key(replace(SPOKEN, organisation=name)) for name in ("The A.B. Mill", "AB  mill", "ab Mill.")}
    assert keys == {"ab mill"}
    assert organisation_key(replace(SPOKEN, organisation="Żółw")) != organisation_key(
        replace(SPOKEN, organisation="Ćma")
    )
    assert month_of(replace(SPOKEN, date="2026-13-01")) == ""
