"""What a text names: places by their published names, and kinds of institution by their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from evidence.indicators.base import EvidenceBase
from evidence.narrative.references import references_in
from evidence.narrative.shape import Institution

# Levels of places that people name in a narrative; countries are always named, statistical areas never.
LEVELS = ("district", "county-or-unitary", "combined-authority", "lep", "region")
_ENDINGS = (", City of", ", County of")


def own_words(markdown: str) -> str:
    """A text without its references: what people wrote themselves."""
    kept, end = [], 0
    for found in references_in(markdown):
        kept.append(markdown[end : found.start])
        end = found.end
    return " ".join((*kept, markdown[end:]))


def places_named(base: EvidenceBase, texts: Iterable[str]) -> frozenset[str]:
    """The codes of all places whose names stand in these texts, the longest name first: "Greater Manchester" is not Manchester.

    Capitals count ("Bury", not "bury"). A name that several areas have names them all.
    """
    codes, pattern = _names(base)
    names = {name for text in texts for name in pattern.findall(_plain(text))}
    return frozenset(code for name in names for code in codes[name])


@lru_cache(maxsize=8)
def _names(base: EvidenceBase) -> tuple[Mapping[str, tuple[str, ...]], re.Pattern[str]]:
    codes: dict[str, tuple[str, ...]] = {}
    for area in base.areas.values():
        if area.geographies.intersection(LEVELS) and base.members.get(area.code):
            name = _short(area.name)
            codes[name] = (*codes.get(name, ()), area.code)
    longest = sorted(codes, key=lambda name: (-len(name), name))
    return codes, re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w-])")


def _short(name: str) -> str:
    """A name as people write it: "Bristol" for "Bristol, City of"."""
    for ending in _ENDINGS:
        name = name.removesuffix(ending)
    return _plain(name)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("’", "'").replace("St. ", "St "))


def institutions_named(kinds: Iterable[Institution], texts: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """For each kind of institution by its key, the words by which these texts name it, in the order of its list."""
    joined = " \n ".join(_plain(text) for text in texts)
    return {kind.key: tuple(word for word in kind.words if _stands_in(word, joined)) for kind in kinds}


def _stands_in(word: str, text: str) -> bool:
    """Whether a word stands in a text, in the singular or with an s or es."""
    return re.search(rf"(?<![\w-]){re.escape(word)}(?:s|es)?(?![\w-])", text, re.IGNORECASE) is not None
