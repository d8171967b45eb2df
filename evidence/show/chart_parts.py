"""What every chart is made of: layers placed in pixels, scales, and labels that keep apart.

Charts are laid out by expressions of Vega's `width`, so that one chart folds itself on a narrow screen; all text of
numbers comes from `evidence.wording`, never from a format of the chart library. `evidence.show.vega_lite` writes a chart
for a page, `evidence.show.chart_svg` draws the same layers for paper.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from evidence.show import theme
from evidence.show.chart_svg import Layer, Plot, drawing, standalone
from evidence.show.png import as_png
from evidence.show.vega_lite import vega_lite

if TYPE_CHECKING:
    from altair import LayerChart

DOWNLOAD_WIDTH = 1000
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Chart:
    """A chart with everything that must stand beside it: its message, what is measured, text alternative, source, table."""

    plot: Plot  # without its title and subtitle, which the page or document sets in its own type
    title: str
    subtitle: str
    alt: str
    source: str
    table: pd.DataFrame

    @property
    def vega_lite(self) -> dict[str, Any]:
        """The chart in Vega-Lite, for a page; its text alternative is its description."""
        return vega_lite(self.plot)

    @property
    def altair(self) -> LayerChart:
        """The chart as Altair, to look at or to change in a notebook.

        Altair takes up to a second to make and check it, so a page is given `vega_lite`. Raises Altair's own error for
        what its schema of Vega-Lite does not know.
        """
        from altair import LayerChart

        return LayerChart.from_dict(self.vega_lite)

    def drawing(self, width: int) -> str:
        """The chart alone as SVG of this width in pixels, for a document that sets title, subtitle and source itself.

        The same chart gives the same text, in any process and whatever was drawn before.
        """
        return drawing(self.plot.layers, width, self.plot.height, self.alt)

    def svg(self, width: int = DOWNLOAD_WIDTH) -> str:
        """The chart with title and source as SVG."""
        words = (self.title, self.subtitle, f"Source: {self.source}", self.alt)
        return standalone(self.plot.layers, width, self.plot.height, words)

    def png(self, width: int = DOWNLOAD_WIDTH, *, pixels: float = 2.0) -> bytes:
        """The chart with title and source as PNG, `pixels` image pixels for each of the chart's."""
        return as_png(self.svg(width), pixels)


@dataclass(frozen=True)
class Scale:
    """A straight scale from values to parts of a plot: 0 at `low`, 1 at `high`."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def at(self, value: float) -> float:
        """Where a value stands, 0 to 1 inside the plot."""
        return (value - self.low) / (self.high - self.low)

    @property
    def from_zero(self) -> bool:
        """Whether zero is on the scale."""
        return self.low <= 0 <= self.high


def scale_of(values: Sequence[float], *, zero: bool = False, most: int = 5) -> Scale:
    """A scale with round ticks over these values; zero is shown where asked for, or where it is near."""
    low, high = min(values), max(values)
    if zero or 0 <= low < 0.25 * high:
        low, high = min(low, 0.0), max(high, 0.0)
    if high == low:
        pad = abs(high) * 0.1 or 1.0
        low, high = low - pad, high + pad
    step = _round_step((high - low) / most)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple(float(f"{i * step:.12g}") for i in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], ticks)


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * (1 - 1e-9))


def kept_apart(
    wanted: Sequence[float], gap: float, low: float, high: float, taller: Sequence[float] = ()
) -> list[float]:
    """Middles as near as possible to those wanted, at least `gap` apart and between low and high where they fit.

    `taller` is by how much each is taller than the gap.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    half = [more / 2 for more in taller] or [0.0] * len(wanted)
    placed = [0.0] * len(wanted)
    floor = low
    for i in order:
        placed[i] = max(wanted[i], floor + half[i])
        floor = placed[i] + gap + half[i]
    ceiling = high
    for i in reversed(order):
        placed[i] = min(placed[i], ceiling - half[i])
        ceiling = placed[i] - gap - half[i]
    return placed


def letters(text: str, size: float) -> float:
    """The width of a text in pixels, near enough to leave room for it."""
    return (len(text) + 1) * theme.LETTER * 1.06 * size


def layer(
    rows: Sequence[Row],
    mark: str,
    x: str,
    y: str,
    *,
    x2: str = "",
    y2: str = "",
    where: str = "",
    fields: Mapping[str, str] | None = None,
    tips: Mapping[str, str] | None = None,
    **style: Any,
) -> Layer:
    """Marks at x and y, which are expressions in pixels of `width` and each row's `datum`; drawn where `where` holds.

    `fields` gives channels their column (colours and shapes are used as they stand), `tips` gives a tooltip's lines
    their column by heading (one without a heading stands alone), `style` holds constant properties of the mark.
    """
    places = {name: text for name, text in {"x": x, "y": y, "x2": x2, "y2": y2}.items() if text}
    return Layer(tuple(rows), mark, places, where, fields or {}, tips or {}, style)


def drawn(layers: Sequence[Layer], *, height: float, alt_text: str, width: int | None) -> Plot:
    """Layers as one plot, as wide as its container or as given."""
    return Plot(tuple(layers), math.ceil(height), alt_text, width)
