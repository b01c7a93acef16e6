"""The record that the desk is measured on: an invented plan with something to do on every other promise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.core.management import call_command
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.views.generic import ListView

from entente.foundation.common.actors import SYSTEM, Role
from entente.foundation.directory import queries as directories
from entente.foundation.ledger.commands import seal
from entente.record.delivery.models import Milestone, Update
from entente.record.plan.models import Commitment
from entente.surfaces.intake.invented import SLUG, invented_plan
from entente.surfaces.intake.load import load_package
from tests.surfaces.web.desk.officers import officer

AT = datetime(2024, 1, 2, tzinfo=UTC)


class BareList(ListView[Commitment]):
    """What one would write without a desk."""

    model = Commitment
    paginate_by = 25
    template_name = "bare_commitments.html"
    ordering = ("position",)


def made(scale: int) -> tuple[Client, Callable[..., object]]:
    """An officer's browser and the bare view, on a record of 26 times `scale` promises."""
    call_command("migrate", verbosity=0)
    load_package(invented_plan(scale), by=SYSTEM, at=AT)
    seal()
    code = directories.parties()[0].code
    client, _by = officer(code, f"desk-{scale}", Role.CONTRIBUTOR, Role.APPROVER, name=f"Ana{scale}")
    refs = list(Commitment.objects.order_by("position").values_list("ref", flat=True))[::2]
    Update.objects.bulk_create(_update(ref, code) for ref in refs)
    Milestone.objects.bulk_create(_milestone(ref, code, at) for at, ref in enumerate(refs))
    return client, BareList.as_view()


def pages(client: Client, bare: Callable[..., object]) -> dict[str, Callable[[], object]]:
    factory = RequestFactory()
    return {
        "my desk": lambda: client.get("/en/desk/"),
        "workspace": lambda: client.get(f"/en/desk/plans/{SLUG}/commitments/1.1/work/"),
        "bare list of 25": lambda: bare(factory.get("/")).render(),  # type: ignore[attr-defined]
    }


def counted(ask: Callable[[], object]) -> int:
    ask()
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


def _update(ref: str, code: str) -> Update:
    at = timezone.now() - timedelta(days=3)
    return Update(
        owner=code, plan=SLUG, commitment=ref, number=10_001, as_of_on=at.date(), done={"en": "Done."}, status="submitted",
        written_by="ministry/other", changed_at=at, submitted_at=at, made_at=at,
    )  # fmt: skip


def _milestone(ref: str, code: str, at: int) -> Milestone:
    day = (timezone.now() + timedelta(days=at % 30)).date()
    return Milestone(
        owner=code, tier="public", plan=SLUG, commitment=ref, subject=ref, slug=f"step-{at}", title={"en": "Step"},
        due=day.isoformat(), due_first_on=day, due_last_on=day,
    )  # fmt: skip
