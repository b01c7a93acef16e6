"""What all have signed is checked by the verifier of the published log, which knows nothing of this program."""

from __future__ import annotations

from pathlib import Path

import pytest

from entente.foundation.accord import commands
from entente.foundation.ledger.verifier import Broken
from tests.cast import ANA
from tests.foundation.ledger.published import agree, check, keys_of_parties, publish

from .signing import both_signed, keyed, later, proposed

pytestmark = pytest.mark.django_db


def test_agreement_holds_in_the_published_log(tmp_path: Path) -> None:
    keyed()
    both_signed(proposed())
    publish(tmp_path)
    assert len(check(tmp_path)) == 3


def test_agreement_holds_after_a_key_was_replaced_and_another_revoked(tmp_path: Path) -> None:
    keyed()
    both_signed(proposed())
    commands.rotate_key("AAA", None, by=ANA, at=later(5), reason="yearly")
    commands.revoke_key("AAA", by=ANA, at=later(6), reason="lost")
    publish(tmp_path)
    assert len(check(tmp_path)) == 3


def test_agreement_with_keys_that_are_not_the_parties_does_not_hold(tmp_path: Path) -> None:
    keyed()
    agree("Signed with keys that are not on record.", keys_of_parties())
    publish(tmp_path)
    with pytest.raises(Broken, match=r"alda-boria/8\.2: has no signature of “AAA” that holds for these words"):
        check(tmp_path)


def test_agreement_that_one_party_has_not_signed_does_not_hold(tmp_path: Path) -> None:
    keyed()
    secrets = {code: secret for code, secret in keys_of_parties().items() if code == "AAA"}
    agree("Signed by one.", secrets)
    publish(tmp_path)
    with pytest.raises(Broken, match=r"alda-boria/8\.2: has no signature of “AAA”"):
        check(tmp_path)
