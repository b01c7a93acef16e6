"""A real site on this machine that behaves as it is told: honest pages, lying ones, and pages that never end."""

from __future__ import annotations

import gzip
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PAGE = b"<!doctype html><html><head><title>Fair</title></head><body><h1>Fair</h1><p>Opened in May.</p></body></html>"
PDF = b"%PDF-1.7\nfictional"
FIVE_GB = 5 * 1024**3


@dataclass
class Site:
    """What it was asked, and what each path shows.

    asked    (path, headers) of every question, in order
    answers  path -> what answers; a test may add its own
    """

    port: int = 0
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    answers: dict[str, Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.port}"

    def address(self, path: str) -> str:
        return f"http://{self.place}{path}"

    def show(self, path: str, content: bytes, media_type: str = "text/html; charset=utf-8", **headers: str) -> None:
        """Let a path show a document."""
        self.answers[path] = lambda to: send(to, content, media_type, headers)

    def lead(self, path: str, location: str) -> None:
        """Let a path lead on."""
        self.answers[path] = lambda to: send(to, b"", "text/html", {"Location": location}, status=302)

    def refuse(self, path: str, status: int) -> None:
        self.answers[path] = lambda to: send(to, b"no", "text/plain", {}, status=status)


def send(
    to: BaseHTTPRequestHandler, content: bytes, media_type: str, headers: dict[str, str], status: int = 200
) -> None:
    to.send_response(status)
    if media_type:
        to.send_header("Content-Type", media_type)
    for name, value in {"Content-Length": str(len(content)), **headers}.items():
        to.send_header(name.replace("_", "-"), value)
    to.end_headers()
    to.wfile.write(content)


def says_five_gb(to: BaseHTTPRequestHandler) -> None:
    to.send_response(200)
    to.send_header("Content-Type", "text/html")
    to.send_header("Content-Length", str(FIVE_GB))
    to.end_headers()
    to.wfile.write(PAGE)


def streams_five_gb(to: BaseHTTPRequestHandler) -> None:
    """As many bytes as the reader takes, with no word of how many there are."""
    to.send_response(200)
    to.send_header("Content-Type", "text/html")
    to.end_headers()
    piece = b"x" * 1024 * 1024
    for _ in range(FIVE_GB // len(piece)):
        to.wfile.write(piece)


def never_ends(to: BaseHTTPRequestHandler) -> None:
    """A byte now and then, for ever."""
    to.send_response(200)
    to.send_header("Content-Type", "text/html")
    to.end_headers()
    while True:
        to.wfile.write(b"x")
        time.sleep(0.05)


def never_begins(to: BaseHTTPRequestHandler) -> None:
    """Headers that trickle in for ever."""
    to.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        to.wfile.write(b"X-More: y\r\n")
        time.sleep(0.05)


def falls_silent(to: BaseHTTPRequestHandler) -> None:
    to.send_response(200)
    to.send_header("Content-Length", "100")
    to.end_headers()
    to.wfile.write(b"<p>")
    time.sleep(5)


def breaks_off(to: BaseHTTPRequestHandler) -> None:
    to.send_response(200)
    to.send_header("Content-Type", "text/html")
    to.send_header("Content-Length", str(len(PAGE) + 10))
    to.end_headers()
    to.wfile.write(PAGE)


def bomb(to: BaseHTTPRequestHandler) -> None:
    """Half a megabyte that unpacks to 400."""
    packed = gzip.compress(b"\x00" * 400 * 1024 * 1024, 1)
    send(to, packed, "text/plain", {"Content-Encoding": "gzip"})


def listen(site: Site, certificate: Path | None) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            answer = site.answers.get(self.path)
            try:
                if answer is None:
                    send(self, b"no", "text/plain", {}, status=404)
                else:
                    answer(self)
            except (BrokenPipeError, ConnectionResetError):
                pass  # the reader had enough

        def log_message(self, *given: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", site.port), Handler)
    server.daemon_threads = True
    if certificate is not None:
        mine = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        mine.load_cert_chain(certificate)
        server.socket = mine.wrap_socket(server.socket, server_side=True)
    site.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    return server


@contextmanager
def open_site(port: int = 0, certificate: Path | None = None) -> Iterator[Site]:
    """certificate: file of a key and a certificate; None: without protection on the way."""
    site = Site(port)
    site.show("/fair", PAGE, ETag='"one"')
    site.show("/report.pdf", PDF, "application/pdf")
    for answer in (says_five_gb, streams_five_gb, never_ends, never_begins, falls_silent, breaks_off, bomb):
        site.answers[f"/{answer.__name__}"] = answer
    server = listen(site, certificate)
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
