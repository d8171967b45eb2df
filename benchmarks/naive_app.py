"""The naive way to put the same map on a page: folium's map built anew on every run, with the outlines inside it.

Run by the benchmarks only: `streamlit run benchmarks/naive_app.py`. Leaflet comes from the same package as in the app, so
that the comparison needs no internet either.
"""

import json
from pathlib import Path
from typing import Any

import folium
import pandas as pd
import streamlit as st
import streamlit.components.v1 as components
from streamlit_folium import st_folium
from xstatic.pkg import leaflet

DATA = Path(__file__).parent.parent / "data"
OUTLINES = next((DATA / "places" / "outlines").glob("district.*.geojson"))
BLUES = ("#E3EDF6", "#B3CFE6", "#7BA9CF", "#4179AC", "#12436D")
INDICATORS = (
    "gva-per-hour-worked",
    "employment-rate",
    "claimant-count-rate",
    "median-weekly-pay",
    "gdhi-per-head",
    "qualified-to-level-3",
)

served = components.declare_component("naive_leaflet", path=str(Path(leaflet.BASE_DIR)))


@st.cache_data
def figures(slug: str) -> dict[str, float]:
    """The latest published figures of an indicator by area."""
    table = pd.read_csv(DATA / "observations" / f"{slug}.csv")
    latest = table[table["period"] == table["period"].max()]
    return dict(zip(latest["area_code"], latest["value"], strict=True))


@st.cache_data
def outlines() -> Any:
    """The outlines of the districts."""
    return json.loads(OUTLINES.read_text(encoding="utf-8"))


slug = st.selectbox("Indicator", INDICATORS)
values = figures(slug)
districts = outlines()
known = pd.Series({f["id"]: values.get(f["id"]) for f in districts["features"]}, dtype=float).dropna()
cuts = known.quantile([0.2, 0.4, 0.6, 0.8]).tolist()
for feature in districts["features"]:
    value = values.get(feature["id"])
    feature["properties"]["value"] = None if value is None else round(float(value), 2)


def style(feature: dict[str, Any]) -> dict[str, object]:
    """The colour of an area: its fifth of the values."""
    value = feature["properties"]["value"]
    colour = "#DDDDDD" if value is None or value != value else BLUES[sum(value > cut for cut in cuts)]
    return {"fillColor": colour, "fillOpacity": 1, "weight": 0.6, "color": "#999999"}


chart = folium.Map(location=(52.8, -1.8), zoom_start=6, tiles=None)
chart.default_js = [("leaflet", f"../{served.name}/leaflet.js")]
chart.default_css = [("leaflet_css", f"../{served.name}/leaflet.css")]
folium.GeoJson(districts, style_function=style, tooltip=folium.GeoJsonTooltip(["n", "value"])).add_to(chart)
left, right = st.columns([5, 3])
with left:
    clicked = st_folium(
        chart, key="map", use_container_width=True, height=560, returned_objects=["last_active_drawing"]
    )
with right:
    drawing = (clicked or {}).get("last_active_drawing")
    if drawing:
        st.subheader(drawing["properties"]["n"])
        st.write(drawing["properties"]["value"])
