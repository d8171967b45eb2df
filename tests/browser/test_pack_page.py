"""The web page of a pack, opened from disk without a network: sound on wide and narrow screens, by keyboard, on paper."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from evidence.pack.blocks import INTERNAL, Chapter, EvidencePack
from evidence.pack.web.page import web_page
from tests.packs import sample_pack, table

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# Where the keyboard is: the id or the words of the element that has the focus.
FOCUSED = """() => { const e = document.activeElement;
    return e.classList.contains("scroll") ? "table " + e.querySelector("table").id
        : e === document.body ? "" : e.tagName.toLowerCase() + " " + e.textContent }"""


class Opened:
    """The page in a browser that is offline, with what it complains of and what it asks for."""

    def __init__(self, context: BrowserContext, file: Path) -> None:
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda said: self.complaints.append(said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(file.as_uri())
        self.page.evaluate("() => document.fonts.ready")

    def unfold(self) -> None:
        """Open every table twin."""
        for summary in self.page.locator("summary:visible").all():
            summary.click()

    def stops(self) -> list[str]:
        """Where the tab key leads, from the start of the page to its end."""
        found: list[str] = []
        while len(found) < 200:
            self.page.keyboard.press("Tab")
            where = str(self.page.evaluate(FOCUSED))
            if not where:
                break
            found.append(where)
        return found

    def axe(self) -> list[tuple[str, str]]:
        """Every violation as rule and markup."""
        found = Axe().run(self.page, options=RULES).response["violations"]  # type: ignore[arg-type]
        return [(violation["id"], node["html"][:200]) for violation in found for node in violation["nodes"]]

    def printed(self) -> pikepdf.Pdf:
        """The page on paper."""
        return pikepdf.Pdf.open(io.BytesIO(self.page.pdf(prefer_css_page_size=True, tagged=True, outline=True)))


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Open the sample pack's page at a width."""
    contexts: list[BrowserContext] = []

    def open_page(*, width: int = 1280, pack: EvidencePack | None = None, **choices: str) -> Opened:
        file = tmp_path / "pack.html"
        file.write_text(web_page(pack or sample_pack(**choices)), encoding="utf-8")
        contexts.append(browser.new_context(viewport={"width": width, "height": 800}, offline=True))
        return Opened(contexts[-1], file)

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [1280, 320])
def test_the_page_is_sound(opened, width):
    seen = opened(width=width, edition=INTERNAL)
    assert seen.axe() == []
    seen.unfold()
    assert seen.axe() == []
    assert seen.page.evaluate("() => document.documentElement.scrollWidth") == width
    assert seen.complaints == []
    assert [address for address in seen.asked if not address.startswith(("file:", "data:"))] == []


def test_the_page_is_set_in_its_own_typeface(opened):
    loaded = opened().page.evaluate("() => [...document.fonts].map((f) => `${f.family} ${f.weight} ${f.status}`)")
    assert loaded == ["Source Sans Pro 400 loaded", "Source Sans Pro 600 700 loaded"]


def test_on_a_wide_screen_the_keyboard_reaches_every_link_fold_and_table(opened):
    stops = opened().stops()
    assert stops[0] == "a Skip to the evidence"
    for stop in (
        "a Work",
        "a What is behind it?",
        "a Table 2",
        "summary Table of Figure 2",
        "summary Table of Figure 3",
    ):
        assert stop in stops
    assert [stop for stop in stops if stop.startswith("table")] == ["table table-1-grid", "table table-2-grid"]
    assert not any("as a table" in stop for stop in stops)  # the charts fit: no stop in them


def test_contents_are_open_beside_the_text_and_folded_on_a_phone(opened):
    wide = opened().page
    link = wide.get_by_role("navigation").get_by_role("link", name="What is behind it?")
    assert link.is_visible()
    assert not wide.locator("nav summary").is_visible()
    seen = opened(width=320)
    link = seen.page.get_by_role("navigation").get_by_role("link", name="What is behind it?")
    assert not link.is_visible()
    assert "a What is behind it?" not in seen.stops()
    seen.page.locator("nav summary").click()
    assert link.is_visible()


def test_a_table_of_eight_columns_is_whole_beside_the_contents_and_on_a_phone_a_shadow_says_that_it_moves(opened):
    names = ("Indicator", "Value", "95% interval", "England", "Compared", "Rank", "Change", "Source")
    said = ("Young people aged 16 and 17 in education or training (%, Dec 2024 to Feb 2025)", "£20,813", "£20,103 to £21,104",
            "£25,425", "0.9 points below, worse", "=11th of 19", "no clear change since 2018", "10")  # fmt: skip
    numeric = (False, True, True, True, False, False, False, False)
    wide = replace(table("wide", "Wide"), columns=names, rows=(said,) * 3, numeric=numeric)
    pack = replace(sample_pack(), chapters=(*sample_pack().chapters, Chapter("wide", "Wide", (), (wide,))))
    over = "(e) => e.scrollWidth - e.clientWidth"
    assert opened(pack=pack).page.locator("#table-3 .scroll").evaluate(over) == 0
    box = opened(pack=pack, width=320).page.locator("#table-3 .scroll")
    assert box.evaluate(over) > 100
    assert box.evaluate("(e) => getComputedStyle(e).backgroundAttachment") == "local, local, scroll, scroll"


def test_on_a_phone_a_chart_moves_sideways_by_keyboard_and_its_link_opens_the_table(opened):
    seen = opened(width=320)
    assert [stop for stop in seen.stops() if "as a table" in stop] == [
        f"a read Figure {n} as a table" for n in (1, 2, 3)
    ]
    box = seen.page.locator("#figure-2 .drawing")
    assert box.evaluate("(e) => [e.scrollWidth > 500, e.clientWidth < 320]") == [True, True]
    link = seen.page.get_by_role("link", name="read Figure 2 as a table")
    link.focus()
    seen.page.keyboard.press("ArrowRight")
    seen.page.wait_for_function("() => document.querySelector('#figure-2 .drawing').scrollLeft > 0")
    assert not seen.page.locator("#figure-2-table").is_visible()
    seen.page.keyboard.press("Enter")
    seen.page.locator("#figure-2-table").wait_for(state="visible")


def test_words_in_charts_stay_readable_on_a_phone(opened):
    size = opened(width=320).page.evaluate(
        "() => { const t = document.querySelector('#figure-2 svg text'); return 13 * t.getScreenCTM().a }"
    )
    assert size > 11  # pixels, of the 13 that they are drawn with


def test_a_table_is_downloaded_from_the_file_itself(opened):
    seen = opened()
    with seen.page.expect_download() as waiting:
        seen.page.get_by_role("link", name="Download Table 1 as CSV").click()
    assert waiting.value.suggested_filename == f"{sample_pack().file_name}-table-1.csv"
    lines = Path(waiting.value.path()).read_text(encoding="utf-8-sig").split("\n")
    assert lines[60].startswith("Place 60,36.40,35.10,published,")


def test_a_script_that_came_into_the_page_would_not_run(opened):
    seen = opened()
    seen.page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s) }"
    )
    assert seen.page.evaluate("() => window.ran") is None
    assert any("Content Security Policy" in complaint for complaint in seen.complaints)


def test_printed_pages_are_a4_and_have_the_running_foot_but_for_the_cover(opened):
    pages = opened(place="Leeds", edition=INTERNAL).printed().pages
    assert len(pages) >= 7
    assert {tuple(round(float(x) / 72 * 25.4) for x in page.mediabox) for page in pages} == {(0, 0, 210, 297)}
    foot = "Leeds · evidence pack · 22 November 2026 · page {} · Internal: not for publication"
    words = [words_of(page) for page in pages]
    assert "evidence pack · 22 November 2026 · page" not in words[0]
    assert [foot.format(n) in text for n, text in enumerate(words[1:], start=2)] == [True] * (len(pages) - 1)


def test_a_table_twin_is_printed_where_the_reader_opened_it(opened):
    seen = opened()
    assert not any("Figure 2 as a table" in words_of(page) for page in seen.printed().pages)
    seen.page.get_by_text("Table of Figure 2").click()
    printed = [words_of(page) for page in seen.printed().pages]
    assert sum("Figure 2 as a table" in text for text in printed) == 1
    assert not any("Figure 3 as a table" in text for text in printed)


def words_of(page: pikepdf.Page) -> str:
    """The text of a printed page in the order in which it is drawn, without the spaces between its pieces."""
    fonts = {name: letters_of(font) for name, font in page.resources.get("/Font", {}).items()}
    text, letters = "", {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            letters = fonts[str(operands[0])]
        pieces = operands[0] if str(operator) == "TJ" else operands if str(operator) == "Tj" else ()
        for piece in pieces:
            if isinstance(piece, pikepdf.String):
                glyphs = bytes(piece)
                text += "".join(letters.get(glyphs[i : i + 2], "") for i in range(0, len(glyphs), 2))
    return text


def letters_of(font: pikepdf.Object) -> dict[bytes, str]:
    """What each glyph of a font stands for, by its ToUnicode table."""
    table = font["/ToUnicode"].read_bytes().decode("latin-1")
    found: dict[bytes, str] = {}
    for kind, body in re.findall(r"begin(bfchar|bfrange)(.*?)end\1", table, flags=re.DOTALL):
        codes = [bytes.fromhex(code) for code in re.findall(r"<([0-9A-Fa-f]+)>", body)]
        step = 2 if kind == "bfchar" else 3
        for group in (codes[i : i + step] for i in range(0, len(codes), step)):
            first, last = int.from_bytes(group[0]), int.from_bytes(group[-2])
            start = group[-1].decode("utf-16-be")
            for code in range(first, last + 1 if kind == "bfrange" else first + 1):
                found[code.to_bytes(2)] = start[:-1] + chr(ord(start[-1]) + code - first)
    return found
