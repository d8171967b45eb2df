"""Statements of a narrative in the sample pack, with every look that text can have."""

from __future__ import annotations

from dataclasses import replace

from evidence.narrative.text import BULLETS, NUMBERS, PARAGRAPH, Run
from evidence.narrative.text import Block as Prose
from evidence.pack.blocks import EvidencePack, NumberedStatement, Statement, Statements
from tests.packs import GAP, LEVEL, NASTY, sample_pack

PLAIN = Prose(PARAGRAPH, ((Run("Hours yield "), Run("11% below England", number=3), Run(".")),))
LOOKS = Prose(
    PARAGRAPH,
    ((Run("Firm", strong=True), Run(" and "), Run("soft", emphasis=True), Run(" both", strong=True, emphasis=True)),),
)
LISTED = Prose(BULLETS, ((Run("Two cities"),), (Run("Eight boroughs"),)))
COUNTED = Prose(NUMBERS, ((Run("A first job"),), (Run("A better one"),)))
STATEMENTS = Statements(
    (
        NumberedStatement(4, "Our challenges", "Changed", (PLAIN,), (5, 6), ("Was: 9%. Now: 11%.",), (Statement("Gap.", GAP, (1,)),)),
        NumberedStatement(5, "Our challenges", "Current", (LOOKS, LISTED, COUNTED), (), (), (Statement("Level.", LEVEL, (1,)),)),
        NumberedStatement(6, "What we offer", "An intention", (COUNTED,), (), ("Who: us.",)),
        NumberedStatement(7, "What we offer", "An intention", (), (), ("Nothing is written yet.",)),
    ),
    "short",
)  # fmt: skip
HOSTILE = Statements(
    tuple(
        NumberedStatement(n, text, "Current", (Prose(PARAGRAPH, ((Run(text, strong=n % 2 == 0),),)),), (), (text,))
        for n, text in enumerate(NASTY, start=1)
    ),
    "short",
)


def stated(*blocks: Statements) -> EvidencePack:
    """The sample pack with these blocks at the end of its second chapter, whose last table is their table of evidence."""
    pack = sample_pack()
    first, second, *others = pack.chapters
    return replace(pack, chapters=(first, replace(second, blocks=(*second.blocks, *blocks)), *others))
