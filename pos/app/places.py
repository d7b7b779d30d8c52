"""Where the coins on offer are: which chains, under which names the settings know them."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from pos.app.settings import ChainSettings, CoinSettings, Settings, TierSettings
from pos.chains.coin import Declaration, Family, family_of, placed, policy_in
from pos.chains.registry import find_coins
from pos.domain.errors import Refused
from pos.domain.ids import ChainId
from pos.domain.money import Asset, parse_amount
from pos.domain.payment.coin import Coin
from pos.domain.payment.policy import Policy, Tier, ToSender

LEAST_POLL_S: Final = Decimal("0.05")
"""The shortest pause between looks: less would only keep a node and this program busy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One chain with coins on offer.

    `name` is its section in the settings, for whoever has to correct it. `coins` are on offer;
    `also` is every other asset that this program knows there, because invoices in a coin that was
    switched off stay open, and customers may send the wrong coin.
    """

    id: ChainId
    name: str
    nodes: ChainSettings
    coins: tuple[Coin, ...]
    also: tuple[Asset, ...]

    def refuse(self, key: str, words: str) -> Refused:
        """What to raise for a key of this chain's section that cannot be."""
        return Refused("invalid_setting", f"{self.name}.{key}: {words}")


def offered_coins(settings: Settings) -> list[Declaration]:
    """The coins that are switched on, as this shop takes them, in the order they are shown.

    Raises Refused with the setting to correct.
    """
    fee_coins = {chain: code for code, chain in _names(_known(settings)).items()}
    chosen = [_offered(code, coin, settings) for code, coin in settings.coins.items()]
    offered = [_with_fee_coin(each, fee_coins) for each in chosen if each is not None]
    return sorted(offered, key=lambda each: each.rank)


def places(settings: Settings) -> list[Place]:
    """Every chain that has to be watched. Raises Refused with the setting to correct."""
    coins = [declaration.coin for declaration in offered_coins(settings)]
    known = _known(settings)
    names = _names(known)
    for written in settings.chains:
        if ":" not in written and written not in names:
            raise Refused("unknown_chain", unknown_name(f"chains.{written}", written, list(names)))
    found = []
    for id in dict.fromkeys(coin.asset.chain for coin in coins):
        name, nodes = _section(id, names, settings)
        place = Place(
            id=id,
            name=name,
            nodes=nodes,
            coins=tuple(coin for coin in coins if coin.asset.chain == id),
            also=tuple(asset for asset in known if asset.chain == id),
        )
        _check_pauses(place)
        found.append(place)
    return found


def _section(
    id: ChainId, names: dict[str, ChainId], settings: Settings
) -> tuple[str, ChainSettings]:
    """The settings of one chain and what they are called; defaults where it has none."""
    sections: dict[str, str] = {id: f'chains."{id}"'}
    sections |= {code: f"chains.{code}" for code, chain in names.items() if chain == id}
    written = [key for key in sections if key in settings.chains]
    if len(written) > 1:
        both = " and ".join(sections[key] for key in written)
        raise Refused("invalid_setting", f"{both} are the same chain: keep one of them")
    if written:
        return sections[written[0]], settings.chains[written[0]]
    return list(sections.values())[-1], ChainSettings()


def _check_pauses(place: Place) -> None:
    """Raises Refused for numbers with which a chain could not be watched."""
    poll_s, stale_after_s = place.nodes.poll_s, place.nodes.stale_after_s
    if poll_s is not None and (not poll_s.is_finite() or poll_s < LEAST_POLL_S):
        raise place.refuse("poll_s", f"must be at least {LEAST_POLL_S}")
    if stale_after_s is not None and stale_after_s < 0:
        raise place.refuse("stale_after_s", "cannot be below zero")


def _names(known: Sequence[Asset]) -> dict[str, ChainId]:
    """The code of each chain's own coin."""
    return {asset.code: asset.chain for asset in known if asset.contract is None}


def _known(settings: Settings) -> Sequence[Asset]:
    """Every coin this program knows where it stands, on offer or not."""
    chosen = dict.fromkeys(find_coins(), CoinSettings()) | settings.coins
    return [_placed(code, each).coin.asset for code, each in chosen.items()]


def _offered(code: str, chosen: CoinSettings, settings: Settings) -> Declaration | None:
    """One coin as this shop takes it; None if it is switched off."""
    if not chosen.enabled:
        return None
    declaration = _placed(code, chosen)
    coin = declaration.coin
    policy = policy_in(coin.policy, settings.shop.currency)
    if chosen.confirmations:
        tiers = _tiers(code, chosen, policy)
        policy = replace(policy, currency=settings.shop.currency, tiers=tiers)
    try:
        tolerance = parse_amount(chosen.tolerance, coin.asset).units
    except Refused as why:
        raise Refused(why.code, f"coins.{code}.tolerance: {why.text}") from why
    policy = replace(policy, tolerance_units=tolerance)
    to_sender = _to_sender(coin, settings)
    return replace(declaration, coin=replace(coin, policy=policy, to_sender=to_sender))


def _to_sender(coin: Coin, settings: Settings) -> ToSender:
    """Whether money may go back whence it came, as this shop wants it."""
    chosen = settings.refunds[coin.code].to_sender if coin.code in settings.refunds else ""
    if not chosen:
        return coin.to_sender
    where = f"refunds.{coin.code}.to_sender"
    if chosen not in set(ToSender):
        text = f"{where}: “{chosen}” is none of {', '.join(ToSender)}"
        raise Refused("invalid_setting", text)
    if chosen != ToSender.NEVER and family_of(coin.asset.chain) is not Family.EVM:
        text = f"{where}: nobody can tell who sent money in {coin.code}; write “never” or nothing"
        raise Refused("invalid_setting", text)
    return ToSender(chosen)


def _with_fee_coin(declaration: Declaration, own_coins: Mapping[ChainId, str]) -> Declaration:
    """A token's fees are paid in the coin that this shop knows as its chain's own."""
    coin = declaration.coin
    if coin.asset.contract is None or coin.asset.chain not in own_coins:
        return declaration
    return replace(declaration, coin=replace(coin, fee_coin=own_coins[coin.asset.chain]))


def _placed(code: str, chosen: CoinSettings) -> Declaration:
    """One coin where this shop has it."""
    known = find_coins()
    if code not in known:
        raise Refused("unknown_coin", unknown_name(f"coins.{code}", code, list(known)))
    chain = ChainId(chosen.chain) if chosen.chain else None
    try:
        return placed(known[code], chain, chosen.contract or None)
    except Refused as why:
        raise Refused(why.code, f"coins.{code}: {why.text}") from why


def unknown_name(where: str, typed: str, known: Sequence[str]) -> str:
    """What to say of a name that the settings have and nobody knows."""
    names = {name.lower(): name for name in known}
    near = difflib.get_close_matches(typed.lower(), names, n=1, cutoff=0.4)
    hint = f"did you mean {names[near[0]]}?" if near else f"known are {', '.join(known)}"
    return f"{where}: Florin does not know this name; {hint}"


def _tiers(code: str, chosen: CoinSettings, usual: Policy) -> tuple[Tier, ...]:
    """The shop's own table in rising order.

    One that ends at some price says nothing of higher ones: these need what they usually do, or
    would be taken as easily as the smallest.
    """
    tiers = [_tier(code, tier) for tier in chosen.confirmations]
    if all(tier.up_to is not None for tier in tiers):
        needed = max(tier.confirmations for tier in (*tiers, *usual.tiers))
        tiers.append(Tier(up_to=None, confirmations=needed))
    return tuple(sorted(tiers, key=lambda t: (t.up_to is None, t.up_to or 0)))


def _tier(code: str, tier: TierSettings) -> Tier:
    if tier.confirmations < 0:
        raise Refused("invalid_setting", f"coins.{code}.confirmations: cannot be below zero")
    if not tier.up_to:
        return Tier(up_to=None, confirmations=tier.confirmations)
    try:
        up_to = Decimal(tier.up_to)
    except ArithmeticError:
        up_to = Decimal("nan")
    if not up_to.is_finite() or up_to <= 0:
        text = f"coins.{code}.confirmations: up_to “{tier.up_to}” is not a price"
        raise Refused("invalid_setting", text)
    return Tier(up_to=up_to, confirmations=tier.confirmations)
