"""How an invoice gets into each state that its customer may see, and the page that shows it."""

from collections.abc import Awaitable, Callable
from typing import Final

from pos.domain.ids import InvoiceId
from pos.domain.money import Amount, Asset
from pos.domain.payment.facts import (
    RefundConfirmed,
    RefundEaten,
    RefundFailed,
    RefundSigned,
)
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.refund import SignedTx
from pos.engine.claims import Claim
from tests.fakes.payshop import BITCOIN_CHAIN, COUNTER, ETHEREUM, HOME, PayShop

Play = Callable[[PayShop], Awaitable[str]]
TX: Final = "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b"


def page_of(invoice: Invoice) -> str:
    return f"/pay/{invoice.selector}"


def refund_of(shop: PayShop, invoice: Invoice) -> str:
    return f"/pay/{invoice.selector}/refund?token={shop.claims.token(invoice)}"


async def choosing(shop: PayShop) -> str:
    return page_of(await shop.charge(None))


async def waiting(shop: PayShop) -> str:
    return page_of(await shop.charge())


async def token(shop: PayShop) -> str:
    return page_of(await shop.charge("0xBTC"))


async def token_link(shop: PayShop) -> str:
    return await token(shop) + "?code=link"


async def monero(shop: PayShop) -> str:
    return page_of(await shop.charge("XMR"))


async def time_over(shop: PayShop) -> str:
    invoice = await shop.charge()
    shop.clock.at += 1801
    return page_of(invoice)


async def offline(shop: PayShop) -> str:
    invoice = await shop.charge()
    shop.lose_sight(BITCOIN_CHAIN)
    return page_of(invoice)


async def short(shop: PayShop) -> str:
    invoice = await shop.charge()
    shop.clock.at += 300
    return page_of(await shop.see(invoice, "0.4"))


async def wrong_coin(shop: PayShop) -> str:
    invoice = await shop.charge("0xBTC")
    ether = Asset(code="ETH", decimals=18, chain=ETHEREUM)
    return page_of(await shop.see(invoice, "10000000", asset=ether))


async def replaced(shop: PayShop) -> str:
    invoice = await shop.charge()
    await shop.see(invoice)
    return page_of(await shop.lose(invoice))


async def seen(shop: PayShop) -> str:
    invoice = await shop.charge()
    shop.clock.at += 300
    return page_of(await shop.see(invoice))


async def stuck(shop: PayShop) -> str:
    invoice = await shop.charge()
    await shop.see(invoice)
    return page_of(await shop.pass_time(invoice))


async def confirming(shop: PayShop) -> str:
    return page_of(await shop.see(await shop.charge(), depth=1))


async def paid(shop: PayShop) -> str:
    return page_of(await shop.see(await shop.charge(), depth=2))


async def overpaid(shop: PayShop) -> str:
    return page_of(await shop.see(await shop.charge(), "1.5", depth=2))


async def overpaid_at_counter(shop: PayShop) -> str:
    return page_of(await shop.see(await shop.charge(origin=COUNTER), "1.5", depth=2))


async def expired(shop: PayShop) -> str:
    return page_of(await shop.pass_time(await shop.charge()))


async def cancelled(shop: PayShop) -> str:
    return page_of(await shop.desk.cancel((await shop.charge()).id, "Anna"))


async def short_expired(shop: PayShop) -> str:
    return page_of(await _short_expired(shop))


async def late(shop: PayShop) -> str:
    invoice = await shop.pass_time(await shop.charge())
    return page_of(await shop.see(invoice, depth=3))


async def claim_form(shop: PayShop) -> str:
    return refund_of(shop, await _short_expired(shop))


async def claim_form_with_pin(shop: PayShop) -> str:
    invoice = await shop.see(await shop.charge(origin=COUNTER), "1.5", depth=2)
    return refund_of(shop, invoice)


async def refund_going(shop: PayShop) -> str:
    return refund_of(shop, await _claimed(shop))


async def refund_done(shop: PayShop) -> str:
    return refund_of(shop, await _refunded(shop))


async def refund_shown_with_payment(shop: PayShop) -> str:
    return page_of(await _refunded(shop))


async def refund_eaten(shop: PayShop) -> str:
    invoice = await _claimed(shop)
    fact = RefundEaten(at=shop.clock.at, refund_id=invoice.refunds[-1].id)
    return refund_of(shop, await shop.ledger.record(invoice.id, fact))


async def refund_failed(shop: PayShop) -> str:
    invoice = await _signed(shop)
    fact = RefundFailed(at=shop.clock.at, refund_id=invoice.refunds[-1].id, why="spent elsewhere")
    return refund_of(shop, await shop.ledger.record(invoice.id, fact))


async def nothing_to_claim(shop: PayShop) -> str:
    return refund_of(shop, await shop.see(await shop.charge(), depth=2))


async def no_such_payment(shop: PayShop) -> str:
    return "/pay/nobody-knows-this-one"


STATES: Final[dict[str, Play]] = {
    play.__name__.replace("_", "-"): play
    for play in (
        choosing,
        waiting,
        token,
        token_link,
        monero,
        time_over,
        offline,
        short,
        wrong_coin,
        replaced,
        seen,
        stuck,
        confirming,
        paid,
        overpaid,
        overpaid_at_counter,
        expired,
        cancelled,
        short_expired,
        late,
        claim_form,
        claim_form_with_pin,
        refund_going,
        refund_done,
        refund_shown_with_payment,
        refund_eaten,
        refund_failed,
        nothing_to_claim,
        no_such_payment,
    )
}


async def _short_expired(shop: PayShop) -> Invoice:
    invoice = await shop.see(await shop.charge(), "0.4", depth=2)
    return await shop.pass_time(invoice)


async def _claimed(shop: PayShop) -> Invoice:
    invoice = await _short_expired(shop)
    claim = Claim(
        token=shop.claims.token(invoice), chain=BITCOIN_CHAIN, address=HOME[BITCOIN_CHAIN]
    )
    return await shop.claims.claim(invoice, claim)


async def _signed(shop: PayShop) -> Invoice:
    invoice = await _claimed(shop)
    refund = invoice.refunds[-1]
    fee = Amount(700, refund.amount.asset)
    tx = SignedTx(txid=TX, raw="02", fee=fee, cost=fee, spends=("ab:0",), at=shop.clock.at)
    fact = RefundSigned(at=shop.clock.at, refund_id=refund.id, tx=tx)
    return await shop.ledger.record(InvoiceId(invoice.id), fact)


async def _refunded(shop: PayShop) -> Invoice:
    invoice = await _signed(shop)
    fact = RefundConfirmed(at=shop.clock.at, refund_id=invoice.refunds[-1].id, txid=TX)
    return await shop.ledger.record(invoice.id, fact)
