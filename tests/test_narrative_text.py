"""The Markdown that people write: read as data, shown as text, never as anybody's markup."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evidence.narrative.text import BULLETS, PARAGRAPH, Block, Run, cleaned, html_of, plain_of, read_text
from tests.worked import cases

OURS = {"p", "ul", "ol", "li", "strong", "em", "sup", "span"}
NUMBER = re.compile(r"<sup><span style=\"[^\"<>]*\"> evidence </span>(\d+)</sup>")
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</p><iframe src='javascript:alert(1)'>",
    "[click](javascript:alert(1))",
    "![x](http://evil.example/x.png)",
    "<http://evil.example>",
    "&lt;script&gt;&#60;b&#62;",
    '#import "@preview/x": *; #read("/etc/passwd") $x^2$',
    '{ MERGEFIELD x } { INCLUDETEXT "c:\\\\a" } \u0013 HYPERLINK x \u0015',
    '=HYPERLINK("http://evil.example";"x") +1 -1 @SUM(A1)',
    "{{ 7 * 7 }} {% for x in y %} {# z #}",
    "'; DROP TABLE items; --",
    "safe \u202egpj.exe\u202c \u2066x\u2069 \u0000\u0007\u001b[31m \ufeff",
    "```\ncode\n```\n\n~~~\nmore",
    "a | b\n--|--\n1 | 2",
    "\ue000\ue001 private",
)
MARKDOWN = st.lists(
    st.sampled_from(
        [
            *HOSTILE,
            "*",
            "**",
            "_",
            "\\",
            "`",
            "\n",
            "\n\n",
            "- ",
            "  - ",
            "1. ",
            "2. ",
            "7) ",
            "# ",
            "> ",
            "---",
            "[[level a in 2020]]",
            "[[bad]]",
            "[",
            "]",
            "(",
            ")",
            "<",
            ">",
            "&",
        ]
    )
    | st.text(max_size=12)
).map("".join)


class Tags(HTMLParser):
    """Every tag with its attributes, and the text between them."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, tuple[str, ...]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, tuple(name for name, _ in attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_comment(self, data):
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def shown(markdown: str) -> str:
    """The HTML of a text whose references read as their own text in angle brackets, [1] for a number."""
    return NUMBER.sub(r"[\1]", html_of(read_text(markdown, lambda text: f"<{text}>")))


def letters(text: str) -> list[str]:
    return [letter for letter in text if letter.isalnum()]


@pytest.mark.parametrize("case", cases("narrative_text", "markdown"))
def test_markdown_is_shown_as_worked(case):
    assert shown(case["typed"]) == case["html"]


@given(MARKDOWN)
@example("- \n- a")
@example("1. a\n3. b")
@example("1. a\n\n   b\n2. [[level a in 2020]]")
def test_no_tag_other_than_ours_ever_appears(markdown):
    tags = Tags()
    tags.feed(html_of(read_text(markdown, lambda text: f"<b>{text}</b>")))
    tags.close()
    assert not tags.open
    assert {tag for tag, _ in tags.seen} <= OURS
    assert all(attributes == (("style",) if tag == "span" else ()) for tag, attributes in tags.seen)


@given(MARKDOWN)
@example("1. a\n10. b")
@example("2018. Then")
@example("[x]: /url 'title'")
def test_every_letter_typed_appears_in_its_order(markdown):
    blocks = read_text(markdown, lambda text: text)
    assert letters(plain_of(blocks)) == letters(markdown)


@given(MARKDOWN)
def test_the_page_shows_exactly_the_text_of_the_runs(markdown):
    blocks = read_text(markdown, lambda text: text)
    inside = unescape(re.sub(r"<[^>]*>", "", NUMBER.sub("", html_of(blocks))))
    assert inside == "".join(run.text for block in blocks for line in block.lines for run in line)


@given(MARKDOWN)
def test_no_control_and_no_turning_of_direction_is_left(markdown):
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", plain_of(read_text(markdown, str)))


@given(MARKDOWN)
def test_what_is_cleaned_is_clean(markdown):
    assert cleaned(cleaned(markdown)) == cleaned(markdown)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text):
    line = " ".join(text.split("\n"))
    assert letters(plain_of(read_text(f"So: {line}", str))) == letters(f"So: {line}")
    assert "<script" not in shown(text)


@pytest.mark.parametrize(
    "piece", ["a", "*", "**a _b ", "[[", "[[level x in 2020]] ", "> ", "\\", "1. a\n", "- - ", "<b>", "&amp;"]
)
def test_100_kilobytes_of_one_thing_come_out_as_text(piece):
    text = piece * (100_000 // len(piece))
    assert letters(plain_of(read_text(text, lambda reference: reference))) == letters(text)


def test_half_characters_that_no_file_can_hold_are_left_out():
    assert plain_of(read_text("a\ud800b\ufffec", str)) == "abc"


def test_a_reference_is_a_run_that_knows_where_it_comes_from():
    blocks = read_text("It is *[[level pay in 2023]]* high", lambda _: "£30.10 in 2023")
    answer = Run("£30.10 in 2023", emphasis=True, reference="level pay in 2023", number=1)
    assert blocks == (Block(PARAGRAPH, ((Run("It is "), answer, Run(" high")),)),)


def test_answers_are_text_too():
    blocks = read_text("- [[level pay in 2023]]", lambda _: "**<b>**\n- x\u202e")
    assert blocks == (Block(BULLETS, ((Run("**<b>** - x", reference="level pay in 2023", number=1),),)),)


def test_the_caller_may_number_the_evidence():
    html = html_of(
        read_text("[[level a in 2020]] [[level b in 2020]]", str), {"level a in 2020": 7, "level b in 2020": 3}.get
    )
    assert NUMBER.findall(html) == ["7", "3"]


def test_a_number_of_evidence_is_said_to_be_one_and_does_not_run_into_the_figure():
    html = html_of(read_text("[[level a in 2020]]", lambda _: "in 2023"))
    assert unescape(re.sub(r"<[^>]*>", "", html)) == "in 2023 evidence 1"


def test_the_plain_text_keeps_paragraphs_apart_and_numbers_its_list():
    assert plain_of(read_text("**A**\n\n1. b\n2. c\n\n- d\n- e", str)) == "A\n\n1. b\n2. c\n\nd\ne"


def test_nothing_typed_is_nothing_shown():
    assert read_text(" \n\t\n", str) == ()
    assert html_of(()) == plain_of(()) == ""
