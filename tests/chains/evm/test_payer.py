"""The refund wallet on a real node: what leaves it, arrives, is dropped, replaced and refused."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from pos.chains.evm.payer import PATIENCE_S, EvmPayer
from pos.domain.errors import Refused, Trouble
from pos.domain.money import Amount
from pos.domain.payment.refund import SignedTx
from pos.domain.ports.payer import Lost, Mined, PayerState, Pending
from tests.chains.evm.wallets import (
    FINAL_DEPTH,
    PASSPHRASE,
    Wallet,
    order,
    payer_of,
    rate,
    wallet_at,
)
from tests.chains.evm.watcher import ETH, somebody, token_at
from tests.fakes.clocks import RealClock
from tests.nodes.anvil import Anvil
from tests.nodes.contracts import Contract, deploy
from tests.nodes.customer import customers
from tests.nodes.token import Token, deploy_token

ETHER = 10**18
GWEI = 10**9
RATES = (rate("ETH", "2500"), rate("0xBTC", "0.5"))


@pytest.fixture
def wallet(tmp_path: Path, own_anvil: Anvil) -> Wallet:
    """A refund wallet with ten ether."""
    made = wallet_at(tmp_path / "evm.json")
    own_anvil.fund(made.address, 10 * ETHER)
    own_anvil.mine()
    return made


@pytest.fixture
def clock() -> RealClock:
    return RealClock()


@pytest.fixture
async def payer(wallet: Wallet, own_anvil: Anvil, clock: RealClock) -> AsyncIterator[EvmPayer]:
    made = payer_of(wallet, [own_anvil.url], clock=clock)
    await made.unlock(PASSPHRASE)
    yield made
    await made.close()


def balance(chain: Anvil, address: str) -> int:
    return int(chain.rpc("eth_getBalance", address, "latest"), 16)


def base_fee(chain: Anvil, wei: int) -> None:
    """What the next blocks ask for."""
    chain.rpc("anvil_setNextBlockBaseFeePerGas", hex(wei))
    chain.mine()
    chain.rpc("anvil_setNextBlockBaseFeePerGas", hex(wei))


async def paid(payer: EvmPayer, chain: Anvil, units: int, to: str) -> SignedTx:
    tx = await payer.sign(order(Amount(units, ETH), to), ())
    await payer.send(tx)
    chain.mine()
    return tx


async def test_ether_goes_back_less_its_fee(
    payer: EvmPayer, own_anvil: Anvil, wallet: Wallet
) -> None:
    to = somebody()

    tx = await paid(payer, own_anvil, ETHER, to)
    receipt = own_anvil.receipt(tx.txid)

    assert receipt is not None
    burnt = int(receipt["gasUsed"], 16) * int(receipt["effectiveGasPrice"], 16)
    assert balance(own_anvil, to) == ETHER - tx.fee.units
    assert balance(own_anvil, wallet.address) == 9 * ETHER + tx.fee.units - burnt
    assert 0 < burnt <= tx.fee.units <= burnt * 5 // 4
    assert tx.cost == tx.fee
    assert tx.spends == (f"{wallet.address}:0",)


async def test_a_payment_is_pending_then_mined_and_grows_deep(
    payer: EvmPayer, own_anvil: Anvil
) -> None:
    tx = await payer.sign(order(Amount(ETHER, ETH), somebody()), ())
    unsent = await payer.fate([tx])
    await payer.send(tx)
    sent = await payer.fate([tx])
    own_anvil.mine(3)

    assert unsent == Pending(is_known=False)
    assert sent == Pending(is_known=True)
    assert await payer.fate([tx]) == Mined(txid=tx.txid, confirmations=3)


async def test_sending_twice_is_no_error(payer: EvmPayer, own_anvil: Anvil) -> None:
    to = somebody()
    tx = await payer.sign(order(Amount(ETHER, ETH), to), ())

    await payer.send(tx)
    await payer.send(tx)
    own_anvil.mine()
    await payer.send(tx)

    assert balance(own_anvil, to) == ETHER - tx.fee.units


async def test_a_payment_that_the_node_forgot_is_sent_again(
    payer: EvmPayer, own_anvil: Anvil
) -> None:
    to = somebody()
    tx = await payer.sign(order(Amount(ETHER, ETH), to), ())
    await payer.send(tx)
    own_anvil.drop_tx(tx.txid)
    forgotten = await payer.fate([tx])

    await payer.send(tx)
    own_anvil.mine()

    assert forgotten == Pending(is_known=False)
    assert balance(own_anvil, to) == ETHER - tx.fee.units


async def test_numbers_that_are_reserved_are_left_alone_and_none_is_left_out(
    payer: EvmPayer, own_anvil: Anvil, wallet: Wallet
) -> None:
    await paid(payer, own_anvil, ETHER, somebody())
    reserved = [f"{wallet.address}:{number}" for number in (1, 3)]

    tx = await payer.sign(order(Amount(ETHER, ETH), somebody()), reserved)

    assert tx.spends == (f"{wallet.address}:2",)


async def test_two_payments_in_one_block(payer: EvmPayer, own_anvil: Anvil, wallet: Wallet) -> None:
    one, other = somebody(), somebody()
    first = await payer.sign(order(Amount(ETHER, ETH), one), ())
    second = await payer.sign(order(Amount(ETHER, ETH), other), first.spends)
    await payer.send(second)
    await payer.send(first)
    own_anvil.mine()

    assert balance(own_anvil, one) == ETHER - first.fee.units
    assert balance(own_anvil, other) == ETHER - second.fee.units


async def test_money_that_waiting_payments_take_is_not_spent_again(
    payer: EvmPayer, own_anvil: Anvil
) -> None:
    first = await payer.sign(order(Amount(8 * ETHER, ETH), somebody()), ())
    await payer.send(first)

    with pytest.raises(Refused, match="send ETH on eip155:31337 to 0x") as refused:
        await payer.sign(order(Amount(8 * ETHER, ETH), somebody()), first.spends)

    assert refused.value.code == "no_funds"


async def test_a_refund_of_all_there_is_goes_out(payer: EvmPayer, own_anvil: Anvil) -> None:
    to = somebody()

    tx = await paid(payer, own_anvil, 10 * ETHER, to)

    assert balance(own_anvil, to) == 10 * ETHER - tx.fee.units


async def test_what_the_fee_would_eat_is_not_sent(payer: EvmPayer) -> None:
    with pytest.raises(Refused, match="would leave nothing") as refused:
        await payer.sign(order(Amount(21_000, ETH), somebody()), ())

    assert refused.value.code == "eaten"


async def test_a_refund_of_nothing_is_not_sent(payer: EvmPayer) -> None:
    with pytest.raises(Refused) as refused:
        await payer.sign(order(Amount(0, ETH), somebody()), ())

    assert refused.value.code == "eaten"


async def test_what_is_left_must_be_more_than_dust(wallet: Wallet, own_anvil: Anvil) -> None:
    payer = payer_of(wallet, [own_anvil.url], dust=ETHER)
    await payer.unlock(PASSPHRASE)

    with pytest.raises(Refused) as refused:
        await payer.sign(order(Amount(ETHER, ETH), somebody()), ())
    await payer.close()

    assert refused.value.code == "eaten"


async def test_a_payment_that_its_receiver_would_not_take_burns_no_fee(
    payer: EvmPayer, own_anvil: Anvil
) -> None:
    reverter = deploy(own_anvil, "Reverter")

    with pytest.raises(Refused, match="the payment would fail") as refused:
        await payer.sign(order(Amount(ETHER, ETH), reverter.address), ())

    assert refused.value.code == "would_fail"


async def test_a_locked_wallet_signs_nothing_but_shows_what_it_has(
    wallet: Wallet, own_anvil: Anvil
) -> None:
    payer = payer_of(wallet, [own_anvil.url])

    with pytest.raises(Refused) as refused:
        await payer.sign(order(Amount(ETHER, ETH), somebody()), ())
    purse = await payer.purse()
    await payer.close()

    assert (refused.value.code, payer.state) == ("locked", PayerState.LOCKED)
    assert purse.balances == (Amount(10 * ETHER, ETH),)
    assert purse.address.lower() == wallet.address


async def test_closing_locks_the_wallet(payer: EvmPayer) -> None:
    before = payer.state
    await payer.close()

    assert (before, payer.state) == (PayerState.READY, PayerState.LOCKED)


# ---- fees that rise ---------------------------------------------------------------------------


async def test_a_payment_that_no_block_can_take_any_more_is_replaced(
    payer: EvmPayer, own_anvil: Anvil
) -> None:
    to, asked = somebody(), Amount(ETHER, ETH)
    base_fee(own_anvil, 10 * GWEI)
    first = await payer.sign(order(asked, to), ())
    await payer.send(first)
    calm = await payer.bump(order(asked, to), [first])
    base_fee(own_anvil, 50 * GWEI)
    second = await payer.bump(order(asked, to), [first])
    assert second is not None
    await payer.send(second)
    own_anvil.mine()

    assert calm is None
    assert second.spends == first.spends
    assert second.fee.units > first.fee.units * 9 // 8
    assert balance(own_anvil, to) == ETHER - second.fee.units
    assert await payer.fate([first, second]) == Mined(txid=second.txid, confirmations=1)


async def test_a_payment_that_waits_in_vain_is_replaced(
    payer: EvmPayer, own_anvil: Anvil, clock: RealClock
) -> None:
    to, asked = somebody(), Amount(ETHER, ETH)
    base_fee(own_anvil, 10 * GWEI)
    first = await payer.sign(order(asked, to), ())
    base_fee(own_anvil, 13 * GWEI)  # it could be mined, for less than others give
    early = await payer.bump(order(asked, to), [first])
    clock.ahead_s += PATIENCE_S
    late = await payer.bump(order(asked, to), [first])

    assert early is None
    assert late is not None
    assert late.spends == first.spends


async def test_a_payment_whose_turn_has_not_come_is_not_replaced(
    payer: EvmPayer, own_anvil: Anvil, clock: RealClock
) -> None:
    asked = order(Amount(ETHER, ETH), somebody())
    base_fee(own_anvil, 10 * GWEI)
    first = await payer.sign(asked, ())
    second = await payer.sign(asked, first.spends)
    base_fee(own_anvil, 13 * GWEI)
    clock.ahead_s += PATIENCE_S

    assert await payer.bump(asked, [second]) is None


async def test_a_fee_that_would_eat_the_rest_is_not_offered(
    payer: EvmPayer, own_anvil: Anvil
) -> None:
    base_fee(own_anvil, 10 * GWEI)
    asked = order(Amount(21_000 * 20 * GWEI, ETH), somebody())
    first = await payer.sign(asked, ())
    base_fee(own_anvil, 50 * GWEI)

    assert await payer.bump(asked, [first]) is None


async def test_a_higher_fee_that_the_wallet_cannot_pay_is_named(
    payer: EvmPayer, own_anvil: Anvil, wallet: Wallet
) -> None:
    base_fee(own_anvil, 10 * GWEI)
    asked = order(Amount(ETHER, ETH), somebody())
    first = await payer.sign(asked, ())
    own_anvil.rpc("anvil_setBalance", wallet.address, hex(ETHER // 2))
    base_fee(own_anvil, 50 * GWEI)

    with pytest.raises(Refused) as refused:
        await payer.bump(asked, [first])

    assert refused.value.code == "no_funds"


async def test_a_payment_of_another_wallet_is_not_replaced(
    payer: EvmPayer, own_anvil: Anvil, tmp_path: Path
) -> None:
    asked = order(Amount(ETHER, ETH), somebody())
    first = await payer.sign(asked, ())
    other = payer_of(wallet_at(tmp_path / "other.json"), [own_anvil.url])
    await other.unlock(PASSPHRASE)

    with pytest.raises(Refused, match="the refund wallet is another now"):
        await other.bump(asked, [first])
    await other.close()


# ---- what became of it ------------------------------------------------------------------------


async def test_a_number_that_another_payment_took_for_good_is_lost(
    payer: EvmPayer, own_anvil: Anvil, wallet: Wallet
) -> None:
    ours = await payer.sign(order(Amount(ETHER, ETH), somebody()), ())
    theirs = await payer.sign(order(Amount(2 * ETHER, ETH), somebody()), ())
    await payer.send(theirs)
    own_anvil.mine(FINAL_DEPTH)
    early = await payer.fate([ours])
    own_anvil.mine()

    assert early == Pending(is_known=False)
    assert await payer.fate([ours]) == Lost(
        why=f"Another payment of {wallet.address} took its number 0, and that is final"
    )
    with pytest.raises(Refused) as refused:
        await payer.send(ours)
    assert refused.value.code == "rejected"


async def test_a_payment_in_a_block_that_was_taken_back_is_pending_again(
    payer: EvmPayer, own_anvil: Anvil
) -> None:
    to = somebody()
    tx = await paid(payer, own_anvil, ETHER, to)
    own_anvil.reorg(1)
    taken_back = await payer.fate([tx])

    await payer.send(tx)
    own_anvil.mine()

    assert taken_back == Pending(is_known=False)
    assert await payer.fate([tx]) == Mined(txid=tx.txid, confirmations=1)
    assert balance(own_anvil, to) == ETHER - tx.fee.units


async def test_a_token_payment_that_failed_in_its_block_says_so(
    wallet: Wallet, own_anvil: Anvil
) -> None:
    old = old_token(own_anvil, wallet, units=100)
    asset = token_at(old.address, decimals=6)
    payer = payer_of(wallet, [own_anvil.url], tokens=[asset])
    await payer.unlock(PASSPHRASE)
    rates = (rate("ETH", "2500"), rate("0xBTC", "1000000000"))
    tx = await payer.sign(order(Amount(100, asset), somebody(), rates=rates), ())
    customers(own_anvil)[0].call(old, "freeze(uint256)", 1)
    own_anvil.mine()

    await payer.send(tx)
    own_anvil.mine()
    fate = await payer.fate([tx])
    await payer.close()

    assert fate == Mined(txid=tx.txid, confirmations=1, has_failed=True)


async def test_without_a_node_nothing_is_known(payer: EvmPayer, own_anvil: Anvil) -> None:
    tx = await payer.sign(order(Amount(ETHER, ETH), somebody()), ())
    own_anvil.stop()

    for attempt in (
        payer.send(tx),
        payer.fate([tx]),
        payer.purse(),
        payer.is_plain(somebody()),
        payer.sign(order(Amount(ETHER, ETH), somebody()), ()),
        payer.bump(order(Amount(ETHER, ETH), somebody()), [tx]),
    ):
        with pytest.raises(Trouble):
            await attempt


# ---- tokens -----------------------------------------------------------------------------------


def old_token(chain: Anvil, wallet: Wallet, units: int) -> Contract:
    """A token without an answer, of which the wallet has some."""
    old = deploy(chain, "OldToken", 10**12)
    account = chain.rpc("eth_accounts")[0]
    call = old.call_bytes("transfer(address,uint256)", wallet.address, units)
    chain.rpc("eth_sendTransaction", {"from": account, "to": old.address, "data": call})
    chain.mine()
    return old


@pytest.fixture
def coin(own_anvil: Anvil, wallet: Wallet) -> Token:
    """An ERC-20 of eight decimals, of which the wallet has a hundred."""
    made = deploy_token(own_anvil)
    made.give(wallet.address, 100 * 10**8)
    return made


@pytest.fixture
async def token_payer(wallet: Wallet, own_anvil: Anvil, coin: Token) -> AsyncIterator[EvmPayer]:
    made = payer_of(wallet, [own_anvil.url], tokens=[token_at(coin.address)])
    await made.unlock(PASSPHRASE)
    yield made
    await made.close()


async def test_tokens_go_back_less_what_the_gas_is_worth(
    token_payer: EvmPayer, own_anvil: Anvil, coin: Token, wallet: Wallet
) -> None:
    to, asset = somebody(), token_at(coin.address)
    base_fee(own_anvil, GWEI)

    tx = await token_payer.sign(order(Amount(10 * 10**8, asset), to, rates=RATES), ())
    await token_payer.send(tx)
    own_anvil.mine()

    worth = -(-tx.cost.units * 5000 * 10**8 // ETHER)  # an ether is worth 5000 tokens
    assert tx.cost.asset == ETH
    assert tx.fee == Amount(worth, asset)
    assert coin.balance_of(to) == 10 * 10**8 - worth
    assert coin.balance_of(wallet.address) == 90 * 10**8 + worth


async def test_a_refund_of_all_tokens_goes_out(
    token_payer: EvmPayer, own_anvil: Anvil, coin: Token, wallet: Wallet
) -> None:
    asset = token_at(coin.address)
    base_fee(own_anvil, GWEI)
    more = Amount(100 * 10**8 + 10**6, asset)  # the fee is more than the difference

    tx = await token_payer.sign(order(more, somebody(), rates=RATES), ())

    assert tx.fee.units > 10**6


@pytest.mark.parametrize(
    "rates",
    [(), RATES[:1], RATES[1:], (rate("ETH", "2500"), rate("0xBTC", "0.5", "USD"))],
)
async def test_without_rates_in_one_currency_tokens_wait(
    token_payer: EvmPayer, coin: Token, rates: tuple[object, ...]
) -> None:
    asked = order(Amount(10**8, token_at(coin.address)), somebody(), rates=rates)  # type: ignore[arg-type]

    with pytest.raises(Refused) as refused:
        await token_payer.sign(asked, ())

    assert refused.value.code == "no_rate"


async def test_too_few_tokens_name_what_to_send_where(token_payer: EvmPayer, coin: Token) -> None:
    asked = order(Amount(200 * 10**8, token_at(coin.address)), somebody(), rates=RATES)

    with pytest.raises(Refused, match=r"has 100 0xBTC and needs 19\d\.\d+: send 0xBTC") as refused:
        await token_payer.sign(asked, ())

    assert refused.value.code == "no_funds"


async def test_no_tokens_at_all_name_what_to_send_where(payer: EvmPayer, own_anvil: Anvil) -> None:
    stranger = deploy_token(own_anvil, symbol="OTHER")
    asked = order(Amount(10**8, token_at(stranger.address)), somebody(), rates=RATES)

    with pytest.raises(Refused, match="has 0 0xBTC and needs 1") as refused:
        await payer.sign(asked, ())

    assert refused.value.code == "no_funds"


async def test_tokens_without_gas_name_the_coin_to_send(
    own_anvil: Anvil, coin: Token, tmp_path: Path
) -> None:
    poor = wallet_at(tmp_path / "poor.json")
    coin.give(poor.address, 10**10)
    payer = payer_of(poor, [own_anvil.url], tokens=[token_at(coin.address)])
    await payer.unlock(PASSPHRASE)

    with pytest.raises(Refused, match=r"has 0 ETH and needs .*: send ETH") as refused:
        await payer.sign(order(Amount(10**10, token_at(coin.address)), somebody(), rates=RATES), ())
    await payer.close()

    assert refused.value.code == "no_funds"


async def test_a_token_that_answers_nothing_is_paid_like_any_other(
    wallet: Wallet, own_anvil: Anvil
) -> None:
    old = old_token(own_anvil, wallet, units=10**6)
    asset = token_at(old.address, decimals=6)
    payer = payer_of(wallet, [own_anvil.url], tokens=[asset])
    await payer.unlock(PASSPHRASE)
    to, rates = somebody(), (rate("ETH", "2500"), rate("0xBTC", "1000000"))

    tx = await payer.sign(order(Amount(10**6, asset), to, rates=rates), ())
    await payer.send(tx)
    own_anvil.mine()
    await payer.close()

    assert old.read("balanceOf(address)", to) == 10**6 - tx.fee.units


@pytest.mark.parametrize("words", ["frozen", "says no"])
async def test_a_token_payment_that_would_fail_burns_no_gas(
    wallet: Wallet, own_anvil: Anvil, words: str
) -> None:
    if words == "frozen":
        contract = old_token(own_anvil, wallet, units=10**6)
        customers(own_anvil)[0].call(contract, "freeze(uint256)", 1)
        own_anvil.mine()
    else:
        contract = deploy(own_anvil, "SulkyToken")
    asset = token_at(contract.address, decimals=6)
    payer = payer_of(wallet, [own_anvil.url], tokens=[asset])
    await payer.unlock(PASSPHRASE)

    with pytest.raises(Refused, match=words) as refused:
        await payer.sign(order(Amount(10**6, asset), somebody(), rates=RATES), ())
    await payer.close()

    assert refused.value.code == "would_fail"


# ---- whom to pay ------------------------------------------------------------------------------


async def test_only_accounts_without_code_are_plain(payer: EvmPayer, own_anvil: Anvil) -> None:
    contract, delegated = deploy(own_anvil, "Forwarder").address, somebody()
    own_anvil.rpc("anvil_setCode", delegated, "0xef0100" + contract[2:])

    assert await payer.is_plain(somebody())
    assert not await payer.is_plain(contract)
    assert not await payer.is_plain(delegated)


# ---- several nodes ----------------------------------------------------------------------------


async def test_a_node_that_is_down_holds_nothing_up(
    wallet: Wallet, own_anvil: Anvil, clock: RealClock
) -> None:
    payer = payer_of(wallet, ["http://127.0.0.1:9", own_anvil.url], clock=clock)
    await payer.unlock(PASSPHRASE)

    tx = await paid(payer, own_anvil, ETHER, somebody())
    fate = await payer.fate([tx])
    await payer.close()

    assert fate == Mined(txid=tx.txid, confirmations=1)
