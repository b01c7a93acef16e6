"""The templates of a page as another maker's: Django's own parsed nodes, written in another language of templates.

They are taken as Entente settles them, once for each language: words that never change are text.  What extends a template
stands in it; a part that is included is a part there too, which is given the values that it asks for and no others.  A name
that is given to a value is another word for its place and nothing at run time; a condition on what no page has is decided
here.  Each path is followed through the types that the views declare, so it is known what the templates ask for, and that
alone is written as data (`page_values`).
"""

from __future__ import annotations

import inspect
import re
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, is_dataclass, replace
from typing import Any, ClassVar

from django.template import Context, Node, NodeList, Template, engines
from django.template.base import FilterExpression, TextNode, Variable, VariableNode
from django.template.defaulttags import ForNode, IfNode, TemplateLiteral, WithNode
from django.template.library import SimpleNode
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.templatetags.i18n import TranslateNode
from django.utils.safestring import SafeString

from entente.surfaces.web.settled import SettledTemplate
from entente.surfaces.web.settled_nodes import Sentence
from entente.surfaces.web.template_values import CONSTANTS
from entente.surfaces.web.wording import Said

from .dialects import Dialect
from .page_values import NONE, Filters, Take, Taken, bare, fields_of, filters_of, is_mapping, item_of

FILLED = re.compile(r"%\((\w+)\)s|%%")
TOLD = "told"
"""What tags of our own say on a page: `href`, `asset`, `day` and the like, which no other maker has."""


class NotTranslated(Exception):
    """A template holds what is not known to be said in the same way elsewhere."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value lies: `chain` in what lies at `within`, of type `owner` (None: a mapping, or a name by itself).

    shape  its own type, as declared
    """

    within: str
    chain: tuple[str, ...]
    owner: type | None
    shape: Any


@dataclass(frozen=True, slots=True)
class Root:
    """What a template is handed: its name in the data, and its type."""

    name: str
    shape: type


@dataclass(frozen=True, slots=True)
class Turn:
    """Whether a loop is at its "first" or "last" turn.  loop: its number."""

    which: str
    loop: int


Found = Place | Turn | str | bool
"""A place, words that are the same on every page, or True or False; what is nowhere is False."""
Scope = dict[str, Found]


@dataclass(slots=True)
class Translation:
    """A page's templates in another language of templates.

    page   the whole page; parts: name -> what is included
    taken  what they ask for; tags: key in TOLD -> tag of our own
    """

    page: str = ""
    parts: dict[str, str] = field(default_factory=dict)
    taken: Taken = field(default_factory=dict)
    tags: dict[str, SimpleNode] = field(default_factory=dict)


def translated(
    template: str, roots: Mapping[str, Root], dialect: Dialect, moved: Mapping[str, str] | None = None
) -> Translation:
    """A template and all that it extends and includes, in the language that is active.

    roots  by name in its context; moved: path of a value in them -> path at which it lies instead

    Raises NotTranslated.
    """
    made = Translation()
    scope: Scope = {key: Place("", (root.name,), None, root.shape) for key, root in roots.items()}
    made.page = _Walk(dialect, made, moved or {}).template(_settled(template), scope)
    return made


def _settled(name: str) -> SettledTemplate:
    found = engines["django"].get_template(name).template  # type: ignore[attr-defined]  # of Django's own backend
    if not isinstance(found, SettledTemplate):
        raise NotTranslated(f"{name} is not settled in a language.")
    return found


class _Walk:
    """Through one template and what it extends.  asked: the names that it was asked for from outside and gave inside."""

    def __init__(self, dialect: Dialect, made: Translation, moved: Mapping[str, str]) -> None:
        self.say, self.made, self.moved = dialect, made, moved
        self.blocks: dict[str, BlockNode] = {}
        self.asked, self.loops = set[str](), 0

    def template(self, template: Template, scope: Scope) -> str:
        first = next((node for node in template.nodelist if not isinstance(node, TextNode)), None)
        if not isinstance(first, ExtendsNode):
            return self.nodes(template.nodelist, scope)
        self.blocks = {**first.blocks, **self.blocks}
        return self.template(_settled(str(first.parent_name.var)), scope)

    def nodes(self, nodes: NodeList, scope: Scope) -> str:
        return "".join(self.node(node, scope) for node in nodes)

    def node(self, node: Node, scope: Scope) -> str:
        for kind, write in self.WRITERS.items():
            if isinstance(node, kind):
                return write(self, node, scope)
        raise NotTranslated(f"{node!r} is of a kind that is not known.")

    def _text(self, node: TextNode, _scope: Scope) -> str:
        return self.say.text(node.s)

    def _value(self, node: VariableNode, scope: Scope) -> str:
        return self._shown(node.filter_expression, scope)

    def _shown(self, expression: FilterExpression, scope: Scope) -> str:
        found, filters = self.looked_up(expression.var, scope), filters_of(expression)
        if not isinstance(found, Place):
            if filters.calls or isinstance(found, Turn):
                raise NotTranslated(f"{expression.token} is the same on every page, or a turn.")
            return self.say.text(str(found or ""))
        place = self.say.place(self.path(found, filters))
        if not (filters.is_html if filters.calls else found.shape is SafeString):
            return self.say.value(place)
        return self.say.attributes(place) if found.chain[-1] == "attrs" else self.say.html(place)

    def _sentence(self, node: Sentence, scope: Scope) -> str:
        said, end = "", 0
        for filled in FILLED.finditer(node.wording):
            said += self.say.text(node.wording[end : filled.start()])
            end = filled.end()
            if filled[1] and (node.asvar or filled[1] not in node.extra_context):
                raise NotTranslated(f"{node.wording!r} is filled from around it, or is a value.")
            said += self._shown(node.extra_context[filled[1]], scope) if filled[1] else "%"
        return said + self.say.text(node.wording[end:])

    def _translate(self, node: TranslateNode, scope: Scope) -> str:
        context = Context(autoescape=False)
        words = str(node.render(context))
        if not node.asvar:
            return self.say.text(words)
        scope[node.asvar] = str(context[node.asvar])
        return ""

    def _tag(self, node: SimpleNode, scope: Scope) -> str:
        key = re.sub(r"\W+", "_", node.token.contents).strip("_")
        self.made.tags[key] = node
        told = Place(TOLD, (key,), None, typing.get_type_hints(inspect.unwrap(node.func))["return"])
        if not node.target_var:
            return self.say.value(self.code(told))
        scope[node.target_var] = told
        return ""

    def _if(self, node: IfNode, scope: Scope) -> str:
        branches = list[tuple[str, str]]()
        for asked, nodes in node.conditions_nodelists:
            holds = True if asked is None else self.condition(asked, scope)
            if holds is True:
                return self.say.choice(branches, self.nodes(nodes, scope))
            if holds is not False:
                branches.append((holds, self.nodes(nodes, scope)))
        return self.say.choice(branches, "")

    def condition(self, asked: Any, scope: Scope) -> str | bool:
        """A condition as code, or what it is on every page."""
        if isinstance(asked, TemplateLiteral):
            found = self.find(asked.value, scope)
            if isinstance(found, Turn):
                return self.say.turn(found.which, found.loop)
            return self.code(found) if isinstance(found, Place) else bool(found)
        if asked.id == "not":
            inner = self.condition(asked.first, scope)
            return not inner if isinstance(inner, bool) else self.say.negated(inner)
        if asked.id in ("==", "!="):
            equal = self.say.equal(*(self.code(self.find(one.value, scope)) for one in (asked.first, asked.second)))
            return equal if asked.id == "==" else self.say.negated(equal)
        if asked.id not in ("and", "or"):
            raise NotTranslated(f"{asked.id} in a condition.")
        sides, deciding = [self.condition(one, scope) for one in (asked.first, asked.second)], asked.id == "or"
        if any(side is deciding for side in sides):
            return deciding
        left = [side for side in sides if isinstance(side, str)]
        return self.say.joined(asked.id, left) if left else not deciding

    def _for(self, node: ForNode, scope: Scope) -> str:
        found = self.find(node.sequence, scope)
        if not isinstance(found, Place) or node.is_reversed:
            raise NotTranslated(f"{node!r} runs over nothing, or backwards.")
        self.loops += 1
        number, kind = self.loops, item_of(found.shape)
        kinds = [kind] if len(node.loopvars) == 1 else typing.get_args(kind)
        inner: Scope = {**scope, "forloop": Turn("", number)}
        names = [f"{name}{number}" for name in node.loopvars]
        for name, variable, shape in zip(node.loopvars, names, kinds, strict=True):
            inner[name] = Place("", (variable,), None, shape)
        body, empty = self.nodes(node.nodelist_loop, inner), self.nodes(node.nodelist_empty, dict(scope))
        return self.say.loop(names, number, self.code(found), body, empty)

    def _with(self, node: WithNode, scope: Scope) -> str:
        return self.nodes(node.nodelist, scope | self._given(node, scope))

    def _block(self, node: BlockNode, scope: Scope) -> str:
        return self.nodes(self.blocks.get(node.name, node).nodelist, dict(scope))

    def _include(self, node: IncludeNode, scope: Scope) -> str:
        name, given = str(node.template.var), self._given(node, scope)
        around = {key: one for key, one in (given if node.isolated_context else scope | given).items() if one}
        inner: Scope = {}
        for key, one in around.items():
            inner[key] = Place("", (key,), None, one.shape if isinstance(one, Place) else str)
        walk = _Walk(self.say, self.made, {})
        body = walk.template(_settled(name), inner)
        asked = sorted(walk.asked & inner.keys())
        part = self._part(name.rpartition("/")[2].removesuffix(".html"), asked, body)
        return self.say.include(part, {key: self.code(around[key]) for key in asked})

    def _given(self, node: WithNode | IncludeNode, scope: Scope) -> Scope:
        return {name: self.find(value, scope) for name, value in node.extra_context.items()}

    def _part(self, name: str, asked: list[str], body: str) -> str:
        """A name for a part: that of its file, with a number where the same file came out otherwise before."""
        number, unique = 1, name
        while self.made.parts.setdefault(unique, part := self.say.part(unique, asked, body)) != part:
            number += 1
            unique = f"{name}_{number}"
        return unique

    def find(self, expression: FilterExpression, scope: Scope) -> Found:
        """What a tag is given."""
        if expression.filters:
            raise NotTranslated(f"{expression.token} goes through filters and is not shown.")
        return self.looked_up(expression.var, scope)

    def looked_up(self, variable: Variable | str, scope: Scope) -> Found:
        if not isinstance(variable, Variable) or variable.lookups is None:
            return str(variable.literal if isinstance(variable, Variable) else variable)
        first, *rest = variable.lookups
        if first in CONSTANTS:
            return bool(CONSTANTS[first])
        found = scope.get(first, False)
        if isinstance(found, Turn):
            if rest not in (["first"], ["last"]):
                raise NotTranslated(f"{variable} of a loop.")
            return replace(found, which=rest[0])
        for name in rest:
            found = self.step(found, name)
        return found

    def step(self, found: Found, name: str) -> Found:
        if not isinstance(found, Place):
            return False
        shape = bare(found.shape)
        if name == "items":
            return replace(found, chain=(*found.chain, name), shape=list[tuple[typing.get_args(shape)]])  # type: ignore[misc]
        if shape is Said:
            return replace(found, chain=(*found.chain, name), shape=fields_of(Said)[name])
        within = self.path(found)
        if is_mapping(shape):
            return Place(within, (name,), None, typing.get_args(shape)[1])
        if not is_dataclass(shape):
            raise NotTranslated(f"{name} of {within}, which is {shape}.")
        fields = fields_of(shape)
        return Place(within, (name,), shape, fields[name]) if name in fields else False

    def code(self, found: Found) -> str:
        """A value as conditions, loops and parts are given it."""
        if isinstance(found, Turn):
            raise NotTranslated(f"The {found.which} turn of a loop is given away.")
        return self.say.place(self.path(found)) if isinstance(found, Place) else self.say.words(str(found))

    def path(self, found: Place, filters: Filters = NONE) -> str:
        """The path of a value, which is noted as asked for."""
        key = "_".join([*found.chain, *filters.names])
        if found.owner is not None:
            self.made.taken.setdefault(found.owner, {})[key] = Take(found.chain, filters)
        elif filters.calls or len(found.chain) > 1:
            raise NotTranslated(f"{key} of a value that is given by itself.")
        path = f"{found.within}.{key}" if found.within else key
        path = self.moved.get(path, path)
        self.asked.add(path.partition(".")[0])
        return path

    WRITERS: ClassVar[dict[type[Node], Callable[[Any, Any, Scope], str]]] = {
        TextNode: _text,
        VariableNode: _value,
        Sentence: _sentence,
        TranslateNode: _translate,
        SimpleNode: _tag,
        IfNode: _if,
        ForNode: _for,
        WithNode: _with,
        BlockNode: _block,
        IncludeNode: _include,
    }
