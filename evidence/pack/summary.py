"""The chapter that says what the evidence says: where the place is ahead, behind and not told apart, and what changed."""

from __future__ import annotations

from collections.abc import Sequence

from evidence import wording
from evidence.analysis.findings import Finding
from evidence.analysis.sides import sides_of
from evidence.analysis.young_people import TOGETHER
from evidence.pack.blocks import Block, Chapter, Heading, Paragraph
from evidence.pack.making import OLDER, Asked, findings
from evidence.pack.theme_tables import theme_table
from evidence.show.answers import headline_rows


def summary(asked: Asked) -> Chapter:
    """What the evidence says: where the place is ahead, behind, not told apart; what changed; what is not known."""
    rows, place = asked.profile.rows, wording.place(asked.area)
    sides = sides_of(asked.base, asked.profile)
    blocks: list[Block] = []
    lines = [wording.counted(len(rows), "indicator") + f" have a figure for {place}."]
    if sides.benchmark and sides.compared:
        against = asked.base.areas[sides.benchmark]
        asked.cited.of(*(row.indicator for row in rows if asked.gap_of(row) and not asked.is_old(row)))
        counts = (len(sides.better), len(sides.worse), len(sides.alike), len(sides.neither))
        tested = (sum(g.tested for g in sides.better), sum(g.tested for g in sides.worse))
        lines.insert(0, wording.standing_sentence(place, against, counts, tested))
        name = wording.place(against)
        blocks += _listed(asked, f"Better than {name}", sides.better)
        blocks += _listed(asked, f"Worse than {name}", sides.worse)
        blocks += _listed(asked, f"Not told apart from {name}", sides.alike)
        blocks += _listed(asked, "Different, and neither better nor worse", sides.neither)
    blocks += _old_figures(asked)
    recent = [row for row in headline_rows(asked.profile) if row.change.value is not None and not asked.is_old(row)]
    changes = [asked.say(row.change, wording.change_line(asked.base, row.change)) for row in recent]
    if changes:
        blocks += [Heading("How the headlines have changed"), *findings(changes)]
    bounds, neet = asked.profile.young_people, asked.profile.row(TOGETHER)
    if bounds.value is not None and neet and not asked.is_old(neet):
        said = asked.say(bounds, wording.sentence(asked.base, bounds))
        blocks += [Heading("Young people who are NEET"), *findings([said])]
    blocks += _headline_table(asked)
    return Chapter("summary", "What the evidence says", tuple(lines), tuple(blocks))


def _listed(asked: Asked, title: str, gaps: Sequence[Finding]) -> list[Block]:
    """A heading with its sentences, those that a test stands behind first and apart."""
    tested = [asked.say(gap, wording.gap_line(asked.base, gap)) for gap in gaps if gap.tested]
    others = [asked.say(gap, wording.gap_line(asked.base, gap)) for gap in gaps if not gap.tested]
    blocks: list[Block] = [Heading(title)] if gaps else []
    if tested:
        blocks += [Paragraph("Told by their 95% intervals:"), *findings(tested)]
    if others:
        blocks += [Paragraph("Published without an interval, so no test is made:"), *findings(others)]
    return blocks


def _old_figures(asked: Asked) -> list[Block]:
    """Indicators whose newer figures are published for other places only: said, and not judged."""
    said = [
        asked.say(row.level, wording.sentence(asked.base, row.level)) for row in asked.profile.rows if asked.is_old(row)
    ]
    words = f"{OLDER} They are not set against the figures of others here."
    return [Heading("Older figures"), Paragraph(words), *findings(said)] if said else []


def _headline_table(asked: Asked) -> list[Block]:
    rows = headline_rows(asked.profile)
    if not rows:
        return []
    title = f"Headline indicators for {asked.area.name}"
    return [Heading("The headlines in figures"), theme_table(asked, "headlines", title, rows)]
