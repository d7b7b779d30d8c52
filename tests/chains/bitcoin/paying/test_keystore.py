"""Seed words on disk."""

import asyncio
import os
import stat
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos.chains.bitcoin.network import BITCOIN, LITECOIN
from pos.chains.bitcoin.paying.chest import SeedChest
from pos.chains.bitcoin.paying.keystore import opened, sealed
from pos.domain.errors import Refused
from tests.chains.bitcoin.owner import MNEMONIC
from tests.chains.bitcoin.paying.shop import CHEAP

PASSPHRASE = "Zürich, 12 o'clock"


def chest(folder: Path) -> SeedChest:
    return SeedChest(folder / "keystores" / "BTC.json", BITCOIN, CHEAP)


async def test_the_wallet_that_was_made_is_the_one_that_is_opened(tmp_path: Path) -> None:
    made = await chest(tmp_path).make(PASSPHRASE)

    assert len(made.words.split()) == 24
    assert (await chest(tmp_path).account(PASSPHRASE)).address == made.address
    assert made.words not in repr(made)


async def test_its_words_restore_it_somewhere_else(tmp_path: Path) -> None:
    made = await chest(tmp_path / "one").make(PASSPHRASE)

    restored = await chest(tmp_path / "other").restore(made.words.upper(), "another")

    assert restored == made.address
    assert (await chest(tmp_path / "other").account("another")).address == made.address


async def test_no_wallet_is_written_over(tmp_path: Path) -> None:
    made = await chest(tmp_path).make(PASSPHRASE)

    for again in (chest(tmp_path).make("x"), chest(tmp_path).restore(MNEMONIC, "x")):
        with pytest.raises(Refused) as why:
            await again
        assert why.value.code == "exists"
    assert (await chest(tmp_path).account(PASSPHRASE)).address == made.address


async def test_of_two_made_at_once_one_is_refused(tmp_path: Path) -> None:
    made = await asyncio.gather(
        *(chest(tmp_path).make(PASSPHRASE) for _ in range(2)), return_exceptions=True
    )

    (address,) = [each.address for each in made if not isinstance(each, BaseException)]
    assert (await chest(tmp_path).account(PASSPHRASE)).address == address
    assert [path.name for path in (tmp_path / "keystores").iterdir()] == ["BTC.json"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
async def test_only_its_owner_may_read_the_file(tmp_path: Path) -> None:
    await chest(tmp_path).make(PASSPHRASE)
    assert stat.S_IMODE(chest(tmp_path).path.stat().st_mode) == 0o600


async def test_a_wallet_without_passphrase_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as why:
        await chest(tmp_path).make("")
    assert why.value.code == "no_passphrase"


async def test_words_that_are_none_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as why:
        await chest(tmp_path).restore("abandon " * 12, PASSPHRASE)
    assert why.value.code == "invalid_words"


async def test_a_missing_keystore_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"BTC\.json") as why:
        await chest(tmp_path).account(PASSPHRASE)
    assert why.value.code == "no_keystore"


async def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "keystores").write_text("a file is in the way")
    with pytest.raises(Refused) as why:
        await chest(tmp_path).make(PASSPHRASE)
    assert why.value.code == "no_folder"


def test_the_usual_cost_is_opened_too() -> None:
    assert opened(sealed(MNEMONIC, PASSPHRASE, BITCOIN.id), PASSPHRASE, BITCOIN.id) == MNEMONIC


def test_the_file_does_not_show_the_words() -> None:
    raw = sealed(MNEMONIC, PASSPHRASE, BITCOIN.id, CHEAP)
    assert b"abandon" not in raw
    assert msgspec.json.decode(raw)["n"] == CHEAP


def test_one_passphrase_is_written_in_many_ways() -> None:
    raw = sealed(MNEMONIC, "Zu\u0308rich", BITCOIN.id, CHEAP)
    assert opened(raw, "Zürich", BITCOIN.id) == MNEMONIC


def test_a_wrong_passphrase_is_told_from_a_spoilt_file() -> None:
    raw = sealed(MNEMONIC, PASSPHRASE, BITCOIN.id, CHEAP)
    with pytest.raises(Refused) as why:
        opened(raw, PASSPHRASE + " ", BITCOIN.id)
    assert why.value.code == "wrong_passphrase"


def test_another_chains_keystore_is_refused() -> None:
    raw = sealed(MNEMONIC, PASSPHRASE, LITECOIN.id, CHEAP)
    with pytest.raises(Refused) as why:
        opened(raw, PASSPHRASE, BITCOIN.id)
    assert why.value.code == "wrong_chain"


SEALED = sealed(MNEMONIC, PASSPHRASE, BITCOIN.id, CHEAP)


@settings(deadline=None)
@given(place=st.integers(0, len(SEALED) - 1), bit=st.integers(0, 7))
def test_no_changed_file_gives_other_words(place: int, bit: int) -> None:
    raw = bytearray(SEALED)
    raw[place] ^= 1 << bit

    with suppress(Refused):
        assert opened(bytes(raw), PASSPHRASE, BITCOIN.id) == MNEMONIC  # another kind of blank


@pytest.mark.parametrize("field", ["chain", "nonce", "sealed", "tag"])
def test_what_was_changed_on_purpose_is_refused(field: str) -> None:
    box = msgspec.json.decode(SEALED)
    box[field] = LITECOIN.id if field == "chain" else "00" * (len(box[field]) // 2)

    with pytest.raises(Refused) as why:
        opened(msgspec.json.encode(box), PASSPHRASE, BITCOIN.id)
    assert why.value.code == "spoilt_keystore"


def test_absurd_figures_are_refused_before_they_are_tried() -> None:
    box = msgspec.json.decode(SEALED) | {"n": 1 << 30}
    with pytest.raises(Refused) as why:
        opened(msgspec.json.encode(box), PASSPHRASE, BITCOIN.id)
    assert why.value.code == "spoilt_keystore"
