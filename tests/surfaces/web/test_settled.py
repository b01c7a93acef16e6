"""The loader of templates: every page as by Django's own, and no word in the language of another page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.template import Context, Engine, Template, TemplateSyntaxError, engines
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from entente.surfaces.web.settled import SettledTemplate

LOCMEM, LIBRARIES = "django.template.loaders.locmem.Loader", {"i18n": "django.templatetags.i18n"}
TAGS = ("en", "es", "fr")


def engine(sources: Mapping[str, str], loader: str = "entente.surfaces.web.settled.Loader", **options: Any) -> Engine:
    return Engine(loaders=[(loader, [(LOCMEM, sources)])], libraries=LIBRARIES, **options)


def rendered(
    sources: Mapping[str, str], values: Mapping[str, Any], by: str = "entente.surfaces.web.settled.Loader"
) -> str:
    return engine(sources, by).get_template("page").render(Context(dict(values)))


@dataclass(frozen=True)
class Side:
    name: str

    @property
    def gone(self) -> str:
        raise ObjectDoesNotExist

    def said(self) -> str:
        return f"{self.name} says"


VALUES = {
    "side": Side("A & B"),
    "safe": mark_safe("<b>bold</b>"),
    "lazy": gettext_lazy("Search"),
    "by_key": {"a": {"b": "deep <"}, "items": "a key named like a method"},
    "row": ["first", Side("second")],
    "number": 12345.5,
    "on": date(2026, 11, 29),
    "none": None,
    "shown": "shown",
    "tags": TAGS,
}

I18N = "{% load i18n %}"
SEARCH = "{% translate 'Search' %}"
SAME = [
    "{{ side.name }} {{ side.said }} {{ side.missing }}-{{ missing.name }}-{{ side.gone }}",
    "{{ safe }} {{ safe|upper }} {{ lazy }} {{ number }} {{ on }} {{ none }} {{ side }}",
    "{{ by_key.a.b }} {{ by_key.items }} {{ by_key.missing }} {{ row.0 }} {{ row.1.name }} {{ row.7 }}",
    I18N + "{% autoescape off %}{{ side.name }} {{ safe }}" + SEARCH + "{% endautoescape %}",
    "{% if side.name and not missing %}yes{% elif number > 3 %}more{% endif %}{% if side.name == 'A & B' %}={% endif %}",
    "{% for one in row %}{{ forloop.counter }}{{ one }}{% empty %}none{% endfor %}",
    "{% with other=side.name %}{{ other }}{% endwith %}{% for one in missing %}{% empty %}none{% endfor %}",
    I18N + "{# for no reader #}{% comment %}nor this{% endcomment %}" + SEARCH + ", {% translate 'Search' noop %}",
    I18N
    + "{% translate 'Search' as found %}{{ found }}{% translate lazy %}{% translate 'Search'|upper %}{{ _('Search') }}",
    I18N
    + "{% blocktranslate %}Search{% endblocktranslate %} {% blocktranslate trimmed %} 100 % {% endblocktranslate %}",
    I18N + "{% blocktranslate with position=side.name %}entry {{ position }} of the public log{% endblocktranslate %}",
    I18N + "{% blocktranslate count n=row|length %}one{% plural %}{{ n }} of them{% endblocktranslate %}",
    I18N + "{% for tag in tags %}{% language tag %}" + SEARCH + "{{ lazy }}{% endlanguage %}{% endfor %}" + SEARCH,
    I18N
    + "{% for tag in tags %}{% language tag %}{% include 'part' %}{% endlanguage %}{% endfor %}{% include 'part' %}",
    I18N
    + "{% blocktranslate with position=by_key.missing %}entry {{ position }}{{ other }}{% endblocktranslate %}{{ position }}",
    I18N
    + "{% blocktranslate with name=side.name asvar told %}About: {{ name }} 5 %{% endblocktranslate %}{{ told }}{{ name }}",
    "{% include 'shown' with one=side only %}{% include 'shown' with one=safe %}{% include 'shown' only %}{{ one }}",
    "{% for one in row %}{% include 'shown' %}{% include shown %}{% include 'sho'|add:'wn' %}{% endfor %}{{ kept }}",
    "{% extends 'around' %}" + I18N + "{% block body %}{{ block.super }}{% translate 'About' %}{% endblock %}",
]
AROUND = {
    "shown": "({{ one }}{{ one.name }}{{ number }}{{ True }}{% with kept=one %}{{ kept }}{% endwith %})",
    "part": f"{I18N}[{SEARCH}]",
    "around": I18N + SEARCH + "{% block body %}<" + SEARCH + ">{% endblock %}{% block more %}.{% endblock %}",
}


@pytest.mark.parametrize("source", SAME)
@pytest.mark.parametrize("tag", TAGS)
def test_page_is_the_same_as_by_djangos_loader(source: str, tag: str) -> None:
    sources = {"page": source, **AROUND}
    with translation.override(tag):
        assert rendered(sources, VALUES) == rendered(sources, VALUES, "django.template.loaders.cached.Loader")


def test_template_read_in_one_language_speaks_each_that_it_is_rendered_in() -> None:
    template = engine({"page": "{% load i18n %}{% include 'part' %}", **AROUND}).get_template("page")
    said = {}
    for tag in (*TAGS, *reversed(TAGS)):
        with translation.override(tag):
            said[tag] = template.render(Context())
    assert said == {"en": "[Search]", "es": "[Buscar]", "fr": "[Rechercher]"}


def test_settled_words_and_the_text_around_them_are_one_piece() -> None:
    template = engine(
        {"page": "{% load i18n %}<b>{% translate 'Search' %}</b>{% blocktranslate %}Search{% endblocktranslate %}"}
    )
    assert [node.render(Context()) for node in template.get_template("page").nodelist] == ["<b>Search</b>Search"]


def test_template_that_includes_itself_ends_where_its_condition_ends() -> None:
    sources = {"page": "{{ row.0 }}{% if row.1 %}{% include 'page' with row=row.1 only %}{% endif %}"}
    assert rendered(sources, {"row": ("a", ("b", ("c", ())))}) == "abc"


def test_block_within_another_language_is_refused() -> None:
    source = "{% load i18n %}{% language 'fr' %}{% block body %}{% endblock %}{% endlanguage %}"
    with pytest.raises(TemplateSyntaxError, match="block body cannot stand within"):
        engine({"page": source}).get_template("page")


def test_developer_gets_djangos_own_templates() -> None:
    assert type(engine({"page": "x"}, debug=True).get_template("page")) is Template


def test_changed_template_is_read_again_once_the_loader_is_reset() -> None:
    sources = {"page": "before"}
    engine_ = engine(sources)
    assert engine_.get_template("page") is engine_.get_template("page")
    sources["page"] = "after"
    for loader in engine_.template_loaders:
        loader.reset()
    assert engine_.get_template("page").render(Context()) == "after"


def test_pages_are_made_from_settled_templates() -> None:
    assert type(engines["django"].engine.get_template("web/base.html")) is SettledTemplate  # type: ignore[attr-defined]
