"""Reads of activities, whole, at the same number of queries for one and for thousands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import NotVisible
from entente.foundation.common.languages import Wording
from entente.foundation.common.pieces import PIECE, Piece, rows_in_pieces
from entente.foundation.common.prepared import prepared, prepared_along
from entente.foundation.common.reading import remembered_whole
from entente.foundation.common.records import readable
from entente.foundation.common.refs import activity_ref, session_ref, stage_ref
from entente.foundation.sources.models import Citation
from entente.record.delivery.models import Activity, InstrumentText, Money, Part, Service, Session, StageMark
from entente.record.delivery.rules.clock import renewal_day
from entente.record.delivery.rules.stages import NO_PROOF, StageState, Standing

from .proof import standings
from .stages import marks_on, ref_of, stage_refs, states_of
from .views import ActivityView, InstrumentTextView, MoneyView, PartView, ServiceView, SessionView


def activity_rows(by: Actor, *, as_of: datetime) -> QuerySet[Activity]:
    """The activities that an actor may read: the start of every list."""
    return Activity.objects.filter(readable(by, as_of=as_of), made_at__lte=as_of)


def activities_on(by: Actor, commitment: str, *, as_of: datetime) -> list[ActivityView]:
    """The activities that serve a promise or a clause of it, by title's slug.  Twelve queries, one where none does."""
    keys = serving(by, [commitment], as_of=as_of)
    return views(by, _whole(by, keys, as_of), as_of=as_of) if keys else []


def serving(by: Actor, commitments: Sequence[str], *, as_of: datetime) -> list[UUID]:
    """Keys of the activities that an actor may read and that serve any of some promises or a clause of them.  One query.

    Of others nothing is said here, not even by one more query after it.
    """
    return list(dict.fromkeys(key for _commitment, key in _services(by, commitments, as_of)))


@prepared_along("commitment")
def _services(by: Actor, commitments: Sequence[str], as_of: datetime) -> QuerySet[Service, tuple[str, UUID]]:
    rows = Service.objects.filter(commitment__in=commitments, withdrawn_at__isnull=True)
    rows = rows.filter(activity__in=activity_rows(by, as_of=as_of))
    return rows.order_by("pk").values_list("commitment", "activity")


@prepared
def _whole(by: Actor, keys: Sequence[UUID], as_of: datetime) -> QuerySet[Activity]:
    return whole_rows(activity_rows(by, as_of=as_of).filter(pk__in=keys), by, as_of)


def activities_on_plan(by: Actor, plan: str, *, as_of: datetime) -> list[ActivityView]:
    """Every activity kept under a plan, also those that serve no promise yet.  Eleven queries."""
    return views(by, whole_rows(activity_rows(by, as_of=as_of).filter(plan=plan), by, as_of), as_of=as_of)


@remembered_whole
def activity_titles(by: Actor, plan: str, *, as_of: datetime) -> dict[str, Wording]:
    """Slug -> title of the activities kept under a plan.  One query."""
    return dict(activity_rows(by, as_of=as_of).filter(plan=plan).values_list("slug", "title"))


def activity_pieces(by: Actor, plan: str, *, as_of: datetime, size: int = PIECE) -> Iterator[Piece[ActivityView]]:
    """The same, so many at a time.  One query, and eleven for each piece."""
    rows = activity_rows(by, as_of=as_of).filter(plan=plan).order_by("slug")
    return rows_in_pieces(rows, lambda some: views(by, whole_rows(some, by, as_of), as_of=as_of), size)


def get_activity(by: Actor, plan: str, slug: str, *, as_of: datetime) -> ActivityView:
    """One activity, whole.  Raises NotVisible."""
    rows = activity_rows(by, as_of=as_of).filter(plan=plan, slug=slug)
    found = views(by, whole_rows(rows, by, as_of), as_of=as_of)
    if not found:
        raise NotVisible(f"There is no activity “{activity_ref(plan, slug)}” here.")
    return found[0]


def get_activity_row(by: Actor, plan: str, slug: str, *, as_of: datetime) -> Activity:
    """The row that a command takes.  Raises NotVisible."""
    row = activity_rows(by, as_of=as_of).filter(plan=plan, slug=slug).first()
    if row is None:
        raise NotVisible(f"There is no activity “{activity_ref(plan, slug)}” here.")
    return row


def get_session_row(by: Actor, activity: Activity, slug: str, *, as_of: datetime) -> Session:
    """The row that a command takes.  Raises NotVisible."""
    rows = Session.objects.filter(readable(by, as_of=as_of), activity=activity, slug=slug).select_related("activity")
    row = rows.first()
    if row is None:
        raise NotVisible(f"There is no session “{session_ref(ref_of(activity), slug)}” here.")
    return row


def get_mark_row(by: Actor, activity: Activity, stage: str) -> StageMark:
    """One's own standing word on a stage.  Raises NotVisible."""
    rows = StageMark.objects.filter(activity=activity, stage=stage, owner=by.owner, withdrawn_at__isnull=True)
    row = rows.select_related("activity").first()
    if row is None:
        raise NotVisible(f"Your side has said nothing of “{stage_ref(ref_of(activity), stage)}”.")
    return row


def get_detail_row(activity: Activity, key: str) -> Service | Part | InstrumentText | Money:
    """What was said of an activity and can be taken back, by its key.  Raises NotVisible."""
    for model in (Service, Part, InstrumentText, Money):
        row = model.objects.filter(activity=activity, pk=key, withdrawn_at__isnull=True).first()
        if isinstance(row, Service | Part | InstrumentText | Money):
            return row
    raise NotVisible("This is not said of the activity any more.")


def whole_rows(rows: QuerySet[Activity], by: Actor, as_of: datetime) -> QuerySet[Activity]:
    """These activities by slug, with all that an actor may read of them."""
    standing = {"withdrawn_at__isnull": True}
    texts = InstrumentText.objects.filter(**standing).select_related("citation__document")
    money = Money.objects.filter(**standing).select_related("citation__document")
    sessions = Session.objects.filter(readable(by, as_of=as_of), made_at__lte=as_of).order_by("-last_on", "slug")
    return rows.order_by("slug").prefetch_related(
        Prefetch("services", Service.objects.filter(**standing).order_by("subject")),
        Prefetch("parts", Part.objects.filter(**standing).select_related("organisation").order_by("role", "id")),
        Prefetch("texts", texts.order_by("language")),
        Prefetch("money", money.order_by("on", "id")),
        Prefetch("sessions", sessions),
    )


def views(by: Actor, rows: Iterable[Activity], *, as_of: datetime) -> list[ActivityView]:
    """These rows, as `whole_rows` gives them.  Eleven queries for any number, one for none."""
    kept = list(rows)
    refs = [session_ref(ref_of(row), session.slug) for row in kept for session in row.sessions.all()]
    proofs = standings(by, [*stage_refs(kept), *refs], as_of=as_of)
    states = states_of(kept, marks_on(by, kept, as_of=as_of), proofs)
    return [_view(row, states[row.pk], proofs) for row in kept]


def _view(row: Activity, stages: tuple[StageState, ...], proofs: dict[str, Standing]) -> ActivityView:
    return ActivityView(
        ref=ref_of(row),
        plan=row.plan,
        slug=row.slug,
        kind=row.kind,
        title=row.title,
        summary=row.summary,
        scope=row.scope,
        parties=tuple(row.parties),
        giver=row.giver,
        receiver=row.receiver,
        owner=row.owner,
        post=row.post,
        tier=row.tier,
        term=row.term,
        term_last_on=row.term_last_on,
        renewal_on=renewal_day(row.term_last_on, row.renewal_days or 0) if row.term_last_on else None,
        stages=stages,
        services=tuple(
            ServiceView(one.pk, one.subject, one.commitment, one.weight, one.note) for one in row.services.all()
        ),
        parts=tuple(
            PartView(one.pk, one.organisation.slug, one.organisation.name, one.role, one.from_on, one.to_on)
            for one in row.parts.all()
        ),
        texts=tuple(
            InstrumentTextView(
                one.pk,
                one.language,
                one.is_authentic,
                *_source(one.citation),
                one.citation.document_id if one.citation.snapshot_id else None,
            )
            for one in row.texts.all()
        ),
        money=tuple(
            MoneyView(one.pk, one.kind, one.amount, one.currency, one.on, *_source(one.citation))
            for one in row.money.all()
        ),
        sessions=tuple(_session(ref_of(row), one, proofs) for one in row.sessions.all()),
    )


def _source(citation: Citation | None) -> tuple[str, str]:
    """(slug of the document, its address); "" for what there is not."""
    return (citation.document.slug, citation.document.address) if citation else ("", "")


def _session(activity: str, row: Session, proofs: dict[str, Standing]) -> SessionView:
    ref = session_ref(activity, row.slug)
    return SessionView(
        ref=ref,
        slug=row.slug,
        owner=row.owner,
        post=row.post,
        kind=row.kind,
        status=row.status,
        stream=row.stream,
        title=row.title,
        outcome=row.outcome,
        reason=row.reason,
        happened=row.happened,
        first_on=row.first_on,
        last_on=row.last_on,
        participants=row.participants,
        proof=proofs.get(ref, NO_PROOF),
    )
