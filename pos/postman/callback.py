"""LibrePay's callbacks: the shop named an address, and it is called when its time has come."""

from pos.domain.payment.effects import ShopCallback
from pos.postman.post import Letter


def callback_letter(effect: ShopCallback, delivery_id: str) -> Letter:
    """A GET of the address as the shop gave it: nothing is added, and there is no body."""
    return Letter(method="GET", url=effect.url, headers={"X-Florin-Delivery": delivery_id})
