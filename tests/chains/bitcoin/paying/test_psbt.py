"""Refunds that the owner's own wallet signs: made here, signed and mined by a real one."""

import base64
import secrets
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from pos.chains.bitcoin.address import script_of
from pos.chains.bitcoin.keys import DescriptorWallet
from pos.chains.bitcoin.network import (
    BITCOIN_CASH,
    BITCOIN_REGTEST,
    DOGECOIN,
    TPUB,
    Network,
    Script,
)
from pos.chains.bitcoin.paying.psbt import Own, Target, psbt_of
from pos.chains.wally import wallycore
from pos.domain.errors import Refused
from tests.chains.bitcoin.owner import FINGERPRINT, exported, secret_key
from tests.fakes.electrum_server import payment
from tests.nodes.bitcoin import BitcoinNode
from tests.nodes.payer import Payer
from tests.nodes.rpc import Rpc

COIN = 10**8
PURPOSES = {Script.PKH: 44, Script.SH_WPKH: 49, Script.WPKH: 84, Script.TR: 86}
TPRV = bytes.fromhex("04358394")


@dataclass
class Owner:
    """The owner's wallet in Knots, with private keys, and what the shop knows of it."""

    kind: Script
    shop: DescriptorWallet
    rpc: Rpc

    @property
    def origin(self) -> str:
        return f"m/{PURPOSES[self.kind]}'/1'/0'".replace("'", "h")


@pytest.fixture(params=Script)
def owner(request: pytest.FixtureRequest, knots: BitcoinNode) -> Iterator[Owner]:
    kind: Script = request.param
    path = f"{PURPOSES[kind]}h/1h/0h"
    private = wallycore.base58check_to_bytes(secret_key(f"m/{path}"))
    tprv = wallycore.base58check_from_bytes(TPRV + bytes(private)[4:])
    name = f"owner-{secrets.token_hex(4)}"
    knots.rpc("createwallet", name, False, True)
    rpc = Rpc(f"{knots.url}/wallet/{name}", f"{knots.user}:{knots.password}")
    wanted = []
    for branch in (0, 1):
        bare = _wrapped(kind, f"[{FINGERPRINT}/{path}]{tprv}/{branch}/*")
        checksum = knots.rpc("getdescriptorinfo", bare)["checksum"]
        wanted.append(
            {
                "desc": f"{bare}#{checksum}",
                "active": True,
                "internal": bool(branch),
                "timestamp": "now",
                "range": [0, 100],
            }
        )
    assert all(done["success"] for done in rpc("importdescriptors", wanted))
    public = _wrapped(kind, f"[{FINGERPRINT}/{path}]{exported(f'm/{path}', TPUB)}/0/*")
    yield Owner(kind=kind, shop=DescriptorWallet(public, BITCOIN_REGTEST), rpc=rpc)
    knots.rpc("unloadwallet", name)


async def test_the_owners_wallet_signs_it_and_knows_its_change(
    owner: Owner, knots: BitcoinNode, knots_payer: Payer
) -> None:
    first, second = [secrets.randbelow(90) for _ in range(2)]
    own = [await _paid(owner, knots, knots_payer, number, COIN) for number in (first, second)]
    knots.mine()
    customer = knots.address()
    target = Target(script=script_of(customer, BITCOIN_REGTEST), units=150_000_000, rate=5_000)

    psbt = base64.b64encode(psbt_of(own, owner.shop.descriptor, target, BITCOIN_REGTEST)).decode()
    told = knots.rpc("decodepsbt", psbt)
    signed = owner.rpc("walletprocesspsbt", psbt)
    final = knots.rpc("finalizepsbt", signed["psbt"])
    knots.rpc("sendrawtransaction", final["hex"])
    knots.mine()

    derived = "taproot_bip32_derivs" if owner.kind is Script.TR else "bip32_derivs"
    ways = [part[derived][0] for part in (*told["inputs"], told["outputs"][1])]
    assert {way["master_fingerprint"] for way in ways} == {FINGERPRINT}
    assert [way["path"].replace("'", "h") for way in ways] == [
        f"{owner.origin}/0/{first}",
        f"{owner.origin}/0/{second}",
        f"{owner.origin}/1/{first % 6}",
    ]
    vsize = knots.rpc("decoderawtransaction", final["hex"])["vsize"]
    fee = 150_000_000 - _received(knots, customer)
    assert 5 * vsize <= fee <= 5 * (vsize + 4)
    change = told["tx"]["vout"][1]["scriptPubKey"]["address"]
    assert owner.rpc("getaddressinfo", change)["ischange"]
    assert _received(knots, change) >= 50_000_000


async def test_without_change_everything_but_the_fee_goes_back(
    owner: Owner, knots: BitcoinNode, knots_payer: Payer
) -> None:
    own = await _paid(owner, knots, knots_payer, secrets.randbelow(90), 100_000)
    target = Target(script=own_script(), units=100_000, rate=5_000)

    psbt = psbt_of([own], owner.shop.descriptor, target, BITCOIN_REGTEST)

    told = knots.rpc("decodepsbt", base64.b64encode(psbt).decode())
    (paid,) = told["tx"]["vout"]
    assert paid["value"] * COIN + told["fee"] * COIN == 100_000


async def test_what_the_fee_would_eat_is_refused() -> None:
    with pytest.raises(Refused) as why:
        await _made(units=1_000, rate=50_000)
    assert why.value.code == "eaten"


async def test_money_at_another_address_is_refused() -> None:
    with pytest.raises(Refused) as why:
        await _made(number=8)
    assert why.value.code == "not_ours"


async def test_less_money_than_goes_back_is_refused() -> None:
    with pytest.raises(Refused) as why:
        await _made(units=2 * COIN)
    assert why.value.code == "no_funds"


async def test_a_key_of_one_branch_tells_no_address_for_change() -> None:
    wallet = DescriptorWallet(exported("m/84'/1'/0'/0", TPUB), BITCOIN_REGTEST)
    with pytest.raises(Refused) as why:
        await _made(wallet=wallet, units=COIN // 2)
    assert why.value.code == "no_change"


async def test_bitcoin_cash_has_no_wallets_that_read_it() -> None:
    with pytest.raises(Refused) as why:
        await _made(
            network=BITCOIN_CASH, wallet=DescriptorWallet(exported("m/44'/145'/0'"), BITCOIN_CASH)
        )
    assert why.value.code == "no_psbt"


async def test_a_key_without_origin_is_named_by_itself() -> None:
    wallet = DescriptorWallet(exported("m/44'/3'/0'"), DOGECOIN)
    psbt = await _made(network=DOGECOIN, wallet=wallet, units=COIN, rate=1_000_000)

    key = wallycore.bip32_key_from_base58(exported("m/44'/3'/0'"))
    name = bytes(wallycore.bip32_key_get_fingerprint(key))
    assert name + bytes([0, 0, 0, 0, 7, 0, 0, 0]) in psbt


def own_script() -> bytes:
    return b"\x00\x14" + secrets.token_bytes(20)


async def _made(
    *,
    network: Network = BITCOIN_REGTEST,
    wallet: DescriptorWallet | None = None,
    units: int = COIN,
    rate: int = 2_000,
    number: int = 7,
) -> bytes:
    """A refund of a payment to address 7, called the one of `number`."""
    wallet = wallet or DescriptorWallet(exported("m/84'/1'/0'", TPUB), network)
    (address,) = await wallet.addresses(7, 1)
    parent = payment((script_of(address, network), COIN))
    target = Target(script=script_of(address, network), units=units, rate=rate)
    own = Own(parent=parent, vout=0, number=number)
    return psbt_of([own], wallet.descriptor, target, network)


async def _paid(owner: Owner, knots: BitcoinNode, payer: Payer, number: int, units: int) -> Own:
    (address,) = await owner.shop.addresses(number, 1)
    txid = payer.pay([(address, units)])
    return Own(parent=bytes.fromhex(payer.raw(txid)), vout=0, number=number)


def _received(knots: BitcoinNode, address: str) -> int:
    return int(knots.rpc("scantxoutset", "start", [f"addr({address})"])["total_amount"] * COIN)


def _wrapped(kind: Script, key: str) -> str:
    return f"{kind.rstrip(')')}({key}){')' * kind.count('(')}"
