"""Updates as pages show them: what a side says it did, what it rests on, and every version of it with its note."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from entente.foundation.texts.queries import is_unofficial
from entente.record.delivery.queries import UpdateView, Urgency
from entente.record.verification.queries import ClaimView

from . import labels_of_work, links
from .frame import NavigationLink
from .labels import Tag
from .reader import Reader
from .wording import Said


@dataclass(frozen=True, slots=True)
class ProofLine:
    """A piece of evidence that an update rests on.  address: where it stands in whole."""

    statement: Said
    address: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class ErratumItem:
    """What a side noted as wrong in its update after the plan was closed.  noted: "Correction noted on …"."""

    noted: str
    text: Said


@dataclass(frozen=True, slots=True)
class UpdateItem:
    """A published update.

    address     of the update itself, by which it is cited
    facts       when it was published, by which post, which version: short phrases
    corrected   "Corrected on 3 May 2026:", "" for a first version; correction: why
    versions    all versions that a reader may read, latest first; () when there is one
    """

    anchor: str
    address: str
    title: str
    facts: tuple[str, ...]
    errata: tuple[ErratumItem, ...]
    corrected: str
    correction: Said
    urgent: str
    is_no_change: bool
    done: Said
    next_step: Said
    challenges: Said
    proofs: tuple[ProofLine, ...]
    versions: tuple[NavigationLink, ...]


def claims_by_name(claims: Iterable[ClaimView]) -> dict[str, ClaimView]:
    """ "owner/slug" -> claim, as updates name what they rest on."""
    return {f"{claim.owner}/{claim.slug}": claim for claim in claims}


def update_items(
    updates: Sequence[UpdateView], claims: Mapping[str, ClaimView], reader: Reader
) -> tuple[UpdateItem, ...]:
    """The standing version of each update in the order given, with links to its earlier ones."""
    versions: dict[str, list[UpdateView]] = {}
    for update in updates:
        versions.setdefault(update.ref, []).append(update)
    return tuple(update_item(view, versions[view.ref], claims, reader) for view in updates if view.is_current)


def update_item(
    view: UpdateView, versions: Sequence[UpdateView], claims: Mapping[str, ClaimView], reader: Reader
) -> UpdateItem:
    """One version; `versions` are all of the same update."""
    published = reader.day(view.public_at.date()) if view.public_at else ""
    facts = [
        _("published on %(date)s") % {"date": published},
        reader.post(view.published_by),
        _unofficial(view, reader),
    ]
    return UpdateItem(
        anchor=f"update-{view.owner}-{view.number}",
        address=update_address(view, reader),
        title=_("%(who)s, as of %(date)s") % {"who": reader.owner(view.owner), "date": reader.day(view.as_of_on)},
        facts=tuple(fact for fact in facts if fact),
        errata=tuple(
            ErratumItem(
                _("Correction noted on %(date)s, after the plan was closed:") % {"date": reader.day(one.at.date())},
                reader.said(one.text),
            )
            for one in view.errata
        ),
        corrected=_("Corrected on %(date)s:") % {"date": published} if view.correction else "",
        correction=reader.said(view.correction),
        urgent=urgent_words(view.urgent_for),
        is_no_change=view.is_no_change,
        done=reader.said(view.done),
        next_step=reader.said(view.next_step),
        challenges=reader.said(view.challenges),
        proofs=tuple(_proof(claims[name], reader) for name in view.claims if name in claims),
        versions=_versions(view, versions, reader),
    )


def urgent_words(code: str) -> str:
    """Why a correction could not wait; "" for one that could."""
    return {
        "": "",
        Urgency.HARM: _("Corrected urgently: somebody could come to harm."),
        Urgency.RELIED_ON: _("Corrected urgently: a wrong figure, name or date was being relied on."),
        Urgency.PRIVACY: _("Corrected urgently: it said something of a person that it must not."),
        Urgency.LAW: _("Corrected urgently: a law or a court asked for it."),
    }[code]


def update_address(view: UpdateView, reader: Reader, *, is_version: bool = False) -> str:
    """The permanent address of an update, or of this very version of it."""
    number = view.commitment.rpartition("/")[2]
    keys = {"plan": reader.plan.slug, "number": number, "update": f"{view.owner}-{view.number}"}
    if is_version:
        return links.href("update_version", reader.language, **keys, version=str(view.version))
    return links.href("update", reader.language, **keys)


def commitment_address(ref: str, reader: Reader) -> str:
    return links.href("commitment", reader.language, plan=reader.plan.slug, number=ref.rpartition("/")[2])


def speakers(updates: Iterable[UpdateView]) -> tuple[set[str], set[str]]:
    """The owners and the posts that speak in updates."""
    kept = list(updates)
    return {view.owner for view in kept}, {view.published_by for view in kept}


def _versions(view: UpdateView, versions: Sequence[UpdateView], reader: Reader) -> tuple[NavigationLink, ...]:
    if len(versions) < 2:
        return ()
    return tuple(
        NavigationLink(
            _("version %(number)d") % {"number": one.version},
            update_address(one, reader, is_version=True),
            one.version == view.version,
        )
        for one in sorted(versions, key=lambda one: -one.version)
    )


def _unofficial(view: UpdateView, reader: Reader) -> str:
    """Whether the words shown are a translation that nobody reviewed."""
    state = view.states.get("done", {}).get(reader.said(view.done).language)
    return _("Unofficial translation") if state is not None and is_unofficial(state) else ""


def _proof(claim: ClaimView, reader: Reader) -> ProofLine:
    address = f"{commitment_address(claim.commitment, reader)}#evidence-{claim.slug}" if claim.commitment else ""
    return ProofLine(reader.said(claim.statement), address, labels_of_work.proof(claim.proof.state))
