"""`ENTENTE_MAIL`, one address, becomes what Django asks about a mail server."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

BACKEND = "django.core.mail.backends.{}.EmailBackend"
PORTS = {"smtp": 587, "smtps": 465}
TIMEOUT_SECONDS = 20


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mails go.  folder: for mails written into files; starts_tls: STARTTLS; is_tls: TLS from the start."""

    backend: str = BACKEND.format("console")
    folder: str | None = None
    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    starts_tls: bool = False
    is_tls: bool = False


def mail_server(address: str) -> MailServer:
    """The server behind smtp://user:password@host:587, smtps://..., file:///folder or console:; "" is the console.

    smtp:// always asks for STARTTLS, smtp+plain:// never does (a relay on the same machine).  Raises ValueError.
    """
    asked = urlsplit(address)
    if not address or asked.scheme == "console":
        return MailServer()
    if asked.scheme == "file":
        return MailServer(BACKEND.format("filebased"), folder=asked.path)
    scheme, _, plain = asked.scheme.partition("+")
    if scheme not in PORTS or plain not in ("", "plain") or not asked.hostname:
        raise ValueError(
            "this is no address of a mail server; write smtp://user:password@mail.example.org:587, smtps://..., "
            "smtp+plain://localhost:25, file:///folder or console:"
        )
    return MailServer(
        BACKEND.format("smtp"),
        host=asked.hostname,
        port=asked.port or PORTS[scheme],
        user=unquote(asked.username or ""),
        password=unquote(asked.password or ""),
        starts_tls=scheme == "smtp" and not plain,
        is_tls=scheme == "smtps",
    )
