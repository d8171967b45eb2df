"""The block model of an evidence pack: what a pack says, written once, for every format.

All texts are plain text: a renderer escapes them, and never reads markup out of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

from evidence import wording
from evidence.analysis.findings import Finding
from evidence.indicators.aggregate import Figure
from evidence.indicators.catalogue import Indicator, Source
from evidence.narrative.text import Block as Prose
from evidence.pack.words import INTERNAL_MARK

PUBLIC, INTERNAL = "public", "internal"
EDITIONS = (PUBLIC, INTERNAL)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a chapter: level 2 for a section, 3 below it (the chapter's own title is level 1)."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence, the finding that it says, and the numbers of the sources that it rests on.

    What is recorded of an activity rests on its source alone and has no finding.
    """

    text: str
    finding: Finding | None
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """Sentences as a list."""

    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class NumberedStatement:
    """A statement of a narrative: its number, its section, how it stands in a word, and its text in paragraphs and lists.

    A run of the text that reads a piece of evidence has that one's number; `evidence` are the numbers of what it rests on
    beyond its text. `notes` say what a reader must know of it, `rests_on` what the figures among its evidence say.
    """

    number: int
    section: str
    status: str
    prose: tuple[Prose, ...]
    evidence: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    rests_on: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Statements:
    """Statements in order; `table` is the key of the table of this pack that lists their evidence by number."""

    statements: tuple[NumberedStatement, ...]
    table: str


@dataclass(frozen=True, slots=True)
class Tile:
    """A headline: the indicator with its period, the figure, how it compares, the finding and its sources."""

    name: str
    figure: str
    how: str
    finding: Finding
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tiles:
    """A few headlines side by side."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of text: one header row, the first column is each row's header; `numeric` says which columns align right.

    `key` is unique in a pack. `figures` are the published or derived figures that its cells show.
    """

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    source: str
    figures: tuple[Figure, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart or a map: its message, what is measured, text alternative, drawing, source and table twin.

    `kind` is "chart" or "map"; `key` is unique in a pack; `svg` is without title and source, which the document sets
    in its own type. `twin` is a table that each format has its own place for, or the key of a Table block of
    this pack that holds the same figures: each format then says "The figures are in Table 3." in its place.
    """

    kind: str
    key: str
    title: str
    subtitle: str
    alt: str
    svg: str
    source: str
    twin: Table | str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader must know to read what stands above: a caveat, or why something is not there."""

    text: str


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source by its number in the pack, what is taken from it and for which periods."""

    number: int
    source: Source
    attribution: str
    indicators: tuple[str, ...]  # names
    periods: str


@dataclass(frozen=True, slots=True)
class Sources:
    """The list of sources."""

    entries: tuple[SourceEntry, ...]


Block = Heading | Paragraph | Findings | Statements | Tiles | Table | Picture | Note | Sources


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its title, a summary of two lines or so, and its blocks; `key` names its anchor."""

    key: str
    title: str
    summary: tuple[str, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class EvidencePack:
    """Everything that a pack says about one place on one date, ready for any format.

    `names` gives the name of every area in it, `indicators` what each figure is, `fingerprint` is of the evidence base
    that it was made from: the same fingerprint, date and choices give the same files.
    """

    area_code: str
    place: str  # "Greater Manchester"
    kind: str  # "combined authority"
    purpose: str
    as_of: date
    edition: str
    data_edition: str  # what the evidence base holds, in one line
    compared_with: str
    fingerprint: str
    cover: Picture | None  # None where the place has no outline to draw
    chapters: tuple[Chapter, ...]
    names: Mapping[str, str]
    indicators: Mapping[str, Indicator]
    sources: tuple[SourceEntry, ...]

    @property
    def title(self) -> str:
        """The document's title."""
        return f"{self.place}: evidence pack"

    @property
    def kind_named(self) -> str:
        """Its kind where it stands alone: "Combined authority"."""
        return self.kind[:1].upper() + self.kind[1:]

    @property
    def mark(self) -> str:
        """What every page and sheet of an internal edition says; nothing for a public one."""
        return INTERNAL_MARK if self.edition == INTERNAL else ""

    @property
    def running_foot(self) -> str:
        """What stands at the foot of a page before the page's number."""
        return f"{self.place} · evidence pack · {self.dated}"

    @property
    def blocks(self) -> Iterator[tuple[Chapter, Block]]:
        """Every block with its chapter, in order."""
        return ((chapter, block) for chapter in self.chapters for block in chapter.blocks)

    @property
    def labels(self) -> Mapping[str, str]:
        """The number of each picture and table by its key, in order: "Figure 3", "Table 1"."""
        found: dict[str, str] = {}
        counts = {"Figure": 0, "Table": 0}
        for _, block in self.blocks:
            if isinstance(block, Picture | Table):
                kind = "Figure" if isinstance(block, Picture) else "Table"
                counts[kind] += 1
                found[block.key] = f"{kind} {counts[kind]}"
        return found

    @property
    def listed(self) -> frozenset[int]:
        """Numbers of the sources that have an entry to link to."""
        return frozenset(e.number for _, block in self.blocks if isinstance(block, Sources) for e in block.entries)

    @property
    def dated(self) -> str:
        """Its date in words: "22 November 2026"."""
        return wording.day(self.as_of)

    @property
    def file_name(self) -> str:
        """The name of its files, without an ending: lower case letters of ASCII, digits and hyphens."""
        plain = normalize("NFKD", self.place.lower()).encode("ascii", "ignore").decode()
        letters = "".join(c if c.isalnum() else "-" for c in plain)
        words = "-".join(part for part in letters.split("-") if part)[:60] or "place"
        code = "".join(c if c.isalnum() else "-" for c in self.area_code) if ":" not in self.area_code else "group"
        ending = "-internal" if self.edition == INTERNAL else ""
        return f"evidence-pack-{words}-{code}-{self.as_of.isoformat()}{ending}"


def figures_in(block: Block) -> tuple[Figure, ...]:
    """The figures that a block shows or rests on."""
    match block:
        case Findings(statements):
            return tuple(f for s in statements if s.finding for f in s.finding.figures)
        case Statements(statements):
            return tuple(f for s in statements for said in s.rests_on if said.finding for f in said.finding.figures)
        case Tiles(tiles):
            return tuple(f for t in tiles for f in t.finding.figures)
        case Table():
            return block.figures
        case Picture():
            return block.twin.figures if isinstance(block.twin, Table) else ()
    return ()


def findings_in(block: Block) -> tuple[Finding, ...]:
    """The findings that a block says."""
    match block:
        case Findings(statements):
            return tuple(s.finding for s in statements if s.finding)
        case Statements(statements):
            return tuple(said.finding for s in statements for said in s.rests_on if said.finding)
        case Tiles(tiles):
            return tuple(t.finding for t in tiles)
    return ()
