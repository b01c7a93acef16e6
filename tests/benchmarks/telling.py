"""What `bench_following` measures, in a process of its own: `python -m tests.benchmarks.telling FOLLOWERS`."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core import mail  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils.feedgenerator import Atom1Feed  # noqa: E402

from entente.foundation.ledger import commands as ledger  # noqa: E402
from entente.surfaces.following import follows  # noqa: E402
from entente.surfaces.following.follows import Wish  # noqa: E402
from entente.surfaces.following.items import Feed, feed_of  # noqa: E402
from entente.surfaces.following.models import Follow  # noqa: E402
from entente.surfaces.following.sending import send_to_followers  # noqa: E402
from entente.surfaces.following.subjects import find  # noqa: E402
from entente.surfaces.following.words import Rhythm, SubjectKind  # noqa: E402
from entente.surfaces.following.writers import as_atom, as_json_feed  # noqa: E402
from entente.surfaces.web.desk.views.notices import absolute  # noqa: E402
from tests.record.builders import shared_plan  # noqa: E402
from tests.surfaces.following.acting import plans_step  # noqa: E402

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
HERE = "https://record.example/en/plans/tri-plan/follow/changes.atom"
ENTRIES, ROUNDS, WRITES = 120, 5, 50


def main() -> None:
    followers = int(sys.argv[1])
    settings.EMAIL_BACKEND, settings.MAIL_IS_ON = "django.core.mail.backends.locmem.EmailBackend", True
    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0)
    shared_plan()
    for at in range(ENTRIES):
        plans_step(f"step-{at}", "2027-12-15", at=NOW - timedelta(days=1))
    print(json.dumps({**feeds(), **answers(), **mails(followers)}))


def feeds() -> dict[str, float]:
    """Milliseconds of the processor for one feed of a hundred entries, written of the same facts; the best of the rounds."""
    feed = _feed()
    return {
        "built": best(_feed),
        "atom": best(lambda: as_atom(feed, here=HERE)),
        "json": best(lambda: as_json_feed(feed, here=HERE)),
        "django": best(lambda: by_django(feed)),
        "atom_bytes": len(as_atom(feed, here=HERE)),
        "django_bytes": len(by_django(feed)),
    }


def _feed() -> Feed:
    return feed_of(find("tri-plan", SubjectKind.PLAN, "", as_of=NOW), "en", as_of=NOW)


def by_django(feed: Feed) -> bytes:
    written = Atom1Feed(
        title=feed.title.text, link=feed.page, description=feed.description, language=feed.language, feed_url=HERE
    )
    for item in feed.items:
        written.add_item(
            title=item.title,
            link=item.address,
            description=item.text.text if item.text else "",
            unique_id=item.key,
            author_name=item.by,
            pubdate=item.published,
            updateddate=item.updated,
            categories=[item.action],
        )
    return written.writeString("utf-8").encode()


def answers() -> dict[str, float]:
    """Milliseconds for a whole answer of the site, and for “nothing new”."""
    address = "/en/plans/tri-plan/follow/changes.atom"
    first = Client().get(address)
    known = first["ETag"]
    assert (first.status_code, Client().get(address, headers={"If-None-Match": known}).status_code) == (200, 304)
    return {
        "again": best(lambda: Client().get(address, headers={"If-None-Match": known})),
        "whole": best(lambda: Client().get(address, REMOTE_ADDR=f"10.{time.monotonic_ns() % 250}.0.1"), writes=10),
    }


def best(act: Callable[[], object], *, writes: int = WRITES) -> float:
    spent = []
    for _round in range(ROUNDS):
        start = time.process_time()
        for _write in range(writes):
            act()
        spent.append((time.process_time() - start) / writes * 1000)
    return min(spent)


def mails(followers: int) -> dict[str, float]:
    """The digest of so many, thirty changes each, handed to a server that takes all at once."""
    for at in range(followers):
        wish = Wish("tri-plan", SubjectKind.PLAN, "", Rhythm.DAILY, ("en", "es", "fr")[at % 3])
        follows.ask(f"reader-{at}@example.org", wish, at=NOW)
    Follow.objects.update(mailed_at=NOW)
    for follow in Follow.objects.all():
        follows.confirm(str(follow.pk), at=NOW)
    for at in range(30):
        plans_step(f"news-{at}", "2027-12-15", at=NOW)
    ledger.seal()
    mail.outbox = []
    morning, turns = NOW + timedelta(days=1), 0
    start, wall = time.process_time(), time.monotonic()
    while send_to_followers(at=morning, address=absolute):
        turns += 1
    assert len(mail.outbox) == followers
    return {"mail_cpu": time.process_time() - start, "mail_wall": time.monotonic() - wall, "turns": turns}


if __name__ == "__main__":
    main()
