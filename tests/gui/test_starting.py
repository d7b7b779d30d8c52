"""The page without a shop: it says why, and offers the ways on."""

from pos.gui.starting import Starting
from tests.gui.counter import Finger, theme_of


def test_while_a_shop_is_coming_there_is_nothing_to_press(finger: Finger) -> None:
    page = Starting(theme_of())
    page.show()

    assert finger.text("starting.words") == "Starting…"
    assert not finger.sees("starting.again")
    assert not finger.sees("starting.practice")


def test_after_a_failure_one_can_try_again_or_practise(finger: Finger) -> None:
    page, told = Starting(theme_of()), []
    page.retried.connect(lambda: told.append("again"))
    page.practised.connect(lambda: told.append("practice"))
    page.show()

    page.show_failure("The disk is full.", may_practise=True)
    finger.click("starting.again")
    finger.click("starting.practice")

    assert finger.text("starting.words") == "The disk is full."
    assert told == ["again", "practice"]


def test_where_practice_itself_fails_it_is_not_offered(finger: Finger) -> None:
    page = Starting(theme_of())
    page.show()

    page.show_failure("The disk is full.", may_practise=False)

    assert finger.sees("starting.again")
    assert not finger.sees("starting.practice")
