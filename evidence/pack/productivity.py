"""The chapter on productivity evidence: level and gap, where it comes from, industries, firms, drivers, from school to work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from evidence import wording
from evidence.errors import EvidenceError
from evidence.indicators.aggregate import Figure
from evidence.indicators.breakdowns import read_breakdowns
from evidence.indicators.catalogue import Source
from evidence.pack.blocks import Block, Chapter, Heading, Note, Paragraph, Statement, Table
from evidence.pack.making import Asked, findings, numbered
from evidence.productivity import context_words, industry_words, words
from evidence.productivity.drivers import drivers_of
from evidence.productivity.firms import ENTERPRISES, WORKPLACES, Sizes, firms
from evidence.productivity.industry import ENTERPRISES as BY_INDUSTRY
from evidence.productivity.industry import GVA, UK, gva_structure
from evidence.productivity.level import output
from evidence.productivity.national import contexts
from evidence.productivity.parts import prosperity_per_head
from evidence.productivity.quotients import Quotients, enterprise_quotients, gva_quotients
from evidence.productivity.rows import MOST_DISTRICTS, SPAN
from evidence.productivity.school import school_to_work
from evidence.productivity.shift_share import shift_share
from evidence.productivity.similarity import similarity

KEY, TITLE = "productivity-evidence", "Productivity evidence"


def productivity(asked: Asked) -> Chapter:
    """The productivity evidence of the place; a part that cannot be had gives its reason."""
    out = output(asked.base, asked.area.code)
    if out.level.value is None:
        return Chapter(KEY, TITLE, (out.level.reason,), ())
    blocks: list[Block] = []
    for title, make in PARTS:
        try:
            made = make(asked)
        except EvidenceError as error:
            made = [Note(str(error))]
        blocks += [Heading(title), *made] if made else []
    return Chapter(KEY, TITLE, (words.headline(asked.base, out) + ".", words.prize_sentence(out)), tuple(blocks))


def _level(asked: Asked) -> list[Block]:
    out = output(asked.base, asked.area.code)
    numbers = _cite(asked, out.figures)
    said = [words.level_sentence(out), words.origin_sentence(out), words.rank_sentence(out)]
    said += [*words.change_sentences(out), words.prize_sentence(out), words.hours_sentence(out)]
    return _said(said, numbers)


def _parts(asked: Asked) -> list[Block]:
    found = prosperity_per_head(asked.base, asked.area.code)
    numbers = _cite(asked, found.figures)
    rows = tuple(
        (
            words.PART_NAMES[part.key],
            words.part_value(part.key, part.place),
            words.part_value(part.key, part.uk),
            words.points(part.log),
        )
        for part in found.parts
    )
    columns = ("Part", asked.area.name, "UK", "Log points")
    title = "Output per head as the product of three parts"
    table = Table(
        "productivity-parts", title, columns, rows, (False, True, True, True), numbered(numbers), found.figures
    )
    return [*_said(words.parts_sentences(found), numbers), table]


def _industries(asked: Asked) -> list[Block]:
    base, code = asked.base, asked.area.code
    here, country = gva_structure(base, code), gva_structure(base, UK)
    numbers = _cite_tables(asked, GVA, BY_INDUSTRY)
    enterprises = enterprise_quotients(base, code)
    said = [
        industry_words.structure_sentence(base, here, country),
        industry_words.missing_sentence(base, here),
        industry_words.rental_sentence(base, here),
        industry_words.specialised_sentence(base, enterprises),
    ]
    notes = (
        industry_words.ENTERPRISE_RULE,
        industry_words.ENTERPRISES_NOT_JOBS,
        industry_words.NO_GVA_INTERVAL,
        industry_words.NOT_DECOMPOSED,
    )
    tables = [
        _quotients(asked, enterprises, "productivity-enterprises", "Enterprises by industry", numbers),
        _quotients(asked, gva_quotients(base, code), "productivity-gva", "Gross value added by industry", numbers),
    ]
    return [*_said(said, numbers), *tables, Note(" ".join(notes))]


def _quotients(asked: Asked, found: Quotients, key: str, title: str, numbers: Sequence[int]) -> Table:
    rows = tuple(
        (
            row.here.name,
            industry_words.size(found.place, row.here.figure.value) or "not available",
            industry_words.percent(row.here.share) or "not available",
            wording.plain_number(row.value, 2) or "none",
            f"{wording.plain_number(row.interval.lower, 2)} to {wording.plain_number(row.interval.upper, 2)}"
            if row.interval
            else "none",
        )
        for row in found.rows
    )
    columns = ("Industry", "Size", "Share of the place", "Location quotient", "95% interval")
    titled = f"{title} in {asked.area.name}, {found.place.year}, and against the UK"
    return Table(key, titled, columns, rows, (False, True, True, True, True), numbered(numbers))


def _growth(asked: Asked) -> list[Block]:
    found = shift_share(asked.base, asked.area.code, *SPAN)
    said = [
        industry_words.shift_sentence(asked.base, found),
        industry_words.esteban_sentence(found),
        industry_words.shift_rows_sentence(found),
    ]
    return [*_said(said, _cite_tables(asked, GVA)), Note(industry_words.SHIFT_SHARE_MEANING)]


def _districts(asked: Asked) -> list[Block]:
    if not 1 < len(asked.base.members.get(asked.area.code, ())) <= MOST_DISTRICTS:
        return []
    found = similarity(asked.base, asked.area.code)
    names = tuple(asked.base.areas[code].name for code in found.districts)
    said = [industry_words.similarity_sentence(asked.base, found)]
    blocks: list[Block] = [*_said(said, _cite_tables(asked, GVA)), Note(industry_words.SIMILARITY_MEANING)]
    rows = tuple(
        (
            f"{asked.base.areas[pair.first].name} and {asked.base.areas[pair.second].name}",
            wording.plain_number(pair.similarity, 2),
        )
        for pair in found.pairs
    )
    title = f"How alike the {len(names)} districts of {asked.area.name} are by what they produce, {found.year}"
    source = numbered(_cite_tables(asked, GVA))
    return [*blocks, Table("productivity-similarity", title, ("Districts", "Similarity"), rows, (False, True), source)]


def _firms(asked: Asked) -> list[Block]:
    found = firms(asked.base, asked.area.code)
    numbers = tuple(sorted({*_cite(asked, found.figures), *_cite_tables(asked, ENTERPRISES, WORKPLACES)}))
    tables = [
        _bands(asked, found.enterprises, "Enterprises", numbers),
        _bands(asked, found.workplaces, "Workplaces", numbers),
    ]
    return [*_said(context_words.firms_sentences(asked.base, found), numbers), *(t for t in tables if t)]


def _bands(asked: Asked, found: Sizes, what: str, numbers: Sequence[int]) -> Table | None:
    if not found.bands:
        return None
    rows = tuple(
        (
            band.band.replace("-", " to "),
            wording.plain_number(band.count, 0),
            context_words.band_words(band),
        )
        for band in found.bands
    )
    columns = ("People employed", what, "Share, and beside England")
    title = f"{what} in {asked.area.name} by size, {found.year}"
    source = numbered(numbers)
    return Table(f"productivity-{what.lower()}-by-size", title, columns, rows, (False, True, False), source)


def _drivers(asked: Asked) -> list[Block]:
    found = drivers_of(asked.base, asked.area.code)
    blocks: list[Block] = [Paragraph(found.source)]
    for answer in found.answers:
        numbers = _cite(asked, answer.figures)
        blocks += [Heading(answer.driver.name, 3)]
        blocks += _said([context_words.driver_sentence(asked.base, answer)], numbers) if numbers else []
        blocks += [] if numbers else [Paragraph(context_words.driver_sentence(asked.base, answer))]
    return blocks


def _school(asked: Asked) -> list[Block]:
    found = school_to_work(asked.base, asked.area.code)
    said = [context_words.school_sentence(found)]
    said += [context_words.stage_sentence(asked.base, stage) for stage in found.stages]
    return _said(said, _cite(asked, found.figures))


def _country(asked: Asked) -> list[Block]:
    return [Paragraph(context_words.context_sentence(found)) for found in contexts(asked.base)]


def _said(lines: Iterable[str], numbers: tuple[int, ...]) -> list[Block]:
    return list(findings(Statement(line, None, numbers) for line in lines if line))


def _cite(asked: Asked, figures: Sequence[Figure]) -> tuple[int, ...]:
    slugs = dict.fromkeys(f.indicator for f in figures if f.indicator in asked.base.indicators)
    return asked.cited.of(*(asked.base.indicator(slug) for slug in slugs))


def _cite_tables(asked: Asked, *slugs: str) -> tuple[int, ...]:
    """The numbers of the sources of tables of another shape."""
    described, _ = read_breakdowns(asked.base.folder / "breakdowns")
    taken: list[tuple[Source, str]] = [(described[slug].source, described[slug].name) for slug in slugs]
    return asked.cited.of_named(*taken)


PARTS: tuple[tuple[str, Callable[[Asked], list[Block]]], ...] = (
    ("Level and gap", _level),
    ("Where output per head comes from", _parts),
    ("Industries", _industries),
    ("Growth by industry", _growth),
    ("How alike its districts are", _districts),
    ("Firms", _firms),
    ("What drives productivity", _drivers),
    ("From school to work", _school),
    ("The country, for context", _country),
)
