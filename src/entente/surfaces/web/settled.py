"""The loader of templates: what is the same on every page in a language is settled once, when a template is first read.

    {% translate "Skip to main content" %}   ->  its words, one piece with the text around them, once for each language
    {{ page.title }}                         ->  asked for as the attribute that it is, not tried as a key before

A page says a hundred sentences that never change and shows two hundred values; Django looks up each at each rendering.
Every page is the same to the byte as by Django's own loader, which is used while developing (DEBUG) for its error pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.template import Context, Engine, Node, NodeList, Origin, Template, TemplateSyntaxError
from django.template.base import FilterExpression, Lexer, Parser, TextNode, Token, Variable, VariableNode
from django.template.base import render_value_in_context as shown
from django.template.defaulttags import CommentNode, LoadNode
from django.template.loader_tags import BlockNode, IncludeNode
from django.template.loaders import cached
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.safestring import SafeData, SafeString
from django.utils.translation import get_language, gettext

CONSTANTS = {"True": True, "False": False, "None": None}
"""What every context begins with."""
LANGUAGE_TAG = "language"
"""Within it another language is spoken than around it: nothing there is settled."""


class Loader(cached.Loader):
    """Finds a template as Django does, and keeps it settled."""

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        found = super().get_template(template_name, skip)
        if type(found) is not Template or self.engine.debug:
            return found
        settled = SettledTemplate(found.source, found.origin, found.name, self.engine)
        self.get_template_cache[self.cache_key(template_name, skip)] = settled
        return settled


class SettledTemplate(Template):
    """A template that is settled once for each language in which it is rendered."""

    @property
    def nodelist(self) -> NodeList:
        language = get_language()
        if language not in self._in_language:
            self._in_language[language] = self.compile_nodelist()
        return self._in_language[language]

    @nodelist.setter
    def nodelist(self, whole: NodeList) -> None:
        self._in_language = {get_language(): whole}

    def compile_nodelist(self) -> NodeList:
        parser = SettlingParser(self)
        whole = Whole(parser.parse())
        self.extra_data = parser.extra_data
        return whole


class SettlingParser(Parser):
    """Django's parser, with each node settled as it is added to the list that it stands in."""

    def __init__(self, template: Template) -> None:
        engine, tokens = template.engine, Lexer(template.source).tokenize()
        super().__init__(tokens, engine.template_libraries, engine.template_builtins, template.origin)
        self.template = template

    def compile_filter(self, token: str) -> FilterExpression:
        return Expression(token, self)

    def extend_nodelist(self, nodelist: NodeList, node: Node, token: Token) -> None:
        if type(node) is VariableNode:
            node = Value(node.filter_expression)
        elif type(node) is IncludeNode and _is_named(node.template):
            node = Part(node, self.template.engine)
        elif type(node) is BlockTranslateNode and not (node.plural or node.message_context or self._speaks_another()):
            node = Sentence(node)
        super().extend_nodelist(nodelist, node, token)
        if (words := self._words(node)) is None:
            return
        nodelist.pop()
        if nodelist and type(before := nodelist[-1]) is TextNode:
            before.s += words
        else:
            super().extend_nodelist(nodelist, TextNode(words), token)

    def _words(self, node: Node) -> str | None:
        """What a node says on every page in this language; None when that depends."""
        if type(node) is TextNode:
            return node.s
        if isinstance(node, LoadNode | CommentNode):
            return ""
        if self._speaks_another():
            if isinstance(node, BlockNode):  # what another template puts there was settled in the language around it
                raise TemplateSyntaxError(f"The block {node.name} cannot stand within {{% {LANGUAGE_TAG} %}}.")
            return None
        if isinstance(node, Sentence):
            return node.whole
        if not _is_settled(node):
            return None
        words = node.render(Context(autoescape=False))
        return words if isinstance(words, SafeData) else None

    def _speaks_another(self) -> bool:
        return any(command == LANGUAGE_TAG for command, _token in self.command_stack)


def _is_named(template: FilterExpression) -> bool:
    """Whether a template is named by its whole name, and not by a variable or beside the one that includes it."""
    return isinstance(template.var, str) and not template.filters and not template.var.startswith(".")


def _is_settled(node: Node) -> bool:
    """{% translate "literal" %}, not into a variable."""
    if type(node) is not TranslateNode or node.asvar or node.message_context or node.filter_expression.filters:
        return False
    variable = node.filter_expression.var
    return isinstance(variable, Variable) and isinstance(variable.literal, str)


class Whole(NodeList):
    """All nodes of a template: which of them are blocks is found once, not at each page that extends it."""

    def __init__(self, nodes: NodeList) -> None:
        super().__init__(nodes)
        self.contains_nontext = nodes.contains_nontext
        self._by_type: dict[type[Node], list[Node]] = {}

    def get_nodes_by_type(self, nodetype: type[Node]) -> list[Node]:
        if nodetype not in self._by_type:
            self._by_type[nodetype] = super().get_nodes_by_type(nodetype)
        return self._by_type[nodetype].copy()


class Sentence(BlockTranslateNode):
    """{% blocktranslate %} without a plural: its wording in the language is found once and filled in at each rendering.

    whole  what it says when there is nothing to fill in, None when there is
    """

    def __init__(self, found: BlockTranslateNode) -> None:
        super().__init__(found.extra_context, found.singular, trimmed=found.trimmed, asvar=found.asvar)
        text, self.names = self.render_token_list(self.singular)
        self.wording = gettext(text)
        self.whole = None if self.names or self.asvar else self._filled({})

    def render(self, context: Context, nested: bool = False) -> str:
        if nested:
            return super().render(context, nested)
        values = {}
        for name in self.names:
            if (given := self.extra_context.get(name)) is None and name not in context:
                return super().render(context)
            values[name] = shown(context[name] if given is None else given.resolve(context), context)
        if (said := self._filled(values)) is None:
            return super().render(context)
        if self.asvar:
            context[self.asvar] = SafeString(said)
            return ""
        return said

    def _filled(self, values: Mapping[str, str]) -> str | None:
        """None for a wording that cannot be filled in: Django then says it in the language of the source."""
        try:
            return self.wording % values
        except (KeyError, ValueError):
            return None


class Part(IncludeNode):
    """{% include "web/components/tag.html" with tag=tag only %}: the template is found once, and `only` copies nothing."""

    def __init__(self, found: IncludeNode, engine: Engine) -> None:
        super().__init__(found.template, extra_context=found.extra_context, isolated_context=found.isolated_context)
        self.engine = engine
        self.part: Template | None = None

    def render(self, context: Context) -> SafeString:
        if self.part is None:  # not before: a template may include itself
            self.part = self.engine.get_template(self.template.var)
        values = {name: value.resolve(context) for name, value in self.extra_context.items()}
        if not self.isolated_context:
            with context.push(**values):
                return self.part.render(context)
        around, context.dicts = context.dicts, [CONSTANTS, values]
        try:
            return self.part.render(context)
        finally:
            context.dicts = around


class Value(VariableNode):
    """{{ page.title }}: text, which most values are, needs no look for dates and numbers in it."""

    def render(self, context: Context) -> str:
        value = self.filter_expression.resolve(context)
        if type(value) is SafeString:
            return value
        if type(value) is str:
            return SafeString(escape(value)) if context.autoescape else value
        return shown(value, context)

    render_annotated = render


class Expression(FilterExpression):
    """What a tag or {{ }} holds; a name is a `Path`."""

    def __init__(self, token: str, parser: Parser) -> None:
        super().__init__(token, parser)
        if type(self.var) is Variable and self.var.lookups is not None and not self.var.translate:
            self.var = Path(str(self.var.var))


class Path(Variable):
    """A name and the names in it, `page.bar.title`, looked up with the same answer as by Django.

    Django asks each object for a key first and goes on from its TypeError.  Whatever is not plainly a key or an attribute
    (a method, a number, what is not there) is left to Django.
    """

    __slots__ = ("first", "rest")

    def __init__(self, var: str) -> None:
        super().__init__(var)
        assert self.lookups is not None
        self.first, *self.rest = self.lookups

    def resolve(self, context: Any) -> Any:
        if self.translate:
            return super().resolve(context)
        try:
            found = context[self.first]
            if callable(found):
                return super().resolve(context)
            for name in self.rest:
                found = found[name] if hasattr(type(found), "__getitem__") else getattr(found, name)
                if callable(found):
                    return super().resolve(context)
        except (KeyError, AttributeError, TypeError, ValueError, IndexError, ObjectDoesNotExist):
            return super().resolve(context)
        return found
