"""Diagnostics in the window: what is wrong, how to mend it, and a file for whoever helps."""

from pathlib import Path

from tests.fakes.backoffice import FakeDoctor
from tests.gui.counter import Finger
from tests.screens.backoffice import go


def door(finger: Finger) -> FakeDoctor:
    assert isinstance(finger.shop.doctor, FakeDoctor)
    return finger.shop.doctor


def test_the_worst_stands_first_with_its_remedy(back: Finger) -> None:
    go(back, "Diagnostics")

    assert back.text("diagnostics.state") == "2 things to mend."
    assert "4 minutes behind" in back.find("diagnostics.state.0").accessibleName()
    assert "set its time" in back.text("diagnostics.remedy.0")
    assert not back.sees("diagnostics.remedy.2")


def test_it_is_looked_at_once_and_again_only_when_asked(back: Finger) -> None:
    go(back, "Diagnostics")
    go(back, "Backups")
    go(back, "Diagnostics")
    looks = door(back).looks

    door(back).found = ()
    back.click("diagnostics.again")

    assert looks == 1
    assert back.until(lambda: back.text("diagnostics.state") == "Nothing is wrong.")


def test_a_doctor_that_fails_is_told_and_can_be_asked_again(back: Finger) -> None:
    door(back).trouble = "The database does not answer"

    go(back, "Diagnostics")

    assert any("does not answer" in words for words in back.window.toasts.words())
    assert back.find("diagnostics.again").isEnabled()


def test_the_support_file_is_written_where_it_was_wanted(back: Finger, tmp_path: Path) -> None:
    go(back, "Diagnostics")
    file = tmp_path / "support.zip"

    async def saved() -> None:
        assert back.window.desktop is not None
        back.window.desktop.office.diagnostics.save(file)

    back.loop.run_until_complete(saved())
    back.settle()

    assert file.read_text(encoding="utf-8") == "nothing secret"
    assert any("support.zip" in words for words in back.window.toasts.words())
