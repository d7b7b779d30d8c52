"""The words of backups and diagnostics."""

from dataclasses import replace

import pytest

from pos.gui.backoffice import Ailment, BackupSeen, Severity
from pos.gui.present.backoffice import ailment_rows, ailment_words, backup_page, strength_of
from pos.gui.present.tokens import Token

NOW = 1_790_000_000
SEEN = BackupSeen(folder="/stick", is_on=True, last_at=NOW, last_path="/stick/a", rehearsed_at=NOW)


@pytest.mark.parametrize(
    ("seen", "token", "words"),
    [
        (BackupSeen(), Token.ATTENTION, "No backup is made"),
        (BackupSeen(is_on=True, folder="/stick"), Token.WAITING, "first backup is not made"),
        (SEEN, Token.PAID, "rehearsed"),
        (replace(SEEN, rehearsed_at=0), Token.WAITING, "not rehearsed yet"),
        (replace(SEEN, problem="The disk is full"), Token.FAILED, "The disk is full"),
    ],
)
def test_the_state_of_backups_is_one_sentence(seen: BackupSeen, token: Token, words: str) -> None:
    page = backup_page(seen)

    assert page.token is token
    assert words in page.words


@pytest.mark.parametrize(
    ("passphrase", "words", "is_enough"),
    [
        ("", "", False),
        ("password", "Too easy to guess", False),
        ("secret1234", "Too easy to guess", False),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", "Too easy to guess", False),
        ("word word word word word", "Too easy to guess", False),
        ("correct horse battery staple", "Fair", True),
        ("correct horse battery staple lamp", "Good", True),
        ("seven green lamps over one quiet harbour", "Strong", True),
        ("xK7#pQ2!vR9$mT4&", "Strong", True),
    ],
)
def test_a_passphrase_is_judged_by_its_words_or_its_letters(
    passphrase: str, words: str, is_enough: bool
) -> None:
    strength = strength_of(passphrase)

    assert (strength.words, strength.is_enough) == (words, is_enough)


def test_what_is_wrong_stands_before_what_is_well() -> None:
    found = [
        Ailment(subject="Disk"),
        Ailment(subject="Note", problem="n", severity=Severity.NOTE),
        Ailment(subject="Clock", problem="slow", remedy="Mend it.", severity=Severity.BAD),
        Ailment(subject="Rates", problem="old", severity=Severity.WARNING),
    ]

    rows = ailment_rows(found)

    assert [row.words for row in rows] == ["Clock: slow", "Rates: old", "Note: n", "Disk"]
    assert rows[0].remedy == "Mend it."
    assert ailment_words(found) == "2 things to mend."
    assert ailment_words(found[:2]) == "Nothing is wrong."
