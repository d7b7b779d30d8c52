"""What the cashier can command, and the key for each: one table for the window and for its help."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pos.gui.present.words import later


class Command(StrEnum):
    """Every act that has a button or a key, whatever pane it belongs to."""

    HELP = "help"
    SEARCH = "search"
    AMOUNT = "amount"
    HOLD = "hold"
    RECALL = "recall"
    QUANTITY = "quantity"
    LINE_DISCOUNT = "lineDiscount"
    ORDER_DISCOUNT = "orderDiscount"
    CHARGE = "charge"
    FULLSCREEN = "fullscreen"
    UNDO = "undo"
    REMOVE = "remove"
    MORE = "more"
    LESS = "less"
    SELL = "sell"
    PENDING = "pending"
    ORDERS = "orders"
    OFFICE = "office"
    NETWORKS = "networks"
    SOUND = "sound"
    BACK = "back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key as Qt writes it, its command, and what help says about it."""

    keys: str
    command: Command
    title: str


KEYS: Final = (
    Key(keys="F1", command=Command.HELP, title=later("This list")),
    Key(keys="F2", command=Command.SEARCH, title=later("Search or scan")),
    Key(keys="F3", command=Command.AMOUNT, title=later("Type an amount")),
    Key(keys="F4", command=Command.HOLD, title=later("Hold the sale")),
    Key(keys="F5", command=Command.RECALL, title=later("Recall a held sale")),
    Key(keys="F6", command=Command.QUANTITY, title=later("Quantity of the line")),
    Key(keys="F7", command=Command.LINE_DISCOUNT, title=later("Discount on the line")),
    Key(keys="F8", command=Command.ORDER_DISCOUNT, title=later("Discount on the sale")),
    Key(keys="F9", command=Command.CHARGE, title=later("Charge")),
    Key(keys="F11", command=Command.FULLSCREEN, title=later("Full screen")),
    Key(keys="Ctrl+Z", command=Command.UNDO, title=later("Undo (20 steps)")),
    Key(keys="Ctrl+1", command=Command.SELL, title=later("Sell")),
    Key(keys="Ctrl+2", command=Command.PENDING, title=later("Pending payments")),
    Key(keys="Ctrl+3", command=Command.ORDERS, title=later("Orders")),
    Key(keys="Ctrl+4", command=Command.OFFICE, title=later("Office")),
    Key(keys="Ctrl+N", command=Command.NETWORKS, title=later("Coins and networks")),
    Key(keys="Ctrl+M", command=Command.SOUND, title=later("Sound on or off")),
    Key(keys="Esc", command=Command.BACK, title=later("Back")),
)
"""The keys that work everywhere in the window."""

MORE_KEYS: Final = (
    (later("Del"), later("Remove the line")),
    ("3 \u00d7", later("Three of the next product (also * or x)")),
    (later("0\u20269  Enter"), later("Add an amount")),
    (later("Enter"), later("Do what the large button says")),
)
"""Keys that work in one place only; for the help list."""
