"""Putting a shop back from a backup, on this machine or another one.

Everything is unpacked, counted, brought up to date and marked in a scratch place first; the
database is put into the profile last, so that a restore that was cut off can simply be repeated.
"""

import asyncio
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pos.app.backup.afterwards import to_see_to
from pos.app.backup.archive import Restores, note_restores, restores_of
from pos.app.backup.bundle import opened
from pos.app.backup.contents import CONFIG, DATABASE, VIEW_KEYS, Manifest
from pos.app.backup.key import unlocked
from pos.app.backup.making import rehearse, scratch
from pos.app.clock import SystemClock
from pos.app.coins import wiring_at
from pos.app.config import load_settings
from pos.app.configfile import OLD, changed
from pos.app.families.family import Ground
from pos.app.places import places
from pos.app.profile import Profile, settle, sole_use
from pos.domain.errors import Corrupt, Refused, Trouble
from pos.domain.ids import ChainId, WalletId
from pos.domain.ports.chain import Wallet
from pos.engine.skipping import (
    CLOCKS_DIFFER_S,
    FOR_NEW_WALLETS,
    LEAST,
    LEAST_IN_GAP,
    LEAST_SALES,
    age_s_of,
    margin,
)
from pos.storage.restoring import (
    LostAddress,
    Restoration,
    Skip,
    Usage,
    busiest_day_of_sales,
    mark_restored,
    usage_of,
)
from pos.storage.schema import ANY_WALLET
from pos.storage.snapshot import at_once
from pos.storage.store import open_store

_FAR_SIGHTED: Final = ("xpub:", "monero:", "practice:")
"""Wallets that find their money by themselves or by a sweep, however far ahead it lies."""

_NEVER: Final = Usage(next_index=0, busiest_day=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be put back, and where. `passphrase` is asked for once the file looks good.

    With `is_aside` a shop that is in the profile is moved into a folder beside first.
    """

    file: Path
    profile: Profile
    passphrase: Callable[[], str]
    now: int
    is_aside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was put back. `waiting` refunds wait for a person; `aside` is where the old shop is.

    `note` says line by line what a person has to see to, "" if nothing.
    """

    manifest: Manifest
    skips: Sequence[Skip]
    skipped_sales: int
    waiting: int
    aside: Path | None
    note: str
    took_s: float


async def restore(wish: Wish) -> Outcome:
    """Put a shop back.

    Raises Refused for a profile that has a shop, a wrong passphrase, and a file that is spoilt, cut
    off or newer than this program; then nothing in the profile was changed. Trouble without room.
    """
    folder = wish.profile.data(is_practice=False)
    with sole_use(folder), scratch(folder) as room:
        _refuse_shop(wish)
        with opened(wish.file) as bundle:
            locked = bundle.locked
        typed = wish.passphrase()
        began = time.monotonic()
        shop = room / "shop"
        manifest = await asyncio.to_thread(_unpacked, wish.file, locked, typed, shop)
        counted = _counted(wish, manifest)
        restored, note = await _brought_up(wish, shop, manifest, counted)
        waiting = await asyncio.to_thread(mark_restored, shop / DATABASE, restored)
        notes = [note, *_remembered(wish, manifest, counted)]
        notes += to_see_to(shop / CONFIG, folder)
        try:
            aside = _set_aside(wish, shop)
            _put(shop, folder)
        except OSError as why:
            raise Trouble(f"{folder} cannot be written: {why.strerror}. Try again") from why
    return Outcome(
        manifest=manifest,
        skips=restored.skips,
        skipped_sales=restored.skipped_sales,
        waiting=waiting,
        aside=aside,
        note="\n".join(filter(None, notes)),
        took_s=time.monotonic() - began,
    )


def _refuse_shop(wish: Wish) -> None:
    if (wish.profile.folder / DATABASE).exists() and not wish.is_aside:
        text = (
            f"There is a shop in {wish.profile.folder} already. Name another --profile; or, to keep"
            " that one aside and put the backup in its place, add --aside"
        )
        raise Refused("has_shop", text)


def _unpacked(file: Path, locked: bytes, passphrase: str, shop: Path) -> Manifest:
    identity = unlocked(locked, passphrase)
    try:
        return rehearse(file, identity, shop, at_once)
    except Corrupt as why:
        raise Refused("spoilt_backup", str(why)) from why
    except OSError as why:
        raise Trouble(f"{shop.parent} cannot be written: {why.strerror}. Try again") from why


def _counted(wish: Wish, manifest: Manifest) -> Restores:
    """How often this backup was put back, with this time, and how old it is."""
    before = restores_of(wish.file)
    age_s = age_s_of(manifest.taken_at, wish.now)
    return Restores(times=before.times + 1, age_s=max(age_s, before.age_s))


def _remembered(wish: Wish, manifest: Manifest, counted: Restores) -> Iterator[str]:
    """Note it beside the backup; what is wrong with that, or with the clock."""
    try:
        note_restores(wish.file, counted)
    except OSError as why:
        yield (
            f"It cannot be noted beside {wish.file} that it was put back ({why.strerror}): if this"
            " machine dies, too, put back a newer one"
        )
    if wish.now < manifest.taken_at - CLOCKS_DIFFER_S:
        yield (
            "The clock of this machine, or that of the lost one, is wrong: this backup is from the"
            " future. Set the clock before you sell"
        )


async def _brought_up(
    wish: Wish, shop: Path, manifest: Manifest, counted: Restores
) -> tuple[Restoration, str]:
    """The tables as this program has them, and what is to be written into them."""
    await asyncio.to_thread(lambda: open_store(shop / DATABASE).close())
    _point_at_view_keys(shop, shop)
    usage = await asyncio.to_thread(usage_of, shop / DATABASE, manifest.taken_at)
    aside = await asyncio.to_thread(_usage_here, wish.profile.folder / DATABASE)
    note = ""
    try:
        wallets = await _wallets_of(shop)
    except Refused as why:  # the shop is put back all the same; what is missing is said at once
        wallets, note = {}, why.text
    _point_at_view_keys(shop, wish.profile.folder)
    skips = [
        _skip(id, usage.get(id, _NEVER), aside.get(id, _NEVER), counted)
        for id in dict.fromkeys((*usage, *aside, *wallets))
        if id
    ]
    lost = [each for skip in skips for each in await _lost(skip, wallets.get(skip.wallet))]
    skips.append(Skip(wallet=WalletId(ANY_WALLET), first=0, past=FOR_NEW_WALLETS))
    sold = await asyncio.to_thread(busiest_day_of_sales, shop / DATABASE, manifest.taken_at)
    made = Restoration(
        at=wish.now,
        taken_at=manifest.taken_at,
        skips=skips,
        lost=lost,
        skipped_sales=margin(LEAST_SALES, sold, counted.age_s, counted.times),
    )
    return made, note


def _skip(id: WalletId, usage: Usage, aside: Usage, counted: Restores) -> Skip:
    """`aside`: how far the shop went that the backup replaces, if it is there to be asked."""
    least = LEAST if id.startswith(_FAR_SIGHTED) else LEAST_IN_GAP
    busiest = max(usage.busiest_day, aside.busiest_day)
    count = margin(least, busiest, counted.age_s, counted.times)
    first = usage.next_index
    return Skip(wallet=id, first=first, past=max(first, aside.next_index) + count)


def _usage_here(path: Path) -> Mapping[WalletId, Usage]:
    """What is known of a shop that is to be set aside; nothing of a database that is broken."""
    if not path.exists():
        return {}
    try:
        return usage_of(path, int(path.stat().st_mtime))
    except (Corrupt, Trouble):
        return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A wallet of the settings, and every chain that it is paid on."""

    wallet: Wallet
    chains: tuple[ChainId, ...]


async def _wallets_of(shop: Path) -> Mapping[WalletId, _Known]:
    """Raises Refused with the setting to correct."""
    settings = load_settings(shop / CONFIG, os.environ)
    ground = Ground(settings=settings, folder=shop, clock=SystemClock())
    found: dict[WalletId, _Known] = {}
    for place in places(settings):
        wallet = (await wiring_at(place).ours(place, ground)).wallet
        known = found.setdefault(wallet.id, _Known(wallet=wallet, chains=()))
        found[wallet.id] = replace(known, chains=(*known.chains, place.id))
    return found


async def _lost(skip: Skip, known: _Known | None) -> Sequence[LostAddress]:
    """The addresses that are skipped, to be watched: somebody may pay the lost machine's sale."""
    if known is None:
        return ()
    addresses = await known.wallet.addresses(skip.first, skip.past - skip.first)
    return [
        LostAddress(chain=chain, address=address, wallet=skip.wallet, key_index=skip.first + place)
        for place, address in enumerate(addresses)
        for chain in known.chains
    ]


def _point_at_view_keys(shop: Path, there: Path) -> None:
    """Let the settings name Monero's view keys there, no longer as files of the lost machine."""
    for path in sorted((shop / VIEW_KEYS).glob("*.txt")):
        place = there / VIEW_KEYS / path.name
        changed(shop / CONFIG, {f"wallets.{path.stem}.view_key_file": str(place)})
    (shop / f"{CONFIG}{OLD}").unlink(missing_ok=True)


def _set_aside(wish: Wish, shop: Path) -> Path | None:
    """Move what stands in the way into a folder beside; nothing is ever overwritten."""
    folder = wish.profile.folder
    taken = [path.name for path in shop.iterdir() if (folder / path.name).exists()]
    taken += [path.name for path in folder.glob(f"{DATABASE}-*") if path.name not in taken]
    if not taken:
        return None
    stamp = datetime.fromtimestamp(wish.now, UTC).strftime("%Y%m%dT%H%M%SZ")
    aside = folder / f"before-restore-{stamp}"
    aside.mkdir(mode=0o700)
    for name in taken:
        (folder / name).replace(aside / name)
    settle(folder)
    return aside


def _put(shop: Path, folder: Path) -> None:
    """Move everything into the profile, the database last."""
    for name in (f"{DATABASE}-wal", f"{DATABASE}-shm"):
        (shop / name).unlink(missing_ok=True)
    for path in sorted(shop.iterdir(), key=lambda each: each.name == DATABASE):
        if not path.name.startswith(f"{DATABASE}."):  # a copy from before its tables were changed
            path.replace(folder / path.name)
    settle(folder)
