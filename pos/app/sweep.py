"""`florin sweep`: gather what came to the addresses of customers at the owner's own."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pos.app.clock import SystemClock
from pos.app.coins import wiring_at
from pos.app.families import evm
from pos.app.families.family import Ground, poll_s_of
from pos.app.places import Place, places
from pos.app.settings import Settings
from pos.chains.coin import Family, family_of
from pos.chains.evm.address import checksum_address
from pos.chains.evm.scribe import EvmScribe
from pos.chains.hoard import PURSE, Hoard
from pos.domain.errors import Refused
from pos.domain.ids import WalletId
from pos.domain.money import Amount, Rate, format_amount
from pos.domain.sweep import Move
from pos.engine.survey import Lot, Route, Survey, Surveyor
from pos.engine.sweep import Report, Sweep, Watchers
from pos.storage.past import Shown, open_past
from pos.storage.store import open_store

NOT_SHOWN_YET: Final = 1_000
"""So many addresses to come are not gathered at, either: it would look as if customers paid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What a person wants gathered: these coins, of one chain, at this address."""

    settings: Settings
    folder: Path
    codes: tuple[str, ...]
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """The words of the owner's wallet, and BIP39's own passphrase, "" for none."""

    words: str = field(repr=False)
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """A route on its chain; the numbers of its addresses in the owner's wallet."""

    place: Place
    route: Route
    wallet: WalletId
    numbers: dict[str, int]


async def preview(errand: Errand) -> list[str]:
    """What is where and what gathering it costs, in lines. The till may be open meanwhile."""
    plan = await _plan(errand)
    mover = evm.mover(plan.place, _nobodys_key, SystemClock())
    try:
        survey = await Surveyor(plan.route, mover).survey()
    finally:
        await mover.close()
    return list(_previewed(plan.route, survey))


async def gather(errand: Errand, seed: Seed, hear: Callable[[str], None]) -> list[str]:
    """Do it, telling each step, and report in lines; the folder must be held by `sole_use`.

    Raises Refused for the seed of another wallet before anything else, and "no_gas" before
    anything is signed.
    """
    plan = await _plan(errand)
    hoard = Hoard(seed.words, plan.wallet, seed.passphrase)
    clock, store = SystemClock(), open_store(errand.folder / "florin.db")
    mover = evm.mover(plan.place, _keys(hoard, plan.numbers), clock)
    try:
        sweep = Sweep(plan.route, mover, store.sweeps, clock)
        watchers = Watchers(moved=lambda move: hear(_moved(move)), trouble=_unrepeated(hear))
        report = await sweep.run(watchers, poll_s_of(plan.place, evm.POLL_S))
    finally:
        await mover.close()
        store.close()
    return list(_reported(plan.route, report))


async def _plan(errand: Errand) -> _Plan:
    """Raises Refused for what cannot be gathered so, naming what to change."""
    place = _place(errand)
    to = EvmScribe().address(errand.to)
    ground = Ground(settings=errand.settings, folder=errand.folder, clock=SystemClock())
    wallet = (await wiring_at(place).ours(place, ground)).wallet
    (purse,) = await wallet.addresses(PURSE, 1)
    with open_past(errand.folder / "florin.db") as past:
        shown, lost = past.shown(wallet.id), past.lost(wallet.id)
        first = past.next_index(wallet.id)
    numbers = {each.address: each.index for each in shown} | lost | {purse: PURSE}
    if to in numbers or to in await wallet.addresses(first, NOT_SHOWN_YET):
        text = "Gather it at an address that no customer sees: not one that Florin gives away"
        raise Refused("invalid_address", text)
    chosen = [coin for coin in place.coins if coin.code in errand.codes]
    route = Route(
        chain=place.id,
        own=evm.own_coin(place),
        coins=tuple(coin.asset for coin in chosen),
        sources=tuple(address for address in numbers if address != purse),
        purse=purse,
        to=to,
        dust={coin.asset: coin.policy.dust_units for coin in chosen},
        rates=_newest_rates(shown),
    )
    return _Plan(place=place, route=route, wallet=wallet.id, numbers=numbers)


def _place(errand: Errand) -> Place:
    """The one chain that has all these coins."""
    here = places(errand.settings)
    codes = set(errand.codes)
    place = next((p for p in here if codes <= {coin.code for coin in p.coins}), None)
    if place is None:
        known = "; ".join(", ".join(coin.code for coin in p.coins) for p in here)
        named = ", ".join(errand.codes)
        text = f"{named}: name coins that this shop takes, all of one chain. There are: {known}"
        raise Refused("unknown_coin", text)
    if family_of(place.id) is not Family.EVM:
        text = f"The money of {place.name} needs no sweep: your own wallet has it together already"
        raise Refused("no_sweep", text)
    return place


def _newest_rates(shown: Iterable[Shown]) -> tuple[Rate, ...]:
    """What each coin cost last, as invoices have it."""
    newest: dict[tuple[str, str], Rate] = {}
    for each in shown:
        quoted = (quote.rate for quote in each.invoice.quotes if quote.rate is not None)
        for rate in (*quoted, *each.invoice.fee_rates):
            known = newest.setdefault((rate.code, rate.currency), rate)
            if known.at < rate.at:
                newest[rate.code, rate.currency] = rate
    return tuple(newest.values())


def _unrepeated(hear: Callable[[str], None]) -> Callable[[str], None]:
    """What goes wrong at every try is told once."""
    told = [""]

    def tell(line: str) -> None:
        if line != told[-1]:
            told.append(line)
            hear(line)

    return tell


def _keys(hoard: Hoard, numbers: dict[str, int]) -> Callable[[str], bytes]:
    return lambda address: hoard.key(numbers[address])


def _nobodys_key(address: str) -> bytes:
    raise Refused("locked", f"There is no key for {address} without the seed")


def _previewed(route: Route, survey: Survey) -> Iterator[str]:
    yield f"to {checksum_address(route.to)} on {route.chain}"
    for lot in survey.lots:
        yield f"  {checksum_address(lot.source)}  {_told(lot.amount)}{_fate(lot)}"
    gas = sum(lot.fee.units for lot in survey.worthwhile)
    yield f"total    {_sum(survey.totals())}"
    yield f"network  at most {_told(Amount(gas, route.own))} in fees"
    needs, purse = survey.purse_needs, survey.purse.amount
    if needs.units:
        yield f"gas      {_told(needs)} for tokens must be at {checksum_address(route.purse)} first"
        yield f"         {_told(purse)} is there; what is left of it is gathered, too"


def _fate(lot: Lot) -> str:
    return f", stays: {lot.why_not}" if lot.why_not else f", fee at most {_told(lot.fee)}"


def _moved(move: Move) -> str:
    way = f"{checksum_address(move.source)} to {checksum_address(move.to)}"
    what = f"{_told(move.amount)} as gas" if move.is_gas else _told(move.amount)
    return f"{move.stage:8}{what} from {way} in {move.tx.txid}"


def _reported(route: Route, report: Report) -> Iterator[str]:
    gathered = report.gathered()
    yield f"gathered {_sum(gathered)} at {checksum_address(route.to)}"
    for lot in report.left:
        why = lot.why_not or "there was not enough gas for it: do this once more"
        yield f"  left at {checksum_address(lot.source)}: {_told(lot.amount)} ({why})"


def _sum(amounts: Sequence[Amount]) -> str:
    return ", ".join(map(_told, amounts)) or "nothing"


def _told(amount: Amount) -> str:
    return f"{format_amount(amount)} {amount.asset.code}"
