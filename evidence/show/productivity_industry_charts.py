"""What a place is specialised in and what its output is made of, industry by industry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evidence import wording
from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.productivity import industry_words
from evidence.productivity.industry import REAL_ESTATE, Industry, Structure
from evidence.productivity.quotients import SIMILAR, SPECIALISED, Quotient, Quotients
from evidence.show import theme
from evidence.show.chart_parts import Chart, Scale, drawn, layer, scale_of
from evidence.show.industry_names import industries_counted, inside, short_name
from evidence.show.ladder import Ladder, Record, plain_ticks
from evidence.show.productivity_tables import quotients_table, source_of


def quotients_chart(base: EvidenceBase, found: Quotients, *, width: int | None = None, scale: float = 1.0) -> Chart:
    """The quotients of enterprises with their intervals and sizes, the highest first.

    Raises EvidenceError for the reference itself, and where no industry has a quotient.
    """
    place, reference = base.areas[found.place.area_code], base.areas[found.reference.area_code]
    if place.code == reference.code:
        raise EvidenceError(f"{place.name} is what places are compared with, so it is specialised in nothing.")
    known = found.highest
    if not known:
        raise EvidenceError(f"No industry of {place.name} has enough enterprises for a quotient.")
    ends = [
        end
        for row in known
        for end in (row.value or 0.0, *((row.interval.lower, row.interval.upper) if row.interval else ()))
    ]
    axis = scale_of([*ends, 1.0], zero=True)
    ladder = Ladder([_quotient_row(base, found, row, axis) for row in known], axis, plain_ticks(axis), scale, width)
    absent = len(found.rows) - len(known)
    left = f" Too few enterprises for one: {industries_counted(absent)}." if absent else ""
    names = [short_name(row.here) for row in found.specialised]
    alt = f"Dot chart of {len(known)} industries. {industry_words.specialised_sentence(base, found)}"
    look: Record = {"stroke": theme.THIS_PLACE, "strokeWidth": 2, "opacity": 1, "size": 110 * scale**2}
    dots = layer(ladder.rows, "point", ladder.x("x"), ladder.y(), fields={"fill": "colour"}, shape="circle", **look)
    layers = [
        *ladder.grid(1.0, f"{industry_words.short(base, found.reference)} = 1"),
        *ladder.whiskers(),
        dots,
        *ladder.texts(),
    ]
    return Chart(
        plot=drawn(layers, height=ladder.height, alt_text=alt, width=width),
        title=_specialised_title(names),
        subtitle=(
            f"{wording.begun(wording.place(place))}, {found.place.year}: an industry's share of enterprises over its share in "
            f"{wording.place(reference)}, and enterprises. Bars: 95% intervals. Dark: specialised; light: above or below, "
            f"but not specialised; hollow: not told apart from its share there.{left}"
        ),
        alt=alt,
        source=source_of(base, found.place.table),
        table=quotients_table(base, found),
    )


def _specialised_title(names: Sequence[str]) -> str:
    if not names:
        return "Specialised in no industry, by enterprises"
    said = [inside(name) for name in names]
    more = f"{'; '.join(said[:3])}; and {len(said) - 3} more" if len(said) > 3 else "; ".join(said)
    return f"Specialised by enterprises: {more}"


def _quotient_row(base: EvidenceBase, found: Quotients, row: Quotient, axis: Scale) -> Record:
    colours = {SPECIALISED: theme.THIS_PLACE, SIMILAR: "#FFFFFF"}
    return {
        "name": short_name(row.here),
        "text": f"{wording.plain_number(row.value, 2)} · {wording.plain_number(row.here.figure.value, 0)}",
        "said": industry_words.quotient_sentence(base, found, row),
        "chosen": row.judgement == SPECIALISED,
        "x": axis.at(row.value or 0.0),
        "lower": axis.at(row.interval.lower) if row.interval else None,
        "upper": axis.at(row.interval.upper) if row.interval else None,
        "colour": colours.get(row.judgement, theme.AMOUNT[1]),
    }


def shares_chart(base: EvidenceBase, found: Quotients, *, width: int | None = None, scale: float = 1.0) -> Chart:
    """The shares of industries in gross value added here (bars) and in the reference (diamonds), the largest first.

    Industries that are not available here are counted and left out.
    """
    place, reference = base.areas[found.place.area_code], base.areas[found.reference.area_code]
    there = {row.here.code: row.there.share for row in found.rows} if place.code != reference.code else {}
    known = found.place.largest
    axis = scale_of([100 * s for s in (*(i.share for i in known), *there.values()) if s is not None], zero=True)
    beside = industry_words.short(base, found.reference)
    rows = [_share_row(found.place, i, there.get(i.code), axis, beside) for i in known]
    ladder = Ladder(rows, axis, [f"{tick:g}%" for tick in axis.ticks], scale, width)
    absent = len(found.place.industries) - len(known)
    left = f" {industries_counted(absent)} not available here and left out." if absent else ""
    rental = " Real estate includes imputed rental." if found.place.imputed else ""
    alt = (
        f"Bar chart of {len(known)} industries. {industry_words.structure_sentence(base, found.place, found.reference)}"
    )
    return Chart(
        plot=drawn(
            [*ladder.grid(), ladder.bars("zero", "x"), *ladder.diamonds("there"), *ladder.texts()],
            height=ladder.height,
            alt_text=alt,
            width=width,
        ),
        title=_largest_title(known, there, wording.place(reference), not absent),
        subtitle=f"{wording.begun(wording.place(place))}, {found.place.year}: share of gross value added{f'. Diamonds: {wording.place(reference)}' if there else ''}.{rental}{left}",
        alt=alt,
        source=source_of(base, found.place.table),
        table=quotients_table(base, found),
    )


def _largest_title(known: Sequence[Industry], there: Mapping[str, float | None], reference: str, complete: bool) -> str:
    """The largest industry beside the reference's share: not real estate, most of which is rent that owners would pay themselves."""
    first = next((industry for industry in known if industry.code != REAL_ESTATE), known[0])
    of_known = "" if complete else " of those known"
    after = "" if first is known[0] else " after real estate"
    beside = there.get(first.code)
    against = f"; {industry_words.percent(beside)} in {reference}" if beside is not None else ""
    return f"Largest{of_known}{after}: {inside(short_name(first))}, {industry_words.percent(first.share)}{against}"


def _share_row(place: Structure, here: Industry, there: float | None, axis: Scale, reference: str) -> Record:
    beside = f"; {reference} {industry_words.percent(there)}" if there is not None else ""
    said = f"{here.name}: {industry_words.size(place, here.figure.value)}, {industry_words.percent(here.share)}{beside}"
    return {
        "name": short_name(here),
        "text": industry_words.percent(here.share),
        "said": said,
        "chosen": False,
        "zero": axis.at(0.0),
        "x": axis.at(100 * (here.share or 0.0)),
        "there": None if there is None else axis.at(100 * there),
        "colour": theme.THIS_PLACE,
    }
