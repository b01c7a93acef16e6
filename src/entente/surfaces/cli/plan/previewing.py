"""What an import would do, for people: what was taken and by which words, what was left out and why, what differs."""

from __future__ import annotations

import json

import click

from entente.foundation.common.languages import pick
from entente.record.plan.importers import CommitmentDraft
from entente.surfaces.intake.align import Piece, TextDiff
from entente.surfaces.intake.imports import Outcome, Preview
from entente.surfaces.intake.packages import PlanPackage

LEFT_OUT_LENGTH = 100
"""Signs of a left-out text that are shown: enough to find it again."""


def show(found: Preview) -> None:
    """The whole preview, on standard output."""
    click.echo(found.sentence)
    show_notes(found)
    draft = found.draft
    click.echo(f"\n{draft.title or 'No title found.'}")
    click.echo(
        f"Parties: {', '.join(draft.parties) or 'none found; name them with --party'}. Language: {draft.language}."
    )
    for pillar in draft.pillars:
        click.echo(f"\n{pillar.number}. {pillar.title}")
        for commitment in pillar.commitments:
            _show_commitment(commitment)
    if draft.left_out:
        click.echo("\nLeft out:")
    for left in draft.left_out:
        text = left.text if len(left.text) <= LEFT_OUT_LENGTH else f"{left.text[:LEFT_OUT_LENGTH].rstrip()}…"
        click.echo(f"  {left.place}: {text}\n    {left.reason}")
    if found.outcome is Outcome.CHANGED:
        show_differences(found)


def show_notes(found: Preview) -> None:
    """What the reader should know: a guessed encoding, a party not found, shapes that part."""
    for sentence in (*found.draft.notes, *(one.sentence for one in found.divergences)):
        click.echo(f"Note: {sentence}")


def show_differences(found: Preview, *, err: bool = False) -> None:
    """Word by word: [-removed-] stands on record only, {+added+} in the document only."""
    click.echo("\nWords that differ, [-on record-] and {+in the document+}:", err=err)
    for diff in found.differences:
        click.echo(f"  {diff.subject} ({diff.field.value})\n    {_marked(diff)}", err=err)


def show_package(package: PlanPackage, *, as_json: bool) -> None:
    """A package as it would be loaded; as JSON in the shape of hand-marked plans, by its summaries."""
    if as_json:
        click.echo(json.dumps(_as_marked(package), ensure_ascii=False, indent=2))
        return
    languages = package.languages
    click.echo(f"{pick(package.title, 'en', languages)[0]} ({package.slug}), a plan package that is sound.")
    click.echo(
        f"{len(package.commitments)} commitments, {len(package.facts)} facts, {len(package.findings)} findings, "
        f"{len(package.sources)} sources, {len(package.organisations)} organisations."
    )
    for pillar in package.pillars:
        click.echo(f"\n{pillar.number}. {pick(pillar.title, 'en', languages)[0]}")
        for one in pillar.commitments:
            click.echo(f"  {one.number}  {pick(one.title, 'en', languages)[0]}")
            click.echo(f"      owed by {', '.join(one.obligors)}; {one.kind}; {one.strength}")


def _show_commitment(commitment: CommitmentDraft) -> None:
    words = {reason.axis: reason.words for reason in commitment.reasons}
    click.echo(f"  {commitment.ref}  {commitment.text}")
    axes = (
        ("obligors", "owed by " + (", ".join(commitment.obligors) or "nobody named")),
        ("kind", commitment.kind),
        ("strength", commitment.strength),
    )
    click.echo("      " + "; ".join(f"{value}{_by(words.get(axis, ''))}" for axis, value in axes))
    if len(commitment.clauses) > 1:
        for clause in commitment.clauses:
            click.echo(f"      - {clause.text}{_by(clause.words)}")


def _by(words: str) -> str:
    return f" (“{words}”)" if words else ""


def _marked(diff: TextDiff) -> str:
    return " ".join(_piece(piece) for piece in diff.pieces)


def _piece(piece: Piece) -> str:
    marks = {"removed": "[-{}-]", "added": "{{+{}+}}"}
    return marks.get(piece.kind, "{}").format(piece.words)


def _as_marked(package: PlanPackage) -> dict[str, object]:
    first = package.languages[0]
    return {
        "title": pick(package.text.titles or package.title, first, package.languages)[0],
        "parties": [party.code for party in package.parties],
        "pillars": [
            {
                "number": pillar.number,
                "title": pick(pillar.title, first, package.languages)[0],
                "introduction": "",
                "commitments": [
                    {
                        "ref": one.number,
                        "text": pick(one.summary, first, package.languages)[0],
                        "obligors": list(one.obligors),
                        "kind": one.kind,
                        "strength": one.strength,
                        "clauses": max(1, len(one.clauses)),
                    }
                    for one in pillar.commitments
                ],
            }
            for pillar in package.pillars
        ],
    }
