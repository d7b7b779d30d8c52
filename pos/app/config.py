"""Reading a profile's `config.toml` and the environment into typed settings.

Every mistake is a Refused that names the key, what is wrong with it, and the nearest valid one.
"""

import difflib
import tomllib
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from pos.app.settings import Settings
from pos.domain.errors import Refused

ENVIRONMENT = "FLORIN_"
"""FLORIN_SERVER__LISTEN=… sets `listen` in `[server]`; two underscores go one table deeper."""

Table = dict[str, Any]


def load_settings(path: Path, environment: Mapping[str, str]) -> Settings:
    """The settings of a profile; the defaults where there is no file. Raises Refused."""
    table = _read(path)
    _override(table, environment)
    for problem in _unknown(table, Settings, ""):
        raise Refused("unknown_setting", f"{path.name}: {problem}")
    try:
        return msgspec.convert(table, Settings)
    except msgspec.ValidationError as why:
        raise Refused("invalid_setting", f"{path.name}: {_words(str(why))}") from why


def _read(path: Path) -> Table:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except tomllib.TOMLDecodeError as why:
        raise Refused("invalid_config", f"{path.name} is not valid TOML: {why}") from why
    except (OSError, UnicodeDecodeError) as why:
        raise Refused("unreadable_config", f"{path} cannot be read: {why}") from why


def _override(table: Table, environment: Mapping[str, str]) -> None:
    """Put what the environment says into the table, over what the file says."""
    for name, text in environment.items():
        if not name.startswith(ENVIRONMENT) or "__" not in name:
            continue
        *sections, key = (_spelt(part) for part in name.removeprefix(ENVIRONMENT).split("__"))
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


def _words(why: str) -> str:
    """Msgspec's message with the key first, as a person would look for it."""
    text, _, place = why.partition(" - at `$.")
    return f"{place.rstrip('`')}: {text}" if place else text


def _names(kind: Any) -> Iterator[str]:  # noqa: ANN401 - a type
    """Every field name that can stand in the file."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        for field in msgspec.structs.fields(kind):
            yield field.name
            yield from _names(field.type)
    for inner in typing.get_args(kind):
        yield from _names(inner)


_NAMES = frozenset(_names(Settings)) | {"evm"}
