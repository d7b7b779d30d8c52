"""Where the floors meet: every part of a shop is made here and handed to the next."""

import random
import secrets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from pos.api import doors as api
from pos.app.backup.door import Backups
from pos.app.chance import unguessable_ids
from pos.app.clock import SystemClock, passed_s
from pos.app.coins import Offer, practice_offer, real_offer
from pos.app.families.family import Ground
from pos.app.intact import refuse_lost_records
from pos.app.letters import Letters, open_letters
from pos.app.phone import Controls, Phone
from pos.app.profile import Profile, secret_of
from pos.app.rates import Pricing, play_pricing, real_pricing
from pos.app.refunding import Office, refunding
from pos.app.settings import Settings
from pos.app.updates import update_errands
from pos.chains.practice.chain import PracticeChain, PracticeSettings
from pos.domain.ports.chain import Chain
from pos.domain.ports.clock import Clock
from pos.engine.access import Access
from pos.engine.aside import WithoutGas
from pos.engine.claims import Claims
from pos.engine.desk import Desk
from pos.engine.feed import Feed
from pos.engine.gaps import Gaps
from pos.engine.hooks import Hooks
from pos.engine.lapse import Lapse
from pos.engine.ledger import Ledger
from pos.engine.outbox import Carrier
from pos.engine.outgoing import Outgoing
from pos.engine.quoting import Quoting
from pos.engine.records import Records
from pos.engine.refunds import Refunds
from pos.engine.shop import Shop
from pos.engine.strays import Strays
from pos.engine.timekeeping import Timekeeper
from pos.engine.track import Track
from pos.engine.watch import Watch
from pos.engine.watchlist import Watchlist
from pos.resources import resource
from pos.storage.store import Store, open_store
from pos.till.catalogue import seed_demo
from pos.till.pin import SALT_BYTES, Pin
from pos.till.prices import Prices
from pos.till.till import ShopFacts, Till
from pos.till.tongue import Tongues

_WITH_BALANCES: Final = "eip155:"
"""The chains on which money may come without a transfer: only the balance tells of it."""

_WITHOUT_RECEIVERS: Final = "monero:"
"""The chains that show nobody whom a payment went to."""

_chance = random.SystemRandom().random
_salt = partial(secrets.token_bytes, SALT_BYTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to build: the settings, the folder of its data, and whether the money is real."""

    settings: Settings
    folder: Path
    is_practice: bool

    @property
    def profile(self) -> Profile:
        """The folder of the whole shop, which holds the one of practice money inside."""
        return Profile(self.folder.parent if self.is_practice else self.folder)


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A shop that is assembled and not yet running."""

    shop: Shop
    till: Till
    doors: api.Doors
    phone: Phone | None
    facts: ShopFacts
    pricing: Pricing
    prices: Prices
    pin: Pin
    refunds: Refunds
    hooks: Hooks
    access: Access
    backups: Backups | None = None
    """Of real money only: practice is played anew."""
    store: Store


@asynccontextmanager
async def built(plan: Plan) -> AsyncIterator[House]:
    """Assemble a shop over its stored past; everything is closed in order at the end.

    Raises Refused for settings that cannot be, Corrupt for a database that must not be touched.
    """
    clock = SystemClock()
    async with AsyncExitStack() as stack:
        offer, chain = _offer(plan, clock)
        depths = {each.id: offer.final_depth(each.id) for each in offer.chains}
        refuse_lost_records(plan.folder)
        store = open_store(plan.folder / "florin.db", depths)
        stack.callback(store.close)
        for each in offer.chains:
            stack.push_async_callback(each.close)
        for payer in offer.payers.values():
            stack.push_async_callback(payer.close)
        allow = plan.settings.postback.allow
        letters = await stack.enter_async_context(open_letters(plan.folder, store, clock, allow))
        house = _assembled(plan, clock, store, offer, letters)
        await house.pricing.manual.recall()
        if plan.is_practice:
            demo = resource("demo_shop.json")
            await seed_demo(store.retail, demo, plan.settings.shop.currency)
        await house.shop.open()
        yield _with_customer(house, chain)


def _offer(plan: Plan, clock: Clock) -> tuple[Offer, PracticeChain | None]:
    if not plan.is_practice:
        ground = Ground(settings=plan.settings, folder=plan.folder, clock=clock)
        return real_offer(ground), None
    block_s = plan.settings.practice.block_s or None
    path = plan.folder / "practice_chain.json"
    seed = secret_of(plan.folder, "practice.key")
    chain = PracticeChain(clock, PracticeSettings(path=path, block_s=block_s, seed=seed))
    return practice_offer(chain, seed, clock), chain


def _with_customer(house: House, chain: PracticeChain | None) -> House:
    """In practice mode somebody has to play the customer."""
    if chain is None:
        return house
    doors = replace(house.doors, practice=Controls(chain, house.shop))
    return replace(house, phone=Phone(chain), doors=doors)


def _assembled(plan: Plan, clock: Clock, store: Store, offer: Offer, letters: Letters) -> House:
    settings = plan.settings
    feed = Feed()
    ledger = Ledger(store.payments, feed, letters.book.webhooks)
    make_pricing = play_pricing if plan.is_practice else real_pricing
    pricing = make_pricing(settings, offer, clock, store.shelf)
    board = pricing.board
    pin = Pin(store.shelf, clock, _salt, may_choose=plan.is_practice)
    new_id = unguessable_ids().__next__
    desk = Desk(
        ledger=ledger,
        payments=store.payments,
        quoting=Quoting(board, settings.shop.currency),
        methods=offer.methods,
        clock=clock,
        new_id=new_id,
        expiry_s=int(settings.shop.expiry_minutes * 60),
        sees=feed.sees,
    )
    timekeeper = Timekeeper(clock=clock, feed=feed, passed=passed_s)
    watches = tuple(_watch(chain, offer, store, ledger, feed) for chain in offer.chains)
    for watch in watches:
        watch.may_end = timekeeper.is_steady
    office = Office(
        ledger=ledger,
        journal=store.journal,
        feed=feed,
        clock=clock,
        chance=_chance,
        rates=board,
        currency=settings.shop.currency,
    )
    money_back = refunding(offer, office, watches)
    backups = None if plan.is_practice else Backups(plan.profile, clock, feed)
    daily = () if backups is None else (backups.keep_daily,)
    records = Records(ledger, store.journal, store.outbox, clock)
    shop = Shop(
        desk=desk,
        records=records,
        feed=feed,
        ledger=ledger,
        payments=store.payments,
        watches=watches,
        carrier=Carrier(
            outbox=store.outbox,
            postman=letters.postman,
            feed=feed,
            clock=clock,
            chance=_chance,
            wake=ledger.has_effects,
            wake_refunds=money_back.refunder.wake,
        ),
        lapse=Lapse(ledger, clock),
        clock=clock,
        chance=_chance,
        errands=(
            pricing.market.keep_fresh,
            money_back.run,
            timekeeper.mind,
            *letters.errands,
            *daily,
            *update_errands(settings.updates, plan.folder, clock),
        ),
        refunder=money_back.refunder,
        gaps=Gaps(store.payments, feed, {m.wallet.id: m.coin.code for m in offer.methods}),
    )
    facts = ShopFacts(
        name=settings.shop.name,
        currency=settings.shop.currency,
        is_practice=plan.is_practice,
        address=settings.shop.address,
        tax_number=settings.shop.tax_number,
    )
    claims = Claims(
        secret=secret_of(plan.folder, "claim.key"),
        desk=desk,
        methods=offer.methods,
        clock=clock,
        public_url=settings.server.public_url,
    )
    till = Till(
        store=store.retail,
        desk=desk,
        clock=clock,
        new_id=new_id,
        shop=facts,
        claims=claims,
    )
    doors = api.Doors(
        desk=desk,
        records=records,
        feed=feed,
        clock=clock,
        settings=_door_settings(plan, offer),
        rates=board,
        access=letters.access,
        refunds=money_back.refunds,
        hooks=letters.hooks,
        shelf=store.shelf,
        pay=api.PayPages(
            desk=desk,
            claims=claims,
            tongues=Tongues(resource("languages")),
            shop_name=settings.shop.name,
            public_url=settings.server.public_url,
            frame_ancestors=settings.checkout.frame_ancestors,
        ),
    )
    return House(
        shop=shop,
        till=till,
        doors=doors,
        phone=None,
        facts=facts,
        pricing=pricing,
        prices=Prices(board, pin),
        pin=pin,
        refunds=money_back.refunds,
        hooks=letters.hooks,
        access=letters.access,
        store=store,
        backups=backups,
    )


def _watch(chain: Chain, offer: Offer, store: Store, ledger: Ledger, feed: Feed) -> Watch:
    clock = SystemClock()
    has_balances = chain.id.startswith(_WITH_BALANCES)
    watchlist = Watchlist(clock, has_balances=has_balances)
    depth = offer.final_depth(chain.id)
    is_open_book = not chain.id.startswith(_WITHOUT_RECEIVERS)
    return Watch(
        chain=WithoutGas(chain, store.sweeps) if has_balances else chain,
        ledger=ledger,
        journal=store.journal,
        track=Track(chain.id, watchlist, final_depth=depth),
        feed=feed,
        clock=clock,
        stale_after_s=offer.stale_after_s[chain.id],
        outgoing=Outgoing(chain.id, watchlist, store.shelf, depth) if is_open_book else None,
        strays=Strays(chain.id, watchlist, store.journal, store.shelf, feed),
    )


def _door_settings(plan: Plan, offer: Offer) -> api.Settings:
    server, librepay = plan.settings.server, plan.settings.librepay
    codes = [method.coin.code for method in offer.methods]
    coin = server.coin
    if plan.is_practice and coin not in codes:
        coin = "PLAY-0XBTC"
    return api.Settings(
        coin=coin,
        allow=server.allow,
        trusted_proxies=server.trusted_proxies,
        origins=server.origins,
        hosts=server.hosts,
        currency=plan.settings.shop.currency,
        public_url=server.public_url.rstrip("/"),
        librepay=api.LibrePay(
            secret=librepay.secret,
            is_expiry_iso=librepay.expire_date == "iso",
            one_payment=librepay.one_payment,
            coin_colon=librepay.coin_colon,
        ),
    )
