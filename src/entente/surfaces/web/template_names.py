"""What nodes of Django's own name and ask for, as far as it is known before a page is rendered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.template import Node, NodeList
from django.template.base import FilterExpression, Variable
from django.template.defaulttags import CsrfTokenNode, IfNode, URLNode
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.templatetags.static import StaticNode

from .template_values import CONSTANTS


def names_given(nodes: NodeList) -> Iterator[str]:
    """The names that nodes give to something in their own frame."""
    for node in nodes:
        if isinstance(node, IfNode):
            for _asked, inner in node.conditions_nodelists:
                yield from names_given(inner)
        elif name := name_given(node):
            yield name


def name_given(node: Node) -> str:
    for attribute in ("asvar", "target_var", "varname"):
        if name := getattr(node, attribute, None):
            return str(name)
    return ""


def names_asked(node: Node) -> Iterator[str]:
    """Every name that a node of Django's asks for."""
    if isinstance(node, CsrfTokenNode):
        yield "csrf_token"
    elif isinstance(node, StaticNode):
        yield from _names_in([node.path])
    elif isinstance(node, TranslateNode):
        yield from _names_in([node.filter_expression, node.message_context])
    elif isinstance(node, URLNode):
        yield from _names_in([node.view_name, *node.args, *node.kwargs.values()])
    elif isinstance(node, BlockTranslateNode):
        yield from _names_in([node.counter, node.message_context, *node.extra_context.values()])
        _text, names = node.render_token_list([*node.singular, *(node.plural or ())])
        yield from (name for name in names if name != node.countervar and name not in node.extra_context)


def looked_up(expression: FilterExpression) -> list[Variable]:
    """The arguments of its filters that are no text."""
    return [one for _change, given in expression.filters for islooked_up, one in given if islooked_up]


def _names_in(expressions: Iterable[FilterExpression | None]) -> Iterator[str]:
    for expression in expressions:
        if expression is None:
            continue
        for variable in [expression.var, *looked_up(expression)]:
            if isinstance(variable, Variable) and variable.lookups and variable.lookups[0] not in CONSTANTS:
                yield variable.lookups[0]
