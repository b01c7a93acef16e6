"""Outside assessments on the desk: from the guideline to the public page, and that nothing tells one coder of the other."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from entente.foundation.common.actors import SYSTEM, Role
from entente.foundation.directory import commands as directory
from entente.foundation.directory.words import OrganisationKind, PostCapacity
from entente.foundation.ledger import commands as ledger
from entente.foundation.sources import queries as documents
from entente.foundation.texts.queries import WordingStatus
from entente.record.assessment.commands import FindingFacts, file_finding
from entente.record.assessment.models import Assessment, Guideline
from entente.record.assessment.queries import assessors
from entente.record.assessment.queries.methods import get_method
from tests import cast
from tests.record.builders import NOW, adopted_plan
from tests.record.verification.test_claims import a_citation, claim
from tests.surfaces.web.conftest import texts_of

from .officers import WORK, officer
from .test_plans import sentences

pytestmark = pytest.mark.django_db
LIST = WORK + "assessments/"
G20 = "g20-compliance/1"
COUNTS = {f"counts_{at}_en": f"What counts for {code}." for at, code in enumerate(("-1", "0", "+1"))}
OPENING = {"party": "AAA", "reading": "final", "from_on": "2026-01-01", "to_on": "2026-11-22"}


def reader(slug: str, *roles: Role) -> Client:
    """Somebody signed in at a post of the institute."""
    institute = directory.register_organisation(
        slug="institute", name={"en": "Institute"}, kind=OrganisationKind.OBSERVER, by=SYSTEM
    )
    post = directory.open_post(
        institute, slug=slug, title={"en": slug.title()}, capacity=PostCapacity.ASSESSOR, by=SYSTEM, roles=list(roles)
    )
    client = Client()
    cast.sign_in(client, cast.holder(post, name=slug))
    return client


@pytest.fixture
def erin(db: None) -> Client:
    adopted_plan()
    return reader("erin", Role.CONTRIBUTOR)


@pytest.fixture
def finn(erin: Client) -> Client:
    return reader("finn", Role.CONTRIBUTOR)


@pytest.fixture
def gwen(erin: Client) -> Client:
    return reader("gwen", Role.CONTRIBUTOR, Role.APPROVER)


def opened(erin: Client, gwen: Client) -> Assessment:
    """By the pages: a guideline written by Erin, published by Gwen, and an assessment begun."""
    written = {"subject": "tri-plan/2.1", "definitions_en": "A fair lasts a day.", **COUNTS}
    assert erin.post(f"{WORK}guidelines/add/?method={G20}", written).status_code == 302
    at = f"{WORK}guidelines/{Guideline.objects.get().pk}/"
    assert gwen.post(f"{at}publish/").status_code == 302
    assert erin.post(f"{at}open/", OPENING).status_code == 302
    return Assessment.objects.get()


def at(row: Assessment, act: str = "") -> str:
    return f"{LIST}{row.pk}/" + (f"{act}/" if act else "")


def test_whole_way_from_the_guideline_to_the_public_page(erin: Client, finn: Client, gwen: Client) -> None:
    ana, _actor = officer("AAA", "desk", Role.CONTRIBUTOR, name="Ana")
    ada, _actor = officer("AAA", "director", Role.APPROVER, name="Ada")
    row = opened(erin, gwen)
    for coder in (erin, finn):
        assert coder.post(at(row, "code"), {"value": "-1", "rationale_en": "Nothing was held."}).status_code == 302
    assert gwen.post(at(row, "consolidate"), {"value": "-1", "rationale_en": "Nothing was held."}).status_code == 302
    due_on = (timezone.now() + timedelta(days=10)).date()
    assert gwen.post(at(row, "send"), {"due_on": due_on.isoformat()}).status_code == 302
    assert "Nothing was held." in texts_of(ana.get(at(row)).content.decode())
    assert ana.post(at(row, "reply"), {"text_en": "We held two fairs."}).status_code == 302
    assert ana.post(at(row, "approve")).status_code == 403
    assert ada.post(at(row, "approve")).status_code == 302
    public = "/en/plans/tri-plan/commitments/2.1/"
    assert "What outsiders say" not in texts_of(Client().get(public).content.decode())
    with time_machine.travel(timezone.now() + timedelta(days=12)):
        page = texts_of(Client().get(public).content.decode())
    assert [words in page for words in ("-1 Failure to comply", "Reply of Arcadia We held two fairs.")] == [True, True]


def told(answer: object) -> str:
    """The words of a page without the minute of which it speaks."""
    return re.sub(r"\d\d:\d\d UTC", "", texts_of(answer.content.decode()))  # type: ignore[attr-defined]


def seen_by(client: Client, row: Assessment) -> list[str]:
    """The words of every page on which somebody of the institute could learn of a code, and of the search in the audit."""
    ledger.seal()
    pages = [at(row), LIST, at(row, "code"), "/en/desk/", "/en/desk/audit/", f"{WORK}"]
    return [told(client.get(page)) for page in pages]


def test_pages_tell_one_coder_nothing_of_the_other(erin: Client, finn: Client, gwen: Client) -> None:
    row = opened(erin, gwen)
    seen_by(gwen, row)  # takes up what was said of her own last act
    before = {name: seen_by(client, row) for name, client in (("finn", finn), ("gwen", gwen))}
    refused = gwen.post(at(row, "consolidate"), {"value": "-1"})
    assert erin.post(at(row, "code"), {"value": "-1", "rationale_en": "Erin’s own words."}).status_code == 302
    assert {name: seen_by(client, row) for name, client in (("finn", finn), ("gwen", gwen))} == before
    again = gwen.post(at(row, "consolidate"), {"value": "-1"})
    assert (again.status_code, told(again)) == (403, told(refused))
    assert "Erin’s own words." in texts_of(erin.get(at(row)).content.decode())
    assert finn.post(at(row, "code"), {"value": "-1", "rationale_en": "Finn’s."}).status_code == 302
    assert "Erin’s own words." in texts_of(finn.get(at(row)).content.decode())


@pytest.mark.parametrize(
    "who",
    [
        lambda: officer("AAA", "desk", Role.CONTRIBUTOR, name="Ana")[0],
        lambda: officer("BBB", "desk", Role.CONTRIBUTOR, name="Bela")[0],
    ],
    ids=["the party assessed", "another party"],
)
def test_other_side_finds_no_assessment_in_work(erin: Client, gwen: Client, who: Callable[[], Client]) -> None:
    row = opened(erin, gwen)
    other = who()
    statuses = [other.get(address).status_code for address in (at(row), at(row, "code"), at(row, "reply"))]
    assert statuses == [404, 404, 404]
    assert other.get(LIST).context["page"].lines == ()


@pytest.mark.parametrize(
    ("act", "sent", "sentence"),
    [
        ("code", {}, "Choose a value of the scale."),
        ("code", {"value": "+1"}, "“+1” needs evidence: name at least one claim with a date."),
    ],
)
def test_what_is_missing_is_told_and_nothing_is_kept(
    erin: Client, gwen: Client, act: str, sent: dict[str, str], sentence: str
) -> None:
    row = opened(erin, gwen)
    answer = erin.post(at(row, act), sent)
    assert (answer.status_code, sentences(answer), row.codes.count()) == (422, [sentence], 0)


SCALE = {
    "code": "river-scale",
    "name_en": "River scale",
    "about_en": "How clean the river is.",
    "values_en": "poor: Nobody swims\nfair: Some swim\ngood: All swim",
    "values_pt": "poor: Ninguém nada\ngood: Todos nadam",
    "proof": "good",
    "coders": "2",
    "per_party": "on",
    "ordered": "on",
}


def test_scale_of_ones_own_is_defined_and_a_guideline_written_by_it(erin: Client) -> None:
    page = f"{WORK}scales/add/"
    assert page in [erin.get(LIST).context["page"].own_scale.address]
    assert erin.post(page, SCALE).status_code == 302
    method = get_method("institute:river-scale/1")
    assert [(one.code, one.label, one.needs_proof) for one in method.values] == [
        ("poor", {"en": "Nobody swims", "pt": "Ninguém nada"}, False),
        ("fair", {"en": "Some swim"}, False),
        ("good", {"en": "All swim", "pt": "Todos nadam"}, True),
    ]
    assert (method.coders, str(method.level), method.is_per_party, method.share) == (2, "ordinal", True, None)
    assert erin.post(page, {**SCALE, "values_en": "low: Low\nhigh: High"}).status_code == 302
    assert get_method("institute:river-scale/2").version == 2
    counts = {f"counts_{at}_en": "It counts." for at in range(3)}
    written = {"subject": "tri-plan/2.1", "definitions_en": "A river.", **counts}
    assert erin.post(f"{WORK}guidelines/add/?method=institute:river-scale/1", written).status_code == 302


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"code": "River Scale"},
            "“River Scale” cannot name a method; write small letters, digits and hyphens, such as forest-scale.",
        ),
        ({"values_en": "poor", "values_pt": ""}, "“poor” has no colon between the code and what it means."),
        ({"values_en": "poor: Poor", "values_pt": ""}, "The scale of “river-scale” has 1 values; give it 2 to 20."),
        ({"name_en": ""}, "The method “river-scale” has no words; give them in at least one language."),
    ],
)  # fmt: skip
def test_scale_that_is_none_is_told_in_one_sentence(erin: Client, changes: dict[str, str], sentence: str) -> None:
    answer = erin.post(f"{WORK}scales/add/", {**SCALE, **changes})
    assert (answer.status_code, sentences(answer)) == (422, [sentence])


def test_refusal_of_a_scale_speaks_the_readers_language(erin: Client) -> None:
    page = "/fr/bureau/plans/tri-plan/engagements/2.1/travail/echelles/ajouter/"
    answer = erin.post(page, {**SCALE, "values_en": "poor: Poor", "values_pt": ""})
    assert sentences(answer) == [
        "L’échelle de «\u00a0river-scale\u00a0» compte 1 valeur(s)\u00a0; il en faut de 2 à 20."
    ]


def test_guideline_that_leaves_a_value_out_is_told(erin: Client) -> None:
    answer = erin.post(f"{WORK}guidelines/add/?method={G20}", {"subject": "tri-plan/2.1", "definitions_en": "A fair."})
    assert (answer.status_code, Guideline.objects.count()) == (422, 0)
    assert sentences(answer)[0].startswith("Say what counts for -1, 0, +1: the guideline covers")


@pytest.mark.parametrize("act", ["send", "recall", "publish", "correct", "reconsider"])
def test_contributor_of_the_assessor_sends_and_publishes_nothing(erin: Client, gwen: Client, act: str) -> None:
    row = opened(erin, gwen)
    answer = erin.post(at(row, act), {"due_on": "2027-01-01", "correction_en": "Why."})
    assert answer.status_code == 403
    assert assessors.published_on("tri-plan/2.1", as_of=timezone.now()) == []


@pytest.mark.parametrize("language", ["fr", "es"])
def test_pages_speak_every_language(erin: Client, gwen: Client, language: str) -> None:
    opened(erin, gwen)
    words = {
        "fr": ("bureau", "plans", "engagements", "travail", "evaluations", "Évaluations externes"),
        "es": ("escritorio", "planes", "compromisos", "trabajo", "evaluaciones", "Evaluaciones externas"),
    }[language]
    page = erin.get(f"/{language}/{words[0]}/{words[1]}/tri-plan/{words[2]}/2.1/{words[3]}/{words[4]}/")
    assert words[5] in texts_of(page.content.decode())


def test_keeper_records_what_was_asked_and_what_came_back(chris: Client) -> None:
    adopted_plan()
    facts = FindingFacts("no-fair", "tri-plan/2.1", date(2026, 11, 1), {"en": "All public pages."})
    file_finding(facts, by=cast.CHRIS, owner="observatory", at=NOW, status=WordingStatus.PROJECT)
    asked = f"{WORK}ask/"
    question = {"party": "AAA", "kind": "access-request", "asked_on": "2026-11-02", "due_on": "2026-11-20"}
    assert chris.post(f"{asked}observatory/no-fair/", question).status_code == 302
    late = "Arcadia was asked on 2 November 2026 (request for access to information): no answer by 20 November 2026"
    public = "/en/plans/tri-plan/commitments/2.1/"
    assert late in told(Client().get(public))
    (line,) = chris.get(asked).context["page"].items[0].answers
    claim(by=cast.CHRIS, slug="letter", subject="tri-plan/2.1", citations=[a_citation(cast.CHRIS)])
    document = documents.own_documents(cast.CHRIS)[0].slug
    answer = {"outcome": "refused", "answered_on": "2026-11-25", "document": document}
    assert chris.post(line.address, answer).status_code == 302
    assert "refused on 25 November 2026" in told(Client().get(public))
    assert chris.get(asked).context["page"].items[0].answers == ()


def test_party_records_no_question(ana: Client) -> None:
    adopted_plan()
    facts = FindingFacts("no-fair", "tri-plan/2.1", date(2026, 11, 1), {"en": "All public pages."})
    file_finding(facts, by=cast.CHRIS, owner="observatory", at=NOW, status=WordingStatus.PROJECT)
    assert ana.post(f"{WORK}ask/observatory/no-fair/", {}).status_code == 403
