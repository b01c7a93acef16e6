"""Which addresses may be fetched."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.foundation.common.errors import RuleBroken
from entente.foundation.sources.capture.addresses import follow, is_open, read_address


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("https://gazette.example/a b".replace(" ", "%20"), "https://gazette.example/a%20b"),
        ("https://Gazette.Example", "https://gazette.example/"),
        ("https://gazette.example:443/x?y=1#z", "https://gazette.example/x?y=1"),
        ("http://gazette.example:443/", "http://gazette.example:443/"),
        ("https://forêt.example/é?q=ñ", "https://xn--fort-ipa.example/%C3%A9?q=%C3%B1"),
        ("https://[2606:4700::1111]/", "https://[2606:4700::1111]/"),
    ],
)
def test_an_address_is_read_as_it_goes_on_the_wire(text: str, read: str) -> None:
    assert str(read_address(text)) == read


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("file:///etc/passwd", "“file:///etc/passwd” is not an address of the web; one begins with https:// or http://."),
        ("ftp://a.example/", "“ftp://a.example/” is not an address of the web; one begins with https:// or http://."),
        ("gopher://a.example/", "“gopher://a.example/” is not an address of the web; one begins with https:// or http://."),
        ("//a.example/", "“//a.example/” is not an address of the web; one begins with https:// or http://."),
        ("https:///x", "“https:///x” is not an address of the web; one begins with https:// or http://."),
        ("https://ana@a.example/", "The address holds a user name or a password; give one that anybody may open."),
        ("https://:pw@a.example/", "The address holds a user name or a password; give one that anybody may open."),
        ("https://a.example:22/", "“https://a.example:22/” asks at port 22; only the ports of the web, 80 and 443, are fetched."),
        ("https://a.example:99999/", "“https://a.example:99999/” is not an address (Port out of range 0-65535); copy it anew."),
        ("https://a.example/ x", "The address is too long or holds characters that no address has; copy it anew."),
        ("https://a.example\\@b.example/", "The address is too long or holds characters that no address has; copy it anew."),
        ("https://a.example/\r\nHost: b", "The address is too long or holds characters that no address has; copy it anew."),
        ("https://a.example/" + "x" * 2000, "The address is too long or holds characters that no address has; copy it anew."),
        ("https://a..example/", "“https://a..example/” names no host; copy the address anew."),
    ],
)  # fmt: skip
def test_an_address_that_is_not_fetched_gets_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        read_address(text)
    assert str(caught.value) == sentence


def test_a_port_of_a_trial_is_let_through_for_that_host_alone() -> None:
    allowed = {"127.0.0.1:8110"}
    assert str(read_address("http://127.0.0.1:8110/x", allowed=allowed)) == "http://127.0.0.1:8110/x"
    with pytest.raises(RuleBroken):
        read_address("http://localhost:8110/x", allowed=allowed)


def test_a_redirect_is_read_like_an_address() -> None:
    first = read_address("https://a.example/x/y")
    assert str(follow(first, "../z")) == "https://a.example/z"
    assert str(follow(first, "//b.example/")) == "https://b.example/"
    with pytest.raises(RuleBroken) as caught:
        follow(first, "http://a.example/x/y")
    assert str(caught.value) == (
        "https://a.example/x/y leads on to http://a.example/x/y, which is not protected on its way; it is not followed."
    )
    with pytest.raises(RuleBroken):
        follow(first, "file:///etc/passwd")


@pytest.mark.parametrize(
    "address",
    [
        *("0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.8.8.8", "169.254.169.254", "172.31.255.255"),
        *("192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.7", "203.0.113.9"),
        *("224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1"),
        *("64:ff9b::8.8.8.8", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "2002:808:808::1"),
        *("3fff::1", "5f00::1", "fc00::1", "fd12::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "2606::1%1"),
    ],
)
def test_a_machine_off_the_public_network_is_closed(address: str) -> None:
    assert not is_open(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00::1"])
def test_a_public_machine_is_open(address: str) -> None:
    assert is_open(ipaddress.ip_address(address))


@given(st.ip_addresses())
def test_no_private_address_is_open_whatever_it_is_wrapped_in(address: ipaddress.IPv4Address) -> None:
    if not address.is_global:
        assert not is_open(address)
    if address.version == 4:
        number = int(address)
        for wrapped in (0xFFFF << 32 | number, number, 0x64FF9B << 96 | number, 0x2002 << 112 | number << 80):
            assert not is_open(ipaddress.IPv6Address(wrapped))
