"""Turns: so many at once and no more, in the order of arrival, whatever happens to one of them."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from evidence.workspace.turns import Turns


def waiting(turns, number):
    """Wait until so many stand in the queue."""
    while len(turns._waiting) < number:
        time.sleep(0.001)


def queue_up(turns, arrived, names):
    threads = []
    for place, name in enumerate(names, start=1):

        def take(name=name):
            with turns:
                arrived.append(name)

        threads.append(threading.Thread(target=take))
        threads[-1].start()
        waiting(turns, place)
    return threads


def test_who_came_first_is_next():
    turns, arrived = Turns(1), []
    with turns:
        threads = queue_up(turns, arrived, "abcdefgh")
        assert arrived == []
    for thread in threads:
        thread.join()
    assert arrived == list("abcdefgh")


def test_who_leaves_cannot_come_back_before_who_waits():
    turns, arrived = Turns(1), []
    with turns:
        threads = queue_up(turns, arrived, "ab")
    with turns:
        arrived.append("again")
    for thread in threads:
        thread.join()
    assert arrived == ["a", "b", "again"]


@pytest.mark.parametrize("places", [1, 3])
def test_no_more_than_there_are_places_are_in_at_once(places):
    turns, guard, inside, most = Turns(places), threading.Lock(), [0], [0]

    def work(_):
        with turns:
            with guard:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
            time.sleep(0.0005)
            with guard:
                inside[0] -= 1

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(work, range(200)))
    assert most[0] <= places
    assert inside[0] == 0


def test_a_turn_that_fails_is_over():
    turns = Turns(1)
    for _ in range(3):
        with pytest.raises(RuntimeError), turns:
            raise RuntimeError
    with turns:
        pass


def test_who_is_interrupted_in_the_queue_leaves_it_and_who_had_been_called_hands_on():
    turns, arrived, left, called = Turns(1), [], threading.Lock(), threading.Lock()
    with turns:
        turns._waiting.append(left)
        threads = queue_up_behind(turns, arrived)
        turns._leave(left)  # interrupted while it waited
    for thread in threads:
        thread.join()
    turns._free -= 1  # the place was given to who was called, and is interrupted at that moment
    turns._leave(called)
    with turns:
        arrived.append("after")
    assert arrived == ["behind", "after"]


def queue_up_behind(turns, arrived):
    def take():
        with turns:
            arrived.append("behind")

    thread = threading.Thread(target=take)
    thread.start()
    waiting(turns, 2)
    return [thread]
