"""The app in a real browser: one server and one Chromium for all tests, a fresh visitor for each.

Without a Chromium these tests are skipped; with REQUIRE_BROWSER=1 in the environment they fail instead.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from benchmarks.server import CHROMIUM_FLAGS, CHROMIUM_NAMES, Server, chromium, serving
from tests.browser.visit import PATIENCE, Visit


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The installed Chromium."""
    path = chromium()
    if path is None:
        sentence = f"Browser tests need Chromium, and none of {', '.join(CHROMIUM_NAMES)} was found."
        (pytest.fail if os.environ.get("REQUIRE_BROWSER") == "1" else pytest.skip)(sentence)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_FLAGS))
        yield found
        found.close()


@pytest.fixture(scope="session")
def app(browser: Browser) -> Iterator[Server]:  # noqa: ARG001 (no server is started where no browser can visit it)
    """The app, served to this machine only."""
    with serving() as server:
        yield server


@pytest.fixture
def visit(browser: Browser, app: Server) -> Iterator[Callable[..., Visit]]:
    """Open a page of the app as a new visitor; everything the browser complains of, or asks others for, is noted."""
    contexts: list[BrowserContext] = []

    def open_page(
        address: str, *, width: int = 1280, height: int = 900, server: Server = app, **context: object
    ) -> Visit:
        contexts.append(
            browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True, **context)
        )  # type: ignore[arg-type]
        return Visit(contexts[-1].new_page(), server.address, address)

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a database for a server of this module."""
    return f"sqlite:///{tmp_path_factory.mktemp('database') / 'workspaces.db'}"


@pytest.fixture(scope="module")
def server(address: str, browser: Browser) -> Iterator[Server]:
    """The app over a database of its own, once it has opened its evidence base."""
    with serving(database=address) as found:
        page = browser.new_page()
        page.goto(found.address)
        page.wait_for_selector("h1", timeout=6 * PATIENCE)
        page.close()
        yield found


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run a test in a browser once more where it failed: a busy machine may be late; a fault fails twice."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=1))
