"""What can be set in a profile's `config.toml`, as typed values with their defaults.

The names are public: once a key has landed it stays. `config` reads them from disk.
"""

from decimal import Decimal

import msgspec


class _Section(msgspec.Struct, frozen=True, kw_only=True):
    """A table of the file."""


class ShopSettings(_Section, frozen=True, kw_only=True):
    """`[shop]`: what the customer reads, and how long a price holds."""

    name: str = "My shop"
    currency: str = "EUR"
    expiry_minutes: int = 30


class ServerSettings(_Section, frozen=True, kw_only=True):
    """`[server]`: the door for online shops, and who may use it.

    `allow` and `trusted_proxies` hold addresses or CIDR ranges; `origins` and `hosts` name web
    pages and host names besides this machine's own. `coin` is what a shop charges in.
    """

    listen: str = "127.0.0.1:8888"
    coin: str = "0xBTC"
    allow: tuple[str, ...] = ()
    trusted_proxies: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()


class PostbackSettings(_Section, frozen=True, kw_only=True):
    """`[postback]`: private addresses that messages to shops may go to, such as your own server."""

    allow: tuple[str, ...] = ()


class RateSettings(_Section, frozen=True, kw_only=True):
    """`[rates]`: where prices come from.

    `fixed` gives whole coins' prices in the shop's currency, as text, and wins over every source.
    """

    coingecko: bool = True
    coingecko_url: str = "https://api.coingecko.com"
    coingecko_demo_key: str = ""
    max_age_s: int = 600
    fixed: dict[str, str] = {}


class ChainSettings(_Section, frozen=True, kw_only=True):
    """`[chains."eip155:1"]`: the nodes to ask, in order of preference, and how often.

    `stale_after_s`: after this many seconds without a new block the chain counts as not seen and
    nothing expires; 0 never.
    """

    http: tuple[str, ...] = ()
    ws: str = ""
    poll_s: Decimal = Decimal(5)
    chunk_blocks: int = 500
    stale_after_s: int = 600


class WalletSettings(_Section, frozen=True, kw_only=True):
    """`[wallets.evm]`: the account's extended public key. Florin never needs the private one."""

    xpub: str = ""


class TierSettings(_Section, frozen=True, kw_only=True):
    """One line of a coin's `confirmations`: up to this price (none: any), this many."""

    confirmations: int
    up_to: str = ""


class CoinSettings(_Section, frozen=True, kw_only=True):
    """`[coins.ETH]`: a coin that the shop takes; `chain` and `contract` place it elsewhere."""

    enabled: bool = True
    chain: str = ""
    contract: str = ""
    tolerance: str = "0"
    confirmations: tuple[TierSettings, ...] = ()


class PracticeModeSettings(_Section, frozen=True, kw_only=True):
    """`[practice]`: seconds between the practice chain's blocks; 0 makes them only when asked."""

    block_s: int = 6


class Settings(_Section, frozen=True, kw_only=True):
    """The whole file."""

    shop: ShopSettings = ShopSettings()
    server: ServerSettings = ServerSettings()
    postback: PostbackSettings = PostbackSettings()
    rates: RateSettings = RateSettings()
    chains: dict[str, ChainSettings] = {}
    wallets: dict[str, WalletSettings] = {}
    coins: dict[str, CoinSettings] = {}
    practice: PracticeModeSettings = PracticeModeSettings()
