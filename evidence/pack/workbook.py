"""An evidence pack as a workbook: every finding and every figure as a number, with what it is and where it is from.

The layout is that of the Government Analysis Function's "Releasing statistics in spreadsheets": cover, contents and
notes first, then one marked table a sheet against its left edge, no merged or empty cells, no filters, frozen panes,
fills, headers or footers, shorthand in square brackets, and worksheet titles in the cell style of a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from math import isfinite
from textwrap import wrap
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from evidence import wording
from evidence.analysis.findings import Finding
from evidence.analysis.intervals import COMBINED, PUBLISHED, WILSON, interval_of
from evidence.errors import EvidenceError, refuse_if_any
from evidence.indicators.aggregate import Figure
from evidence.indicators.catalogue import Indicator, Source
from evidence.indicators.observations import STATUSES
from evidence.indicators.periods import period_text
from evidence.pack.blocks import (
    INTERNAL,
    Block,
    EvidencePack,
    Findings,
    Heading,
    Note,
    Picture,
    Table,
    Tiles,
    figures_in,
    findings_in,
)
from evidence.show.tables import LOWER, UPPER

AUTHOR = "Place evidence"
LANGUAGE = "en-GB"
NOT_AVAILABLE, NOT_APPLICABLE = "[x]", "[z]"
INTERNAL_MARK = "Internal: not for publication"
MOST_LETTERS, MOST_ROWS, MOST_URL = 32_767, 1_048_000, 2_079  # what Excel holds in a cell, on a sheet, in a link
CUT = " [shortened: a cell holds no more]"
TAB_LETTERS = 31
INK, LINK = "#1F2328", "#12436D"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
MARKS = (
    (NOT_AVAILABLE, "Not available: not published, suppressed by the publisher, or not to be worked out. The reason stands in the same row."),
    (NOT_APPLICABLE, "Not applicable: there is nothing to say here."),
    ("[u]", "Low reliability: the publisher marks the figure as unreliable."),
    ("[p]", "Provisional: the publisher may still revise the figure."),
    ("[d]", "Derived by us from published figures, by the rule in the sheet Indicators. Origin says where the rule is an approximation (modelled)."),
    ("[1], [2]", "The number of a source, as in the document: see the sheet Sources."),
    ("Numbers", "At full precision; a cell shows as many decimals as the publisher does. The document rounds the same numbers."),
    ("95% interval", f'"{PUBLISHED}": by the publisher. "{COMBINED}": from the published intervals of the parts, their errors taken as independent. '
                     f'"{WILSON}": by Wilson\'s method from the number of people that a percentage is based on. '
                     '"difference": of a gap or a change, from the intervals of its two figures.'),
    ("Tested", "Yes: the judgement is the outcome of a statistical test. No: no interval is known, so the judgement compares the numbers only."),
    ("Shown in", 'Figure and table numbers are those of the document; "text" is a finding or a headline.'),
)  # fmt: skip


WIDTHS = {
    "Sheet": 32, "What it holds": 80, "Rows": 12, "Mark or place": 40, "Meaning or note": 100,
    "Area code": 14, "Area name": 26, "Attribution": 50, "Better or worse": 12, "Better when": 12, "Caveats": 100,
    "Decimals": 11, "Definition": 80, "Finding as printed": 60, "How it combines": 32, "Indicator": 28,
    "Indicator name": 52, "Indicators": 44, "Kind": 12, "Licence": 26, "Method": 60, "Name": 36, "Notes": 40,
    "Number": 10, "Prices": 12, "Publisher": 28, "Reason for no answer": 40, "Reason for no value": 40,
    "Shown in": 28, "Source number": 11, "Sources": 12, "Tested": 10, "Title": 40, "Unit of the value": 24, "Web address": 50,
    "What was done to the numbers": 50,
}  # fmt: skip
TEXT_WIDTH, NUMBER_WIDTH, COVER_WIDTH = 20, 15, 95
PRINTED_WIDTH = 160  # a table no wider than this is still read when it is printed on one page's width
LETTERS_PER_WIDTH = 1.2  # a column's width counts digits, and letters are a little narrower
BOLD = 0.75  # what bold type and an indent leave of a column's width
LINE_POINTS, SECTION_GAP, MOST_POINTS = 15.0, 12.0, 409.0


@dataclass(frozen=True, slots=True)
class _Number:
    value: float | None
    decimals: int = 0
    absent: str = NOT_AVAILABLE


@dataclass(frozen=True, slots=True)
class _Link:
    target: str
    text: str


_Cell = str | _Number | _Link
_Row = dict[str, _Cell]  # by the header of its column


@dataclass(frozen=True, slots=True)
class _Sheet:
    tab: str
    title: str
    holds: str
    source: str
    rows: Sequence[_Row]


class _Exact(float):
    """A number that is written with every digit it has: XlsxWriter's own 16 digits do not always give it back."""

    def __format__(self, _: str) -> str:
        return repr(float(self)).removesuffix(".0")


def workbook(pack: EvidencePack) -> bytes:
    """The pack as an Office Open XML workbook; the same pack gives the same bytes.

    Raises EvidenceError where a figure's indicator, area or source is not in the pack or a number is not finite.
    """
    refuse_if_any(_gaps(pack), "The pack is not complete, so no workbook is made of it")
    sheets = [sheet for sheet in (_notes(pack), *_evidence_sheets(pack)) if sheet.rows]
    file = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_format_properties": {"font_name": "Arial", "font_size": 11},
    }
    with Workbook(file, options) as book:
        book.set_properties(_properties(pack))
        formats = _formats(book)
        _write_cover(book, formats, pack)
        for sheet in (_contents(sheets), *sheets):
            _write_sheet(book, formats, sheet, internal=pack.edition == INTERNAL)
    return _tagged(file.getvalue())


def _gaps(pack: EvidencePack) -> list[str]:
    """What the pack's figures and findings need and the pack does not hold, a sentence each."""
    named: list[Figure | Finding] = [f for _, _, blocks in _parts(pack) for block in blocks for f in figures_in(block)]
    named += [f for _, block in pack.blocks for f in findings_in(block)]
    slugs, areas = {f.indicator for f in named}, {f.area_code for f in named}
    sources = {entry.source for entry in pack.sources}
    used = [pack.indicators[slug] for slug in sorted(slugs & pack.indicators.keys())]
    wrong = [f for f in named if not all(isfinite(x) for x in _numbers(f) if x is not None)]
    return [
        *(f"The indicator {slug!r} is not among the pack's." for slug in sorted(slugs - pack.indicators.keys())),
        *(f"The area {code!r} has no name in the pack." for code in sorted(areas - pack.names.keys())),
        *(f"The source of {i.slug!r} has no number in the pack." for i in used if i.source not in sources),
        *(f"A number of {f.area_code} for {f.indicator}, {f.period}, is not finite." for f in wrong),
    ]


def _numbers(named: Figure | Finding) -> tuple[float | None, ...]:
    if isinstance(named, Figure):
        return named.value, named.lower, named.upper, named.denominator, named.coverage
    interval = (named.interval.lower, named.interval.upper) if named.interval else ()
    return named.value, named.numbers.get("relative"), *interval


def _parts(pack: EvidencePack) -> Iterator[tuple[str, str, tuple[Block, ...]]]:
    """The cover, where it has a drawing, and the chapters: key, title, blocks."""
    yield "cover", "Cover", (pack.cover,) if pack.cover else ()
    yield from ((chapter.key, chapter.title, chapter.blocks) for chapter in pack.chapters)


# What each sheet says


def _evidence_sheets(pack: EvidencePack) -> Iterator[_Sheet]:
    yield _indicators(pack)
    yield _findings(pack)
    taken: set[str] = set()
    for key, title, blocks in _parts(pack):
        yield _figures(pack, _tab(f"Figures_{key}", taken), title, _where_shown(pack, blocks))
    yield _sources(pack)


def _tab(wanted: str, taken: set[str]) -> str:
    """A tab name, also good as a table's name: letters, digits and underscores, short enough, not taken yet."""
    plain = re.sub(r"[^A-Za-z0-9]+", "_", wanted).rstrip("_")[:TAB_LETTERS]
    name, n = plain, 1
    while name.lower() in taken:
        n += 1
        name = f"{plain[: TAB_LETTERS - len(f'_{n}')]}_{n}"
    taken.add(name.lower())
    return name


def _where_shown(pack: EvidencePack, blocks: Iterable[Block]) -> dict[Figure, list[str]]:
    """Each figure once, in the order of first showing, with every place of these blocks that shows it."""
    labels = {**pack.labels, **({pack.cover.key: "Cover"} if pack.cover else {})}
    tables = {block.key: block for _, block in pack.blocks if isinstance(block, Table)}
    found: dict[Figure, list[str]] = {}
    for block in blocks:
        place = labels[block.key] if isinstance(block, Picture | Table) else "text"
        twin = block.twin if isinstance(block, Picture) else ""
        for figure in figures_in(tables[twin] if isinstance(twin, str) and twin else block):
            places = found.setdefault(figure, [])
            if place not in places:
                places.append(place)
    return found


def _contents(sheets: Sequence[_Sheet]) -> _Sheet:
    listed = [("Cover", "What this workbook is of.", None), *((s.tab, s.holds, len(s.rows)) for s in sheets)]
    rows: list[_Row] = [
        {
            "Sheet": _Link(f"internal:'{tab}'!A1", tab),
            "What it holds": holds,
            "Rows": _Number(count, absent=NOT_APPLICABLE),
        }
        for tab, holds, count in listed
    ]
    return _Sheet("Contents", "Contents", "Every sheet of this workbook, with a link to it.", "", rows)


def _notes(pack: EvidencePack) -> _Sheet:
    said, labels = list(MARKS), pack.labels
    for chapter in pack.chapters:
        place = chapter.title
        for block in chapter.blocks:
            match block:
                case Heading(text):
                    place = f"{chapter.title}: {text}"
                case Note(text):
                    said.append((place, text))
                case Picture() | Table() if block.note:
                    said.append((labels[block.key], block.note))
    rows: list[_Row] = [{"Mark or place": mark, "Meaning or note": meaning} for mark, meaning in said]
    return _Sheet("Notes", "Notes", "What the marks mean, and every note of the document.", "", rows)


def _indicators(pack: EvidencePack) -> _Sheet:
    listed, numbers = pack.indicators.values(), _source_numbers(pack)
    rows = [_indicator_row(indicator, numbers.get(indicator.source)) for indicator in listed]
    holds = "What each number is, how it combines, and where it is from."
    return _Sheet("Indicators", "Indicators", holds, _source_line(listed), rows)


def _indicator_row(indicator: Indicator, number: int | None) -> _Row:
    source = indicator.source
    return {
        "Indicator": indicator.slug,
        "Name": indicator.name,
        "Theme": indicator.theme,
        "Unit": wording.unit_words(indicator),
        "Decimals": _Number(indicator.decimals),
        "Better when": indicator.better,
        "Definition": indicator.definition,
        "How it combines": indicator.combines.words,
        "Prices": indicator.prices,
        "Interval method": indicator.interval or "none published",
        "Caveats": " ".join(indicator.caveats),
        "What was done to the numbers": indicator.done_to_the_numbers,
        "Source number": _Number(number, absent=NOT_APPLICABLE),
        "Publisher": source.publisher,
        "Title": source.title,
        "Edition": source.edition,
        "Licence": source.licence,
        "Web address": _Link(source.url, source.url),
    }


def _findings(pack: EvidencePack) -> _Sheet:
    rows: list[_Row] = [
        {
            "Chapter": chapter.title,
            "Finding as printed": text,
            **_finding_cells(pack, finding),
            "Sources": _brackets(sources),
        }
        for chapter, block in pack.blocks
        for text, finding, sources in _said(block)
    ]
    used = dict.fromkeys(finding.indicator for _, block in pack.blocks for finding in findings_in(block))
    holds = "Every finding that the document prints, with the numbers and the method behind it."
    return _Sheet("Findings", "Findings", holds, _source_line(pack.indicators[slug] for slug in used), rows)


def _said(block: Block) -> Iterator[tuple[str, Finding, tuple[int, ...]]]:
    match block:
        case Findings(statements):
            yield from ((s.text, s.finding, s.sources) for s in statements)
        case Tiles(tiles):
            yield from ((f"{t.name}: {t.figure}. {t.how}", t.finding, t.sources) for t in tiles)


def _finding_cells(pack: EvidencePack, finding: Finding) -> _Row:
    indicator, interval = pack.indicators[finding.indicator], finding.interval
    decimals = {"rank": 0, "trend": 2}.get(finding.kind, indicator.decimals)
    compared = NOT_AVAILABLE if finding.kind in ("gap", "change") else NOT_APPLICABLE
    between = NOT_APPLICABLE if finding.kind in ("rank", "trend") else NOT_AVAILABLE
    return {
        "Kind": finding.kind,
        "Indicator": finding.indicator,
        "Indicator name": indicator.name,
        "Area code": finding.area_code,
        "Area name": pack.names[finding.area_code],
        "Period": _when(finding.period),
        "Period (ISO 8601)": finding.period,
        "Value": _Number(finding.value, decimals),
        "Unit of the value": _finding_unit(finding, indicator),
        "Against": _against(pack, finding),
        LOWER: _Number(interval.lower if interval else None, decimals, between),
        UPPER: _Number(interval.upper if interval else None, decimals, between),
        "Interval": interval.kind if interval else between,
        "Relative difference (share)": _Number(finding.numbers.get("relative"), 3, compared),
        "Judgement": finding.judgement,
        "Better or worse": finding.good,
        "Tested": ("yes" if finding.tested else "no") if finding.judgement else NOT_APPLICABLE,
        "Method": finding.method,
        "Caveats": " ".join(finding.caveats),
        "Reason for no answer": finding.reason,
    }


def _finding_unit(finding: Finding, indicator: Indicator) -> str:
    if finding.kind in ("rank", "trend"):
        return {"rank": "rank, 1 is the highest value", "trend": "chi-squared"}[finding.kind]
    unit = wording.unit_words(indicator)
    return "percentage points" if unit == "%" and finding.kind in ("gap", "change") else unit


def _against(pack: EvidencePack, finding: Finding) -> str:
    if finding.kind in ("change", "trend"):
        return _when(finding.against)
    return pack.names.get(finding.against, finding.against)


def _when(period: str) -> str:
    return period_text(period) if period else ""


def _brackets(sources: Sequence[int]) -> str:
    return f"[{', '.join(map(str, sources))}]" if sources else ""


def _figures(pack: EvidencePack, tab: str, title: str, shown: Mapping[Figure, Sequence[str]]) -> _Sheet:
    numbers = _source_numbers(pack)
    rows: list[_Row] = [
        {"Shown in": ", ".join(places), **_figure_cells(pack, figure, numbers)} for figure, places in shown.items()
    ]
    used = dict.fromkeys(figure.indicator for figure in shown)
    holds = f'Every figure that "{title}" shows or rests on, in the order of first showing.'
    return _Sheet(tab, f"Figures: {title}", holds, _source_line(pack.indicators[slug] for slug in used), rows)


def _figure_cells(pack: EvidencePack, figure: Figure, numbers: Mapping[Source, int]) -> _Row:
    indicator = pack.indicators[figure.indicator]
    interval, decimals, source = interval_of(figure, indicator.unit), indicator.decimals, indicator.source
    status = STATUSES[figure.status]
    return {
        "Area code": figure.area_code,
        "Area name": pack.names[figure.area_code],
        "Indicator": figure.indicator,
        "Indicator name": indicator.name,
        "Unit": wording.unit_words(indicator),
        "Period": _when(figure.period),
        "Period (ISO 8601)": figure.period,
        "Value": _Number(figure.value, decimals),
        LOWER: _Number(interval.lower if interval else None, decimals),
        UPPER: _Number(interval.upper if interval else None, decimals),
        "Interval": interval.kind if interval else NOT_AVAILABLE,
        "Denominator": _Number(figure.denominator),
        "Status": f"[{figure.status}] {status}" if figure.status else status,
        "Origin": NOT_APPLICABLE if not figure.known else "modelled" if figure.modelled else figure.origin,
        "Coverage (share of the weight)": _Number(figure.coverage, 3),
        "Reason for no value": figure.reason,
        "Notes": " ".join(figure.notes),
        "Source number": _Number(numbers[source]),
        "Edition": source.edition,
        "Licence": source.licence,
    }


def _sources(pack: EvidencePack) -> _Sheet:
    rows: list[_Row] = [
        {
            "Number": _Number(entry.number),
            "Publisher": entry.source.publisher,
            "Title": entry.source.title,
            "Edition": entry.source.edition,
            "Licence": entry.source.licence,
            "Web address": _Link(entry.source.url, entry.source.url),
            "Attribution": entry.attribution,
            "Indicators": "; ".join(entry.indicators),
            "Periods": entry.periods,
        }
        for entry in pack.sources
    ]
    return _Sheet("Sources", "Sources", "Where the figures come from, under which licence.", "", rows)


def _source_numbers(pack: EvidencePack) -> dict[Source, int]:
    return {entry.source: entry.number for entry in pack.sources}


def _source_line(indicators: Iterable[Indicator]) -> str:
    publishers = "; ".join(dict.fromkeys(indicator.source.publisher for indicator in indicators))
    return f"Source: {publishers}. The sheet Sources gives titles, editions and licences by number."


def _cover_lines(pack: EvidencePack) -> list[tuple[str, str]]:
    """The lines of the cover with their formats."""
    facts = (
        pack.purpose, f"Place: {pack.place}", f"Kind of place: {pack.kind}", f"Date: {pack.dated}",
        f"Edition: {INTERNAL_MARK if pack.edition == INTERNAL else pack.edition}", f"Data: {pack.data_edition}",
        f"Compared with: {pack.compared_with}", f"Fingerprint of the evidence base: {pack.fingerprint}",
    )  # fmt: skip
    how = (
        "This workbook holds the numbers of the evidence pack of the same place and date: each finding that the document prints, and each figure behind its charts, maps, tables and sentences.",
        "The sheet Contents lists the other sheets with links. Each sheet has one table. Shorthand in square brackets, such as [x] for not available, is explained in the sheet Notes.",
        "Numbers are at full precision; cells show them rounded. A figure without a value has its reason in the same row. Nothing is filled in or guessed.",
    )
    licence = dict.fromkeys(entry.attribution for entry in pack.sources)
    lines = [("text", text) for text in facts if text]
    lines += [("section", "How to read this workbook"), *(("text", text) for text in how)]
    return lines + ([("section", "Licence and attribution"), *(("text", text) for text in licence)] if licence else [])


# How it is written


def _properties(pack: EvidencePack) -> dict[str, str | datetime]:
    return {
        "title": pack.title,
        "subject": pack.purpose,
        "author": AUTHOR,
        "keywords": f"{pack.area_code}, {pack.edition}",
        "comments": f"Fingerprint of the evidence base: {pack.fingerprint}",
        "created": datetime(pack.as_of.year, pack.as_of.month, pack.as_of.day),
    }


def _formats(book: Workbook) -> dict[str, Format]:
    text: dict[str, object] = {"text_wrap": True, "valign": "top", "font_color": INK}
    kinds: dict[str, dict[str, object]] = {
        "title": {"bold": True, "font_size": 16, "font_color": INK},
        "section": {"bold": True, "font_size": 14, "font_color": INK},
        "line": {"font_color": INK},
        "header": {**text, "bold": True, "valign": "bottom", "bottom": 1},
        "numeric header": {**text, "bold": True, "valign": "bottom", "bottom": 1, "align": "right", "indent": 1},
        "text": text,
        "guarded": {**text, "quote_prefix": True},
        "mark": {"align": "right", "indent": 1, "valign": "top", "font_color": INK},
        "link": {**text, "font_color": LINK, "underline": 1},
        "line link": {"font_color": LINK, "underline": 1},
    }
    for properties in kinds.values():
        properties["font_scheme"] = ""  # or else Excel takes the theme's own font instead
    kinds |= {f"number {d}": {**kinds["mark"], "num_format": "#,##0" + ("." + "0" * d if d else "")} for d in range(7)}
    formats = {name: book.add_format(properties) for name, properties in kinds.items()}
    formats["title"].xf_id, formats["section"].xf_id = 1, 2  # the cell styles that _tagged adds
    return formats


def _write_cover(book: Workbook, formats: Mapping[str, Format], pack: EvidencePack) -> None:
    page = _page(book, "Cover")
    page.set_column(0, 0, COVER_WIDTH)
    page.write_string(0, 0, _held(pack.title), formats["title"])
    for row, (kind, text) in enumerate(_cover_lines(pack), 1):
        _write_text(page, row, 0, text, formats, kind)
        page.set_row(row, _height([(text, COVER_WIDTH)]) + (SECTION_GAP if kind == "section" else 0))


def _page(book: Workbook, tab: str) -> Worksheet:
    page = book.add_worksheet(tab)
    page.set_landscape()
    page.set_paper(9)  # A4
    return page


def _write_sheet(book: Workbook, formats: Mapping[str, Format], sheet: _Sheet, *, internal: bool) -> None:
    if len(sheet.rows) > MOST_ROWS:
        raise EvidenceError(
            f"{sheet.title} has {len(sheet.rows)} rows; a sheet holds {MOST_ROWS}. Choose fewer areas or indicators."
        )
    page = _page(book, sheet.tab)
    page.write_string(0, 0, _held(sheet.title), formats["title"])
    mark = f"{INTERNAL_MARK}. " if internal else ""
    lines = [f"{mark}This sheet has one table of {wording.counted(len(sheet.rows), 'row')}. {sheet.holds}"]
    lines += [sheet.source] if sheet.source else []
    for row, text in enumerate(lines, 1):
        _write_text(page, row, 0, text, formats, "line")
    top = len(lines) + 1
    if sheet.tab != "Contents":
        page.write_url(top, 0, "internal:'Contents'!A1", formats["line link"], "Back to Contents")
        top += 1
    _write_table(page, formats, sheet, top)


def _write_table(page: Worksheet, formats: Mapping[str, Format], sheet: _Sheet, top: int) -> None:
    columns, widths = [], []
    for at, (header, cell) in enumerate(sheet.rows[0].items()):
        numeric = isinstance(cell, _Number)
        columns.append({"header": header, "header_format": formats["numeric header" if numeric else "header"]})
        widths.append(WIDTHS.get(header, NUMBER_WIDTH if numeric else TEXT_WIDTH))
        page.set_column(at, at, widths[-1])
    options = {
        "name": sheet.tab,
        "title": sheet.title,
        "description": sheet.holds,
        "columns": columns,
        "style": "Table Style Light 1",
        "banded_rows": False,
        "autofilter": False,
    }
    page.add_table(top, 0, top + len(sheet.rows), len(columns) - 1, options)
    page.repeat_rows(top)
    if sum(widths) <= PRINTED_WIDTH:
        page.fit_to_pages(1, 0)
    page.set_row(top, _height((header, round(BOLD * w)) for header, w in zip(sheet.rows[0], widths, strict=True)))
    for row, cells in enumerate(sheet.rows, top + 1):
        page.set_row(row, _height((_shown(cell), width) for cell, width in zip(cells.values(), widths, strict=True)))
        for at, cell in enumerate(cells.values()):
            _write_cell(page, row, at, cell, formats)


def _write_cell(page: Worksheet, row: int, at: int, cell: _Cell, formats: Mapping[str, Format]) -> None:
    match cell:
        case _Number(None):
            page.write_string(row, at, cell.absent, formats["mark"])
        case _Number(value):
            page.write_number(row, at, _Exact(value or 0.0), formats[f"number {cell.decimals}"])
        case _Link(target, text) if _leads(target):
            page.write_url(row, at, target, formats["link"], _held(text))
        case _Link(_, text) | str(text):
            _write_text(page, row, at, text if text.strip() else NOT_APPLICABLE, formats, "text")


def _shown(cell: _Cell) -> str:
    return "" if isinstance(cell, _Number) else cell.text if isinstance(cell, _Link) else cell


def _height(cells: Iterable[tuple[str, int]]) -> float:
    """The height of a row in points whose texts wrap in columns of those widths: only Excel works it out by itself."""
    lines = max(_lines(text, width) for text, width in cells)
    return min(LINE_POINTS * lines, MOST_POINTS)


@lru_cache(maxsize=4096)
def _lines(text: str, width: int) -> int:
    letters = int(LETTERS_PER_WIDTH * width)
    return 1 if len(text) <= letters else len(wrap(text, letters))


def _leads(target: str) -> bool:
    """Whether a target is a place in this workbook or an address of the web that Excel can hold, however it is escaped."""
    within = target.startswith("https://") and 3 * len(target.encode()) <= MOST_URL and not re.search(r"\s", target)
    return within or target.startswith("internal:'")


def _write_text(page: Worksheet, row: int, at: int, text: str, formats: Mapping[str, Format], kind: str) -> None:
    # The prefix keeps Excel from reading the text as a formula when someone edits the cell.
    guarded = kind == "text" and text.startswith(FORMULA_STARTS)
    page.write_string(row, at, _held(text), formats["guarded" if guarded else kind])


def _held(text: str) -> str:
    """A text as long as a cell holds, which counts letters outside the basic plane twice."""
    wide = text.encode("utf-16-le")
    if len(wide) <= 2 * MOST_LETTERS:
        return text
    return wide[: 2 * (MOST_LETTERS - len(CUT))].decode("utf-16-le", errors="ignore") + CUT


def _tagged(file: bytes) -> bytes:
    """The workbook with its titles in the cell styles Heading 1 and 2 and its language told: XlsxWriter writes neither."""
    told = BytesIO()
    with ZipFile(BytesIO(file)) as old, ZipFile(told, "w", ZIP_DEFLATED) as new:
        for item in old.infolist():
            text = old.read(item)
            if item.filename == "xl/styles.xml":
                text = _with_heading_styles(text.decode()).encode()
            elif item.filename == "docProps/core.xml":
                text = text.replace(b"</cp:core", f"<dc:language>{LANGUAGE}</dc:language></cp:core".encode())
            new.writestr(item, text)
    return told.getvalue()


def _with_heading_styles(styles: str) -> str:
    levels = (1, 2)
    fonts = {n: re.findall(rf'<xf numFmtId="0" fontId="(\d+)"[^>]* xfId="{n}"', styles)[0] for n in levels}
    looks = "".join(f'<xf numFmtId="0" fontId="{fonts[n]}" fillId="0" borderId="0" applyFont="1"/>' for n in levels)
    names = "".join(f'<cellStyle name="Heading {n}" xfId="{n}" builtinId="{15 + n}"/>' for n in levels)
    styles = styles.replace('<cellStyleXfs count="1">', '<cellStyleXfs count="3">')
    styles = styles.replace("</cellStyleXfs>", f"{looks}</cellStyleXfs>")
    styles = styles.replace('<cellStyles count="1">', '<cellStyles count="3">')
    return styles.replace("</cellStyles>", f"{names}</cellStyles>")
