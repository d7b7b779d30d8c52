"""Money that goes back, for the shop's own programs: the list, and what people decide about it."""

from collections.abc import Iterable
from typing import Final

import msgspec

from pos.api.doors import Doors, Returning
from pos.api.librepay_list import MAX_LISTED, number_in
from pos.api.librepay_order import MAX_ADDRESS_LENGTH, short_text
from pos.api.problems import Visit
from pos.api.reading import json_body
from pos.domain.errors import Refused
from pos.domain.ids import ChainId, InvoiceId
from pos.domain.money import Amount, format_amount
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.owed import refunds_due
from pos.domain.payment.refund import Refund
from pos.domain.payment.refunding import claimable
from pos.domain.payment.stage import stage_of
from pos.domain.ports.journal import Returns

MAX_TX_LENGTH: Final = 200


class Money(msgspec.Struct, kw_only=True):
    """An amount in whole coins; `chain` as CAIP-2 names it."""

    coin: str
    chain: str
    amount: str


class RefundSeen(msgspec.Struct, kw_only=True):
    """One payment back. `fee` is taken off the amount; times are UNIX seconds."""

    id: str
    money: Money
    fee: str | None
    to: str
    stage: str
    reasons: list[str]
    tx_hash: str | None
    planned_at: int
    approved_by: str
    sent_by: str
    failure: str


class InvoiceReturns(msgspec.Struct, kw_only=True):
    """An invoice with money that goes back.

    `owed` is not on its way yet; of it `unclaimed` waits until somebody names an address.
    """

    invoice: str
    selector: str
    door: str
    reference: str
    stage: str
    owed: list[Money]
    unclaimed: list[Money]
    refunds: list[RefundSeen]


class ReturnsList(msgspec.Struct, kw_only=True):
    """Invoices with money that goes back, the newest first."""

    invoices: list[InvoiceReturns]


class RefundAddress(msgspec.Struct, kw_only=True):
    """Where money goes back to: of a coin, a chain, or what the invoice was to be paid in."""

    address: str
    coin: str | None = None
    chain: str | None = None


class SentByHand(msgspec.Struct, kw_only=True):
    """The transaction with which the owner's own wallet paid a refund."""

    tx_hash: str


class RefundRoutes:
    """What each route does."""

    def __init__(self, doors: Doors, refunds: Returning) -> None:
        self._records = doors.records
        self._refunds = refunds

    async def list_refunds(self, visit: Visit) -> ReturnsList:
        """GET /api/v1/refunds."""
        query = visit.request.query
        limit = min(MAX_LISTED, number_in(query, "limit", MAX_LISTED))
        found = await self._refunds.listed(
            _states(query.get("state", "")), limit, number_in(query, "skip", 0)
        )
        return ReturnsList(invoices=[_returns_of(invoice) for invoice in found])

    async def approve_refund(self, visit: Visit) -> InvoiceReturns:
        """POST /api/v1/refunds/{id}/approve."""
        invoice, refund = _ids(visit)
        return _returns_of(await self._refunds.approve(invoice, refund, _who(visit)))

    async def retry_refund(self, visit: Visit) -> InvoiceReturns:
        """POST /api/v1/refunds/{id}/retry."""
        invoice, refund = _ids(visit)
        return _returns_of(await self._refunds.retry(invoice, refund, _who(visit)))

    async def note_refund_sent(self, visit: Visit) -> InvoiceReturns:
        """POST /api/v1/refunds/{id}/sent."""
        invoice, refund = _ids(visit)
        sent = await json_body(visit.request, SentByHand)
        txid = short_text("tx_hash", sent.tx_hash, MAX_TX_LENGTH).strip()
        if not txid:
            raise Refused("invalid_body", '"tx_hash" is empty')
        return _returns_of(await self._refunds.note_sent(invoice, refund, txid, _who(visit)))

    async def set_refund_address(self, visit: Visit) -> InvoiceReturns:
        """POST /api/v1/invoices/{selector}/refund-address."""
        named = await json_body(visit.request, RefundAddress)
        invoice = await self._records.by_selector(visit.named("selector"))
        address = short_text("address", named.address, MAX_ADDRESS_LENGTH)
        chain = _chain_in(invoice, named)
        return _returns_of(await self._refunds.claim(invoice.id, chain, address, _who(visit)))


def _states(text: str) -> tuple[Returns, ...]:
    """The states to list, with commas between; all in which money goes back where none is named."""
    known = tuple(state for state in Returns if state is not Returns.NOTHING)
    asked = [part for part in text.split(",") if part]
    for state in asked:
        if state not in known:
            raise Refused("invalid_query", f'"state" can only be {", ".join(known)}')
    return tuple(Returns(state) for state in asked) or known


def _ids(visit: Visit) -> tuple[InvoiceId, str]:
    """A refund is numbered inside its invoice."""
    refund = visit.named("id")
    return InvoiceId(refund.rpartition("-")[0]), refund


def _who(visit: Visit) -> str:
    return f"key {visit.key.name}"


def _chain_in(invoice: Invoice, named: RefundAddress) -> ChainId:
    """The chain that is meant. Raises Refused."""
    assets = [quote.due.asset for quote in invoice.quotes]
    assets += [deposit.amount.asset for deposit in invoice.deposits]
    if named.chain is not None:
        chains = [asset.chain for asset in assets if asset.chain == named.chain]
        text = f'"chain" {named.chain[:80]} is none of this invoice'
    elif named.coin is not None:
        chains = [asset.chain for asset in assets if asset.code.lower() == named.coin.lower()]
        text = f'"coin" {named.coin[:80]} is none of this invoice'
    else:
        chains = [prompt.due.asset.chain for prompt in invoice.prompts[-1:]]
        text = '"coin" is not provided!'
    if not chains:
        raise Refused("invalid_body", text)
    return chains[0]


def _returns_of(invoice: Invoice) -> InvoiceReturns:
    return InvoiceReturns(
        invoice=invoice.id,
        selector=invoice.selector,
        door=invoice.origin.door.value,
        reference=invoice.origin.reference,
        stage=stage_of(invoice).value,
        owed=_money(refunds_due(invoice)),
        unclaimed=_money(claimable(invoice)),
        refunds=[_seen(refund) for refund in invoice.refunds],
    )


def _money(amounts: Iterable[Amount]) -> list[Money]:
    return [Money(coin=a.asset.code, chain=a.asset.chain, amount=format_amount(a)) for a in amounts]


def _seen(refund: Refund) -> RefundSeen:
    return RefundSeen(
        id=refund.id,
        money=_money([refund.amount])[0],
        fee=None if refund.fee is None else format_amount(refund.fee),
        to=refund.to,
        stage=refund.stage.value,
        reasons=[reason.value for reason in refund.reasons],
        tx_hash=refund.txid or (refund.latest.txid if refund.latest else None),
        planned_at=refund.planned_at,
        approved_by=refund.approved_by,
        sent_by=refund.sent_by,
        failure=refund.failure,
    )
