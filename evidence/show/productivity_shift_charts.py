"""How a place's output grew: the parts of growth, and what each industry added beyond its growth in the UK."""

from __future__ import annotations

from collections.abc import Sequence

from evidence import wording
from evidence.indicators.base import EvidenceBase
from evidence.productivity import industry_words
from evidence.productivity.shift_share import ShiftShare
from evidence.show import theme
from evidence.show.chart_parts import Chart, Scale, drawn, scale_of
from evidence.show.industry_names import SHORT, inside
from evidence.show.ladder import Ladder, Record, falling, step, waterfall
from evidence.show.productivity_tables import shift_table, source_of

DEFLATOR = "gdp-deflator"


def shift_chart(base: EvidenceBase, found: ShiftShare, *, width: int | None = None, scale: float = 1.0) -> Chart:
    """The parts of growth: at the UK's rate, with the mix of industries, and what is left, adding up to the change."""
    steps, at = [], 0.0
    parts = {"At the UK’s rate": found.national, "With the mix": found.mix, "Left: local": found.regional}
    for name, value in parts.items():
        steps.append(step(name, at, at + value, money(value), f"{name}: {money(value)}"))
        at += value
    change = money(found.change)
    steps.append(step("The change", 0.0, found.change, change, f"The change: {change}", True))
    axis = scale_of([row[key] for row in steps for key in ("from", "to")], zero=True)
    ladder = falling(steps, axis, money_ticks(axis), scale, 1.0, width)
    alt = f"Bar chart. {industry_words.shift_sentence(base, found)}"
    grew = "Grew" if found.change >= 0 else "Fell"
    uk = "grew" if found.reference_growth >= 0 else "fell"
    return Chart(
        plot=drawn(waterfall(ladder, ""), height=ladder.height, alt_text=alt, width=width),
        title=f"{grew} by {wording.relative(found.growth)}, while the UK {uk} by {wording.relative(found.reference_growth)}",
        subtitle=f"{_span(base, found)}: the three parts of the change add up to it.",
        alt=alt,
        source=source_of(base, found.place[0].table, DEFLATOR),
        table=shift_table(found),
    )


def regional_chart(base: EvidenceBase, found: ShiftShare, *, width: int | None = None, scale: float = 1.0) -> Chart:
    """What is left of each industry's growth beyond the UK's growth of the same industry, the largest first."""
    ordered = sorted(found.rows, key=lambda row: (-row.regional, row.code))
    axis = scale_of([row.regional for row in ordered], zero=True)
    rows = [
        {
            "name": SHORT.get(row.code, row.name),
            "text": money(row.regional),
            "said": f"{row.name}: {money(row.regional)}",
            "chosen": False,
            "zero": axis.at(0.0),
            "x": axis.at(row.regional),
            "colour": theme.THIS_PLACE if row.regional > 0 else theme.WORSE,
        }
        for row in ordered
    ]
    ladder = Ladder(rows, axis, money_ticks(axis), scale, width)
    alt = f"Bar chart of {len(rows)} industries. {industry_words.shift_rows_sentence(found)}"
    return Chart(
        plot=drawn(
            [*ladder.grid(0.0, "grew like the UK’s"), ladder.bars("zero", "x"), *ladder.texts()],
            height=ladder.height,
            alt_text=alt,
            width=width,
        ),
        title=_regional_title(rows),
        subtitle=f"{_span(base, found)}: what each industry added beyond its growth in the UK.",
        alt=alt,
        source=source_of(base, found.place[0].table, DEFLATOR),
        table=shift_table(found),
    )


def _regional_title(rows: Sequence[Record]) -> str:
    best, worst = rows[0], rows[-1]
    return f"Most ahead of the UK: {inside(best['name'])}; furthest behind: {inside(worst['name'])}"


def _span(base: EvidenceBase, found: ShiftShare) -> str:
    name = wording.begun(wording.place(base.areas[found.area_code]))
    return f"{name}, gross value added from {found.first} to {found.last}, £ million in prices of {found.last}"


def money(millions: float) -> str:
    """An amount in £ million with its sign: "+£9,483m", "−£433m", "£0m"."""
    text = f"£{wording.plain_number(abs(millions), 0)}m"
    return f"+{text}" if round(millions) > 0 else f"{wording.MINUS}{text}" if round(millions) < 0 else text


def money_ticks(axis: Scale) -> list[str]:
    """Ticks in £ million, with decimals only where they need them."""
    decimals = 0 if all(abs(t - round(t)) < 1e-9 for t in axis.ticks) else 1
    return [f"{wording.MINUS if t < 0 else ''}£{wording.plain_number(abs(t), decimals)}m" for t in axis.ticks]
