"""`python -m evidence productivity`: level, gap, where it comes from, industries, firms, drivers, from school to work."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable

from evidence import wording
from evidence.analysis.comparators import ENGLAND, UK
from evidence.commands.asked import span_of
from evidence.commands.printed import json_text
from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.productivity import context_words, industry_words, words
from evidence.productivity.drivers import drivers_of, has_drivers
from evidence.productivity.firms import firms
from evidence.productivity.industry import enterprise_structure, gva_structure
from evidence.productivity.level import output
from evidence.productivity.national import Context, contexts, has_contexts
from evidence.productivity.parts import prosperity_per_head
from evidence.productivity.quotients import enterprise_quotients
from evidence.productivity.rows import SPAN, productivity_row
from evidence.productivity.school import school_to_work
from evidence.productivity.shift_share import shift_share
from evidence.productivity.similarity import similarity


def add_options(command: argparse.ArgumentParser) -> None:
    """The options of the command."""
    command.add_argument("area", nargs="?", metavar="AREA", help="an area's code (or give --group)")
    command.add_argument("--years", metavar="FIRST-LAST", help="the span of growth by industry, as in 2013-2023")


def productivity(base: EvidenceBase, chosen: argparse.Namespace) -> str:
    """The productivity evidence of a place."""
    code = chosen.area or (chosen.groups[0] if chosen.groups else None)
    if code is None:
        raise EvidenceError("Productivity needs an area's code, or a group: --group NAME=CODE,CODE,...")
    area, years = base.area(code), span_of(chosen.years) if chosen.years else SPAN
    if chosen.json:
        return json_text(productivity_row(base, code, years=years))
    parts = {
        "Output per hour": lambda: _output(base, code),
        "Where prosperity per head comes from": lambda: words.parts_sentences(base, prosperity_per_head(base, code)),
        "Industries": lambda: _industries(base, code),
        "Growth by industry": lambda: _growth(base, code, years),
        "Its districts": lambda: [industry_words.similarity_sentence(base, similarity(base, code))],
        "Firms": lambda: context_words.firms_sentences(base, firms(base, code)),
        "What drives it": lambda: _drivers(base, code),
        "From school to work": lambda: _school(base, code),
        "The country, for context": lambda: [context_words.context_sentence(c) for c in _contexts(base)],
    }
    lines = [f"{area.name} ({area.code}), {wording.kind_words(area)}"]
    for title, said in parts.items():
        lines += ["", title.upper(), *(f"  {line}" for line in _lines(said))]
    return "\n".join(lines)


def _lines(said: Callable[[], Iterable[str]]) -> list[str]:
    """The sentences of a part, or the reason why there are none."""
    try:
        return [line for line in said() if line]
    except EvidenceError as error:
        return [str(error)]


def _output(base: EvidenceBase, code: str) -> list[str]:
    out = output(base, code)
    if out.level.value is None:
        return [out.level.reason]
    said = [words.headline(base, out), words.level_sentence(out), words.origin_sentence(out), words.rank_sentence(out)]
    said += [*words.change_sentences(out), words.prize_sentence(out), words.hours_sentence(out)]
    sources = dict.fromkeys(base.indicator(f.indicator).source.line for f in out.figures)
    return [*said, *(f"Source: {line}" for line in sources)]


def _industries(base: EvidenceBase, code: str) -> list[str]:
    here, country = gva_structure(base, code), gva_structure(base, UK)
    firms_here = enterprise_structure(base, code)
    return [
        industry_words.structure_sentence(base, here, country),
        industry_words.missing_sentence(base, here),
        industry_words.rental_sentence(base, here),
        *(
            industry_words.specialised_sentence(base, enterprise_quotients(base, code, against=whole))
            for whole in (UK, ENGLAND)
            if whole != code
        ),
        industry_words.ENTERPRISE_RULE,
        industry_words.rounding_sentence(firms_here),
        industry_words.NO_GVA_INTERVAL,
        industry_words.NOT_DECOMPOSED,
    ]


def _growth(base: EvidenceBase, code: str, years: tuple[int, int]) -> list[str]:
    found = shift_share(base, code, *years)
    said = [industry_words.shift_sentence(base, found), industry_words.esteban_sentence(found)]
    return [*said, industry_words.shift_rows_sentence(found), industry_words.SHIFT_SHARE_MEANING]


def _drivers(base: EvidenceBase, code: str) -> list[str]:
    if not has_drivers(base):
        return []
    return [context_words.driver_sentence(base, answer) for answer in drivers_of(base, code).answers]


def _school(base: EvidenceBase, code: str) -> list[str]:
    found = school_to_work(base, code)
    return [context_words.school_sentence(found), *(context_words.stage_sentence(base, s) for s in found.stages)]


def _contexts(base: EvidenceBase) -> tuple[Context, ...]:
    return contexts(base) if has_contexts(base) else ()
