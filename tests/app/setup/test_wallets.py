"""A key is judged by the rules of a real start, and its first address is derived."""

from dataclasses import replace
from typing import Final

import pytest
from Crypto.PublicKey.ECC import EccPoint

from pos.chains.monero.address import (
    Address,
    Kind,
    Network,
    format_address,
    keccak256,
    parse_address,
)
from pos.domain.errors import Refused
from tests.app.owners import WALLETS, ZPUB_KEY
from tests.app.setup.conftest import Doors
from tests.chains.monero.watcher import FIRST, PRIMARY, VIEW_KEY
from tests.journeys.florin import XPUB
from tests.nodes.anvil import Anvil

FIRST_BIP84 = "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu"
ORDER: Final = 2**252 + 27742317777372353535851937790883648493
GENERATOR: Final = EccPoint(
    15112221349535400772501151409588531511454012693041857206046113283949847762202,
    46316835694926478169428394003475163141307993866256225615783033603165251855960,
    curve="Ed25519",
)
WORDS = "abandon ability able about above absent absorb abstract absurd abuse access accident"


async def test_a_zpub_gives_its_first_address_and_its_other_kinds(doors: Doors) -> None:
    seen = await doors.wallets.look("BTC", {"wallets.BTC.key": ZPUB_KEY})

    assert (seen.first, seen.script, seen.is_guess) == (FIRST_BIP84, "wpkh", False)
    assert seen.kind == "m/84'/0'/0'/0/0"
    assert [other.script for other in seen.others] == ["sh(wpkh)", "pkh", "tr"]


async def test_another_kind_of_the_same_key_is_that_wallet(doors: Doors) -> None:
    seen = await doors.wallets.look("BTC", {"wallets.BTC.key": ZPUB_KEY})

    for other in seen.others:
        changes = {"wallets.BTC.key": other.key, "wallets.BTC.script": other.script}
        assert (await doors.wallets.look("BTC", changes)).first == other.first


async def test_a_descriptor_that_leads_elsewhere_has_no_other_kinds(doors: Doors) -> None:
    seen = await doors.wallets.look("BTC", {"wallets.BTC.key": ZPUB_KEY})
    key = seen.others[0].key

    other = await doors.wallets.look("BTC", {"wallets.BTC.key": f"wpkh({key}/7/*)"})

    assert other.others == ()


@pytest.mark.parametrize("code", ["LTC", "DOGE", "BCH"])
async def test_the_kin_of_bitcoin_are_known_too(doors: Doors, code: str) -> None:
    changes = {f"wallets.{code}.{key}": value for key, value in WALLETS[code].items()}

    seen = await doors.wallets.look(code, changes)

    assert seen.first


async def test_an_ethereum_account_needs_no_node_to_be_shown(doors: Doors) -> None:
    seen = await doors.wallets.look("ETH", {"wallets.evm.xpub": XPUB})

    assert seen.first == "0x58A57ed9d8d624cBD12e2C467D34787555bB1b25"


async def test_a_monero_wallet_needs_no_node_to_be_shown(doors: Doors) -> None:
    changes = {"wallets.XMR.address": PRIMARY, "wallets.XMR.view_key": VIEW_KEY}

    assert (await doors.wallets.look("XMR", changes)).first == FIRST


@pytest.mark.parametrize(
    ("code", "key"), [("BTC", "wallets.BTC.key"), ("ETH", "wallets.evm.xpub"),
                      ("XMR", "wallets.XMR.address")]
)  # fmt: skip
async def test_seed_words_are_known_at_once(doors: Doors, code: str, key: str) -> None:
    with pytest.raises(Refused) as refused:
        await doors.wallets.look(code, {key: WORDS})

    assert refused.value.code == "private_key"
    assert "abandon" not in refused.value.text


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("zpub6mistyped", "mistyped"),
        ("", "Paste your account's"),
        ("bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu", "This looks like an address"),
    ],
)
async def test_what_is_no_key_is_explained_without_the_name_of_a_setting(
    doors: Doors, key: str, why: str
) -> None:
    with pytest.raises(Refused, match=why) as refused:
        await doors.wallets.look("BTC", {"wallets.BTC.key": key})

    assert "wallets." not in refused.value.text


async def test_public_servers_are_what_is_tried_by_itself(doors: Doors) -> None:
    found = await doors.wallets.trials("BTC", {"wallets.BTC.key": ZPUB_KEY})

    assert len(found) > 2
    assert all(subject.startswith("electrum ") for subject in found)


async def test_without_a_node_there_is_nothing_to_try_for_ether(doors: Doors) -> None:
    with pytest.raises(Refused, match="name at least one node"):
        await doors.wallets.trials("ETH", {"wallets.evm.xpub": XPUB})


async def test_a_connection_is_tried_and_told(doors: Doors) -> None:
    changes = {"wallets.evm.xpub": XPUB, "chains.ETH.http": ["http://127.0.0.1:9"]}
    (subject,) = await doors.wallets.trials("ETH", changes)

    assert await doors.wallets.attempt("ETH", changes, subject)


async def test_a_node_of_another_network_is_told(doors: Doors, anvil: Anvil) -> None:
    changes = {"wallets.evm.xpub": XPUB, "chains.ETH.http": [anvil.url]}
    (subject,) = await doors.wallets.trials("ETH", changes)

    wrong = await doors.wallets.attempt("ETH", changes, subject)
    there = {**changes, "coins.ETH.chain": f"eip155:{anvil.chain_id}"}
    right = await doors.wallets.attempt("ETH", there, subject)

    assert "31337" in wrong
    assert right == ""


async def test_an_ethereum_address_is_no_account(doors: Doors) -> None:
    address = "0x58A57ed9d8d624cBD12e2C467D34787555bB1b25"

    with pytest.raises(Refused, match="This looks like an address"):
        await doors.wallets.look("ETH", {"wallets.evm.xpub": address})


async def test_monero_s_spend_key_is_refused_as_what_it_is(doors: Doors) -> None:
    spend, view = scalar(b"spend"), scalar(b"view")
    address = format_address(
        Address(
            network=Network.MAIN, kind=Kind.PRIMARY, spend=public_of(spend), view=public_of(view)
        )
    )
    good = {"wallets.XMR.address": address, "wallets.XMR.view_key": view.hex()}
    assert (await doors.wallets.look("XMR", good)).first

    with pytest.raises(Refused, match="private spend key") as refused:
        await doors.wallets.look("XMR", good | {"wallets.XMR.view_key": spend.hex()})

    assert refused.value.code == "private_key"
    assert spend.hex() not in refused.value.text


async def test_seed_words_in_place_of_a_view_key_are_known_too(doors: Doors) -> None:
    changes = {"wallets.XMR.address": PRIMARY, "wallets.XMR.view_key": f"{WORDS} {WORDS} zoo"}

    with pytest.raises(Refused) as refused:
        await doors.wallets.look("XMR", changes)

    assert refused.value.code == "private_key"


@pytest.mark.parametrize("kind", [Kind.SUBADDRESS, Kind.INTEGRATED])
async def test_of_monero_the_primary_address_alone_is_a_wallet(doors: Doors, kind: Kind) -> None:
    primary = parse_address(PRIMARY)
    payment_id = b"12345678" if kind is Kind.INTEGRATED else b""
    other = format_address(replace(primary, kind=kind, payment_id=payment_id))

    with pytest.raises(Refused, match="primary address, which starts with 4"):
        await doors.wallets.look(
            "XMR", {"wallets.XMR.address": other, "wallets.XMR.view_key": VIEW_KEY}
        )


def scalar(name: bytes) -> bytes:
    """A private key of Monero's."""
    return (int.from_bytes(keccak256(name), "little") % ORDER).to_bytes(32, "little")


def public_of(key: bytes) -> bytes:
    """Its point, as addresses have it."""
    point = GENERATOR * int.from_bytes(key, "little")
    return (int(point.y) | (int(point.x) & 1) << 255).to_bytes(32, "little")
