"""One visitor's page: what was drawn, what was complained of, and the few things that tests do with it."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Download, ElementHandle, Frame, Locator, Page, Request, TimeoutError, expect

PATIENCE = 20_000  # milliseconds: the first visit opens the evidence base on a machine that may be busy
# Streamlit's own: where a page's own address is opened first, its script asks below that address before it asks at the root.
STREAMLITS_OWN = re.compile(
    r"/(map|place_profile|productivity|inclusive_growth|coordination|narrative|what_people_said|workshop|join|evidence_pack|data_and_methods)/_stcore/(health|host-config)$"
)
# Middles of large areas on the map that a click would hit.
LARGE_AREAS = """() => [...document.querySelectorAll(".leaflet-overlay-pane path.leaflet-interactive")]
    .map((path) => path.getBoundingClientRect())
    .map((box) => [box.x + box.width / 2, box.y + box.height / 2, box.width * box.height])
    .filter(([x, y]) => x > 60 && y > 60 && x < innerWidth - 20 && y < innerHeight - 60
        && document.elementFromPoint(x, y)?.matches("path.leaflet-interactive"))
    .sort((a, b) => b[2] - a[2]).slice(0, 30).map(([x, y]) => [x, y])"""


class Visit:
    """A page of the app in a browser, opened and drawn."""

    def __init__(self, page: Page, server: str, address: str) -> None:
        self.page, self.server = page, server
        self.errors: list[str] = []
        self.elsewhere: list[str] = []
        page.on(
            "console",
            lambda said: self._note_error(said.text, said.location.get("url", "")) if said.type == "error" else None,
        )
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._note_request)
        page.goto(server + address)
        try:
            page.wait_for_selector("h1", timeout=PATIENCE)
        except TimeoutError as error:
            raise AssertionError(
                f"{address} drew no heading. It says: {page.inner_text('body')[:600]!r}. Complaints: {self.errors}"
            ) from error
        self.settle()

    def _note_error(self, text: str, url: str) -> None:
        if not STREAMLITS_OWN.search(url.split("?")[0]):
            self.errors.append(f"{text} {url}")

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((self.server, self.server.replace("http", "ws", 1), "data:", "blob:")):
            self.elsewhere.append(request.url)

    def settle(self) -> None:
        """Wait until the app's script has run to its end, and what it sent is drawn.

        Streamlit asks for the parts of its own script that charts, maps and HTML need when they are first drawn, and
        shows grey bars until they come.
        """
        self.page.wait_for_function(
            "() => !document.querySelector('[data-test-script-state=running], [data-testid=stStatusWidget]')",
            timeout=PATIENCE,
        )
        for pause in (150, 250):  # a page that is opened first runs twice: once to be sent through app.py
            self.page.wait_for_timeout(pause)
            self.page.wait_for_function(
                "() => document.querySelector('[data-test-script-state=notRunning]')"
                " && !document.querySelector('[data-testid=stSkeleton]')",
                timeout=PATIENCE,
            )

    @property
    def query(self) -> str:
        """The address after the question mark."""
        return self.page.url.partition("?")[2]

    def says(self, text: str) -> None:
        """The page's main part says this, now or soon."""
        expect(self.page.get_by_test_id("stMain")).to_contain_text(text, timeout=PATIENCE)

    def box(self, label: str) -> Locator:
        """The input of the searchable list with this label."""
        return self.page.get_by_role("combobox", name=label).first

    def choose(self, label: str, text: str) -> None:
        """Choose by typing and Enter, as from a keyboard."""
        self.box(label).focus()
        self.page.keyboard.type(text)
        self.page.wait_for_timeout(150)
        self.page.keyboard.press("Enter")
        self.settle()

    @property
    def map_element(self) -> ElementHandle:
        """The map's iframe, once its areas are drawn."""
        element = self.page.wait_for_selector("iframe[title*='folium'], iframe[title*='Map']", timeout=PATIENCE)
        assert element is not None
        frame = element.content_frame()
        assert frame is not None
        frame.wait_for_selector(".leaflet-overlay-pane path.leaflet-interactive", state="attached", timeout=PATIENCE)
        return element

    @property
    def map(self) -> Frame:
        """The map's document, once its areas are drawn."""
        frame = self.map_element.content_frame()
        assert frame is not None
        return frame

    def click_map(self, turn: int = 0) -> None:
        """Click the middle of one of the largest areas in view."""
        frame = self.map
        frame.wait_for_timeout(500)
        self.map_element.scroll_into_view_if_needed()
        spots, box = frame.evaluate(LARGE_AREAS), frame.frame_element().bounding_box()
        assert box is not None and spots, "no area in view can be clicked"
        x, y = spots[turn % len(spots)]
        self.page.mouse.click(box["x"] + x, box["y"] + y)
        self.page.wait_for_timeout(400)
        self.settle()

    def take(self, label: str) -> bytes:
        """What a download button gives whose label holds this text."""
        with self.page.expect_download(timeout=PATIENCE) as waiting:
            self.page.get_by_role("button", name=label).first.click()
        download: Download = waiting.value
        return Path(download.path()).read_bytes()
