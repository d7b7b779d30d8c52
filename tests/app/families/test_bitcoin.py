"""Coins of Bitcoin's kind from settings: own node or servers, whose wallet, what is refused."""

from dataclasses import replace
from pathlib import Path

import pytest

from pos.app.coins import Offer, real_offer, wiring_at
from pos.app.families.family import Ground
from pos.app.places import places
from pos.chains.bitcoin.core.chain import CoreChain
from pos.chains.bitcoin.electrum.chain import ElectrumChain
from pos.chains.bitcoin.network import VPUB
from pos.domain.errors import Refused
from pos.domain.ports.payer import Payer, PayerState
from tests.app.grounds import ground
from tests.app.owners import WALLETS, ZPUB_KEY
from tests.chains.bitcoin.owner import MNEMONIC, exported

REGTEST = "bip122:0f9188f13cb7b2c71f2a335e3a4fc328"
NODE = {"rpc": "http://127.0.0.1:8332", "rpc_user": "u", "rpc_password": "hush"}
SERVERS = ["ssl://one.example:50002", "ssl://two.example:50002"]


def shop(**tables: object) -> Ground:
    return ground({"coins": {"BTC": {}}, "wallets": WALLETS} | tables)


def offer(**tables: object) -> Offer:
    return real_offer(shop(**tables))


@pytest.mark.parametrize(
    ("code", "block_s"), [("BTC", 600), ("LTC", 150), ("DOGE", 60), ("BCH", 600)]
)
def test_a_key_is_all_that_a_shop_without_a_node_needs(code: str, block_s: int) -> None:
    made = offer(coins={code: {}})

    (method,), (chain,) = made.methods, made.chains
    assert isinstance(chain, ElectrumChain)
    assert chain.id == method.chain == method.coin.asset.chain
    assert made.stale_after_s == {chain.id: 20 * block_s}
    assert len(chain.sources()) >= 2


async def test_customers_get_the_owners_addresses() -> None:
    (method,) = offer().methods

    assert await method.wallet.addresses(0, 1) == ["bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu"]


def test_an_own_node_wins_over_servers() -> None:
    (chain,) = offer(chains={"BTC": {**NODE, "electrum": SERVERS}}).chains

    assert isinstance(chain, CoreChain)


def test_servers_of_the_owners_choice_are_the_only_ones_asked() -> None:
    (chain,) = offer(chains={"BTC": {"electrum": SERVERS}}).chains

    assert [source.name for source in chain.sources()] == ["one.example:50002", "two.example:50002"]


def test_one_server_is_enough_if_the_owner_says_that_it_is_theirs() -> None:
    settings = {"electrum": ["tcp://127.0.0.1:50001"], "electrum_least": 1}
    (chain,) = offer(chains={"BTC": settings}).chains

    assert [source.name for source in chain.sources()] == ["127.0.0.1:50001"]


def test_a_coin_can_stand_on_its_test_network() -> None:
    (method,) = offer(
        coins={"BTC": {"chain": REGTEST}},
        wallets={"BTC": {"key": exported("m/84'/1'/0'", VPUB)}},
        chains={"BTC": NODE},
    ).methods

    assert method.chain == REGTEST


def test_a_test_network_without_a_node_or_servers_says_what_to_name() -> None:
    with pytest.raises(Refused, match=r"chains\.BTC: name the shop's own node as rpc"):
        offer(
            coins={"BTC": {"chain": REGTEST}},
            wallets={"BTC": {"key": exported("m/84'/1'/0'", VPUB)}},
        )


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({"electrum": SERVERS[:1]}, "chains.BTC.electrum: names 1 of them, and 2 must agree"),
        ({"electrum": [SERVERS[0]] * 3}, "chains.BTC.electrum: names 1 of them, and 2 must agree"),
        (
            {"electrum": ["https://x.example", *SERVERS]},
            "chains.BTC: An Electrum server is written",
        ),
        ({"electrum_least": 0}, "chains.BTC.electrum_least: must be at least 1"),
        ({"proxy": "http://127.0.0.1:9050"}, "chains.BTC: The proxy is written as socks5://"),
        ({"rpc": "127.0.0.1:8332"}, "chains.BTC.rpc: is written as http://127.0.0.1:8332"),
        ({"rpc": "http://[::1"}, "chains.BTC.rpc: is written as http://127.0.0.1:8332"),
        ({"rpc": "http://127.0.0.1:99999"}, "chains.BTC.rpc: is written as http://127.0.0.1:8332"),
        ({"rpc": "http://127.0.0.1:8332"}, "chains.BTC.rpc_user: is missing"),
        ({"rpc_user": "me"}, "chains.BTC.rpc: is missing: rpc_user belongs to the shop's own node"),
        ({"zmq": "tcp://127.0.0.1:1"}, "chains.BTC.rpc: is missing: zmq belongs to the shop's own"),
        (
            {"http": ["http://127.0.0.1:1"]},
            "chains.BTC.http: means nothing for a chain of Bitcoin's",
        ),
        ({"daemon": "http://127.0.0.1:1"}, "chains.BTC.daemon: means nothing for a chain of"),
        ({"poll_s": "0"}, "chains.BTC.poll_s: must be at least 0.05"),
        ({"stale_after_s": -1}, "chains.BTC.stale_after_s: cannot be below zero"),
    ],
)
def test_a_mistake_names_the_setting_to_correct(chosen: dict[str, object], words: str) -> None:
    with pytest.raises(Refused) as refused:
        offer(chains={"BTC": chosen})

    assert words in refused.value.text


@pytest.mark.parametrize(
    ("wallet", "words"),
    [
        ({}, "wallets.BTC.key is missing"),
        ({"key": exported("m/84'/1'/0'", VPUB)}, "wallets.BTC.key: This is a key of a test net"),
        ({"key": "hello"}, "wallets.BTC.key: This is neither an extended public key"),
        ({"key": ZPUB_KEY, "script": "tr"}, "wallets.BTC.key: The key says that its addresses are"),
        (
            {"key": ZPUB_KEY, "script": "p2wpkh"},
            "wallets.BTC.script: “p2wpkh” is none of pkh, sh(w",
        ),
    ],
)
def test_a_wallet_that_cannot_be_is_refused(wallet: dict[str, object], words: str) -> None:
    with pytest.raises(Refused) as refused:
        offer(wallets={"BTC": wallet})

    assert words in refused.value.text
    assert ZPUB_KEY not in refused.value.text


def test_no_secret_is_shown_where_settings_or_chains_are_printed() -> None:
    place = places(shop(chains={"BTC": NODE}).settings)[0]

    assert "hush" not in f"{place!r} {shop(chains={'BTC': NODE})!r} {offer(chains={'BTC': NODE})!r}"


@pytest.mark.parametrize(
    ("code", "first", "path"),
    [
        ("BTC", "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu", "wpkh, path m/84'/0'/0'/0/0"),
        ("LTC", "ltc1qjmxnz78nmc8nq77wuxh25n2es7rzm5c2rkk4wh", "wpkh, path m/84'/2'/0'/0/0"),
        ("DOGE", "DBus3bamQjgJULBJtYXpEzDWQRwF5iwxgC", "pkh, path m/44'/3'/0'/0/0"),
        ("BCH", "bitcoincash:qqyx49mu0kkn9ftfj6hje6g2wfer34yfnq5tahq3q6", "m/44'/145'/0'/0/0"),
    ],
)
async def test_the_owner_can_compare_the_first_address(code: str, first: str, path: str) -> None:
    owner = shop(coins={code: {}})
    (place,) = places(owner.settings)

    ours = await wiring_at(place).ours(place, owner)

    assert ours.first == first
    assert ours.kind.endswith(path)
    assert ours.note == ""


async def test_a_key_that_does_not_tell_its_kind_is_pointed_out() -> None:
    owner = shop(coins={"LTC": {}}, wallets={"LTC": {"key": WALLETS["LTC"]["key"]}})
    (place,) = places(owner.settings)

    ours = await wiring_at(place).ours(place, owner)

    assert "wpkh was taken" in ours.note


async def test_each_server_is_tried_by_itself() -> None:
    owner = shop(chains={"BTC": {"electrum": SERVERS}})
    (place,) = places(owner.settings)

    trials = wiring_at(place).trials(place, owner)

    assert [trial.subject for trial in trials] == [
        "chains.BTC, electrum one.example:50002",
        "chains.BTC, electrum two.example:50002",
    ]


# ---- money that goes back


def _payer(folder: Path, **refunds: object) -> Payer | None:
    stands = shop(chains={"BTC": NODE}, refunds={"BTC": refunds})
    (place,) = places(stands.settings)
    return wiring_at(place).payer(place, replace(stands, folder=folder))


async def test_a_refund_wallet_is_used_as_soon_as_it_was_made(tmp_path: Path) -> None:
    stands = replace(shop(chains={"BTC": NODE}), folder=tmp_path)
    (place,) = places(stands.settings)
    assert wiring_at(place).payer(place, stands) is None

    chest = wiring_at(place).chest(place, stands)
    made = await chest.make("a passphrase")
    payer = wiring_at(place).payer(place, stands)

    assert chest.path == tmp_path / "keystores" / "BTC.json"
    assert made.address.startswith("bc1q")
    assert payer is not None
    assert payer.chain == place.id
    assert payer.state is PayerState.LOCKED
    await payer.unlock("a passphrase")
    await payer.close()


async def test_a_refund_wallet_comes_back_from_its_words(tmp_path: Path) -> None:
    stands = replace(shop(chains={"BTC": {"electrum": SERVERS}}), folder=tmp_path)
    (place,) = places(stands.settings)

    address = await wiring_at(place).chest(place, stands).restore(MNEMONIC, "a passphrase")
    payer = wiring_at(place).payer(place, stands)

    assert address == "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu"
    assert payer is not None
    await payer.close()


async def test_the_owner_pays_by_hand_where_they_say_so(tmp_path: Path) -> None:
    (tmp_path / "keystores").mkdir()
    (tmp_path / "keystores" / "BTC.json").write_text("{}")

    assert _payer(tmp_path, wallet="owner") is None
    payer = _payer(tmp_path, wallet="keystore")
    assert payer is not None
    await payer.close()


async def test_the_nodes_wallet_pays_where_it_is_chosen(tmp_path: Path) -> None:
    payer = _payer(tmp_path, wallet="node", node_wallet="refunds")

    assert payer is not None
    assert payer.state is PayerState.READY
    await payer.close()


def test_the_nodes_wallet_needs_a_node() -> None:
    stands = shop(chains={"BTC": {"electrum": SERVERS}}, refunds={"BTC": {"wallet": "node"}})
    (place,) = places(stands.settings)

    with pytest.raises(Refused, match=r"refunds\.BTC\.wallet: .* chains\.BTC\.rpc names none"):
        wiring_at(place).payer(place, stands)
