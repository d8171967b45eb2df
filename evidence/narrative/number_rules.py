"""The rules by which numbers are found in a text, read from data/narrative/numbers.toml and made into patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from evidence.indicators.base import DATA
from evidence.narrative.phrases import any_of

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
MONTH = rf"(?:{'|'.join((*_MONTHS, *(name[:3] for name in _MONTHS), 'Sept'))})"
_LETTER = r"[^\W_]"  # a letter or a digit
NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,6}|\d{1,300})(?:\.\d{1,300})?"
_WHOLE = r"(?!\d|\.\d|,\d{3}(?!\d))"  # a number does not stop within its digits
_GLUE = r"[*_]{0,3}[\s-]?[*_]{0,3}"  # what stands between a number and its unit: a space, a hyphen, marks of bold


@dataclass(frozen=True, slots=True)
class Rules:
    """Patterns for every way in which a number is written, and what their words stand for."""

    units: Mapping[str, str]
    scales: Mapping[str, Decimal]
    words: Mapping[str, Decimal]
    multiples: Mapping[str, Decimal]
    parts: Mapping[str, Decimal]
    times: Mapping[str, Decimal]
    hints: frozenset[str]  # the words in small letters without one of which no number is stated in words
    states_none: tuple[re.Pattern[str], ...]
    ratio: re.Pattern[str]  # 1 in 5
    share: re.Pattern[str]  # half, two thirds
    multiplied: re.Pattern[str]  # twice
    digits: re.Pattern[str]
    spoken: re.Pattern[str]  # twenty-five, two million


@lru_cache(maxsize=1)
def number_rules() -> Rules:
    """The rules that the project carries."""
    read = tomllib.loads((DATA / "narrative" / "numbers.toml").read_text(encoding="utf-8"))
    units = {word.lower(): unit for unit, words in read["units"].items() for word in words}
    scales, words, multiples = (_decimals(read[name]) for name in ("scales", "words", "multiples"))
    word = _word(words)
    return Rules(
        units=units,
        scales=scales,
        words=words,
        multiples=multiples,
        parts=_decimals(read["parts"]),
        times=_decimals(read["times"]),
        hints=_hints(read),
        states_none=_states_none(read, _either(units, scales), word),
        ratio=_compiled(
            rf"(?<!{_LETTER})(?<![£€$.,])(?P<some>{word}|\d+)\s+(?:in|out\s+of)(?:\s+every)?\s+(?P<all>{word}|\d+)(?!{_LETTER}|[.,]\d)"
        ),
        share=_compiled(_share(read)),
        multiplied=_compiled(any_of(read["times"])),
        digits=_compiled(
            rf"(?<!{_LETTER})(?<!\d\.)(?P<currency>[£€$]\s?)?(?P<number>{NUMBER}){_WHOLE}"
            rf"(?:{_GLUE}(?P<scale>{_alternatives(scales)})(?!{_LETTER}))?(?:{_GLUE}(?P<unit>{_units(units)}))?"
            rf"(?P<rank>st|nd|rd|th)?(?!{_LETTER})"
        ),
        spoken=_compiled(
            rf"(?<!{_LETTER})(?P<head>{word}|an?)(?:[\s-](?P<multiple>{_alternatives(multiples)})(?:\s+and\s+(?P<rest>{word}))?)?"
            rf"(?:\s(?P<scale>thousand|million|billion))?(?:[\s-](?P<unit>{_units(units)}))?(?!{_LETTER})"
        ),
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _hints(read: Mapping[str, Any]) -> frozenset[str]:
    words = [word for name in ("words", "multiples", "parts", "times") for word in read[name]]
    return frozenset(form for word in words for form in (word, f"{word}s"))


def _decimals(table: Mapping[str, float]) -> Mapping[str, Decimal]:
    return {word: Decimal(str(value)) for word, value in table.items()}


def _alternatives(words: Mapping[str, Any]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _units(units: Mapping[str, str]) -> str:
    signs = {word: unit for word, unit in units.items() if not word.isalnum() and len(word) == 1}
    spelled = {word: unit for word, unit in units.items() if word not in signs}
    return rf"{_alternatives(signs)}|(?:{_alternatives(spelled)})(?!{_LETTER})".replace(r"\ ", r"\s")


def _word(words: Mapping[str, Decimal]) -> str:
    tens = {word: value for word, value in words.items() if value >= 20}
    ones = {word: value for word, value in words.items() if value < 10}
    return rf"(?:(?:{_alternatives(tens)})(?:[\s-](?:{_alternatives(ones)}))?|{_alternatives(words)})(?!{_LETTER})"


def _either(units: Mapping[str, str], scales: Mapping[str, Decimal]) -> str:
    """What makes a number a quantity: a unit or a scale after it."""
    return rf"{_GLUE}(?:{_units(units)}|(?:{_alternatives(scales)})(?!{_LETTER}))"


def _share(read: Mapping[str, Any]) -> str:
    parts = [part for part in read["parts"] if part != "half"]
    several = _alternatives({word: n for word, n in read["words"].items() if 1 < n < 10})
    after = rf"(?=\s*(?:$|[.,;:!?)])|\s+(?:{'|'.join(read['shares']['followed_by'])})(?!{_LETTER}))"
    one = rf"(?P<one>an?|one)[\s-](?P<part>{'|'.join(parts)})(?!{_LETTER}){after}"
    more = rf"(?P<several>{several})[\s-](?P<parts>{'|'.join(parts)})s(?!{_LETTER})"
    return rf"(?<!{_LETTER})(?:(?:(?:an?|one)\s)?(?P<half>half)(?!{_LETTER})|{one}|{more})|(?P<sign>[¼-¾⅐-⅞])|(?<![\w/.])(?P<n>\d)/(?P<d>\d{{1,2}})(?![\w/])"


def _states_none(read: Mapping[str, Any], unit: str, word: str) -> tuple[re.Pattern[str], ...]:
    names = [form for name in read["names"]["before"] for form in (name, f"{name}s")]
    name = rf"(?<!{_LETTER})(?:{_alternatives(dict.fromkeys(names))})\s+\d+(?:\.\d+)?(?:\s*(?:,|to|and|or|-|–)\s*\d(?!\d))*(?!\d|\.\d|,\d{{3}}|{unit})"
    year = r"(?<![\d.,£€$/])(?:19|20)\d\d(?:\s?/\s?\d{2,4}|\s?[-–]\s?(?:\d{4}|\d\d))?(?!\d|[.,]\d)"
    after, counted = any_of(read["years"]["after"]), any_of(read["years"]["counted"])
    years = rf"{after}\s+{year}(?!{unit})|{year}(?!{unit}|\s+{counted})(?!{_LETTER})"
    phrases = any_of([*read["shares"]["unless"], *read["unless"]["phrases"]])
    others = [rule["pattern"].replace("{unit}", unit).replace("{month}", MONTH) for rule in read["states_none"]]
    return tuple(_compiled(p.replace("{word}", word)) for p in (phrases, *others, name, years))
