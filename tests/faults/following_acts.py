"""What the processes of the tests of following do: put followers and news on record, and tell them, some killed meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from typing import Any

from django.db import connection
from django.test import override_settings

from entente.foundation.ledger import commands as ledger
from entente.surfaces.following import follows
from entente.surfaces.following.follows import Wish
from entente.surfaces.following.models import Follow
from entente.surfaces.following.sending import send_to_followers
from entente.surfaces.following.words import Rhythm, SubjectKind
from entente.surfaces.web.desk.views.notices import absolute
from tests.faults.killing import killer
from tests.record.builders import shared_plan
from tests.surfaces.following.acting import plans_step

RHYTHMS = {"one": Rhythm.AT_ONCE, "two": Rhythm.AT_ONCE, "three": Rhythm.DAILY}


def put_followers(at: str) -> None:
    """Two who are told at once and one each morning, all confirmed."""
    shared_plan()
    ledger.seal()
    instant = datetime.fromisoformat(at)
    for name, rhythm in RHYTHMS.items():
        follows.ask(f"{name}@example.org", Wish("tri-plan", SubjectKind.PLAN, "", rhythm, "en"), at=instant)
    Follow.objects.update(mailed_at=instant)
    for follow in Follow.objects.all():
        follows.confirm(str(follow.pk), at=instant)


def put_question(at: str) -> None:
    """Somebody asks for mails and is to be asked whether they want them."""
    wish = Wish("tri-plan", SubjectKind.PLAN, "", Rhythm.AT_ONCE, "en")
    follows.ask("new@example.org", wish, at=datetime.fromisoformat(at))


def put_news(name: str, at: str) -> None:
    plans_step(name, "2027-12-15", at=datetime.fromisoformat(at))


def tell_followers(port: str, at: str, statements: str = "0") -> None:
    """A turn of the worker, killed after so many statements, 0 for never.  Prints how many mails it sent, and its statements."""
    number = 0

    def count(execute: Callable[..., Any], *statement: Any) -> Any:
        nonlocal number
        number += 1
        return execute(*statement)

    server = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": int(port), "EMAIL_USE_TLS": False, "EMAIL_USE_SSL": False}
    backend = "django.core.mail.backends.smtp.EmailBackend"
    with ExitStack() as stack:
        stack.enter_context(override_settings(MAIL_IS_ON=True, EMAIL_BACKEND=backend, EMAIL_HOST_USER="", **server))
        stack.enter_context(connection.execute_wrapper(count))
        if int(statements):
            stack.enter_context(connection.execute_wrapper(killer(int(statements))))
        print(send_to_followers(at=datetime.fromisoformat(at), address=absolute), number)


ACTS = (put_followers, put_question, put_news, tell_followers)
