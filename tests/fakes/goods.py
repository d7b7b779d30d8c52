"""What the shop in memory sells and how it asks for money, at prices that never move."""

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pos.domain.ids import ChainId
from pos.domain.money import Amount, Asset, Fiat, Rate, format_amount, price_in
from pos.domain.payment.coin import Coin
from pos.domain.payment.policy import Policy, Tier, acceptance_of
from pos.domain.payment.quote import Quote
from pos.domain.retail.product import Product

CHAIN = ChainId("eip155:1")
CURRENCY = "CHF"

ETH = Asset(code="ETH", decimals=18, chain=CHAIN)
ZEROX = Asset(
    code="0xBTC", decimals=8, chain=CHAIN, contract="0xb6ed7644c69416d67b522e20bc294a9a9b405b31"
)
USDC = Asset(
    code="USDC", decimals=6, chain=CHAIN, contract="0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48"
)

BTC = Asset(
    code="BTC", decimals=8, chain=ChainId("bip122:000000000019d6689c085ae165831e93"), contract=None
)
LTC = Asset(
    code="LTC", decimals=8, chain=ChainId("bip122:12a765e31ffd4059bada1e25190f6e98"), contract=None
)
XMR = Asset(
    code="XMR", decimals=12, chain=ChainId("monero:418015bb9ae982a1975da7d79277c270"), contract=None
)

RATES = {
    "ETH": Fraction(2_913),
    "0xBTC": Fraction(8312, 10_000),
    "USDC": Fraction(88, 100),
    "BTC": Fraction(94_957),
    "LTC": Fraction(87),
    "XMR": Fraction(261),
}

SHELVES = {
    "Coffee": (
        "brown",
        ["Espresso 3.50", "Double espresso 4.50", "Cappuccino 4.80", "Latte macchiato 5.20"],
        ["Flat white 5.00", "Cortado 4.60", "Cold brew 5.80"],
    ),
    "Tea": ("green", ["Green tea 4.20", "Chai latte 5.40", "Fresh mint tea 4.50"], []),
    "Bakery": (
        "amber",
        ["Croissant 2.80", "Pain au chocolat 3.20", "Banana bread, toasted, with butter 4.90"],
        ["Cinnamon roll 4.20", "Sourdough loaf 7.90"],
    ),
    "Lunch": ("red", ["Soup of the day 9.50", "Cheese toast 8.50", "Green bowl 14.90"], []),
    "Goods": (
        "teal",
        ["House blend 250 g 14.00", "House blend 1 kg 46.00", "Mug 18.00"],
        ["Filter papers 6.50", "Gift card 50.00", "Tote bag 15.00"],
    ),
}


def coin(asset: Asset, title: str, confirmations: int = 2) -> Coin:
    return Coin(
        asset=asset,
        title=title,
        network="Ethereum",
        policy=Policy(currency=CURRENCY, tiers=(Tier(up_to=None, confirmations=confirmations),)),
        final_depth=64,
    )


COINS = (coin(ZEROX, "0xBitcoin"), coin(ETH, "Ether"), coin(USDC, "USD Coin"))


TABLE = Policy(
    currency=CURRENCY,
    tiers=(
        Tier(up_to=Decimal(50), confirmations=0),
        Tier(up_to=Decimal(500), confirmations=1),
        Tier(up_to=None, confirmations=6),
    ),
)
"""Small sums are trusted as soon as they are seen."""

MANY_COINS = (
    Coin(asset=BTC, title="Bitcoin", network="Bitcoin", policy=TABLE, final_depth=12),
    Coin(asset=XMR, title="Monero", network="Monero", policy=TABLE, final_depth=20),
    Coin(asset=LTC, title="Litecoin", network="Litecoin", policy=TABLE, final_depth=12),
    coin(ETH, "Ether"),
    coin(USDC, "USD Coin"),
)


def products() -> list[Product]:
    made: list[Product] = []
    for category, (color, first, more) in SHELVES.items():
        for text in (*first, *more):
            title, _, price = text.rpartition(" ")
            number = len(made) + 1
            made.append(
                Product(
                    id=f"{number:016x}",
                    title=title,
                    category=category,
                    price=Fiat(Decimal(price), CURRENCY),
                    tax=Decimal("2.6"),
                    barcode=f"76000000000{number:02}",
                    color=color,
                )
            )
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeRequest:
    due: Amount
    qr: str
    uri: str


def quote_of(price: Fiat, coin: Coin, at: int) -> Quote:
    rate = Rate(
        per_coin=RATES[coin.code], code=coin.code, currency=CURRENCY, sources=("fixed",), at=at
    )
    return Quote(
        due=price_in(price, rate, coin.asset),
        rate=rate,
        acceptance=acceptance_of(coin.policy, {CURRENCY: price.value}),
    )


BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def address_of(asset: Asset, index: int) -> str:
    """An address that looks like one of this coin; nobody could pay there."""
    if asset.code in {"BTC", "LTC"}:
        return {"BTC": "bc1q", "LTC": "ltc1q"}[asset.code] + _letters(BECH32, index, 38)
    if asset.code == "XMR":
        return "8" + _letters(BASE58, index, 94)
    return f"0x{(index * 0x9E3779B97F4A7C15F39CC0605CEDC8341082276B) % 2**160:040x}"


def _letters(alphabet: str, seed: int, count: int) -> str:
    digest = hashlib.shake_256(str(seed).encode()).digest(count)
    return "".join(alphabet[byte % len(alphabet)] for byte in digest)


def qr_of(due: Amount, address: str) -> str:
    """Wallets read an amount of the chain's own coin; for a token they need the plain address."""
    is_bech32 = due.asset.code in {"BTC", "LTC"}  # which is smaller in upper case
    return address if due.asset.contract else uri_of(due, address.upper() if is_bech32 else address)


def uri_of(due: Amount, address: str) -> str:
    if due.asset.contract:
        to = f"{due.asset.contract}@1/transfer?address={address}"
        return f"ethereum:{to}&uint256={due.units}"
    if due.asset.code == "XMR":
        return f"monero:{address}?tx_amount={format_amount(due)}"
    if due.asset.code in {"BTC", "LTC"}:
        scheme = {"BTC": "bitcoin", "LTC": "litecoin"}[due.asset.code]
        return f"{scheme}:{address}?amount={format_amount(due)}"
    return f"ethereum:{address}@1?value={due.units}"
