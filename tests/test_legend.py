"""The key of a map as HTML."""

from dataclasses import replace

from evidence.show.legend import key_html
from evidence.show.views import KeyEntry, map_view, two_way_view


def test_the_key_has_words_and_counts_beside_every_colour(base):
    view = map_view(base, "gva-per-hour-worked", "lep", None)
    html = key_html(view)
    assert html.count("<li>") == 5
    assert all(entry.words in html and f">{entry.count}<" in html for entry in view.key)


def test_the_square_names_its_corners(base):
    html = key_html(two_way_view(base, "gva-per-hour-worked", "neet-or-not-known-16-17", "county-or-unitary"))
    assert "Top right, darkest</strong>: low GVA per hour, high NEET" in html
    assert html.count("<span style=") == 9


def test_names_are_text_never_markup(base):
    view = map_view(base, "gva-per-hour-worked", "lep", None)
    hostile = replace(view, key=(KeyEntry("#FFFFFF", "<script>alert(1)</script>", 1),))
    assert "<script>" not in key_html(hostile)
