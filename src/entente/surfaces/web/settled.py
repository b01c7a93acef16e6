"""The loader of templates: what is the same on every page in a language is settled once, when a template is first read.

A page says a hundred sentences that never change and shows two hundred values; Django walks over a node for each and looks
up each at each rendering.  Here a template is settled (`settled_nodes`) and then written down as a function (`written`).
Every page is the same to the byte as by Django's own loader, which is used while developing (DEBUG) for its error pages.
"""

from __future__ import annotations

from django.template import Context, Node, NodeList, Origin, Template, TemplateDoesNotExist
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.template.loaders import cached
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from .settled_nodes import SettlingParser
from .template_source import Function
from .template_values import first
from .written import NotWritten, written


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
        whole = Whole(parser.parse(), self)
        self.extra_data = parser.extra_data
        return whole

    # --- the templates beside it, for who writes one down -------------------------------------------------------------

    def nodes(self, name: str) -> NodeList:
        return self._settled(name).nodelist

    def part(self, name: str, around: tuple[str, ...]) -> Function | None:
        """None for one that includes itself, too: it is written down before it is known what it asks for."""
        if name in around:
            return None
        try:
            whole = self._settled(name).nodelist
        except (NotWritten, TemplateDoesNotExist):
            return None
        return whole.function(around) if isinstance(whole, Whole) else None

    def _settled(self, name: str) -> Template:
        found = self.engine.get_template(name)
        if not isinstance(found, SettledTemplate):
            raise NotWritten
        return found


class Whole(NodeList):
    """All nodes of a template in a language.

    Written down when it is first rendered, by itself or as a part of others; and which of the nodes are blocks is found once,
    not at each page that extends it.
    """

    def __init__(self, nodes: NodeList, template: SettledTemplate) -> None:
        super().__init__(nodes)
        self.contains_nontext = nodes.contains_nontext
        self._template = template
        self._by_type: dict[type[Node], list[Node]] = {}
        self._functions: dict[bool, Function | None] = {}

    def get_nodes_by_type(self, nodetype: type[Node]) -> list[Node]:
        if nodetype not in self._by_type:
            self._by_type[nodetype] = super().get_nodes_by_type(nodetype)
        return self._by_type[nodetype].copy()

    def render(self, context: Context) -> SafeString:
        is_extended = BLOCK_CONTEXT_KEY in context.render_context  # by a template over which Django walks
        if is_extended or not context.autoescape or (function := self.function()) is None:
            return super().render(context)
        said = list[str]()
        function.call(context, said.extend, *[first(context, name) for name in function.names])
        return SafeString("".join(said))

    def function(self, around: tuple[str, ...] = ()) -> Function | None:
        """As a part of other templates, or with none around it as a page; None where Django walks over it."""
        is_part = bool(around)
        if is_part not in self._functions:
            self._functions[is_part] = written(self, self._template, str(self._template.name), around)
        return self._functions[is_part]
