"""What the download buttons of the map give is what they say."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

from tests.browser.visit import Visit

SVG = "{http://www.w3.org/2000/svg}"


def test_the_four_downloads_of_the_map(visit, base):
    seen: Visit = visit("/map?geography=lep&place=E37000036")
    seen.page.keyboard.press("End")
    rows = list(csv.DictReader(io.StringIO(seen.take("Figures (CSV)").decode("utf-8-sig"))))
    leps = {area.code for area in base.areas_of("lep")}
    assert {row["area_code"] for row in rows} == leps
    assert all(
        "Open Government Licence" in row["licence"] and "Office for National Statistics" in row["source"]
        for row in rows
    )

    areas = json.loads(seen.take("Areas (GeoJSON)"))
    assert {feature["properties"]["area_code"] for feature in areas["features"]} == leps
    assert "Office for National Statistics" in areas["source"] and "Crown copyright" in areas["attribution"]

    assert seen.take("Picture (PNG)").startswith(b"\x89PNG\r\n\x1a\n")

    picture = ElementTree.fromstring(seen.take("Picture (SVG)"))
    assert picture.tag == f"{SVG}svg"
    assert "GVA per hour" in (picture.findtext(f"{SVG}title") or "")
    assert picture.findtext(f"{SVG}desc")
    assert seen.errors == []


def test_the_downloads_of_the_profile(visit):
    seen: Visit = visit("/place_profile?place=E47000001")
    rows = list(csv.DictReader(io.StringIO(seen.take("Every finding (CSV)").decode("utf-8-sig"))))
    assert len(rows) > 100
    assert all(row["source"] for row in rows if row.get("value"))
    seen.page.get_by_text("Table and downloads").first.click()
    seen.settle()
    assert seen.take("Picture (PNG)").startswith(b"\x89PNG")
    assert b"<svg" in seen.take("Picture (SVG)")[:200]
