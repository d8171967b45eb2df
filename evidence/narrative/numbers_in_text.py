"""The numbers that a text states: in digits and in words, with their units; not years, dates, ages, names and small counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from unicodedata import numeric

from evidence.narrative.number_rules import Rules, number_rules
from evidence.narrative.phrases import FILLER, own_words, words_in

PERCENT, TIMES, PLACE = "%", "times", "place"
_RANGE = re.compile(r"\s*(?:to|-|–|—|(?P<pair>and|or))\s*", re.IGNORECASE)
_PER = re.compile(r"\s+per\s+(\d{1,3}(?:,\d{3})*)", re.IGNORECASE)
_DIGIT = re.compile(r"[\d¼-¾⅐-⅞]")
_SMALL = 10  # numbers below it are plain counts in words
_LARGEST = 100  # of what "1 in ..." may be a share


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in a text: its size without a sign, in whole units ("£4m" is 4,000,000), and its unit.

    `unit` is "%", "percentage points", "£", "times", "place" (of a rank), "per 100,000" and the like; "" where none is known. `step` is
    the worth of its last printed digit; `spoken` shares and multiples (a third, twice) have no digits.
    """

    start: int
    end: int
    text: str
    value: Decimal
    unit: str
    step: Decimal
    spoken: bool = False


@lru_cache(maxsize=8192)  # a page is made anew at each choice; claims and what they rest on stay
def numbers_in(markdown: str) -> tuple[Number, ...]:
    """Every number that a text states outside its references, in order.

    What states no quantity is left out by the rules of data/narrative/numbers.toml; ends of a range share their unit.
    """
    rules, text = number_rules(), own_words(markdown)
    if not rules.hints & words_in(text) and not _DIGIT.search(text):
        return ()
    ratios = tuple(_ratios(rules, text))
    rest = _filled(text, ratios)
    for pattern in rules.states_none:
        rest = pattern.sub(lambda match: FILLER * len(match[0]), rest)
    shares = tuple(_shares(rules, rest))
    rest = _filled(rest, shares)
    multiplied = [_spoken(m, rules.times[m[0].lower()], TIMES) for m in rules.multiplied.finditer(rest)]
    digits = tuple(_with_base(number, text) for number in _digits(rules, rest))
    words = tuple(_words(rules, _filled(rest, digits)))
    found = (*ratios, *shares, *multiplied, *digits, *words)
    stands = (replace(n, text=markdown[n.start : n.end]) for n in found)
    return tuple(sorted(stands, key=lambda number: number.start))


def _filled(text: str, numbers: tuple[Number, ...]) -> str:
    """The text with these numbers filled over."""
    parts, end = [], 0
    for number in numbers:
        parts += [text[end : number.start], FILLER * (number.end - number.start)]
        end = number.end
    return "".join([*parts, text[end:]])


def _spoken(match: re.Match[str], value: Decimal, unit: str) -> Number:
    return Number(match.start(), match.end(), match[0], value, unit, Decimal(1), spoken=True)


def _ratios(rules: Rules, text: str) -> Iterator[Number]:
    for match in rules.ratio.finditer(text):
        some, whole = (_word_value(rules, match[name]) for name in ("some", "all"))
        if 0 < some < whole <= _LARGEST:
            yield _spoken(match, 100 * some / whole, PERCENT)


def _word_value(rules: Rules, word: str) -> Decimal:
    """What a number of one or two words is worth: "five", "twenty-five", "25"."""
    if word.isdecimal():
        return Decimal(word)
    return sum((rules.words[part] for part in re.split(r"[\s-]", word.lower())), Decimal(0))


def _shares(rules: Rules, text: str) -> Iterator[Number]:
    for match in rules.share.finditer(text):
        if match["sign"]:
            share = Decimal(str(numeric(match["sign"])))
        elif match["d"]:
            share = Decimal(match["n"]) / Decimal(match["d"]) if Decimal(match["d"]) else Decimal(2)
        else:
            part = match["half"] or match["part"] or match["parts"]
            share = (rules.words[match["several"].lower()] if match["several"] else 1) / rules.parts[part.lower()]
        if 0 < share < 1:
            yield _spoken(match, 100 * share, PERCENT)


def _digits(rules: Rules, text: str) -> Iterator[Number]:
    """Numbers in digits; the ends of a range share unit and size: "£10-20 million", "10 to 20%"."""
    matches = list(rules.digits.finditer(text))
    looks = [_look(rules, match) for match in matches]
    for at, (a, b) in enumerate(pairwise(matches)):
        if joint := _RANGE.fullmatch(text, a.end(), b.start()):
            looks[at], looks[at + 1] = _shared(looks[at], looks[at + 1], forward=not joint["pair"])
    return (_in_digits(match, *look) for match, look in zip(matches, looks, strict=True))


def _with_base(number: Number, text: str) -> Number:
    """A number that is a rate, with what it is counted for as its unit: "per 100,000"."""
    base = _PER.match(text, number.end)
    return replace(number, unit=f"per {base[1]}") if base and not number.unit else number


def _look(rules: Rules, match: re.Match[str]) -> tuple[str, Decimal | None]:
    """Unit and scale of a number in digits, as far as they stand beside it."""
    currency = (match["currency"] or "").strip()
    unit = PLACE if match["rank"] else rules.units[currency] if currency else _unit(rules, match)
    return unit, rules.scales[match["scale"].lower()] if match["scale"] else None


def _unit(rules: Rules, match: re.Match[str]) -> str:
    return rules.units[" ".join(match["unit"].lower().split())] if match["unit"] else ""


def _shared(
    first: tuple[str, Decimal | None], second: tuple[str, Decimal | None], *, forward: bool
) -> tuple[tuple[str, Decimal | None], tuple[str, Decimal | None]]:
    """Unit and scale of both ends of a range; what stands at the first end holds for the second only if `forward`."""
    later = (second[0] or (first[0] if forward else ""), second[1])
    return (first[0] or second[0], first[1] or second[1]), later


def _in_digits(match: re.Match[str], unit: str, scale: Decimal | None) -> Number:
    digits, scale = match["number"].replace(",", ""), scale or Decimal(1)
    step = scale.scaleb(-len(digits.partition(".")[2]))
    return Number(match.start(), match.end(), match[0], Decimal(digits) * scale, unit, step)


def _words(rules: Rules, text: str) -> Iterator[Number]:
    """Numbers in words: those of ten and more, and smaller ones with a unit or a size."""
    for match in rules.spoken.finditer(text):
        article = match["head"].lower() in ("a", "an")
        if article and not match["multiple"]:
            continue
        value = Decimal(1) if article else _word_value(rules, match["head"])
        value *= rules.multiples[match["multiple"].lower()] if match["multiple"] else 1
        value += _word_value(rules, match["rest"]) if match["rest"] else 0
        value *= rules.scales[match["scale"].lower()] if match["scale"] else 1
        if value >= _SMALL or match["unit"]:
            yield Number(match.start(), match.end(), match[0], value, _unit(rules, match), Decimal(1))
