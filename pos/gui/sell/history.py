"""The last carts of a sale, so that every edit can be taken back."""

from collections import deque
from typing import Final

from pos.domain.retail.cart import Cart

KEPT: Final = 20


class History:
    """The cart now and the twenty before it."""

    def __init__(self, cart: Cart) -> None:
        self.now = cart
        self._before: deque[Cart] = deque(maxlen=KEPT)

    def change(self, cart: Cart) -> None:
        """A new cart; selecting another line is not an edit worth undoing."""
        if _goods(cart) != _goods(self.now):
            self._before.append(self.now)
        self.now = cart

    def undo(self) -> bool:
        """Go back by one edit; False if there is none."""
        if not self._before:
            return False
        self.now = self._before.pop()
        return True

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return bool(self._before)

    def begin(self, cart: Cart) -> None:
        """Another sale begins; nothing of the one before can come back by undo."""
        self.now = cart
        self._before.clear()


def _goods(cart: Cart) -> object:
    return cart.lines, cart.discount
