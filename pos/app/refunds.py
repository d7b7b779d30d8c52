"""What the settings say of money that goes back: each coin's rule, and who signs on its chain."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from pos.app.families.family import Ground, Wiring
from pos.app.places import Place, unknown_name
from pos.app.settings import RefundSettings, Settings
from pos.chains.coin import Family, family_of
from pos.chains.registry import find_coins
from pos.domain.errors import Refused
from pos.domain.ports.payer import Payer
from pos.engine.refund_rules import Mode, RefundRule

OWNER: Final = "owner"
KEYSTORE: Final = "keystore"
NODE: Final = "node"

_EITHER: Final = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
"""A point that may stand for thousands."""

WALLETS: Final = {
    Family.EVM: (KEYSTORE, OWNER),
    Family.BITCOIN: (KEYSTORE, NODE, OWNER),
    Family.MONERO: (KEYSTORE, NODE, OWNER),
}


def refund_rules(places: Iterable[Place], settings: Settings) -> Mapping[str, RefundRule]:
    """The rule of each coin, by its code; a coin without one has the usual.

    Raises Refused with the setting to correct.
    """
    for code in settings.refunds:
        if code not in find_coins():
            raise Refused("unknown_coin", unknown_name(f"refunds.{code}", code, list(find_coins())))
    rules = {code: _rule(code, each) for code, each in settings.refunds.items()}
    for place in places:
        if refund_section(place, settings)[1].wallet == OWNER:
            rules |= {asset.code: RefundRule(mode=Mode.MANUAL) for asset in place.also}
    return rules


def refund_section(place: Place, settings: Settings) -> tuple[str, RefundSettings]:
    """Who signs on a chain: the section of its own coin, and the code that it stands under.

    Raises Refused for a wallet that cannot be there, or one that stands with a token.
    """
    own = next((asset.code for asset in place.also if asset.contract is None), "")
    here = [own] if own else [coin.code for coin in place.coins]
    for coin in place.coins:
        if coin.code not in here and _names_a_wallet(settings.refunds.get(coin.code)):
            text = f"refunds.{coin.code}: the refund wallet of {own} signs for it; write it there"
            raise Refused("invalid_setting", text)
    name = next((code for code in here if code in settings.refunds), here[0])
    section = settings.refunds.get(name, RefundSettings())
    known = WALLETS[family_of(place.id)]
    if section.wallet and section.wallet not in known:
        text = f"refunds.{name}.wallet: “{section.wallet}” is none of {', '.join(known)}"
        raise Refused("invalid_setting", text)
    return name, section


def payer_at(place: Place, wiring: Wiring, ground: Ground) -> Payer | None:
    """Who signs on a chain. Raises Refused where the settings name a wallet that is not there."""
    name, section = refund_section(place, ground.settings)
    payer = wiring.payer(place, ground)
    if payer is None and section.wallet == KEYSTORE:
        words = f"there is none yet; `florin refunds wallet new {name}` makes one"
        raise Refused("no_refund_wallet", f"refunds.{name}.wallet: {words}")
    return payer


def _names_a_wallet(section: RefundSettings | None) -> bool:
    return section is not None and bool(
        section.wallet or section.node_wallet or section.passphrase_file or section.keyring
    )


def _rule(code: str, section: RefundSettings) -> RefundRule:
    if section.mode not in set(Mode):
        text = f"refunds.{code}.mode: “{section.mode}” is none of {', '.join(Mode)}"
        raise Refused("invalid_setting", text)
    return RefundRule(mode=Mode(section.mode), daily_limit=_limit(code, section.daily_limit))


def _limit(code: str, text: str) -> Decimal:
    try:
        limit = Decimal(text)
    except ArithmeticError:
        limit = Decimal("nan")
    if not limit.is_finite() or limit < 0:
        words = f"refunds.{code}.daily_limit: “{text}” is not a price, such as 200"
        raise Refused("invalid_setting", words)
    if _EITHER.fullmatch(text):
        words = f"refunds.{code}.daily_limit: “{text}” may mean thousands: write it without a point"
        raise Refused("invalid_setting", words)
    return limit
