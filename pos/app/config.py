"""Reading a profile's `config.toml` and the environment into typed settings.

Every mistake is a Refused that names the key, what is wrong with it, and the nearest valid one.
"""

import difflib
import re
import tomllib
import typing
from collections.abc import Iterator, Mapping
from decimal import Decimal
from ipaddress import ip_network
from pathlib import Path
from typing import Any, Final

import msgspec

from pos.app.settings import (
    PUBLISHER_KEY,
    BackupSettings,
    LibrePaySettings,
    RateSettings,
    Settings,
    UpdatesSettings,
    WindowSettings,
)
from pos.domain.errors import Refused
from pos.resources import resource
from pos.till.lexicon import languages
from pos.updates.address import is_safe

ENVIRONMENT = "FLORIN_"
"""FLORIN_SERVER__LISTEN=… sets `listen` in `[server]`; two underscores go one table deeper."""

Table = dict[str, Any]

_SHORTEST_EXPIRY_MINUTES: Final = Decimal("0.1")
_WHOLE: Final = Decimal(100)
_LONGEST_EXPIRY_MINUTES: Final = 7 * 24 * 60
_SHORTEST_AGE_S: Final = 10
_LOUDEST: Final = 100
_LAST_PORT: Final = 65_535
_LAST_HOUR: Final = 23
_FEWEST_KEPT: Final = 2
_SHORTEST_SECRET: Final = 12
_PORT: Final = re.compile(r"[0-9]{1,5}")
_REGION: Final = re.compile(r"[A-Z]{2}")
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_URL: Final = re.compile(r"https?://[^\s?#]+")
_ORIGIN: Final = re.compile(r"https?://[A-Za-z0-9.\-\[\]:]+")
_KEY: Final = re.compile(r"[!-~]*")
_SHARES: Final = ("outlier_percent", "jump_percent", "last_good_percent")
_LEAST_SHARE: Final = Decimal("0.1")
_LARGEST_SHARE: Final = 50


def load_settings(path: Path, environment: Mapping[str, str]) -> Settings:
    """The settings of a profile; the defaults where there is no file. Raises Refused."""
    return settings_in(text_of(path), path.name, environment)


def settings_in(text: str, name: str, environment: Mapping[str, str]) -> Settings:
    """The settings that a text says, which is told by this name. Raises Refused."""
    settings, problems = judged(table_in(text, name, environment), name)
    for problem in problems:
        raise Refused("invalid_setting", f"{name}: {problem}")
    return settings


def table_in(text: str, name: str, environment: Mapping[str, str]) -> Table:
    """What a text says, with what the environment says over it. Raises Refused."""
    table = _table(text, name)
    _override(table, environment)
    return table


def judged(table: Table, name: str) -> tuple[Settings, list[str]]:
    """The settings of a table, and every value in it that cannot be. Raises Refused."""
    for problem in _unknown(table, Settings, ""):
        raise Refused("unknown_setting", f"{name}: {problem}")
    try:
        settings = msgspec.convert(table, Settings)
    except msgspec.ValidationError as why:
        raise Refused("invalid_setting", f"{name}: {_words(str(why), table)}") from why
    return settings, list(_out_of_range(settings))


def text_of(path: Path) -> str:
    """What a file says; "" where there is none. Raises Refused.

    Some editors put a mark before the first letter, which is no part of it.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as why:
        raise Refused("unreadable_config", f"{path} cannot be read: {why}") from why


def variables(environment: Mapping[str, str]) -> dict[tuple[str, ...], str]:
    """Which keys the environment says, as ("server", "listen"), and by which variable each."""
    return {
        tuple(_spelt(part) for part in name.removeprefix(ENVIRONMENT).split("__")): name
        for name in environment
        if name.startswith(ENVIRONMENT) and "__" in name
    }


def host_and_port(listen: str) -> tuple[str, int]:
    """The two halves of HOST:PORT; a bare port listens on this machine only. Raises Refused."""
    host, _, port = listen.rpartition(":")
    if not _PORT.fullmatch(port) or int(port) > _LAST_PORT:
        text = f"“{listen}” is not HOST:PORT, such as 127.0.0.1:8888"
        raise Refused("invalid_listen", text)
    return host.strip("[]") or "127.0.0.1", int(port)


def _table(text: str, name: str) -> Table:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as why:
        raise Refused("invalid_config", f"{name} is not valid TOML: {why}") from why


def _override(table: Table, environment: Mapping[str, str]) -> None:
    """Put what the environment says into the table, over what the file says."""
    for place, name in variables(environment).items():
        *sections, key = place
        text = environment[name]
        inner = table
        for section in sections:
            inner = inner.setdefault(section, {})
            if not isinstance(inner, dict):
                raise Refused("invalid_setting", f"{name}: {section} is not a table")
        inner[key] = _typed(text)


def _spelt(part: str) -> str:
    """Names of sections and keys are lower case; those of coins and chains are kept."""
    return part.lower() if part.isupper() and part.lower() in _NAMES else part


def _typed(text: str) -> object:
    """What TOML would read, or the plain text where that is no TOML value."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _unknown(table: Table, kind: Any, where: str) -> Iterator[str]:  # noqa: ANN401 - a type
    """Every key that means nothing, with the one that was probably meant."""
    if typing.get_origin(kind) is dict:
        inner = typing.get_args(kind)[1]
        for key, value in table.items():
            if isinstance(value, dict):
                yield from _unknown(value, inner, f"{where}{key}.")
        return
    if not (isinstance(kind, type) and issubclass(kind, msgspec.Struct)):
        return
    fields = {field.name: field.type for field in msgspec.structs.fields(kind)}
    for key, value in table.items():
        if key not in fields:
            near = difflib.get_close_matches(key, fields, n=1, cutoff=0.5)
            meant = f"did you mean {where}{near[0]}?" if near else f"known are {', '.join(fields)}"
            yield f"there is no setting {where}{key}; {meant}"
        elif isinstance(value, dict):
            yield from _unknown(value, fields[key], f"{where}{key}.")


def _out_of_range(settings: Settings) -> Iterator[str]:
    """Every value of the right type that cannot be, with the range that can."""
    shop, rates, practice = settings.shop, settings.rates, settings.practice
    if not _SHORTEST_EXPIRY_MINUTES <= shop.expiry_minutes <= _LONGEST_EXPIRY_MINUTES:
        least, most = _SHORTEST_EXPIRY_MINUTES, _LONGEST_EXPIRY_MINUTES
        yield f"shop.expiry_minutes: {shop.expiry_minutes} is not {least} to {most}"
    if not _CURRENCY.fullmatch(shop.currency):
        yield f"shop.currency: “{shop.currency}” is not three capital letters, such as EUR"
    yield from _rates_out_of_range(rates)
    if practice.block_s < 0:
        yield f"practice.block_s: {practice.block_s} is not 0 or more"
    yield from _window_out_of_range(settings.window)
    try:
        host_and_port(settings.server.listen)
    except Refused as why:
        yield f"server.listen: {why.text}"
    yield from _backup_out_of_range(settings.backup)
    yield from _updates_out_of_range(settings.updates)
    yield from _librepay_out_of_range(settings.librepay)
    yield from _pages_out_of_range(settings)


def _window_out_of_range(window: WindowSettings) -> Iterator[str]:
    known = languages(resource("languages"))
    if window.language and window.language not in known:
        yield f"window.language: “{window.language}” is none of {', '.join(known)}"
    if window.region and not _REGION.fullmatch(window.region):
        yield f"window.region: “{window.region}” is not two capital letters, such as CH"
    if not 0 <= window.volume <= _LOUDEST:
        yield f"window.volume: {window.volume} is not 0 to {_LOUDEST}"


def _updates_out_of_range(updates: UpdatesSettings) -> Iterator[str]:
    if updates.url and not is_safe(updates.url):
        yield "updates.url: this is not an address such as https://florin.example/update.json"
    if updates.url and not updates.key:
        yield "updates.key: is missing; it says whose word is believed"
    if updates.key not in ("", PUBLISHER_KEY):
        yield from _publisher_key_unfit(updates.key)


def _publisher_key_unfit(key: str) -> Iterator[str]:
    from pos.updates.manifest import check_key  # noqa: PLC0415 - 100 ms, and few shops set one

    try:
        check_key(key)
    except Refused as why:
        yield f"updates.key: {why.text}"


def _backup_out_of_range(backup: BackupSettings) -> Iterator[str]:
    if backup.folder and not Path(backup.folder).expanduser().is_absolute():
        yield f"backup.folder: “{backup.folder}” is not a whole path, such as /media/stick/florin"
    if not 0 <= backup.hour <= _LAST_HOUR:
        yield f"backup.hour: {backup.hour} is not 0 to {_LAST_HOUR}"
    if backup.keep < _FEWEST_KEPT:
        yield f"backup.keep: {backup.keep} is not {_FEWEST_KEPT} or more"


def _rates_out_of_range(rates: RateSettings) -> Iterator[str]:
    for key in ("max_age_s", "fresh_s"):
        seconds = getattr(rates, key)
        if seconds < _SHORTEST_AGE_S:
            yield f"rates.{key}: {seconds} is not {_SHORTEST_AGE_S} or more"
    shares = {key: getattr(rates, key) for key in _SHARES}
    shares |= {f"spread.{code}": percent for code, percent in rates.spread.items()}
    for key, percent in shares.items():
        least = _LEAST_SHARE if key in _SHARES else 0
        if not percent.is_finite() or not least <= percent <= _LARGEST_SHARE:
            yield f"rates.{key}: {percent} is not {least} to {_LARGEST_SHARE} per cent"
    taken_off = (*rates.spread.values(), rates.last_good_percent)
    is_finite = all(percent.is_finite() for percent in taken_off)
    if is_finite and max(rates.spread.values(), default=0) + rates.last_good_percent >= _WHOLE:
        yield "rates.spread: together with rates.last_good_percent it must leave something to pay"
    for currency in rates.currencies:
        if not _CURRENCY.fullmatch(currency):
            yield f"rates.currencies: “{currency}” is not three capital letters, such as EUR"
    for code, price in rates.fixed.items():
        if not _is_price(price):
            yield f"rates.fixed.{code}: “{price}” is no price"
    yield from _services_out_of_range(rates)


def _is_price(text: str) -> bool:
    try:
        price = Decimal(text)
    except ArithmeticError:
        return False
    return price.is_finite() and price > 0


def _services_out_of_range(rates: RateSettings) -> Iterator[str]:
    """Neither addresses nor keys are repeated: they may be secrets."""
    for name in ("coingecko", "kraken", "coinbase", "bitstamp", "cryptocompare"):
        if not _URL.fullmatch(getattr(rates, f"{name}_url")):
            yield f"rates.{name}_url: this is not an address such as https://rates.example"
    for key in ("coingecko_demo_key", "coingecko_pro_key", "cryptocompare_key"):
        if not _KEY.fullmatch(getattr(rates, key)):
            yield f"rates.{key}: a key has only letters, digits and signs, and no spaces"


def _pages_out_of_range(settings: Settings) -> Iterator[str]:
    public_url = settings.server.public_url
    if public_url and not _URL.fullmatch(public_url):
        yield "server.public_url: this is not an address such as https://pay.shop.example"
    for origin in settings.checkout.frame_ancestors:
        if not _ORIGIN.fullmatch(origin):
            yield f"checkout.frame_ancestors: “{origin}” is not such as https://shop.example"
    for key in ("allow", "trusted_proxies"):
        for place in getattr(settings.server, key):
            if not _is_network(place):
                yield f"server.{key}: “{place}” is no address and no range such as 192.168.1.0/24"


def _is_network(text: str) -> bool:
    try:
        ip_network(text, strict=False)
    except ValueError:
        return False
    return True


def _librepay_out_of_range(librepay: LibrePaySettings) -> Iterator[str]:
    if librepay.expire_date not in {"unix", "iso"}:
        yield f"librepay.expire_date: “{librepay.expire_date}” is not unix or iso"
    if librepay.secret and len(librepay.secret) < _SHORTEST_SECRET:
        yield f"librepay.secret: has fewer than {_SHORTEST_SECRET} letters: others may guess it"
    if librepay.listen:
        try:
            host_and_port(librepay.listen)
        except Refused as why:
            yield f"librepay.listen: {why.text}"


def _words(why: str, table: Table) -> str:
    """Msgspec's message with the key first, as a person would look for it."""
    text, _, place = why.partition(" - at `$.")
    return f"{_named(place.rstrip('`'), table)}: {text}" if place else text


def _named(place: str, table: Table) -> str:
    """The place with the name of the chain, wallet or coin, for which msgspec writes `[...]`."""
    section, mark, key = place.partition("[...]")
    kinds = {field.name: field.type for field in msgspec.structs.fields(Settings)}
    if not mark or section not in kinds:
        return place
    inner = typing.get_args(kinds[section])[1]
    wrong = (name for name, value in table[section].items() if not _is_a(value, inner))
    return f"{section}.{next(wrong)}{key}"


def _is_a(value: object, kind: Any) -> bool:  # noqa: ANN401 - a type
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return False
    return True


def _names(kind: Any) -> Iterator[str]:  # noqa: ANN401 - a type
    """Every field name that can stand in the file."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        for field in msgspec.structs.fields(kind):
            yield field.name
            yield from _names(field.type)
    for inner in typing.get_args(kind):
        yield from _names(inner)


_NAMES = frozenset(_names(Settings)) | {"evm"}
