"""What the pages say: every string for translators in a folder's templates and Python files, as gettext keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract
from django.template import Template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

Key = tuple[str, str, str]
"""(context, text, plural); context and plural are "" for none."""

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def keys_of(folder: Path, *, without: str = "") -> set[Key]:
    """Every key below a folder; `without` names a sub-folder that has a catalogue of its own."""
    files = [path for path in folder.rglob("*") if not without or without not in path.relative_to(folder).parts]
    found = {key for path in files if path.suffix == ".py" for key in _in_python(path)}
    for path in files:
        if path.suffix in (".html", ".xml") and "templates" in path.parts:
            found |= set(_in_template(path.read_text("utf-8")))
    return found


def _in_python(path: Path) -> Iterator[Key]:
    with path.open("rb") as source:
        for _line, message, _comments, context in extract("python", source, KEYWORDS):
            if isinstance(message, tuple):
                yield (context or "", message[0], message[1] if len(message) > 1 else "")
            else:
                yield (context or "", message, "")


def _in_template(source: str) -> Iterator[Key]:
    nodes = Template(source).nodelist  # as Django reads it: the pages' own templates hold the words of one language
    for node in nodes.get_nodes_by_type(TranslateNode):
        context = node.message_context.var if node.message_context else ""
        yield (context, node.filter_expression.var.literal or node.filter_expression.var, "")
    for node in nodes.get_nodes_by_type(BlockTranslateNode):
        singular, _vars = node.render_token_list(node.singular)
        plural = node.render_token_list(node.plural)[0] if node.plural else ""
        if node.trimmed:
            singular, plural = (" ".join(text.split()) for text in (singular, plural))
        yield ("", singular, plural)
