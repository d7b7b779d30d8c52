"""The PIN and the sheet that replaces it."""

from pathlib import Path

import pytest

from pos.gui.setupdoors import Mark, Step
from tests.fakes.setup import CODE, FakeSetup
from tests.gui.counter import Finger
from tests.gui.setup.conftest import At


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    return tmp_path


def choose(owner: Finger, pin: str, again: str) -> None:
    owner.write_in("setup.pin.first", pin)
    owner.write_in("setup.pin.second", again)
    owner.click("setup.pin.set")


def test_a_pin_is_typed_twice_and_set(at: At, setup: FakeSetup) -> None:
    owner = at(Step.OWNER)

    choose(owner, "2468", "2468")
    owner.click("setup.next")

    assert setup.pin == "2468"
    assert setup.marks == {Step.OWNER: Mark.DONE}


def test_two_different_ones_are_asked_for_again(at: At, setup: FakeSetup) -> None:
    owner = at(Step.OWNER)

    choose(owner, "2468", "2469")

    assert "not the same" in owner.text("setup.pin.told")
    assert owner.text("setup.pin.first") == ""
    assert setup.pin == ""


def test_the_sheet_is_saved_where_the_owner_keeps_documents(
    at: At, setup: FakeSetup, home: Path
) -> None:
    owner = at(Step.OWNER)
    assert not owner.find("setup.sheet.save").isEnabled()
    choose(owner, "2468", "2468")

    owner.click("setup.sheet.save")

    (saved,) = home.rglob("*.pdf")
    assert str(saved) in owner.text("setup.sheet.told").replace("\u200b", "")
    assert saved.read_bytes().startswith(b"%PDF")
    assert saved.stat().st_mode & 0o077 == 0
    assert setup.has_sheet
    assert CODE not in owner.text("setup.sheet.told")


def test_an_existing_pin_has_to_be_known(at: At, setup: FakeSetup) -> None:
    setup.pin = "1111"
    owner = at(Step.SHOP)
    owner.window.set_up()
    owner.settle()
    owner.click("setup.step.owner")

    choose(owner, "2468", "2468")
    assert "not the manager's PIN" in owner.text("setup.pin.told")
    owner.write_in("setup.pin.before", "1111")
    choose(owner, "2468", "2468")

    assert setup.pin == "2468"


def test_nothing_that_was_typed_stays_when_the_page_is_left(at: At, setup: FakeSetup) -> None:
    setup.pin = "1111"
    owner = at(Step.OWNER)
    owner.write_in("setup.pin.first", "2468")

    owner.click("setup.step.shop")
    owner.click("setup.step.owner")

    assert owner.text("setup.pin.first") == ""


def test_a_sheet_that_cannot_be_written_leaves_the_one_before_in_force(
    at: At, setup: FakeSetup, home: Path
) -> None:
    owner = at(Step.OWNER)
    choose(owner, "2468", "2468")
    (home / "Documents").write_text("in the way", encoding="utf-8")
    (home / "settings").mkdir(exist_ok=True)
    (home / "settings" / "user-dirs.dirs").write_text(
        'XDG_DOCUMENTS_DIR="$HOME/Documents"\n', encoding="utf-8"
    )

    owner.click("setup.sheet.save")

    assert "cannot be written" in owner.text("setup.sheet.told").replace("\u200b", "")
    assert not setup.has_sheet
