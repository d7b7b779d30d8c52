"""No secret leaves the shop but where it is meant to go.

One shop touches every secret there is, on real chains and with people who mistype; then all that
leaves it is searched: logs, answers, figures, support file, backups, traffic, arguments.
"""

import re
import sys
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.chains.monero.watcher import VIEW_KEY
from tests.journeys.coins_config import TPUB
from tests.journeys.exposed_shop import (
    BACKUP_PASSPHRASE,
    CALLBACK_TOKEN,
    CONFIRMATIONS,
    LIBREPAY,
    MANAGER,
    NODE_KEY,
    NODE_PASSWORD,
    ORDER,
    OTHER_RATE_KEY,
    PASSPHRASE,
    RATE_KEY,
    TOO_MUCH_WEI,
    Shop,
    config,
)
from tests.journeys.florin import XPUB
from tests.journeys.known_secrets import Secret, leaks
from tests.journeys.recorder import recorder
from tests.nodes.anvil import Anvil, free_port
from tests.nodes.bitcoin import RPC_PASSWORD, RPC_USER, BitcoinNode
from tests.nodes.customer import customers
from tests.nodes.monero import Monero
from tests.soon import soon


@pytest.fixture
def shop(
    own_anvil: Anvil, own_knots: BitcoinNode, own_monero: Monero, tmp_path: Path
) -> Iterator[Shop]:
    """A shop on three chains, after a day on which everything was touched."""
    with ExitStack() as stack:
        fronts = {
            "anvil": stack.enter_context(recorder(own_anvil.url)),
            "knots": stack.enter_context(recorder(own_knots.url, keeps_path=True)),
            "monerod": stack.enter_context(recorder(own_monero.node.url, keeps_path=True)),
            "rates": stack.enter_context(recorder(status=503)),
            "shop": stack.enter_context(recorder()),
        }
        profile = tmp_path / "profile"
        profile.mkdir(mode=0o700)
        made = Shop(profile=profile, port=free_port(), recorders=fronts)
        text = config(made, own_anvil, own_knots, own_monero)
        (profile / "config.toml").write_text(text, encoding="utf-8")
        (profile / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
        stack.callback(made.close)
        spend_the_day(made, own_anvil)
        gather(made)
        yield made


def spend_the_day(shop: Shop, chain: Anvil) -> None:
    """Wallets, keys, sales, payments, refunds, guesses, mistakes, a backup and a support file."""
    words = shop.florin(
        "refunds", "wallet", "new", "ETH", "--passphrase-file", shop.profile / "passphrase"
    )
    shop.knows("refund wallet's words", line_of(words, "words"), "florin refunds wallet")
    fund(chain, line_of(words, "address"))
    shop.open()
    key = make_key(shop)
    sell(shop, key, chain)
    claim(shop, chain)
    mistake(shop, key)
    backups = shop.profile.parent / "backups"
    shop.florin("backup", "set-up", backups, typed=f"{BACKUP_PASSPHRASE}\n")
    shop.florin("backup", "now")
    shop.florin("doctor", "--json", "--bundle", shop.profile.parent / "help.zip")
    for command in (("keys", "list"), ("webhooks", "list"), ("refunds", "list", "--all")):
        shop.florin(*command)
    shop.florin("check")


def line_of(text: str, name: str) -> str:
    """What stands behind a name in the lines of a command."""
    return next(line.split(maxsplit=1)[1] for line in text.splitlines() if line.startswith(name))


def fund(chain: Anvil, address: str) -> None:
    customers(chain)[1].pay(address, 10**18)
    chain.mine()


def make_key(shop: Shop) -> str:
    scopes = ("invoices:create", "invoices:read", "refunds", "webhooks")
    options = [word for scope in scopes for word in ("--scope", scope)]
    key = line_of(shop.florin("keys", "add", "Web shop", *options), "secret")
    shop.knows("API key", key, "florin keys add")
    seen = "keys are known within seconds"
    path = "/api/v1/webhooks"
    assert soon(lambda: "code" not in str(shop.ask(path, key=key, shows=seen)), within_s=30)
    return key


def sell(shop: Shop, key: str, chain: Anvil) -> None:
    """An order over each protocol; the customer of one pays too much and gets the rest back."""
    hook = shop.ask("/api/v1/webhooks", {"url": f"{shop.recorders['shop'].url}/hook"}, key=key)
    shop.knows("webhook's secret", hook["secret"], *(p for p in shop.places if "webhooks" in p))
    callback = f"{shop.recorders['shop'].url}/paid?token={CALLBACK_TOKEN}"
    params = {"amount": "0.002", "data": {"note": ORDER}, "postback_url": callback}
    call = {"jsonrpc": "2.0", "id": 1, "method": "start_payment", "params": params}
    started = shop.ask("/", call)["result"]
    customers(chain)[4].pay(started["address"], 2 * 10**15)
    order = {
        "currency": "eur",
        "totalPrice": 5,
        "successUrl": callback,
        "cancelUrl": "https://shop.example/cart",
        "redirectTo": "https://shop.example/done",
        "failUrl": callback,
    }
    selector = shop.ask(f"/invoice/?secret={LIBREPAY}", order)["selector"]
    back = customers(chain)[2].address
    choice = {"method": "ETH", "refundAddress": back}
    address = shop.ask(f"/invoice/{selector}/setmethod", choice)["receiveAddress"]
    customers(chain)[0].pay(address, 5 * 10**15)
    confirm(chain)
    assert soon(lambda: "refunds" in shop.ask(f"/invoice/{selector}"), within_s=30)
    assert soon(lambda: is_back(shop, selector, chain), within_s=90)
    shop.ask(f"/pay/{selector}", shows="page of a customer")
    shop.ask(f"/{started['id']}/status.json")
    assert soon(lambda: ORDER.encode() in shop.recorders["shop"].everything, within_s=30)


def is_back(shop: Shop, selector: str, chain: Anvil) -> bool:
    """Whether the rest arrived; meanwhile blocks are made."""
    confirm(chain)
    return "confirmed" in str(shop.ask(f"/invoice/{selector}", shows="a customer's invoice"))


def confirm(chain: Anvil) -> None:
    for _ in range(CONFIRMATIONS + 1):
        chain.mine()


def claim(shop: Shop, chain: Anvil) -> None:
    """The customer at the counter paid too much: they mistype their PIN, then claim the rest."""
    receipt = shop.receipt()
    shop.knows("claim PIN", receipt["pin"])
    shop.knows("claim token", receipt["token"], "claim page")
    shop.places["settings in the window"] = receipt["settings"].encode()
    customers(chain)[0].pay(receipt["address"], receipt["wei"] + TOO_MUCH_WEI)
    confirm(chain)
    selector, token = receipt["selector"], receipt["token"]
    path = f"/pay/{selector}/refund?token={token}"
    to = customers(chain)[3].address
    assert soon(lambda: b'name="address"' in shop.ask(path, shows="claim page"), within_s=30)
    for pin in ("000000", receipt["pin"]):
        fields = f"step=send&chain=eip155:{chain.chain_id}&address={to}&pin={pin}"
        shop.ask(path, fields.encode(), shows="claim page")
    assert to.lower() in str(shop.ask(path, shows="claim page")).lower()


def mistake(shop: Shop, key: str) -> None:
    """What people get wrong has secrets in it, too."""
    shop.ask(f"/no-such-page?secret={LIBREPAY}&token={CALLBACK_TOKEN}")
    shop.ask(f"/invoice/?secret={LIBREPAY}", b"{not json")
    shop.ask(f"/invoice/?secret=x{LIBREPAY}", {"currency": "eur"})
    shop.ask("/api/v1/webhooks", {"url": f"ftp://x:{CALLBACK_TOKEN}@host"}, key=key)
    shop.ask("/api/v1/invoices?limit=no", key=key)
    shop.ask("/api/v1/invoices", key=f"{key}x")
    shop.ask("/", {"jsonrpc": "2.0", "id": 1, "method": ORDER, "params": ORDER})
    for path in ("/health", "/metrics", "/openapi.json", "/invoice/paymentmethods"):
        shop.ask(path)
    for path in (
        "/invoice/?skip=0&limit=9",
        "/api/v1/rates",
        "/api/v1/refunds",
        "/api/v1/webhooks",
    ):
        shop.ask(path, key=key)


def gather(shop: Shop) -> None:
    """Everything that left the shop, by name."""
    for name, text in files_of(shop):
        shop.places[name] = text
    shop.places |= {name: each.everything for name, each in shop.recorders.items()}
    shop.places |= programs_of(shop)
    for file in ("webhook.key", "postback.key", "claim.key"):
        shop.knows(file, (shop.profile / file).read_text().strip())
    login = wallet_login(shop.profile)
    shop.knows("wallet program's password", login, "monero-wallet-rpc.conf")
    shop.knows("account key of the EVM wallet", XPUB)
    shop.knows("account key of the bitcoin wallet", TPUB)
    shop.knows("view key", VIEW_KEY)
    shop.knows("key of the node's service", NODE_KEY, "anvil")
    shop.knows("password of the node's service", NODE_PASSWORD, "anvil")
    shop.knows("password of the own node", RPC_PASSWORD, "knots")
    shop.knows("password of the own node, as it is sent", f"{RPC_USER}:{RPC_PASSWORD}", "knots")
    shop.knows("key of a rate service", RATE_KEY, "rates")
    shop.knows("key of another rate service", OTHER_RATE_KEY, "rates")
    shop.knows("LibrePay's secret", LIBREPAY)
    shop.knows("manager's PIN", MANAGER)
    shop.knows("refund passphrase", PASSPHRASE)
    shop.knows("backup passphrase", BACKUP_PASSPHRASE)
    shop.knows("what a customer's shop wrote", ORDER, "shop")
    shop.knows("token of a callback", CALLBACK_TOKEN, "shop")


def files_of(shop: Shop) -> Iterator[tuple[str, bytes]]:
    """Logs, the support file and the backups' bytes."""
    for log in shop.profile.rglob("*.log*"):
        yield f"log {log.name}", log.read_bytes()
    yield "screen", (shop.profile.parent / "screen.log").read_bytes()
    with zipfile.ZipFile(shop.profile.parent / "help.zip") as bundle:
        for name in bundle.namelist():
            yield f"support file {name}", bundle.read(name)
    for backup in (shop.profile.parent / "backups").glob("*.florin"):
        yield "backup", backup.read_bytes()


def programs_of(shop: Shop) -> dict[str, bytes]:
    """What anybody on this computer sees of the programs that run for the shop."""
    assert shop.process is not None
    found: dict[str, bytes] = {}
    family = {shop.process.pid}
    for _ in range(3):
        for status in Path("/proc").glob("[0-9]*/status"):
            try:
                parent = re.search(r"PPid:\s+(\d+)", status.read_text())
            except OSError:
                continue
            if parent is not None and int(parent[1]) in family:
                family.add(int(status.parent.name))
    for pid in family:
        for what in ("cmdline", "environ"):
            found[f"{what} of {pid}"] = Path(f"/proc/{pid}/{what}").read_bytes()
    return found


def wallet_login(profile: Path) -> str:
    """The password that was made for monero-wallet-rpc."""
    (conf,) = profile.rglob("wallet-rpc.conf")
    found = re.search(r"rpc-login=florin:(\S+)", conf.read_text())
    assert found is not None
    return found[1]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads the arguments of programs in /proc")
def test_no_secret_is_found_where_it_must_not_be(shop: Shop) -> None:
    names = " ".join(shop.places)

    assert leaks(shop.secrets, shop.places) == []
    for place in ("log florin.log", "backup", "support file doctor.json", "/metrics", "/health"):
        assert place in names
    assert any(b"monero-wallet-rpc" in text for text in shop.places.values())
    sent = {name: shop.places[name] for name in shop.recorders}
    assert NODE_KEY.encode() in sent["anvil"]
    assert RATE_KEY.encode() in sent["rates"]
    assert ORDER.encode() in sent["shop"]
    assert all(sent.values())


@pytest.mark.parametrize(
    "shape",
    [
        "key=hush-hush-0123 end",
        "687573682d687573682d30313233",
        "aHVzaC1odXNoLTAxMjM",
        "KEY HUSH-HUSH-0123",
    ],
)
def test_a_planted_secret_is_found_in_any_shape(shape: str) -> None:
    secret = Secret(name="key", text="hush-hush-0123", may_go=frozenset({"its own server"}))

    found = leaks([secret], {"log": shape.encode(), "its own server": shape.encode()})

    assert found == [("key", "log")]


def test_a_planted_pin_is_found_alone_and_not_inside_of_other_figures() -> None:
    secret = Secret(name="PIN", text="481516")
    places = {
        "line": b"pin=481516 ok",
        "time": b"16:10:06.481516Z",
        "digest": b"a1481516ff",
        "json": b'{"pin": "481516"}',
    }

    assert leaks([secret], places) == [("PIN", "line"), ("PIN", "json")]


def test_a_few_words_of_a_seed_are_enough() -> None:
    words = "legal winner thank year wave sausage worth useful legal winner thank yellow"
    secret = Secret(name="seed", text=words)

    assert leaks([secret], {"log": b"it said: wave sausage worth useful"}) == [("seed", "log")]
    assert leaks([secret], {"log": b"a wave of sausage"}) == []
