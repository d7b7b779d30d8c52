"""What can be set in a profile's `config.toml`, as typed values with their defaults.

The names are public: once a key has landed it stays. `config` reads them from disk.
"""

from decimal import Decimal

import msgspec

_MAJORS = (
    "USD EUR GBP JPY CHF CAD AUD NZD CNY HKD SGD KRW INR SEK NOK DKK PLN CZK HUF TRY BRL MXN ZAR"
)
MAJORS = tuple(_MAJORS.split())
"""The currencies in which most trade of the world is paid."""

PUBLISHER_KEY = ""
"""The Ed25519 public key of official builds; until there is one, `[updates]` needs its own."""


class _Section(msgspec.Struct, frozen=True, kw_only=True):
    """A table of the file. It may hold passwords and keys, so it is never shown whole."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"


class ShopSettings(_Section, frozen=True, kw_only=True):
    """`[shop]`: what the customer reads, and how long a price holds.

    `address` (lines with a line feed between) and `tax_number` stand on receipts.
    """

    name: str = "My shop"
    address: str = ""
    tax_number: str = ""
    currency: str = "EUR"
    expiry_minutes: Decimal = Decimal(30)


class ServerSettings(_Section, frozen=True, kw_only=True):
    """`[server]`: the door for online shops, and who may use it.

    `allow` and `trusted_proxies` hold addresses or CIDR ranges; `origins` and `hosts` name web
    pages and host names besides this machine's own. `coin` is what a shop charges in. `public_url`
    is how customers reach this server ("https://pay.shop.example"), for the links on receipts.
    """

    listen: str = "127.0.0.1:8888"
    coin: str = "0xBTC"
    allow: tuple[str, ...] = ()
    trusted_proxies: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    public_url: str = ""


class LibrePaySettings(_Section, frozen=True, kw_only=True):
    """`[librepay]`: what shops of the invoice protocol find different from its document.

    `listen` opens a second door for them, such as 127.0.0.1:2009. `secret` lets a shop create
    invoices by `?secret=` beside the keys of `florin keys`. `expire_date` is "unix" (seconds, as
    documented) or "iso". `one_payment` ends an invoice at once when its first payment is too small,
    as the first LibrePay did. `coin_colon` writes the document's misprint "coin:" as well.
    """

    listen: str = ""
    secret: str = ""
    expire_date: str = "unix"
    one_payment: bool = False
    coin_colon: bool = False


class CheckoutSettings(_Section, frozen=True, kw_only=True):
    """`[checkout]`: the customer's payment page.

    `frame_ancestors` are web origins ("https://shop.example") that may show it inside their pages.
    """

    frame_ancestors: tuple[str, ...] = ()


class PostbackSettings(_Section, frozen=True, kw_only=True):
    """`[postback]`: private addresses that messages to shops may go to, such as your own server."""

    allow: tuple[str, ...] = ()


class RateSettings(_Section, frozen=True, kw_only=True):
    """`[rates]`: where prices come from, and when they are believed.

    Five services are asked; each is switched off by its name, such as `kraken = false`, and each
    has an address and some a key (`coingecko_demo_key` or `coingecko_pro_key`,
    `cryptocompare_key`). `currencies` are those of prices besides the shop's own: by default the
    ones that most is paid in.

    `fixed` gives whole coins' prices in the shop's currency, as text, and wins over every service;
    it is meant for stable tokens. `spread` is by how many per cent a coin counts for less than its
    price, such as { BTC = "0.5" }.

    A price takes part while it is not older than `fresh_s`. One that is further than
    `outlier_percent` from the middle one is left out; services that contradict each other by so
    much are not believed. A single service's price that moved by more than `jump_percent` is not
    believed until it lasts. What was believed last is used until it is older than `max_age_s`, at
    `last_good_percent` more spread; then the coin is not offered.
    """

    coingecko: bool = True
    kraken: bool = True
    coinbase: bool = True
    bitstamp: bool = True
    cryptocompare: bool = True
    coingecko_url: str = "https://api.coingecko.com"
    kraken_url: str = "https://api.kraken.com"
    coinbase_url: str = "https://api.coinbase.com"
    bitstamp_url: str = "https://www.bitstamp.net"
    cryptocompare_url: str = "https://min-api.cryptocompare.com"
    coingecko_demo_key: str = ""
    coingecko_pro_key: str = ""
    cryptocompare_key: str = ""
    currencies: tuple[str, ...] = MAJORS
    fresh_s: int = 360
    max_age_s: int = 600
    outlier_percent: Decimal = Decimal(5)
    jump_percent: Decimal = Decimal(20)
    last_good_percent: Decimal = Decimal(2)
    spread: dict[str, Decimal] = {}
    fixed: dict[str, str] = {}


class ChainSettings(_Section, frozen=True, kw_only=True):
    """`[chains.BTC]` or `[chains."eip155:1"]`: what a chain is read from, and how often.

    A chain is named by its own coin's code, or as CAIP-2 has it. Of every chain: `poll_s` is the
    longest pause between two looks. After `stale_after_s` seconds without a new block the chain
    counts as not seen and nothing expires; 0 never. Both have defaults by the kind of chain.

    EVM chains: `http` are nodes in order of preference, `ws` a WebSocket for news, `chunk_blocks`
    how many blocks are asked for at once.

    Chains of Bitcoin's kind: without anything several public Electrum servers are asked, of which
    `electrum_least` must agree. `electrum` names others (`ssl://host:port`, or tcp, ws, wss),
    `proxy` leads to all of them (`socks5://127.0.0.1:9050` is Tor). With `rpc` the shop's own node
    is asked instead, let in by `rpc_user` and `rpc_password` or by its file `cookie`; `zmq` is
    where it tells news (several with commas between; it is asked for them if none is named).

    Monero: `daemon` is a node or several, the preferred one first, `daemon_login` the first one's
    `user:password`, `zmq` where it tells news (its `--zmq-pub`). Florin runs a monero-wallet-rpc
    (`wallet_rpc_program`, else the one that is installed), or uses the one at `wallet_rpc` with
    `wallet_rpc_login`.
    """

    poll_s: Decimal | None = None
    stale_after_s: int | None = None
    http: tuple[str, ...] = ()
    ws: str = ""
    chunk_blocks: int = 500
    electrum: tuple[str, ...] = ()
    electrum_least: int = 2
    proxy: str = ""
    rpc: str = ""
    rpc_user: str = ""
    rpc_password: str = ""
    cookie: str = ""
    zmq: str = ""
    daemon: str | tuple[str, ...] = ()
    daemon_login: str = ""
    wallet_rpc: str = ""
    wallet_rpc_login: str = ""
    wallet_rpc_program: str = ""


class WalletSettings(_Section, frozen=True, kw_only=True):
    """`[wallets.evm]`, `[wallets.BTC]`, `[wallets.XMR]`: whose money it is. Never a private key.

    `xpub` (evm) is the account's extended public key. `key` (coins of Bitcoin's kind) is that, too
    (xpub, ypub, zpub …), or a descriptor; `script` says the kind of addresses where the key does
    not: pkh, sh(wpkh), wpkh or tr. Monero has `address` and the private view key, which can see and
    not spend, as `view_key` or in the file `view_key_file`; its wallet is read from
    `restore_height` on, by default from where the shop needs it.
    """

    xpub: str = ""
    key: str = ""
    script: str = ""
    address: str = ""
    view_key: str = ""
    view_key_file: str = ""
    restore_height: int | None = None


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


class RefundSettings(_Section, frozen=True, kw_only=True):
    """`[refunds.ETH]`: how money in this coin goes back to customers.

    `mode` is "automatic" (up to `daily_limit`, in the shop's currency, in 24 hours; more waits for
    approval), "approval" (each waits for the manager's PIN) or "manual" (the owner pays by hand).
    `to_sender` is "plain" (to plain accounts), "any" or "never", where the customer names no
    address; for coins other than Ethereum's kind it is always "never". `wallet` is who signs:
    "keystore" (a wallet of Florin's own), "node" (the wallet `node_wallet` of the shop's own node),
    or "owner" (nobody here: the owner's wallet pays). `passphrase_file` opens the keystore at
    start, as does the system's keyring with `keyring`; otherwise somebody unlocks it.

    Monero: "node" is the wallet that is open in a running monero-wallet-rpc at `wallet_rpc`, with
    `wallet_rpc_login`; it needs the spend key, so it is not the till's. A keystore that is restored
    from its words reads the chain from block `restore_height` on.
    """

    mode: str = "automatic"
    daily_limit: str = "200"
    to_sender: str = ""
    wallet: str = ""
    node_wallet: str = ""
    passphrase_file: str = ""
    keyring: bool = False
    wallet_rpc: str = ""
    wallet_rpc_login: str = ""
    restore_height: int = 0


class WindowSettings(_Section, frozen=True, kw_only=True):
    """`[window]`: its language ("de"; "" is the system's) and the region of its figures ("CH").

    `sound` says whether the till can be heard, `volume` how loudly, in per cent.
    """

    language: str = ""
    region: str = ""
    sound: bool = True
    volume: int = 70


class BackupSettings(_Section, frozen=True, kw_only=True):
    """`[backup]`: where copies of the shop go each day, by themselves; "" makes none.

    Made from `hour` o'clock on, or as soon as the till is open again. Those of the last `keep` days
    stay.
    """

    folder: str = ""
    hour: int = 3
    keep: int = 14


class UpdatesSettings(_Section, frozen=True, kw_only=True):
    """`[updates]`: an address that tells of newer versions, asked once a day; "" asks nobody.

    What it says is believed if the publisher's Ed25519 `key` (64 hex digits) signed it. Nothing is
    ever downloaded or installed.
    """

    url: str = ""
    key: str = PUBLISHER_KEY


class PracticeModeSettings(_Section, frozen=True, kw_only=True):
    """`[practice]`: seconds between the practice chain's blocks; 0 makes them only when asked."""

    block_s: int = 6


class Settings(_Section, frozen=True, kw_only=True):
    """The whole file."""

    shop: ShopSettings = ShopSettings()
    server: ServerSettings = ServerSettings()
    librepay: LibrePaySettings = LibrePaySettings()
    checkout: CheckoutSettings = CheckoutSettings()
    postback: PostbackSettings = PostbackSettings()
    rates: RateSettings = RateSettings()
    chains: dict[str, ChainSettings] = {}
    wallets: dict[str, WalletSettings] = {}
    coins: dict[str, CoinSettings] = {}
    refunds: dict[str, RefundSettings] = {}
    practice: PracticeModeSettings = PracticeModeSettings()
    window: WindowSettings = WindowSettings()
    updates: UpdatesSettings = UpdatesSettings()
    backup: BackupSettings = BackupSettings()
