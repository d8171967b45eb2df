"""A small evidence pack made by hand, with every kind of block and texts that would break a careless renderer."""

from __future__ import annotations

from datetime import date

from evidence.analysis.findings import Finding, Interval
from evidence.indicators.aggregate import Figure
from evidence.indicators.catalogue import Combination, Indicator, Source
from evidence.pack.blocks import (
    PUBLIC,
    Chapter,
    EvidencePack,
    Findings,
    Heading,
    Note,
    Paragraph,
    Picture,
    SourceEntry,
    Sources,
    Statement,
    Table,
    Tile,
    Tiles,
)

# What a name or a note may hold: markup of every format, a formula, a script, letters of Welsh, a pound sign.
NASTY = (
    "<script>alert(1)</script>",
    '=HYPERLINK("https://example.org","x")',
    "@SUM(1,1)",
    "+44 - 2",
    "#strong[not bold] *nor bold* _nor slanted_ $x^2$ `code` // no comment",
    "</w:t><w:br/> ]]> & < > \" ' \\ {{ 7 * 7 }} {% raw %}",
    "Ŵ ŵ Ŷ ŷ Ynys Môn, Llŷn, £36.40, 5\u00a0million, \u22121.2, CO\u2082e",
)
PLACE = f"Llŷn & {NASTY[0]}"
SOURCE = Source(
    "Office of Invention",
    "Invented output & hours",
    "June 2025",
    "https://example.org/a?b=1&c=2",
    "Open Government Licence v3.0",
)
OTHER = Source(
    "Department of Made-up Things",
    "Young people",
    "March 2025",
    "https://example.org/young",
    "Open Government Licence v3.0",
)


def indicator(slug: str, name: str, theme: str, unit: str, source: Source) -> Indicator:
    """An indicator of that name."""
    return Indicator(
        slug=slug, name=name, short_name=name, theme=theme, role="headline", definition=f"What {name} is. {NASTY[4]}",
        unit=unit, decimals=2 if unit == "£" else 1, better="higher", combines=Combination("sum"), parts="district",
        plausible=(0, 1000), prices="current" if unit == "£" else "", interval="", computed_from="",
        done_to_the_numbers="", caveats=(NASTY[5],), source=source,
    )  # fmt: skip


OUTPUT = indicator("output-per-hour", "Output per hour", "Productivity and output", "£", SOURCE)
NEET = indicator("neet", f"NEET {NASTY[1]}", "Young people", "%", OTHER)
FIGURES = (
    Figure("output-per-hour", "E1", "2023-01-01/P1Y", 36.4),
    Figure("output-per-hour", "E2", "2023-01-01/P1Y", 41.0),
    Figure("output-per-hour", "E1", "2022-01-01/P1Y", 35.2, origin="derived", notes=("added up from its districts",)),
)
YOUNG = (
    Figure("neet", "E1", "2024-12-01/P3M", 5.6, lower=5.1, upper=6.2, denominator=12345),
    Figure("neet", "E2", "2024-12-01/P3M", None, status="x", reason="suppressed because few are counted"),
)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="{height}" viewBox="0 0 640 {height}">'
    '<defs><clipPath id="clip1"><rect width="640" height="{height}"/></clipPath></defs>'
    '<g clip-path="url(#clip1)"><rect width="640" height="{height}" fill="#F6F8FA"/>'
    '<path d="M40 {low}L320 60L600 {middle}" stroke="#12436D" stroke-width="3" fill="none"/>'
    '<text x="40" y="40" font-size="13" font-family="Source Sans Pro">£36.40 in Llŷn</text></g></svg>'
)


def svg(height: int) -> str:
    """A drawing 640 wide and as high as asked."""
    return SVG.format(height=height, low=height - 40, middle=height // 2)


def table(key: str, title: str, figures: tuple[Figure, ...] = FIGURES, rows: int = 3) -> Table:
    """A table of places with that many rows."""
    names = (f"Llŷn {NASTY[1]}", f"Môn {NASTY[0]}", *(f"Place {n}" for n in range(3, 200)))
    return Table(
        key=key,
        title=title,
        columns=("Area", "Value (£, current prices)", "95% interval, lower", "How it came about"),
        rows=tuple((name, "36.40", "35.10", "published") for name in names[:rows]),
        numeric=(False, True, True, False),
        source=SOURCE.line,
        figures=figures,
        note=NASTY[2],
    )


def picture(kind: str, key: str, height: int, twin: str = "") -> Picture:
    """A chart or map of that height with its twin, or with the key of the pack's table that is its twin."""
    return Picture(
        kind=kind,
        key=key,
        title=f"Output per hour: 11% below England ({key})",
        subtitle="Output per hour (£, current prices), Llŷn, 2004 to 2023",
        alt=f"{kind.capitalize()} {key}: output per hour in Llŷn rose from £21 in 2004 to £36.40 in 2023, below England throughout.",
        svg=svg(height),
        source=SOURCE.line,
        twin=twin or table(f"{key}-table", f"The figures of {key}", rows=6),
        note=NASTY[6],
    )


LEVEL = Finding("level", "output-per-hour", "E1", "2023-01-01/P1Y", 36.4, figures=FIGURES[:1])
GAP = Finding(
    "gap", "output-per-hour", "E1", "2023-01-01/P1Y", -4.6, against="E2", judgement="below", good="worse", figures=FIGURES[:2],
    method="Difference of published figures.", caveats=(NASTY[5],),
)  # fmt: skip
NEET_LEVEL = Finding(
    "level", "neet", "E1", "2024-12-01/P3M", 5.6, interval=Interval(5.1, 6.2, "Wilson"), figures=YOUNG[:1]
)


def sample_pack(*, edition: str = PUBLIC, place: str = PLACE) -> EvidencePack:
    """A pack of four chapters with two charts, a map, three tables (one over two pages), tiles, findings, notes and sources."""
    entries = (
        SourceEntry(1, SOURCE, "Source: Office of Invention. Contains public sector information.", ("Output per hour",), "2004 to 2023"),
        SourceEntry(2, OTHER, "Source: Department of Made-up Things. Contains public sector information.", (NEET.name,), "2024"),
    )  # fmt: skip
    tiles = Tiles(
        (
            Tile("Output per hour, 2023", "£36.40", "11% below England.", LEVEL, (1,)),
            Tile("NEET, Dec 2024 to Feb 2025", "5.6%", "Similar to England.", NEET_LEVEL, (2,)),
            Tile("Employment rate", "No figure", "Not published for districts.", Finding("level", "neet", "E1", "", None, reason="none"), ()),
        )
    )  # fmt: skip
    said = Findings(
        (
            Statement("Output per hour in Llŷn: £36.40 in 2023.", LEVEL, (1,)),
            Statement(f"Output per hour in Llŷn: 11% below England ({NASTY[4]}).", GAP, (1,)),
            Statement("NEET in Llŷn: 5.6% (95% interval 5.1% to 6.2%).", NEET_LEVEL, (1, 2)),
        )
    )
    chapters = (
        Chapter("on-a-page", f"{place} on a page", ("Ahead of England on 9 indicators, behind on 18.",), (tiles, picture("chart", "spine", 420, twin="short"))),
        Chapter("work", "Work", ("Employment is similar to England.", "It rose since 2018."), (
            Heading("How does it stand?"), Paragraph(NASTY[5]), said, picture("chart", "trend", 260), Note(NASTY[4]),
            Heading("What is behind it?"), Heading("By district", 3), picture("map", "map", 400),
            table("long", f"Every district {NASTY[0]}", rows=60), table("short", "A few", YOUNG),
        )),
        Chapter("peers", "Peers and why", (), (Note("ONS publishes no neighbours for this place."),)),
        Chapter("sources", "Sources", ("Two sources.",), (Sources(entries), *(Paragraph(text) for text in NASTY))),
    )  # fmt: skip
    return EvidencePack(
        area_code="E1",
        place=place,
        kind="combined authority",
        purpose="For the local growth plan workshop",
        as_of=date(2026, 11, 22),
        edition=edition,
        data_edition="Figures for periods up to January 2026",
        compared_with="England, the North West and the UK",
        fingerprint="3f2a9c0d1e4b",
        cover=picture("map", "cover", 500),
        chapters=chapters,
        names={"E1": place, "E2": "England"},
        indicators={"output-per-hour": OUTPUT, "neet": NEET},
        sources=entries,
    )
