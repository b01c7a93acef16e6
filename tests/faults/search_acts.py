"""What the processes of the search's tests do: make the indexes or follow the log, killed at a touch of the disk."""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils import timezone

from entente.foundation.common.actors import PUBLIC, SYSTEM
from entente.foundation.common.errors import Refusal
from entente.foundation.common.records import Tier
from entente.foundation.ledger import commands as ledger
from entente.foundation.sources import commands as sources
from entente.foundation.sources.commands import DocumentFacts
from entente.foundation.sources.words import Side
from entente.foundation.texts.words import WordingStatus
from entente.record.verification.commands import ClaimFacts, make_claim
from entente.record.verification.words import Support
from entente.surfaces.search import asking, building
from entente.surfaces.search.questions import Question
from entente.surfaces.search.words import Kind
from tests.surfaces.a_plan import on_record

TOUCHES = frozenset({"open", "os.mkdir", "os.rename", "os.rmdir", "os.remove", "fcntl.flock"})


def _counting(act: Callable[[int], None]) -> Callable[[str, tuple[Any, ...]], None]:
    """An audit hook that counts touches of the folder of the indexes; what tantivy does between two of them is its own."""
    below, count = str(settings.VAR / "search"), 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal count
        if event in TOUCHES and (event == "fcntl.flock" or below in str(arguments[0])):
            count += 1
            act(count)

    return hook


def count_index_touches(which: str) -> None:
    counts = [0]

    def keep(count: int) -> None:
        counts[0] = count

    sys.addaudithook(_counting(keep))
    _write(which)
    print(counts[0])


def index_and_die(which: str, touch: str) -> None:
    def kill(count: int) -> None:
        if count == int(touch):
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(_counting(kill))
    _write(which)


def follow_the_log() -> None:
    """What the worker does every few seconds."""
    _write("follow")


def put_plan(slug: str, promises: str) -> None:
    """A public plan of so many promises."""
    on_record(promises=int(promises), facts=0, slug=slug)
    ledger.seal()


def put_evidence(ref: str, slug: str) -> None:
    """A public piece of evidence on a promise, from a source of its own."""
    at = timezone.now()
    facts = DocumentFacts(f"page-{slug}", {"en": f"Page {slug}"}, Side.THIRD, address="https://example.org/")
    cited = sources.cite(sources.add_document(facts, by=SYSTEM, owner="observer", tier=Tier.PUBLIC), by=SYSTEM)
    said = ClaimFacts(slug, ref, Support.ALL, {"en": "They plant forests."}, "2026-05-02")
    make_claim(said, [cited], by=SYSTEM, owner="observer", at=at, status=WordingStatus.REVIEWED)
    ledger.seal()


def follow_on_a_small_disk(bytes_max: str) -> None:
    """The same where no file may grow beyond so many bytes: what a full disk does, and says."""
    building.heads_now()  # the database is open, with the files that it needs
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(bytes_max), resource.RLIM_INFINITY))
    told = ""
    try:
        _write("follow")
    except Refusal as refusal:
        told = refusal.sentence
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    print(told)


def ask_publicly(words: str) -> None:
    """Prints how far the index speaks for the record, and how many promises answer to everybody."""
    answer = asking.ask(PUBLIC, Question(words, kind="commitment"), as_of=timezone.now())
    print(json.dumps([answer.condition, answer.total]))


def ask_follow_ask(words: str) -> None:
    """What a question is told, and again once the log was followed: a line for each, from one process that did not die."""
    ask_publicly(words)
    follow_the_log()
    ask_publicly(words)


def find_publicly(words: str) -> None:
    """Prints the refs of the evidence and the sources that answer to everybody."""
    answer = asking.ask(PUBLIC, Question(words), as_of=timezone.now(), limit=100)
    print(json.dumps(sorted(hit.ref for hit in answer.hits if hit.kind in {Kind.EVIDENCE, Kind.SOURCE})))


def _write(which: str) -> None:
    if which == "rebuild":
        building.rebuild(as_of=timezone.now(), report=lambda _done, _total: None)
    else:
        building.bring_up_to_date(as_of=timezone.now())


ACTS = (
    *(put_plan, put_evidence, ask_publicly, ask_follow_ask, find_publicly, count_index_touches, index_and_die),
    *(follow_the_log, follow_on_a_small_disk),
)
