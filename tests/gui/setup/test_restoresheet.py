"""A shop comes back from its backup on the first page."""

from pos.gui.setupdoors import Step
from tests.fakes.setup import FakeSetup
from tests.gui.setup.conftest import At


def test_the_right_passphrase_brings_the_shop_back(at: At, setup: FakeSetup) -> None:
    owner = at(Step.START)
    wishes: list[bool | None] = []
    owner.window.reopening.connect(wishes.append)
    owner.click("setup.start.restore")
    owner.write_in("restore.path", "florin-shop.florin")
    owner.write_in("restore.passphrase", "right")

    owner.click("restore.yes")

    assert setup.ends == [True]
    assert wishes == [None]
    assert not owner.sees("restore.path")


def test_a_wrong_passphrase_is_told_and_can_be_typed_again(at: At, setup: FakeSetup) -> None:
    owner = at(Step.START)
    owner.click("setup.start.restore")
    owner.write_in("restore.path", "florin-shop.florin")
    owner.write_in("restore.passphrase", "wrong")

    owner.click("restore.yes")

    assert "not the passphrase" in owner.text("restore.why")
    assert setup.ends == []
