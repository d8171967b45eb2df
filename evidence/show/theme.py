"""Colours, type and sizes of every chart and map: one visual language for screen, projector and paper.

Colours are those of the Government Analysis Function's guidance on data visualisation colours.
"""

from typing import Any

THIS_PLACE = "#12436D"
COMPARATOR = "#3D3D3D"
CATEGORIES = ("#12436D", "#28A197", "#801650", "#F46A25", "#A285D1")
WORSE = "#F46A25"
BETTER = "#12436D"

INK = "#1F2328"
MUTED = "#59636E"
HAIRLINE = "#8C959F"
BAND = "#D5DAE0"
GROUND = "#F6F8FA"
NO_DATA = "#F1F1F1"
NO_DATA_HATCH = "#9AA3AD"

# Five steps of one blue from light to dark, each at least 1.3 times the contrast of the one before it.
AMOUNT = ("#E3EDF6", "#B3CFE6", "#7BA9CF", "#3F79AC", "#12436D")
# Orange below the middle, grey at it, blue above: readable with any colour vision and in greyscale by its ends.
AROUND_MIDDLE = ("#B84A0B", "#F0A878", "#DADDE1", "#8DB3D6", "#12436D")
# Nine cells, row by row from low to high on the second indicator, column by column on the first.
BIVARIATE = (
    "#E8E8E8", "#B5C8E0", "#6C9BC8",
    "#E6C9A8", "#A9A9B5", "#557399",
    "#D98A3D", "#90624F", "#3B3050",
)  # fmt: skip

FONT = "'Source Sans 3', 'Source Sans Pro', 'Source Sans', Arial, sans-serif"
BODY_SIZE = 16
SMALL_SIZE = 14

# Sizes of charts, in pixels at a scale of 1; the projector's view multiplies them.
CHART_TEXT = 13
CHART_SMALL = 12
LETTER = 0.47  # mean width of a letter in parts of the type size, to leave room for labels
WIDE = 560  # from this width on a chart sets its columns side by side; below it they fold


def vega_config() -> dict[str, Any]:
    """Configuration of every chart on a page: one typeface, a white ground in light and dark themes, no frame.

    Marks are hidden from screen readers one by one, because the chart's own text alternative says what they show.
    """
    return {
        "background": "#FFFFFF",
        "font": FONT,
        "view": {"stroke": None},
        "mark": {"aria": False},
        "text": {"font": FONT, "fontSize": CHART_TEXT, "color": INK, "baseline": "middle"},
        "title": {"font": FONT, "anchor": "start", "color": INK, "subtitleColor": MUTED, "subtitleFont": FONT},
    }


def css_font() -> str:
    """The typeface as a list that CSS and SVG accept: names in quotation marks (one of them ends in a digit)."""
    names = [name.strip(" '\"") for name in FONT.split(",")]
    return ", ".join(name if name == "sans-serif" else f"'{name}'" for name in names)
