"""Taking turns in the order of arrival. Python's own locks let whoever comes at the right moment go before who waits."""

from __future__ import annotations

from collections import deque
from threading import Lock


class Turns:
    """A context that up to `places` threads are in at once; the others wait, and the one that came first is next."""

    def __init__(self, places: int) -> None:
        self._free = places
        self._waiting: deque[Lock] = deque()
        self._guard = Lock()

    def __enter__(self) -> None:
        called = Lock()
        called.acquire()
        with self._guard:
            if self._free:
                self._free -= 1
                return
            self._waiting.append(called)
        try:
            called.acquire()
        except BaseException:  # who is interrupted while waiting leaves the queue, or hands on the turn it was given
            self._leave(called)
            raise

    def __exit__(self, *_: object) -> None:
        with self._guard:
            self._next()

    def _leave(self, called: Lock) -> None:
        with self._guard:
            if called in self._waiting:
                self._waiting.remove(called)
            else:
                self._next()

    def _next(self) -> None:
        """Give the place to who waits longest; it is free only where nobody waits."""
        if self._waiting:
            self._waiting.popleft().release()
        else:
            self._free += 1
