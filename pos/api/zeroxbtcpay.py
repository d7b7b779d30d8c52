"""The 0xBTCpay protocol: `start_payment` and the status of a payment, as its document has them.

Extra parameters are ignored; documented keys keep their order and their types.
"""

import re
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

import msgspec

from pos.api.doors import Charging, Doors, Reading
from pos.api.idempotency import idempotency
from pos.api.jsonrpc import (
    INVALID_PARAMS,
    MAX_BODY_BYTES,
    METHOD_NOT_FOUND,
    PARSE_ERROR,
    SERVER_ERROR,
    Call,
    Fault,
    compact,
    read_call,
    text_in,
    write_fault,
    write_result,
)
from pos.domain.errors import Refused, Trouble
from pos.domain.money import Amount, format_amount, parse_amount
from pos.domain.payment.coin import Coin
from pos.domain.payment.invoice import Invoice, prompt_of
from pos.domain.payment.terms import Door, Origin
from pos.domain.ports.payments import Idempotency
from pos.engine.desk import Order

MAX_URL_LENGTH: Final = 4096
REMEMBERED_STATUSES: Final = 20_000

_URI: Final = re.compile(  # RFC 3986, scheme first; ASCII only
    r"[A-Za-z][A-Za-z0-9+.-]*:"
    r"(?:[A-Za-z0-9._~:/?\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+"
    r"(?:#(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?"
)


class _Params(msgspec.Struct):
    amount: msgspec.Raw = msgspec.Raw()
    data: msgspec.Raw = msgspec.Raw()
    postback_url: msgspec.Raw = msgspec.Raw()


class Started(msgspec.Struct):
    """The `result` of `start_payment`."""

    id: str
    amount: str
    address: str


class Status(msgspec.Struct):
    """A payment's status page. Times are UNIX seconds, null until then."""

    address: str
    amount: str
    seen_at: int | None
    paid_at: int | None
    tx_hash: str | None


_params: Final = msgspec.json.Decoder(_Params)

TOO_LARGE: Final = write_fault(
    Fault(
        code=INVALID_PARAMS,
        message=f"Invalid params: request is larger than {MAX_BODY_BYTES // 1024} KiB",
    )
)
"""The answer to a body that was not read to its end."""

UNREADABLE: Final = write_fault(Fault(code=PARSE_ERROR, message="Parse error"))
"""The answer to a body that never came whole."""


class Payments:
    """What a shop's server asks for: new payments, in the one coin the shop charges in."""

    def __init__(self, doors: Doors) -> None:
        self._desk: Charging = doors.desk
        self._code = doors.settings.coin

    async def answer(self, body: bytes, key: str | None) -> bytes:
        """The JSON-RPC answer to a body; `key` is the caller's Idempotency-Key, if any."""
        call = read_call(body)
        answer = call if isinstance(call, Fault) else await self._carry_out(call, key)
        return write_fault(answer) if isinstance(answer, Fault) else answer

    async def _carry_out(self, call: Call, key: str | None) -> bytes | Fault:
        if call.method != "start_payment":
            return Fault(code=METHOD_NOT_FOUND, message="Method not found", id=call.id)
        try:
            invoice = await self._desk.charge(self._order(call, key))
        except Refused as why:
            return _fault_of(why, call.id)
        except Trouble:
            return Fault(code=SERVER_ERROR, message="Server error: try again", id=call.id)
        return write_result(call.id, _started(invoice))

    def _order(self, call: Call, key: str | None) -> Order:
        """What the shop wants. Raises Refused with the documented words."""
        try:
            params = _params.decode(call.params)
        except msgspec.ValidationError:
            raise Refused("invalid_params", "params must be an object") from None
        amount = read_amount(bytes(params.amount), self._desk.coin(self._code))
        origin = Origin(
            door=Door.ZEROXBTCPAY,
            postback_url=read_url(bytes(params.postback_url)),
            data=compact(bytes(params.data)).decode() or "null",
        )
        return Order(
            origin=origin, amount=amount, code=self._code, idempotency=_idempotency_of(key, call)
        )


class Statuses:
    """What anybody who knows a payment's id may see of it, encoded once for each version."""

    def __init__(self, records: Reading) -> None:
        self._records = records
        self._encoded: dict[str, tuple[int, bytes]] = {}

    async def status(self, id: str) -> bytes | None:
        """The status page of a payment, or None if there is none of this id."""
        invoice = self._records.recent(id)
        if invoice is None:
            try:
                invoice = await self._records.invoice(id)
            except Refused:
                return None
        if invoice.origin.door is not Door.ZEROXBTCPAY:
            return None
        return self._encode(invoice)

    def _encode(self, invoice: Invoice) -> bytes:
        known = self._encoded.get(invoice.id)
        if known is not None and known[0] == invoice.version:
            return known[1]
        if len(self._encoded) >= REMEMBERED_STATUSES:
            self._encoded.clear()
        encoded = msgspec.json.encode(_status(invoice))
        self._encoded[invoice.id] = (invoice.version, encoded)
        return encoded


def read_amount(raw: bytes, coin: Coin) -> Amount:
    """The amount a shop asks for: decimal text, above zero, no more than can exist.

    Numbers are refused on purpose: a float on the shop's side would already have rounded them.
    """
    if raw in {b"", b"null"}:
        raise Refused("invalid_params", "missing amount")
    text = text_in(raw)
    if text is None or not _amount_pattern(coin.asset.decimals).fullmatch(text):
        raise Refused("invalid_params", "invalid amount")
    amount = parse_amount(text, coin.asset)
    if amount.units == 0 or (coin.max_units is not None and amount.units > coin.max_units):
        raise Refused("invalid_params", "invalid amount")
    return amount


def read_url(raw: bytes) -> str | None:
    """Where the shop wants to be told. Any URI is taken; what cannot be posted to fails later."""
    if raw in {b"", b"null"}:
        return None
    text = text_in(raw)
    if text is None or len(text) > MAX_URL_LENGTH or not is_uri(text):
        raise Refused("invalid_params", "invalid postback URL")
    return text


@lru_cache
def _amount_pattern(decimals: int) -> re.Pattern[str]:
    part = rf"(?:\.[0-9]{{1,{decimals}}})?" if decimals else ""
    return re.compile(rf"[0-9]{{1,8}}{part}")


@lru_cache(maxsize=256)  # a shop names the same address again and again
def is_uri(text: str) -> bool:
    """Whether this is an absolute URI; one of the web needs a host and a port that can be."""
    if not _URI.fullmatch(text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme not in {"http", "https"} or (bool(parts.hostname) and parts.port != 0)
    except ValueError:
        return False


def _idempotency_of(key: str | None, call: Call) -> Idempotency | None:
    """The caller's key with what it was used for; the JSON-RPC id may differ in a repetition."""
    return idempotency("0xbtcpay", key, call.params)


def _fault_of(why: Refused, id: bytes) -> Fault:
    match why.code:
        case "invalid_params":
            return Fault(code=INVALID_PARAMS, message=f"Invalid params: {why.text}", id=id)
        case "idempotency":
            words = "Invalid params: idempotency key was used for another request"
            return Fault(code=INVALID_PARAMS, message=words, id=id)
        case _:
            return Fault(code=SERVER_ERROR, message=f"Server error: {why.text}", id=id)


def _started(invoice: Invoice) -> Started:
    prompt = prompt_of(invoice)
    amount = format_amount(prompt.due, min_decimals=1)
    return Started(id=invoice.id, amount=amount, address=prompt.address)


def _status(invoice: Invoice) -> Status:
    prompt = prompt_of(invoice)
    return Status(
        address=prompt.address,
        amount=format_amount(prompt.due, min_decimals=1),
        seen_at=invoice.seen_at,
        paid_at=invoice.paid_at,
        tx_hash=invoice.paid_tx,
    )
