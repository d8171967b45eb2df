"""Industries in the chapter on productivity: what the place is made of, what grew, how alike its districts are."""

from __future__ import annotations

import pandas as pd

from evidence.analysis.comparators import ENGLAND, containing_country
from evidence.indicators.base import EvidenceBase
from evidence.pack.blocks import Block, Note, Picture, Table
from evidence.pack.making import WIDTH, Asked, numbered, table_of
from evidence.pack.productivity_parts import cite_tables, drawn, said
from evidence.productivity import industry_words
from evidence.productivity.industry import ENTERPRISES, GVA, UK, gva_structure
from evidence.productivity.quotients import Quotients, enterprise_quotients, gva_quotients
from evidence.productivity.rows import MOST_DISTRICTS, SPAN
from evidence.productivity.shift_share import shift_share
from evidence.productivity.similarity import Similarity, similarity
from evidence.show.productivity_charts import (
    quotients_chart,
    regional_chart,
    shares_chart,
    shift_chart,
    similarity_chart,
)
from evidence.show.productivity_tables import pairs_table, quotients_table, shift_table

DEFLATOR = "gdp-deflator"
ENDS = 10  # pairs of districts at each end that are listed where there are too many to draw


def industries_part(asked: Asked) -> list[Block]:
    """What the place is specialised in by enterprises, and what its output is made of."""
    return [*_enterprises(asked), *_output(asked), Note(industry_words.NOT_DECOMPOSED)]


def _enterprises(asked: Asked) -> list[Block]:
    base, key = asked.base, "productivity-enterprises"
    found, numbers = enterprise_quotients(base, asked.area.code), cite_tables(asked, ENTERPRISES)
    lines = [industry_words.specialised_sentence(base, q) for q in (found, _against_england(asked, found)) if q]
    lines.append(industry_words.rounding_sentence(found.place))
    title = f"Enterprises by industry in {asked.area.name}, {found.place.year}, beside the UK and England"
    twin = _table(quotients_table(base, found), key, title, numbered(numbers))
    return [
        *said(lines, numbers),
        drawn(asked, lambda: quotients_chart(base, found, width=WIDTH), f"{key}-chart", twin=twin),
        Note(f"{industry_words.ENTERPRISE_RULE} {industry_words.ENTERPRISES_NOT_JOBS}"),
    ]


def _against_england(asked: Asked, found: Quotients) -> Quotients | None:
    """The same against England where that tells another story: not of England itself, nor of places outside it."""
    inside = asked.area.code != ENGLAND and containing_country(asked.base, asked.area.code) == ENGLAND
    other = enterprise_quotients(asked.base, asked.area.code, against=ENGLAND) if inside else None
    named = [[row.here.code for row in q.specialised] for q in (found, other) if q]
    return other if other and named[0] != named[1] else None


def _output(asked: Asked) -> list[Block]:
    base, code, key = asked.base, asked.area.code, "productivity-gva"
    here, country, found = gva_structure(base, code), gva_structure(base, UK), gva_quotients(base, code)
    numbers = cite_tables(asked, GVA)
    lines = [
        industry_words.structure_sentence(base, here, country),
        industry_words.missing_sentence(base, here),
        industry_words.rental_sentence(base, here),
        industry_words.specialised_sentence(base, found),
    ]
    title = f"Gross value added by industry in {asked.area.name}, {here.year}, beside the UK and England"
    twin = _table(quotients_table(base, found), key, title, numbered(numbers))
    return [
        *said(lines, numbers),
        drawn(asked, lambda: shares_chart(base, found, width=WIDTH), f"{key}-chart", twin=twin),
        Note(f"{industry_words.NO_GVA_INTERVAL} {industry_words.UK_IS_A_SUM}"),
    ]


def growth_part(asked: Asked) -> list[Block]:
    """How output grew over the span of the tables: the parts of growth, and what each industry added."""
    base, key = asked.base, "productivity-growth"
    found, numbers = shift_share(base, asked.area.code, *SPAN), cite_tables(asked, GVA, DEFLATOR)
    lines = [
        industry_words.shift_sentence(base, found),
        industry_words.esteban_sentence(found),
        industry_words.shift_rows_sentence(found),
    ]
    title = f"Growth of gross value added in {asked.area.name} by industry, {found.first} to {found.last}"
    return [
        *said(lines, numbers),
        drawn(asked, lambda: shift_chart(base, found, width=WIDTH), f"{key}-chart", twin=key),
        drawn(asked, lambda: regional_chart(base, found, width=WIDTH), f"{key}-by-industry-chart", twin=key),
        _table(shift_table(found), key, title, numbered(numbers)),
        Note(industry_words.SHIFT_SHARE_MEANING),
    ]


def districts_part(asked: Asked) -> list[Block]:
    """How alike the districts are; nothing for a place of one district or of very many."""
    base, area, key = asked.base, asked.area, "productivity-similarity"
    if not 1 < len(base.members.get(area.code, ())) <= MOST_DISTRICTS:
        return []
    found, numbers = similarity(base, area.code), cite_tables(asked, GVA)
    lines = said([industry_words.similarity_sentence(base, found)], numbers)
    picture = drawn(asked, lambda: similarity_chart(base, found, width=WIDTH), f"{key}-chart")
    meaning = Note(industry_words.SIMILARITY_MEANING)
    if isinstance(picture, Picture):
        return [*lines, picture, meaning]
    return [*lines, _ends(base, found, key, numbered(numbers)), meaning]


def _ends(base: EvidenceBase, found: Similarity, key: str, source: str) -> Table:
    """The pairs that are most and least alike, of more districts than can be drawn beside each other."""
    title = f"The {ENDS} most and the {ENDS} least alike of {len(found.pairs)} pairs of districts, {found.year}"
    return table_of(
        pairs_table(base, found).iloc[[*range(ENDS), *range(-ENDS, 0)]], key=key, title=title, source=source
    )


def _table(frame: pd.DataFrame, key: str, title: str, source: str) -> Table:
    """A frame as a table of the pack; reasons that it holds stand below it, not in a column of their own."""
    if "Note" not in frame.columns:
        return table_of(frame, key=key, title=title, source=source)
    reasons = " ".join(dict.fromkeys(str(reason) for reason in frame["Note"] if reason))
    return table_of(frame.drop(columns="Note"), key=key, title=title, source=source, note=reasons)
