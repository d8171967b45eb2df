"""Many people at one server process: it answers quickly, makes no errors and its memory does not grow without end.

No browser is needed: each person is a websocket that speaks the app's own protocol. The full measurement, with its targets,
is `python -m benchmarks`; here the bounds are wide enough for a busy machine.
"""

from __future__ import annotations

import asyncio
import statistics
from concurrent.futures import ThreadPoolExecutor

from benchmarks.person import Answer, Person
from benchmarks.server import Server, serving

PEOPLE = 12
ROUNDS = 25


def test_people_who_switch_indicators_wait_little_and_leave_no_growing_memory():
    # A thread apart: Playwright's own loop runs in this one where other browser tests came before.
    with serving() as server, ThreadPoolExecutor(1) as apart:
        answers, errors, warm, after = apart.submit(asyncio.run, crowd(server)).result()
    assert errors == []
    assert statistics.median(answer.milliseconds for answer in answers) < 1000
    assert max(answer.bytes_sent for answer in answers) < 15_000
    assert after < 600
    assert after - warm < 60, f"{after - warm:.0f} MB more after {len(answers)} further choices"


async def crowd(server: Server) -> tuple[list[Answer], list[str], float, float]:
    """Everybody arrives and sees every indicator once; then each chooses on, and the memory is compared."""
    people = [Person(server.socket_address, "map", "geography=district") for _ in range(PEOPLE)]
    for person in people:
        await person.__aenter__()
        await person.arrive()
    names = people[0].options["Indicator"]
    for name in names:
        await people[0].choose("Indicator", name)
    warm = server.megabytes
    answers = []
    for turn in range(ROUNDS):
        answers += await asyncio.gather(
            *(person.choose("Indicator", names[(turn * 7 + k) % len(names)]) for k, person in enumerate(people))
        )
    after = server.megabytes
    for person in people:
        await person.__aexit__(None, None, None)
    return answers, [error for person in people for error in person.errors], warm, after
