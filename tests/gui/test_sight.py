"""What the window knows of the networks, in a living window."""

from dataclasses import replace

from pos.engine.feed import ChainSeen
from tests.fakes.goods import BTC
from tests.gui.counter import Finger


def known(finger: Finger) -> ChainSeen:
    seen = finger.shop.feed.chain(BTC.chain)
    assert seen is not None
    return seen


def judge(finger: Finger) -> None:
    """A second goes by."""
    desktop = finger.window.desktop
    assert desktop is not None
    finger.loop.call_soon(desktop.sight.judge)
    finger.settle()


def lamp(finger: Finger) -> str:
    return finger.text("strip.networks").strip().replace("\u00a0", " ")


def test_the_lamp_names_the_worst_network(many: Finger) -> None:
    assert lamp(many) == "4 networks"

    many.shop.show_chain(BTC.chain, is_connected=False)

    assert many.until(lambda: lamp(many) == "Bitcoin offline")


def test_catching_up_is_told_when_it_takes_longer_than_a_second(many: Finger) -> None:
    many.shop.show_seen(replace(known(many), height=812_300, head=812_900))
    judge(many)
    assert lamp(many) == "4 networks"

    judge(many)

    assert lamp(many) == "Bitcoin: block 812 300 of 812 900"


def test_the_lamp_is_quiet_again_as_soon_as_a_chain_has_caught_up(many: Finger) -> None:
    many.shop.show_seen(replace(known(many), height=812_300, head=812_900))
    judge(many)
    judge(many)

    many.shop.show_seen(replace(known(many), height=812_900, head=None))

    assert many.until(lambda: lamp(many) == "4 networks")


def test_a_waiting_payment_says_how_far_its_chain_is_caught_up_with(many: Finger) -> None:
    many.click_row("sell.products", 0)
    many.key("F9")
    many.shop.show_seen(replace(known(many), height=812_300, head=812_900))
    judge(many)
    judge(many)

    hint = many.text("pay.hint").replace("\u00a0", " ")
    assert hint.endswith("Catching up with Bitcoin: block 812 300 of 812 900.")
