"""A shop's profile with a bit of everything, to be backed up."""

import lzma
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import tomlkit
from pyrage.x25519 import Identity

from pos.app.backup.key import KEY, key_pair, make_key, unlocked
from pos.app.backup.making import Made, Wanted, make
from pos.app.config import load_settings
from pos.app.profile import Profile
from pos.storage.snapshot import at_once
from pos.storage.store import open_store
from tests.app.owners import WALLETS
from tests.storage.test_totals import LANDED

PASSPHRASE: Final = "the cat sat on the till"
NOW: Final = 1_763_740_800
"""Noon of a day in November 2025, UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """A profile, and where its backups go."""

    folder: Path
    backups: Path

    @property
    def profile(self) -> Profile:
        return Profile(self.folder)

    @property
    def database(self) -> Path:
        return self.folder / "florin.db"

    def wanted(self, now: int = NOW) -> Wanted:
        settings = load_settings(self.folder / "config.toml", {})
        return Wanted(
            profile=self.folder,
            settings=settings,
            folder=self.backups,
            now=now,
            breathe=at_once,
        )

    def backed_up(self, now: int = NOW) -> Made:
        return make(self.wanted(now))


def furnished(place: Path, *, keep: int = 14) -> Shop:
    """A shop with invoices, refunds, sales and messages that wait; its passphrase is chosen."""
    folder, backups = place / "shop", place / "backups"
    for each in (folder / "keystores" / "monero" / "wallets", folder / "practice", backups):
        each.mkdir(parents=True)
    database = folder / "florin.db"
    database.write_bytes(lzma.decompress(LANDED.read_bytes()))
    open_store(database).close()
    next(folder.glob("florin.db.before-*")).unlink()
    view_key = place / "outside.txt"
    view_key.write_text(WALLETS["XMR"]["view_key"])
    (folder / "config.toml").write_text(tomlkit.dumps(_config(view_key, backups, keep)))
    (folder / "postback.key").write_text("ab" * 32)
    (folder / "keystores" / "evm.json").write_text('{"locked": true}')
    (folder / "keystores" / "monero" / "wallets" / "refunds.keys").write_bytes(os.urandom(64))
    (folder / "florin.log").write_text("a line\n")
    (folder / "practice" / "florin.db").write_text("play money")
    (folder / KEY).write_bytes(_key()[0])
    return Shop(folder=folder, backups=backups)


@lru_cache(maxsize=1)
def identity() -> Identity:
    """What the passphrase opens; locking and unlocking takes a second or two each."""
    return unlocked(_key()[1], PASSPHRASE)


@lru_cache(maxsize=1)
def _key() -> tuple[bytes, bytes]:
    """The file of it, and the half that is locked."""
    with TemporaryDirectory() as place:
        make_key(Path(place), PASSPHRASE)
        return (Path(place) / KEY).read_bytes(), key_pair(Path(place)).locked


def _config(view_key: Path, backups: Path, keep: int) -> dict[str, object]:
    monero = {"address": WALLETS["XMR"]["address"], "view_key_file": str(view_key)}
    return {
        "shop": {"name": "Café “Zum Eck”"},
        "wallets": {"evm": WALLETS["evm"], "BTC": WALLETS["BTC"], "XMR": monero},
        "coins": {"ETH": {}, "0xBTC": {}, "BTC": {}, "XMR": {}},
        "chains": {
            "ETH": {"http": ["http://127.0.0.1:1"]},
            "XMR": {"daemon": "http://127.0.0.1:1"},
        },
        "backup": {"folder": str(backups), "keep": keep},
    }
