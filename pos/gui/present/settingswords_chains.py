"""What the settings of coins, wallets, networks, refunds and backups are called."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pos.gui.present.words import later


@dataclass(frozen=True, slots=True)
class Texts:
    """A setting in English, as the catalogues know it; `unit` stands behind its field."""

    title: str
    help: str
    unit: str = ""


CHAIN_TEXTS: Final[Mapping[str, Texts]] = {
    "coins.*.enabled": Texts(
        later("Customers can pay with it"), later("Off keeps its settings for another day.")
    ),
    "coins.*.chain": Texts(
        later("On another network"), later("Such as eip155:137; empty is the coin's own network.")
    ),
    "coins.*.contract": Texts(
        later("Contract"), later("The token's address where it is not the well-known one.")
    ),
    "coins.*.tolerance": Texts(
        later("Tolerance"), later("So much of the coin may be missing and it counts as paid.")
    ),
    "coins.*.confirmations": Texts(
        later("Paid after"),
        later(
            "Confirmations by price, one a line: “50: 1” is one up to 50; “6” alone is for more. "
            "Empty is the usual table."
        ),
    ),
    "wallets.*.xpub": Texts(
        later("Account's public key"),
        later("The xpub of m/44'/60'/0': makes addresses and can spend nothing."),
    ),
    "wallets.*.key": Texts(
        later("Account's public key or descriptor"),
        later("xpub, ypub, zpub or descriptor: makes addresses and can spend nothing."),
    ),
    "wallets.*.script": Texts(
        later("Kind of addresses"), later("Needed only where the key does not tell it.")
    ),
    "wallets.*.address": Texts(
        later("Primary address"), later("The wallet's main address, which begins with 4.")
    ),
    "wallets.*.view_key": Texts(
        later("Private view key"), later("64 digits that let the till see money, and not spend it.")
    ),
    "wallets.*.view_key_file": Texts(
        later("File with the view key"), later("Instead of the key itself.")
    ),
    "wallets.*.restore_height": Texts(
        later("Reads from block"), later("Empty begins where the shop needs it.")
    ),
    "chains.*.poll_s": Texts(
        later("Longest pause between looks"),
        later("Empty is the usual for this network."),
        later("seconds"),
    ),
    "chains.*.stale_after_s": Texts(
        later("Not seen without a block for"),
        later("Then nothing expires; 0 never, empty is the usual for this network."),
        later("seconds"),
    ),
    "chains.*.http": Texts(
        later("Nodes"), later("Addresses such as https://node.example, the best first; one a line.")
    ),
    "chains.*.ws": Texts(
        later("WebSocket"), later("Such as wss://node.example: news comes faster; may be empty.")
    ),
    "chains.*.chunk_blocks": Texts(
        later("Blocks asked at once"), later("Less for nodes that refuse long answers.")
    ),
    "chains.*.electrum": Texts(
        later("Electrum servers"),
        later("Such as ssl://host:50002, one a line; empty asks several public ones."),
    ),
    "chains.*.electrum_least": Texts(
        later("Servers that must agree"), later("1 is right for a server of your own.")
    ),
    "chains.*.proxy": Texts(
        later("Proxy"), later("Leads to all servers, such as socks5://127.0.0.1:9050 for Tor.")
    ),
    "chains.*.rpc": Texts(
        later("Own node"),
        later("Such as http://127.0.0.1:8332; it is asked instead of Electrum servers."),
    ),
    "chains.*.rpc_user": Texts(later("User at the node"), later("As rpcuser or rpcauth says it.")),
    "chains.*.rpc_password": Texts(
        later("Password at the node"), later("Belongs to the user; the cookie file needs none.")
    ),
    "chains.*.cookie": Texts(
        later("Cookie file of the node"), later("Instead of user and password, on one machine.")
    ),
    "chains.*.zmq": Texts(
        later("ZMQ news"), later("Such as tcp://127.0.0.1:28332; empty asks the node itself.")
    ),
    "chains.*.daemon": Texts(
        later("Monero nodes"),
        later("Addresses such as http://127.0.0.1:18081, the best first; one a line."),
    ),
    "chains.*.daemon_login": Texts(
        later("Login at the first node"), later("Written as user:password, where it wants one.")
    ),
    "chains.*.wallet_rpc": Texts(
        later("Running wallet program"),
        later("Address of a monero-wallet-rpc; empty lets Florin run one."),
    ),
    "chains.*.wallet_rpc_login": Texts(
        later("Login at the wallet program"), later("Written as user:password.")
    ),
    "chains.*.wallet_rpc_program": Texts(
        later("Wallet program"), later("The file monero-wallet-rpc; empty takes the installed one.")
    ),
    "refunds.*.mode": Texts(later("Money goes back"), later("Who lets a refund go.")),
    "refunds.*.daily_limit": Texts(
        later("Limit in 24 hours"),
        later("In the shop's currency; what is more waits for approval."),
    ),
    "refunds.*.to_sender": Texts(
        later("To the sender"),
        later("Where the customer names no address. An exchange's account reaches nobody."),
    ),
    "refunds.*.wallet": Texts(later("Who signs"), later("The wallet that refunds are paid from.")),
    "refunds.*.node_wallet": Texts(
        later("Wallet at the node"), later("Its name there; empty is the node's only one.")
    ),
    "refunds.*.passphrase_file": Texts(
        later("File with the passphrase"), later("Opens the refund wallet when the till starts.")
    ),
    "refunds.*.keyring": Texts(
        later("Passphrase in the system's keyring"),
        later("Opens the refund wallet when the till starts."),
    ),
    "refunds.*.wallet_rpc": Texts(
        later("Wallet program that pays"),
        later("A monero-wallet-rpc with the spend key; never the till's own."),
    ),
    "refunds.*.wallet_rpc_login": Texts(
        later("Login at that program"), later("Written as user:password.")
    ),
    "refunds.*.restore_height": Texts(
        later("Refund wallet reads from block"), later("For one that was restored from its words.")
    ),
    "backup.folder": Texts(
        later("Folder"),
        later("Where backups go; the page “Backups” sets it up. Empty makes none."),
    ),
    "backup.keep": Texts(
        later("Backups are kept"), later("Those of so many days; older ones go."), later("days")
    ),
    "backup.hour": Texts(
        later("Made from"),
        later("Each day, or as soon as the till is open again."),
        later("o'clock"),
    ),
    "updates.url": Texts(
        later("Ask at"),
        later("Address that tells of newer versions, once a day; empty asks nobody."),
    ),
    "updates.key": Texts(
        later("Publisher's key"), later("64 digits; only what it signed is believed.")
    ),
}
