"""Many people at once, and a machine that dies in the middle of a vote: nothing that somebody was told is saved is lost."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from benchmarks.workshop import simulate
from evidence.workshop.sessions import read_workshop
from evidence.workshop.voting import cast, own_ballot, tally
from evidence.workspace.database import open_database
from tests.workshopping import NOW, STEPS, device, lead_workshop

ROOT = Path(__file__).parents[1]
VOTERS = range(1, 9)
CHOICES = ("1", "2", "3")
# Each voter votes again and again, one dot here and two there, and says so before and after.
VOTING = """
import sys, threading
from evidence.workshop.voting import cast
from evidence.workspace.database import open_database
from tests.workshopping import NOW, device

address, workshop = sys.argv[1:]
engine, saying = open_database(address), threading.Lock()

def say(*words):
    with saying:
        print(*words, flush=True)

def vote(number):
    turn = number
    while True:
        turn += 1
        say("begins", number, turn % 3 + 1)
        cast(engine, workshop, device(number), "dots", {str(turn % 3 + 1): 3}, at=NOW)
        say("has", number, turn % 3 + 1)

for number in range(1, 9):
    threading.Thread(target=vote, args=(number,)).start()
"""


def test_forty_people_who_write_and_vote_at_once_lose_nothing_and_are_counted_exactly(engine):
    outcome = simulate(engine, people=40, seconds=10, pause=1.0)
    assert outcome.differences == ()
    assert len(outcome.changes) >= 40
    assert all(phone.looks for phone in outcome.phones)


def voted_until_killed(address, workshop_id):
    """What a process that was killed in the middle of voting had said, line by line."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    arguments = [sys.executable, "-c", VOTING, address, workshop_id]
    process = subprocess.Popen(arguments, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    lines = [process.stdout.readline() for _ in range(120)]
    process.send_signal(signal.SIGKILL)
    lines += process.stdout.read().splitlines(keepends=True)
    process.wait()
    return [line.split() for line in lines if line.endswith("\n")]


def test_a_machine_that_dies_in_the_middle_of_a_vote_comes_back_where_it_was(address):
    engine = open_database(address)
    led = lead_workshop(engine, step="dots", people=len(VOTERS))
    engine.dispose()
    said = voted_until_killed(address, led.id)
    again = open_database(address)
    assert (read_workshop(again, led.id).at, read_workshop(again, led.id).taking) == ("dots", True)
    ballots = {number: own_ballot(again, led.id, device(number), STEPS[3]) for number in VOTERS}
    for number in VOTERS:
        own = [(word, choice) for word, who, choice in said if who == str(number)]
        saved = [n for n, (word, _) in enumerate(own) if word == "has"]
        possible = (
            [own[saved[-1]][1], *(choice for _, choice in own[saved[-1] + 1 :])] if saved else [c for _, c in own]
        )
        assert list(ballots[number].values()) == [3] if saved else len(ballots[number]) <= 1
        assert set(ballots[number]) <= set(possible)
    found = tally(again, led.id, "dots")
    assert found.voters == sum(bool(ballot) for ballot in ballots.values())
    assert [result.dots for result in found.results] == [
        sum(ballot.get(choice, 0) for ballot in ballots.values()) for choice in CHOICES
    ]
    cast(again, led.id, device(1), "dots", {"1": 1, "2": 1, "3": 1}, at=NOW)
    assert own_ballot(again, led.id, device(1), STEPS[3]) == {"1": 1, "2": 1, "3": 1}
    again.dispose()
