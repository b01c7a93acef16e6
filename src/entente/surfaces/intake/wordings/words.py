"""Every sentence that files of translations are answered with, in the reader's language: what is wrong, where, how to mend it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

SENTENCES: Mapping[str, object] = {
    "title": _("Translation from %(made_from)s into %(into)s"),
    "how": _("Write the translation in the right column and drop the document back. Leave the left column as it is."),
    "stale_note": _("The source changed after this was translated."),
    "wrong_type": _("“%(name)s” is no file of translations; choose the .xlf or .docx file that left here."),
    "unreadable": _("“%(name)s” cannot be read: %(why)s"),
    "broken_xml": _("“%(name)s” is no whole XML at line %(line)s; take the file from your translation program again."),
    "entities": _("“%(name)s” defines entities or a document type of its own, which is not allowed; export it again."),
    "macros": _("“%(name)s” holds macros; save it as a Word document without macros (.docx)."),
    "not_xliff_2": _("“%(name)s” is not XLIFF 2.0 or 2.1; export it in the version in which it left."),
    "not_ours": _("“%(name)s” did not leave here; drop the file that was downloaded here, filled in."),
    "two_files": _("“%(name)s” holds rows of two downloads; drop each as a file of its own."),
    "no_key": _("“%(name)s”, unit %(place)s, has lost its key; download the file again and copy your words into it."),
    "other_record": _("“%(name)s” left another record (%(found)s); drop it there."),
    "other_side": _("“%(name)s” was made for %(found)s and you act for %(owner)s; download your own file."),
    "other_language": _(
        "“%(name)s” left for %(left)s and says %(found)s; put the languages back, or download the file for the other one."
    ),
    "too_many": _("“%(name)s” has more than %(most)d texts; split it."),
    "too_large": _("“%(name)s” has more than %(most)d MB; take out what is not a text of it."),
    "no_room": _(
        "The file cannot be kept (%(why)s); make room or correct the rights of the folder, then drop it again."
    ),
    "bytes_gone": _("The bytes of “%(name)s” are gone; drop the file again."),
    "nothing_to_send": _("Nothing is owed there, so there is nothing to send; choose another language or state."),
    "not_waiting": _("“%(name)s” was applied or thrown away already; drop a fresh one."),
    "no_batch": _("There are no such translations here."),
    "choose_first": _(
        "Other people changed %(count)d of these texts meanwhile; choose for each which words shall stand, then apply."
    ),
    "nothing_to_apply": _("Nothing in “%(name)s” differs from what stands on record; nothing was written."),
    "applied_before": _("“%(name)s” was applied or thrown away already, by %(post)s; nothing was written twice."),
    "text_refused": _("Nothing was written, because of unit %(place)s: %(why)s"),
    "not_applied": _("“%(name)s” is not applied, so there is nothing to take back."),
    "touched": _("It cannot be taken back: what it wrote was worked on since, in unit %(places)s."),
}
"""About a whole file."""

REFUSALS: Mapping[str, object] = {
    "gone": _("These words are not there any more, or are not your side's."),
    "broken": _("The text holds codes that the source does not have; write plain words."),
    "too_long": _("This text has more characters than are taken; shorten it."),
    "source_changed_in_file": _("The source was changed in the file; put its words back, or translate on the page."),
    "twice": _("The same words stand in the file twice; keep one of the two."),
    "stale": _(
        "The source changed since the file left: the words count as made from the older source until read again."
    ),
}
"""About one text."""


def say(code: str, **given: object) -> str:
    """A sentence about a file, in the language being read."""
    return str(SENTENCES[code]) % given if given else str(SENTENCES[code])


def refusal(code: str) -> str:
    return str(REFUSALS[code])
