"""A mail server on this machine, with just enough of SMTP, for tests that send mails for real."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage


class Postbox(socketserver.ThreadingTCPServer):
    """taken: mails in the order in which they came; on_taken: called with how many came, before the sender hears of it."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Dialogue)
        self.taken: list[bytes] = []
        self.on_taken: Callable[[int], None] = lambda _count: None

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def mails(self) -> list[EmailMessage]:
        return [message_from_bytes(one, policy=policy.default) for one in self.taken]


class _Dialogue(socketserver.StreamRequestHandler):
    """Refuses whoever is told to be gone."""

    server: Postbox

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline().strip():
            word = line.split()[0].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                self.server.taken.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                self.server.on_taken(len(self.server.taken))
            if word == b"RCPT" and b"gone@" in line:
                self.wfile.write(b"550 no such person\r\n")
            else:
                self.wfile.write(b"250 well\r\n")
            if word == b"QUIT":
                return

    def handle_error(self) -> None:
        """Whoever was killed while it spoke hangs up."""


@contextmanager
def postbox() -> Iterator[Postbox]:
    with Postbox() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
