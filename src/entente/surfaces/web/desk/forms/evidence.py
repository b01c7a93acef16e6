"""Forms about evidence: a source and what it shows, and a search that found nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from entente.foundation.common.errors import RuleBroken
from entente.foundation.sources.commands import DocumentFacts
from entente.foundation.sources.queries import Showing, Side
from entente.foundation.sources.rules import SUFFIXES, media_type_of
from entente.record.verification.queries import Support
from entente.surfaces.intake.evidence import Copy, EvidenceFacts
from entente.surfaces.web import labels
from entente.surfaces.web.wording import native_name

from .fields import DeskForm, LineField, PeriodField, WordsField, words
from .plans import language_tag

SIDES = [
    (Side.PARTY.value, _("One party speaks")),
    (Side.JOINT.value, _("All parties speak together")),
    (Side.THIRD.value, _("Somebody else speaks")),
]
SHOWINGS = [
    (Showing.COPY.value, _("The copy itself: anybody may download it")),
    (Showing.QUOTATION.value, _("The quotation only; the copy stays in the archive")),
    (Showing.REFERENCE.value, _("The reference only; neither copy nor quotation is ours to show")),
]


BACKGROUND = "background"
"""What a source shows that counts for nothing by itself."""


class UploadField(forms.FileField):
    """A file in memory of a size and with an ending that are let in.  Cleans to (name, bytes), or None."""

    widget = forms.FileInput

    def __init__(self, *, suffixes: Sequence[str], bytes_max: int, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {})
        kwargs["error_messages"] |= {
            "empty": _("The file is empty; choose it again."),
            "invalid": _("The file did not arrive; choose it again."),
        }
        super().__init__(**kwargs)
        self.suffixes, self.bytes_max = tuple(suffixes), bytes_max
        self.widget.attrs["accept"] = ",".join(self.suffixes)

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload: UploadedFile[bytes] | None = super().clean(data, initial)
        if not upload:
            return None
        name = str(upload.name)
        if not name.lower().endswith(self.suffixes):
            raise ValidationError(
                _("“%(name)s” is not a kind of file that is read here; use one of %(kinds)s."),
                params={"name": name, "kinds": ", ".join(self.suffixes)},
            )
        if (upload.size or 0) > self.bytes_max:
            raise ValidationError(
                _("“%(name)s” is larger than the %(megabytes)d MB that are allowed; upload the part that counts."),
                params={"name": name, "megabytes": self.bytes_max // (1024 * 1024)},
            )
        return name, upload.read()


class ArchivedField(UploadField):
    """An upload of a kind that is archived, and that holds what its ending says."""

    def __init__(self, *, bytes_max: int, **kwargs: Any) -> None:
        super().__init__(suffixes=sorted(SUFFIXES), bytes_max=bytes_max, **kwargs)
        self.label = _("File")
        self.help_text = _("PDF, PNG, JPEG, Word, Excel, HTML or text, up to %(megabytes)d MB.") % {
            "megabytes": bytes_max // (1024 * 1024)
        }

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload: tuple[str, bytes] | None = super().clean(data, initial)
        if upload is not None:
            try:
                media_type_of(*upload, bytes_max=self.bytes_max)
            except RuleBroken:  # ending and size are checked before: what is left is that the bytes are something else
                raise ValidationError(
                    _("“%(name)s” does not hold what its ending says; save it again in that format."),
                    params={"name": upload[0]},
                ) from None
        return upload


class ArchiveForm(DeskForm):
    """The copy of a document that is cited already."""

    showing = forms.ChoiceField(
        choices=SHOWINGS, widget=forms.RadioSelect, label=_("What may be shown of the archived copy")
    )

    def __init__(self, *args: Any, bytes_max: int, **kwargs: Any) -> None:
        sentence = _("Choose the file to archive.")
        field = ArchivedField(bytes_max=bytes_max, error_messages={"required": sentence})
        super().__init__(*args, further={"file": field}, **kwargs)
        self.order_fields(["file"])


class EvidenceForm(DeskForm):
    """A source, where in it, and what it shows about a commitment."""

    address = forms.URLField(
        required=False,
        max_length=1000,
        assume_scheme="https",
        label=_("Its address on the web"),
        error_messages={"invalid": _("Write the whole address, for instance https://example.org/page.")},
    )
    title = forms.CharField(
        max_length=300,
        label=_("Title"),
        help_text=_("As the document itself bears it, in its own language."),
        error_messages={"required": _("Give the title of the source, or describe it in a few words.")},
    )
    is_described = forms.BooleanField(
        required=False, label=_("The document bears no title; this is our description of it")
    )
    language = forms.CharField(
        max_length=35,
        label=_("Language of the document"),
        help_text=_("Its tag, for instance en, fr or es."),
        validators=[language_tag],
        error_messages={"required": _("Name the language of the document, for instance en.")},
    )
    publisher_name = LineField(label=_("Who published it (optional)"), max_length=200)
    side = forms.ChoiceField(
        choices=SIDES,
        widget=forms.RadioSelect,
        label=_("Whose voice it is"),
        error_messages={"required": _("Choose whose voice the document is.")},
    )
    party = forms.ChoiceField(required=False, label=_("Which party"))
    stated_on = PeriodField(label=_("Date that it bears (optional)"))
    place = LineField(
        label=_("Where in it (optional)"), max_length=200, help_text=_("For instance: page 3, paragraph 2.")
    )
    quotation = WordsField(
        label=_("Its own words (optional)"), help_text=_("Word for word, in the document's own language."), rows=3
    )
    subject = forms.ChoiceField(
        widget=forms.RadioSelect,
        label=_("What it is about"),
        error_messages={"required": _("Choose what the source is about.")},
    )
    supports = forms.ChoiceField(
        choices=[
            *((code, labels.SUPPORTS[code]) for code in Support.values),
            (BACKGROUND, _("Nothing: it is background")),
        ],
        widget=forms.RadioSelect,
        label=_("How much of that it shows"),
        error_messages={"required": _("Choose how much the source shows.")},
    )
    happened = PeriodField(label=_("When it happened (optional)"))
    showing = forms.ChoiceField(
        choices=SHOWINGS,
        widget=forms.RadioSelect,
        required=False,
        label=_("What may be shown of the archived copy"),
    )

    def __init__(
        self,
        *args: Any,
        languages: Sequence[str],
        owed: Sequence[str],
        parties: Sequence[tuple[str, str]],
        subjects: Sequence[tuple[str, str]],
        bytes_max: int,
        **kwargs: Any,
    ) -> None:
        upload = ArchivedField(required=False, bytes_max=bytes_max)
        statements = words(languages, "statement", _("What happened, in one or two sentences"), rows=3)
        announced = {f"announced_{code}": _announced(name) for code, name in parties}
        super().__init__(*args, further={"file": upload, **announced, **statements}, **kwargs)
        self.parties = tuple(code for code, _name in parties)
        self.languages, self.owed = tuple(languages), tuple(owed)
        for name, choices in (("party", [("", _("Choose")), *parties]), ("subject", subjects)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = list(choices)
        self.order_fields(["file", "address"])

    def clean(self) -> dict[str, Any]:
        read = self.cleaned_data
        if not read.get("file") and not read.get("address") and not {"file", "address"} & set(self.errors):
            self.add_error("file", _("Evidence needs a source: upload a file, give an address, or both."))
        if read.get("side") == Side.PARTY and not read.get("party"):
            self.add_error("party", _("Choose the party whose voice it is."))
        if read.get("file") and not read.get("showing"):
            self.add_error("showing", _("Choose what may be shown of the copy that you upload."))
        if read.get("file") and read.get("showing") == Showing.REFERENCE and read.get("quotation"):
            self.add_error(
                "quotation", _("You chose to show the reference only; leave this empty or let the quotation be shown.")
            )
        self._clean_statement()
        return read

    def _clean_statement(self) -> None:
        given = self.wording("statement", self.languages)
        for tag in self.owed:
            if tag not in given:
                sentence = _("You owe this text in %(language)s; write it.") % {"language": native_name(tag)}
                self.add_error(f"statement_{tag}", sentence)
        if not self.owed and not given:
            self.add_error(f"statement_{self.languages[0]}", _("Say what happened, in at least one language."))

    def facts(self) -> EvidenceFacts:
        read = self.cleaned_data
        side, upload = Side(read["side"]), read["file"]
        return EvidenceFacts(
            subject=read["subject"],
            document=DocumentFacts(
                slug="",
                title={read["language"]: read["title"]},
                side=side,
                party=read["party"] if side is Side.PARTY else "",
                is_described=read["is_described"],
                language=read["language"],
                publisher_name=read["publisher_name"],
                stated_on=read["stated_on"],
                announced_on={code: on for code in self.parties if (on := read.get(f"announced_{code}"))},
                address=read["address"],
            ),
            supports=Support.CONTRIBUTES if read["supports"] == BACKGROUND else Support(read["supports"]),
            is_background=read["supports"] == BACKGROUND,
            statement=self.wording("statement", self.languages),
            happened=read["happened"],
            place=read["place"],
            quotation=read["quotation"],
            copy=Copy(upload[0], upload[1], Showing(read["showing"])) if upload else None,
        )


def _announced(party: str) -> PeriodField:
    return PeriodField(label=format_lazy(_("{party} announced it on (optional)"), party=party))


class FindingForm(DeskForm):
    """A search that found nothing: when and where was looked."""

    looked_on = forms.DateField(
        label=_("Day of the search"),
        help_text=_("For instance 2026-11-23."),
        input_formats=["%Y-%m-%d"],
        widget=forms.TextInput,
        error_messages={
            "required": _("Give the day of the search, for instance 2026-11-23."),
            "invalid": _("Write the day of the search as year, month and day, for instance 2026-11-23."),
        },
    )

    def __init__(self, *args: Any, languages: Sequence[str], today: date, **kwargs: Any) -> None:
        further = {
            **words(languages, "looked_where", _("Where was looked"), rows=3),
            **words(languages, "note", _("What was looked for, and what the absence does not mean (optional)"), rows=3),
        }
        super().__init__(*args, further=further, **kwargs)
        self.languages, self.today = tuple(languages), today
        self.fields["looked_on"].widget.attrs["class"] += " govuk-input--width-10"

    def clean_looked_on(self) -> date:
        day: date = self.cleaned_data["looked_on"]
        if day > self.today:
            raise ValidationError(_("This day is yet to come; give the day on which the search was made."))
        return day

    def clean(self) -> dict[str, Any]:
        if not self.wording("looked_where", self.languages):
            self.add_error(
                f"looked_where_{self.languages[0]}", _("Say which places were searched, in at least one language.")
            )
        return self.cleaned_data
