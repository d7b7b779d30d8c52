"""The refund wallet of Ethereum's kind in a shop's folder."""

import sys
from pathlib import Path

import pytest

from pos.app.families.evm import EvmWiring
from pos.app.families.family import Ground
from pos.app.places import Place, places
from pos.domain.errors import Refused
from pos.domain.ports.payer import PayerState
from tests.app.grounds import ground
from tests.app.street import OWN_XPUB, WORDS
from tests.journeys.florin import XPUB

PASSPHRASE = "correct horse"
TABLES = {
    "wallets": {"evm": {"xpub": XPUB}},
    "chains": {"ETH": {"http": ["http://127.0.0.1:9"]}},
    "coins": {"ETH": {}, "0xBTC": {}},
}


def shop(folder: Path, **more: object) -> tuple[Place, Ground]:
    made = ground({**TABLES, **more}, folder)
    return places(made.settings)[0], made


async def test_a_new_wallet_can_be_unlocked_and_restored_from_its_words(tmp_path: Path) -> None:
    wiring, (place, here) = EvmWiring(), shop(tmp_path)
    assert wiring.payer(place, here) is None
    chest = wiring.chest(place, here)

    made = await chest.make(PASSPHRASE)
    payer = wiring.payer(place, here)
    assert payer is not None
    before = payer.state
    await payer.unlock(PASSPHRASE)
    chest.path.unlink()
    again = await chest.restore(made.words.upper(), "another passphrase")

    assert (before, payer.state) == (PayerState.LOCKED, PayerState.READY)
    assert payer.chain == "eip155:1"
    assert len(made.words.split()) == 24
    assert again == made.address


async def test_a_wallet_is_never_written_over(tmp_path: Path) -> None:
    wiring, (place, here) = EvmWiring(), shop(tmp_path)
    chest = wiring.chest(place, here)
    await chest.make(PASSPHRASE)
    kept = chest.path.read_text()

    with pytest.raises(Refused) as refused:
        await chest.make(PASSPHRASE)

    assert refused.value.code == "exists"
    assert chest.path.read_text() == kept


@pytest.mark.skipif(sys.platform == "win32", reason="has no such bits")
async def test_only_its_owner_can_read_the_keystore(tmp_path: Path) -> None:
    wiring, (place, here) = EvmWiring(), shop(tmp_path)
    chest = wiring.chest(place, here)

    await chest.make(PASSPHRASE)

    assert chest.path.stat().st_mode & 0o777 == 0o600
    assert chest.path.parent.stat().st_mode & 0o777 == 0o700


async def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    wiring, (place, here) = EvmWiring(), shop(tmp_path)
    (tmp_path / "keystores").write_text("in the way")

    with pytest.raises(Refused, match="cannot be written") as refused:
        await wiring.chest(place, here).make(PASSPHRASE)

    assert refused.value.code == "no_folder"


async def test_words_that_are_no_seed_make_no_wallet(tmp_path: Path) -> None:
    wiring, (place, here) = EvmWiring(), shop(tmp_path)
    chest = wiring.chest(place, here)

    with pytest.raises(Refused) as refused:
        await chest.restore("hello world", PASSPHRASE)

    assert refused.value.code == "invalid_words"
    assert not chest.path.exists()


async def test_the_words_of_the_till_make_no_refund_wallet(tmp_path: Path) -> None:
    wiring, (place, here) = EvmWiring(), shop(tmp_path, wallets={"evm": {"xpub": OWN_XPUB}})
    chest = wiring.chest(place, here)

    with pytest.raises(Refused, match="words of its own") as refused:
        await chest.restore(WORDS, PASSPHRASE)

    assert refused.value.code == "own_wallet"
    assert not chest.path.exists()


async def test_where_the_owner_signs_nobody_here_does(tmp_path: Path) -> None:
    wiring, (place, here) = EvmWiring(), shop(tmp_path, refunds={"ETH": {"wallet": "owner"}})
    await wiring.chest(place, here).make(PASSPHRASE)

    assert wiring.payer(place, here) is None
