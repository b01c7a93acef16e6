"""Reports on the desk: begun, put together without a script, made, compared, published, taken back."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from entente.foundation.common.errors import NotVisible
from entente.foundation.ledger import commands as ledger
from entente.foundation.ledger import queries as log
from entente.record.plan.queries import Plan
from entente.surfaces.reports import editing, issues, limits, making, reading
from entente.surfaces.reports.models import Issue, Report
from entente.surfaces.reports.words import IssueStatus
from entente.surfaces.web import links
from tests.cast import ADA, ANA, BELA
from tests.surfaces.web.conftest import texts_of
from tests.surfaces.web.desk.conftest import client_of

from .conftest import AS_OF

pytestmark = pytest.mark.django_db
LIST = "/en/desk/plans/tri-plan/reports/"
KEYS = ["messages", "stands", "areas", "ahead", "changes"]


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: object) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.WHITENOISE_AUTOREFRESH = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def ana(plan: Plan) -> Client:
    return client_of("ana")


def begun(client: Client, kind: str = "placemat", reach: str = "public", **more: str) -> Report:
    answer = client.post(LIST, {"kind": kind, "language": "en", "reach": reach, **more})
    return Report.objects.get(pk=UUID(answer.headers["Location"].rstrip("/").rpartition("/")[2]))


def address(report: Report) -> str:
    return f"/en/desk/reports/{report.pk}/"


def sent(revision: int = 1, **more: object) -> dict[str, object]:
    return {"revision": str(revision), "order": KEYS, "part": KEYS, "typed_messages": "We hold fairs.", **more}


def made(report: Report, client: Client, **more: object) -> Issue:
    """An issue, made as the worker makes it."""
    report.refresh_from_db()
    client.post(address(report), sent(report.revision, make="1", **more))
    return making.make(report.issues.order_by("-issue")[0].pk)


def test_a_report_is_begun_and_listed(ana: Client) -> None:
    report = begun(ana)
    assert "Placemat" in texts_of(ana.get(LIST).content.decode())
    assert (report.owner, report.parts, report.left) == ("AAA", KEYS, [])


def test_buttons_move_a_part_and_keep_what_was_typed(ana: Client) -> None:
    report = begun(ana)
    assert ana.post(address(report), sent(move="down:messages")).status_code == 302
    report.refresh_from_db()
    assert report.parts == ["stands", "messages", "areas", "ahead", "changes"]
    assert report.typed == {"messages": "We hold fairs."}
    ana.post(address(report), sent(2, order=report.parts, part=["stands", "areas"], move="up:areas"))
    report.refresh_from_db()
    assert (report.parts, report.left) == (["stands", "areas"], ["messages", "ahead", "changes"])


def test_the_first_part_has_no_button_up_and_the_last_none_down(ana: Client) -> None:
    page = ana.get(address(begun(ana))).content.decode()
    assert "up:messages" not in page
    assert "down:changes" not in page
    assert page.count('name="move"') == 2 * len(KEYS) - 2


def test_it_is_looked_at_before_anything_is_made(ana: Client) -> None:
    report = begun(ana)
    where = ana.post(address(report), sent(look="1")).headers["Location"]
    assert "We hold fairs." in texts_of(ana.get(where).content.decode())
    assert not report.issues.exists()


@pytest.mark.parametrize(
    ("language", "why"),
    [
        ("en", "pages; at most 2 are made, in volumes. Leave out “"),
        ("es", "páginas; se elaboran como máximo 2, en volúmenes. Quite «"),
        ("fr", "il en est établi 2 au plus, en volumes. Retirez « "),
    ],
)
def test_one_that_is_too_long_is_refused_before_anything_is_made(
    ana: Client, monkeypatch: pytest.MonkeyPatch, language: str, why: str
) -> None:
    thin(monkeypatch, pages=1, volumes=2)
    report = begun(ana, kind="annual")
    answer = ana.get(links.href("desk_report_preview", language, key=str(report.pk)))
    assert (answer.status_code, why in texts_of(answer.content.decode()).replace("\xa0", " ")) == (422, True)
    issue = issues.ask(report, by=ANA, at=AS_OF)
    assert "at most 2 are made" in making.make(issue.pk).sentence


def thin(monkeypatch: pytest.MonkeyPatch, *, pages: int, volumes: int) -> None:
    monkeypatch.setattr(limits, "PAGES_MAX", 2 * pages)
    monkeypatch.setattr(limits, "PAGES_OF_VOLUME", pages)
    monkeypatch.setattr(limits, "VOLUMES_MAX", volumes)


def test_a_long_one_is_made_in_volumes_each_to_be_taken_along(ana: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    thin(monkeypatch, pages=3, volumes=6)
    report = begun(ana, kind="annual")
    issue = making.make(issues.ask(report, by=ANA, at=AS_OF).pk)
    assert (issue.status, issue.sentence) == (IssueStatus.READY, "")
    assert issue.volumes > 1
    assert issue.done == issue.whole
    page = ana.get(f"{address(report)}1/").content.decode()
    assert "comes in volumes" in page
    files = re.findall(r'href="([^"]+-volume-\d\.(?:pdf|docx))"', page)
    assert len(files) == 2 * issue.volumes
    for link in files:
        answer = ana.get(link)
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{link.rpartition("/")[2]}"'
    assert ana.get(files[0].replace("volume-1", "volume-9")).status_code == 404


def test_files_of_volumes_are_kept_while_their_issue_is_and_gone_with_its_report(
    ana: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    thin(monkeypatch, pages=3, volumes=6)
    report = begun(ana, kind="annual")
    issue = making.make(issues.ask(report, by=ANA, at=AS_OF).pk)
    files = sorted((tmp_path / reading.FOLDER).iterdir())
    assert len(files) == 2 * issue.volumes
    assert making.discard_left_over_files(at=timezone.now() + timedelta(days=2)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        editing.discard(report, by=ANA)
    assert not list((tmp_path / reading.FOLDER).iterdir())


def test_a_placemat_that_fits_on_no_page_says_so_when_it_is_looked_at(ana: Client) -> None:
    report = begun(ana)
    ana.post(address(report), sent(typed_messages="A line.\n\n" * 900, keep="1"))
    answer = ana.get(f"{address(report)}preview/")
    assert (answer.status_code, "A placemat is one page, and this one takes" in answer.content.decode()) == (422, True)


def test_an_issue_is_made_with_progress_and_taken_along_in_three_forms(ana: Client) -> None:
    report = begun(ana)
    where = ana.post(address(report), sent(make="1")).headers["Location"]
    waiting = ana.get(where).content.decode()
    assert "<progress" in waiting
    assert 'http-equiv="refresh"' in waiting
    issue = making.make(report.issues.get().pk)
    assert (issue.status, issue.done, issue.whole) == (IssueStatus.READY, 8, 8)
    page = ana.get(where).content.decode()
    assert "We hold fairs." in texts_of(page)
    pdf, word = (ana.get(link) for link in re.findall(r'href="([^"]+\.(?:pdf|docx))"', page))
    assert (pdf.content[:4], word.content[:2]) == (b"%PDF", b"PK")
    assert pdf.headers["Content-Disposition"] == 'attachment; filename="placemat-en-1.pdf"'


def test_an_issue_says_what_was_asked_for_whatever_is_changed_meanwhile(ana: Client) -> None:
    report = begun(ana)
    ana.post(address(report), sent(make="1"))
    ana.post(address(report), sent(2, typed_messages="Other words.", keep="1"))
    assert "We hold fairs." in making.make(report.issues.get().pk).document


def test_a_second_issue_marks_what_changed_in_all_three_forms(ana: Client) -> None:
    report = begun(ana)
    made(report, ana)
    second = made(report, ana, typed_messages="We hold fairs in spring.")
    assert second.since == 1
    where = f"{address(report)}2/"
    marked = ana.get(f"{where}?changes=1").content.decode()
    assert "</strong> We hold fairs<ins" in marked
    assert "Changed: We hold fairs in spring ." in texts_of(marked)
    assert "Changed:" not in texts_of(ana.get(where).content.decode())
    assert len(re.findall(r"-changes\.(?:pdf|docx)", ana.get(where).content.decode())) == 2


def test_a_killed_maker_is_taken_up_again_and_comes_to_the_same(ana: Client) -> None:
    report = begun(ana)
    whole = made(report, ana)
    files = [reading.kept_file(whole, form) for form in making.KEPT]
    Issue.objects.update(status=IssueStatus.MAKING, document="", done=3)
    again = making.make(whole.pk)
    assert (again.status, again.document) == (IssueStatus.READY, whole.document)
    assert [reading.kept_file(again, form) for form in making.KEPT] == files


def test_a_full_disk_is_one_sentence_and_the_issue_can_be_asked_for_again(ana: Client, settings: Settings) -> None:
    report = begun(ana)
    ana.post(address(report), sent(make="1"))
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "tests.surfaces.reports.full_disk.FullDisk"}}
    failed = making.make(report.issues.get().pk)
    assert (failed.status, failed.sentence) == (
        IssueStatus.FAILED,
        "The disk is full; nothing is lost. Make room, then ask for the issue again.",
    )
    answer = ana.get(f"{address(report)}1/").content.decode()
    assert "The disk is full; nothing is lost." in answer
    in_french = ana.get(f"{address(report)}1/".replace("/en/desk/reports/", "/fr/bureau/rapports/")).content.decode()
    assert "Le disque est plein" in in_french
    report.refresh_from_db()
    assert report.typed == {"messages": "We hold fairs."}


def test_a_logo_that_cannot_be_drawn_is_one_sentence_and_what_was_typed_stays(ana: Client) -> None:
    """A PNG that was cut off looks like one until it is set."""
    report = begun(ana)
    cut = SimpleUploadedFile("logo.png", b"\x89PNG\r\n\x1a\n" + b"0" * 40)
    failed = made(report, ana, logo=cut)
    assert failed.status == IssueStatus.FAILED
    assert failed.sentence.startswith("This report could not be set as PDF (“failed to decode image")
    assert "nothing is lost" in ana.get(f"{address(report)}1/").content.decode()
    report.refresh_from_db()
    assert report.typed == {"messages": "We hold fairs."}
    assert made(report, ana, drop_logo="on").status == IssueStatus.READY


def test_two_who_change_it_at_once_lose_no_word(ana: Client) -> None:
    report = begun(ana)
    ana.post(address(report), sent(keep="1", typed_messages="Hers."))
    answer = ana.post(address(report), sent(keep="1", typed_messages="His."))
    told = texts_of(answer.content.decode())
    assert answer.status_code == 422
    assert "Somebody else changed this report after you opened it." in told
    assert "Hers." in told
    assert "His." in answer.content.decode()
    assert 'name="revision" value="2"' in answer.content.decode()
    ana.post(address(report), sent(2, keep="1", typed_messages="Hers and his."))
    report.refresh_from_db()
    assert report.typed == {"messages": "Hers and his."}


@pytest.mark.parametrize(
    ("field", "name", "data", "why"),
    [
        ("template", "house.docx", b"no Word file", "is no Word file that can be opened"),
        ("logo", "logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "does more than draw"),
    ],
)
def test_a_hostile_file_is_refused_in_one_sentence(ana: Client, field: str, name: str, data: bytes, why: str) -> None:
    report = begun(ana)
    answer = ana.post(address(report), sent(keep="1", **{field: SimpleUploadedFile(name, data)}))
    assert answer.status_code == 422
    assert why in texts_of(answer.content.decode())
    assert "We hold fairs." in answer.content.decode()
    report.refresh_from_db()
    assert (report.template, report.logo, report.revision) == ("", "", 1)


def test_a_note_is_ready_in_one_click(ana: Client) -> None:
    where = "/en/desk/plans/tri-plan/commitments/1.1/work/"
    assert f'action="{where}question-note/"' in ana.get(where).content.decode()
    answer = ana.post(f"{where}question-note/")
    page = texts_of(ana.get(answer.headers["Location"]).content.decode())
    assert "Restricted: own side only" in page
    assert "Something happened: tri-plan-fair-1" in page


def test_a_report_of_another_side_is_not_there(ana: Client) -> None:
    report = begun(ana)
    bela = client_of("bela")
    assert {bela.get(address(report)).status_code, bela.post(address(report), sent()).status_code} == {404}
    with pytest.raises(NotVisible):
        reading.get_report(BELA, report.pk)


def test_an_issue_is_published_by_somebody_else_and_taken_back(ana: Client) -> None:
    report = begun(ana)
    issue = made(report, ana)
    public = "/en/plans/tri-plan/reports/"
    assert "None has been published yet." in texts_of(Client().get(public).content.decode())
    issues.publish(issue, by=ADA, at=AS_OF)
    ledger.seal()
    page = Client().get(f"{public}{issue.pk}/")
    assert "We hold fairs." in texts_of(page.content.decode())
    assert Client().get(f"{public}{issue.pk}/placemat-en-1.pdf").content.startswith(b"%PDF")
    assert [entry.action for entry in log.history("tri-plan", limit=1)] == ["report.publish"]
    assert "Report published" in texts_of(Client().get("/en/plans/tri-plan/history/").content.decode())
    issues.withdraw(Issue.objects.get(pk=issue.pk), by=ADA, at=AS_OF)
    assert Client().get(f"{public}{issue.pk}/").status_code == 404
    assert Client().get(f"{public}{issue.pk}/placemat-en-1.pdf").status_code == 404


def test_who_asked_for_it_does_not_publish_it(ana: Client) -> None:
    issue = made(begun(ana), ana)
    answer = ana.post(f"{address(issue.report)}1/", {"publish": "1"})
    assert answer.status_code == 403
    assert "nobody publishes their own words" in texts_of(answer.content.decode())


def test_what_was_published_cannot_be_thrown_away(ana: Client) -> None:
    report = begun(ana)
    issues.publish(made(report, ana), by=ADA, at=AS_OF)
    ana.post(address(report), {"discard": "1"})
    assert Report.objects.filter(pk=report.pk).exists()


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_every_page_is_there_in_every_language(ana: Client, language: str) -> None:
    report = begun(ana)
    issue = made(report, ana)
    issues.publish(issue, by=ADA, at=AS_OF)
    key, plan = str(report.pk), "tri-plan"
    for page in (
        links.href("desk_reports", language, plan=plan),
        links.href("desk_report", language, key=key),
        links.href("desk_report_preview", language, key=key),
        links.href("desk_issue", language, key=key, number="1"),
        links.href("reports", language, plan=plan),
        links.href("report", language, plan=plan, key=str(issue.pk)),
    ):
        assert ana.get(page).status_code == 200
