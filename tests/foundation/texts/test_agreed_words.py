"""Words that the parties agree, and passages in which authentic texts differ."""

from __future__ import annotations

from dataclasses import replace

import pytest

from entente.foundation.common.actors import PUBLIC, Role
from entente.foundation.common.errors import ActionDenied, Conflict, InvalidTransition, RuleBroken
from entente.foundation.common.records import Tier
from entente.foundation.ledger.models import Entry
from entente.foundation.texts import commands, queries
from entente.foundation.texts.commands import DivergenceFacts, TermFacts
from entente.foundation.texts.models import Divergence
from entente.foundation.texts.queries import Found
from tests.cast import ADA, ANA, BELA, CHRIS, DANA, ERIN
from tests.record.builders import NOW

pytestmark = pytest.mark.django_db
PARTIES = ("AAA", "BBB")
FACTS = TermFacts(
    {"en": "CUSMA", "es": "T-MEC", "fr": "ACEUM"}, {"en": ["USMCA"], "fr": ["AEUMC"]}, {"en": "The trade agreement."}
)


def proposed(by=CHRIS, facts=FACTS):
    return commands.propose_term("p", facts, parties=PARTIES, by=by, at=NOW)


def only_term(by=PUBLIC):
    [view] = queries.terms_of(by, "p", as_of=NOW)
    return view


def test_a_term_is_agreed_when_every_party_agreed_to_these_very_words():
    term = proposed()
    assert (only_term().agreed, only_term().missing, only_term().is_agreed) == ((), PARTIES, False)
    commands.agree_term(term, by=ANA, at=NOW, revision=1)
    commands.agree_term(term, by=ANA, at=NOW, revision=1)
    assert (only_term().agreed, only_term().missing) == (("AAA",), ("BBB",))
    commands.agree_term(term, by=BELA, at=NOW, revision=1)
    assert only_term().is_agreed
    commands.revise_term(term, replace(FACTS, note={"en": "Another note."}), by=CHRIS, at=NOW, revision=1)
    assert (only_term().agreed, only_term().revision) == ((), 2)
    assert list(Entry.objects.order_by("id").values_list("action", "log", "owner")) == [
        ("texts.term.propose", "public", "observatory"),
        ("texts.term.agree", "public", "AAA"),
        ("texts.term.agree", "public", "BBB"),
        ("texts.term.revise", "public", "observatory"),
    ]


def test_who_agrees_to_what_was_changed_is_told():
    term = proposed()
    commands.revise_term(term, FACTS, by=CHRIS, at=NOW, revision=1)
    with pytest.raises(Conflict):
        commands.agree_term(term, by=ANA, at=NOW, revision=1)


def test_a_term_taken_back_stands_no_more():
    term = proposed()
    with pytest.raises(RuleBroken):
        commands.withdraw_term(term, by=CHRIS, at=NOW, reason=" ")
    commands.withdraw_term(term, by=CHRIS, at=NOW, reason="It was replaced.")
    assert queries.terms_of(PUBLIC, "p", as_of=NOW) == []
    with pytest.raises(InvalidTransition):
        commands.agree_term(term, by=ANA, at=NOW, revision=1)


READER = replace(ANA, roles=frozenset({Role.AUDITOR}))


@pytest.mark.parametrize(
    ("by", "proposes", "changes", "agrees"),
    [
        (CHRIS, True, True, False),
        (ANA, True, False, True),
        (replace(ANA, roles=frozenset({Role.TRANSLATOR})), True, False, False),
        (replace(ANA, owner="ZZZ"), False, False, False),
        (ERIN, False, False, False),
        (READER, False, False, False),
        (DANA, False, False, False),
    ],
)
def test_who_may_propose_change_and_agree_to_terms(by, proposes, changes, agrees):
    term = proposed()
    acts = (
        (proposes, lambda: proposed(by, TermFacts({"en": "other", "es": "otro"}))),
        (agrees, lambda: commands.agree_term(term, by=by, at=NOW, revision=1)),
        (changes, lambda: commands.revise_term(term, FACTS, by=by, at=NOW, revision=1)),
    )
    for allowed, act in acts:
        if allowed:
            act()
        else:
            with pytest.raises(ActionDenied):
                act()


@pytest.mark.parametrize(
    ("names", "variants", "sentence"),
    [
        ({"en": "CUSMA"}, {}, "A term needs its word in two languages at least; write the others."),
        ({"en": "CUSMA", "??": "X"}, {}, "“??” is not a language tag; write for instance fr."),
        ({"en": "C" * 121, "es": "X"}, {}, "A term has at most 120 letters; shorten it."),
        ({"en": "CUSMA", "es": "T-MEC"}, {"en": ["CUSMA"]}, "“CUSMA” is the term itself and cannot be a word not used for it."),
    ],
)  # fmt: skip
def test_a_term_that_is_none_is_refused(names, variants, sentence):
    with pytest.raises(RuleBroken) as refused:
        proposed(CHRIS, TermFacts(names, variants))
    assert str(refused.value) == sentence


def test_a_word_is_a_term_once():
    proposed()
    with pytest.raises(RuleBroken) as refused:
        proposed(ANA, TermFacts({"en": "CUSMA", "es": "TLC"}))
    assert str(refused.value) == "“CUSMA / TLC” is a term of p already; change that one."


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("Under CUSMA, trade grows.", "", (Found("CUSMA", "ACEUM", False, ()),)),
        ("Under CUSMA, trade grows.", "Sous l’ACEUM, le commerce croît.", (Found("CUSMA", "ACEUM", False, ()),)),
        ("Under CUSMA, trade grows.", "Sous l’AEUMC, il croît.", (Found("CUSMA", "ACEUM", True, ("AEUMC",)),)),
        ("Under the USMCA, trade grows.", "Sous lui.", (Found("CUSMA", "ACEUM", True, ()),)),
        ("CUSMATIC is no term.", "Rien.", ()),
    ],
)
def test_terms_in_a_text_are_found_whole_and_missed_in_its_translation(source, target, found):
    proposed()
    terms = queries.terms_of(PUBLIC, "p", as_of=NOW)
    assert queries.terms_in(terms, source, target, source_language="en", target_language="fr") == found


# --- divergences -----------------------------------------------------------------------------------------------------

DIFFER = DivergenceFacts(
    "p/1.1", "text", {"en": "shall publish", "es": "procurará publicar"}, {"en": "A duty there, an effort here."}
)


def noted(by=CHRIS, facts=DIFFER, tier=Tier.PUBLIC):
    return commands.note_divergence("p", facts, parties=PARTIES, by=by, at=NOW, tier=tier)


def only_divergence():
    [view] = queries.divergences_on(PUBLIC, "p", parties=PARTIES, as_of=NOW)
    return view


def test_a_divergence_stays_open_until_each_party_explained_it_and_is_never_resolved_in_silence():
    row = noted()
    assert (only_divergence().quotes, only_divergence().missing) == (DIFFER.quotes, PARTIES)
    commands.explain_divergence(row, {"en": "We read it as a duty."}, parties=PARTIES, by=ANA, at=NOW)
    commands.explain_divergence(row, {"es": "Es un esfuerzo."}, parties=PARTIES, by=BELA, at=NOW)
    view = only_divergence()
    assert ([one.party for one in view.explanations], view.missing) == (["AAA", "BBB"], ())
    assert Divergence.objects.get().quotes == DIFFER.quotes


@pytest.mark.parametrize(
    ("by", "notes", "explains"),
    [
        (CHRIS, True, False),
        (ANA, True, True),
        (replace(ADA, roles=frozenset({Role.CONTRIBUTOR})), True, False),
        (replace(ANA, owner="ZZZ"), False, False),
        (ERIN, False, False),
        (READER, False, False),
        (DANA, False, False),
    ],
)
def test_who_may_note_and_explain_that_texts_differ(by, notes, explains):
    row = noted()
    for allowed, act in (
        (notes, lambda: noted(by)),
        (explains, lambda: commands.explain_divergence(row, {"en": "So."}, parties=PARTIES, by=by, at=NOW)),
    ):
        if allowed:
            act()
        else:
            with pytest.raises(ActionDenied):
                act()


def test_a_divergence_without_two_quotations_or_without_words_is_refused():
    for facts in (replace(DIFFER, quotes={"en": "shall publish", "es": " "}), replace(DIFFER, note={})):
        with pytest.raises(RuleBroken):
            noted(CHRIS, facts)
    with pytest.raises(RuleBroken):
        commands.explain_divergence(noted(), {"en": " "}, parties=PARTIES, by=ANA, at=NOW)


def test_what_is_noted_on_a_draft_is_nobody_elses():
    noted(tier=Tier.OWN)
    assert queries.divergences_on(PUBLIC, "p", parties=PARTIES, as_of=NOW) == []
    assert not Entry.objects.filter(log="public").exists()
