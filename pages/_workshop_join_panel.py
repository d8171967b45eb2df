"""How people join, as the facilitator's screen shows it: addresses of this machine, QR code and the short code."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from evidence.show.workshop_cards import join_html
from evidence.workshop.reach import THIS_MACHINE, addresses_to_join, own_addresses
from evidence.workshop.records import Workshop

NO_NETWORK = (
    "This machine is in no network that phones can reach. Turn on its own hotspot, or join the network of the room, and "
    "load this page again."
)
ONLY_HERE = (
    "The app was started for this machine only, so phones do not reach it. Start it again with "
    "--server.address 0.0.0.0; the workshop goes on where it is."
)


def join_address() -> str:
    """The address to join that is shown: the one chosen, the likeliest otherwise; "" where there is none."""
    offered = _offered()
    chosen = st.session_state.get("join-at")
    return chosen if chosen in offered else next(iter(offered), "")


def join_panel(workshop: Workshop) -> None:
    """Code, address and QR code, large; and the other addresses where the machine has several."""
    address = join_address()
    if not address:
        st.warning(ONLY_HERE if _only_here() else NO_NETWORK, icon=":material/wifi_off:")
    if workshop.code:
        st.html(join_html(workshop.code, address))


def pick_address() -> None:
    """The addresses of this machine to choose from, where there are several."""
    offered = _offered()
    if len(offered) > 1:
        st.selectbox(
            "Address that phones open",
            offered,
            key="join-at",
            persist_state="session",
            help="A machine in several networks has an address in each. Try one on a phone that is in the room's network.",
        )


def _offered() -> tuple[str, ...]:
    own = none_of_its_own if _only_here() else own_addresses
    return addresses_to_join(st.context.url or "", int(st.get_option("server.port")), own)


def none_of_its_own() -> Iterator[str]:
    """Nothing: the server listens to this machine only."""
    return iter(())


def _only_here() -> bool:
    listens = st.get_option("server.address")
    return listens is not None and listens != "0.0.0.0" and listens in THIS_MACHINE
