"""Changing a profile's `config.toml` as a person would: comments, order and the rest stay.

What would not load is never written; what stood there before is kept beside it.
"""

import tomllib
from collections.abc import Mapping, MutableMapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import InlineTable

from pos.app.config import settings_in, text_of
from pos.app.profile import write_private
from pos.app.turns import PATIENCE_S, taking_turns
from pos.domain.errors import Refused

OLD: Final = ".old"
"""What `config.toml.old` ends in: the file as it was before the last change."""

REFUSED: Final = ".refused"

COINS: Final = "coins"

Changes = Mapping[str, object | None]
"""Keys such as "shop.name" or "chains.BTC.rpc", or whole sections such as "coins.BTC", with what
they become; None takes them out.
"""


def changed(path: Path, changes: Changes, patience_s: float = PATIENCE_S) -> None:
    """Change these keys in the file, which is made if there is none; a link to it stays one.

    Raises Refused, naming the key, if the outcome would not load; then nothing was written.
    """
    path = path.resolve()
    _next(path, changes)  # what cannot be is refused before anything is made or held
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with taking_turns(path.parent, patience_s):
            before, after = _next(path, changes)
            if after == before:
                return
            if before:
                write_private(_beside(path, OLD), before)
            write_private(path, after)
    except OSError as why:
        raise Refused("unwritable_config", f"{path} cannot be written: {why}") from why


def bring_back(path: Path) -> bool:
    """Undo the last change, once: whether there was one. What is undone is kept beside the file.

    Raises Refused if it cannot be written.
    """
    path = path.resolve()
    old = _beside(path, OLD)
    try:
        if not old.exists():
            return False
        with taking_turns(path.parent):
            write_private(_beside(path, REFUSED), text_of(path))
            old.replace(path)
    except OSError as why:
        raise Refused("unwritable_config", f"{path} cannot be written: {why}") from why
    return True


def last_change(path: Path) -> object:
    """What is another thing after each change that was written here, and after nothing else."""
    try:
        seen = _beside(path.resolve(), OLD).stat()
    except OSError:
        return None
    return seen.st_ino, seen.st_mtime_ns


def _next(path: Path, changes: Changes) -> tuple[str, str]:
    """What the file says, and what it would say. Raises Refused if that would not load."""
    before = text_of(path)
    after = changed_text(before, changes, path.name)
    settings_in(after, path.name, {})
    return before, after


def changed_text(text: str, changes: Changes, name: str) -> str:
    """The file's text with these changes. Raises Refused, naming the key that has no place."""
    keys = ", ".join(changes)
    try:
        document = tomlkit.parse(text)
        for key, value in changes.items():
            _change(document, key, _plain(value))
        after = tomlkit.dumps(document)
        after.encode()
        is_meant = _said(tomllib.loads(after)) == _said(_meant(text, changes))
    except UnicodeEncodeError as why:
        words = f"{name}: {keys}: half a letter is in it, which no file can hold"
        raise Refused("unwritable_text", words) from why
    except (TOMLKitError, tomllib.TOMLDecodeError) as why:
        raise Refused("invalid_config", f"{name} is not valid TOML: {why}") from why
    if not is_meant:
        words = f"{name}: {keys} cannot be changed without harming the rest; change it by hand"
        raise Refused("tangled_config", words)
    return after


def _change(table: MutableMapping[str, Any], key: str, value: object | None) -> None:
    *sections, last = key.split(".")
    trail = [table]
    for section in sections:
        inner = trail[-1].get(section)
        if inner is None:
            if value is None:
                return
            inner = _new_table(trail[-1], section, has_tables=section is not sections[-1])
        elif not isinstance(inner, MutableMapping):
            raise Refused("invalid_setting", f"{key}: {section} is not a table")
        trail.append(inner)
    if value is not None:
        trail[-1][last] = value
    elif last in trail[-1]:
        del trail[-1][last]


def _new_table(
    outer: MutableMapping[str, Any], name: str, *, has_tables: bool
) -> MutableMapping[str, Any]:
    """A section that was not there; inside of `{ … }` it is written the same way."""
    if isinstance(outer, InlineTable):
        outer[name] = tomlkit.inline_table()
    else:
        outer[name] = tomlkit.table(is_super_table=has_tables)
    made: MutableMapping[str, Any] = outer[name]
    return made


def _plain(value: object | None) -> Any:  # noqa: ANN401 - what TOML can hold
    """A value as TOML writes it; a number with a fraction is text, which keeps all its digits."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else f"{value:f}"
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    return value


def _meant(text: str, changes: Changes) -> dict[str, Any]:
    """What the file has to say afterwards, found without its layout."""
    table = tomllib.loads(text)
    for key, value in changes.items():
        _change_plain(table, key.split("."), _plain(value))
    return table


def _change_plain(table: dict[str, Any], path: list[str], value: object | None) -> None:
    name, *rest = path
    if rest and (value is not None or name in table):
        _change_plain(table.setdefault(name, {}), rest, value)
    elif not rest and value is not None:
        table[name] = value
    elif not rest:
        table.pop(name, None)


def _said(table: dict[str, Any]) -> dict[str, Any]:
    """The same without sections that are empty and so say nothing; an empty coin is on offer."""
    found = {}
    for name, value in table.items():
        if not isinstance(value, dict):
            found[name] = value
        elif inner := (value if name == COINS else _said(value)):
            found[name] = inner
    return found


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)
