"""Which addresses of the web may be fetched.  Pure: no name is looked up here."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from entente.foundation.common.errors import RuleBroken

SCHEMES = {"http": 80, "https": 443}
PORTS = frozenset(SCHEMES.values())
HOST_LENGTH = 253
ADDRESS_LENGTH = 2000
UNSAFE = frozenset(" \t\r\n\x00\\<>\"'`{}|^")
"""Characters at which readers of addresses disagree; none is in a well-formed one."""

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

CLOSED_NETWORKS = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",  # this host
        "10.0.0.0/8",
        "100.64.0.0/10",  # shared by the customers of a carrier
        "127.0.0.0/8",
        "169.254.0.0/16",  # link-local: also where clouds tell their machines' secrets
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "::/96",  # unspecified, loopback, IPv4-compatible
        "::ffff:0:0/96",  # IPv4-mapped
        "::ffff:0:0:0/96",  # IPv4-translated
        "64:ff9b::/96",  # NAT64: leads to any IPv4 address
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",  # Teredo and other special purposes
        "2001:db8::/32",
        "2002::/16",  # 6to4: leads to any IPv4 address
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
    )
)
"""Networks of the special-purpose registries (RFC 6890 and after): nothing that is published lies there."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be asked for, before its name is looked up.

    target  path and query, as they go on the wire
    """

    scheme: str
    host: str
    port: int
    target: str

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == SCHEMES[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.target}"


def read_address(text: str, *, allowed: Collection[str] = ()) -> Address:
    """Take an address apart.  allowed: HOST:PORT pairs on another port than the web's.  Raises RuleBroken in one sentence."""
    if len(text) > ADDRESS_LENGTH or not text.isprintable() or UNSAFE & set(text):
        raise RuleBroken("The address is too long or holds characters that no address has; copy it anew.")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise RuleBroken(f"“{text}” is not an address ({error}); copy it anew.") from error
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise RuleBroken(f"“{text}” is not an address of the web; one begins with https:// or http://.")
    if parts.username is not None or parts.password is not None:
        raise RuleBroken("The address holds a user name or a password; give one that anybody may open.")
    host = _host(parts.hostname, text)
    port = SCHEMES[parts.scheme] if port is None else port
    if port not in PORTS and f"{host}:{port}" not in allowed:
        raise RuleBroken(f"“{text}” asks at port {port}; only the ports of the web, 80 and 443, are fetched.")
    path = quote(parts.path or "/", safe="/%:@!$&()*+,;=-._~")
    query = quote(parts.query, safe="/?%:@!$&()*+,;=-._~[]")
    return Address(parts.scheme, host, port, f"{path}?{query}" if query else path)


def follow(address: Address, location: str, *, allowed: Collection[str] = ()) -> Address:
    """Where a redirect leads.  Raises RuleBroken, also for one that leaves https."""
    there = read_address(urljoin(str(address), location), allowed=allowed)
    if address.scheme == "https" and there.scheme == "http":
        raise RuleBroken(f"{address} leads on to {there}, which is not protected on its way; it is not followed.")
    return there


def is_open(address: IpAddress) -> bool:
    """Whether a machine at this address may be asked: a public one, reached directly."""
    if isinstance(address, ipaddress.IPv6Address) and address.scope_id:
        return False
    closed = any(address.version == network.version and address in network for network in CLOSED_NETWORKS)
    return not closed and address.is_global and not address.is_multicast


def _host(name: str, text: str) -> str:
    """The name as it is looked up: ASCII, lower case."""
    if ":" in name:
        try:
            return str(ipaddress.IPv6Address(name))
        except ValueError as error:
            raise RuleBroken(f"“{text}” is not an address ({error}); copy it anew.") from error
    try:
        host = name.encode("idna").decode().lower().rstrip(".")
    except UnicodeError as error:
        raise RuleBroken(f"“{text}” names no host; copy the address anew.") from error
    if not host or len(host) > HOST_LENGTH:
        raise RuleBroken(f"“{text}” names no host; copy the address anew.")
    return host
