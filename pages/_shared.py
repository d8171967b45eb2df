"""What every page needs: the evidence base, choices that live in the address, source lines and downloads."""

from __future__ import annotations

import gc
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from evidence import wording
from evidence.analysis.comparators import default_comparators
from evidence.errors import EvidenceError
from evidence.growth.monitor import geography_set, monitor_of, usual_options
from evidence.indicators.base import EvidenceBase, open_evidence
from evidence.narrative.place import GROUP, placed
from evidence.places.areas import Area
from evidence.show.charts import Chart
from evidence.show.exports import chart_csv
from evidence.show.plain import plain, plain_table

FOLDER = Path(__file__).parent
MEDIA_TYPES = {
    "csv": "text/csv",
    "svg": "image/svg+xml",
    "png": "image/png",
    "geojson": "application/geo+json",
    "json": "application/json",
}
OPENED = "opened-workspace"  # what this run of a page has read of the database
WALKED = ("district", "county-or-unitary", "lep", "combined-authority")
CHOSEN_FROM = ("combined-authority", "lep", "county-or-unitary", "district", "region", "country", "uk", "lsip", "itl3")


@st.cache_resource(show_spinner="Opening the evidence base")
def open_cached_evidence() -> EvidenceBase:
    """The evidence base, opened once in the process."""
    base = open_evidence()
    # The walk's usual sets take more than a second the first time, which nobody who chooses a place should wait for.
    for geography in WALKED:
        monitor_of(base, geography_set(base, geography), usual_options(base))
    _send_at_once()
    # What was read stays for good: freezing it spares every later garbage collection from walking through it.
    gc.collect()
    gc.freeze()
    return base


def _send_at_once() -> None:
    """Make the server's sockets send every message at once.

    Streamlit binds its socket without naming the protocol, so asyncio leaves Nagle's algorithm on: the second message of
    an answer then waits 40 ms for the browser to acknowledge the first (uvicorn's issue 3149 describes the same fault).
    Connections inherit the setting from the socket that listens.
    """
    for found in gc.get_objects():
        if (
            isinstance(found, socket.socket)
            and found.fileno() >= 0
            and found.family in (socket.AF_INET, socket.AF_INET6)
        ):
            with suppress(OSError):
                found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def navigation() -> Any:
    """The app's name and its pages in the order in which a team uses them; returns the page that is asked for."""
    # An icon of our own for the tab; pages have none, so that all their names fit a window of 1280 pixels.
    st.set_page_config(page_title="Place evidence", page_icon=str(FOLDER / "icon.svg"), layout="wide")
    pages = [
        st.Page(FOLDER / "home.py", title="Home", default=True),
        st.Page(FOLDER / "map.py", title="Map"),
        st.Page(FOLDER / "place_profile.py", title="Place profile"),
        st.Page(FOLDER / "productivity.py", title="Productivity"),
        st.Page(FOLDER / "inclusive_growth.py", title="Inclusive growth"),
        st.Page(FOLDER / "coordination.py", title="Coordination"),
        st.Page(FOLDER / "narrative.py", title="Narrative"),
        st.Page(FOLDER / "what_people_said.py", title="What people said"),
        st.Page(FOLDER / "workshop.py", title="Workshop"),
        st.Page(FOLDER / "evidence_pack.py", title="Evidence pack"),
        st.Page(FOLDER / "data_and_methods.py", title="Data and methods"),
        # For people in the room of a workshop, who come by its address and need nothing else.
        st.Page(FOLDER / "join.py", title="Join", visibility="hidden"),
    ]
    page = st.navigation(pages, position="top")
    st.set_page_config(page_title=f"{page.title} · Place evidence")
    st.session_state["page"] = page.title
    return page


def through_app() -> None:
    """Run app.py first, where a page's own address is the first thing that a fresh server is asked for.

    Streamlit then runs the page's file alone, because a folder `pages` was its older way of finding pages; calling
    st.navigation turns that off for the process, and the next run goes through app.py.
    What an earlier run read of the database is forgotten.
    """
    st.session_state.pop(OPENED, None)
    if "through_app" not in st.session_state:
        navigation()
        st.rerun()


def current_evidence() -> EvidenceBase:
    """The evidence base, with the group that the address draws ("group=Name=CODE,CODE"), if it draws one."""
    base = open_cached_evidence()
    asked = st.query_params.get("group") or st.session_state.get("group")
    if not asked:
        return base
    try:
        found, _ = placed(base, f"{GROUP}{asked}")
    except EvidenceError as error:
        st.warning(plain(str(error)))
        return base
    keep("group", asked)
    return found


def settle(key: str, options: Sequence[Any], default: Any, known: Callable[[str], str] = str) -> None:
    """Let the address, or else what was chosen before, decide a choice before its widget is drawn.

    A value in the address that is no option is said in one sentence (`known` words it) and left.
    """
    asked = st.query_params.get(key)
    written = st.session_state.setdefault("written", {})
    if asked is not None and asked != written.get(key):
        if asked in options:
            st.session_state[key] = asked
        else:
            st.warning(plain(known(asked)))
    drawn_on, here = st.session_state.setdefault("drawn_on", {}), st.session_state.get("page")
    if drawn_on.get(key) != here:
        # A list of the same key on another page is another list to Streamlit: it starts with what is set here or empty.
        drawn_on[key] = here
        st.session_state[key] = st.session_state[key] if key in st.session_state else written.get(key)
    if st.session_state.get(key) not in options:
        st.session_state[key] = default


def keep(key: str, value: str | None) -> None:
    """Write a choice into the address and remember it for other pages."""
    st.session_state.setdefault("written", {})[key] = value
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    hold(key, value)


def hold(key: str, value: str | None) -> None:
    """Write a widget's choice into the address; its own key remembers it."""
    st.session_state.setdefault("written", {})[key] = value
    if value is None:
        st.query_params.pop(key, None)
    elif st.query_params.get(key) != value:
        st.query_params[key] = value


def pick(
    label: str, key: str, options: Sequence[str], names: Callable[[str], str], *, default: str | None = None, **how: Any
) -> str | None:
    """A searchable list whose choice is in the address and stays from page to page."""
    known = list(options)
    settle(
        key,
        known if default else [None, *known],
        default,
        lambda asked: f"The address asks for {key} {asked!r}, which is not one of the choices here.",
    )
    chosen: str | None = st.selectbox(
        label, known, format_func=names, key=key, index=None if default is None else 0, persist_state="session", **how
    )
    hold(key, chosen)
    return chosen


def pick_place(base: EvidenceBase) -> Area | None:
    """The chosen place, searched by name; None until one is chosen."""
    options = place_options(base)
    settle("place", [None, *options], None, lambda asked: _unknown_place(base, asked))
    code: str | None = st.selectbox(
        "Place",
        options,
        index=None,
        key="place",
        format_func=lambda code: place_label(base, code),
        filter_mode="contains",  # the list's own order: what begins with the name before what only resembles it
        placeholder="Type a name: a combined authority, LEP, county, district …",
        persist_state="session",
    )
    hold("place", code)
    return base.areas[code] if code else None


@lru_cache(maxsize=64)
def place_options(base: EvidenceBase) -> tuple[str, ...]:
    """The codes of the places that can be chosen, by name: those that exist or whose whole geography has ended."""
    chosen = [a for a in base.areas.values() if not a.successors and (a.geographies & {*CHOSEN_FROM, "group"})]
    return tuple(
        a.code
        for a in sorted(
            chosen,
            key=lambda a: (
                "group" not in a.geographies,
                a.name,
                CHOSEN_FROM.index(a.geography) if a.geography in CHOSEN_FROM else 0,
            ),
        )
    )


@lru_cache(maxsize=4096)
def place_label(base: EvidenceBase, code: str) -> str:
    """A place as it stands in a list: its name and what kind of place it is."""
    area = base.areas[code]
    return f"{area.name} ({wording.kind_words(area)})"


def pick_comparators(base: EvidenceBase, place: Area | None) -> tuple[str, ...] | None:
    """Up to three areas to compare with; by default the country, the region and the UK."""
    if place is None:
        st.selectbox("Compare with", [], placeholder="Choose a place first", disabled=True)
        return None
    usual = default_comparators(base, place.code)
    key = f"against-{place.code}"
    before = st.session_state.get("written", {}).get("against") or ""
    asked = [
        code for code in st.query_params.get("against", before).split(" ") if code in base.areas and code != place.code
    ]
    if key not in st.session_state:
        st.session_state[key] = asked or list(usual)
    options = [code for code in place_options(base) if code != place.code]
    chosen = st.multiselect(
        "Compare with",
        options,
        key=key,
        max_selections=3,
        format_func=lambda code: place_label(base, code),
        persist_state="session",
    )
    hold("against", None if tuple(chosen) == usual else " ".join(chosen))
    return tuple(chosen)


def _unknown_place(base: EvidenceBase, asked: str) -> str:
    try:
        area = base.area(asked)
    except EvidenceError as error:
        return str(error)
    followers = " and ".join(f"{base.areas[code].name} ({code})" for code in area.successors)
    return (
        f"{area.name} ({asked}) has ended; it was followed by {followers}. Choose that place."
        if followers
        else f"{area.name} ({asked}) cannot be chosen as a place."
    )


@contextmanager
def said() -> Iterator[None]:
    """Turn an EvidenceError into its sentence on the page, in the place where the answer would have been."""
    try:
        yield
    except EvidenceError as error:
        # A team names its own groups: what it typed is shown letter by letter.
        st.info(plain(str(error)), icon=":material/info:")


def head(title: str, area: Area | None, view: str = "") -> None:
    """Place and view at the top left of a page."""
    st.title(plain(area.name if area else title))
    about = [wording.kind_words(area) if area else "", title if area else "", view]
    text = ", ".join(part for part in about if part)
    if text:
        st.html(f'<p class="place-line">{escape(text[0].upper() + text[1:])}</p>')


def sentences(lines: Sequence[str]) -> None:
    """Findings as a list of sentences."""
    st.html('<ul class="sentences">' + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>")


def source_line(text: str) -> None:
    """The source under a figure."""
    st.html(f'<p class="source-line">Source: {escape(text)}</p>')


def show_chart(chart: Chart, key: str, *, level: int = 3) -> None:
    """A chart with its message, measure, source, table twin and downloads."""
    st.html(
        f'<h{level} class="message">{escape(chart.title)}</h{level}><p class="measure">{escape(chart.subtitle)}</p>'
    )
    # The chart carries its text alternative as its description, which Streamlit makes its accessible name.
    st.vega_lite_chart(chart.vega_lite, theme=None, width="stretch", key=f"chart-{key}")
    source_line(chart.source)
    with st.expander("Table and downloads", key=f"twin-{key}", on_change="rerun") as twin:
        if twin.open:
            # What a team typed (a group's name, an activity's) must not become a link or a picture.
            st.table(plain_table(chart.table), alt=f"The figures of the chart: {chart.title}")
            with st.container(horizontal=True):
                download(f"{key}.csv", lambda: chart_csv(chart), "Table (CSV)")
                download(f"{key}.svg", chart.svg, "Picture (SVG)")
                download(f"{key}.png", chart.png, "Picture (PNG)")


def download(file_name: str, make: Callable[[], str | bytes], label: str) -> None:
    """A download that is made only when it is asked for."""
    kind = MEDIA_TYPES[file_name.rsplit(".", 1)[1]]
    st.download_button(label, make, file_name=file_name, mime=kind, on_click="ignore", key=f"download-{file_name}")


def style(*names: str) -> None:
    """Dress the page with these style sheets of this folder, named without their ending.

    They come in Markdown because st.html asks the browser for a part of Streamlit's own script first, and shows the page
    undressed until it is there.
    """
    sheets = "".join((FOLDER / f"{name}.css").read_text(encoding="utf-8") for name in names)
    st.markdown(f"<style>{sheets}</style>", unsafe_allow_html=True)


def projected() -> bool:
    """Whether the address asks for the projector view."""
    return st.query_params.get("view") == "projector"


def projector() -> bool:
    """Whether the address asks for the projector view; its style is applied if so."""
    on = projected()
    if on:
        style("projector")
    return on


def projector_button() -> None:
    """The way into the projector view."""
    if st.button("Projector view", icon=":material/slideshow:", shortcut="P"):
        st.query_params["view"] = "projector"
        st.rerun()


def frame(large: bool) -> tuple[DeltaGenerator, DeltaGenerator, DeltaGenerator]:
    """Heading, body and controls of a page: controls above what they change, or folded away below it on the projector."""
    if large:
        heading = st.container(horizontal=True, vertical_alignment="center")
        return heading, st.container(), st.expander("Choices")
    heading, controls = st.container(), st.container()
    return heading, st.container(), controls


def next_previous(row: DeltaGenerator, key: str, options: Sequence[str]) -> None:
    """Buttons, with the arrow keys, that step through the options of a choice; and the way out of the projector view.

    A view that another page shows (a workshop's step) is steered there and has none.
    """
    if st.context.is_embedded:
        return
    with row:
        _buttons(key, options)
        if st.button("Leave the projector view", icon=":material/close:", shortcut="Esc"):
            st.query_params.pop("view", None)
            st.rerun()


def stepper(label: str, steps: Mapping[str, str], *, projected: bool = True) -> None:
    """The steps of a page by name (its choice "step"), buttons and arrow keys through them, and the projector view.

    A page of forms that is never `projected` has the names alone: arrow keys there move in what is typed.
    """
    st.segmented_control(
        label,
        tuple(steps),
        key="step",
        format_func=steps.__getitem__,
        required=True,
        wrap=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    if projected:
        with st.container(horizontal=True):
            _buttons("step", tuple(steps))
            projector_button()


def _buttons(key: str, options: Sequence[str]) -> None:
    """Buttons, with the arrow keys, that step through the options of a choice."""
    for label, icon, shortcut, by in (
        ("Previous", ":material/arrow_back:", "Left", -1),
        ("Next", ":material/arrow_forward:", "Right", 1),
    ):
        st.button(label, icon=icon, shortcut=shortcut, on_click=_step, args=(key, tuple(options), by))


def answer(text: str) -> None:
    """A step's answer in one sentence."""
    st.html(f'<p class="walk-answer">{escape(text[:1].upper() + text[1:])}</p>')


def reading(lines: Sequence[str]) -> None:
    """How what stands above must be read."""
    st.html(
        '<div class="walk-note" role="note">' + "".join(f"<p>{escape(line)}</p>" for line in lines if line) + "</div>"
    )


def _step(key: str, options: tuple[str, ...], by: int) -> None:
    here = options.index(st.session_state[key]) if st.session_state.get(key) in options else 0
    st.session_state[key] = options[(here + by) % len(options)]
