"""Figures of a map to take away: a table, outlines with values, a picture."""

from __future__ import annotations

import csv
import io
import json

import geopandas
import pandas as pd

from evidence.analysis.classes import Classes
from evidence.coordination.csv_rows import guarded
from evidence.coordination.place import NOT_EMPTY
from evidence.indicators.base import EvidenceBase
from evidence.places.areas import Area
from evidence.rows import ATTRIBUTION
from evidence.show import theme
from evidence.show.activity_layer import COLUMN, ActivityLayer, marks_of
from evidence.show.charts import Chart, distribution_chart, scatter_chart
from evidence.show.map_layer import MapLayer, layer_of
from evidence.show.prepared import PreparedMap
from evidence.show.static_maps import static_map
from evidence.show.tables import figures_csv, figures_table, two_way_table
from evidence.show.views import MapView

ON_RECORD = ("coordination_on_record", "coordination_note")  # the columns of activities, for machines


def view_table(base: EvidenceBase, view: MapView, activity: ActivityLayer | None = None) -> pd.DataFrame:
    """The table twin of a map: the same areas, figures and classes in words, and what is on record where that is shown."""
    if isinstance(view.breaks, Classes):
        table = figures_table(base, view.indicators[0].slug, view.codes, view.periods[0], view.breaks)
    else:
        table = two_way_table(base, [i.slug for i in view.indicators], view.codes, view.periods)
        table["Both together"] = [
            view.key[view.classes[code]].words if code in view.classes else "a figure is missing" for code in view.codes
        ]
    if activity:
        table[COLUMN] = [activity.text(str(code)) for code in table.index]
    return table


def view_csv(base: EvidenceBase, view: MapView, activity: ActivityLayer | None = None) -> str:
    """Every figure of a map as CSV, unrounded, with source, period and licence on every row.

    With activities every row also has what is on record at its area, and what an empty register means.
    """
    tables = [figures_csv(base, i.slug, view.codes, (p,)) for i, p in zip(view.indicators, view.periods, strict=True)]
    text = tables[0] + "".join(table.split("\n", 1)[1] for table in tables[1:])
    return _with_columns(text, activity) if activity else text


def _with_columns(text: str, activity: ActivityLayer) -> str:
    """A table of figures with the two columns of activities at its end."""
    header, *rows = csv.reader(io.StringIO(text))
    place, out = header.index("area_code"), io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*header, *ON_RECORD])
    writer.writerows([*row, activity.text(row[place]), NOT_EMPTY] for row in rows)
    return out.getvalue()


def view_geojson(view: MapView, outlines: geopandas.GeoDataFrame, activity: ActivityLayer | None = None) -> str:
    """The areas of a map as GeoJSON (EPSG:4326): outline, figures, class, source and licence; what is on record."""
    collection = json.loads(outlines.to_json(drop_id=False))
    by_code = [{figure.area_code: figure for figure in figures} for figures in view.figures]
    for feature in collection["features"]:
        code = feature["id"]
        shown = [figures[code] for figures in by_code if code in figures]
        feature["properties"] |= {"area_code": code, "class": view.classes.get(code), "text": view.values.get(code, "")}
        feature["properties"] |= {figure.indicator: figure.value for figure in shown}
        if activity:
            feature["properties"] |= {ON_RECORD[0]: activity.text(code), "reached": code in activity.reached}
    collection |= {"title": view.subtitle, "source": view.source, "attribution": ATTRIBUTION}
    if activity:
        collection |= {ON_RECORD[1]: NOT_EMPTY, "activity": activity.chosen.name if activity.chosen else None}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":"))


def layer_for(
    base: EvidenceBase,
    view: MapView,
    order: tuple[str, ...],
    place: Area | None,
    *,
    comparators: tuple[str, ...] = (),
    focus: bool = False,
    activity: ActivityLayer | None = None,
    to_activity: bool = False,
) -> MapLayer:
    """The layer that draws a view on outlines in this order, with the chosen place outlined.

    A place that is not one of the map's areas is shown by its districts, where these are what the map draws. `activity`
    adds its marks; the map zooms to the place with `focus`, to what the chosen activity reaches with `to_activity`.
    """
    inside = place is not None and place.code in order
    parts = () if place is None or inside else tuple(c for c in base.members.get(place.code, ()) if c in order)
    wanted = ((place.code,) if inside else parts) if place and focus else ()
    marks = marks_of(activity, order) if activity else None
    return layer_of(
        order,
        classes=view.classes,
        values=view.values,
        colours=view.colours,
        title=view.title,
        selected=place.code if place and inside else None,
        comparators=(*parts, *(code for code in comparators if code in order)),
        focus=" ".join(marks.reached if marks and to_activity else wanted) or None,
        activity=marks,
    )


def view_svg(view: MapView, prepared: PreparedMap, layer: MapLayer, *, width: int = 760) -> str:
    """A map as a standalone picture with title, key and source; with activities also what its marks do not say."""
    key = [(entry.colour or theme.NO_DATA, f"{entry.words} ({entry.count})") for entry in view.key]
    return static_map(
        prepared,
        layer,
        title=view.title,
        subtitle=view.subtitle,
        source=" ".join((*((layer.activity.note,) if layer.activity else ()), view.source, ATTRIBUTION)),
        legend=key,
        width=width,
    )


def chart_csv(chart: Chart) -> str:
    """The table twin of a chart as CSV, with the source and what is measured, period included, on every row."""
    return chart.table.assign(**{"What is measured": chart.subtitle, "Source and licence": chart.source}).to_csv(
        lineterminator="\n"
    )


def guarded_csv(table: pd.DataFrame) -> str:
    """A table that holds what people typed as CSV, with no cell that a spreadsheet would take for a formula."""
    shown = table.reset_index().map(lambda cell: guarded(cell) if isinstance(cell, str) else cell)
    return shown.to_csv(index=False, lineterminator="\n")


def spread_of(base: EvidenceBase, view: MapView, place: Area | None) -> Chart:
    """The areas of a map as a chart: every area as a dot over its value, or two indicators against each other."""
    if isinstance(view.breaks, Classes):
        selected = place.code if place and place.code in view.codes else None
        return distribution_chart(
            base, view.indicators[0].slug, view.codes, view.periods[0], view.breaks, view.colours, selected=selected
        )
    first, second = (indicator.slug for indicator in view.indicators)
    chosen = (place.code,) if place and place.code in view.codes else ()
    return scatter_chart(
        base, first, second, view.codes, period_x=view.periods[0], period_y=view.periods[1], selected=chosen
    )
