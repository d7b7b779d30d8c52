"""A bitcoin wallet set up in the assistant, against a real node and a real Electrum server."""

import pytest

from pos.app.config import load_settings
from pos.chains.bitcoin.network import BITCOIN_REGTEST
from pos.domain.errors import Refused
from pos.gui.setupdoors import Changes
from tests.app.owners import ZPUB_KEY
from tests.app.setup.conftest import Doors
from tests.journeys.coins_config import TPUB
from tests.nodes.bitcoin import BitcoinNode
from tests.nodes.electrum import ElectrumServer


@pytest.fixture
def regtest(doors: Doors) -> Doors:
    """A profile whose owner wrote one line by hand: bitcoin is that of a private chain."""
    doors.profile.folder.mkdir()
    text = f'[coins.BTC]\nenabled = false\nchain = "{BITCOIN_REGTEST.id}"\n'
    doors.profile.config.write_text(text, encoding="utf-8")
    return doors


async def tried(doors: Doors, changes: Changes) -> dict[str, str]:
    subjects = await doors.wallets.trials("BTC", changes)
    return {each: await doors.wallets.attempt("BTC", changes, each) for each in subjects}


async def test_the_address_to_compare_is_the_one_that_a_real_node_derives(
    regtest: Doors, knots: BitcoinNode
) -> None:
    seen = await regtest.wallets.look("BTC", {"wallets.BTC.key": TPUB})

    for script, first in [(seen.script, seen.first), *((o.script, o.first) for o in seen.others)]:
        opening = script.rstrip(")")
        text = f"{opening}({TPUB}/0/*)" + ")" * opening.count("(")
        told = knots.rpc("getdescriptorinfo", text)["descriptor"]
        assert knots.rpc("deriveaddresses", told, [0, 0]) == [first]


async def test_bitcoin_is_set_up_over_a_real_electrum_server_and_the_shop_can_open(
    regtest: Doors, knots_electrum: ElectrumServer
) -> None:
    changes = {
        "wallets.BTC.key": TPUB,
        "chains.BTC.electrum": [f"tcp://{knots_electrum.host}:{knots_electrum.tcp_port}"],
        "chains.BTC.electrum_least": 1,
        "coins.BTC.enabled": True,
    }
    assert list((await tried(regtest, changes)).values()) == [""]

    await regtest.notes.save(changes)
    await regtest.owner.choose("2468", "")
    await regtest.notes.finish(is_open=True)

    coin = load_settings(regtest.profile.config, {}).coins["BTC"]
    assert (coin.enabled, coin.chain) == (True, BITCOIN_REGTEST.id)


async def test_a_node_of_ones_own_is_tried_with_its_password_and_without(
    regtest: Doors, knots: BitcoinNode
) -> None:
    user, _, password = knots.cookie.read_text(encoding="ascii").partition(":")
    changes = {"wallets.BTC.key": TPUB, "chains.BTC.rpc": knots.url, "chains.BTC.rpc_user": user}

    (good,) = (await tried(regtest, {**changes, "chains.BTC.rpc_password": password})).values()
    (wrong,) = (await tried(regtest, {**changes, "chains.BTC.rpc_password": "nope"})).values()

    assert good == ""
    assert "password" in wrong
    assert "nope" not in wrong


async def test_a_server_of_another_chain_is_told(
    doors: Doors, knots_electrum: ElectrumServer
) -> None:
    server = f"tcp://{knots_electrum.host}:{knots_electrum.tcp_port}"
    changes = {
        "wallets.BTC.key": ZPUB_KEY,
        "chains.BTC.electrum": [server],
        "chains.BTC.electrum_least": 1,
    }

    (why,) = (await tried(doors, changes)).values()

    assert "chain" in why


async def test_a_key_of_the_real_chain_is_no_wallet_of_a_test_chain(regtest: Doors) -> None:
    with pytest.raises(Refused, match="a key of "):
        await regtest.wallets.look("BTC", {"wallets.BTC.key": ZPUB_KEY})
