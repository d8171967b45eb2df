"""A Streamlit server of one's own on a free port of this machine, and the Chromium that may visit it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).parent.parent
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
# Without these Chromium asks its maker's servers for updates, and needs a user name space that containers lack.
CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
START_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Server:
    """A running app: its address without a last slash, and its process."""

    address: str
    process: int

    @property
    def socket_address(self) -> str:
        """The address of its websocket."""
        return self.address.replace("http", "ws", 1) + "/_stcore/stream"

    @property
    def megabytes(self) -> float:
        """The memory that the process has in use."""
        return float(psutil.Process(self.process).memory_info().rss) / 1e6


def chromium() -> str | None:
    """The path of the installed Chromium or Chrome; None where there is none."""
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


@contextmanager
def serving(app: str = "app.py", *options: str, database: str = "", port: int = 0) -> Iterator[Server]:
    """The app over a database, served on a port (0: any that is free) of the loopback interface until the block ends."""
    chosen = {"EVIDENCE_DATABASE_URL": database} if database else {}
    port = port or _free_port()
    command = [sys.executable, "-m", "streamlit", "run", app, f"--server.port={port}", "--server.address=127.0.0.1"]
    command += ["--server.headless=true", "--server.fileWatcherType=none", "--browser.gatherUsageStats=false", *options]
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=said, stderr=said, env={**os.environ, "PYTHONPATH": str(ROOT), **chosen}
        )
        try:
            server = Server(f"http://127.0.0.1:{port}", process.pid)
            if not _ready(server, process):
                said.seek(0)
                raise RuntimeError(f"{app} did not start: {said.read().decode(errors='replace')[-2000:]}")
            yield server
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _ready(server: Server, process: subprocess.Popen[bytes]) -> bool:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{server.address}/_stcore/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
