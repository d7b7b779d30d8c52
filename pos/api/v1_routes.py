"""The table of everything under /api/v1."""

from collections.abc import Mapping
from typing import Any, Final

from pos.api.doors import Doors
from pos.api.face_routes import IDEMPOTENCY
from pos.api.problems import PROBLEM, Act, Keyed, Problem
from pos.api.routes import Field, Reply, Route, json_reply
from pos.api.v1_rates import RateList, RateRoutes
from pos.api.v1_refunds import (
    InvoiceReturns,
    RefundAddress,
    RefundRoutes,
    ReturnsList,
    SentByHand,
)
from pos.api.v1_webhooks import (
    DeliveryList,
    Tried,
    WebhookChange,
    WebhookList,
    WebhookRoutes,
    WebhookSecret,
    WebhookSeen,
    WebhookWish,
)
from pos.domain.ports.journal import Returns
from pos.domain.ports.shops import Scope

_ROOT: Final = "/api/v1"
_NUMBER: Final[dict[str, Any]] = {"type": "integer", "minimum": 0, "maximum": 999_999}
_PAGING: Final = (
    Field(name="limit", about="Give so many, 100 at most", schema=_NUMBER),
    Field(name="skip", about="Leave out so many of the first", schema=_NUMBER),
)
_STATES: Final = ", ".join(state.value for state in Returns if state is not Returns.NOTHING)


class Table:
    """Makes routes whose failures are problems."""

    def __init__(self, keyed: Keyed) -> None:
        self._keyed = keyed

    def route(  # noqa: PLR0913 - one argument for each column
        self,
        where: str,
        act: Act,
        scope: Scope,
        about: str,
        kind: Any = None,  # noqa: ANN401 - any type that msgspec knows
        *,
        body: Any = None,  # noqa: ANN401
        example: Mapping[str, Any] | None = None,
        fields: tuple[Field, ...] = (),
        status: int = 200,
    ) -> Route:
        """One line of the table; `where` is the method and the path below /api/v1."""
        method, _, path = where.partition(" ")
        status = 204 if kind is None else status
        done = Reply(about="Done") if kind is None else json_reply("Done", kind)
        return Route(
            method=method,
            path=_ROOT + path,
            answer=self._keyed.answer(act, scope, status),
            name=getattr(act, "__name__", path),
            about=f"{about} (scope {scope})",
            tag="Shop",
            body=body,
            example=example,
            fields=fields,
            security=(("key",),),
            replies={status: done, **_PROBLEMS},
        )


def v1_routes(doors: Doors, keyed: Keyed) -> list[Route]:
    """The routes whose doors there are."""
    table = Table(keyed)
    return [*_rates(doors, table), *_refunds(doors, table), *_webhooks(doors, table)]


def _rates(doors: Doors, table: Table) -> list[Route]:
    if doors.rates is None:
        return []
    do = RateRoutes(doors, doors.rates)
    currency = Field(name="currency", about="Three letters; the shop's own by default")
    about = "What coins cost"
    return [
        table.route("GET /rates", do.list_rates, Scope.READ, about, RateList, fields=(currency,))
    ]


def _refunds(doors: Doors, table: Table) -> list[Route]:
    if doors.refunds is None:
        return []
    do, scope, told = RefundRoutes(doors, doors.refunds), Scope.REFUND, InvoiceReturns
    state = Field(name="state", about=f"Only these, with commas between: {_STATES}")
    return [
        table.route(
            "GET /refunds",
            do.list_refunds,
            scope,
            "Invoices with money that goes back",
            ReturnsList,
            fields=(state, *_PAGING),
        ),
        table.route(
            "POST /refunds/{id}/approve", do.approve_refund, scope, "Let a refund go", told
        ),
        table.route(
            "POST /refunds/{id}/retry", do.retry_refund, scope, "Plan a failed refund anew", told
        ),
        table.route(
            "POST /refunds/{id}/sent",
            do.note_refund_sent,
            scope,
            "Note that the owner's own wallet paid a refund",
            told,
            body=SentByHand,
            example={"tx_hash": "0x" + "33" * 32},
        ),
        table.route(
            "POST /invoices/{selector}/refund-address",
            do.set_refund_address,
            scope,
            "Name where money of an invoice goes back to",
            told,
            body=RefundAddress,
            example={"coin": "BTC", "address": "1QFrbboisCYgeBdowGAuCTK3r2YnZuApYd"},
        ),
    ]


def _webhooks(doors: Doors, table: Table) -> list[Route]:
    if doors.hooks is None or doors.shelf is None:
        return []
    do, scope = WebhookRoutes(doors, doors.hooks, doors.shelf), Scope.WEBHOOKS
    return [
        table.route("GET /webhooks", do.list_webhooks, scope, "All endpoints", WebhookList),
        table.route(
            "POST /webhooks",
            do.add_webhook,
            scope,
            "Add an endpoint",
            WebhookSecret,
            body=WebhookWish,
            example={"url": "https://shop.example/florin", "events": ["invoice.paid", "refund."]},
            fields=(IDEMPOTENCY,),
            status=201,
        ),
        table.route(
            "PATCH /webhooks/{id}",
            do.change_webhook,
            scope,
            "Change an endpoint",
            WebhookSeen,
            body=WebhookChange,
            example={"is_on": False},
        ),
        table.route("DELETE /webhooks/{id}", do.remove_webhook, scope, "Remove an endpoint"),
        table.route(
            "POST /webhooks/{id}/rotate",
            do.rotate_webhook,
            scope,
            "Sign with a new secret; the old one also signs for a day",
            WebhookSecret,
        ),
        table.route("POST /webhooks/{id}/test", do.test_webhook, scope, "Send a test", Tried),
        table.route(
            "GET /webhooks/{id}/deliveries",
            do.list_deliveries,
            scope,
            "What was sent",
            DeliveryList,
            fields=_PAGING,
        ),
        table.route("POST /deliveries/{id}/redeliver", do.redeliver, scope, "Send once more, now"),
    ]


_PROBLEMS: Final = {
    status: Reply(about=about, kind=Problem, media=PROBLEM)
    for status, about in {
        400: "The request cannot be, and why",
        401: "The key is missing, unknown, revoked, or of another scope",
        404: "There is no such thing",
        409: "That cannot be done as things stand",
        413: "The body is too large",
        422: "The idempotency key was used for another request",
        429: "Asked too often: see Retry-After",
        503: "Not now: try again",
    }.items()
}
