"""`florin refunds psbt`: from a shop's database to a payment in the chain."""

import asyncio
import base64
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from pos.app.cli_refunds import refunds
from pos.app.families.family import Ground
from pos.app.psbts import write_psbt
from pos.chains.bitcoin.keys import DescriptorWallet
from pos.chains.bitcoin.network import BITCOIN_REGTEST, VPUB
from pos.chains.wally import wallycore
from pos.domain.errors import Refused
from pos.domain.money import Asset
from pos.domain.payment.advance import advance
from pos.domain.payment.deposit import Sighting
from pos.domain.payment.facts import RefundClaimed
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.policy import Acceptance
from pos.domain.payment.quote import Prompt
from pos.domain.ports.journal import Returns
from pos.domain.ports.payments import Change
from pos.storage.past import open_past
from pos.storage.store import open_store
from tests.app.grounds import ground
from tests.app.owners import WALLETS
from tests.chains.bitcoin.owner import FINGERPRINT, exported, secret_key
from tests.fakes.invoices import ETH, look, observed, payment, waiting
from tests.nodes.bitcoin import BitcoinNode
from tests.nodes.payer import Payer
from tests.nodes.rpc import Rpc

COIN = 10**8
BTC = Asset(code="BTC", decimals=8, chain=BITCOIN_REGTEST.id)
KEY = exported("m/84'/1'/0'", VPUB)
WALLET = DescriptorWallet(KEY, BITCOIN_REGTEST)
OVER = 5_000
CUSTOMER = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080"


def shop(folder: Path, node: BitcoinNode | None = None, **refunds: object) -> Ground:
    chains: Mapping[str, object] = {"BTC": {"rpc": "http://127.0.0.1:1", "rpc_user": "u"}}
    if node is not None:
        chains = {
            "BTC": {"rpc": node.url, "rpc_user": node.user, "rpc_password": node.password},
        }
    coins = {"BTC": {"chain": BITCOIN_REGTEST.id}}
    tables = {"coins": coins, "chains": chains, "wallets": WALLETS | {"BTC": {"key": KEY}}}
    return ground(tables | ({"refunds": {"BTC": refunds}} if refunds else {}), folder)


async def test_the_owners_wallet_signs_what_was_written_and_it_is_mined(
    knots: BitcoinNode, knots_payer: Payer, tmp_path: Path
) -> None:
    number = secrets.randbelow(90)
    (address,) = await WALLET.addresses(number, 1)
    txid = knots_payer.pay([(knots.address(), 10_000), (address, COIN)])
    height = knots.mine()
    customer = knots.address()
    refund = await _kept(tmp_path, _late(number, _paid(address, txid, height), customer))

    await write_psbt(refund, tmp_path / "back.psbt", shop(tmp_path, knots))
    with open_past(tmp_path / "florin.db") as past:
        (noted,) = past.returning((Returns.PLANNED,))
    psbt = base64.b64encode((tmp_path / "back.psbt").read_bytes()).decode()
    signed = _owner(knots)("walletprocesspsbt", psbt)
    knots.rpc("sendrawtransaction", knots.rpc("finalizepsbt", signed["psbt"])["hex"])
    knots.mine()

    found = knots.rpc("scantxoutset", "start", [f"addr({customer})"])
    assert COIN - 100_000 < found["total_amount"] * COIN < COIN
    assert noted.refunds[0].handed_units == found["total_amount"] * COIN
    with pytest.raises(Refused, match="is there already"):
        await write_psbt(refund, tmp_path / "back.psbt", shop(tmp_path, knots))


async def test_a_refund_that_florin_itself_pays_is_not_written(tmp_path: Path) -> None:
    (address,) = await WALLET.addresses(3, 1)
    refund = await _kept(tmp_path, _late(3, _paid(address), CUSTOMER))
    (tmp_path / "keystores").mkdir()
    (tmp_path / "keystores" / "BTC.json").write_text("{}")

    with pytest.raises(Refused) as why:
        await write_psbt(refund, tmp_path / "back.psbt", shop(tmp_path))
    assert why.value.code == "not_by_hand"
    assert 'refunds.BTC.mode = "manual"' in why.value.text


def test_a_shop_without_a_node_that_answers_writes_nothing(tmp_path: Path) -> None:
    (address,) = asyncio.run(_addresses(3))
    refund = asyncio.run(_kept(tmp_path, _late(3, _paid(address), CUSTOMER)))
    profile = tmp_path / "config.toml"
    profile.write_text(
        f'[coins.BTC]\nchain = "{BITCOIN_REGTEST.id}"\n[wallets.BTC]\nkey = "{KEY}"\n'
        '[chains.BTC]\nrpc = "http://127.0.0.1:1"\nrpc_user = "u"\n'
        '[refunds.BTC]\nmode = "manual"\n'
    )

    told = CliRunner().invoke(
        refunds, ["psbt", "--profile", str(tmp_path), refund, "-o", str(tmp_path / "back.psbt")]
    )

    assert "cannot be reached" in str(told.exception)
    assert not (tmp_path / "back.psbt").exists()


async def test_refunds_in_other_coins_have_no_such_file(tmp_path: Path) -> None:
    paid = _paid("0x" + "a1" * 20, asset=ETH)
    refund = await _kept(tmp_path, _late(3, paid, "0x" + "c1" * 20))

    with pytest.raises(Refused) as why:
        await write_psbt(refund, tmp_path / "back.psbt", shop(tmp_path))
    assert why.value.code == "no_psbt"


@pytest.mark.parametrize("refund", ["", "nobody's-1", "00000000000000aa-2"])
async def test_a_refund_that_there_is_not_is_refused(tmp_path: Path, refund: str) -> None:
    (address,) = await WALLET.addresses(3, 1)
    await _kept(tmp_path, _late(3, _paid(address), CUSTOMER))

    with pytest.raises(Refused) as why:
        await write_psbt(refund, tmp_path / "back.psbt", shop(tmp_path))
    assert why.value.code == "unknown_refund"


def _paid(address: str, txid: str = "ab" * 32, height: int = 10, *, asset: Asset = BTC) -> Sighting:
    return payment(COIN, txid, height=height, address=address, asset=asset, index="1")


def _late(number: int, paid: Sighting, customer: str) -> Invoice:
    """A payment came after the time was over, and its owner said where it goes back to."""
    prompt = Prompt(
        due=paid.amount,
        address=paid.address,
        wallet=WALLET.id,
        key_index=number,
        qr="",
        uri="",
        acceptance=Acceptance(confirmations=1, tolerance_units=0),
    )
    invoice, chain = waiting(2_000, prompt), paid.chain
    for at in (OVER, OVER + 1):
        now = look(at, height=paid.height or 0, chain=chain)
        invoice = advance(invoice, observed(now, paid)).invoice
    claim = RefundClaimed(at=OVER + 2, chain=chain, to=customer)
    return replace(advance(invoice, claim).invoice, version=1)


async def _addresses(number: int) -> Sequence[str]:
    return await WALLET.addresses(number, 1)


async def _kept(folder: Path, invoice: Invoice) -> str:
    """Put it into the shop's database; the refund's id."""
    (refund,) = invoice.refunds
    store = open_store(folder / "florin.db")
    await store.payments.commit(Change(invoice=invoice))
    store.close()
    return refund.id


def _owner(knots: BitcoinNode) -> Rpc:
    """The owner's wallet in Knots."""
    name = f"owner-{secrets.token_hex(4)}"
    raw = bytes(wallycore.base58check_to_bytes(secret_key("m/84'/1'/0'")))
    tprv = wallycore.base58check_from_bytes(bytes.fromhex("04358394") + raw[4:])
    bare = f"wpkh([{FINGERPRINT}/84h/1h/0h]{tprv}/0/*)"
    knots.rpc("createwallet", name, False, True)
    rpc = Rpc(f"{knots.url}/wallet/{name}", f"{knots.user}:{knots.password}")
    checksum = knots.rpc("getdescriptorinfo", bare)["checksum"]
    wanted = {"desc": f"{bare}#{checksum}", "timestamp": "now", "range": [0, 100]}
    (done,) = rpc("importdescriptors", [wanted])
    assert done["success"]
    return rpc
