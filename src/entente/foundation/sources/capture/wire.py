"""The one way out: names are looked up here, every machine is checked, and no reading lasts past its deadline."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from typing import Any

import httpcore

from entente.foundation.common.errors import RuleBroken

from .addresses import is_open

CONNECT_SECONDS = 10.0
Resolve = Callable[[str, int, float], Sequence[str]]
"""Host, port, seconds -> the IP addresses of a name.  Raises OSError."""


def resolve(host: str, port: int, seconds: float) -> Sequence[str]:
    """As this machine's own resolver says, within so many seconds.  Raises OSError."""
    pool = ThreadPoolExecutor(max_workers=1)
    try:
        found = pool.submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM).result(timeout=max(0.1, seconds))
    except TookTooLong as error:
        raise TimeoutError(f"nobody said within {seconds:.0f} seconds where {host} is") from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to the very address that was checked, so that a name cannot answer otherwise a moment later.

    allowed   HOST:PORT pairs that an operator lets through unchecked
    deadline  instant of the monotonic clock at which everything ends
    """

    def __init__(self, resolve: Resolve, *, allowed: Collection[str], deadline: float) -> None:
        self._resolve, self._allowed, self._deadline = resolve, allowed, deadline
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Raises RuleBroken for a closed network, httpcore.ConnectError, httpcore.ConnectTimeout."""
        failure: Exception = httpcore.ConnectError(f"nothing is known of {host}")
        for address in self._checked(host, port):
            seconds = min(CONNECT_SECONDS, _left(self._deadline))
            try:
                stream = self._sockets.connect_tcp(address, port, timeout=seconds)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return DeadlineStream(stream, self._deadline)
        raise failure

    def _checked(self, host: str, port: int) -> list[str]:
        try:
            found = self._resolve(host, port, min(CONNECT_SECONDS, _left(self._deadline)))
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(str(error)) from error
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the name {host} leads nowhere") from error
        if f"{host}:{port}" not in self._allowed:
            for address in found:
                if not is_open(ipaddress.ip_address(address)):
                    raise RuleBroken(
                        f"{host} leads to {address}, which is not on the public network; it is not fetched."
                    )
        return list(found)


class DeadlineStream(httpcore.NetworkStream):
    """A stream of which no single read, however small its pieces, goes past the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, timeout=self._seconds(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout=self._seconds(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, timeout=self._seconds(timeout))
        return DeadlineStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def _seconds(self, timeout: float | None) -> float:
        left = _left(self._deadline)
        return left if timeout is None else min(timeout, left)


def _left(deadline: float) -> float:
    """Seconds until the deadline.  Raises httpcore.ReadTimeout when it has passed."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time for one capture is over")
    return left
