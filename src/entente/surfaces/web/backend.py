"""Django's engine of templates, which leaves nothing behind: what a page was rendered with is let go of at once.

A context holds itself in a circle (what is pushed on it names it), and with it the request and all that the page showed: a
hundred and forty objects of each page waited for the collector of memory, which looks through all that is new for them.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template import TemplateDoesNotExist
from django.template.backends.django import DjangoTemplates, Template, reraise
from django.template.context import make_context
from django.utils.safestring import SafeString


class Templates(DjangoTemplates):
    def from_string(self, template_code: str) -> Template:
        return Page(self.engine.from_string(template_code), self)

    def get_template(self, template_name: str) -> Template:
        try:
            return Page(self.engine.get_template(template_name), self)
        except TemplateDoesNotExist as missing:
            reraise(missing, self)


class Page(Template):
    def render(self, context: dict[str, Any] | None = None, request: HttpRequest | None = None) -> SafeString:
        made = make_context(context, request, autoescape=self.backend.engine.autoescape)
        try:
            return self.template.render(made)
        except TemplateDoesNotExist as missing:
            reraise(missing, self.backend)
        finally:
            made.dicts.clear()
