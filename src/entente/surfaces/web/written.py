"""A settled template as one Python function: Django's own parsed nodes, written down as what each of them does.

    <b>{{ page.title }}</b>{% if page.note %}…    ->    put(("<b>", said(get(v1, "title", context), context), "</b>"))
                                                        if get(v1, "note", context):
                                                            …

A walk over nodes costs a page more than all that it says.  Here a name is a local variable, what extends a template stands
in it, and a part is a function that is given the values it asks for.  What is not known to be the same when written down
(`NotWritten`) stays as it is: Django walks over its nodes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, Protocol

from django.template import Context, Node, NodeList
from django.template.base import FilterExpression, TextNode, Variable, VariableNode
from django.template.defaulttags import CsrfTokenNode, ForNode, IfNode, TemplateLiteral, URLNode, WithNode
from django.template.library import SimpleNode
from django.template.loader_tags import BlockNode, ExtendsNode
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.templatetags.static import StaticNode
from django.utils.safestring import SafeString

from .settled_nodes import Part, Sentence, is_named
from .template_names import looked_up, name_given, names_asked, names_given
from .template_source import Function, Source
from .template_values import (
    CONSTANTS,
    MISSING,
    amid,
    apart,
    called,
    filtered,
    get,
    given,
    holds,
    listed,
    plain,
    said,
    told,
    turns,
)

HELPERS: dict[str, Any] = {
    one.__name__: one for one in (amid, apart, called, filtered, get, given, holds, listed, plain, said, told, turns)
}
HELPERS |= {"MISSING": MISSING, "SafeString": SafeString}
"""What a function calls by name."""
COMPARES_ANYTHING = ("==", "!=", "is", "is not")
FILLED = re.compile(r"%\((\w+)\)s|%%")
Scope = dict[str, str]
"""Name in a template -> variable of the function."""


class NotWritten(Exception):  # no error: Django walks over its nodes
    """A template holds what is not known to be the same when written down."""


class Library(Protocol):
    """The templates beside one, in the language in which they are asked for."""

    def nodes(self, name: str) -> NodeList:
        """Raises NotWritten for a template that is not settled."""

    def part(self, name: str, around: tuple[str, ...]) -> Function | None:
        """A template that stands in others; None for one that is not written down.  around: those that it stands in."""


def written(nodes: NodeList, library: Library, name: str, around: tuple[str, ...] = ()) -> Function | None:
    """A template in the language that is active; None where Django walks over it.  around: what it is a part of."""
    try:
        return _Writer(library, (*around, name)).function(nodes)
    except NotWritten:
        return None


class _Writer:
    """Through one template and what it extends.

    within   names of this template and of those it is a part of; asked: name from outside -> variable
    blocks   of each name, from the template that extends all others on; inside: those of the names of the blocks around
    """

    def __init__(self, library: Library, within: tuple[str, ...]) -> None:
        self.library, self.within = library, within
        self.code = Source()
        self.asked: Scope = {}
        self.blocks: dict[str, list[BlockNode]] = {}
        self.inside: list[list[BlockNode]] = []

    def function(self, nodes: NodeList) -> Function:
        self.frame(self.extended(nodes), {})
        return self.code.function(self.within[-1], self.asked, HELPERS)

    def extended(self, nodes: NodeList) -> NodeList:
        """The nodes of the outermost template, with the blocks of those that extend it."""
        start = next((node for node in nodes if not isinstance(node, TextNode)), None)
        if not isinstance(start, ExtendsNode):
            return nodes
        named = start.parent_name
        if not isinstance(named, FilterExpression) or not is_named(named):
            raise NotWritten
        for name, block in start.blocks.items():
            self.blocks.setdefault(name, []).append(block)
        return self.extended(self.library.nodes(str(named.var)))

    # --- nodes ---------------------------------------------------------------------------------------------------------

    def frame(self, nodes: NodeList, scope: Scope) -> None:
        """Nodes that keep to themselves what they name."""
        inner = dict(scope)
        self.named(nodes, inner)
        self.nodes(nodes, inner)

    def named(self, nodes: NodeList, scope: Scope, *, besides: Collection[str] = ()) -> None:
        """A variable for each name that nodes give to something: until then it is what it was."""
        for name in dict.fromkeys(name for name in names_given(nodes) if name not in besides):
            variable = self.code.variable()
            self.code.line(f"{variable} = {self.name(name, scope)}")
            scope[name] = variable

    def nodes(self, nodes: NodeList, scope: Scope) -> None:
        for node in nodes:
            if (write := WRITERS.get(type(node))) is None:
                raise NotWritten
            write(self, node, scope)

    def text(self, node: TextNode, _scope: Scope) -> None:
        if node.s:
            self.code.say(repr(str(node.s)))

    def value(self, node: VariableNode, scope: Scope) -> None:
        if str(node.filter_expression) == "block.super" and self._is_block("block", scope) and self.inside[-1][1:]:
            self._one_of(self.inside[-1][1:], scope)
        else:
            self.code.say(self.said(node.filter_expression, scope))

    def said(self, expression: FilterExpression, scope: Scope) -> str:
        return f"said({self.given(expression, scope)}, context)"

    def sentence(self, node: Sentence, scope: Scope) -> None:
        pieces, end = list[str](), 0
        for filled in FILLED.finditer(node.wording):
            pieces.append(repr(node.wording[end : filled.start()]))
            end = filled.end()
            pieces.append(self._filled(filled[1], node, scope) if filled[1] else "'%'")
        pieces.append(repr(node.wording[end:]))
        if not node.can_be_filled:
            raise NotWritten
        pieces = [piece for piece in pieces if piece != "''"]
        if node.asvar:
            self.code.line(f"{scope[node.asvar]} = SafeString(''.join([{', '.join(pieces)}]))")
        else:
            self.code.say(*pieces)

    def _filled(self, name: str, node: Sentence, scope: Scope) -> str:
        value = node.extra_context.get(name)
        return self.said(value, scope) if value else f"said({self.name(name, scope)}, context)"

    def tag(self, node: SimpleNode, scope: Scope) -> None:
        if node.takes_context:
            raise NotWritten
        given = [self.given(one, scope) for one in node.args]
        given += [f"{key}={self.given(one, scope)}" for key, one in node.kwargs.items()]
        output = f"{self.code.constant(node.func)}({', '.join(given)})"
        if node.target_var:
            self.code.line(f"{scope[node.target_var]} = {output}")
        else:
            self.code.say(f"told({output})")

    def apart(self, node: Node, scope: Scope) -> None:
        """A node of Django's own that is known to ask for no more than some names."""
        names = dict.fromkeys(names_asked(node))
        if isinstance(node, TranslateNode) and not names:
            return self.words(node, scope)
        values = ", ".join(f"{name!r}: {self.name(name, scope)}" for name in names)
        said = f"apart({self.code.constant(node)}, context, {{{values}}}"
        if name := name_given(node):
            self.code.line(f"{scope[name]} = {said}, {name!r})")
        else:
            self.code.say(f"{said})")
        return None

    def words(self, node: TranslateNode, scope: Scope) -> None:
        """A sentence that is the same on every page in this language."""
        context = Context()
        words = node.render(context)
        if node.asvar:
            self.code.line(f"{scope[node.asvar]} = {self.code.constant(context[node.asvar])}")
        else:
            self.code.say(repr(str(words)))

    def choice(self, node: Any, scope: Scope) -> None:
        word = "if"
        for asked, nodes in node.conditions_nodelists:
            with self.code.under("else:" if asked is None else f"{word} {self.condition(asked, scope)}:"):
                self.nodes(nodes, scope)
            word = "elif"

    def condition(self, asked: Any, scope: Scope, *, is_compared: bool = False) -> str:
        """Django takes an error within a condition for False; here only a comparison that cannot be made is."""
        if isinstance(asked, TemplateLiteral):
            value: Any = asked.value
            return self.expression(value, scope, otherwise="plain" if is_compared else "")
        is_compared = asked.id not in ("and", "or", "not") or is_compared
        one = self.condition(asked.first, scope, is_compared=is_compared)
        if asked.id == "not":
            return f"(not {one})"
        compared = f"({one} {asked.id} {self.condition(asked.second, scope, is_compared=is_compared)})"
        return compared if asked.id in ("and", "or", *COMPARES_ANYTHING) else f"holds(lambda: {compared})"

    def loop(self, node: Any, scope: Scope) -> None:
        values, inner, turn = self.code.variable(), dict(scope), self.code.variable()
        self.code.line(f"{values} = listed({self.expression(node.sequence, scope)})")
        names = [self.code.variable() for _name in node.loopvars]
        inner |= {**dict(zip(node.loopvars, names, strict=True)), "forloop": turn}
        with self.code.under(f"if len({values}):"):
            before = len(self.code.lines)
            if len(names) == 1:
                self.named(node.nodelist_loop, inner, besides=node.loopvars)
            place = len(self.code.lines)
            with self.code.under(""):
                if len(names) > 1:
                    self.named(node.nodelist_loop, inner, besides=node.loopvars)
                for name in names:
                    self.code.line(f"if callable({name}): {name} = called({name}, context)")
                self.nodes(node.nodelist_loop, inner)
            each = names[0] if len(names) == 1 else f"({', '.join(names)})"
            ordered = f"reversed({values})" if node.is_reversed else values
            if any(re.search(rf"\b{turn}\b", line) for line in self.code.lines[before:]):
                around = self.name("forloop", scope)
                ordered = f"turns({values}, {around}, is_reversed={bool(node.is_reversed)})"
                each = f"{turn}, {each}"
            self.code.lines[place] = self.code.indented(f"for {each} in {ordered}:")
        if node.nodelist_empty:
            with self.code.under("else:"):
                self.frame(node.nodelist_empty, scope)

    def with_names(self, node: WithNode, scope: Scope) -> None:
        inner = dict(scope)
        for name, value in node.extra_context.items():
            inner[name] = self.code.variable()
            self.code.line(f"{inner[name]} = {self.given(value, scope)}")
        self.frame(node.nodelist, inner)

    def block(self, node: BlockNode, scope: Scope) -> None:
        self._one_of([*self.blocks.get(node.name, ()), node], scope)

    def _one_of(self, blocks: list[BlockNode], scope: Scope) -> None:
        """The first of the blocks of one name; in it `block.super` is the next."""
        self.inside.append(blocks)
        self.frame(blocks[0].nodelist, scope)
        self.inside.pop()

    def include(self, node: Part, scope: Scope) -> None:
        name = str(node.template.var)
        if (part := self.library.part(name, self.within)) is None:
            return self.not_written(node, scope)
        given = {key: self.given(value, scope) for key, value in node.extra_context.items() if key in part.names}
        for key in part.names:
            if key not in given:
                given[key] = "MISSING" if node.isolated_context else self.name(key, scope)
        self.code.line(
            f"{self.code.constant(part.call)}({', '.join(['context', 'put', *(given[key] for key in part.names)])})"
        )
        return None

    def not_written(self, node: Part, scope: Scope) -> None:
        """A part over which Django walks: it may ask for anything, and only a whole page knows all that is around it."""
        if len(self.within) > 1:
            raise NotWritten
        names = [*scope, *(["block"] * self._is_block("block", scope))]
        values = ", ".join(f"{name!r}: {self.name(name, scope)}" for name in names)
        self.code.say(f"amid({self.code.constant(node)}, context, {{{values}}})")

    # --- what they ask for ----------------------------------------------------------------------------------------------

    def name(self, name: str, scope: Scope) -> str:
        if name in CONSTANTS:
            return name
        if name in scope:
            return scope[name]
        if self._is_block(name, scope):
            return self.code.constant(self.inside[-1][0])
        if name not in self.asked:
            self.asked[name] = self.code.variable()
        return self.asked[name]

    def _is_block(self, name: str, scope: Scope) -> bool:
        """Whether a name stands for the block that it is in, as Django has it."""
        return name == "block" and bool(self.inside) and name not in scope

    def given(self, expression: FilterExpression, scope: Scope) -> str:
        return self.expression(expression, scope, otherwise="given")

    def expression(self, expression: FilterExpression, scope: Scope, *, otherwise: str = "") -> str:
        """A value as code.  otherwise: which helper says what it is when it is nowhere."""
        if any(argument.lookups for argument in looked_up(expression)):
            raise NotWritten
        code, may_miss = self.variable_code(expression.var, scope)
        if may_miss and (otherwise or expression.filters):
            code = f"{otherwise or 'plain'}({code})"
        return f"filtered({self.code.constant(expression)}, {code}, context)" if expression.filters else code

    def variable_code(self, variable: Any, scope: Scope) -> tuple[str, bool]:
        if not isinstance(variable, Variable) or variable.lookups is None:
            return self.code.constant(variable.resolve({}) if isinstance(variable, Variable) else variable), False
        if variable.translate:
            raise NotWritten
        start, *rest = variable.lookups
        if rest[:1] == ["super"] and self._is_block(start, scope):
            raise NotWritten
        code = self.name(start, scope)
        for name in rest:
            code = f"get({code}, {name!r}, context)"
        return code, start not in CONSTANTS or bool(rest)


WRITERS: Mapping[type[Node], Callable[[_Writer, Any, Scope], None]] = {
    TextNode: _Writer.text,
    VariableNode: _Writer.value,
    Sentence: _Writer.sentence,
    Part: _Writer.include,
    IfNode: _Writer.choice,
    ForNode: _Writer.loop,
    WithNode: _Writer.with_names,
    BlockNode: _Writer.block,
    SimpleNode: _Writer.tag,
    BlockTranslateNode: _Writer.apart,
    TranslateNode: _Writer.apart,
    URLNode: _Writer.apart,
    StaticNode: _Writer.apart,
    CsrfTokenNode: _Writer.apart,
}
