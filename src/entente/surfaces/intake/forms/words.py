"""Every sentence that forms and mails are answered with, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

SENTENCES: Mapping[str, object] = {
    "wrong_type": _("“%(name)s” is not a form that is read here; use a Word document (.docx) or a mail (.eml, .msg)."),
    "macro_file": _("“%(name)s” holds macros or is of a kind that can; save it as a document without macros (.docx)."),
    "unreadable": _(
        "“%(name)s” is damaged, protected by a password or unpacks to far more than its size; open it, and save it again."
    ),
    "no_key": _(
        "“%(name)s” holds no form key, so nobody can tell which commitment it is about; use a form that was downloaded here."
    ),
    "bad_key": _("The form key in “%(name)s” was changed or was not made here; download a fresh form."),
    "expired": _("The form in “%(name)s” was good until %(day)s; download a fresh one and copy your words into it."),
    "other_side": _("“%(name)s” was made for %(found)s and you act for %(owner)s; download your own form."),
    "no_answers": _("“%(name)s” holds a form key and none of the form's fields; send the form itself back."),
    "two_forms": _("“%(name)s” holds more than one form; drop them one by one."),
    "too_much": _(
        "“%(name)s” has more than %(most)d attachments or mails within mails; save the form by itself and drop that."
    ),
    "tracked": _("Tracked changes were taken as if they were accepted."),
    "comments": _("Comments in the document are not taken."),
    "objects": _("Pictures and embedded objects in the document are not taken."),
    "links": _("Links in the document are taken as their words alone."),
    "sender": _(
        "The mail says that it comes from “%(sender)s”. That is not verified; what it says is entered in your own name."
    ),
    "field_twice": _("The field [%(field)s] is there twice; its first words are taken."),
}

FORM: Mapping[str, object] = {
    "title": _("Update on commitment %(number)s"),
    "promised": _("What was promised: %(words)s"),
    "hint": _("Write in the right-hand column and leave the words in brackets. Dates are written 2026-04-03."),
    "then": _("Save it and drop it on the page it came from, or send it by mail to the colleague who does."),
    "field": _("Field"),
    "answer": _("Your words"),
    "key": _("Form key: leave it as it is"),
    "valid": _("This form is good until %(day)s."),
}


def say(code: str, **given: object) -> str:
    return str(SENTENCES[code]) % given


def label(code: str, **given: object) -> str:
    return str(FORM[code]) % given
