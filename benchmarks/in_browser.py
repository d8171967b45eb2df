"""A click on the map until the panel has answered, in a real browser."""

from __future__ import annotations

import statistics

from playwright.sync_api import Frame, Page, sync_playwright

from benchmarks.measures import NAIVE_APP, UNSET, Row
from benchmarks.server import CHROMIUM_FLAGS, serving

# Places of areas far enough apart, and large enough, that a click at the middle of their box hits them.
LARGE_AREAS = """() => [...document.querySelectorAll(".leaflet-overlay-pane path.leaflet-interactive")]
    .map((path) => path.getBoundingClientRect())
    .map((box) => [box.x + box.width / 2, box.y + box.height / 2, box.width * box.height])
    .filter(([x, y]) => x > 20 && y > 20 && x < innerWidth - 20 && y < innerHeight - 20
        && document.elementFromPoint(x, y)?.matches("path.leaflet-interactive"))
    .sort((a, b) => b[2] - a[2]).slice(0, 40).map(([x, y]) => [x, y])"""
ANSWER = '() => [...document.querySelectorAll("h3, .big-figure")].map((e) => e.innerText).join()'
WATCH = f"""() => {{
    const answer = {ANSWER}, before = answer();
    window.answered = null;
    const watcher = new MutationObserver(() => {{
        if (answer() !== before) {{ window.answered = performance.timeOrigin + performance.now(); watcher.disconnect(); }}
    }});
    watcher.observe(document.body, {{ subtree: true, childList: true, characterData: true }});
}}"""
LISTEN = (
    """() => addEventListener("mouseup", () => { top.clicked = performance.timeOrigin + performance.now(); }, true)"""
)


def clicking(path: str, repeats: int) -> list[Row]:
    """The middle time from a click on a district to its name in the panel; `path` is the browser's."""
    ours = _middle_click(path, "app.py", "/map?geography=district", repeats)
    naive = _middle_click(path, NAIVE_APP, "/", min(repeats, 4), *UNSET)
    return [Row("Click on a district to its answer, in the browser", "ms", ours, naive, 300)]


def _middle_click(path: str, app: str, page_path: str, repeats: int, *options: str) -> float:
    with serving(app, *options) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_FLAGS))
        try:
            page = browser.new_page(viewport={"width": 1280, "height": 1000})
            page.goto(server.address + page_path)
            frame = _map_frame(page)
            frame.evaluate(LISTEN)
            # The first click is not counted: the panel is drawn for the first time then.
            return statistics.median([_click(page, frame, turn) for turn in range(repeats + 1)][1:])
        finally:
            browser.close()


def _map_frame(page: Page) -> Frame:
    element = page.wait_for_selector(
        "iframe[title*='folium'], iframe[title*='Map'], iframe[title*='map']", timeout=60_000
    )
    frame = element.content_frame() if element else None
    assert frame is not None
    frame.wait_for_selector(".leaflet-overlay-pane path.leaflet-interactive", state="attached", timeout=60_000)
    page.wait_for_timeout(1500)
    return frame


def _click(page: Page, frame: Frame, turn: int) -> float:
    spots = frame.evaluate(LARGE_AREAS)
    x, y = spots[(turn * 7) % len(spots)]
    box = frame.frame_element().bounding_box()
    assert box is not None
    page.evaluate(WATCH)
    page.mouse.click(box["x"] + x, box["y"] + y)
    page.wait_for_function("() => window.answered", timeout=30_000)
    took = float(page.evaluate("() => window.answered - window.clicked"))
    page.wait_for_timeout(1200)
    return took
