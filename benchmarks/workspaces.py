"""Saving while thirty people write in one workspace, in a file and on a server; naively the whole as one JSON file."""

from __future__ import annotations

import json
import os
import random
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

import pandas as pd

from benchmarks.databases import databases
from benchmarks.measures import Row, timed
from evidence.workspace.database import open_database
from evidence.workspace.items import add_items, save_fields
from evidence.workspace.records import By, Saved
from evidence.workspace.workspaces import create_workspace, new_link

PEOPLE = 30
SECONDS_BETWEEN_SAVES = 3.0  # of one person: a workshop types sentences, not letters
STATEMENTS = 500
TEXT = "Output per hour was below England's in every year since 2004, and the gap has grown since. " * 4
Save = Callable[[int, str], object]  # the number of a person's statement, and its new text


def saving(seconds: float, saves: int) -> list[Row]:
    """How long a save takes 95 times in 100, with pauses between saves for some seconds, and without for some saves."""
    with tempfile.TemporaryDirectory() as folder:
        naive = [_waits(_naively(Path(folder) / "workspace.json"), seconds / 2, 0)]
        naive += [_waits(_naively(Path(folder) / "again.json"), 0, max(1, saves // 4))]
    with databases() as held:
        return [row for name, address in held.items() for row in _rows(name, address, seconds, saves, naive)]


def _rows(name: str, address: str, seconds: float, saves: int, naive: list[list[float]]) -> list[Row]:
    with_pauses, without = (_waits(_ours(address), *much) for much in ((seconds, 0), (0.0, saves)))
    what = f"{PEOPLE} people writing, {name}"
    return [
        Row(f"{what}, a save every {SECONDS_BETWEEN_SAVES:.0f} s each: 95 in 100 take less than", "ms",
            _percentile(with_pauses), _percentile(naive[0]), 50),
        Row(f"{what}, without a pause: 95 in 100 take less than", "ms", _percentile(without), _percentile(naive[1])),
    ]  # fmt: skip


def _ours(address: str) -> Save:
    engine, by = open_database(address), By("Team", datetime.now(UTC))
    room = create_workspace(engine, {"title": "Benchmark"}, by, link=new_link())
    items = [saved.item for saved in add_items(engine, room.id, (("claim", {"text": TEXT}),) * STATEMENTS, by)]

    def save(person: int, text: str) -> None:
        saved = save_fields(engine, room.id, items[person].id, {"text": text}, by, seen=items[person].content)
        if not isinstance(saved, Saved):
            raise RuntimeError(f"A save was lost: {saved}")
        items[person] = saved.item

    return save


def _naively(path: Path) -> Save:
    """Read the file, change it, write it beside its place, wait for the disk, put it there; one person at a time."""
    path.write_text(json.dumps([{"text": TEXT} for _ in range(STATEMENTS)]), encoding="utf-8")
    turn = Lock()

    def save(person: int, text: str) -> None:
        with turn:
            items = json.loads(path.read_text(encoding="utf-8"))
            items[person]["text"] = text
            beside = path.with_suffix(".new")
            with beside.open("w", encoding="utf-8") as file:
                json.dump(items, file)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)

    return save


def _waits(save: Save, seconds: float, saves: int) -> list[float]:
    """The milliseconds of every save of every person: for some seconds with pauses, otherwise so many without."""
    end = time.monotonic() + seconds

    def write(person: int) -> list[float]:
        chance, waits = random.Random(person), []
        while len(waits) < saves or not saves:
            if not saves:
                time.sleep(chance.uniform(0, 2 * SECONDS_BETWEEN_SAVES))
                if time.monotonic() > end:
                    break
            text = f"{TEXT}{len(waits)}"
            waits.append(1000 * timed(lambda text=text: save(person, text)))
        return waits

    with ThreadPoolExecutor(PEOPLE) as pool:
        return [wait for waits in pool.map(write, range(PEOPLE)) for wait in waits]


def _percentile(waits: list[float]) -> float:
    return float(pd.Series(waits).quantile(0.95))
