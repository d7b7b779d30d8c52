"""Which tables of settings a shop has: the fixed ones, and those of each coin that it takes.

A chain, wallet or refund shows only the keys that mean something for its kind of chain.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from pos.app.families import bitcoin, evm, monero
from pos.app.families.family import GENERAL_KEYS
from pos.app.settings import (
    ChainSettings,
    CoinSettings,
    RefundSettings,
    Settings,
    WalletSettings,
)
from pos.chains.coin import Family, family_of
from pos.chains.registry import find_coins
from pos.domain.errors import Refused
from pos.domain.ids import ChainId

NAMED: Final[Mapping[str, type[msgspec.Struct]]] = {
    "coins": CoinSettings,
    "wallets": WalletSettings,
    "chains": ChainSettings,
    "refunds": RefundSettings,
}
"""Tables that there are several of, each with a name of its own."""

_COIN_KEYS: Final = frozenset({"enabled", "tolerance", "confirmations"})
_RULE_KEYS: Final = frozenset({"mode", "daily_limit"})
_SIGNER_KEYS: Final = _RULE_KEYS | {"wallet", "passphrase_file", "keyring"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kin:
    """What the tables of one family of chains have. `token` is for what is no chain's own money."""

    coin: frozenset[str]
    wallet: frozenset[str]
    chain: frozenset[str]
    refund: frozenset[str]
    token: frozenset[str] = frozenset()
    shared_wallet: str = ""


KIN: Final = {
    Family.EVM: _Kin(
        coin=_COIN_KEYS | {"chain", "contract"},
        wallet=frozenset({"xpub"}),
        chain=evm.KEYS | GENERAL_KEYS,
        refund=_SIGNER_KEYS | {"to_sender"},
        token=_RULE_KEYS | {"to_sender"},
        shared_wallet="evm",
    ),
    Family.BITCOIN: _Kin(
        coin=_COIN_KEYS | {"chain"},
        wallet=frozenset({"key", "script"}),
        chain=bitcoin.NODE_KEYS | bitcoin.SERVER_KEYS | GENERAL_KEYS,
        refund=_SIGNER_KEYS | {"node_wallet"},
    ),
    Family.MONERO: _Kin(
        coin=_COIN_KEYS | {"chain"},
        wallet=frozenset({"address", "view_key", "view_key_file", "restore_height"}),
        chain=monero.KEYS | GENERAL_KEYS,
        refund=_SIGNER_KEYS | {"wallet_rpc", "wallet_rpc_login", "restore_height"},
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: whose it is, for people, and which of its keys mean something there."""

    name: str
    title: str = ""
    keys: frozenset[str]
    family: Family | None = None
    is_removable: bool = False

    @property
    def kind(self) -> str:
        """The first part of its name, such as "coins"."""
        return self.name.partition(".")[0]


def tables_of(settings: Settings) -> list[Table]:
    """Every table of a shop with these settings, also those that nothing uses any more."""
    found = {each.name: each for each in _fixed()}
    for code, chosen in settings.coins.items():
        for table in _of_coin(code, chosen, settings):
            found.setdefault(table.name, table)
    for kind in NAMED:
        for name in getattr(settings, kind):
            left = Table(name=f"{kind}.{name}", title=name, keys=frozenset(), is_removable=True)
            found.setdefault(left.name, left)
    return list(found.values())


def struct_at(table: str) -> type[msgspec.Struct]:
    """The type of a table by its name. Raises Refused."""
    kind, _, name = table.partition(".")
    types: dict[str, Any] = {each.name: each.type for each in msgspec.structs.fields(Settings)}
    known = NAMED if is_named(table) else {} if name else types
    if kind not in known or (kind in NAMED and not name):
        raise Refused("unknown_setting", f"There is no table of settings called {table}")
    found: type[msgspec.Struct] = known[kind]
    return found


def is_named(table: str) -> bool:
    """Whether this is the name of one coin's, wallet's or chain's table."""
    kind, _, name = table.partition(".")
    return kind in NAMED and name != "" and "." not in name


def pattern_of(key: str) -> str:
    """The key with a star for the name of a coin, wallet or chain: "coins.*.enabled"."""
    kind, _, rest = key.partition(".")
    return f"{kind}.*.{rest.rpartition('.')[2]}" if kind in NAMED else key


def _fixed() -> Iterator[Table]:
    for field in msgspec.structs.fields(Settings):
        if field.name not in NAMED:
            yield Table(name=field.name, keys=frozenset(field.type.__struct_fields__))


def _of_coin(code: str, chosen: CoinSettings, settings: Settings) -> Iterator[Table]:
    """The tables that a coin needs; nothing for one that nobody knows, which is told elsewhere."""
    known = find_coins()
    if code not in known:
        return
    coin = known[code].coin
    chain = ChainId(chosen.chain) if chosen.chain else coin.asset.chain
    try:
        family = family_of(chain)
    except Refused:
        return
    kin, own = KIN[family], _own_coin(chain, settings)
    network = coin.network if chain == coin.asset.chain else str(chain)
    yield Table(
        name=f"coins.{code}", title=coin.title, keys=kin.coin, family=family, is_removable=True
    )
    wallet = kin.shared_wallet or code
    yield Table(name=f"wallets.{wallet}", title=network, keys=kin.wallet, family=family)
    place = chain if chain in settings.chains or not own else own
    yield Table(name=f"chains.{place}", title=network, keys=kin.chain, family=family)
    signer = own or code
    title = known[signer].coin.title
    yield Table(name=f"refunds.{signer}", title=title, keys=kin.refund, family=family)
    if signer != code:
        yield Table(name=f"refunds.{code}", title=coin.title, keys=kin.token, family=family)


def _own_coin(chain: ChainId, settings: Settings) -> str:
    """The code of a chain's own money, as far as this shop knows it; else ""."""
    for code, declared in find_coins().items():
        moved = settings.coins.get(code, CoinSettings()).chain
        at = ChainId(moved) if moved else declared.coin.asset.chain
        if declared.coin.asset.contract is None and at == chain:
            return code
    return ""
