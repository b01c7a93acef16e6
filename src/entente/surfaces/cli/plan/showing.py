"""A plan, a pillar or a promise on a terminal, in plain words."""

from __future__ import annotations

from collections.abc import Sequence

import click

from entente.foundation.common.languages import Wording, pick
from entente.surfaces.api import shapes

NOT_ON_RECORD = "not on record"
EVIDENCE = {
    "found": "public evidence found",
    "none_found": "searched, none found",
    "not_looked": "not searched yet",
}
REPORTED = {
    "not_owed": "not applicable",
    "not_taking_part": "nothing reported: not taking part",
    "nothing_yet": "nothing reported yet",
    "no_change": "no change noted",
    "reported": "reported",
}


def show_plan(plan: shapes.Plan, language: str) -> None:
    """Where it stands in one line, then every promise under its pillar."""
    click.echo(_said(plan.title, language, plan.languages))
    click.echo(f"{plan.ref}, {plan.status}, kept by {_said(plan.keeper.name, language, plan.languages)}")
    found = plan.evidence
    click.echo(
        f"{plan.commitments} commitments: {found['found']} with public evidence, {found['none_found']} where none was "
        f"found, {found['not_looked']} not searched yet"
    )
    for party in plan.parties:
        standing = "taking part" if party.standing == "taking_part" else "not taking part"
        click.echo(f"{party.code} {_said(party.name, language, plan.languages)}: {standing}")
    for pillar in plan.pillars:
        click.echo()
        show_pillar(pillar, language, plan.languages)


def show_pillar(pillar: shapes.Pillar, language: str, order: Sequence[str]) -> None:
    title = _said(pillar.title, language, order) or _text(pillar.texts.get("title", {}), language, order)
    click.echo(f"{pillar.number}. {title}")
    for promise in pillar.commitments:
        owed = ", ".join(promise.obligors)
        click.echo(f"  {promise.number}  {_name(promise, language, order)}")
        click.echo(f"      {owed}; {promise.kind}, {promise.strength}; {EVIDENCE[promise.evidence.state]}")


def show_commitment(promise: shapes.OneCommitment, language: str, order: Sequence[str]) -> None:
    """Everything on record about one promise."""
    click.echo(f"{promise.ref}  {_name(promise, language, order)}")
    if summary := _said(promise.summary, language, order):
        click.echo(summary)
    click.echo(f"Authentic wording: {_text(promise.texts, language, order) or NOT_ON_RECORD}")
    click.echo(f"Who owes it: {', '.join(promise.obligors)}; {promise.kind}, {promise.strength}")
    for clause in promise.clauses:
        click.echo(f"  {clause.letter}) {_said(clause.text, language, order)} ({', '.join(clause.obligors)})")
    for window in promise.windows:
        click.echo(f"Bound to: {_said(window.name, language, order)}, {window.period}")
    for lead in promise.leads:
        click.echo(f"Carried by: {_said(lead.name, language, order)} ({lead.role})")
    for code, state in promise.reported.items():
        click.echo(f"{code}: {REPORTED[state]}")
    click.echo(f"Public evidence: {EVIDENCE[promise.evidence.state]}")
    for claim in promise.claims:
        _show_claim(claim, language, order)
    for finding in promise.findings:
        where = _said(finding.looked_where, language, order)
        click.echo(f"  {finding.looked_on}: {finding.owner} looked and found none ({where})")


def _show_claim(claim: shapes.Claim, language: str, order: Sequence[str]) -> None:
    weight = "context" if claim.is_context else claim.supports
    click.echo(f"  {claim.happened or 'undated'}: {_said(claim.statement, language, order)} ({weight})")
    for source in claim.sources:
        archived = "archived" if source.is_archived else "cited and not yet archived"
        click.echo(f"    {source.address or _said(source.title, language, order)} ({archived})")


def _name(promise: shapes.CommitmentSummary, language: str, order: Sequence[str]) -> str:
    return _said(promise.title, language, order) or _text(promise.texts, language, order)


def _said(wording: Wording, language: str, order: Sequence[str]) -> str:
    return pick(wording, language, order)[0]


def _text(texts: shapes.Texts, language: str, order: Sequence[str]) -> str:
    return _said({tag: one.text for tag, one in texts.items()}, language, order)
