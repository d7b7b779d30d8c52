"""Connecting a shop: programs for this installation, with a key that is shown once."""

import pytest
from PySide6.QtWidgets import QApplication

from pos.gui.backoffice import Reach
from tests.gui.counter import Finger
from tests.screens.backoffice import go
from tests.screens.office import give_pin


@pytest.mark.parametrize(
    ("protocol", "language", "words"),
    [
        ("invoices", "curl", "curl -sS"),
        ("invoices", "javascript", "await fetch(`${SHOP}/invoice/`"),
        ("jsonrpc", "python", '"method": "start_payment"'),
    ],
)
def test_the_program_is_of_the_chosen_language_and_protocol(
    back: Finger, protocol: str, language: str, words: str
) -> None:
    go(back, "Connect a shop")

    back.click(f"connect.{protocol}")
    back.click(f"connect.{language}")

    assert words in back.text("connect.text")
    assert "http://127.0.0.1:8888" in back.text("connect.text")


def test_what_is_shown_can_be_copied(back: Finger) -> None:
    go(back, "Connect a shop")

    back.click("connect.copy")

    assert QApplication.clipboard().text() == back.text("connect.text")


def test_a_new_key_stands_in_the_program_until_the_page_is_left(back: Finger) -> None:
    go(back, "Connect a shop")
    before = back.text("connect.text")
    back.click("connect.key")
    back.write_in("newKey.line", "Wool & Yarn, online")
    back.click("newKey.yes")
    give_pin(back)
    key = back.text("secret.text")
    back.click("secret.close")
    shown = back.text("connect.text")

    go(back, "Online shop")
    go(back, "Connect a shop")

    assert "YOUR-KEY" in before
    assert key in shown
    assert key not in back.text("connect.text")


def test_a_key_that_was_made_on_another_page_stands_in_no_program(back: Finger) -> None:
    go(back, "Connect a shop")
    go(back, "Online shop")
    back.click("office.newKey")
    back.write_in("newKey.line", "Wool & Yarn, online")
    back.click("newKey.yes")
    give_pin(back)
    key = back.text("secret.text")
    back.click("secret.close")

    go(back, "Connect a shop")

    assert key not in back.text("connect.text")


def test_a_shop_whose_door_is_shut_says_where_to_look(back: Finger) -> None:
    back.shop.reach = Reach()
    back.bridge.close()
    back.window.connect_shop(type(back.bridge)(back.loop, back.shop.front("")))
    back.settle()

    go(back, "Connect a shop")

    assert "door for online shops is shut" in back.text("connect.about")
    assert not back.find("connect.copy").isEnabled()
