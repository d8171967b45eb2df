"""Where phones reach the machine of a workshop: addresses found without the internet."""

from ipaddress import IPv4Address

from evidence.workshop.reach import addresses_to_join, own_addresses

HOTSPOT, OFFICE = "192.168.137.1", "10.1.2.3"


def found(*addresses):
    return lambda: iter(addresses)


def test_every_address_of_the_machine_is_offered_with_the_servers_port():
    assert addresses_to_join("http://localhost:8501/workshop", 8501, found(HOTSPOT, OFFICE)) == (
        "http://192.168.137.1:8501/join",
        "http://10.1.2.3:8501/join",
    )


def test_an_address_that_the_leader_uses_and_others_can_use_too_comes_first():
    assert addresses_to_join("https://evidence.example.gov.uk/place/workshop", 8501, found(OFFICE)) == (
        "https://evidence.example.gov.uk/place/join",
        "http://10.1.2.3:8501/place/join",
    )


def test_the_same_address_is_offered_once():
    assert addresses_to_join("http://10.1.2.3:8501/workshop", 8501, found(OFFICE)) == ("http://10.1.2.3:8501/join",)


def test_without_a_network_nothing_is_offered():
    for seen in ("http://localhost:8501/workshop", "http://127.0.0.1:8501/workshop", ""):
        assert addresses_to_join(seen, 8501, found()) == ()


def test_own_addresses_are_never_those_that_only_this_machine_can_use():
    held = list(own_addresses())
    assert len(held) == len(set(held))
    assert not any(IPv4Address(one).is_loopback or IPv4Address(one).is_link_local for one in held)
