"""The words that can claim more than a finding carries, read from data/narrative/words.toml and made into patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from evidence.indicators.base import DATA
from evidence.narrative.carrying import NEEDS
from evidence.narrative.phrases import any_of, words_in

PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class WordRule:
    """Words that claim something, what must carry it, and the sentence to say; `pattern` names the group `word`."""

    key: str
    needs: str
    says: str
    opposed_only: bool  # said only where a finding of the kind says otherwise
    pattern: re.Pattern[str]
    begins: frozenset[str]  # the words that its words begin with, in small letters


@dataclass(frozen=True, slots=True)
class WordRules:
    """All rules, and patterns of what changes the meaning of a word that it stands beside."""

    rules: tuple[WordRule, ...]
    turned: re.Pattern[str]  # names the group `no` for a negation
    clause: re.Pattern[str]
    wanted: re.Pattern[str]
    among: re.Pattern[str]
    fifth: re.Pattern[str]
    ordinal: re.Pattern[str]
    ordinals: Mapping[str, int]


@lru_cache(maxsize=1)
def word_rules() -> WordRules:
    """The rules that the project carries; a rule that needs what is not known is a KeyError."""
    read = tomllib.loads((DATA / "narrative" / "words.toml").read_text(encoding="utf-8"))
    ordinals = read["ordinals"]
    return WordRules(
        rules=(*map(_rule, read["rule"]), *map(_people, read["people"])),
        turned=_compiled(rf"{any_of(read['affirmations'])}|(?P<no>{any_of(read['negations'])}|\w+n't\b)"),
        clause=_compiled(rf"[,;:()–—]|{any_of(read['clauses'])}"),
        wanted=_compiled(any_of(read["intentions"])),
        among=_compiled(rf"{any_of(read['among'])}\s+(?:[\w-]+\s+)?$"),
        fifth=_compiled(rf"\s+{any_of(read['fifth'])}"),
        ordinal=_compiled(rf"(?<!\w)(?:(?P<word>{'|'.join(ordinals)})|(?P<digits>\d{{1,3}})(?:st|nd|rd|th))[\s-]+$"),
        ordinals=ordinals,
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _rule(row: Mapping[str, Any]) -> WordRule:
    """A rule; where one of its words stands inside one of its harmless phrases, the phrase is found first."""
    if row["needs"] not in NEEDS:
        raise KeyError(row["needs"])
    pattern = rf"{any_of(row['unless'])}|(?P<word>{any_of(row['words'])})"
    opposed = row.get("opposed_only", False)
    return WordRule(row["key"], row["needs"], row["says"], opposed, _compiled(pattern), _begins(row["words"]))


def _people(row: Mapping[str, Any]) -> WordRule:
    says = f"We do not write “{{word}}” of people: {row['better']}."
    pattern = _compiled(rf"(?P<word>{any_of(row['words'])})")
    return WordRule(PEOPLE, "nothing", says, False, pattern, _begins(row["words"]))


def _begins(phrases: Sequence[str]) -> frozenset[str]:
    return frozenset(word for phrase in phrases for word in words_in(re.split(r"[\s-]", phrase, maxsplit=1)[0]))
