"""The Markdown that people write, as data: paragraphs, simple lists, bold and italic; everything else is shown as typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from unicodedata import category

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.token import Token

from evidence.narrative.references import Found, references_in

PARAGRAPH, BULLETS, NUMBERS = "paragraph", "bullets", "numbers"
# Stands for a reference while Markdown is read: a letter to Markdown, and to nobody else.
MARK = "\ue000"
# Controls that turn the direction of what follows, so that a text reads otherwise than it is; and a mark of byte order.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Seen by screen readers only.
_UNSEEN = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap"
_TAGS = {PARAGRAPH: ("", "p"), BULLETS: ("ul", "li"), NUMBERS: ("ol", "li")}


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look. `reference` is the text of the reference whose answer it reads, "" for a writer's own words.

    `number` counts the references of a text from 1 in the order in which they are first named; 0 for own words.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    reference: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, which has one line, or a list of bullets or numbers (from 1), which has a line for each item."""

    kind: str
    lines: tuple[tuple[Run, ...], ...]


def read_text(markdown: str, words: Callable[[str], str]) -> tuple[Block, ...]:
    """What a person wrote, with each reference replaced by `words` of its text.

    A reference that cannot be read stands as it was typed. Headings, quotes, rules, links, pictures, code, HTML and
    lists in lists are not read: they are shown letter by letter. Control characters are left out.
    """
    typed = cleaned(markdown)
    found = [f for f in references_in(typed) if f.reference is not None]
    numbers = {text: n for n, text in enumerate(dict.fromkeys(f.text for f in found), start=1)}
    answers = [Run(_one_line(words(f.text)), reference=f.text, number=numbers[f.text]) for f in found]
    return tuple(_blocks(_MARKDOWN.parse(_with_marks(typed, found)), iter(answers)))


def cleaned(text: str) -> str:
    """A text without what is no text: controls, halves of characters, turned direction; lines end in one way only."""
    lined = _LINE_ENDS.sub("\n", text).replace("\t", " ").replace(MARK, "\ufffd")
    return lined if lined.isascii() and lined.isprintable() else "".join(c for c in lined if c == "\n" or _is_text(c))


def plain_of(blocks: Sequence[Block]) -> str:
    """The text without its marks: a line for each item, numbered where the list is, and a blank line between blocks."""
    return "\n\n".join("\n".join(_plain_lines(block)) for block in blocks)


def html_of(blocks: Sequence[Block], cite: Callable[[str], int] | None = None, *, flagged: Collection[str] = ()) -> str:
    """Escaped HTML: `p`, `ul`, `ol`, `li`, `strong`, `em`, and after each reference its number in `sup`.

    What is `flagged` stands in `mark` wherever a writer's own words say it. `cite` gives the number of a reference by its
    text; without it the references of the text are counted from 1. A screen reader says "evidence 3" for the number 3.
    """
    marked = _pattern(flagged)
    return "".join(_block_html(block, cite, marked) for block in blocks)


def _is_text(letter: str) -> bool:
    kind = category(letter)
    unknown = kind == "Cn" and (ord(letter) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(letter) <= 0xFDEF)  # no characters
    return kind not in ("Cc", "Cs") and letter not in TURNING and not unknown


def _one_line(text: str) -> str:
    return re.sub("\n+", " ", cleaned(text)).strip()


def _with_marks(typed: str, found: Sequence[Found]) -> str:
    ends = [0, *(f.end for f in found)]
    starts = [*(f.start for f in found), len(typed)]
    return MARK.join(typed[end:start] for end, start in zip(ends, starts, strict=True))


def _list_of_one_level(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Markdown's rule for lists, which inside a list only tells where the next item begins."""
    next_item = silent and state.sCount[start] < state.blkIndent
    return (state.level == 0 or next_item) and list_block(state, start, end, silent)


def _markdown() -> MarkdownIt:
    reader = MarkdownIt("zero").enable(["list", "emphasis", "escape", "newline"])
    reader.block.ruler.at("list", _list_of_one_level, {"alt": ["paragraph"]})
    return reader


_MARKDOWN = _markdown()


def _blocks(tokens: Sequence[Token], answers: Iterator[Run]) -> Iterator[Block]:
    """The blocks of a parsed text: each token at the outermost level opens a paragraph or a list."""
    start = 0
    for at, token in enumerate(tokens):
        if token.level or token.nesting > 0:
            continue
        inside, start = tokens[start : at + 1], at + 1
        if token.type == "paragraph_close":
            yield Block(PARAGRAPH, (_line(inside, answers),))
        else:
            yield from _list(_items(inside), token.type == "ordered_list_close", answers)


def _items(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    starts = [at for at, token in enumerate(tokens) if token.type == "list_item_open"]
    return [tokens[start:end] for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True)]


def _list(items: list[Sequence[Token]], numbered: bool, answers: Iterator[Run]) -> Iterator[Block]:
    """A list; lines that begin with other numbers than 1, 2, 3 ... are no list but paragraphs, with the numbers as typed."""
    lines = [_line(item, answers) for item in items]
    if not numbered:
        yield Block(BULLETS, tuple(lines))
    elif [item[0].info for item in items] == [str(n) for n in range(1, len(items) + 1)]:
        yield Block(NUMBERS, tuple(lines))
    else:
        for item, line in zip(items, lines, strict=True):
            yield Block(PARAGRAPH, (_merged([Run(f"{item[0].info}{item[0].markup} "), *line]),))


def _line(tokens: Sequence[Token], answers: Iterator[Run]) -> tuple[Run, ...]:
    """The runs of a paragraph or an item; several paragraphs of an item are one line."""
    runs: list[Run] = []
    for token in tokens:
        if token.type == "inline":
            runs += [*([Run(" ")] if runs else ()), *_runs(token.children or (), answers)]
    return _merged(runs)


def _runs(tokens: Sequence[Token], answers: Iterator[Run]) -> Iterator[Run]:
    strong = emphasis = 0
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            strong += token.nesting
        elif token.type in ("em_open", "em_close"):
            emphasis += token.nesting
        else:
            content = " " if token.type in ("softbreak", "hardbreak") else token.content
            look = Run("", strong > 0, emphasis > 0)
            first, *others = content.split(MARK)
            yield replace(look, text=first)
            for other in others:
                yield replace(next(answers), strong=look.strong, emphasis=look.emphasis)
                yield replace(look, text=other)


def _merged(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Runs without empty ones, and with neighbours of one look joined; an answer is always a run of its own."""
    texts: list[list[str]] = []
    looks: list[Run] = []
    for run in runs:
        look = replace(run, text="")
        if texts and not run.reference and look == looks[-1]:
            texts[-1].append(run.text)
        elif run.text:
            texts.append([run.text])
            looks.append(look)
    return tuple(replace(look, text="".join(text)) for look, text in zip(looks, texts, strict=True))


def _plain_lines(block: Block) -> Iterator[str]:
    for number, line in enumerate(block.lines, start=1):
        text = "".join(run.text for run in line)
        yield f"{number}. {text}" if block.kind == NUMBERS else text


def _pattern(flagged: Collection[str]) -> re.Pattern[str] | None:
    """What finds the flagged texts, the longer ones first and none inside another word or number; None without any."""
    listed = sorted({text for text in flagged if text.strip()}, key=lambda text: (-len(text), text))
    joined = "|".join(re.escape(text) for text in listed)
    return re.compile(rf"(?<![\w.,])({joined})(?!\w|[.,]\d)") if listed else None


def _block_html(block: Block, cite: Callable[[str], int] | None, marked: re.Pattern[str] | None) -> str:
    outer, inner = _TAGS[block.kind]
    lines = (f"<{inner}>{''.join(_run_html(run, cite, marked) for run in line)}</{inner}>" for line in block.lines)
    return f"<{outer}>{''.join(lines)}</{outer}>" if outer else "".join(lines)


def _marked(text: str, marked: re.Pattern[str]) -> str:
    """The text, escaped piece by piece, with what is flagged in `mark`: every other piece of the split is a find."""
    pieces = marked.split(text)
    return "".join(f"<mark>{escape(one)}</mark>" if at % 2 else escape(one) for at, one in enumerate(pieces))


def _run_html(run: Run, cite: Callable[[str], int] | None, marked: re.Pattern[str] | None) -> str:
    text = _marked(run.text, marked) if marked and not run.reference else escape(run.text)
    text = f"<em>{text}</em>" if run.emphasis else text
    text = f"<strong>{text}</strong>" if run.strong else text
    if not run.reference:
        return text
    number = cite(run.reference) if cite else run.number
    return f'{text}<sup><span style="{_UNSEEN}"> evidence </span>{number}</sup>'
