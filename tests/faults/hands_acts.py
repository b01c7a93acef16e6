"""What the processes do that publish with the help of others, which may be killed, late or made anew at any moment."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing.connection import Connection, wait
from typing import Any

import psutil
from django.conf import settings

from entente.foundation.common.actors import PUBLIC, SYSTEM
from entente.foundation.common.shared_instant import offered_instant
from entente.foundation.sources import commands as sources
from entente.foundation.sources.queries import Document, Showing
from entente.record.plan import queries as plans
from entente.surfaces.cli.main import cli
from entente.surfaces.intake.invented import SLUG, invented_plan
from entente.surfaces.intake.load import load_package
from entente.surfaces.publish import hands, jobs
from entente.surfaces.publish.instants import Instant
from entente.surfaces.publish.parts import Sight
from entente.surfaces.web import files, links

from .instant_acts import elsewhere

LOADED_AT = datetime(2026, 2, 1, 12, tzinfo=UTC)
Messages = Callable[[Sequence[Connection]], None]


def _helped(on_wait: Messages = lambda _channels: None) -> None:
    """From now on others help with the fewest pages, and this process makes none before all of them have begun.

    on_wait  called each time before it is asked what they have made
    """
    begun = set[Any]()

    def patient(channels: Sequence[Connection], seconds: float | None) -> list[Any]:
        on_wait(channels)
        heard = wait(channels, seconds if begun.issuperset(channels) else 60)
        begun.update(heard)
        return heard

    setattr(hands, "wait", patient)  # noqa: B010
    hands.MANY = 1


def put_promises() -> None:
    """A public plan of a few promises, with evidence and findings."""
    whole = invented_plan(1)
    pillars = whole.pillars[:1]
    refs = {promise.ref for promise in pillars[0].commitments}
    facts = tuple(fact for fact in whole.facts if refs.issuperset(one.subject for one in fact.supports))
    findings = tuple(one for one in whole.findings if one.subject in refs)
    load_package(
        replace(whole, pillars=pillars, facts=facts, findings=findings),
        by=SYSTEM,
        at=LOADED_AT,
    )


def put_copy() -> None:
    """An archived copy of what the evidence for these promises cites, for everybody."""
    cited, kept = Document.objects.order_by("slug")[0], b"The ferry runs."
    sources.archive_upload(cited, "page.txt", kept, by=SYSTEM, at=LOADED_AT, showing=Showing.COPY, bytes_max=1000)


def publish_by(out: str, as_of: str, processes: str) -> None:
    """Publish; prints how many groups others have made, how many made some, and how many of them are left."""
    others = _counted()
    _helped()
    cli(["publish", out, "--as-of", as_of, "--processes", processes], prog_name="entente", standalone_mode=False)
    print(len(others), len(set(others)), len(psutil.Process().children()))


def work_on_the_site_with_hands(out: str) -> None:
    """The worker of a server that has a folder named, for which a publication was asked.  Prints as `publish_by` does."""
    settings.ENV = settings.ENV.model_copy(update={"publish": out, "publish_processes": 2})
    setattr(jobs, "actor_of_post", lambda _post, **_on: SYSTEM)  # noqa: B010  # who asked holds no post in these tests
    others = _counted()
    _helped()
    cli(["worker", "--once"], prog_name="entente", standalone_mode=False)
    print(len(others), len(set(others)), len(psutil.Process().children()))


def _counted() -> list[object]:
    """From now on: who made each group that came from elsewhere."""
    others, pages = list[object](), hands._Other.pages

    def counted(other: hands._Other, *handed: Any) -> Any:
        others.append(other)
        return pages(other, *handed)

    setattr(hands._Other, "pages", counted)  # noqa: B010
    return others


def make_some_and_then_more() -> None:
    """Prints how many groups another process made of the first, and how many of more that came when it had none left."""
    others = _counted()
    _helped()
    at = datetime(2026, 3, 1, tzinfo=UTC)
    promises = list(plans.commitments(PUBLIC, SLUG, as_of=at))
    named = [links.href("commitment", "en", plan=SLUG, number=promise.number) for promise in promises]
    with (
        offered_instant() as offer,
        hands.hands(Sight(Instant.of(at), "https://record.example"), offer, None, processes=2) as makers,
    ):
        for some in (named[::2], named[1::2]):
            before = len(others)
            for address in some:
                makers.give([(files.file_of(address), address)])
            while makers.take():
                pass
            print(len(others) - before)


def publish_while_somebody_writes(out: str, as_of: str) -> None:
    """Publish; before the others begin, promises go on record that the pages would show."""
    is_written = False

    def write(_channels: Sequence[Connection]) -> None:
        nonlocal is_written
        if not is_written:
            is_written = True
            elsewhere(put_promises)

    _helped(write)
    cli(["publish", out, "--as-of", as_of, "--processes", "3"], prog_name="entente", standalone_mode=False)


def publish_and_lose_a_hand(out: str, as_of: str, messages: str) -> None:
    """Publish; after so many messages one of the others is killed.  Prints how many processes are left."""
    left = int(messages)

    def kill(_channels: Sequence[Connection]) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            psutil.Process().children()[0].kill()

    _helped(kill)
    try:
        cli(["publish", out, "--as-of", as_of, "--processes", "3"], prog_name="entente")
    finally:
        print(len(psutil.Process().children()), flush=True)


def publish_and_die_with_hands(out: str, as_of: str, messages: str) -> None:
    """Publish, killed after so many messages.  Prints the others before."""
    left = int(messages)

    def die(_channels: Sequence[Connection]) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            print(*[child.pid for child in psutil.Process().children()], flush=True)
            os.kill(os.getpid(), signal.SIGKILL)

    _helped(die)
    cli(["publish", out, "--as-of", as_of, "--processes", "3"], prog_name="entente")


ACTS = (
    work_on_the_site_with_hands,
    put_promises,
    put_copy,
    publish_by,
    make_some_and_then_more,
    publish_while_somebody_writes,
    publish_and_lose_a_hand,
    publish_and_die_with_hands,
)
