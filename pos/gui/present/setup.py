"""The set-up assistant in words: its pages, the risks of a rule, what is still to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pos.gui.present.figures import duration, grouped_text
from pos.gui.present.words import count, later, say
from pos.gui.setupdoors import CoinSeen, Mark, SetupSeen, Step, Tier

STEPS: Final = tuple(Step)

SHORT: Final[Mapping[Step, str]] = {
    Step.LANGUAGE: later("Language"),
    Step.START: later("Start"),
    Step.SHOP: later("Your shop"),
    Step.OWNER: later("PIN"),
    Step.COINS: later("Coins"),
    Step.POLICY: later("When it is paid"),
    Step.RATES: later("Prices of coins"),
    Step.GOODS: later("Products"),
    Step.TRIAL: later("Practice sale"),
    Step.OPEN: later("Open the shop"),
}
"""What the list at the left calls them."""

TITLES: Final[Mapping[Step, tuple[str, str]]] = {
    Step.LANGUAGE: (
        later("Welcome. Which language, and where is your shop?"),
        later("The country decides how figures are written and which currency is proposed."),
    ),
    Step.START: (
        later("How do you want to start?"),
        later("Nothing here is final: every step can be left out and done later, in the Office."),
    ),
    Step.SHOP: (
        later("Your shop"),
        later("This stands on the payment page and on receipts. Only the name is needed."),
    ),
    Step.OWNER: (
        later("Your PIN"),
        later(
            "It is asked for before money goes back to a customer, a rate is set by hand, or a"
            " setting is changed. The recovery sheet helps if it is forgotten."
        ),
    ),
    Step.COINS: (
        later("Which coins do you take?"),
        later(
            "Florin needs your wallet's public key and never a private one: it can show new"
            " addresses and see what comes in, and nobody can steal from it."
        ),
    ),
    Step.POLICY: (
        later("When is a payment good enough?"),
        later(
            "A payment is safer with every block on top of it. Choose up to which amount you do"
            " not want to let your customers wait."
        ),
    ),
    Step.RATES: (
        later("What do the coins cost?"),
        later("Several services are asked, and the middle of their answers counts."),
    ),
    Step.GOODS: (
        later("What do you sell?"),
        later("You can also type amounts on the keypad, and add products at any time."),
    ),
    Step.TRIAL: (
        later("Make a practice sale"),
        later("With play money, at the till as it will be, and a customer's phone in the window."),
    ),
    Step.OPEN: (later("Ready to open"), later("This is what Florin knows of your shop now.")),
}
"""What stands above a page: its title, and a sentence of why."""

GUIDE: Final = (
    later("1 of 3: tap a product, or type an amount and press +."),
    later("2 of 3: press Charge. The customer would scan the code now."),
    later("3 of 3: play the customer: press “Pay exactly” below, then “Make a block”."),
    later("Paid. That was your first sale; real ones look the same."),
)
"""What the line above the practice till says, one after the other."""

KINDS: Final[Mapping[str, str]] = {
    "wpkh": later("Native SegWit"),
    "sh(wpkh)": later("SegWit (nested)"),
    "pkh": later("Legacy"),
    "tr": later("Taproot"),
}
"""What wallets call the kinds of addresses."""

AMOUNTS: Final = (0, 10, 20, 50, 100, 200, 500, 1000)
"""The stops of the slider, in the shop's currency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """One thing that was left out; `step` is the page where it is done."""

    step: Step
    words: str


def groups_of(coins: Sequence[CoinSeen]) -> dict[str, list[CoinSeen]]:
    """The coins by the wallet their money goes to, in the order they are shown."""
    found: dict[str, list[CoinSeen]] = {}
    for coin in coins:
        found.setdefault(coin.wallet, []).append(coin)
    return found


def group_title(coins: Sequence[CoinSeen]) -> str:
    """What a wallet's button says."""
    own = next((coin for coin in coins if not coin.is_token), coins[0])
    return say("Ethereum and tokens") if len(coins) > 1 else own.title


def group_words(coins: Sequence[CoinSeen]) -> str:
    """What stands below it: the codes, and whether they are ready."""
    ready = [coin.code for coin in coins if is_ready(coin)]
    if ready:
        return say("{codes}: ready", codes=", ".join(ready))
    return ", ".join(coin.code for coin in coins)


def is_ready(coin: CoinSeen) -> bool:
    """Whether the shop takes this coin, or will once it opens."""
    return coin.has_wallet and (coin.is_on or coin.waits)


def left_to_do(seen: SetupSeen) -> tuple[Todo, ...]:
    """What the owner left out, for the checklist in the Office; empty once all is done."""
    found = []
    if seen.values.get("shop.name") in {"", "My shop"}:
        found.append(Todo(step=Step.SHOP, words=say("Give your shop its name")))
    if not seen.has_pin:
        found.append(Todo(step=Step.OWNER, words=say("Choose a PIN")))
    elif not seen.has_sheet:
        found.append(Todo(step=Step.OWNER, words=say("Save the recovery sheet")))
    if not any(map(is_ready, seen.coins)):
        found.append(Todo(step=Step.COINS, words=say("Set up a coin")))
    elif not any(coin.is_on for coin in seen.coins):
        found.append(Todo(step=Step.OPEN, words=say("Open your shop")))
    if not seen.products and seen.marks.get(Step.GOODS) is not Mark.DONE:
        found.append(Todo(step=Step.GOODS, words=say("Add your products")))
    if seen.marks.get(Step.TRIAL) is not Mark.DONE:
        found.append(Todo(step=Step.TRIAL, words=say("Make a practice sale")))
    return tuple(found)


def facts_of(seen: SetupSeen) -> tuple[str, ...]:
    """What is known of the shop, line by line, for the last page."""
    name, currency = seen.values.get("shop.name", ""), seen.values.get("shop.currency", "")
    ready = [coin.code for coin in seen.coins if is_ready(coin)]
    found = [say("{name}, prices in {currency}", name=name, currency=currency)]
    if ready:
        found.append(say("Coins: {codes}", codes=", ".join(ready)))
    if seen.has_pin:
        found.append(say("A PIN is set"))
    if seen.products:
        found.append(count("{n} product|{n} products", seen.products))
    return (*found, say("Everything lies in {folder}", folder=seen.folder))


def kind_words(script: str, path: str) -> str:
    """Which kind of address it is, and where it stands in the owner's wallet."""
    kind = say(KINDS[script]) if script in KINDS else ""
    return ", ".join(part for part in (kind, path) if part)


def grouped_address(address: str) -> str:
    """An address in groups of four, as people compare it."""
    return " ".join(address[start : start + 4] for start in range(0, len(address), 4))


# ---- when it is paid


def stop_of(coin: CoinSeen) -> int:
    """Where the slider stands for the rule in force."""
    first = coin.tiers[0]
    quickest = min(tier.confirmations for tier in coin.usual)
    if first.confirmations > quickest or first.up_to is None:
        return 0
    return max(at for at, amount in enumerate(AMOUNTS) if amount <= first.up_to)


def tiers_at(coin: CoinSeen, stop: int) -> tuple[Tier, ...]:
    """The rule for a place of the slider: the quickest step up to there, the usual ones above."""
    limit = Decimal(AMOUNTS[stop])
    quickest, *later_steps = coin.usual
    above = [tier for tier in later_steps if tier.up_to is None or tier.up_to > limit]
    if not limit:
        return tuple(above)
    return (Tier(up_to=limit, confirmations=quickest.confirmations), *above)


def risk_words(coin: CoinSeen, stop: int, currency: str) -> str:
    """What the owner decides there, in plain words: who waits, and what can be lost."""
    first, *rest = tiers_at(coin, stop)
    above = rest[0] if rest and AMOUNTS[stop] else first
    wait = _wait_words(above.confirmations, coin.block_s)
    if not AMOUNTS[stop]:
        return say("Every customer waits for {wait}. The safest choice.", wait=wait)
    limit = f"{grouped_text(Decimal(AMOUNTS[stop]))} {currency}"
    if first.confirmations:
        quick = _wait_words(first.confirmations, coin.block_s)
        words = say(
            "Up to {limit} customers wait for {quick}, above for {wait}.",
            limit=limit,
            quick=quick,
            wait=wait,
        )
        return f"{words} {say('A cheat would have to undo blocks: practically nobody can.')}"
    words = say(
        "Up to {limit} nobody waits; above, customers wait for {wait}.", limit=limit, wait=wait
    )
    risk = say(
        "A cheat may take such a payment back before the next block: you would lose at"
        " most {limit}, and the till calls out within seconds.",
        limit=limit,
    )
    return f"{words} {risk}"


def _wait_words(confirmations: int, block_s: int) -> str:
    blocks = count("{n} block|{n} blocks", confirmations)
    return say("{blocks} (about {time})", blocks=blocks, time=duration(confirmations * block_s))


def table_of(tiers: Sequence[Tier]) -> list[dict[str, object]]:
    """The rule as the settings have it."""
    return [
        {"confirmations": tier.confirmations}
        if tier.up_to is None
        else {"up_to": f"{tier.up_to:f}", "confirmations": tier.confirmations}
        for tier in tiers
    ]
