"""/healthz: the process answers.  /readyz: it can do its work.  For monitors: plain JSON, nothing secret."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

import entente
from entente.foundation.common.heartbeat import heartbeat_age_seconds
from entente.foundation.ledger.triggers import triggers_installed

WORKER_LATE_SECONDS = 120
"""A worker that gave no sign for so long is reported; pages are right without it, so the site stays ready."""


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok", "version": entente.__version__})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when every check holds, else 503; `worker` informs and decides nothing."""
    checks = {"database": False, "migrations": False, "log_guarded": False}
    try:
        checks["database"] = _database_answers()
        checks["migrations"] = _migrations_applied()
        checks["log_guarded"] = triggers_installed()
    except DatabaseError:
        pass  # what was not reached stays False
    age = heartbeat_age_seconds(settings.VAR)
    worker = "never seen" if age is None else "late" if age > WORKER_LATE_SECONDS else "ok"
    ready = all(checks.values())
    body = {"status": "ok" if ready else "not ready", "checks": checks, "worker": worker}
    return JsonResponse(body, status=200 if ready else 503)


def _database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def _migrations_applied() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
