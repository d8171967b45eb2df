"""The page Productivity: how long each step's first answer takes a server that is warm, for a place not asked for before."""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import Sequence

from benchmarks.measures import Row
from benchmarks.person import Person
from benchmarks.server import serving
from evidence.indicators.base import open_evidence

STEPS = {
    "level": "level and gap",
    "parts": "where it comes from",
    "industries": "industries (four charts)",
    "districts": "its districts",
    "firms": "firms",
    "drivers": "drivers",
    "school": "from school to work",
    "country": "the country",
}
WARMED_BY = "E06000005"  # no part of the places that are measured
TARGET = 300  # ms


def productivity(repeats: int) -> list[Row]:
    """Each step's server work from the request to the end of the answer, in the middle of LEPs that are each asked once."""
    base = open_evidence()
    places = [area.code for area in base.areas_of("lep") if WARMED_BY not in base.members[area.code]]
    with serving() as server:
        times = asyncio.run(_answers(server.socket_address, places, repeats))
    return [
        Row(f"Productivity, first answer: {name}", "ms", statistics.median(times[step]), None, TARGET)
        for step, name in STEPS.items()
    ]


async def _answers(address: str, places: Sequence[str], repeats: int) -> dict[str, list[float]]:
    """Milliseconds by step; every answer is for another place."""
    for step in STEPS:
        await _answer(address, WARMED_BY, step)
    asked = ((step, places[turn * len(STEPS) + i]) for turn in range(repeats) for i, step in enumerate(STEPS))
    times: dict[str, list[float]] = {step: [] for step in STEPS}
    for step, place in asked:
        times[step].append(await _answer(address, place, step))
    return times


async def _answer(address: str, place: str, step: str) -> float:
    async with Person(address, "productivity", f"place={place}&step={step}") as person:
        answer = await person.arrive()
    if person.errors:
        raise RuntimeError(f"The page failed at step {step} for {place}: {person.errors[0]}")
    return answer.milliseconds
