"""Monero from settings: nodes, the wallet program, whose wallet, what is refused."""

import gc
import warnings
from pathlib import Path

import pytest

from pos.app.coins import Offer, real_offer, wiring_at
from pos.app.families.family import Ground
from pos.app.places import Place, places
from pos.domain.errors import Refused
from pos.domain.ports.payer import PayerState
from tests.app.grounds import ground
from tests.chains.monero.watcher import FIRST, PRIMARY, VIEW_KEY

WALLET = {"address": PRIMARY, "view_key": VIEW_KEY}
NODE = {"daemon": "http://127.0.0.1:18081"}


def money_back(refunds: object, folder: Path = Path("nowhere")) -> tuple[Place, Ground]:
    """A shop whose refunds in Monero are set up so."""
    tables = {"coins": {"XMR": {}}, "wallets": {"XMR": WALLET}, "chains": {"XMR": NODE}}
    shop = ground({**tables, "refunds": {"XMR": refunds}}, folder)
    (place,) = places(shop.settings)
    return place, shop


def keystore(folder: Path) -> Path:
    """A refund wallet's file, as far as its name goes."""
    path = folder / "keystores" / "monero" / "wallets" / "refunds.keys"
    path.parent.mkdir(parents=True)
    path.touch()
    return path


def offer(wallet: object = WALLET, node: object = NODE) -> Offer:
    tables = {"coins": {"XMR": {}}, "wallets": {"XMR": wallet}, "chains": {"XMR": node}}
    return real_offer(ground(tables))


def test_a_node_an_address_and_a_view_key_are_enough() -> None:
    made = offer()

    (method,), (chain,) = made.methods, made.chains
    assert method.coin.code == "XMR"
    assert made.stale_after_s == {chain.id: 2400}
    assert chain.sources()[0].name.endswith("127.0.0.1:18081")


def test_several_nodes_are_kept_in_order() -> None:
    nodes = ["http://127.0.0.1:1", "http://127.0.0.1:2"]
    (chain,) = offer(node={"daemon": nodes}).chains

    names = [source.name for source in chain.sources()]
    assert [name[-11:] for name in names[:2]] == ["127.0.0.1:1", "127.0.0.1:2"]


def test_the_view_key_can_be_kept_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "view.key").write_text(VIEW_KEY + "\n", encoding="ascii")

    made = offer({"address": PRIMARY, "view_key_file": str(tmp_path / "view.key")})

    assert made.methods[0].wallet.id == offer().methods[0].wallet.id


def test_no_login_is_shown() -> None:
    logins = {"daemon_login": "me:hu sh@1", "wallet_rpc_login": "me:hush"}
    made = offer(node={**NODE, "wallet_rpc": "http://127.0.0.1:18083", **logins})

    assert "hu" not in str([source.name for source in made.chains[0].sources()])
    assert "hush" not in repr(made)


@pytest.mark.parametrize(
    ("wallet", "node", "words"),
    [
        ({}, NODE, "wallets.XMR.address is missing"),
        ({"address": PRIMARY}, NODE, "wallets.XMR: The private view key has 64"),
        ({**WALLET, "address": FIRST}, NODE, "wallets.XMR: Give the wallet's primary address"),
        ({**WALLET, "view_key": VIEW_KEY[::-1]}, NODE, "wallets.XMR: "),
        ({**WALLET, "view_key_file": "x"}, NODE, "view_key and view_key_file: keep one"),
        ({"address": PRIMARY, "view_key_file": "/no/file"}, NODE, "view_key_file: "),
        ({**WALLET, "restore_height": -1}, NODE, "wallets.XMR.restore_height: cannot be below"),
        (WALLET, {}, "chains.XMR.daemon is missing"),
        (WALLET, {**NODE, "electrum": ["ssl://x:1"]}, "chains.XMR.electrum: means nothing for"),
        (WALLET, {"daemon": "http://[::1", "daemon_login": "a:b"}, "A Monero program's address"),
        (WALLET, {**NODE, "wallet_rpc": "nowhere"}, "chains.XMR: A Monero program's address is"),
        (WALLET, {"daemon": "nowhere"}, "chains.XMR: A Monero program's address is like"),
    ],
)
def test_a_mistake_names_the_setting_to_correct(wallet: object, node: object, words: str) -> None:
    with pytest.raises(Refused) as refused:
        offer(wallet, node)

    assert words in refused.value.text
    assert VIEW_KEY not in refused.value.text


async def test_the_owner_can_compare_the_first_address_without_any_program() -> None:
    owner = ground({"coins": {"XMR": {}}, "wallets": {"XMR": WALLET}, "chains": {"XMR": NODE}})
    (place,) = places(owner.settings)

    ours = await wiring_at(place).ours(place, owner)

    assert ours.first == FIRST
    assert ours.descriptor is None


async def test_comparing_the_first_address_leaves_no_subscription_behind() -> None:
    node = {**NODE, "zmq": "tcp://127.0.0.1:18083"}
    owner = ground({"coins": {"XMR": {}}, "wallets": {"XMR": WALLET}, "chains": {"XMR": node}})
    (place,) = places(owner.settings)

    with warnings.catch_warnings(record=True) as unclosed:
        warnings.simplefilter("always", ResourceWarning)
        await wiring_at(place).ours(place, owner)
        gc.collect()

    assert unclosed == []


def test_without_a_refund_wallet_the_owner_pays(tmp_path: Path) -> None:
    place, shop = money_back({}, tmp_path)

    assert wiring_at(place).payer(place, shop) is None


async def test_a_refund_wallet_in_the_keystore_is_locked_at_first(tmp_path: Path) -> None:
    path = keystore(tmp_path)
    place, shop = money_back({}, tmp_path)
    payer = wiring_at(place).payer(place, shop)

    assert wiring_at(place).chest(place, shop).path == path
    assert payer is not None
    assert payer.state is PayerState.LOCKED
    await payer.close()


def test_the_owner_can_pay_although_there_is_a_refund_wallet(tmp_path: Path) -> None:
    keystore(tmp_path)
    place, shop = money_back({"wallet": "owner"}, tmp_path)

    assert wiring_at(place).payer(place, shop) is None


@pytest.mark.parametrize("wallet", ["", "node"])
async def test_a_running_program_can_pay(wallet: str) -> None:
    settings = {"wallet": wallet, "wallet_rpc": "http://127.0.0.1:1", "wallet_rpc_login": "a:hush"}
    place, shop = money_back(settings)
    payer = wiring_at(place).payer(place, shop)

    assert payer is not None
    assert payer.state is PayerState.READY
    assert "hush" not in repr(payer)
    await payer.close()


@pytest.mark.parametrize(
    ("refunds", "words"),
    [
        ({"wallet": "node"}, "refunds.XMR.wallet_rpc is missing"),
        ({"wallet": "keystore", "wallet_rpc": "http://x:1"}, "refunds.XMR: wallet_rpc means"),
        ({"restore_height": -1}, "refunds.XMR.restore_height: cannot be below zero"),
        ({"wallet_rpc": "nowhere"}, "A Monero program's address is like"),
    ],
)
def test_a_mistake_about_refunds_names_the_setting(refunds: object, words: str) -> None:
    place, shop = money_back(refunds)

    with pytest.raises(Refused) as refused:
        wiring_at(place).payer(place, shop)

    assert words in refused.value.text
