"""The record that the desk is measured on: an invented plan with something to do on every other promise.

`python -m tests.benchmarks.desk_site SCALE` makes it, writes how many queries each page takes, and then for each line that comes
in asks every page once and writes the seconds of each: by the clock and of the processor.  One JSON object a line.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entente.config.settings")
django.setup()
settings.STORAGES = {  # the names of collected files are not what is measured
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

from django.core.management import call_command  # noqa: E402  # Django is set up before anything of ours is read
from django.db import connection  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.template import Context, Template  # noqa: E402
from django.test import Client, RequestFactory  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402
from django.views.generic import ListView  # noqa: E402

from entente.foundation.common.actors import SYSTEM, Role  # noqa: E402
from entente.foundation.directory import queries as directories  # noqa: E402
from entente.foundation.ledger.commands import seal  # noqa: E402
from entente.record.delivery.models import Milestone, Update  # noqa: E402
from entente.record.plan.models import Commitment  # noqa: E402
from entente.surfaces.intake.invented import SLUG, invented_plan  # noqa: E402
from entente.surfaces.intake.load import load_package  # noqa: E402
from tests.surfaces.web.desk.officers import officer  # noqa: E402

AT = datetime(2024, 1, 2, tzinfo=UTC)


BARE = Template(
    "<ul>{% for one in page_obj %}<li>{{ one.number }} {{ one.title.en }} {{ one.kind }}</li>{% endfor %}</ul>"
)


class BareList(ListView[Commitment]):
    """What one would write without a desk: 25 promises a page, counted for the paging."""

    model = Commitment
    paginate_by = 25
    ordering = ("position",)

    def render_to_response(self, context: dict[str, Any], **_kwargs: Any) -> HttpResponse:
        return HttpResponse(BARE.render(Context(context)))


def made(scale: int) -> Client:
    """An officer's browser, on a record of 26 times `scale` promises."""
    call_command("migrate", verbosity=0)
    load_package(invented_plan(scale), by=SYSTEM, at=AT)
    seal()
    code = directories.parties()[0].code
    client, _by = officer(code, f"desk-{scale}", Role.CONTRIBUTOR, Role.APPROVER, name=f"Ana{scale}")
    refs = list(Commitment.objects.order_by("position").values_list("ref", flat=True))[::2]
    Update.objects.bulk_create(_update(ref, code) for ref in refs)
    Milestone.objects.bulk_create(_milestone(ref, code, at) for at, ref in enumerate(refs))
    return client


def pages(client: Client) -> dict[str, Callable[[], object]]:
    factory, bare = RequestFactory(), BareList.as_view()
    return {
        "my desk": lambda: shown(client, "/en/desk/"),
        "workspace": lambda: shown(client, f"/en/desk/plans/{SLUG}/commitments/1.1/work/"),
        "bare list of 25": lambda: bare(factory.get("/")),
    }


def shown(client: Client, address: str) -> None:
    """The page itself: a refusal is quick and would be measured as such."""
    response = client.get(address, headers={"host": "localhost"})
    assert response.status_code == 200, (address, response.status_code)


def counted(ask: Callable[[], object]) -> int:
    ask()
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


def timed(ask: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    ask()
    return time.perf_counter() - clock, time.process_time() - processor


def serve(scale: int) -> None:
    asked = pages(made(scale))
    _write({page: counted(ask) for page, ask in asked.items()})
    for _line in sys.stdin:
        _write({page: timed(ask) for page, ask in asked.items()})


def _write(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


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


if __name__ == "__main__":
    serve(int(sys.argv[1]))
