"""Where the floors meet: every part of a shop is made here and handed to the next."""

import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Final

from pos.api import doors as api
from pos.app.chance import unguessable_ids
from pos.app.clock import SystemClock
from pos.app.coins import Offer, practice_offer, real_offer
from pos.app.families.family import Ground
from pos.app.phone import Controls, Phone
from pos.app.profile import secret_of
from pos.app.rates import play_board, rate_board
from pos.app.settings import Settings
from pos.chains.practice.chain import PracticeChain, PracticeSettings
from pos.domain.ports import Chain, Clock
from pos.engine.desk import Desk
from pos.engine.feed import Feed
from pos.engine.gaps import Gaps
from pos.engine.lapse import Lapse
from pos.engine.ledger import Ledger
from pos.engine.outbox import Carrier
from pos.engine.quoting import Quoting
from pos.engine.records import Records
from pos.engine.shop import Shop
from pos.engine.track import Track
from pos.engine.watch import Watch
from pos.engine.watchlist import Watchlist
from pos.postman.postback import PostbackPostman, PostSettings
from pos.resources import resource
from pos.storage.store import Store, open_store
from pos.till.catalogue import seed_demo
from pos.till.till import ShopFacts, Till

_WITH_BALANCES: Final = "eip155:"
"""The chains on which money may come without a transfer: only the balance tells of it."""

_chance = random.SystemRandom().random


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to build: the settings, the folder of its data, and whether the money is real."""

    settings: Settings
    folder: Path
    is_practice: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A shop that is assembled and not yet running."""

    shop: Shop
    till: Till
    doors: api.Doors
    phone: Phone | None
    facts: ShopFacts


@asynccontextmanager
async def built(plan: Plan) -> AsyncIterator[House]:
    """Assemble a shop over its stored past; everything is closed in order at the end.

    Raises Refused for settings that cannot be, Corrupt for a database that must not be touched.
    """
    clock = SystemClock()
    async with AsyncExitStack() as stack:
        offer, chain = _offer(plan, clock)
        depths = {each.id: offer.final_depth(each.id) for each in offer.chains}
        store = open_store(plan.folder / "florin.db", depths)
        stack.callback(store.close)
        for each in offer.chains:
            stack.push_async_callback(each.close)
        secret = secret_of(plan.folder, "postback.key")
        postman = await stack.enter_async_context(
            PostbackPostman(
                PostSettings(
                    secret=secret,
                    user_agent=f"Florin/{version('florin')}",
                    allow=plan.settings.postback.allow,
                ),
                clock,
            )
        )
        house = _assembled(plan, clock, store, offer, postman)
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
    return practice_offer(chain, seed), chain


def _with_customer(house: House, chain: PracticeChain | None) -> House:
    """In practice mode somebody has to play the customer."""
    if chain is None:
        return house
    doors = replace(house.doors, practice=Controls(chain, house.shop))
    return replace(house, phone=Phone(chain), doors=doors)


def _assembled(
    plan: Plan, clock: Clock, store: Store, offer: Offer, postman: PostbackPostman
) -> House:
    settings = plan.settings
    feed = Feed()
    ledger = Ledger(store.payments, feed)
    make_board = play_board if plan.is_practice else rate_board
    board = make_board(settings, offer, clock)
    new_id = unguessable_ids().__next__
    desk = Desk(
        ledger=ledger,
        payments=store.payments,
        quoting=Quoting(board, settings.shop.currency),
        methods=offer.methods,
        clock=clock,
        new_id=new_id,
        expiry_s=settings.shop.expiry_minutes * 60,
        sees=feed.sees,
    )
    records = Records(ledger, store.journal, store.outbox, clock)
    shop = Shop(
        desk=desk,
        records=records,
        feed=feed,
        ledger=ledger,
        payments=store.payments,
        watches=tuple(_watch(chain, offer, store, ledger, feed) for chain in offer.chains),
        carrier=Carrier(
            outbox=store.outbox,
            postman=postman,
            feed=feed,
            clock=clock,
            chance=_chance,
            wake=ledger.has_effects,
        ),
        lapse=Lapse(ledger, clock),
        clock=clock,
        chance=_chance,
        errands=(board.keep_fresh,),
        gaps=Gaps(store.payments, feed, {m.wallet.id: m.coin.code for m in offer.methods}),
    )
    facts = ShopFacts(
        name=settings.shop.name, currency=settings.shop.currency, is_practice=plan.is_practice
    )
    till = Till(
        store=store.retail,
        desk=desk,
        clock=clock,
        new_id=new_id,
        shop=facts,
    )
    doors = api.Doors(
        desk=desk,
        records=records,
        feed=feed,
        clock=clock,
        settings=_door_settings(plan, offer),
        rates=board,
    )
    return House(shop=shop, till=till, doors=doors, phone=None, facts=facts)


def _watch(chain: Chain, offer: Offer, store: Store, ledger: Ledger, feed: Feed) -> Watch:
    clock = SystemClock()
    watchlist = Watchlist(clock, has_balances=chain.id.startswith(_WITH_BALANCES))
    track = Track(chain.id, watchlist, final_depth=offer.final_depth(chain.id))
    return Watch(
        chain=chain,
        ledger=ledger,
        journal=store.journal,
        track=track,
        feed=feed,
        clock=clock,
        stale_after_s=offer.stale_after_s[chain.id],
    )


def _door_settings(plan: Plan, offer: Offer) -> api.Settings:
    server = plan.settings.server
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
    )
