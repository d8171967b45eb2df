"""Charts on a page: the layers of a plot as Vega-Lite, which the browser draws.

Written out rather than made by Altair, which took most of the time of an answer; tests check every kind of chart against the
schema that Altair carries.
"""

from __future__ import annotations

import re
from typing import Any

from evidence.show import theme
from evidence.show.chart_svg import Layer, Plot

PADDING = {"top": 4, "right": 4, "bottom": 4, "left": 4}  # by side: Streamlit fails on a single number
IN_EXPRESSION = re.compile(r"datum\.(\w+)")
TEXTS = {"text", "detail", "fill", "stroke", "color", "shape"}
SCALED = {"fill", "stroke", "color", "shape", "size", "opacity"}  # used as they stand, so without a scale
Spec = dict[str, Any]


def vega_lite(plot: Plot) -> Spec:
    """The plot in Vega-Lite with the house's configuration, as wide as its container where no width is given."""
    return {
        "width": plot.width or "container",
        "height": plot.height,
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": dict(PADDING),
        "description": plot.alt,
        "config": theme.vega_config(),
        "layer": [_layer(layer) for layer in plot.layers],
    }


def _layer(layer: Layer) -> Spec:
    columns = _columns(layer)
    placed = [{"calculate": text, "as": f"p{name}"} for name, text in layer.places.items()]
    return {
        "data": {"values": [{column: row[column] for column in columns if column in row} for row in layer.rows]},
        "transform": [*([{"filter": layer.where}] if layer.where else []), *placed],
        "mark": {"type": layer.mark, **layer.style},
        "encoding": _encoding(layer),
    }


def _columns(layer: Layer) -> list[str]:
    """The columns of its rows that a layer uses: layers share rows, and each would carry all of them to the browser."""
    read = [name for text in (*layer.places.values(), layer.where) for name in IN_EXPRESSION.findall(text)]
    return list(dict.fromkeys([*read, *layer.fields.values(), *layer.tips.values()]))


def _encoding(layer: Layer) -> Spec:
    unscaled: Spec = {"type": "quantitative", "scale": None, "axis": None}
    found: Spec = {name: {"field": f"p{name}"} | (unscaled if name in ("x", "y") else {}) for name in layer.places}
    found |= {channel: _channel(channel, column) for channel, column in layer.fields.items()}
    if layer.tips:
        tips = [
            {"field": column, "type": "nominal"} | ({"title": heading} if heading else {})
            for heading, column in layer.tips.items()
        ]
        found["tooltip"] = tips[0] if "" in layer.tips else tips
    return found


def _channel(channel: str, column: str) -> Spec:
    kind = "nominal" if channel in TEXTS else "quantitative"
    return {"field": column, "type": kind} | ({"scale": None, "legend": None} if channel in SCALED else {})
