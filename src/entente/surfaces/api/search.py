"""Search over all that a caller may read."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from entente.surfaces.search import asking
from entente.surfaces.search.asking import Hit
from entente.surfaces.search.passages import Passage
from entente.surfaces.search.questions import Question
from entente.surfaces.search.words import Kind, Match

from . import asked, shapes
from .answers import ALWAYS, json_answer
from .reading import Eyes
from .routes import router

PER_PAGE_MAX = 100
FOUND: dict[Any, Any] = {200: shapes.FoundPage, **ALWAYS, 414: None}
"""An address that is longer than the server before us takes (64 kB) is refused by it, with nothing in its answer."""


class SearchAsked(asked.Spoken):
    """What is looked for.  lang: the reader's own language, whose texts come first; English when left out."""

    q: Annotated[
        str,
        Field(max_length=20_000, description='Words; "a phrase" in quotation marks; -word leaves out what holds it.'),
    ]
    kind: Kind | None = None
    plan: asked.Slug | None = None
    pillar: Annotated[str | None, Field(max_length=8)] = None
    party: Annotated[str | None, Field(max_length=64)] = None
    state: Annotated[str | None, Field(max_length=64)] = None
    from_on: date | None = None
    to_on: date | None = None
    match: Match = Match.BEST
    page: Annotated[int, Field(ge=1, le=100)] = 1
    per_page: Annotated[int, Field(ge=1, le=PER_PAGE_MAX)] = 20

    def question(self) -> Question:
        return Question(
            self.q.replace("\x00", " "),
            language=self.lang or "en",
            kind=str(self.kind or ""),
            plan=self.plan or "",
            pillar=self.pillar or "",
            party=self.party or "",
            state=self.state or "",
            from_on=self.from_on,
            to_on=self.to_on,
            match=self.match,
        )


@router.get("/search", operation_id="search", tags=["plans"], response=FOUND)
def search(request: HttpRequest, query: Query[SearchAsked]) -> HttpResponse:
    """Find words in everything on record, in every language: what the caller may read, the best first."""
    eyes = Eyes.of(request)
    offset = (query.page - 1) * query.per_page
    answer = asking.ask(eyes.by, query.question(), as_of=eyes.as_of, limit=query.per_page, offset=offset)
    found = shapes.FoundPage(
        condition=str(answer.condition),
        match=str(answer.match),
        was_cut=answer.was_cut,
        total=answer.total,
        kinds={str(kind): number for kind, number in answer.kinds.items()},
        items=[thing(hit) for hit in answer.hits],
        elsewhere=[thing(hit) for hit in answer.elsewhere],
    )
    return json_answer(found)


def thing(hit: Hit) -> shapes.FoundThing:
    return shapes.FoundThing(
        kind=str(hit.kind),
        ref=hit.ref,
        subject=hit.subject,
        circle=str(hit.tier),
        plan=hit.plan,
        pillar=hit.pillar,
        parties=list(hit.parties),
        states=list(hit.states),
        on=hit.on,
        title=found_text(hit.title),
        passage=found_text(hit.passage),
    )


def found_text(passage: Passage) -> shapes.FoundText:
    marks, at = [], 0
    for piece in passage.pieces:
        if piece.is_hit:
            marks.append([at, at + len(piece.text)])
        at += len(piece.text)
    return shapes.FoundText(language=passage.language, text=passage.text, marks=marks)
