"""The LibrePay invoice protocol: its routes, as its document and its last version answer them.

Both dialects get the same answers: whatever one of them lacks stands beside what it knows. Every
failure is JSON with a `message`, or an empty body where the original had one.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import wraps
from typing import Final

import msgspec
from aiohttp import hdrs, web

from pos.api.callers import Callers
from pos.api.doors import Doors
from pos.api.events import Listeners
from pos.api.gate import Gate, TooMany
from pos.api.idempotency import HEADER
from pos.api.librepay_list import search_of
from pos.api.librepay_order import MAX_ADDRESS_LENGTH, Chosen, order_of, short_text
from pos.api.librepay_view import (
    UNCONFIRMED,
    Method,
    View,
    confirmation_of,
    frames_of,
    listed,
    opening_frames,
    status_of,
)
from pos.api.metrics import Metrics
from pos.api.numbers import written
from pos.api.reading import json_body, small_body
from pos.domain.errors import Refused, Trouble
from pos.domain.ids import InvoiceId
from pos.domain.payment.invoice import Invoice, prompt_of
from pos.domain.payment.stage import Stage, stage_of
from pos.domain.payment.terms import Door
from pos.domain.ports.shops import Scope

_OPEN: Final = {
    hdrs.SERVER: "Florin",
    hdrs.ACCESS_CONTROL_ALLOW_ORIGIN: "*",
    hdrs.CACHE_CONTROL: "no-store",
}
_PREFLIGHT: Final = {
    **_OPEN,
    hdrs.ACCESS_CONTROL_ALLOW_METHODS: "GET,HEAD,PUT,PATCH,POST,DELETE",
    hdrs.ACCESS_CONTROL_MAX_AGE: "86400",
    hdrs.VARY: hdrs.ACCESS_CONTROL_REQUEST_HEADERS,
}
_STATUS_OF: Final = {
    "no_secret": 401,
    "wrong_secret": 401,
    "unknown_invoice": 404,
    "duplicate": 409,
    "idempotency": 409,
    "closed": 409,
    "received": 409,
    "too_large": 413,
    "too_many": 429,
    "no_rate": 503,
    "unseen_chain": 503,
    "no_method": 503,
}
_ALREADY_SET: Final = "The payment method has already been set."
_ENDED: Final = {
    Stage.PAID: "The invoice has already been paid.",
    Stage.EXPIRED: "The invoice has expired.",
    Stage.CANCELLED: "The invoice has been cancelled.",
}


class Created(msgspec.Struct, kw_only=True, rename="camel"):
    """The answer to a new invoice. `expireDate` is UNIX seconds, or a date where the shop asks."""

    methods: list[Method]
    selector: str
    expire_date: int | str | None
    checkout_url: str | msgspec.UnsetType = msgspec.UNSET


class Received(msgspec.Struct, kw_only=True, rename="camel"):
    """Where to pay."""

    receive_address: str


class Methods(msgspec.Struct):
    """The coins that can be paid with now."""

    methods: list[str]


class Confirmation(msgspec.Struct):
    """How deep the payment is."""

    confirmation: int


class Message(msgspec.Struct, kw_only=True, rename="camel"):
    """Why not, in words."""

    message: str
    receive_address: str | msgspec.UnsetType = msgspec.UNSET


Handler = Callable[["LibrePayDoor", web.Request], Awaitable[web.StreamResponse]]


def _told(answer: Handler) -> Handler:
    """Every refusal and every trouble of the world as the protocol tells them."""
    name = f"librepay_{answer.__name__}"

    @wraps(answer)
    async def told(self: "LibrePayDoor", request: web.Request) -> web.StreamResponse:
        self.metrics.requests[name] += 1
        try:
            return await answer(self, request)
        except Refused as why:
            return _refusal(why)
        except Trouble:
            return _json(Message(message="Try again later"), 503)

    return told


class LibrePayDoor:
    """The handlers of /invoice."""

    def __init__(self, doors: Doors, gate: Gate, listeners: Listeners, metrics: Metrics) -> None:
        self.metrics = metrics
        self._doors = doors
        self._desk, self._records = doors.desk, doors.records
        self._gate, self._listeners = gate, listeners
        self._callers = Callers(doors, gate)
        self._view = View(doors.settings.librepay, doors.desk.is_offered)
        self._choosing: set[InvoiceId] = set()

    @_told
    async def create(self, request: web.Request) -> web.StreamResponse:
        """POST /invoice/: a shop's server asks for an invoice."""
        self._gate.pace(request)
        await self._callers.admit_shop(request)
        invoice = await self._charged(await small_body(request), request.headers.get(HEADER))
        methods = self._view.methods(invoice)
        if not methods:
            raise Refused("no_method", "No coin can be paid with just now")
        url = self._doors.settings.public_url
        return _json(
            Created(
                methods=methods,
                selector=invoice.selector,
                expire_date=self._view.expiry(invoice),
                checkout_url=f"{url}/pay/{invoice.selector}" if url else msgspec.UNSET,
            )
        )

    @_told
    async def choose(self, request: web.Request) -> web.StreamResponse:
        """POST /invoice/{selector}/setmethod: the customer picks a coin, once."""
        name = (await self._asked_for(request)).selector
        wish = await json_body(request, Chosen)
        invoice = await self._records.by_selector(name)  # as it is now: a body may come slowly
        code = self._code_in(invoice, wish)
        refund_to = short_text("refundAddress", wish.refund_address, MAX_ADDRESS_LENGTH)
        _refuse_ended(invoice)
        if invoice.id in self._choosing or _is_set(invoice, code):
            shown = invoice.prompt.address if invoice.prompt else msgspec.UNSET
            return _json(Message(message=_ALREADY_SET, receive_address=shown), 409)
        self._choosing.add(invoice.id)
        try:
            chosen = await self._desk.choose_method(invoice.id, code, refund_to)
        finally:
            self._choosing.discard(invoice.id)
        return _json(Received(receive_address=prompt_of(chosen).address))

    @_told
    async def show(self, request: web.Request) -> web.StreamResponse:
        """GET /invoice/{selector}: everything a checkout page needs."""
        return _json(self._view.shown(await self._asked_for(request)))

    @_told
    async def confirmation(self, request: web.Request) -> web.StreamResponse:
        """GET /invoice/{selector}/confirmation: how deep a payment is that is not final yet."""
        invoice = await self._asked_for(request)
        if status_of(invoice) != UNCONFIRMED:
            raise Refused("not_seen", "This has no unconfirmed transaction (yet)!")
        return _json(Confirmation(confirmation_of(invoice)))

    @_told
    async def events(self, request: web.Request) -> web.StreamResponse:
        """GET /invoice/{selector}/events: what happens, as it happens."""
        invoice = await self._asked_for(request)
        return await self._listeners.stream(request, invoice, frames_of, opening_frames(invoice))

    @_told
    async def cancel(self, request: web.Request) -> web.StreamResponse:
        """DELETE /invoice/{selector}: called off, while nothing was received."""
        invoice = await self._asked_for(request)
        _refuse_ended(invoice)
        await self._desk.cancel(invoice.id, "the customer")
        return web.Response(headers=_OPEN)

    @_told
    async def methods(self, request: web.Request) -> web.StreamResponse:
        """GET /invoice/paymentmethods: the coins on offer."""
        self._gate.pace(request)
        codes = (coin.code for coin in self._desk.coins())
        return _json(Methods([code for code in codes if self._desk.is_offered(code)]))

    @_told
    async def list(self, request: web.Request) -> web.StreamResponse:
        """GET /invoice/: the merchant's invoices, with a key that may read them."""
        self._gate.pace(request)
        await self._callers.key_for(request, Scope.READ)
        search = search_of(request.query, self._desk.coins())
        return _json([listed(invoice) for invoice in await self._records.search(search)])

    async def _asked_for(self, request: web.Request) -> Invoice:
        """The invoice in the path, for anybody who knows its name. Raises Refused."""
        self._gate.pace(request)
        invoice = await self._records.by_selector(request.match_info["selector"])
        if invoice.origin.door is not Door.LIBREPAY:
            raise Refused("unknown_invoice", "There is no such invoice")
        return invoice

    async def _charged(self, body: bytes, key: str | None) -> Invoice:
        """A new invoice, or the one that this very request made before."""
        rates, coins = self._doors.rates, self._desk.coins()
        asked = order_of(body, key, rates.currencies() if rates else ())
        if asked.selector is not None and key is None and await self._is_taken(asked.selector):
            raise _taken()
        order = replace(
            asked,
            code=coins[0].code if len(coins) == 1 else None,  # nothing to choose
            selector=asked.selector or self._doors.new_selector(),
            one_payment=self._doors.settings.librepay.one_payment,
        )
        try:
            return await self._desk.charge(order)
        except Refused as why:
            if why.code != "duplicate":
                raise
            if asked.selector is None:
                raise Trouble("an address was taken by another program") from why
            raise _taken() from why

    async def _is_taken(self, selector: str) -> bool:
        """Asked first, or an address would be spoilt for each selector that is named twice."""
        try:
            await self._records.by_selector(selector)
        except Refused:
            return False
        return True

    def _code_in(self, invoice: Invoice, wish: Chosen) -> str:
        """The coin that is meant, in whatever case. Raises Refused."""
        name = wish.method or wish.coin
        if not name:
            raise Refused("invalid_body", '"method" is not provided!')
        known = {coin.code for coin in self._desk.coins()}
        codes = (quote.due.asset.code for quote in invoice.quotes)
        for code in codes:
            if code.lower() == name.lower() and code in known:
                return code
        raise Refused("invalid_body", "Unknown payment method")


async def preflight(request: web.Request) -> web.StreamResponse:
    """OPTIONS: a browser asks before a page of another origin may."""
    asked = request.headers.get(hdrs.ACCESS_CONTROL_REQUEST_HEADERS)
    echoed = {hdrs.ACCESS_CONTROL_ALLOW_HEADERS: asked} if asked else {}
    return web.Response(status=204, headers={**_PREFLIGHT, **echoed})


async def greet(_: web.Request) -> web.StreamResponse:
    """GET / of the protocol's own listener."""
    return web.Response(text="OK", headers=_OPEN)


def _is_set(invoice: Invoice, code: str) -> bool:
    """Whether a coin was chosen. Where there is only one, it was shown before anybody asked."""
    if not invoice.prompts:
        return False
    return len(invoice.quotes) > 1 or prompt_of(invoice).due.asset.code != code


def _refuse_ended(invoice: Invoice) -> None:
    words = _ENDED.get(stage_of(invoice))
    if words is not None:
        raise Refused("closed", words)


def _taken() -> Refused:
    return Refused("duplicate", '"selector" is in use already')


def _refusal(why: Refused) -> web.Response:
    """The original had no words for some."""
    status = _STATUS_OF.get(why.code, 400)
    if why.code in {"unknown_invoice", "wrong_secret"}:
        return web.Response(status=status, headers=_OPEN)
    answer = _json(Message(message=why.text), status)
    if isinstance(why, TooMany):
        answer.headers[hdrs.RETRY_AFTER] = str(why.wait_s)
    if why.code in {"too_large", "unreadable"}:
        answer.force_close()  # the rest of the request has no limit we know
    return answer


def _json(told: object, status: int = 200) -> web.Response:
    headers = {**_OPEN, hdrs.CONTENT_TYPE: "application/json"}
    return web.Response(status=status, body=written(told), headers=headers)
