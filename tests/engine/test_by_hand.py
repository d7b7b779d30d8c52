"""Refunds that the owner's own wallet pays out of the money that came in."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest

from pos.domain.errors import Refused
from pos.domain.payment.advance import advance
from pos.domain.payment.facts import RefundClaimed
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.refund import RefundStage
from pos.domain.ports.payer import OwnMoney, PayBack, Unsigned
from pos.engine.by_hand import psbt_for
from tests.fakes.invoices import CHAIN, DEADLINE, SECOND_ADDRESS, look, observed, payment, prompt
from tests.fakes.invoices import waiting as shown


@dataclass
class FakePsbts:
    """Writes down what it was asked for."""

    orders: list[PayBack] = field(default_factory=list)
    money: list[OwnMoney] = field(default_factory=list)

    async def psbt(self, order: PayBack, money: Sequence[OwnMoney]) -> Unsigned:
        self.orders.append(order)
        self.money += money
        return Unsigned(raw=b"psbt", pays=order.amount)

    async def close(self) -> None:
        return


def late() -> Invoice:
    """Two payments came too late, to two addresses that were shown, and go back to one."""
    invoice = shown(DEADLINE, prompt(), replace(prompt(address=SECOND_ADDRESS), key_index=7))
    first = payment(60, "0x01", height=10)
    second = payment(70, "0x02", height=10, address=SECOND_ADDRESS)
    seen = advance(invoice, observed(look(DEADLINE + 50, height=12), first, second)).invoice
    over = advance(seen, observed(look(DEADLINE + 90, height=12), first, second)).invoice
    return advance(over, RefundClaimed(at=DEADLINE + 95, chain=CHAIN, to="0xabc")).invoice


async def test_what_came_in_goes_out() -> None:
    invoice, psbts = late(), FakePsbts()
    (refund,) = invoice.refunds

    assert await psbt_for(invoice, refund.id, psbts) == Unsigned(raw=b"psbt", pays=refund.amount)

    (order,) = psbts.orders
    assert (order.id, order.amount, order.to) == (refund.id, refund.amount, "0xabc")
    assert order.amount.units == 130
    assert [(one.deposit.txid, one.key_index) for one in psbts.money] == [("0x01", 1), ("0x02", 7)]


async def test_what_is_on_its_way_already_is_not_paid_again() -> None:
    invoice = late()
    (refund,) = invoice.refunds
    signed = replace(invoice, refunds=(replace(refund, stage=RefundStage.SIGNED),))

    with pytest.raises(Refused) as why:
        await psbt_for(signed, refund.id, FakePsbts())

    assert why.value.code == "refund_stage"


async def test_an_unknown_refund_is_refused() -> None:
    with pytest.raises(Refused) as why:
        await psbt_for(late(), "nobody's", FakePsbts())

    assert why.value.code == "unknown_refund"
