"""The table of the first doors: 0xBTCpay's protocol, health, metrics, and the practice chain."""

from typing import Any, Final, Literal

import msgspec
from msgspec import UNSET, UnsetType

from pos.api.doors import Doors
from pos.api.face import Face, preflight
from pos.api.gate import Gate
from pos.api.health import Health
from pos.api.idempotency import HEADER
from pos.api.practice import MineWish, PayWish, PracticeDoor
from pos.api.routes import TEXT, Field, Reply, Route, json_reply
from pos.api.zeroxbtcpay import Started, Status

IDEMPOTENCY: Final = Field(
    name=HEADER,
    place="header",
    about="Your own name for this request: asked twice under one name, it is done once.",
)
FORBIDDEN: Final = Reply(about="This address is not on the list")
TOO_MANY: Final = Reply(about="Asked too often: see Retry-After", media=TEXT)


class StartParams(msgspec.Struct, kw_only=True):
    """What is to be paid, in the shop's coin. `data` comes back untouched with the postback."""

    amount: str
    data: Any = None
    postback_url: str | None = None


class StartPayment(msgspec.Struct, kw_only=True):
    """A JSON-RPC 2.0 request."""

    jsonrpc: Literal["2.0"]
    id: Any
    method: Literal["start_payment"]
    params: StartParams


class RpcError(msgspec.Struct, kw_only=True):
    """Why not."""

    code: int
    message: str


class StartAnswer(msgspec.Struct, kw_only=True):
    """A JSON-RPC 2.0 answer: a result or an error."""

    jsonrpc: Literal["2.0"]
    id: Any
    result: Started | UnsetType = UNSET
    error: RpcError | UnsetType = UNSET


class PayAnswer(msgspec.Struct, kw_only=True):
    """The transaction that paid."""

    tx_hash: str


class MineAnswer(msgspec.Struct, kw_only=True):
    """The new height of the practice chain."""

    height: int


class PracticeError(msgspec.Struct, kw_only=True):
    """Why not."""

    error: str


def face_routes(doors: Doors, face: Face, gate: Gate) -> list[Route]:
    """The routes; the status first, because it is asked for most."""
    routes = [
        Route(
            method="GET",
            path="/{id}/status.json",
            pattern="/{id:[0-9A-Fa-f]{16}}/status.json",
            answer=face.status,
            preflight=preflight,
            name="status",
            about="How a payment stands, for anybody who knows its id",
            tag="0xBTCpay",
            replies={
                200: json_reply("The status", Status),
                404: Reply(about="There is no such payment", media=TEXT),
                429: TOO_MANY,
                503: Reply(about="Try again", media=TEXT),
            },
        ),
        Route(
            method="POST",
            path="/",
            answer=face.call,
            name="start_payment",
            about="Ask for a payment (JSON-RPC 2.0); errors come with status 200, too",
            tag="0xBTCpay",
            body=StartPayment,
            example={
                "jsonrpc": "2.0",
                "id": 111,
                "method": "start_payment",
                "params": {
                    "amount": "222.333",
                    "data": {"order_id": "444"},
                    "postback_url": "https://shop.example/payment_complete",
                },
            },
            fields=(IDEMPOTENCY,),
            replies={200: json_reply("A result or an error", StartAnswer), 403: FORBIDDEN},
        ),
        Route(
            method="GET",
            path="/health",
            answer=face.health,
            name="health",
            about="How the chains and rates are doing",
            tag="House",
            replies={200: json_reply("The health", Health), 403: FORBIDDEN},
        ),
        Route(
            method="GET",
            path="/metrics",
            answer=face.metrics,
            name="metrics",
            about="The same and more for Prometheus",
            tag="House",
            replies={200: Reply(about="Figures", media=TEXT), 403: FORBIDDEN},
        ),
    ]
    return routes if doors.practice is None else [*routes, *_practice(doors, gate)]


def _practice(doors: Doors, gate: Gate) -> list[Route]:
    assert doors.practice is not None
    practice = PracticeDoor(doors.practice, gate.is_welcome)
    wrong = json_reply("Not so", PracticeError)
    return [
        Route(
            method="POST",
            path="/practice/pay",
            answer=practice.pay,
            name="practice_pay",
            about="Play the customer: pay play money",
            tag="Practice",
            body=PayWish,
            example={"address": "0xfb7d7aec8f66dac147496fde098d834f488963c3", "amount": "222.333"},
            replies={200: json_reply("Paid", PayAnswer), 400: wrong, 403: FORBIDDEN},
        ),
        Route(
            method="POST",
            path="/practice/mine",
            answer=practice.mine,
            name="practice_mine",
            about="Play the miners: make blocks",
            tag="Practice",
            body=MineWish,
            example={"blocks": 3},
            replies={200: json_reply("Mined", MineAnswer), 400: wrong, 403: FORBIDDEN},
        ),
    ]
