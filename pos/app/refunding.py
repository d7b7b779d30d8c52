"""Where the parts that send money back are put together."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from pos.app.coins import Offer
from pos.app.passphrases import open_wallets
from pos.domain.ports.clock import Clock
from pos.domain.ports.journal import Journal
from pos.domain.ports.rates import Rates
from pos.engine.agenda import Agenda
from pos.engine.feed import Feed
from pos.engine.ledger import Ledger
from pos.engine.paymaster import Paymaster
from pos.engine.refund_values import DaySums, Treasury, Values
from pos.engine.refunder import Refunder
from pos.engine.refunds import Refunds
from pos.engine.shop import Errand
from pos.engine.supervise import Chance
from pos.engine.watch import Watch

OPENING_S: Final = 5.0
"""As long as a passphrase usually takes; its owner may be asked for it by the system meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What refunds are done with: the shop's books, its news, its clock and its rates."""

    ledger: Ledger
    journal: Journal
    feed: Feed
    clock: Clock
    chance: Chance
    rates: Rates
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refunding:
    """Whoever sends money back, the door to it, and what it has to do while the shop is open."""

    refunder: Refunder
    refunds: Refunds
    run: Errand


def refunding(offer: Offer, office: Office, watches: Sequence[Watch]) -> Refunding:
    """A paymaster for each chain that is watched."""
    coins = [method.coin for method in offer.methods]
    fee_coins = {coin.asset: coin.fee_coin for coin in coins}
    values = Values(office.rates, office.currency, fee_coins)
    treasury = Treasury(rule_of=offer.rule_of, values=values, sums=DaySums(values))
    refunder = Refunder(
        [_paymaster(offer, office, treasury, watch) for watch in watches],
        treasury.sums,
        office.journal,
        office.feed,
        office.clock,
    )
    refunds = Refunds(
        ledger=office.ledger,
        journal=office.journal,
        clock=office.clock,
        methods=offer.methods,
        payers=offer.payers,
        refunder=refunder,
    )
    opening = partial(open_wallets, refunds, offer.passphrases)
    return Refunding(
        refunder=refunder,
        refunds=refunds,
        run=partial(_open_and_run, opening, partial(refunder.run, office.chance)),
    )


async def _open_and_run(opening: Errand, running: Errand) -> None:
    """Give wallets a moment to open before anybody is told that they are locked."""
    async with asyncio.TaskGroup() as group:
        opened = group.create_task(_awaited(opening))
        await asyncio.wait({opened}, timeout=OPENING_S)
        await running()


async def _awaited(errand: Errand) -> None:
    await errand()


def _paymaster(offer: Offer, office: Office, treasury: Treasury, watch: Watch) -> Paymaster:
    chain = watch.chain.id
    return Paymaster(
        chain=chain,
        payer=offer.payers.get(chain),
        ledger=office.ledger,
        feed=office.feed,
        clock=office.clock,
        agenda=Agenda(office.clock, office.chance),
        treasury=treasury,
        depth=offer.final_depth(chain),
        outgoing=watch.outgoing,
    )
