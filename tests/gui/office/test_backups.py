"""Backups in the window: setting them up, making one, and what is said when one fails."""

from pathlib import Path

import pytest

from tests.fakes.backoffice import FakeBackups
from tests.gui.counter import Finger
from tests.screens.backoffice import go
from tests.screens.office import give_pin

PASSPHRASE = "correct horse battery staple"


def door(finger: Finger) -> FakeBackups:
    assert isinstance(finger.shop.backups, FakeBackups)
    return finger.shop.backups


def fill(finger: Finger, folder: Path, first: str = PASSPHRASE, again: str = PASSPHRASE) -> None:
    go(finger, "Backups")
    finger.click("backups.setUp")
    finger.write_in("backup.folder", str(folder))
    finger.write_in("backup.passphrase", first)
    finger.write_in("backup.again", again)


def state(finger: Finger) -> str:
    return finger.find("backups.state").accessibleName()


def have_backups(finger: Finger, folder: Path) -> None:
    fill(finger, folder)
    finger.click("backup.yes")
    give_pin(finger)
    assert finger.until(lambda: "rehearsed" in state(finger))


def test_without_backups_the_page_says_what_that_means(back: Finger) -> None:
    go(back, "Backups")

    assert "if this machine dies" in state(back)
    assert not back.find("backups.now").isEnabled()
    assert not back.sees("backups.off")
    assert "florin restore" in back.text("backups.restore")


def test_the_first_backup_is_made_as_soon_as_they_are_set_up(back: Finger, tmp_path: Path) -> None:
    have_backups(back, tmp_path)

    assert door(back).passphrases == [PASSPHRASE]
    assert door(back).made == 1
    assert str(tmp_path) in back.text("backups.facts")


@pytest.mark.parametrize(
    ("first", "again", "words"),
    [
        ("secret1234", "secret1234", "too easy to guess"),
        (PASSPHRASE, "correct horse battery stapel", "not the same"),
    ],
)
def test_a_weak_or_mistyped_passphrase_is_refused_before_the_pin(
    back: Finger, tmp_path: Path, first: str, again: str, words: str
) -> None:
    fill(back, tmp_path, first, again)

    back.click("backup.yes")

    assert words in back.text("backup.why")
    assert not back.sees("pin")
    assert door(back).passphrases == []


def test_how_hard_a_passphrase_is_to_guess_is_said_while_it_is_typed(
    back: Finger, tmp_path: Path
) -> None:
    fill(back, tmp_path, "sesame", "")
    weak = back.text("backup.strength")

    back.write_in("backup.passphrase", "seven green lamps over one quiet harbour")

    assert weak == "Too easy to guess"
    assert back.text("backup.strength") == "Strong"


def test_a_folder_that_is_not_there_is_told_and_the_passphrase_stays(
    back: Finger, tmp_path: Path
) -> None:
    fill(back, tmp_path / "unplugged")

    back.click("backup.yes")
    give_pin(back)

    assert "Nothing can be written" in back.text("backup.why")
    assert back.text("backup.passphrase") == PASSPHRASE


def test_without_the_pin_no_backups_are_set_up(back: Finger, tmp_path: Path) -> None:
    fill(back, tmp_path)
    back.click("backup.yes")

    back.click("pin.no")

    assert "takes the manager's PIN" in back.text("backup.why")
    assert door(back).passphrases == []


def test_one_more_backup_is_made_when_asked(back: Finger, tmp_path: Path) -> None:
    have_backups(back, tmp_path)

    back.click("backups.now")

    assert back.until(lambda: door(back).made == 2)


def test_a_backup_that_fails_is_told_on_the_page_and_as_a_message(
    back: Finger, tmp_path: Path
) -> None:
    have_backups(back, tmp_path)
    door(back).trouble = "The disk is full"

    back.click("backups.now")

    assert back.until(lambda: "The disk is full" in state(back))
    assert any("The disk is full" in words for words in back.window.toasts.words())
    assert back.find("backups.now").isEnabled()


def test_backups_are_switched_off_after_a_question_and_the_pin(
    back: Finger, tmp_path: Path
) -> None:
    have_backups(back, tmp_path)

    back.click("backups.off")
    back.click("confirm.yes")
    give_pin(back)

    assert back.until(lambda: "if this machine dies" in state(back))
