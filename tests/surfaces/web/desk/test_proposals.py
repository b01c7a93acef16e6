"""Two sides sign the same words, each in a browser of its own."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from entente.foundation.accord import commands as accord
from entente.foundation.accord import queries
from entente.foundation.accord.models import Proposal
from entente.foundation.accord.queries import Outcome, Stand
from entente.foundation.accord.statement import ProposalFile
from entente.foundation.accounts.models import User
from entente.foundation.directory.models import Appointment
from entente.record.plan import commands as plans
from entente.record.plan import queries as plan_queries
from entente.record.plan.models import Amendment, Commitment
from entente.record.plan.words import Strength
from tests.cast import ADA, ANA, BELA
from tests.foundation.accord.signing import (
    AT,
    OTHER_WORDS,
    both_signed,
    later,
    proposed,
    public_key,
    seen,
    signed_file,
)
from tests.record.builders import NOW, adopted_plan, shared_plan
from tests.record.plan.changing import OLD, two_plans
from tests.surfaces.web.desk.conftest import client_of, fresh

pytestmark = pytest.mark.django_db

PAGE = "/en/desk/proposals/"


@pytest.fixture
def one() -> Proposal:
    shared_plan()
    for by in (ANA, BELA):
        accord.register_key(by.owner, public_key(by.owner), by=by, at=AT)
    return proposed()


def page(one: Proposal) -> str:
    return f"{PAGE}{one.pk}/"


def handed_in(client: Client, one: Proposal, content: bytes, name: str = "signed.json") -> int:
    file = SimpleUploadedFile(name, content)
    return client.post(page(one), {"verb": "hand_in", "file": file, "revision": "1"}).status_code


def outcome(one: Proposal) -> Outcome:
    return seen(one, at=later(10_000_000)).outcome


def test_both_hand_in_their_signatures_and_it_is_agreed(one: Proposal) -> None:
    ana, bela = client_of("ana"), client_of("bela")
    assert bela.get(PAGE).text.count('Waiting for your side <span class="ent-count">1</span>') == 1
    assert bela.get(page(one)).text.count("The workshop was held.") == 2  # above, and among the words
    assert handed_in(ana, one, signed_file(one, "AAA")) == 302
    assert outcome(one) is Outcome.OPEN
    assert handed_in(bela, one, signed_file(one, "BBB")) == 302
    assert outcome(one) is Outcome.AGREED
    assert bela.get(PAGE).text.count('Waiting for your side <span class="ent-count">0</span>') == 1
    assert bela.get(page(one)).text.count("signed on its own machine") == 2


def test_a_signature_comes_attached_to_a_mail(one: Proposal) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "minister@example.org", "Signed"
    mail.set_content("Attached.")
    mail.add_attachment(signed_file(one, "AAA"), maintype="application", subtype="json", filename="signed.json")
    assert handed_in(client_of("ana"), one, mail.as_bytes(), "mail.eml") == 302
    assert seen(one, at=later(10_000_000)).stands["AAA"] is Stand.CONFIRMED


def test_a_file_that_is_no_signature_is_refused_in_the_readers_language(one: Proposal) -> None:
    sent = {"verb": "hand_in", "file": SimpleUploadedFile("signed.json", signed_file(one, "AAA")[:90])}
    answer = client_of("ana").post(f"/fr/bureau/propositions/{one.pk}/", sent)
    told = "Ce n’est pas un fichier de signature complet d’Entente"
    assert (answer.status_code, answer.text.count(told)) == (422, 2)


def test_the_file_that_leaves_holds_all_that_a_signer_needs(one: Proposal) -> None:
    answer = client_of("ana").get(f"{page(one)}file/")
    file = ProposalFile.parse(answer.content)
    assert (file.proposal, file.languages, file.signatories) == (str(one.pk), ("en", "pt", "ar"), ("AAA", "BBB"))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="tri-plan-proposal-1.1.json"'


def test_what_changed_and_what_it_voided_is_shown(one: Proposal) -> None:
    both_signed(one)
    accord.revise(one, OTHER_WORDS, by=ANA, at=later(1), revision=1)
    shown = client_of("bela").get(page(one)).text
    assert shown.count("Signed before the words changed, and void") == 1
    assert shown.count("complete</del>") == 1
    assert shown.count("Changed: earlier signatures are void") == 1


def test_agree_ad_referendum_take_back_and_dissent(one: Proposal) -> None:
    bela = client_of("bela")
    bela.post(page(one), {"verb": "agree_first", "revision": "1"})
    assert seen(one, at=later(10_000_000)).stands["BBB"] is Stand.AD_REFERENDUM
    bela.post(page(one), {"verb": "withdraw", "withdraw-reason": "Too early."})
    assert seen(one, at=later(10_000_000)).stands["BBB"] is Stand.WITHDRAWN
    sent = {"verb": "dissent", "revision": "1", "dissent-reason_pt": "Não houve.", "dissent-is_public": "on"}
    assert bela.post(page(one), sent).status_code == 302
    said = queries.public_dissents("joint-status", [one.subject], as_of=later(10_000_000))
    assert [each.reason for each in said[one.subject]] == [{"pt": "Não houve."}]


def test_signing_on_the_host_asks_anew_and_says_so(one: Proposal) -> None:
    accord.rotate_key("AAA", None, by=ANA, at=AT, reason="No machine of our own.")
    ana = client_of("ana")
    there = f"{page(one)}sign/?revision=1"
    assert ana.get(page(one)).text.count(there) == 1
    assert "reauthenticate" in ana.post(there).headers["Location"]
    assert seen(one, at=later(10_000_000)).stands["AAA"] is Stand.DRAFT
    assert fresh(ana).post(there).status_code == 302
    assert ana.get(page(one)).text.count("signed on the host") == 1


def test_words_that_changed_under_the_signers_eyes_are_not_signed(one: Proposal) -> None:
    accord.rotate_key("AAA", None, by=ANA, at=AT, reason="No machine of our own.")
    accord.revise(one, OTHER_WORDS, by=BELA, at=later(1), revision=1)
    answer = fresh(client_of("ana")).post(f"{page(one)}sign/?revision=1")
    assert (answer.status_code, "The words were changed while you read them" in answer.text) == (409, True)


def test_who_does_not_take_part_signs_nothing() -> None:
    adopted_plan()
    accord.register_key("AAA", public_key("AAA"), by=ANA, at=AT)
    one, ana = proposed(), client_of("ana")
    assert ana.get(page(one)).text.count("does not take part in this record yet") == 1
    for answer in (
        ana.post(page(one), {"verb": "hand_in", "file": SimpleUploadedFile("s.json", signed_file(one, "AAA"))}),
        ana.post(page(one), {"verb": "agree_first", "revision": "1"}),
    ):
        assert (answer.status_code in (403, 422), "does not take part" in answer.text) == (True, True)
    assert set(seen(one, at=later(10_000_000)).stands.values()) == {Stand.DRAFT}


def test_a_stranger_finds_nothing(one: Proposal) -> None:
    chris = client_of("chris")
    assert [chris.get(page(one)).status_code, chris.get(f"{page(one)}file/").status_code] == [404, 404]
    assert client_of("dana").get(page(one)).status_code == 302


def test_an_ended_post_signs_nothing(one: Proposal) -> None:
    ana = client_of("ana")
    user = User.objects.get(email="ana@example.org")
    Appointment.objects.filter(person=user.person).update(to_on=timezone.localdate())
    assert handed_in(ana, one, signed_file(one, "AAA")) == 403
    assert seen(one, at=later(10_000_000)).stands["AAA"] is Stand.DRAFT


def test_a_list_costs_the_same_for_one_and_for_many(one: Proposal, django_assert_max_num_queries: object) -> None:
    ana = client_of("ana")
    ana.get(PAGE)
    for at in range(12):
        both_signed(proposed(subject=f"tri-plan/1.{at}"))
    with django_assert_max_num_queries(24):  # type: ignore[operator]
        ana.get(PAGE)


def test_who_proposed_it_gives_it_up_and_everybody_reads_why(one: Proposal) -> None:
    ana, bela = client_of("ana"), client_of("bela")
    handed_in(bela, one, signed_file(one, "BBB"))
    assert bela.get(page(one)).text.count('value="give_up"') == 0
    assert ana.post(page(one), {"verb": "give_up"}).text.count("Say why.") == 2
    assert ana.post(page(one), {"verb": "give_up", "give_up-reason": "It will never be agreed."}).status_code == 302
    shown = bela.get(page(one)).text
    assert shown.count("It will never be agreed.") == 1
    assert shown.count("Why nothing is left to sign") == 1
    assert shown.count("This was taken off the table; nothing is left to sign") == 1
    assert bela.get("/en/desk/").text.count("gave up the words that your side had signed") == 1


def test_an_amendment_is_read_beside_the_promise_with_no_code_on_the_page(db: None) -> None:
    two_plans()
    promise = Commitment.objects.select_related("plan").get(ref=f"{OLD}/1.1")
    terms = plan_queries.terms_now(promise)
    after = replace(terms, strength=Strength.BEST_EFFORTS, obligors=("AAA",))
    row = plans.write_amendment(promise, after, {"en": "Why.", "pt": "Porque."}, by=ANA, at=NOW)
    plans.propose_amendment(row, by=ADA, at=NOW, revision=row.revision)
    answer = client_of("bela").get(f"{PAGE}{Amendment.objects.get().proposal}/")
    shown = {field.label: (field.before, field.after) for field in answer.context["page"].plain}
    digest = shown.pop("SHA-256 of the terms before")
    assert shown == {
        "Plan": ("", "Old-Plan"),
        "Promise": ("", "1.1"),
        "Kind": ("", "a continuing duty"),
        "Strength": ("a firm promise", "best efforts"),
        "Who owes it": ("Arcadia, Borduria", "Arcadia"),
        "Rests on": ("", "the promise as the plan has it"),
    }
    assert digest == ("", terms.sha256)
    assert answer.context["page"].what == "Old-Plan · commitment 1.1 · Promise 1.1"
