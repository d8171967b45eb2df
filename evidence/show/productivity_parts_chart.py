"""Where a gap in output per head comes from, drawn part by part."""

from __future__ import annotations

from evidence import wording
from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.indicators.periods import period_text
from evidence.productivity import words
from evidence.productivity.parts import Parts
from evidence.show.chart_parts import Chart, drawn, scale_of
from evidence.show.ladder import falling, plain_ticks, step, waterfall
from evidence.show.productivity_tables import parts_table, source_of_figures


def parts_chart(base: EvidenceBase, found: Parts, *, width: int | None = None, scale: float = 1.0) -> Chart:
    """The three parts of the gap in output per head in logarithms times 100, each from where the last one ended.

    Raises EvidenceError where there is no gap to split.
    """
    if any(part.share is None for part in found.parts):
        name = wording.begun(wording.place(found.area))
        raise EvidenceError(f"{name} is level with the UK in output per head, so there is no gap to split.")
    steps, at = [], 0.0
    for part in found.parts:
        name = wording.begun(words.PART_NAMES[part.key])
        steps.append(step(name, at, at + part.log, words.part_points(found, part), words.part_line(part)))
        at += part.log
    steps.append(
        step("Output per head", 0.0, found.log, words.points(found.log), words.parts_sentences(base, found)[0], True)
    )
    axis = scale_of([100 * row[key] for row in steps for key in ("from", "to")], zero=True)
    ladder = falling(steps, axis, plain_ticks(axis), scale, 100.0, width)
    alt = f"Bar chart. {' '.join(words.parts_sentences(base, found)[:3])}"
    name = wording.begun(wording.place(found.area))
    return Chart(
        plot=drawn(waterfall(ladder, "UK"), height=ladder.height, alt_text=alt, width=width),
        title=words.parts_title(found),
        subtitle=(
            f"{name} against the UK, {period_text(found.period)}, in logarithms times 100: three parts that add up to output per head."
            + (" ±: the most by which such a part differs from the published one." if found.check else "")
        ),
        alt=alt,
        source=source_of_figures(base, found.figures),
        table=parts_table(found),
    )
