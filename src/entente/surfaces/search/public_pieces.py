"""What everybody may find, in pieces that a publication keeps: what changed is read anew, and the rest is known by its heads.

A piece holds rows that one narrow question reads.  Of each document it tells the head; what it says is looked up when wanted.
"""

from __future__ import annotations

import json
import pickle
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property, partial
from hashlib import blake2b
from operator import attrgetter
from typing import Any, NamedTuple

from entente.foundation.common import kept as parts
from entente.foundation.common import notes
from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.languages import Wording
from entente.foundation.common.refs import Ref
from entente.record.assessment import queries as assessment
from entente.record.assessment.queries import assessors
from entente.record.delivery import queries as delivery
from entente.record.plan import queries as plans
from entente.record.plan.queries import CommitmentView
from entente.record.verification import queries as verification
from entente.record.verification.queries import ClaimView

from . import rows
from .bridge import SEGMENTS_MAX, Bridge
from .building import bridge_of
from .documents import SearchDocument
from .gathering import of_plan_itself
from .order import spot_of
from .words import Kind

TITLED = frozenset({Kind.UPDATE, Kind.FINDING, Kind.ASSESSMENT})
"""Kinds that bear the title of their promise."""
OF_PILLAR = TITLED | {Kind.EVIDENCE, Kind.MILESTONE, Kind.CANDIDATE, Kind.AMENDMENT}
"""Kinds that lie under the pillar of their promise."""
BEFORE_ANYTHING = datetime(1980, 1, 1, tzinfo=UTC)

Documents = Callable[[], Iterable[SearchDocument]]
Told = tuple[str, Sequence[tuple[Any, ...]], Mapping[str, tuple[Wording, str, bytes]]]
"""Under which name the documents of a piece are kept, their heads, and of its promises title, pillar and the hash of both."""


class Head(NamedTuple):
    """What has to be known of every document.

    spot      where it stands among all: see `order`
    says      another hash, another document
    promise   ref of the promise that it has its title or its pillar from, "" for none
    lessons   how many of its wordings stand in more than one language
    teaches   another hash, other wordings; b"" for none that stand in more than one language
    length    of its texts in all languages
    codes     length of the codes under which it is found
    """

    spot: int
    key: str
    kind: str
    says: bytes
    promise: str
    lessons: int
    teaches: bytes
    length: int
    codes: int


class Promise(NamedTuple):
    """What others have of a promise.  newest: the latest instant that the rows told which it was read with."""

    title: Wording
    pillar: str
    hashed: bytes
    newest: datetime


class FoundPiece:
    """Documents that are read together, without what they have of their promises.

    name    says which rows of the database they are; read: reads them
    newest  the latest instant that these rows told
    promises  ref -> title, pillar and the hash of both, of the promises among them
    """

    def __init__(self, name: str, read: Documents) -> None:
        self._read = read
        with notes.noting() as noted:
            self._texts, heads, self.promises = parts.kept_value(name, self._told)
        parts.stays(self._texts)
        self.newest = noted.newest or BEFORE_ANYTHING
        self.heads: list[Head] = list(map(Head._make, heads))

    def _told(self) -> Told:
        found = self.documents = tuple(self._read())
        heads = [tuple(_head(one)) for one in found]
        texts = f"texts {_hashed([head[3] for head in heads]).hex()}"
        parts.kept(texts, partial(_packed, found))
        promises = {
            one.ref: (one.title, one.pillar, _hashed((one.title, one.pillar)))
            for one in found
            if one.kind is Kind.COMMITMENT
        }
        return texts, heads, promises

    @cached_property
    def documents(self) -> Sequence[SearchDocument]:
        """In the order of their heads."""
        with notes.unnoted():  # they rest on what their heads rest on
            held = parts.kept(self._texts, lambda: _packed(tuple(self._read())))
        found: Sequence[SearchDocument] = pickle.loads(zlib.decompress(held))  # noqa: S301  # from the notes of this program
        return found


class Found(NamedTuple):
    """A document by its head.  says, newest: with what it has of its promise; piece, at: where it lies."""

    spot: int
    says: bytes
    newest: datetime
    piece: FoundPiece
    at: int

    @property
    def head(self) -> Head:
        return self.piece.heads[self.at]


class Gathered:
    """Every document that everybody may find, each once, in order: the oldest first.

    length, codes  of all together, as a head tells it of one
    """

    def __init__(self, *, as_of: datetime) -> None:
        slugs = sorted(plans.visible_slugs(PUBLIC, as_of=as_of))
        pieces = [piece for slug in slugs for piece in _pieces(slug, as_of)]
        self._promises = {
            ref: Promise(title, pillar, hashed, piece.newest)
            for piece in pieces
            for ref, (title, pillar, hashed) in piece.promises.items()
        }
        self.length, self.codes = 0, 0
        known: dict[str, Found] = {}
        for piece in pieces:
            for at, head in enumerate(piece.heads):
                if head.key not in known:
                    self.length, self.codes = self.length + head.length, self.codes + head.codes
                elif piece.newest >= known[head.key].piece.newest:
                    continue  # a source comes with each piece that cites it
                known[head.key] = self._found(piece, at, head)
        self.found = sorted(known.values(), key=attrgetter("spot"))

    def _found(self, piece: FoundPiece, at: int, head: Head) -> Found:
        promise = self._promises.get(head.promise) if head.promise else None
        if promise is None:
            return Found(head.spot, head.says, piece.newest, piece, at)
        says = blake2b(head.says + promise.hashed, digest_size=16).digest()
        return Found(head.spot, says, max(piece.newest, promise.newest), piece, at)

    def document(self, one: Found) -> SearchDocument:
        """What it says, with what it has of its promise."""
        document, promise = one.piece.documents[one.at], self._promises.get(one.head.promise)
        if promise is None:
            return document
        if document.kind in TITLED:
            document = replace(document, title=promise.title)
        return replace(document, pillar=promise.pillar)

    def bridge(self) -> Bridge:
        """Learnt once a publication that keeps it, until another wording teaches it otherwise."""
        teachers, lessons = [one for one in self.found if one.head.kind == Kind.TERM], 0
        for one in self.found:
            if lessons >= SEGMENTS_MAX:
                break
            if taught := self._lessons(one.head):
                lessons += taught
                teachers.append(one)
        teachers = sorted(dict.fromkeys(teachers), key=attrgetter("spot"))
        told = [
            (one.head.says if one.head.kind == Kind.TERM else one.head.teaches, self._title(one)) for one in teachers
        ]

        def learnt() -> bytes:
            return json.dumps(bridge_of(map(self.document, teachers)).as_json()).encode()

        return Bridge.from_json(json.loads(parts.kept(f"bridge {_hashed(told).hex()}", learnt)))

    def _lessons(self, head: Head) -> int:
        promise = self._promises.get(head.promise) if head.kind in TITLED else None
        return head.lessons + (1 if promise is not None and len(promise.title) > 1 else 0)

    def _title(self, one: Found) -> bytes:
        promise = self._promises.get(one.head.promise) if one.head.kind in TITLED else None
        return promise.hashed if promise is not None else b""


def _pieces(slug: str, as_of: datetime) -> Iterator[FoundPiece]:
    """All of a plan.  A query for the keys of each kind, and those of each piece that has to be read."""
    yield FoundPiece(f"found {slug}", lambda: of_plan_itself(PUBLIC, slug, as_of=as_of))
    for kind, read, told in _kinds(slug, as_of):
        for piece in read:
            name = f"found {slug} {kind} {_hashed([str(key) for key in piece.keys]).hex()}"
            yield FoundPiece(name, partial(told, piece))


def _kinds(
    slug: str, as_of: datetime
) -> Iterator[tuple[Kind, Iterable[Any], Callable[[Any], Iterable[SearchDocument]]]]:
    """Kind -> its rows in pieces, and the documents of a piece."""

    def each(document: Callable[..., SearchDocument], *known: object) -> Callable[[Any], Iterable[SearchDocument]]:
        return lambda piece: (document(slug, one, *known) for one in piece)

    none: Mapping[str, CommitmentView] = {}
    yield (
        Kind.COMMITMENT,
        plans.commitment_pieces(PUBLIC, slug, as_of=as_of),
        lambda piece: _promises(slug, piece, as_of),
    )
    yield (
        Kind.UPDATE,
        delivery.version_pieces(PUBLIC, slug, as_of=as_of),
        lambda piece: rows.of_updates(slug, [one for one in piece if one.is_current], none),
    )
    yield Kind.EVIDENCE, verification.claim_pieces(PUBLIC, slug, as_of=as_of), lambda piece: _evidence(slug, piece)
    yield Kind.FINDING, assessment.finding_pieces(PUBLIC, slug, as_of=as_of), each(rows.of_finding, none)
    yield Kind.ASSESSMENT, assessors.published_pieces(slug, as_of=as_of), each(rows.of_assessment, none)
    yield Kind.ACTIVITY, delivery.activity_pieces(PUBLIC, slug, as_of=as_of), each(rows.of_activity)
    yield Kind.MILESTONE, delivery.milestone_pieces(PUBLIC, slug, as_of=as_of), each(rows.of_milestone, none)
    yield Kind.CANDIDATE, delivery.candidate_pieces(PUBLIC, slug, as_of=as_of), each(rows.of_candidate, none)


def _promises(slug: str, promises: Sequence[CommitmentView], as_of: datetime) -> Iterator[SearchDocument]:
    said: dict[str, set[str]] = {}
    for status in assessment.statuses_on_promises(PUBLIC, [one.ref for one in promises], as_of=as_of).values():
        said.setdefault(status.commitment, set()).add(str(status.value))
    yield from (rows.of_commitment(slug, one, said.get(one.ref, ())) for one in promises)


def _evidence(slug: str, claims: Sequence[ClaimView]) -> Iterator[SearchDocument]:
    """With what it is drawn from."""
    yield from (rows.of_claim(slug, one, {}) for one in claims)
    yield from rows.of_sources(slug, claims)


def _head(one: SearchDocument) -> Head:
    lessons = [wording for wording in (one.title, *one.said) if len(wording) > 1]
    return Head(
        spot=spot_of(one.place, one.key),
        key=one.key,
        kind=str(one.kind),
        says=_hashed(one),
        promise=Ref.parse(one.subject).commitment if one.kind in OF_PILLAR else "",
        lessons=len(lessons),
        teaches=_hashed(lessons) if lessons else b"",
        length=sum(len(text) for wording in (one.title, *one.said) for text in wording.values()),
        codes=sum(map(len, one.codes)),
    )


def _hashed(told: object) -> bytes:
    return blake2b(repr(told).encode(), digest_size=16).digest()


def _packed(found: Sequence[SearchDocument]) -> bytes:
    return zlib.compress(pickle.dumps(found), 1)
