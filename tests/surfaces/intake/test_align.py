"""A document laid beside a plan: by structure across languages, word by word within one."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entente.record.plan.importers import ClauseDraft, CommitmentDraft, PillarDraft, PlanDraft
from entente.record.plan.queries import TextField
from entente.surfaces.intake.align import Divergence, Piece, align, differences, fold_title, word_diff


def commitment(ref: str, text: str = "") -> CommitmentDraft:
    text = text or f"Text of {ref}."
    return CommitmentDraft(ref, text, ("AAA",), "standing", "firm", (ClauseDraft(text, ""),), "", ())


def draft(*pillars: PillarDraft) -> PlanDraft:
    return PlanDraft("The plan", "en", ("AAA", "BBB"), "Preamble.", pillars, (), ())


def pillar(number: str, *refs: str, introduction: str = "") -> PillarDraft:
    return PillarDraft(number, f"Pillar {number}", introduction, tuple(commitment(ref) for ref in refs))


def test_align_gives_each_text_its_ref():
    found = align("p", {"1": ["1.1", "1.2"]}, draft(pillar("1", "1.1", "1.2")))
    assert found.texts == {
        ("p", TextField.TITLE): "The plan",
        ("p", TextField.PREAMBLE): "Preamble.",
        ("p/1", TextField.TITLE): "Pillar 1",
        ("p/1.1", TextField.TEXT): "Text of 1.1.",
        ("p/1.2", TextField.TEXT): "Text of 1.2.",
    }
    assert (found.divergences, found.matched) == ((), 1)


def test_align_gives_a_promise_of_the_introduction_the_introductions_words():
    found = align("p", {"1": ["1.0", "1.1"]}, draft(pillar("1", "1.1", introduction="They see room for platforms.")))
    assert found.texts["p/1.0", TextField.TEXT] == "They see room for platforms."
    assert found.texts["p/1", TextField.INTRODUCTION] == "They see room for platforms."
    assert found.divergences == ()


def test_align_flags_where_the_shapes_part_and_attaches_nothing_there():
    found = align(
        "p", {"1": ["1.1"], "2": ["2.1"], "4": []}, draft(pillar("1", "1.1"), pillar("2", "2.1", "2.2"), pillar("3"))
    )
    assert found.divergences == (
        Divergence("2", "Pillar 2 has 1 commitments on record and 2 in the document."),
        Divergence("4", "Pillar 4 is not in the document."),
        Divergence("3", "Pillar 3 is not in the record."),
    )
    assert not any(subject.startswith("p/2") for subject, _ in found.texts)
    assert found.matched == 1


def test_word_diff_names_what_was_removed_and_added():
    assert word_diff("they will keep the promise", "they may keep every promise") == (
        Piece("same", "they"),
        Piece("removed", "will"),
        Piece("added", "may"),
        Piece("same", "keep"),
        Piece("removed", "the"),
        Piece("added", "every"),
        Piece("same", "promise"),
    )


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # on a busy machine, not by its words
@given(st.lists(st.sampled_from("abcde"), max_size=12), st.lists(st.sampled_from("abcde"), max_size=12))
def test_word_diff_rebuilds_both_texts(old, new):
    pieces = word_diff(" ".join(old), " ".join(new))
    assert " ".join(piece.words for piece in pieces if piece.kind != "added").split() == old
    assert " ".join(piece.words for piece in pieces if piece.kind != "removed").split() == new


def test_differences_ignores_white_space_and_what_is_not_on_record():
    known = {("p/1.1", TextField.TEXT): "a  b", ("p/1.2", TextField.TEXT): "a b"}
    texts = {("p/1.1", TextField.TEXT): "a b", ("p/1.2", TextField.TEXT): "a c", ("p/1.3", TextField.TEXT): "d"}
    assert [(diff.subject, diff.field) for diff in differences(known, texts)] == [("p/1.2", TextField.TEXT)]


def test_fold_title_compares_letters_and_figures():
    assert fold_title("Canada–Mexico  Action Plan") == fold_title("canada-mexico action plan:")
