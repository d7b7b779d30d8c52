"""How far the set-up is, what it knows of the shop, and the settings that it writes."""

import asyncio
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from pos.app.clock import SystemClock
from pos.app.coins import real_offer
from pos.app.configfile import changed
from pos.app.families.family import Ground
from pos.app.places import offered_coins
from pos.app.profile import Profile
from pos.app.settings import ChainSettings, CoinSettings, Settings, WalletSettings
from pos.app.setup.draft import drafted, plainly
from pos.app.setup.goods import Goods
from pos.app.setup.owner import Owner
from pos.app.setup.progress import Progress, keep_progress, progress_of
from pos.app.setup.worldwide import currencies, languages, regions
from pos.chains.bitcoin.electrum.servers import DEFAULT_SERVERS
from pos.chains.bitcoin.network import NETWORKS
from pos.chains.coin import Declaration, Family, family_of
from pos.chains.registry import find_coins
from pos.domain.errors import Refused
from pos.domain.ids import ChainId
from pos.domain.payment.policy import Policy
from pos.gui.setupdoors import Changes, CoinSeen, Mark, SetupSeen, Step, Tier

SERVICES: Final = ("coingecko", "kraken", "coinbase", "bitstamp", "cryptocompare")
_BLOCK_S: Final = {Family.EVM: 12, Family.MONERO: 120}


class Notes:
    """The `NotesDoor` of a profile."""

    def __init__(self, profile: Profile, owner: Owner, goods: Goods, *, is_first: bool) -> None:
        self._profile = profile
        self._owner = owner
        self._goods = goods
        self._is_first = is_first

    async def seen(self) -> SetupSeen:
        """Everything the assistant shows. Raises Refused for a config that cannot be read."""
        settings = drafted(self._profile.config, {})
        progress = progress_of(self._profile)
        has_pin, has_sheet = await self._owner.has()
        language = settings.window.language
        return SetupSeen(
            folder=str(self._profile.folder),
            is_first=self._is_first,
            is_done=progress.is_done,
            here=progress.here,
            marks=progress.marks,
            values=dict(_values(settings)),
            coins=tuple(_coins(settings, progress)),
            products=await self._goods.count(),
            has_pin=has_pin,
            has_sheet=has_sheet,
            languages=languages(),
            regions=regions(language),
            currencies=currencies(),
            services=SERVICES,
        )

    async def mark(self, step: Step, mark: Mark | None, here: Step) -> None:
        """Note what became of a step, and where the owner is now."""
        before = progress_of(self._profile)
        marks = {each: kept for each, kept in before.marks.items() if each is not step}
        if mark is not None:
            marks[step] = mark
        keep_progress(self._profile, replace(before, marks=marks, here=here, is_left=False))

    async def save(self, changes: Changes) -> None:
        """Write settings down; a new coin stays switched off until the shop is opened."""
        off, waiting = self._switched_off(changes)
        try:
            await asyncio.to_thread(changed, self._profile.config, {**changes, **off})
        except Refused as why:
            raise plainly(why) from why
        before = progress_of(self._profile)
        gone = {key.partition(".")[2] for key, value in changes.items() if value is None}
        both = dict.fromkeys(each for each in (*before.coins, *waiting) if each not in gone)
        if tuple(both) != before.coins:
            keep_progress(self._profile, replace(before, coins=tuple(both)))

    def _switched_off(self, changes: Changes) -> tuple[Changes, list[str]]:
        """What to write for coins that are named for the first time, and their codes."""
        told = (key.split(".") for key, value in changes.items() if value is not None)
        on = {names[1] for names in told if names[0] == "coins" and names[2:]}
        settings = drafted(self._profile.config, {})
        taken = {code for code, coin in settings.coins.items() if coin.enabled}
        new = [
            code for code in sorted(on - taken) if changes.get(f"coins.{code}.enabled") is not False
        ]
        return {f"coins.{code}.enabled": False for code in new}, new

    async def finish(self, *, is_open: bool) -> None:
        """Leave the assistant. To open, everything has to fit together. Raises Refused."""
        progress = progress_of(self._profile)
        if not is_open:
            keep_progress(self._profile, replace(progress, is_left=True))
            return
        on: Changes = {f"coins.{code}.enabled": True for code in progress.coins}
        await _refuse_unfit(drafted(self._profile.config, on), self._profile.folder)
        if not await self._owner.has_pin():
            words = (
                "Choose a PIN first: without one anybody at the till could change where the money"
                " goes."
            )
            raise Refused("no_pin", words)
        await asyncio.to_thread(changed, self._profile.config, on)
        keep_progress(self._profile, replace(progress, coins=(), is_done=True))


async def _refuse_unfit(settings: Settings, folder: Path) -> None:
    """Raise Refused for settings with which no shop would open."""
    if not offered_coins(settings):
        words = "No coin is set up yet: without one there is nothing to be paid in."
        raise Refused("no_coins", words)
    offer = real_offer(Ground(settings=settings, folder=folder, clock=SystemClock()))
    for chain in offer.chains:
        await chain.close()
    for payer in offer.payers.values():
        await payer.close()


def _values(settings: Settings) -> Iterator[tuple[str, object]]:
    """The plain settings that the assistant shows again."""
    yield "window.language", settings.window.language
    yield "window.region", settings.window.region
    for key in ("name", "address", "tax_number", "currency"):
        yield f"shop.{key}", getattr(settings.shop, key)
    for service in SERVICES:
        yield f"rates.{service}", getattr(settings.rates, service)
    for code, percent in settings.rates.spread.items():
        yield f"rates.spread.{code}", percent


def _coins(settings: Settings, progress: Progress) -> Iterator[CoinSeen]:
    for code, declared in find_coins().items():
        chosen = settings.coins.get(code, CoinSettings())
        chain = ChainId(chosen.chain) if chosen.chain else declared.coin.asset.chain
        yield _coin(declared, chain, settings, waits=code in progress.coins)


def _coin(declared: Declaration, chain: ChainId, settings: Settings, *, waits: bool) -> CoinSeen:
    coin, family = declared.coin, family_of(chain)
    wallet = f"wallets.{'evm' if family is Family.EVM else coin.code}"
    own = "ETH" if family is Family.EVM else coin.code
    on_test = coin.asset.contract is not None and chain != declared.coin.asset.chain
    section = f"chains.{chain}" if on_test else f"chains.{own}"
    usual = tuple(_tiers(declared.coin.policy))
    chosen = settings.coins.get(coin.code)
    return CoinSeen(
        code=coin.code,
        title=coin.title,
        wallet=wallet,
        chain=section,
        has_wallet=_has_wallet(settings.wallets.get(wallet.partition(".")[2])),
        is_on=chosen is not None and chosen.enabled,
        waits=waits,
        has_nodes=_has_nodes(chain, settings.chains.get(section.partition(".")[2])),
        is_token=coin.asset.contract is not None,
        tiers=_own_tiers(chosen) or usual,
        usual=usual,
        block_s=NETWORKS[chain].block_s if family is Family.BITCOIN else _BLOCK_S[family],
        family=family,
    )


def _has_wallet(chosen: WalletSettings | None) -> bool:
    return chosen is not None and bool(chosen.key or chosen.xpub or chosen.address)


def _has_nodes(chain: ChainId, chosen: ChainSettings | None) -> bool:
    """Whether there is anything to read the chain from."""
    if chain in DEFAULT_SERVERS:
        return True
    return chosen is not None and bool(
        chosen.http or chosen.daemon or chosen.rpc or chosen.electrum or chosen.wallet_rpc
    )


def _tiers(policy: Policy) -> Iterator[Tier]:
    for tier in policy.tiers:
        yield Tier(up_to=tier.up_to, confirmations=tier.confirmations)


def _own_tiers(chosen: CoinSettings | None) -> tuple[Tier, ...]:
    """The shop's own table, as far as it can be read."""
    if chosen is None:
        return ()
    return tuple(
        Tier(up_to=_price(each.up_to), confirmations=each.confirmations)
        for each in chosen.confirmations
    )


def _price(text: str) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except ArithmeticError:
        return None
