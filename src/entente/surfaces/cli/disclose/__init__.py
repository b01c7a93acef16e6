"""`entente disclose`: what one side may release about a promise, for a request for access or an audit."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from pathlib import Path

import click
from django.db import transaction
from django.utils import timezone

from entente.foundation.accounts import queries as accounts
from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import ActionDenied, RuleBroken
from entente.foundation.common.rights import may
from entente.foundation.ledger import commands as ledger
from entente.record.plan import queries as plans
from entente.surfaces.cli.screen import json_option, print_json

from .items import ASSEMBLED, holdings
from .redaction import read_exemptions, redact, require_absent
from .sampling import draw
from .writing import Release, files_of, write

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("commitment", metavar="PLAN/NUMBER")
@click.option("--party", required=True, metavar="CODE", help="Whose records; the post must act for it.")
@click.option("--as", "post", required=True, metavar="ORGANISATION/POST", help="The access officer's post.")
@click.option("--from", "from_at", required=True, type=DAY, help="First day.")
@click.option("--to", "to_at", required=True, type=DAY, help="Last day.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="A new folder, or a new .zip.")
@click.option("--exempt", type=click.Path(path_type=Path), help="YAML: what is not released, and why.")
@click.option("--sample", type=click.IntRange(1), help="Show this many items, drawn by the seed.")
@click.option("--seed", default="", help="Any text, agreed with the auditor beforehand.")
@json_option
def disclose(
    *,
    commitment: str,
    party: str,
    post: str,
    from_at: datetime,
    to_at: datetime,
    out: Path,
    exempt: Path | None,
    sample: int | None,
    seed: str,
    as_json: bool,
) -> None:
    """Assemble every version, check, approval and entry about a promise that one side may release."""
    now = timezone.now()
    by = _officer(post, party, timezone.localdate(now))
    if (sample is None) != (not seed):
        raise RuleBroken("A sample needs both: --sample says how many, --seed is what they are drawn by.")
    ledger.seal()
    plans.get_commitment_row(by, commitment, as_of=now)
    held = holdings(by, commitment, from_on=from_at.date(), to_on=to_at.date(), as_of=now)
    redacted = redact(held.items, read_exemptions(exempt) if exempt else [])
    refs = [one.item.ref for one in redacted.items]
    release = Release(
        about=commitment,
        party=party,
        from_on=from_at.date(),
        to_on=to_at.date(),
        made_on=timezone.localdate(now),
        made_by=by.post,
        items=redacted.items,
        consult=held.consult,
        seed=seed,
        sample=None if sample is None else tuple(draw(refs, number=sample, seed=seed)),
    )
    files = files_of(release)
    require_absent(files, redacted.secrets)
    _hand_over(release, files, out, by, now)
    told = {"out": str(out), "items": len(refs), "consult": dict(held.consult), "files": sorted(files)}
    if as_json:
        print_json(told)
        return
    click.echo(f"{out}: {len(refs)} items of {party}; of others, to be consulted: {_listed(told['consult'])}.")


def _hand_over(release: Release, files: dict[str, bytes], out: Path, by: Actor, at: datetime) -> None:
    """The entry and the files, both or neither."""
    with transaction.atomic():
        ledger.record(
            by,
            ASSEMBLED,
            release.about,
            at=at,
            from_on=release.from_on.isoformat(),
            to_on=release.to_on.isoformat(),
            items=len(release.items),
            withheld=sum(one.is_withheld for one in release.items),
            sample=len(release.sample or ()),
            sha256={name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
        )
        write(files, out)


def _officer(ref: str, party: str, today: date) -> Actor:
    """The actor of the post, through who holds it today.  Raises ActionDenied, NotVisible."""
    by = accounts.actor_of_post(ref, on=today)
    require(may(by, "disclose"))
    if by.owner != party:
        raise ActionDenied(f"{ref} acts for {by.owner}, not for {party}; each side releases its own records alone.")
    return by


def _listed(consult: object) -> str:
    assert isinstance(consult, dict)
    return ", ".join(f"{number} of {originator}" for originator, number in consult.items()) or "none"
