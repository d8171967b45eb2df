"""What every chart is made of: layers placed in pixels, scales, labels that keep apart, and pictures for export.

Charts are laid out by expressions of Vega's `width`, so that one chart folds itself on a narrow screen; all text of
numbers comes from `evidence.wording`, never from a format of the chart library.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd
import vl_convert

from evidence.show import theme

DOWNLOAD_WIDTH = 1000
FONT_PACKAGE = "font_source_sans_pro"
EXPORT_FONT = "Source Sans Pro"  # as FONT_PACKAGE names itself
VEGA_LITE = "6.4"
PADDING = {"top": 4, "right": 4, "bottom": 4, "left": 4}  # by side: Streamlit fails on a single number


@dataclass(frozen=True)
class Chart:
    """A chart with everything that must stand beside it: its message, what is measured, text alternative, source, table."""

    chart: Any  # an Altair chart, without its title and subtitle, which the page or document sets in its own type
    title: str
    subtitle: str
    alt: str
    source: str
    table: pd.DataFrame

    def svg(self, width: int = DOWNLOAD_WIDTH) -> str:
        """The chart with title and source as SVG."""
        return svg_of(self, width)

    def png(self, width: int = DOWNLOAD_WIDTH) -> bytes:
        """The chart with title and source as PNG."""
        return png_of(self, width)


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


def kept_apart(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Positions as near as possible to those wanted, at least `gap` apart and between low and high where they fit."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed = [0.0] * len(wanted)
    floor = low
    for i in order:
        placed[i] = max(wanted[i], floor)
        floor = placed[i] + gap
    ceiling = high
    for i in reversed(order):
        placed[i] = min(placed[i], ceiling)
        ceiling = placed[i] - gap
    return placed


def letters(text: str, size: float) -> float:
    """The width of a text in pixels, near enough to leave room for it."""
    return (len(text) + 1) * theme.LETTER * 1.06 * size


def layer(
    rows: pd.DataFrame | Sequence[Mapping[str, Any]],
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
) -> Any:
    """Marks at x and y, which are expressions in pixels of `width` and each row's `datum`; drawn where `where` holds.

    `fields` gives channels their column (colours and shapes are used as they stand), `tips` gives a tooltip's lines
    their column by heading (one without a heading stands alone), `style` holds constant properties of the mark.
    """
    frame = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(list(rows))
    chart = alt.Chart(frame)
    if where:
        chart = chart.transform_filter(where)
    places = {"px": x, "py": y, "px2": x2, "py2": y2}
    chart = chart.transform_calculate(**{name: expression for name, expression in places.items() if expression})
    channels: dict[str, Any] = {
        "x": alt.X("px:Q", scale=None, axis=None),
        "y": alt.Y("py:Q", scale=None, axis=None),
    }
    channels |= {name: getattr(alt, name.title())(f"p{name}:Q") for name in ("x2", "y2") if places[f"p{name}"]}
    for channel, column in (fields or {}).items():
        channels[channel] = _channel(channel, column)
    if tips and "" in tips:
        channels["tooltip"] = alt.Tooltip(f"{tips['']}:N")
    elif tips:
        channels["tooltip"] = [alt.Tooltip(f"{column}:N", title=heading) for heading, column in tips.items()]
    drawn_mark: Any = {"type": mark, **style}
    return chart.mark_point().properties(mark=drawn_mark).encode(**channels)


def _channel(channel: str, column: str) -> Any:
    if channel in ("text", "detail"):
        return {"text": alt.Text, "detail": alt.Detail}[channel](f"{column}:N")
    if channel == "order":
        return alt.Order(f"{column}:Q")
    kinds = {"fill": alt.Fill, "stroke": alt.Stroke, "color": alt.Color, "shape": alt.Shape}
    if channel in kinds:
        return kinds[channel](f"{column}:N", scale=None, legend=None)
    numbers: dict[str, Any] = {"size": alt.Size, "opacity": alt.Opacity}
    return numbers[channel](f"{column}:Q", scale=None, legend=None)


def drawn(layers: Sequence[Any], *, height: float, alt_text: str, width: int | None) -> Any:
    """Layers as one chart, as wide as its container or as given, with the house's configuration."""
    chart = alt.layer(*layers).properties(
        width=width or "container",
        height=math.ceil(height),
        autosize=alt.AutoSizeParams(type="fit", contains="padding"),
        padding=dict(PADDING),
        description=alt_text,
    )
    return chart.configure(**theme.altair_config())


def picture(chart: Chart, width: int, *, scale: float = 1.0) -> dict[str, Any]:
    """The Vega-Lite specification of a chart of its own: title and subtitle above, source below, all broken to the width."""
    inner = chart.chart.to_dict()
    outer = {key: inner.pop(key) for key in ("$schema", "config", "datasets", "padding") if key in inner}
    outer["config"] = _with_font(outer["config"], EXPORT_FONT)
    inner.pop("autosize", None)
    inner["width"] = width
    title, small = 20 * scale, 14 * scale
    return outer | {
        "description": chart.alt,
        "title": {
            "text": _broken(chart.title, width, title),
            "subtitle": _broken(chart.subtitle, width, small),
            "fontSize": title,
            "subtitleFontSize": small,
            "subtitlePadding": 5,
            "offset": 12,
        },
        "spacing": 10,
        "vconcat": [inner, _foot(_broken(f"Source: {chart.source}", width, small), width, small)],
    }


def _with_font(config: dict[str, Any], font: str) -> dict[str, Any]:
    """The configuration with one typeface: the converter measures text only in a family named alone."""
    parts = {
        key: part | {"font": font} if isinstance(part, dict) and "font" in part else part
        for key, part in config.items()
    }
    return parts | {"font": font, "title": config["title"] | {"font": font, "subtitleFont": font}}


def _broken(text: str, width: float, size: float) -> list[str]:
    return wrap(text, max(12, int(width / (theme.LETTER * size))))


def _foot(lines: list[str], width: int, size: float) -> dict[str, Any]:
    mark = {
        "type": "text",
        "align": "left",
        "baseline": "top",
        "fontSize": size,
        "color": theme.MUTED,
        "lineHeight": size * 1.3,
    }
    place = {"x": {"value": 0}, "y": {"value": 0}, "text": {"value": lines}}
    return {
        "width": width,
        "height": len(lines) * size * 1.3,
        "data": {"values": [{}]},
        "mark": mark,
        "encoding": place,
    }


def svg_of(chart: Chart, width: int, *, scale: float = 1.0) -> str:
    """A chart with title and source as SVG, for a document or a download."""
    _register_font()
    return str(vl_convert.vegalite_to_svg(picture(chart, width, scale=scale), vl_version=VEGA_LITE))


def png_of(chart: Chart, width: int, *, scale: float = 1.0, pixels: float = 2.0) -> bytes:
    """A chart with title and source as PNG, `pixels` image pixels for each of the chart's."""
    _register_font()
    return bytes(vl_convert.vegalite_to_png(picture(chart, width, scale=scale), vl_version=VEGA_LITE, scale=pixels))


@cache
def _register_font() -> None:
    """Let the converter use the typeface's package; without it, it falls back to the machine's own."""
    if find_spec(FONT_PACKAGE):
        vl_convert.register_font_directory(str(files(FONT_PACKAGE) / "files"))
