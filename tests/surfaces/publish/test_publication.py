"""The published folder: whole, closed in itself, the same from the same record, and nothing of what is not public."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
import time_machine
from pytest_django import Settings

from entente.foundation.common.actors import SYSTEM, Actor
from entente.foundation.common.errors import ActionDenied, InvalidTransition, RuleBroken
from entente.foundation.ledger import commands as ledger
from entente.foundation.ledger import queries
from entente.foundation.sources import reading
from entente.foundation.sources.commands import archive_upload
from entente.foundation.sources.models import Document
from entente.foundation.sources.queries import Showing
from entente.record.plan.queries import Plan
from entente.surfaces import web
from entente.surfaces.publish import parts
from entente.surfaces.publish.folder import MARKER
from entente.surfaces.publish.parts import Sight, SiteFile
from entente.surfaces.publish.publication import Published, publish
from entente.surfaces.publish.rendering import render
from entente.surfaces.publish.words import PublicationRefused
from entente.surfaces.web import links
from tests.cast import ANA, BELA, CHRIS, DANA
from tests.record.builders import adopted_plan, draft_plan
from tests.surfaces.test_rights import CELLS, KINDS, NOW, WORD, may_see
from tests.surfaces.web.conftest import texts_of
from tests.surfaces.web.stage import SLUG

from .reading import contents, fetched_by_styles, links_of, opened, target, times, verified

pytestmark = pytest.mark.django_db

AS_OF = datetime(2026, 6, 2, 12, tzinfo=UTC)
LATER = AS_OF + timedelta(days=1)
ORIGIN = "https://record.example"


def published(out: Path, *, by: Actor = SYSTEM, as_of: datetime = AS_OF) -> Published:
    return publish(
        out, by=by, as_of=as_of, at=as_of + timedelta(days=1), origin=ORIGIN, report=lambda done, known: None
    )


def test_every_link_of_the_folder_leads_to_a_file_of_it(plan: Plan, tmp_path: Path) -> None:
    out = tmp_path / "site"
    assert published(out).missing == ()
    found = list(links_of(out))
    assert [link for link in found if (there := target(out, link)) is not None and not there.is_file()] == []
    assert [link for link in found if link.to.startswith("/")] == []
    assert [link for link in found if "/desk/" in link.to or "/escritorio/" in link.to or "/bureau/" in link.to] == []


def test_damaged_copy_leaves_a_page_that_says_so_and_everything_else(
    plan: Plan, tmp_path: Path, settings: Settings
) -> None:
    settings.MEDIA_ROOT = tmp_path / "copies"
    document = Document.objects.get(slug="gazette")
    archive_upload(document, "page.pdf", b"%PDF-1.7\n?", by=CHRIS, at=AS_OF, showing=Showing.COPY, bytes_max=1000)
    ledger.seal()
    out = tmp_path / "site"
    assert published(out).missing == ()
    told = [name for name, held in contents(out).items() if b"The text of this copy cannot be read" in held]
    assert [name.split("/")[0] for name in told] == ["en"]


def test_machine_too_busy_to_read_a_copy_ends_the_publication_and_is_no_page(
    plan: Plan, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MEDIA_ROOT = tmp_path / "copies"
    document = Document.objects.get(slug="gazette")
    copy = archive_upload(
        document, "page.html", b"<p>Said.</p>", by=CHRIS, at=AS_OF, showing=Showing.COPY, bytes_max=1000
    )
    monkeypatch.setattr(reading, "WAITED_SECONDS", 0.01)
    with pytest.raises(PublicationRefused, match=r"too busy to read the text of this copy.*stays as it was"):
        render(links.href("copy_text", "en", key=copy.pk), as_of=AS_OF, origin=ORIGIN)


def test_notes_that_cannot_be_written_are_named_and_not_the_site(
    plan: Plan, tmp_path: Path, settings: Settings
) -> None:
    settings.VAR = tmp_path / "var"
    settings.VAR.mkdir()
    (settings.VAR / "publications").write_text("in the way")
    with pytest.raises(PublicationRefused, match=r"^“[^”]*/var/publications” cannot be written"):
        published(tmp_path / "site")


def test_nothing_is_fetched_from_elsewhere(plan: Plan, tmp_path: Path) -> None:
    out = tmp_path / "site"
    published(out)
    fetched = [link for link in links_of(out) if link.is_fetched]
    assert fetched
    assert [link for link in fetched if target(out, link) is None] == []
    styles = list(fetched_by_styles(out))
    assert styles
    assert [address for path, address in styles if not (path.parent / address).is_file()] == []


def test_all_languages_have_all_pages(plan: Plan, tmp_path: Path) -> None:
    out = tmp_path / "site"
    published(out)
    for page in ("home", "plan", "commitments", "text", "history", "frameworks", "milestones", "activities", "states"):
        keys = {"plan": SLUG} if "<slug:plan>" in links.PAGES[page] else {}
        for language, _name in links.languages():
            assert (out / links.href(page, language, **keys).lstrip("/") / "index.html").is_file()
    for language, _name in links.languages():
        assert (out / links.href("commitments_xlsx", language, plan=SLUG).lstrip("/")).is_file()
    pages = {one: sum(1 for name in contents(out) if name.startswith(f"{one}/")) for one in ("en", "es", "fr")}
    assert len(set(pages.values())) == 1


SEARCH = re.compile(rb'<form class="ent-find" action="[^"]*(?:search|buscar|recherche)/index\.html" method="get"')
"""The one form of a file: a script answers it, and without one its page leads from A to Z."""


def test_pages_without_a_server_hold_no_form_but_the_search_and_say_so(plan: Plan, tmp_path: Path) -> None:
    out = tmp_path / "site"
    published(out)
    pages = {name: content for name, content in contents(out).items() if name.endswith(".html")}
    own = {f"{tag}/{links.SEGMENTS['search'][tag]}/index.html" for tag, _name in links.languages()}
    more = {name: content.count(b"<form") - len(SEARCH.findall(content)) for name, content in pages.items()}
    assert {name for name, forms in more.items() if forms} == own
    assert SEARCH.search(pages["fr/index.html"])
    words = texts_of((out / f"fr/plans/{SLUG}/engagements/index.html").read_text("utf-8"))
    assert "Cette page est un fichier" in words


def test_every_page_leads_to_the_one_that_tells_until_when_the_copy_was_checked(plan: Plan, tmp_path: Path) -> None:
    out = tmp_path / "site"
    published(out)
    told = {
        "en/about": "2 June 2026, 12:00 UTC",
        "es/acerca": "2 de junio de 2026, 12:00 UTC",
        "fr/a-propos": "2 juin 2026, 12:00 UTC",
    }
    for folder, instant in told.items():
        assert instant in texts_of((out / folder / "index.html").read_text("utf-8"))
        language, about = folder.split("/")
        framed = out / language / links.SEGMENTS["embed"][language]  # a framed chart tells its own instant
        named = [path for path in (out / language).rglob("*.html") if path.name != "404.html"]
        pages = [path for path in named if not path.is_relative_to(framed)]
        lead = re.compile(f'href="[./]*({about}/)?index.html#copy"')
        assert [path for path in pages if not lead.search(path.read_text("utf-8"))] == []


def test_page_names_the_instant_of_the_newest_thing_on_it(plan: Plan, tmp_path: Path) -> None:
    published(tmp_path / "site")
    page = tmp_path / "site" / f"en/plans/{SLUG}/commitments/1.2/index.html"
    newest = datetime.fromtimestamp(page.stat().st_mtime, UTC)
    assert newest < AS_OF
    assert f"Newest on this page {newest:%-d %B %Y, %H:%M} UTC" in texts_of(page.read_text("utf-8"))


def test_same_record_and_instant_give_the_same_bytes_and_times(plan: Plan, tmp_path: Path) -> None:
    for name, clock in (("one", LATER), ("two", LATER + timedelta(days=9, hours=3))):
        with time_machine.travel(clock):
            published(tmp_path / name)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert times(tmp_path / "one") == times(tmp_path / "two")
    assert max(times(tmp_path / "one").values()) == AS_OF.timestamp()


def test_what_came_later_is_not_in_it(plan: Plan, tmp_path: Path) -> None:
    published(tmp_path / "one")
    ledger.record(CHRIS, "plan.note", SLUG, at=LATER, public=True, note="later")
    ledger.seal()
    published(tmp_path / "two")
    one, two = (contents(tmp_path / name, with_ledger=False) for name in ("one", "two"))
    assert one == two


def test_strangers_can_check_every_file(plan: Plan, tmp_path: Path) -> None:
    out = tmp_path / "site"
    published(out)
    assert verified(out) == ""
    published(out, as_of=LATER)
    assert verified(out) == ""
    page = out / f"fr/plans/{SLUG}/engagements/1.2/index.html"
    page.write_text(page.read_text("utf-8").replace("2026", "2027", 1), "utf-8")
    said = verified(out)
    assert (
        said
        == f"DOES NOT HOLD: fr/plans/{SLUG}/engagements/1.2/index.html: {SLUG}/1.2: is not the file that was published."
    )


def test_folder_of_another_record_is_refused_before_any_page_is_made(plan: Plan, tmp_path: Path) -> None:
    out = tmp_path / "site"
    published(out)
    checkpoint = out / "ledger/checkpoint"
    checkpoint.write_bytes(checkpoint.read_bytes().replace(b"entente-", b"entente-0"))
    before, told = contents(out), []
    with pytest.raises(InvalidTransition, match="choose another folder"):
        publish(out, by=SYSTEM, as_of=AS_OF, at=LATER, origin=ORIGIN, report=lambda *done: told.append(done))
    assert contents(out) == before
    assert told == []


def test_same_files_again_are_no_new_release(plan: Plan, tmp_path: Path) -> None:
    published(tmp_path / "site")
    size = queries.size(queries.PUBLIC_LOG)
    published(tmp_path / "site")
    assert queries.size(queries.PUBLIC_LOG) == size
    assert queries.latest_for(queries.record_name(), action="publish.release") is not None
    published(tmp_path / "site", as_of=LATER)
    assert queries.size(queries.PUBLIC_LOG) == size + 1


def test_publishing_again_replaces_the_old_site(plan: Plan, tmp_path: Path) -> None:
    out = tmp_path / "site"
    published(out)
    (out / "stray.html").write_text("left from before")
    published(out, as_of=LATER)
    assert not (out / "stray.html").exists()
    assert "3 June 2026" in (out / "en/about/index.html").read_text("utf-8")
    assert {path.name for path in tmp_path.iterdir()} == {"site", ".site.twin"}


def test_nothing_hidden_is_in_any_file_or_name(tmp_path: Path) -> None:
    adopted_plan()
    draft_plan("draft-plan")
    ledger.seal()
    published(tmp_path / "before", as_of=NOW)
    hidden = [cell for cell in CELLS if not may_see(DANA, cell)]
    for cell in hidden:
        KINDS[cell.kind](cell)
    assert len(hidden) > 20
    published(tmp_path / "after", as_of=NOW)
    before, after = contents(tmp_path / "before"), contents(tmp_path / "after")
    assert before == after
    assert [name for name, content in after.items() if WORD.search(f"{name}\n{opened(content)}")] == []


def test_names_and_mails_of_people_are_not_in_it(plan: Plan, tmp_path: Path) -> None:
    out = tmp_path / "site"
    published(out)
    people = re.compile("|".join(re.escape(one.post) for one in (ANA, BELA) if one.post) or "no post")
    mails = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
    texts = {name: opened(content) for name, content in contents(out).items() if not name.startswith("assets/")}
    assert [name for name, text in texts.items() if mails.search(text) or people.search(text)] == []


@pytest.mark.parametrize(("by", "may"), [(SYSTEM, True), (CHRIS, True), (ANA, False), (BELA, False), (DANA, False)])
def test_keeper_and_operator_publish(plan: Plan, tmp_path: Path, by: Actor, may: bool) -> None:
    if may:
        assert published(tmp_path / "site", by=by).files > 50
        return
    with pytest.raises(ActionDenied, match="only the keeper of the record publishes its site"):
        published(tmp_path / "site", by=by)
    assert not (tmp_path / "site").exists()


def test_what_is_to_come_is_not_published(plan: Plan, tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="What is to come cannot be published"):
        publish(tmp_path / "site", by=SYSTEM, as_of=LATER, at=AS_OF, origin=ORIGIN, report=lambda done, known: None)


def test_progress_ends_where_all_that_is_known_is_written(plan: Plan, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    publish(
        tmp_path / "site",
        by=SYSTEM,
        as_of=AS_OF,
        at=LATER,
        origin=ORIGIN,
        report=lambda *told_now: told.append(told_now),
    )
    assert [done for done, _known in told] == list(range(1, len(told) + 1))
    assert told[-1][0] == told[-1][1]
    assert all(done <= known for done, known in told)


def test_page_for_no_page_leads_home_from_any_depth(plan: Plan, tmp_path: Path) -> None:
    out = tmp_path / "site"
    published(out)
    words = texts_of((out / "404.html").read_text("utf-8"))
    assert "There is no page at this address." in words
    assert "Il n’y a pas de page à cette adresse." in words
    assert 'href="/es/index.html"' in (out / "404.html").read_text("utf-8")
    assert (out / "es/404.html").is_file()


def test_marker_tells_what_the_folder_is(plan: Plan, tmp_path: Path) -> None:
    published(tmp_path / "site")
    assert (tmp_path / "site" / MARKER).read_text("utf-8") == (
        '{\n "format": "entente-publication-v1",\n "as_of": "2026-06-02T12:00:00+00:00",\n'
        ' "languages": [\n  "en",\n  "es",\n  "fr"\n ]\n}\n'
    )


def test_public_pages_read_the_log_as_of_their_instant() -> None:
    pages = Path(web.__file__).parent / "pages"
    asked = re.compile(r"ledger\.(?:history|tally|months|size)\((?:[^()]|\([^()]*\))*\)")
    calls = [(path.name, call) for path in pages.rglob("*.py") for call in asked.findall(path.read_text("utf-8"))]
    assert len(calls) > 8
    assert [(name, call) for name, call in calls if "as_of=" not in call] == []


def test_what_a_surface_adds_is_a_file_of_the_site(plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def said(sight: Sight) -> Iterator[SiteFile]:
        yield SiteFile("added/said.txt", f"{sight.as_of.isoformat()} {sight.origin}".encode())

    monkeypatch.setattr(parts, "PARTS", (said,))
    out = tmp_path / "site"
    published(out)
    assert (out / "added/said.txt").read_text() == "2026-06-02T12:00:00+00:00 https://record.example"
    assert verified(out) == ""


def test_file_made_from_the_same_is_left_as_it_is_and_bears_its_new_time(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def told(word: str) -> bytes:
        made.append(word)
        return word.encode()

    def said(sight: Sight) -> Iterator[SiteFile]:
        sight.as_of.isoformat()  # so that all of it is asked for again
        for name, at in (("stays", AS_OF), ("later", sight.as_of.read())):
            yield SiteFile(f"{name}.txt", partial(told, name), at=at, made_from="the same")
        yield SiteFile("other.txt", partial(told, f"{sight.as_of:%d}"), at=AS_OF, made_from=f"{sight.as_of:%d}")

    monkeypatch.setattr(parts, "PARTS", (said,))
    out = tmp_path / "site"
    published(out)
    first = (out / "stays.txt").stat()
    published(out, as_of=LATER)
    assert made == ["stays", "later", "02", "03"]
    assert [(out / f"{name}.txt").read_text() for name in ("stays", "later", "other")] == ["stays", "later", "03"]
    assert (out / "stays.txt").stat().st_ino == first.st_ino
    assert [(out / f"{name}.txt").stat().st_mtime for name in ("stays", "later")] == [
        AS_OF.timestamp(),
        LATER.timestamp(),
    ]
    assert verified(out) == ""
