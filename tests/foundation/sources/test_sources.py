"""Documents, uploads by their own hash, citations."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from entente.foundation.common.errors import ActionDenied, NotVisible, RuleBroken
from entente.foundation.common.records import Tier
from entente.foundation.sources import commands, queries, store
from entente.foundation.sources.models import Snapshot
from entente.foundation.sources.queries import Showing, Side
from tests.cast import ANA, CHRIS, DANA
from tests.record.builders import NOW

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
PDF = b"%PDF-1.7\nfictional"


@pytest.fixture(autouse=True)
def _own_store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def a_document(by=CHRIS, **changes):
    facts = commands.DocumentFacts(slug="page", title={"en": "A page"}, side=Side.THIRD, **changes)
    return commands.add_document(facts, by=by, owner=by.owner, tier=Tier.PUBLIC, at=NOW)


def upload(document, name="page.pdf", content=PDF, by=CHRIS, bytes_max=1000, showing=Showing.COPY):
    return commands.archive_upload(document, name, content, by=by, at=NOW, showing=showing, bytes_max=bytes_max)


def test_add_document_twice_is_one_and_new_facts_update_it():
    first = a_document()
    assert a_document(address="https://example.org/page").pk == first.pk
    assert queries.visible_documents(DANA, as_of=NOW).get().address == "https://example.org/page"


def test_before_a_document_was_on_record_nobody_is_told_of_it_nor_of_its_copies():
    document = a_document()
    snapshot = upload(document)
    later = commands.archive_upload(
        document, "later.pdf", PDF + b" 2", by=CHRIS, at=NOW + DAY, showing=Showing.COPY, bytes_max=1000
    )
    seen = [copy.key for copy in queries.snapshots_of(DANA, document, as_of=NOW)]
    assert (seen, len(queries.snapshots_of(DANA, document, as_of=NOW + DAY))) == ([snapshot.pk], 2)
    assert queries.visible_documents(CHRIS, as_of=NOW - DAY).count() == 0
    for key, when in ((later.pk, NOW), (snapshot.pk, NOW - DAY)):
        with pytest.raises(NotVisible):
            queries.get_visible_snapshot(CHRIS, key, as_of=when)
    with pytest.raises(NotVisible):
        queries.get_document(CHRIS, document.pk, as_of=NOW - DAY)


def test_add_document_by_a_stranger_is_denied():
    with pytest.raises(ActionDenied):
        a_document(by=DANA)


def test_archive_upload_keeps_the_bytes_under_their_hash():
    snapshot = upload(a_document())
    assert snapshot.sha256 == "0a178dbc6a78d61ecfee186c2df583c302a36efa3c4aedac9eb1e6790aa004ea"
    assert queries.bytes_of(snapshot) == PDF
    assert (snapshot.media_type, snapshot.size_bytes, snapshot.captured_by) == (
        "application/pdf",
        len(PDF),
        "observatory/record-keeper",
    )


def test_archive_upload_of_the_same_bytes_is_one_snapshot():
    document = a_document()
    assert upload(document).pk == upload(document).pk
    assert Snapshot.objects.count() == 1


def test_archive_upload_archives_what_was_only_cited():
    document = a_document()
    citation = commands.cite(document, by=CHRIS)
    snapshot = upload(document)
    citation.refresh_from_db()
    assert citation.snapshot == snapshot


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"", "“a.pdf” is empty; choose the file again."),
        ("a.pdf", b"MZ\x90", "“a.pdf” does not hold what its ending .pdf says; save it again in that format."),
        ("a.txt", b"\x00\x01", "“a.txt” does not hold what its ending .txt says; save it again in that format."),
        ("a.pdf", b"%PDF-" + b"x" * 2000, "“a.pdf” has 2,005 bytes, more than the 1,000 allowed; upload the part that is cited."),
    ],
)  # fmt: skip
def test_archive_upload_refuses_in_one_sentence_and_keeps_nothing(name, content, sentence):
    document = a_document()
    with pytest.raises(RuleBroken) as caught:
        upload(document, name, content)
    assert str(caught.value) == sentence
    assert not Snapshot.objects.exists()


def test_archive_upload_of_a_kind_that_is_not_archived_names_those_that_are():
    with pytest.raises(RuleBroken) as caught:
        upload(a_document(), "a.exe")
    assert str(caught.value).startswith("“a.exe” is not a kind of file that is archived; use one of .csv, .docx, ")


def test_a_damaged_file_is_not_shown_and_is_mended_by_the_same_upload():
    document = a_document()
    snapshot = upload(document)
    with default_storage.open(store.path_of(snapshot.sha256), "wb") as file:
        file.write(b"tampered")
    with pytest.raises(NotVisible):
        queries.bytes_of(snapshot)
    upload(document)
    assert queries.bytes_of(snapshot) == PDF


def test_get_visible_snapshot_absent_and_forbidden_are_the_same():
    document = a_document(by=ANA)
    document.tier = Tier.OWN
    document.save()
    snapshot = upload(document, by=ANA)
    assert queries.get_visible_snapshot(ANA, snapshot.pk, as_of=NOW) == snapshot
    with pytest.raises(NotVisible) as forbidden:
        queries.get_visible_snapshot(DANA, snapshot.pk, as_of=NOW)
    with pytest.raises(NotVisible) as absent:
        queries.get_visible_snapshot(DANA, document.pk, as_of=NOW)
    assert str(forbidden.value) == str(absent.value)


@pytest.mark.parametrize("showing", list(Showing))
def test_a_copy_is_had_by_its_owner_and_by_others_only_where_it_may_be_shown(showing):
    snapshot = upload(a_document(), showing=showing)
    assert queries.get_copy(CHRIS, snapshot.pk, as_of=NOW) == (snapshot, PDF)
    if showing is Showing.COPY:
        assert queries.get_copy(DANA, snapshot.pk, as_of=NOW) == (snapshot, PDF)
        return
    for other in (ANA, DANA):
        with pytest.raises(NotVisible):
            queries.get_copy(other, snapshot.pk, as_of=NOW)


@pytest.mark.parametrize("by", [ANA, DANA])
def test_archive_upload_by_another_than_the_owner_is_denied(by):
    document = a_document()
    with pytest.raises(ActionDenied) as caught:
        upload(document, by=by)
    assert (str(caught.value), Snapshot.objects.count()) == ("only its owner archives a copy of a source", 0)


def test_own_documents_begin_with_those_that_have_no_copy():
    upload(a_document())
    facts = commands.DocumentFacts(slug="z-not-archived", title={"en": "Z"}, side=Side.THIRD)
    commands.add_document(facts, by=CHRIS, owner=CHRIS.owner, tier=Tier.PUBLIC, at=NOW)
    rows = [(row.slug, row.copies) for row in queries.own_documents(CHRIS)]
    assert (rows[0], len(rows), list(queries.own_documents(DANA))) == (("z-not-archived", 0), 2, [])
    with pytest.raises(NotVisible):
        queries.get_own_document(ANA, "z-not-archived")
