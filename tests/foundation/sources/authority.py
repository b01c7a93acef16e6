"""A time-stamping authority on this machine: `openssl ts` behind a small server."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

CONFIG = """
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
signer_digest = sha256
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
[stamps]
basicConstraints = critical,CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
"""


@dataclass(frozen=True, slots=True)
class Authority:
    """address: where it is asked; roots: the PEM file to which its answers lead."""

    address: str
    roots: Path


def openssl(*arguments: str | Path) -> None:
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)


def make_certificates(folder: Path) -> None:
    """A root, and a certificate under it that may do nothing but stamp."""
    config, root, signer = folder / "config", folder / "root", folder / "signer"
    config.write_text(CONFIG.format(folder=folder))
    (folder / "serial").write_text("01")
    openssl(
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3", "-subj", "/O=Meridian/CN=Meridian Root",
        "-keyout", f"{root}.key", "-out", f"{root}.pem",
    )  # fmt: skip
    openssl(
        "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/O=Meridian/CN=Meridian Time Authority",
        "-keyout", f"{signer}.key", "-out", f"{signer}.csr",
    )  # fmt: skip
    openssl(
        "x509", "-req", "-in", f"{signer}.csr", "-CA", f"{root}.pem", "-CAkey", f"{root}.key", "-CAcreateserial",
        "-days", "2", "-extfile", config, "-extensions", "stamps", "-out", f"{signer}.pem",
    )  # fmt: skip


@contextmanager
def open_authority(folder: Path) -> Iterator[Authority]:
    make_certificates(folder)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query, reply = folder / "query", folder / "reply"
            query.write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            openssl(
                "ts", "-reply", "-config", folder / "config", "-section", "one", "-queryfile", query,
                "-signer", folder / "signer.pem", "-inkey", folder / "signer.key", "-out", reply,
            )  # fmt: skip
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(reply.read_bytes())

        def log_message(self, *given: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield Authority(f"http://127.0.0.1:{server.server_address[1]}/", folder / "root.pem")
    finally:
        server.shutdown()
        server.server_close()
