"""Documents onto the record: new, the same, another language, changed words, taken names, two at once, killed halfway."""

from __future__ import annotations

import pytest

from entente.foundation.common.errors import InvalidTransition, NotVisible, RuleBroken
from entente.foundation.directory.queries import parties
from entente.foundation.ledger.models import Entry
from entente.foundation.sources.models import Snapshot
from entente.record.plan import commands as plans
from entente.record.plan import queries
from entente.record.plan.importers import PlanUnreadable
from entente.record.plan.models import AuthenticText, Commitment, Plan
from entente.surfaces.intake import imports, jobs
from entente.surfaces.intake.imports import ImportWish, Outcome
from entente.surfaces.intake.models import ImportJob
from entente.surfaces.intake.words import ImportStatus
from tests.cast import ANA, BELA, CHRIS, DANA, observatory
from tests.record.builders import NOW, three_parties

pytestmark = pytest.mark.django_db

TEXT = """Arcadia-Borduria Accord
The two governments set out what they will do.
1. Waters
Both countries share a river.
- Both countries will continue to share ferry timetables.
- Arcadia will build a lighthouse by the estuary.
2. Letters
- The leaders will look into a joint library and will publish a catalogue.
"""
WISH = ImportWish(parties=("AAA", "BBB"), language="en")


@pytest.fixture(autouse=True)
def _house(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    three_parties()
    observatory()


def preview(text=TEXT, wish=WISH, name="accord.txt", by=CHRIS):
    return imports.preview(name, text.encode(), wish, by=by, as_of=NOW)


def put(text=TEXT, wish=WISH, **more):
    return imports.carry_out(preview(text, wish, **more), by=CHRIS, at=NOW)


def test_a_new_document_becomes_a_draft_with_its_words_and_its_bytes():
    found = preview()
    assert (found.outcome, found.slug) == (Outcome.NEW, "arcadia-borduria-accord")
    assert found.sentence == "A new plan “arcadia-borduria-accord” with 2 pillars and 3 commitments."
    plan = imports.carry_out(found, by=CHRIS, at=NOW)
    views = queries.commitments(CHRIS, plan.slug, as_of=NOW)
    assert [(view.number, view.obligors, view.kind, view.strength, len(view.clauses)) for view in views] == [
        ("1.1", ("AAA", "BBB"), "standing", "firm", 0),
        ("1.2", ("AAA",), "deliverable", "firm", 0),
        ("2.1", ("AAA", "BBB"), "deliverable", "exploratory", 2),
    ]
    assert views[1].texts["en"].text == "Arcadia will build a lighthouse by the estuary."
    assert Snapshot.objects.get().size_bytes == len(TEXT.encode())


def test_the_same_document_again_changes_nothing():
    put()
    before = (Entry.objects.count(), AuthenticText.objects.count(), Snapshot.objects.count())
    found = preview()
    assert (found.outcome, found.sentence) == (
        Outcome.SAME,
        "Every word of “arcadia-borduria-accord” in “en” is on record already; nothing to do.",
    )
    imports.carry_out(found, by=CHRIS, at=NOW)
    assert (Entry.objects.count(), AuthenticText.objects.count(), Snapshot.objects.count()) == before


def test_changed_words_are_never_written_and_the_difference_is_named():
    put()
    found = preview(TEXT.replace("will build a lighthouse", "may build a lighthouse"))
    assert found.outcome is Outcome.CHANGED
    changed = preview(TEXT.replace("by the estuary", "on the cape"))
    (diff,) = changed.differences
    assert [(piece.kind, piece.words) for piece in diff.pieces] == [
        ("same", "Arcadia will build a lighthouse"),
        ("removed", "by"),
        ("added", "on"),
        ("same", "the"),
        ("removed", "estuary."),
        ("added", "cape."),
    ]
    with pytest.raises(RuleBroken) as caught:
        imports.carry_out(changed, by=CHRIS, at=NOW)
    assert str(caught.value) == (
        "The plan “arcadia-borduria-accord” is on record with other words; "
        "a changed promise takes an amendment that every party signs."
    )


def test_a_second_language_joins_the_same_refs():
    plan = plans.adopt(put(), by=CHRIS, at=NOW)
    spanish = """Acuerdo Arcadia-Borduria
Los dos gobiernos exponen lo que harán.
1. Aguas
Ambos países comparten un río.
- Ambos países continuarán compartiendo los horarios de los transbordadores.
- Arcadia construirá un faro junto al estuario.
2. Letras
- Los líderes explorarán una biblioteca conjunta y publicarán un catálogo.
"""
    wish = ImportWish(name=plan.slug, parties=("AAA", "BBB"), language="es")
    found = preview(spanish, wish)
    assert (found.outcome, found.divergences) == (Outcome.ATTACH, ())
    imports.carry_out(found, by=CHRIS, at=NOW)
    view = queries.get_visible_commitment(DANA, f"{plan.slug}/1.2", as_of=NOW)
    assert view.texts["es"].text == "Arcadia construirá un faro junto al estuario."
    assert view.texts["en"].text == "Arcadia will build a lighthouse by the estuary."


def test_a_language_of_another_shape_is_flagged_where_it_parts():
    plan = put()
    spanish = """Acuerdo Arcadia-Borduria
1. Aguas
- Ambos países continuarán compartiendo los horarios de los transbordadores.
2. Letras
- Los líderes explorarán una biblioteca conjunta y publicarán un catálogo.
"""
    found = preview(spanish, ImportWish(name=plan.slug, parties=("AAA", "BBB"), language="es"))
    assert [one.sentence for one in found.divergences] == [
        "Pillar 1 has 2 commitments on record and 1 in the document."
    ]
    assert sorted(subject for subject, _ in found.texts if "/1." in subject) == []


def test_a_taken_name_is_refused():
    put()
    other = "Quite another plan\n1. Roads\n- Both countries will build a road.\n- Both countries will mend a bridge.\n"
    with pytest.raises(RuleBroken) as caught:
        preview(other, ImportWish(name="arcadia-borduria-accord", parties=("AAA", "BBB"), language="en"))
    assert str(caught.value) == (
        "The name “arcadia-borduria-accord” is taken by another plan; choose another with --name."
    )


def test_an_unknown_party_code_is_refused_and_leaves_nothing():
    with pytest.raises(RuleBroken) as caught:
        put(wish=ImportWish(parties=("AAA=Arcadia", "ZZZ=Borduria"), language="en"))
    assert str(caught.value) == (
        "“ZZZ” is not a party on record; use a code that is (entente party list) or register it first "
        "(entente party add ZZZ …)."
    )
    assert not Plan.objects.exists()
    assert not Snapshot.objects.exists()


def test_a_country_that_is_not_on_record_is_registered_from_the_locale_data():
    text = TEXT.replace("Arcadia", "Canada").replace("Borduria", "Mexico")
    put(text, ImportWish(name="two", parties=("CAN", "MEX"), language="en"))
    canada = parties().get(code="CAN")
    assert (canada.name, canada.languages, canada.time_zone) == (
        {"en": "Canada", "fr": "Canada", "es": "Canadá"},
        ["en", "fr"],
        "America/Toronto",
    )


def test_a_failure_halfway_leaves_nothing(monkeypatch):
    found = preview()

    def fail(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        imports.carry_out(found, by=CHRIS, at=NOW, progress=fail)
    for table in (Plan, Commitment, AuthenticText, Snapshot):
        assert not table.objects.exists()


# --- uploads ---------------------------------------------------------------------------------------------------------


def submitted(data: bytes = TEXT.encode(), wish: ImportWish = WISH) -> ImportJob:
    return jobs.submit("accord.txt", data, wish, by=CHRIS)


def test_an_upload_is_read_looked_at_and_confirmed_once():
    job = jobs.run(submitted().pk)
    assert (job.status, job.read, job.to_read) == (ImportStatus.READY, 3, 3)
    assert jobs.look(job, by=CHRIS, as_of=NOW).sentence == (
        "A new plan “arcadia-borduria-accord” with 2 pillars and 3 commitments."
    )
    assert jobs.confirm(job, by=CHRIS, at=NOW).slug == "arcadia-borduria-accord"
    with pytest.raises(InvalidTransition):
        jobs.confirm(job, by=CHRIS, at=NOW)
    assert jobs.jobs_of(CHRIS) == []


def test_an_upload_that_cannot_be_read_ends_in_its_sentence():
    job = jobs.run(submitted(b"\x00\x01\x02" * 100).pk)
    assert job.status == ImportStatus.FAILED
    with pytest.raises(PlanUnreadable) as caught:
        imports.read("accord.txt", b"\x00\x01\x02" * 100, WISH)
    assert job.sentence == str(caught.value)


def test_an_upload_is_seen_by_its_own_side_only():
    job = submitted()
    assert jobs.get_visible(CHRIS, job.pk) == job
    for by in (ANA, BELA, DANA):
        with pytest.raises(NotVisible):
            jobs.get_visible(by, job.pk)


def test_a_discarded_upload_can_no_longer_be_confirmed():
    job = jobs.run(submitted().pk)
    jobs.discard(job, by=CHRIS)
    with pytest.raises(InvalidTransition):
        jobs.confirm(job, by=CHRIS, at=NOW)


def test_an_upload_whose_reader_was_killed_is_read_again():
    job = submitted()
    ImportJob.objects.filter(pk=job.pk).update(status=ImportStatus.READING)
    assert jobs.run(job.pk).status == ImportStatus.READY


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "“accord.txt” is empty; choose the file again."),
        (b"x" * 11, "“accord.txt” has 11 bytes, more than the 10 allowed; import the part that promises."),
    ],
)
def test_an_upload_without_content_or_too_large_is_refused(settings, data, sentence):
    settings.UPLOAD_BYTES_MAX = 10
    with pytest.raises(RuleBroken) as caught:
        submitted(data)
    assert str(caught.value) == sentence
    assert not ImportJob.objects.exists()
