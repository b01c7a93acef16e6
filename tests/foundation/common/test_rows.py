"""Rows that are read here are read as Django reads them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Count, F, Model, QuerySet

from entente.foundation.common.prepared import prepared
from entente.foundation.directory.models import Organisation
from entente.foundation.sources.models import Document
from entente.record.assessment.models import Finding
from tests.record.builders import NOW

pytestmark = pytest.mark.django_db

KINDS: dict[str, Callable[[], QuerySet[Any, Any]]] = {
    "models": Finding.objects.all,
    "with others": lambda: Document.objects.select_related("publisher"),
    "counted": lambda: Finding.objects.annotate(many=Count("pk"), who=F("owner")),
    "in part": lambda: Finding.objects.only("slug", "made_at"),
    "without": lambda: Finding.objects.defer("looked_where"),
    "values": lambda: Finding.objects.values("pk", "made_at", who=F("owner")),
    "tuples": lambda: Finding.objects.values_list("made_at", "pk", F("owner")),
    "named": lambda: Finding.objects.values_list("pk", "slug", named=True),
    "named as they are": lambda: Finding.objects.values_list(named=True),
    "single": lambda: Finding.objects.values_list("made_at", flat=True),
    "distinct": lambda: Finding.objects.values_list("owner").distinct(),
    "several": lambda: Finding.objects.values_list("pk", "owner").union(Document.objects.values_list("pk", "slug")),
    "grouped": lambda: Finding.objects.values("owner").annotate(many=Count("pk")),
    "days": lambda: Finding.objects.dates("looked_on", "year"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_rows_are_those_of_django(kind: str) -> None:
    publisher = Organisation.objects.create(slug="gazette", name={"en": "Gazette"})
    for slug in ("a", "b"):
        Finding.objects.create(owner=slug * 3, slug=slug, tier="public", made_at=NOW, looked_on=NOW.date())
        Document.objects.create(owner="AAA", slug=slug, side="third", publisher=publisher if slug == "a" else None)

    def rows() -> QuerySet[Any, Any]:
        found = KINDS[kind]()
        return found if kind == "days" else found.order_by(*found.query.values_select[:1] or ["pk"])

    ask = prepared(rows)

    assert [told(row) for row in ask()] == [told(row) for row in rows()] == [told(row) for row in ask()] != []


def told(row: Any) -> Any:
    if not isinstance(row, Model):
        return type(row).__name__, getattr(row, "_fields", ()), row
    others = {name: told(one) for name, one in row._state.fields_cache.items() if one is not None}
    said = {name: value for name, value in vars(row).items() if name != "_state"}
    return type(row), said, row._state.db, row._state.adding, others, set(row._state.fields_cache)
