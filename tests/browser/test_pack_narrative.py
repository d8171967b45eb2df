"""A narrative on the web page of a pack: sound on wide and narrow screens, and its marks lead to the evidence."""

from __future__ import annotations

import pytest

from tests.browser.test_pack_page import opened  # noqa: F401 (a fixture)
from tests.stated import HOSTILE, STATEMENTS, stated


@pytest.mark.parametrize("width", [1280, 320])
def test_statements_break_no_rule_and_fit_the_screen(opened, width):  # noqa: F811
    seen = opened(width=width, pack=stated(STATEMENTS))
    assert seen.axe() == []
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    assert seen.complaints == []


def test_a_mark_leads_to_the_table_of_evidence_by_keyboard(opened):  # noqa: F811
    seen = opened(pack=stated(STATEMENTS))
    mark = seen.page.get_by_role("link", name="evidence 3")
    mark.focus()
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate("location.hash") == "#table-2"


def test_nothing_that_somebody_typed_runs_or_asks(opened):  # noqa: F811
    seen = opened(pack=stated(HOSTILE))
    assert seen.complaints == []
    assert len(seen.asked) == 1
    assert seen.page.locator("li[id^=statement-]").count() == len(HOSTILE.statements)
    assert seen.page.locator("script, img, iframe").count() == 0
