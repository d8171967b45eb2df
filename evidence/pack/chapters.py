"""The chapters of a pack about the place: on a page, each theme, young people, peers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from evidence import wording
from evidence.analysis.comparators import neighbours_of
from evidence.analysis.compare import figures_over
from evidence.analysis.findings import AreaSet
from evidence.analysis.profile import Row
from evidence.analysis.trend import history
from evidence.analysis.young_people import TOGETHER, TRIO, not_known_bounds
from evidence.errors import EvidenceError
from evidence.indicators.catalogue import Indicator
from evidence.pack.blocks import Block, Chapter, Heading, Note, Paragraph, Picture, Statement, Table, Tile, Tiles
from evidence.pack.making import (
    OLDER,
    Asked,
    chart_picture,
    findings,
    map_picture,
    spine_picture,
    trend_picture,
)
from evidence.pack.theme_tables import theme_table
from evidence.places.neighbours import MODELS
from evidence.places.neighbours import SOURCE as NEIGHBOURS_SOURCE
from evidence.show.answers import headline_rows, how_it_came_about
from evidence.show.charts import bounds_chart, neighbours_chart
from evidence.show.overview import Fact, about, facts

YOUNG_PEOPLE = "Young people"
IN_DEPTH = 2  # indicators of a theme that get a section of their own, or all its headlines where these are more
ROOM_ON_A_PAGE = 260  # letters about the place on its page
ON_A_PAGE = 12  # rows of the spine chart that fit on the place's page


def on_a_page(asked: Asked) -> Chapter:
    """The place on one page: what it is, four headlines, and where it stands on the headline indicators."""
    base, area = asked.base, asked.area
    tiles = tuple(
        Tile(f.name, f.figure, _how(asked, f), f.finding, asked.cited.of(base.indicator(f.finding.indicator)))
        for f in facts(base, area)
    )
    rows = [row for row in headline_rows(asked.profile) if not asked.is_old(row)][:ON_A_PAGE]
    blocks: list[Block] = [Tiles(tiles)]
    if rows:
        blocks.append(spine_picture(asked, "on-a-page-spine", [r.indicator.slug for r in rows], twin="headlines"))
    blocks += findings(_messages(asked))
    return Chapter("on-a-page", f"{area.name} on a page", _what_it_is(asked), tuple(blocks))


def _messages(asked: Asked) -> list[Statement]:
    """What to remember of a place: where it stands best and worst among its peers, and how many are NEET."""
    ranked = [
        (row.from_best, row.rank)
        for row in asked.profile.rows
        if row.rank and row.from_best is not None and not asked.is_old(row)
    ]
    ranked.sort(key=lambda pair: pair[0])
    said = [asked.say(rank, wording.sentence(asked.base, rank)) for _, rank in (*ranked[:1], *ranked[1:][-1:])]
    bounds, neet = asked.profile.young_people, asked.profile.row(TOGETHER)
    if bounds.value is not None and neet and not asked.is_old(neet):
        said.append(asked.say(bounds, wording.sentence(asked.base, bounds)))
    return said


def _how(asked: Asked, fact: Fact) -> str:
    """How a headline compares; one whose newer figures are published for other places only is not compared."""
    row = asked.profile.row(fact.finding.indicator)
    return OLDER if row and asked.is_old(row) else fact.how


def _what_it_is(asked: Asked) -> tuple[str, ...]:
    """What kind of place it is, in as many sentences as its page has room for."""
    lines: list[str] = []
    for line in about(asked.base, asked.area):
        if lines and sum(map(len, lines)) + len(line) > ROOM_ON_A_PAGE:
            break
        lines.append(line)
    return (" ".join(lines),)


def key_of(theme: str) -> str:
    """The key of a theme's chapter: "pay-and-income"."""
    return theme.lower().replace(" ", "-")


def theme_chapter(theme: str) -> Callable[[Asked], Chapter]:
    """The maker of a theme's chapter: where the place stands, the indicators in depth, a map, and what has no figure."""

    def make(asked: Asked) -> Chapter:
        rows = asked.rows_of(theme)
        key = key_of(theme)
        if not rows:
            said = f"No indicator of this theme has a figure for {wording.place(asked.area)}."
            return Chapter(key, theme, (said,), tuple(_without(asked, theme)))
        blocks: list[Block] = [*(young_people(asked) if theme == YOUNG_PEOPLE else ())]
        blocks += [
            Heading("Where it stands"),
            spine_picture(asked, f"{key}-spine", [r.indicator.slug for r in rows], twin=f"{key}-table"),
        ]
        blocks.append(theme_table(asked, f"{key}-table", f"{theme} in {asked.area.name}", rows))
        blocks += _without(asked, theme)
        for row in in_depth(asked, rows):
            blocks += section(asked, row)
        if drawn := map_picture(asked, rows):
            blocks += [Heading("On the map"), drawn]
        return Chapter(key, theme, _theme_lines(asked, rows), tuple(blocks))

    return make


def in_depth(asked: Asked, rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows that get a section of their own: headlines, then those with the longest history, in their order."""
    first = [row for row in rows if row.indicator.role == "headline"]
    others = sorted(
        (row for row in rows if row not in first),
        key=lambda row: -len(history(asked.base, row.indicator.slug, asked.area.code)),
    )
    chosen = [*first, *others[: max(0, IN_DEPTH - len(first))]]
    return tuple(row for row in rows if row in chosen)


def section(asked: Asked, row: Row) -> list[Block]:
    """One indicator: what it is, its findings in sentences, its course over time, and what to know about it."""
    base, indicator = asked.base, row.indicator
    said = [
        asked.say(finding, wording.short_sentence(base, finding))
        for finding in row.findings
        if finding.value is not None
    ]
    notes = dict.fromkeys((*how_it_came_about(base, row.level.figures[0]), *row.level.caveats))
    return [
        Heading(indicator.name),
        Paragraph(indicator.definition),
        *([Note(OLDER)] if asked.is_old(row) else []),
        *findings(said),
        trend_picture(asked, row),
        *([Note(" ".join(notes))] if notes else []),
    ]


def _theme_lines(asked: Asked, rows: Sequence[Row]) -> tuple[str, ...]:
    """A chapter's summary: how its first indicator stands, and how it has changed."""
    first = rows[0]
    gap = asked.gap_of(first)
    lines = [wording.gap_line(asked.base, gap) if gap else wording.sentence(asked.base, first.level)]
    if first.change.value is not None:
        lines.append(wording.change_title(asked.base, first.change) + ".")
    return tuple(lines)


def _without(asked: Asked, theme: str) -> list[Block]:
    """What has no figure for the place, with the reasons."""
    absent = [f for f in asked.profile.without if asked.base.indicator(f.indicator).theme == theme]
    if not absent:
        return []
    key = f"{key_of(theme)}-without"
    asked.cited.of(*(asked.base.indicator(f.indicator) for f in absent))
    rows = tuple((asked.base.indicator(f.indicator).name, f.reason) for f in absent)
    title = f"{theme}: indicators without a figure for {asked.area.name}"
    table = Table(key, title, ("Indicator", "Why there is no figure"), rows, (False, False), "")
    return [Heading("What is not known"), table]


def young_people(asked: Asked) -> list[Block]:
    """How many young people are NEET at least and at most: never the NEET rate alone."""
    bounds = asked.profile.young_people
    heading = Heading("How many are NEET")
    if bounds.value is None:
        return [heading, Note(bounds.reason)]
    near = _neighbours(asked)
    others = (*asked.profile.comparators, *(near.codes[:5] if near else ()))
    chart = bounds_chart(asked.base, asked.area.code, others, width=640)
    shown = [
        not_known_bounds(asked.base, code, period=bounds.period) for code in dict.fromkeys((asked.area.code, *others))
    ]
    picture = chart_picture(asked, chart, "neet-bounds", [f for found in shown for f in found.figures])
    said = findings([asked.say(bounds, wording.sentence(asked.base, bounds))])
    row = asked.profile.row(TOGETHER)
    caveats = ((OLDER,) if row and asked.is_old(row) else ()) + bounds.caveats
    notes = [Note(" ".join(caveats))] if caveats else []
    return [heading, *said, picture, *notes]


def peers(asked: Asked) -> Chapter:
    """Places like it: who they are, why, and how the place stands among them."""
    near = _neighbours(asked)
    title = "Peers, and why they are peers"
    if near is None:
        try:
            neighbours_of(asked.base, asked.area.code, asked.model)
        except EvidenceError as error:
            return Chapter("peers", title, (str(error),), ())
    assert near is not None
    base, names = asked.base, [asked.base.areas[code].name for code in near.codes]
    why = (
        f"ONS sets areas side by side on {MODELS[asked.model]}: it standardises each area's indicators and lists the areas at the "
        "shortest distance overall, nearest first. They need not be alike in each indicator. The lists come without distances, and are not mutual: a neighbour of a place may not count "
        "that place among its own."
    )
    lines = (f"Its nearest statistical neighbours: {wording.listed(names[:5])}.",)
    blocks: list[Block] = [
        Heading("Who they are"),
        Paragraph(f"Nearest first: {wording.listed(names)}."),
        Paragraph(why),
    ]
    blocks += [Note(f"Source: {NEIGHBOURS_SOURCE}"), Heading("How it stands among them")]
    rows = [row for row in headline_rows(asked.profile) if row.neighbours]
    blocks += findings(asked.say(r.neighbours, wording.sentence(base, r.neighbours)) for r in rows if r.neighbours)
    blocks += [_among(asked, row.indicator, near) for row in _first_peers(rows)]
    return Chapter("peers", title, lines, tuple(blocks))


def _first_peers(rows: Iterable[Row]) -> list[Row]:
    """The indicators that are drawn among the peers: the first headline of each of the first three themes, NEET among them."""
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(row.indicator.theme, row)
    first = [row for row in found.values() if row.indicator.slug not in TRIO][:2]
    return [*first, *(row for row in found.values() if row.indicator.slug in TRIO)]


def _among(asked: Asked, indicator: Indicator, near: AreaSet) -> Picture:
    chart = neighbours_chart(asked.base, indicator.slug, asked.area.code, near, width=640)
    row = asked.profile.row(indicator.slug)
    period = row.level.period if row else ""
    figures = figures_over(asked.base, indicator.slug, (asked.area.code, *near.codes), period)
    return chart_picture(asked, chart, f"peers-{indicator.slug}", figures)


def _neighbours(asked: Asked) -> AreaSet | None:
    try:
        return neighbours_of(asked.base, asked.area.code, asked.model)
    except EvidenceError:
        return None
