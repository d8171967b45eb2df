"""The interactive map: a folium map that is sent once, and layers that only recolour it.

The outlines travel to the browser once, by address, with Leaflet and `browser/recolour.js`; choosing another indicator,
period or place then sends one class and one text an area, and the reader's zoom stays. No other server is asked for
anything unless background tiles are chosen.
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import folium
from branca.element import MacroElement
from folium.template import Template

from evidence.places.outlines import Bounds
from evidence.show import theme
from evidence.show.activity_marks import PLUM
from evidence.show.map_layer import DIGITS, ActivityMarks, MapLayer

# The folder that a page serves to browsers: it holds our own script and nothing else.
BROWSER_FOLDER = Path(str(files("evidence.show") / "browser"))
OWN_NAME = "{name}"  # recolour.js puts the area's name there
CENTRE_OF_BRITAIN = (54.6, -3.2)


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
    packed: dict[str, object] = {
        "classes": layer.classes,
        "colours": layer.colours,
        "texts": "\n".join(texts),
        "index": _numbers([number[value] for value in values], len(texts)),
        "selected": layer.selected,
        "comparators": layer.comparators,
        "focus": layer.focus,
        "title": layer.title,
    }
    if layer.activity:
        packed["marks"] = packed_marks(layer.activity)
    group = folium.FeatureGroup(name="figures", control=False)
    group.add_child(_Script(f"evidenceMap.recolour({_json(packed)});"))
    return group


def packed_marks(marks: ActivityMarks) -> dict[str, object]:
    """The marks as the browser's script reads them.

    Each phrase is sent once, each combination of phrases once as their numbers, and an area has the number of its
    combination: the kinds at hundreds of areas are a few kilobytes.
    """
    phrases = sorted({phrase for found in marks.on_record for phrase in found})
    sets = sorted(set(marks.on_record))
    of_phrase, of_set = ({thing: place for place, thing in enumerate(things)} for things in (phrases, sets))
    return {
        "phrases": "\n".join(phrases),
        "width": len(_base36(len(phrases))),
        "sets": "\n".join(_numbers([of_phrase[phrase] for phrase in found], len(phrases)) for found in sets),
        "index": _numbers([of_set[found] for found in marks.on_record], len(sets)),
        "nothing": marks.nothing,
        "words": marks.words,
        "reached": marks.reached,
        "chosen": marks.chosen,
        "points": [[round(p.latitude, 4), round(p.longitude, 4), p.slug, p.name] for p in marks.points],
    }


def selected_code(result: object) -> str | None:
    """The code of the area last clicked, from what `st_folium` returned or kept; None where nothing was clicked."""
    return _text_of(result, "selected")


def selected_activity(result: object) -> str | None:
    """The activity whose point was clicked last, as `selected_code`."""
    return _text_of(result, "activity")


def _text_of(result: object, name: str) -> str | None:
    text = result.get(name) if isinstance(result, Mapping) else None
    return text if isinstance(text, str) and text else None


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
        "activity": PLUM,
        "font": theme.css_font(),
    }


def _script_version() -> str:
    """The start of the hash of our script: a browser that kept an older one asks again."""
    return sha256((BROWSER_FOLDER / "recolour.js").read_bytes()).hexdigest()[:10]


def _json(content: Mapping[str, object]) -> str:
    """JSON that neither a script element nor streamlit-folium's `{{ 'name' }}` expressions can be hidden in."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("{{", "{\\u007b")


def _numbers(numbers: Sequence[int], below: int) -> str:
    """Numbers in base 36, each as wide as the largest needs."""
    width = len(_base36(below))
    return "".join(_base36(number).rjust(width, "0") for number in numbers)


def _base36(number: int) -> str:
    """The number in base 36."""
    rest, last = divmod(number, 36)
    return (_base36(rest) if rest else "") + DIGITS[last]
