"""The values of a promise's page, recorded while the page is made as in a publication: what its template is handed.

The view hands it a tree of values, `page` and `frame`; what a tag of our own says on a page (`href`, `asset`, `day`) is
recorded as it is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from django.template import Template
from django.template.context import Context
from django.test.signals import template_rendered

from entente.surfaces.web.frame import Frame
from entente.surfaces.web.pages.commitment.page import CommitmentPage

from .page_values import Taken, is_told, plain
from .translated import TOLD, Root, Translation

TEMPLATE = "web/pages/commitment.html"
ROOTS = {"page": Root("promise", CommitmentPage), "frame": Root("frame", Frame)}
"""What the page's templates are handed.  `page` is a name that Eleventy keeps for itself."""


@dataclass(slots=True)
class Recorded:
    """Of the page that was made last.  handed: name in the context -> value; told: key -> what a tag said."""

    handed: dict[str, Any] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)

    def values(self, taken: Taken) -> dict[str, Any]:
        """What the templates ask for, as JSON has it."""
        told = {key: plain(value, taken) for key, value in self.told.items()}
        found = {root.name: plain(self.handed[name], taken) for name, root in ROOTS.items()}
        return found | {TOLD: {key: value for key, value in told.items() if is_told(value)}}


@contextmanager
def recording(translations: Mapping[str, Translation]) -> Iterator[Recorded]:
    """Records pages of which these are the templates, language -> translation; Django must send `template_rendered`."""
    found = Recorded()

    def begun(template: Template, context: Context, **_of_the_signal: object) -> None:
        if template.name == TEMPLATE:
            found.told.clear()
            found.handed = {name: context[name] for name in ROOTS}

    def noted(key: str, say: Callable[..., Any]) -> Callable[..., Any]:
        def said(*given: Any, **named: Any) -> Any:
            found.told[key] = say(*given, **named)
            return found.told[key]

        return said

    with ExitStack() as stack:
        for one in translations.values():
            for key, tag in one.tags.items():
                stack.enter_context(patch.object(tag, "func", noted(key, tag.func)))
        template_rendered.connect(begun)
        stack.callback(template_rendered.disconnect, begun)
        yield found
