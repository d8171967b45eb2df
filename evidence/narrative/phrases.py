"""Finding words in a text as a person wrote it: phrases, sentences, and which letters belong to references."""

from __future__ import annotations

import re
from collections.abc import Iterable

from evidence.narrative.references import references_in

FILLER = "\ue000"  # stands for each letter of a reference: no letter, no digit, no space
# A sentence ends at a full stop, question or exclamation mark before a new beginning, and with its line.
_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z\ue000])|\n+")
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "\u2010": "-", "\u2011": "-"})


def own_words(markdown: str) -> str:
    """A text of the same length in which every letter of a reference is filled over, so that places in it still hold."""
    parts, end = [], 0
    for found in references_in(markdown):
        parts += [markdown[end : found.start], FILLER * (found.end - found.start)]
        end = found.end
    return "".join([*parts, markdown[end:]]).translate(_APOSTROPHES)


def any_of(phrases: Iterable[str]) -> str:
    """A pattern for any of these phrases as whole words, the longest first; "*" stands for one word, any space for spaces."""
    longest = sorted(dict.fromkeys(phrases), key=lambda phrase: (-len(phrase), phrase))
    if not longest:
        return r"(?!)"
    return rf"(?<![^\W_])(?:{'|'.join(map(_pattern, longest))})(?![^\W_])"


def words_in(text: str) -> frozenset[str]:
    """The words and numbers of a text in small letters, so that patterns of words that are not there need not be tried."""
    return frozenset(_WORD.findall(text.lower()))


def sentences_of(text: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence of a text starts and ends; lines are sentences of their own."""
    ends = [match.end() for match in _END.finditer(text)]
    spans = zip([0, *ends], [*ends, len(text)], strict=True)
    return tuple((start, end) for start, end in spans if start < end)


def _pattern(phrase: str) -> str:
    words = (r"[\w'£%-]+" if word == "*" else re.escape(word) for word in phrase.split())
    return r"\s+".join(words)
