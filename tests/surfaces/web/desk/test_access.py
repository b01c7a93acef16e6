"""Who may open what, and who may send what: one table."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest
from django.test import Client

from tests import cast
from tests.record.builders import adopted_plan, draft_plan
from tests.surfaces.web.desk.conftest import client_of, ministry_desk

pytestmark = pytest.mark.django_db

LOGIN = 302
DRAFT = "/en/desk/plans/draft-plan/"
OTHERS = "/en/desk/plans/others-plan/"
PUBLIC = "/en/desk/plans/tri-plan/"
PAGES = {
    # address: status for Ana (party), Chris (keeper), Erin (assessor)
    "/en/desk/": (200, 200, 200),
    "/en/desk/new-plan/": (200, 200, 403),
    "/en/desk/new-party/": (403, 200, 403),
    "/en/desk/import/": (200, 200, 403),
    "/en/desk/sources/": (200, 200, 200),
    "/en/desk/people/": (200, 200, 200),
    "/en/desk/people/propose/appoint/": (403, 403, 403),
    "/en/desk/tokens/": (200, 200, 200),
    "/en/desk/checks/": (200, 200, 200),
    "/en/desk/checks/AAA/no-such/": (404, 404, 404),
    "/en/desk/sources/no-such/archive/": (404, 404, 404),
    DRAFT: (404, 200, 404),
    f"{DRAFT}edit/": (404, 200, 404),
    f"{DRAFT}preview/": (404, 200, 404),
    f"{DRAFT}adopt/": (404, 200, 404),
    f"{DRAFT}discard/": (404, 200, 404),
    f"{DRAFT}pillars/add/": (404, 200, 404),
    f"{DRAFT}pillars/1/": (404, 200, 404),
    f"{DRAFT}pillars/1/add/": (404, 200, 404),
    f"{DRAFT}pillars/1/remove/": (404, 200, 404),
    f"{DRAFT}commitments/1.1/": (404, 200, 404),
    f"{DRAFT}commitments/1.1/remove/": (404, 200, 404),
    f"{DRAFT}commitments/1.1/evidence/": (404, 403, 404),
    f"{DRAFT}commitments/1.1/none-found/": (404, 403, 404),
    f"{DRAFT}commitments/9.9/": (404, 404, 404),
    OTHERS: (200, 404, 404),
    PUBLIC: (200, 200, 200),
    f"{PUBLIC}edit/": (403, 403, 403),
    f"{PUBLIC}preview/": (200, 200, 200),
    f"{PUBLIC}adopt/": (200, 302, 200),
    f"{PUBLIC}discard/": (403, 403, 403),
    f"{PUBLIC}pillars/1/": (403, 403, 403),
    f"{PUBLIC}pillars/1/remove/": (403, 403, 403),
    f"{PUBLIC}commitments/1.1/": (403, 403, 403),
    f"{PUBLIC}commitments/1.1/remove/": (403, 403, 403),
    f"{PUBLIC}commitments/1.1/evidence/": (200, 200, 200),
    f"{PUBLIC}commitments/1.1/none-found/": (403, 200, 200),
}


@pytest.fixture
def plans() -> None:
    adopted_plan()
    draft_plan("draft-plan")
    draft_plan("others-plan", by=cast.ANA)


@pytest.mark.usefixtures("plans")
@pytest.mark.parametrize(("name", "column"), [("ana", 0), ("chris", 1), ("erin", 2)])
def test_pages_open_to_whom_they_are_meant_for(name: str, column: int) -> None:
    client = client_of(name)
    assert {at: client.get(at).status_code for at in PAGES} == {at: row[column] for at, row in PAGES.items()}


@pytest.mark.usefixtures("plans")
def test_every_page_sends_a_reader_to_the_log_in_and_back() -> None:
    client = client_of("dana")
    answers = {at: client.get(at) for at in PAGES}
    assert {at: (one.status_code, one.headers["Location"].partition("?")[2]) for at, one in answers.items()} == {
        at: (LOGIN, f"next={at}") for at in PAGES
    }


@pytest.mark.usefixtures("plans")
def test_a_form_sent_without_log_in_changes_nothing() -> None:
    client = client_of("dana")
    assert [client.post(f"{DRAFT}{verb}/").status_code for verb in ("adopt", "discard")] == [LOGIN, LOGIN]
    assert client_of("chris").get(DRAFT).status_code == 200


@pytest.mark.usefixtures("plans")
@pytest.mark.parametrize(
    ("name", "address", "status"),
    [
        ("ana", f"{DRAFT}adopt/", 404),
        ("ana", f"{DRAFT}discard/", 404),
        ("ana", f"{DRAFT}pillars/1/remove/", 404),
        ("ana", f"{DRAFT}commitments/1.1/remove/", 404),
        ("ana", f"{PUBLIC}adopt/", 403),
        ("ana", f"{PUBLIC}discard/", 403),
        ("chris", f"{PUBLIC}discard/", 403),
        ("chris", f"{PUBLIC}pillars/1/remove/", 403),
        ("chris", f"{PUBLIC}commitments/1.1/remove/", 403),
        ("chris", f"{OTHERS}adopt/", 404),
        ("erin", "/en/desk/new-plan/", 403),
        ("erin", "/en/desk/import/", 403),
        ("ana", "/en/desk/new-party/", 403),
        ("ana", f"{PUBLIC}commitments/1.1/none-found/", 403),
    ],
)
def test_what_may_not_be_done_is_refused_when_sent_all_the_same(name: str, address: str, status: int) -> None:
    assert client_of(name).post(address, {}).status_code == status


@pytest.mark.usefixtures("plans")
def test_somebody_with_two_posts_chooses_one_first() -> None:
    client = Client()
    cast.sign_in(client, cast.holder(cast.keepers_desk(), ministry_desk("AAA")))
    answer = client.get("/en/desk/")
    where, _, query = answer.headers["Location"].partition("?")
    assert (answer.status_code, where, parse_qs(query)) == (302, "/en/account/post/", {"next": ["/en/desk/"]})


@pytest.mark.usefixtures("plans")
def test_a_refusal_speaks_the_readers_language() -> None:
    page = client_of("erin").get("/fr/bureau/nouveau-plan/")
    assert page.context["sentence"] == (
        "seul un responsable du registre ou une partie commence un plan\xa0; connectez-vous et agissez par un tel poste"
    )


@pytest.mark.usefixtures("plans")
def test_somebody_without_a_post_is_told_so() -> None:
    client = Client()
    cast.sign_in(client, cast.holder())
    assert client.get("/en/desk/").status_code == 403


def test_a_desk_page_is_kept_by_no_cache(chris: Client) -> None:
    assert "no-store" in chris.get("/en/desk/").headers["Cache-Control"]


@pytest.mark.usefixtures("plans")
def test_addresses_are_translated() -> None:
    client = client_of("chris")
    addresses = [
        "/fr/bureau/plans/draft-plan/engagements/1.1/",
        "/es/escritorio/planes/draft-plan/compromisos/1.1/",
        "/fr/bureau/nouveau-plan/",
        "/es/escritorio/importar/",
    ]
    assert [client.get(at).status_code for at in addresses] == [200, 200, 200, 200]


@pytest.mark.usefixtures("plans")
def test_the_language_switch_stays_on_the_page() -> None:
    page = client_of("chris").get(f"{DRAFT}commitments/1.1/")
    frame = page.context["frame"]
    assert [one.address for one in frame.alternates] == [
        "/en/desk/plans/draft-plan/commitments/1.1/",
        "/es/escritorio/planes/draft-plan/compromisos/1.1/",
        "/fr/bureau/plans/draft-plan/engagements/1.1/",
    ]


def test_a_form_without_its_token_is_refused(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    cast.sign_in(client, cast.holder(cast.keepers_desk(), name="Chris"))
    assert client.post("/en/desk/new-plan/", {}).status_code == 403
