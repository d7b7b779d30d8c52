"""What `florin wallets` shows and writes."""

import json
import shlex
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from pos.app.export import export
from pos.app.settings import Settings
from pos.app.wallets import Account, accounts, told
from pos.chains.bitcoin.keys import DescriptorWallet
from pos.chains.bitcoin.network import BITCOIN, BITCOIN_REGTEST, VPUB
from pos.domain.errors import Refused
from pos.domain.ids import InvoiceId
from pos.domain.money import Amount, Asset
from pos.domain.payment.advance import advance
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.policy import Acceptance
from pos.domain.payment.quote import Prompt
from pos.domain.ports.payments import Change
from pos.storage.store import open_store
from tests.app.grounds import ground
from tests.app.owners import WALLETS, ZPUB_KEY
from tests.chains.bitcoin.owner import exported
from tests.fakes.invoices import look, observed, payment, waiting
from tests.nodes.bitcoin import BitcoinNode
from tests.nodes.payer import Payer
from tests.nodes.rpc import Rpc

BTC = Asset(code="BTC", decimals=8, chain=BITCOIN.id)
WALLET = DescriptorWallet(ZPUB_KEY, BITCOIN)


def settings(**coins: dict[str, str]) -> Settings:
    chains = {"ETH": {"http": ["http://127.0.0.1:1"]}, "XMR": {"daemon": "http://127.0.0.1:1"}}
    return ground({"coins": coins, "wallets": WALLETS, "chains": chains}).settings


async def sold(folder: Path, count: int, paid: Sequence[int]) -> list[Invoice]:
    """A shop's past: so many addresses shown, and money on these numbers."""
    store = open_store(folder / "florin.db")
    made = []
    for index, address in enumerate(await WALLET.addresses(0, count)):
        invoice = waiting(2_000, _prompt(index, address))
        invoice = replace(invoice, id=InvoiceId(f"{index:016x}"), selector=f"{index}")
        await store.payments.commit(Change(invoice=invoice))
        if index in paid:
            sighting = payment(txid="ab" * 32, index=str(index), address=address, asset=BTC)
            seen = advance(invoice, observed(look(chain=BITCOIN.id), sighting)).invoice
            invoice = replace(seen, version=2)
            await store.payments.commit(Change(invoice=invoice))
        made.append(invoice)
    store.close()
    return made


def _prompt(index: int, address: str) -> Prompt:
    return Prompt(
        due=Amount(100, BTC),
        address=address,
        wallet=WALLET.id,
        key_index=index,
        qr=address,
        uri=address,
        acceptance=Acceptance(confirmations=0, tolerance_units=0),
    )


async def account(folder: Path) -> Account:
    (found,) = await accounts(settings(BTC={}), folder)
    return found


async def test_a_wallet_is_told_with_all_that_its_owner_needs(tmp_path: Path) -> None:
    await sold(tmp_path, 30, paid=(2, 4))

    text = "\n".join(told(await account(tmp_path)))

    assert "wallets.BTC for BTC" in text
    assert "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu" in text
    assert "30, of which 2 got money" in text
    assert "up to the newest  25" in text
    assert "your wallet needs   60 (set it there)" in text
    assert "/0/*)#kj7aqcx6" in text


async def test_before_the_first_sale_the_usual_gap_limit_is_enough(tmp_path: Path) -> None:
    found = await account(tmp_path)

    assert (found.next_index, found.unpaid, found.gap_limit) == (0, 0, 20)


async def test_every_wallet_is_told_once_with_all_its_coins(tmp_path: Path) -> None:
    chosen = settings(BTC={}, LTC={}, DOGE={}, BCH={}, ETH={}, DAI={}, XMR={})

    found = await accounts(chosen, tmp_path)

    codes = [["BTC"], ["ETH", "DAI"], ["XMR"], ["LTC"], ["DOGE"], ["BCH"]]
    assert [each.codes for each in found] == codes


async def test_a_payment_that_was_replaced_leaves_its_address_unused(tmp_path: Path) -> None:
    (invoice,) = await sold(tmp_path, 1, paid=(0,))
    store = open_store(tmp_path / "florin.db")
    gone = observed(look(1_200, chain=BITCOIN.id), gone=(invoice.deposits[0].key,))
    await store.payments.commit(Change(invoice=replace(advance(invoice, gone).invoice, version=3)))
    store.close()

    assert (await account(tmp_path)).paid == []


async def test_the_descriptor_file_says_how_to_find_everything(tmp_path: Path) -> None:
    await sold(tmp_path, 30, paid=(2,))

    written = export(await account(tmp_path), tmp_path / "out")
    text = (tmp_path / "out" / "BTC-descriptor.txt").read_text(encoding="utf-8")

    assert [path.name for path in written] == ["BTC-descriptor.txt", "BTC-labels.jsonl"]
    assert "wallet.change_gap_limit(60)" in text
    (request,) = json.loads(_command(tmp_path / "out", "importdescriptors")[0])
    assert request["desc"].endswith("/0/*)#kj7aqcx6")
    assert (request["range"], request["timestamp"]) == ([0, 90], 1_000)


async def test_labels_name_each_address_and_each_transaction(tmp_path: Path) -> None:
    made = await sold(tmp_path, 3, paid=(0, 2))

    export(await account(tmp_path), tmp_path)
    lines = (tmp_path / "BTC-labels.jsonl").read_text(encoding="utf-8").splitlines()
    labels = [json.loads(line) for line in lines]

    assert [label["type"] for label in labels] == ["addr", "addr", "addr", "tx"]
    assert [label["ref"] for label in labels[:3]] == [i.prompts[0].address for i in made]
    assert labels[0]["label"] == f"Florin 1970-01-01, 0.50 EUR, invoice {made[0].id}"
    assert labels[3]["ref"] == "ab" * 32
    assert made[0].id in labels[3]["label"]
    assert made[2].id in labels[3]["label"]


async def test_what_a_shop_told_in_confidence_is_in_no_file(tmp_path: Path) -> None:
    await sold(tmp_path, 1, paid=())

    (labels,) = [
        path for path in export(await account(tmp_path), tmp_path) if "labels" in path.name
    ]

    assert "order" not in labels.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", ["LTC", "DOGE", "BCH"])
async def test_every_coin_of_bitcoins_kind_has_its_advice(tmp_path: Path, code: str) -> None:
    (found,) = await accounts(settings(**{code: {}}), tmp_path)

    export(found, tmp_path / "out")
    text = (tmp_path / "out" / f"{code}-descriptor.txt").read_text(encoding="utf-8")

    assert "Other wallets" in text
    assert found.gap_limit == Decimal(20)
    assert ("importdescriptors" in text) is (code == "LTC")
    assert ("descriptors=true" in text) is (code == "LTC")  # its nodes do not by themselves


async def test_only_the_owner_can_read_the_files(tmp_path: Path) -> None:
    for path in export(await account(tmp_path), tmp_path / "out"):
        assert path.stat().st_mode & 0o077 == 0


async def test_files_of_an_earlier_day_are_replaced(tmp_path: Path) -> None:
    export(await account(tmp_path), tmp_path)
    await sold(tmp_path, 1, paid=())

    export(await account(tmp_path), tmp_path)

    assert (tmp_path / "BTC-labels.jsonl").read_text(encoding="utf-8").count("\n") == 1


async def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")

    with pytest.raises(Refused, match="cannot be written"):
        export(await account(tmp_path), tmp_path / "out")


async def test_a_node_finds_the_shops_money_with_what_was_exported(
    knots: BitcoinNode, knots_payer: Payer, tmp_path: Path
) -> None:
    tables = {
        "coins": {"BTC": {"chain": BITCOIN_REGTEST.id}},
        "wallets": {"BTC": {"key": exported("m/84'/1'/77'", VPUB)}},
        "chains": {"BTC": {"rpc": knots.url, "cookie": str(knots.cookie)}},
    }
    (found,) = await accounts(ground(tables).settings, tmp_path)
    (address,) = await found.ours.wallet.addresses(19, 1)
    knots_payer.pay([(address, 4_000)])
    knots.mine()

    export(found, tmp_path)
    owner = Rpc(f"{knots.url}/wallet/florin", f"{knots.user}:{knots.password}")
    options = dict(word.split("=") for word in _command(tmp_path, "createwallet"))
    yes = {name: value == "true" for name, value in options.items()}
    known = (yes["disable_private_keys"], yes["blank"], "", False, yes["descriptors"])
    knots.rpc("createwallet", options["wallet_name"], *known)
    (answer,) = owner("importdescriptors", json.loads(_command(tmp_path, "importdescriptors")[0]))

    assert answer["success"], answer
    assert owner("getreceivedbyaddress", address) == Decimal("0.00004")


def _command(folder: Path, name: str) -> list[str]:
    """The words after a command that the descriptor's file tells to type."""
    text = (folder / "BTC-descriptor.txt").read_text(encoding="utf-8")
    (line,) = [line for line in text.splitlines() if f" {name} " in line]
    return shlex.split(line.partition(f" {name} ")[2])
