"""What each setting is called and what it does, in the words of whoever runs the shop.

A star stands for the name of a coin, wallet or chain. Texts are said from here when they are shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pos.gui.present.settingswords_chains import CHAIN_TEXTS, Texts
from pos.gui.present.words import later, say


class Group(StrEnum):
    """What belongs together, as pages of the office."""

    SHOP = "shop"
    COINS = "coins"
    NETWORKS = "networks"
    RATES = "rates"
    REFUNDS = "refunds"
    ONLINE = "online"
    WINDOW = "window"
    BACKUP = "backup"
    UPDATES = "updates"


GROUP_TITLES: Final = {
    Group.SHOP: later("Shop"),
    Group.COINS: later("Coins and wallets"),
    Group.NETWORKS: later("Networks"),
    Group.RATES: later("Rates"),
    Group.REFUNDS: later("Refunds"),
    Group.ONLINE: later("Payment server"),
    Group.WINDOW: later("Window"),
    Group.BACKUP: later("Daily backup"),
    Group.UPDATES: later("Updates"),
}

ABOUT_GROUP: Final = {
    Group.SHOP: later("What customers read, and how long a price holds."),
    Group.COINS: later("What customers can pay with, and whose wallet the money goes to."),
    Group.NETWORKS: later("What each network is watched through: own nodes or public servers."),
    Group.RATES: later("Where prices of coins come from, and when they are believed."),
    Group.REFUNDS: later("How money goes back to customers, and who signs it."),
    Group.ONLINE: later("The door for online shops, and who may use it."),
    Group.WINDOW: later("How the till looks, sounds and speaks."),
    Group.BACKUP: later("Copies that outlive this machine."),
    Group.UPDATES: later("Whether the till asks if there is a newer one."),
}

GROUP_OF: Final = {
    "shop": Group.SHOP,
    "practice": Group.SHOP,
    "coins": Group.COINS,
    "wallets": Group.COINS,
    "chains": Group.NETWORKS,
    "rates": Group.RATES,
    "refunds": Group.REFUNDS,
    "server": Group.ONLINE,
    "librepay": Group.ONLINE,
    "checkout": Group.ONLINE,
    "postback": Group.ONLINE,
    "window": Group.WINDOW,
    "backup": Group.BACKUP,
    "updates": Group.UPDATES,
}

SECTION_TITLES: Final = {
    "shop": later("The shop"),
    "practice": later("Practice shop"),
    "rates": later("Rates"),
    "server": later("Door for online shops"),
    "librepay": later("Invoice protocol"),
    "checkout": later("Payment page"),
    "postback": later("Messages to shops"),
    "window": later("Window"),
    "backup": later("Daily backup"),
    "updates": later("Updates"),
    "coins": later("{name}"),
    "wallets": later("Wallet for {name}"),
    "chains": later("Network: {name}"),
    "refunds": later("Refunds in {name}"),
}

NAMED: Final = frozenset({"coins", "wallets", "chains", "refunds"})

TEXTS: Final[Mapping[str, Texts]] = {
    "shop.name": Texts(later("Name"), later("Stands on receipts, payment pages and this window.")),
    "shop.address": Texts(
        later("Address"), later("Stands on receipts below the name; as many lines as it needs.")
    ),
    "shop.tax_number": Texts(later("Tax number"), later("Stands on receipts, such as a VAT id.")),
    "shop.currency": Texts(
        later("Currency"), later("What prices are in: three capital letters, such as EUR.")
    ),
    "shop.expiry_minutes": Texts(
        later("A price holds"),
        later("How long a customer has to pay before the code expires."),
        later("minutes"),
    ),
    "practice.block_s": Texts(
        later("Practice blocks"),
        later("Pause between two blocks of play money; 0 makes them only when asked."),
        later("seconds"),
    ),
    "server.listen": Texts(
        later("Listens at"),
        later("HOST:PORT. 127.0.0.1 serves this machine alone, 0.0.0.0 the network, too."),
    ),
    "server.coin": Texts(
        later("Coin of online shops"), later("What a shop charges in that names no coin.")
    ),
    "server.public_url": Texts(
        later("Public address"),
        later("How customers reach the payment page, such as https://pay.shop.example"),
    ),
    "server.allow": Texts(
        later("Who may ask"),
        later("Addresses or ranges that may make invoices without a key; one a line."),
    ),
    "server.trusted_proxies": Texts(
        later("Trusted proxies"),
        later("Addresses of your own reverse proxy, which tells who asks; one a line."),
    ),
    "server.origins": Texts(
        later("Web pages that may ask"),
        later("Origins such as https://shop.example whose scripts may call; one a line."),
    ),
    "server.hosts": Texts(
        later("Names of this server"),
        later("Host names it answers to besides this machine's own; one a line."),
    ),
    "librepay.listen": Texts(
        later("Second door"),
        later("HOST:PORT for shops of the invoice protocol alone; empty opens none."),
    ),
    "librepay.secret": Texts(
        later("Shared secret"),
        later("Lets a shop make invoices by ?secret= as well as by a key; 12 letters or more."),
    ),
    "librepay.expire_date": Texts(
        later("Expiry is written as"), later("Seconds (unix), as documented, or a date (iso).")
    ),
    "librepay.one_payment": Texts(
        later("One payment only"),
        later("Ends an invoice at once when its first payment is too small."),
    ),
    "librepay.coin_colon": Texts(
        later("Write “coin:” as well"), later("For shops that follow a misprint of the document.")
    ),
    "checkout.frame_ancestors": Texts(
        later("Shops that may frame the page"),
        later("Origins such as https://shop.example that show it inside of theirs; one a line."),
    ),
    "postback.allow": Texts(
        later("Private addresses"),
        later("Addresses in your own network that messages to shops may go to; one a line."),
    ),
    "rates.coingecko": Texts(later("Ask CoinGecko"), later("One of five rate services.")),
    "rates.kraken": Texts(later("Ask Kraken"), later("One of five rate services.")),
    "rates.coinbase": Texts(later("Ask Coinbase"), later("One of five rate services.")),
    "rates.bitstamp": Texts(later("Ask Bitstamp"), later("One of five rate services.")),
    "rates.cryptocompare": Texts(later("Ask CryptoCompare"), later("One of five rate services.")),
    "rates.coingecko_url": Texts(
        later("Address of CoinGecko"), later("Another one where a mirror is used.")
    ),
    "rates.kraken_url": Texts(
        later("Address of Kraken"), later("Another one where a mirror is used.")
    ),
    "rates.coinbase_url": Texts(
        later("Address of Coinbase"), later("Another one where a mirror is used.")
    ),
    "rates.bitstamp_url": Texts(
        later("Address of Bitstamp"), later("Another one where a mirror is used.")
    ),
    "rates.cryptocompare_url": Texts(
        later("Address of CryptoCompare"), later("Another one where a mirror is used.")
    ),
    "rates.coingecko_demo_key": Texts(
        later("Key of CoinGecko, free"), later("Lets the till ask more often.")
    ),
    "rates.coingecko_pro_key": Texts(
        later("Key of CoinGecko, paid"), later("Lets the till ask more often.")
    ),
    "rates.cryptocompare_key": Texts(
        later("Key of CryptoCompare"), later("The service answers only with one.")
    ),
    "rates.currencies": Texts(
        later("Other currencies"),
        later("Prices that online shops may ask in besides the shop's own; one a line."),
    ),
    "rates.fresh_s": Texts(
        later("A price is fresh"), later("For so long it takes part in the rate."), later("seconds")
    ),
    "rates.max_age_s": Texts(
        later("Last price is used"),
        later("For so long when no service answers; then the coin is not offered."),
        later("seconds"),
    ),
    "rates.outlier_percent": Texts(
        later("Left out when off by"),
        later("A service this far from the middle one is not believed."),
        later("per cent"),
    ),
    "rates.jump_percent": Texts(
        later("Sudden jump"),
        later("One service alone that moves by more is not believed until it lasts."),
        later("per cent"),
    ),
    "rates.last_good_percent": Texts(
        later("Caution with an old price"),
        later("So much more spread while only the last price is known."),
        later("per cent"),
    ),
    "rates.spread": Texts(
        later("Spread"),
        later("By how many per cent a coin counts for less, such as BTC = 0.5; one a line."),
    ),
    "rates.fixed": Texts(
        later("Fixed prices"),
        later("What a coin costs in the shop's currency, such as USDT = 0.92; one a line."),
    ),
    "window.sound": Texts(later("Sound"), later("The till can be heard when money comes.")),
    "window.volume": Texts(later("Volume"), later("How loudly."), later("per cent")),
    "window.language": Texts(
        later("Language"), later("Of this window; empty is the language of the system.")
    ),
    "window.region": Texts(
        later("Region"), later("How figures and dates are written, such as CH; empty is the usual.")
    ),
    **CHAIN_TEXTS,
}

CHOICE_TEXTS: Final[Mapping[tuple[str, str], str]] = {
    ("librepay.expire_date", "unix"): later("seconds (unix)"),
    ("librepay.expire_date", "iso"): later("date (iso)"),
    ("window.language", ""): later("as the system has it"),
    ("wallets.*.script", ""): later("as the key tells"),
    ("wallets.*.script", "pkh"): later("pkh: begin with 1 (oldest)"),
    ("wallets.*.script", "sh(wpkh)"): later("sh(wpkh): begin with 3"),
    ("wallets.*.script", "wpkh"): later("wpkh: begin with bc1q (usual)"),
    ("wallets.*.script", "tr"): later("tr: begin with bc1p (newest)"),
    ("refunds.*.mode", "automatic"): later("by itself, up to a daily limit"),
    ("refunds.*.mode", "approval"): later("after the manager's PIN"),
    ("refunds.*.mode", "manual"): later("by hand, from the owner's wallet"),
    ("refunds.*.to_sender", ""): later("as is usual for the coin"),
    ("refunds.*.to_sender", "never"): later("never"),
    ("refunds.*.to_sender", "plain"): later("to plain accounts"),
    ("refunds.*.to_sender", "any"): later("always"),
    ("refunds.*.wallet", ""): later("what there is"),
    ("refunds.*.wallet", "keystore"): later("a wallet of Florin's own"),
    ("refunds.*.wallet", "node"): later("the wallet of the own node"),
    ("refunds.*.wallet", "owner"): later("nobody here: the owner pays"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A setting in the language of the window."""

    title: str
    help: str
    unit: str


def pattern_of(key: str) -> str:
    """The key with a star for the name of a coin, wallet or chain."""
    kind, _, rest = key.partition(".")
    return f"{kind}.*.{rest.rpartition('.')[2]}" if kind in NAMED else key


def said_of(key: str) -> Said:
    """What a setting is called; one without words is called by its key."""
    texts = TEXTS.get(pattern_of(key))
    if texts is None:
        return Said(key, "", "")
    return Said(say(texts.title), say(texts.help), say(texts.unit) if texts.unit else "")


def group_of(section: str) -> Group:
    """The page that a section stands on."""
    return GROUP_OF[section.partition(".")[0]]


def choice_text(key: str, value: str) -> str:
    """What a choice is called; one without words says itself."""
    text = CHOICE_TEXTS.get((pattern_of(key), value))
    return value if text is None else say(text)


def section_title(section: str, name: str) -> str:
    """The heading of a section."""
    kind = section.partition(".")[0]
    return say(SECTION_TITLES.get(kind, section), name=name)
