"""Captures: asked for, run, and asked for again by the calendar."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from pytest_django import Settings

from entente.foundation.common.actors import Role
from entente.foundation.common.errors import ActionDenied, RuleBroken
from entente.foundation.common.records import Tier
from entente.foundation.ledger.models import Entry
from entente.foundation.sources import commands as sources
from entente.foundation.sources import store
from entente.foundation.sources.capture import commands, queries
from entente.foundation.sources.models import Capture, Document, Snapshot
from entente.foundation.sources.queries import Showing, Side
from entente.foundation.sources.words import AddressState, Removal
from tests.cast import ANA, CHRIS, DANA
from tests.record.builders import NOW

from .site import PAGE, Site, never_ends

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TOO_LARGE = "{} is larger than the 1,000,000 bytes that are archived; upload the part that is cited."
CHANGED = PAGE.replace(b"Opened in May", b"Opened in June")


@pytest.fixture(autouse=True)
def _switched_on(settings: Settings, tmp_path: Path, site: Site) -> None:
    settings.MEDIA_ROOT = tmp_path / "snapshots"
    settings.VAR = tmp_path
    settings.CAPTURE = True
    settings.CAPTURE_ALLOW = [site.place]


def document(address: str, slug: str = "fair", tier: Tier = Tier.PUBLIC) -> Document:
    facts = sources.DocumentFacts(slug=slug, title={"en": "Fair"}, side=Side.THIRD, address=address)
    return sources.add_document(facts, by=CHRIS, owner=CHRIS.owner, tier=tier, at=NOW)


def capture(of: Document, at=NOW) -> Capture:  # type: ignore[no-untyped-def]
    asked = commands.ask_capture(of, by=CHRIS, at=at, showing=Showing.COPY)
    return commands.run_capture(asked.pk, at=at)


def recheck(of: Document, days: int) -> Capture:
    """A look by the calendar so many days after the first."""
    at = NOW + days * DAY
    assert commands.ask_rechecks(at=at) == 1
    assert commands.run_waiting(at=at) == 1
    return Capture.objects.filter(document=of).latest("asked_at")


def state(of: Document) -> tuple[AddressState, int | None]:
    """State, and since which day after the first."""
    view = queries.address_state(of)
    return view.state, None if view.since is None else (view.since - NOW).days


def actions() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("action", flat=True))


def test_a_capture_keeps_the_page_with_its_facts(site: Site, tmp_path: Path) -> None:
    page = document(site.address("/fair"))
    citation = sources.cite(page, by=CHRIS)
    done = capture(page)
    citation.refresh_from_db()
    kept = Snapshot.objects.get()
    assert (done.status, done.sentence, done.http_status, done.snapshot, citation.snapshot) == (
        "kept",
        "",
        200,
        kept,
        kept,
    )
    assert (kept.media_type, kept.size_bytes, kept.file_name, kept.showing) == (
        "text/html",
        len(PAGE),
        "fair.html",
        "copy",
    )
    assert (kept.captured_by, kept.final_address, store.read(kept.sha256)) == (CHRIS.post, site.address("/fair"), PAGE)
    assert actions()[-2:] == ["sources.capture.ask", "sources.snapshot.archive"]
    assert list((tmp_path / "captures").iterdir()) == []


def test_a_capture_is_asked_for_once_at_a_time(site: Site) -> None:
    page = document(site.address("/fair"))
    assert commands.ask_capture(page, by=CHRIS, at=NOW) == commands.ask_capture(page, by=CHRIS, at=NOW)


@pytest.mark.parametrize(
    ("by", "is_on", "address", "reason"),
    [
        (ANA, True, "https://a.example/", "only its owner archives a copy of a source"),
        (DANA, True, "https://a.example/", "only its owner archives a copy of a source"),
        (
            CHRIS,
            False,
            "https://a.example/",
            "fetching from addresses is switched off here; save the page and upload it",
        ),
        (CHRIS, True, "", "this source has no address; upload a copy of it"),
        (
            dataclasses.replace(CHRIS, roles=frozenset({Role.AUDITOR})),
            True,
            "https://a.example/",
            "your post adds no sources; a contributor of your side does",
        ),
    ],
)
def test_who_may_not_capture_is_told_why(settings: Settings, by, is_on, address, reason) -> None:  # type: ignore[no-untyped-def]
    settings.CAPTURE = is_on
    with pytest.raises(ActionDenied) as caught:
        commands.ask_capture(document(address), by=by, at=NOW)
    assert (str(caught.value), Capture.objects.count()) == (reason, 0)


def test_an_address_that_nobody_may_fetch_is_refused_when_asked() -> None:
    with pytest.raises(RuleBroken) as caught:
        commands.ask_capture(document("https://a.example:8443/"), by=CHRIS, at=NOW)
    assert str(caught.value) == (
        "“https://a.example:8443/” asks at port 8443; only the ports of the web, 80 and 443, are fetched."
    )


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("/nothing", "gone", "{} says that nothing is there any more (404)."),
        ("/says_five_gb", "refused", TOO_LARGE),
        ("/streams_five_gb", "refused", TOO_LARGE),
        ("/breaks_off", "failed", "{} broke off in its middle; nothing of it was kept."),
        ("/inside", "refused", "127.0.0.1 leads to 127.0.0.1, which is not on the public network; it is not fetched."),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_an_outcome_with_one_sentence_and_keeps_nothing(
    settings: Settings, site: Site, tmp_path: Path, path: str, status: str, sentence: str
) -> None:
    settings.UPLOAD_BYTES_MAX = 1_000_000
    site.lead("/inside", "http://127.0.0.1/secrets")
    done = capture(document(site.address(path)))
    assert (done.status, done.sentence) == (status, sentence.format(site.address(path)))
    assert (Snapshot.objects.count(), list((tmp_path / "captures").iterdir())) == (0, [])
    assert not (tmp_path / "snapshots").exists()


def test_a_store_that_cannot_be_written_fails_in_one_sentence_and_the_next_capture_keeps(
    site: Site, tmp_path: Path
) -> None:
    page = document(site.address("/fair"))
    (tmp_path / "snapshots").write_text("in the way")
    done = capture(page)
    assert (done.status, done.sentence, Snapshot.objects.count()) == (
        "failed",
        "The archived copy cannot be written (Not a directory); make room or correct the rights of the snapshots folder, "
        "then do it again.",
        0,
    )
    (tmp_path / "snapshots").unlink()
    assert capture(page).status == "kept"


def test_a_running_capture_whose_process_died_is_taken_up_and_given_up_after_three(site: Site) -> None:
    asked = commands.ask_capture(document(site.address("/fair")), by=CHRIS, at=NOW)
    Capture.objects.update(status="running", started_at=NOW, attempts=2)
    assert commands.run_waiting(at=NOW + DAY) == 1
    asked.refresh_from_db()
    assert (asked.status, asked.attempts) == ("kept", 3)

    again = commands.ask_capture(document(site.address("/fair"), slug="again"), by=CHRIS, at=NOW)
    Capture.objects.filter(pk=again.pk).update(status="running", started_at=NOW, attempts=3)
    assert commands.run_capture(again.pk, at=NOW + 2 * DAY).sentence == (
        "The process that fetched it died 3 times; save the page and upload it."
    )


def test_a_capture_that_is_over_is_not_run_again(site: Site) -> None:
    done = capture(document(site.address("/fair")))
    asked = len(site.asked)
    assert commands.run_capture(done.pk, at=NOW + DAY).finished_at == done.finished_at
    assert len(site.asked) == asked


def test_one_host_rests_between_two_captures(site: Site) -> None:
    for slug in ("a", "b"):
        commands.ask_capture(document(site.address("/fair"), slug=slug), by=CHRIS, at=NOW)
    done = [commands.run_waiting(at=NOW + timedelta(seconds=seconds)) for seconds in (0, 1, 10, 20)]
    assert done == [1, 0, 1, 0]


def test_nothing_is_fetched_while_it_is_switched_off(settings: Settings, site: Site) -> None:
    commands.ask_capture(document(site.address("/fair")), by=CHRIS, at=NOW)
    settings.CAPTURE = False
    assert (commands.run_waiting(at=NOW), commands.ask_rechecks(at=NOW + 90 * DAY), site.asked) == (0, 0, [])


# --- looks by the calendar --------------------------------------------------------------------------------------------


def test_a_page_that_stays_is_fine_and_asked_by_its_tag(site: Site) -> None:
    page = document(site.address("/fair"))
    assert state(page) == (AddressState.UNKNOWN, None)
    capture(page)
    assert commands.ask_rechecks(at=NOW + 29 * DAY) == 0
    done = recheck(page, 31)
    assert (done.status, done.is_recheck, done.asked_by, site.asked[-1][1]["if-none-match"]) == (
        "unchanged",
        True,
        "entente",
        '"one"',
    )
    assert (state(page), Snapshot.objects.count()) == ((AddressState.FINE, 0), 1)


def test_a_page_that_changed_is_kept_again_and_says_since_when(site: Site) -> None:
    page = document(site.address("/fair"))
    capture(page)
    site.show("/fair", CHANGED)
    assert recheck(page, 31).status == "kept"
    assert recheck(page, 62).status == "unchanged"
    assert (state(page), Snapshot.objects.count()) == ((AddressState.CHANGED, 31), 2)
    assert {row.showing for row in Snapshot.objects.all()} == {"copy"}


def test_a_page_that_changed_only_where_nobody_looks_is_unchanged(site: Site) -> None:
    page = document(site.address("/fair"))
    capture(page)
    site.show("/fair", PAGE.replace(b"<head>", b"<head><script>var visit = 41</script><meta name=token content=x>"))
    assert (recheck(page, 31).status, state(page), Snapshot.objects.count()) == ("unchanged", (AddressState.FINE, 0), 1)


def test_a_page_that_is_gone_says_since_when_and_is_asked_for_ever_less_often(site: Site) -> None:
    page = document(site.address("/fair"))
    capture(page)
    del site.answers["/fair"]
    asked = []
    for day in range(31, 100):  # a look ends a moment after it began, so that a pause may be over on the day after
        if commands.ask_rechecks(at=NOW + day * DAY):
            commands.run_waiting(at=NOW + day * DAY)
            asked.append(day)
    pauses = [later - day for day, later in pairwise(asked)]  # each as long as the silence so far, to the day
    assert (asked[:2], len(asked), pauses) == ([31, 33], 6, sorted(pauses))
    assert (pauses[-1] >= 20, state(page)) == (True, (AddressState.GONE, 31))
    assert actions().count("sources.address.gone") == 1
    site.show("/fair", PAGE)
    assert (recheck(page, 130).status, state(page)) == ("unchanged", (AddressState.FINE, 130))


def test_a_passing_trouble_does_not_say_that_a_page_is_gone(site: Site) -> None:
    page = document(site.address("/fair"))
    capture(page)
    site.refuse("/fair", 503)
    assert (recheck(page, 31).status, state(page)) == ("failed", (AddressState.FINE, 0))


def test_looks_are_spread_over_hosts(site: Site) -> None:
    for slug in ("a", "b", "c"):
        capture(document(site.address("/fair"), slug=slug))
    assert commands.ask_rechecks(at=NOW + 31 * DAY) == 1


def test_bytes_that_were_removed_do_not_come_back_by_a_capture(site: Site) -> None:
    page = document(site.address("/fair"))
    first = capture(page).snapshot
    assert first is not None
    sources.remove_bytes(first, by=CHRIS, at=NOW, reason=Removal.PRIVACY)
    assert recheck(page, 31).status == "unchanged"
    other = capture(document(site.address("/fair"), slug="other"), at=NOW + 40 * DAY)
    assert (other.status, other.sentence) == (
        "refused",
        f"These very bytes were removed on {NOW:%Y-%m-%d}, for privacy; they are not kept again.",
    )
    assert store.read(first.sha256) is not None  # until the transaction of this test commits


def test_the_time_for_one_capture_is_bounded(settings: Settings, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "TOTAL_SECONDS", 1.0)
    site.answers["/fair"] = never_ends
    assert capture(document(site.address("/fair"))).status == "failed"
