"""A Word form and a director's mail become a published update; neither name nor address is anywhere public."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from entente.foundation.common.actors import SYSTEM
from entente.foundation.directory import commands as directory
from entente.foundation.directory import queries as directories
from entente.foundation.directory.queries import OrganisationKind, PostCapacity
from entente.foundation.ledger import commands as ledger
from entente.foundation.ledger import queries as logs
from entente.foundation.sources.queries import Showing, Snapshot
from entente.record.assessment import commands as assessment
from entente.record.delivery.models import Update
from entente.surfaces.intake.evidence import Copy
from entente.surfaces.intake.reports import PaperApproval, approve_by_paper
from entente.surfaces.intake.sheets import applying, batches
from tests.cast import ANA
from tests.record.builders import shared_plan
from tests.surfaces.intake.sheets.books import AT

from .test_round_trip import ANSWERS, filled, mail

ADA = replace(ANA, user_id="ada", post="ministry-a/director")
SECRETS = ("Zenobia", "Quillfeather", "zenobia@ministry.example", "Yorick", "yorick@ministry.example", "F-2026-117")
DIRECTORS = mail("I approve. Yorick, yorick@ministry.example")
PUBLIC = (
    "/en/", "/en/plans/tri-plan/", "/en/plans/tri-plan/commitments/", "/en/plans/tri-plan/commitments/1.1/",
    "/fr/plans/tri-plan/engagements/1.1/", "/en/plans/tri-plan/history/", "/api/v1/plans/tri-plan",
    "/api/v1/plans/tri-plan/commitments/1.1", "/api/v1/openapi.json",
)  # fmt: skip


@pytest.fixture
def published(db: None, settings: object, tmp_path: object) -> Update:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    shared_plan()
    ministry = directory.register_organisation(
        slug="ministry-a",
        name={"en": "Ministry of A"},
        kind=OrganisationKind.MINISTRY,
        party=directories.get_party("AAA"),
        by=SYSTEM,
    )
    for slug in ("desk", "director"):
        directory.open_post(ministry, slug=slug, title={"en": slug}, capacity=PostCapacity.PARTY, by=SYSTEM)
    batch, _is_new = batches.submit("Zenobia.eml", mail(attached=filled(ANSWERS)), "", by=ANA, at=AT)
    applying.apply(batch, by=ANA, at=AT)
    update = Update.objects.get()
    paper = PaperApproval(ADA.post, date(2026, 11, 22), "F-2026-117", Copy("Yorick.eml", DIRECTORS, Showing.REFERENCE))
    approve_by_paper(update, paper, by=ANA, at=AT, revision=update.revision, title={"en": "Approval F-2026-117"})
    update.refresh_from_db()
    assessment.publish_report(update, by=ADA, at=AT)
    ledger.seal()
    return update


def test_update_is_public_and_its_papers_are_not(published: Update) -> None:
    published.refresh_from_db()
    assert published.status == "published"
    read = {address: Client().get(address) for address in PUBLIC}
    pages = {address: answer.content.decode() for address, answer in read.items() if answer.status_code == 200}
    assert "We ran two ferries." in pages["/en/plans/tri-plan/commitments/1.1/"]
    assert [(address, word) for address, page in pages.items() for word in SECRETS if word in page] == []


def test_public_log_names_nobody(published: Update) -> None:
    entries = logs.entries("public", 0, logs.size("public"))

    assert [word for entry in entries for word in SECRETS if word in repr(entry)] == []


def test_papers_are_kept_and_had_by_their_own_side_alone(published: Update) -> None:
    snapshot = Snapshot.objects.get(file_name="Yorick.eml")

    assert (snapshot.tier, snapshot.owner, snapshot.showing) == ("own", "AAA", "reference")
    assert Client().get(f"/en/copies/{snapshot.pk}/").status_code in (403, 404)
    assert default_storage.exists(f"{snapshot.sha256[:2]}/{snapshot.sha256[2:4]}/{snapshot.sha256}")
