"""The results of a vote as charts: dots as bars, ratings with their spread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from evidence import wording
from evidence.show import theme
from evidence.show.chart_parts import Chart, Scale, drawn, layer, scale_of
from evidence.show.chart_svg import Layer
from evidence.show.ladder import Ladder
from evidence.show.workshop_cards import people_words, short
from evidence.workshop.record import rating_number
from evidence.workshop.records import DOTS, RATINGS
from evidence.workshop.voting import Result, Tally

NAME = 44  # characters of a choice beside its bar; the table has it in full
SCALE = Scale(0.5, 5.5, tuple(float(rating) for rating in RATINGS))
BASE, TALLEST, SPREAD = 8.0, 19.0, 13.0  # pixels from a row's middle: foot and height of columns, line of the spread
Record = dict[str, Any]


def vote_chart(tally: Tally, date: str, *, width: int | None = None, scale: float = 1.0) -> Chart:
    """What a vote came to. Of ratings: how many gave each, the median and the middle half, never a mean."""
    made = _dots if tally.step.way == DOTS else _ratings
    return made(tally, f"the votes of this workshop, {date}.", width, scale)


def vote_table(tally: Tally) -> pd.DataFrame:
    """The same in numbers."""
    if tally.step.way == DOTS:
        rows = [(result.option.text, result.dots, result.people) for result in _by_dots(tally)]
        return pd.DataFrame(rows, columns=["Choice", "Dots", "People"]).set_index("Choice")
    names = ["Choice", *(f"Rated {rating}" for rating in RATINGS), "People", "Lower quartile", "Median"]
    lines = [
        (r.option.text, *(r.counts.get(n, 0) for n in RATINGS), r.people, *(_number(r, n) for n in (1, 2, 3)))
        for r in tally.results
    ]
    return pd.DataFrame(lines, columns=[*names, "Upper quartile"]).set_index("Choice")


# ---- dots -----------------------------------------------------------------------------------------------------------


def _dots(tally: Tally, source: str, width: int | None, scale: float) -> Chart:
    results = _by_dots(tally)
    axis = scale_of([0.0, float(max([4, *(result.dots for result in results)]))], zero=True, most=4)
    rows = [_bar(result, axis) for result in results]
    ladder = Ladder(rows, axis, [wording.plain_number(tick, 0) for tick in axis.ticks], scale)
    alt = f"Bar chart of dots. {' '.join(str(row['said']) for row in rows)}"
    return Chart(
        plot=drawn([*ladder.grid(), ladder.bars(), *ladder.texts()], height=ladder.height, alt_text=alt, width=width),
        title=_most(results),
        subtitle=f"{tally.step.question} {people_words(tally.voters)} voted, each with up to "
        f"{wording.counted(tally.step.dots, 'dot')}.",
        alt=alt,
        source=source,
        table=vote_table(tally),
    )


def _by_dots(tally: Tally) -> list[Result]:
    return sorted(tally.results, key=lambda result: -result.dots)


def _bar(result: Result, axis: Scale) -> Record:
    said = f"{result.option.text}: {wording.counted(result.dots, 'dot')} from {people_words(result.people)}."
    return {
        "name": short(result.option.text, NAME),
        "text": wording.plain_number(result.dots, 0),
        "said": said,
        "start": 0.0,
        "end": axis.at(float(result.dots)),
        "chosen": False,
        "colour": theme.THIS_PLACE,
    }


def _most(results: Sequence[Result]) -> str:
    """What the vote says: the first, those that are level, or that there is nothing yet."""
    total = sum(result.dots for result in results)
    if not total:
        return "Nobody has given a dot yet"
    most = max(result.dots for result in results)
    first = [short(result.option.text, 60) for result in results if result.dots == most]
    if len(first) == 1:
        return f"Most dots: {first[0]}, {most:,} of {total:,}"
    return f"Level with {most:,} of {total:,} dots each: {wording.listed(first)}"


# ---- ratings --------------------------------------------------------------------------------------------------------


def _ratings(tally: Tally, source: str, width: int | None, scale: float) -> Chart:
    rows = [_spread(result) for result in tally.results]
    ladder = Ladder(rows, SCALE, [str(rating) for rating in RATINGS], scale)
    alt = f"Columns of how many people gave each rating. {' '.join(str(row['said']) for row in rows)}"
    layers = [*ladder.grid(), _columns(ladder, tally.results, scale), *_middles(ladder, scale), *ladder.texts()]
    return Chart(
        plot=drawn(layers, height=ladder.height, alt_text=alt, width=width),
        title=_highest(tally.results),
        subtitle=f"{tally.step.question} {people_words(tally.voters)} rated. Columns: how many gave each rating; "
        "diamond: median; line: the middle half.",
        alt=alt,
        source=source,
        table=vote_table(tally),
    )


def _spread(result: Result) -> Record:
    low, middle, high = (_number(result, which) for which in (1, 2, 3))
    text = f"{_rating(middle)} ({_rating(low)} to {_rating(high)})" if result.people else "not rated"
    said = f"median {_rating(middle)}, middle half {_rating(low)} to {_rating(high)}, {people_words(result.people)}"
    return {
        "name": short(result.option.text, NAME),
        "text": text,
        "said": f"{result.option.text}: {said if result.people else 'rated by nobody'}.",
        "low": _at(low),
        "middle": _at(middle),
        "high": _at(high),
        "chosen": False,
    }


def _columns(ladder: Ladder, results: Sequence[Result], scale: float) -> Layer:
    """A column for each rating of each choice, as high as the number of people who gave it."""
    most = max([1, *(people for result in results for people in result.counts.values())])
    rows = [
        {"y": row["y"], "from": SCALE.at(rating - 0.36), "to": SCALE.at(rating + 0.36), "high": TALLEST * people / most}
        for row, result in zip(ladder.rows, results, strict=True)
        for rating, people in result.counts.items()
    ]
    foot = ladder.y(BASE)
    tall = f"{foot} - datum.high * {scale}"
    return layer(rows, "rect", ladder.x("from"), foot, x2=ladder.x("to"), y2=tall, fill=theme.AMOUNT[2], opacity=1)


def _middles(ladder: Ladder, scale: float) -> list[Layer]:
    """The median of each choice, and the line from quartile to quartile."""
    rows, y = [row for row in ladder.rows if row["middle"] is not None], ladder.y(SPREAD)
    if not rows:
        return []
    line: Record = {"stroke": theme.THIS_PLACE, "strokeWidth": 2.5 * scale}
    mark: Record = {"shape": "diamond", "fill": theme.THIS_PLACE, "stroke": "#FFFFFF", "strokeWidth": 1, "opacity": 1}
    return [
        layer(rows, "rule", ladder.x("low"), y, x2=ladder.x("high"), **line),
        layer(rows, "point", ladder.x("middle"), y, size=110 * scale**2, **mark),
    ]


def _highest(results: Sequence[Result]) -> str:
    rated = [(middle, result) for result in results if (middle := result.quartile(2)) is not None]
    if not rated:
        return "Nobody has rated yet"
    top = max(middle for middle, _ in rated)
    first = [short(result.option.text, 60) for middle, result in rated if middle == top]
    words = f"median {_rating(float(top))}"
    if len(first) == 1:
        return f"Rated highest: {first[0]}, {words}"
    return f"Rated highest, all with a {words}: {wording.listed(first)}"


def _number(result: Result, which: int) -> float | str:
    return rating_number(result.quartile(which))


def _at(value: float | str) -> float | None:
    return SCALE.at(value) if isinstance(value, float) else None


def _rating(value: float | str) -> str:
    return wording.plain_number(value, 0 if value.is_integer() else 1) if isinstance(value, float) else ""
