"""The web page of a pack: sound markup, nothing that runs or asks, every text as text, the same every time."""

import os
import re
import subprocess
import sys
from base64 import b64decode, b64encode
from dataclasses import dataclass, field, replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from evidence.errors import EvidenceError
from evidence.pack.blocks import INTERNAL, Chapter, Findings, Picture, Statement
from evidence.pack.web.page import drawing, table_csv, web_page
from tests.packs import GAP, NASTY, PLACE, picture, sample_pack, table

ROOT = Path(__file__).parent.parent
VOID = {"meta", "link", "br", "img", "input", "hr"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    above: tuple["Element", ...]
    text: str = ""
    inside: list["Element"] = field(default_factory=list)


class Page(HTMLParser):
    """Every element of a page in order; `text` of each holds that of all below it."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(text)
        self.close()
        assert self._open == [], "every element that was opened is closed"

    def handle_starttag(self, tag, attrs):
        self._add(tag, attrs)
        if tag not in VOID:
            self._open.append(self.elements[-1])

    def handle_startendtag(self, tag, attrs):
        self._add(tag, attrs)

    def handle_endtag(self, tag):
        assert self._open and self._open.pop().tag == tag

    def handle_data(self, data):
        for element in self._open:
            element.text += data

    def _add(self, tag, attrs):
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, tuple(self._open)))
        for element in self._open:
            element.inside.append(self.elements[-1])

    def all(self, *tags):
        return [element for element in self.elements if element.tag in tags]


@pytest.fixture(scope="module")
def pack():
    return sample_pack()


@pytest.fixture(scope="module")
def text(pack):
    return web_page(pack)


@pytest.fixture(scope="module")
def page(text):
    return Page(text)


def only(elements):
    (element,) = elements
    return element


def style_of(text):
    return text.partition("<style>")[2].partition("</style>")[0]


def test_the_page_says_its_language_and_its_title(page):
    assert only(page.all("html")).attributes["lang"] == "en-GB"
    assert only(page.all("title")).text == f"{PLACE}: evidence pack, 22 November 2026"
    assert only(page.all("h1")).text == f"{PLACE}: evidence pack"


def test_every_id_is_there_once(page):
    ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
    assert len(ids) == len(set(ids)) > 20


def test_every_link_within_the_page_leads_somewhere(page):
    ids = {e.attributes.get("id") for e in page.elements}
    targets = [e.attributes["href"] for e in page.all("a") if e.attributes["href"].startswith("#")]
    assert len(targets) > 15
    assert [target for target in targets if target[1:] not in ids] == []


def test_every_reference_of_accessibility_leads_somewhere(page):
    ids = {e.attributes.get("id") for e in page.elements}
    named = [e.attributes["aria-labelledby"] for e in page.elements if "aria-labelledby" in e.attributes]
    assert named and set(named) <= ids


def test_contents_lead_to_every_chapter_and_section_in_order(page):
    nav = only(page.all("nav"))
    assert [e.text for e in nav.inside if e.tag == "a"] == [
        f"{PLACE} on a page", "Work", "How does it stand?", "What is behind it?", "Peers and why", "Sources",
    ]  # fmt: skip
    assert [e.attributes["href"] for e in nav.inside if e.tag == "a"] == [
        "#chapter-on-a-page", "#chapter-work", "#chapter-work-1", "#chapter-work-2", "#chapter-peers", "#chapter-sources",
    ]  # fmt: skip


def test_no_level_of_heading_is_skipped(page):
    levels = [int(e.tag[1]) for e in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))
    assert [(e.tag, e.text) for e in page.all("h3", "h4")] == [
        ("h3", "How does it stand?"), ("h3", "What is behind it?"), ("h4", "By district"),
    ]  # fmt: skip


def test_landmarks_are_there_once_and_the_first_link_skips_to_the_main_one(page):
    assert [len(page.all(tag)) for tag in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]
    assert page.all("a")[0].attributes["href"] == "#main"


def test_every_drawing_is_named_by_its_text_alternative(pack, page):
    drawings = page.all("svg")
    expected = [pack.cover.alt, *(block.alt for _, block in pack.blocks if isinstance(block, Picture))]
    assert [e.attributes["aria-label"] for e in drawings] == expected
    assert len(set(expected)) == 4
    assert {e.attributes["role"] for e in drawings} == {"img"}


def test_no_two_drawings_share_an_id(text):
    assert [f'id="{name}-clip1"' in text for name in ("cover", "figure-1", "figure-2", "figure-3")] == [True] * 4
    assert 'clip-path="url(#figure-2-clip1)"' in text
    assert 'id="clip1"' not in text and "url(#clip1)" not in text


def test_pictures_and_tables_have_the_packs_numbers(pack, page):
    captions = [e.text for e in page.all("figcaption")][1:] + [
        e.text for e in page.all("caption") if e.text.startswith("Table")
    ]
    assert [caption.split(".")[0].strip() for caption in captions] == [
        "Figure 1",
        "Figure 2",
        "Figure 3",
        "Table 1",
        "Table 2",
    ]
    assert dict(pack.labels) == {
        "spine": "Figure 1", "trend": "Figure 2", "map": "Figure 3", "long": "Table 1", "short": "Table 2",
    }  # fmt: skip


def test_every_table_has_a_caption_and_headers_with_scope(page):
    tables = page.all("table")
    assert len(tables) == 5  # two of the pack's, twins of two pictures and of the cover
    for found in tables:
        assert only([e for e in found.inside if e.tag == "caption"]).text.strip()
        headers = [e for e in found.inside if e.tag == "th"]
        assert [e.attributes.get("scope") for e in headers[:4]] == ["col"] * 4
        assert {e.attributes.get("scope") for e in headers[4:]} == {"row"}
        rows = [e for e in found.inside if e.tag == "tr"][1:]
        assert all([e.tag for e in row.inside] == ["th", "td", "td", "td"] for row in rows)
        assert len(headers) == 4 + len(rows)


def test_numbers_align_right_with_their_headers(page):
    row, cells = (
        [e for e in page.all(tag) if e.above[-1].tag == "tr"][start : start + count]
        for tag, start, count in (("th", 0, 4), ("td", 0, 3))
    )
    assert [e.attributes.get("class") for e in row] == [None, "n", "n", None]
    assert [e.attributes.get("class") for e in cells] == ["n", "n", None]


def test_a_wide_table_scrolls_in_a_box_that_the_keyboard_reaches(page):
    boxes = [e for e in page.elements if "scroll" in e.attributes.get("class", "").split()]
    assert len(boxes) == 5
    assert {(e.attributes["tabindex"], e.attributes["role"]) for e in boxes} == {("0", "region")}


def test_a_picture_whose_twin_is_a_table_of_the_pack_says_which(page):
    first = next(e for e in page.all("figure") if e.attributes.get("id") == "figure-1")
    said = only([e for e in first.inside if e.text == "The figures are in Table 2." and e.tag == "p"])
    assert only(said.inside).attributes["href"] == "#table-2"
    assert [e for e in first.inside if e.tag == "details"] == []


def test_what_stands_below_a_picture_or_table_is_named_as_its_source(page):
    named = [e for e in page.all("p") if e.text.startswith("Source: Office of Invention, Invented output & hours")]
    assert len(named) == 9  # the cover's map and its table, three pictures, two of their tables, two tables of the pack


def test_a_table_without_a_source_names_none(pack, page):
    unsourced = Chapter("bare", "Bare", (), (replace(table("bare", "Bare"), source="", note=""),))
    longer = Page(web_page(replace(pack, chapters=(*pack.chapters, unsourced))))
    named = [[e.text for e in one.all("p") if e.text.startswith("Source:")] for one in (longer, page)]
    assert named[0] == named[1]


@pytest.mark.parametrize("nasty", NASTY)
def test_hostile_text_is_shown_as_it_stands(page, nasty):
    assert nasty in [e.text for e in page.all("p")]


def test_nothing_in_the_page_runs_or_asks(page):
    assert (
        page.all("script", "iframe", "object", "embed", "img", "form", "base", "foreignObject", "foreignobject") == []
    )
    for element in page.elements:
        assert [name for name in element.attributes if name.startswith("on") or name in ("style", "src")] == []
    targets = {e.attributes["href"] for e in page.elements if "href" in e.attributes}
    beyond = {target for target in targets if not target.startswith(("#", "data:text/csv;"))}
    assert beyond == {"data:,", "https://example.org/a?b=1&c=2", "https://example.org/young"}


def test_the_policy_forbids_everything_but_the_pages_own_style_and_type(text, page):
    policy = only([e for e in page.all("meta") if "http-equiv" in e.attributes]).attributes["content"]
    own = b64encode(sha256(style_of(text).encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{own}'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
    )


def test_the_style_fetches_nothing_and_cannot_be_ended_by_a_name(text):
    style = style_of(text)
    assert re.findall(r"url\((?!data:font/woff;base64,)", style) == []
    assert "@import" not in style and "<" not in style
    for name, words in (('"}*{', "\\22 \\7d \\2a \\7b "), ("\\", "\\5c "), ("</style>", "\\3c \\2f style\\3e ")):
        own = style_of(web_page(sample_pack(place=name)))
        assert own.endswith(f'content:"{words} · evidence pack · 22 November 2026 · page " counter(page) ""}}}}\n')


def test_the_running_foot_has_place_date_and_page(text):
    foot = 'content:"Leeds · evidence pack · 22 November 2026 · page " counter(page) ""'
    assert foot in style_of(web_page(sample_pack(place="Leeds")))
    assert "Llŷn \\26  \\3c script\\3e alert" in style_of(text)


def test_the_internal_edition_is_marked_at_its_head_foot_and_on_every_printed_page(text):
    internal = web_page(sample_pack(edition=INTERNAL))
    marks = [e for e in Page(internal).all("p") if e.text == "Internal: not for publication"]
    assert [[a.tag for a in e.above if a.tag in ("header", "footer")] for e in marks] == [["header"], ["footer"]]
    assert "Internal\\3a  not for publication" in style_of(internal)
    assert "Internal" not in text


def test_sources_of_a_sentence_lead_to_their_entries(page):
    sentence = only([e for e in page.all("li") if e.text.startswith("NEET in Llŷn")])
    assert sentence.text == "NEET in Llŷn: 5.6% (95% interval 5.1% to 6.2%). [1, 2]"
    links = [e.attributes for e in sentence.inside if e.tag == "a"]
    assert [(a["href"], a["aria-label"]) for a in links] == [("#source-1", "source 1"), ("#source-2", "source 2")]


def test_a_source_that_the_pack_does_not_list_is_a_number_without_a_link(pack):
    alone = Chapter("alone", "Alone", (), (Findings((Statement("So it is.", GAP, (7,)),)),))
    found = Page(web_page(replace(pack, chapters=(*pack.chapters, alone))))
    said = only([e for e in found.all("li") if e.text == "So it is. [7]"])
    assert [e.tag for e in said.inside] == ["span"]


def test_only_a_web_address_becomes_a_link_to_a_source(pack):
    block = pack.chapters[-1].blocks[0]
    bad = replace(block.entries[0].source, url="javascript:alert(1)")
    sources = replace(block, entries=(replace(block.entries[0], source=bad), block.entries[1]))
    chapter = replace(pack.chapters[-1], blocks=(sources,))
    made = web_page(replace(pack, chapters=(*pack.chapters[:-1], chapter)))
    assert "javascript:" not in made
    assert "Invented output" in made


def test_the_same_pack_gives_the_same_page(text):
    assert web_page(sample_pack()) == text


def test_another_process_gives_the_same_page(text):
    program = (
        "import hashlib; from evidence.pack.web.page import web_page; from tests.packs import sample_pack; "
        "print(hashlib.sha256(web_page(sample_pack()).encode()).hexdigest())"
    )
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == sha256(text.encode()).hexdigest()


def test_the_page_is_small(text):
    assert len(text.encode()) < 130_000  # most of it the typeface: 55 kB


def test_a_table_can_be_taken_away_from_the_page(page):
    link = next(e for e in page.all("a") if e.text == "Download Table 2 as CSV")
    assert link.attributes["download"] == f"{sample_pack().file_name}-table-2.csv"
    start, _, held = link.attributes["href"].partition(",")
    assert start == "data:text/csv;charset=utf-8;base64"
    lines = b64decode(held).decode("utf-8-sig").split("\r\n")
    assert lines[0] == (
        'Area,"Value (£, current prices)","95% interval, lower",How it came about,What is measured,Source and licence'
    )
    source = '"Office of Invention, Invented output & hours, June 2025. Open Government Licence v3.0."'
    assert lines[3] == f"Place 3,36.40,35.10,published,A few,{source}"


def test_no_cell_of_a_csv_is_taken_for_a_formula_and_numbers_stay_numbers():
    cells = ("=1+1", "+44 - 2", "-cmd", "@SUM", "-1.2", "+3.5%", "-£200.50", "\u22121.2", "a=b", "")
    made = replace(table("t", "T"), columns=("A",) * 10, rows=(cells,), numeric=(False,) * 10, source="S")
    row = table_csv(made, "about").split("\r\n")[1]
    assert row == "'=1+1,'+44 - 2,'-cmd,'@SUM,-1.2,+3.5%,-£200.50,\u22121.2,a=b,,about,S"


def drawn(svg):
    return str(drawing(replace(picture("chart", "c", 100), svg=svg), "figure-9"))


def test_a_drawing_is_stripped_of_names_roles_handlers_and_fonts():
    made = drawn(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="300px" height="200" '
        'role="graphics-document" aria-labelledby="t" onload="go()"><title id="t">T</title><desc>D</desc><script>go()</script>'
        '<defs><path id="p" d="M0 0"/></defs><use xlink:href="#p" style="fill: url(&quot;#p&quot;); opacity:0.5"/>'
        '<a href="https://example.org"><text class="x" font-family="Arial" aria-hidden="true">A &lt; B</text></a></svg>'
    )
    alt = picture("chart", "c", 100).alt
    assert made == (
        '<svg width="300px" preserveAspectRatio="xMinYMin" viewBox="0 0 300 200" role="img" '
        f'aria-label="{alt}"><defs><path id="figure-9-p" d="M0 0" /></defs>'
        '<use href="#figure-9-p" fill="url(#figure-9-p)" opacity="0.5" /><a><text>A &lt; B</text></a></svg>'
    )


def test_a_drawing_as_wide_as_the_column_takes_its_width_from_the_column():
    start = '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="200" viewBox="0 0 640 200"/>'
    assert "width=" not in drawn(start)


def test_a_drawing_that_is_not_well_formed_is_refused():
    with pytest.raises(EvidenceError, match=r"'c' is not well-formed SVG .* Make it again"):
        drawn("<svg><g></svg>")


def test_a_cover_without_words_is_a_quiet_drawing_and_a_place_without_an_outline_has_none(pack):
    quiet = replace(pack.cover, title="", subtitle="", source="", note="", twin="")
    page = Page(web_page(replace(pack, cover=quiet)))
    cover = next(e for e in page.all("figure") if e.attributes.get("class") == "cover")
    assert [e.tag for e in cover.inside][:2] == ["div", "svg"]
    assert not [e for e in cover.inside if e.tag in ("figcaption", "p", "details")]
    assert len(Page(web_page(replace(pack, cover=None))).all("svg")) == 3
