"""A shop put back on another machine, and everything that must keep it from being put back."""

import asyncio
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from pos.app.backup.making import SCRATCH
from pos.app.backup.restoring import Outcome, Wish, restore
from pos.app.config import load_settings
from pos.app.profile import Profile, sole_use
from pos.app.wallets import accounts, told
from pos.domain.errors import Refused
from pos.domain.ids import ChainId, WalletId
from pos.domain.ports.journal import Returns
from pos.engine.skipping import FOR_NEW_WALLETS
from pos.storage.past import open_past
from pos.storage.schema import ANY_WALLET
from pos.storage.store import open_store
from pos.storage.totals import totals_of
from tests.app.backup.shops import NOW, PASSPHRASE, Shop, furnished
from tests.fakes.invoices import WALLET

LATER = NOW + 3_600


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return furnished(tmp_path)


def put_back(file: Path, profile: Path, *, is_aside: bool = False, now: int = LATER) -> Outcome:
    wish = Wish(
        file=file,
        profile=Profile(profile),
        passphrase=lambda: PASSPHRASE,
        now=now,
        is_aside=is_aside,
    )
    return asyncio.run(restore(wish))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"florin.lock", SCRATCH}


def test_the_shop_is_there_again_with_all_it_had(shop: Shop, tmp_path: Path) -> None:
    made, other = shop.backed_up(), tmp_path / "other"

    outcome = put_back(made.path, other)

    assert outcome.manifest.totals == made.totals
    after = totals_of(other / "florin.db")
    assert replace(after, digest="") == replace(made.totals, digest="")
    assert (other / "keystores" / "evm.json").read_text() == '{"locked": true}'
    assert (other / "postback.key").read_text() == "ab" * 32
    assert names(other) == {
        "florin.db",
        "config.toml",
        "postback.key",
        "keystores",
        "view-keys",
        "backup.key",
    }
    files = (p for p in other.rglob("*") if p.is_file() and p.name != "florin.lock")
    assert {path.stat().st_mode & 0o077 for path in files} == {0}


def test_its_view_key_lies_in_the_new_profile(shop: Shop, tmp_path: Path) -> None:
    made, other = shop.backed_up(), tmp_path / "other"
    (tmp_path / "outside.txt").unlink()

    put_back(made.path, other)

    settings = load_settings(other / "config.toml", {})
    assert settings.wallets["XMR"].view_key_file == str(other / "view-keys" / "XMR.txt")
    assert (other / "view-keys" / "XMR.txt").exists()


def test_every_wallet_jumps_and_its_owner_is_told(shop: Shop, tmp_path: Path) -> None:
    made, other = shop.backed_up(), tmp_path / "other"

    outcome = put_back(made.path, other)

    spans = {skip.wallet: (skip.first, skip.past) for skip in outcome.skips}
    assert spans[WALLET][0] == 9  # of the backup: numbers up to 8 were handed out
    settings = load_settings(other / "config.toml", {})
    found = {each.ours.section: each for each in asyncio.run(accounts(settings, other))}
    evm, btc, xmr = (found[f"wallets.{name}"] for name in ("evm", "BTC", "XMR"))
    assert (evm.next_index, btc.next_index, xmr.next_index) == (1_000, 200, 1_000)
    lines = "\n".join(told(btc))
    assert "numbers 0 to 199, by a restore on 2025-11-21" in lines
    assert "your wallet needs   410 (set it there)" in lines


async def test_the_skipped_addresses_are_watched_on_each_chain(shop: Shop, tmp_path: Path) -> None:
    made, other = shop.backed_up(), tmp_path / "other"
    wish = Wish(file=made.path, profile=Profile(other), passphrase=lambda: PASSPHRASE, now=LATER)

    outcome = await restore(wish)

    store = open_store(other / "florin.db")
    lost = await store.journal.lost_addresses(ChainId("eip155:1"))
    monero = await store.journal.lost_addresses(ChainId("monero:418015bb9ae982a1975da7d79277c270"))
    new = await store.payments.next_index(WalletId("set up since"))
    store.close()
    settings = load_settings(other / "config.toml", {})
    evm = {each.ours.section: each for each in await accounts(settings, other)}["wallets.evm"]
    assert {each for each, _ in lost} == set(await evm.ours.wallet.addresses(0, 1_000))
    assert {since for _, since in lost} == {outcome.manifest.taken_at}
    assert len(monero) == 1_000
    assert new == FOR_NEW_WALLETS


def test_refunds_wait_and_their_number_is_told(shop: Shop, tmp_path: Path) -> None:
    outcome = put_back(shop.backed_up().path, tmp_path / "other")

    with open_past(tmp_path / "other" / "florin.db") as past:
        planned = past.returning((Returns.PLANNED,))
    assert outcome.waiting == 2
    assert [refund.approved_by for each in planned for refund in each.refunds] == ["", ""]


def test_messages_keep_their_names(shop: Shop, tmp_path: Path) -> None:
    def outbox(path: Path) -> list[tuple[object, ...]]:
        connection = sqlite3.connect(path)
        rows = connection.execute("SELECT * FROM outbox ORDER BY seq").fetchall()
        connection.close()
        return rows

    put_back(shop.backed_up().path, tmp_path / "other")

    assert outbox(tmp_path / "other" / "florin.db") == outbox(shop.database)


def test_a_shop_that_is_there_is_not_replaced_unasked(shop: Shop, tmp_path: Path) -> None:
    made, other = shop.backed_up(), tmp_path / "other"
    put_back(made.path, other)
    before = totals_of(other / "florin.db")

    with pytest.raises(Refused, match="--aside") as refused:
        put_back(made.path, other)

    assert refused.value.code == "has_shop"
    assert totals_of(other / "florin.db") == before


def test_set_aside_it_is_whole_and_its_addresses_count(shop: Shop, tmp_path: Path) -> None:
    """What the shop in the profile handed out since the backup is known for sure."""
    old = shop.backed_up()
    connection = sqlite3.connect(shop.database)
    connection.execute("UPDATE prompt SET key_index = 5000 WHERE key_index = 8")
    connection.commit()
    connection.close()
    before = totals_of(shop.database)

    outcome = put_back(old.path, shop.folder, is_aside=True)

    assert outcome.aside is not None
    assert totals_of(outcome.aside / "florin.db") == before
    assert (outcome.aside / "keystores" / "evm.json").exists()
    (skip,) = (each for each in outcome.skips if each.wallet == WALLET)
    assert skip.past > 5_001


def test_keystores_of_a_profile_without_a_shop_are_set_aside_too(
    shop: Shop, tmp_path: Path
) -> None:
    made, other = shop.backed_up(), tmp_path / "other"
    (other / "keystores").mkdir(parents=True)
    (other / "keystores" / "evm.json").write_text("another wallet")

    outcome = put_back(made.path, other)

    assert outcome.aside is not None
    assert (outcome.aside / "keystores" / "evm.json").read_text() == "another wallet"
    assert (other / "keystores" / "evm.json").read_text() == '{"locked": true}'


def test_a_wrong_passphrase_changes_nothing(shop: Shop, tmp_path: Path) -> None:
    made, other = shop.backed_up(), tmp_path / "other"
    wish = Wish(file=made.path, profile=Profile(other), passphrase=lambda: "not the cat", now=LATER)

    with pytest.raises(Refused) as refused:
        asyncio.run(restore(wish))

    assert refused.value.code == "wrong_passphrase"
    assert names(other) == set()


@pytest.mark.parametrize("share", [0.3, 0.7, 0.99])
def test_a_file_that_was_cut_off_changes_nothing(shop: Shop, tmp_path: Path, share: float) -> None:
    made, other = shop.backed_up(), tmp_path / "other"
    content = made.path.read_bytes()
    made.path.write_bytes(content[: int(len(content) * share)])

    with pytest.raises(Refused, match="cut off"):
        put_back(made.path, other)

    assert names(other) == set()


def test_a_spoilt_byte_changes_nothing(shop: Shop, tmp_path: Path) -> None:
    made, other = shop.backed_up(), tmp_path / "other"
    content = bytearray(made.path.read_bytes())
    content[-5_000] ^= 1
    made.path.write_bytes(content)

    with pytest.raises(Refused, match="spoilt"):
        put_back(made.path, other)

    assert names(other) == set()


def test_a_till_that_is_open_there_is_left_alone(shop: Shop, tmp_path: Path) -> None:
    made, other = shop.backed_up(), tmp_path / "other"
    other.mkdir()

    with sole_use(other), pytest.raises(Refused) as refused:
        put_back(made.path, other)

    assert refused.value.code == "in_use"


def test_settings_without_a_wallet_are_told(shop: Shop, tmp_path: Path) -> None:
    config = shop.profile.config.read_text()
    shop.profile.config.write_text(config.replace("xpub =", "# xpub ="))
    made = shop.backed_up()

    outcome = put_back(made.path, tmp_path / "other")

    assert "wallets.evm.xpub is missing" in outcome.note
    assert {skip.wallet for skip in outcome.skips} >= {WALLET}


def test_a_restored_shop_is_backed_up_and_restored_again(shop: Shop, tmp_path: Path) -> None:
    first = put_back(shop.backed_up().path, tmp_path / "second")
    second = Shop(folder=tmp_path / "second", backups=shop.backups)

    again = put_back(second.backed_up(LATER + 60).path, tmp_path / "third", now=LATER + 120)

    ends = [{skip.wallet: skip.past for skip in each.skips} for each in (first, again)]
    assert all(ends[1][id] > past for id, past in ends[0].items() if id)
    assert ANY_WALLET in ends[1]


def spans(outcome: Outcome) -> dict[str, int]:
    """Where each wallet goes on."""
    return {skip.wallet: skip.past for skip in outcome.skips if skip.wallet}


def test_the_same_backup_put_back_twice_shows_no_address_twice(shop: Shop, tmp_path: Path) -> None:
    """The second machine sold for an hour and made no backup before it was lost, too."""
    file = shop.backed_up().path

    first = put_back(file, tmp_path / "second")
    again = put_back(file, tmp_path / "third", now=LATER + 3_600)

    least = {id: past + 200 for id, past in spans(first).items()}
    assert all(spans(again)[id] >= past for id, past in least.items())
    assert again.skipped_sales > first.skipped_sales
    assert first.note == ""


def test_where_that_cannot_be_noted_it_is_said(shop: Shop, tmp_path: Path) -> None:
    file = shop.backed_up().path
    file.with_name(f"{file.name}.restored.new").mkdir()

    assert "put back a newer one" in put_back(file, tmp_path / "other").note


def test_a_backup_from_the_future_skips_as_an_old_one_would(shop: Shop, tmp_path: Path) -> None:
    file = shop.backed_up().path

    outcome = put_back(file, tmp_path / "other", now=NOW - 90 * 86_400)

    assert "Set the clock" in outcome.note
    assert spans(outcome)[WALLET] >= 9 + 200 + 30 * 15


def test_what_the_settings_name_on_the_lost_machine_is_told(shop: Shop, tmp_path: Path) -> None:
    config = shop.profile.config.read_text()
    away = tmp_path / "away"
    shop.profile.config.write_text(
        config.replace("[chains.XMR]", f'[chains.BTC]\ncookie = "{away}"\n[chains.XMR]')
    )
    file = shop.backed_up().path
    shop.backups.rename(tmp_path / "stick")

    note = put_back(tmp_path / "stick" / file.name, tmp_path / "other").note

    assert f"chains.BTC.cookie: there is no {away} on this machine" in note
    assert f"backup.folder: there is no {shop.backups}" in note
