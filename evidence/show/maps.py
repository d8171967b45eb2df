"""The interactive map: a folium map that is sent once, and layers that only recolour it.

The outlines travel to the browser once, by address, with Leaflet and `browser/recolour.js`; choosing another indicator,
period or place then sends one class and one text an area, and the reader's zoom stays. No other server is asked for
anything unless background tiles are chosen.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from string import digits

import folium
from branca.element import MacroElement
from folium.template import Template

from evidence.errors import refuse_if_any
from evidence.places.outlines import Bounds
from evidence.show import theme

# The folder that a page serves to browsers: it holds our own script and nothing else.
BROWSER_FOLDER = Path(str(files("evidence.show") / "browser"))
NO_DATA = "x"
OWN_NAME = "{name}"  # recolour.js puts the area's name there
LARGEST_CLASS = 8
CENTRE_OF_BRITAIN = (54.6, -3.2)
DIGITS = digits + "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class MapLayer:
    """What one map shows: a class and a text for each area, in the order of the areas in the outline file.

    `classes` has one character an area: "0" to "8" is the place in `colours`, "x" is no data. `values` is what a reader
    sees at the area: "£36.40", or the reason why there is no figure. `focus` is the area that the map zooms to, or
    several with a space between them; None keeps the reader's own view.
    """

    classes: str
    values: Sequence[str]
    colours: tuple[str, ...]
    title: str
    selected: str | None = None
    comparators: tuple[str, ...] = ()
    focus: str | None = None

    def __post_init__(self) -> None:
        problems = []
        if len(self.classes) != len(self.values):
            problems.append(f"{len(self.classes)} classes but {len(self.values)} values: give one of each an area")
        if len(self.colours) > LARGEST_CLASS + 1:
            problems.append(f"{len(self.colours)} colours: at most {LARGEST_CLASS + 1} can be told apart")
        known = set(DIGITS[: min(len(self.colours), LARGEST_CLASS + 1)]) | {NO_DATA}
        if unknown := sorted(set(self.classes) - known):
            problems.append(f"the classes {', '.join(unknown)} have no colour: use 0 to {len(self.colours) - 1}, or x")
        refuse_if_any(problems, f"The map {self.title!r} cannot be drawn")


def layer_of(
    order: Sequence[str],
    *,
    classes: Mapping[str, int],
    values: Mapping[str, str],
    colours: tuple[str, ...],
    title: str,
    no_data: str = "no figure",
    selected: str | None = None,
    comparators: Sequence[str] = (),
    focus: str | None = None,
) -> MapLayer:
    """The layer for areas in this order (the index of the outlines), from classes and texts by area code.

    An area without a class is drawn as no data; its text is its reason in `values`, or else `no_data`.
    """
    return MapLayer(
        classes="".join(str(classes[code]) if code in classes else NO_DATA for code in order),
        values=tuple(values.get(code, no_data) for code in order),
        colours=colours,
        title=title,
        selected=selected,
        comparators=tuple(comparators),
        focus=focus,
    )


def base_map(
    geometry_url: str,
    leaflet_url: str,
    script_url: str,
    *,
    height: int,
    label: str,
    home: Bounds | None = None,
    tiles: bool = False,
    canvas: bool = False,
) -> folium.Map:
    """An empty map that draws the outlines at `geometry_url` and waits for a layer; always the same script.

    `leaflet_url` is the folder with leaflet.js and leaflet.css, `script_url` the folder that serves `BROWSER_FOLDER`.
    `label` tells a screen reader what the map is and where the same data are. `home` is what the map opens on (west,
    south, east, north; all areas where it is None). `tiles` adds OpenStreetMap behind the areas; `canvas` draws faster
    than SVG from about 2,000 areas on. Make a new one for every run: folium changes it.
    """
    chart = folium.Map(
        location=CENTRE_OF_BRITAIN,
        tiles=None,
        height=height,
        zoom_start=5,
        zoom_snap=0.25,
        min_zoom=4,
        max_zoom=15,
        wheel_px_per_zoom_level=120,
        scroll_wheel_zoom=False,
        attribution_control=False,
    )
    chart._id = "div"  # streamlit-folium's own name; folium's is random, and would change what is sent
    chart.default_js = [
        ("leaflet", f"{leaflet_url.rstrip('/')}/leaflet.js"),
        ("recolour", f"{script_url.rstrip('/')}/recolour.js?v={_script_version()}"),
    ]
    chart.default_css = [("leaflet_css", f"{leaflet_url.rstrip('/')}/leaflet.css")]
    settings = {
        "geometry": geometry_url,
        "label": label,
        "home": home and [[home[1], home[0]], [home[3], home[2]]],
        "tiles": tiles,
        "canvas": canvas,
        "theme": _theme(),
    }
    chart.add_child(_Script(f"evidenceMap.start(map_div, {_json(settings)});"))
    return chart


def recolour(layer: MapLayer, names: Sequence[str] = ()) -> folium.FeatureGroup:
    """The layer as `feature_group_to_add` of streamlit-folium: about a byte an area for classes, and the texts.

    Each different text is sent once; an area then has its number in base 36, two or three characters. With the areas'
    `names`, a text that holds its area's own name (a reason for no figure does) is sent with `OWN_NAME` in its place, so
    that hundreds of reasons become a few.
    """
    values = [" ".join(value.split()) for value in layer.values]
    if names:
        values = [value.replace(name, OWN_NAME) for value, name in zip(values, names, strict=True)]
    texts = sorted(set(values))
    number = {text: place for place, text in enumerate(texts)}
    width = len(_base36(len(texts)))
    packed = {
        "classes": layer.classes,
        "colours": layer.colours,
        "texts": "\n".join(texts),
        "index": "".join(_base36(number[value]).rjust(width, "0") for value in values),
        "selected": layer.selected,
        "comparators": layer.comparators,
        "focus": layer.focus,
        "title": layer.title,
    }
    group = folium.FeatureGroup(name="figures", control=False)
    group.add_child(_Script(f"evidenceMap.recolour({_json(packed)});"))
    return group


def selected_code(result: object) -> str | None:
    """The code of the area last clicked, from what `st_folium` returned or kept; None where nothing was clicked."""
    code = result.get("selected") if isinstance(result, Mapping) else None
    return code if isinstance(code, str) and code else None


def css_font() -> str:
    """The typeface as a list that CSS and SVG accept: names in quotation marks (one of them ends in a digit)."""
    names = [name.strip(" '\"") for name in theme.FONT.split(",")]
    return ", ".join(name if name == "sans-serif" else f"'{name}'" for name in names)


class _Script(MacroElement):
    """A line of JavaScript in a folium map; streamlit-folium renders the macro `script` and nothing else."""

    _template = Template("{% macro script(this, kwargs) %}{{ this.line }}{% endmacro %}")

    def __init__(self, line: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Script"
        self.line = line


def _theme() -> dict[str, str]:
    """Colours and type as the browser's script names them."""
    return {
        "selected": "#000000",
        "comparator": theme.MUTED,
        "hairline": theme.HAIRLINE,
        "ground": theme.GROUND,
        "noData": theme.NO_DATA,
        "hatch": theme.NO_DATA_HATCH,
        "ink": theme.INK,
        "font": css_font(),
    }


def _script_version() -> str:
    """The start of the hash of our script: a browser that kept an older one asks again."""
    return sha256((BROWSER_FOLDER / "recolour.js").read_bytes()).hexdigest()[:10]


def _json(content: Mapping[str, object]) -> str:
    """JSON that neither a script element nor streamlit-folium's `{{ 'name' }}` expressions can be hidden in."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("{{", "{\\u007b")


def _base36(number: int) -> str:
    """The number in base 36."""
    rest, last = divmod(number, 36)
    return (_base36(rest) if rest else "") + DIGITS[last]
