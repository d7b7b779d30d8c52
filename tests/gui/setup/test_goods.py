"""A list of products is tried before it is imported."""

from pos.gui.setupdoors import Fault, Mark, Step
from tests.fakes.setup import FakeSetup
from tests.gui.counter import Finger
from tests.gui.setup.conftest import At


def choose(owner: Finger, path: str) -> None:
    owner.write_in("setup.goods.path", path)
    owner.key("Return")


def test_nothing_is_imported_until_it_is_confirmed(at: At, setup: FakeSetup) -> None:
    owner = at(Step.GOODS)
    choose(owner, "goods.csv")
    assert owner.text("setup.goods.count") == "8 products can be read."
    assert setup.products == 0

    owner.click("setup.goods.import")
    owner.click("setup.next")

    assert setup.products == 8
    assert setup.marks == {Step.GOODS: Mark.DONE}


def test_wrong_lines_are_named_and_stop_the_import(at: At, setup: FakeSetup) -> None:
    setup.faults = [Fault(line=7, words="The price is missing")]
    owner = at(Step.GOODS)

    choose(owner, "goods.csv")

    assert owner.text("setup.goods.fault.7") == "Line 7: The price is missing"
    assert not owner.sees("setup.goods.import")


def test_many_wrong_lines_are_counted(at: At, setup: FakeSetup) -> None:
    setup.faults = [Fault(line=n, words="The price is missing") for n in range(2, 22)]
    owner = at(Step.GOODS)

    choose(owner, "goods.csv")

    assert owner.sees("setup.goods.fault.9")
    assert not owner.sees("setup.goods.fault.10")


def test_a_file_that_is_not_there_is_named(at: At) -> None:
    owner = at(Step.GOODS)

    choose(owner, "other.csv")

    assert "other.csv cannot be read" in owner.text("setup.goods.why")


def test_the_keypad_alone_is_an_answer(at: At, setup: FakeSetup) -> None:
    at(Step.GOODS).click("setup.goods.none")

    assert setup.marks == {Step.GOODS: Mark.DONE}


def test_the_demo_shop_s_products_can_be_taken(at: At, setup: FakeSetup) -> None:
    owner = at(Step.GOODS)
    owner.click("setup.goods.demo")

    assert setup.products == 24
    assert "24 products now" in owner.text("setup.goods.done")
