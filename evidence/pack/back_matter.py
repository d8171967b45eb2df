"""The last chapters of a pack: what the team should check, methods in plain words, sources."""

from __future__ import annotations

from evidence import wording
from evidence.indicators.periods import parse_period, period_text
from evidence.pack.blocks import Block, Chapter, Heading, Paragraph, Table
from evidence.pack.making import BOUNDARY_LINE, Asked
from evidence.show.sources import combination_words

OLD = 3.0  # years between the end of a figure's period and the pack's date from which it is named as old
METHODS = (
    (
        "Published, derived and modelled figures",
        "A figure is the publisher's own unless this pack says that it is derived or modelled. Where a publisher gives no "
        "figure for an area, figures of its districts or authorities are combined by a rule that belongs to the indicator: "
        "counts are added up, rates are weighted by what they are rates of. Rates are never averaged. Where only a near "
        "weight is known the figure is called modelled, and the error of the rule is measured on areas that the publisher "
        "does publish. Medians, ranks and life expectancies are never combined. Nothing is estimated to fill a gap.",
    ),
    (
        "Intervals, and what can be told apart",
        "A 95% interval is the range in which a figure would lie in 95 of 100 repetitions, if chance alone were at work. "
        "Where the comparator is an area that contains the place, the two are similar if the place's interval contains the "
        "comparator's figure (the rule of OHID Fingertips); two places that both have intervals are compared by the "
        "interval of their difference (Newcombe, 1998). Similar means that the evidence does not tell them apart, not that they are equal. "
        "Where a publisher gives no interval, this pack says above, below or the same, and makes no test.",
    ),
    (
        "Better and worse",
        "Each indicator says which direction is better, or that neither is. In spine charts better is always to the right. "
        "The grey line holds all areas of the same kind, the darker part the middle half of them.",
    ),
    (
        "Ranks",
        "Rank 1 is the highest value, whichever way is better; ranks are said from the nearer end, as in third lowest. Places "
        "equal at the published decimals share a rank, and places without a figure are not ranked.",
    ),
    (
        "Change and trend",
        "A change compares two periods of the place itself, up to five years apart. Amounts of money are in the prices of each year, "
        "so part of a change is inflation. A change does not start in the months of the pandemic's restrictions, March 2020 to "
        "July 2021, where another start is on record. A trend follows OHID Fingertips: the last five points that do not overlap, a "
        "chi-squared test for trend at the 99.8% level, and the same direction when any one point is left out.",
    ),
    (
        "Young people who are NEET",
        "Authorities do not know what some young people are doing. The share who are NEET (not in education, employment or training) "
        "is therefore never shown without the share who are not known. At least the first, and at most both together, are NEET.",
    ),
    (
        "Places and boundaries",
        "A place is known by its official code, and each figure belongs to boundaries of a date. Local Enterprise Partnerships ended in March 2024 "
        "and are shown as they last stood; seven districts belong to two of them, so their figures must not be added up. "
        "Figures of areas that have since merged are used only where they lie wholly inside the place.",
    ),
    (
        "Maps",
        "Classes hold equal numbers of areas of the whole country, not only of those that are seen. An area's size on the map is not its number of people. "
        "Hatched areas have no figure; the workbook says why.",
    ),
)  # fmt: skip


def methods(asked: Asked) -> Chapter:
    """How figures came about and were compared, in plain words, and how each derived figure was combined."""
    blocks: list[Block] = []
    for title, text in METHODS:
        blocks += [Heading(title), Paragraph(text)]
    derived = [r.indicator for r in asked.profile.rows if r.level.figures[0].origin == "derived"]
    if derived:
        rows = tuple((i.name, " ".join(combination_words(asked.base, i.slug))) for i in derived)
        title = f"Figures for {asked.area.name} that are derived, and how far the rule is off"
        blocks.append(Heading("How derived figures were combined"))
        blocks.append(
            Table(
                "derived",
                title,
                ("Indicator", "How its figures combine"),
                rows,
                (False, False),
                "",
            )
        )
    return Chapter(
        "methods",
        "Methods in plain words",
        ("How figures came about, how they were compared, and what they cannot tell.",),
        tuple(blocks),
    )


def checks(asked: Asked) -> Chapter:
    """For the team: what to check before a figure is used, by indicator; only in the internal edition."""
    rows = [
        (row.indicator.name, what, why)
        for row in asked.profile.rows
        for what, why in _checks_of(asked, row.level.figures[0].indicator)
    ]
    rows += [(asked.base.indicator(f.indicator).name, "No figure", f.reason) for f in asked.profile.without]
    title = f"What to check before figures for {asked.area.name} are used"
    lines = (f"{wording.counted(len(rows), 'thing')} to check before this evidence is used in public.",)
    columns = ("Indicator", "What to check", "Why")
    table = Table("checks", title, columns, tuple(rows), (False, False, False), "")
    return Chapter(
        "checks", "For the team: what to check", lines, (table,) if rows else (Paragraph("Nothing was found."),)
    )


def _checks_of(asked: Asked, slug: str) -> list[tuple[str, str]]:
    row = asked.profile.row(slug)
    assert row is not None
    figure, found = row.level.figures[0], []
    if figure.modelled:
        found.append(("Modelled", "The weight is a near one. Ask the publisher, or say that the figure is modelled."))
    age = (asked.as_of - parse_period(figure.period).end).days / 365.25
    if age > OLD:
        found.append(("Old", f"The latest figure is for {period_text(figure.period)}. Look for a newer release."))
    if figure.coverage is not None and figure.coverage < 1:
        found.append(("Not all of it", f"{wording.share(figure.coverage)} of the place is covered."))
    if figure.status == "u":
        found.append(("Unreliable", "The publisher marks the figure as unreliable."))
    if figure.status == "p":
        found.append(("Provisional", "The publisher will revise the figure."))
    return found


ATTRIBUTIONS: tuple[Block, ...] = (
    Heading("Boundaries and licences"),
    Paragraph(BOUNDARY_LINE),
    Paragraph(
        "Contains public sector information licensed under the Open Government Licence v3.0, which allows copying and adapting "
        "with acknowledgement of the source."
    ),
)
