"""Templates written down as functions: pages made up at random are as by Django's walk, and every page is written down."""

from __future__ import annotations

import gc
import random
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, engines
from django.test import RequestFactory
from django.utils import translation
from django.utils.safestring import mark_safe

from entente.surfaces.web.settled import SettledTemplate
from entente.surfaces.web.written import written
from tests.surfaces.web.test_settled import Side, engine, rendered

NAMES = ("side", "row", "by_key", "number", "none", "nowhere", "safe", "deep", "say")
STEPS = ("", "", ".name", ".a", ".0", ".said", ".items", ".missing", ".parent.name")
FILTERS = ("", "", "|upper", "|length", "|default:'-'", "|join:', '", "|safe", "|truncatewords:1")
COMPARISONS = ("==", "!=", "in", "not in", "<", "is", "is not")
VALUES: dict[str, Any] = {
    "side": Side("A & B"),
    "row": ["first", Side("<second>"), ("x", "y")],
    "by_key": {"a": {"b": "deep <"}, "items": "a key named like a method", "name": 3},
    "number": 3,
    "none": None,
    "safe": mark_safe("<b>bold</b>"),  # for a test
    "deep": {"one": [1, 2], "two": [], "parent": Side("above")},
    "say": lambda: "called",
}
PARTS = 4
ENTRY = "entry {{ position }} of the public log{% endblocktranslate %}"
MANY = "{% plural %}{{ n }}{% endblocktranslate %}"


def made_up(draw: random.Random, depth: int, parts: int) -> str:
    """A piece of a template.  parts: so many others may be included."""
    return "".join(_node(draw, depth, parts) for _one in range(draw.randint(1, 3)))


def _path(draw: random.Random) -> str:
    return draw.choice((*NAMES, "one", "two", "forloop.counter", "forloop.last", "forloop.parentloop.first")) + (
        draw.choice(STEPS) if draw.random() < 0.7 else ""
    )


def _condition(draw: random.Random) -> str:
    first = f"{draw.choice(('', '', 'not '))}{_path(draw)}"
    return draw.choice(
        (
            first,
            f"{first} {draw.choice(COMPARISONS)} {_path(draw)}",
            f"{first} {draw.choice(('and', 'or'))} {_path(draw)}",
        )
    )


def _node(draw: random.Random, depth: int, parts: int) -> str:
    kinds = ["value", "text", "words", "named", "sentence", "many"]
    kinds += ["if", "for", "pairs", "with"] * (depth > 0) + ["include"] * 2 * (parts > 0)
    kind, name, path = draw.choice(kinds), draw.choice(("one", "two", "number", "side")), _path(draw)
    return _kinds(draw, depth, parts, name, path)[kind]()


def _kinds(draw: random.Random, depth: int, parts: int, name: str, path: str) -> dict[str, Callable[[], str]]:
    def inner() -> str:
        return made_up(draw, depth - 1, parts)

    def choice() -> str:
        first, second = _condition(draw), _condition(draw)
        return f"{{% if {first} %}}{inner()}{{% elif {second} %}}{inner()}{{% else %}}{inner()}{{% endif %}}"

    def loop() -> str:
        turned = draw.choice((" reversed", ""))
        return f"{{% for {name} in {path}{turned} %}}{inner()}{{% empty %}}{inner()}{{% endfor %}}"

    def include() -> str:
        given, alone = draw.choice((f" with {name}={path}", "")), draw.choice((" only", ""))
        return f"{{% include 'part{draw.randrange(parts)}'{given}{alone} %}}"

    return {
        "value": lambda: f"{{{{ {path}{draw.choice(FILTERS)} }}}}",
        "text": lambda: draw.choice(("<p>", "{ } % ' \" \\ \n", "é")),
        "words": lambda: "{% translate 'Search' %}",
        "named": lambda: f"{{% translate 'About' as {name} %}}",
        "sentence": lambda: f"{{% blocktranslate with position={path} %}}" + ENTRY,
        "many": lambda: f"{{% blocktranslate count n=row|length %}}one {{{{ {name} }}}}" + MANY,
        "if": choice,
        "for": loop,
        "pairs": lambda: f"{{% for one, two in deep.items %}}{inner()}{{% endfor %}}",
        "with": lambda: f"{{% with {name}={path} %}}{inner()}{{% endwith %}}",
        "include": include,
    }


@pytest.mark.parametrize("seed", range(300))
def test_page_made_up_at_random_is_the_same_as_by_django(seed: int) -> None:
    draw = random.Random(seed)
    sources = {f"part{number}": "{% load i18n %}" + made_up(draw, 2, number) for number in range(PARTS)}
    body = made_up(draw, 3, PARTS)
    if seed % 3 == 0:
        sources["around"] = f"{{% load i18n %}}<{{% block a %}}{made_up(draw, 2, PARTS)}{{% endblock %}}>"
        sources["page"] = (
            f"{{% extends 'around' %}}{{% load i18n %}}{{% block a %}}{{{{ block.super }}}}{body}{{% endblock %}}"
        )
    else:
        sources["page"] = "{% load i18n %}" + body
    with translation.override(draw.choice(("en", "es", "fr"))):
        page = engine(sources).get_template("page")
        assert isinstance(page, SettledTemplate)
        assert written(page.nodelist, page, "page") is not None
        try:
            by_django = rendered(sources, VALUES, "django.template.loaders.cached.Loader")
        except Exception as error:  # noqa: BLE001  # whatever Django raises
            with pytest.raises(type(error)):
                rendered(sources, VALUES)
        else:
            assert rendered(sources, VALUES) == by_django


@pytest.mark.parametrize(
    "source",
    [
        "{% for one in row %}{{ one|default:number }}{% endfor %}",  # a filter that looks something up
        "{% for one in row %}{% cycle 'a' 'b' %}{% endfor %}",
        "{% for one in row %}{% include 'cycling' %}{% endfor %}",
        "{% if row.1 %}{{ row.0 }}{% include 'page' with row=row.1 %}{% endif %}",  # includes itself
        "{% block a %}{{ block.name }}{% include 'cycling' %}{% endblock %}",
        "{% extends 'around' %}{% block a %}{% include 'cycling' %}{{ block.super }}{% endblock %}",
        "{% extends 'around' %}{% block a %}{% with one=block.super %}{{ one }}{% endwith %}{% endblock %}",
        "{% for one in row %}{% include nowhere.name|default:'cycling' %}{% endfor %}",
    ],
)
def test_what_is_not_written_down_is_as_by_django(source: str) -> None:
    sources = {"page": source, "around": "<{% block a %}{{ number }}{% endblock %}>"}
    sources |= {"cycling": "{% cycle 'a' 'b' %}{{ one }}{{ forloop.counter }}{{ block.name }}"}
    values = {"row": ("a", ("b", ("c", ()))), "number": 3}
    assert rendered(sources, values) == rendered(sources, values, "django.template.loaders.cached.Loader")


def test_text_that_is_not_html_is_not_escaped() -> None:
    template = engine({"page": "{{ side.name }}"}).get_template("page")
    assert template.render(Context({"side": Side("A & B")}, autoescape=False)) == "A & B"


def pages() -> Iterator[str]:
    for place in sorted(Path("src/entente/surfaces").rglob("templates/*/**/*.html")):
        yield str(place).partition("/templates/")[2]


def test_every_page_of_ours_is_written_down() -> None:
    left = []
    for name in pages():
        found = engines["django"].engine.get_template(name)  # type: ignore[attr-defined]  # of Django's own backend
        assert isinstance(found, SettledTemplate)
        if written(found.nodelist, found, name) is None:
            left.append(name)
    assert left == []


def test_a_page_is_rendered_by_what_was_written_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.template.NodeList.render", lambda *_given: pytest.fail("Django walks over it"))
    assert rendered({"page": "{% for one in row %}{{ one }}{% endfor %}"}, {"row": "ab"}) == "ab"


def test_what_a_page_was_rendered_with_is_let_go_of_at_once(rf: RequestFactory) -> None:
    shown = Side("A & B")
    left = weakref.ref(shown)
    values = {"side": shown}
    del shown
    gc.disable()
    try:
        assert engines["django"].from_string("{{ side.name }}").render(values, rf.get("/en/")) == "A &amp; B"
        values.clear()
        assert left() is None
    finally:
        gc.enable()
