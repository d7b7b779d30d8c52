"""Refunds from a real wallet on a real chain: signed once, arrived once, followed to the end."""

from collections.abc import AsyncIterator, Iterator

import pytest

from pos.chains.monero.paying.payer import MoneroPayer
from pos.domain.errors import Refused, Trouble
from pos.domain.payment.refund import SignedTx
from pos.domain.ports.payer import Lost, Mined, PayerState, Pending
from tests.chains.monero.paying.purse import DEPTH, Purse, order
from tests.chains.monero.watcher import xmr
from tests.nodes.anvil import free_port
from tests.nodes.monero import Monero
from tests.nodes.running import running
from tests.soon import eventually

DIME = 10**11


@pytest.fixture(scope="module")
def purse(monero_net: Monero) -> Iterator[Purse]:
    """Coins of its own, which tests spend one by one."""
    with running(Purse(monero_net, "purse")) as made:
        made.fill(*[2 * DIME] * 30)
        yield made


@pytest.fixture
async def payer(purse: Purse) -> AsyncIterator[MoneroPayer]:
    made = purse.payer()
    yield made
    await made.close()


@pytest.fixture
def to(monero_net: Monero) -> str:
    return monero_net.customer.address()


async def relayed(payer: MoneroPayer, net: Monero, tx: SignedTx) -> None:
    """Send it, and wait until the next block would hold it."""
    await payer.send(tx)

    async def is_out() -> bool:
        return net.node.has_relayed(tx.txid)

    assert await eventually(is_out)


async def test_a_refund_arrives_less_its_fee(
    monero_net: Monero, payer: MoneroPayer, to: str
) -> None:
    tx = await payer.sign(order(to, DIME), ())
    unsent = await payer.fate([tx])
    await relayed(payer, monero_net, tx)
    sent = await payer.fate([tx])
    monero_net.node.mine(3)

    assert (unsent, sent) == (Pending(is_known=False), Pending(is_known=True))
    assert await payer.fate([tx]) == Mined(txid=tx.txid, confirmations=3)
    assert monero_net.customer.received(to) == [DIME - tx.fee.units]
    assert tx.fee == tx.cost > xmr(0)


async def test_what_was_signed_before_a_crash_arrives_once_however_often_it_is_sent(
    monero_net: Monero, purse: Purse, payer: MoneroPayer, to: str
) -> None:
    tx = await payer.sign(order(to, DIME), ())
    later = purse.payer()
    await relayed(later, monero_net, tx)
    await later.send(tx)
    monero_net.node.mine()
    await later.send(tx)
    fate = await later.fate([tx])
    await later.close()

    assert fate == Mined(txid=tx.txid, confirmations=1)
    assert monero_net.customer.received(to) == [DIME - tx.fee.units]


async def test_signed_refunds_share_nothing_and_all_of_them_arrive(
    monero_net: Monero, purse: Purse, payer: MoneroPayer, to: str
) -> None:
    signed: list[SignedTx] = []
    for _ in range(3):
        reserved = [image for tx in signed for image in tx.spends]
        signed.append(await payer.sign(order(to, DIME), reserved))
    spent = [image for tx in signed for image in tx.spends]
    for tx in signed:
        await relayed(payer, monero_net, tx)
    monero_net.node.mine()

    assert len(set(spent)) == len(spent)
    assert sorted(monero_net.customer.received(to)) == sorted(DIME - t.fee.units for t in signed)


async def test_the_owners_wallet_is_left_as_it_was(
    purse: Purse, payer: MoneroPayer, to: str
) -> None:
    owners, kept, *_ = purse.key_images()
    purse.server.rpc("freeze", key_image=owners)
    tx = await payer.sign(order(to, DIME), [kept])
    still = purse.frozen()
    purse.server.rpc("thaw", key_image=owners)

    assert not {owners, kept} & set(tx.spends)
    assert still == [owners]


async def test_a_key_image_of_another_wallet_is_no_hindrance(payer: MoneroPayer, to: str) -> None:
    tx = await payer.sign(order(to, DIME), ["ab" * 32])

    assert tx.fee < xmr(DIME)


async def test_the_purse_tells_what_can_be_spent_and_where_to_fill_it_up(
    purse: Purse, payer: MoneroPayer
) -> None:
    seen = await payer.purse()

    assert seen.address == purse.address
    assert seen.balances[0] > xmr(DIME)


async def test_money_that_is_locked_is_told_apart_from_money_that_is_missing(
    monero_net: Monero, payer: MoneroPayer, to: str
) -> None:
    with running(Purse(monero_net, "fresh")) as fresh:
        monero_net.customer.pay([(fresh.address, 3 * DIME)])
        monero_net.node.mine()
        other = fresh.payer()
        with pytest.raises(Refused) as locked:
            await other.sign(order(to, DIME), ())
        await other.close()
    with pytest.raises(Refused) as missing:
        await payer.sign(order(to, 10**6 * DIME), ())

    assert (locked.value.code, missing.value.code) == ("no_funds", "no_funds")
    assert "has 0 XMR to spend, and 0.3 XMR more in about 1" in locked.value.text
    assert "100000 XMR are needed" in missing.value.text


@pytest.mark.parametrize("units", [1, 10**6, 10**9, 2 * 10**9])
async def test_what_the_fee_would_eat_is_not_sent(payer: MoneroPayer, to: str, units: int) -> None:
    with pytest.raises(Refused) as refused:
        await payer.sign(order(to, units), ())

    assert refused.value.code == "eaten"


async def test_a_refund_whose_coin_was_spent_elsewhere_is_lost_only_when_that_is_deep(
    monero_net: Monero, purse: Purse, payer: MoneroPayer, to: str
) -> None:
    tx = await payer.sign(order(to, DIME), ())
    rival = await rival_of(tx, purse, payer, to)
    await relayed(payer, monero_net, rival)
    with pytest.raises(Refused) as refused:
        await payer.send(tx)
    in_pool = await payer.fate([tx])
    monero_net.node.mine()
    young = await payer.fate([tx])
    monero_net.node.mine(DEPTH - 1)
    older = await payer.fate([tx])
    monero_net.node.mine()

    assert refused.value.code == "rejected"
    assert "spent already" in refused.value.text
    assert in_pool == young == older == Pending(is_known=False)
    assert isinstance(await payer.fate([tx]), Lost)


async def test_a_rival_that_a_reorg_took_away_does_not_make_a_refund_lost(
    monero_net: Monero, purse: Purse, payer: MoneroPayer, to: str
) -> None:
    tx = await payer.sign(order(to, DIME), ())
    rival = await rival_of(tx, purse, payer, to)
    await relayed(payer, monero_net, rival)
    monero_net.node.mine()
    await payer.fate([tx])
    monero_net.node.reorg(1)
    monero_net.node.mine(DEPTH)
    still = await payer.fate([tx])
    monero_net.node.mine(DEPTH)

    assert still == Pending(is_known=False)
    assert isinstance(await payer.fate([tx]), Lost)


async def test_a_refund_wins_where_its_rival_is_gone(
    monero_net: Monero, purse: Purse, payer: MoneroPayer, to: str
) -> None:
    tx = await payer.sign(order(to, DIME), ())
    rival = await rival_of(tx, purse, payer, to)
    await relayed(payer, monero_net, rival)
    monero_net.node.mine()
    await payer.fate([tx])
    monero_net.node.pop(1)
    monero_net.node.flush(rival.txid)
    await relayed(payer, monero_net, tx)
    monero_net.node.mine(DEPTH)

    assert await payer.fate([tx]) == Mined(txid=tx.txid, confirmations=DEPTH)


async def test_a_node_that_is_down_is_replaced_by_the_next_one(
    monero_net: Monero, purse: Purse, to: str
) -> None:
    dead = f"http://127.0.0.1:{free_port()}"
    payer = purse.payer(daemons=(dead, monero_net.node.url))
    tx = await payer.sign(order(to, DIME), ())
    await relayed(payer, monero_net, tx)
    fate = await payer.fate([tx])
    await payer.close()

    assert fate == Pending(is_known=True)


async def test_without_a_node_nothing_is_concluded(
    purse: Purse, payer: MoneroPayer, to: str
) -> None:
    tx = await payer.sign(order(to, DIME), ())
    blind = purse.payer(daemons=(f"http://127.0.0.1:{free_port()}",))

    with pytest.raises(Trouble):
        await blind.fate([tx])
    with pytest.raises(Trouble):
        await blind.send(tx)
    await blind.close()


async def test_a_wallet_that_only_sees_is_named(monero_net: Monero, purse: Purse, to: str) -> None:
    key = purse.server.rpc("query_key", key_type="view_key")["key"]
    with running(monero_net.wallet_server("seeing")) as server:
        server.rpc(
            "generate_from_keys",
            filename="seeing",
            password="",
            restore_height=0,
            address=purse.address,
            viewkey=key,
        )
        payer = purse.payer(wallet_rpc=server.url)
        with pytest.raises(Refused) as refused:
            await payer.sign(order(to, DIME), ())
        await payer.close()

    assert refused.value.code == "watch_only"


async def test_a_program_without_a_wallet_is_named(
    monero_net: Monero, purse: Purse, to: str
) -> None:
    with running(monero_net.wallet_server("empty")) as server:
        payer = purse.payer(wallet_rpc=server.url)
        with pytest.raises(Refused) as refused:
            await payer.sign(order(to, DIME), ())
        await payer.close()

    assert refused.value.code == "no_wallet"


async def test_nobody_knows_who_sent_monero_and_no_fee_can_be_raised(
    payer: MoneroPayer, to: str
) -> None:
    tx = await payer.sign(order(to, DIME), ())

    assert payer.state is PayerState.READY
    assert not await payer.is_plain(to)
    assert await payer.bump(order(to, DIME), [tx]) is None


async def rival_of(tx: SignedTx, purse: Purse, payer: MoneroPayer, to: str) -> SignedTx:
    """Another payment that spends the same, as from a second copy of the wallet."""
    others = set(purse.key_images()) - set(tx.spends)
    return await payer.sign(order(to, DIME), others)
