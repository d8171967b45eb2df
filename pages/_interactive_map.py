"""The interactive map on a page: what is served to the browser once, and the picker that a click sets."""

from __future__ import annotations

from pathlib import Path

import geopandas
import streamlit as st
import streamlit.components.v1 as components
from streamlit_folium import st_folium
from xstatic.pkg import leaflet

from evidence.indicators.base import DATA
from evidence.places.outlines import outline_file, read_outlines
from evidence.show.map_layer import MapLayer
from evidence.show.maps import BROWSER_FOLDER, base_map, recolour, selected_activity, selected_code
from evidence.show.prepared import PreparedMap, prepared_map

OUTLINES = DATA / "places" / "outlines"
ENGLAND_BOX = (-6.42, 49.86, 1.77, 55.82)  # west, south, east, north in degrees

_outlines = components.declare_component("outlines", path=str(OUTLINES))
_leaflet = components.declare_component("leaflet", path=str(Path(leaflet.BASE_DIR)))
_script = components.declare_component("mapscript", path=str(BROWSER_FOLDER))


@st.cache_resource(show_spinner=False)
def outlines_of(geography: str) -> geopandas.GeoDataFrame:
    """The outlines of a geography, read once in the process."""
    return read_outlines(outline_file(OUTLINES, geography))


def prepared_of(geography: str) -> PreparedMap:
    """The projected outlines of a geography, made once in the process."""
    return prepared_map(OUTLINES, geography)


@st.cache_resource(show_spinner=False)
def order_of(geography: str) -> tuple[str, ...]:
    """The areas of a geography in the order of their outlines."""
    return tuple(outlines_of(geography).index)


@st.cache_resource(show_spinner=False)
def names_of(geography: str) -> tuple[str, ...]:
    """The names of the areas in the order of their outlines."""
    return tuple(outlines_of(geography)["name"])


def draw_map(layer: MapLayer, geography: str, *, label: str, height: int, tiles: bool) -> None:
    """Draw the map; a click on an area or an activity's point makes it the chosen one before the page runs again."""
    chart = base_map(
        f"../{_outlines.name}/{outline_file(OUTLINES, geography).name}",
        f"../{_leaflet.name}",
        f"../{_script.name}",
        height=height,
        label=label,
        home=ENGLAND_BOX,
        tiles=tiles,
    )
    st_folium(
        chart,
        key="map",
        height=height,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=recolour(layer, names_of(geography)),
        on_change=_take_click,
    )


def _take_click() -> None:
    if code := selected_code(st.session_state.get("map")):
        st.session_state["place"] = st.session_state["clicked"] = code
    if slug := selected_activity(st.session_state.get("map")):
        st.session_state["one"] = slug
