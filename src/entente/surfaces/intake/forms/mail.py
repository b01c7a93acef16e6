"""A mail that came back: what it says, as text, and the documents attached to it.

Whom it says it comes from is never believed: it is shown as a claim, and whoever drops the mail answers for it.
"""

from __future__ import annotations

import email
import email.policy
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage

import nh3
from lxml import etree, html
from oxmsg import Message

from .answers import FormUnreadable
from .words import say

ATTACHMENTS_MAX, DEPTH_MAX = 20, 2
"""Attachments of one file, those of mails within it included; mails within mails."""

SENDER_MAX = 200
BODY_MAX = 2_000_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BROKEN_MSG = (OSError, ValueError, KeyError, IndexError, AttributeError, TypeError, struct.error, LookupError)
"""What a damaged Outlook file makes its reader raise."""

SHOWN_TAGS = {"a", "b", "br", "div", "i", "li", "p", "span", "table", "tbody", "td", "th", "tr", "ul"}
LINES = frozenset({"br", "div", "li", "p", "tr", "td", "th"})


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as it was read.  says_from: whom it says it comes from, unverified; text: its words; files: (name, bytes)."""

    says_from: str
    text: str
    files: tuple[tuple[str, bytes], ...]


def read_mail(name: str, data: bytes) -> Mail:
    """Read .eml or .msg.  Raises FormUnreadable."""
    if data.startswith(OLE):
        return _outlook(name, data)
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise FormUnreadable(say("unreadable", name=name))
    files: list[tuple[str, bytes]] = []
    try:
        texts = list(_parts(name, message, files, depth=0))
        says_from = str(message.get("From", ""))
    except (LookupError, ValueError, AttributeError, TypeError) as error:  # headers and encodings that break its reader
        raise FormUnreadable(say("unreadable", name=name)) from error
    return Mail(_one_line(says_from), "\n".join(texts)[:BODY_MAX], tuple(files))


def _parts(name: str, message: EmailMessage, files: list[tuple[str, bytes]], *, depth: int) -> Iterator[str]:
    """The words of a mail and of the mails within it; attached documents go into `files`."""
    if depth > DEPTH_MAX:
        raise FormUnreadable(say("too_much", name=name, most=ATTACHMENTS_MAX))
    body = message.get_body(preferencelist=("plain", "html"))
    if body is not None:
        content = body.get_content()
        yield plain_text(content) if body.get_content_subtype() == "html" else content
    for part in message.iter_attachments():
        if len(files) >= ATTACHMENTS_MAX:
            raise FormUnreadable(say("too_much", name=name, most=ATTACHMENTS_MAX))
        if part.get_content_type() == "message/rfc822":
            within = part.get_content()
            files.append(("", b""))
            yield from _parts(name, within, files, depth=depth + 1)
        else:
            payload = part.get_payload(decode=True)
            files.append((part.get_filename() or "", payload if isinstance(payload, bytes) else b""))


def _outlook(name: str, data: bytes) -> Mail:
    try:
        message = Message.load(data)
        if message.attachment_count > ATTACHMENTS_MAX:
            raise FormUnreadable(say("too_much", name=name, most=ATTACHMENTS_MAX))
        files = tuple(
            (attached.file_name or "", attached.file_bytes or b"")
            for attached in message.attachments
            if attached.attached_by_value
        )
        text = message.body or plain_text(message.html_body or "")
        says_from = message.sender or ""
    except FormUnreadable:
        raise
    except BROKEN_MSG as error:
        raise FormUnreadable(say("unreadable", name=name)) from error
    return Mail(_one_line(says_from), text[:BODY_MAX], files)


def plain_text(source: str) -> str:
    """The words of an HTML body; scripts, styles, pictures and addresses are gone before anything is read."""
    clean = nh3.clean(source[:BODY_MAX], tags=SHOWN_TAGS, attributes={}, strip_comments=True)
    if not clean.strip():
        return ""
    try:
        tree = html.fragment_fromstring(clean, create_parent="div")
    except etree.ParserError:
        return ""
    for node in tree.iter():
        if node.tag in LINES:
            node.tail = "\n" + (node.tail or "")
    return str(tree.text_content())


def _one_line(text: str) -> str:
    return " ".join(text.split())[:SENDER_MAX]
