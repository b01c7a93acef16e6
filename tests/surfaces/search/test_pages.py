"""The pages and the API of the search: what is typed is shown as typed, and no question breaks them."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from entente.config.env import ROOT
from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.records import Tier
from entente.record.plan.queries import Plan
from entente.record.verification.models import Claim
from entente.surfaces.intake.load import load_package
from entente.surfaces.intake.packages import read_package
from entente.surfaces.search import store
from entente.surfaces.web.pages.a_z import initial, sort_key
from tests.cast import desk, holder, sign_in
from tests.surfaces.search.making import NOW, made

pytestmark = pytest.mark.django_db

PAGES = {"en": "/en/search/", "es": "/es/buscar/", "fr": "/fr/recherche/"}


@pytest.fixture(autouse=True)
def _quick(settings: Settings) -> None:
    settings.WHITENOISE_AUTOREFRESH = True


def shown(address: str, client: Client | None = None, **query: str) -> str:
    response = (client or Client()).get(f"{address}?{urlencode(query)}")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("language", PAGES)
def test_every_language_finds_and_marks(plan: Plan, language: str) -> None:
    made()
    page = shown(PAGES[language], q="fair")
    assert "<mark>fair</mark>" in page
    assert page.count('class="ent-found__item"') > 3


def test_what_is_on_record_is_escaped(plan: Plan) -> None:
    Claim.objects.filter(slug="tri-plan-fair-1").update(statement={"en": "<script>alert(1)</script> zebra & zoo"})
    made()
    page = shown(PAGES["en"], q='zebra "<b>x</b>"')
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <mark>zebra</mark> &amp; zoo" in page


@pytest.mark.parametrize(
    "question",
    [
        "",
        " ",
        "\x00",
        '(((AND +fair* OR "x" NOT ' * 400,
        '"',
        "''''",
        "-",
        "-fair",
        "x" * 9_000,
        "💧 §§ ١٢",
        "fair\x00fair",
    ],
)
def test_no_question_breaks_a_page_or_the_api(plan: Plan, question: str) -> None:
    made()
    shown(PAGES["en"], q=question, page="999999", kind="no", plan="no", party="no", state="no")
    answer = Client().get("/api/v1/search", {"q": question})
    assert answer.status_code == 200


def test_a_day_that_is_none_is_left_out_and_said(plan: Plan) -> None:
    made()
    assert "“31/12” is no day and was left out" in shown(PAGES["en"], q="fair", **{"from": "31/12"})


def test_without_an_index_one_sentence_is_said(plan: Plan) -> None:
    assert "The search index is being made" in shown(PAGES["en"], q="fair")
    assert "El índice de búsqueda se está preparando" in shown(PAGES["es"], q="fair")
    assert "Nothing found." not in shown(PAGES["en"], q="fair")  # nobody has looked
    assert Client().get("/api/v1/search", {"q": "fair"}).json()["condition"] == "in_the_making"


def test_the_desk_finds_what_its_side_may_read_and_marks_it(plan: Plan, client: Client) -> None:
    user = holder(desk("AAA"))
    Claim.objects.filter(slug="tri-plan-fair-1").update(tier=Tier.OWN, owner="AAA", statement={"en": "A zebra came."})
    made()
    sign_in(client, user)
    with time_machine.travel(NOW, tick=False):
        page = shown("/en/desk/search/", client, q="zebra")
    assert "Of your side alone" in page
    assert "/en/desk/plans/tri-plan/commitments/1.1/work/" in page
    for address in PAGES.values():  # a public page reads as the public, whoever is logged in
        assert "ent-found__item" not in shown(address, client, q="zebra")


def test_the_api_says_where_the_words_stand(plan: Plan) -> None:
    made()
    told = Client().get("/api/v1/search", {"q": "feria", "lang": "es", "kind": "commitment"}).json()
    first = told["items"][0]
    assert (first["ref"], first["circle"], told["kinds"]["commitment"]) == ("tri-plan/1.1", "public", told["total"])
    start, end = first["title"]["marks"][0]
    assert first["title"]["text"][start:end] == "feria"


def test_everything_stands_from_a_to_z(plan: Plan) -> None:
    page = shown("/en/a-z/")
    assert 'href="#letter-a"' in page
    for name in ("A fair for all", "Fair Office", "The Gazette on the fair", "Plan of the Three"):
        assert name in page
    assert "A fair for all" in shown("/en/a-z/a/")
    assert "letter-q" not in shown("/en/a-z/q/")
    assert Client().get("/en/a-z/qq/").status_code == 404


def test_of_several_plans_each_line_says_whose_it_is(plan: Plan) -> None:
    own = "Commitment 1.1 · Plan of the Three"
    assert own not in shown("/en/a-z/")
    load_package(read_package(ROOT / "tests/plans/three-harbours-2031"), by=SYSTEM, at=timezone.now())
    page = shown("/en/a-z/")
    assert own in page
    assert "Commitment 1.1 · Three Harbours" in page


def test_the_order_is_that_of_the_language() -> None:
    assert sorted(["ñandú", "nube", "oso", "Élan", "eau"], key=lambda one: sort_key(one, "es")) == [
        "eau",
        "Élan",
        "nube",
        "ñandú",
        "oso",
    ]
    assert sorted(["zone", "été", "eau"], key=lambda one: sort_key(one, "fr")) == ["eau", "été", "zone"]
    assert [sort_key(one, "en") for one in ("R&D: a plan (2)", "\tSea-level", "Séa-level")] == [
        "rd a plan 2",
        "sealevel",
        "sealevel",
    ]
    assert [initial(one, "es") for one in ("ñandú", "Élan", "42", "معرض")] == ["Ñ", "E", "0", "0"]


def test_a_damaged_index_is_noticed_and_one_sentence_said(plan: Plan) -> None:
    made()
    folder = store.current()
    assert folder is not None
    segment = max((folder / "public").glob("*.idx"), key=lambda path: path.stat().st_size)
    segment.write_bytes(b"\x00" * segment.stat().st_size)
    assert "The search index is being made" in shown(PAGES["en"], q="fair")
    assert store.is_marked_damaged()
