"""The table of the LibrePay invoice protocol."""

from typing import Any, Final

from pos.api.face_routes import IDEMPOTENCY
from pos.api.librepay import (
    Confirmation,
    Created,
    LibrePayDoor,
    Message,
    Methods,
    Received,
    greet,
    preflight,
)
from pos.api.librepay_list import STAGES
from pos.api.librepay_order import Asked, Chosen
from pos.api.librepay_view import Listed, Shown
from pos.api.routes import TEXT, Answer, Field, Reply, Route, json_reply
from pos.domain.ports.journal import SortBy

_TAG: Final = "LibrePay"
_INVOICES: Final = "/invoice/"
_INVOICE: Final = "/invoice/{selector}"
_WRONG: Final = json_reply("Not so, and why", Message)
_NOT_LET_IN: Final = Reply(about="A secret is missing or wrong")
_UNKNOWN: Final = Reply(about="There is no such invoice")
_LATER: Final[dict[int, Reply]] = {
    429: json_reply("Asked too often: see Retry-After", Message),
    503: json_reply("Not now: a network, a rate or the database is away", Message),
}
_NUMBER: Final[dict[str, Any]] = {"type": "integer", "minimum": 0, "maximum": 999_999}
_LIST_FIELDS: Final = (
    Field(name="skip", about="Leave out so many of the first", schema=_NUMBER),
    Field(name="limit", about="Give so many, 100 at most", schema=_NUMBER),
    Field(name="sort", about="The order", schema={"type": "string", "enum": list(SortBy)}),
    Field(name="status", about="Only these", schema={"type": "string", "enum": list(STAGES)}),
    Field(name="currency", about="Only those in this coin, by its name or code"),
)


def librepay_routes(door: LibrePayDoor) -> list[Route]:
    """Everything under /invoice, each path with and without a slash at its end."""
    return [
        Route(
            method="POST",
            path=_INVOICES,
            also=("/invoice",),
            answer=door.create,
            preflight=preflight,
            name="create_invoice",
            about="Ask for an invoice: a cart or a total in a currency, priced in every coin",
            tag=_TAG,
            body=Asked,
            example={
                "successUrl": "https://shop.example/complete",
                "cancelUrl": "https://shop.example/cancel",
                "currency": "usd",
                "cart": [{"name": "Raspberry Pi 4 - 8GB RAM", "price": 0.1, "quantity": 1}],
            },
            fields=(IDEMPOTENCY,),
            security=((), ("secret",), ("key",)),
            replies={
                200: json_reply("The invoice's prices and its name", Created),
                400: _WRONG,
                401: _NOT_LET_IN,
                409: json_reply("The selector or the idempotency key is taken", Message),
                413: json_reply("The body is too large", Message),
                **_LATER,
            },
        ),
        Route(
            method="GET",
            path=_INVOICES,
            also=("/invoice",),
            answer=door.list,
            preflight=preflight,
            name="list_invoices",
            about="The merchant's list, for keys with the scope invoices:read",
            tag=_TAG,
            fields=_LIST_FIELDS,
            security=(("key",), ("token",)),
            replies={
                200: json_reply("Invoices", list[Listed]),
                400: _WRONG,
                401: _NOT_LET_IN,
                **_LATER,
            },
        ),
        _public("GET", "/invoice/paymentmethods", door.methods, "The coins on offer", Methods),
        _public("GET", _INVOICE, door.show, "An invoice as its customer sees it", Shown),
        Route(
            method="DELETE",
            path=_INVOICE,
            also=(f"{_INVOICE}/",),
            answer=door.cancel,
            preflight=preflight,
            name="cancel",
            about="Call an invoice off, while nothing was received",
            tag=_TAG,
            replies={
                200: Reply(about="Cancelled"),
                404: _UNKNOWN,
                409: json_reply("Too late for that", Message),
                **_LATER,
            },
        ),
        Route(
            method="POST",
            path=f"{_INVOICE}/setmethod",
            also=(f"{_INVOICE}/setmethod/",),
            answer=door.choose,
            preflight=preflight,
            name="choose",
            about="Choose the coin; the answer is where to pay",
            tag=_TAG,
            body=Chosen,
            example={"method": "BTC"},
            replies={
                200: json_reply("Where to pay", Received),
                400: _WRONG,
                404: _UNKNOWN,
                409: json_reply("It was chosen already, or the invoice has ended", Message),
                413: json_reply("The body is too large", Message),
                **_LATER,
            },
        ),
        Route(
            method="GET",
            path=f"{_INVOICE}/confirmation",
            also=(f"{_INVOICE}/confirmation/",),
            answer=door.confirmation,
            preflight=preflight,
            name="confirmation",
            about="How deep a payment is that was seen and is not final yet",
            tag=_TAG,
            replies={
                200: json_reply("So many blocks", Confirmation),
                400: json_reply("Nothing waits to be confirmed", Message),
                404: _UNKNOWN,
                **_LATER,
            },
        ),
        Route(
            method="GET",
            path=f"{_INVOICE}/events",
            also=(f"{_INVOICE}/events/",),
            answer=door.events,
            preflight=preflight,
            name="events",
            about="Server-sent events: status {status} and confirmationUpdate {count}",
            tag=_TAG,
            replies={
                200: Reply(about="Events, for as long as you listen", media="text/event-stream"),
                404: _UNKNOWN,
                **_LATER,
            },
        ),
    ]


def greeting() -> Route:
    """What the protocol's own listener says at its front door."""
    return Route(
        method="GET",
        path="/",
        answer=greet,
        name="greet",
        about="OK",
        tag=_TAG,
        replies={200: Reply(about="OK", media=TEXT)},
    )


def _public(method: str, path: str, answer: Answer, about: str, kind: Any) -> Route:  # noqa: ANN401
    return Route(
        method=method,
        path=path,
        also=(f"{path}/",),
        answer=answer,
        preflight=preflight,
        name=getattr(answer, "__name__", path),
        about=about,
        tag=_TAG,
        replies={200: json_reply(about, kind), 404: _UNKNOWN, **_LATER},
    )
