"""Whose money it is: keys as they are typed, their first addresses, and the nodes they need."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from pos.app.check import PATIENCE_S
from pos.app.coins import wiring_at
from pos.app.families.family import Trial
from pos.app.places import Place
from pos.app.settings import ChainSettings, Settings
from pos.app.setup.draft import drafted, place_of, plainly
from pos.chains.bitcoin.descriptor import Descriptor, parse_descriptor
from pos.chains.bitcoin.keys import DescriptorWallet
from pos.chains.bitcoin.network import NETWORKS, Network, Script
from pos.chains.coin import Family, family_of
from pos.chains.wally import wallycore
from pos.chains.xpub import is_seed, refuse_secret
from pos.domain.errors import Refused, Trouble
from pos.gui.setupdoors import Changes, OtherKind, WalletSeen

ANYWHERE: Final = "http://127.0.0.1:18081"
"""A Monero node that is never asked: an address is derived without one."""


class Wallets:
    """The `WalletsDoor` of a profile."""

    def __init__(self, config: Path, folder: Path) -> None:
        self._config = config
        self._folder = folder

    async def look(self, code: str, changes: Changes) -> WalletSeen:
        """What the settings with these changes mean. Raises Refused, without repeating a key."""
        for key, typed in changes.items():
            if key.startswith("wallets."):
                _refuse_secret(key, str(typed))
        settings = drafted(self._config, changes)
        try:
            place, ground = place_of(_with_node(settings, code), code, self._folder)
            if family_of(place.id) is Family.BITCOIN:
                key = settings.wallets[code].key if code in settings.wallets else ""
                return await _bitcoin_seen(key, place, settings.wallets[code].script)
            ours = await wiring_at(place).ours(place, ground)
        except Refused as why:
            raise plainly(why) from why
        return WalletSeen(first=ours.first, kind=ours.kind)

    async def trials(self, code: str, changes: Changes) -> tuple[str, ...]:
        """The connections that would be tried. Raises Refused."""
        try:
            return tuple(_subject(trial) for trial in self._trials(code, changes))
        except Refused as why:
            raise plainly(why) from why

    async def attempt(self, code: str, changes: Changes, subject: str) -> str:
        """Try one of them: "" if it works, else why not."""
        trial = next(t for t in self._trials(code, changes) if _subject(t) == subject)
        try:
            async with asyncio.timeout(PATIENCE_S):
                await trial.attempt()
        except TimeoutError:
            return str(Trouble(f"No answer within {PATIENCE_S:.0f} seconds"))
        except Refused as why:
            return why.text
        except Trouble as why:
            return str(why)
        return ""

    def _trials(self, code: str, changes: Changes) -> list[Trial]:
        place, ground = place_of(drafted(self._config, changes), code, self._folder)
        return wiring_at(place).trials(place, ground)


def _refuse_secret(key: str, typed: str) -> None:
    """Raise Refused for what can spend. A view key looks like one that can; words are none."""
    if not key.endswith(".view_key") or is_seed(typed):
        refuse_secret(typed)


def _with_node(settings: Settings, code: str) -> Settings:
    """An address is derived without any node, which Monero's settings cannot do without."""
    chain = settings.chains.get(code, ChainSettings())
    if code != "XMR" or chain.daemon:
        return settings
    return replace(settings, chains={**settings.chains, code: replace(chain, daemon=ANYWHERE)})


def _subject(trial: Trial) -> str:
    """The trial without the section of the settings that it is of."""
    return trial.subject.partition(", ")[2] or trial.subject


async def _bitcoin_seen(key: str, place: Place, script: str) -> WalletSeen:
    network = NETWORKS[place.id]
    if not key.strip():
        raise Refused("no_wallet", "Paste your account's extended public key, or scan its code.")
    told = parse_descriptor(key, network, Script(script) if script else None)
    (first,) = await DescriptorWallet(key, network, told.script).addresses(0, 1)
    return WalletSeen(
        first=first,
        kind=told.first_path(network),
        script=told.script,
        is_guess=told.is_guess,
        others=await _others(told, network),
    )


async def _others(told: Descriptor, network: Network) -> tuple[OtherKind, ...]:
    """The same key under its other kinds of addresses."""
    plain = wallycore.bip32_key_to_base58(told.key, wallycore.BIP32_FLAG_KEY_PUBLIC)
    found = []
    for kind in _kinds(network):
        if kind is not told.script and _is_whole(told):
            (first,) = await DescriptorWallet(plain, network, kind).addresses(0, 1)
            found.append(OtherKind(script=kind, first=first, key=plain))
    return tuple(found)


def _is_whole(told: Descriptor) -> bool:
    """Whether its key alone says where the addresses are: a descriptor may lead elsewhere."""
    return len(told.path) <= 1 and not any(told.path)


def _kinds(network: Network) -> Iterator[Script]:
    """Those that a shop may have there, the usual one first."""
    if network.hrp is not None:
        yield from (Script.WPKH, Script.SH_WPKH)
    yield Script.PKH
    if network.has_taproot:
        yield Script.TR
