"""Where the customer's pages are found: for browsers, so the API's document leaves them out."""

from collections.abc import Callable
from typing import Final

from aiohttp import web

from pos.api.checkout import Answer, Checkout, Lobby
from pos.api.checkout_refund import RefundDesk
from pos.api.doors import Doors
from pos.api.events import Listeners
from pos.api.gate import Gate

_INVOICE: Final = "/pay/{selector:[^/]{1,200}}"


def checkout_routes(
    doors: Doors, gate: Gate, listeners: Listeners, calm: Callable[[Answer], Answer]
) -> list[web.RouteDef]:
    """The routes of the pages, each made `calm`; none in a house without pages."""
    if doors.pay is None:
        return []
    lobby = Lobby(doors, doors.pay, gate)
    checkout, refund = Checkout(lobby, listeners), RefundDesk(lobby)

    def kind(answer: Answer) -> Answer:
        return calm(lobby.friendly(answer))

    return [
        web.get(lobby.pages.asset_path, calm(lobby.pages.asset)),
        web.get(_INVOICE, kind(checkout.page)),
        web.post(f"{_INVOICE}/method", kind(checkout.choose)),
        web.get(f"{_INVOICE}/events", kind(checkout.events)),
        web.get(f"{_INVOICE}/refund", kind(refund.page)),
        web.post(f"{_INVOICE}/refund", kind(refund.step)),
    ]
