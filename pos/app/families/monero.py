"""Monero: nodes of its own kind, a monero-wallet-rpc that only sees, and one that pays back."""

from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

from pos.app.families.family import (
    Chest,
    Ground,
    Ours,
    Trial,
    Way,
    poll_s_of,
    refuse_foreign_keys,
    stale_after_s_of,
)
from pos.app.places import Place
from pos.app.settings import RefundSettings, WalletSettings
from pos.chains.monero.account import Account
from pos.chains.monero.chain import MoneroChain, MoneroWallet
from pos.chains.monero.daemon import Daemons
from pos.chains.monero.foreseen import ForeseenWallet
from pos.chains.monero.paying.chest import SpendChest
from pos.chains.monero.paying.payer import MoneroPayer
from pos.chains.monero.paying.settings import SpendSettings
from pos.chains.monero.scribe import MoneroScribe
from pos.chains.monero.settings import MoneroSettings
from pos.chains.monero.subaddress import Keys, parse_keys
from pos.domain.errors import Refused
from pos.domain.ports.clock import Clock
from pos.domain.ports.payer import Payer

POLL_S: Final = Decimal(2)
STALE_AFTER_S: Final = 20 * 120
"""Twenty times the usual wait for a block: chance alone takes that long once in 500 million."""

KEYS: Final = frozenset(
    {
        "daemon",
        "daemon_login",
        "wallet_rpc",
        "wallet_rpc_login",
        "wallet_rpc_program",
        "zmq",
    }
)


class MoneroWiring:
    """The `Wiring` of Monero's chains."""

    def way(self, place: Place, ground: Ground) -> Way:
        """Chain and wallet share one account."""
        settings = _settings(place, ground)
        _keys(place, settings)
        try:
            account = Account(settings, ground.clock)
            chain = MoneroChain(settings, place.coins[0].asset, account)
        except Refused as why:
            raise Refused(why.code, f"{place.name}: {why.text}") from why
        return Way(
            chain=chain,
            wallet=MoneroWallet(account),
            scribe=MoneroScribe(place.id),
            stale_after_s=stale_after_s_of(place, STALE_AFTER_S),
        )

    async def ours(self, place: Place, ground: Ground) -> Ours:
        """Its addresses, made here: the wallet program may not be running."""
        wallet = ForeseenWallet(_keys(place, _settings(place, ground)))
        (first,) = await wallet.addresses(0, 1)
        kind = "subaddresses of the primary account, number 1 and on"
        return Ours(section=_section(place), wallet=wallet, kind=kind, first=first)

    def payer(self, place: Place, ground: Ground) -> Payer | None:
        """A wallet of Florin's own, or the one in a running monero-wallet-rpc.

        Without a word in the settings: the one that is named, else Florin's own where there is one.
        """
        spending = _spending(place, ground)
        wallet = _refunds(place, ground).wallet
        is_there = spending.wallet_rpc is not None or spending.path.exists()
        if wallet == "owner" or not is_there:
            return None
        try:
            return MoneroPayer(spending, ground.clock)
        except Refused as why:
            raise Refused(why.code, f"{place.name}: {why.text}") from why

    def chest(self, place: Place, ground: Ground) -> Chest:
        """A wallet file in `keystores`, which monero-wallet-rpc makes."""
        return SpendChest(_spending(place, ground), ground.clock)

    def trials(self, place: Place, ground: Ground) -> list[Trial]:
        """Each node, and the program that keeps the wallet."""
        settings = _settings(place, ground)
        found = []
        for number, url in enumerate(settings.daemons, start=1):
            attempt = partial(_reach, settings, url, ground.clock)
            found.append(Trial(subject=f"{place.name}, daemon {number}", attempt=attempt))
        attempt = partial(_find_wallet, settings, ground.clock)
        return [*found, Trial(subject=f"{place.name}, wallet program", attempt=attempt)]


def _keys(place: Place, settings: MoneroSettings) -> Keys:
    """What the owner gave as their wallet, once it is known to be one."""
    try:
        return parse_keys(settings.address, settings.view_key)
    except Refused as why:
        raise Refused(why.code, f"{_section(place)}: {why.text}") from why


async def _reach(settings: MoneroSettings, url: str, clock: Clock) -> None:
    daemons = Daemons((url,), settings.timeout_s, clock)
    try:
        await daemons.verify(settings.chain)
    finally:
        await daemons.close()


async def _find_wallet(settings: MoneroSettings, clock: Clock) -> None:
    account = Account(settings, clock)
    try:
        await account.verify()
    finally:
        await account.close()


def _settings(place: Place, ground: Ground) -> MoneroSettings:
    refuse_foreign_keys(place, KEYS, "Monero")
    nodes = place.nodes
    wallet = ground.settings.wallets.get(place.coins[0].code, WalletSettings())
    if not wallet.address:
        raise Refused(
            "no_wallet",
            f"{_section(place)}.address is missing: put your wallet's primary address there, and "
            "its private view key as view_key; Florin never needs the spend key",
        )
    if wallet.restore_height is not None and wallet.restore_height < 0:
        text = f"{_section(place)}.restore_height: cannot be below zero"
        raise Refused("invalid_setting", text)
    program = nodes.wallet_rpc_program
    return MoneroSettings(
        address=wallet.address,
        view_key=_view_key(place, wallet),
        daemons=_daemons(place),
        folder=ground.folder / "monero",
        chain=place.id,
        zmq=nodes.zmq or None,
        wallet_rpc=_with_login(nodes.wallet_rpc, nodes.wallet_rpc_login) or None,
        program=Path(program).expanduser() if program else None,
        restore_height=wallet.restore_height,
        poll_s=poll_s_of(place, POLL_S),
    )


def _spending(place: Place, ground: Ground) -> SpendSettings:
    """Where refunds are paid from; the nodes and the program are those of the chain."""
    refuse_foreign_keys(place, KEYS, "Monero")
    coin, chosen = place.coins[0], _refunds(place, ground)
    if chosen.restore_height < 0:
        text = f"refunds.{coin.code}.restore_height: cannot be below zero"
        raise Refused("invalid_setting", text)
    program = place.nodes.wallet_rpc_program
    return SpendSettings(
        asset=coin.asset,
        daemons=_daemons(place),
        folder=ground.folder / "keystores" / "monero",
        dust_units=coin.policy.dust_units,
        final_depth=coin.final_depth,
        wallet_rpc=_spend_rpc(coin.code, chosen),
        program=Path(program).expanduser() if program else None,
        restore_height=chosen.restore_height,
    )


def _spend_rpc(code: str, chosen: RefundSettings) -> str | None:
    """The running monero-wallet-rpc that pays, if one is to."""
    if chosen.wallet == "node" and not chosen.wallet_rpc:
        text = (
            f"refunds.{code}.wallet_rpc is missing: name the monero-wallet-rpc where the wallet "
            "that pays is open, such as http://127.0.0.1:18083"
        )
        raise Refused("invalid_setting", text)
    if chosen.wallet == "keystore" and chosen.wallet_rpc:
        text = f"refunds.{code}: wallet_rpc means nothing with wallet “keystore”: keep one of them"
        raise Refused("invalid_setting", text)
    return _with_login(chosen.wallet_rpc, chosen.wallet_rpc_login) or None


def _refunds(place: Place, ground: Ground) -> RefundSettings:
    return ground.settings.refunds.get(place.coins[0].code, RefundSettings())


def _daemons(place: Place) -> tuple[str, ...]:
    named = place.nodes.daemon
    urls = (named,) if isinstance(named, str) and named else tuple(named)
    if not urls:
        raise Refused(
            "no_node",
            f"{place.name}.daemon is missing: name a Monero node, such as http://127.0.0.1:18081",
        )
    return _with_login(urls[0], place.nodes.daemon_login), *urls[1:]


def _view_key(place: Place, wallet: WalletSettings) -> str:
    section = _section(place)
    if wallet.view_key and wallet.view_key_file:
        raise Refused("invalid_setting", f"{section}: view_key and view_key_file: keep one of them")
    if not wallet.view_key_file:
        return wallet.view_key
    path = Path(wallet.view_key_file).expanduser()
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as why:
        text = f"{section}.view_key_file: {path} cannot be read"
        raise Refused("invalid_setting", text) from why


def _with_login(url: str, login: str) -> str:
    """The address with `user:password` in it, as the programs are reached."""
    if not url or not login:
        return url
    user, _, password = login.partition(":")
    try:
        parts = urlsplit(url)
    except ValueError:
        return url  # no address at all: refused where it is opened
    door = f"{quote(user, safe='')}:{quote(password, safe='')}@{parts.netloc.rpartition('@')[2]}"
    return urlunsplit(parts._replace(netloc=door))


def _section(place: Place) -> str:
    return f"wallets.{place.coins[0].code}"
