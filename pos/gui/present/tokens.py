"""The closed sets that the screens are drawn with: tokens of state, and wishes of the cashier."""

from enum import StrEnum
from typing import Final

from pos.gui.present.words import later


class Token(StrEnum):
    """How a state looks: each has one colour, one icon shape and one word, never colour alone."""

    WAITING = "waiting"
    SEEN = "seen"
    PAID = "paid"
    ATTENTION = "attention"
    FAILED = "failed"
    OFFLINE = "offline"


class Wish(StrEnum):
    """What a cashier may ask for while a payment is on the screen."""

    HOLD = "hold"
    CANCEL = "cancel"
    ACCEPT = "accept"
    NEW_CODE = "newCode"
    RETRY = "retry"
    RECEIPT = "receipt"
    NEW_SALE = "newSale"
    UNDERSTOOD = "understood"
    SET_RATE = "setRate"


WORD_OF_WISH: Final = {
    Wish.HOLD: later("Hold"),
    Wish.CANCEL: later("Cancel"),
    Wish.ACCEPT: later("Accept anyway"),
    Wish.NEW_CODE: later("New code"),
    Wish.RETRY: later("Try again"),
    Wish.RECEIPT: later("Receipt"),
    Wish.NEW_SALE: later("New sale"),
    Wish.UNDERSTOOD: later("Understood"),
    Wish.SET_RATE: later("Set rate (manager)"),
}
"""What stands on the button."""

ICON_OF_WISH: Final = {
    Wish.HOLD: "hold",
    Wish.CANCEL: "cancel",
    Wish.ACCEPT: "accept",
    Wish.NEW_CODE: "refresh",
    Wish.RETRY: "refresh",
    Wish.RECEIPT: "receipt",
    Wish.NEW_SALE: "plus",
    Wish.UNDERSTOOD: "accept",
    Wish.SET_RATE: "percent",
}
"""The shape beside the word."""
