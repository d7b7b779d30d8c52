"""The last page says what is known and what was left out."""

from pos.gui.setupdoors import Step
from tests.fakes.setup import FakeSetup
from tests.gui.setup.conftest import At


def test_what_was_left_out_is_listed(at: At) -> None:
    owner = at(Step.OPEN)

    assert owner.text("setup.todo.0") == "Give your shop its name"
    assert owner.text("setup.fact.0") == "My shop, prices in EUR"


def test_what_is_known_is_listed(at: At, setup: FakeSetup) -> None:
    owner = at(Step.COINS)
    owner.loop.run_until_complete(
        setup.save({"wallets.BTC.key": "x", "coins.BTC.enabled": True, "shop.name": "Café"})
    )
    setup.pin, setup.has_sheet = "2468", True
    owner.window.set_up()
    owner.settle()
    owner.click("setup.step.open")

    assert [owner.text(f"setup.fact.{n}") for n in range(3)] == [
        "Café, prices in EUR",
        "Coins: BTC",
        "A PIN is set",
    ]
    assert owner.text("setup.todo.0") == "Add your products"
