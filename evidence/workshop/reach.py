"""Where phones in the room reach this machine: found on the machine itself, without the internet."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from ipaddress import IPv4Address
from urllib.parse import urlsplit

# Addresses inside private networks, those of hotspots among them (Windows, Linux, Apple, phones): asked for the way
# there, the system names its own address in that network. Nothing is sent.
TOWARDS = ("192.168.137.2", "10.42.0.2", "192.168.2.2", "192.168.43.2", "172.20.10.2", "192.168.1.2", "10.255.255.254")
THIS_MACHINE = ("localhost", "127.0.0.1", "::1", "0.0.0.0", "")


def addresses_to_join(seen: str, port: int, found: Callable[[], Iterator[str]]) -> tuple[str, ...]:
    """Where `join` can be opened from other devices, the likeliest first; empty where this machine is in no network.

    `seen` is the address under which whoever leads has opened a page of the app: if others can use it too it comes
    first. `port` is the server's, and `found` gives the machine's own addresses in its networks.
    """
    at = urlsplit(seen)
    host = at.hostname or ""
    folder = at.path.rpartition("/")[0]
    first = [] if host in THIS_MACHINE else [f"{at.scheme}://{at.netloc}{folder}/join"]
    own = [f"http://{one}:{port}{folder}/join" for one in found()]
    return tuple(dict.fromkeys([*first, *own]))


def own_addresses() -> Iterator[str]:
    """The machine's own addresses in the networks that it is in, without those that only it can use."""
    found = [_towards(there) for there in TOWARDS]
    with suppress(OSError):
        found += [str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    yield from dict.fromkeys(one for one in found if one and _is_reached(one))


def _towards(there: str) -> str:
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        asked.connect((there, 9))
        return str(asked.getsockname()[0])
    return ""


def _is_reached(address: str) -> bool:
    known = IPv4Address(address)
    return not (known.is_loopback or known.is_unspecified or known.is_link_local)
