"""Refunds for the owner's own wallet, with what the chain tells."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pos.chains.bitcoin.address import script_of
from pos.chains.bitcoin.keys import DescriptorWallet
from pos.chains.bitcoin.network import BITCOIN
from pos.chains.bitcoin.paying.psbt import Own, Target, psbt_of
from pos.chains.bitcoin.paying.psbts import DescriptorPsbts
from pos.chains.bitcoin.tx import parse_tx
from pos.domain.errors import Refused
from pos.domain.money import Amount, Asset
from pos.domain.payment.advance import advance
from pos.domain.payment.deposit import Deposit
from pos.domain.ports.payer import OwnMoney, PayBack
from tests.chains.bitcoin.owner import exported
from tests.chains.bitcoin.paying.test_payer import FakeChainside
from tests.fakes.electrum_server import payment
from tests.fakes.invoices import look, observed, waiting
from tests.fakes.invoices import payment as sighted

BTC = Asset(code="BTC", decimals=8, chain=BITCOIN.id)
WALLET = DescriptorWallet(exported("m/84'/0'/0'"), BITCOIN)
CUSTOMER = "bc1q8c6fshw2dlwun7ekn9qwf37cu2rn755upcp6el"


class FakeChain(FakeChainside):
    """Knows whole transactions, each in its block only."""

    def __init__(self, *known: tuple[bytes, int]) -> None:
        super().__init__()
        self.known = {(parse_tx(raw).txid, height): raw for raw, height in known}

    async def transaction(self, txid: str, height: int | None) -> bytes:
        return self.known[txid, height or 0]


async def test_all_that_goes_back_is_spent_at_the_fee_of_the_day() -> None:
    parents = await _parents([(3, 50_000), (14, 70_000)])
    chain = FakeChain((parents[0], 800), (parents[1], 801))
    money = [
        OwnMoney(deposit=_deposit(parents[0], 800), key_index=3),
        OwnMoney(deposit=_deposit(parents[1], 801), key_index=14),
    ]
    psbts = DescriptorPsbts(WALLET, chain)

    made = await psbts.psbt(_order(110_000), money)
    await psbts.close()

    own = [Own(parent=parents[0], vout=0, number=3), Own(parent=parents[1], vout=0, number=14)]
    target = Target(script=script_of(CUSTOMER, BITCOIN), units=110_000, rate=chain.rate)
    assert made.raw == psbt_of(own, WALLET.descriptor, target, BITCOIN)
    assert 0 < made.pays.units < 110_000


async def test_less_than_goes_back_is_refused() -> None:
    (parent,) = await _parents([(3, 50_000)])
    money = [OwnMoney(deposit=_deposit(parent, 800), key_index=3)]

    with pytest.raises(Refused) as why:
        await DescriptorPsbts(WALLET, FakeChain((parent, 800))).psbt(_order(50_001), money)
    assert why.value.code == "no_funds"


def _order(units: int) -> PayBack:
    return PayBack(id="1", amount=Amount(units, BTC), to=CUSTOMER)


async def _parents(paid: Sequence[tuple[int, int]]) -> list[bytes]:
    found = []
    for number, units in paid:
        (address,) = await WALLET.addresses(number, 1)
        found.append(payment((script_of(address, BITCOIN), units)))
    return found


def _deposit(parent: bytes, height: int) -> Deposit:
    seen = sighted(1, parse_tx(parent).txid, height=height, asset=BTC)
    (deposit,) = advance(waiting(), observed(look(height=height), seen)).invoice.deposits
    return replace(deposit, amount=Amount(1, BTC))
