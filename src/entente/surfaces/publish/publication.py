"""Publish: the whole public record into a folder, for any file host and for readers without one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from entente.foundation.common import rights
from entente.foundation.common.actors import PUBLIC, Actor
from entente.foundation.common.canonical import sha256_hex
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.shared_instant import offered_instant
from entente.foundation.ledger import commands, queries
from entente.foundation.ledger.manifests import FileList, file_list
from entente.foundation.ledger.publication import LEDGER, write_ledger
from entente.foundation.ledger.words import RELEASE_ACTION
from entente.record.assessment import queries as assessment
from entente.record.plan import queries as plans
from entente.surfaces.web import links

from .folder import Site, fresh_site, speaks_of
from .hands import hands, processes_wanted
from .instants import Instant
from .kept_files import OF_NO_PAGE
from .memory import loaded_program_apart
from .parts import Sight
from .progress import notes_of
from .questions import Questions
from .site import Made, Report, write_site
from .software import software
from .trace import Trace
from .words import unwritten

SETTLING, LONGEST_WAIT = timedelta(minutes=1), timedelta(minutes=10)
"""An officer files several things in a row: one publication takes them all, and none waits for long."""
LOOKED_AT = 500
"""So many entries are not waited for any longer."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication wrote.

    missing  files whose page the public does not find, though another page leads to it
    fresh    files that were made anew; the others are those of the site before
    """

    files: int
    size_bytes: int
    missing: tuple[str, ...]
    fresh: int = 0


def publish(
    out: Path, *, by: Actor, as_of: datetime, at: datetime, origin: str, report: Report, processes: int = 0
) -> Published:
    """Write the public record as of an instant into a folder; the site that was there is replaced at once or not at all.

    origin     where the folder will be served, for what has to be absolute: citations, site map, the page for no page
    processes  so many make the pages when they are many; 0: as the operator set it, else as there are processors
    The files are put on the public log and the log is written beside them, for anybody to check.
    Raises ActionDenied, RuleBroken for an instant to come, PublicationRefused, and InvalidTransition for a folder with
    another record or a log that is not continued.
    """
    require(rights.may(by, "site.publish"))
    if as_of > at:
        raise RuleBroken(
            "What is to come cannot be published: some of it is held back until its day; name an instant past."
        )
    with fresh_site(out, as_of) as site:
        site.take_over(LEDGER)
        write_ledger(site.folder, as_of=at)  # refuses a folder that holds another record, before any page is made
        with _tracing(site, as_of, origin) as trace:
            sight = Sight(Instant.of(as_of.astimezone(UTC)), origin.rstrip("/"))
            made = _write(site, trace, sight, report, processes or processes_wanted())
            languages = [tag for tag, _name in links.languages()]
            marker = site.mark(as_of=as_of.astimezone(UTC).isoformat(), languages=languages)
            trace.files.note(OF_NO_PAGE, [marker])
            manifest = file_list(trace.files.lines())
            trace.save(_facts(_release(site, manifest, by, at), origin))
    return Published(manifest.files, made.size_bytes, tuple(made.missing), made.fresh)


def _write(site: Site, trace: Trace, sight: Sight, report: Report, processes: int) -> Made:
    asked = Questions(trace.now, trace.next_question, trace.question)
    with offered_instant() as offer:
        trace.compare()
        makers_of_all = hands(sight, offer, asked, trace.parts, processes=processes)
        with asked.recording(), loaded_program_apart(), makers_of_all as makers:
            made = write_site(site, trace, makers, sight=sight, report=report)
        trace.tidy()
    return made


@contextmanager
def _tracing(site: Site, as_of: datetime, origin: str) -> Iterator[Trace]:
    """The notes on what the pages rest on, begun from those of the last publication if the folder is still as it left it."""
    file = notes_of(site.before)
    try:
        try:
            trace = Trace(file, as_of.astimezone(UTC), standing_facts(site.before, origin))
        except OSError as error:
            raise unwritten(file.parent, error.strerror) from error
        site.stands, site.ends = trace.stand, trace.close
        yield trace
    except sqlite3.Error as error:
        raise unwritten(file.parent, str(error)) from error


def standing_facts(out: Path, origin: str) -> dict[str, str]:
    """What the notes on the folder that stands must agree with."""
    return _facts(_manifest_in(out), origin)


def _manifest_in(out: Path) -> str:
    """The manifest of the site that stands, by its hash; "" for none."""
    found = [path.name for path in (out / LEDGER / "manifests").glob("*")]
    return found[0] if len(found) == 1 else ""


def _facts(manifest: str, origin: str) -> dict[str, str]:
    """What has to be the same for a page to be taken over, beside what it asked."""
    return {
        "software": software(),
        "origin": origin,
        "demonstration": str(settings.IS_DEMONSTRATION),
        "manifest": manifest,
    }


def has_turned(out: Path, *, at: datetime) -> bool:
    """Whether a page of a published folder has changed by the clock alone since the instant it speaks of.

    False for a folder that no publication wrote: somebody publishes a first time, on purpose.
    """
    made = speaks_of(out)
    return made is not None and any(
        assessment.next_turns(slug, as_of=made, until=at) for slug in plans.visible_slugs(PUBLIC, as_of=at)
    )


def has_settled_entries(out: Path, *, at: datetime) -> bool:
    """Whether the public log grew since the instant of a published folder, and those who write seem to have paused.

    They have when no entry came for SETTLING, or when the first has waited for LONGEST_WAIT.  False for no folder of ours.
    """
    made = speaks_of(out)
    if made is None:
        return False
    begin = queries.size(queries.PUBLIC_LOG, as_of=made)
    found = [one.at for one in queries.entries(queries.PUBLIC_LOG, begin, LOOKED_AT) if one.action != RELEASE_ACTION]
    came = [when for when in found if made < when <= at]
    return bool(came) and (max(came) <= at - SETTLING or min(came) <= at - LONGEST_WAIT or len(found) == LOOKED_AT)


def _release(site: Site, manifest: FileList, by: Actor, at: datetime) -> str:
    """Put the files of the site on the public log, and the log beside them; the same files again are no new release.

    Returns the hash of the manifest.
    """
    latest = queries.latest_for(queries.record_name(), action=RELEASE_ACTION)
    said = latest.content if latest else None
    present = manifest.sha256, sha256_hex(queries.verifier_bytes())
    if said is None or (said["manifest"], said["verifier"]) != present:  # a newer verifier is written out by a release
        commands.record_release(manifest, by=by, at=at)
    write_ledger(site.folder, as_of=at)
    return present[0]
