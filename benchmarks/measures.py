"""Each measurement: the same work done our way and the naive way, in the same run."""

from __future__ import annotations

import asyncio
import csv
import json
import random
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd

from benchmarks.person import Answer, Person
from benchmarks.server import Server, serving
from evidence.analysis.compare import figures_over, latest_for_geography
from evidence.coordination.register import open_register
from evidence.errors import EvidenceError
from evidence.indicators.base import DATA, EvidenceBase, open_evidence
from evidence.show.activity_layer import activity_layer, marks_of
from evidence.show.maps import packed_marks

PEOPLE = 50
SECONDS_BETWEEN_CHOICES = 5.0
CITY_REGION = "E47000001"
NAIVE_APP = "benchmarks/naive_app.py"
# How Streamlit is set where nobody sets it: a full garbage collection after every run, nothing compressed, little kept.
UNSET = (
    "--runner.postScriptGC=true",
    "--server.enableWebsocketCompression=false",
    "--global.minCachedMessageSize=10000",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured, ours, the naive way (None where there is none), and what is to be reached."""

    what: str
    unit: str
    ours: float
    naive: float | None = None
    target: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times as much the naive way takes."""
        return self.naive / self.ours if self.naive is not None and self.ours else None

    @property
    def reached(self) -> bool | None:
        """Whether the target is reached; None where there is no target."""
        return None if self.target is None else self.ours <= self.target


def timed(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def opening(repeats: int) -> list[Row]:
    """The evidence base opened and checked, against pandas' reader and a check row by row."""
    ours = statistics.median(timed(open_evidence) for _ in range(repeats))
    return [Row("Evidence base opened and checked", "s", ours, timed(_open_naively), 1.0)]


def _open_naively() -> int:
    with (DATA / "places" / "areas.csv").open(encoding="utf-8", newline="") as file:
        codes = {row["code"] for row in csv.DictReader(file)}
    problems = 0
    for path in sorted((DATA / "observations").glob("*.csv")):
        seen = set()
        for _, row in pd.read_csv(path).iterrows():
            key = (row["area_code"], row["period"])
            problems += (
                row["area_code"] not in codes or key in seen or (pd.isna(row["value"]) and pd.isna(row["status"]))
            )
            seen.add(key)
    return problems


def all_leps(base: EvidenceBase) -> list[Row]:
    """GVA per hour of every LEP from its districts, at first and again; naively, by pandas from the tables each time."""
    leps = tuple(area.code for area in base.areas_of("lep"))
    fresh = open_evidence()

    def ask() -> None:
        figures_over(fresh, "gva-per-hour-worked", leps, latest_for_geography(fresh, "gva-per-hour-worked", "lep"))

    first, again = timed(ask), timed(ask)
    naive = timed(lambda: _leps_naively(base, leps))
    return [
        Row(f"GVA per hour of all {len(leps)} LEPs, first time", "ms", first * 1000, naive * 1000),
        Row(f"GVA per hour of all {len(leps)} LEPs, again", "ms", again * 1000, naive * 1000),
    ]


def _leps_naively(base: EvidenceBase, leps: Iterable[str]) -> dict[str, float]:
    rates = pd.read_csv(DATA / "observations" / "gva-per-hour-worked.csv")
    hours = pd.read_csv(DATA / "observations" / "gva-total-current.csv")
    joined = rates.merge(hours, on=["area_code", "period"], suffixes=("", "_weight"))
    joined = joined[joined["period"] == joined["period"].max()]
    found = {}
    for code in leps:
        part = joined[joined["area_code"].isin(base.members[code])]
        found[code] = float(part["value_weight"].sum() / (part["value_weight"] / part["value"]).sum())
    return found


def switching(repeats: int) -> list[Row]:
    """Another indicator chosen on the district map: the server's work and what it sends, for choices not made before."""
    with serving() as server:
        ours = asyncio.run(_switch(Person(server.socket_address, "map", "geography=district"), repeats))
    with serving(NAIVE_APP, *UNSET) as server:
        naive = asyncio.run(_switch(Person(server.socket_address), min(repeats, 6)))
    return [
        Row(
            "Indicator switch, districts: server work",
            "ms",
            _middle(ours, "milliseconds"),
            _middle(naive, "milliseconds"),
            50,
        ),
        Row(
            "Indicator switch, districts: sent",
            "kB",
            _middle(ours, "bytes_sent") / 1000,
            _middle(naive, "bytes_sent") / 1000,
            10,
        ),
        Row(
            "Indicator switch, districts: sent, most",
            "kB",
            max(a.bytes_sent for a in ours) / 1000,
            max(a.bytes_sent for a in naive) / 1000,
            10,
        ),
    ]


def activities_on_map(repeats: int) -> list[Row]:
    """What the layer of activities adds to a switch of indicator on the district map of a place, all kinds shown."""
    with serving() as server:
        plain, marked = asyncio.run(_beside_each_other(server, repeats))
    added = {name: _middle(marked, name) - _middle(plain, name) for name in ("milliseconds", "bytes_sent")}
    base = open_evidence()
    layer = activity_layer(base, open_register(base), "district")
    marks = packed_marks(marks_of(layer, [area.code for area in base.areas_of("district")]))
    return [
        Row("Activities on the map add to a switch: server work", "ms", added["milliseconds"], None, 50),
        Row("Activities on the map add to a switch: sent", "kB", added["bytes_sent"] / 1000, None, 20),
        Row("Marks of all activities on the district map, as JSON", "kB", len(json.dumps(marks)) / 1000, None, 20),
    ]


async def _beside_each_other(server: Server, repeats: int) -> tuple[list[Answer], list[Answer]]:
    """The same switches by a person without the layer and one with it, in turn, once another has seen all with it."""
    place = f"geography=district&place={CITY_REGION}"
    first, plain, marked = (
        Person(server.socket_address, "map", place + asked) for asked in ("&activity=1", "", "&activity=1")
    )
    rounds: tuple[list[Answer], list[Answer]] = ([], [])
    async with first, plain, marked:
        await first.arrive()
        names = [n for n in first.options["Indicator"] if n != first.widgets["Indicator"].string_value][:repeats]
        for name in names:  # what a process does once is not what a switch costs
            await first.choose("Indicator", name)
        for person in (plain, marked):
            await person.arrive()
        for name in names:
            for person, answers in zip((plain, marked), rounds, strict=True):
                answers.append(await person.choose("Indicator", name))
    refuse_errors([first, plain, marked])
    return rounds


def _middle(answers: list[Answer], name: str) -> float:
    return float(statistics.median(getattr(answer, name) for answer in answers))


async def _switch(person: Person, repeats: int) -> list[Answer]:
    async with person:
        await person.arrive()
        await person.arrive()  # what a process does once is not what a switch costs
        here = person.widgets["Indicator"].string_value
        names = [name for name in person.options["Indicator"] if name != here]
        answers = [await person.choose("Indicator", names[turn % len(names)]) for turn in range(repeats)]
    refuse_errors([person])
    return answers


def fifty_people(seconds: float, reruns: int) -> list[Row]:
    """Fifty people who each choose another indicator every five seconds or so; then the rest of the reruns at full speed."""
    with serving() as server:
        waits, megabytes = asyncio.run(_crowd(server, seconds, reruns))
    with serving("app.py", *UNSET) as server:
        naive, _ = asyncio.run(_crowd(server, seconds / 2, 0))
    about = f"{PEOPLE} people on one process, a choice every {SECONDS_BETWEEN_CHOICES:.0f} s each"
    return [
        Row(f"{about}: half wait less than", "ms", statistics.median(waits), statistics.median(naive)),
        Row(f"{about}: 95 in 100 wait less than", "ms", _percentile(waits, 0.95), _percentile(naive, 0.95), 100),
        Row(f"Memory after {PEOPLE} people and {reruns} reruns", "MB", megabytes, None, 600),
    ]


async def _crowd(server: Server, seconds: float, reruns: int) -> tuple[list[float], float]:
    people = [Person(server.socket_address, "map", "geography=district") for _ in range(PEOPLE)]
    chance = random.Random(1)
    try:
        for person in people:
            await person.__aenter__()
            await person.arrive()
        end = time.monotonic() + seconds
        waits = [
            wait for waits in await asyncio.gather(*(_live(person, end, chance) for person in people)) for wait in waits
        ]
        for turn in range(max(0, reruns - len(waits))):
            await people[turn % PEOPLE].choose("Indicator", chance.choice(people[0].options["Indicator"]))
        refuse_errors(people)
        return waits, server.megabytes
    finally:
        await asyncio.gather(*(person.__aexit__(None, None, None) for person in people))


async def _live(person: Person, end: float, chance: random.Random) -> list[float]:
    waits: list[float] = []
    while True:
        await asyncio.sleep(chance.uniform(0, 2 * SECONDS_BETWEEN_CHOICES))
        if time.monotonic() > end:
            return waits
        waits.append((await person.choose("Indicator", chance.choice(person.options["Indicator"]))).milliseconds)


def _percentile(values: list[float], share: float) -> float:
    return float(pd.Series(values).quantile(share))


def refuse_errors(people: Iterable[Person]) -> None:
    """Raise EvidenceError where a page raised an error before any of these people."""
    errors = [error for person in people for error in person.errors]
    if errors:
        raise EvidenceError(f"The page raised {len(errors)} errors, so its times mean nothing; the first: {errors[0]}")
