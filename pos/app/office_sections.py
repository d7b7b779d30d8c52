"""How every setting stands, for the office: its value, its default, who says it. Never a secret."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec

from pos.app.config import Table as Plain
from pos.app.office_tables import NAMED, Table, pattern_of, struct_at, tables_of
from pos.app.office_values import text_of_value
from pos.app.refunds import WALLETS
from pos.app.settings import Settings
from pos.chains.bitcoin.network import Script
from pos.chains.registry import find_coins
from pos.domain.errors import Refused
from pos.domain.payment.policy import ToSender
from pos.engine.refund_rules import Mode
from pos.gui.backoffice import Kind, Section, Setting

SECRETS: Final = frozenset(
    {
        "librepay.secret",
        "rates.coingecko_demo_key",
        "rates.coingecko_pro_key",
        "rates.cryptocompare_key",
        "chains.*.rpc_password",
        "chains.*.daemon_login",
        "chains.*.wallet_rpc_login",
        "wallets.*.view_key",
        "refunds.*.wallet_rpc_login",
    }
)
"""What is never shown again after it was entered, and typed unseen."""

WATCHING: Final = frozenset({"wallets.*.xpub", "wallets.*.key"})
"""Keys that tell all income and can spend nothing: only their ends are shown."""

_FILES: Final = frozenset(
    {
        "chains.*.cookie",
        "chains.*.wallet_rpc_program",
        "wallets.*.view_key_file",
        "refunds.*.passphrase_file",
    }
)
_KINDS: Final = {
    "backup.folder": Kind.FOLDER,
    "shop.address": Kind.PARAGRAPH,
    "coins.*.confirmations": Kind.TIERS,
    **dict.fromkeys(SECRETS, Kind.PASSWORD),
    **dict.fromkeys(_FILES, Kind.FILE),
}
"""Settings whose type alone does not say how they are typed."""
_LAST: Final = frozenset({"poll_s", "stale_after_s", "chain", "contract"})
"""What few people ever touch stands below the rest."""

_TYPED: Final = {
    "bool": Kind.SWITCH,
    "int": Kind.WHOLE,
    "int | None": Kind.WHOLE,
    "Decimal": Kind.NUMBER,
    "Decimal | None": Kind.NUMBER,
    "str": Kind.TEXT,
}
_TOKEN: Final = re.compile(r"[A-Za-z0-9_\-]{16,}")
_END: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the settings are made of: the whole, the file alone, the environment's variables."""

    settings: Settings
    file: Plain
    variables: Mapping[tuple[str, ...], str]
    languages: tuple[str, ...] = ()


def sections_of(standing: Standing) -> list[Section]:
    """Every table with every setting that means something in it, or is set though it does not."""
    return [_section(each, standing) for each in tables_of(standing.settings)]


def addable(settings: Settings) -> list[tuple[str, str]]:
    """The coins that are not in the settings yet, with their names."""
    return [
        (f"coins.{code}", declared.coin.title)
        for code, declared in find_coins().items()
        if code not in settings.coins
    ]


def kind_at(key: str) -> Kind:
    """How a setting is typed. Raises Refused for one that there is not."""
    table, _, name = key.rpartition(".")
    for field in msgspec.structs.fields(struct_at(table)):
        if field.name == name:
            return _kind(pattern_of(key), field.type)
    raise Refused("unknown_setting", f"There is no setting {key}")


def holds_secret(text: str) -> bool:
    """Whether an address lets somebody in by itself: a password in it, or a long token."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    if not parts.netloc:
        return False
    tokens = _TOKEN.search(f"{parts.path}?{parts.query}") is not None
    return "@" in parts.netloc or bool(parts.query) or tokens


def _section(table: Table, standing: Standing) -> Section:
    struct = _struct(table, standing.settings)
    usual = type(struct)()
    return Section(
        name=table.name,
        title=table.title,
        is_removable=table.is_removable,
        settings=tuple(
            _setting(f"{table.name}.{name}", (struct, usual), table, standing)
            for name in sorted(struct.__struct_fields__, key=_LAST.__contains__)
            if name in table.keys or getattr(struct, name) != getattr(usual, name)
        ),
    )


def _struct(table: Table, settings: Settings) -> Any:  # noqa: ANN401 - one of many structs
    kind, _, name = table.name.partition(".")
    if kind not in NAMED:
        return getattr(settings, kind)
    return getattr(settings, kind).get(name) or NAMED[kind]()


def _setting(
    key: str,
    structs: tuple[Any, Any],
    table: Table,
    standing: Standing,
) -> Setting:
    pattern, name = pattern_of(key), key.rpartition(".")[2]
    value, usual = (text_of_value(getattr(each, name)) for each in structs)
    is_secret = _is_secret(pattern, value)
    kind = kind_at(key)
    choices = tuple(_choices(pattern, table, standing))
    return Setting(
        key=key,
        kind=Kind.CHOICE if choices else kind,
        value="" if is_secret else value,
        default=usual,
        is_set=_stands(standing.file, key),
        is_secret=is_secret,
        variable=variable_of(key, standing.variables),
        choices=choices,
        hint=_hint(pattern, value) if is_secret else "",
    )


def _is_secret(pattern: str, value: str) -> bool:
    return pattern in SECRETS | WATCHING or any(holds_secret(each) for each in value.splitlines())


def _hint(pattern: str, value: str) -> str:
    """By what the owner knows a secret again."""
    if pattern in WATCHING and len(value) > 4 * _END:
        return f"{value[: 2 * _END]}…{value[-_END:]}"
    if pattern in SECRETS | WATCHING:
        return ""
    hosts = (_host(each) for each in value.splitlines())
    return ", ".join(host for host in hosts if host)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _kind(pattern: str, kind: Any) -> Kind:  # noqa: ANN401 - a type
    if pattern in _KINDS:
        return _KINDS[pattern]
    said = getattr(kind, "__name__", "") if isinstance(kind, type) else str(kind)
    said = said.replace("decimal.", "")
    if said.startswith("dict"):
        return Kind.PAIRS
    return _TYPED.get(said, Kind.LINES)


def _choices(pattern: str, table: Table, standing: Standing) -> Iterator[str]:
    """What can be chosen; "" is what happens without a word."""
    match pattern:
        case "librepay.expire_date":
            yield from ("unix", "iso")
        case "server.coin":
            yield from find_coins()
        case "window.language" if standing.languages:
            yield from ("", *standing.languages)
        case "wallets.*.script":
            yield from ("", *Script)
        case "refunds.*.mode":
            yield from Mode
        case "refunds.*.to_sender":
            yield from ("", *ToSender)
        case "refunds.*.wallet" if table.family is not None:
            yield from ("", *WALLETS[table.family])


def _stands(table: Plain, key: str) -> bool:
    """Whether the file says it."""
    inner: Any = table
    for part in key.split("."):
        if not isinstance(inner, dict) or part not in inner:
            return False
        inner = inner[part]
    return True


def variable_of(key: str, variables: Mapping[tuple[str, ...], str]) -> str:
    """The variable that says this key, the table that it stands in, or a part of it."""
    path = tuple(key.split("."))
    return next((name for place, name in variables.items() if _overlap(path, place)), "")


def _overlap(path: tuple[str, ...], place: tuple[str, ...]) -> bool:
    shared = min(len(path), len(place))
    return path[:shared] == place[:shared]
