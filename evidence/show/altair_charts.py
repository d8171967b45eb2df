"""Charts on a page: the layers of a plot as an Altair chart, which Vega draws in the browser."""

from __future__ import annotations

from typing import Any

import altair as alt
from altair.utils import schemapi

from evidence.show import theme
from evidence.show.chart_svg import Layer, Plot

PADDING = {"top": 4, "right": 4, "bottom": 4, "left": 4}  # by side: Streamlit fails on a single number

# Altair checks each part as it is made and all of them again in the whole: most of the time of a chart. Tests check
# every kind of chart whole.
schemapi.disable_debug_mode()


def altair_chart(plot: Plot) -> Any:
    """The plot as an Altair chart with the house's configuration, as wide as its container where no width is given."""
    chart = alt.layer(*(_altair_layer(layer) for layer in plot.layers)).properties(
        width=plot.width or "container",
        height=plot.height,
        autosize=alt.AutoSizeParams(type="fit", contains="padding"),
        padding=dict(PADDING),
        description=plot.alt,
    )
    return chart.configure(**theme.altair_config())


def _altair_layer(layer: Layer) -> Any:
    # As plain values: a chart shares one table over its layers, and Altair would clean a DataFrame for each of them.
    chart = alt.Chart(alt.InlineData(values=[dict(row) for row in layer.rows]))
    if layer.where:
        chart = chart.transform_filter(layer.where)
    chart = chart.transform_calculate(**{f"p{name}": expression for name, expression in layer.places.items()})
    channels: dict[str, Any] = {
        "x": alt.X("px:Q", scale=None, axis=None),
        "y": alt.Y("py:Q", scale=None, axis=None),
    }
    channels |= {name: getattr(alt, name.title())(f"p{name}:Q") for name in ("x2", "y2") if name in layer.places}
    for channel, column in layer.fields.items():
        channels[channel] = _channel(channel, column)
    if "" in layer.tips:
        channels["tooltip"] = alt.Tooltip(f"{layer.tips['']}:N")
    elif layer.tips:
        channels["tooltip"] = [alt.Tooltip(f"{column}:N", title=heading) for heading, column in layer.tips.items()]
    drawn_mark: Any = {"type": layer.mark, **layer.style}
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
