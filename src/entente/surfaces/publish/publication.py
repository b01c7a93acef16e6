"""Publish: the whole public record into a folder, for any file host and for readers without one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from entente.foundation.common import rights
from entente.foundation.common.actors import PUBLIC, Actor
from entente.foundation.common.canonical import canonical_bytes, sha256_hex
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.reading import one_instant
from entente.foundation.ledger import commands, queries
from entente.foundation.ledger.publication import LEDGER, write_ledger
from entente.foundation.ledger.words import RELEASE_ACTION
from entente.record.assessment import queries as assessment
from entente.record.plan import queries as plans
from entente.surfaces.web import links

from .folder import Site, fresh_site, speaks_of
from .site import Report, site_files


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication wrote.

    missing  files whose page the public does not find, though another page leads to it
    """

    files: int
    size_bytes: int
    missing: tuple[str, ...]


def publish(out: Path, *, by: Actor, as_of: datetime, at: datetime, origin: str, report: Report) -> Published:
    """Write the public record as of an instant into a folder; the site that was there is replaced at once or not at all.

    origin  where the folder will be served, for what has to be absolute: citations, site map, the page for no page
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
        with one_instant():
            published = _write(site, as_of, origin.rstrip("/"), report)
        site.mark(as_of=as_of.astimezone(UTC).isoformat(), languages=[tag for tag, _name in links.languages()])
        _release(site, by, at)
    return published


def has_turned(out: Path, *, at: datetime) -> bool:
    """Whether a page of a published folder has changed by the clock alone since the instant it speaks of.

    False for a folder that no publication wrote: somebody publishes a first time, on purpose.
    """
    made = speaks_of(out)
    return made is not None and any(
        assessment.next_turns(slug, as_of=made, until=at) for slug in plans.visible_slugs(PUBLIC, as_of=at)
    )


def _release(site: Site, by: Actor, at: datetime) -> None:
    """Put the files of the site on the public log, and the log beside them; the same files again are no new release."""
    latest = queries.latest_for(queries.record_name(), action=RELEASE_ACTION)
    said = latest.content if latest else None
    present = sha256_hex(canonical_bytes(site.manifest)), sha256_hex(queries.verifier_bytes())
    if said is None or (said["manifest"], said["verifier"]) != present:  # a newer verifier is written out by a release
        commands.record_release(site.manifest, by=by, at=at)
    write_ledger(site.folder, as_of=at)


def _write(site: Site, as_of: datetime, origin: str, report: Report) -> Published:
    size, missing = 0, []
    for file in site_files(as_of=as_of, origin=origin, report=report):
        site.write(file.name, file.content)
        size += len(file.content)
        if not file.is_there:
            missing.append(file.name)
    return Published(len(site.manifest), size, tuple(missing))
