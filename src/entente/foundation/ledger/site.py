"""A published record at a web address, for the verifier to read: within limits, and from that one host."""

from __future__ import annotations

import time
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

from .verifier import Broken, Folder

FILE_MAX = 256 * 1024 * 1024
"""Bytes; an honest file of a ledger has a few hundred thousand, a manifest of a large site a few million."""
ANSWER_SECONDS = 30
WHOLE_SECONDS = 6 * 3600
PART = 64 * 1024


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """An answer that sends elsewhere is an error, like any other that is not 200: no other host is ever asked."""


class Site(Folder):
    """What lies at an address.  Nobody can list it, so files that no manifest names go unseen."""

    def __init__(self, address: str) -> None:
        if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname:
            raise ValueError(f"{address} is no web address")
        super().__init__(address.rstrip("/"))
        self._until = time.monotonic() + WHOLE_SECONDS
        self._opener = build_opener(_Stay)

    def read(self, name: str) -> bytes:
        self.seen.add(name)
        data = bytearray()
        try:
            with self._opener.open(f"{self.root}/{quote(name)}", timeout=ANSWER_SECONDS) as answer:
                while part := answer.read(PART):
                    data += part
                    if len(data) > FILE_MAX:
                        raise Broken(f"the file is larger than {FILE_MAX >> 20} MB and is not read", name)
                    if time.monotonic() > self._until:
                        raise Broken(f"reading the whole site took longer than {WHOLE_SECONDS // 3600} hours", name)
        except HTTPError as error:
            error.close()
            raise Broken(f"the site did not give the file (it answered {error.code})", name) from error
        except (OSError, HTTPException) as error:
            raise Broken(f"the site did not give the file ({error})", name) from error
        return bytes(data)

    def names(self) -> set[str] | None:
        return None
