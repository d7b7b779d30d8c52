"""The file that holds a refund wallet's key: read by other wallets, opened by nobody else."""

import json
from pathlib import Path

import pytest
from eth_account import Account

from pos.chains.evm.keystore import Keystore, sealed, wallet_key
from pos.domain.errors import Refused
from tests.chains.evm.wallets import PASSPHRASE, wallet_at

WORDS = "test test test test test test test test test test test junk"
FIRST = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266"
"""What every wallet shows first for these words."""


async def test_what_is_sealed_opens_here_and_in_other_wallets(tmp_path: Path) -> None:
    key, path = wallet_key(WORDS), tmp_path / "evm.json"
    path.write_text(await sealed(key, PASSPHRASE), encoding="utf-8")
    keystore = Keystore(path)

    await keystore.unlock(PASSPHRASE)

    assert keystore.key == key
    assert keystore.address == FIRST
    assert Account.decrypt(path.read_text(), PASSPHRASE) == key


async def test_another_passphrase_does_not_open_it(tmp_path: Path) -> None:
    keystore = Keystore(wallet_at(tmp_path / "evm.json").path)

    with pytest.raises(Refused, match=r"does not open evm\.json") as refused:
        await keystore.unlock("battery staple")

    assert refused.value.code == "wrong_passphrase"
    assert not keystore.is_open


async def test_it_can_be_locked_again(tmp_path: Path) -> None:
    keystore = Keystore(wallet_at(tmp_path / "evm.json").path)
    await keystore.unlock(PASSPHRASE)

    keystore.forget()

    with pytest.raises(Refused) as refused:
        _ = keystore.key
    assert refused.value.code == "locked"


async def test_a_passphrase_that_anybody_would_find_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        await sealed(b"\1" * 32, "1234567")

    assert refused.value.code == "weak_passphrase"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no json",
        "[]",
        '{"version": 3, "crypto": {}}',
        '{"version": 1, "address": "' + "a" * 40 + '", "crypto": {}}',
        '{"version": 3, "address": "aaaa", "crypto": {}}',
        "[" * 100_000,
    ],
)
def test_what_is_no_keystore_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "evm.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(Refused, match=r"evm\.json is no Ethereum keystore") as refused:
        Keystore(path)

    assert refused.value.code == "spoilt_keystore"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"evm\.json cannot be read") as refused:
        Keystore(tmp_path / "evm.json")

    assert refused.value.code == "no_keystore"


@pytest.mark.parametrize(
    "change", [{"crypto": {}}, {"crypto": {"kdf": "none"}}, {"address": "a" * 40}]
)
async def test_one_that_was_changed_does_not_open(
    tmp_path: Path, change: dict[str, object]
) -> None:
    path = wallet_at(tmp_path / "evm.json").path
    path.write_text(json.dumps(json.loads(path.read_text()) | change), encoding="utf-8")
    keystore = Keystore(path)

    with pytest.raises(Refused) as refused:
        await keystore.unlock(PASSPHRASE)

    assert refused.value.code == "spoilt_keystore"


async def test_old_wallets_wrote_other_capitals(tmp_path: Path) -> None:
    wallet = wallet_at(tmp_path / "evm.json")
    kept = json.loads(wallet.path.read_text())
    kept["Crypto"] = kept.pop("crypto")
    wallet.path.write_text(json.dumps(kept), encoding="utf-8")
    keystore = Keystore(wallet.path)

    await keystore.unlock(PASSPHRASE)

    assert keystore.key == wallet.key
