"""The EVM chain against a real node: every way money comes, fails, vanishes and comes back."""

import time
from collections.abc import AsyncIterator

import pytest

from pos.domain.errors import Refused
from pos.domain.money import Amount, Asset
from tests.chains.evm.watcher import CHAIN, ETH, Watcher, somebody, token_at, watcher_of
from tests.nodes.anvil import Anvil
from tests.nodes.contracts import deploy
from tests.nodes.customer import Customer, customers
from tests.nodes.token import Token, deploy_token

ETHER = 10**18


@pytest.fixture
def ours() -> str:
    return somebody()


@pytest.fixture
async def watcher(anvil: Anvil, token: Token, ours: str) -> AsyncIterator[Watcher]:
    """Watches ether and the token on the shared chain, from its head on."""
    anvil.mine()  # nobody else's transactions are left in the pool
    made = watcher_of([anvil.url], [ETH, token_at(token.address)], [ours])
    await made.look()
    yield made
    await made.chain.close()


async def test_an_exact_native_payment(
    anvil: Anvil, customer: Customer, watcher: Watcher, ours: str
) -> None:
    tx = customer.pay(ours, ETHER)
    height = anvil.mine()

    (seen,) = await watcher.look()

    assert (seen.txid, seen.amount, seen.height) == (tx, Amount(ETHER, ETH), height)
    assert seen.sender == customer.address


async def test_a_token_of_eight_decimals(
    anvil: Anvil, token: Token, customer: Customer, watcher: Watcher, *, ours: str
) -> None:
    tx = customer.pay_token(token, ours, 150_000_000)
    height = anvil.mine()

    (seen,) = await watcher.look()

    assert (seen.txid, seen.height, seen.sender) == (tx, height, customer.address)
    assert seen.amount == Amount(150_000_000, token_at(token.address))
    assert seen.block_time == int(
        anvil.rpc("eth_getBlockByNumber", hex(height), False)["timestamp"], 16
    )


async def test_pending_payments_are_seen_early_under_the_same_key(
    anvil: Anvil, token: Token, customer: Customer, watcher: Watcher, *, ours: str
) -> None:
    customer.pay(ours, ETHER)
    customer.pay_token(token, ours, 7)
    pending = await watcher.look()
    anvil.mine()
    mined = await watcher.look()

    assert {s.height for s in pending} == {None}
    assert {s.key for s in pending} == {s.key for s in mined}
    assert len(mined) == 2


async def test_paying_more_tokens_than_one_has_is_neither_seen_nor_counted(
    anvil: Anvil, token: Token, customer: Customer, watcher: Watcher, *, ours: str
) -> None:
    customer.pay_token(token, ours, 10**18)
    pending = await watcher.look()
    anvil.mine()

    assert pending == await watcher.look() == ()


async def test_a_payment_undone_by_its_contract_never_counts(
    anvil: Anvil, customer: Customer, watcher: Watcher, ours: str
) -> None:
    reverter = deploy(anvil, "Reverter")
    watcher.suspect(ours)
    customer.call(reverter, "payAndRevert(address)", ours, wei=ETHER)
    anvil.mine()

    assert await watcher.catch_up() == []


async def test_impostors_and_payments_of_nothing_never_count(
    anvil: Anvil, token: Token, customer: Customer, watcher: Watcher, *, ours: str
) -> None:
    impostor = deploy(anvil, "Impostor")
    customer.call(impostor, "fakeTransfer(address,uint256)", ours, 5)
    customer.call(impostor, "dust(address,address,address)", token.address, customer.address, ours)
    customer.pay(ours, 0)
    anvil.mine()

    assert await watcher.catch_up() == []


async def test_two_payments_in_one_transaction_both_count(
    anvil: Anvil, token: Token, customer: Customer, watcher: Watcher, *, ours: str
) -> None:
    tx = customer.pay_many(token, [(ours, 1), (somebody(), 2), (ours, 3)])
    anvil.mine()

    seen = await watcher.look()

    assert [s.amount.units for s in seen] == [1, 3]
    assert {s.txid for s in seen} == {tx}
    assert len({s.key for s in seen}) == 2


async def test_forwarded_ether_is_found_by_its_balance(
    anvil: Anvil, customer: Customer, watcher: Watcher, ours: str
) -> None:
    forwarder = deploy(anvil, "Forwarder")
    await watcher.catch_up()
    watcher.suspect(ours)
    customer.call(forwarder, "forward(address)", ours, wei=ETHER)
    customer.pay(ours, 5)
    height = anvil.mine()

    sent, forwarded = await watcher.look()

    assert sent.amount.units == 5
    assert (forwarded.amount.units, forwarded.height) == (ETHER, height)
    assert forwarded.index == f"balance:{ours}:0"


async def test_a_payment_replaced_before_its_block_is_missing_from_the_next_look(
    anvil: Anvil, customer: Customer, watcher: Watcher, ours: str
) -> None:
    tx = customer.pay(ours, ETHER)
    assert len(await watcher.look()) == 1

    customer.replace(tx, to=somebody(), wei=ETHER)

    assert await watcher.look() == ()
    assert watcher.glance is not None
    assert watcher.glance.with_pool
    anvil.mine()


async def test_a_reorganisation_takes_payments_back(own_anvil: Anvil) -> None:
    ours, customer = somebody(), customers(own_anvil)[0]
    own_anvil.mine(3)
    watcher = watcher_of([own_anvil.url], [ETH], [ours])
    await watcher.look()
    customer.pay(ours, ETHER)
    own_anvil.mine(2)
    assert len(await watcher.look()) == 1

    own_anvil.reorg(2)
    vanished = await watcher.look()
    window = watcher.window
    customer.pay(ours, ETHER)
    own_anvil.mine()
    (again,) = await watcher.look()
    await watcher.chain.close()

    assert vanished == ()
    assert window == (4, 5)
    assert again.height == 6


async def test_a_gap_after_downtime_is_read_in_parts(own_anvil: Anvil) -> None:
    token, customer, ours = deploy_token(own_anvil), customers(own_anvil)[0], somebody()
    token.give(customer.address, 1_000)
    watcher = watcher_of([own_anvil.url], [ETH, token_at(token.address)], [ours], span=20)
    await watcher.look()
    for units in range(1, 6):
        customer.pay(ours, units)
        customer.pay_token(token, ours, units)
        own_anvil.mine(20)

    found = await watcher.catch_up()
    await watcher.chain.close()

    assert sorted(s.amount.units for s in found) == sorted([*range(1, 6)] * 2)
    assert watcher.window[1] == own_anvil.height()


async def test_a_restarted_node_is_read_on_from_the_cursor(own_anvil: Anvil) -> None:
    ours = somebody()
    watcher = watcher_of([own_anvil.url], [ETH], [ours])
    await watcher.look()
    own_anvil.stop()
    own_anvil.start()
    customers(own_anvil)[0].pay(ours, ETHER)
    own_anvil.mine()

    (seen,) = await watcher.look()
    await watcher.chain.close()

    assert seen.amount.units == ETHER


async def test_a_token_that_is_not_on_offer_is_seen_as_itself(own_anvil: Anvil) -> None:
    sold, sent = deploy_token(own_anvil), deploy_token(own_anvil)
    customer, ours = customers(own_anvil)[0], somebody()
    sent.give(customer.address, 9)
    other = Asset(code="OTHER", decimals=8, chain=CHAIN, contract=sent.address.lower())
    watcher = watcher_of([own_anvil.url], [token_at(sold.address)], [ours], also=[other])
    await watcher.look()
    customer.pay_token(sent, ours, 9)
    own_anvil.mine()

    (seen,) = await watcher.look()
    await watcher.chain.close()

    assert seen.amount == Amount(9, other)


async def test_money_that_came_before_the_first_look_is_found(own_anvil: Anvil) -> None:
    token, customer, ours = deploy_token(own_anvil), customers(own_anvil)[0], somebody()
    token.give(customer.address, 7)
    watcher = watcher_of([own_anvil.url], [ETH, token_at(token.address)], [ours])
    watcher.watched.oldest = int(time.time())
    customer.pay(ours, 5)
    customer.pay_token(token, ours, 7)
    own_anvil.mine(40)

    found = await watcher.catch_up()
    await watcher.chain.close()

    assert [s.amount.units for s in found] == [5, 7]


async def test_wrong_decimals_are_noticed(anvil: Anvil, token: Token) -> None:
    watcher = watcher_of([anvil.url], [token_at(token.address, decimals=18)], [])

    with pytest.raises(Refused, match="has 8 decimals, but 18"):
        await watcher.chain.verify()
    await watcher.chain.close()


async def test_a_contract_that_is_no_token_is_noticed(anvil: Anvil) -> None:
    watcher = watcher_of([anvil.url], [token_at(deploy(anvil, "Forwarder").address)], [])

    with pytest.raises(Refused, match="There is no token"):
        await watcher.chain.verify()
    await watcher.chain.close()
