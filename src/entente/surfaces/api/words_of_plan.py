"""Agreed words of a plan, and passages in which its authentic texts differ."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query

from entente.foundation.texts.queries import DivergenceView, TermView
from entente.surfaces.intake import agreed

from . import asked, shapes
from .answers import ABSENT, json_answer
from .chosen import Chosen
from .reading import Eyes, plan_seen
from .routes import router


@router.get("/plans/{plan}/words", operation_id="list_words", response={200: shapes.WordsOfPlan, **ABSENT})
def list_words(request: HttpRequest, plan: Path[str], query: Query[asked.Spoken]) -> HttpResponse:
    """Terms that mean the same in every language and who agreed to them; where authentic texts differ and how parties read it."""
    eyes = Eyes.of(request)
    chosen = query.chosen().within(plan_seen(eyes, plan).languages)
    found = shapes.WordsOfPlan(
        language=chosen.language,
        terms=[term(one, chosen) for one in agreed.terms(eyes.by, plan, as_of=eyes.as_of)],
        differences=[difference(one, chosen) for one in agreed.differences(eyes.by, plan, as_of=eyes.as_of)],
    )
    return json_answer(found)


def term(view: TermView, chosen: Chosen) -> shapes.Term:
    return shapes.Term(
        names=view.names,
        not_used=[
            shapes.NotUsed(language=tag, word=word) for tag, words in sorted(view.variants.items()) for word in words
        ],
        note=chosen.wording(view.note),
        owner=view.owner,
        revision=view.revision,
        agreed=list(view.agreed),
        missing=list(view.missing),
    )


def difference(view: DivergenceView, chosen: Chosen) -> shapes.Difference:
    return shapes.Difference(
        ref=view.subject,
        field=view.field,
        quotes=view.quotes,
        note=chosen.wording(view.note),
        owner=view.owner,
        noted_at=view.at,
        explanations=[
            shapes.Explanation(party=one.party, text=chosen.wording(one.text), at=one.at) for one in view.explanations
        ],
        missing=list(view.missing),
    )
