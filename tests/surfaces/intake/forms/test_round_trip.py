"""A form leaves, is filled in, and comes back as a document, a mail or an Outlook file."""

from __future__ import annotations

import email
import email.policy
import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from email.message import EmailMessage

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from entente.foundation.common.errors import RuleBroken
from entente.record.delivery.models import Update
from entente.record.plan.queries import Plan
from entente.surfaces.intake.forms.answers import FormUnreadable
from entente.surfaces.intake.forms.key import IN_TEXT, read_key
from entente.surfaces.intake.forms.mail import plain_text
from entente.surfaces.intake.forms.template import form_of
from entente.surfaces.intake.sheets import applying, batches
from entente.surfaces.intake.sheets.state import sheets_now
from tests.cast import ANA, BELA
from tests.record.builders import adopted_plan
from tests.surfaces.intake.sheets.books import AT, PLAN

from .outlook import outlook_mail

ADA = replace(ANA, user_id="ada", post="ministry-a/director")
SENDER = "Zenobia Quillfeather <zenobia@ministry.example>"


@pytest.fixture
def plan(db: None, settings: object, tmp_path: object) -> Plan:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    return adopted_plan()


TODAY = AT.date()


def blank(number: str = "1.1", *, language: str = "en", today: date = TODAY) -> bytes:
    now = sheets_now(ANA, PLAN, as_of=AT)
    return form_of(now, next(one for one in now.promises if one.number == number), language, today=today)


def filled(answers: Mapping[str, str], data: bytes | None = None) -> bytes:
    """The form with some answers written into its right-hand column."""

    def write(document: docx.document.Document) -> None:
        for row in document.tables[0].rows:
            for field, text in answers.items():
                if f"[{field}]" in row.cells[0].text:
                    row.cells[1].text = text

    return changed(data or blank(), write)


def changed(data: bytes, change: Callable[[docx.document.Document], object]) -> bytes:
    document = docx.Document(io.BytesIO(data))
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, content)
    return out.getvalue()


def pasted(data: bytes) -> str:
    """The form's table as it looks when it is pasted into a mail."""
    rows = docx.Document(io.BytesIO(data)).tables[0].rows
    return "\n".join(f"{row.cells[0].text}\t{row.cells[1].text}" for row in rows)


def mail(body: str = "See the form.", *, html: str = "", attached: bytes | None = None) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = SENDER, "desk@ministry.example", "Form"
    message.set_content(body)
    if html:
        message.set_content(html, subtype="html")
    if attached is not None:
        message.add_attachment(attached, maintype="application", subtype="octet-stream", filename="form.docx")
    return message.as_bytes()


ANSWERS = {"done_en": "We ran two ferries.\nBoth were full.", "as_of_on": "2026-10-31"}
WAYS: dict[str, Callable[[], tuple[str, bytes]]] = {
    "document": lambda: ("form.docx", filled(ANSWERS)),
    "attached to a mail": lambda: ("mail.eml", mail(attached=filled(ANSWERS))),
    "pasted into a mail": lambda: ("mail.eml", mail(pasted(filled(ANSWERS)))),
    "quoted in a mail": lambda: (
        "mail.eml",
        mail("\n".join(f"> {line}" for line in pasted(filled(ANSWERS)).splitlines())),
    ),
    "pasted into a formatted mail": lambda: ("mail.eml", mail(html=as_html(filled(ANSWERS)))),
    "attached to an Outlook mail": lambda: (
        "mail.msg",
        outlook_mail(SENDER, "See the form.", [("form.docx", filled(ANSWERS))]),
    ),
    "pasted into an Outlook mail": lambda: ("mail.msg", outlook_mail(SENDER, pasted(filled(ANSWERS)))),
}


def as_html(data: bytes) -> str:
    rows = docx.Document(io.BytesIO(data)).tables[0].rows
    cells = ["".join(f"<td>{'<br>'.join(cell.text.splitlines())}</td>" for cell in row.cells) for row in rows]
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    return f"<html><style>p {{}}</style><script>alert(1)</script><table>{table}</table></html>"


@pytest.mark.parametrize("way", WAYS)
def test_form_comes_back_in_every_way(plan: Plan, way: str) -> None:
    name, data = WAYS[way]()

    batch, _is_new = batches.submit(name, data, "", by=ANA, at=AT)
    applying.apply(batch, by=ANA, at=AT)

    update = Update.objects.get()
    assert (update.commitment, update.as_of_on, update.status, update.written_by, update.tier) == (
        "tri-plan/1.1",
        date(2026, 10, 31),
        "submitted",
        ANA.post,
        "own",
    )
    assert update.done == {"en": "We ran two ferries.\nBoth were full."}


def test_untouched_form_changes_nothing(plan: Plan) -> None:
    batch, _is_new = batches.submit("form.docx", blank(language="fr"), "", by=ANA, at=AT)

    assert batches.look(batch, by=ANA, as_of=AT, language="en")[1].cells == ()


def test_sender_is_told_and_never_believed(plan: Plan) -> None:
    batch, _is_new = batches.submit("mail.eml", mail(attached=filled(ANSWERS)), "", by=ADA, at=AT)

    assert (batch.says_from, batch.post) == (SENDER, ADA.post)
    notes = batches.look(batch, by=ADA, as_of=AT, language="en")[1].notes
    assert notes == (
        f"The mail says that it comes from “{SENDER}”. That is not verified; what it says is entered in your own name.",
    )
    applying.apply(batch, by=ADA, at=AT)
    assert Update.objects.get().written_by == ADA.post


def test_tracked_changes_count_as_accepted(plan: Plan) -> None:
    def track(document: docx.document.Document) -> None:
        cell = next(row for row in document.tables[0].rows if "[done_en]" in row.cells[0].text).cells[1]
        paragraph = cell.paragraphs[0]
        for tag, text in (("w:ins", "new words"), ("w:del", "old words")):
            mark = OxmlElement(tag)
            mark.set(qn("w:id"), "90")
            run = paragraph.add_run()
            piece = OxmlElement("w:t" if tag == "w:ins" else "w:delText")
            piece.text = text
            run._r.append(piece)
            mark.append(run._r)
            paragraph._p.append(mark)

    batch, _is_new = batches.submit("form.docx", changed(blank(), track), "", by=ANA, at=AT)
    preview = batches.look(batch, by=ANA, as_of=AT, language="en")[1]

    assert [(cell.place, cell.after) for cell in preview.cells] == [("[done_en]", "new words")]
    assert preview.notes == ("Tracked changes were taken as if they were accepted.",)


def test_objects_and_comments_are_left_out_aloud(plan: Plan) -> None:
    data = with_member(filled(ANSWERS), "word/comments.xml", b"<x/>")
    data = with_member(data, "word/embeddings/oleObject1.bin", b"x")

    batch, _is_new = batches.submit("form.docx", data, "", by=ANA, at=AT)

    assert batches.look(batch, by=ANA, as_of=AT, language="en")[1].notes == (
        "Comments in the document are not taken.",
        "Pictures and embedded objects in the document are not taken.",
    )


def tampered() -> bytes:
    def change(document: docx.document.Document) -> None:
        cell = document.tables[0].rows[-1].cells[1]
        cell.text = cell.text.replace("ENT1 ", "ENT1 x")

    return changed(filled(ANSWERS), change)


def nested(depth: int) -> bytes:
    inner = mail(attached=filled(ANSWERS))
    for _level in range(depth):
        message = EmailMessage()
        message["From"] = SENDER
        message.set_content("See within.")
        message.add_attachment(email.message_from_bytes(inner, policy=email.policy.default))
        inner = message.as_bytes()
    return inner


def crowded() -> bytes:
    message = EmailMessage()
    message["From"] = SENDER
    message.set_content("See the forms.")
    for number in range(30):
        message.add_attachment(b"x", maintype="application", subtype="octet-stream", filename=f"{number}.bin")
    return message.as_bytes()


NO_KEY = "“form.docx” holds no form key, so nobody can tell which commitment it is about; use a form that was downloaded here."
BAD: dict[str, tuple[Callable[[], tuple[str, bytes]], str]] = {
    "no form at all": (lambda: ("form.docx", changed(blank(), lambda one: one.tables[0]._tbl.clear())), NO_KEY),
    "key tampered with": (
        lambda: ("form.docx", tampered()),
        "The form key in “form.docx” was changed or was not made here; download a fresh form.",
    ),
    "form of last year": (
        lambda: ("form.docx", filled(ANSWERS, blank(today=TODAY - timedelta(days=400)))),
        "The form in “form.docx” was good until 2026-04-17; download a fresh one and copy your words into it.",
    ),
    "macros": (
        lambda: ("form.docm", filled(ANSWERS)),
        "“form.docm” holds macros or is of a kind that can; save it as a document without macros (.docx).",
    ),
    "macros under another name": (
        lambda: ("form.docx", with_member(filled(ANSWERS), "word/vbaProject.bin", b"x")),
        "“form.docx” holds macros or is of a kind that can; save it as a document without macros (.docx).",
    ),
    "password": (
        lambda: ("form.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        "“form.docx” is damaged, protected by a password or unpacks to far more than its size; open it, and save it again.",
    ),
    "cut off": (
        lambda: ("form.docx", filled(ANSWERS)[:2000]),
        "“form.docx” is damaged, protected by a password or unpacks to far more than its size; open it, and save it again.",
    ),
    "unpacks to gigabytes": (
        lambda: ("form.docx", bomb()),
        "“form.docx” is damaged, protected by a password or unpacks to far more than its size; open it, and save it again.",
    ),
    "damaged Outlook mail": (
        lambda: ("mail.msg", outlook_mail(SENDER, pasted(filled(ANSWERS)))[:1800]),
        "“mail.msg” is damaged, protected by a password or unpacks to far more than its size; open it, and save it again.",
    ),
    "no mail": (
        lambda: ("mail.eml", b"\x00\x01\x02"),
        "“mail.eml” is damaged, protected by a password or unpacks to far more than its size; open it, and save it again.",
    ),
    "mails within mails": (
        lambda: ("mail.eml", nested(4)),
        "“mail.eml” has more than 20 attachments or mails within mails; save the form by itself and drop that.",
    ),
    "many attachments": (
        lambda: ("mail.eml", crowded()),
        "“mail.eml” has more than 20 attachments or mails within mails; save the form by itself and drop that.",
    ),
    "two forms in one mail": (
        lambda: ("mail.eml", mail(f"{pasted(blank())}\n{pasted(blank('1.2'))}")),
        "“mail.eml” holds more than one form; drop them one by one.",
    ),
    "another kind of file": (
        lambda: ("form.doc", b"{\\rtf1}"),
        "“form.doc” is not a form that is read here; use a Word document (.docx) or a mail (.eml, .msg).",
    ),
}


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(40_000_000))
    return out.getvalue()


@pytest.mark.parametrize("what", BAD)
def test_bad_form_is_refused_in_one_sentence(plan: Plan, what: str) -> None:
    make, sentence = BAD[what]
    name, data = make()

    with pytest.raises(RuleBroken) as refused:
        batches.submit(name, data, "", by=ANA, at=AT)

    assert refused.value.sentence == sentence
    assert batches.batches_of(ANA).count() == 0


def test_form_of_another_side_is_refused(plan: Plan) -> None:
    with pytest.raises(FormUnreadable) as refused:
        batches.submit("form.docx", filled(ANSWERS), "", by=BELA, at=AT)

    assert refused.value.sentence == "“form.docx” was made for AAA and you act for BBB; download your own form."


def test_key_survives_broken_lines(plan: Plan) -> None:
    text = pasted(blank())
    key = IN_TEXT.search(text)
    assert key is not None
    broken = "\n> ".join(text[at : at + 60] for at in range(0, len(text), 60))

    found = read_key("".join(IN_TEXT.findall(broken)[0].replace(">", "").split()))

    assert found == read_key(key[1].strip())
    assert found is not None
    assert found.commitment == "tri-plan/1.1"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>one</p><p>two</p>", "one\ntwo\n"),
        ("<script>alert(1)</script><b>x</b>", "x"),
        ("<img src=x onerror=alert(1)>y<style>p{}</style>", "y"),
        ("", ""),
    ],
)
def test_formatted_words_become_plain_ones(source: str, text: str) -> None:
    assert plain_text(source) == text


def test_form_is_one_page_with_headings(plan: Plan) -> None:
    document = docx.Document(io.BytesIO(blank(language="fr")))

    assert document.paragraphs[0].style is not None
    assert (document.paragraphs[0].style.name, document.paragraphs[0].text) == (
        "Heading 1",
        "Compte rendu sur l’engagement 1.1",
    )
    assert [row.cells[0].text.split("]")[0] for row in document.tables[0].rows][1:] == [
        "[as_of_on",
        "[done_en",
        "[next_step_en",
        "[challenges_en",
        "[form_key",
    ]
