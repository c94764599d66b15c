"""Under which names and addresses a server of pages is reached, and that is not for a request to say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

HAS_PORT = re.compile(r":\d+$")
DEFAULT_PORT = re.compile(r":(80|443)$")
EVERYWHERE = ("0.0.0.0", "::")


def netloc(host: str, port: int) -> str:
    """A host and its port, as a browser says them."""
    host = host.partition("%")[0]
    try:
        address = ip_address(host)
    except ValueError:
        return _normal(f"{host}:{port}")
    if isinstance(address, IPv6Address):
        return _normal(f"{address.ipv4_mapped}:{port}" if address.ipv4_mapped else f"[{address}]:{port}")
    return _normal(f"{address}:{port}")


class Places:
    """What a server is reached by: its host, its public URL, the names that it was given, and where a request came in.

    The last one holds where it listens on all addresses of a machine. A name can be anybody's that leads here, an
    address cannot.
    """

    def __init__(self, host: str, port: int, public_url: str | None, names: Iterable[str]) -> None:
        self._fixed = {_normal(name if HAS_PORT.search(name) else f"{name}:{port}") for name in names}
        if host not in EVERYWHERE:
            self._fixed.add(netloc(host, port))
        if public_url is not None:
            self._fixed.add(_normal(urlsplit(public_url).netloc))

    def has(self, named: str, came_in: tuple[str, int]) -> bool:
        """Whether this host, with its port, is this server for what came in at that address."""
        host, port = came_in[:2]
        here = netloc(host, port)
        return _normal(named) in self._fixed | {here} | ({netloc("localhost", port)} if _is_loopback(host) else set())

    def has_origin(self, origin: str, came_in: tuple[str, int]) -> bool:
        """Whether a page of this origin is this server's."""
        scheme, _, named = origin.partition("://")
        return scheme in ("http", "https") and self.has(named, came_in)


def _normal(named: str) -> str:
    return DEFAULT_PORT.sub("", named.lower())


def _is_loopback(host: str) -> bool:
    return ip_address(host.partition("%")[0]).is_loopback
