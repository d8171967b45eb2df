"""Evidence packs: in a fresh process, in a warm one, all LEPs in one command; against Vega's charts and matplotlib's maps."""

from __future__ import annotations

import io
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from time import perf_counter

import geopandas
import matplotlib
import vl_convert

from benchmarks.measures import Row, timed
from evidence.analysis.profile import profile_of
from evidence.analysis.trend import history
from evidence.indicators.base import EvidenceBase, open_evidence
from evidence.pack.blocks import EvidencePack, Picture
from evidence.pack.contents import make_pack
from evidence.pack.files import FORMATS, rendered
from evidence.pack.pdf.document import pdf
from evidence.places.outlines import outline_file, read_outlines
from evidence.show.charts import Chart, trend_chart
from evidence.show.document_maps import indicator_map
from evidence.show.spine import spine_chart

TODAY = date(2026, 11, 22)
CITY_REGION, OTHERS = "E47000001", ("E47000007", "E47000003", "E47000004", "E47000006")
FRESH, WARM, A_PACK, MEMORY = 8.0, 3.0, 3.0, 700.0  # seconds, seconds, seconds (20 a minute), megabytes
matplotlib.use("Agg")


def packs(quick: bool) -> list[Row]:
    """Every measurement of packs."""
    base = open_evidence()
    first = make_pack(base, CITY_REGION, as_of=TODAY)
    pdf(first)
    what = _size(first)
    warm = [_warm(base, code) for code in OTHERS[: 2 if quick else 4]]
    fresh = min(_command(CITY_REGION)[0] for _ in range(1 if quick else 3))
    codes = [area.code for area in base.areas_of("lep")][: 6 if quick else None]
    seconds, memory = _command(*codes)
    return [
        Row(f"Pack as PDF ({what}), fresh process", "s", fresh, None, FRESH),
        Row("Pack as PDF, another place in a warm process", "s", statistics.median(warm), None, WARM),
        Row(
            "Pack in all four formats, made already, rendered again",
            "s",
            timed(lambda: rendered(first, tuple(FORMATS))),
        ),
        *_drawing(base),
        Row(f"PDFs of {len(codes)} LEPs in one command: seconds a pack", "s", seconds / len(codes), None, A_PACK),
        Row(f"PDFs of {len(codes)} LEPs in one command: memory at most", "MB", memory, None, MEMORY),
    ]


def _size(pack: EvidencePack) -> str:
    kinds = [block.kind for _, block in pack.blocks if isinstance(block, Picture)]
    maps = kinds.count("map") + (pack.cover is not None)
    return f"{kinds.count('chart')} charts, {maps} maps"


def _warm(base: EvidenceBase, code: str) -> float:
    return timed(lambda: pdf(make_pack(base, code, as_of=TODAY)))


def _command(*codes: str) -> tuple[float, float]:
    """Seconds and megabytes at most of the command that writes the PDFs of these places."""
    with tempfile.TemporaryDirectory() as folder:
        arguments = [sys.executable, "-m", "evidence", "pack", *codes, "--to", folder, "--formats", "pdf"]
        start = perf_counter()
        with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        seconds = perf_counter() - start
        written = len(list(Path(folder).glob("*.pdf")))
    if process.returncode or written != len(codes):
        raise RuntimeError(f"The command wrote {written} of {len(codes)} packs (exit code {process.returncode}).")
    return seconds, usage.ru_maxrss / 1000


def _drawing(base: EvidenceBase) -> list[Row]:
    """The pictures of one place, drawn our way, and by Vega and matplotlib."""
    profile = profile_of(base, CITY_REGION)
    trends = [
        trend_chart(base, row.indicator.slug, CITY_REGION, profile.comparators, width=640)
        for row in profile.rows
        if len(history(base, row.indicator.slug, CITY_REGION)) > 1
    ][:21]
    themes = dict.fromkeys(row.indicator.theme for row in profile.rows)
    charts = [*trends, *(spine_chart(base, profile, theme=theme, width=640) for theme in themes)]
    mapped = [row.indicator.slug for row in profile.rows if row.indicator.combines.rule != "never"][:10]
    area = base.area(CITY_REGION)
    for slug in mapped:
        indicator_map(base, slug, area)  # both ways start from figures that are known
    ours = timed(lambda: [chart.drawing(640) for chart in charts])
    naive = timed(lambda: [_vega(chart) for chart in charts])
    our_maps = timed(lambda: [indicator_map(base, slug, area) for slug in mapped])
    naive_maps = timed(lambda: _matplotlib_maps(base, mapped))
    return [
        Row(f"{len(charts)} charts drawn as SVG; naively by Vega", "s", ours, naive),
        Row(f"{len(mapped)} maps drawn as SVG; naively by geopandas and matplotlib", "s", our_maps, naive_maps),
    ]


def _vega(chart: Chart) -> str:
    return str(vl_convert.vegalite_to_svg(chart.vega_lite | {"width": 640}))


def _matplotlib_maps(base: EvidenceBase, slugs: Sequence[str]) -> int:
    """The same maps from the same figures, through geopandas' own way of plotting."""
    folder, size = base.folder / "places" / "outlines", 0
    for slug in slugs:
        found = indicator_map(base, slug, base.area(CITY_REGION))
        geography = found.view.geography
        outlines: geopandas.GeoDataFrame = read_outlines(outline_file(folder, geography)).to_crs("EPSG:27700")
        seen = outlines.loc[[figure.area_code for figure in found.figures]]
        values = {figure.area_code: figure.value for figure in found.figures}
        axes = seen.assign(value=seen.index.map(values)).plot(
            "value", scheme="quantiles", k=5, cmap="Blues", edgecolor="grey", linewidth=0.5, legend=True
        )
        buffer = io.BytesIO()
        axes.figure.savefig(buffer, format="svg")
        matplotlib.pyplot.close(axes.figure)
        size += buffer.tell()
    return size
