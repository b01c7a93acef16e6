"""The nodes of a template as they are settled: what is the same on every page in a language is found when it is read.

{% translate "Skip to main content" %}   ->  its words, one piece with the text around them
{% blocktranslate %}of {{ who }}{% endblocktranslate %}  ->  its wording, filled in at each rendering
"""

from __future__ import annotations

from collections.abc import Mapping

from django.template import Context, Engine, Node, NodeList, Template, TemplateSyntaxError
from django.template.base import FilterExpression, Lexer, Parser, TextNode, Token, Variable
from django.template.base import render_value_in_context as shown
from django.template.defaulttags import CommentNode, LoadNode
from django.template.loader_tags import BlockNode, IncludeNode
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.safestring import SafeData, SafeString
from django.utils.translation import gettext

from .template_values import CONSTANTS

LANGUAGE_TAG = "language"
"""Within it another language is spoken than around it: nothing there is settled."""


class SettlingParser(Parser):
    """Django's parser, with each node settled as it is added to the list that it stands in."""

    def __init__(self, template: Template) -> None:
        engine, tokens = template.engine, Lexer(template.source).tokenize()
        super().__init__(tokens, engine.template_libraries, engine.template_builtins, template.origin)
        self.template = template

    def extend_nodelist(self, nodelist: NodeList, node: Node, token: Token) -> None:
        if type(node) is IncludeNode and is_named(node.template):
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


def is_named(template: FilterExpression) -> bool:
    """Whether a template is named by its whole name, and not by a variable or beside the one that includes it."""
    return isinstance(template.var, str) and not template.filters and not template.var.startswith(".")


def _is_settled(node: Node) -> bool:
    """{% translate "literal" %}, not into a variable."""
    if type(node) is not TranslateNode or node.asvar or node.message_context or node.filter_expression.filters:
        return False
    variable = node.filter_expression.var
    return isinstance(variable, Variable) and isinstance(variable.literal, str)


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

    @property
    def can_be_filled(self) -> bool:
        return self._filled(dict.fromkeys(self.names, "")) is not None

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
