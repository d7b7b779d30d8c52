"""What a payer decides, over a holder and a chain that behave as they are told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

import pytest

from pos.chains.bitcoin.network import BITCOIN, BITCOIN_CASH, Network
from pos.chains.bitcoin.paying.account import Account
from pos.chains.bitcoin.paying.draft import Draft
from pos.chains.bitcoin.paying.parts import Place
from pos.chains.bitcoin.paying.payer import BitcoinPayer
from pos.chains.bitcoin.paying.unspent import Unspent
from pos.chains.bitcoin.tx import Output
from pos.domain.errors import Refused, Trouble
from pos.domain.money import Amount, Asset
from pos.domain.payment.refund import SignedTx
from pos.domain.ports.payer import Fate, PayBack, PayerState, Pending
from tests.chains.bitcoin.owner import MNEMONIC
from tests.fakes.clocks import SetClock

ASSET = Asset(code="BTC", decimals=8, chain=BITCOIN.id)
DAY_S = 86_400


@dataclass
class FakeChainside:
    """A wallet's keys and its chain in one: it has `money`, and things cost `rate`."""

    network: Network = BITCOIN
    rate: int = 10_000
    money: list[Unspent] = field(default_factory=list)
    is_spent: bool = False
    takes_it: bool = True
    state: PayerState = PayerState.READY
    sent: list[SignedTx] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.account = Account(MNEMONIC, self.network)

    def has(self, *values: int, is_ready: bool = True) -> None:
        script = self.account.change("0")
        for value in values:
            txid = f"{len(self.money) + 1:064x}"
            self.money.append(
                Unspent(txid=txid, vout=0, value=value, script=script, is_ready=is_ready)
            )

    # ---- the holder

    async def unlock(self, passphrase: str) -> None:
        self.state = PayerState.READY

    async def home(self) -> str:
        return self.account.address

    async def change(self, number: str) -> bytes:
        return self.account.change(number)

    async def signed(self, draft: Draft) -> bytes:
        return self.account.signed(draft)

    # ---- the chain, and what both have

    async def unspent(self, scripts: Collection[bytes] = ()) -> Sequence[Unspent]:
        return self.money

    async def fee_rate(self) -> int:
        return self.rate

    async def outputs(self, places: Sequence[Place]) -> Sequence[Output]:
        known = {one.name: Output(value=one.value, script=one.script) for one in self.money}
        return [known[str(place)] for place in places]

    async def is_spent_on(self, places: Collection[Place]) -> bool:
        return self.is_spent

    async def takes(self, raw: str) -> bool:
        return self.takes_it

    async def send(self, tx: SignedTx) -> None:
        self.sent.append(tx)

    async def fate(self, versions: Sequence[SignedTx]) -> Fate:
        return Pending(is_known=True)

    async def transaction(self, txid: str, height: int | None) -> bytes:
        raise Trouble("not here")

    async def close(self) -> None:
        self.state = PayerState.LOCKED


@pytest.fixture
def side() -> FakeChainside:
    return FakeChainside()


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def payer(side: FakeChainside, clock: SetClock) -> BitcoinPayer:
    return _payer(side, clock)


async def test_each_bump_pays_more_than_the_rules_ask_for(
    payer: BitcoinPayer, side: FakeChainside, clock: SetClock
) -> None:
    side.has(1_000_000)
    versions = [await payer.sign(_order(), ())]
    while True:
        clock.at += DAY_S
        bumped = await payer.bump(_order(), versions)
        if bumped is None:
            break
        assert bumped.cost.units >= versions[-1].cost.units * 5 // 4
        assert bumped.spends == versions[0].spends
        versions.append(bumped)

    assert len(versions) > 5
    assert versions[-1].cost.units <= BITCOIN.most_fee_per_kvb * 141 // 1_000


async def test_a_bump_pays_what_the_next_blocks_cost(
    payer: BitcoinPayer, side: FakeChainside, clock: SetClock
) -> None:
    side.has(1_000_000)
    first = await payer.sign(_order(), ())
    clock.at += 301
    side.rate = 50_000

    second = await payer.bump(_order(), [first])

    assert second is not None
    assert second.fee.units == second.cost.units == first.fee.units * 5


async def test_nothing_is_bumped_that_pays_enough_and_has_not_waited_long(
    payer: BitcoinPayer, side: FakeChainside, clock: SetClock
) -> None:
    side.has(1_000_000)
    first = await payer.sign(_order(), ())
    clock.at += 3_599

    assert await payer.bump(_order(), [first]) is None
    clock.at += 1
    assert await payer.bump(_order(), [first]) is not None


async def test_nothing_is_bumped_before_all_payments_can_have_been_heard_of(
    side: FakeChainside, clock: SetClock
) -> None:
    side.has(1_000_000)
    first = await _payer(side, clock).sign(_order(), ())
    clock.at += DAY_S
    again = _payer(side, clock)

    assert await again.bump(_order(), [first]) is None
    clock.at += 300
    assert await again.bump(_order(), [first]) is not None


async def test_nothing_is_bumped_on_a_chain_without_replacement(clock: SetClock) -> None:
    side = FakeChainside(network=BITCOIN_CASH)
    side.has(1_000_000)
    payer = _payer(side, clock)
    amount = Amount(100_000, replace(ASSET, chain=BITCOIN_CASH.id))
    order = PayBack(id="1", amount=amount, to=side.account.address)
    first = await payer.sign(order, ())
    clock.at += DAY_S

    assert await payer.bump(order, [first]) is None


async def test_nothing_is_bumped_that_nodes_do_not_take(
    payer: BitcoinPayer, side: FakeChainside, clock: SetClock
) -> None:
    side.has(1_000_000)
    first = await payer.sign(_order(), ())
    clock.at += DAY_S
    side.takes_it = False

    assert await payer.bump(_order(), [first]) is None


async def test_nothing_is_bumped_whose_change_is_spent_by_something_that_waits(
    payer: BitcoinPayer, side: FakeChainside, clock: SetClock
) -> None:
    side.has(1_000_000)
    first = await payer.sign(_order(), ())
    clock.at += DAY_S
    side.is_spent = True

    assert await payer.bump(_order(), [first]) is None


async def test_nothing_is_bumped_whose_change_a_signed_payment_spends(
    payer: BitcoinPayer, side: FakeChainside, clock: SetClock
) -> None:
    side.has(1_000_000)
    first = await payer.sign(_order(), ())
    clock.at += DAY_S
    child = replace(first, txid="cd" * 32, spends=(f"{first.txid}:1",))
    await payer.send(child)

    assert await payer.bump(_order(), [first]) is None


async def test_a_bump_never_eats_what_goes_back(
    payer: BitcoinPayer, side: FakeChainside, clock: SetClock
) -> None:
    side.has(1_000_000)
    order = _order(1_900)
    first = await payer.sign(order, ())
    clock.at += DAY_S

    assert await payer.bump(order, [first]) is None


async def test_what_is_spent_must_be_what_was_signed(
    payer: BitcoinPayer, side: FakeChainside, clock: SetClock
) -> None:
    side.has(1_000_000)
    first = await payer.sign(_order(), ())
    clock.at += DAY_S
    side.money = [replace(side.money[0], value=2_000_000)]

    with pytest.raises(Trouble, match="not what it was"):
        await payer.bump(_order(), [first])


async def test_what_only_the_pieces_of_the_wallet_would_eat_waits_for_money_in_one_piece(
    payer: BitcoinPayer, side: FakeChainside
) -> None:
    side.rate = 20_000
    side.has(*[1_500] * 4)

    with pytest.raises(Refused, match=r"small pieces: send at least 0\.000055 BTC") as why:
        await payer.sign(_order(5_500), ())

    assert why.value.code == "no_funds"


async def test_what_a_payment_out_of_one_piece_would_eat_is_eaten(
    payer: BitcoinPayer, side: FakeChainside
) -> None:
    side.rate = 20_000
    side.has(1_000_000)

    with pytest.raises(Refused) as why:
        await payer.sign(_order(3_000), ())

    assert why.value.code == "eaten"


async def test_money_in_more_pieces_than_a_payment_takes_is_not_waited_for(
    payer: BitcoinPayer, side: FakeChainside
) -> None:
    side.has(*[10_000] * 300)

    with pytest.raises(Refused, match="small pieces") as why:
        await payer.sign(_order(2_500_000), ())

    assert why.value.code == "no_funds"


async def test_money_that_is_about_to_come_back_is_waited_for(
    payer: BitcoinPayer, side: FakeChainside
) -> None:
    side.has(1_000_000)
    first = await payer.sign(_order(), ())

    with pytest.raises(Trouble, match="next block"):
        await payer.sign(_order(900_000), first.spends)
    with pytest.raises(Refused, match="send at least") as why:
        await payer.sign(_order(900_001), first.spends)

    assert why.value.code == "no_funds"


async def test_money_that_waits_for_its_block_is_waited_for(
    payer: BitcoinPayer, side: FakeChainside
) -> None:
    side.has(1_000_000, is_ready=False)

    with pytest.raises(Trouble, match="next block"):
        await payer.sign(_order(), ())


async def test_nobodys_address_is_taken_for_one_that_can_be_paid_back(
    payer: BitcoinPayer, side: FakeChainside
) -> None:
    assert not await payer.is_plain(side.account.address)


async def test_a_closed_payer_is_locked(payer: BitcoinPayer) -> None:
    await payer.close()
    assert payer.state is PayerState.LOCKED


def _payer(side: FakeChainside, clock: SetClock) -> BitcoinPayer:
    return BitcoinPayer(side.network, replace(ASSET, chain=side.network.id), side, side, clock)


def _order(units: int = 100_000) -> PayBack:
    return PayBack(
        id="1",
        amount=Amount(units, ASSET),
        to="bc1q8c6fshw2dlwun7ekn9qwf37cu2rn755upcp6el",
    )
