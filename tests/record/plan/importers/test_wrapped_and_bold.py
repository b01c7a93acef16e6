"""Lines that are wrapped are read whole, and a bold line over the first list is a heading."""

from __future__ import annotations

from entente.record.plan.importers import PlanDraft, read_plan


def draft_of(text: str, language: str = "en") -> PlanDraft:
    return read_plan("plan.md", text.encode(), parties=("FRA", "IND"), language=language)


def titles(draft: PlanDraft) -> list[tuple[str, int]]:
    return [(pillar.title, len(pillar.commitments)) for pillar in draft.pillars]


WRAPPED = """---
title: {title}
---

1. {first} the long northern harbour and its lights
   {mark} {middle} on the whole of the coast.
   {last}

2. {second}
"""


def test_a_wrapped_line_that_begins_with_a_dash_stays_in_its_paragraph() -> None:
    for mark in "—–-":
        text = WRAPPED.format(
            title="Statement",
            mark=mark,
            first="The ministers noted the survey of",
            middle="the first survey",
            last="Both countries will publish a map.",
            second="Both countries will open an office.",
        )
        assert [one.text for one in draft_of(text).commitments] == [
            f"The ministers noted the survey of the long northern harbour and its lights {mark} the first survey on the "
            "whole of the coast. Both countries will publish a map.",
            "Both countries will open an office.",
        ]


def test_a_french_wrapped_line_that_begins_with_a_dash_stays_in_its_paragraph() -> None:
    text = WRAPPED.format(
        title="Déclaration",
        mark="–",
        first="Les ministres ont pris note de l’étude sur",
        middle="la première étude",
        last="Les deux pays publieront une carte.",
        second="Les deux pays ouvriront un bureau.",
    )
    assert len(draft_of(text, "fr").commitments) == 2


def test_dashes_with_siblings_are_a_list_though_no_blank_line_stands_above() -> None:
    text = "# Plan\n\nThe two countries have settled on the following steps together\n- Publish a map.\n- Open an office.\n"
    assert [one.text for one in draft_of(text).commitments] == ["Publish a map.", "Open an office."]


def test_a_title_cased_heading_over_two_lines_is_one_heading() -> None:
    text = (
        "---\ntitle: Statement\n---\n\nHarbours\n\n1.  Publish a map;\n\n"
        "The Common Programme for Sustainable Harbours, Clean Water and the Long Northern\nCoast of Both Seas\n\n"
        "1.  Open an office;\n"
    )
    assert titles(draft_of(text)) == [
        ("Harbours", 1),
        ("The Common Programme for Sustainable Harbours, Clean Water and the Long Northern Coast of Both Seas", 1),
    ]


def test_a_bold_line_over_the_first_list_is_a_pillar() -> None:
    text = (
        "---\ntitle: Statement\n---\n\nThe leaders met.\n\n**WE COMMIT TO:**\n\n1.  Publish a map;\n\n"
        "Harbours\n\n1.  Open an office;\n\nFerries\n\n1.  Build a pier;\n"
    )
    assert titles(draft_of(text)) == [("WE COMMIT TO", 1), ("Harbours", 1), ("Ferries", 1)]


def test_a_bold_line_over_the_list_of_pillars_is_none() -> None:
    text = (
        "---\ntitle: Plan\n---\n\n**What we do**\n\n- Harbours\n- Ferries\n\n"
        "## Harbours\n\n- Open an office.\n\n## Ferries\n\n- Build a pier.\n"
    )
    assert titles(draft_of(text)) == [("Harbours", 1), ("Ferries", 1)]
