"""Firms of a place by size beside England's."""

from __future__ import annotations

from evidence import wording
from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.productivity.firms import WORKPLACES, Band, Sizes
from evidence.show import theme
from evidence.show.chart_parts import Chart, Scale, drawn, scale_of
from evidence.show.ladder import Ladder, Record
from evidence.show.productivity_tables import firm_share, people, sizes_table, source_of


def sizes_chart(
    base: EvidenceBase, found: Sizes, area_code: str, *, width: int | None = None, scale: float = 1.0
) -> Chart:
    """The shares of firms by size here (bars) and in England (diamonds); raises EvidenceError where there are no counts."""
    if not found.total:
        raise EvidenceError(found.reason or f"{base.area(area_code).name} has no firms in {found.year}.")
    noun = "workplaces" if found.slug == WORKPLACES else "enterprises"
    shares = [100 * s for band in found.bands for s in (band.share or 0.0, band.england)]
    axis = scale_of(shares, zero=True)
    ladder = Ladder(
        [_size_row(band, noun, axis) for band in found.bands], axis, [f"{t:g}%" for t in axis.ticks], scale, width
    )
    small = found.bands[0]
    name = wording.begun(wording.place(base.area(area_code)))
    alt = (
        f"Bar chart. {name}: "
        + "; ".join(
            f"{people(b.band)} people, {firm_share(b.share or 0.0)} (England {firm_share(b.england)})"
            for b in found.bands
        )
        + "."
    )
    layers = [*ladder.grid(), ladder.bars("zero", "x"), *ladder.diamonds("england"), *ladder.texts()]
    return Chart(
        plot=drawn(layers, height=ladder.height, alt_text=alt, width=width),
        title=f"{firm_share(small.share or 0.0)} of {noun} employ fewer than 5; England {firm_share(small.england)}",
        subtitle=f"{name}, {found.year}: share of {noun} by the number of people employed, and {noun}. Diamonds: England.",
        alt=alt,
        source=source_of(base, found.slug),
        table=sizes_table(base, found, area_code),
    )


def _size_row(band: Band, noun: str, axis: Scale) -> Record:
    count = wording.plain_number(band.count, 0)
    return {
        "name": f"{people(band.band)} people",
        "text": f"{firm_share(band.share or 0.0)} · {count}",
        "said": f"{people(band.band)} people: {count} {noun}, {firm_share(band.share or 0.0)}; England {firm_share(band.england)}",
        "chosen": False,
        "zero": axis.at(0.0),
        "x": axis.at(100 * (band.share or 0.0)),
        "england": axis.at(100 * band.england),
        "colour": theme.THIS_PLACE,
    }
